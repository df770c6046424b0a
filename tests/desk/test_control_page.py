"""Who held what in the desk: the same as the command line says, day by day, on the page, as JSON and in a browser."""

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from playwright.sync_api import Page, expect
from serving import case_of
from typer.testing import Result

from tawthiq.desk.app import create_app
from tawthiq.desk.pages import control

Client = TestClient[Litestar]
PLACE = "السخنة"


def spans(client: Client, **asked: Any) -> list[dict[str, Any]]:
    return list(client.get("/api/1/control", params=asked).raise_for_status().json())


@pytest.mark.parametrize("asked", [{}, {"on": "2018-08-10"}, {"place": PLACE}, {"on": "2018-08-10", "place": "sy"}])
def test_the_api_gives_what_the_command_line_gives(
    client: Client, example_case: str, run: Callable[..., Result], asked: dict[str, str]
) -> None:
    options = [part for name, value in asked.items() for part in (f"--{name}", value)]
    told = [json.loads(line) for line in run("control", example_case, "--json", *options).stdout.splitlines()]
    assert spans(client, **asked) == told != []


def test_each_change_is_a_day_on_which_something_is_different(client: Client) -> None:
    days = client.get("/api/1/control/changes", params={"place": PLACE}).json()
    assert days == sorted(set(days))
    seen = [spans(client, on=day, place=PLACE) for day in days]
    assert all(before != after for before, after in pairwise(seen))


def test_the_page_says_who_since_when_and_according_to_whom(client: Client) -> None:
    html = client.get("/control", params={"on": "2018-09-01", "place": PLACE, "lang": "en"}).text
    assert "Syrian government forces" in html
    assert '<time datetime="2018-08-30">' in html
    assert "وزارة الدفاع" in html
    assert re.search(r'href="/events/e:[0-9a-f]{16}"', html)
    assert 'rel="prev" href="/control?on=2018-08' in html
    assert "/control?on=2018-08-31&amp;place=" in html
    besieged = client.get("/control", params={"on": "2018-08-10", "place": PLACE, "lang": "en"}).text
    assert 'data-besieged="yes"' in besieged
    assert "Besieged" in besieged


def test_a_case_that_changes_has_another_history(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text("سيطرت قوات النظام على مدينة السخنة في 6 آب 2017.", encoding="utf-8")
    name = case_of(tmp_path / "grows.case", folder)
    with TestClient(create_app(name), base_url="http://127.0.0.1") as client:
        before = spans(client)
        assert [span["holder"] for span in before if span["from"]] == ["sy.gov"]
        later = "سيطر تنظيم الدولة على مدينة السخنة بريف حمص في 9 أيلول 2017."
        (folder / "two.txt").write_text(later, encoding="utf-8")
        case_of(tmp_path / "grows.case", folder)
        with TestClient(create_app(name), base_url="http://127.0.0.1"):
            assert {span["holder"] for span in spans(client, on="2017-10-01")} == {"is"}


def test_what_is_no_day_is_refused_and_no_place_is_empty(client: Client) -> None:
    for path in ("/control", "/api/1/control"):
        assert client.get(f"{path}?on=2018-02-31").status_code == 400
        assert client.get(f"{path}?on=x").status_code == 400
    assert spans(client, place="مكان لا وجود له") == []
    assert client.get("/control?place=<script>alert(1)</script>").status_code == 200
    assert "<script>alert" not in client.get("/control?place=<script>alert(1)</script>").text


def opened(window: Page, path: str) -> None:
    window.goto(path)
    expect(window.locator("#map[data-count]")).to_be_visible()


def test_the_slider_shows_other_holders(window: Page) -> None:
    opened(window, f"/control?place={PLACE}&lang=ar")
    days = window.request.get("/api/1/control/changes", params={"place": PLACE}).json()
    holdings = window.locator("#holdings")
    expect(holdings).to_contain_text("قوات النظام السوري")
    town = window.locator("#map path.place").first
    paint = town.get_attribute("fill")
    slider = window.get_by_role("slider")
    expect(slider).to_be_visible()
    slider.focus()
    window.keyboard.press("Home")
    expect(window).to_have_url(re.compile(f"on={days[0]}"))
    expect(holdings).to_contain_text("تنظيم الدولة الإسلامية")
    expect(holdings).to_contain_text("محاصر")
    expect(slider).to_be_focused()
    assert town.get_attribute("fill") != paint
    expect(window.locator("#map path.besieged")).to_have_count(1)
    window.locator("#steps a[rel=next]").click()
    expect(window).to_have_url(re.compile(f"on={days[1]}"))
    expect(window.locator("#steps a[rel=next]")).to_be_focused()
    window.locator(".to-event").first.click()
    expect(window).to_have_url(re.compile("/events/e:"))


def test_a_circle_leads_to_its_row(window: Page) -> None:
    opened(window, "/control?lang=en")
    window.locator("#map path.place").first.click(force=True)
    expect(window.locator("#holdings tbody.pointed")).to_have_count(1)


def test_circles_are_reached_and_lead_to_their_row_by_keyboard(window: Page) -> None:
    opened(window, "/control?on=2018-08-10&lang=en")
    circles = window.locator("#map path.place")
    assert circles.count() > 1
    window.locator("#map path.place[tabindex='0']").focus()
    expect(window.locator(".leaflet-tooltip")).to_be_visible()
    label = circles.first.get_attribute("aria-label")
    assert label
    window.keyboard.press("ArrowRight")
    window.keyboard.press("ArrowLeft")
    window.keyboard.press("Enter")
    expect(window.locator("#holdings tbody.pointed")).to_have_count(1)
    expect(window.locator("#holdings tbody.pointed a").first).to_be_focused()


def test_the_map_has_all_places_and_the_table_some_at_a_time(
    client: Client, window: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(control, "ON_A_PAGE", 2)
    places = client.get("/api/1/control/places?lang=ar").json()
    assert len(places) > 2
    assert all(":" in place["words"] and "<" not in place["words"] for place in places)
    assert client.get("/control").text.count("<tbody") == 2
    opened(window, "/control?lang=ar")
    expect(window.locator("#map path.place")).to_have_count(len(window_places(window)))
    rows = window.locator("#holdings tbody")
    expect(rows).to_have_count(2)
    far = next(place for place in window_places(window) if place["at"] > 1)
    window.get_by_label(far["words"], exact=True).first.focus()
    window.keyboard.press("Enter")
    expect(window).to_have_url(re.compile(f"page={far['at'] // 2 + 1}"))
    expect(window.locator(f"#holdings tbody.pointed[data-at='{far['at']}'] a").first).to_be_focused()
    window.locator("#holdings nav a[rel=prev]").click()
    expect(rows).to_have_count(2)


def window_places(window: Page) -> list[dict[str, Any]]:
    day = window.locator("#map").get_attribute("data-day") or ""
    return list(window.request.get("/api/1/control/places", params={"on": day, "lang": "ar"}).json())
