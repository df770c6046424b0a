"""Triggers: single words that name an act or a harm, and the reading that their neighbours leave."""

from collections.abc import Sequence
from itertools import pairwise

from tawthiq.arabic.words import Word
from tawthiq.claim.predication import Predication
from tawthiq.lexicon.entries import Kind
from tawthiq.mention.chunk import Chunk

_THEM = ("ه", "ها", "هما", "هم")
_IN_FLIGHT = frozenset({"missile", "rocket", "drone", "aircraft"})
_VERBS = frozenset({"past", "present", "passive"})
_FIRED = frozenset({"artillery", "rocket", "missile", "bomb"})
_FIRE = Kind(kind="shelling", frame="strike", open=True)
_STILL_REACH = 5
_DOER_REACH = 3
_PLAIN = frozenset({"في", "من", "الي", "علي", "عن"})
_TRACES = frozenset({"اثار", "علامات", "كدمات"})
_DIRECT = frozenset({"مباشره", "محققه", "دقيقه"})
_OF_STRIKES = frozenset("مكثف عنيف متقطع متكرر متواصل عشوايي مركز مباشر كثيف متبادل متزامن مماثل".split())
_COUNTS = frozenset({"عدد", "اعداد", "حصيله", "تعداد"})
_CASES = frozenset({"حالات", "عمليات", "جرائم", "حوادث"})
_SENTENCES = frozenset({"احكام", "احكاما", "حكم", "حكما", "الحكم", "الاحكام"})
_PROLONGED = frozenset({"تمديد", "بتمديد", "مددت", "تجديد", "مدد"})
"""«تمديد اعتقال …»: words by which courts go on with what was done before."""
_PACES = frozenset({"وتيره", "حده", "كثافه"})
_MOVEMENTS = frozenset("حركه حركات جبهه جيش حزب منظمه قوي هييه هيئه".split())
_LAYS_DOWN = frozenset({"يقضي", "تقضي", "ويقضي", "وتقضي", "يقضيان"})
_SHOWN = frozenset("مصور مصورا صوتي صوتيا مريي مرييا فيديو".split())
_QUARTERS = frozenset({"neighbourhood", "village", "town", "camp", "facility", "airport", "base"})
_AS_FOR = frozenset({"اما", "واما"})
_DAMMA = "\u064f"


