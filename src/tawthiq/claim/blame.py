"""Blame: whom words of responsibility name as the doer of an act («ألقت باللوم في الهجوم على الفصيل»)."""

from collections.abc import Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.acts import Act
from tawthiq.claim.parties import PARTY_SORTS
from tawthiq.mention.chunk import Chunk

_BLAME = frozenset({"مسووليه", "المسووليه", "بالمسووليه", "اللوم", "باللوم", "التهمه", "بالتهمه"})
_CAST = ("القت", "القي", "يلقي", "تلقي", "القوا", "ملقيا", "ملقيه")
_BURDENED = ("حمل", "يحمل", "تحمل", "محمل", "حمله", "تحميل")
_ASCRIBED = frozenset("نسب نسبت ينسب تنسب منسوب منسوبه المنسوب المنسوبه".split())
_REACH = 8
_NEAR = 4


def find_blamed(words: Sequence[Word], chunks: Sequence[Chunk], acts: Sequence[Act]) -> None:
    """Make those who are blamed for an act its doers, where the clause names no other."""
    for act in acts:
        if act.main.verbal:
            continue
        named = _ascribed(words, chunks, act.main.head)
        if named and not act.roles.agents:
            act.roles.agents = named
            act.roles.patients = [chunk for chunk in act.roles.patients if chunk not in named]
            continue
        at = _blame_before(words, chunks, act.main.head)
        if at is not None:
            blamed = _burdened(words, chunks, at) or _cast_on(words, chunks, at, act.main.head)
            if blamed:
                act.roles.agents = blamed
                act.roles.patients = [chunk for chunk in act.roles.patients if chunk not in blamed]


def _ascribed(words: Sequence[Word], chunks: Sequence[Chunk], head: int) -> list[Chunk]:
    """«قصف نُسب إلى الفصيل», «هجوم منسوب للقوات»: the party that an act is ascribed to, right behind it."""
    for at in range(head + 1, min(head + _NEAR, len(chunks) - 1)):
        if words[chunks[at].last].form not in _ASCRIBED:
            continue
        led = chunks[at + 1].grammar("prepositions") == "إلى"
        party = chunks[min(at + 1 + led, len(chunks) - 1)]
        return [party] if party.sort in PARTY_SORTS and (led or party.clitic == "ل") else []
    return []


def _blame_before(words: Sequence[Word], chunks: Sequence[Chunk], head: int) -> int | None:
    """Where responsibility for an act is told: right before it, or before «في», «عن» and words like «هجمات سابقة»."""
    for at in range(head - 1, max(-1, head - 4), -1):
        if words[chunks[at].last].form in _BLAME:
            return at
        if chunks[at].grammar("prepositions") is None and chunks[at].sort != "word":
            return None
    return None


def _burdened(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> list[Chunk]:
    """«حمّل المصدر الفصيل مسؤولية القصف»: the party named last behind a verb of burdening."""
    for start in range(at - 1, max(-1, at - _REACH), -1):
        if _bare(words, chunks[start]).startswith(_BURDENED):
            parties = [i for i in range(start + 1, at) if chunks[i].sort in PARTY_SORTS]
            accuser = parties == [start + 1] and any(_joins(chunk) for chunk in chunks[start + 2 : at])
            return [] if accuser or not parties else [chunks[parties[-1]]]
    return []


def _cast_on(words: Sequence[Word], chunks: Sequence[Chunk], at: int, head: int) -> list[Chunk]:
    """«ألقت باللوم في الهجوم على الفصيل», «ألقت على الفصيل مسؤولية الهجوم»: the party that «على» governs."""
    start = next(
        (i for i in range(at - 1, max(-1, at - _REACH), -1) if _bare(words, chunks[i]).startswith(_CAST)), None
    )
    if start is None:
        return []
    for index in (*range(start + 1, at), *range(head + 1, min(head + _REACH, len(chunks)))):
        before = chunks[index - 1]
        if before.grammar("prepositions") == "على" and chunks[index].sort in PARTY_SORTS:
            return [chunks[index]]
    return []


def _joins(chunk: Chunk) -> bool:
    """Whether a chunk is more than an adjective: «حملت الأمم المتحدة طرفي النزاع مسؤولية …»."""
    return chunk.sort != "word" or chunk.grammar("sides") is not None


def _bare(words: Sequence[Word], chunk: Chunk) -> str:
    return words[chunk.first].form.removeprefix("و").removeprefix("ف")
