"""Clustering: which claims of a group are about one event, by average link, with pairs that never go together."""

from collections.abc import Callable, Iterable, Mapping
from heapq import heapify, heappop, heappush

Pair = tuple[int, int]


class _Bond:
    """What stands between two clusters: the sum of the scores between their claims, and whether they may not meet."""

    __slots__ = ("apart", "total")

    def __init__(self, total: float, apart: bool) -> None:
        self.total, self.apart = total, apart


def cluster(
    size: int,
    bonds: Mapping[Pair, float | None],
    silent: Callable[[int, int], float | None],
    together: Iterable[Pair],
    threshold: float,
) -> list[list[int]]:
    """Cluster the numbers below `size` by average link.

    `bonds` scores pairs (a < b), None for those that contradict each other; `silent` scores the pairs that it does not
    have. `together` are joined whatever speaks against it. Ties are broken by the numbers, so that the same input gives
    the same clusters.
    """
    state = _State(size, bonds, silent)
    for a, b in together:
        state.force(a, b)
    state.run(threshold)
    return sorted(sorted(members) for members in state.members.values())


class _State:
    def __init__(
        self, size: int, bonds: Mapping[Pair, float | None], silent: Callable[[int, int], float | None]
    ) -> None:
        self.members = {number: [number] for number in range(size)}
        self._leader = list(range(size))
        self._silent = silent
        self._bonds: dict[int, dict[int, _Bond]] = {number: {} for number in range(size)}
        for (a, b), score in bonds.items():
            self._bonds[a][b] = self._bonds[b][a] = _Bond(score or 0.0, score is None)

    def force(self, a: int, b: int) -> None:
        """Join the clusters of two claims."""
        a, b = self._leader[a], self._leader[b]
        if a != b:
            self._merge(min(a, b), max(a, b))

    def run(self, threshold: float) -> None:
        """Join the two best clusters as long as they reach the threshold."""
        heap = [
            (-self._average(a, b, bond), a, b)
            for a, near in self._bonds.items()
            for b, bond in near.items()
            if a < b and not bond.apart
        ]
        heap = [entry for entry in heap if -entry[0] >= threshold]
        heapify(heap)
        while heap:
            worth, a, b = heappop(heap)
            bond = self._bonds.get(a, {}).get(b)
            if bond is None or bond.apart or -worth != self._average(a, b, bond):
                continue
            self._merge(a, b)
            for other, changed in self._bonds[a].items():
                average = self._average(a, other, changed)
                if not changed.apart and average >= threshold:
                    heappush(heap, (-average, min(a, other), max(a, other)))

    def _average(self, a: int, b: int, bond: _Bond) -> float:
        return round(bond.total / (len(self.members[a]) * len(self.members[b])), 9)

    def _merge(self, a: int, b: int) -> None:
        """Put cluster `b` into `a`."""
        ours, theirs = self._bonds[a], self._bonds.pop(b)
        ours.pop(b, None)
        theirs.pop(a, None)
        for other in ours.keys() | theirs.keys():
            first = ours.get(other) or self._unsaid(a, other)
            second = theirs.get(other) or self._unsaid(b, other)
            bond = _Bond(first.total + second.total, first.apart or second.apart)
            ours[other] = self._bonds[other][a] = bond
            self._bonds[other].pop(b, None)
        for member in self.members.pop(b):
            self.members[a].append(member)
            self._leader[member] = a

    def _unsaid(self, a: int, b: int) -> _Bond:
        scores = [self._silent(x, y) for x in self.members[a] for y in self.members[b]]
        return _Bond(sum(score or 0.0 for score in scores), None in scores)
