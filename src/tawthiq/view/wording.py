"""What a statement says of an event whatever its language, and how each kind of act is named in it."""

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tawthiq.lexicon.entries import Actor
from tawthiq.lexicon.index import default_lexicon
from tawthiq.model import Event, EventHarm, Harm, Party, PlaceRef
from tawthiq.view.labels import SIDES, STATUS

SPOKEN = 3
"""How many sources a statement names; the others are counted."""


class Wording(NamedTuple):
    """How a language says a kind of act, who does it, and to whom."""

    act: str
    by: str
    on: str


class Speech(NamedTuple):
    """How a language puts a statement together: what is said first, each total of harm, and what joins them."""

    opening: Callable[[Event], str]
    harm: Callable[[EventHarm, Sequence[EventHarm]], str]
    fields: Mapping[str, str]
    listed: Callable[[Sequence[str]], str]
    between_harms: str
    outcome: str
    dispute: str
    clause: str


def stated(event: Event, speech: Speech) -> str:
    """What is claimed of an event and by whom, what came of it, and what the accounts disagree on."""
    said = [speech.opening(event)]
    harm = speech.between_harms.join(speech.harm(total, parts) for total, parts in totals(event))
    said += [speech.outcome.format(harm)] if harm else []
    disputed = [speech.fields[conflict.field] for conflict in event.conflicts if conflict.field in speech.fields]
    said += [speech.dispute.format(speech.listed(disputed))] if disputed else []
    return speech.clause.join(said) + "."


@cache
def wordings(language: str) -> dict[str, Wording]:
    """The wording of every kind in a language, `ar` or `en`, from statements.csv."""
    table = files(__package__).joinpath("statements.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines())
    return {row["kind"]: Wording(row[language], row[f"{language}_by"], row[f"{language}_on"]) for row in rows}


def sides(event: Event) -> tuple[Sequence[Party], Sequence[Party]]:
    """Who does it and to whom; of an act between sides, all of them and nobody; who flees does nothing to others."""
    doers = {party.actor or party.name_ar: party for party in event.initiators}
    targets = {party.actor or party.name_ar: party for party in event.targets}
    if event.kind in SIDES:
        return tuple({**doers, **targets}.values()), ()
    if event.kind == "displacement" and all(is_people(party.actor) for party in event.initiators):
        return (), tuple({**doers, **targets}.values())
    return event.initiators, tuple(party for known, party in targets.items() if known not in doers)


def sources(event: Event) -> tuple[list[str], int]:
    """The names of the first sources, and how many more there are; a copied text speaks with its original's voice."""
    own = (account for account in event.accounts if account.copy_of is None)
    names = list(dict.fromkeys(_whole(one.speaker or one.outlet or one.source) for one in own))
    return (names, 0) if len(names) <= SPOKEN else (names[: SPOKEN - 1], len(names) - SPOKEN + 1)


def _whole(name: str) -> str:
    """A name without the half of a pair of quotation marks that a text left with it."""
    return name if name.count("«") == name.count("»") else name.replace("«", "").replace("»", "")


def within(place: PlaceRef) -> list[str]:
    """What a place lies in, the nearest first, without what is called as it is."""
    return [name for name in dict.fromkeys(reversed(place.admin)) if name != place.name_ar]


def totals(event: Event) -> list[tuple[EventHarm, list[EventHarm]]]:
    """Each number of people harmed that is no part of another, with its parts."""
    return [
        (harm, [part for part in event.harm if part.of == index and part.victims and part.victims != harm.victims])
        for index, harm in enumerate(event.harm)
        if harm.of is None
    ]


def days(event: Event) -> tuple[date, date] | None:
    """The first and last day on which it can have happened, where both are known."""
    time = event.time
    if time is None or not time.start or not time.end:
        return None
    return date.fromisoformat(time.start), date.fromisoformat(time.end)


def open_when(event: Event, until: str, since: str, unknown: str, day: Callable[[date], str]) -> str:
    """A time of which only one end is known, or none, in the words of a language."""
    time = event.time
    if time is None or not (time.start or time.end):
        return unknown
    told = until if time.end else since
    return told.format(day(date.fromisoformat(time.end or time.start or "")))


def is_people(actor: str | None) -> bool:
    """Whether an actor's id is that of a sort of people, whose name is a common noun."""
    known = default_lexicon().actors.get(actor or "")
    return known is not None and known.sort == "people"


def people(harm: Harm | EventHarm) -> list[Actor]:
    """Who the people harmed are, as far as the lexicon knows them."""
    actors = default_lexicon().actors
    return [actors[victim] for victim in harm.victims if victim in actors]


def is_worth_saying(event: Event) -> bool:
    """Whether its status adds to what its kind says: a siege or a hold on a place goes on by its nature."""
    return event.status in STATUS and not (event.status == "ongoing" and event.kind in ("siege", "control"))
