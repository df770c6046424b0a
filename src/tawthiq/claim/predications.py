"""Predications: the words of a sentence that assert something, each with the stretch of chunks that belongs to it."""

from collections.abc import Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.bounds import set_bounds
from tawthiq.claim.causes import fell_victim, none_told
from tawthiq.claim.pairs import pair_at
from tawthiq.claim.predication import Predication
from tawthiq.claim.reportings import reporting_at
from tawthiq.claim.triggers import harm_follows, trigger_at
from tawthiq.lexicon.entries import Kind
from tawthiq.mention.chunk import Chunk

__all__ = ["Predication", "find_predications"]

_ASSERTING = frozenset({"lex", "means", "object", "speaker"})
_SILENT = frozenset({"grammar", "relation", "head", "object", "means", "speaker", "outlet", "domain", "after"})
"""Sorts of sense that assert nothing."""
_RESULT_REACH = 14
_USED = ("ستخدمه", "ستخدمها", "ستعمله", "ستعملها")
_LED = ("قوده", "قودها", "تزعمه", "تزعمها")
_SIEGE = Kind(kind="siege", frame="besiege", weak=True)
_TAKEN = Kind(kind="abduction", frame="take", harm="abducted")
_HELD = Kind(kind="arrest", frame="take", harm="detained")
_FIRE = Kind(kind="shelling", frame="strike", open=True)
_STRUCK = frozenset({"المستهدف", "المستهدفه", "المستهدفون", "المستهدفين", "المستهدفان"})
_LABEL = 3
_FIRED = frozenset({"artillery", "rocket", "missile", "bomb", "small_arms", "incendiary"})
_STATES = {
    **dict.fromkeys(("محاصرين", "محاصرون", "محاصرا"), _SIEGE),
    **dict.fromkeys(("مخطوفين", "مخطوفون", "مختطفين", "مختطفون", "مخطوفا", "مختطفا"), _TAKEN),
    **dict.fromkeys(("محتجزين", "محتجزون", "معتقلين", "معتقلون", "محتجزا", "معتقلا"), _HELD),
}
_STRIKING = frozenset({"actor", "affiliation", "means", "time", "word", "number"})
_DRIVING = frozenset({"يقود", "تقود", "يقودون", "قاد", "يستقل", "يستقلون", "يركب"})
_KIN = frozenset("اسر عايلات عائلات ذوي ذوو اهالي ابناء ارامل امهات".split())
_STILL_REACH = 4
_BODIES = frozenset("كتيبه كتايب لواء الويه سريه سرايا فرقه فيلق حركه جمعيه مؤسسه مووسسه".split())
_STATED_HARM = {
    harm: Kind(kind="casualties", frame="harm", harm=harm)
    for harm in ("killed", "wounded", "killed_or_wounded", "missing")
}


def find_predications(words: Sequence[Word], chunks: Sequence[Chunk]) -> list[Predication]:
    """All predications of a sentence in order, with their bounds."""
    found: list[Predication] = []
    forms = frozenset([word.form for word in words])
    for at, chunk in enumerate(chunks):
        if chunk.sort == "people":
            predication = _people_in_state(words, chunks, at)
            named_only = fell_victim(words, chunk) or _named_by_kin(words, chunk) or _of_a_thing(words, chunks, at)
            if predication is None and not named_only:
                predication = _people_harmed(words, chunks, at, found)
        else:
            predication = _predication(words, chunks, at, forms) if chunk.senses else None
            if predication is None and not forms.isdisjoint(_STRUCK):
                predication = _those_struck(words, chunks, at)
            if predication is None and chunk.sort == "means":
                predication = _fired_upon(words, chunks, at, found)
        if predication and not _tells_nothing(words, chunks, predication, found):
            found.append(predication)
    found = _without_idle_supports(chunks, _without_pair_objects(chunks, found))
    set_bounds(words, chunks, found)
    return found


