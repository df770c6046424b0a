"""Map and timeline without a browser: marks stand for the events of a filter, names have room, bins have every day."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tawthiq.desk import ground
from tawthiq.desk.app import create_app
from tawthiq.desk.filter import Box
from tawthiq.desk.settings import Settings

Client = TestClient[Litestar]


def asked(client: Client, path: str, **query: Any) -> Any:
    return client.get(f"/api/1/{path}", params=query).raise_for_status().json()


def placed(client: Client, **query: Any) -> list[dict[str, Any]]:
    events = asked(client, "events", limit=500, **query)["events"]
    return [event for event in events if event["place"] and event["place"]["lat"] is not None]


@pytest.mark.parametrize("query", [{}, {"kind": "shelling"}, {"disputed": "yes"}, {"place": "sy.idlib"}])
@pytest.mark.parametrize("zoom", [3, 8, 16])
def test_marks_stand_for_every_event_of_a_filter(client: Client, query: dict[str, Any], zoom: int) -> None:
    found = asked(client, "map", zoom=zoom, **query)
    assert found["count"] == sum(mark["count"] for mark in found["marks"]) == len(placed(client, **query)) > 0
    for mark in found["marks"]:
        assert sum(mark["families"].values()) == mark["count"]
        south, west, north, east = mark["box"]
        assert south - 1e-4 <= mark["lat"] <= north + 1e-4
        assert west - 1e-4 <= mark["lon"] <= east + 1e-4


def test_a_mark_holds_the_events_of_its_box_and_nearer_marks_are_more(client: Client) -> None:
    afar = asked(client, "map", zoom=4, view="10,10,40,60")["marks"]
    near = asked(client, "map", zoom=9, view="35,36,36,37")["marks"]
    for mark in near:
        here = placed(client, box=",".join(map(str, mark["box"])))
        assert len(here) >= mark["count"]
        assert mark["killed"] <= sum(
            max(harm["max"] or 0, harm["min"] or 0) for event in here for harm in event["harm"]
        )
    assert max(mark["count"] for mark in afar) > max(mark["count"] for mark in near)
    assert all(35 <= mark["lat"] <= 36 for mark in near)


def test_a_view_never_has_more_marks_than_can_be_drawn(client: Client) -> None:
    assert asked(client, "map", zoom=18)["zoom"] < 8


def test_what_was_picked_is_told_in_the_language_of_the_page(client: Client) -> None:
    english = asked(client, "map/events", kind="shelling", lang="en")
    arabic = asked(client, "map/events", kind="shelling", lang="ar")
    assert english["count"] == arabic["count"] == len(english["cards"])
    assert english["title"] == f"{english['count']} events"
    for one, other in zip(english["cards"], arabic["cards"], strict=True):
        assert one["address"] == other["address"]
        assert (one["kind"], other["kind"]) == ("Shelling", "قصف مدفعي")
        assert "<" not in f"{one}{other}"


def test_names_are_of_large_places_from_afar_and_never_over_each_other(client: Client) -> None:
    seen: list[set[str]] = []
    for zoom, view in ((4, "10,20,40,60"), (7, "32,35,38,43"), (9, "35,36,37,38"), (11, "35,36,36,37")):
        found = asked(client, "map/names", view=view, zoom=zoom, lang="en")
        assert 0 < len(found) <= ground.MOST_NAMES
        seen.append({name["kind"] for name in found})
        degrees = 360 / 256 / 2**zoom
        for at, one in enumerate(found):
            for other in found[:at]:
                beside = (
                    abs(one["lon"] - other["lon"]) >= ground.LETTER * len(one["name"] + other["name"]) / 2 * degrees
                )
                assert beside or abs(one["lat"] - other["lat"]) >= 0.75 * ground.HIGH * degrees, (one, other)
    assert "village" not in seen[1]
    assert seen[1] >= {"city"}
    assert "village" in seen[3]
    assert {name.name for name in ground.names(Box(33, 36, 34, 37), 7, "ar")} >= {"دمشق"}


def test_a_timeline_has_every_day_once(client: Client) -> None:
    found = asked(client, "timeline")
    dated = [event for event in asked(client, "events", limit=500)["events"] if event["time"]]
    assert sum(one["count"] for one in found["bins"]) == len(
        [1 for event in dated if event["time"]["start"] or event["time"]["end"]]
    )
    assert found["unit"] == "month"
    for one, after in zip(found["bins"], found["bins"][1:], strict=False):
        assert date.fromisoformat(one["until"]) + timedelta(1) == date.fromisoformat(after["since"])
    busiest = max(found["bins"], key=lambda one: one["count"])
    days = asked(client, "timeline", since=busiest["since"], until=busiest["until"])
    assert days["unit"] in {"day", "week"}
    assert asked(client, "timeline", q="كلمةلاوجودلها") == {"unit": "day", "most": 0, "bins": []}


@pytest.mark.parametrize(
    "path",
    ["map?zoom=99", "map?zoom=x", "map?view=1,2", "map/names?view=&zoom=4", "map/names?zoom=4", "timeline?since=x"],
)
def test_what_the_map_cannot_show_is_said_so(client: Client, path: str) -> None:
    assert client.get(f"/api/1/{path}").status_code == 400


def test_the_page_keeps_the_filter_and_where_the_map_looks(client: Client) -> None:
    html = client.get("/map?kind=shelling&at=35.1,36.2,9&lang=en").text
    assert re.search(r'href="/map\?kind=shelling[^"]*grade=[^"]*at=35.1%2C36.2%2C9"', html)
    assert 'href="/events?kind=shelling"' in html
    assert client.get("/map?at=<script>").status_code == 400
    assert client.get("/map?q=كلمةلاوجودلها").status_code == 200


def test_only_answers_without_tokens_are_compressed(client: Client) -> None:
    for path, packed in (("/api/1/events", True), ("/static/base_map.json", True), ("/map", False), ("/events", False)):
        assert (client.get(path).headers.get("content-encoding") == "gzip") is packed, path


def test_tiles_are_asked_for_only_where_told_and_the_page_says_so(example_case: str, client: Client) -> None:
    assert "data-tiles" not in client.get("/map").text
    told = Settings(tiles="https://{s}.tiles.example.org/{z}/{x}/{y}.png")
    with TestClient(create_app(example_case, told), base_url="http://127.0.0.1") as other:
        answer = other.get("/map?lang=en")
        assert (
            "Map tiles come from <bdi>tiles.example.org</bdi>" in answer.text
            or "tiles.example.org, which" in answer.text
        )
        assert "img-src 'self' data: https://*.tiles.example.org;" in answer.headers["content-security-policy"]
