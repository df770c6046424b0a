"""What the desk withstands: hostile text, large requests, every query that its API allows, and HEAD."""

import html
import json
import re
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy, one_of
from litestar import Litestar
from litestar.testing import TestClient
from schemathesis import Case
from serving import case_of

from tawthiq.desk.app import create_app

Client = TestClient[Litestar]
HOSTILE = "<script>alert(1)</script>\u202e\u2066\u0007&lt;b&gt;{{ 7 * 7 }}\"'><img src=x onerror=alert(1)>"


def token(client: Client, path: str) -> str:
    found = re.search(r'name="_csrf_token" value="(\w+)"', client.get(path).text)
    assert found
    return found.group(1)


def test_hostile_text_is_text_in_list_event_report_queue_and_log(tmp_path: Path) -> None:
    text = f"{HOSTILE} قصفت قوات النظام مدينة أريحا يوم 3 تموز 2019 ما أدى إلى مقتل 4 مدنيين.\n{'س ' * 20_000}"
    file = tmp_path / "hostile.jsonl"
    file.write_text(json.dumps({"text": text, "title": HOSTILE, "outlet": HOSTILE}), encoding="utf-8")
    with TestClient(create_app(case_of(tmp_path / "hostile.case", file)), base_url="http://127.0.0.1") as client:
        event = client.get("/api/1/events").json()["events"][0]
        report = f"/reports/{event['accounts'][0]['report']}"
        sent = {"target": event["id"], "action": "confirm", "why": HOSTILE, "by": HOSTILE}
        sent["_csrf_token"] = token(client, f"/events/{event['id']}")
        assert client.post("/decide", data=sent, follow_redirects=False).status_code == 303
        for path in ("/events", f"/events/{event['id']}", report, "/queue", "/log", f"/events?q={HOSTILE[:20]}"):
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert "<script>" not in answer.text
            assert "<img" not in answer.text
            assert "\u202e" not in answer.text
            assert "\u0007" not in answer.text


def test_a_request_that_is_too_large_is_refused_with_a_word_why(client: Client) -> None:
    for path, size in (("/add/preview", 21_000_000), ("/decide", 200_000), ("/login/in", 50_000)):
        headers = {"x-csrftoken": token(client, "/login"), "accept-language": "en"}
        answer = client.post(path, content=b"x" * size, headers=headers)
        assert answer.status_code == 413, path
        assert "larger than is accepted" in answer.text


def test_no_form_is_taken_without_the_token_of_a_page(client: Client) -> None:
    for path in ("/decide", "/add/preview", "/add/keep", "/login/in", "/logout"):
        assert client.post(path, data={"x": "y"}).status_code == 403
        answer = client.post(path, data={"x": "y", "_csrf_token": "0" * 128}, headers={"origin": "http://example.org"})
        assert answer.status_code == 403
        assert "Traceback" not in answer.text


@pytest.mark.parametrize("path", ["/events", "/queue", "/api/1/events", "/static/desk.css", "/nothing"])
def test_head_is_answered_as_get_is_without_the_body(client: Client, path: str) -> None:
    got, told = client.get(path), client.head(path)
    assert told.status_code == got.status_code
    assert told.headers["content-type"] == got.headers["content-type"]
    assert not told.content
    assert client.head("/decide").status_code == 405


def test_the_api_has_no_fault_whatever_it_is_asked(client: Client) -> None:
    schema = schemathesis.openapi.from_dict(client.get("/schema").json())
    operations: list[SearchStrategy[Case]] = [found.ok().as_strategy() for found in schema.get_all_operations()]

    @settings(
        max_examples=60,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(case=one_of(operations))
    def ask(case: Case) -> None:
        answer = client.request(case.method, case.formatted_path, params=case.query or {})
        assert answer.status_code < 500, (case.formatted_path, case.query)

    ask()


@pytest.mark.parametrize("path", ["/events?kind=shelling", "/queue?", "/log?", "/control?"])
def test_a_page_beyond_the_last_says_so_and_leads_back(client: Client, path: str) -> None:
    answer = client.get(f"{path}&page=900&lang=en")
    assert answer.status_code == 200
    assert "There is no page 900" in answer.text
    assert "No event" not in answer.text
    back = re.search(r'href="([^"]+)">To the last one', answer.text)
    assert back
    assert "There is no page" not in client.get(html.unescape(back[1])).text
