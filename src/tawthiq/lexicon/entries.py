"""The entries of the lexicon's files, one immutable type each; the file's fields are the type's fields.

Field meanings are written at the head of each file in `data/`.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from msgspec import Struct


class Entry(Struct, frozen=True, cache_hash=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Base: a file may hold no field that its type does not name."""


class Actor(Entry, frozen=True, kw_only=True):
    id: str
    ar: str
    en: str
    sort: str
    parent: str | None = None
    country: str | None = None
    years: tuple[int | None, int | None] | None = None
    forms: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    framing: tuple[str, ...] = ()
    example: str | None = None


class Affiliation(Entry, frozen=True, kw_only=True):
    adjective: str | None = None
    genitive: str | None = None
    actor: str | None = None
    forces: str | None = None
    air: str | None = None
    navy: str | None = None
    militias: str | None = None
    by_country: dict[str, str] = {}
    framing: bool = False
    example: str


class Force(Entry, frozen=True, kw_only=True):
    service: str
    forms: tuple[str, ...]
    example: str
    army: bool = False


class Means(Entry, frozen=True, kw_only=True):
    id: str
    ar: str
    en: str
    family: str
    forms: tuple[str, ...]
    kind: str | None = None
    example: str


class People(Entry, frozen=True, kw_only=True):
    id: str
    sing: tuple[str, ...] = ()
    dual: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    harm: str | None = None
    unit: str | None = None
    framing: bool = False
    example: str


class Outlet(Entry, frozen=True, kw_only=True):
    id: str
    ar: str
    en: str
    sort: str
    country: str | None = None
    affiliation: str = "unknown"
    forms: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    example: str


class SpeakerNoun(Entry, frozen=True, kw_only=True):
    id: str
    type: str
    forms: tuple[str, ...]
    of: bool = False
    example: str


class Verb(Entry, frozen=True, kw_only=True):
    """A verb by its past; `then` are objects that must follow it at once, `nouns` its verbal nouns (pairs only)."""

    past: str
    present: str | None = None
    passive: str | None = None
    then: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    weak: bool = False
    framing: bool = False


class Pair(Entry, frozen=True, kw_only=True):
    """A verb and an object that mean an act together; `before`: it may stand before the verb, as its subject; `weak` as
    of a kind; `people`: civilians may be the object; `beside`: words of which one must stand in the sentence.

    An object may be a class of things.yaml («@relief»), or two whose words stand together («@passage @goods»).
    """

    verbs: tuple[Verb, ...]
    objects: tuple[str, ...] = ()
    kind: str | None = None
    before: bool = False
    weak: bool = False
    people: bool = False
    beside: tuple[str, ...] = ()


class Kind(Entry, frozen=True, kw_only=True):
    kind: str
    frame: str
    verbs: tuple[Verb | str, ...] = ()
    passive: tuple[Verb | str, ...] = ()
    nouns: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    weak: bool = False
    open: bool = False
    assault: bool = False
    indefinite: bool = False
    harm: str | None = None


class Support(Entry, frozen=True, kw_only=True):
    role: str
    verbs: tuple[Verb | str, ...] = ()
    nouns: tuple[str, ...] = ()
    status: str | None = None
    example: str


class Reporting(Entry, frozen=True, kw_only=True):
    stance: str = "says"
    strict: bool = False
    verbs: tuple[Verb | str, ...] = ()
    nouns: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    example: str


class Head(Entry, frozen=True, kw_only=True):
    kind: str
    one: tuple[str, ...]
    many: tuple[str, ...]
    alone: bool = False
    facility: bool = False
    example: str


class Object(Entry, frozen=True, kw_only=True):
    id: str
    forms: tuple[str, ...]
    post: bool = False
    military: bool = False
    civil: bool = False
    example: str


class Domain(Entry, frozen=True, kw_only=True):
    domain: str
    words: tuple[str, ...]
    after: tuple[str, ...] = ()
    cause: bool = False


def spelled_out(objects: Iterable[str], things: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Objects in words, those of classes too: «دخول خبز» and «دخول الخبز»."""
    for written in objects:
        first, *rest = [things[part[1:]] if part.startswith("@") else (part,) for part in written.split()]
        yield from map(" ".join, product(first, *rest))
        if written.startswith("@"):
            yield from (" ال".join(words) for words in product(first, *rest) if rest)


def as_verb(verb: Verb | str) -> Verb:
    """A verb as listed, with nothing but its past given."""
    return Verb(past=verb) if isinstance(verb, str) else verb
