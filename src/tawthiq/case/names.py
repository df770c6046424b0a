"""What the actors and places of events are called in both languages, by the term that they are filed under."""

from collections.abc import Iterator
from typing import NamedTuple

from tawthiq.case.terms import term, wholes
from tawthiq.lexicon.index import default_lexicon
from tawthiq.model import Event
from tawthiq.places.gazetteer import default_gazetteer


class Name(NamedTuple):
    """What a term of an actor or place is called; `value` is the id or, without one, the name."""

    term: int
    field: str
    value: str
    arabic: str
    english: str


def names_of(event: Event) -> Iterator[Name]:
    """The names of an event's actors and places, and of the listed ones that they are a part of."""
    for party in (*event.initiators, *event.targets, *event.supporters):
        yield _name("actor", party.actor or party.name_ar, party.name_ar, party.name_en)
        for whole in wholes(party.actor):
            if known := default_lexicon().actors.get(whole):
                yield _name("actor", whole, known.ar, known.en)
    for place in (event.place, *(value.place for value in event.places)):
        if place is not None:
            yield _name("place", place.place or place.name_ar, place.name_ar, place.name_en or "")
            for whole in wholes(place.place):
                if area := default_gazetteer().places.get(whole):
                    yield _name("place", whole, area.name_ar, area.name_en)


def _name(field: str, value: str, arabic: str, english: str) -> Name:
    return Name(term(field, value), field, value, arabic, english)