def trigger_at(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> Predication | None:
    """The act or harm that a chunk's words name, in the first sense that its neighbours allow."""
    senses = chunks[at].of("trigger")
    if not senses or _mentioned_only(words, chunks, at) or _particle(words, chunks, at):
        return None
    shapes = {sense.shape for sense in senses}
    if not shapes - _VERBS and (_governed(words, chunks, at) or _held_by_clitic(chunks[at], shapes)):
        return None
    for sense in sorted(senses, key=lambda sense: _open_harm(sense.entry)):
        kind: Kind = sense.entry
        if _counts_only(words, chunks[at], kind) or not _allowed(words, chunks, at, kind):
            continue
        if kind.indefinite and not (_indefinite_by(words, chunks, at) or _on_quarter(chunks, at)):
            continue
        both = "noun" in shapes and bool(shapes & _VERBS)
        shape = _shape(words, chunks, at, sense.shape, shapes)
        if shape == "verb" and _done_by(chunks, at):
            shape = "passive"
        if kind.harm == "wounded" and shape == "verb" and _hits_thing(chunks, at):
            return Predication("act", at, "verb", _FIRE)
        predication = Predication(_sort(kind), at, shape, kind, weak=kind.weak, both_shapes=both)
        if "passive" in shapes:
            predication.tags.add("passive?")
        return predication
    return None


def _governed(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a plain preposition stands right before, so that the word is a noun («في سجن», not «سجن»)."""
    chunk, before = chunks[at], chunks[at - 1] if at else None
    if before is None or chunk.clitic or not words[chunk.first].joined:
        return False
    return words[before.last].form in _PLAIN and before.first == before.last


def _held_by_clitic(chunk: Chunk, shapes: set[str]) -> bool:
    """«ولدهم»: no past verb has «لـ» or «بـ» before it."""
    return "present" not in shapes and chunk.clitic.endswith(("ل", "ب", "ك"))


def _sort(kind: Kind) -> str:
    return "harm" if kind.frame == "harm" else "act"


def _open_harm(kind: Kind) -> bool:
    """Whether a word of harm leaves open which harm it is."""
    return kind.frame == "harm" and kind.harm is None


def _allowed(words: Sequence[Word], chunks: Sequence[Chunk], at: int, kind: Kind) -> bool:
    """Whether what stands beside a word lets it have a sense that needs company."""
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    if _open_harm(kind):
        return harm_follows(chunks, at) and not _counts_others(words, chunks, at)
    if _named_or_stipulated(words, chunks, at, kind) or (following is not None and _rules_out(kind, following)):
        return False
    if kind.frame == "down":
        return _aircraft_near(words, chunks, at)
    if kind.frame == "hold" and chunks[at].grammar("prepositions") == "agent":
        return any(chunk.grammar("ongoing") is not None for chunk in chunks[max(0, at - _STILL_REACH) : at])
    if kind.frame in ("depart", "administer"):
        return _force_beside(chunks, at) and not _runs_facility(words, chunks, at)
    counting = kind.harm == "lost" and not kind.verbs  # «تحييد ثلاثة مسلحين»
    if kind.frame == "fall" or counting:
        after = ("people", "number", "speaker") if counting else ("place",)  # «تحييد المدعو س»
        return following is not None and following.sort in after and not (counting and following.clitic)
    if kind.frame == "lose":
        people = following is not None and following.sort in ("people", "number")
        return not people and not harm_follows(chunks, at)
    return True


def _rules_out(kind: Kind, following: Chunk) -> bool:
    """Whether the next chunk shows another word: «أسر الشهداء», «بيان صادر عن», leaving before an act noun."""
    if kind.frame == "destroy" and any(
        sense.sort == "object" and sense.entry.id == "body" for sense in following.senses
    ):
        return True  # «طفلة احترقت جثتها»
    if kind.frame == "take":
        return following.sort == "people" and "killed" in following.value.harms
    if kind.frame == "loot":
        return following.grammar("prepositions") == "عن"
    return kind.frame == "leave" and following.has("trigger", "noun")


def _named_or_stipulated(words: Sequence[Word], chunks: Sequence[Chunk], at: int, kind: Kind) -> bool:
    """«حركة تحرير س», «اتفاق يقضي بتسليم …», «تمديد اعتقال»: a name, and what deals and courts lay down, are no act."""
    form = words[chunks[at].first].form
    before = words[chunks[at].first - 1].form if chunks[at].first else ""
    if kind.frame == "take":
        return before in _PROLONGED
    if kind.frame == "kill" and before in _SENTENCES:
        return chunks[at].clitic == "ب"  # «أحكام بالإعدام»
    if kind.frame == "seize":
        return at > 0 and form == "تحرير" and words[chunks[at - 1].last].form.removeprefix("ال") in _MOVEMENTS
    if kind.frame != "harm" or form not in _LAYS_DOWN:
        return False
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    return following is not None and (following.clitic == "ب" or words[following.first].form in ("بان", "علي"))


def _counts_others(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """«بلغ عدد سكان المدينة 1200 أسرة», «تبلغ من العمر 5 أعوام»: a verb that tells another number than of harm."""
    last = chunks[at].last
    if [word.form for word in words[last + 1 : last + 3]] == ["من", "العمر"]:
        return True
    if last + 1 >= len(words) or words[last + 1].form != "عدد":
        return False
    counted = next((c for c in chunks[at + 1 : at + 4] if c.sort == "people"), None)
    return counted is None or not counted.value.harms


def _counts_only(words: Sequence[Word], chunk: Chunk, kind: Kind) -> bool:
    """«وصل عدد القتلى إلى …», «محققة إصابات مباشرة»: no movement, and no people harmed."""
    following = words[chunk.last + 1].form if chunk.last + 1 < len(words) else ""
    if _open_harm(kind) and following in _SHOWN:
        return True  # «نشر تسجيلا مصورا»
    return (kind.frame == "advance" and following in _COUNTS) or (kind.harm == "wounded" and following in _DIRECT)


def _runs_facility(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """«سجن تديره الميليشيا»: a verb that only says whose the building before it is."""
    if not at or not words[chunks[at].first].joined:
        return False
    before = chunks[at - 1]
    return before.sort == "object" or any(s.sort == "head" and s.entry.facility for s in before.senses)


def _shape(words: Sequence[Word], chunks: Sequence[Chunk], at: int, shape: str, shapes: set[str]) -> str:
    """verb | passive | noun, or the sense's own shape where it is none of these."""
    if "noun" in shapes and shapes & _VERBS:
        nominal = nominal_position(words, chunks, at) or (at and chunks[at - 1].sort == "number")
        shape = "noun" if nominal else "verb"
    elif shape in _VERBS:
        shape = "verb" if shapes & {"past", "present"} else "passive"
    if shape == "verb" and marked_passive(words[chunks[at].first], chunks[at].clitic):
        return "passive"
    return shape


def _hits_thing(chunks: Sequence[Chunk], at: int) -> bool:
    """«أصابت قذيفتان مدرسة»: a weapon that hits a building or a place, and no one."""
    weapon, hit = (*chunks[at + 1 : at + 3], None, None)[:2]
    if weapon is None or hit is None or weapon.sort != "means" or weapon.clitic or hit.clitic:
        return False
    return weapon.value.family in _FIRED and (hit.sort == "place" or (hit.sort == "object" and not hit.has("people")))


def _done_by(chunks: Sequence[Chunk], at: int) -> bool:
    """«خُطفوا على يد مسلحين»: whether the doer stands right behind a verb as such, so that it is a passive."""
    return at + 1 < len(chunks) and chunks[at + 1].grammar("prepositions") == "agent"


def marked_passive(word: Word, clitic: str) -> bool:
    """Whether the writer set a damma on the verb's first vowel («قُتل», «وأُحرقت», «اعتُقل», «استُهدف»)."""
    joined = word.form[len(clitic) : len(clitic) + 1] == "ا"  # the alef of «افتعل» and «استفعل» bears no vowel
    return _DAMMA in word.marks[len(clitic) : len(clitic) + (4 if joined else 3)]


def _indefinite_by(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a noun has no article and a party's adjective after it («عدوان إسرائيلي على س», not «العدوان»)."""
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    form = words[chunks[at].first].form[len(chunks[at].clitic) :]
    return not form.startswith("ال") and following is not None and following.sort in ("affiliation", "actor")


def _on_quarter(chunks: Sequence[Chunk], at: int) -> bool:
    """«العدوان الإسرائيلي على حي س», «العدوان على قرية ص»: aimed at no more than a quarter or a village."""
    ahead = at + 2 if at + 1 < len(chunks) and chunks[at + 1].sort == "affiliation" else at + 1
    if ahead + 1 >= len(chunks) or chunks[ahead].grammar("prepositions") != "على":
        return False
    place = chunks[ahead + 1]
    if place.sort != "place" or place.value.reference:
        return False
    kinds = {candidate.kind for candidate in place.value.candidates} or {place.value.head}
    return kinds <= _QUARTERS


def _particle(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """«فقد انتهك»: ف and قد before a past verb, and not the verb of losing."""
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    if words[chunks[at].first].form == "ولدهم":  # their son, and no «دهم»
        return True
    return (
        words[chunks[at].first].form == "فقد"
        and following is not None
        and any(sense.shape in ("past", "passive") for sense in following.senses)
    )


def _mentioned_only(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a definite act noun only completes the noun before it («محاور القتال», «ضحايا الغارة»)."""
    chunk = chunks[at]
    if at == 0 or chunk.clitic or not words[chunk.first].joined:
        return False
    before = chunks[at - 1]
    if words[before.last].form.removeprefix("ال") in _TRACES and not _aimed(chunks, at):
        told = "" if at + 1 == len(chunks) else chunks[at + 1].sort
        return told not in ("actor", "object")  # «آثار قصف قوات النظام لمخيم س», «آثار استهداف مبنى في حي ص»
    if before.has("head") and not before.has("trigger") and before.grammar("result") is None:
        form = words[before.last].form  # «المركز عدد …», «مخيمها اشتباكات»: a definite noun governs none
        return not form.startswith("ال") and not form.endswith(("ها", "هم", "هما"))
    if not words[chunk.first].form.startswith("ال"):
        return before.sort == "object" and before.value.post and not chunk.has("trigger", "past", "present")
    if words[before.last].form in _PACES or _aimed(chunks, at) or not _completes(words, chunks, at):
        return False
    if before.sort == "people" and before.value.harms:
        return not _told_with_doer(chunks, at)
    form = words[before.last].form
    return before.sort in ("word", "object") and not form.startswith("ال") and form not in _AS_FOR


def _completes(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a word with «ال» may complete a noun before it: no verb («التهمت»), behind no article («المذكور»).

    Where cases are counted the word names them («بلغت حالات الاعتقال 526 حالة»).
    """
    before = chunks[at - 1]
    named = any(sense.shape not in _VERBS for sense in chunks[at].of("trigger"))
    article = before.sort == "word" and words[before.last].form.startswith("ال")
    counted = words[before.last].form in _CASES and any(c.sort == "number" for c in chunks[at + 1 : at + 4])
    return named and not article and not counted


def _told_with_doer(chunks: Sequence[Chunk], at: int) -> bool:
    """«ضحايا المجزرة التي ارتكبتها القوات», «ضحايا الغارات الروسية»: whether what harmed people is told itself."""
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    return following is not None and (
        following.sort in ("actor", "affiliation") or following.grammar("relative") is not None
    )


def _aimed(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether it is said who struck or which place was («آثار القصف على مدينة س»): then the act is told."""
    for governor, governed in pairwise(chunks[at + 1 : at + 5]):
        if governor.sort != "lex":
            continue
        key = governor.grammar("prepositions")
        if (key == "على" and governed.sort == "place" and not governed.value.reference) or (
            key == "agent" and governed.sort == "actor"
        ):
            return True
    return False


def nominal_position(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a word that may be verb or noun stands where only a noun can."""
    chunk = chunks[at]
    word = words[chunk.first].form
    if chunk.clitic.endswith(("ب", "ل", "ك")) or word[len(chunk.clitic) :].startswith("ال"):
        return True
    if _adjective_after(words, chunks, at) or _verb_after(words, chunks, at):
        return True
    if at == 0:
        return False
    before = chunks[at - 1]
    if before.grammar("complement") or (chunk.clitic in ("و", "ف") and not before.has("trigger", "noun")):
        return False
    if words[before.last].form == "مسووليه":
        return True
    governs = any(before.grammar(name) for name in ("prepositions", "cause", "result", "purpose"))
    return governs or before.has("support") or before.has("trigger", "noun") or before.grammar("vague") is not None


def _verb_after(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a verb with no «و» stands right behind («قصف استهدف مشفى»)."""
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    if following is None or following.clitic or not words[following.first].joined:
        return False
    shapes = {sense.shape for sense in following.of("trigger")}
    return bool(shapes) and shapes <= _VERBS


def _adjective_after(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """Whether an indefinite adjective follows («قصف روسي»)."""
    last = chunks[at].last
    if last + 1 >= len(words) or at + 1 >= len(chunks):
        return False
    following = words[last + 1].form
    if following in _OF_STRIKES and words[last + 1].joined:
        return True
    adjective = following.endswith(("ي", "يه", "ين")) and not following.startswith("ال")
    accusative = words[last].form.endswith("ا") and following.endswith("ا") and words[last + 1].joined  # «قصفا عنيفا»
    described = chunks[at + 1].sort
    return (adjective and described in ("word", "affiliation")) or (accusative and described == "word")


def harm_follows(chunks: Sequence[Chunk], at: int, reach: int = 6) -> bool:
    """Whether people harmed, counted or civilian, or a word of harm come before the next verb."""
    for chunk in chunks[at + 1 : at + 1 + reach]:
        if chunk.sort == "people" and _may_be_harmed(chunk):
            return True
        if chunk.sort != "lex":
            continue
        if chunk.grammar("prepositions") == "without":
            return False
        senses = chunk.of("trigger")
        if any(sense.entry.frame == "harm" and sense.entry.harm for sense in senses):
            return True
        if any(sense.shape in ("past", "present") for sense in senses):
            return False
    return False


def _may_be_harmed(chunk: Chunk) -> bool:
    mention = chunk.value
    return bool(mention.harms or mention.counted or any(people.id.startswith("civilians") for people in mention.people))


def _force_beside(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a party stands right before a verb of everyday life, or after it in its clause («غادرت القوات …»)."""
    if at and chunks[at - 1].sort == "actor" and not chunks[at].clitic:
        return True
    for chunk in chunks[at + 1 : at + 1 + _DOER_REACH]:
        if chunk.grammar("prepositions") is not None or chunk.sort == "place":
            return False
        if chunk.sort == "actor" or (chunk.sort == "people" and chunk.value.party is not None):
            return True
    return False


def _aircraft_near(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """Whether something that flies is named beside a word of bringing down; missiles only where it is intercepting."""
    intercepting = "عتر" in words[chunks[at].first].form
    if at + 1 < len(chunks) and chunks[at + 1].sort == "people":
        return False  # «سقوط قتلى وجرحى»
    if intercepting and words[chunks[at].last].form.endswith(_THEM):
        return any(c.sort == "means" and c.value.family in _IN_FLIGHT for c in chunks[:at])  # «صاروخا …، واعترضته»
    near = [*chunks[at + 1 : at + 5], *chunks[max(0, at - 2) : at]]
    for chunk in near:
        if any(s.sort == "object" and s.entry.id == "aircraft" for s in chunk.senses):
            return True
        if chunk.sort == "means" and chunk.value.family in ("aircraft", "drone"):
            return True
        if intercepting and chunk.sort == "means" and chunk.value.family in _IN_FLIGHT:
            return True
        if chunk.sort == "actor" and chunk.value.service in ("air", "drone"):
            return True
    return False