def _tells_nothing(
    words: Sequence[Word], chunks: Sequence[Chunk], act: Predication, found: Sequence[Predication]
) -> bool:
    """Whether the words of an act only name a thing, a circumstance or whose a convoy is."""
    if act.sort == "harm" and not act.verbal and none_told(words, chunks[act.head]):
        return True
    if _is_thing_only(words, chunks, act) or _struck(chunks, act, found) or _destroyed_car(chunks, act, found):
        return True
    return _circumstance_only(words, chunks, act, found) or _tells_of_convoy(words, chunks, act, found)


def _predication(words: Sequence[Word], chunks: Sequence[Chunk], at: int, forms: frozenset[str]) -> Predication | None:
    chunk = chunks[at]
    if chunk.sort not in _ASSERTING:
        return None
    sorts = {sense.sort for sense in chunk.senses}
    found = _result(chunks, at) if "grammar" in sorts else None
    if found is None and sorts <= _SILENT:
        return None
    if found is None and "pair" in sorts:
        found = pair_at(words, chunks, at, forms)
    if found is not None:
        return found
    report = reporting_at(words, chunks, at) if "reporting" in sorts and not _suffers(chunk) else None
    if report is not None and "trigger" not in sorts:
        return report
    found = trigger_at(words, chunks, at) if "trigger" in sorts else None
    supports = "support" in sorts and not _tells_of_use(words, chunks, at)
    return found or (_support(chunk, at) if supports else None) or report


def _suffers(chunk: Chunk) -> bool:
    """Whether a word may carry an act that its subject suffers."""
    return any(sense.entry.role == "patient" for sense in chunk.of("support"))


def _fired_upon(
    words: Sequence[Word], chunks: Sequence[Chunk], at: int, found: Sequence[Predication]
) -> Predication | None:
    """«تعرضت البلدة لعشرين قذيفة», «لنيران دبابة»: what a place was exposed to is the act, where no noun tells it."""
    exposed = found[-1] if found else None
    if exposed is None or exposed.support is None or exposed.support.role != "patient":
        return None
    between = chunks[exposed.head + 1 : at + 1]
    led = any(words[chunk.first].form.startswith("ل") for chunk in between[-4:])
    broken = any(words[chunk.first].gap.strip('«»"“” ') for chunk in between)
    fired = chunks[at].value.family in _FIRED and led and not broken
    return Predication("act", at, "noun", _FIRE) if fired else None


