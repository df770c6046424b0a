"""A case of many made-up events for the desk, and how long its pages take at the server.

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
)


def main() -> None:
    """Fill a case and print the time of each page, the best of three."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as folder:
        name = sys.argv[2] if len(sys.argv) > 2 else str(Path(folder) / "made.case")
        fill(name, count)
        with TestClient(create_app(name), base_url="http://127.0.0.1") as client:
            for address in ADDRESSES:
                print(f"{min(_seconds(client, address) for _ in range(3)) * 1000:7.0f} ms  {address}")


def _seconds(client: TestClient, address: str) -> float:
    started = time.perf_counter()
    client.get(address).raise_for_status()
    return time.perf_counter() - started


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
                (1 + at % last, 10_000 + at, CLAIM.number(event.claims[0]), event.kind, event.status)
                for at, event in enumerate(made)
            ]
            write_rows(connection, claims, ("reading", "position", "id", "kind", "status"), rows)


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
