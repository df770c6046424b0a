"""The people harmed in an event: each account's numbers, the range over all, and the likeliest."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple, get_args

from tawthiq.fuse.items import Item
from tawthiq.fuse.parties import UNSPECIFIC
from tawthiq.fuse.voices import Voices
from tawthiq.model import EventHarm, Harm, HarmKind

_KINDS: tuple[HarmKind, ...] = get_args(HarmKind)


class Count(NamedTuple):
    """A number of people as one claim has it; `max` null is no bound. `victims` says who they are, where it is told."""

    claim: str
    min: int
    max: int | None
    published: str
    victims: tuple[str, ...]

    def allows(self, number: int) -> bool:
        """Whether a number is in its bounds."""
        return self.min <= number and (self.max is None or number <= self.max)


def counts_of(items: Sequence[Item], kind: HarmKind) -> list[Count]:
    """Each claim's total of one kind of harm, without those that only count some of another claim's people."""
    counts = [_sum(item, whole) for item in items if (whole := _whole(item, kind))]
    return [count for count in counts if not any(_is_part(count, other) for other in counts)]


def _whole(item: Item, kind: HarmKind) -> list[Harm]:
    return [harm for harm in item.claim.harm if harm.kind == kind and harm.of is None]


def _sum(item: Item, parts: Sequence[Harm]) -> Count:
    least = sum(part.min or 0 for part in parts)
    most = None if any(part.max is None for part in parts) else sum(part.max or 0 for part in parts)
    victims = tuple(sorted({victim for part in parts for victim in part.victims}))
    return Count(item.claim.id, least, most, item.head.published or "", victims)


def _is_part(count: Count, other: Count) -> bool:
    """Whether one claim counts only some of another's people: a child killed, of fourteen people."""
    if count.claim == other.claim or not count.victims or (other.max is not None and count.min > other.max):
        return False
    return all(_is_sort(victim) and _holds(other.victims, victim) for victim in count.victims)


def _is_sort(victim: str) -> bool:
    return victim.startswith(tuple(f"{people}." for people in UNSPECIFIC))


def _holds(victims: tuple[str, ...], sort: str) -> bool:
    """Whether people in general, or people of whom a sort is one, are counted."""
    return not victims or any(victim in UNSPECIFIC and sort != victim for victim in victims)


def harm_of(items: Sequence[Item], voices: Voices) -> tuple[EventHarm, ...]:
    """The harm of an event: a total for each kind, followed by what accounts say of particular victims."""
    found: list[EventHarm] = []
    told = {harm.kind for item in items for harm in item.claim.harm}
    for kind in _KINDS:
        counts = counts_of(items, kind) if kind in told else []
        if not counts:
            continue
        parts = _parts(items, kind)
        whole = {harm.victims for item in items for harm in _whole(item, kind)}
        total = len(found)
        found.append(_harm(kind, _victims(counts, voices), counts, voices, None))
        if len(whole) > 1 or parts.keys() - whole:
            found.extend(
                _harm(kind, victims, part, voices, total) for victims, part in sorted(parts.items()) if victims
            )
    return tuple(found)


def _victims(counts: Sequence[Count], voices: Voices) -> tuple[str, ...]:
    """The people counted as most voices name them."""
    named: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for count in counts:
        if count.victims:
            named[count.victims].append(count.claim)
    return min(named, key=lambda victims: (-voices.count(named[victims]), len(victims), victims), default=())


def _parts(items: Sequence[Item], kind: HarmKind) -> dict[tuple[str, ...], list[Count]]:
    """The numbers of one kind of harm by who was harmed."""
    found: defaultdict[tuple[str, ...], list[Count]] = defaultdict(list)
    for item in items:
        by_victims: defaultdict[tuple[str, ...], list[Harm]] = defaultdict(list)
        for harm in item.claim.harm:
            if harm.kind == kind:
                by_victims[tuple(sorted(harm.victims))].append(harm)
        for victims, parts in by_victims.items():
            found[victims].append(_sum(item, parts))
    return found


def _harm(
    kind: HarmKind, victims: tuple[str, ...], counts: Sequence[Count], voices: Voices, of: int | None
) -> EventHarm:
    most = [count.max for count in counts]
    bounds = [bound for bound in most if bound is not None]
    return EventHarm(
        kind=kind,
        victims=victims,
        min=min(count.min for count in counts),
        max=None if None in most else max(bounds),
        best=best(counts, voices),
        claims=tuple(sorted({count.claim for count in counts})),
        of=of,
    )


def best(counts: Sequence[Count], voices: Voices) -> int:
    """The number that most independent voices allow; of equals the one named last, then the smallest."""

    def worth(number: int) -> tuple[int, str, int]:
        allowing = [count.claim for count in counts if count.allows(number)]
        named = max((count.published for count in counts if number == count.min), default="")
        return (voices.count(allowing), named, -number)

    return max({count.min for count in counts}, key=worth)
