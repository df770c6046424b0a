"""Calendar arithmetic: the dates that a piece means, seen from the publication date. No clock; nothing is guessed."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from hijridate import Hijri
from msgspec import Struct

from tawthiq.mention.times_scan import Piece
from tawthiq.model import Precision

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_STEP = {"past": -1, "before_last": -2, "next": 1}
_EDGES = {
    "start": (0, 10),
    "middle": (10, 20),
    "end": (20, 31),
    "half1": (0, 15),
    "half2": (15, 31),
    "week1": (0, 7),
    "week2": (7, 14),
    "week3": (14, 21),
    "week4": (21, 31),
}
_YEAR_EDGES = {"start": (1, 3), "middle": (5, 8), "end": (10, 12), "half1": (1, 6), "half2": (7, 12)}


class Context(Struct, frozen=True):
    """What the caller knows: the publication date, or only a year; `told` is the date that the text told last."""

    published: date | None
    year_hint: int | None
    ahead: bool = False
    """Whether a date without a year may lie ahead («حتى 5 أيار»)."""
    told: date | None = None


class Interval(NamedTuple):
    """Inclusive dates, either open, and their precision."""

    start: date | None
    end: date | None
    precision: Precision


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_span(year: int, month: int, edge: str = "") -> tuple[date, date]:
    """The first and last day of a month, or of its start, middle or end third; months past twelve run on."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = monthrange(year, month)[1]
    low, high = _EDGES.get(edge, (0, 31))
    return date(year, month, low + 1), date(year, month, min(high, last))


def resolve_date(piece: Piece, context: Context) -> Interval:
    """The interval of a calendar piece."""
    if piece.slot == "hijri":
        return _resolve_hijri(piece, context)
    if piece.unit == "week":
        return _resolve_week(piece, context)
    if piece.season:
        return _resolve_season(piece, context)
    if piece.unit == "year":
        return _resolve_year(piece, context)
    if piece.month is None:
        return _resolve_this_month(piece, context)
    if piece.days:
        return _resolve_day(piece, context)
    return _resolve_month(piece, context)


def known_year(piece: Piece, context: Context) -> int | None:
    """The year that a piece states, in figures or as «العام الماضي»."""
    if piece.year is not None:
        return piece.year
    if piece.year_shift == "same" and context.told:
        return context.told.year
    if piece.year_shift and context.published:
        return context.published.year + _STEP.get(piece.year_shift, 0)
    return None


def _resolve_day(piece: Piece, context: Context) -> Interval:
    month = piece.month or 1
    year = known_year(piece, context)
    if year is None:
        year = _year_of(month, piece.days[-1], piece.shift, context)
    if year is None:
        return Interval(None, None, "day")
    return _day_span(year, month, piece.days)


def _day_span(year: int, month: int, days: tuple[int, ...]) -> Interval:
    """The days of a month; «28 - 3 أيلول» begins in the month before."""
    low, high = days[0], days[-1]
    end = safe_date(year, month, high)
    start = safe_date(year, month, low) if low <= high else _month_before(year, month, low)
    if start is None or end is None:
        start = end = start or end
    return Interval(start, end, "day")


def _month_before(year: int, month: int, day: int) -> date | None:
    """The first day of «28 - 3 أيلول»."""
    return safe_date(year - (month == 1), (month - 2) % 12 + 1, day)


def _year_of(month: int, day: int, shift: str, context: Context) -> int | None:
    """The year of a day and month without one: the latest such date not after the day after publication."""
    published = context.published
    if published is None:
        return context.year_hint
    if shift in ("current", "same"):
        return published.year
    limit = published + timedelta(days=1)
    years = range(published.year + 1, published.year - 9, -1)
    dates = [found for year in years if (found := safe_date(year, month, day))]
    if shift == "next":
        return min((found for found in dates if found >= published), default=published).year
    past = next((found for found in dates if found <= limit), None)
    if past is None:
        return None
    if context.ahead and (published - past).days > 120:
        return min(dates, key=lambda found: abs((found - published).days)).year
    return past.year


def _resolve_month(piece: Piece, context: Context) -> Interval:
    month = piece.month or 1
    year = known_year(piece, context)
    if year is None:
        strict = piece.shift == "past" and context.published and context.published.month == month
        year = _year_of(month, 1, piece.shift, context)
        year = year - 1 if year is not None and strict else year
    if year is None:
        return Interval(None, None, "month")
    return Interval(*month_span(year, month, piece.edge), "month")


