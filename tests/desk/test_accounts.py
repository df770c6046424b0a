"""Accounts: who may do what, on every route; logging in and out; nobody guesses passwords."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.testing import TestClient
from playwright.sync_api import Browser, expect
from serving import fits, serving
from typer.testing import CliRunner, Result

from tawthiq.cli import app as command_line
from tawthiq.desk import accounts, users
from tawthiq.desk.app import create_app

Client = TestClient[Litestar]
PASSWORD = "كلمة سر طويلة"  # noqa: S105
NAMES = {"reader": "رنا", "coder": "Sami", "editor": "ليلى"}
OPEN = {"/login", "/login/in", "/static/{file_path:path}", "/static/leaflet/{file_path:path}"}
READS = {"GET", "HEAD", "OPTIONS"}


@pytest.fixture
def shared_case(example_case: str) -> str:
    """A case with a user of each role."""
    for role, name in NAMES.items():
        command = ["user", "add", example_case, name, "--role", role]
        result = CliRunner().invoke(command_line, command, input=f"{PASSWORD}\n", catch_exceptions=False)
        assert result.exit_code == 0, result.output
    return example_case


@pytest.fixture
def guarded(shared_case: str) -> Iterator[Client]:
    """The desk of such a case."""
    with TestClient(create_app(shared_case), base_url="http://127.0.0.1") as client:
        yield client


def token(client: Client, path: str = "/login") -> str:
    found = re.search(r'name="_csrf_token" value="(\w+)"', client.get(path).text)
    assert found
    return found.group(1)


def log_in(client: Client, name: str, password: str = PASSWORD, following: str = "/log") -> Any:
    sent = {"name": name, "password": password, "next": following, "_csrf_token": token(client)}
    return client.post("/login/in", data=sent, follow_redirects=False)


def routes(client: Client) -> Iterator[tuple[str, str, str]]:
    """Path, method and role of every route."""
    for route in client.app.routes:
        for handler in getattr(route, "route_handlers", ()):
            assert isinstance(handler, HTTPRouteHandler)
            for method in handler.http_methods:
                yield route.path, str(method), handler.opt.get("role", "")


def call(client: Client, path: str, method: str) -> Any:
    address = re.sub(r"{\w+:\w+}", "x", path)
    headers = {} if method in READS else {"x-csrftoken": token(client)}
    return client.request(method, address, headers=headers, follow_redirects=False)


def test_every_route_says_who_may_use_it(guarded: Client) -> None:
    for path, method, role in routes(guarded):
        if method == "OPTIONS":
            continue
        assert role in {"anyone", *users.ROLES}, f"{method} {path}: give it opt=READER, CODER or EDITOR"
        assert (role == "anyone") == (path in OPEN), f"{method} {path}"
        assert method in READS or path in {*OPEN, "/logout"} or role in {"coder", "editor"}, f"{method} {path}"


def test_nothing_is_answered_to_who_is_not_logged_in(guarded: Client) -> None:
    for path, method, role in routes(guarded):
        if role != "anyone" and method != "OPTIONS":
            answer = call(guarded, path, method)
            led = answer.status_code == 303 and answer.headers["location"].startswith("/login?next=")
            assert led or answer.status_code == 401, f"{method} {path}: {answer.status_code}"
    assert guarded.get("/api/1/events").json()["detail"] == "log in first"


def test_a_reader_writes_by_no_route(guarded: Client) -> None:
    assert log_in(guarded, NAMES["reader"]).status_code == 303
    for path, method, role in routes(guarded):
        if method not in READS and role != "anyone" and path != "/logout":
            assert call(guarded, path, method).status_code == 403, f"{method} {path}"
    assert guarded.get("/queue").status_code == 200


def test_a_route_that_names_no_role_is_closed() -> None:
    assert not users.User("x", "editor").may("")
    assert [users.User("x", role).may("coder") for role in users.ROLES] == [False, True, True]


def decide(client: Client, target: str, action: str, **more: Any) -> Any:
    sent = {"target": target, "action": action, "why": "x", "_csrf_token": token(client), **more}
    return client.post("/decide", data=sent, follow_redirects=False)


def test_a_coder_decides_and_an_editor_also_merges_and_undoes(
    guarded: Client, example_case: str, run: Callable[..., Result]
) -> None:
    log_in(guarded, NAMES["coder"])
    one, other = (event["id"] for event in guarded.get("/api/1/events?limit=2").json()["events"])
    assert decide(guarded, one, "confirm", by="somebody else").status_code == 303
    assert "Sami" in run("log", example_case).stdout
    assert "somebody else" not in run("log", example_case).stdout
    assert decide(guarded, one, "merge", other=other).status_code == 400
    log_in(guarded, NAMES["editor"])
    assert decide(guarded, one, "merge", other=other).status_code == 303
    log_in(guarded, NAMES["coder"])
    assert decide(guarded, "6", "undo").status_code == 400
    assert decide(guarded, "5", "undo").status_code == 303
    log_in(guarded, NAMES["editor"])
    assert decide(guarded, "6", "undo").status_code == 303


def test_who_logs_out_or_loses_the_account_is_out(
    guarded: Client, example_case: str, run: Callable[..., Result]
) -> None:
    answer = log_in(guarded, NAMES["coder"], following="//example.org")
    assert answer.headers["location"] == "/"
    assert {"httponly", "samesite=strict"} <= set(answer.headers["set-cookie"].lower().split("; "))
    assert guarded.get("/log").url.path == "/log"
    guarded.post("/logout", data={"_csrf_token": token(guarded)})
    assert guarded.get("/log").url.path == "/login"
    log_in(guarded, NAMES["coder"])
    assert run("user", "remove", example_case, NAMES["coder"]).exit_code == 0
    assert guarded.get("/log").url.path == "/login"


def test_passwords_are_not_guessed(guarded: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "MOST_OF_NAME", 3)
    monkeypatch.setattr(accounts, "MOST_OF_ADDRESS", 5)
    wrong = [log_in(guarded, NAMES["editor"], "wrong").status_code for _ in range(3)]
    assert wrong == [401, 401, 401]
    answer = log_in(guarded, NAMES["editor"])
    assert answer.status_code == 429
    assert "محاولات كثيرة" in answer.text
    assert [log_in(guarded, name, "wrong").status_code for name in ("a", "b", "c")] == [401, 401, 429]


def test_a_name_that_nobody_has_takes_a_verification_too(guarded: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    verified = []
    plain = users._hasher

    class Counting:
        hash = plain.hash

        def verify(self, known: str, password: str) -> bool:
            verified.append(known)
            return plain.verify(known, password)

    monkeypatch.setattr(users, "_hasher", Counting())
    assert log_in(guarded, "nobody", "x").status_code == 401
    assert len(verified) == 1


def test_accounts_are_made_listed_and_refused(example_case: str) -> None:
    def user(*words: str, given: str = "") -> Result:
        return CliRunner().invoke(command_line, ["user", *words], input=given, catch_exceptions=False)

    assert user("add", example_case, "Sami", "--role", "coder", given=f"{PASSWORD}\n").exit_code == 0
    assert "coder" in user("list", example_case).stdout
    for words, given, said in (
        (("add", example_case, "Sami", "--role", "coder"), PASSWORD, "already"),
        (("add", example_case, "Nour", "--role", "coder"), "short", "characters"),
        (("add", example_case, "\u202ex", "--role", "coder"), PASSWORD, "letters"),
        (("add", example_case, "Nour", "--role", "king"), PASSWORD, "reader, coder, editor"),
        (("remove", example_case, "Nour"), "", "no user"),
    ):
        result = user(*words, given=given)
        assert result.exit_code in {1, 2}
        assert said in result.stderr
    assert user("remove", example_case, "Sami").exit_code == 0
    with TestClient(create_app(example_case), base_url="http://127.0.0.1") as client:
        removed, added, *_ = client.get("/api/1/log").json()["entries"]
        assert (added["action"], removed["action"]) == ("user_added", "user_removed")
        assert (added["user"], added["role"]) == (removed["user"], removed["role"]) == ("Sami", "coder")
        shown = client.get("/log?lang=en").text
        assert "New account" in shown
        assert "Account removed" in shown
        assert client.get("/api/1/log").json()["faults"] == []


def test_each_role_logs_in_and_is_refused_what_it_may_not_do(shared_case: str, browser: Browser) -> None:
    with serving(create_app(shared_case)) as address, browser.new_context(base_url=address, locale="ar") as context:
        window = context.new_page()
        for role, name in NAMES.items():
            window.goto("/queue")
            window.get_by_label("الاسم").fill(name)
            window.get_by_label("كلمة السر").fill(PASSWORD)
            fits(window)
            window.keyboard.press("Enter")
            window.wait_for_url("**/queue")
            window.locator(".events h2 a").first.click()
            window.wait_for_url("**/events/**")
            fits(window)
            expect(window.locator(".decide")).to_have_count(0 if role == "reader" else 1)
            expect(window.locator("summary[data-key=m]")).to_have_count(1 if role == "editor" else 0)
            window.get_by_role("button", name="خروج").click()
            window.wait_for_url("**/login")
