"""Clustering: which claims of a group are about one event, by average link, with pairs that never go together.

Two clusters are as close as their accounts are on average: of every report in one and every report in the other, the
best two claims count. So a report that tells a thing in five sentences weighs no more than one that tells it in one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

Pair = tuple[int, int]


AGAINST = -1.0
"""What two claims count that contradict each other, and with them their reports, whatever else these share."""


class _Bond:
    """What stands between two clusters: the best score of each two reports, and whether they may not meet."""

    __slots__ = ("apart", "best", "peak", "total")

    def __init__(self, best: dict[Pair, float], apart: bool) -> None:
        self.best, self.apart = best, apart
        self.total = sum(best.values())
        self.peak = max(best.values(), default=0.0)

    def with_(self, other: "_Bond") -> "_Bond":
        best = dict(self.best)
        for pair, score in other.best.items():
            known = best.get(pair, 0.0)
            if score <= AGAINST or score > known > AGAINST:
                best[pair] = score
        return _Bond(best, self.apart or other.apart)


class Links:
    """The claims of a group, by number, and the scores between them.

    `reports` says of which report each is. `bonds` scores pairs (a < b), None for those that never go together; `apart`
    says of pairs that `bonds` does not have whether they contradict each other.
    """

    def __init__(
        self,
        reports: Sequence[int],
        bonds: Mapping[Pair, float | None],
        apart: Callable[[int, int], bool],
    ) -> None:
        self.reports, self.bonds, self.apart = reports, bonds, apart

    def between(self, a: int, b: int) -> Pair:
        """The two reports that two claims are of."""
        first, second = self.reports[a], self.reports[b]
        return (first, second) if first < second else (second, first)


def cluster(links: Links, together: Iterable[Pair], join: float, mean: float) -> list[list[int]]:
    """Cluster the claims by average link: at least `mean` on average, and `join` between the best two.

    `together` are joined whatever speaks against it.
    Ties are broken by the numbers, so that the same input gives the same clusters.
    """
    state = _State(links)
    for a, b in together:
        state.force(a, b)
    state.run(join, mean)
    return sorted(sorted(members) for members in state.members.values())


class _State:
    def __init__(self, links: Links) -> None:
        size = len(links.reports)
        self.members = {number: [number] for number in range(size)}
        self._reports = {number: {links.reports[number]} for number in range(size)}
        self._leader = list(range(size))
        self._links = links
        self._bonds: dict[int, dict[int, _Bond]] = {number: {} for number in range(size)}
        for (a, b), score in links.bonds.items():
            best = {} if score is None else {links.between(a, b): score}
            self._bonds[a][b] = self._bonds[b][a] = _Bond(best, score is None)

    def force(self, a: int, b: int) -> None:
        """Join the clusters of two claims."""
        a, b = self._leader[a], self._leader[b]
        if a != b:
            self._merge(min(a, b), max(a, b))

    def run(self, join: float, mean: float) -> None:
        """Join the two best clusters as long as they may be joined."""

        def worth(a: int, b: int, bond: _Bond) -> float | None:
            if bond.apart or bond.peak < join:
                return None
            average = self._average(a, b, bond)
            return average if average >= mean else None

        heap = [
            (-average, a, b)
            for a, near in self._bonds.items()
            for b, bond in near.items()
            if a < b and (average := worth(a, b, bond)) is not None
        ]
        heapify(heap)
        while heap:
            average, a, b = heappop(heap)
            bond = self._bonds.get(a, {}).get(b)
            if bond is None or worth(a, b, bond) != -average:
                continue
            self._merge(a, b)
            for other, changed in self._bonds[a].items():
                now = worth(a, other, changed)
                if now is not None:
                    heappush(heap, (-now, min(a, other), max(a, other)))

    def _average(self, a: int, b: int, bond: _Bond) -> float:
        ours, theirs = self._reports[a], self._reports[b]
        shared = len(ours & theirs)
        return round(bond.total / (len(ours) * len(theirs) - shared * (shared - 1) // 2), 9)

    def _merge(self, a: int, b: int) -> None:
        """Put cluster `b` into `a`."""
        ours, theirs = self._bonds[a], self._bonds.pop(b)
        ours.pop(b, None)
        theirs.pop(a, None)
        for other in ours.keys() | theirs.keys():
            first = ours.get(other) or self._unsaid(a, other)
            second = theirs.get(other) or self._unsaid(b, other)
            ours[other] = self._bonds[other][a] = first.with_(second)
            self._bonds[other].pop(b, None)
        for member in self.members.pop(b):
            self.members[a].append(member)
            self._leader[member] = a
        self._reports[a] |= self._reports.pop(b)

    def _unsaid(self, a: int, b: int) -> _Bond:
        links = self._links
        apart = {links.between(x, y) for x in self.members[a] for y in self.members[b] if links.apart(x, y)}
        return _Bond(dict.fromkeys(apart, AGAINST), False)
