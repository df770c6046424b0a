"""Every screen of the desk: nothing is cut, no serious fault, every focus is seen.

Each language in one size and one colour scheme; `scripts/screenshots.py` checks all of them.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from screens import SCREENS, desks, show
from serving import SIZES, faults, unseen_focus


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Where the desks are served that screens are of."""
    with desks(tmp_path_factory.mktemp("screens")) as found:
        yield found


@pytest.mark.parametrize(("language", "size"), [("ar", "narrow"), ("en", "wide")])
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_has_no_fault(
    browser: Browser, addresses: dict[str, str], name: str, size: str, language: str
) -> None:
    screen = SCREENS[name]
    with browser.new_context(viewport=SIZES[size], base_url=addresses[screen.desk]) as context:
        window = context.new_page()
        window.emulate_media(color_scheme="light" if size == "wide" else "dark")
        show(window, addresses[screen.desk], screen, language)
        assert faults(window) == []
        assert unseen_focus(window) == []
