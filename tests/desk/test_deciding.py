"""Deciding on events: by forms, from the queue, taken back, in the log; nothing that was answered is lost."""

import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from playwright.sync_api import Page, expect
from typer.testing import Result

from tawthiq.case.store import Case

Client = TestClient[Litestar]


def token(client: Client) -> str:
    found = re.search(r'name="_csrf_token" value="(\w+)"', client.get("/log?lang=en").text) or re.search(
        r'name="_csrf_token" value="(\w+)"', client.get(f"/events/{some(client)[0]['id']}?lang=en").text
    )
    assert found
    return found.group(1)


def some(client: Client, **asked: Any) -> list[dict[str, Any]]:
    return list(client.get("/api/1/events", params={"limit": 500, **asked}).raise_for_status().json()["events"])


def claims(event: dict[str, Any]) -> set[str]:
    return {claim for account in event["accounts"] for claim in account["claims"]}


def killed(event: dict[str, Any]) -> list[tuple[int, int]]:
    return [(harm["min"], harm["max"]) for harm in event["harm"] if harm["kind"] == "killed"]


def decide(client: Client, target: str, action: str, **more: Any) -> Any:
    sent = {"target": target, "action": action, "why": "قول شاهد", "by": "سلمى", **more, "_csrf_token": token(client)}
    return client.post("/decide", data=sent, follow_redirects=False)


def entries(run: Callable[..., Result], case: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("log", case, "--json").stdout.splitlines()]


def test_each_decision_is_made_shown_logged_and_taken_back(
    client: Client, example_case: str, run: Callable[..., Result]
) -> None:
    one, other, *_ = some(client, sort="sources")
    made = (
        ("confirm", {}, lambda event: event["grade"] == "confirmed"),
        ("reject", {}, lambda event: event["grade"] == "discounted"),
        ("set", {"field": "killed", "value": "7-9"}, lambda event: (7, 9) in killed(event)),
        ("set", {"field": "grade", "value": "مستبعد"}, lambda event: event["grade"] == "discounted"),
        ("set", {"field": "kind", "value": "Siege"}, lambda event: event["kind"] == "siege"),
        ("set", {"field": "start", "value": "2016-02-03"}, lambda event: event["time"]["start"] == "2016-02-03"),
        ("set", {"field": "place", "value": "sy.idlib"}, lambda event: event["place"]["place"] == "sy.idlib"),
        ("merge", {"other": f"http://127.0.0.1/events/{other['id']}?x=1"}, lambda event: claims(other) < claims(event)),
        ("split", {"part": min(claims(one))}, lambda event: 0 < len(claims(event)) < len(claims(one))),
    )  # fmt: skip
    for action, more, holds in made:
        answer = decide(client, one["id"], action, **more)
        assert answer.status_code == 303, answer.text
        now = client.get(f"/api/1{answer.headers['location'].split('?')[0]}").json()
        assert holds(now), (action, now)
        shown = client.get(answer.headers["location"].partition("#")[0]).text
        assert "The decision is kept" in shown
        assert "قول شاهد" in shown
        last = entries(run, example_case)[-1]
        assert (last["action"], last["by"], last["why"]) == (action, "سلمى", "قول شاهد")
        assert decide(client, str(last["number"]), "undo").status_code == 303
        assert client.get(f"/api/1/events/{one['id']}").json() == one
    log = client.get("/log").text
    assert log.count("undone") == len(made)
    assert "The chain holds" in log
    assert run("verify", example_case).exit_code == 0


REFUSED = (
    ({"why": " "}, "Write the reason"),
    ({"by": ""}, "Write your name"),
    ({"why": "x" * 2001}, "longer"),
    ({"action": "set", "field": "killed", "value": "many"}, "no number of people"),
    ({"action": "set", "field": "killed", "value": "9-3"}, "no number of people"),
    ({"action": "set", "field": "start", "value": "2016-02-31"}, "no date"),
    ({"action": "set", "field": "grade", "value": "good"}, "none of the values"),
    ({"action": "set", "field": "id", "value": "1"}, "none of the values"),
    ({"action": "set", "field": "place", "value": "zzzzqqqq"}, "No place of that name"),
    ({"action": "merge", "other": "nothing"}, "no other event"),
    ({"action": "merge", "other": "e:0000000000000000"}, "no other event"),
    ({"action": "split"}, "some of the claims"),
    ({"action": "split", "part": "c:0000000000000000"}, "some of the claims"),
    ({"action": "undo", "target": "9999"}, "somebody else"),
    ({"action": "undo", "target": "x"}, "somebody else"),
    ({"action": "delete"}, "cannot be understood"),
    ({"target": "e:0000000000000000"}, "no longer there"),
)  # fmt: skip


