"""The values of a claim as text: parties, places, times, means, harm and who says it, with the report's own words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.text import Text

from tawthiq.arabic.bidi import FSI, PDI, isolated, printable
from tawthiq.model import ActorRef, Framing, Harm, MeansRef, PlaceRef, Speaker, TimeRef, Via
from tawthiq.view.labels import GRAINS, HARM, PARTS, RELATIONS, VIA, WEEKDAYS, bilingual

if TYPE_CHECKING:
    from tawthiq.lexicon.entries import Actor


def stated(name: str, text: str | None) -> Text:
    """A name of the report's head, with the words for it where they differ."""
    shown = Text(isolated(name))
    return shown.append_text(words(text)) if text and printable(text) != printable(name) else shown


def words(text: str) -> Text:
    """The report's own words for a value."""
    return Text.assemble("  ", (f"{FSI}«{printable(text)}»{PDI}", "dim"))


def via(via: Via) -> Text:
    """How a value was found, where it does not stand in the sentence itself."""
    return Text.assemble("  ", (f"({bilingual(VIA[via])})", "dim")) if via in VIA else Text()


def actor(actor: ActorRef) -> Text:
    """A party by its names and the words for it."""
    if actor.actor is None:
        return Text.assemble(isolated(actor.name_ar), ("  مجهول not identified", "dim"))
    shown = Text(f"{isolated(actor.name_ar)} {printable(actor.name_en)}")
    if actor.text and actor.text != actor.name_ar:
        shown.append_text(words(actor.text))
    return shown.append_text(via(actor.via))


def place(place: PlaceRef) -> Text:
    """A place: how the act lies to it, its names, what and where it is, and the words for it."""
    relation = bilingual(RELATIONS.get(place.relation, place.relation.replace("_", " ")))
    names = [relation if place.relation != "in" else "", isolated(place.name_ar), printable(place.name_en or "")]
    shown = Text(" ".join(filter(None, names)))
    if place.via != "inherited":
        kind = place.kind.replace("_", " ") if place.kind else ""
        where = filter(None, [kind, isolated("، ".join(reversed(place.admin))), place.country])
        shown.append(f"  {', '.join((*where, _point(place)))}", "dim")
    if place.text and place.text != place.name_ar:
        shown.append_text(words(place.text))
    return shown.append_text(via(place.via))


def _point(place: PlaceRef) -> str:
    if place.lat is None or place.lon is None:
        return "no point"
    radius = f" ± {place.radius_km:g} km" if place.radius_km is not None else ""
    return f"{place.lat:.4f} {place.lon:.4f}{radius}"


def time(time: TimeRef) -> Text:
    """A time: its days, part of the day, length, words and doubts."""
    shown = Text(_range(time))
    if time.part_of_day:
        shown.append(f", {bilingual(PARTS.get(time.part_of_day, time.part_of_day.replace('_', ' ')))}")
    if time.duration_days is not None:
        shown.append(f", {isolated('مدة')} lasting {time.duration_days} days")
    if time.text:
        shown.append_text(words(time.text))
    shown.append_text(via(time.via))
    for issue in time.issues:
        shown.append(f"  {issue.replace('_', ' ')}", "yellow")
    return shown


def _range(time: TimeRef) -> str:
    start, end = time.start, time.end
    if not start and not end:
        return f"{isolated('غير محدد')} no date follows from the text"
    if start and end:
        if start == end:
            return day(start)
        whole = {"month": 7, "year": 4}.get(time.precision, 0)
        if whole and start[:whole] == end[:whole] and start[whole:] in ("-01", "-01-01"):
            return f"{start[:whole]}, {bilingual(GRAINS[time.precision])}"
        return f"{day(start)} {bilingual('إلى to')} {day(end)}{_grain(time)}"
    return f"{bilingual('منذ since')} {day(start)}" if start else f"{bilingual('حتى until')} {day(end or '')}"


def _grain(time: TimeRef) -> str:
    return f", {bilingual(GRAINS[time.precision])}" if time.precision in GRAINS else ""


def day(iso: str) -> str:
    """A day with its weekday."""
    try:
        return f"{iso} {bilingual(WEEKDAYS[date.fromisoformat(iso).weekday()])}"
    except ValueError:
        return printable(iso)


def means(means: MeansRef) -> Text:
    """A means with its number."""
    count = f"{means.count} × " if means.count is not None else ""
    return Text(f"{count}{isolated(means.name_ar)} {printable(means.name_en)}").append_text(words(means.text))


def parts_below(harm: Sequence[Harm]) -> Iterator[Text]:
    """Harm in order, each part («بينهم») below its total."""

    def below(total: int | None, depth: int) -> Iterator[Text]:
        for index, item in enumerate(harm):
            if item.of == total and depth <= len(harm):
                yield _harm(item, depth)
                yield from below(index, depth + 1)

    yield from below(None, 0)


def _harm(harm: Harm, depth: int) -> Text:
    lead = "  " * depth + ("منهم of them " if depth else "")
    shown = Text.assemble(
        bilingual(lead) + " " if depth else "",
        bilingual(HARM[harm.kind]),
        " ",
        (bounds(harm.min, harm.max), "bold"),
    )
    if depth:
        shown = Text.assemble("  " * depth, shown)
    victims = ", ".join(map(known_actor, harm.victims))
    shown.append(f" {victims}" if victims else "")
    return shown.append_text(words(harm.text)).append_text(via(harm.via))


def bounds(low: int | None, high: int | None) -> str:
    """A number of people between two bounds."""
    if low is None:
        return "an unstated number" if high is None else f"at most {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low}–{high}"


def _actors() -> "Mapping[str, Actor]":
    from tawthiq.lexicon.index import default_lexicon  # noqa: PLC0415 (slow to import; a list of events needs it not)

    return default_lexicon().actors


def known_actor(name: str) -> str:
    """An actor or sort of people by its id."""
    actor = _actors().get(name)
    if actor is None:
        return printable(name)
    english = actor.en[:1].lower() + actor.en[1:] if actor.sort == "people" else actor.en
    return f"{isolated(actor.ar)} {english}"


def _english(actor: str) -> str:
    known = _actors().get(actor)
    return known.en if known else printable(actor)


def chain(speakers: Sequence[Speaker]) -> Text:
    """Who says it, the outermost first."""
    shown = Text()
    for index, speaker in enumerate(speakers):
        shown.append("  ›  " if index else "", "dim")
        shown.append(isolated(speaker.name))
        note = [speaker.type.replace("_", " ")]
        note += [f"of {_english(speaker.side)}"] if speaker.side and speaker.side != speaker.actor else []
        note += [f"via {printable(speaker.channel)}"] if speaker.channel else []
        shown.append(f" ({', '.join(note)})", "dim")
        if speaker.text and printable(speaker.text) != printable(speaker.name):
            shown.append_text(words(speaker.text))
        shown.append_text(via(speaker.via))
    return shown if speakers else Text("النص نفسه the report itself", "dim")


def framing(framing: Framing) -> Text:
    """A loaded word and of whom it is said."""
    of = f" said of {_english(framing.of)}" if framing.of else ""
    return Text(f"{FSI}«{printable(framing.text)}»{PDI}{of}")
