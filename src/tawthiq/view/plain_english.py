"""An event in one plain English sentence: who says that what happened, where, when, by whom and with what harm."""

from collections.abc import Sequence

from tawthiq.model import Event, EventHarm, Party, PlaceRef
from tawthiq.view.labels import NAMELESS_DOER, RELATIONS, STATUS, kind_names
from tawthiq.view.wording import days, is_people, is_worth_saying, people, sides, sources, totals, wordings

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
    said = [f"According to {_sources(event)}: {_act(event)}{_where(event.place)}{_when(event)}"]
    harm = ", ".join(_harm(total, parts) for total, parts in totals(event))
    said += [harm] if harm else []
    disputed = [FIELDS[conflict.field] for conflict in event.conflicts if conflict.field in FIELDS]
    said += [f"the accounts disagree on {listed(disputed)}"] if disputed else []
    return "; ".join(said) + "."


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
    elif kind_names()[event.kind].family in NAMELESS_DOER and wording.by:
        act += f" {wording.by} a party not named"
    if targets:
        space = "" if wording.on.startswith(",") else " "
        act += f"{space}{wording.on} {_names(targets)}"
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
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}" if name[:1].islower() and name.isascii() else name


def _where(place: PlaceRef | None) -> str:
    if place is None:
        return ""
    relation = RELATIONS.get(place.relation, "in")
    lead = " ".join(word for word in relation.split() if word.isascii())
    country = f" ({place.country})" if place.country else ""
    return f" {lead} {place.name_en or place.name_ar}{country}"


def _when(event: Event) -> str:
    span = days(event)
    if span is None:
        return " at a time not known"
    first, last = span
    if first == last:
        return f" on {first:%A} {first.day} {first:%B %Y}"
    if event.time is not None and event.time.precision in ("month", "year"):
        return f" in {first:%B %Y}" if event.time.precision == "month" else f" in {first.year}"
    started = [str(first.day), *([f"{first:%B}"] if first.month != last.month else [])]
    started += [str(first.year)] if first.year != last.year else []
    return f" between {' '.join(started)} and {last.day} {last:%B %Y}"


def _harm(total: EventHarm, parts: Sequence[EventHarm]) -> str:
    named = [f"{_number(part)}{_people(part)}" for part in parts]
    return f"{_number(total)} {HARMED[total.kind]}{_people(total)}" + (f", among them {listed(named)}" if named else "")


def _people(harm: EventHarm) -> str:
    who = [_common(actor.en) if actor.sort == "people" else actor.en for actor in people(harm)]
    return f" ({listed(who)})" if who else ""


def _number(harm: EventHarm) -> str:
    low, high = harm.min, harm.max
    best = f" (most likely {harm.best})" if harm.best is not None and harm.best not in (low, high) else ""
    if low is None:
        return "an unstated number" if high is None else f"at most {high}{best}"
    if high is None:
        return f"at least {low}{best}"
    return str(low) if low == high else f"{low} to {high}{best}"
