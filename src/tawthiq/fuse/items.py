"""What fusion knows of a claim: the claim itself and the head of its report, and their traits made ready to compare."""

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from tawthiq.fuse.block import Keys, keys_of
from tawthiq.fuse.copies import Sketch, sketch_of
from tawthiq.fuse.days import Told, When, told_of, when_of
from tawthiq.fuse.kinds import told_kind
from tawthiq.fuse.parties import sort_of_means
from tawthiq.fuse.spots import Spot, spot_of
from tawthiq.fuse.wording import Words, body, wording_of
from tawthiq.model import Claim, HarmKind, Reading

MOST_PLACES = 16
"""Of a longer list of places, only the first are compared."""
LEAD = 150
"""Characters from its first claim on in which a report tells what it is about; what follows may be of other days."""
TELLING = 3
"""A smaller number of people harmed is often the same by chance."""
_HOPED = frozenset({"planned", "threatened"})


class Head(Struct, frozen=True):
    """What fusion needs of a report: everything but its text, of which `sketch`, `words` and `names` are left.

    Up to `lead`, the report tells what it is about. `places` is how many its claims name.
    """

    report: str
    source: str
    outlet: str | None
    published: str | None
    sketch: Sketch
    words: Words
    names: Words
    told: Told
    lead: int
    places: int


class Toll(Struct, frozen=True):
    """One number of people harmed; `whole` says that it is no part of another."""

    kind: HarmKind
    victims: tuple[str, ...]
    min: int | None
    max: int | None
    whole: bool


class Act(Struct, frozen=True, cache_hash=True):
    """What was done, by whom, to whom and with what: few combinations make up most claims."""

    kind: str
    initiators: frozenset[str]
    targets: frozenset[str]
    means: frozenset[str]
    sorts: frozenset[str]


class Traits(Struct, frozen=True):
    """What is compared of a claim."""

    claim: str
    report: str
    act: Act
    hoped: bool
    leads: bool
    when: When
    spots: tuple[Spot, ...]
    tolls: tuple[Toll, ...]
    keys: Keys


class Item(Struct, frozen=True):
    """One claim with its report's head and its traits: what is fused."""

    claim: Claim
    head: Head
    traits: Traits


def head_of(reading: Reading) -> Head:
    """The head of a report."""
    report = reading.report
    text = body(report)
    words, names = wording_of(text)
    starts = [claim.sentence[0] for claim in reading.claims]
    return Head(
        report=report.id,
        source=report.source,
        outlet=report.outlet.name if report.outlet else None,
        published=report.published.date if report.published else None,
        sketch=sketch_of(text),
        words=words,
        names=names,
        told=told_of(reading.claims),
        lead=min(starts, default=0) + LEAD,
        places=len({place.name_ar for claim in reading.claims for place in claim.places}),
    )


def items_of(readings: Iterable[Reading]) -> list[Item]:
    """Every claim of some readings, with the head of its report."""
    items: list[Item] = []
    for reading in readings:
        head = head_of(reading)
        items.extend(Item(claim, head, traits_of(claim, head)) for claim in reading.claims)
    return items


def traits_of(claim: Claim, head: Head) -> Traits:
    """What is compared of a claim."""
    kind, hoped = told_kind(claim), claim.status in _HOPED
    spots = tuple(map(spot_of, claim.places[:MOST_PLACES]))
    when = when_of(claim.time, head.published, head.told)
    tolls = tuple(Toll(harm.kind, harm.victims, harm.min, harm.max, harm.of is None) for harm in claim.harm)
    return Traits(
        claim=claim.id,
        report=head.report,
        act=_act(
            kind,
            tuple(ref.actor or ref.name_ar for ref in claim.initiators),
            tuple(ref.actor or ref.name_ar for ref in claim.targets),
            tuple(ref.means for ref in claim.means),
        ),
        hoped=hoped,
        leads=claim.sentence[0] <= head.lead,
        when=when,
        spots=spots,
        tolls=tolls,
        keys=keys_of(kind, hoped, spots, when, [f"{toll.kind} {toll.min}" for toll in tolls if _is_telling(toll)]),
    )


def _is_telling(toll: Toll) -> bool:
    """Whether a number of people harmed is exact, and large enough to be no chance."""
    return toll.whole and toll.min == toll.max and (toll.min or 0) >= TELLING


@lru_cache(maxsize=8192)
def _act(kind: str, initiators: tuple[str, ...], targets: tuple[str, ...], means: tuple[str, ...]) -> Act:
    """An act: the same object again for the same one, as it is compared with many."""
    sorts = frozenset(sort for name in means if (sort := sort_of_means(name)))
    return Act(kind, frozenset(initiators), frozenset(targets), frozenset(means), sorts)
