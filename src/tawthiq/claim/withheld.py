"""Withheld readings: acts that the text names only to point back, or as part of another act."""

from collections.abc import Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.acts import Act
from tawthiq.claim.causes import charged_with, damage_of
from tawthiq.claim.discourse import Discourse
from tawthiq.claim.mourned import hurt_before, mourned, of_those_buried
from tawthiq.claim.named_only import NAMED_ONLY, PERIODS
from tawthiq.claim.parties import Parties
from tawthiq.claim.sayers import Saying
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.model import Claim

_STOPPING = frozenset({"destruction", "repelled_attack", "shot_down"})
_KILLED_FIRST = frozenset({"killing", "casualties", "repelled_attack", "arrest"})
_CLAIMED_REACH = 4
_AFTER = frozenset({"بعد", "عقب", "منذ", "اثر"})
_ANEW = frozenset("تجدد تجددت استؤنف استؤنفت امتد امتدت توسع توسعت".split())
_BY_IT = frozenset({"بموجبه", "بموجبها"})
_BECOMING = frozenset({"تكون", "يكون", "يكونون", "تكونان"})
_COMES = frozenset("ياتي تاتي جاء جاءت اتي اتت".split())
_RELIEF = frozenset({"discover", "deliver", "evacuate"})
_CHARGES = ("متهم", "متورط", "المتهم", "المتورط", "بتهم", "ضالع", "مشتبه", "مطلوب", "لتورط", "لضلوع", "لمشارك")
_CARRYING = frozenset({"تقل", "يقل", "تقلهم", "اقلت"})
_CHARGE_REACH = 4
_COURSE = frozenset({"خلال", "اثناء", "اثر", "عقب", "بعد"})
_IS = frozenset("هو هي يعد تعد يعتبر تعتبر يمثل تمثل يشكل تشكل ياتي تاتي جاء جاءت".split())
_JUDGED_REACH = 9
_POLICIES = frozenset(
    "تعتمد يعتمد توثيق لتوثيق تغطيه لتغطيه سياسه سياسته سياستها سياستهم نهج نهجه نهجها منهجيه استراتيجيه ممنهجه".split()
)
_ASKED = frozenset({"release", "agree", "evacuate", "deliver", "lift", "leave", "surrender"})
_ASKED_REACH = 9
_ASKING = ("مفاوض", "المفاوض", "محادث", "المحادث", "مباحث", "وساط", "جهود", "مساع", "طالب", "يطالب", "تطالب")
_TOLD_ONCE = frozenset({"raid", "air_strike", "shelling"})
_AT_ONCE = frozenset({"تزامنا", "بالتزامن", "توازيا", "بالتوازي"})
_HINDERED = frozenset("اعاق اعاقت يعيق تعيق عرقل عرقلت يعرقل تعرقل حال حالت يحول تحول".split())
_VARIED = frozenset("تنوعت تتنوع توزعت تراوحت تتراوح".split())
_SORTS_REACH = 12
_ORDINALS = frozenset("ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر اول احدث اخر".split())


