"""How a report is laid out: title, outlet, author, publication date, and what in it is not to be read for claims.

In comes a raw text with its metadata, out comes a `Report`. Nothing is guessed: a date that neither the caller nor the
metadata nor a date line states is missing, and an issue says so.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

import regex

from tawthiq.ingest.address import day_of
from tawthiq.ingest.boilerplate import left_out, repeated_top
from tawthiq.ingest.dates import find_dates, valid_iso
from tawthiq.ingest.heading import Stated, read_bottom, read_dates, read_top
from tawthiq.ingest.lines import Line, split_lines
from tawthiq.ingest.outlets import Outlets, listed_outlets
from tawthiq.ingest.parts import PlaceTest
from tawthiq.ingest.posts import Post, find_post
from tawthiq.ingest.raw import Given, RawReport
from tawthiq.model import Issue, Named, Published, Report, Span

MIN_ARABIC = 0.3
"""Below this share of Arabic among its letters a text is not Arabic."""
BOTTOM_LINES = 12
"""How many lines below the body are looked at."""
DATE_LINES = 6
"""How many lines of the body are looked at for a date line."""

_LETTERS = regex.compile(r"\p{L}+")
_ARABIC = regex.compile(r"[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+")
_GLUED_DATE = regex.compile(r"(?<=[.!؟…])\s*(\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d)\s*\Z")
_SAMPLE = 20_000


def no_place(name: str) -> bool:
    """A gazetteer that knows nothing: datelines then rest on the layout's own list."""
    return not name


def lay_out(raw: RawReport, given: Given, outlets: Outlets | None = None, is_place: PlaceTest = no_place) -> Report:
    """The report of a raw text.

    `is_place` tells for a plain name (see `phrases.plain`) whether the gazetteer knows it: it settles datelines.
    """
    listed = outlets or listed_outlets()
    text = raw.text
    post = find_post(text)
    stated = _read_post(text, post) if post else _read_lines(text, split_lines(text), listed, is_place)
    digest = sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
    published, issues = _published(raw, given, stated)
    arabic = _arabic_share(text) >= MIN_ARABIC
    return Report(
        id=f"r:{digest[:16]}",
        source=raw.source,
        text_sha256=digest,
        text=text,
        language="ar" if arabic else "und",
        outlet=_outlet(raw, given, stated, listed),
        author=stated.named(stated.author) or (Named(raw.metadata.author) if raw.metadata.author else None),
        title=stated.quote(stated.title),
        published=published,
        boilerplate=_merged(text, stated.boilerplate),
        issues=(*_text_issues(text, arabic), *issues),
    )


_TAGS = regex.compile(r"[.!؟?…\n]\s*((?:#[\w\u0640]+[\s،,]*){2,})$")
"""Hashtags in a row behind the last sentence of a post: what it is filed under, and nothing told."""
_TAGS_FROM_END = 300


def _read_lines(text: str, lines: Sequence[Line], outlets: Outlets, is_place: PlaceTest) -> Stated:
    skipped = repeated_top(lines)
    notices = left_out(lines)
    top = skipped | {at for at in notices if at < 20}
    stated, body = read_top(text, lines, outlets, is_place, top)
    own = [at for at in range(body, len(lines)) if at not in notices]
    read_dates(stated, (lines[at] for at in own[1:DATE_LINES]), outlets, is_place)
    last = max((at for at in own if lines[at].running), default=body)
    read_bottom(stated, (lines[at] for at in own if last < at <= last + BOTTOM_LINES), outlets, is_place)
    _take_glued_date(text, stated)
    stated.boilerplate.extend(lines[at].span for at in skipped | notices)
    _mark_repeated_title(text, stated, lines)
    return stated


def _read_post(text: str, post: Post) -> Stated:
    start, end = post.body
    inside = split_lines(text, start, end)
    stated = Stated(text, outlet=post.outlet.span if post.outlet else None, published=post.published)
    stated.boilerplate = [(0, start), (end, len(text)), *(inside[at].span for at in left_out(inside))]
    tags = _TAGS.search(text, max(start, end - _TAGS_FROM_END), end)
    if tags:
        stated.boilerplate.append(tags.span(1))
    return stated


def _take_glued_date(text: str, stated: Stated) -> None:
    """A date in digits right after the last sentence, as video captions have it."""
    found = None if stated.published else _GLUED_DATE.search(text[-40:])
    dates = find_dates(found.group(1)) if found else []
    if found and dates:
        start = max(0, len(text) - 40) + found.start(1)
        span = (start, start + len(found.group(1)))
        stated.published = Published(dates[0].iso, "stated", found.group(1), span)
        stated.boilerplate.append(span)


def _mark_repeated_title(text: str, stated: Stated, lines: Sequence[Line]) -> None:
    if not stated.title:
        return
    start, end = stated.title
    title = text[start:end]
    for line in lines:
        if line.start >= end and len(line.text) < len(title) + 12 and line.text[slice(*_within(line))] == title:
            stated.boilerplate.append(line.span)


def _within(line: Line) -> Span:
    start, end = line.trimmed()
    return start - line.start, end - line.start


def _published(raw: RawReport, given: Given, stated: Stated) -> tuple[Published | None, list[Issue]]:
    issues = list(stated.issues)
    if given.published:
        if not (stated.published or raw.metadata.published):
            issues.append(
                Issue("no_publication_date", "the text does not state when it was published; the date given is used")
            )
        return Published(given.published, "given"), issues
    if raw.metadata.published:
        day = valid_iso(raw.metadata.published)
        if day:
            return _agreed(stated.published, day), issues
        shown = raw.metadata.published[:40]
        issues.append(Issue("ambiguous_date", f"the publication date given with the text is not a full date: {shown}"))
    if stated.published:
        return stated.published, issues
    day = day_of(raw.metadata.url)
    if day:
        return Published(day, "metadata"), issues
    issues.append(Issue("no_publication_date", "nothing states when this was published"))
    return None, issues


def _agreed(stated: Published | None, day: str) -> Published:
    """The metadata's day, by the words of the text where they state the same."""
    return stated if stated is not None and stated.date == day else Published(day, "metadata")


def _outlet(raw: RawReport, given: Given, stated: Stated, outlets: Outlets) -> Named | None:
    if given.outlet:
        return Named(given.outlet)
    if raw.metadata.outlet:
        return Named(raw.metadata.outlet)
    if stated.outlet and stated.outlet_rank >= 1.5:
        return stated.named(stated.outlet)
    name = outlets.name_of(raw.metadata.url)
    return Named(name) if name else stated.named(stated.outlet)


def _text_issues(text: str, arabic: bool) -> Iterable[Issue]:
    if not text.strip():
        yield Issue("empty", "the report has no text")
    elif not arabic:
        yield Issue("not_arabic", "less than 30 % of its letters are Arabic")
    damaged = text.count("\ufffd")
    if damaged:
        yield Issue("undecodable", f"{damaged} characters were damaged and could not be read")


def _arabic_share(text: str) -> float:
    sample = text[:_SAMPLE]
    return sum(map(len, _ARABIC.findall(sample))) / max(1, sum(map(len, _LETTERS.findall(sample))))


def _merged(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, joined where they overlap or only white space stands between them."""
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[1] > span[0]):
        if merged and (start <= merged[-1][1] or not text[merged[-1][1] : start].strip()):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
