"""How far two claims agree on one thing each: from -1, where they speak of different things, to 1; 0 is no evidence."""

from functools import cache, lru_cache

from tawthiq.fuse.days import ADJACENT, WEEK, YEAR, When, in_year, weekday_of
from tawthiq.fuse.items import Act, Toll, Traits
from tawthiq.fuse.kinds import is_turned
from tawthiq.fuse.parties import kin
from tawthiq.lexicon.index import default_lexicon


def within(ours: When, theirs: When) -> bool:
    """Whether the days of one lie within those of the other."""
    (s, e), (t, f) = (ours.start, ours.end), (theirs.start, theirs.end)
    assert s is not None and e is not None and t is not None and f is not None
    return (s <= t and f <= e) or (t <= s and e <= f)


@lru_cache(maxsize=65_536)
def days_fit(ours: When, theirs: When) -> bool:
    """Whether two claims can be of one day or night."""
    return _gap(ours, theirs) <= ADJACENT and _day_fits(ours, theirs)


def _gap(ours: When, theirs: When) -> int:
    """Days between two stretches of time; 0 where they meet or one is unknown."""
    if ours.start is None or ours.end is None or theirs.start is None or theirs.end is None:
        return 0
    return max(0, ours.start - theirs.end, theirs.start - ours.end)


def _day_fits(ours: When, theirs: When) -> bool:
    """Whether «يوم الثلاثاء» or «4 تموز» with no year can be the day of the other claim."""
    if ours.start is None and theirs.start is None:
        return _can_meet(ours.weekday, theirs.weekday, WEEK, ours, theirs) and _can_meet(
            ours.day, theirs.day, YEAR, ours, theirs
        )
    one, other = (ours, theirs) if ours.start is None else (theirs, ours)
    if one.start is not None or other.start is None or other.end is None or (one.weekday is None and one.day is None):
        return True
    if other.end - other.start > _MONTH:
        return True
    return any(_can_be(one, day) for day in range(other.start - ADJACENT, other.end + ADJACENT + 1))


def _can_meet(a: int | None, b: int | None, cycle: int, ours: When, theirs: When) -> bool:
    """Whether two days of a week or of a year can be one, each being up to its lag earlier."""
    return a is None or b is None or (a - b) % cycle <= ours.lag or (b - a) % cycle <= theirs.lag


def _can_be(when: When, day: int) -> bool:
    """Whether a day of a known week or year can be a given one."""
    if when.weekday is not None and (when.weekday - weekday_of(day)) % WEEK > when.lag:
        return False
    return when.day is None or (when.day - in_year(day)) % YEAR <= when.lag


_MONTH = 31
"""A longer stretch of days says next to nothing about when."""


def times_agree(a: Traits, b: Traits) -> float:
    """How likely the days of two claims are one day."""
    if a.report == b.report and (a.when.start is None or b.when.start is None):
        return _RETOLD
    return _days_agree(a.when, b.when)


@lru_cache(maxsize=65_536)
def _days_agree(ours: When, theirs: When) -> float:
    """How likely the days of two reports are one day."""
    if ours.start is None or ours.end is None or theirs.start is None or theirs.end is None:
        return _partly(ours, theirs)
    if _gap(ours, theirs):
        return 0.8 if _one_night(ours, theirs) else _NEXT_DAY
    longest = max(ours.end - ours.start, theirs.end - theirs.start) + 1
    if longest > _MONTH:
        return UNKNOWN
    certain = 1.0 if ours.stated and theirs.stated else 0.9
    return certain * (1.0 if longest <= 3 else 3 / longest)


_NEXT_DAY = -0.2
"""What it is worth that one is told of a day and the other of the next."""
_RETOLD = 0.5
"""What a report says with no day it says of the time that it is about."""
UNKNOWN = -0.5
"""What it is worth that nothing shows two claims to be of one time."""


def _partly(ours: When, theirs: When) -> float:
    """What days without a year are worth, which fit each other or a date."""
    one, other = (ours, theirs) if ours.start is None else (theirs, ours)
    exact = other.start is not None and other.end is not None and other.end - other.start < WEEK
    if one.day is not None and (other.day is not None or exact):
        weekday = one.weekday is not None and (other.weekday is not None or exact)
        return (0.3 if weekday else 0.0) + (0.0 if one.lag or other.lag else 0.4)
    return UNKNOWN


def _one_night(ours: When, theirs: When) -> bool:
    """Whether one is told of the evening or night of a day and the other of the morning after."""
    early, late = (ours, theirs) if (ours.end or 0) < (theirs.start or 0) else (theirs, ours)
    return early.part in ("evening", "night") and late.part in ("dawn", "morning", None)


_OPPOSED = frozenset(
    {"armed_clash", "ground_attack", "repelled_attack", "capture", "withdrawal", "siege_broken", "advance"}
)
"""Kinds with two parties, either of which one outlet or the other has as the one who acts."""


def parties_agree(a: Act, b: Act) -> float:
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


def targets_agree(a: Act, b: Act) -> float:
    """Whether they name one target, above all a thing such as a hospital; other things say that they differ."""
    best = max((kin(x, y) for x in a.targets for y in b.targets), default=0.0)
    ours, theirs = a.targets & things(), b.targets & things()
    if ours and theirs:
        return 1.0 if ours & theirs else -0.5
    return 0.5 * max(0.0, best)


@cache
def things() -> frozenset[str]:
    """What can be hit and is nobody: a hospital, a market, a headquarters."""
    return frozenset(thing.id for thing in default_lexicon().lists.objects)


def means_agree(a: Act, b: Act) -> float:
    """Whether they name one means, or means that leave no doubt and differ."""
    if a.means & b.means:
        return 1.0
    return -1.0 if a.sorts and b.sorts and not a.sorts & b.sorts else 0.0


def numbers_agree(a: Traits, b: Traits) -> float:
    """How far the numbers agree, over the kinds of harm that both count."""
    if not (a.tolls and b.tolls):
        return 0.0
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


def victims_agree(a: Traits, b: Traits) -> float:
    """Whether both tell of people of one sort who were harmed: children, medics, soldiers of one party."""
    if a.report == b.report or not (a.tolls and b.tolls):
        return 0.0
    ours, theirs = _sorts_of_victims(a), _sorts_of_victims(b)
    if not (ours and theirs):
        return 0.0
    return -0.5 if ours.isdisjoint(theirs) else 1.0


def _sorts_of_victims(traits: Traits) -> set[str]:
    return {sort for toll in traits.tolls for sort in toll.victims} - _ANYONE


_ANYONE = frozenset({"civilians", "people", "victim"})


def _same_people(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two numbers can count the same people: unnamed victims can be anyone's."""
    return not ours or not theirs or any(kin(x, y) > 0 for x in ours for y in theirs)
