"""How likely two claims are about one event: a named, weighted list of features.

A score is the sum of what the features add, each between its weight and its weight negated. Everything here is a
function of two claims alone, so that neither the order nor the number of other claims changes it.
"""

from collections.abc import Callable, Iterable
from math import inf, sqrt
from typing import Literal, NamedTuple

from tawthiq.fuse.agree import means_agree, numbers_agree, parties_agree, targets_agree, times_agree, victims_agree
from tawthiq.fuse.apart import contradiction
from tawthiq.fuse.copies import likeness
from tawthiq.fuse.items import Act, Head, Traits
from tawthiq.fuse.kinds import RARE, SELDOM, fit, is_turned
from tawthiq.fuse.pair import Pair, Pairs
from tawthiq.fuse.wording import alike

JOIN = 0.84
"""Two claims with at least this score are about one event, if their other accounts agree."""
MEAN = 0.58
"""Accounts are of one event while they have at least this score on average."""


class Feature(NamedTuple):
    """One thing that two claims are compared by: `judge` gives -1 (against) to 1 (for), 0 without evidence.

    `of` says what it is a function of, so that it is judged once for every two of these.
    """

    name: str
    weight: float
    of: Literal["claims", "acts", "reports"]
    judge: Callable[[Pair], float]

    def worth(self, pair: Pair) -> float:
        """What it adds to the score."""
        judged = self.judge(pair)
        return round(self.weight * judged, 3) if judged else 0.0


class Scorer:
    """Scores pairs of claims of some reports."""

    def __init__(self, heads: Iterable[Head]) -> None:
        self.pairs = Pairs(heads)
        self._of_acts: dict[tuple[Act, Act], float] = {}
        self._of_reports: dict[tuple[str, str], float] = {}

    def score(self, a: Traits, b: Traits) -> float | None:
        """The score of two claims; None where they contradict each other decisively."""
        if contradiction(a, b, self.pairs) is not None:
            return None
        pair = self.pairs.pair(a, b)
        acts = (a.act, b.act)
        if acts not in self._of_acts:
            self._of_acts[acts] = _sum(_OF_ACTS, pair)
        reports = (a.report, b.report) if a.report < b.report else (b.report, a.report)
        if reports not in self._of_reports:
            self._of_reports[reports] = _sum(_OF_REPORTS, pair)
        return round(_sum(_OF_CLAIMS, pair) + self._of_acts[acts] + self._of_reports[reports], 3)

    def because(self, a: Traits, b: Traits) -> dict[str, float]:
        """What each feature adds to the score of two claims; those without evidence are left out."""
        pair = self.pairs.pair(a, b)
        judged = {feature: feature.judge(pair) for feature in FEATURES}
        return {feature.name: round(feature.weight * one, 3) for feature, one in judged.items() if one}


def _sum(features: Iterable[Feature], pair: Pair) -> float:
    total = 0.0
    for feature in features:
        total += feature.worth(pair)
    return total


def _kind(pair: Pair) -> float:
    return 2.5 * ((fit(pair.a.act.kind, pair.b.act.kind) or 0.0) - 0.6)


def _rarity(pair: Pair) -> float:
    ours, theirs = pair.a.act.kind, pair.b.act.kind
    if ours in RARE and theirs in RARE and (ours == theirs or is_turned(ours, theirs)):
        return 1.0
    return 0.4 if ours == theirs and ours in SELDOM else 0.0


def _text(pair: Pair) -> float:
    return 0.0 if _is_one_report(pair) else min(1.0, 2 * likeness(pair.ours.sketch, pair.theirs.sketch))


def _words(pair: Pair) -> float:
    return 0.0 if _is_one_report(pair) else sqrt(min(1.0, 3 * alike(pair.ours.words, pair.theirs.words)))


def _names(pair: Pair) -> float:
    shared = 0 if _is_one_report(pair) else len(pair.ours.names & pair.theirs.names)
    return shared and min(1.0, 0.4 + 0.2 * shared)


def _lead(pair: Pair) -> float:
    return 0.0 if _is_one_report(pair) else float(pair.a.leads + pair.b.leads - 1)


def _focus(pair: Pair) -> float:
    """Two reports that each name one place are about one thing; a survey of many tells of others too."""
    most = max(pair.ours.places, pair.theirs.places)
    return 0.0 if _is_one_report(pair) else next(worth for places, worth in _FOCUS if most <= places)


_FOCUS = ((1, 1.0), (3, 0.0), (8, -0.5), (inf, -1.0))
"""What it is worth that two reports name at most so many places."""


def _is_one_report(pair: Pair) -> bool:
    return pair.a.report == pair.b.report


FEATURES = (
    Feature("kind", 0.10, "acts", _kind),
    Feature("rarity", 0.40, "acts", _rarity),
    Feature("place", 0.42, "claims", lambda pair: pair.near or 0.0),
    Feature("time", 0.36, "claims", lambda pair: times_agree(pair.a, pair.b)),
    Feature("initiators", 0.12, "acts", lambda pair: parties_agree(pair.a.act, pair.b.act)),
    Feature("targets", 0.46, "acts", lambda pair: targets_agree(pair.a.act, pair.b.act)),
    Feature("means", 0.15, "acts", lambda pair: means_agree(pair.a.act, pair.b.act)),
    Feature("harm", 0.42, "claims", lambda pair: numbers_agree(pair.a, pair.b)),
    Feature("victims", 0.10, "claims", lambda pair: victims_agree(pair.a, pair.b)),
    Feature("text", 0.10, "reports", _text),
    Feature("words", 0.45, "reports", _words),
    Feature("names", 0.25, "reports", _names),
    Feature("lead", 0.30, "claims", _lead),
    Feature("focus", 0.06, "reports", _focus),
    Feature("report", 0.30, "claims", _is_one_report),
)
"""What two claims are compared by, and how much each may add."""
_OF_CLAIMS, _OF_ACTS, _OF_REPORTS = (
    tuple(feature for feature in FEATURES if feature.of == of) for of in ("claims", "acts", "reports")
)
