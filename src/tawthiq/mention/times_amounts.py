"""Lengths of time: «منذ عامين وثمانية أشهر», «قبل يومين», «لمدة خمسة أيام», «خلال الساعات الـ24 الماضية»."""

from datetime import date, timedelta
from math import ceil

from msgspec.structs import replace

from tawthiq.arabic.numerals import read_number
from tawthiq.mention.times_calendar import read_date
from tawthiq.mention.times_days import read_weekday
from tawthiq.mention.times_resolve import Context, add_months, month_span
from tawthiq.mention.times_scan import Amount, Scan, TimeMention
from tawthiq.model import Precision

_LENGTHS = {
    "minute": (0, 1 / 60),
    "hour": (0, 1),
    "day": (0, 24),
    "week": (0, 168),
    "month": (1, 0),
    "year": (12, 0),
}
_LONGEST = 1800
"""Months in the longest length that a report tells of: a century and a half."""
_ORDER = tuple(_LENGTHS)
_PRECISIONS: dict[str, Precision] = {
    "minute": "day",
    "hour": "day",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}


def read_span(scan: Scan, at: int, context: Context) -> TimeMention | None:
    """The length of time that begins at a word, with the preposition or verb that says what it is."""
    opener = scan.hit(at, "opener")
    if opener is None:
        amount = read_amount(scan, at)
        return _window(scan, at, amount, context) if amount and amount.shift and amount.definite else None
    if not scan.joined(opener.end):
        return None
    amount = read_amount(scan, opener.end)
    part = scan.hit(opener.end, "part")
    if part and amount and part.end >= amount.end:
        return None
    if amount is None or opener.term.value == "until" or (amount.definite and not amount.shift and amount.vague):
        return None
    value = opener.term.value
    if value == "since":
        return _since(scan, at, amount, context)
    if value in ("before", "after"):
        return _apart(scan, at, amount, context, value)
    if amount.shift:
        return _window(scan, at, amount, context)
    precision = "hour" if amount.unit in ("hour", "minute") and not amount.days else _PRECISIONS[amount.unit]
    return scan.mention(at, amount.end, None, None, precision, "time.duration", amount.days)


def read_amount(scan: Scan, at: int) -> Amount | None:
    """A length of time: a number or dual with its unit, more units joined by «و», and a modifier."""
    start, latest = _past_approximations(scan, at)
    amount = _definite(scan, start) or _counted(scan, start)
    if amount is None:
        return None
    amount = _with_more(scan, amount)
    if amount.months + amount.hours / 730 > _LONGEST:
        return None
    end, shift = amount.end, "past" if latest else ""
    hit = scan.hit(end, "shift") if scan.joined(end) else None
    if hit and not hit.clitic and hit.term.value in ("past", "next"):
        shift, end = hit.term.value, hit.end
    return replace(amount, first=at, end=end, shift=shift, definite=amount.definite or bool(shift))


def _past_approximations(scan: Scan, at: int) -> tuple[int, bool]:
    latest = False
    while (hit := scan.hit(at, "approximately")) and scan.joined(hit.end):
        latest = latest or scan.form(at) == "اخر"
        at = hit.end
    return at, latest


def _definite(scan: Scan, at: int) -> Amount | None:
    """«الساعات الـ24», «الأيام الثلاثة», «اليومين», «الأيام»."""
    hit = scan.hit(at, "unit")
    if hit is None or hit.term.shape != "definite" or hit.term.number == 1:
        return None
    unit, count, end, vague = hit.term.value, hit.term.number, hit.end, hit.term.number == 0
    if vague and scan.joined(end):
        number = read_number(scan.words, end, definite=True)
        if number and (scan.form(end).startswith("ال") or scan.words[end].sort == "number"):
            count, end, vague = number.value, number.end, False
    months, hours = _LENGTHS[unit]
    return Amount(at, end, months * count, hours * count, unit, vague, True, "")


def _counted(scan: Scan, at: int) -> Amount | None:
    """«ثلاثة أيام», «48 ساعة», «يومين», «أسبوع», and the vague «أيام»."""
    if at >= scan.size:
        return None
    number = read_number(scan.words, at, definite=True)
    unit_at = number.end if number else at
    hit = scan.hit(unit_at, "unit")
    if hit is None or hit.term.shape or (number and (not scan.joined(unit_at) or hit.clitic)):
        return None
    unit, count, end, vague = hit.term.value, hit.term.number, hit.end, False
    if number:
        count = number.value
    elif count == 0:
        vague = True
    elif count == 1:
        if _names_date(scan, at):
            return None
        one = scan.form(end) in ("واحد", "واحده") and scan.joined(end)
        end += one
    months, hours = _LENGTHS[unit]
    return Amount(at, end, months * count, hours * count, unit, vague, False, "")


