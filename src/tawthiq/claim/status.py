"""Status: whether an act is said to have occurred, to go on, to be planned, threatened, attempted or denied."""

from collections.abc import Sequence
from itertools import pairwise

from tawthiq.arabic.fold import fold_name
from tawthiq.arabic.words import Word
from tawthiq.claim.acts import Act
from tawthiq.claim.frames import FRAMES
from tawthiq.claim.sayers import Saying
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.model import Status

UNREAL = "unreal"
"""The status of support words after which nothing is asserted («دعا إلى», «حذر من»)."""
_HABITS = frozenset({"بانتظام", "عاده", "غالبا", "الفينه"})
_MOMENT = 6
_NOW = frozenset({"الان", "الاثناء", "اللحظات"})
_COMING = frozenset(
    fold_name(word) for word in "القادمة المقبلة القادم المقبل قادمة مقبلة مرتقب مرتقبة وشيك وشيكة سوف".split()
)
_DEMANDS = frozenset("طالب طالبت طالبوا يطالب تطالب يطالبون ربط ربطت يربط تربط".split())
_DEMANDED = _DEMANDS | {f"و{form}" for form in _DEMANDS}
_LASTING = ("تواصل", "يواصل", "يستمر", "تستمر", "تتواصل", "يتواصل")
_UNSURE = frozenset({"purpose", "hypothetical", "may"})
_REACH = 6
_RULED_REACH = 10
_EXCEPT_REACH = 6
_WALKED = frozenset(
    {"people", "actor", "speaker", "outlet", "place", "time", "word", "number", "affiliation", "object"}
)


def status_of(act: Act, chunks: Sequence[Chunk], scene: Scene, saying: Saying | None) -> Status | None:
    """The status of an act, or None where the words do not assert one (a purpose, a possibility, a negation)."""
    statuses = [s.support.status for s in act.supports if s.support and s.support.status]
    planned = statuses[-1:] == ["planned"] and UNREAL in statuses  # «حذر من خطة لتهجير السكان»
    told = "planned" if planned else next(iter(statuses), None)
    if told is not None and _on_condition(act, chunks, scene):
        return None
    if told is not None:
        return None if told == UNREAL else told  # type: ignore[return-value]
    if (
        _prevented(act, chunks, scene)
        or _habitual(act, chunks, scene)
        or _without_result(act, chunks, scene)
        or (saying is not None and saying.stance == "silent")
    ):
        return None
    denied = saying is not None and saying.stance == "denies"
    if _negated(act, chunks, scene):
        return "denied" if denied else None
    if _purpose_or_possibility(act, chunks, scene):
        return None
    if denied and saying is not None and saying.at < act.main.head:
        return "denied"
    ruled = _ruled(act, chunks, scene)
    if ruled is not None:
        return None if ruled == UNREAL else ruled
    return _unruled(act, chunks, scene)


def _habitual(act: Act, chunks: Sequence[Chunk], scene: Scene) -> bool:
    """«يشن التنظيم بانتظام هجمات»: what is told as a habit is no act of its own."""
    verbs = [part.head for part in (act.main, *act.supports) if part.verbal]
    now = any(scene.bare_form(chunks[at].first, chunks[at].clitic).startswith(("ي", "ت")) for at in verbs)
    words = (scene.form(at) for at in range(chunks[act.first].first, chunks[act.main.end - 1].last + 1))
    return now and not _HABITS.isdisjoint(words)


def _on_condition(act: Act, chunks: Sequence[Chunk], scene: Scene) -> bool:
    """«هدد بضرب المطارات ما لم يتوقف الحصار»: what a threat depends on is not threatened."""
    if "hypothetical" not in scene.sorts:
        return False
    carrying = max((support.head for support in act.supports), default=act.main.head)
    return any(chunk.grammar("hypothetical") is not None for chunk in chunks[carrying + 1 : act.main.head])


def _unruled(act: Act, chunks: Sequence[Chunk], scene: Scene) -> Status:
    """The status that an act's own words give it."""
    if _survived(act, chunks, scene):
        return "attempted"
    verbs = [act.main.head, *(support.head for support in act.supports)]
    if any(chunks[at].clitic.endswith("س") and chunks[at].sort == "lex" for at in verbs) or _coming(act, chunks, scene):
        return "planned"
    return "ongoing" if _ongoing(act, chunks, scene) else "occurred"


