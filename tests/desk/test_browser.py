"""The desk in a browser: a documenter finds an event, opens it, and changes the language."""

import re

import pytest
from playwright.sync_api import Page, expect
from serving import SIZES, fits


def test_an_event_is_found_opened_and_read_in_both_languages(window: Page) -> None:
    window.goto("/")
    expect(window.locator("html")).to_have_attribute("dir", "rtl")
    everything = window.locator(".events > li").count()
    window.get_by_role("searchbox").fill("سوق اريحا")
    window.get_by_role("button", name="ابحث").click()
    expect(window).to_have_url(re.compile("q="))
    assert 0 < window.locator(".events > li").count() < everything
    window.locator(".facet a", has_text=re.compile(r"^\s*متعارضة")).click()
    expect(window).to_have_url(re.compile("q=.*disputed=yes"))
    window.get_by_role("link", name="English").click()
    expect(window.locator("html")).to_have_attribute("dir", "ltr")
    expect(window).to_have_url(re.compile("q=.*disputed=yes"))
    window.locator(".events h2 a").first.click()
    expect(window.locator("h1")).to_contain_text("Ariha")
    expect(window.locator("html")).to_have_attribute("lang", "en")
    window.get_by_role("link", name="Open the report").first.click()
    expect(window.locator(".text")).to_contain_text("أريحا")


def test_what_was_chosen_is_taken_away_again(window: Page) -> None:
    window.goto("/events?kind=shelling&sort=killed")
    expect(window.get_by_role("combobox")).to_have_value("killed")
    window.locator(".chosen a").first.click()
    expect(window).to_have_url(re.compile(r"/events\?sort=killed$"))


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["/events", "/events?q=%D9%82%D8%B5%D9%81&disputed=yes"])
def test_pages_fit_and_have_no_serious_fault(window: Page, path: str, size: str, language: str) -> None:
    window.set_viewport_size(SIZES[size])
    window.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
    fits(window)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_events_and_reports_fit_and_have_no_serious_fault(window: Page, size: str, language: str) -> None:
    window.set_viewport_size(SIZES[size])
    window.goto(f"/events?sort=sources&lang={language}")
    for link in (".events h2 a", ".compare thead a"):
        window.locator(link).first.click()
        window.wait_for_load_state()
        fits(window)
