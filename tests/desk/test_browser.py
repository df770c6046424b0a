"""The desk in a browser: a documenter finds an event, opens it, and changes the language."""

import re

from playwright.sync_api import Page, expect


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
