"""Readers of the day's pieces: weekdays, «أمس», parts of the day and the clock."""

from collections.abc import Callable

import regex

from tawthiq.arabic.fold import fold_name
from tawthiq.arabic.numerals import read_number, read_ordinal
from tawthiq.mention.times_lexicon import Term
from tawthiq.mention.times_scan import Piece, Scan

_NEGATIVE = frozenset(
    map(fold_name, ("نفسيهما", "نفسه", "نفسها", "أنفسهم", "عبوة", "عبوات", "سيارة", "حزام", "حزاميهما"))
)
_DAY_WORD = Term("unit", "day", 1)
_MINUTES = frozenset(map(fold_name, ("دقيقة", "دقائق")))
_DOTTED = regex.compile(r"(\d{1,2})\.([0-5]\d)")
_LATIN_HALVES = {"am": 0, "pm": 12, "a.m": 0, "p.m": 12}


def read_weekday(scan: Scan, at: int) -> Piece | None:
    """«يوم الثلاثاء», «الأربعاء - الخميس», «الجمعة الماضي»."""
    start = _past_day_word(scan, at)
    hit = scan.hit(start, "weekday")
    if hit is None or (scan.form(at - 1) in scan.lexicon.named and scan.joined(at)):
        return None
    days, end = [hit.term.number], hit.end
    second = _second_weekday(scan, end, days[0])
    if second:
        days.append(second[0])
        end = second[1]
    piece = Piece("weekday", at, end, weekdays=tuple(days))
    shift = scan.hit(end, "shift") if scan.joined(end) else None
    if shift and not shift.clitic and shift.term.value in ("past", "next", "current"):
        piece.shift, piece.end = shift.term.value, shift.end
    return piece


def _second_weekday(scan: Scan, at: int, first: int) -> tuple[int, int] | None:
    """The second of two days in a row: «الأربعاء - الخميس», «الأربعاء الخميس», «الثلاثاء والأربعاء»."""
    if not scan.bridged(at) or "،" in scan.words[at].gap:
        return None
    start = _past_day_word(scan, at)
    hit = scan.hit(start, "weekday")
    if hit is None or hit.term.number != (first + 1) % 7 or hit.clitic not in ("", "و"):
        return None
    return hit.term.number, hit.end


def _past_day_word(scan: Scan, at: int) -> int:
    unit = scan.hit(at, "unit")
    if unit and unit.term == _DAY_WORD and scan.joined(unit.end):
        return unit.end
    return at


def read_day(scan: Scan, at: int) -> Piece | None:
    """«اليوم», «يوم أمس», «الليلة الماضية»; what only seems to be today is left."""
    hit = scan.hit(at, "day")
    if hit is None:
        return None
    after = scan.form(hit.end)
    if hit.term.number == 0 and not hit.term.shape and scan.joined(hit.end) and after in scan.lexicon.not_today:
        return None
    if hit.term.number == 0 and _is_title(scan, at):
        return None
    night = hit.term.shape == "night"
    return Piece("day", at, hit.end, offset=hit.term.number, night=night, part="night" if night else None)


def _is_title(scan: Scan, at: int) -> bool:
    """Whether «اليوم» ends a name: «روسيا اليوم», «قناة حلب اليوم»."""
    if not scan.joined(at):
        return False
    return scan.form(at - 1) in scan.lexicon.titles or (scan.joined(at - 1) and scan.form(at - 2) in scan.lexicon.media)


def read_nth(scan: Scan, at: int) -> Piece | None:
    """«لليوم الرابع على التوالي»: the fourth day in a row up to publication."""
    hit = scan.hit(at, "day")
    if hit is None or hit.term.number != 0 or not scan.joined(hit.end):
        return None
    ordinal = read_ordinal(scan.words, hit.end)
    row = scan.hit(ordinal.end, "in_a_row") if ordinal else None
    return Piece("nth", at, row.end, nth=ordinal.value) if ordinal and row else None


def read_anaphor(scan: Scan, at: int) -> Piece | None:
    """«اليوم التالي», «اليوم نفسه»: days that another sentence sets."""
    hit = scan.hit(at, "anaphor")
    return Piece("anaphor", at, hit.end, anaphor=hit.term.value) if hit else None


def read_part(scan: Scan, at: int, anchored: Callable[[Scan, int], bool], leading: bool) -> Piece | None:
    """A part of the day; in construct («فجر الأحد») only where `anchored` finds its day after it."""
    shapes = {hit.term.shape: hit for hit in scan.hits(at) if hit.term.sort == "part"}
    construct = shapes.get("construct")
    if construct and scan.joined(construct.end) and anchored(scan, construct.end) and not _is_verb(scan, at):
        return Piece("part", at, construct.end, part=construct.term.value, shape="construct")
    adverb = shapes.get("adverb")
    if adverb and not (leading and _doubtful(scan, at, adverb.end)):
        return Piece("part", at, adverb.end, part=adverb.term.value, shape="adverb")
    definite = shapes.get("definite")
    if definite and (not leading or scan.ending(at, "opener")):
        return Piece("part", at, definite.end, part=definite.term.value, shape="definite")
    return None


