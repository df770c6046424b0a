"""Ingest: bad inputs are refusals, encodings come out right, layouts are read and only that."""

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
from tawthiq.ingest.boilerplate import left_out
from tawthiq.ingest.dates import find_dates, valid_iso
from tawthiq.ingest.encoding import decode
from tawthiq.ingest.layout import lay_out
from tawthiq.ingest.lines import split_lines
from tawthiq.ingest.outlets import listed_outlets
from tawthiq.ingest.page import nesting, read_page
from tawthiq.ingest.raw import Given, Metadata, RawReport, Refusal
from tawthiq.ingest.sources import read_sources
from tawthiq.model import Report

TITLE = "قصف مدفعي على أطراف بلدة السد وجرح ثلاثة مزارعين"
BODY = (
    "قصفت المدفعية أطراف بلدة السد صباح اليوم، ما أدى إلى جرح ثلاثة مزارعين كانوا في حقولهم، بحسب ما قال مسعف في المستوصف.\n\n"
    "وأضاف المسعف أن القصف استمر نحو ساعة، وأن سيارة الإسعاف لم تصل إلى المكان إلا بعد الظهر بسبب إغلاق الطريق العام."
)


def lay(text: str, given: Given | None = None, **metadata: str) -> Report:
    report = lay_out(RawReport("t.txt", text, Metadata(**metadata)), given or Given())
    stated = [report.title, report.outlet, report.author, report.published]
    for quote in stated:
        if quote and quote.span:
            assert text[slice(*quote.span)] == quote.text
    assert all(0 <= start < end <= len(text) for start, end in report.boilerplate)
    return report


def left(report: Report) -> str:
    """The text without its boilerplate."""
    kept, at = "", 0
    for start, end in report.boilerplate:
        kept, at = kept + report.text[at:start], end
    return kept + report.text[at:]


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


# Sources


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
    assert refusal(read(tmp_path / "no.txt")).message == "no such file"
    assert "directory" in refusal(read(tmp_path)).message
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


# Encodings


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859-6"])
def test_encodings(name: str) -> None:
    text = f"{TITLE}\n\n{BODY}"
    assert decode(text.encode(name)) == text
    assert decode(TITLE.encode(name)) == TITLE


def test_a_few_broken_characters_are_shown_as_such() -> None:
    text = BODY * 5
    broken = decode(text.encode()[:-2])
    assert broken == text[:-2] + "\ufffd"
    issues = [issue.code for issue in lay(broken).issues]
    assert "undecodable" in issues


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(IngestError, match="NUL"):
        decode(b"PK\x03\x04\x00\x00\x00\x08" * 30)


@settings(max_examples=150, deadline=None)
@vary(st.binary(max_size=600))
def test_random_bytes_never_crash(data: bytes) -> None:
    for ending in ("", ".html", ".txt"):
        try:
            results = list(sources._read_bytes(data, "x", ending))
        except IngestError as error:
            results = [Refusal(error.source, error.code, error.message)]
        for item in results:
            if isinstance(item, RawReport):
                lay(item.text)


@settings(max_examples=150, deadline=None)
@vary(
    st.lists(st.sampled_from([*"ابة 12/.-–|()«»:،\n#@", "\n\n", "بيان", "وكالة ", " 2019", "اقرأ أيضا"]), max_size=90)
)
def test_random_layouts_never_crash(pieces: list[str]) -> None:
    lay("".join(pieces))


# Pages


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


# Layout: datelines


