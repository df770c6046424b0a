"""A case of many made-up events for the desk, and what time of the processor its pages take at the server.

python benchmarks/desk.py [COUNT] [CASE]

Events are those of examples/ at other places and days, so that the case need not read as many reports. With a second
argument the case is kept under that name, to be opened by `tawthiq desk`.
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec
from litestar.testing import TestClient
from sqlalchemy import func, select

from tawthiq.case.add import Adder
from tawthiq.case.ask import all_events
from tawthiq.case.events import _write, settle
from tawthiq.case.kept import write_rows
from tawthiq.case.schema import CLAIM, claims, readings
from tawthiq.case.store import Case
from tawthiq.case.versions import current
from tawthiq.desk.app import create_app
from tawthiq.engine.local import Plan, outcomes
from tawthiq.model import Event
from tawthiq.places.gazetteer import SETTLEMENTS, default_gazetteer

EXAMPLES = Path(__file__).parents[1] / "examples"
ADDRESSES = (
    "/events",
    "/events?q=قصف",
    "/events?kind=shelling&sort=killed",
    "/events?actor=sy.gov&since=2018-01-01",
    "/events?place=sy&disputed=yes&page=9",
    "/api/1/events?limit=100",
    "/map",
    "/map?kind=shelling&since=2018-01-01&until=2018-12-31",
    "/api/1/map?zoom=5&view=10,15,40,60",
    "/api/1/map?zoom=8&view=32,35,38,43",
    "/api/1/map?zoom=12&view=35,36,36,37",
    "/api/1/map?zoom=6&q=قصف",
    "/api/1/map/events?box=33.4,36.2,33.6,36.4",
    "/api/1/map/names?zoom=9&view=35,36,37,39",
    "/api/1/timeline",
    "/control?on=2018-06-01",
    "/api/1/control/changes",
)


def main() -> None:
    """Fill a case and print the processor time of each page, the best of three, and its size as it is sent."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as folder:
        name = sys.argv[2] if len(sys.argv) > 2 else str(Path(folder) / "made.case")
        fill(name, count)
        with TestClient(create_app(name), base_url="http://127.0.0.1") as client:
            for address in ADDRESSES:
                best = min((_asked(client, address) for _ in range(3)), key=lambda asked: asked.seconds)
                print(f"{best.seconds * 1000:7.0f} ms {best.sent / 1000:7.1f} kB  {address}")


class Asked(NamedTuple):
    """How much time of the processor an answer took, and how many bytes were sent, compressed where answers are."""

    seconds: float
    sent: int


def _asked(client: TestClient, address: str) -> Asked:
    started = time.process_time()
    with client.stream("GET", address) as answer:
        answer.raise_for_status()
        sent = sum(len(chunk) for chunk in answer.iter_raw())
    return Asked(time.process_time() - started, sent)


def fill(name: str, count: int) -> None:
    """A case of so many events."""
    with Case(name, create=True) as case:
        adder = Adder(case, current(None))
        for outcome in outcomes([str(EXAMPLES)], Plan(None, None, True, 0, None, None), 1, adder.known()):
            adder.take(outcome)
        adder.flush()
        settle(case)
        with case.writing() as connection:
            known = list(all_events(connection))
            last = connection.execute(select(func.max(readings.c.number))).scalar_one()
            made = list(_made(known, count - len(known)))
            _write(connection, [(event.claims[0], event) for event in made])
            rows = [
                (1 + at % last, 10_000 + at, CLAIM.number(event.claims[0]), event.kind, event.status, None, None)
                for at, event in enumerate(made)
            ]
            write_rows(connection, claims, rows)


def _made(known: list[Event], count: int) -> Iterator[Event]:
    """Events like those known, each with one account, at another place and day."""
    chance = random.Random(1438)  # noqa: S311
    places = [place for place in default_gazetteer().places.values() if place.kind in SETTLEMENTS]
    for event in chance.choices([event for event in known if event.place and event.time], k=count):
        number = f"{chance.getrandbits(64):016x}"
        there, day = chance.choice(places), str(date(2012, 1, 1) + timedelta(chance.randrange(4500)))
        admin = default_gazetteer().admin(there)
        place = msgspec.structs.replace(
            event.place, place=there.id, name_ar=there.name_ar, name_en=there.name_en, admin=admin,
            lat=there.lat + chance.gauss(0, 0.02), lon=there.lon + chance.gauss(0, 0.02),
        )  # fmt: skip
        yield msgspec.structs.replace(
            event,
            id=f"e:{number}",
            place=place,
            places=(),
            time=msgspec.structs.replace(event.time, start=day, end=day),
            accounts=(msgspec.structs.replace(event.accounts[0], claims=(f"c:{number}",)),),
            joined=(),
        )


if __name__ == "__main__":
    main()
