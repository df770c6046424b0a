"""Why a text is read so: its words with their clitics, what they mean, the rules that fired, the readings rejected.

The claims themselves are shown by `view`.
"""

import io
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tawthiq.arabic.bidi import LRM, isolated, printable
from tawthiq.claim.predications import Predication, find_predications
from tawthiq.lexicon.phrases import Sense
from tawthiq.mention.actors import ActorMention
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.places import PlaceMention
from tawthiq.mention.quantities import PeopleMention
from tawthiq.mention.scene import Scene
from tawthiq.mention.times import TimeMention
from tawthiq.reading import ReadSentence

_SORT_STYLES = {
    "actor": "cyan",
    "affiliation": "cyan",
    "people": "red",
    "number": "red",
    "place": "green",
    "time": "bright_blue",
    "means": "yellow",
    "object": "magenta",
    "speaker": "italic",
    "outlet": "italic",
    "word": "dim",
}
_ACTS = frozenset({"trigger", "pair", "support", "reporting"})


def render(sentences: Sequence[ReadSentence], width: int = 100, color_system: str | None = None) -> str:
    """The derivation of each sentence, for a terminal of a width; `color_system` as in `view.render`."""
    file = io.StringIO()
    console = Console(
        file=file,
        width=width,
        color_system=color_system,  # type: ignore[arg-type]
        force_terminal=color_system is not None,
        no_color=color_system is None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for number, sentence in enumerate(sentences, 1):
        if len(sentences) > 1:
            console.print(Text(f"{LRM}━━ الجملة sentence {number}", style="bold"))
        for title, table in _tables(sentence):
            console.print(Text(LRM + title, style="bold"))
            console.print(table)
            console.print()
    return file.getvalue()


def _tables(sentence: ReadSentence) -> Iterator[tuple[str, Table | Text]]:
    scene, chunks = sentence.scene, sentence.chunks
    yield "الكلمات words and mentions", _words(scene, chunks)
    predications = find_predications(scene.words, chunks)
    if predications:
        yield "القواعد what asserts something", _predications(scene, chunks, predications)
    if sentence.found.rejected:
        yield "المرفوض readings rejected", _rejected(sentence)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 1), header_style="dim")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _words(scene: Scene, chunks: Iterable[Chunk]) -> Table:
    table = _table(LRM + "words", "read as", "rule", "value")
    for chunk in chunks:
        style = _SORT_STYLES.get(chunk.sort, "yellow" if any(s.sort in _ACTS for s in chunk.senses) else "")
        shown = Text(chunk.sort, style)
        rule = "" if chunk.rule in (chunk.sort, "lex") else chunk.rule
        table.add_row(Text(LRM + _cut(scene, chunk)), shown, Text(rule, "dim"), Text(_value(scene, chunk)))
    return table


def _cut(scene: Scene, chunk: Chunk) -> str:
    """A chunk's words, with the clitics that were cut off the first one shown apart."""
    first, last = scene.words[chunk.first], scene.words[chunk.last]
    text = scene.text[first.start : last.end]
    if not chunk.clitic:
        return isolated(text)
    whole = first.end - first.start == len(first.form)
    rest = text[len(chunk.clitic) :] if whole else text
    return isolated(f"{'+'.join(chunk.clitic)}+ {rest}")


def _value(scene: Scene, chunk: Chunk) -> str:
    """What a chunk was understood as, in ids."""
    value = chunk.value
    if isinstance(value, ActorMention):
        return _actor(value) + _also(chunk)
    if isinstance(value, PeopleMention):
        return _people(value) + _also(chunk)
    if isinstance(value, PlaceMention):
        return _place(scene, value)
    if isinstance(value, TimeMention):
        return _time(value)
    entry = getattr(value, "id", None)
    if entry is not None:
        return str(entry) + _also(chunk)
    return "; ".join(dict.fromkeys(map(_sense, chunk.senses)))


def _also(chunk: Chunk) -> str:
    others = dict.fromkeys(_sense(sense) for sense in chunk.senses if sense.sort in _ACTS)
    return f" (also {'; '.join(others)})" if others else ""


