"""Readers of calendar pieces: days, months in all traditions, years, seasons, and «الشهر الماضي» and the like."""

import regex

from tawthiq.arabic.fold import fold_name
from tawthiq.arabic.numerals import read_number, read_ordinal
from tawthiq.mention.times_lexicon import Term
from tawthiq.mention.times_resolve import safe_date
from tawthiq.mention.times_scan import CLITICS, Piece, Scan

_DOTTED = regex.compile(r"(\d{1,4})\.(\d{1,2})\.(\d{1,4})")
_SEPARATORS = frozenset("/-–\\.")
_FRACTIONS = frozenset(map(fold_name, ("الأسبوع", "النصف", "الثلث", "الربع", "العشر", "القسم", "العقد", "الشطر")))
_DATED = frozenset(map(fold_name, ("بتاريخ", "تاريخ", "يوم", "ليوم", "الموافق")))
_TO = ("to", "opener")
_MONTH, _THE_MONTH = Term("unit", "month", 1), Term("unit", "month", 1, "definite")


def read_date(scan: Scan, at: int) -> Piece | None:
    """The calendar piece that begins at a word, or None."""
    word = scan.words[at]
    if word.sort == "number" or word.form in CLITICS:
        piece = _numeric(scan, at) or _day_of_month(scan, at) or _bare_year(scan, at) or _hijri_year(scan, at)
    elif scan.hit(at, "edge") and (edged := _edged(scan, at)):
        piece = edged
    else:
        piece = _day_of_month(scan, at) or _month(scan, at, at) or _unit(scan, at) or _season(scan, at)
    return None if piece and piece.year is None and _is_name(scan, at) else piece


def _is_name(scan: Scan, at: int) -> bool:
    """Whether a date is part of a name: «حي 17 تموز», «ثورة يوليو»."""
    if scan.digits(at - 1, 1, 31) and scan.joined(at):
        at -= 1
    return scan.joined(at) and scan.form(at - 1) in scan.lexicon.named


def _edged(scan: Scan, at: int) -> Piece | None:
    """«مطلع أيلول», «نهاية الشهر الماضي», «مطلع العام», «مطلع 2023»."""
    hit = scan.hit(at, "edge")
    if hit is None or not scan.joined(hit.end):
        return None
    after = hit.end
    piece = (
        _month(scan, at, after, True) or _unit(scan, after, True) or _edged_year(scan, after) or _season(scan, after)
    )
    if piece is not None:
        piece.first, piece.edge = at, hit.term.value
    return piece


def _edged_year(scan: Scan, at: int) -> Piece | None:
    year = scan.digits(at, 1900, 2100)
    return Piece("date", at, at + 1, year=year, unit="year") if year is not None else None


def _day_of_month(scan: Scan, at: int) -> Piece | None:
    """«4 و5 أيار», «الخامس من أيلول/سبتمبر 2017», «الرابع من الشهر الجاري», «5 الجاري»."""
    days, after = _days(scan, at)
    if not days or not scan.bridged(after):
        return None
    start = _after_of(scan, after)
    piece = _month(scan, at, start, True)
    if piece is None:
        this = scan.hit(start, "this")
        unit = scan.hit(start, "unit")
        shift = scan.hit(start, "shift")
        if this and this.term.value == "month":
            piece = Piece("date", at, this.end, shift="current")
        elif unit and unit.term == _THE_MONTH:
            shift = scan.hit(unit.end, "shift")
            piece = Piece("date", at, shift.end, shift=shift.term.value) if shift else None
        elif shift and shift.term.value == "current" and not shift.clitic:
            piece = Piece("date", at, shift.end, shift="current")
    if piece is None:
        return None
    piece.first, piece.unit, piece.days = at, "day", tuple(days)
    return _with_tail(scan, piece)


def _after_of(scan: Scan, at: int) -> int:
    """Past «من», «من شهر» or «شهر» between a day and its month."""
    link = scan.hit(at, "from")
    return link.end if link and link.end < scan.size and scan.joined(link.end) else at


def _days(scan: Scan, at: int) -> tuple[list[int], int]:
    first = _one_day(scan, at)
    if first is None or (scan.form(at - 1) in _FRACTIONS and scan.words[at].sort == "word"):
        return [], at
    days, end = [first[0]], first[1]
    while (following := _next_day(scan, end)) and following[0] > days[-1] - 28:
        days.append(following[0])
        end = following[1]
    return days, end


def _next_day(scan: Scan, at: int) -> tuple[int, int] | None:
    if not scan.bridged(at):
        return None
    to = scan.hit(at, *_TO)
    if to and (to.term.sort == "to" or to.term.value == "until"):
        return _one_day(scan, to.end)
    conjoined = scan.words[at].form.startswith("و")
    if conjoined or (scan.mark(at) in ("-", "–", "—", "،") and scan.words[at].sort == "number"):
        return _one_day(scan, at)
    return None