@pytest.mark.parametrize(("sent", "said"), REFUSED)
def test_what_cannot_be_decided_is_said_and_what_was_written_is_given_back(
    client: Client, example_case: str, run: Callable[..., Result], sent: dict[str, Any], said: str
) -> None:
    event = some(client)[0]
    answer = decide(client, **{"target": event["id"], "action": "confirm", "why": "a <b>reason</b>", **sent})
    assert answer.status_code == 400
    assert said in answer.text
    assert "<b>reason" not in answer.text
    if "target" not in sent and "why" not in sent and sent.get("action") != "delete":
        assert "a &lt;b&gt;reason&lt;/b&gt;" in answer.text
    assert not entries(run, example_case)


def test_a_place_is_given_by_name_and_chosen_among_several(client: Client) -> None:
    event = some(client)[0]
    answer = decide(client, event["id"], "set", field="place", value="الزهراء")
    assert answer.status_code == 400
    offered = re.findall(r'<option value="(\w+\.[^"]+)"', answer.text)
    assert len(offered) > 1
    assert decide(client, event["id"], "set", field="place", value=offered[1]).status_code == 303
    assert client.get(f"/api/1/events/{event['id']}").json()["place"]["place"] == offered[1]


def test_a_decision_needs_the_token_of_a_page(client: Client, example_case: str, run: Callable[..., Result]) -> None:
    sent = {"target": some(client)[0]["id"], "action": "confirm", "why": "x", "by": "y"}
    assert client.post("/decide", data=sent).status_code == 403
    assert client.post("/decide", data={**sent, "_csrf_token": "0" * 128}).status_code == 403
    assert client.post("/decide", content=b"x" * 200_000, headers={"x-csrftoken": token(client)}).status_code == 413
    assert not entries(run, example_case)


def test_the_queue_has_what_nobody_decided_about_in_the_order_that_it_states(client: Client) -> None:
    expected = [
        event["id"]
        for event in sorted(
            some(client, reviewed="no"),
            key=lambda event: (bool(event["conflicts"]), event["grade"] in {"weak", "contested"}),
            reverse=True,
        )
    ]
    queue = [event["id"] for event in some(client, reviewed="no", sort="urgent")]
    assert sorted(queue) == sorted(expected)
    conflicts = [bool(event["conflicts"]) for event in some(client, reviewed="no", sort="urgent")]
    assert conflicts == sorted(conflicts, reverse=True)
    walked = [queue[0]]
    while (there := client.get(f"/queue/after/{walked[-1]}", follow_redirects=False).headers["location"]) != "/queue":
        walked.append(there.removeprefix("/events/"))
    assert walked == queue
    back = client.get(f"/queue/before/{queue[3]}", follow_redirects=False).headers["location"]
    assert back == f"/events/{queue[2]}"
    decided = decide(client, queue[1], "confirm").headers["location"].partition("#")[0]
    assert f'data-key="j" href="/events/{queue[2]}"' in client.get(decided).text
    assert queue[1] not in client.get("/queue").text


def test_a_log_changed_from_outside_is_told(client: Client, example_case: str) -> None:
    decide(client, some(client)[0]["id"], "confirm")
    with Case(example_case) as case, case.writing() as connection:
        connection.exec_driver_sql("UPDATE log SET why = 'other' WHERE action = 'confirm'")
    assert "The chain is broken" in client.get("/log").text


