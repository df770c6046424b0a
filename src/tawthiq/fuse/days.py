"""The days that a claim may have happened on, as far as its own words, its report and the report's publication tell."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import regex
from msgspec import Struct

from tawthiq.arabic.fold import fold, fold_name
from tawthiq.arabic.words import split_words
from tawthiq.mention.times import find_times
from tawthiq.model import Claim, TimeRef

REPORTING_DELAY = 2
"""A claim with no day of its own happened at most so many days before its report was published."""
ADJACENT = 1
"""Days by which reports of one event may differ: a night has two dates."""
WEEK = 7
YEAR = 366
"""Days of the year are counted as in a leap year."""
_LEAP = 2000
_PARTS = frozenset({"hour", "part_of_day"})
_IN_A_DAY = _PARTS | {"day"}
_WEEKDAYS = {
    "اثنين": 0,
    "ثلاثاء": 1,
    "اربعاء": 2,
    "خميس": 3,
    "جمعه": 4,
    "سبت": 5,
    "احد": 6,
}
_TODAY = regex.compile(r"\bو?اليوم\b")
_YESTERDAY = regex.compile(r"\bو?(?:امس|البارحه)\b")
_OTHER_WEEK = regex.compile(r"\b(?:الماضي|الفايت|المنصرم|القادم|المقبل)\b")
_HOPED = frozenset({"planned", "threatened"})


class When(Struct, frozen=True, cache_hash=True):
    """Days as ordinals, both null where unknown. `stated` is false where only the report bounds them.

    `weekday` (Monday is 0) and `day` (of a leap year) are what is known of a day in an unknown week or year, or of one
    up to `lag` days before it.
    """

    start: int | None
    end: int | None
    stated: bool
    part: str | None = None
    weekday: int | None = None
    day: int | None = None
    lag: int = 0


class Told(Struct, frozen=True):
    """The day on which a report with no date of publication was told, as far as «اليوم الأربعاء» in it shows."""

    date: int | None = None
    weekday: int | None = None
    day: int | None = None


NEVER = Told()
"""Nothing shows when."""


def told_of(claims: Iterable[Claim]) -> Told:
    """When a report was told, by the first of its claims that shows it."""
    day = weekday = day_of_year = None
    for claim in sorted(claims, key=lambda claim: (claim.sentence, claim.id)):
        time = claim.time
        if time is None or not time.text or claim.status in _HOPED:
            continue
        words = fold_name(time.text)
        since = 1 if _YESTERDAY.search(words) else 0
        near = bool(since or _TODAY.search(words))
        if near and day is None and time.start and time.start == time.end:
            day = date.fromisoformat(time.start).toordinal() + since
        named = _weekday(time.text)
        shown = None if named is None else (named + since) % WEEK
        if weekday is None and not _OTHER_WEEK.search(words):
            weekday = shown
        fits = near if shown is None else shown == weekday
        if day_of_year is None and fits and (found := _day_of_year(time.text)):
            day_of_year = (found + since - 1) % YEAR + 1
    return Told(day, weekday, day_of_year)


def when_of(time: TimeRef | None, published: str | None, told: Told = NEVER) -> When:
    """The days of a claim; without any, those just before its publication; else what is known of a day."""
    if time is not None and (time.start or time.end):
        start, end = (date.fromisoformat(day).toordinal() if day else None for day in (time.start, time.end))
        first, last = start if start is not None else end, end if end is not None else start
        return When(first, last, stated=time.via != "implied", part=time.part_of_day)
    if published:
        day = date.fromisoformat(published).toordinal()
        return When(day - REPORTING_DELAY, day, stated=False)
    return _undated(time, told)


def _undated(time: TimeRef | None, told: Told) -> When:
    """What is known of a day by the words for it, and by the day on which the report was told."""
    text = time.text if time is not None else None
    words = fold_name(text or "")
    since = 1 if _YESTERDAY.search(words) else 0
    exact = bool(since or _TODAY.search(words))
    own = When(None, None, stated=False, weekday=_weekday(text or ""), day=_day_of_year(text or ""))
    known = own.weekday is not None or own.day is not None
    if not exact and (known or (time is not None and time.text and time.precision not in _PARTS)):
        return own
    lag = 0 if exact else 1
    if told.date is not None:
        return When(told.date - since - lag, told.date - since, stated=False)
    weekday, day = own.weekday, own.day
    if weekday is None and told.weekday is not None:
        weekday = (told.weekday - since) % WEEK
    if day is None and told.day is not None:
        day = (told.day - since - 1) % YEAR + 1
    return When(None, None, stated=False, weekday=weekday, day=day, lag=lag)


@lru_cache(maxsize=4096)
def _day_of_year(text: str) -> int | None:
    """The day of the year that words without a year name, such as «الثلاثاء 4 تموز»."""
    for found in find_times(split_words(fold(text)), None, year_hint=_LEAP):
        if found.precision in _IN_A_DAY and found.start is not None and found.start == found.end:
            return in_year(found.start.toordinal())
    return None


def weekday_of(day: int) -> int:
    """The weekday of an ordinal, Monday being 0."""
    return (day - 1) % WEEK


@lru_cache(maxsize=4096)
def in_year(day: int) -> int:
    """The day of the year of an ordinal."""
    return date.fromordinal(day).replace(year=_LEAP).timetuple().tm_yday


@lru_cache(maxsize=4096)
def _weekday(text: str) -> int | None:
    """The weekday that words name, such as «يوم الثلاثاء»."""
    for word in fold_name(text).split():
        if (day := _WEEKDAYS.get(word.removeprefix("ال"))) is not None:
            return day
    return None
