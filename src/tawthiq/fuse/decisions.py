"""What reviewers decided: it goes before every rule and outlives new readings and new fusion."""

from itertools import pairwise

from msgspec import Struct


class Correction(Struct, frozen=True):
    """A value that a reviewer gave a field of a claim's event: `kind`, `status`, `grade`, `start` or `end`."""

    claim: str
    field: str
    value: str


class Decisions(Struct, frozen=True):
    """Decisions by claim id, so that they hold whatever event a claim is in.

    `together`: groups of claims that are of one event. `apart`: pairs of claims that are not. `rejected`: claims left
    out of every event. `confirmed`: claims whose events are graded `confirmed`. `corrections`: the last one holds.
    `reviews`: the ids of the reviews that touch a claim, for counting.
    """

    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    rejected: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()
    corrections: tuple[Correction, ...] = ()
    reviews: dict[str, tuple[str, ...]] = {}

    def joined(self) -> list[tuple[str, str]]:
        """Every two claims next to each other in a group that belongs together."""
        return sorted({(min(pair), max(pair)) for group in self.together for pair in pairwise(group)})

    def parted(self) -> set[tuple[str, str]]:
        """Every two claims that do not belong together, in order."""
        return {(min(pair), max(pair)) for pair in self.apart}


NONE = Decisions()
"""No decisions."""


def split(part: tuple[str, ...], rest: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The pairs that keep the claims of a part from those of the rest of an event."""
    return tuple((a, b) for a in part for b in rest)


def merge(*events: tuple[str, ...]) -> tuple[str, ...]:
    """The group that makes one event of the claims of several."""
    return tuple(sorted({claim for claims in events for claim in claims}))
