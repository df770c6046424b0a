"""Clustering: which claims of a group are about one event, by average link, with pairs that never go together.

Two clusters are as close as their accounts are on average: of every report in one and every report in the other, the
best two claims count. So a report that tells a thing in five sentences weighs no more than one that tells it in one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import NamedTuple

Pair = tuple[int, int]

AGAINST = -3.0
"""What two reports count of which claims contradict each other, unless others of theirs are surely of one event."""
FEW = 1 / 3
"""So many of a cluster's reports may tell claims apart without keeping the cluster from another that agrees."""


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

    @cached_property
    def near(self) -> dict[int, dict[int, float | None]]:
        """The bonds of each claim."""
        found: dict[int, dict[int, float | None]] = {number: {} for number in range(len(self.reports))}
        for (a, b), score in self.bonds.items():
            found[a][b] = found[b][a] = score
        return found


def cluster(links: Links, together: Iterable[Pair], join: float, mean: float) -> list[list[int]]:
    """Cluster the claims by average link: at least `mean` on average, and `join` between the best two.

    `together` are joined whatever speaks against it.
    Ties are broken by the numbers, so that the same input gives the same clusters.
    """
    if len(links.reports) == 1:
        return [[0]]
    state = _State(links, join, mean)
    for a, b in together:
        state.force(a, b)
    state.run()
    return sorted(sorted(members) for members in state.members.values())


class _Bond(NamedTuple):
    """What stands between two clusters: the best score of each two reports, and which of these contradict each other.

    `told` are the claims that never go together.
    """

    best: dict[Pair, float]
    against: frozenset[Pair]
    told: frozenset[Pair]
    total: float
    peak: float


_NONE: frozenset[Pair] = frozenset()


def _bond_of(claims: Pair, reports: Pair, score: float | None) -> _Bond:
    """What stands between two claims."""
    if score is None:
        return _Bond({}, _NONE, frozenset({claims}), 0.0, 0.0)
    if score <= AGAINST:
        return _Bond({}, frozenset({reports}), _NONE, AGAINST, 0.0)
    return _Bond({reports: score}, _NONE, _NONE, score, score)


