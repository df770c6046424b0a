"""Pictures of each page of the desk, in both languages, 1280 and 390 pixels wide, on a case of the examples.

python scripts/screenshots.py FOLDER [WORD...]

Only pages whose name has one of the words are taken, where some are given. Needs the system's Chromium.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from serving import EXAMPLES, SIZES, case_of, chromium, serving

from tawthiq.desk.app import create_app
from tawthiq.desk.language import LANGUAGES

PAGES = {
    "events": "/events?sort=killed",
    "narrowed": "/events?q=%D9%82%D8%B5%D9%81&disputed=yes",
    "none": "/events?q=zzz",
    "queue": "/queue",
    "log": "/log",
    "missing": "/nothing",
}
EVENT, REPORT, KEYS = "event", "report", "keys"


def main() -> None:
    """Take the pictures."""
    folder, wanted = Path(sys.argv[1]), sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        app = create_app(case_of(Path(made) / "examples.case", EXAMPLES))
        with serving(app) as address, chromium() as browser:
            if browser is None:
                sys.exit("there is no chromium: apt install chromium fonts-noto-core")
            for language in LANGUAGES:
                for size in SIZES:
                    take(browser, address, language, size, folder, wanted)


def take(browser: Browser, address: str, language: str, size: str, folder: Path, wanted: list[str]) -> None:
    """All pages in one language and size."""
    with browser.new_context(base_url=address, viewport=SIZES[size]) as context:
        page = context.new_page()
        for name in (*PAGES, EVENT, REPORT, KEYS):
            if wanted and not any(word in name for word in wanted):
                continue
            open_page(page, name, language)
            page.screenshot(path=folder / f"{name}-{language}-{size}.png", full_page=name != KEYS)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                print(f"{name}-{language}-{size}: wider than the window")


def open_page(page: Page, name: str, language: str) -> None:
    """Go to a page as a user does."""
    path = PAGES.get(name, "/events?sort=sources")
    page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}", wait_until="networkidle")
    if name == EVENT:
        page.locator(".events h2 a").first.click()
        page.wait_for_load_state("networkidle")
        page.keyboard.press("e")
    if name == REPORT:
        found = page.request.get("/api/1/events?sort=sources&limit=1").json()["events"][0]
        page.goto(f"/reports/{found['accounts'][0]['report']}", wait_until="networkidle")
    if name == KEYS:
        page.keyboard.press("?")


if __name__ == "__main__":
    main()
