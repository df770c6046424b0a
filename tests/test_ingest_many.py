"""Ingest of files that hold many reports: folders, tables, web archives, feeds."""

import gzip
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import given as vary
from hypothesis import settings
from hypothesis import strategies as st
from typer.testing import Result

from tawthiq.ingest.layout import lay_out
from tawthiq.ingest.raw import Given, Metadata, RawReport, Refusal
from tawthiq.ingest.sources import read_sources

TITLE = "قصف مدفعي على أطراف بلدة السد وجرح ثلاثة مزارعين"
BODY = "قصفت المدفعية أطراف بلدة السد صباح اليوم، ما أدى إلى جرح ثلاثة مزارعين كانوا في حقولهم، بحسب مسعف في المستوصف."
SECOND = (
    "وأضاف المسعف أن القصف استمر نحو ساعة، وأن سيارة الإسعاف لم تصل إلى المكان إلا بعد الظهر بسبب إغلاق الطريق العام."
)
ARTICLE = f"<article><p>{BODY}</p><p>{SECOND}</p></article>"
PAGE = f"<!doctype html><html><head><title>{TITLE}</title></head><body>{ARTICLE}</body></html>"


def read(*paths: Path | str) -> list[RawReport | Refusal]:
    return list(read_sources([str(path) for path in paths], Given()))


def texts(found: list[RawReport | Refusal]) -> list[str | None]:
    return [item.text if isinstance(item, RawReport) else None for item in found]


# Folders


def test_a_folder_is_its_files_sorted_and_below(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.txt", ".hidden/x.txt", ".x.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{BODY} {name}", encoding="utf-8")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "a" / "pipe")
    found = [item.source for item in read(tmp_path)]
    assert found == [str(tmp_path / name) for name in ("a/b/c.txt", "a/z.md", "b.txt")]


def test_read_takes_a_folder(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"id,text\none,{BODY.replace(',', ' ')}\n", encoding="utf-8")
    result = run("read", "--json", "--jobs", "2", tmp_path)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2


# Tables


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "utf-16"])
def test_a_table(tmp_path: Path, separator: str, encoding: str) -> None:
    path = tmp_path / "a.csv"
    rows = [
        ["ID", "Text", "published", "outlet", "note"],
        ["one", f'"{BODY}\n{SECOND}"', "2019-03-01", "صحيفة الوادي", "x"],
        ["", BODY],
    ]
    path.write_bytes("\r\n".join(separator.join(row) for row in rows).encode(encoding))
    first, second = read(path)
    assert first == RawReport("one", f"{BODY}\n{SECOND}", Metadata(published="2019-03-01", outlet="صحيفة الوادي"))
    assert second == RawReport(f"{path}:4", BODY)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"id,text\n", "empty"),
        (b"id,words\n1,x\n", "malformed"),
        (b"id,text\n1,\n", "empty"),
        (bytes(range(256)) * 20, "undecodable"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    [refusal] = read(path)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code


def test_rows_before_a_broken_one_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "".join(f"{number},{BODY.replace(',', ' ')}\n" for number in range(1000))
    path.write_bytes(f"id,text\n{rows}".encode() + b"x,\xff\xfe\n")
    found = read(path)
    assert len(texts(found)) > 500
    assert isinstance(found[-1], Refusal)
    assert found[-1].code == "undecodable"


# Web archives


def response(url: str, body: bytes, content_type: str = "text/html", status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}; charset=utf-8\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2019-03-05T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:1b1b1b1b-1b1b-4b1b-8b1b-1b1b1b1b1b1b>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


ARCHIVE = [
    response("https://wadi.example/1", PAGE.encode()),
    response("https://wadi.example/logo.png", b"\x89PNG\x00", "image/png"),
    response("https://wadi.example/none", PAGE.encode(), status="404 Not Found"),
    response("https://wadi.example/menu", b"<html><body><nav>x</nav></body></html>"),
    response("https://wadi.example/2.txt", BODY.encode(), "text/plain"),
]


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(gzip.compress(record, mtime=0) if packed else record for record in ARCHIVE))
    found = read(path)
    assert [item.source for item in found] == [f"https://wadi.example/{name}" for name in ("1", "menu", "2.txt")]
    assert [isinstance(item, Refusal) for item in found] == [False, True, False]
    assert texts(found)[0] == f"{TITLE}\n\n{BODY}\n{SECOND}"
    assert isinstance(found[2], RawReport)
    assert lay_out(found[2], Given()).published is None  # the day of the crawl is not that of publication


