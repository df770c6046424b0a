"""Dates that stand as a date line writes them: day, month and year, in every month tradition, or in digits.

In comes a folded line, out come ISO dates with their place in it. Dates without a year, and all that needs a reading of
the sentence around it, are for `mention.times`.
"""

from calendar import day_name
from dataclasses import dataclass
from datetime import date

import regex
from hijridate import Hijri

from tawthiq.arabic.fold import fold, fold_name
from tawthiq.mention.times_lexicon import read_times
from tawthiq.model import Span

YEARS = range(1900, 2100)
"""Of other years no report is, whatever the metadata of a page say."""


def _numbered(*tables: dict[int, tuple[str, ...]]) -> dict[str, int]:
    return {fold_name(name): number for table in tables for number, names in table.items() for name in names}


_NAMES = read_times()
_MONTHS = _numbered(_NAMES.months, _NAMES.months_doubtful, _NAMES.months_latin)
_HIJRI_MONTHS = _numbered(_NAMES.months_hijri)
_WEEKDAYS = _numbered(_NAMES.weekdays)
_ALTERNATIVES = [sorted(names, key=len, reverse=True) for names in (_MONTHS, _HIJRI_MONTHS)]
_AR = "|".join(name.replace(" ", r"\s+") for name in _ALTERNATIVES[0] if not name.isascii())
_EN = "|".join(name for name in _ALTERNATIVES[0] if name.isascii())
_HJ = "|".join(name.replace(" ", r"\s+") for name in _ALTERNATIVES[1])
_DATE = regex.compile(
    rf"""(?P<weekday>\b(?:{"|".join(_WEEKDAYS)})\b)?[\s،,/-]*(?:الموافق\s+(?:ل\s*)?)?(?:
      (?<!\d)(?P<d1>\d{{1,2}})\s*(?:-\s*|/\s*|من\s+)?(?P<m1>{_AR})\b
        (?:\s*[/(\\-]+\s*(?:{_AR})\b(?:\s*[-/]\s*(?:{_AR})\b)*\s*\)?)*
        [\s،,./-]*(?:(?:عام|سنه)\s+)?(?P<y1>(?:19|20)\d\d)(?!\d)(?:\s?م\b)?
    | (?<!\d)(?P<d2>\d{{1,2}})\s*(?:-\s*|/\s*)?(?P<h2>{_HJ})\b[\s،,./-]*(?:عام\s+)?(?P<y2>1[345]\d\d)(?!\d)(?:\s?ه\b)?
    | (?<![\d/.-])(?P<y3>(?:19|20)\d\d)\s?(?P<s3>[-/.])\s?(?P<m3>\d{{1,2}})\s?(?P=s3)\s?(?P<d3>\d{{1,2}})(?!\d)
    | (?<![\d/.-])(?P<d4>\d{{1,2}})\s?(?P<s4>[-/.])\s?(?P<m4>\d{{1,2}})\s?(?P=s4)\s?
        (?P<y4>(?:19|20)\d\d)(?!\d)(?:\s?م\b)?
    | \b(?P<m5>(?i:{_EN}))\.?\s(?P<d5>\d{{1,2}}),?\s(?P<y5>(?:19|20)\d\d)
    | (?<!\d)(?P<d6>\d{{1,2}})\s(?P<m6>(?i:{_EN}))\.?,?\s(?P<y6>(?:19|20)\d\d)
    | \b(?P<m7>{_AR})\s(?P<d7>\d{{1,2}})\s?[،,]\s?(?P<y7>(?:19|20)\d\d)(?!\d)
    )""",
    regex.VERBOSE,
)
_PARTIAL = regex.compile(rf"(?<!\d)\d{{1,2}}\s*(?:{_AR})\b(?:\s*[/(-]\s*(?:{_AR})\b\)?)*")
_DIGIT = regex.compile(r"\d")


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date in a folded line: ISO, its place there, the weekday beside it (in English) if it does not fit."""

    iso: str
    start: int
    end: int
    wrong_weekday: str | None = None
    hijri: bool = False


def find_dates(folded: str) -> list[StatedDate]:
    """The full dates of a folded line, Gregorian ones first.

    >>> [found.iso for found in find_dates("الثلاثاء 18 جمادي الاخره 1439ه الموافق ل 6 اذار (مارس) 2018")]
    ['2018-03-06', '2018-03-06']
    """
    if not _DIGIT.search(folded):
        return []
    found = [stated for match in _DATE.finditer(folded) if (stated := _stated(match))]
    return sorted(found, key=lambda stated: stated.hijri)


def find_partial(folded: str) -> list[Span]:
    """The days with a month and no year in a folded line."""
    return [match.span() for match in _PARTIAL.finditer(folded)] if _DIGIT.search(folded) else []


def valid_iso(text: str) -> str | None:
    """The ISO date that a metadata value starts with or writes in another full form; None where it writes none."""
    try:
        stated = date.fromisoformat(text.strip()[:10])
    except ValueError:
        found = find_dates(fold(text[:100]).text)
        return found[0].iso if found else None
    return stated.isoformat() if stated.year in YEARS else None


def _stated(match: regex.Match[str]) -> StatedDate | None:
    day = _day(match)
    if day is None:
        return None
    start = next(match.start(name) for name in ("d1", "d2", "y3", "d4", "m5", "d6", "m7") if match[name])
    weekday = match["weekday"]
    named = _WEEKDAYS[weekday] if weekday else day.weekday()
    wrong = day_name[named] if named != day.weekday() else None
    hijri = match["h2"] is not None
    return StatedDate(
        day.isoformat(), match.start() if weekday else start, match.end(), None if hijri else wrong, hijri
    )


def _day(match: regex.Match[str]) -> date | None:
    group = match.groupdict()
    try:
        if group["h2"]:
            return Hijri(
                int(group["y2"]), _HIJRI_MONTHS[" ".join(group["h2"].split())], int(group["d2"])
            ).to_gregorian()
        for number in "1567":
            if month := group.get(f"m{number}"):
                name = " ".join(month.split()).lower()
                return date(int(group[f"y{number}"]), _MONTHS[name], int(group[f"d{number}"]))
        for number in "34":
            if group[f"m{number}"]:
                return date(int(group[f"y{number}"]), int(group[f"m{number}"]), int(group[f"d{number}"]))
    except (ValueError, OverflowError):
        return None
    return None
