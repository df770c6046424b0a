"""Layout: title, outlet, author and date are found where they stand, and only what is not the report is left out."""

import pytest
from hypothesis import given as vary
from hypothesis import settings
from hypothesis import strategies as st

from tawthiq.ingest.address import day_of
from tawthiq.ingest.boilerplate import left_out
from tawthiq.ingest.dates import find_dates, valid_iso
from tawthiq.ingest.layout import lay_out
from tawthiq.ingest.lines import split_lines
from tawthiq.ingest.outlets import listed_outlets
from tawthiq.ingest.raw import Given, Metadata, RawReport
from tawthiq.model import Published, Report
from tawthiq.reading import read_report

TITLE = "قصف مدفعي على أطراف بلدة السد وجرح ثلاثة مزارعين"
BODY = (
    "قصفت المدفعية أطراف بلدة السد صباح اليوم، ما أدى إلى جرح ثلاثة مزارعين كانوا في حقولهم، بحسب مسعف في المستوصف.\n\n"
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
        ("طرابلس في 18 أبريل (وكالة المرفأ) - ", "وكالة المرفأ", None),
        ("غزة - 9 مايو - ", None, None),
    ],
)
def test_a_dateline_opens_the_first_paragraph(dateline: str, outlet: str | None, published: str | None) -> None:
    laid = lay(f"{TITLE}\n\n{dateline}{BODY}")
    assert (laid.outlet and laid.outlet.name, laid.published and laid.published.date) == (outlet, published)
    assert left(laid).split() == f"{TITLE} {BODY}".split()


@pytest.mark.parametrize(
    "body",
    [
        "قالت مصادر محلية - طلبت عدم ذكر اسمها - إن القصف طال أطراف البلدة، ما أدى إلى جرح ثلاثة مزارعين.",
        "المرصد: سقطت ثلاث قذائف على الحي الشرقي من البلدة عند السابعة صباحا من دون أن توقع إصابات بين السكان.",
        "في 4 آذار 2018 قصفت المدفعية أطراف البلدة - كما يقول السكان - وأصابت ثلاثة بيوت في الحي الشرقي.",
    ],
)
def test_a_sentence_is_no_dateline(body: str) -> None:
    laid = lay(f"{TITLE}\n\n{body}")
    assert laid.boilerplate == ()
    assert laid.published is None


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
        ("🔴 عاجل | قصف على سوق #السد\n\nشبكة نبض الوادي\n\n", "عاجل | قصف على سوق #السد", "شبكة نبض الوادي"),
        (TITLE + "\n\nعين على الوادي\n\n", TITLE, "عين على الوادي"),
        ("دخان فوق السوق بعد القصف (رويترز)\n\n", None, None),
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


@pytest.mark.parametrize("line", ["بقلم أبو سالم", "كتب أبو سالم", "إعداد: أبو سالم"])
def test_bylines(line: str) -> None:
    laid = lay(f"{TITLE}\n\n{line}\n\n{BODY}")
    assert laid.author
    assert laid.author.name == "أبو سالم"
    assert left(laid).split() == f"{TITLE} {BODY}".split()


def test_a_date_line_below_a_caption() -> None:
    laid = lay(f"{TITLE}\n\n{BODY[:60]} مساء.\n\nنشرت في: 12/02/2022 - 15:04آخر تحديث: 13/02/2022 - 15:02\n\n{BODY}")
    assert laid.published
    assert laid.published.date == "2022-02-12"


def test_a_wrong_weekday_is_an_issue() -> None:
    laid = lay(f"{TITLE}\nالسبت ٣ أيلول ٢٠٢٣\n\n{BODY}")
    assert [issue.code for issue in laid.issues] == ["weekday_mismatch"]
    assert laid.published
    assert laid.published.date == "2023-09-03"


def test_languages_and_empty_reports() -> None:
    assert lay("Shelling hit the edge of the town this morning.").issues[0].code == "not_arabic"
    assert lay(" \n").issues[0].code == "empty"
    assert lay(BODY).language == "ar"


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


def test_a_post_that_only_its_stamp_is_left_of() -> None:
    laid = lay("قصف مدفعي على أطراف السد يجرح مزارعين.10:26 AM · Aug 18, 2022·Twitter for iPhone8")
    assert left(laid).strip() == "قصف مدفعي على أطراف السد يجرح مزارعين."
    assert laid.published == Published("2022-08-18", "stated", "Aug 18, 2022", (49, 61))


def test_a_handle_ends_where_the_words_of_a_post_begin() -> None:
    laid = lay("Post\n\nعين الوادي@wadi_eyeقصف مدفعي على بلدة سرمين12:50 PM · Nov 30, 202499.9KViews211")
    assert [claim.trigger.text for claim in read_report(laid).claims] == ["قصف مدفعي"]


