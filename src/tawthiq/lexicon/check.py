"""`tawthiq lexicon check`: every fault of the word lists and the gazetteer, each with its file and line.

Enter the directories of the data, leave faults in order of file and line. Nothing is repaired here.
"""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from tawthiq.arabic.fold import fold, fold_name
from tawthiq.arabic.words import split_words
from tawthiq.lexicon.check_places import check_places
from tawthiq.lexicon.faults import Fault, parent_faults
from tawthiq.lexicon.index import Lexicon
from tawthiq.lexicon.load import Lists
from tawthiq.lexicon.phrases import PhraseIndex, Sense
from tawthiq.lexicon.source import Form, Item, Source, read_classes, read_entries, scalars
from tawthiq.model import HarmKind

LEXICON = Path(__file__).parent / "data"
PLACES = Path(__file__).parents[1] / "places" / "data"

UNIQUE_IDS = ("actors", "means", "outlets")

OWNED_FORMS: Mapping[str, tuple[str, ...]] = {
    "actors": ("ar", "forms"),
    "affiliations": ("adjective", "genitive"),
    "forces": ("forms",),
    "means": ("ar", "forms"),
    "objects": ("forms",),
    "outlets": ("ar", "forms", "domains", "handles"),
    "people": ("sing", "dual", "plural"),
    "reporting": ("verbs", "nouns", "participles", "phrases"),
    "speakers": ("forms",),
}
"""Fields whose words belong to one entry of their file; elsewhere classes may share a word."""

ACTOR_FIELDS = ("actor", "forces", "air", "navy", "militias")

VALUES: Mapping[tuple[str, str], frozenset[str]] = {
    ("actors", "sort"): frozenset({"state", "armed_group", "militia", "international", "civil", "people"}),
    ("forces", "service"): frozenset("forces air drone artillery navy militias party sniper authorities".split()),
    ("means", "family"): frozenset(
        {"aircraft", "artillery", "bomb", "chemical", "drone", "explosive", "incendiary", "missile", "naval", "other"}
        | {"rocket", "small_arms", "suicide", "vehicle", "vehicle_bomb"}
    ),
    ("outlets", "sort"): frozenset({"activist_network", "agency", "monitor", "newspaper", "radio", "site", "tv"}),
    ("people", "harm"): frozenset(get_args(HarmKind)),
    ("people", "unit"): frozenset({"family", "group"}),
    ("reporting", "stance"): frozenset({"accuses", "admits", "claims", "denies", "doubts", "quotes", "says"}),
    ("speakers", "type"): frozenset(
        {"activists", "agency", "anonymous", "correspondent", "eyewitness", "medical", "named_person", "official"}
        | {"organisation", "outlet"}
    ),
}

_COUNTRY = re.compile(r"[A-Z]{2}")
_AFFILIATION = re.compile(r"independent|state|opposition|unknown|party:(?P<actor>.+)")
_FORBIDDEN = re.compile(
    r"(?P<tatweel>(?<!\b[\u0621-\u064a])\u0640|\u0640(?=\w))"  # «هـ» is how a letter is written that stands alone
    r"|(?P<presentation_form>[\ufb50-\ufdff\ufe70-\ufefc])"
    r"|(?P<invisible_control>[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff])|(?P<fixed_space>[\u00a0\u202f])"
)


class Files(NamedTuple):
    """The lexicon as far as it can be read: the entries of each file, and the lines of kinds.csv by kind."""

    items: dict[str, list[Item]]
    kinds: dict[str, int]
    kinds_path: Path

    def ids(self, name: str) -> set[str]:
        """The ids of a file's entries."""
        return {item.entry.id for item in self.items[name]}


def check(lexicon: Path = LEXICON, places: Path = PLACES) -> list[Fault]:
    """All faults of the data, in order of file and line; none means that it can be used."""
    files, faults = _read(lexicon)
    for rule in RULES:
        faults.extend(rule(files))
    faults.extend(check_places(places))
    return sorted(set(faults))


