"""The screens of the desk: where each one is, and what somebody does there before it is looked at."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page
from serving import EXAMPLES, case_of, serving

from tawthiq.case.store import Case
from tawthiq.desk import users
from tawthiq.desk.app import create_app

STRIKE = "قصفت طائرات حربية روسية سوقا في بلدة كفرنبل أمس الثلاثاء، ما أدى إلى مقتل 6 مدنيين بينهم طفلان."
READER = ("قارئة", "a long password")
OPEN, GUARDED, DAMAGED = "open", "guarded", "damaged"


class Screen(NamedTuple):
    """An address, what is done there, and on which desk; `whole` is whether the page is looked at to its end."""

    path: str
    done: Callable[[Page], None] = lambda _: None
    desk: str = OPEN
    whole: bool = True


@contextmanager
def desks(folder: Path) -> Iterator[dict[str, str]]:
    """Desks of the examples by their names, each with its address: open, with an account, and with a damaged case."""
    with ExitStack() as running:
        found = {}
        made = case_of(folder / f"{OPEN}.case", EXAMPLES)
        for name in (GUARDED, DAMAGED, OPEN):
            case = folder / f"{name}.case"
            if name != OPEN:
                shutil.copy(made, case)
            if name == GUARDED:
                with Case(str(case)) as kept, kept.writing() as connection:
                    users.add(connection, READER[0], "reader", READER[1])
            found[name] = running.enter_context(serving(create_app(str(case))))
        for file in folder.glob(f"{DAMAGED}.case*"):
            file.write_bytes(b"no case")
        yield found


def most_told(window: Page) -> None:
    window.locator(".events h2 a").first.click()
    window.wait_for_load_state()


def contradiction(window: Page) -> None:
    most_told(window)
    window.locator("#conflicts").scroll_into_view_if_needed()
    window.locator("#conflicts").evaluate("heading => heading.scrollIntoView()")


def said(window: Page) -> None:
    most_told(window)
    window.locator(".conflicts a").first.click()
    window.wait_for_load_state()


def joined(window: Page) -> None:
    most_told(window)
    window.locator(".joined summary").click()
    window.locator(".joined").evaluate("part => part.scrollIntoView()")


def report(window: Page) -> None:
    most_told(window)
    window.locator(".compare thead a[href*='/reports/']").last.click()
    window.wait_for_load_state()


def correction(window: Page) -> None:
    most_told(window)
    window.keyboard.press("e")
    window.locator("#decide").evaluate("part => part.scrollIntoView()")


def refused_correction(window: Page) -> None:
    correction(window)
    form = window.locator(".choice[open] form")
    form.locator("[name=field]").select_option("killed")
    form.locator("[name=value]").fill("كثير")
    form.locator("[name=why]").fill("x")
    form.locator("[name=by]").fill("Sami")
    form.locator("button").click()
    window.wait_for_load_state()


def drawn(window: Page) -> None:
    window.locator("#map[data-count]").wait_for()
    window.wait_for_load_state("networkidle")


def picked(window: Page) -> None:
    drawn(window)
    window.locator(".mark:has(text)").first.focus()
    window.keyboard.press("Enter")
    window.locator("#picked").wait_for()


def brushed(window: Page) -> None:
    drawn(window)
    end = window.locator(".ends .first")
    end.focus()
    for _ in range(4):
        window.keyboard.press("PageUp")
    window.wait_for_url("**since=*")
    window.wait_for_load_state("networkidle")
    window.locator("#timeline").evaluate("part => part.scrollIntoView({block: 'end'})")


def disputed_day(window: Page) -> None:
    spans = window.request.get("/api/1/control").json()
    spans = spans if isinstance(spans, list) else spans["spans"]
    day = next(span["from"] for span in spans if span["disputed"] and span["from"])
    window.goto(f"/control?on={day}")
    drawn(window)


def preview(window: Page) -> None:
    window.locator("[name=text]").fill(STRIKE)
    window.locator("[name=published]").fill("2019-07-24")
    window.locator("form.adding button").click()
    window.wait_for_load_state()


def refusal(window: Page) -> None:
    window.locator("form.adding button").click()
    window.wait_for_load_state()


def unreadable(window: Page) -> None:
    window.locator("[name=file]").set_input_files({"name": "a.warc", "mimeType": "x", "buffer": b"\x00\x01" * 40})
    window.locator("form.adding button").click()
    window.wait_for_load_state()


def decided(window: Page) -> None:
    """Some decisions, so that the log has what there is to see."""
    if window.locator(".made .undo").count():
        return
    window.goto("/queue")
    for key, value in (("e", "3-5"), ("c", "")):
        window.locator(".events h2 a").first.click()
        window.wait_for_load_state()
        window.keyboard.press(key)
        form = window.locator(".choice[open] form")
        if value:
            form.locator("[name=field]").select_option("killed")
            form.locator("[name=value]").fill(value)
        form.locator("[name=why]").fill("صححه فريق التوثيق في Idlib يوم 3/7/2019 (2 reports)")
        form.locator("[name=by]").fill("Sami")
        form.locator("button").click()
        window.wait_for_url("**decided=*")
        window.goto("/queue")
    window.goto("/log")


def refused_login(window: Page) -> None:
    window.locator("[name=name]").fill("أحد")
    window.locator("[name=password]").fill("x")
    window.locator("main form button").click()
    window.wait_for_load_state()


def logged_in(window: Page) -> None:
    for name, value in zip(("name", "password"), READER, strict=True):
        window.locator(f"[name={name}]").fill(value)
    window.locator("main form button").click()
    window.wait_for_url("**/events*")


def forbidden(window: Page) -> None:
    logged_in(window)
    window.goto("/add")
    preview(window)


def keys(window: Page) -> None:
    window.keyboard.press("?")


def reached(window: Page) -> None:
    for _ in range(14):
        window.keyboard.press("Tab")


SCREENS = {
    "events": Screen("/events?sort=killed"),
    "events-searched": Screen("/events?q=%D9%82%D8%B5%D9%81&disputed=yes&sort=sources"),
    "events-none": Screen("/events?q=zzz"),
    "events-focus": Screen("/events", reached, whole=False),
    "event": Screen("/events?sort=sources", most_told),
    "event-contradiction": Screen("/events?sort=sources", contradiction, whole=False),
    "event-joined": Screen("/events?sort=sources", joined, whole=False),
    "event-correction": Screen("/events?sort=sources", correction, whole=False),
    "event-refused": Screen("/events?sort=sources", refused_correction),
    "report": Screen("/events?sort=sources", report),
    "report-sentence": Screen("/events?sort=sources", said, whole=False),
    "map": Screen("/map", drawn),
    "map-picked": Screen("/map?at=33,40,4", picked, whole=False),
    "map-brushed": Screen("/map", brushed),
    "control": Screen("/control?on=2018-08-10", drawn),
    "control-disputed": Screen("/control", disputed_day),
    "add": Screen("/add"),
    "add-preview": Screen("/add", preview),
    "add-refused": Screen("/add", refusal),
    "add-unreadable": Screen("/add", unreadable),
    "dossier": Screen("/dossier?kind=shelling"),
    "queue": Screen("/queue"),
    "log": Screen("/log", decided),
    "keys": Screen("/events", keys, whole=False),
    "login": Screen("/login", desk=GUARDED),
    "login-refused": Screen("/login", refused_login, desk=GUARDED),
    "logged-in": Screen("/login", logged_in, desk=GUARDED, whole=False),
    "error-400": Screen("/events?since=2020-02-31"),
    "error-403": Screen("/login", forbidden, desk=GUARDED),
    "error-404": Screen("/events/e:0000000000000000"),
    "error-503": Screen("/events", desk=DAMAGED),
}
"""Each screen by its name."""


def show(window: Page, address: str, screen: Screen, language: str) -> None:
    """Go to a screen as a user does."""
    window.goto(f"{address}{screen.path}{'&' if '?' in screen.path else '?'}lang={language}")
    screen.done(window)