def test_a_caption_that_is_all_of_a_post_is_read() -> None:
    text = "Post\n\nPost\n\nشبكة الوادي@wadi_newsصور من مكان قصف بلدة سرمدا2:41 PM · Nov 10, 2024264Views29"
    report = lay(text)
    start = text.index("صور")
    assert not any(first <= start < last for first, last in report.boilerplate)


def test_hashtags_behind_a_post_tell_nothing() -> None:
    text = "Post\n\nعين الوادي@wadi_eyeقصف مدفعي على بلدة #سرمين شرقي #إدلب. #سوريا #القصف12:50 PM · Nov 30, 2024"
    laid = lay(text)
    assert left(laid).strip() == "قصف مدفعي على بلدة #سرمين شرقي #إدلب."


def test_the_tags_of_a_page_are_no_report() -> None:
    text = "مقتل مزارع في قصف على أطراف بلدة سرمين صباح اليوم.\n\nالتاغات:\n\nسرمين\n\nسيارة مفخخة\n\nجرحى"
    assert left(lay(text)).strip() == text.split("\n", maxsplit=1)[0]


def test_the_date_in_a_post_is_told_by_its_words() -> None:
    text = "Post\n\nعين الوادي@wadi_eyeقصف على أطراف السد00:0012:50 PM · Nov 30, 202499.9KViews211"
    stated = [lay(text, published=day).published for day in ("2024-11-30T12:50:00Z", "2024-12-02")]
    assert [told and (told.date, told.via) for told in stated] == [("2024-11-30", "stated"), ("2024-12-02", "metadata")]


def test_a_copied_post_of_facebook() -> None:
    text = (
        "قصف على أطراف... - عين الوادي\nFacebook\u200eعين الوادي\u200e's Post\n\n"
        "عين الوادي Verified accountOctober 24, 2024 · Shared with Public"
        "قصف على أطراف السد يجرح مزارعينAll reactions:3 commentsLikeCommentMost relevantرد1y"
    )
    laid = lay(text)
    assert left(laid).strip() == "قصف على أطراف السد يجرح مزارعين"
    assert (laid.outlet and laid.outlet.name, laid.published and laid.published.date) == ("عين الوادي", "2024-10-24")


@pytest.mark.parametrize(
    "line",
    [
        "3 minutes",
        "دقيقتان للقراءة",
        "مدة القراءة: دقيقتان",
        "316 زيارة",
        "#السد #الوادي",
        "شارك:",
        "فيسبوك | تويتر | واتساب",
        "© 2022 الوادي",
        "جميع الحقوق محفوظة © صحيفة الوادي",
        "تابعونا على قناتنا في تلغرام",
        "📲 تابعونا على تلغرام",
        "  • 4",
        "اقرأ أيضاً: اجتماع يبحث أزمة المياه في الساحل",
        "أنت هنا: الصفحة الأولى » أخبار » خبر رقم 2",
        "All rights reserved",
        "— عين الوادي (@wadi_eye) September 4, 2023",
        "الرئيسية | سياسة | اقتصاد | رياضة",
        "اشترك في قناتنا على يوتيوب",
    ],
)
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


def test_text_folded_to_a_width_has_no_headlines() -> None:
    words = BODY.replace("\n\n", " ").split() * 3
    folded = "\n".join(" ".join(words[at : at + 11]) for at in range(0, len(words), 11))
    laid = lay(folded)
    assert laid.boilerplate == ()
    assert laid.title is None


def test_a_list_after_a_colon_is_read() -> None:
    items = "قتيلان في الحي الشرقي من البلدة\nجريح في السوق قرب الجامع\nجريحان على طريق المطار القديم"
    lines = split_lines(f"{BODY}\n\nووزع المسعف الحصيلة على النحو التالي:\n{items}")
    assert left_out(lines) == set()


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


@settings(max_examples=150)
@vary(
    st.lists(st.sampled_from([*"ابة 12/.-–|()«»:،\n#@", "\n\n", "بيان", "وكالة ", " 2019", "اقرأ أيضا"]), max_size=90)
)
def test_random_layouts_never_crash(pieces: list[str]) -> None:
    lay("".join(pieces))


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2022/08/06/title", "2022-08-06"),
        ("https://example.org/news/2022-8-6", "2022-08-06"),
        ("https://x.com/someone/status/1862841598775644229", "2024-11-30"),
        ("https://example.org/someone/status/1862841598775644229", None),
        ("https://example.org/2022/13/06/title", None),
        ("https://example.org/p409227/", None),
        ("https://[broken", None),
        (None, None),
    ],
)
def test_the_day_of_an_address(url: str | None, day: str | None) -> None:
    assert day_of(url) == day


def test_an_address_dates_a_report_that_nothing_else_dates() -> None:
    url = "https://example.org/2022/08/06/title"
    laid = lay(BODY, url=url)
    assert laid.published == Published("2022-08-06", "metadata")
    assert "no_publication_date" not in {issue.code for issue in laid.issues}