@pytest.mark.parametrize("data", [b"", b"no archive at all", BODY.encode() * 99, gzip.compress(b"x" * 999, mtime=0)])
def test_what_is_no_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    [refusal] = read(path)
    assert isinstance(refusal, Refusal)


def test_an_archive_cut_short_gives_what_is_before(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    whole = b"".join(map(gzip.compress, [ARCHIVE[0], ARCHIVE[4]]))
    path.write_bytes(whole[:-40])
    found = read(path)
    assert texts(found)[0] == f"{TITLE}\n\n{BODY}\n{SECOND}"


# Feeds

RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>صحيفة الوادي</title>
<item><title>{TITLE}</title><link>https://wadi.example/1</link><guid>wadi-1</guid>
<pubDate>Fri, 01 Mar 2019 00:30:00 +0300</pubDate>
<description><![CDATA[<p>{BODY}</p><p>{SECOND}<script>alert(1)</script></p>]]></description></item>
<item><title>{TITLE}</title><description>{BODY}</description><pubDate>5 أيلول 2017</pubDate></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>صحيفة الوادي</title>
<entry><id>tag:wadi.example,2019:1</id><title>{TITLE}</title><published>2019-03-01T00:30:00+03:00</published>
<content type="html">&lt;div&gt;{BODY}&lt;br/&gt;{SECOND}&lt;/div&gt;</content></entry></feed>"""


def test_rss(tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    path.write_text(RSS, encoding="utf-8")
    first, second = read(path)
    assert first == RawReport(
        "wadi-1",
        f"{TITLE}\n\n{BODY}\n\n{SECOND}",
        Metadata(TITLE, "2019-03-01", "صحيفة الوادي", "https://wadi.example/1"),
    )
    assert isinstance(second, RawReport)
    assert second.source == f"{path}:2"
    published = lay_out(second, Given()).published
    assert published
    assert published.date == "2017-09-05"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256"])
def test_atom_is_told_by_its_content(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(f'<?xml version="1.0" encoding="{encoding}"?>{ATOM}'.encode(encoding))
    [entry] = read(path)
    assert entry == RawReport(
        "tag:wadi.example,2019:1",
        f"{TITLE}\n\n{BODY}\n\n{SECOND}",
        Metadata(TITLE, "2019-03-01", "صحيفة الوادي", "tag:wadi.example,2019:1"),
    )


@pytest.mark.parametrize(
    "content",
    [
        "<rss><channel></channel></rss>",
        "<rss><channel><item><description>" + "&lt;div&gt;" * 5000 + "x</description></item></channel></rss>",
        '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel>&b;</channel></rss>',
    ],
)
def test_hostile_feeds_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.rss"
    path.write_text(content, encoding="utf-8")
    assert all(isinstance(item, Refusal) for item in read(path))


def test_a_feed_fetches_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    path = tmp_path / "a.rss"
    entity = f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]>'
    path.write_text(f"{entity}<rss><channel><item><title>&x; {TITLE}</title></item></channel></rss>", encoding="utf-8")
    assert all("secret" not in str(text) for text in texts(read(path)))


@settings(max_examples=120)
@vary(st.binary(max_size=400), st.sampled_from([".csv", ".warc", ".warc.gz", ".rss"]), st.integers(0, 300))
def test_no_bytes_crash_ingest(tmp_path_factory: pytest.TempPathFactory, noise: bytes, ending: str, at: int) -> None:
    base = {".csv": f"id,text\n1,{BODY}", ".warc": ARCHIVE[0].decode(), ".rss": RSS}.get(ending, "").encode()
    path = tmp_path_factory.getbasetemp() / f"noise{ending}"
    path.write_bytes(base[:at] + noise + base[at:])
    assert read(path)


def test_the_archive_of_the_tests_is_one() -> None:
    assert len(list(ArchiveIterator(io.BytesIO(b"".join(ARCHIVE))))) == len(ARCHIVE)
