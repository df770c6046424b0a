"""How likely two claims are about one event: a named, weighted list of features, and what keeps claims apart.

A score is the sum of what the features add, each between its weight and its weight negated. Everything here is a
function of two claims alone, so that neither the order nor the number of other claims changes it.
"""

from collections.abc import Callable
from typing import NamedTuple

from msgspec import Struct

from tawthiq.fuse.copies import Sketch, likeness
from tawthiq.fuse.items import Spot, Toll, Traits
from tawthiq.fuse.kinds import fit, is_result
from tawthiq.fuse.near import nearness

JOIN = 0.65
"""Claims with at least this average score are about one event."""
LINK = 0.5
"""Claims with a lower score are not looked at together."""
ADJACENT = 1
"""Days by which reports of one event may differ: a night has two dates."""


class Feature(NamedTuple):
    """One thing that two claims are compared by: `judge` gives -1 (against) to 1 (for), 0 without evidence."""

    name: str
    weight: float
    judge: Callable[[Traits, Traits, "Scorer"], float]


class Score(Struct, frozen=True):
    """The sum, and what each feature adds to it."""

    total: float
    because: dict[str, float]


class Scorer:
    """Scores pairs of claims; remembers how places fit and which reports are alike."""

    def __init__(self, sketches: dict[str, Sketch]) -> None:
        self._sketches = sketches
        self._near: dict[tuple[Spot, Spot], float | None] = {}
        self._like: dict[tuple[str, str], float] = {}

    def score(self, a: Traits, b: Traits) -> Score | None:
        """The score of two claims; None where they contradict each other decisively."""
        if contradiction(a, b, self) is not None:
            return None
        because = {feature.name: feature.weight * feature.judge(a, b, self) for feature in FEATURES}
        because = {name: round(value, 3) for name, value in because.items() if value}
        return Score(round(sum(because.values()), 3), because)

    def near(self, a: Traits, b: Traits) -> float | None:
        """How well the best two of their places fit; 0 where one names none, None where all are apart."""
        if not a.spots or not b.spots:
            return 0.0
        found = [near for x in a.spots for y in b.spots if (near := self._nearness(x, y)) is not None]
        return max(found, default=None)

    def _nearness(self, a: Spot, b: Spot) -> float | None:
        key = (a, b)
        if key not in self._near:
            self._near[key] = self._near[b, a] = nearness(a, b)
        return self._near[key]

    def like(self, a: str, b: str) -> float:
        """How much text two reports share."""
        if a == b:
            return 0.0
        key = (a, b) if a < b else (b, a)
        if key not in self._like:
            self._like[key] = likeness(self._sketches.get(a, ()), self._sketches.get(b, ()))
        return self._like[key]


def contradiction(a: Traits, b: Traits, scorer: Scorer) -> str | None:
    """What keeps two claims apart, whatever else they share; None where nothing does."""
    if fit(a.kind, b.kind) is None:
        return "kind"
    if a.hoped != b.hoped:
        return "status"
    if _gap(a, b) > ADJACENT or not _weekday_fits(a, b):
        return "time"
    if scorer.near(a, b) is None:
        return "place"
    return _told_apart(a, b, scorer) if a.report == b.report else None


def _told_apart(a: Traits, b: Traits, scorer: Scorer) -> str | None:
    """What one report tells two acts apart by: what between reports would be a disagreement."""
    if a.kind != b.kind and not is_result(a.kind, b.kind) and not {a.kind, b.kind} <= _ONE_ACT:
        return "kind"
    if (
        a.when.stated
        and b.when.stated
        and (a.when.start, a.when.end) != (b.when.start, b.when.end)
        and not _within(a, b)
    ):
        return "time"
    if _parties(a, b, scorer) < 0:
        return "initiators"
    if _harm(a, b, scorer) < 0:
        return "harm"
    if (
        a.spots
        and b.spots
        and not {s.name for s in a.spots} & {s.name for s in b.spots}
        and (scorer.near(a, b) or 0) < 0.5
    ):
        return "place"
    return None


_ONE_ACT = frozenset(
    {"armed_clash", "ground_attack", "repelled_attack", "raid", "killing", "arrest", "small_arms_fire"}
)
"""Kinds that one report may use by turns for one act."""


def _within(a: Traits, b: Traits) -> bool:
    """Whether the days of one lie within those of the other."""
    (s, e), (t, f) = (a.when.start, a.when.end), (b.when.start, b.when.end)
    assert s is not None and e is not None and t is not None and f is not None
    return (s <= t and f <= e) or (t <= s and e <= f)


