"""A desk as users have it: a case made by the command line, served on a free port, and the system's browser."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from axe_playwright_python.sync_playwright import Axe
from litestar import Litestar
from playwright.sync_api import Browser, Page, sync_playwright
from typer.testing import CliRunner

from tawthiq.cli import app as command_line

EXAMPLES = Path(__file__).parents[1] / "examples"
SIZES = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 390, "height": 844}}


def case_of(path: Path, *sources: Path) -> str:
    """A case of some reports, made as a user makes one."""
    result = CliRunner().invoke(command_line, ["add", str(path), *map(str, sources)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return str(path)


@contextmanager
def serving(app: Litestar) -> Iterator[str]:
    """A desk served on a free port; its address."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the desk does not start"
        thread.join(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser | None]:
    """The system's Chromium, or None where there is none; none is downloaded."""
    found = os.environ.get("TAWTHIQ_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        yield None
        return
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        yield browser
        browser.close()


def fits(window: Page) -> None:
    """Nothing of a page is cut, and axe finds no serious fault."""
    assert faults(window) == []


def faults(window: Page) -> list[str]:
    """What is wrong with a page: wider than the window, words cut, a serious fault by axe."""
    told = Axe().run(window, options={"resultTypes": ["violations"]}).response["violations"]
    return [str(one) for one in window.evaluate(_CUT)] + [
        f"{fault['id']}: {node['html'][:200]} {node['any'][0]['message'] if node['any'] else ''}"
        for fault in told
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]


def unseen_focus(window: Page) -> list[str]:
    """What can be reached by keyboard and does not look other when it is."""
    window.keyboard.press("Tab")
    return [str(one) for one in window.evaluate(_FOCUS)]


_CUT = """() => {
  const found = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) found.push(`the page is ${page.scrollWidth} wide`);
  for (const one of document.querySelectorAll("body *")) {
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    if (!box.width || one.closest(".unseen, .skip, .leaflet-container, dialog:not([open]), svg")) continue;
    const hidden = ["hidden", "clip"].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1;
    const outside = box.left < -1 || box.right > page.clientWidth + 1;
    const scrolled = one.closest(".beside-each-other, .scrolled");
    if (hidden || (outside && !scrolled)) found.push(`cut: ${one.outerHTML.slice(0, 160)}`);
  }
  return found;
}"""
_FOCUS = """() => {
  const found = [];
  const reached = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  for (const one of document.querySelectorAll(reached)) {
    if (!one.checkVisibility() || one.disabled || one.closest(".ends")) continue; // the thumb of a range has the ring
    one.focus({ preventScroll: true });
    const style = getComputedStyle(one);
    const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    if (document.activeElement === one && !ringed) found.push(one.outerHTML.slice(0, 160));
  }
  return found;
}"""
