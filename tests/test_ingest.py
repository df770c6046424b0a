"""Ingest: bad inputs are refusals, encodings come out right, pages state what their heads say."""

import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given as vary
from hypothesis import settings
from hypothesis import strategies as st

from tawthiq.errors import IngestError
from tawthiq.ingest import sources
from tawthiq.ingest.encoding import decode
from tawthiq.ingest.layout import lay_out
from tawthiq.ingest.page import nesting, read_page
from tawthiq.ingest.raw import Given, Metadata, RawReport, Refusal
from tawthiq.ingest.sources import read_sources

TITLE = "قصف مدفعي على أطراف بلدة السد وجرح ثلاثة مزارعين"
BODY = (
    "قصفت المدفعية أطراف بلدة السد صباح اليوم، ما أدى إلى جرح ثلاثة مزارعين كانوا في حقولهم، بحسب مسعف في المستوصف.\n\n"
    "وأضاف المسعف أن القصف استمر نحو ساعة، وأن سيارة الإسعاف لم تصل إلى المكان إلا بعد الظهر بسبب إغلاق الطريق العام."
)


def read(*paths: Path | str) -> list[RawReport | Refusal]:
    return list(read_sources([str(path) for path in paths], Given()))


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refusal(result: list[RawReport | Refusal]) -> Refusal:
    assert len(result) == 1
    assert isinstance(result[0], Refusal)
    assert result[0].message
    assert "\n" not in result[0].message
    return result[0]


def report(result: list[RawReport | Refusal]) -> RawReport:
    assert len(result) == 1
    assert isinstance(result[0], RawReport)
    return result[0]


def test_text_is_kept_exactly(tmp_path: Path) -> None:
    text = f"\n {TITLE}\r\n\r\n{BODY}\t \n"
    assert report(read(write(tmp_path, "a.txt", text))).text == text
    assert report(read(write(tmp_path, "a.md", "\ufeff" + text))).text == text


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("blank.html", b"<html></html>", "empty"),
        ("blank.jsonl", b"\n\n", "empty"),
        ("binary.txt", bytes(range(256)) * 20, "undecodable"),
        ("binary.dat", b"\x7fELF\x02\x01\x01" + b"\x00" * 90, "undecodable"),
        ("controls.txt", b"abc\x01\x02\x03\x04\x05\x06" * 9, "undecodable"),
        ("deep.html", b"<div>" * 1000 + b"x" + b"</div>" * 1000, "malformed"),
        ("deep.html", b"<b>" * 200_000, "malformed"),
        ("menu.html", b"<html><body><nav><a href='/'>x</a></nav></body></html>", "empty"),
        ("deep.jsonl", b'{"text":' + b"[" * 1000 + b"]" * 1000 + b"}", "malformed"),
        ("array.jsonl", b'["text"]', "malformed"),
        ("half.jsonl", b'{"text": "x', "malformed"),
        ("none.jsonl", b'{"id": "a"}', "malformed"),
        ("number.jsonl", b'{"text": 5}', "malformed"),
        ("title.jsonl", b'{"text": "x", "title": ["x"]}', "malformed"),
        ("id.jsonl", b'{"text": "x", "id": {}}', "malformed"),
        ("latin.jsonl", b'{"text": "\xc7\xe1"}', "undecodable"),
        ("surrogate.jsonl", b'{"text": "\\ud800"}', "malformed"),
        ("void.jsonl", b'{"text": " "}', "empty"),
    ],
)
def test_bad_input_is_refused(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    assert refusal(read(write(tmp_path, name, content))).code == code


def test_paths_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    assert refusal(read(tmp_path / "no.txt")).message == "no such file"
    assert "directory" in refusal(read(tmp_path / "empty")).message
    assert refusal(read("a\0b.txt")).code == "unreadable"

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path, "a.txt", TITLE)
    monkeypatch.setattr(Path, "open", refuse)
    assert "permission" in refusal(read(path)).message