def _names_date(scan: Scan, at: int) -> bool:
    """Whether «يوم», «شهر» or «عام» begins a date: «يوم الخميس», «شهر أيلول», «عام 2015»."""
    part = scan.hit(at, "part", "day", "anaphor")
    return bool(part or read_weekday(scan, at) or read_date(scan, at) or _followed_by_date(scan, at + 1))


def _followed_by_date(scan: Scan, at: int) -> bool:
    return bool(scan.hit(at, "month", "hijri", "weekday") or (scan.joined(at) and scan.digits(at, 1, 2100)))


def _with_more(scan: Scan, amount: Amount) -> Amount:
    """Add «ونصف» and «وثمانية أشهر»."""
    months, hours = _LENGTHS[amount.unit]
    half = scan.hit(amount.end, "half")
    if half and scan.joined(amount.end):
        return replace(amount, end=half.end, months=amount.months + months / 2, hours=amount.hours + hours / 2)
    if not scan.joined(amount.end) or not scan.form(amount.end).startswith("و") or amount.vague:
        return amount
    more = _counted(scan, amount.end)
    if more is None or more.vague or _ORDER.index(more.unit) >= _ORDER.index(amount.unit):
        return amount
    total = replace(amount, end=more.end, months=amount.months + more.months, hours=amount.hours + more.hours)
    return _with_more(scan, replace(total, unit=more.unit))


def _since(scan: Scan, at: int, amount: Amount, context: Context) -> TimeMention:
    precision = _PRECISIONS[amount.unit]
    start = None
    if context.published and not (amount.vague and amount.unit not in ("hour", "minute")):
        start = _floor(_back(context.published, amount), amount.unit)
    return scan.mention(at, amount.end, start, None, precision, "time.since", amount.days)


def _apart(scan: Scan, at: int, amount: Amount, context: Context, side: str) -> TimeMention | None:
    """«قبل يومين» from publication; «بعد يومين» and «قبل يومين من …» are counted from another act."""
    if scan.form(at).endswith(("عقب", "بعيد", "قبيل")) or scan.form(at - 1).startswith(scan.form(at + 1)):
        return None  # «يوما بعد يوم»
    precision = _PRECISIONS[amount.unit]
    apart = side == "after" or scan.form(amount.end) == "من"
    if apart or context.published is None or (amount.vague and amount.unit not in ("hour", "minute")):
        rule = "time.after" if side == "after" else "time.relative_day"
        return scan.mention(at, amount.end, None, None, precision, rule)
    day = _back(context.published, amount)
    start, end = _floor(day, amount.unit), day
    if amount.unit in ("hour", "minute"):
        end = context.published
    elif amount.unit == "week":
        start = day  # told by the week, meant as the same weekday: a window would claim more than the words
    elif amount.unit == "month":
        end = month_span(day.year, day.month)[1]
    elif amount.unit == "year":
        end = date(day.year, 12, 31)
    return scan.mention(at, amount.end, start, end, precision, "time.relative_day")


def _window(scan: Scan, at: int, amount: Amount, context: Context) -> TimeMention:
    """«اليومين الماضيين»: up to publication; «الأيام المقبلة»: from it on. A vague length leaves its far end open."""
    precision = _PRECISIONS[amount.unit]
    published = context.published
    far: date | None = None
    if published is None:
        return scan.mention(at, amount.end, None, None, precision, "time.duration", amount.days)
    if not amount.vague or amount.unit in ("hour", "minute"):
        far = _back(published, amount) if amount.shift == "past" else _ahead(published, amount)
    start, end = (far, published) if amount.shift == "past" else (published, far)
    return scan.mention(at, amount.end, start, end, precision, "time.window", amount.days)


def _back(day: date, amount: Amount) -> date:
    whole, part = divmod(amount.months, 1)
    return add_months(day, -int(whole)) - timedelta(days=_days(amount.hours, amount.unit) + round(part * 30))


def _ahead(day: date, amount: Amount) -> date:
    whole, part = divmod(amount.months, 1)
    return add_months(day, int(whole)) + timedelta(days=_days(amount.hours, amount.unit) + round(part * 30))


def _days(hours: float, unit: str) -> int:
    return max(1, ceil(hours / 24)) if unit in ("hour", "minute") else round(hours / 24)


def _floor(day: date, unit: str) -> date:
    if unit == "year":
        return day.replace(month=1, day=1)
    return day.replace(day=1) if unit == "month" else day
