"""Web pages to raw reports: the article's text, and what the page's own head says about it.

Title, date, author and outlet come only from what is meant for machines (Open Graph, meta, JSON-LD, `<title>`): dates
guessed from visible Arabic text are often wrong. The text given is the title, an empty line and the article.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec
import regex
from lxml import etree
from lxml import html as lxml_html

from tawthiq.errors import IngestError
from tawthiq.ingest.encoding import decode
from tawthiq.ingest.raw import Metadata, RawReport

MAX_DEPTH = 240
"""Deepest nesting of elements that is parsed; the parser itself gives up at 256."""
MAX_ATTRIBUTES = 1000
"""Most attributes of one tag; parsing takes the square of their number."""
MIN_WORDS = 4
"""Fewer words than this are no article but what is left of a menu."""
SCRIPT_BYTES = 200_000
"""Longest JSON-LD block that is looked at."""

_HTML = regex.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title)[\s>/]", regex.IGNORECASE)
_CHARSET = regex.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,20})", regex.IGNORECASE)
_TAG = regex.compile(
    r"<!--.*?(?:-->|$)|<(script|style|textarea)\b.*?(?:</\1\s*>|$)|<(/?)([a-zA-Z][\w:-]*)[^<>]*?(/?)>",
    regex.DOTALL | regex.IGNORECASE,
)
_FLAT = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
    | {"p", "li", "td", "th", "tr", "option", "dt", "dd"}
)
_MANY_ATTRIBUTES = regex.compile(rf"<[a-zA-Z][^<>=]*+(?:=[^<>=]*+){{{MAX_ATTRIBUTES}}}")
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title"),
    "published": (
        "article:published_time",
        "og:article:published_time",
        "og:published_time",
        "datepublished",
        "dc.date.issued",
        "dc.date",
        "citation_publication_date",
        "pubdate",
        "publishdate",
        "publish_date",
        "parsely-pub-date",
        "sailthru.date",
        "date",
    ),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "citation_journal_title", "publisher"),
    "author": ("author", "article:author", "dc.creator", "parsely-author"),
    "url": ("og:url",),
}
_LD = {"title": "headline", "published": "datePublished", "outlet": "publisher", "author": "author", "url": "url"}
_SEPARATOR = regex.compile(r"\s+[-–—|»:·]\s+|\s*\|\s*")
_BARE = regex.compile(r"[^\w]+")


def looks_like_html(data: bytes) -> bool:
    """Whether some bytes start like a web page."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"")
    return head.startswith(b"<") and bool(_HTML.search(head))


def read_page(data: bytes, source: str) -> RawReport:
    """The article of a web page.

    Raises IngestError where the page is not text, nests too deep or has no article.
    """
    page = _page_text(data, source)
    if _MANY_ATTRIBUTES.search(page):
        raise IngestError(source, "malformed", f"its HTML has a tag with more than {MAX_ATTRIBUTES:,} attributes")
    if nesting(page) > MAX_DEPTH:
        raise IngestError(source, "malformed", f"its HTML is nested more than {MAX_DEPTH} deep")
    tree = _tree(page)
    body = _article(page) if tree is not None else None
    if tree is None or not body:
        raise IngestError(source, "empty", "the page has no article")
    metadata = _metadata(tree, body)
    title = metadata.title
    if not title or body.split("\n", 1)[0].strip() == title:
        return RawReport(source, body, metadata)
    return RawReport(source, f"{title}\n\n{body}", metadata)


def nesting(page: str) -> int:
    """How deep the elements of a page nest, without parsing it; elements that close themselves do not count."""
    deepest = current = 0
    for tag in _TAG.finditer(page):
        closing, name, empty = tag.group(2), tag.group(3), tag.group(4)
        if name is None or empty or name.lower() in _FLAT:
            continue
        current = max(0, current - 1) if closing else current + 1
        deepest = max(deepest, current)
    return deepest