def _those_struck(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> Predication | None:
    """«المستهدف بطيران التحالف هو القيادي …»: a participle that tells with whose weapon someone was struck."""
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    struck = words[chunks[at].last].form.removeprefix("و") in _STRUCK
    armed = following is not None and following.sort in ("actor", "means") and following.clitic == "ب"
    return Predication("act", at, "noun", _FIRE) if struck and armed else None


def _tells_of_use(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """«مطار س الذي تستخدمه القوات», «التحالف الذي تقوده س»: who uses a place, or leads a party."""
    if at < 2 or chunks[at - 1].grammar("relative") is None:
        return False
    ended = _USED if chunks[at - 2].sort in ("place", "object") else _LED if chunks[at - 2].sort == "actor" else ()
    return words[chunks[at].last].form.endswith(ended)


def _result(chunks: Sequence[Chunk], at: int) -> Predication | None:
    if chunks[at].grammar("result") is None:
        return None
    if chunks[at].has("trigger") and not harm_follows(chunks, at, _RESULT_REACH):
        return None
    return Predication("result", at, "verb")


def _support(chunk: Chunk, at: int) -> Predication | None:
    senses = chunk.of("support")
    if not senses:
        return None
    sense = next((sense for sense in senses if sense.entry.status), senses[0])
    return Predication("support", at, "noun" if sense.shape == "noun" else "verb", support=sense.entry)


def _named_for(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """«كتيبة شهداء س», «مستشفى شهداء ص»: those after whom a body or a building is called."""
    chunk, before = chunks[at], chunks[at - 1] if at else None
    if before is None or chunk.clitic or chunk.value.counted or not words[chunk.first].joined:
        return False
    return before.has("head") or words[before.last].form in _BODIES


def _people_harmed(
    words: Sequence[Word], chunks: Sequence[Chunk], at: int, found: Sequence[Predication]
) -> Predication | None:
    """People counted by a noun of harm («62 شهيدا») that no word of harm or act before them governs."""
    chunk = chunks[at]
    harms = [harm for harm in chunk.value.harms if harm in _STATED_HARM]
    form, last = words[chunk.last].form, chunk.last + 1
    known = form.endswith(("ي", "و")) and last < len(words) and words[last].joined and words[last].form.startswith("ال")
    if known and not chunk.value.counted and chunk.value.low != chunk.value.high:
        return None  # «زار مصابي العمليات»
    state = not chunk.value.counted and chunk.first == chunk.last and at + 1 < len(chunks)
    if state and chunk.value.high == 1 and chunks[at + 1].grammar("prepositions") == "في":
        return None  # «سعيد (18 عاما) مصاب في قدمه»
    if (
        not harms
        or chunk.value.definite
        or chunk.value.others
        or _found_after(chunks, at)
        or _named_for(words, chunks, at)
    ):
        return None
    before = found[-1] if found else None
    if any(told.frame == "discover" for told in found[-2:]):
        return None
    governed = before is not None and before.sort in ("harm", "act")
    if governed and not any(_opens_clause(c) for c in chunks[found[-1].head : at]):
        return None
    return Predication("harm", at, "noun", _STATED_HARM[harms[0]], weak=not chunk.value.counted)


def _named_by_kin(words: Sequence[Word], chunk: Chunk) -> bool:
    """«كرّم أسر شهداء الواجب»: people who are told of only as whose family others are."""
    return chunk.first > 0 and words[chunk.first].joined and words[chunk.first - 1].form.lstrip("ول") in _KIN


def _of_a_thing(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """«شهداء الثورة», «ضحايا الحرائق»: what a page calls a part of itself by."""
    if chunks[at].value.counted or len(chunks) > _LABEL or at + 1 == len(chunks):
        return False
    return chunks[at + 1].sort == "word" and words[chunks[at + 1].first].form.startswith("ال")


def _asserts(chunk: Chunk) -> bool:
    """Whether a chunk is no adjective or plain word that may go with the noun before it."""
    return chunk.sort not in ("word", "people") and chunk.grammar("force_adjectives") is None


def _found_after(chunks: Sequence[Chunk], at: int) -> bool:
    """«جثتان مجهولتا الهوية عُثر عليهما»: bodies before the verb of finding them."""
    following = next((chunk for chunk in chunks[at + 1 :] if _asserts(chunk)), None)
    senses = following.of("trigger") if following is not None and not following.clitic else ()
    return any(sense.entry.frame in ("discover", "bury") for sense in senses)


def _people_in_state(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> Predication | None:
    """«ما زال مئات المدنيين محاصرين في حي س»: people who are still under siege, abducted or held."""
    kind = _STATES.get(words[chunks[at].last].form)
    if kind is None:
        return None
    still = any(chunk.grammar("ongoing") is not None for chunk in chunks[max(0, at - _STILL_REACH) : at])
    return Predication("act", at, "noun", kind, weak=True) if still else None


def _opens_clause(chunk: Chunk) -> bool:
    return chunk.sort == "lex" and any(chunk.grammar(name) is not None for name in ("parallel", "complement"))


def _circumstance_only(
    words: Sequence[Word], chunks: Sequence[Chunk], act: Predication, found: Sequence[Predication]
) -> bool:
    """A definite act noun under a word of cause, with nothing said of it («نزحت بسبب القتال 20 أسرة»)."""
    at = act.head
    if act.sort != "act" or act.shape != "noun" or at == 0 or not found or found[-1].sort not in ("act", "harm"):
        return False
    before, form = chunks[at - 1], words[chunks[at].first].form
    during = words[before.last].form in ("خلال", "اثناء")
    caused = before.grammar("cause") is not None and (during or before.grammar("prepositions") is None)
    if not caused or not form.startswith("ال"):
        return False
    if found[-1].sort == "harm" and (found[-1].kind is None or found[-1].kind.harm is not None):
        return False
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    return following is None or following.sort in ("people", "number", "time") or not words[following.first].joined


def _destroyed_car(chunks: Sequence[Chunk], car: Predication, found: Sequence[Predication]) -> bool:
    """«دمرت غارة شاحنة مفخخة»: a car bomb that is destroyed is not set off."""
    if not found or car.kind_id != "vehicle_bomb" or car.verbal or chunks[car.head].clitic:
        return False
    verb = next((told for told in reversed(found) if told.verbal), found[-1])
    between = chunks[verb.head + 1 : car.head]
    return verb.frame == "destroy" and not any(chunk.grammar("prepositions") for chunk in between)


def _tells_of_convoy(
    words: Sequence[Word], chunks: Sequence[Chunk], act: Predication, found: Sequence[Predication]
) -> bool:
    """«منعوا شاحنات أرسلتها جمعيات»: a verb with a pronoun right after what was stopped only says whose it was."""
    if not (act.verbal and found) or found[-1].frame not in ("block", "loot") or chunks[act.head].clitic:
        return False
    suffixed = words[chunks[act.head].last].form.endswith(("ها", "ه", "هم"))
    return act.sort in ("act", "support") and suffixed and words[chunks[act.head].first].joined


def _struck(chunks: Sequence[Chunk], act: Predication, found: Sequence[Predication]) -> bool:
    """«غارة على تعزيزات للتنظيم»: reinforcements that a strike is aimed at."""
    if act.frame != "deploy" or act.verbal or not found or found[-1].frame != "strike":
        return False
    if found[-1].head == act.head - 2 and chunks[act.head - 1].grammar("prepositions") == "على":
        return True
    verb = next((told for told in reversed(found) if told.verbal), None)
    if verb is None or verb.frame != "strike" or chunks[act.head].clitic:
        return False
    between = chunks[verb.head + 1 : act.head]
    return all(chunk.sort in _STRIKING or chunk.has("trigger", "noun") for chunk in between)


def _is_thing_only(words: Sequence[Word], chunks: Sequence[Chunk], act: Predication) -> bool:
    """«دمرت ثلاث عربات مفخخة», «يقود سيارة مفخخة فجّر نفسه»: a weapon that is destroyed or driven, and not set off."""
    if act.frame != "explode" or act.verbal or not chunks[act.head].has("means"):
        return False
    at = act.head - 1
    while at > 0 and chunks[at].sort in ("number", "actor", "affiliation"):
        at -= 1
    if at < 0 or chunks[act.head].clitic:
        return False
    destroyed = any(sense.entry.frame == "destroy" for sense in chunks[at].of("trigger"))
    driven = words[chunks[at].last].form in _DRIVING and any(c.has("pair", "past") for c in chunks[act.head + 1 :])
    return destroyed or driven


def _without_pair_objects(chunks: Sequence[Chunk], found: list[Predication]) -> list[Predication]:
    """Drop predications whose word is the object of a pair («فرض سيطرته» is one act), or its subject of the same kind
    («دخلت الهدنة حيز التنفيذ»)."""
    taken: set[int] = set()
    for pair in found:
        if pair.object_at is None:
            continue
        last = max(chunks[pair.object_at].last, chunks[pair.object_at].first + pair.object_words - 1)
        within = (at for at in range(pair.object_at, len(chunks)) if chunks[at].first <= last)
        taken.update(at for at in within if at != pair.head)
        between = [p for p in found if pair.head < p.head < pair.object_at and not p.verbal]
        taken |= {p.head for p in between if pair.frame == "block" or p.kind_id == pair.kind_id}
    return [p for p in found if p.head not in taken]


def _without_idle_supports(chunks: Sequence[Chunk], found: list[Predication]) -> list[Predication]:
    """Drop support verbs that carry no act: nothing follows them in their clause («نازحين حاولوا العودة»)."""
    kept: list[Predication] = []
    for index, predication in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        told = bool(kept) and kept[-1].sort == "act" and not kept[-1].verbal
        if predication.sort == "support" and predication.verbal and not told and _carries_nothing(chunks, following):
            continue
        kept.append(predication)
    return kept


def _carries_nothing(chunks: Sequence[Chunk], following: Predication | None) -> bool:
    if following is None or following.sort in ("report", "result"):
        return True
    return following.verbal and chunks[following.head].clitic.startswith(("و", "ف")) and following.sort != "support"