def _actor(actor: ActorMention) -> str:
    named = " | ".join(candidate.id for candidate in actor.candidates)
    if not named and actor.affiliation is not None:
        named = actor.affiliation.actor or actor.affiliation.genitive or "an affiliation"
    notes = (
        named or "not named: resolved from context",
        f"service {actor.service}" if actor.service else "",
        "definite" if actor.definite else "",
        "possessive" if actor.possessive else "",
    )
    return " ".join(filter(None, notes))


def _people(people: PeopleMention) -> str:
    if people.low is None and people.high is None:
        count = ""
    elif people.low == people.high:
        count = str(people.low)
    else:
        count = f"{people.low if people.low is not None else '…'}–{people.high if people.high is not None else '…'}"
    ids = " + ".join(dict.fromkeys(person.id for person in people.people))
    harms = ", ".join(people.harms)
    party = f"of {_actor(people.party)}" if people.party else ""
    return " ".join(filter(None, (count, ids, f"({harms})" if harms else "", party, "others" if people.others else "")))


def _place(scene: Scene, place: PlaceMention) -> str:
    name = " | ".join(candidate.id for candidate in place.candidates[:4])
    if len(place.candidates) > 4:
        name += f" | and {len(place.candidates) - 4} more"
    if not name:
        first, last = place.name
        text = scene.text[scene.words[first].start : scene.words[last].end]
        name = "a place named before" if place.reference else f"{isolated(text)}, not in the gazetteer"
    relation = "" if place.relation == "in" else f"{place.relation} "
    distance = f"{place.distance_km:g} km " if place.distance_km is not None else ""
    head = f" ({place.head})" if place.head else ""
    inside = "".join(f" within {_place(scene, container)}" for container in place.containers)
    return f"{distance}{relation}{name}{head}{inside}"


def _time(time: TimeMention) -> str:
    start = time.start.isoformat() if time.start else "…"
    end = time.end.isoformat() if time.end else "…"
    if time.start is None and time.end is None:
        days = "no date without a day of publication" if time.duration_days is None else ""
    else:
        days = start if start == end else f"{start} to {end}"
    lasting = f"{time.duration_days} days long" if time.duration_days is not None else ""
    return ", ".join(filter(None, (days, time.precision, time.part_of_day, lasting, *time.issues)))


def _sense(sense: Sense) -> str:
    entry = sense.entry
    if sense.sort == "trigger":
        return f"trigger of {entry.kind}, {sense.shape}"
    if sense.sort == "pair":
        return f"{entry.pair.kind or entry.kind.kind} with its object, {sense.shape}"
    if sense.sort == "grammar":
        return str(entry) if sense.shape in ("", entry) else f"{entry}: {isolated(sense.shape)}"
    if sense.sort == "reporting":
        return f"reporting: {entry.stance}, {sense.shape}"
    if sense.sort == "support":
        return f"support verb: {entry.role}" + (f", {entry.status}" if entry.status else "")
    names = (entry if isinstance(entry, str) else getattr(entry, name, None) for name in ("id", "domain", "kind"))
    return f"{sense.sort} {printable(str(next(filter(None, names), '')))}".strip()


def _predications(scene: Scene, chunks: Sequence[Chunk], found: Iterable[Predication]) -> Table:
    table = _table(LRM + "words", "asserts", "rule", "with")
    for predication in found:
        head = chunks[predication.head]
        start, end = head.span(scene.words)
        kind = predication.kind_id
        rule = f"{kind}.{predication.shape}" if kind else predication.shape
        notes = [
            _part(scene, chunks, predication.subject, "subject"),
            _part(scene, chunks, predication.object_at, "object"),
            f"after {_cut(scene, predication.link)}" if predication.link else "",
            "a word with peaceful senses too" if predication.weak else "",
        ]
        table.add_row(
            Text(LRM + isolated(scene.text[start:end])),
            Text(predication.sort, "yellow" if predication.sort in ("act", "harm") else ""),
            Text(rule, "dim"),
            Text("; ".join(filter(None, notes))),
        )
    return table


def _part(scene: Scene, chunks: Sequence[Chunk], at: int | None, role: str) -> str:
    return f"{role} {_cut(scene, chunks[at])}" if at is not None else ""


def _rejected(sentence: ReadSentence) -> Table:
    table = _table(LRM + "words", "would be", "why not")
    for rejected in sentence.found.rejected:
        table.add_row(Text(LRM + isolated(rejected.text)), Text(rejected.rule, "dim"), Text(rejected.reason))
    return table
