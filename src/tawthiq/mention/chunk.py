"""Chunks: what a sentence is made of once its words are understood."""

from collections.abc import Iterable, Sequence
from typing import Any

import regex
from msgspec import Struct

from tawthiq.arabic.words import Word
from tawthiq.lexicon.phrases import Sense
from tawthiq.model import Span

_LAM_STEMS = ("لواء", "لجن", "لجان", "لبنان", "ليبيا")
_APART = regex.compile("و[ #]+")
NOMINAL = frozenset({"actor", "people", "place", "means", "object", "speaker", "outlet"})


class Chunk(Struct, eq=False):
    """A run of words with one reading.

    `sort`: actor | people | place | time | means | object | speaker | outlet | lex (acts, verbs, grammar) |
    word (unknown).
    `value` is the mention (its type follows the sort); `senses` are the lexical meanings, also the ones that the
    reading chosen did not need. `rule` names what read it. `clitic` was cut off the first word. `town` is the place of
    the same words, where a capital's name was read as its government.
    """

    sort: str
    first: int
    last: int
    rule: str
    value: Any = None
    clitic: str = ""
    senses: tuple[Sense, ...] = ()
    town: "Chunk | None" = None

    def __repr__(self) -> str:
        return f"Chunk({self.sort} {self.first}-{self.last} {self.clitic!r} {self.rule} {self.value})"

    def has(self, sort: str, *shapes: str) -> bool:
        """Whether a lexical sense of that sort (and one of the shapes, where given) is among the senses."""
        for sense in self.senses:  # noqa: SIM110 (asked of every chunk again and again: `any` takes three times as long)
            if sense.sort == sort and (not shapes or sense.shape in shapes):
                return True
        return False

    def of(self, sort: str, *shapes: str) -> list[Sense]:
        """The lexical senses of that sort (and shapes)."""
        return [sense for sense in self.senses if sense.sort == sort and (not shapes or sense.shape in shapes)]

    def grammar(self, name: str) -> str | None:
        """The key under which the words belong to a grammar class, or None."""
        for sense in self.senses:
            if sense.sort == "grammar" and sense.entry == name:
                return sense.shape
        return None

    def among(self, names: frozenset[str]) -> bool:
        """Whether the words belong to one of several grammar classes."""
        for sense in self.senses:  # noqa: SIM110 (as above)
            if sense.sort == "grammar" and sense.entry in names:
                return True
        return False

    def span(self, words: Sequence[Word]) -> Span:
        """The stretch of the source that the chunk's value is stated by: without the clitics cut off its first word."""
        first = words[self.first]
        shift = clitic_length(first, self.clitic)
        return first.start + shift, words[self.last].end


def clitic_length(word: Word, clitic: str) -> int:
    """How many source characters the clitic takes; none where the source has marks between (spans stay whole words)."""
    if not word.marks:
        return len(clitic)
    apart = _APART.match(word.marks)
    return apart.end() if apart and clitic == "و" else 0


def with_article(name: str, clitic: str) -> str:
    """A name as it is written without «ل»: «للمستشفى» is «ل» before «المستشفى», but «للواء س» before «لواء س»."""
    cut = clitic.endswith("ل") and name.startswith("ل") and not name.startswith(_LAM_STEMS)
    return f"ال{name[1:]}" if cut else name


def longest(chunks: Iterable[Chunk]) -> Chunk | None:
    """The chunk that covers most words; the first of equals."""
    best: Chunk | None = None
    for chunk in chunks:
        if best is None or chunk.last > best.last:
            best = chunk
    return best
