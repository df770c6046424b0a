"""The map in a browser: marks are there, narrowed by filters and by the timeline, and tell what they stand for."""

import re

import pytest
from playwright.sync_api import Page, expect
from serving import SIZES, fits


def opened(window: Page, path: str) -> None:
    window.goto(path)
    expect(window.locator("#map[data-count]")).to_be_visible()


def drawn(window: Page) -> int:
    return int(window.locator("#map").get_attribute("data-count") or 0)


def test_events_are_marks_that_a_filter_narrows(window: Page) -> None:
    opened(window, "/map?lang=ar")
    whole = drawn(window)
    assert window.locator(".mark").count() > 3
    assert window.locator(".place-name", has_text="ليبيا").count() == 1
    window.locator(".facet a", has_text="قصف مدفعي").click()
    expect(window).to_have_url(re.compile(r"/map\?kind=shelling.*at="))
    expect(window.locator("#map[data-count]")).to_be_visible()
    assert 0 < drawn(window) < whole
    window.get_by_role("link", name="الأحداث نفسها").click()
    expect(window).to_have_url(re.compile(r"/events\?kind=shelling"))


def test_what_is_picked_by_keyboard_is_told_and_leads_to_the_event(window: Page) -> None:
    opened(window, "/map?kind=shelling&lang=en")
    window.locator(".mark").first.focus()
    window.keyboard.press("Enter")
    panel = window.locator("#picked")
    expect(panel).to_be_visible()
    expect(panel.get_by_role("heading").first).to_be_focused()
    expect(panel.locator("li").first).to_contain_text("Shelling")
    window.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(window.locator(".mark").first).to_be_focused()
    window.locator(".mark").first.click()
    panel.locator("li a").first.click()
    expect(window).to_have_url(re.compile("/events/e:"))


def test_a_period_is_chosen_by_mouse_and_by_keyboard(window: Page) -> None:
    opened(window, "/map?lang=ar")
    whole = drawn(window)
    box = window.locator("#bars").bounding_box()
    assert box
    window.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 20)
    window.mouse.down()
    window.mouse.move(box["x"] + box["width"] * 0.02, box["y"] + 20, steps=4)
    window.mouse.up()
    expect(window).to_have_url(re.compile("since=202"))
    expect(window.locator(".chosen")).to_contain_text("من يوم")
    window.wait_for_function("count => Number(document.getElementById('map').dataset.count) < count", arg=whole)
    window.go_back()
    window.wait_for_function("count => Number(document.getElementById('map').dataset.count) === count", arg=whole)
    window.get_by_role("slider", name="آخر المدة").focus()
    window.keyboard.press("Home")
    expect(window).to_have_url(re.compile("until=20"))
    assert "since=" not in window.url


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_the_map_fits_and_has_no_serious_fault(window: Page, size: str, language: str) -> None:
    window.set_viewport_size(SIZES[size])
    opened(window, f"/map?lang={language}&since=2019-01-01&until=2023-12-31")
    fits(window)
