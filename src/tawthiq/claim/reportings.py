"""Reporting words: verbs and phrases that hand a clause to someone who says it."""

from collections.abc import Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.predication import Predication
from tawthiq.lexicon.entries import Actor
from tawthiq.mention.chunk import Chunk

_COMPLEMENT_REACH = 12
_ABOUT_REACH = 4
_LED = ("ما", "كما", "حسبما", "فيما")
_INSERTED = 8
_RUMOURS = frozenset({"انباء", "معلومات", "تقارير", "اخبار", "شايعات"})
_NEWS = frozenset({"الانباء", "المعلومات", "التقارير", "الاخبار", "الشايعات", "المزاعم"})

_CALLED = frozenset({"يدعي", "تدعي", "ويدعي", "وتدعي", "يدعون", "يدعيان"})
"""«قيادي يدعى …»: the passive that names somebody is spelt as the verb of claiming once folded."""


def reporting_at(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> Predication | None:
    """The reporting that a chunk's words are, where something is said by it."""
    chunk = chunks[at]
    senses = chunk.of("reporting")
    if not senses:
        return None
    sense = senses[0]
    shape = sense.shape
    if _only_seems(words, chunks, at, shape):
        return None
    if at > 1 and chunks[at - 1].grammar("relative") is not None and words[chunks[at - 2].last].form in _NEWS:
        return None
    if at and shape != "phrase" and words[chunks[at - 1].last].form == "عدم":
        return None
    if shape == "participle" and chunk.has("object") and not _complement_next(chunks, at):
        return None
    if shape in ("past", "present") and (chunk.grammar("belonging") is not None or chunk.grammar("part") is not None):
        return None
    strict = sense.entry.strict or words[chunk.last].form in _CALLED
    if strict and shape in ("past", "present", "participle") and not _complement_follows(words, chunks, at):
        return None
    return Predication("report", at, shape, reporting=sense.entry)


def _carries(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """«رتل شاحنات ينقل معدات»: a verb of handing on that tells what the thing before it carries."""
    if not any(sense.entry.stance == "quotes" for sense in chunks[at].of("reporting")):
        return False
    before = chunks[at - 1] if at else None
    loaded = before is not None and before.sort in ("object", "means") and not chunks[at].clitic
    return loaded and not any(words[chunk.last].form in ("عن", "عنه", "عنها") for chunk in chunks[at : at + 4])


def _only_seems(words: Sequence[Word], chunks: Sequence[Chunk], at: int, shape: str) -> bool:
    """«بين قتيل وجريح», «خطة معلنة لتهجير السكان»: a preposition or an adjective that is spelt as a word of saying."""
    if _complement_next(chunks, at):
        return False
    if at and shape in ("past", "present") and words[chunks[at - 1].last].form in _RUMOURS:
        return words[chunks[at].first].joined  # «أنباء تحدثت عن مقتل …»
    if words[chunks[at].last].form.removeprefix("و") in _CALLED:
        return True  # «شاب يدعى سالم»
    if shape in ("past", "present"):
        return chunks[at].grammar("prepositions") is not None or _carries(words, chunks, at)
    adjective = shape == "participle" and at > 0 and words[chunks[at].first].joined
    return adjective and chunks[at - 1].has("support", "noun")


def _complement_follows(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """Whether what is said follows a verb (أن, a colon, a quotation) or a phrase of reporting leads to it."""
    for index in range(at + 1, min(at + _COMPLEMENT_REACH, len(chunks))):
        if _complement_at(words, chunks, at, index):
            return True
        if _other_clause(words, chunks, at, index):
            break
    before = chunks[at - 1] if at else None
    return bool(before and (before.has("reporting", "phrase") or words[before.last].form in _LED))


def _complement_next(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether what is said stands right after a participle («مقرا بأن …», «مقرا بمقتل …»)."""
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    return following is not None and (following.grammar("complement") is not None or following.clitic.endswith("ب"))


def _complement_at(words: Sequence[Word], chunks: Sequence[Chunk], at: int, index: int) -> bool:
    chunk, first = chunks[index], words[chunks[index].first]
    if chunk.grammar("complement") is not None:
        return not chunk.clitic
    if ":" in first.gap or (first.quote >= 0 and first.quote != words[chunks[at].first].quote):
        return True
    if first.form.removeprefix("ال") == "مسووليه" and chunks[at].of("reporting")[0].entry.stance == "accuses":
        return True
    if first.form == "عن":
        return index - at <= _ABOUT_REACH
    named = index == at + 1 and (chunk.sort in ("speaker", "outlet") or _records(chunk)) and not chunk.clitic
    return named and index + 1 < len(chunks) and chunks[index + 1].has("trigger", "noun")


def _records(chunk: Chunk) -> bool:
    """Whether a chunk names a body that watches or helps and does not fight («سجلت منظمة س نزوح …»)."""
    candidates: Sequence[Actor] = getattr(chunk.value, "candidates", ()) if chunk.sort == "actor" else ()
    return bool(candidates) and candidates[0].sort in ("international", "civil")


def _other_clause(words: Sequence[Word], chunks: Sequence[Chunk], at: int, index: int) -> bool:
    """Whether a chunk opens a clause that the verb before it does not reach into."""
    chunk = chunks[index]
    if chunk.sort != "lex":
        return False
    if chunk.has("trigger", "past") and chunk.clitic:
        return True
    told = words[chunk.first].form.endswith(("ه", "ها")) or chunk.grammar("part") is not None
    return (
        chunk.has("reporting", "past", "present") and not chunk.has("reporting", "noun") and not told and index > at + 1
    )


def inserted(words: Sequence[Word], chunks: Sequence[Chunk], report: Predication) -> bool:
    """«أصيب ثلاثة أشخاص، قالت مصادر إنهم مدنيون، في قصف»: a report set between commas in what it tells of."""
    head = chunks[report.head]
    if head.clitic or "،" not in words[head.first].gap:
        return False
    after = range(report.head + 1, min(report.head + _INSERTED, len(chunks)))
    at = next((i for i in after if "،" in words[chunks[i].first].gap), None)
    told = at is not None and any(chunk.grammar("complement") is not None for chunk in chunks[report.head : at])
    return told and at is not None and (chunks[at].clitic == "ب" or chunks[at].grammar("cause") is not None)
