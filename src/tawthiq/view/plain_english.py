"""An event in one plain English sentence: who says that what happened, where, when, by whom and with what harm."""

from collections.abc import Sequence
from datetime import date

from tawthiq.model import Event, EventHarm, Harm, Party, PlaceRef
from tawthiq.view.labels import NAMELESS_DOER, RELATIONS, STATUS, kind_names
from tawthiq.view.wording import (
    Speech,
    days,
    is_people,
    is_worth_saying,
    open_when,
    people,
    sides,
    sources,
    stated,
    wordings,
)

HARMED = {
    "killed": "killed",
    "wounded": "wounded",
    "killed_or_wounded": "killed or wounded",
    "missing": "missing",
    "detained": "detained",
    "abducted": "abducted",
    "captured": "captured",
    "displaced": "displaced",
    "evacuated": "evacuated",
    "lost": "lost",
}
FIELDS = {
    "blame": "who did it",
    "status": "whether it happened",
    "day": "the day",
    "place": "the place",
    "admin": "what the place belongs to",
    "siege_days": "how long the siege lasted",
    **{kind: f"the number {words}" for kind, words in HARMED.items()},
}


def statement(event: Event) -> str:
    """What is claimed of an event, and by whom."""
    return stated(event, _SPEECH)


def _opening(event: Event) -> str:
    return f"According to {_sources(event)}: {_act(event)}{_where(event.place)}{_when(event)}"


def listed(names: Sequence[str]) -> str:
    """Names as English strings them together.

    >>> listed(["the day", "the place", "who did it"])
    'the day, the place and who did it'
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _sources(event: Event) -> str:
    names, more = sources(event)
    return listed([*names, *([f"{more} other source{'s' * (more > 1)}"] if more else [])])


def _act(event: Event) -> str:
    wording = wordings("en")[event.kind]
    doers, targets = sides(event)
    act = wording.act
    if doers:
        act += f" {'involving' if wording.by == 'between' and len(doers) == 1 else wording.by} {_names(doers)}"
    elif not event.initiators and kind_names()[event.kind].family in NAMELESS_DOER and wording.by:
        act += f" {wording.by} {'parties' if wording.by == 'between' else 'a party'} not named"
    if targets:
        space = "" if wording.on.startswith(",") else " "
        act += f"{space}{wording.on} {_names(targets)}{',' * wording.on.startswith(',')}"
    if event.supporters:
        act += f", supported by {_names(event.supporters)}"
    return f"{act} ({STATUS[event.status][1]})" if is_worth_saying(event) else act


def _names(parties: Sequence[Party]) -> str:
    names = ((one.name_en or one.name_ar, is_people(one.actor)) for one in parties)
    return listed([_common(name) if common else _indefinite(name) for name, common in names])


def _common(name: str) -> str:
    """A common noun in the middle of a sentence, without the note in brackets that lists need."""
    return (name[:1].lower() + name[1:]).partition(" (")[0]


def _indefinite(name: str) -> str:
    """A thing's name, which has no capital, with its article."""
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}" if name.islower() and name.isascii() else name


def _where(place: PlaceRef | None) -> str:
    if place is None:
        return ""
    relation = RELATIONS.get(place.relation, "in")
    lead = " ".join(word for word in relation.split() if word.isascii())
    country = f" ({place.country})" if place.country else ""
    return f" {lead} {place.name_en or place.name_ar.replace('#', '').replace('_', ' ')}{country}"


def _when(event: Event) -> str:
    span = days(event)
    if span is None:
        return open_when(event, " on or before {}", " on or after {}", " at a time not known", _day)
    first, last = span
    if first == last:
        return f" on {first:%A} {_day(first)}"
    if event.time is not None and event.time.precision in ("month", "year"):
        return f" in {first:%B %Y}" if event.time.precision == "month" else f" in {first.year}"
    started = [str(first.day), *([f"{first:%B}"] if first.month != last.month else [])]
    started += [str(first.year)] if first.year != last.year else []
    return f" between {' '.join(started)} and {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _harm(total: EventHarm, parts: Sequence[EventHarm]) -> str:
    named = [f"{_bounds(one)}{_best(one)}{_people(one)}" for one in parts]
    told = f"{_bounds(total)}{_best(total)} {HARMED[total.kind]}{_people(total)}"
    return told + (f", among them {listed(named)}" if named else "")


def number(harm: Harm | EventHarm) -> str:
    """How many people were harmed, and how."""
    return f"{_bounds(harm)} {HARMED[harm.kind]}"


def harmed(harm: Harm | EventHarm) -> str:
    """How many people were harmed, how, and who they are."""
    return number(harm) + _people(harm)


part = harmed


def _people(harm: Harm | EventHarm) -> str:
    who = [_common(actor.en) if actor.sort == "people" else actor.en for actor in people(harm)]
    return f" ({listed(who)})" if who else ""


def _bounds(harm: Harm | EventHarm) -> str:
    low, high = harm.min, harm.max
    if low is None:
        return "an unstated number" if high is None else f"at most {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"


def _best(harm: EventHarm) -> str:
    return f" (most likely {harm.best})" if harm.best is not None and harm.best not in (harm.min, harm.max) else ""


_SPEECH = Speech(_opening, _harm, FIELDS, listed, ", ", "{}", "the accounts disagree on {}", "; ")