@pytest.mark.parametrize(
    ("lines", "outlet", "published"),
    [
        ("إدلب - وكالة سهل الخبر\nالخميس 4 تموز/يوليو 2019", "وكالة سهل الخبر", "2019-07-04"),
        ("الأربعاء ٦ آب (أغسطس) ٢٠١٤\nعرسال - خاص «صدى الجرد»", "صدى الجرد", "2014-08-06"),
        ("صدى الجرد - تونس\nالأحد 21 أفريل 2019", "صدى الجرد", "2019-04-21"),
        ("مرصد الوادي لحقوق الإنسان | 12.11.2019", "مرصد الوادي لحقوق الإنسان", "2019-11-12"),
        ("طرابلس، 14 حزيران/يونيو 2020\nبعثة الرصد الدولية في الساحل", "بعثة الرصد الدولية في الساحل", "2020-06-14"),
        ("صنعاء - الثلاثاء ١٧ ربيع الأول ١٤٣٩ هـ", None, "2017-12-05"),
        ("نُشر يوم الخميس 18 أفريل 2013\nالقسم الدولي / وكالات", None, "2013-04-18"),
        ("الحسكة ـ مراسل الجريدة", None, None),
        ("wadi-news.example.org أبو سالم\n3 minutes", "wadi-news.example.org", None),
        ("عدن 1 شعبان 1436 هـ الموافق 19 مايو 2015 م", None, "2015-05-19"),
    ],
)
def test_source_lines_under_the_title(lines: str, outlet: str | None, published: str | None) -> None:
    laid = lay(f"{TITLE}\n\n{lines}\n\n{BODY}")
    assert laid.title
    assert laid.title.text == TITLE
    assert (laid.outlet and laid.outlet.name, laid.published and laid.published.date) == (outlet, published)
    assert left(laid).split() == f"{TITLE} {BODY}".split()
    assert ("no_publication_date" in [issue.code for issue in laid.issues]) is (published is None)


@pytest.mark.parametrize(
    ("dateline", "outlet", "published"),
    [
        ("كركوك (العراق) 15-6-2014 (وكالة النهرين) - ", "وكالة النهرين", "2014-06-15"),
        ("جنين ٢٠-٩-٢٠٢٢ وكالة بيت الحقل - ", "وكالة بيت الحقل", "2022-09-20"),
        ("دمشق – (رويترز) – ", "رويترز", None),
        ("بغداد - ", None, None),
        ("غزة/ 9 مايو 2021/ ", None, "2021-05-09"),
    ],
)
def test_a_dateline_opens_the_first_paragraph(dateline: str, outlet: str | None, published: str | None) -> None:
    laid = lay(f"{TITLE}\n\n{dateline}{BODY}")
    assert (laid.outlet and laid.outlet.name, laid.published and laid.published.date) == (outlet, published)
    assert left(laid).split() == f"{TITLE} {BODY}".split()


@pytest.mark.parametrize(
    "body",
    [
        "قالت مصادر محلية - طلبت عدم ذكر اسمها - إن القصف طال أطراف البلدة، ما أدى إلى جرح ثلاثة مزارعين في الحقول القريبة.",
        "المرصد: سقطت ثلاث قذائف على الحي الشرقي من البلدة عند السابعة صباحا من دون أن توقع إصابات بين السكان أو أضرارا.",
        "في 4 آذار 2018 قصفت المدفعية أطراف البلدة - كما يقول السكان - وأصابت ثلاثة بيوت في الحي الشرقي ومستودعا للحبوب.",
    ],
)
def test_a_sentence_is_no_dateline(body: str) -> None:
    laid = lay(f"{TITLE}\n\n{body}")
    assert laid.boilerplate == ()
    assert laid.published is None


# Layout: titles


@pytest.mark.parametrize(
    ("top", "title", "outlet"),
    [
        (f"{TITLE}\n\n", TITLE, None),
        (f"صحيفة الوادي\n{TITLE}\n\n", TITLE, "صحيفة الوادي"),
        ("إذاعة صوت الوادي - نشرة الثامنة مساء\nالسبت 5 تشرين الأول 2019\n\n", "نشرة الثامنة مساء", "إذاعة صوت الوادي"),
        ("خلية الإعلام الأمني\nالاثنين 19 شباط 2018\n\nبيان\n\n", "بيان", "خلية الإعلام الأمني"),
        ("مرصد الوادي الحقوقي\nتقرير حالة رقم (14)\n11/8/2019\n\n", "تقرير حالة رقم (14)", "مرصد الوادي الحقوقي"),
        ("بيان صحفي صادر عن وزارة الدفاع\n\n", "بيان صحفي صادر عن وزارة الدفاع", "وزارة الدفاع"),
        ("الرئيسية\n\nسياسة\n\nسوريا\n\n" + TITLE + "\n\n", TITLE, None),
        (
            "# مرصد الوادي: حصيلة يوم الثلاثاء 6 تشرين الثاني 2018\n\n",
            "حصيلة يوم الثلاثاء 6 تشرين الثاني 2018",
            "مرصد الوادي",
        ),
        ("", None, None),
        ("مستمعينا الكرام، أسعد الله مساءكم.\n\n", None, None),
        ("بسم الله الرحمن الرحيم\n\n", None, None),
    ],
)
def test_titles(top: str, title: str | None, outlet: str | None) -> None:
    laid = lay(top + BODY)
    assert (laid.title and laid.title.text, laid.outlet and laid.outlet.name) == (title, outlet)
    if laid.title:
        assert laid.title.text in left(laid)


