"""The map in a browser: marks are there, narrowed by filters and by the timeline, and tell what they stand for."""

import re

from playwright.sync_api import Page, expect


def opened(window: Page, path: str) -> None:
    window.goto(path)
    expect(window.locator("#map[data-count]")).to_be_visible()


def drawn(window: Page) -> int:
    return int(window.locator("#map").get_attribute("data-count") or 0)


def test_events_are_marks_that_a_filter_narrows(window: Page) -> None:
    opened(window, "/map?lang=ar")
    whole = drawn(window)
    assert window.locator(".mark").count() > 3
    expect(window.locator(".place-name", has_text="ليبيا")).to_have_count(1)
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


def test_arrows_go_from_mark_to_mark_and_families_are_told_in_words_and_signs(window: Page) -> None:
    opened(window, "/map?lang=en")
    marks = window.locator(".mark")
    assert window.locator(".mark[tabindex='0']").count() == 1
    marks.first.focus()
    seen = set()
    for key in ["ArrowLeft"] * marks.count() + ["ArrowRight"] * marks.count():
        window.keyboard.press(key)
        seen.add(window.evaluate("[...document.querySelectorAll('.mark')].indexOf(document.activeElement)"))
    assert len(seen) == marks.count()
    cluster = window.locator(".mark:has(text)").first
    expect(cluster).to_have_attribute("aria-label", re.compile(r"Events: \d+.*(Strikes|Fighting|Acts|Relief|Cons)"))
    assert cluster.locator(".sign-area, .sign-lines").count() > 0
    expect(window.locator("#map-keys")).to_be_visible()


def test_the_map_moves_and_zooms_by_keyboard(window: Page) -> None:
    opened(window, "/map?lang=en&at=33,40,5")
    window.locator("#map").focus()
    for key, told in (("+", r"at=33\.0000%2C40\.0000%2C6$"), ("ArrowUp", r"at=3[3-9]\.[1-9]")):
        window.keyboard.press(key)
        expect(window).to_have_url(re.compile(told))
