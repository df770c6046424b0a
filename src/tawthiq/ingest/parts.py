"""The parts of a heading line: dates, places, outlets, roles, names, and what is none of these.

A line such as «العريش - وكالة كذا، 8 يوليو 2015» is cut at its separators; every part is told by its first words, by
the lists of outlets and by the marks around it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import regex

from tawthiq.ingest.dates import StatedDate, find_dates, find_partial
from tawthiq.ingest.lines import Line
from tawthiq.ingest.outlets import Outlets
from tawthiq.ingest.phrases import phrases, plain
from tawthiq.model import Span

PartKind = Literal[
    "listed",  # an outlet of the lexicon
    "domain",
    "handle",
    "media",  # named as an outlet: «وكالة كذا»
    "institution",
    "state",
    "role",  # «مراسلنا», «خاص»
    "place",
    "label",  # «بيان صحفي», «نشرة المساء»
    "author",
    "number",
    "alias",  # the short form in brackets after a name
    "other",
]
PlaceTest = Callable[[str], bool]

_CUT = regex.compile(
    r"\x01+|(?<=^[\p{L} ]{2,16})/(?=\p{L})"
    r"|\s+[-–—ـ]+\s*|[-–—]+\s+|\s*[|•·]+\s*|[،,:؛;]+\s*|\s*/\s+|\s+/\s*|[()«»\"“”\[\]*]+|^[\s#_>-]+|\s+$"
)
_TIME = regex.compile(r"(?<!\d)\d{1,2}[:.]\d{2}(?!\d)(?:\s*(?:ص|م|am|pm|AM|PM)(?!\w))?")
_GLUE = (
    r"(?<!\p{L})(?:نشرت?|تم النشر|تاريخ النشر|تاريخ|بتاريخ|التاريخ|ليوم|يوم|الموافق|ل|اخر تحديث|تم التحديث|تحديث|حدث"
    r"|الساعه|في|م|ه|ص|صباحا|مساء|عصرا|ظهرا|ليلا|فجرا|بتوقيت \w+|غرينتش|gmt|GMT"
    r"|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت|الاحد)(?!\w)"
)
_GLUE_BEFORE = regex.compile(rf"(?:{_GLUE}\W*)+$")
_GLUE_AFTER = regex.compile(rf"(?:\W*{_GLUE})+")
_DOMAIN = regex.compile(r"(?:https?://)?(?:www\.)?((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,6})(?![\w.])/?")
_HANDLE = regex.compile(r"(?:^|\s)@([A-Za-z0-9_]{3,20})$")
_BY = regex.compile(r"^(?:خاص|مراسل|مراسله|من مراسل|مندوب|موفد)\s+(?:ل|لـ)?(?P<rest>\S.*)$")
_LOOSE_BYLINE = regex.compile(r"^(?:تقرير|تحقيق|حوار|مراسله?|المحرر|اعداد|كتبه?|كتبت)$")
_NAME = regex.compile(r"^(?:[\p{L}'’.-]{2,}\s+){1,3}[\p{L}'’.-]{2,}$")
_NAME_WORDS, _LABEL_WORDS, _PLACE_WORDS = 8, 12, 4


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its span in the report, its folded words, what it is, whether in quotation marks or brackets."""

    span: Span
    plain: str
    kind: PartKind
    quoted: bool = False
    bracketed: bool = False

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.plain.count(" ") + 1


@dataclass(frozen=True, slots=True)
class Heading:
    """A line as parts and dates; `timed`: it has an hour, `partial`: it has a day and month without a year."""

    line: Line
    parts: tuple[Part, ...]
    dates: tuple[StatedDate, ...]
    timed: bool
    partial: bool = False

    def of(self, *kinds: PartKind) -> list[Part]:
        """The parts of some kinds."""
        return [part for part in self.parts if part.kind in kinds]

    def date_span(self, stated: StatedDate) -> Span:
        """Where a date of this line stands in the report."""
        start, end = self.line.folded.span(stated.start, stated.end)
        return self.line.start + start, self.line.start + end


def read_heading(line: Line, outlets: Outlets, is_place: PlaceTest) -> Heading:
    """Cut a short line into its parts."""
    dates = tuple(find_dates(line.folded.text))
    hours = [match.span() for match in _TIME.finditer(line.folded.text)]
    partial = [] if dates else find_partial(line.folded.text)
    masked = _masked(line, [*((stated.start, stated.end) for stated in dates), *hours, *partial])
    parts: list[Part] = []
    at = 0
    for cut in [*_CUT.finditer(masked), None]:
        start, end = at, cut.start() if cut else len(masked)
        at = cut.end() if cut else end
        bare = masked[start:end].strip()
        if not bare:
            continue
        start += masked[start:end].index(bare)
        parts.extend(_classify(line, start, bare, outlets, is_place))
    return Heading(line, tuple(_named_by(parts)), dates, bool(hours), bool(partial))