def test_a_title_repeated_is_read_once() -> None:
    laid = lay(f"{TITLE}\n\n{TITLE}\n\n{BODY}")
    assert left(laid).count(TITLE) == 1


def test_a_preview_is_not_read_twice() -> None:
    laid = lay(f"{BODY[:80]}...\n\n{BODY}")
    assert left(laid).strip() == BODY
    assert laid.title is None


# Layout: date, outlet and author from elsewhere


def test_what_the_caller_gives_outranks_metadata_and_text() -> None:
    text = f"{TITLE}\n\nوكالة الوادي - 4 تموز 2019\n\n{BODY}"
    given = lay(text, Given("2019-07-09", "موقع النهر"), published="2019-07-08", outlet="إذاعة النهر")
    assert given.published
    assert (given.published.date, given.published.via, given.outlet and given.outlet.name) == (
        "2019-07-09",
        "given",
        "موقع النهر",
    )
    told = lay(text, published="2019-07-08", outlet="إذاعة النهر")
    assert told.published
    assert (told.published.date, told.published.via, told.outlet and told.outlet.name) == (
        "2019-07-08",
        "metadata",
        "إذاعة النهر",
    )


def test_a_metadata_date_that_is_none_is_said_so() -> None:
    laid = lay(BODY, published="الأسبوع الماضي")
    assert [issue.code for issue in laid.issues] == ["ambiguous_date", "no_publication_date"]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.wadi.example.org/2019/1.html", "wadi.example.org"),
        ("https://x.com/wadi_now/status/1", "@wadi_now"),
        ("https://www.reuters.com/world/x", "رويترز"),
        ("https://t.me/s", None),
        ("not an address", None),
        ("http://[broken", None),
    ],
)
def test_the_outlet_of_an_address(url: str, name: str | None) -> None:
    assert listed_outlets().name_of(url) == name


def test_an_outlet_and_author_below_the_text() -> None:
    laid = lay(f"{TITLE}\n\n{BODY}\n\nإعداد: أبو سالم – تحرير: أبو خالد\nرويترز")
    assert (laid.author and laid.author.name, laid.outlet and laid.outlet.name) == ("أبو سالم", "رويترز")
    assert "رويترز" not in left(laid)


def test_a_wrong_weekday_is_an_issue() -> None:
    laid = lay(f"{TITLE}\nالسبت ٣ أيلول ٢٠٢٣\n\n{BODY}")
    assert [issue.code for issue in laid.issues] == ["weekday_mismatch"]
    assert laid.published
    assert laid.published.date == "2023-09-03"


def test_languages_and_empty_reports() -> None:
    assert [issue.code for issue in lay("Shelling hit the edge of the town this morning.").issues][0] == "not_arabic"
    assert [issue.code for issue in lay(" \n").issues][0] == "empty"
    assert lay(BODY).language == "ar"


# Layout: posts


def test_a_copied_post_of_x() -> None:
    text = (
        "Post\n\nPost\n\nعين الوادي@wadi_eyeعاجل | قصف على أطراف السد\n#السد\n00:0012:50 PM · Nov 30, 202499.9KViews211"
    )
    laid = lay(text)
    assert left(laid).strip() == "عاجل | قصف على أطراف السد"
    assert (laid.outlet and laid.outlet.name, laid.published and laid.published.date, laid.title) == (
        "عين الوادي",
        "2024-11-30",
        None,
    )


def test_a_copied_post_of_facebook() -> None:
    text = (
        "قصف على أطراف... - عين الوادي\nFacebook\u200eعين الوادي\u200e's Post\n\nعين الوادي Verified accountOctober 24, 2024 · "
        "Shared with Publicقصف على أطراف السد يجرح مزارعينAll reactions:3 commentsLikeCommentMost relevantرد1y"
    )
    laid = lay(text)
    assert left(laid).strip() == "قصف على أطراف السد يجرح مزارعين"
    assert (laid.outlet and laid.outlet.name, laid.published and laid.published.date) == ("عين الوادي", "2024-10-24")