def _page_text(data: bytes, source: str) -> str:
    named = _CHARSET.search(data[:4096])
    name = named.group(1).decode("ascii").lower() if named else ""
    if name.startswith(("windows-1256", "cp1256", "iso-8859-6")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode(name, errors="replace").replace("\x00", "")
    return decode(data, source)


def _tree(page: str) -> lxml_html.HtmlElement | None:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, recover=True)
    try:
        return lxml_html.document_fromstring(page.encode("utf-8", errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _article(page: str) -> str | None:
    import trafilatura  # noqa: PLC0415 (slow to import, and no other report needs it)

    text = trafilatura.extract(page, include_comments=False, include_tables=True, output_format="txt")
    return text.strip() if text and len(text.split()) >= MIN_WORDS else None


def _metadata(tree: lxml_html.HtmlElement, body: str) -> Metadata:
    named = dict(_named(tree))
    found = {field: next((named[name] for name in names if name in named), None) for field, names in _META.items()}
    linked = _linked_data(tree)
    found = {field: value or linked.get(field) for field, value in found.items()}
    found["url"] = found["url"] or _canonical(tree)
    shown = {_bare(line) for line in [*body.split("\n"), *_headings(tree)] if len(line) < 300}
    title, suffix = _page_title(found["title"] or tree.findtext(".//title") or "", found["outlet"], shown)
    return Metadata(
        title=title or None,
        published=found["published"],
        outlet=found["outlet"] or suffix,
        url=found["url"],
        author=found["author"],
    )


def _named(tree: lxml_html.HtmlElement) -> Iterator[tuple[str, str]]:
    for meta in reversed(tree.findall(".//meta")):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        value = _clean(meta.get("content") or "")
        if name and value:
            yield name.strip().lower(), value


def _canonical(tree: lxml_html.HtmlElement) -> str | None:
    for link in tree.iterfind(".//link[@rel='canonical']"):
        href = (link.get("href") or "").strip()
        if domain_of(href):
            return href
    return None


def _linked_data(tree: lxml_html.HtmlElement) -> dict[str, str]:
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        text = script.text or ""
        if len(text) > SCRIPT_BYTES or text.count("{") + text.count("[") > 500:
            continue
        try:
            found = _article_of(msgspec.json.decode(text.strip()))
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
            continue
        if found:
            return {field: value for field, key in _LD.items() if (value := _plain(found.get(key)))}
    return {}


def _article_of(data: object) -> dict[str, object] | None:
    items = data if isinstance(data, list) else [data]
    for item in items:
        if isinstance(item, dict) and "datePublished" in item:
            return item
        graph = item.get("@graph") if isinstance(item, dict) else None
        for node in graph if isinstance(graph, list) else ():
            if isinstance(node, dict) and "datePublished" in node:
                return node
    return None


def _plain(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return _clean(value) or None if isinstance(value, str) else None


def _clean(text: str) -> str:
    return " ".join(text.split())


def _headings(tree: lxml_html.HtmlElement) -> Iterator[str]:
    for heading in tree.iter("h1", "h2"):
        yield " ".join(heading.itertext())


def _page_title(title: str, outlet: str | None, shown: set[str]) -> tuple[str, str | None]:
    """The headline without the site's name, and that name where the title ends with it.

    What the page shows as a line (`shown`) is the headline; else the site's name is what equals `outlet`.
    """
    title = _clean(title)
    cuts = list(_SEPARATOR.finditer(title))
    if not cuts or _bare(title) in shown:
        return title, None
    for cut in cuts:
        before, after = title[: cut.start()].strip(), title[cut.end() :].strip()
        if _bare(before) in shown or (outlet and _bare(after) == _bare(outlet)):
            return before, after
        if outlet and _bare(before) == _bare(outlet):
            return after, before
    last = cuts[-1]
    suffix = title[last.end() :].strip()
    site = last.group().strip() == "|" and len(suffix.split()) <= 4
    return (title[: last.start()].strip(), suffix) if site else (title, None)


def _bare(text: str) -> str:
    return _BARE.sub(" ", text).strip()


def domain_of(url: str | None) -> str | None:
    """The host of an address without «www.», or None where there is none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None
