"""Movers: the civilians of whom a verb says that they go, flee or come somewhere."""

from collections.abc import Sequence

from tawthiq.arabic.words import Word
from tawthiq.mention.chunk import Chunk

_REACH = 9
_RESIDENTS = frozenset(
    {"people", "civilians"}
    | {f"civilians.{sort}" for sort in "women children elderly displaced refugees migrants relatives disabled".split()}
)
_TO_WHICH = frozenset("اليه اليها اليهما فيه فيها منه منها".split())
_CLOSING = frozenset(".؛:!؟\n")


def who_moves(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> int | None:
    """The chunk of those who move: «فرّ إلى س نحو مئتي شخص», «320 أسرة وصلت س نازحة»."""
    after = words[chunks[at].last + 1].form if chunks[at].last + 1 < len(words) else ""
    if after in _TO_WHICH:  # «قبو يلجأ إليه الأهالي»
        return None
    found = _behind(words, chunks, at)
    return _before(words, chunks, at) if found is None else found


def _behind(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> int | None:
    for index in range(at + 1, min(at + _REACH, len(chunks))):
        chunk = chunks[index]
        if not _CLOSING.isdisjoint(words[chunk.first].gap) or chunk.has("trigger", "past", "present"):
            return None
        governed = chunks[index - 1].grammar("prepositions") is not None or bool(chunk.clitic)
        if _civil(chunk) and not governed:
            return index
        said = chunks[index - 1].has("reporting")
        if chunk.sort in ("actor", "people") and not (governed or said):
            return None
    return None


def _before(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> int | None:
    """The subject right before a verb that nothing joins to it, an adjective between."""
    if chunks[at].clitic or not words[chunks[at].first].joined:
        return None
    near = range(at - 1, max(-1, at - 3), -1)
    index = next((index for index in near if chunks[index].sort != "word"), None)
    return index if index is not None and _civil(chunks[index]) else None


def _civil(chunk: Chunk) -> bool:
    """Whether a chunk names residents: people of no party and no calling, and not harmed."""
    if chunk.sort != "people" or chunk.value.party is not None or chunk.value.harms or not chunk.value.people:
        return False
    return all(people.id in _RESIDENTS for people in chunk.value.people)