def _prevented(act: Act, chunks: Sequence[Chunk], scene: Scene) -> bool:
    """«قبل انفجارها», «قبل تفجير نفسه»: it was stopped before it happened."""
    before = chunks[act.main.head - 1] if act.main.head else None
    exploding = act.main.kind is not None and act.main.kind.frame == "explode" and not act.main.verbal
    return exploding and before is not None and scene.form(before.first) in ("قبل", "قبيل")


def _survived(act: Act, chunks: Sequence[Chunk], scene: Scene) -> bool:
    """«محاولة اغتيال», «نجا من اغتيال»: tried without success."""
    head = chunks[act.main.head]
    form = scene.bare_form(head.first, head.clitic).removeprefix("ال")
    if head.first != head.last and form.startswith("محاول"):
        return True
    if act.main.kind_id != "killing" or act.main.verbal:
        return False
    within = chunks[act.first : act.main.head]
    escaped = any(scene.form(chunk.first).removeprefix("و").startswith(("نجا", "نجت")) for chunk in within)
    return escaped or _escaped(act, chunks, scene)


def _escaped(act: Act, chunks: Sequence[Chunk], scene: Scene) -> bool:
    near = chunks[max(0, act.first - 4) : act.first]
    return any(scene.form(chunk.first).removeprefix("و") in ("نجا", "نجت", "نجاه", "ينجو") for chunk in near)


def _without_result(act: Act, chunks: Sequence[Chunk], scene: Scene) -> bool:
    """«لم تسفر المحادثات عن اتفاق»: what did not come of something did not happen."""
    if not {"result", "negation"} <= scene.sorts:
        return False
    for at in range(act.first - 1, max(0, act.first - _REACH), -1):
        if chunks[at].has("trigger") or "،" in scene.words[chunks[at].last + 1].gap:
            return False
        if chunks[at].grammar("result") is not None:
            return chunks[at - 1].grammar("negation") is not None
    return False


def _negated(act: Act, chunks: Sequence[Chunk], scene: Scene) -> bool:
    """Whether a negation before the act holds it; «غير» holds only the word after it, «إلا» behind it lifts it."""
    if _excepted(act, chunks, scene):
        return False
    for at in range(max(0, act.first - 2), act.main.head) if "negation" in scene.sorts else ():
        chunk = chunks[at]
        if chunk.sort != "lex" or chunk.grammar("negation") is None:
            continue
        if chunk.grammar("prepositions") is not None and at < act.main.head - 1:
            continue
        between = chunks[at + 1 : act.main.head]
        if any("،" in scene.words[c.first].gap for c in between) and not chunks[act.main.head].clitic:
            continue
        caused = any(c.grammar("cause") is not None and c.grammar("prepositions") is None for c in between)
        if caused and not any(at < harm.head < act.main.head for harm in act.harms):
            continue
        if scene.form(chunk.first).removeprefix("و") != "غير" or not between:
            return True
    return False


def _excepted(act: Act, chunks: Sequence[Chunk], scene: Scene) -> bool:
    """«لم يفرجوا عنه إلا بعد أن دفعت أسرته فدية»: it happened, after that."""
    last = chunks[act.main.head].last
    near = range(last + 1, min(len(scene), last + 1 + _EXCEPT_REACH))
    return any(scene.form(at) == "الا" and scene.form(at + 1).startswith(("بعد", "عقب", "حين", "عندما")) for at in near)


def _purpose_or_possibility(act: Act, chunks: Sequence[Chunk], scene: Scene) -> bool:
    first = act.first
    for at in () if scene.sorts.isdisjoint(_UNSURE) else _reach_before(act, chunks, scene):
        chunk = chunks[at]
        if chunk.sort != "lex" or not chunk.among(_UNSURE):
            continue
        near = first - at <= 3
        if chunk.grammar("purpose") is not None and not chunk.grammar("prepositions") and near:
            return True
        ruled = at != act.main.head and not _goes_on(chunk, act, chunks, scene)
        if chunk.grammar("hypothetical") is not None and ruled and not _whether(chunks[at : act.main.head], scene):
            return True
        if chunk.grammar("may") is not None and near and at < act.main.head and not _perfect(act, chunks):
            return True
    head = chunks[act.main.head]
    aimed = act.main.verbal or (act.main.pair is not None and not act.supports)
    return aimed and head.clitic in ("ل", "ول", "فل") and act.main.head > 0 and not _outcome(head, scene)


