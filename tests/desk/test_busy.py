"""A desk whose case is written to by another program, or that is asked by many at once."""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from serving import EXAMPLES
from typer.testing import Result

from tawthiq.case.ask import find_control
from tawthiq.case.store import Case
from tawthiq.desk import app, queries
from tawthiq.desk.filter import Filter
from tawthiq.desk.held import Histories

Client = TestClient[Litestar]


@contextmanager
def written_to(case: str) -> Iterator[None]:
    """Another program that writes to a case and does not end."""
    other = sqlite3.connect(case, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.rollback()
        other.close()


@pytest.fixture
def hurried(example_case: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A desk that does not wait long."""
    monkeypatch.setattr(app, "PATIENCE_S", 0.2)
    with TestClient(app.create_app(example_case), base_url="http://127.0.0.1") as client:
        yield client


def form(client: Client, **values: str) -> dict[str, str]:
    event = client.get("/api/1/events").json()["events"][0]["id"]
    found = re.search(r'name="_csrf_token" value="(\w+)"', client.get(f"/events/{event}").text)
    assert found
    return {"target": event, "action": "confirm", "why": "رأيته", "by": "سامي", "_csrf_token": found[1], **values}


@pytest.mark.parametrize(("language", "says"), [("ar", "القضية مشغولة"), ("en", "The case is busy")])
def test_a_decision_on_a_busy_case_is_refused_with_a_page_that_says_so(
    hurried: Client, example_case: str, language: str, says: str
) -> None:
    sent = form(hurried)
    with written_to(example_case):
        answer = hurried.post(f"/decide?lang={language}", data=sent, follow_redirects=False)
        assert answer.status_code == 503
        assert says in answer.text
        assert "Traceback" not in answer.text
        assert example_case not in answer.text
        assert hurried.get("/events").status_code == 200, "reading waits for nobody"
        assert "سامي" not in hurried.get("/log").text
    assert hurried.post("/decide", data=sent, follow_redirects=False).status_code == 303


def test_a_text_for_a_busy_case_is_refused_with_a_page_that_says_so(hurried: Client, example_case: str) -> None:
    text = "قصفت قوات النظام مدينة أريحا يوم 3 تموز 2019 ما أدى إلى مقتل 4 مدنيين."
    shown = hurried.post(
        "/add/preview", files={"_csrf_token": (None, form(hurried)["_csrf_token"]), "text": (None, text)}
    )
    found = re.search(r'name="key" value="([^"]+)"', shown.text)
    assert found, shown.text
    sent = {"_csrf_token": form(hurried)["_csrf_token"], "key": found[1]}
    with written_to(example_case):
        answer = hurried.post("/add/keep", data=sent, follow_redirects=False)
    assert answer.status_code == 503
    assert "القضية مشغولة" in answer.text
    again = hurried.post("/add/keep", data=sent, follow_redirects=False)
    assert again.headers["location"].startswith("/reports/r:"), "what was read still waits"


def test_many_who_decide_at_once_are_served_one_after_the_other(client: Client) -> None:
    sent = form(client)
    whys = [f"سبب {number}" for number in range(12)]
    with ThreadPoolExecutor(6) as people:
        answers = list(
            people.map(lambda why: client.post("/decide", data=sent | {"why": why}, follow_redirects=False), whys)
        )
    assert Counter(answer.status_code for answer in answers) == {303: len(whys)}
    log = client.get("/log").text
    assert all(why in log for why in whys)


def test_words_are_looked_for_once_and_each_question_has_its_own(client: Client, example_case: str) -> None:
    with Case(example_case) as kept:
        for _ in range(2):
            with kept.reading() as connection:
                both = [queries.find(connection, Filter(q=word), "newest", 0, 500) for word in ("قصف", "سوق", "قصف")]
            assert both[0] == both[2] != both[1]
            assert [client.get(f"/api/1/events?q={word}").json()["count"] for word in ("قصف", "سوق")] == [
                found.count for found in both[:2]
            ]


def test_a_history_that_is_kept_is_that_of_the_case(client: Client, example_case: str) -> None:
    kept = Histories()
    with Case(example_case) as case:
        with case.reading() as connection:
            first = kept.now(connection)
        event = next(span.events[0] for span in first.spans if span.state == "held" and span.from_)
        sent = form(client, target=event, action="set", field="start", value="2031-01-02")
        assert client.post("/decide", data=sent, follow_redirects=False).status_code == 303
        with case.reading() as connection:
            assert list(kept.now(connection).spans) == find_control(connection, None, None) != list(first.spans)
            same = kept.now(connection)
        other = next(e["id"] for e in client.get("/api/1/events?kind=shelling").json()["events"])
        assert client.post("/decide", data=sent | {"target": other}, follow_redirects=False).status_code == 303
        with case.reading() as connection:
            assert kept.now(connection) is same


def test_a_busy_case_is_said_so_by_both_databases(
    case: str, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("add", case, EXAMPLES).exit_code == 0
    monkeypatch.setattr(app, "PATIENCE_S", 0.2)
    with TestClient(app.create_app(case), base_url="http://127.0.0.1") as client, Case(case) as other:
        sent = form(client)
        with other.writing():
            assert client.post("/decide", data=sent, follow_redirects=False).status_code == 503
        assert client.post("/decide", data=sent, follow_redirects=False).status_code == 303