def _resolve_this_month(piece: Piece, context: Context) -> Interval:
    """«الشهر الجاري», «الرابع من الشهر الماضي»; «الشهر نفسه» is that of the date told last."""
    precision: Precision = "day" if piece.days else "month"
    seen = context.told if piece.shift == "same" else context.published
    if seen is None:
        return Interval(None, None, precision)
    first = add_months(seen.replace(day=1), _STEP.get(piece.shift, 0))
    if piece.days:
        return _day_span(first.year, first.month, piece.days)
    return Interval(*month_span(first.year, first.month, piece.edge), "month")


def _resolve_year(piece: Piece, context: Context) -> Interval:
    year = known_year(piece, context)
    if year is None and piece.shift and piece.shift != "same" and context.published:
        year = context.published.year + _STEP.get(piece.shift, 0)
    if year is None or not 1 < year < 9000:
        return Interval(None, None, "year")
    if piece.edge:
        low, high = _YEAR_EDGES.get(piece.edge, (1, 12))
        return Interval(month_span(year, low)[0], month_span(year, high)[1], "season")
    return Interval(date(year, 1, 1), date(piece.last_year or year, 12, 31), "year")


def _resolve_season(piece: Piece, context: Context) -> Interval:
    low, high = _SEASONS[piece.season]
    year = known_year(piece, context)
    if year is not None:
        if piece.season == "winter":
            return Interval(date(year, 1, 1), date(year, 12, 31), "season")
        return Interval(month_span(year, low)[0], month_span(year, high)[1], "season")
    published = context.published
    if published is None or not piece.shift:
        return Interval(None, None, "season")
    spans = [(month_span(at, low)[0], month_span(at, high)[1]) for at in range(published.year - 2, published.year + 2)]
    if piece.shift == "next":
        start, end = next(span for span in spans if span[0] > published)
    elif piece.shift == "past":
        start, end = next(span for span in reversed(spans) if span[1] < published)
    else:
        start, end = next(span for span in reversed(spans) if span[0] <= published)
    return Interval(start, end, "season")


def _resolve_week(piece: Piece, context: Context) -> Interval:
    """Weeks are the seven days before, up to, or after publication: when a week begins differs by country."""
    if context.published is None or piece.shift == "same":
        return Interval(None, None, "week")
    day = context.published
    low, high = {"past": (-7, -1), "before_last": (-14, -8), "next": (1, 7)}.get(piece.shift, (-6, 0))
    return Interval(day + timedelta(days=low), day + timedelta(days=high), "week")


def _resolve_hijri(piece: Piece, context: Context) -> Interval:
    """Hijri dates by the Umm al-Qura calendar, a day wider on either side: months begin by sighting."""
    precision: Precision = "day" if piece.days else ("month" if piece.month else "year")
    year = piece.year
    if year is None and context.published and piece.month:
        guess = round((context.published.year - 622) * 33 / 32)
        spans = [(at, _hijri_span(piece, at)) for at in range(guess + 2, guess - 3, -1)]
        limit = context.published + timedelta(days=1)
        year = next((at for at, span in spans if span and span[0] <= limit), None)
    span = _hijri_span(piece, year) if year is not None else None
    if span is None:
        return Interval(None, None, precision)
    return Interval(span[0] - timedelta(days=1), span[1] + timedelta(days=1), precision)


def _hijri_span(piece: Piece, year: int) -> tuple[date, date] | None:
    try:
        if piece.days:
            ends = [Hijri(year, piece.month or 1, day).to_gregorian() for day in (min(piece.days), max(piece.days))]
            return ends[0], ends[1]
        low, high = (piece.month, piece.month) if piece.month else (1, 12)
        last = Hijri(year, high, 1).month_length()
        return Hijri(year, low, 1).to_gregorian(), Hijri(year, high, last).to_gregorian()
    except (ValueError, OverflowError):
        return None


def resolve_weekdays(weekdays: tuple[int, ...], shift: str, published: date | None) -> tuple[date, date] | None:
    """The dates of one weekday, or of two in a row of time: the last on or before publication, unless `shift` says."""
    if published is None:
        return None
    if shift == "next":
        end = published + timedelta(days=(weekdays[-1] - published.weekday() - 1) % 7 + 1)
    else:
        back = (published.weekday() - weekdays[-1]) % 7
        end = published - timedelta(days=7 if shift == "past" and back == 0 else back)
    start = end - timedelta(days=(end.weekday() - weekdays[0]) % 7)
    return start, end


def mismatch_note(stated: int, day: date) -> str:
    """What to say of a weekday that is not its date's: "Thursday 5 May 2017 was a Friday"."""
    return f"{WEEKDAYS[stated]} {day.day} {MONTHS[day.month - 1]} {day.year} was a {WEEKDAYS[day.weekday()]}"
