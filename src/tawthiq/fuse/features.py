"""How likely two claims are about one event: a named, weighted list of features.

A score is the sum of what the features add, each between its weight and its weight negated. Everything here is a
function of two claims alone, so that neither the order nor the number of other claims changes it.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from msgspec import Struct

from tawthiq.fuse.agree import means_agree, numbers_agree, parties_agree, targets_agree, times_agree
from tawthiq.fuse.apart import contradiction
from tawthiq.fuse.items import Head, Traits
from tawthiq.fuse.kinds import RARE, fit, is_turned
from tawthiq.fuse.pair import Pair, Pairs

JOIN = 0.67
"""Claims with at least this average score are about one event; so clusters never reach beyond pairs with that score."""


class Feature(NamedTuple):
    """One thing that two claims are compared by: `judge` gives -1 (against) to 1 (for), 0 without evidence."""

    name: str
    weight: float
    judge: Callable[[Pair], float]


class Score(Struct, frozen=True):
    """The sum, and what each feature adds to it."""

    total: float
    because: dict[str, float]


class Scorer:
    """Scores pairs of claims of some reports."""

    def __init__(self, heads: Iterable[Head]) -> None:
        self.pairs = Pairs(heads)

    def score(self, a: Traits, b: Traits) -> Score | None:
        """The score of two claims; None where they contradict each other decisively."""
        if contradiction(a, b, self.pairs) is not None:
            return None
        pair = self.pairs.pair(a, b)
        because: dict[str, float] = {}
        for name, weight, judge in FEATURES:
            judged = judge(pair)
            if judged:
                because[name] = round(weight * judged, 3)
        return Score(round(sum(because.values()), 3), because)


def _kind(pair: Pair) -> float:
    return fit(pair.a.kind, pair.b.kind) or 0.0


def _rarity(pair: Pair) -> float:
    kinds = (pair.a.kind, pair.b.kind)
    return 1.0 if RARE.issuperset(kinds) and (kinds[0] == kinds[1] or is_turned(*kinds)) else 0.0


FEATURES = (
    Feature("kind", 0.22, _kind),
    Feature("rarity", 0.15, _rarity),
    Feature("place", 0.29, lambda pair: pair.near or 0.0),
    Feature("time", 0.35, lambda pair: times_agree(pair.a, pair.b)),
    Feature("initiators", 0.20, lambda pair: parties_agree(pair.a, pair.b)),
    Feature("targets", 0.07, lambda pair: targets_agree(pair.a, pair.b)),
    Feature("means", 0.05, lambda pair: means_agree(pair.a, pair.b)),
    Feature("harm", 0.42, lambda pair: numbers_agree(pair.a, pair.b)),
    Feature("text", 0.15, lambda pair: pair.text),
    Feature("words", 0.53, lambda pair: pair.words),
)
"""What two claims are compared by, and how much each may add."""