def _gap(a: Traits, b: Traits) -> int:
    """Days between two stretches of time; 0 where they meet or one is unknown."""
    if a.when.start is None or a.when.end is None or b.when.start is None or b.when.end is None:
        return 0
    return max(0, a.when.start - b.when.end, b.when.start - a.when.end)


def _weekday_fits(a: Traits, b: Traits) -> bool:
    """Whether «يوم الثلاثاء» with no date can be the day of the other claim."""
    for one, other in ((a, b), (b, a)):
        if one.when.weekday is None or other.when.start is None or other.when.end is None:
            continue
        days = range(other.when.start - ADJACENT, min(other.when.end, other.when.start + 7) + ADJACENT + 1)
        if not any((day - 1) % 7 == one.when.weekday for day in days):
            return False
    return a.when.weekday is None or b.when.weekday is None or a.when.weekday == b.when.weekday


def _kind(a: Traits, b: Traits, _: Scorer) -> float:
    return fit(a.kind, b.kind) or 0.0


def _place(a: Traits, b: Traits, scorer: Scorer) -> float:
    return scorer.near(a, b) or 0.0


def _time(a: Traits, b: Traits, _: Scorer) -> float:
    if a.when.start is None or b.when.start is None or a.when.end is None or b.when.end is None:
        known = a.when.weekday is not None and (b.when.weekday is not None or b.when.start is not None)
        known = known or (b.when.weekday is not None and a.when.start is not None)
        return 0.4 if known else 0.0
    if _gap(a, b):
        return 0.3
    longest = max(a.when.end - a.when.start, b.when.end - b.when.start) + 1
    certain = 1.0 if a.when.stated and b.when.stated else 0.8
    return certain * (1.0 if longest <= 3 else 3 / longest)


def kin(a: str, b: str) -> float:
    """How far two actors are one: a part and its whole are, two parts of one whole may be."""
    if a == b or a.startswith(b + ".") or b.startswith(a + "."):
        return 1.0
    return 0.5 if a.split(".")[:2] == b.split(".")[:2] and "." in a and "." in b else -1.0


_OPPOSED = frozenset(
    {"armed_clash", "ground_attack", "repelled_attack", "capture", "withdrawal", "siege_broken", "advance"}
)
"""Kinds with two parties, either of which one outlet or the other has as the one who acts."""


def _parties(a: Traits, b: Traits, _: Scorer) -> float:
    ours, theirs = a.initiators, b.initiators
    if a.kind in _OPPOSED and b.kind in _OPPOSED:
        ours, theirs = ours | a.targets, theirs | b.targets
    return max((kin(x, y) for x in ours for y in theirs), default=0.0)


def _targets(a: Traits, b: Traits, _: Scorer) -> float:
    return max(0.0, max((kin(x, y) for x in a.targets for y in b.targets), default=0.0))


def _means(a: Traits, b: Traits, _: Scorer) -> float:
    return 1.0 if a.means & b.means else 0.0


def _harm(a: Traits, b: Traits, _: Scorer) -> float:
    found = [agree for x in a.tolls for y in b.tolls if (agree := _tolls(x, y)) is not None]
    return max(found, default=0.0)


def _tolls(x: Toll, y: Toll) -> float | None:
    """How two numbers agree; None where they are not of one kind, or one is a part."""
    if x.kind != y.kind or not (x.whole and y.whole):
        return None
    low, high = max(x.min or 0, y.min or 0), min(x.max or 10**6, y.max or 10**6)
    exact = x.min == x.max == y.min == y.max
    if exact:
        return 1.0 if (x.min or 0) > 1 else 0.6
    if low <= high:
        return 0.3
    return 0.0 if low <= 2 * high + 1 else -1.0


def _text(a: Traits, b: Traits, scorer: Scorer) -> float:
    return min(1.0, 2 * scorer.like(a.report, b.report))


FEATURES = (
    Feature("kind", 0.15, _kind),
    Feature("place", 0.40, _place),
    Feature("time", 0.25, _time),
    Feature("initiators", 0.15, _parties),
    Feature("targets", 0.05, _targets),
    Feature("means", 0.05, _means),
    Feature("harm", 0.20, _harm),
    Feature("text", 0.30, _text),
)
"""What two claims are compared by, and how much each may add."""