def test_sizes_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 1000)
    assert refusal(read(write(tmp_path, "a.txt", "س" * 600))).code == "too_large"
    monkeypatch.setattr(sources, "MAX_CHARS", 100)
    assert refusal(read(write(tmp_path, "b.txt", "س" * 101))).code == "too_large"
    monkeypatch.setattr(sources, "MAX_LINE", 400)
    lines = [
        json.dumps({"id": "long", "text": "x" * 900}),
        json.dumps({"id": "next", "text": BODY[:90]}, ensure_ascii=False),
    ]
    first, second = read(write(tmp_path, "c.jsonl", "\n".join(lines)))
    assert isinstance(first, Refusal)
    assert isinstance(second, RawReport)
    assert (first.source[-9:], first.code, second.source) == ("c.jsonl:1", "too_large", "next")


def test_a_line_of_a_million_characters_is_read(tmp_path: Path) -> None:
    line = json.dumps({"text": "كلمة " * 200_000}, ensure_ascii=False)
    assert len(report(read(write(tmp_path, "a.jsonl", line))).text) == 1_000_000


def test_a_malformed_line_does_not_stop_the_others(tmp_path: Path) -> None:
    lines = [
        '{"id": "a", "text": "' + TITLE + '"}',
        "{oops",
        "",
        '{"text": "' + TITLE + '", "published": "2019-03-01"}',
        "[1]",
    ]
    path = write(tmp_path, "a.jsonl", "\n".join(lines))
    results = read(path)
    assert [item.source for item in results] == ["a", f"{path}:2", f"{path}:4", f"{path}:5"]
    assert [type(item) for item in results] == [RawReport, Refusal, RawReport, Refusal]
    third = results[2]
    assert isinstance(third, RawReport)
    assert third.metadata.published == "2019-03-01"


