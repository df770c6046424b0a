"""Pictures of each screen of the desk, in both languages, 1280 and 390 pixels wide, on a case of the examples.

python scripts/screenshots.py FOLDER [WORD...]

Only screens whose name has one of the words are taken, where some are given. What is wrong with one is printed: cut
words, a page wider than its window, serious faults by axe, a focus that cannot be seen; the exit status tells it too.
Needs the system's Chromium.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from screens import SCREENS, desks, show
from serving import SIZES, chromium, faults, unseen_focus

from tawthiq.desk.language import LANGUAGES


def main() -> None:
    """Take the pictures."""
    folder, words = Path(sys.argv[1]), sys.argv[2:]
    names = [name for name in SCREENS if not words or any(word in name for word in words)]
    folder.mkdir(parents=True, exist_ok=True)
    wrong = 0
    with tempfile.TemporaryDirectory() as made, desks(Path(made)) as addresses, chromium() as browser:
        if browser is None:
            sys.exit("there is no chromium: apt install chromium fonts-noto-core")
        for name in names:
            for language in LANGUAGES:
                for size in SIZES:
                    for fault in take(browser, addresses, name, language, size, folder):
                        print(f"{name}-{language}-{size}: {fault}", flush=True)
                        wrong += 1
    sys.exit(f"{wrong} faults" if wrong else 0)


def take(browser: Browser, addresses: dict[str, str], name: str, language: str, size: str, folder: Path) -> list[str]:
    """A picture of a screen in one language and size, and what is wrong with it."""
    screen = SCREENS[name]
    address = addresses[screen.desk]
    with browser.new_context(base_url=address, viewport=SIZES[size], locale=language) as context:
        page = context.new_page()
        show(page, address, screen, language)
        page.screenshot(path=folder / f"{name}-{language}-{size}.png", full_page=screen.whole)
        found = {*faults(page), *(f"focus not seen: {one}" for one in unseen_focus(page))}
        page.emulate_media(color_scheme="dark")
        return sorted(found.union(f"dark: {one}" for one in faults(page)))


if __name__ == "__main__":
    main()