def _is_verb(scan: Scan, at: int) -> bool:
    """Whether «فجر» is written with its marks: «فجّر», he blew up."""
    word = scan.words[at]
    return word.form == "فجر" and word.end - word.start > len(word.form)


def _doubtful(scan: Scan, at: int, end: int) -> bool:
    return scan.form(at) in scan.lexicon.doubtful_parts and scan.form(end) in _NEGATIVE


def read_clock(scan: Scan, at: int, leading: bool) -> Piece | None:
    """«الساعة 14:30», «الساعة السابعة والنصف», «الثالثة فجرا», "2:00 PM"."""
    named = scan.hit(at, "clock")
    start = named.end if named else at
    if start >= scan.size or (named and not scan.joined(start)):
        return None
    if named and (dotted := _dotted_clock(scan, start)):
        dotted.first = at
        return dotted
    hour = _hour(scan, start)
    if hour is None:
        return None
    value, end = hour
    piece = Piece("clock", at, end, clock=(value, 0))
    timed = _with_minutes(scan, piece)
    if not named and not timed and not _part_follows(scan, piece.end):
        return None
    if not named and timed and scan.words[at].sort == "number" and leading and not _dated_clock(scan, piece):
        return None
    if scan.words[at].sort == "number" and not named and not timed:
        return None
    return _with_half(scan, piece)


def _hour(scan: Scan, at: int) -> tuple[int, int] | None:
    if scan.form(at) == "ال" and scan.joined(at + 1):
        at += 1
    word = scan.words[at]
    if word.sort == "number":
        hour = scan.digits(at, 0, 24) if len(word.form) <= 2 else None
        return (hour % 24, at + 1) if hour is not None else None
    if word.form in ("الواحده", "للواحده", "والواحده"):
        return 1, at + 1
    ordinal = read_ordinal(scan.words, at)
    if ordinal is None or ordinal.value > 12 or not scan.words[ordinal.end - 1].form.endswith(("ه", "عشر")):
        return None
    feminine = scan.words[at].form.endswith("ه")
    return (ordinal.value, ordinal.end) if feminine else None


def _dotted_clock(scan: Scan, at: int) -> Piece | None:
    """«الساعة 11.30»."""
    at += scan.form(at) == "ال"
    dotted = _DOTTED.fullmatch(scan.form(at))
    if dotted is None or int(dotted[1]) > 23:
        return None
    hour, minute = int(dotted[1]), int(dotted[2])
    return Piece("clock", at, at + 1, clock=(hour, minute), exact=hour > 12 or dotted[1].startswith("0"))


def _with_minutes(scan: Scan, piece: Piece) -> bool:
    """Add the minutes in place; whether they were digits after a colon."""
    end, (hour, _) = piece.end, piece.clock or (0, 0)
    if end < scan.size and scan.words[end].gap == ":" and len(scan.form(end)) == 2:
        minutes = scan.digits(end, 0, 59)
        if minutes is not None:
            piece.clock, piece.end = (hour, minutes), end + 1
            zero = scan.form(end - 1).startswith("0") and len(scan.form(end - 1)) == 2
            piece.exact = hour > 12 or hour == 0 or zero
            return True
    piece.exact = hour > 12 or (scan.words[end - 1].sort == "number" and hour == 0)
    hit = scan.hit(end, "minutes")
    if hit:
        total = hour * 60 + hit.term.number
        piece.clock, piece.end = (total // 60 % 24, total % 60), hit.end
    elif scan.form(end).startswith("و") and scan.joined(end):
        number = read_number(scan.words, end)
        if number and 0 < number.value < 60 and scan.form(number.end) in _MINUTES:
            piece.clock, piece.end = (hour, number.value), number.end + 1
    return False


def _part_follows(scan: Scan, at: int) -> bool:
    if not scan.joined(at):
        return False
    link = scan.hit(at, "from")
    part = scan.hit(link.end if link else at, "part")
    return part is not None and not part.clitic


def _dated_clock(scan: Scan, piece: Piece) -> bool:
    """Whether digits such as 14:30 that begin an expression are a time: only with a half of the day after them."""
    latin = scan.form(piece.end).lower() in _LATIN_HALVES
    return latin or _part_follows(scan, piece.end)


def _with_half(scan: Scan, piece: Piece) -> Piece:
    half = _LATIN_HALVES.get(scan.form(piece.end).lower()) if scan.joined(piece.end) else None
    if half is not None and piece.clock and 1 <= piece.clock[0] <= 12:
        piece.clock = (piece.clock[0] % 12 + half, piece.clock[1])
        piece.exact, piece.end = True, piece.end + 1
    return piece


def hour_of_day(clock: tuple[int, int], part: str | None, exact: bool) -> str | None:
    """The clock in 24 hours, or None where the half of the day is not known."""
    hour, minute = clock
    if exact:
        return f"{hour:02d}:{minute:02d}"
    if part in ("dawn", "morning"):
        hour %= 12
    elif part == "noon":
        hour = hour + 12 if hour < 6 else hour
    elif part in ("afternoon", "evening"):
        hour = hour % 12 + 12
    elif part == "night":
        hour = hour % 12 if hour == 12 or hour < 6 else hour + 12
    else:
        return None
    return f"{hour:02d}:{minute:02d}"
