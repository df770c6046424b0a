"""The lines above a report's body, and the few below it that say as much: title, outlet, author, date.

In come the lines, in order; out comes what they state, with the spans that are not to be read for claims.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import regex

from tawthiq.ingest.lines import Line
from tawthiq.ingest.outlets import Outlets
from tawthiq.ingest.parts import Heading, Part, PlaceTest, outlet_after_role, read_heading
from tawthiq.ingest.phrases import phrases
from tawthiq.model import Issue, Named, Published, Quote, Span

MAX_HEADING_LINES = 10
"""No report has more lines than this above its body."""
MAX_DATELINE = 130
"""How far into a paragraph a dateline may reach, in characters."""

_DATELINE_END = regex.compile(r"\s[-–—ـ]+\s?|[-–—]\s|\)\s?[-–—:]\s?|/\s?(?=\p{L})|:\s")
_ISSUED_BY = regex.compile(r"\b(?:صادر|صادرة|صدر|صدرت)\s+عن\s+(?P<name>[^،,.:()\d]{4,60})")
_NAME_LINE = regex.compile(r"[\w\s.«»\"'’“”()&-]+")
_PAGE = regex.compile(r"(?:صفحة|حساب|مدونة|كروب|مجموعة فيسبوك)\s+")
_RANKS = {"listed": 5.0, "domain": 5.0, "handle": 5.0, "media": 4.0, "institution": 2.0, "state": 0.5}


@dataclass(slots=True)
class Stated:
    """What headings state so far."""

    text: str
    title: Span | None = None
    label: Span | None = None
    outlet: Span | None = None
    outlet_rank: float = 0.0
    author: Span | None = None
    published: Published | None = None
    boilerplate: list[Span] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def named(self, span: Span | None) -> Named | None:
        """A span as an outlet or author."""
        if span is None:
            return None
        text = self.text[span[0] : span[1]]
        return Named(text, text, span)

    def quote(self, span: Span | None) -> Quote | None:
        """A span as a quotation of the text."""
        return Quote(self.text[span[0] : span[1]], span) if span else None

    def take(self, heading: Heading) -> None:
        """Take the outlet, author and date that a line of source and date states."""
        self.take_date(heading)
        for part, rank in _outlets(heading):
            if rank > self.outlet_rank:
                self.outlet, self.outlet_rank = _whole_name(self.text, part, heading), rank
        for part in heading.of("author"):
            self.author = self.author or part.span

    def take_date(self, heading: Heading) -> None:
        """Take the first date of a line, and say so where its weekday does not fit."""
        if self.published or not heading.dates:
            return
        stated = heading.dates[0]
        start, end = heading.date_span(stated)
        text = self.text[start:end]
        self.published = Published(stated.iso, "stated", text, (start, end))
        if stated.wrong_weekday:
            message = f"the publication date {stated.iso} is given as a {stated.wrong_weekday}, which it was not"
            self.issues.append(Issue("weekday_mismatch", message, text, (start, end)))


def read_top(
    text: str, lines: Sequence[Line], outlets: Outlets, is_place: PlaceTest, skip: set[int]
) -> tuple[Stated, int]:
    """What the lines above the body state, and the index of the body's first line. `skip` are lines not to be read."""
    stated = Stated(text)
    candidates: list[Line] = []
    body = len(lines)
    for at, line in enumerate(lines):
        if at in skip:
            continue
        opens = not candidates and not stated.boilerplate and line.opens_with_sign
        if (line.running and not opens) or at >= MAX_HEADING_LINES + len(skip):
            body = at
            break
        _take_line(stated, line, read_heading(line, outlets, is_place), candidates)
    if body < len(lines):
        _take_dateline(stated, lines[body], outlets, is_place)
        _choose_title(stated, candidates)
    elif len(candidates) > 1 and not stated.outlet_rank and _is_name(candidates[0]) and candidates[1].words > 5:
        stated.outlet, stated.outlet_rank = candidates[0].trimmed(), 1.0
        stated.boilerplate.append(candidates[0].span)
    return stated, body


