"""An event's accounts side by side, and a report with what was read in it: what they show and where they lead."""

import html
import re
from pathlib import Path

import msgspec
from litestar import Litestar
from litestar.testing import TestClient
from playwright.sync_api import Page, expect
from serving import case_of
from telling import tell

from tawthiq.desk.app import create_app
from tawthiq.desk.marking import MOST_SHOWN, lines, numbered
from tawthiq.desk.show import Shown
from tawthiq.fuse.features import FEATURES
from tawthiq.model import Reading

Client = TestClient[Litestar]
MARKET = "/events?kind=shelling&sort=sources"


def open_market(window: Page, language: str = "ar") -> None:
    window.goto(f"{MARKET}&lang={language}")
    window.locator(".events h2 a").first.click()
    window.wait_for_load_state()


def test_a_contradiction_leads_to_the_sentences_that_say_it(window: Page) -> None:
    open_market(window)
    dispute = window.locator(".conflicts > div", has_text="عدد القتلى")
    expect(dispute.locator(".side").nth(3)).to_be_visible()
    expect(window.locator("tr.disputed", has_text="الضرر")).to_be_visible()
    dispute.locator("a").first.click()
    expect(window).to_have_url(re.compile(r"/reports/r:.*#at-\d+"))
    expect(window.locator(".spot:target")).to_have_count(1)
    expect(window.locator(".marked")).to_contain_text("سوق")


def test_every_value_of_every_account_leads_to_a_sentence(client: Client) -> None:
    event = client.get("/api/1/events?sort=sources&limit=1").json()["events"][0]
    page = client.get(f"/events/{event['id']}?lang=en").text
    links = set(re.findall(r'href="(/reports/[^"#]+)#(at-\d+)"', page))
    assert len({report for report, _ in links}) == len(event["accounts"])
    for report, spot in links:
        assert f'id="{spot}"' in client.get(report).text


def test_why_accounts_were_joined_is_said_in_words(window: Page) -> None:
    open_market(window, "en")
    window.locator(".joined summary").click()
    expect(window.locator(".because").first).to_contain_text("place")
    for feature in FEATURES:
        for language in ("ar", "en"):
            assert Shown(language).feature(feature.name)


def test_pointing_at_a_mark_shows_its_value(window: Page) -> None:
    open_market(window)
    window.locator(".compare thead a", has_text="افتح التقرير").first.click()
    window.locator(".marked mark.where").first.hover()
    expect(window.locator(".note")).to_contain_text("المكان")
    window.locator(".marked a.trigger").first.focus()
    expect(window.locator(".note")).to_be_visible()
    expect(window.locator(".claims > li.lit")).not_to_have_count(0)
    window.keyboard.press("Enter")
    expect(window.locator(".claims > li:target")).to_have_count(1)


def test_marks_leave_every_character_in_its_place() -> None:
    text = "قال المرصد إن الطيران الروسي قصف سوقا في مدينة أريحا الثلاثاء، ما أدى إلى مقتل 5 مدنيين بينهم طفلان.\nقصفها"
    reading = tell(text, published="2019-07-03")
    shown = lines(reading, Shown("ar"))
    assert "\n".join("".join(piece.text for piece in line.pieces) for line in shown) == text
    assert [number for line in shown for piece in line.pieces for number in piece.numbers] == sorted(
        numbered(reading).values()
    )
    spoken = [piece for line in shown for piece in line.pieces if piece.speaker]
    assert spoken
    assert [piece.opens for piece in spoken].count(True) == 1


def test_a_number_never_stands_inside_a_word() -> None:
    reading = tell("فقصفتها الطائرات الروسية أمس في مدينة أريحا.", published="2019-07-03")
    for line in lines(reading, Shown("ar")):
        for piece, after in zip(line.pieces, line.pieces[1:], strict=False):
            assert not piece.numbers or not after.text[0].isalpha()


def test_a_long_text_is_cut_on_the_page_and_whole_behind_a_link(tmp_path: Path, example_case: str) -> None:
    long = tmp_path / "long.txt"
    long.write_text("قصفت طائرات روسية مدينة أريحا أمس.\n" + ("كلمة " * 20 + "\n") * 6_000, encoding="utf-8")
    case_of(tmp_path / "examples.case", long)
    with TestClient(create_app(example_case), base_url="http://127.0.0.1") as fresh:
        page = fresh.get("/events?q=كلمة كلمة&lang=en").text
        event = re.search(r"/events/e:[0-9a-f]+", page)
        assert event
        report = fresh.get(f"/api/1{event[0]}").json()["accounts"][0]["report"]
        shown = fresh.get(f"/reports/{report}?lang=en")
        assert f"first {MOST_SHOWN:,} characters" in shown.text
        assert len(shown.text) < 2 * MOST_SHOWN
        assert len(fresh.get(f"/reports/{report}/text").text) > 5 * MOST_SHOWN


def test_hostile_words_stay_words(tmp_path: Path, example_case: str) -> None:
    odd = tmp_path / "odd.txt"
    words = '<script>alert(1)</script> &lt;b&gt; " onmouseover="x" \u202e'
    odd.write_text(f"قصفت طائرات روسية مدينة أريحا أمس {words} وقتل 5 مدنيين.", encoding="utf-8")
    case_of(tmp_path / "examples.case", odd)
    with TestClient(create_app(example_case), base_url="http://127.0.0.1") as fresh:
        found = fresh.get("/api/1/events", params={"q": "alert onmouseover"}).json()["events"]
        assert found
        for path in (f"/events/{found[0]['id']}", f"/reports/{found[0]['accounts'][0]['report']}"):
            page = fresh.get(path).text
            assert "<script>alert" not in page
            assert 'onmouseover="x"' not in page
            assert "\u202e" not in page
            assert "&lt;b&gt;" in html.unescape(page)


def test_a_reading_of_everything_is_shown_in_both_languages(client: Client) -> None:
    reports = {
        one["report"] for event in client.get("/api/1/events?limit=500").json()["events"] for one in event["accounts"]
    }
    for report in sorted(reports):
        reading = msgspec.convert(client.get(f"/api/1/reports/{report}").json(), Reading)
        for language in ("ar", "en"):
            page = client.get(f"/reports/{report}?lang={language}")
            assert page.status_code == 200
            assert page.text.count("<li id=") == len(reading.claims)
