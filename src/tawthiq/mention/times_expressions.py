"""From pieces to one expression: «مساء يوم الأحد 3 أيلول/سبتمبر» is one time, read and resolved here."""

from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from tawthiq.mention.times_calendar import read_date
from tawthiq.mention.times_days import (
    hour_of_day,
    read_anaphor,
    read_clock,
    read_day,
    read_nth,
    read_part,
    read_weekday,
)
from tawthiq.mention.times_resolve import Context, Interval, mismatch_note, resolve_date, resolve_weekdays
from tawthiq.mention.times_scan import Piece, Scan, TimeMention

_ANCHORED = frozenset(("weekday", "day", "date", "hijri", "anaphor"))
_STEPS = {"following_day": 1, "previous_day": -1}
_RULES = {"week": "time.relative_week", "month": "time.month", "season": "time.season", "year": "time.year"}


class Draft(Struct):
    """The pieces of one expression by slot, over `words[first:end]`."""

    first: int
    end: int
    pieces: dict[str, Piece]

    @property
    def date(self) -> Piece | None:
        """The calendar piece: the Gregorian one where both calendars are given."""
        return self.pieces.get("date") or self.pieces.get("hijri")

    @property
    def ahead(self) -> bool:
        """Whether the words say that the time lies ahead («المقبل», «غدا»)."""
        day = self.pieces.get("day")
        shifted = any(piece.shift == "next" or piece.year_shift == "next" for piece in self.pieces.values())
        edged = any(piece.edge and piece.shift == "current" for piece in self.pieces.values())
        return shifted or edged or (day is not None and (day.offset or 0) > 0)

    @property
    def anchored(self) -> bool:
        """Whether some piece says which day, month or year it is."""
        return not _ANCHORED.isdisjoint(self.pieces)


def read_draft(scan: Scan, at: int) -> Draft | None:
    """The longest run of pieces from a word on that make one expression; no slot is filled twice."""
    pieces: dict[str, Piece] = {}
    piece = _read_piece(scan, at, pieces)
    while piece is not None:
        pieces[piece.slot] = piece
        end = piece.end
        piece = _read_next(scan, end, pieces)
    return Draft(at, end, pieces) if pieces else None


def _read_next(scan: Scan, at: int, pieces: dict[str, Piece]) -> Piece | None:
    if not scan.bridged(at) or "nth" in pieces:
        return None
    if scan.form(at) == "و" or any(hit.clitic.startswith(("و", "ف")) for hit in scan.hits(at)):
        return None
    piece = _read_piece(scan, at, pieces)
    start = at
    while piece is None and start < at + 2 and (link := scan.hit(start, "link")) and scan.joined(link.end):
        start = link.end
        piece = _read_piece(scan, start, pieces)
    if piece is None or ("،" in scan.words[at].gap and piece.slot not in ("weekday", "date", "hijri", "clock")):
        return None
    return piece


def _read_piece(scan: Scan, at: int, pieces: dict[str, Piece]) -> Piece | None:
    if at not in scan.openings:
        return None
    leading = not pieces
    if leading and (nth := read_nth(scan, at)):
        return nth
    if "part" not in pieces and (part := read_part(scan, at, _anchored_at, leading)):
        return part
    if "clock" not in pieces and (clock := read_clock(scan, at, leading)):
        return clock
    return None if "anaphor" in pieces else _read_anchor(scan, at, pieces)


def _read_anchor(scan: Scan, at: int, pieces: dict[str, Piece]) -> Piece | None:
    if _ANCHORED.isdisjoint(pieces) and (anaphor := read_anaphor(scan, at)):
        return anaphor
    if not pieces.keys() & {"day", "date"} and (day := read_day(scan, at)):
        return day
    if "weekday" not in pieces and (weekday := read_weekday(scan, at)):
        return weekday
    piece = read_date(scan, at)
    return piece if piece and _fits(piece, pieces) else None


def _fits(piece: Piece, pieces: dict[str, Piece]) -> bool:
    """Whether a calendar piece goes with what was read: a day beside a weekday, a week after it, no second date."""
    if piece.slot in pieces:
        return False
    if piece.slot == "hijri" or "hijri" in pieces:
        return True
    if not pieces:
        return True
    if piece.unit == "week":
        return "weekday" in pieces
    return bool(piece.days) or "clock" not in pieces


def _anchored_at(scan: Scan, at: int) -> bool:
    """Whether a day follows a part of the day in construct."""
    for start in (at, at + 1 if scan.hit(at, "from", "link") else at):
        if start >= scan.size:
            return False
        if read_anaphor(scan, start) or read_day(scan, start) or read_weekday(scan, start):
            return True
        piece = read_date(scan, start)
        if piece and piece.days:
            return True
    return False


