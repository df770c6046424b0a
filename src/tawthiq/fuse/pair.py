"""Two claims, with what is remembered of their places and reports while many pairs are compared."""

from collections.abc import Iterable
from typing import NamedTuple

from tawthiq.fuse.items import Head, Traits
from tawthiq.fuse.near import nearness
from tawthiq.fuse.spots import Spot


class Pair(NamedTuple):
    """Two claims, the heads of their reports, and how well the best two of their places fit, as `Pairs.near` has it."""

    a: Traits
    b: Traits
    ours: Head
    theirs: Head
    near: float | None


Spots = tuple[Spot, ...]


class Pairs:
    """Makes pairs; each two lists of places are compared once."""

    def __init__(self, heads: Iterable[Head]) -> None:
        self._heads = {head.report: head for head in heads}
        self._near: dict[tuple[Spots, Spots], float | None] = {}

    def pair(self, a: Traits, b: Traits) -> Pair:
        """Two claims as a pair."""
        return Pair(a, b, self._heads[a.report], self._heads[b.report], self.near(a, b))

    def near(self, a: Traits, b: Traits) -> float | None:
        """How well the best two of their places fit; 0 where one names none, None where all are apart."""
        key = (a.spots, b.spots)
        if key not in self._near:
            self._near[key] = self._near[b.spots, a.spots] = _nearest(*key)
        return self._near[key]


def _nearest(ours: Spots, theirs: Spots) -> float | None:
    if not ours or not theirs:
        return 0.0
    fitting = [near for a in ours for b in theirs if (near := nearness(a, b)) is not None]
    return max(fitting, default=None)