class _State:
    def __init__(self, links: Links, join: float, mean: float) -> None:
        size = len(links.reports)
        self.members = {number: [number] for number in range(size)}
        self._reports = {number: {links.reports[number]} for number in range(size)}
        self._leader = list(range(size))
        self._links, self._join, self._mean = links, join, mean
        self._fixed: set[int] = set()
        self._unused = size
        self._bonds: dict[int, dict[int, _Bond]] = {number: {} for number in range(size)}
        for (a, b), score in links.bonds.items():
            self._bonds[a][b] = self._bonds[b][a] = _bond_of((a, b), links.between(a, b), score)

    def force(self, a: int, b: int) -> None:
        """Join the clusters of two claims, which then stay where they are."""
        self._fixed |= {a, b}
        a, b = self._leader[a], self._leader[b]
        if a != b:
            self._merge(min(a, b), max(a, b))

    def run(self) -> None:
        """Join the two best clusters as long as they may be joined."""
        heap = [
            (-average, a, b)
            for a, near in self._bonds.items()
            for b, bond in near.items()
            if a < b and (average := self._worth(a, b, bond)) is not None
        ]
        heapify(heap)
        while heap:
            average, a, b = heappop(heap)
            bond = self._bonds.get(a, {}).get(b)
            if bond is None or self._worth(a, b, bond) != -average:
                continue
            left = [self._take_out(claim) for claim in sorted(self._leaving(a, b, bond.told))]
            self._merge(a, b)
            for changed in (a, *left):
                for other, bond in self._bonds[changed].items():
                    now = self._worth(changed, other, bond)
                    if now is not None:
                        heappush(heap, (-now, min(changed, other), max(changed, other)))

    def _worth(self, a: int, b: int, bond: _Bond) -> float | None:
        """How close two clusters are on average; None where they may not be joined."""
        if bond.peak < self._join or (bond.told and not self._may_leave(a, b, bond.told)):
            return None
        ours, theirs = self._reports[a], self._reports[b]
        shared = len(ours & theirs)
        average = round(bond.total / (len(ours) * len(theirs) - shared * (shared - 1) // 2), 9)
        return average if average >= self._mean else None

    def _may_leave(self, a: int, b: int, told: frozenset[Pair]) -> bool:
        """Whether the claims told apart are of so few reports that two clusters can be joined without them."""
        reports = {self._links.reports[claim] for claim, _ in told}
        most = FEW * min(len(self._reports[a]), len(self._reports[b]))
        return len(reports) <= most and self._fixed.isdisjoint(self._leaving(a, b, told))

    def _leaving(self, a: int, b: int, told: frozenset[Pair]) -> set[int]:
        """Of every two claims told apart, the one in the smaller cluster."""
        smaller = min(a, b, key=lambda number: (len(self._reports[number]), -number))
        inside = set(self.members[smaller])
        return {claim for pair in told for claim in pair if claim in inside}

    def _take_out(self, claim: int) -> int:
        """Take a claim out of its cluster for good: the number of the one that it then is."""
        home = next(number for number, members in self.members.items() if claim in members)
        alone, self._unused = self._unused, self._unused + 1
        self._fixed.add(claim)
        self.members[home].remove(claim)
        self.members[alone] = [claim]
        clusters = {member: number for number, members in self.members.items() for member in members}
        for number in (home, alone):
            for other in self._bonds.pop(number, {}):
                del self._bonds[other][number]
            members = self.members[number]
            self._reports[number] = {self._links.reports[member] for member in members}
            others = {clusters[near] for member in members for near in self._links.near[member]} - {number}
            self._bonds[number] = {}
            for other in others & self._bonds.keys():
                bond = self._between(members, self.members[other])
                self._bonds[number][other] = self._bonds[other][number] = bond
        return alone

    def _merge(self, a: int, b: int) -> None:
        """Put cluster `b` into `a`."""
        ours, theirs = self._bonds[a], self._bonds.pop(b)
        ours.pop(b, None)
        theirs.pop(a, None)
        for other in ours.keys() | theirs.keys():
            first = ours.get(other) or self._unsaid(a, other)
            second = theirs.get(other) or self._unsaid(b, other)
            ours[other] = self._bonds[other][a] = self._both(first, second)
            self._bonds[other].pop(b, None)
        for member in self.members.pop(b):
            self.members[a].append(member)
            self._leader[member] = a
        self._reports[a] |= self._reports.pop(b)

    def _between(self, ours: Sequence[int], theirs: Sequence[int]) -> _Bond:
        """What stands between some claims and others."""
        links = self._links
        best: dict[Pair, float] = {}
        against: set[Pair] = set()
        told: set[Pair] = set()
        for a in ours:
            for b in theirs:
                claims, reports = (min(a, b), max(a, b)), links.between(a, b)
                score = links.bonds.get(claims, AGAINST if links.apart(a, b) else 0.0)
                if score is None:
                    told.add(claims)
                elif score <= AGAINST:
                    against.add(reports)
                elif claims in links.bonds:
                    best[reports] = max(score, best.get(reports, score))
        return self._bond(best, frozenset(against), frozenset(told))

    def _unsaid(self, a: int, b: int) -> _Bond:
        """What stands between two clusters of which no claims were compared."""
        links = self._links
        apart = {links.between(x, y) for x in self.members[a] for y in self.members[b] if links.apart(x, y)}
        return self._bond({}, frozenset(apart), frozenset())

    def _both(self, first: _Bond, second: _Bond) -> _Bond:
        best = dict(first.best)
        for reports, score in second.best.items():
            best[reports] = max(score, best.get(reports, score))
        return self._bond(best, first.against | second.against, first.told | second.told)

    def _bond(self, best: dict[Pair, float], against: frozenset[Pair], told: frozenset[Pair]) -> _Bond:
        """A bond; a contradiction counts for two reports of which no claims are surely of one event."""
        total = sum(best.values())
        for reports in against:
            score = best.get(reports, 0.0)
            if score < self._join:
                total += AGAINST - score
        return _Bond(best, against, told, total, max(best.values(), default=0.0))