def read_bottom(stated: Stated, lines: Iterable[Line], outlets: Outlets, is_place: PlaceTest) -> None:
    """Add what the lines below the body state: an outlet, author or date that stands alone."""
    for line in lines:
        if not line.short:
            continue
        heading = read_heading(line, outlets, is_place)
        if _is_source_line(heading) and not heading.of("label"):
            rank = stated.outlet_rank
            stated.take(heading)
            alone = len(heading.parts) == 1 and heading.parts[0].kind in {"institution", "place", "role"}
            if heading.dates or not alone or stated.outlet_rank > rank:
                stated.boilerplate.append(line.span)


def read_dates(stated: Stated, lines: Iterable[Line], outlets: Outlets, is_place: PlaceTest) -> None:
    """Take the date of a line that is nothing but a date line, below a first caption or summary."""
    for line in lines:
        if line.running or not line.short:
            continue
        heading = read_heading(line, outlets, is_place)
        if heading.dates and not stated.published and not heading.of("other", "label"):
            stated.take(heading)
            stated.boilerplate.append(line.span)


def _take_line(stated: Stated, line: Line, heading: Heading, candidates: list[Line]) -> None:
    if _is_source_line(heading):
        stated.take(heading)
        labels = heading.of("label")
        issuer = _ISSUED_BY.search(line.text)
        if issuer and stated.outlet_rank < 3:
            start = line.start + issuer.start("name")
            stated.outlet, stated.outlet_rank = (start, start + len(issuer["name"].rstrip())), 3.0
        if labels:
            span = _label_span(heading)
            stated.label = stated.label or span
            stated.boilerplate.extend(_around(line.span, span))
        else:
            stated.boilerplate.append(line.span)
    else:
        candidates.append(line)


def _is_source_line(heading: Heading) -> bool:
    """Whether a line holds nothing but date, source, place and role."""
    others = heading.of("other")
    words = sum(part.words for part in others)
    if not heading.parts:
        return bool(heading.dates) or heading.timed or heading.partial
    if not others:
        return True
    if any(part.words > 4 or not phrases().verbs.isdisjoint(part.plain.split()) for part in others):
        return False
    if heading.dates or heading.partial:
        return words <= 6 if heading.dates else words <= 3
    strong = heading.of("media", "listed", "domain", "handle", "role", "author")
    if strong and not heading.of("label"):
        return words <= (4 if heading.parts[0].kind != "other" or len(heading.parts) > 2 else 3)
    return len(heading.parts) == 2 and words <= 5 and _dateline_shape(heading)


def _dateline_shape(heading: Heading) -> bool:
    """«place - name», with both short and one quoted or both no more than three words."""
    first, second = heading.parts
    if first.quoted or second.quoted:
        return "place" in {first.kind, second.kind}
    between = heading.line.text[first.span[1] - heading.line.start : second.span[0] - heading.line.start]
    return first.words <= 3 and second.words <= 3 and between.strip() in {"-", "–", "—", "ـ", "/"}


def _outlets(heading: Heading) -> list[tuple[Part, float]]:
    """The parts that may name the outlet, with how surely."""
    found: list[tuple[Part, float]] = []
    others = heading.of("other")
    sourced = bool(heading.dates) or bool(heading.of("place", "role"))
    for at, part in enumerate(heading.parts):
        rank = _RANKS.get(part.kind, 0.0)
        if part.kind == "other" and part.quoted and sourced:
            rank = 3.0
        elif part.kind == "other" and not any(char.isdigit() for char in part.plain):
            rank = 1.5 if heading.of("place", "role") else 0.0
            rank = 1.4 if not rank and len(others) == 2 and at == 1 else rank
        elif part.kind == "role" and outlet_after_role(part):
            rank = 1.0
        if rank:
            found.append((part, rank))
    return found


def _whole_name(text: str, part: Part, heading: Heading) -> Span:
    """The name with the short form in brackets after it, and without the role before it."""
    start, end = part.span
    if part.kind == "role":
        name = outlet_after_role(part) or ""
        words = text[start:end].split()
        kept = " ".join(words[-len(name.split()) :])
        return end - len(kept), end
    if part.kind == "handle":
        name = text[start:end].rpartition("@")[0].rstrip(" \u200e\u200f")
        return (start, start + len(name)) if name else (start, end)
    at = heading.parts.index(part) + 1
    if at < len(heading.parts) and heading.parts[at].kind == "alias":
        end = heading.parts[at].span[1] + 1
    page = _PAGE.match(text, start, end)
    return page.end() if page else start, end


