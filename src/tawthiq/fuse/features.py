"""How likely two claims are about one event: a named, weighted list of features, and what keeps claims apart.

A score is the sum of what the features add, each between its weight and its weight negated. Everything here is a
function of two claims alone, so that neither the order nor the number of other claims changes it.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from tawthiq.fuse.copies import likeness
from tawthiq.fuse.items import Head, Spot, Toll, Traits, When
from tawthiq.fuse.kinds import RARE, fit, is_result, is_turned
from tawthiq.fuse.near import nearness
from tawthiq.fuse.parties import kin, sort_of_means
from tawthiq.fuse.wording import alike

JOIN = 0.65
"""Claims with at least this average score are about one event."""
LINK = 0.55
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

    def __init__(self, heads: Iterable[Head]) -> None:
        self._heads = {head.report: head for head in heads}
        self._near: dict[tuple[Spot, Spot], float | None] = {}
        self._like: dict[tuple[str, str], tuple[float, float]] = {}

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

    def like(self, a: str, b: str) -> tuple[float, float]:
        """How much text two reports share, and how many unusual words."""
        if a == b:
            return (0.0, 0.0)
        key = (a, b) if a < b else (b, a)
        if key not in self._like:
            ours, theirs = self._heads[a], self._heads[b]
            text = min(1.0, 2 * likeness(ours.sketch, theirs.sketch))
            self._like[key] = (text, min(1.0, 3 * alike(ours.words, theirs.words)))
        return self._like[key]


def contradiction(a: Traits, b: Traits, scorer: Scorer) -> str | None:
    """What keeps two claims apart, whatever else they share; None where nothing does."""
    if fit(a.kind, b.kind) is None:
        return "kind"
    if a.hoped != b.hoped:
        return "status"
    if _gap(a, b) > ADJACENT or not _day_fits(a, b):
        return "time"
    if scorer.near(a, b) is None:
        return "place"
    return _told_apart(a, b, scorer) if a.report == b.report else None


def _told_apart(a: Traits, b: Traits, scorer: Scorer) -> str | None:
    """What one report tells two acts apart by: what between reports would be a disagreement."""
    if not _one_act(a.kind, b.kind):
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


def _one_act(a: str, b: str) -> bool:
    """Whether one report can use two kinds of one act."""
    return a == b or is_result(a, b) or is_turned(a, b) or {a, b} <= _ONE_ACT


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


def _day_fits(a: Traits, b: Traits) -> bool:
    """Whether «يوم الثلاثاء» or «4 تموز» with no year can be the day of the other claim."""
    if a.when.start is None and b.when.start is None:
        weekdays = a.when.weekday is None or b.when.weekday is None or a.when.weekday == b.when.weekday
        return weekdays and (a.when.day is None or b.when.day is None or a.when.day == b.when.day)
    one, other = (a.when, b.when) if a.when.start is None else (b.when, a.when)
    if one.start is not None or other.start is None or other.end is None or (one.weekday is None and one.day is None):
        return True
    if other.end - other.start > _MONTH:
        return True
    days = map(date.fromordinal, range(other.start - ADJACENT, other.end + ADJACENT + 1))
    return any(
        (one.weekday is None or day.weekday() == one.weekday) and (one.day is None or (day.month, day.day) == one.day)
        for day in days
    )


_MONTH = 31
"""A longer stretch of days says next to nothing about when."""


def _kind(a: Traits, b: Traits, _: Scorer) -> float:
    return fit(a.kind, b.kind) or 0.0


def _rarity(a: Traits, b: Traits, _: Scorer) -> float:
    return 1.0 if a.kind == b.kind and a.kind in RARE else 0.0


def _place(a: Traits, b: Traits, scorer: Scorer) -> float:
    return scorer.near(a, b) or 0.0


def _time(a: Traits, b: Traits, _: Scorer) -> float:
    ours, theirs = a.when, b.when
    if ours.start is None or ours.end is None or theirs.start is None or theirs.end is None:
        return _RETOLD if a.report == b.report else _partly(ours, theirs)
    if _gap(a, b):
        return 0.8 if _one_night(a, b) else 0.3
    longest = max(ours.end - ours.start, theirs.end - theirs.start) + 1
    if longest > _MONTH:
        return UNKNOWN
    certain = 1.0 if ours.stated and theirs.stated else 0.9
    return certain * (1.0 if longest <= 3 else 3 / longest)


_RETOLD = 0.5
"""What a report says with no day it says of the time that it is about."""
UNKNOWN = -0.4
"""What it is worth that nothing shows two claims to be of one time."""


def _partly(ours: When, theirs: When) -> float:
    """What days without a year are worth, which fit each other or a date."""
    one, other = (ours, theirs) if ours.start is None else (theirs, ours)
    if one.day is not None and (other.day is not None or other.start is not None):
        return 0.9
    if one.weekday is not None and (other.weekday is not None or other.start is not None):
        return 0.2
    return UNKNOWN


def _one_night(a: Traits, b: Traits) -> bool:
    """Whether one is told of the evening or night of a day and the other of the morning after."""
    early, late = (a, b) if (a.when.end or 0) < (b.when.start or 0) else (b, a)
    return early.when.part in ("evening", "night") and late.when.part in ("dawn", "morning", None)


_OPPOSED = frozenset(
    {"armed_clash", "ground_attack", "repelled_attack", "capture", "withdrawal", "siege_broken", "advance"}
)
"""Kinds with two parties, either of which one outlet or the other has as the one who acts."""


def _parties(a: Traits, b: Traits, _: Scorer) -> float:
    """Whether they blame one party. That they do says less than that they do not: few parties do most of the acts."""
    ours, theirs = a.initiators, b.initiators
    if a.kind in _OPPOSED and b.kind in _OPPOSED:
        ours, theirs = ours | a.targets, theirs | b.targets
    best = max((kin(x, y) for x in ours for y in theirs), default=0.0)
    if best < 0 and is_turned(a.kind, b.kind):
        return 0.0
    return best if best < 0 else _SAME_PARTY * best


_SAME_PARTY = 0.4
"""What it is worth that two accounts blame the same party, against what it costs that they do not."""


def _targets(a: Traits, b: Traits, _: Scorer) -> float:
    return max(0.0, max((kin(x, y) for x in a.targets for y in b.targets), default=0.0))


def _means(a: Traits, b: Traits, _: Scorer) -> float:
    if a.means & b.means:
        return 1.0
    ours, theirs = ({sort for means in one.means if (sort := sort_of_means(means))} for one in (a, b))
    return -1.0 if ours and theirs and not ours & theirs else 0.0


def _harm(a: Traits, b: Traits, _: Scorer) -> float:
    """How far the numbers agree, over the kinds of harm that both count."""
    found: dict[str, float] = {}
    for x in a.tolls:
        for y in b.tolls:
            agree = _tolls(x, y)
            if agree is not None:
                found[x.kind] = max(found.get(x.kind, -1.0), agree)
    return max(-1.0, min(1.0, sum(found.values())))


def _tolls(x: Toll, y: Toll) -> float | None:
    """How two numbers agree; None where they are not of one kind, or one is a part."""
    if x.kind != y.kind or not (x.whole and y.whole) or not _same_people(x.victims, y.victims):
        return None
    low, high = max(x.min or 0, y.min or 0), min(x.max or 10**6, y.max or 10**6)
    if x.min == x.max == y.min == y.max:
        return _TELLING.get(x.min or 0, 1.0)
    if low <= high:
        return 0.2
    return 0.0 if low <= 2 * high + 1 else -0.5


_TELLING = {0: 0.0, 1: 0.3, 2: 0.5, 3: 0.7}
"""What it is worth that two accounts have the same number: small ones are often the same by chance."""


def _same_people(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two numbers can count the same people: unnamed victims can be anyone's."""
    return not ours or not theirs or any(kin(x, y) > 0 for x in ours for y in theirs)


def _text(a: Traits, b: Traits, scorer: Scorer) -> float:
    return scorer.like(a.report, b.report)[0]


def _words(a: Traits, b: Traits, scorer: Scorer) -> float:
    return scorer.like(a.report, b.report)[1]


FEATURES = (
    Feature("kind", 0.20, _kind),
    Feature("rarity", 0.15, _rarity),
    Feature("place", 0.27, _place),
    Feature("time", 0.35, _time),
    Feature("initiators", 0.23, _parties),
    Feature("targets", 0.07, _targets),
    Feature("means", 0.10, _means),
    Feature("harm", 0.45, _harm),
    Feature("text", 0.10, _text),
    Feature("words", 0.50, _words),
)
"""What two claims are compared by, and how much each may add."""