def part_of_another(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> str | None:
    """Why an act is told only within another one, or None."""
    for holds, reason in _REASONS:
        if holds(act, chunks, words):
            return reason
    return None


def _background(act: Act, chunks: Sequence[Chunk], _words: Sequence[Word]) -> bool:
    """«التي سيطر عليها سابقا»: a relative clause of the past that only tells which place is meant."""
    link = act.main.link
    relative = link is not None and link.grammar("relative") is not None
    return relative and any(chunk.grammar("previous") is not None for chunk in chunks[act.main.head : act.main.end])


def entered_by_civilians(act: Act, chunks: Sequence[Chunk]) -> bool:
    """Whether people and no force go somewhere: they stand right before the verb, or behind the noun of entering.

    «أهالٍ حاولوا دخول البلدة», «مُنع دخول الصحفيين».
    """
    if act.main.frame != "advance":
        return False
    if not act.main.verbal and any(map(_civil, chunks[act.main.head + 1 : act.main.head + 2])):
        return True
    verb = next((support for support in act.supports if support.verbal), None)
    return verb is not None and verb.head > 0 and _civil(chunks[verb.head - 1])


def _civil(chunk: Chunk) -> bool:
    """Whether a chunk names people of no party who do not fight."""
    civil = chunk.sort == "people" and chunk.value.party is None
    return civil and all(people.id.startswith(("civilians", "people")) for people in chunk.value.people)


def _reached(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«قبل وصولها إلى هدفها», «محاولتها الوصول إلى الجرحى»: getting somewhere, with no force that does."""
    head = chunks[act.main.head]
    coming = act.main.frame == "advance" and not act.main.verbal and "وصول" in words[head.first].form
    if coming and any(word.form in _CARRYING for word in words[head.last + 1 : head.last + 4]):
        return True  # «لحظة وصول طائرة تقل وزراء»
    named = any(not place.value.reference for place in act.roles.places)
    done = named and head.first > 0 and words[head.first - 1].form in _AFTER
    return coming and not (done or act.roles.agents) and not any(support.verbal for support in act.supports)


def _circumstance(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«وعقب فشل هجومها، قصفت …»: someone's own act after a word of time, with nothing more said of it."""
    head = act.main.head
    if act.main.verbal or not words[chunks[head].last].form.endswith(("ها", "هم", "اته")) or chunks[head].clitic:
        return False
    timed = any(c.grammar("temporal") is not None for c in chunks[max(0, head - _CHARGE_REACH) : head])
    roles = act.roles
    named = any(not place.value.reference for place in roles.places)
    return timed and not (named or roles.patients or roles.objects or roles.victims or act.harms)


def _counted_among(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«قُتل …، في سابع عملية اغتيال»: an ordinal after «في» ranks the act that the sentence has told."""
    at = chunks[act.main.head].first
    if act.main.verbal or act.follows is None or at < 2:
        return False
    return words[at - 1].form in _ORDINALS and words[at - 2].form == "في"


def _opens(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«وبوصول القوات إلى الحي تكون أنهت الحصار»: a noun of circumstance that opens the sentence of another act."""
    head = chunks[act.main.head]
    if act.main.verbal or head.first != 0 or not head.clitic.endswith("ب") or act.harms:
        return False
    return any(word.form in _BECOMING for word in words[head.last + 1 :])


def _told_as_topic(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«التقدم أحرزه مقاتلو س»: a verb with a pronoun whose object stands before it with the article."""
    pair_at = act.main.object_at
    if pair_at is None or pair_at != act.main.head - 1 or not act.main.verbal:
        return False
    told = words[chunks[pair_at].first].form.startswith("ال")
    return told and words[chunks[act.main.head].last].form.endswith(("ه", "ها"))


def _heard(act: Act, _chunks: Sequence[Chunk], _words: Sequence[Word]) -> bool:
    """«سُمعت على إثرها انفجارات»: explosions heard after a strike of the same sentence are its own."""
    if act.main.kind_id != "explosive_device" or act.main.verbal or act.follows is None:
        return False
    return act.follows.main.frame in ("strike", "explode") and not act.harms and not act.roles.places


def _taken_away(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«اعتقلت … واقتادتهم إلى جهة مجهولة»: the same people, moved."""
    before = act.follows
    taken = before is not None and before.main.frame == "take" and act.main.frame == "take" and act.main.verbal
    following = chunks[act.main.head + 1] if act.main.head + 1 < len(chunks) else None
    some = following is not None and following.grammar("part") is not None
    return taken and (some or words[chunks[act.main.head].last].form.endswith(("هم", "ه", "ها", "هما", "هن")))


def _labels(act: Act, chunks: Sequence[Chunk], _words: Sequence[Word]) -> bool:
    """«قصف» in a line of its own: a label that a page puts under a report."""
    return len(chunks) == 1 and not act.main.verbal and act.main.sort == "act"


def _comes_after(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«ويأتي القصف بعد يومين من …»: an act told before, of which it is said in what course it comes."""
    first = chunks[act.main.head].first
    coming = first > 0 and words[first - 1].form.removeprefix("و") in _COMES
    return coming and act.reference and not (act.roles.agents or act.harms)


def _hindered(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«أعاق القصف وصول المسعفين وانتشال الضحايا»: a noun that «و» joins to what was kept from happening."""
    head = chunks[act.main.head]
    joined = not act.main.verbal and act.main.frame in _RELIEF and head.clitic == "و"
    return joined and any(word.form.removeprefix("و") in _HINDERED for word in words[: head.first])


def _charged(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«اعتقلت رجلا متورطا بمحاولات تجنيد»: what someone who is taken or killed is charged with."""
    if charged_with(words, chunks, act.main):
        return True
    first = chunks[act.main.head].first
    before = act.follows
    held = before is not None and before.main.frame in ("take", "kill", "raid")
    near = [word.form for word in words[max(0, first - _CHARGE_REACH) : first]]
    charged = any(form.startswith(_CHARGES) for form in near) and _COURSE.isdisjoint(near)
    return held and not act.main.verbal and charged


def _judged(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«استهداف المدنيين هو جزء من سياسة …»: an act noun of which it is said what it is, and nothing more."""
    if act.main.verbal or act.supports or act.harms or act.roles.times or act.roles.means:
        return False
    head = chunks[act.main.head]
    if not head.has("trigger"):  # «المستهدف بالغارة هو …»
        return False
    for chunk in chunks[act.main.head + 1 : act.main.head + _JUDGED_REACH]:
        if chunk.has("trigger", "past", "present") or chunk.grammar("relative") is not None:
            return False
        if words[chunk.first].form in _IS and not words[chunk.first].gap.startswith("\n"):
            return not head.clitic.startswith("و")
    return False


def _policy(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«تتبع القوات سياسة ممنهجة باستهداف المدنيين»: what someone makes a habit of."""
    first = chunks[act.main.head].first
    near = words[max(0, first - 2) : first]
    return not act.main.verbal and not act.harms and any(word.form.removeprefix("ل") in _POLICIES for word in near)


def _beside_itself(act: Act, chunks: Sequence[Chunk], _words: Sequence[Word]) -> bool:
    """«عمليات تمشيط ومداهمات»: two nouns of one kind side by side, which tell one act."""
    before, head = act.follows, act.main.head
    if before is None or act.main.verbal or before.main.verbal or act.harms:
        return False
    joined = chunks[head].clitic == "و" and head == before.main.head + 1
    return joined and act.main.kind_id == before.main.kind_id and act.main.kind_id in _TOLD_ONCE


def _known_by_place(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«…، تزامنا مع ضربة المزة»: an act that its place alone names, beside which another was."""
    head = chunks[act.main.head]
    following = chunks[act.main.head + 1] if act.main.head + 1 < len(chunks) else None
    beside = head.first > 1 and words[head.first - 1].form == "مع" and words[head.first - 2].form in _AT_ONCE
    return beside and not act.main.verbal and following is not None and following.sort == "place"


def _asked_for(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«مفاوضات تجري للإفراج عن أسرى», «طالبوا بالتدخل لإطلاق سراحهم»: what talks or calls are to bring about."""
    head = chunks[act.main.head]
    if act.main.verbal or head.clitic not in ("ل", "ول") or act.main.frame not in _ASKED or act.harms:
        return False
    before = words[max(0, head.first - _ASKED_REACH) : head.first]
    return any(word.form.removeprefix("و").startswith(_ASKING) for word in before)


def _sorts_of_acts(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«225 عملية تنوعت ما بين هجمات واشتباكات»: of what sorts the acts counted before were."""
    before = words[: chunks[act.main.head].first]
    return not act.main.verbal and any(word.form.removeprefix("و") in _VARIED for word in before[-_SORTS_REACH:])


def _time_of_another(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«في العام الذي وقع فيه الهجوم», «ليلة قصف الحي»: an act by which the time of another is told."""
    first = chunks[act.main.head].first
    lasting = first > 1 and words[first - 1].form == "من" and words[first - 2].form in PERIODS
    if lasting and not (act.main.verbal or act.harms or act.roles.parties):
        return True  # «بعد خمس سنوات من الاعتقال»
    at = next((at for at in range(act.first, -1, -1) if chunks[at].grammar("relative") is not None), None)
    if at is None or act.main.verbal or not at or act.first - at > 1:
        return False
    return words[chunks[at - 1].last].form.removeprefix("ال") in PERIODS


def _way_of_another(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«…، في عودة لاستخدام القنابل العنقودية في القصف»: a definite act noun that only tells how the act before was."""
    first = chunks[act.main.head].first
    bare = act.reference and first > 0 and words[first - 1].form == "في" and act.main.head + 1 == len(chunks)
    return bare and act.follows is not None and act.follows.main.frame == act.main.frame


def _apposed(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«تجددت الاشتباكات بين …، معارك بدأها التنظيم»: the act told before by another noun, set beside it."""
    head, before = chunks[act.main.head], act.follows
    beside = not head.clitic and "،" in words[head.first].gap and not words[head.first].form.startswith("ال")
    if before is None or act.main.verbal or before.main.verbal or not beside:
        return False
    return act.main.kind_id == before.main.kind_id == "armed_clash" and not (act.roles.places or act.harms)


def _in_passing(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«انسحبت القوات بعد عملية استمرت ساعات», «أثناء تمشيط المنطقة»: an operation of which nothing is told."""
    first, roles = chunks[act.main.head].first, act.roles
    operation = act.main.frame == "raid" or words[first].form.startswith("عملي")
    if act.main.verbal or not operation or act.follows is None or words[first - 1].form not in _COURSE | {"اطار"}:
        return False
    placed = any(not place.value.reference for place in roles.places)
    return not (placed or act.harms or roles.agents or roles.patients or roles.objects or roles.victims)


def _by_the_deal(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«صفقة تبادل أُفرج بموجبها عن …»: what is done by the deal told before."""
    after = chunks[act.main.head].last + 1
    dealt = act.follows is not None and act.follows.main.frame == "release"
    return dealt and act.main.verbal and after < len(words) and words[after].form in _BY_IT


def _only_subject(act: Act, _chunks: Sequence[Chunk], _words: Sequence[Word]) -> bool:
    return "subject of a verb" in act.main.tags and not act.harms


_REASONS = (
    (_background, "told as what went before"),
    (lambda act, chunks, _words: damage_of(act, chunks), "damage that the act before it did"),
    (lambda act, chunks, _words: entered_by_civilians(act, chunks), "people who go somewhere, and no force"),
    (mourned, "the death that is mourned is told for itself"),
    (of_those_buried, "the death of those who are buried"),
    (_reached, "told of no force that moves"),
    *NAMED_ONLY,
    (_circumstance, "told only to date another act"),
    (_counted_among, "counts the act told before among others"),
    (_opens, "told only as what makes another act whole"),
    (_told_as_topic, "points back to an act told before"),
    (_heard, "the sound of the act before it"),
    (_taken_away, "what became of those taken before"),
    (_labels, "a label, with nothing told"),
    (_comes_after, "points back to an act told before"),
    (hurt_before, "points back to harm told before"),
    (_hindered, "kept from happening"),
    (_charged, "what someone is charged with"),
    (_judged, "spoken of and not told"),
    (_policy, "spoken of and not told"),
    (_beside_itself, "says again what the sentence told"),
    (_known_by_place, "told only to date another act"),
    (_asked_for, "asked for, and not said to have happened"),
    (_sorts_of_acts, "tells of what sorts other acts were"),
    (_time_of_another, "told only to date another act"),
    (_way_of_another, "points back to an act told before"),
    (_in_passing, "told only to date another act"),
    (_apposed, "says again what the sentence told"),
    (_by_the_deal, "told within the deal before it"),
    (lambda act, _chunks, _words: "damage of the next act" in act.main.tags, "damage that the act after it did"),
    (lambda act, _chunks, _words: "aim of the act before" in act.main.tags, "the aim of the act before it"),
    (_only_subject, "only the subject of the verb after it"),
)


def claimed(act: Act, saying: Saying | None) -> bool:
    """«تبنى التنظيم التفجير»: the news is who did it."""
    if saying is None or saying.stance != "admits" or saying.actor is None:
        return False
    return act.main.head - saying.at <= _CLAIMED_REACH


def disowned(act: Act, saying: Saying | None, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«نفى … مسؤولية قواته عن القصف»: the news is who says that it was not they."""
    if saying is None or saying.stance != "denies" or not act.reference:
        return False
    between = chunks[saying.at + 1 : act.main.head][:_CLAIMED_REACH]
    return any(words[chunk.first].form.startswith("مسوولي") for chunk in between)


def renewed(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«القصف تجدد مساء», «الاشتباكات امتدت إلى …»: a definite act noun of which a verb says that it came anew."""
    following = chunks[act.main.head + 1 : act.main.head + 3]
    return act.main.shape == "noun" and any(words[chunk.first].form in _ANEW for chunk in following)


def points_back(act: Act, told: bool) -> bool:
    """Whether a definite act noun adds too little to tell an act of its own; `told`: an act was told before it."""
    if not act.reference:
        return False
    roles = act.roles
    if not told and roles.places and not any(place.value.reference for place in roles.places):
        return False
    acting = act.harms or roles.agents or roles.parties or roles.victims or roles.objects or roles.patients
    if not (acting or roles.places or act.supports):
        return True
    link = act.main.link
    if link is None or link.grammar("cause") is None:
        return False
    fronted = act.first <= 2
    return not acting or (fronted and not (act.harms or roles.places))


def moved(act: Act, chunks: Sequence[Chunk], words: Sequence[Word], discourse: Discourse) -> bool:
    """«جرى اقتيادهم إلى جهة مجهولة»: those whom an earlier sentence told were taken."""
    own = words[chunks[act.main.head].last].form.endswith(("هم", "هما"))
    placed = any(not place.value.reference for place in act.roles.places)
    return act.main.frame == "take" and own and not placed and bool({"arrest", "abduction"} & discourse.acts.keys())


def told_elsewhere(act: Act, discourse: Discourse) -> bool:
    """«الهجوم الذي استهدف … في كربلاء»: whether a definite act noun names a place that the report had not named.

    «وقع الهجوم قرب س» says of the one told before where it was.
    """
    if any(support.verbal and support.support and support.support.role == "none" for support in act.supports):
        return False
    named = [place.value for place in act.roles.places if not place.value.reference and place.value.candidates]
    seen = set(discourse.named_places)
    return bool(named) and not any(seen.intersection(mention.candidates) for mention in named)


def prevented(act: Act, scene: Scene, chunks: Sequence[Chunk], previous: Claim | None) -> bool:
    """«دمرت العربات قبل وصولها إلى أهدافها»: what the act told before kept from happening."""
    blown = previous is not None and previous.kind in _KILLED_FIRST and act.main.kind_id == "suicide_attack"
    link = act.main.link
    if blown and act.main.verbal and link is not None and scene.form(link.first) == "قبل":
        return True  # «قتلت القوات انتحاريين قبل أن يفجروا أنفسهم»
    before = scene.form(chunks[act.main.head].first - 1)
    return previous is not None and previous.kind in _STOPPING and not act.main.verbal and before == "قبل"


def repeats(act: Act, parties: Parties, previous: Claim | None) -> bool:
    """Whether an act adds no place, time, means or harm to the one told before, of its kind and by its parties."""
    if previous is None or previous.kind != parties.kind:
        return False
    roles = act.roles
    if roles.places or roles.objects or roles.times or roles.means or act.harms or roles.victims or roles.parties:
        return False
    return {ref.actor for ref in parties.initiators} <= {ref.actor for ref in previous.initiators}