def test_refusals_do_not_stop_other_files(tmp_path: Path) -> None:
    results = read(tmp_path / "no.txt", write(tmp_path, "a.txt", TITLE))
    assert [type(item) for item in results] == [Refusal, RawReport]


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (TITLE, [TITLE]),
        (f'{{"text": "{TITLE}"}}\n{{"text": "{BODY[:40]}"}}', [TITLE, BODY[:40]]),
        (f"<!doctype html><html><head><title>{TITLE}</title></head><body><p>{BODY}</p></body></html>", None),
    ],
)
def test_standard_input_is_told_by_its_content(
    monkeypatch: pytest.MonkeyPatch, content: str, texts: list[str] | None
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    found = [item.text for item in read("-") if isinstance(item, RawReport)]
    assert found == texts if texts else found[0].startswith(TITLE + "\n\n")


@pytest.mark.parametrize("times", [1, 30])
def test_other_one_byte_encodings_do_not_pass_as_arabic(times: int) -> None:
    """KOI8-R and Mac Arabic are letters in windows-1256 too, but no Arabic words."""
    russian = "Вчера на фронте было спокойно, сообщили в штабе армии. " * times
    assert decode(russian.encode("koi8-r")) == russian
    with pytest.raises(IngestError, match="its encoding is not"):
        decode(f"{TITLE}. ".encode("mac_arabic") * times)


def test_many_spaces_are_not_utf_16() -> None:
    text = TITLE + " " * 90_000 + BODY
    assert decode(text.encode()) == text


@pytest.mark.parametrize("name", ["cp1256", "iso8859-6"])
def test_short_text_without_common_words(name: str) -> None:
    assert decode("قصفت بلدة كفرنبل".encode(name)) == "قصفت بلدة كفرنبل"


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859-6"])
def test_encodings(name: str) -> None:
    text = f"{TITLE}\n\n{BODY}"
    assert decode(text.encode(name)) == text
    assert decode(TITLE.encode(name)) == TITLE


def test_a_few_broken_characters_are_shown_as_such() -> None:
    text = BODY * 5
    broken = decode(text.encode()[:-2])
    assert broken == text[:-2] + "\ufffd"
    issues = [issue.code for issue in lay_out(RawReport("x", broken), Given()).issues]
    assert "undecodable" in issues


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(IngestError, match="NUL"):
        decode(b"PK\x03\x04\x00\x00\x00\x08" * 30)


@settings(max_examples=150)
@vary(st.binary(max_size=600))
def test_random_bytes_never_crash(data: bytes) -> None:
    for ending in ("", ".html", ".txt"):
        try:
            results = list(sources._read_bytes(data, "x", ending))
        except IngestError as error:
            results = [Refusal(error.source, error.code, error.message)]
        for item in results:
            if isinstance(item, RawReport):
                lay_out(item, Given())


def page(head: str, body: str) -> RawReport:
    return read_page(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "p.html")


ARTICLE = "<article>" + "".join(f"<p>{part}</p>" for part in BODY.split("\n\n")) + "</article>"


def test_a_page_states_its_head() -> None:
    raw = page(
        f'<title>{TITLE} | صحيفة الوادي</title><meta property="og:title" content="{TITLE}">'
        '<meta property="og:site_name" content="صحيفة الوادي"><meta name="author" content="قسم المتابعة">'
        '<meta property="article:published_time" content="2019-03-01T23:30:00+03:00">'
        '<link rel="canonical" href="https://wadi.example/1">',
        "<nav><a href='/'>الرئيسية</a></nav>" + ARTICLE + "<footer>2016-01-01</footer>",
    )
    assert raw.text.startswith(TITLE + "\n\n" + BODY[:40])
    assert raw.metadata == Metadata(
        TITLE, "2019-03-01T23:30:00+03:00", "صحيفة الوادي", "https://wadi.example/1", "قسم المتابعة"
    )
    laid = lay_out(raw, Given())
    assert laid.title
    assert laid.title.text == TITLE
    assert laid.published
    assert (laid.published.date, laid.published.via) == ("2019-03-01", "metadata")


def test_a_page_states_linked_data() -> None:
    data = json.dumps(
        {"@graph": [{"@type": "NewsArticle", "datePublished": "2020-02-03", "publisher": {"name": "موقع الوادي"}}]}
    )
    raw = page(f'<title>{TITLE}</title><script type="application/ld+json">{data}</script>', ARTICLE)
    assert (raw.metadata.published, raw.metadata.outlet) == ("2020-02-03", "موقع الوادي")


def test_visible_dates_of_a_page_are_not_its_metadata() -> None:
    raw = page(f"<title>{TITLE}</title>", ARTICLE + "<p>© 2016 جميع الحقوق محفوظة</p>")
    assert raw.metadata.published is None
    assert lay_out(raw, Given()).published is None


def test_the_site_is_cut_off_the_title() -> None:
    raw = page(f"<title>{TITLE} - صحيفة الوادي</title>", f"<h1>{TITLE}</h1>" + ARTICLE)
    assert (raw.metadata.title, raw.metadata.outlet) == (TITLE, "صحيفة الوادي")


@pytest.mark.parametrize(
    "html", ["<html><p>" + BODY, "<<<>>" + ARTICLE + "</div></div>", "<html><body>" + "<p>" * 3000 + BODY]
)
def test_broken_pages_do_not_crash(html: str) -> None:
    try:
        assert read_page(html.encode(), "p").text
    except IngestError as error:
        assert error.code in {"empty", "malformed"}


def test_nesting_ignores_what_closes_itself() -> None:
    assert nesting("<div><p>a<p>b<br><img></div>" * 500) == 1
    assert nesting("<!-- " + "<div>" * 900 + " --><script>" + "<div>" * 900 + "</script>") == 0


def test_pages_in_windows_1256() -> None:
    html = f'<html><head><meta charset="windows-1256"><title>{TITLE}</title></head><body>{ARTICLE}</body></html>'
    assert read_page(html.encode("cp1256"), "p").text.startswith(TITLE)