def _outcome(head: Chunk, scene: Scene) -> bool:
    """«وصلت القوات إلى س لتكسر بذلك الحصار», «…، لتسيطر على س»: behind a comma, or «بذلك», what came of it, no aim."""
    apart = "،" in scene.words[head.first].gap
    return (apart or scene.form(head.last + 1) == "بذلك") and any(sense.shape == "present" for sense in head.senses)


def _goes_on(chunk: Chunk, act: Act, chunks: Sequence[Chunk], scene: Scene) -> bool:
    """«خرجوا للمطالبة بإقالته، وفتحت القوات النار»: behind a comma «و» goes on with what happened, not with an aim."""
    head = chunks[act.main.head]
    verb = act.main.verbal and head.clitic in ("و", "ف") and "،" in scene.words[head.first].gap
    return verb and (head.clitic == "ف" or scene.form(chunk.first).startswith("لل"))


def _reach_before(act: Act, chunks: Sequence[Chunk], scene: Scene) -> range:
    """The chunks near an act up to its own whose words may rule it: those behind the last act told before it."""
    first = act.first
    reach = range(max(0, first - _REACH), act.main.head + 1)
    told = [at for at in reach if at < first and (chunks[at].has("trigger") or _set_beside(chunks[at], scene))]
    return reach[told[-1] + 1 - reach.start :] if told else reach


def _set_beside(chunk: Chunk, scene: Scene) -> bool:
    """«…، كما أُفرج عنه», «…، قبل أن يفتح مسلحون النار»: a clause of its own, which nothing before the comma rules."""
    before = chunk.grammar("temporal") is not None and chunk.last > chunk.first
    return (before or chunk.grammar("parallel") is not None) and "،" in scene.words[chunk.first].gap


def _whether(clause: Sequence[Chunk], scene: Scene) -> bool:
    """«طائرات، لم يُعرف ما إذا كانت روسية، نفذت غارات»: a doubt set between commas, before the act."""
    if not clause or scene.form(clause[0].first - 1) != "ما":
        return False
    return any("،" in scene.words[chunk.first].gap for chunk in clause[1:]) or clause[-1].last + 1 == len(scene)


def _perfect(act: Act, chunks: Sequence[Chunk]) -> bool:
    return not act.main.verbal or not chunks[act.main.head].has("trigger", "present")


def _ruled(act: Act, chunks: Sequence[Chunk], scene: Scene) -> Status | None:
    """The status that a verb further back gives the act («وينص الاتفاق على انسحاب», «ناشد … إجلاء»)."""
    if "support" not in scene.sorts and not scene.has_word(_DEMANDED):
        return None
    start = act.main.head if not act.main.verbal else act.first
    for at in range(start - 1, max(-1, start - 1 - _RULED_REACH), -1):
        chunk = chunks[at]
        form = scene.form(chunk.first).removeprefix("و")
        if form in ("فيما", "بينما"):
            return None
        if form in _DEMANDS and chunk.last == chunk.first and _asks(at, act, chunks):
            return UNREAL  # type: ignore[return-value]
        status = _carried(chunk)
        if status is not None:
            clause = any(c.grammar("complement") is not None for c in chunks[at:start])
            if not clause if chunk.has("reporting") else clause or not act.main.verbal:
                return status
        if not _passed(chunk, act):
            return None
    return None


def _carried(chunk: Chunk) -> Status | None:
    """The status that a verb or noun gives what it carries, where that is not told as a fact."""
    for sense in chunk.senses:
        if sense.sort == "support" and sense.entry.status in (UNREAL, "planned"):
            return sense.entry.status  # type: ignore[no-any-return]
    return None


def _asks(at: int, act: Act, chunks: Sequence[Chunk]) -> bool:
    """«طالب» is a verb where a subject and «بـ» with the act follow it."""
    head = chunks[act.main.head]
    return head.clitic.endswith("ب") and at + 1 < len(chunks) and chunks[at + 1].grammar("prepositions") is None


def _passed(chunk: Chunk, act: Act) -> bool:
    """Whether a verb may rule an act beyond a chunk: no other verb of act or saying stands between."""
    if chunk.sort in _WALKED:
        return True
    if (
        chunk.has("trigger", "past", "present", "passive")
        or chunk.has("reporting")
        or chunk.has("support", "past", "present")
    ):
        return False
    if chunk.grammar("complement") is not None:
        return act.main.verbal
    return chunk.grammar("cause") is None or chunk.grammar("prepositions") is not None