def _label_span(heading: Heading) -> Span:
    """The run of parts around a label that is the paper's or the bulletin's title; a lone «حصيلة» keeps its date."""
    parts = list(heading.parts)
    at = next(i for i, part in enumerate(parts) if part.kind == "label")
    first = last = at
    while first > 0 and parts[first - 1].kind in {"place", "other"} and not parts[first - 1].quoted:
        first -= 1
    while last + 1 < len(parts) and parts[last + 1].kind in {"place", "other", "label"} and not heading.dates:
        last += 1
    end = parts[last].span[1]
    if last + 1 < len(parts) and parts[last + 1].kind == "number":
        end = parts[last + 1].span[1] + parts[last + 1].bracketed
    if parts[at].words == 1 and last == at and heading.dates:
        start, stop = heading.date_span(heading.dates[0])
        end = stop if start >= end else end
    return parts[first].span[0], end


def _around(whole: Span, kept: Span) -> list[Span]:
    return [span for span in ((whole[0], kept[0]), (kept[1], whole[1])) if span[1] > span[0]]


def _choose_title(stated: Stated, candidates: list[Line]) -> None:
    """The first real headline is the title; shorter lines above it are menus, a short one below it the outlet."""
    headlines = [line for line in candidates if not line.text.endswith(":")]
    title = next((line for line in headlines if line.words >= 4), None)
    if title is None and not stated.label and len(headlines) == 1:
        title = headlines[0]
    if title is None:
        stated.title = stated.label
        stated.boilerplate.extend(line.span for line in candidates if line.words < 3)
        return
    stated.title = title.trimmed()
    if stated.label:
        stated.boilerplate.append(stated.label)
    for line in candidates:
        if line is title:
            continue
        if line.start < title.start or line.plain == title.plain:
            stated.boilerplate.append(line.span)
        elif stated.outlet_rank < 1 and _is_name(line):
            stated.outlet, stated.outlet_rank = line.trimmed(), 1.0
            stated.boilerplate.append(line.span)


def _is_name(line: Line) -> bool:
    """Whether a line that stands alone is an outlet's name: a few words, one of them such a name's, none a verb."""
    words = line.plain.split()
    named = 2 <= line.words <= 4 and not line.stopped and bool(_NAME_LINE.fullmatch(line.text))
    return named and phrases().verbs.isdisjoint(words) and not phrases().outlet_words.isdisjoint(words)


def _take_dateline(stated: Stated, line: Line, outlets: Outlets, is_place: PlaceTest) -> None:
    """Take a dateline that opens the body's first paragraph: «بغداد - 15-6-2014 (وكالة كذا) - …»."""
    best: Heading | None = None
    for cut in _DATELINE_END.finditer(line.text, 0, MAX_DATELINE):
        prefix = Line(line.text[: cut.end()].rstrip(), line.start)
        heading = read_heading(prefix, outlets, is_place)
        rest = line.text[cut.end() :]
        if prefix.words <= 16 and len(rest.split(None, 6)) > 5 and _is_dateline(heading):
            best = heading
    if best:
        stated.take(best)
        stated.boilerplate.append((line.start, best.line.end))


def _is_dateline(heading: Heading) -> bool:
    others = heading.of("other")
    if heading.of("label") or any(part.words > 3 for part in others) or len(others) > 2:
        return False
    if not phrases().verbs.isdisjoint(word for part in others for word in part.plain.split()):
        return False
    sources = [*heading.of("media", "role"), *(part for part in heading.of("listed") if part.bracketed or part.quoted)]
    bracketed = [part for part in heading.parts if part.bracketed]
    first = heading.parts[0] if heading.parts else None
    if first is None or (first.kind not in {"place", "other", "role"} and not heading.dates):
        return False
    if heading.dates or sources or (heading.partial and first.kind == "place"):
        return True
    if heading.line.text[-1] == ":":
        return False
    return (first.kind == "place" and not others) or (bool(bracketed) and first.kind == "place")
