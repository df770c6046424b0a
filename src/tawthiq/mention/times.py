"""Times of a sentence: dates, weekdays, days told from publication, parts of the day, clocks, lengths and ranges.

Words and the publication date enter; `TimeMention`s leave, in order and apart. Pure: there is no clock, and a day that
neither the text nor the publication date gives stays None.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from tawthiq.arabic.words import Word
from tawthiq.mention.times_amounts import read_span
from tawthiq.mention.times_expressions import Draft, follow, read_draft, resolve_draft
from tawthiq.mention.times_lexicon import load_times
from tawthiq.mention.times_resolve import Context, resolve_weekdays
from tawthiq.mention.times_scan import Scan, TimeMention
from tawthiq.model import Precision

__all__ = ["TimeMention", "find_times", "last_told", "load_times"]

_SEPARATORS = frozenset("/-–:.")
_GRAINS: tuple[Precision, ...] = ("hour", "part_of_day", "day", "week", "month", "season", "year")
_DAYS = frozenset({"hour", "part_of_day", "day"})
_TODAY = frozenset({"اليوم", "ليوم"})
_DAY = timedelta(days=1)


def find_times(
    words: Sequence[Word], published: date | None, year_hint: int | None = None, told: date | None = None
) -> list[TimeMention]:
    """The time expressions of one sentence, in order; no two share a word.

    `year_hint` stands in for the year of dates without one where nothing says when the report was published; `told` is
    the day that the sentences before told last, for «اليوم التالي».
    """
    lexicon = load_times()
    if not _worth_reading(words, lexicon.anchors):
        return []
    scan = Scan(words, lexicon)
    context = Context(published, year_hint, told=told)
    found: list[TimeMention] = []
    free = 0
    for at in sorted(scan.starts):
        mention = _read_at(scan, at, context) if at >= free else None
        if mention:
            found.append(mention)
            free = mention.last + 1
            context = replace(context, told=last_told(found, told))
    return found


def last_told(times: Sequence[TimeMention], before: date | None = None) -> date | None:
    """The last day that times name; `before` where they name none."""
    days = (time.start for time in reversed(times) if time.start is not None and time.precision in _DAYS)
    return next(days, before)


def stated_today(words: Sequence[Word], times: Sequence[TimeMention]) -> TimeMention | None:
    """The full date that «اليوم» stands beside, among times read without a date of publication («اليوم 6 آب 2022»)."""
    for time in times:
        today = any(word.form in _TODAY for word in words[time.first : time.last + 1])
        if today and time.start is not None and time.start == time.end and not time.issues:
            return time
    return None


def _worth_reading(words: Sequence[Word], anchors: frozenset[str]) -> bool:
    """Whether a sentence holds a word of time or figures that may be a date."""
    for word in words:
        if word.sort == "word":
            if word.form in anchors:
                return True
        elif word.sort == "latin":
            if word.form.lower() in anchors:
                return True
        elif len(word.form) >= 4 or word.gap in _SEPARATORS:
            return True
    return False


def _read_at(scan: Scan, at: int, context: Context) -> TimeMention | None:
    hits = scan.hits(at)
    sorts = {hit.term.sort for hit in hits if hit.end == hits[0].end}
    if hits and not sorts & {"part", "day", "anaphor"}:
        if mention := read_span(scan, at, context):
            return mention
        if "opener" in sorts and (mention := _read_opened(scan, at, context)):
            return mention
        if sorts & {"between", "from"} and (mention := _read_between(scan, at, context)):
            return mention
    draft = read_draft(scan, at)
    if draft is None:
        return None
    mention = resolve_draft(draft, context, scan)
    return None if mention.precision == "day" and not draft.anchored and "nth" not in draft.pieces else mention


def _read_opened(scan: Scan, at: int, context: Context) -> TimeMention | None:
    """«منذ», «حتى», «قبل», «بعد» with the time after them."""
    opener = scan.hit(at, "opener")
    if opener is None or not scan.joined(opener.end):
        return None
    value = opener.term.value
    start = _past_link(scan, opener.end)
    draft = read_draft(scan, start)
    if draft is None or value not in ("since", "until", "before", "after"):
        return None
    if value == "since" and (mention := _range_to(scan, at, draft, context, ("until", "to"))):
        return mention
    mention = resolve_draft(draft, replace(context, ahead=value == "until"), scan)
    mention = replace(mention, first=at, span=(scan.words[at].start, mention.span[1]))
    if value == "since":
        begin = mention.start or (None if draft.anchored else context.published)
        if draft.date and draft.date.edge == "middle" and mention.start and mention.end:
            begin = mention.start + (mention.end - mention.start) // 2
        return replace(mention, start=begin, end=None, rule="time.since")
    if value == "until":
        return replace(mention, start=None, rule="time.until", issues=_until_issues(mention, draft, context))
    if not draft.anchored or draft.pieces.keys() & {"part", "clock"}:
        return None
    if value == "before":
        end = mention.start - _DAY if mention.start else None
        return replace(mention, start=None, end=end, rule="time.before", issues=())
    return replace(mention, start=mention.end + _DAY if mention.end else None, end=None, rule="time.after", issues=())


def _until_issues(mention: TimeMention, draft: Draft, context: Context) -> tuple[str, ...]:
    """An end stated for the day after publication is out of place; a later one is a deadline."""
    kept = tuple(issue for issue in mention.issues if issue != "event_after_publication")
    published = context.published
    late = published and mention.end and mention.end == published + _DAY and not draft.ahead
    return (*kept, "event_after_publication") if late else kept


def _past_link(scan: Scan, at: int) -> int:
    approximation = scan.hit(at, "approximately")
    return approximation.end if approximation else at


def _read_between(scan: Scan, at: int, context: Context) -> TimeMention | None:
    """«بين … و…», «من … إلى …»."""
    opener = scan.hit(at, "between", "from")
    if opener is None or not scan.joined(opener.end):
        return None
    draft = read_draft(scan, opener.end)
    if draft is None:
        return None
    if mention := _range_to(scan, at, draft, context, ("and",) if opener.term.sort == "between" else ("until", "to")):
        return mention
    if draft.date and (len(draft.date.days) > 1 or draft.date.last_year):
        mention = resolve_draft(draft, context, scan)
        return replace(mention, first=at, span=(scan.words[at].start, mention.span[1]), rule="time.range")
    return None


def _range_to(scan: Scan, at: int, first: Draft, context: Context, connectors: tuple[str, ...]) -> TimeMention | None:
    """The range from `first` to the expression that a connector joins to it."""
    start = _past_connector(scan, first.end, connectors)
    last = read_draft(scan, start) if start is not None else None
    if last is None or not last.anchored or not first.anchored:
        return None
    end = resolve_draft(last, context, scan)
    begin = _resolve_first(scan, first, end, context)
    if begin.start and end.end and begin.start > end.end:
        return None
    precision = max(begin.precision, end.precision, key=_GRAINS.index)
    mention = scan.mention(at, last.end, begin.start, end.end, precision, "time.range")
    issues = tuple(dict.fromkeys((*begin.issues, *end.issues)))
    return replace(mention, issues=issues, note=begin.note or end.note)


def _past_connector(scan: Scan, at: int, connectors: tuple[str, ...]) -> int | None:
    if not scan.bridged(at):
        return None
    if connectors == ("and",):
        return at if scan.form(at).startswith("و") else None
    hit = scan.hit(at, "opener", "to")
    if hit is None or not (hit.term.sort == "to" or hit.term.value == "until"):
        return None
    return hit.end if scan.joined(hit.end) else None


def _resolve_first(scan: Scan, first: Draft, end: TimeMention, context: Context) -> TimeMention:
    """The first end of a range, which takes its year or week from the last."""
    if first.date and end.end:
        follow(first.date, end.end)
    begin = resolve_draft(first, context, scan)
    weekday = first.pieces.get("weekday")
    if weekday and not first.date and "day" not in first.pieces and end.end:
        days = resolve_weekdays(weekday.weekdays, weekday.shift, end.end)
        begin = replace(begin, start=days[0] if days else None)
    return begin