def _coming(act: Act, chunks: Sequence[Chunk], scene: Scene) -> bool:
    if not scene.has_word(_COMING):
        return False
    start = chunks[max(0, act.first - 8)].first
    end = chunks[min(len(chunks), act.main.head + 3) - 1].last
    near = [*scene.words[start : end + 1]]
    if not chunks[act.main.head].has("trigger", "past"):
        near.extend(word for chunk in act.roles.times for word in scene.words[chunk.first : chunk.last + 1])
    return any(word.form in _COMING and word not in _travelling(chunks, scene) for word in near)


def _travelling(chunks: Sequence[Chunk], scene: Scene) -> list[Word]:
    """«تعزيزات قادمة من مديرية س»: words that tell where something comes from, and not that it will be."""
    words: list[Word] = []
    for one, other in pairwise(chunks):
        named = other.sort == "place" or not scene.form(one.first).startswith("ال")
        if one.grammar("prepositions") == "origin" and named:
            words += scene.words[one.first : one.last + 1]
    return words


def _ongoing(act: Act, chunks: Sequence[Chunk], scene: Scene) -> bool:
    """Whether an act goes on: its own present where the kind lasts, or a word of lasting that rules it."""
    outcome = act.main.verbal and chunks[act.main.head].clitic.endswith("ل")
    if outcome or "ended" in act.main.tags:
        return False
    frame = FRAMES[act.main.kind.frame] if act.main.kind else None
    present = chunks[act.main.head].has("trigger", "present") or chunks[act.main.head].has("pair", "present")
    if act.main.kind_id == "capture" and present and not _led_by_time(act) and not _headed(act, scene):
        return True
    if frame and frame.ongoing and (act.main.kind_id == "control" or present):
        return True
    if act.main.frame == "block" and present and act.main.verbal and scene.words[0].position > 0:
        return not _led_by_time(act)
    still = "ongoing" in scene.sorts and _still(act, chunks)
    return still or _lasting(act, chunks, scene) or _now(act, chunks, scene)


def _headed(act: Act, scene: Scene) -> bool:
    """«… ولواء س يبسط سيطرته»: a subject before a present verb in the first line tells the news, as headings do."""
    start = scene.words[0].start
    return act.main.subject is not None and "\n" not in scene.text[:start].strip()


def _now(act: Act, chunks: Sequence[Chunk], scene: Scene) -> bool:
    """«تتعرض القرية في هذه الأثناء لقصف», «يقصف الجيش، الآن، قرى»: a verb in the present with a word of the moment."""
    if "now" not in scene.sorts and not scene.has_word(_NOW):
        return False
    verbs = [part for part in (act.main, *act.supports) if part.verbal]
    present = [part for part in verbs if any(sense.shape == "present" for sense in chunks[part.head].senses)]
    near = [chunk for part in present for chunk in chunks[part.head + 1 : min(part.end, part.head + _MOMENT)]]
    return any(chunk.grammar("now") is not None or _NOW & {scene.form(w) for w in _words(chunk)} for chunk in near)


def _words(chunk: Chunk) -> range:
    return range(chunk.first, chunk.last + 1)


def _led_by_time(act: Act) -> bool:
    """«قبل أن تستعيده القوات»: a present behind a word of time is past."""
    return act.main.link is not None and act.main.link.grammar("temporal") is not None


def _lasting(act: Act, chunks: Sequence[Chunk], scene: Scene) -> bool:
    """«تدور معارك», «تواصل القوات حصارها», «استمرار إغلاق»: a verb or noun of going on carries the act, in the body."""
    headline = scene.words[0].position == 0
    for support in act.supports:
        chunk = chunks[support.head]
        if support.verbal and support.support is not None and chunk.has("support", "present"):
            form = scene.bare_form(chunk.first, chunk.clitic)
            lasts = form.startswith(_LASTING) and not headline
            if support.support.role == "none" or lasts:
                return True
    before = chunks[max(0, act.first - 4) : act.main.head] if "support" in scene.sorts else ()
    return any(c.has("support", "noun") and scene.bare_form(c.first, c.clitic).startswith("استمرار") for c in before)


def _still(act: Act, chunks: Sequence[Chunk]) -> bool:
    """«لا تزال», «مستمر» near the act; after it only in its own clause."""
    before = chunks[max(0, act.first - 2) : act.main.head]
    after = chunks[act.main.head + 1 : act.main.head + 3]
    told = [*before, *(chunk for chunk in after if not chunk.clitic.startswith("و"))]
    return any(chunk.grammar("ongoing") is not None for chunk in told)
