"""Two claims, with what is remembered of their places and reports while many pairs are compared."""

from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple

from tawthiq.fuse.copies import likeness, numbered
from tawthiq.fuse.items import Head, Spot, Traits
from tawthiq.fuse.near import nearness
from tawthiq.fuse.wording import alike


class Pair(NamedTuple):
    """Two claims, how well the best two of their places fit, and what text, words and names their reports share.

    `near` is as `Pairs.near` has it.
    """

    a: Traits
    b: Traits
    near: float | None
    text: float
    words: float
    names: float


Alike = tuple[float, float, float]
_NOT_ALIKE = (0.0, 0.0, 0.0)
Spots = tuple[Spot, ...]


class Pairs:
    """Makes pairs; each two lists of places and each two reports are compared once."""

    def __init__(self, heads: Iterable[Head]) -> None:
        known = {head.report: head for head in heads}
        self._sketches = {report: numbered(head.sketch) for report, head in known.items()}
        self._words = {report: frozenset(head.words) for report, head in known.items()}
        self._names = {report: frozenset(head.names) for report, head in known.items()}
        self._near: dict[tuple[Spots, Spots], float | None] = {}
        self._like: dict[tuple[str, str], Alike] = {}

    def pair(self, a: Traits, b: Traits) -> Pair:
        """Two claims as a pair."""
        return Pair(a, b, self.near(a, b), *self._alike(a.report, b.report))

    def near(self, a: Traits, b: Traits) -> float | None:
        """How well the best two of their places fit; 0 where one names none, None where all are apart."""
        key = (a.spots, b.spots)
        if key not in self._near:
            self._near[key] = self._near[b.spots, a.spots] = _nearest(*key)
        return self._near[key]

    def _alike(self, a: str, b: str) -> Alike:
        if a == b:
            return _NOT_ALIKE
        key = (a, b) if a < b else (b, a)
        if key not in self._like:
            text = min(1.0, 2 * likeness(self._sketches[a], self._sketches[b]))
            words = sqrt(min(1.0, 3 * alike(self._words[a], self._words[b])))
            names = 0.0 if self._names[a].isdisjoint(self._names[b]) else 1.0
            self._like[key] = (text, words, names)
        return self._like[key]


def _nearest(ours: Spots, theirs: Spots) -> float | None:
    if not ours or not theirs:
        return 0.0
    fitting = [near for a in ours for b in theirs if (near := nearness(a, b)) is not None]
    return max(fitting, default=None)
