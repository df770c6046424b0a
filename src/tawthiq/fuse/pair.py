"""Two claims, with what is remembered of their places and reports while many pairs are compared."""

from collections.abc import Iterable
from typing import NamedTuple

from tawthiq.fuse.copies import likeness, numbered
from tawthiq.fuse.items import Head, Spot, Traits
from tawthiq.fuse.near import nearness
from tawthiq.fuse.wording import alike


class Pair(NamedTuple):
    """Two claims, how well the best two of their places fit, how much text their reports share and how many words.

    `near` is as `Pairs.near` has it.
    """

    a: Traits
    b: Traits
    near: float | None
    text: float
    words: float


class Pairs:
    """Makes pairs; each two places and each two reports are compared once."""

    def __init__(self, heads: Iterable[Head]) -> None:
        known = {head.report: head for head in heads}
        self._sketches = {report: numbered(head.sketch) for report, head in known.items()}
        self._words = {report: frozenset(head.words) for report, head in known.items()}
        self._near: dict[tuple[Spot, Spot], float | None] = {}
        self._like: dict[tuple[str, str], tuple[float, float]] = {}

    def pair(self, a: Traits, b: Traits) -> Pair:
        """Two claims as a pair."""
        return Pair(a, b, self.near(a, b), *self._alike(a.report, b.report))

    def near(self, a: Traits, b: Traits) -> float | None:
        """How well the best two of their places fit; 0 where one names none, None where all are apart."""
        if not a.spots or not b.spots:
            return 0.0
        best: float | None = None
        for x in a.spots:
            for y in b.spots:
                near = self._nearness(x, y)
                if near is not None and (best is None or near > best):
                    best = near
        return best

    def _nearness(self, a: Spot, b: Spot) -> float | None:
        key = (a, b)
        if key not in self._near:
            self._near[key] = self._near[b, a] = nearness(a, b)
        return self._near[key]

    def _alike(self, a: str, b: str) -> tuple[float, float]:
        if a == b:
            return (0.0, 0.0)
        key = (a, b) if a < b else (b, a)
        if key not in self._like:
            text = min(1.0, 2 * likeness(self._sketches[a], self._sketches[b]))
            self._like[key] = (text, min(1.0, 3 * alike(self._words[a], self._words[b])))
        return self._like[key]
