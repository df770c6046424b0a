"""Posts copied with the page around them: who posted and when, and where the post's own words stand."""

from dataclasses import dataclass

import regex

from tawthiq.arabic.fold import fold
from tawthiq.ingest.dates import find_dates
from tawthiq.model import Named, Published, Span

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_FACEBOOK = regex.compile(
    r"(?:\A|\n)Facebook[^\n]{0,200}'s Post\s+(?P<name>[^\n]{1,120}?)"
    r"(?: is (?:with|at|in|feeling) [^\n]{1,120}?)?(?:\s*Verified account)?"
    rf"(?:(?P<date>{_MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTH} \d{{4}})"
    rf"|{_MONTH} \d{{1,2}}|\d{{1,2}}[hdwmy]|Yesterday)"
    r"(?: at [\d:]+\s?[AP]M)?\s*·\s*Shared with (?:Public|Your friends|\w+ group|\w+)"
)
_PREVIEW = regex.compile(r"\nFacebook(?P<name>[^\n]{1,120}?)'s Post\s*\Z")
_FACEBOOK_END = regex.compile(r"All reactions:|LikeComment|Most relevant")
_X = regex.compile(
    r"\A(?:(?:Post|Conversation|See new posts)\s+)+(?P<name>[^@\n]{1,80}?)\s?@"
    r"(?P<handle>[A-Za-z0-9_]{2,20}?)(?:(?P<when>[A-Z][a-z]{2} \d{1,2}, \d{4})|(?![A-Za-z0-9_]))[\s·]*"
)
_X_END = regex.compile(
    r"(?:\d{1,2}:\d{2}|Translate post)?(?P<time>\d{1,2}:\d{2}\s[AP]M\s·\s(?P<date>[A-Z][a-z]{2} \d{1,2}, \d{4}))"
)
_STAMP_FROM_END = 200
"""How far from the end of a text its stamp begins at the earliest, in characters: counters of the site follow it."""
_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2068\u2069\ufeff \t"


@dataclass(frozen=True, slots=True)
class Post:
    """A post in its page: the span of its own words, its outlet and date."""

    body: Span
    outlet: Named | None
    published: Published | None


def find_post(text: str) -> Post | None:
    """The post that a text is a copy of, if it is one."""
    if "@" in text[:200]:
        found = _X.match(text)
        if found:
            return _from_x(text, found)
    stamp = _X_END.search(text[-_STAMP_FROM_END:]) if "·" in text[-_STAMP_FROM_END:] else None
    if stamp:
        return _stamped(text, stamp, max(0, len(text) - _STAMP_FROM_END))
    if "Facebook" in text[:600]:
        found = _FACEBOOK.search(text, 0, 1200)
        if found:
            return _from_facebook(text, found)
        preview = _PREVIEW.search(text, 0, 1200)
        if preview:
            return Post((0, preview.start()), _named(text, preview.span("name")), None)
    return None


def _from_facebook(text: str, found: regex.Match[str]) -> Post:
    end = _FACEBOOK_END.search(text, found.end())
    published = _published(text, found.span("date")) if found["date"] else None
    return Post((found.end(), end.start() if end else len(text)), _named(text, found.span("name")), published)


def _from_x(text: str, found: regex.Match[str]) -> Post:
    end = _X_END.search(text, found.end())
    dated = end.span("date") if end else found.span("when")
    published = _published(text, dated) if dated[0] >= 0 else None
    span = found.span("name") if found["name"].strip() else found.span("handle")
    return Post((found.end(), end.start() if end else len(text)), _named(text, span), published)


def _stamped(text: str, stamp: regex.Match[str], shift: int) -> Post:
    """A post without the name above it: the stamp below its words is what is left of its page."""
    start, end = stamp.span("date")
    return Post((0, shift + stamp.start()), None, _published(text, (shift + start, shift + end)))


def _named(text: str, span: Span) -> Named:
    raw = text[span[0] : span[1]]
    bare = raw.strip(_MARKS)
    start = span[0] + raw.index(bare)
    return Named(bare, bare, (start, start + len(bare)))


def _published(text: str, span: Span) -> Published | None:
    stated = find_dates(fold(text[span[0] : span[1]]).text)
    return Published(stated[0].iso, "stated", text[span[0] : span[1]], span) if stated else None
