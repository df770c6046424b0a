"""What pages show is there as JSON too: accounts side by side, marks, the log, the queue, decisions, dossiers."""

import html
import re
from typing import Any

from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]


def ask(client: Client, path: str, **query: Any) -> Any:
    answer = client.get(f"/api/1/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def most_told(client: Client) -> Any:
    return ask(client, "events", sort="sources", limit=1)["events"][0]


def decide(client: Client, target: str, action: str, **more: str) -> None:
    found = re.search(r'name="_csrf_token" value="(\w+)"', client.get("/login").text)
    assert found
    sent = {"target": target, "action": action, "why": "seen", "by": "Sami", "_csrf_token": found[1], **more}
    assert client.post("/decide", data=sent, follow_redirects=False).status_code == 303


def test_accounts_are_compared_as_on_the_page(client: Client) -> None:
    event = most_told(client)
    found = ask(client, f"events/{event['id']}/accounts", lang="en")
    page = client.get(f"/events/{event['id']}?lang=en").text
    assert {one["account"]["report"] for one in found["accounts"]} == {one["report"] for one in event["accounts"]}
    assert found["conflicts"] == event["conflicts"]
    assert found["joined"] == event["joined"]
    assert {field["field"] for field in found["fields"] if field["disputed"]} >= {"when", "harm"}
    for field in found["fields"]:
        assert len(field["values"]) == len(found["accounts"])
    assert found["grade_because"] in page
    assert found["statements"][0]["language"] == "en"
    said = [sentence["text"] for one in found["accounts"] for sentence in one["sentences"]]
    assert said
    assert all(" ".join(text.split()) in " ".join(html.unescape(page).split()) for text in said)
    arabic = ask(client, f"events/{event['id']}/accounts", lang="ar")
    assert arabic["statements"][0]["text"].startswith("بحسب ")


def test_marks_are_of_the_words_of_the_text(client: Client) -> None:
    report = most_told(client)["accounts"][0]["report"]
    reading = ask(client, f"reports/{report}")
    found = ask(client, f"reports/{report}/marks", lang="ar")
    text = reading["report"]["text"]
    quotes = {claim["trigger"]["text"] for claim in reading["claims"]}
    assert {text[start:end] for start, end in (m["span"] for m in found["marks"] if m["role"] == "trigger")} == quotes
    assert set(found["events"]) == {claim["id"] for claim in reading["claims"]}
    assert all(event is None or event.startswith("e:") for event in found["events"].values())
    assert client.get("/api/1/reports/r:0/marks").status_code == 404


def test_the_queue_is_what_nobody_decided_about(client: Client) -> None:
    whole = ask(client, "queue", limit=500)
    first = whole["events"][0]
    assert first["conflicts"]
    decide(client, first["id"], "confirm")
    after = ask(client, "queue", limit=500)
    assert after["count"] == whole["count"] - 1
    assert ask(client, "queue", kind="shelling", limit=1)["count"] < whole["count"]
    assert f"/events/{after['events'][0]['id']}" in client.get("/queue").text


def test_the_log_says_who_did_what_and_what_was_taken_back(client: Client) -> None:
    event = most_told(client)["id"]
    decide(client, event, "set", field="killed", value="7-9")
    decide(client, "2", "undo")
    log = ask(client, "log")
    assert [one["action"] for one in log["entries"]] == ["undo", "set", "add"]
    assert log["head"] == log["entries"][0]["hash"]
    assert log["faults"] == []
    undone, made, added = log["entries"]
    assert (undone["undoes"], made["holds"], made["field"], made["value"]) == (2, False, "killed", "7-9")
    assert made["by"] == "Sami"
    assert added["added"] > 10
    assert ask(client, "log", limit=2, page=2)["entries"] == [added]
    assert [one["number"] for one in ask(client, f"events/{event}/decisions")] == [3, 2]


def test_a_dossier_leaves_names_out_as_the_page_does(client: Client) -> None:
    whole = ask(client, "dossier", kind="shelling")
    assert whole["count"] == len(whole["sheets"]) == ask(client, "events", kind="shelling")["count"]
    days = [sheet["event"]["time"]["start"] for sheet in whole["sheets"] if sheet["event"]["time"]]
    dated = [day for day in days if day]
    assert dated == sorted(dated)
    event = most_told(client)["id"]
    [sheet] = ask(client, f"events/{event}/dossier", lang="en")["sheets"]
    assert {len(one["sha256"]) for one in sheet["witnesses"]} == {64}
    [named] = ask(client, f"events/{event}/dossier", names="yes")["sheets"]
    assert len(named["witnesses"]) == len(sheet["witnesses"])


def test_the_schema_names_every_answer(client: Client) -> None:
    paths = client.get("/schema").json()["paths"]
    for path in ("log", "queue", "dossier", "control", "map", "timeline", "facets"):
        assert f"/api/1/{path}" in paths
    for path in ("events/{name}/accounts", "events/{name}/decisions", "events/{name}/dossier", "reports/{name}/marks"):
        assert f"/api/1/{path}" in paths
    for path, methods in paths.items():
        assert methods["get"]["summary"], path