def _one_day(scan: Scan, at: int) -> tuple[int, int] | None:
    if at >= scan.size:
        return None
    word = scan.words[at]
    if word.form in CLITICS and at + 1 < scan.size and scan.words[at + 1].gap in ("", " "):
        at += 1
        word = scan.words[at]
    if word.sort == "number":
        day = scan.digits(at, 1, 31)
        return (day, at + 1) if day else None
    ordinal = read_ordinal(scan.words, at)
    if ordinal and ordinal.value <= 31 and not scan.words[ordinal.end - 1].form.endswith(("ه", "الاولي")):
        return ordinal.value, ordinal.end
    return None


def _month(scan: Scan, first: int, at: int, supported: bool = False) -> Piece | None:
    """A month by name, its doubles, year and modifier; `supported` says that a day or edge stands before it."""
    unit = scan.hit(at, "unit")
    if unit and unit.term == _MONTH:
        at, supported = unit.end, True
    hit = scan.hit(at, "month", "hijri")
    if hit is None:
        return None
    slot, number, end = hit.term.sort, hit.term.number, hit.end
    end, clash = _past_doubles(scan, slot, number, end)
    doubled = end > hit.end
    piece = Piece("hijri" if slot == "hijri" else "date", first, end, month=number, unit="month", clash=clash)
    if hit.term.shape == "latin" or first == at:
        piece = _day_after(scan, piece) or piece
    piece = _with_tail(scan, piece)
    strong = slot == "month" and (not hit.term.shape or (hit.term.shape == "preposition" and _prepositioned(scan, at)))
    settled = piece.year is not None or piece.shift or piece.year_shift or piece.days
    return piece if strong or doubled or supported or settled else None


def _past_doubles(scan: Scan, slot: str, number: int, end: int) -> tuple[int, bool]:
    """Past other names of the month: «أيلول/سبتمبر», «أيار (مايو - ماي)»; and whether one is another month's name."""
    clash = False
    while scan.bridged(end) and "،" not in scan.words[end].gap:
        double = scan.hit(end, slot)
        if double is None or double.clitic:
            break
        other = double.term.number != number
        if other and scan.words[end].gap.strip() != "/":
            break
        clash, end = clash or other, double.end
    return end, clash


def _prepositioned(scan: Scan, at: int) -> bool:
    before = scan.ending(at, "link", "opener", "between", "to")
    return before is not None


def _day_after(scan: Scan, piece: Piece) -> Piece | None:
    """«يونيو 26, 2025», "Nov 27, 2024": a day after its month only where a year follows."""
    day = scan.digits(piece.end, 1, 31)
    year = scan.digits(piece.end + 1, 1900, 2100)
    if day is None or year is None or not (scan.joined(piece.end) and scan.bridged(piece.end + 1)):
        return None
    piece.days, piece.year, piece.unit, piece.end = (day,), year, "day", piece.end + 2
    return piece


def _with_tail(scan: Scan, piece: Piece) -> Piece:
    """Add the modifier and year after a month: «الماضي», «2017», «من العام نفسه», «عام ألفين وسبعة عشر», «1438 هـ»."""
    shift = scan.hit(piece.end, "shift")
    if shift and not shift.clitic and not piece.shift and scan.joined(piece.end):
        piece.shift, piece.end = shift.term.value, shift.end
    if piece.year is None and scan.bridged(piece.end):
        _add_year(scan, piece)
    mark = scan.hit(piece.end, "gregorian_mark", "hijri_mark")
    if mark and piece.year is not None and scan.joined(piece.end):
        piece.end = mark.end
    return piece


def _add_year(scan: Scan, piece: Piece) -> None:
    at = piece.end
    low, high = (1300, 1500) if piece.slot == "hijri" else (1900, 2100)
    year = scan.digits(at, low, high)
    if year is not None and not _counts(scan, at, bool(piece.days)):
        piece.year, piece.end = year, at + 1
        return
    at = _after_of(scan, at)
    unit = scan.hit(at, "unit")
    if unit is None or unit.term.value != "year" or unit.term.number != 1 or not scan.joined(unit.end):
        return
    number = read_number(scan.words, unit.end)
    shift = scan.hit(unit.end, "shift")
    if number and low <= number.value <= high:
        piece.year, piece.end = number.value, number.end
    elif shift and unit.term.shape == "definite":
        piece.year_shift, piece.end = shift.term.value, shift.end


def _counts(scan: Scan, at: int, dated: bool) -> bool:
    """Whether a four-digit number after a month and a comma rather counts the noun after it."""
    after = scan.words[at + 1] if at + 1 < scan.size else None
    return not dated and scan.mark(at) in ("،", ",") and after is not None and after.gap == " " and after.sort == "word"


def _unit(scan: Scan, at: int, edged: bool = False) -> Piece | None:
    """«الشهر الماضي», «هذا العام», «الأسبوع المقبل», «عام 2015», «بين عامي 2014 و2016»."""
    this = scan.hit(at, "this")
    if this:
        return Piece("date", at, this.end, shift="current", unit=this.term.value)
    hit = scan.hit(at, "unit")
    if hit is None or hit.term.value not in ("week", "month", "year"):
        return None
    unit = hit.term.value
    if unit == "year" and (found := _stated_year(scan, at, hit.end, hit.term.number)):
        return found
    if hit.term.number != 1 or hit.term.shape != "definite":
        return None
    shift = scan.hit(hit.end, "shift") if scan.joined(hit.end) else None
    if shift and not shift.clitic:
        piece = Piece("date", at, shift.end, shift=shift.term.value, unit=unit)
        year = scan.digits(shift.end, 1900, 2100) if unit == "year" and scan.joined(shift.end) else None
        if year is not None:
            piece.year, piece.end = year, shift.end + 1
        return piece
    return Piece("date", at, hit.end, shift="current", unit=unit) if edged and unit != "week" else None