def resolve_draft(draft: Draft, context: Context, scan: Scan) -> TimeMention:
    """The mention that a draft means, with its weekday checked against its date."""
    pieces = draft.pieces
    interval, rule, note = _day_of(draft, context)
    part_piece, clock_piece, day_piece = pieces.get("part"), pieces.get("clock"), pieces.get("day")
    part = part_piece.part if part_piece else (day_piece.part if day_piece else None)
    clock = hour_of_day(clock_piece.clock, part, clock_piece.exact) if clock_piece and clock_piece.clock else None
    precision = interval.precision
    if precision == "day" and clock_piece:
        precision = "hour"
    elif precision == "day" and part:
        precision = "part_of_day"
    issues: tuple[str, ...] = ("weekday_mismatch",) if note else ()
    if draft.date and (draft.date.clash or (draft.date.year and draft.date.days and interval.start is None)):
        issues = (*issues, "ambiguous_date")
    published = context.published
    if interval.start and published and interval.start > published and not draft.ahead:
        issues = (*issues, "event_after_publication")
    nth = pieces["nth"].nth if "nth" in pieces else None
    end = _past_midnight(part_piece or day_piece, interval, published, scan) or interval.end
    mention = scan.mention(draft.first, draft.end, interval.start, end, precision, rule, nth)
    return replace(mention, part_of_day=part, clock=clock, issues=issues, note=note)


def _past_midnight(piece: Piece | None, interval: Interval, published: date | None, scan: Scan) -> date | None:
    """The day after, where a night runs on past midnight («بعد منتصف ليل أمس»)."""
    start = interval.start
    if piece is None or start is None or start != interval.end:
        return None
    later = (scan.form(piece.first).removeprefix("و"), scan.form(piece.first + 1)) == ("بعد", "منتصف")
    return start + timedelta(days=1) if later and (published is None or start < published) else None


def _day_of(draft: Draft, context: Context) -> tuple[Interval, str, str]:
    """The interval, the rule that read it, and the note of a weekday that does not fit."""
    pieces, published = draft.pieces, context.published
    weekdays = pieces["weekday"].weekdays if "weekday" in pieces else ()
    if draft.date:
        interval = resolve_date(draft.date, context)
        if draft.date.slot == "hijri" and len(draft.date.days) == 1:
            interval = _settled(interval, weekdays)
        interval, note = _with_weekday(interval, weekdays)
        return interval, _date_rule(draft.date), note
    if "day" in pieces:
        day = published + timedelta(days=pieces["day"].offset or 0) if published else None
        interval, note = _with_weekday(Interval(day, day, "day"), weekdays)
        return _toward(interval, weekdays) if note else interval, "time.relative_day", note
    if weekdays:
        days = resolve_weekdays(weekdays, pieces["weekday"].shift, published)
        start, end = days or (None, None)
        return Interval(start, end, "day"), "time.weekday", ""
    if "nth" in pieces:
        first = published - timedelta(days=pieces["nth"].nth - 1) if published else None
        return Interval(first, published, "day"), "time.nth_day", ""
    if "anaphor" in pieces:
        anaphor = pieces["anaphor"].anaphor
        told = context.told + timedelta(days=_STEPS.get(anaphor or "", 0)) if context.told else None
        return Interval(told, told, "day"), f"time.{anaphor}", ""
    return Interval(None, None, "day"), "time.clock" if "clock" in pieces else "time.part_of_day", ""


def _date_rule(piece: Piece) -> str:
    if piece.slot == "hijri":
        return "time.hijri"
    if piece.numeric:
        return "time.numeric_date"
    if len(piece.days) > 1 or piece.last_year:
        return "time.range"
    return _RULES.get(piece.unit, "time.calendar_date")


def _with_weekday(interval: Interval, weekdays: tuple[int, ...]) -> tuple[Interval, str]:
    """An interval and what its weekdays make of it: two nights of one date, a day of a week, or a mismatch."""
    start, end, precision = interval
    if not weekdays or start is None or end is None:
        return interval, ""
    if precision == "week":
        day = start + timedelta(days=(weekdays[0] - start.weekday()) % 7)
        return Interval(day, day + timedelta(days=len(weekdays) - 1), "day"), ""
    if precision != "day":
        return interval, ""
    if len(weekdays) == 2 and start == end:
        if start.weekday() == weekdays[0]:
            return Interval(start, start + timedelta(days=1), "day"), ""
        if start.weekday() == weekdays[1]:
            return Interval(start - timedelta(days=1), start, "day"), ""
    return interval, "" if start.weekday() == weekdays[0] else mismatch_note(weekdays[0], start)


def _settled(interval: Interval, weekdays: tuple[int, ...]) -> Interval:
    """The one day within a widened Hijri date that its weekday names."""
    if interval.start and weekdays:
        day = interval.start + timedelta(days=(weekdays[0] - interval.start.weekday()) % 7)
        if interval.end and day <= interval.end:
            return Interval(day, day, "day")
    return interval


def _toward(interval: Interval, weekdays: tuple[int, ...]) -> Interval:
    """«أمس الثلاثاء» a day off the publication date: the weekday is the surer word, where it is one day away."""
    for step in (-1, 1):
        day = interval.start + timedelta(days=step) if interval.start else None
        if day and day.weekday() == weekdays[0]:
            return Interval(day, day, "day")
    return interval


def follow(piece: Piece, last: date) -> None:
    """Give a date without a year the year of the range that ends on `last`, in place."""
    if piece.year is None and not piece.shift and not piece.year_shift and piece.month:
        later = (piece.month, piece.days[0] if piece.days else 1) > (last.month, last.day)
        piece.year = last.year - later
