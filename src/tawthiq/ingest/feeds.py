"""News feeds: the entries of an RSS or Atom file as reports.

The file itself is read; nothing that it names is fetched.
"""

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import regex
from lxml import etree
from lxml import html as lxml_html

from tawthiq.errors import IngestError
from tawthiq.ingest.page import MAX_DEPTH, nesting
from tawthiq.ingest.raw import Metadata, RawReport, Refusal

_FEED = regex.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", regex.IGNORECASE)
_BLOCKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "article"})
_SPACES = regex.compile(r"[^\S\n]+")
_LINES = regex.compile(r"\s*\n\s*")


def looks_like_feed(data: bytes) -> bool:
    """Whether some bytes start like an RSS or Atom file."""
    head = data[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<") and bool(_FEED.search(head))


def read_feed(data: bytes, source: str) -> Iterator[RawReport | Refusal]:
    """The entries of a feed: title, an empty line and the text of each; `source` of each is its id or address.

    Raises IngestError where the file is no feed or has no entry.
    """
    import feedparser  # noqa: PLC0415 (slow to import, and no other report needs it)

    parsed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    if not parsed.entries:
        fault = parsed.get("bozo_exception")
        raise IngestError(source, "malformed" if fault else "empty", "is no feed or has no entry")
    outlet = _line(parsed.feed.get("title", "")) or None
    for number, entry in enumerate(parsed.entries, 1):
        at = entry.get("id") or entry.get("link") or f"{source}:{number}"
        try:
            yield _read_entry(entry, at, outlet)
        except IngestError as error:
            yield Refusal(error.source, error.code, error.message)


def _read_entry(entry: Mapping[str, Any], at: str, outlet: str | None) -> RawReport:
    contents = entry.get("content") or [{"value": entry.get("summary", "")}]
    title = _line(_plain(entry.get("title", ""), at))
    body = _plain(max((content.get("value", "") for content in contents), key=len), at)
    metadata = Metadata(
        title=title or None,
        published=_day(entry.get("published", "")),
        outlet=outlet,
        url=entry.get("link") or None,
        author=_line(entry.get("author", "")) or None,
    )
    text = body if not title or body.split("\n", 1)[0] == title else f"{title}\n\n{body}"
    return RawReport(at, text.strip(), metadata)


def _day(written: str) -> str | None:
    """The day as the entry writes it, in its own time zone."""
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except ValueError:
        return _iso_day(written) or written or None


def _iso_day(written: str) -> str | None:
    try:
        return datetime.fromisoformat(written).date().isoformat()
    except ValueError:
        return None


def _plain(markup: str, at: str) -> str:
    """The text of some HTML, a paragraph a line with an empty line between."""
    if "<" not in markup and "&" not in markup:
        return _lines(markup)
    if nesting(markup) > MAX_DEPTH:
        raise IngestError(at, "malformed", f"its HTML is nested more than {MAX_DEPTH} deep")
    try:
        tree = lxml_html.fragment_fromstring(markup, create_parent="div")
    except (etree.LxmlError, ValueError):
        raise IngestError(at, "malformed", "its HTML cannot be parsed") from None
    for element in tree.iter():
        if element.tag in {"script", "style"}:
            element.text = ""
        elif element.tag in _BLOCKS:
            element.tail = "\n" + (element.tail or "")
            element.text = "\n" + (element.text or "") if element.tag != "br" else element.text
    return _lines(str(tree.text_content()))


def _lines(text: str) -> str:
    return _LINES.sub("\n\n", _SPACES.sub(" ", text)).strip()


def _line(text: str) -> str:
    return " ".join(text.split())