def _stated_year(scan: Scan, at: int, after: int, number: int) -> Piece | None:
    """The year, or two years, after «عام»."""
    if not scan.joined(after) or number == 0:
        return None
    year = read_number(scan.words, after)
    if year is None:
        return None
    if 1300 <= year.value <= 1500 and scan.hit(year.end, "hijri_mark"):
        return Piece("hijri", at, year.end + 1, year=year.value, unit="year")
    if not 1900 <= year.value <= 2100 or (number == 2 and scan.words[after].sort != "number"):
        return None
    piece = Piece("date", at, year.end, year=year.value, unit="year")
    if number == 2:
        last = read_number(scan.words, year.end) if year.end < scan.size else None
        if last is None or not year.value < last.value <= 2100:
            return None
        piece.last_year, piece.end = last.value, last.end
    mark = scan.hit(piece.end, "gregorian_mark") if scan.joined(piece.end) else None
    piece.end = mark.end if mark else piece.end
    return piece


def _bare_year(scan: Scan, at: int) -> Piece | None:
    """«منذ 2012», «في 2016», «بين 2014 و2016»."""
    year = scan.digits(at, 1940, 2050)
    if year is None:
        return None
    before = scan.ending(at, "opener", "link", "between")
    if before is None or before[1].term.value in ("lasting", "within") or not _introduces_year(scan, before[0], at):
        return None
    after = at + 2 if scan.form(at + 1) == "و" else at + 1
    last = scan.digits(after, year + 1, 2050)
    if before[1].term.sort == "between":
        return Piece("date", at, after + 1, year=year, last_year=last, unit="year") if last else None
    return Piece("date", at, at + 1, year=year, unit="year")


def _introduces_year(scan: Scan, first: int, at: int) -> bool:
    if scan.hit(first, "between"):
        return True
    following = scan.words[at + 1] if at + 1 < scan.size else None
    counted = following is not None and following.gap == " " and scan.hit(at + 1, "unit")
    return not counted and bool(scan.hit(first, "opener") or scan.form(first).endswith("في"))


def _hijri_year(scan: Scan, at: int) -> Piece | None:
    year = scan.digits(at, 1300, 1500)
    mark = scan.hit(at + 1, "hijri_mark") if year and scan.joined(at + 1) else None
    return Piece("hijri", at, mark.end, year=year, unit="year") if mark else None


def _season(scan: Scan, at: int) -> Piece | None:
    """«صيف عام 2016», «الصيف الماضي»: only with a year or a modifier."""
    hit = scan.hit(at, "season")
    if hit is None or not scan.joined(hit.end):
        return None
    piece = _with_tail(scan, Piece("date", at, hit.end, season=hit.term.value, unit="season"))
    return piece if piece.year is not None or piece.shift or piece.year_shift else None


def _numeric(scan: Scan, at: int) -> Piece | None:
    """4/5/2017, 2017-05-04, 04.05.2017; day first, unless the second number can only be a day."""
    if scan.words[at].sort != "number":
        return None
    dotted = _DOTTED.fullmatch(scan.words[at].form)
    if dotted:
        return _from_numbers(at, at + 1, int(dotted[1]), int(dotted[2]), int(dotted[3]))
    second = _separated(scan, at + 1)
    if not second or not scan.words[at].form.isdigit():
        return None
    third = _separated(scan, at + 2)
    if third == second and scan.words[at + 2].form.isdigit() and scan.words[at + 1].form.isdigit():
        numbers = [int(scan.words[at + n].form) for n in range(3)]
        return _from_numbers(at, at + 3, numbers[0], numbers[1], numbers[2], second == "/")
    day, month = scan.digits(at, 1, 31), scan.digits(at + 1, 1, 12)
    if second == "/" and day and month and scan.form(at - 1) in _DATED:
        return Piece("date", at, at + 2, days=(day,), month=month, numeric=True)
    return None


def _separated(scan: Scan, at: int) -> str:
    if at >= scan.size or scan.words[at].sort != "number":
        return ""
    gap = scan.words[at].gap.strip()
    return gap if gap in _SEPARATORS else ""


def _from_numbers(at: int, end: int, first: int, second: int, third: int, short: bool = False) -> Piece | None:
    if first > 31:
        year, month, day = first, second, third
    else:
        day, month, year = first, second, third
    if short and year < 50:
        year += 2000
    if month > 12 >= day:
        day, month = month, day
    if not 1900 <= year <= 2100 or safe_date(year, month, day) is None:
        return None
    return Piece("date", at, end, days=(day,), month=month, year=year, numeric=True)
