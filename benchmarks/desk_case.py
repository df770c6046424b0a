"""A case of many made-up events for the desk.

python benchmarks/desk_case.py COUNT CASE

What is read in the reports of examples/ is told again and again, each time at other places and days. These reports are
added and their events found as in any case, so that events have accounts, contradictions and words as real ones have.
"""

import itertools
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
from sqlalchemy import func, select

from tawthiq.case.add import Adder
from tawthiq.case.events import settle
from tawthiq.case.schema import events
from tawthiq.case.store import Case
from tawthiq.case.versions import current
from tawthiq.engine.local import Outcome, Plan, outcomes
from tawthiq.model import Claim, PlaceRef, Reading
from tawthiq.places.gazetteer import SETTLEMENTS, Place, default_gazetteer

EXAMPLES = Path(__file__).parents[1] / "examples"
AT_ONCE = 20
"""How many times the examples are told before it is asked how many events there are."""


def fill(name: str, count: int) -> int:
    """Make a case of at least so many events; how many they are."""
    chance = random.Random(1438)  # noqa: S311
    plan = Plan(None, None, True, 0, None, None)
    known = [msgspec.json.decode(one.shown, type=Reading) for one in outcomes([str(EXAMPLES)], plan, 1, set())]
    made, numbers = 0, itertools.count()
    with Case(name, create=True) as case:
        adder = Adder(case, current(None))
        while made < count:
            for number in itertools.islice(numbers, AT_ONCE):
                for reading in _told_again(known, number, chance):
                    shown = msgspec.json.encode(reading)
                    adder.take(Outcome(shown, None, sha256(shown).hexdigest()))
            adder.flush()
            settle(case)
            with case.reading() as connection:
                made = connection.execute(select(func.count()).select_from(events)).scalar_one()
    return made


def _told_again(known: list[Reading], number: int, chance: random.Random) -> Iterator[Reading]:
    """The same reports of other days, each place another one throughout."""
    choices = [place for place in default_gazetteer().places.values() if place.kind in SETTLEMENTS]
    places: defaultdict[str, Place] = defaultdict(lambda: chance.choice(choices))
    days = timedelta(chance.randrange(-1500, 1500))
    for reading in known:
        report = reading.report
        text = f"{report.text}\n{number}"
        digest = sha256(text.encode()).hexdigest()
        published = report.published
        if published:
            published = msgspec.structs.replace(published, date=_later(published.date, days))
        yield Reading(
            report=msgspec.structs.replace(
                report,
                id=f"r:{digest[:16]}",
                source=f"{number}/{report.source}",
                text=text,
                text_sha256=digest,
                published=published,
            ),
            claims=tuple(_elsewhere(claim, number, places, days) for claim in reading.claims),
        )


def _elsewhere(claim: Claim, number: int, places: defaultdict[str, Place], days: timedelta) -> Claim:
    time = claim.time
    if time:
        time = msgspec.structs.replace(time, start=_later(time.start, days), end=_later(time.end, days))
    digest = sha256(f"{number} {claim.id}".encode()).hexdigest()
    there = tuple(_at(ref, places[ref.place or ref.name_ar]) for ref in claim.places)
    return msgspec.structs.replace(claim, id=f"c:{digest[:16]}", places=there, time=time)


def _at(ref: PlaceRef, there: Place) -> PlaceRef:
    return msgspec.structs.replace(
        ref,
        place=there.id,
        name_ar=there.name_ar,
        name_en=there.name_en,
        kind=there.kind,
        country=there.country,
        admin=default_gazetteer().admin(there),
        lat=there.lat,
        lon=there.lon,
    )


def _later(day: str | None, days: timedelta) -> str | None:
    return str(date.fromisoformat(day) + days) if day else day


if __name__ == "__main__":
    print(f"{fill(sys.argv[2], int(sys.argv[1])):,} events")
