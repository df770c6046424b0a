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
from tawthiq.fuse.kinds import RARE, SELDOM, fit, is_turned
from tawthiq.fuse.pair import Pair, Pairs

JOIN = 0.86
"""Two claims with at least this score are about one event, if their other accounts agree."""
MEAN = 0.66
"""Accounts are of one event while they have at least this score on average."""


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
    return 2.5 * ((fit(pair.a.kind, pair.b.kind) or 0.0) - 0.6)


def _rarity(pair: Pair) -> float:
    ours, theirs = pair.a.kind, pair.b.kind
    if ours in RARE and theirs in RARE and (ours == theirs or is_turned(ours, theirs)):
        return 1.0
    return 0.4 if ours == theirs and ours in SELDOM else 0.0


def _lead(pair: Pair) -> float:
    if pair.a.report == pair.b.report:
        return 0.0
    return float(pair.a.leads + pair.b.leads - 1)


FEATURES = (
    Feature("kind", 0.10, _kind),
    Feature("rarity", 0.40, _rarity),
    Feature("place", 0.50, lambda pair: pair.near or 0.0),
    Feature("time", 0.36, lambda pair: times_agree(pair.a, pair.b)),
    Feature("initiators", 0.20, lambda pair: parties_agree(pair.a, pair.b)),
    Feature("targets", 0.46, lambda pair: targets_agree(pair.a, pair.b)),
    Feature("means", 0.15, lambda pair: means_agree(pair.a, pair.b)),
    Feature("harm", 0.42, lambda pair: numbers_agree(pair.a, pair.b)),
    Feature("text", 0.10, lambda pair: pair.text),
    Feature("words", 0.45, lambda pair: pair.words),
    Feature("names", 0.10, lambda pair: pair.names),
    Feature("lead", 0.30, _lead),
    Feature("report", 0.30, lambda pair: float(pair.a.report == pair.b.report)),
)
"""What two claims are compared by, and how much each may add."""