def _read(directory: Path) -> tuple[Files, list[Fault]]:
    items: dict[str, list[Item]] = {}
    faults: list[Fault] = []
    hints = get_type_hints(Lists)
    for name in sorted(hints.keys() | {path.stem for path in directory.glob("*.yaml")}):
        source = _read_file(directory / f"{name}.yaml", hints.get(name, dict[str, Any]))
        items[name] = source.items
        faults.extend(source.faults)
    kinds_path = directory / "kinds.csv"
    try:
        with kinds_path.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines)
            kinds = {row["kind"]: rows.line_num for row in rows}
    except (OSError, UnicodeDecodeError, KeyError) as error:
        kinds = {}
        faults.append(Fault(kinds_path, 0, f"cannot be read: {error!r}"))
    return Files(items, kinds, kinds_path), faults


def _read_file(path: Path, hint: Any) -> Source:
    of = get_args(hint)
    return read_entries(path, of[0]) if get_origin(hint) is tuple else read_classes(path, of[1])


def _repeated_ids(files: Files) -> Iterator[Fault]:
    for name in UNIQUE_IDS:
        first: dict[str, Item] = {}
        for item in files.items[name]:
            before = first.setdefault(item.entry.id, item)
            if before is not item:
                yield item.fault(f"the id is taken on line {before.line}", "id")


def _actor_parents(files: Files) -> Iterator[Fault]:
    parents = {item.entry.id: item.entry.parent for item in files.items["actors"]}
    for item in files.items["actors"]:
        for message in parent_faults(item.entry.id, parents):
            yield item.fault(message, "parent")


def _unknown_kinds(files: Files) -> Iterator[Fault]:
    for name in ("kinds", "means"):
        for item in files.items[name]:
            if item.entry.kind and item.entry.kind not in files.kinds:
                yield item.fault(f"kind {item.entry.kind!r} is not in kinds.csv", "kind")
    read = set()
    for item in files.items["kinds"]:
        read.add(item.entry.kind)
        for pair in item.entry.pairs:
            read.add(pair.kind)
            if pair.kind and pair.kind not in files.kinds:
                yield item.fault(f"kind {pair.kind!r} of a pair is not in kinds.csv", "pairs")
    for kind, line in files.kinds.items():
        if kind not in read:
            yield Fault(files.kinds_path, line, f"{kind}: kinds.yaml has no words for it")


def _unknown_things(files: Files) -> Iterator[Fault]:
    classes = {item.name for item in files.items["things"]}
    for item in files.items["kinds"]:
        named = [written for pair in item.entry.pairs for written in (*pair.objects, *pair.beside)]
        for part in (part for written in named for part in written.split()):
            if part.startswith("@") and part[1:] not in classes:
                yield item.fault(f"no class {part[1:]!r} in things.yaml", "pairs")


def _unknown_actors(files: Files) -> Iterator[Fault]:
    actors = files.ids("actors")
    for item in files.items["people"]:
        if item.entry.id not in actors:
            yield item.fault("not an actor of actors.yaml", "id")
    for item in files.items["affiliations"]:
        if (item.entry.adjective is None) == (item.entry.genitive is None):
            yield item.fault("either adjective or genitive is needed")
        named = [(field, getattr(item.entry, field)) for field in ACTOR_FIELDS]
        named += [("by_country", actor) for actor in item.entry.by_country.values()]
        for field, actor in named:
            if actor is not None and actor not in actors:
                yield item.fault(f"{field}: no actor {actor!r} in actors.yaml", field)
    for item in files.items["outlets"]:
        affiliation = _AFFILIATION.fullmatch(item.entry.affiliation)
        if not affiliation:
            yield item.fault(f"affiliation {item.entry.affiliation!r} is none of the known ones", "affiliation")
        elif affiliation["actor"] and affiliation["actor"] not in actors:
            yield item.fault(f"affiliation: no actor {affiliation['actor']!r} in actors.yaml", "affiliation")


def _unknown_values(files: Files) -> Iterator[Fault]:
    for (name, field), values in VALUES.items():
        for item in files.items[name]:
            value = getattr(item.entry, field)
            if value is not None and value not in values:
                yield item.fault(f"{field} {value!r} is none of {', '.join(sorted(values))}", field)
    for name in ("actors", "outlets"):
        for item in files.items[name]:
            if item.entry.country is not None and not _COUNTRY.fullmatch(item.entry.country):
                yield item.fault(f"country {item.entry.country!r} is not a two-letter code", "country")