# Boilerplate


@pytest.mark.parametrize(
    "line",
    [
        "3 minutes", "دقيقتان للقراءة", "مدة القراءة: دقيقتان", "316 زيارة", "#السد #الوادي", "شارك:", "فيسبوك | تويتر | واتساب",
        "© 2022 الوادي", "جميع الحقوق محفوظة © صحيفة الوادي", "تابعونا على قناتنا في تلغرام", "📲 تابعونا على تلغرام", "  • 4",
        "اقرأ أيضاً: اجتماع يبحث أزمة المياه في الساحل", "أنت هنا: الصفحة الأولى » أخبار » خبر رقم 2", "All rights reserved",
        "— عين الوادي (@wadi_eye) September 4, 2023", "الرئيسية | سياسة | اقتصاد | رياضة", "اشترك في قناتنا على يوتيوب",
    ],
)  # fmt: skip
def test_lines_that_are_not_the_report(line: str) -> None:
    laid = lay(f"{TITLE}\n\n{BODY}\n\n{line}")
    assert left(laid).split() == f"{TITLE} {BODY}".split()


@pytest.mark.parametrize(
    "line",
    [
        "اشترك في الهجوم نحو خمسين مقاتلا.",
        "شاركت طائرتان في القصف من دون إصابات",
        "السد: خمس قذائف وثلاثة جرحى",
        "- قصف مدفعي على الحي الشرقي من البلدة",
        "طباعة المناشير توقفت بعد القصف",
        "تعليقات السكان على القصف كانت غاضبة، وخرجت مظاهرة في الساحة العامة تطالب بوقف إطلاق النار فورا.",
    ],
)
def test_lines_that_are_the_report(line: str) -> None:
    laid = lay(f"{TITLE}\n\n{BODY}\n\n{line}")
    assert line.split() == left(laid).split()[-len(line.split()) :]


def test_nothing_is_read_after_the_comments_open() -> None:
    tail = "تعليقات حول الموضوع\nلإرسال تعليق,الرجاء تعبئة الحقول التالية\nقصف الطيران بيتنا أمس يا جماعة ومات ثلاثة."
    assert left(lay(f"{TITLE}\n\n{BODY}\n{tail}")).split() == f"{TITLE} {BODY}".split()


def test_other_reports_headlines_are_left_out() -> None:
    others = "غارة على مستودع قرب الميناء\n\nمقتل صيادين شمال الساحل\n\nهل تعود الهدنة إلى الوادي قريبا؟"
    for tail in (f"مواضيع ذات صلة\n\n{others}", others):
        assert left(lay(f"{TITLE}\n\n{BODY}\n\n{tail}")).split() == f"{TITLE} {BODY}".split()


def test_a_list_after_a_colon_is_read() -> None:
    items = "قتيلان في الحي الشرقي من البلدة\nجريح في السوق قرب الجامع\nجريحان على طريق المطار القديم"
    lines = split_lines(f"{BODY}\n\nووزع المسعف الحصيلة على النحو التالي:\n{items}")
    assert left_out(lines) == set()


# Dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("4 ايار (مايو - ماي)، 2017", "2017-05-04"),
        ("12 كانون الاول 2015", "2015-12-12"),
        ("7 شتنبر 2017", "2017-09-07"),
        ("16 جوان 2018", "2018-06-16"),
        ("Sep 4, 2023", "2023-09-04"),
        ("2022/12/2", "2022-12-02"),
        ("31/2/2019", None),
        ("9 مايو", None),
        ("18/04", None),
        ("رقم 12345/2019", None),
    ],
)
def test_stated_dates(text: str, iso: str | None) -> None:
    found = find_dates(text)
    assert (found[0].iso if found else None) == iso


def test_metadata_dates() -> None:
    assert valid_iso("2020-01-17T09:20:00+03:00") == "2020-01-17"
    assert valid_iso("Fri, 17 Jan 2020 09:20:00 GMT") == "2020-01-17"
    assert valid_iso("قريبا") is None