def test_two_people_deciding_at_once_lose_nothing(
    client: Client, example_case: str, run: Callable[..., Result]
) -> None:
    targets = [event["id"] for event in some(client)[:6]]
    sent = {"action": "confirm", "why": "x", "_csrf_token": token(client)}
    answers: list[int] = []

    def somebody(name: str) -> None:
        for target in targets:
            data = {**sent, "target": target, "by": name}
            answers.append(client.post("/decide", data=data, follow_redirects=False).status_code)

    people = [threading.Thread(target=somebody, args=(name,)) for name in ("سلمى", "Omar")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert answers == [303] * 12
    assert len(entries(run, example_case)) == 12
    assert run("verify", example_case).exit_code == 0


def test_an_answered_decision_is_there_after_the_server_was_killed(
    example_case: str, run: Callable[..., Result], tmp_path: Path
) -> None:
    told = tmp_path / "told"
    with told.open("wb") as stream:
        command = [sys.executable, "-m", "tawthiq", "desk", example_case, "--port", str(free_port())]
        server = subprocess.Popen(command, stderr=stream)  # noqa: S603
    try:
        address = _opened(told, server)
        with httpx.Client(base_url=address, timeout=60) as client:
            event = client.get("/api/1/events").json()["events"][0]
            page = client.get(f"/events/{event['id']}").text
            found = re.search(r'name="_csrf_token" value="(\w+)"', page)
            assert found
            sent = {"target": event["id"], "action": "confirm", "why": "x", "by": "y", "_csrf_token": found.group(1)}
            answer = client.post("/decide", data=sent)
            server.send_signal(signal.SIGKILL)
            assert answer.status_code == 303
    finally:
        server.kill()
        server.wait()
    assert [entry["target"] for entry in entries(run, example_case)] == [event["id"]]
    assert '"grade":"confirmed"' in run("show", example_case, event["id"], "--json").stdout


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _opened(told: Path, server: subprocess.Popen[bytes]) -> str:
    """The address that a desk says it is open at, once it answers there."""
    while server.poll() is None:
        found = re.search(r"http://[\w.]+:\d+", told.read_text(encoding="utf-8"))
        if found:
            try:
                httpx.get(found.group(), timeout=60)
            except httpx.ConnectError:
                pass
            else:
                return found.group()
        time.sleep(0.05)
    raise AssertionError(told.read_text(encoding="utf-8"))


def test_a_number_is_corrected_by_keyboard_seen_in_the_log_and_taken_back(window: Page) -> None:
    window.goto("/queue?lang=en")
    window.keyboard.press("j")
    window.keyboard.press("j")
    window.keyboard.press("k")
    expect(window.locator(".events h2 a").first).to_be_focused()
    window.keyboard.press("Enter")
    window.wait_for_url("**/events/**")
    window.keyboard.press("e")
    expect(window.locator("select[name=field]")).to_be_focused()
    window.locator("select[name=field]").select_option("killed")
    window.locator(".choice[open] [name=value]").fill("41")
    window.locator(".choice[open] [name=why]").fill("cjr? e/u")
    window.locator(".choice[open] [name=by]").fill("سلمى")
    window.keyboard.press("Enter")
    expect(window.locator(".told")).to_contain_text("41")
    expect(window.locator("main")).to_contain_text("cjr? e/u")
    window.keyboard.press("u")
    field = window.locator("details.undo[open] [name=why]").first
    expect(field).to_be_focused()
    expect(window.locator("details.undo[open] [name=by]").first).to_have_value("سلمى")
    field.fill("a mistake of mine")
    window.keyboard.press("Enter")
    expect(window.locator(".made .gone")).to_have_count(1)
    window.get_by_role("link", name="Log", exact=True).click()
    expect(window.locator("main")).to_contain_text("a mistake of mine")


def test_keys_of_an_arabic_layout_work_and_help_lists_them(window: Page) -> None:
    window.goto("/queue")
    window.locator("body").evaluate(
        "body => body.dispatchEvent(new KeyboardEvent('keydown', {key: '؟', bubbles: true}))"
    )
    expect(window.get_by_role("dialog")).to_contain_text("تراجع")
    window.keyboard.press("Escape")
    expect(window.get_by_role("dialog")).to_have_count(0)
    window.locator("body").evaluate(
        "body => body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ت', code: 'KeyJ', bubbles: true}))"
    )
    expect(window.locator(".events h2 a").first).to_be_focused()
    window.keyboard.press("/")
    window.wait_for_url("**/events*")


def test_events_of_the_same_place_and_day_are_offered_to_merge_with(window: Page) -> None:
    events = window.request.get("/api/1/events?place=sy.idlib.ariha&limit=50").json()["events"]
    window.goto(f"/events/{events[0]['id']}?lang=en")
    offered = window.locator("#near option").evaluate_all("options => options.map(one => one.value)")
    assert offered
    assert events[0]["id"] not in offered
    assert set(offered) <= {event["id"] for event in events}


def test_who_splits_an_event_is_led_to_both(client: Client) -> None:
    event = client.get("/api/1/events?sort=sources&limit=1").json()["events"][0]
    sent = {"target": event["id"], "action": "split", "part": [min(claims(event))], "why": "x", "by": "Sami"}
    answer = client.post("/decide", data=sent | {"_csrf_token": token(client)}, follow_redirects=True)
    assert answer.status_code == 200
    also = re.search(r'href="/events/(e:[0-9a-f]{16})">(?:To the other event|إلى الحدث الآخر)', answer.text)
    assert also
    assert client.get(f"/events/{also[1]}").status_code == 200


def test_a_refused_decision_leads_to_its_event_in_the_other_language(client: Client) -> None:
    event = client.get("/api/1/events?limit=1").json()["events"][0]["id"]
    sent = {"target": event, "action": "confirm", "why": "", "by": "Sami", "_csrf_token": token(client)}
    answer = client.post("/decide", data=sent)
    assert answer.status_code == 400
    assert re.search(rf'href="/events/{event}\?lang=(ar|en)"', answer.text)