def _reversed_years(files: Files) -> Iterator[Fault]:
    for item in files.items["actors"]:
        first, last = item.entry.years or (None, None)
        if first is not None and last is not None and first > last:
            yield item.fault(f"years run backwards: {first} to {last}", "years")


def _forbidden_characters(files: Files) -> Iterator[Fault]:
    for items in files.items.values():
        for item in items:
            for form in scalars(item.node):
                found = _FORBIDDEN.search(form.text)
                if found:
                    sort = (found.lastgroup or "").replace("_", " ")
                    yield Fault(item.path, form.line, f"{item.name}: {sort} U+{ord(found[0]):04X} in {form.text!a}")
                elif not unicodedata.is_normalized("NFC", form.text):
                    yield Fault(item.path, form.line, f"{item.name}: «{form.text}» is not in Unicode form NFC")
                elif form.text != form.text.strip():
                    yield Fault(item.path, form.line, f"{item.name}: «{form.text}» has a space at its end")


def _shared_forms(files: Files) -> Iterator[Fault]:
    for name, fields in OWNED_FORMS.items():
        for (owner, first), *others in _same_words(files.items[name], fields):
            for item, form in others:
                if item is not owner:
                    message = f"{item.name}: «{form.text}» is already a form of {owner.name} on line {first.line}"
                    yield Fault(item.path, form.line, message)
                elif form.field == first.field and fold_name(form.text) == fold_name(first.text):
                    yield Fault(item.path, form.line, f"{item.name}: «{form.text}» is listed twice")


def _clashing_names(files: Files) -> Iterator[Fault]:
    """Forms of an actor that name a means or another outlet; a body that also publishes has one id in both files."""
    named = [item for name in ("actors", "means", "outlets") for item in files.items[name]]
    for (owner, first), *others in _same_words(named, ("ar", "forms")):
        for item, form in others:
            if owner.path.stem == "actors" != item.path.stem and owner.name != item.name:
                where = f"{owner.name} in {owner.path.name}, line {first.line}"
                yield Fault(item.path, form.line, f"{item.name}: «{form.text}» also names {where}")


def _same_words(items: Iterable[Item], fields: Iterable[str]) -> Iterator[list[tuple[Item, Form]]]:
    """Groups of two and more listings that read the same once folded."""
    index = PhraseIndex()
    for item in items:
        for form in item.forms(*fields):
            index.add(form.text, Sense("listing", (item, form)))
    for head in index.heads():
        for senses in index.phrases(head).values():
            if len(senses) > 1:
                yield [sense.entry for sense in senses]


def _examples(files: Files) -> Iterator[Fault]:
    """Faults of examples: reading one must find the entry that it stands beside.

    The actors that are sorts of people have their words, and so their examples, in people.yaml.
    """
    lexicon = Lexicon(_lists(files))
    for items in files.items.values():
        for item in items:
            if not hasattr(item.entry, "example"):
                continue
            if not item.entry.example:
                if getattr(item.entry, "sort", "") != "people":
                    yield item.fault("it has no example")
            elif not _holds(lexicon, item):
                yield item.fault(f"its example holds none of its forms: «{item.entry.example}»", "example")


def _holds(lexicon: Lexicon, item: Item) -> bool:
    words = split_words(fold(item.entry.example))
    matches = (match for first in range(len(words)) for match in lexicon.at(words, first))
    return any(sense.entry is item.entry for match in matches for sense in match.senses)


def _lists(files: Files) -> Lists:
    lists: dict[str, Any] = {}
    for name, hint in get_type_hints(Lists).items():
        if get_origin(hint) is tuple:
            lists[name] = tuple(item.entry for item in files.items[name])
        else:
            lists[name] = {item.name: item.entry for item in files.items[name]}
    return Lists(**lists)


RULES: tuple[Callable[[Files], Iterator[Fault]], ...] = (
    _repeated_ids,
    _actor_parents,
    _unknown_kinds,
    _unknown_things,
    _unknown_actors,
    _unknown_values,
    _reversed_years,
    _forbidden_characters,
    _shared_forms,
    _clashing_names,
    _examples,
)