def _masked(line: Line, spans: list[Span]) -> str:
    """The line's text with folded spans of dates and hours, and the words that tie them in, blanked out."""
    if not spans:
        return line.text
    chars = list(line.text)
    for span in spans:
        start, end = line.folded.span(*_glued(line.folded.text, span))
        chars[start:end] = "\x01" * (end - start)
    return "".join(chars)


def _glued(text: str, span: Span) -> Span:
    before = _GLUE_BEFORE.search(text, 0, span[0])
    after = _GLUE_AFTER.match(text, span[1])
    return before.start() if before else span[0], after.end() if after else span[1]


def _classify(line: Line, start: int, bare: str, outlets: Outlets, is_place: PlaceTest) -> list[Part]:
    span = (line.start + start, line.start + start + len(bare))
    before, after = line.text[max(0, start - 1) : start], line.text[start + len(bare) : start + len(bare) + 1]
    domain = _DOMAIN.match(bare)
    if domain:
        return _after_domain(span, bare, domain)
    handle = _HANDLE.search(bare)
    if handle:
        return [Part(span, plain(bare), "handle")]
    words = plain(bare)
    if not words:
        return []
    kind = _kind(words, outlets, is_place)
    if kind == "author":
        span = (span[0] + bare.index(" ") + 1, span[1])
    return [Part(span, words, kind, before in set('«"“'), before == "(" and after == ")")]


def _after_domain(span: Span, bare: str, domain: regex.Match[str]) -> list[Part]:
    found = [Part((span[0], span[0] + domain.end()), domain.group(1).lower(), "domain")]
    rest = bare[domain.end() :].strip()
    if rest:
        start = span[0] + bare.index(rest, domain.end())
        found.append(Part((start, start + len(rest)), plain(rest), "author" if _NAME.match(rest) else "other"))
    return found


def _kind(words: str, outlets: Outlets, is_place: PlaceTest) -> PartKind:
    """What a part is by its words; the first that holds of an ordered list."""
    lists = phrases()
    name = words.count(" ") < _NAME_WORDS and lists.verbs.isdisjoint(words.split())
    tests: tuple[tuple[PartKind, bool], ...] = (
        ("number", words.replace(" ", "").isdigit()),
        ("state", words in lists.states),
        ("role", words in lists.roles or bool(_LOOSE_BYLINE.match(words))),
        ("label", bool(lists.labels.match(words)) and words.count(" ") < _LABEL_WORDS),
        ("listed", outlets.named(words) is not None),
        ("place", words in lists.datelines or is_place(words)),
        ("media", name and " " in words and bool(lists.media.match(words))),
        ("author", name and bool(lists.bylines.match(words)) and bool(_NAME.match(words))),
        ("role", name and bool(_BY.match(words))),
        ("institution", name and bool(lists.institutions.match(words))),
        ("place", name and words.count(" ") < _PLACE_WORDS and bool(lists.place_heads.match(words))),
    )
    return next((kind for kind, holds in tests if holds), "other")


def _named_by(parts: list[Part]) -> list[Part]:
    """Tell by the part before: an author after a byline word («إعداد: …»), a short form in brackets after a name."""
    named = list(parts)
    for at, (part, follower) in enumerate(pairwise(parts)):
        near = follower.bracketed and follower.span[0] - part.span[1] <= 2
        if near and part.kind in {"media", "institution", "listed"} and follower.kind in {"other", "listed"}:
            named[at + 1] = replace(follower, kind="alias")
        elif near and part.kind == "place" and follower.kind == "other" and at and _NAME.match(follower.plain):
            named[at + 1] = replace(follower, kind="author")
        if _LOOSE_BYLINE.match(part.plain) and follower.kind == "other" and _NAME.match(follower.plain):
            named[at + 1] = replace(follower, kind="author")
    return named


def outlet_after_role(part: Part) -> str | None:
    """The plain outlet name inside a role («مراسل صدى الوادي»), if it has one."""
    match = _BY.match(part.plain)
    return match["rest"] if match and part.plain not in phrases().roles else None
