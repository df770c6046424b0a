"""Counts and days that the database gives are those of a plain computation over all events, after decisions too."""

import re
from collections import Counter
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import Connection, select

from tawthiq.case import words
from tawthiq.case.ask import all_events
from tawthiq.case.schema import names, reports
from tawthiq.case.store import Case
from tawthiq.case.terms import term, terms_of
from tawthiq.desk import told
from tawthiq.desk.filter import Filter
from tawthiq.desk.mapped import extent
from tawthiq.desk.queries import MOST_NAMES, facets
from tawthiq.desk.timeline import timeline
from tawthiq.model import Event

WANTED = (
    Filter(),
    Filter(q="قصف"),
    Filter(q="قصف", kind=("shelling", "air_strike")),
    Filter(place=("sy",), disputed=True),
    Filter(actor=("sy.gov",), reviewed=False, since="2015-01-01"),
)


def telling(connection: Connection, query: str) -> set[str]:
    """The ids of the reports that have a word."""
    numbers = set(connection.execute(words.query(connection, [query])).scalars())
    return {row.id for row in connection.execute(select(reports.c.id, reports.c.number)) if row.number in numbers}


def fits(event: Event, wanted: Filter, told_by: set[str], but: str = "") -> bool:
    """Whether a filter leaves an event, its field `but` aside."""
    filed, last = terms_of(event), (event.time.end or event.time.start or "") if event.time else ""
    return all(
        (
            not wanted.q or any(account.report in told_by for account in event.accounts),
            but == "kind" or not wanted.kind or event.kind in wanted.kind,
            but == "disputed" or wanted.disputed is None or bool(event.conflicts) == wanted.disputed,
            but == "reviewed" or wanted.reviewed is None or bool(event.reviews) == wanted.reviewed,
            all(term("place", one) in filed.places for one in wanted.place),
            all(term("actor", one) in filed.actors for one in wanted.actor),
            not wanted.since or last >= wanted.since,
        )
    )


def counted(values: list[str]) -> list[tuple[str, int]]:
    return sorted(Counter(values).items(), key=lambda one: (-one[1], one[0]))


def check(connection: Connection, wanted: Filter) -> None:
    """Compare all that is counted for a filter."""
    whole, told_by = list(all_events(connection)), telling(connection, wanted.q) if wanted.q else set()
    left = [event for event in whole if fits(event, wanted, told_by)]
    found = {name: [(one.value, one.count) for one in choices] for name, choices in facets(connection, wanted).items()}
    values: dict[str, Any] = {
        "kind": lambda event: event.kind,
        "grade": lambda event: event.grade,
        "disputed": lambda event: "yes" if event.conflicts else "no",
        "reviewed": lambda event: "yes" if event.reviews else "no",
    }
    for name, value in values.items():
        assert found[name] == counted([value(event) for event in whole if fits(event, wanted, told_by, name)]), name
    for field in ("actor", "place"):
        called = {row.term: row.value for row in connection.execute(select(names).where(names.c.field == field))}
        own = [getattr(terms_of(event), f"{field}s") for event in left]
        assert found[field] == counted([called[one] for terms in own for one in terms if one in called])[:MOST_NAMES]
    days = [event.time.start or event.time.end for event in left if event.time and (event.time.start or event.time.end)]
    shown = timeline(connection, wanted)
    told_in = {one.since: one.count for one in shown.bins if one.count}
    expected = Counter(next(one.since for one in shown.bins if one.since <= day <= one.until) for day in days if day)
    assert told_in == expected
    assert extent(connection, wanted).count == len(left)


@pytest.mark.parametrize("few", [0, 5000])
def test_counts_are_those_of_a_plain_computation(
    client: TestClient[Litestar], example_case: str, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(told, "FEW", few)
    with Case(example_case) as kept:
        for _ in range(2):
            with kept.reading() as connection:
                for wanted in WANTED:
                    check(connection, wanted)
            decide(client)


def decide(client: TestClient[Litestar]) -> None:
    """Move an event to another place and day, and reject one."""
    first, other = (event["id"] for event in client.get("/api/1/events?kind=shelling&limit=2").json()["events"])
    found = re.search(r'name="_csrf_token" value="(\w+)"', client.get(f"/events/{first}").text)
    sent = {"why": "سبب", "by": "سامي", "_csrf_token": found.group(1) if found else ""}
    for target, more in (
        (first, {"action": "set", "field": "place", "value": "iq.baghdad"}),
        (first, {"action": "set", "field": "start", "value": "2021-05-06"}),
        (other, {"action": "reject"}),
    ):
        answer = client.post("/decide", data={**sent, "target": target, **more}, follow_redirects=False)
        assert answer.status_code == 303, answer.text
