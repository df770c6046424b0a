"""Fusion: from the claims of many reports to events.

`fuse` does it all at once. A case that keeps many reports adds some of them so:

1. `items_of` the new readings, and `item.traits.keys` of each: file the claims under `keys.filed`;
2. load the items filed under the new claims' `keys.sought`, and ask `meets` which of them the new ones touch;
3. load all items of those claims' groups, and put them with the new ones through `fuse_items`: the groups that come out
   replace theirs. A group holds every claim that could change its events, so that the result is that of fusing all at
   once. The same holds for claims that a reviewer's decision names and for groups that lose a claim.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from msgspec import Struct

from tawthiq.fuse.apart import contradiction
from tawthiq.fuse.assemble import assemble
from tawthiq.fuse.cluster import AGAINST, Links, cluster
from tawthiq.fuse.decisions import NONE, Decisions
from tawthiq.fuse.features import JOIN, MEAN, Scorer
from tawthiq.fuse.groups import connected
from tawthiq.fuse.items import Item, Traits, items_of
from tawthiq.model import Event, Joined, Reading

Scores = dict[tuple[str, str], float | None]


class Group(Struct, frozen=True):
    """Claims that can be fused without looking at any other, and their events. `id` is that of the first claim."""

    claims: tuple[str, ...]
    events: tuple[Event, ...]

    @property
    def id(self) -> str:
        """The first of its claims, by which a case can file it."""
        return self.claims[0]


def fuse(readings: Iterable[Reading], decisions: Decisions = NONE) -> list[Event]:
    """The events that some readings tell of, by id. Neither their order nor that of the decisions changes anything."""
    groups = fuse_items(items_of(readings), decisions)
    return sorted((event for group in groups for event in group.events), key=lambda event: event.id)


def fuse_items(items: Iterable[Item], decisions: Decisions = NONE) -> list[Group]:
    """The groups that some claims fall into, with their events, in the order of their ids."""
    told = _by_claim(items)
    traits = {claim: known[0].traits for claim, known in sorted(told.items()) if claim not in decisions.rejected}
    scorer = Scorer(item.head for known in told.values() for item in known)
    scores = _scores(traits, scorer)
    parted = decisions.parted()
    together = [pair for pair in decisions.joined() if pair[0] in traits and pair[1] in traits and pair not in parted]
    linked = [pair for pair, score in scores.items() if score is not None and score >= JOIN]
    groups: dict[str, tuple[str, ...]] = {claim: (claim,) for claim in traits}
    for members in connected(traits, sorted({*linked, *together})):
        for claim in members:
            groups[claim] = members
    scores |= dict.fromkeys(parted)
    within = _within_groups(scores, groups)
    known = _Known(told, traits, scorer, parted, together, decisions)
    return [
        Group(members, tuple(_events(members, within.get(members[0], {}), known)))
        for members in sorted(set(groups.values()))
    ]


def meets(new: Sequence[Item], known: Iterable[Item]) -> set[str]:
    """Which of the known claims stand in one group with a new one, without the groups that they already have."""
    ours = {item.claim.id: item for item in new}
    theirs = {item.claim.id: item for item in known}
    scorer = Scorer(item.head for item in (*ours.values(), *theirs.values()))
    met = ours.keys() & theirs.keys()
    filed = _Filed()
    for item in theirs.values():
        filed.add(item.traits)
    for mine in ours.values():
        for claim in filed.near(mine.traits) - met:
            a, b = sorted((mine.traits, theirs[claim].traits), key=lambda one: one.claim)
            score = scorer.score(a, b)
            if score is not None and score >= JOIN:
                met.add(claim)
    return met


def candidates(traits: Iterable[Traits]) -> Iterator[tuple[str, str]]:
    """Every two claims that share a block, once, the lesser id first."""
    filed = _Filed()
    for one in sorted(traits, key=lambda one: one.claim):
        for other in filed.near(one):
            yield other, one.claim
        filed.add(one)


class _Filed:
    """Claims under their keys."""

    def __init__(self) -> None:
        self._claims: defaultdict[int, set[str]] = defaultdict(set)

    def add(self, traits: Traits) -> None:
        for key in traits.keys.filed:
            self._claims[key].add(traits.claim)

    def near(self, traits: Traits) -> set[str]:
        """The claims that could be of one event with another."""
        return set().union(*(self._claims[key] for key in traits.keys.sought if key in self._claims))


def _scores(traits: Mapping[str, Traits], scorer: Scorer) -> Scores:
    """The scores of pairs that share a block, None for those that contradict each other.

    Dated claims of two reports that contradict each other have none, as if no block brought them together.
    """
    scores: Scores = {}
    for pair in candidates(traits.values()):
        a, b = traits[pair[0]], traits[pair[1]]
        score = scorer.score(a, b)
        if score is not None or a.report == b.report or a.when.start is None or b.when.start is None:
            scores[pair] = score
    return scores


def _by_claim(items: Iterable[Item]) -> dict[str, list[Item]]:
    """The items of each claim: several where one text was taken from several sources."""
    found: defaultdict[str, dict[str, Item]] = defaultdict(dict)
    for item in items:
        found[item.claim.id][item.head.source] = item
    return {claim: [told[source] for source in sorted(told)] for claim, told in found.items()}


def _within_groups(scores: Scores, groups: dict[str, tuple[str, ...]]) -> dict[str, Scores]:
    """The scores between claims of one group, by its first claim."""
    within: defaultdict[str, Scores] = defaultdict(dict)
    for (a, b), score in scores.items():
        if a in groups and b in groups and groups[a] is groups[b]:
            within[groups[a][0]][a, b] = score
    return within


class _Known(NamedTuple):
    """What is known of all claims: their items, their traits and what scores them, and what reviewers decided."""

    told: dict[str, list[Item]]
    traits: dict[str, Traits]
    scorer: Scorer
    parted: set[tuple[str, str]]
    together: list[tuple[str, str]]
    decisions: Decisions

    def bond(self, pair: tuple[str, str], score: float | None) -> float | None:
        """What stands between two claims: nothing joins what one report tells apart, or a reviewer."""
        if score is not None:
            return score
        own = self.traits[pair[0]].report == self.traits[pair[1]].report
        return None if own or pair in self.parted else AGAINST

    def joined(self, ties: Mapping[tuple[str, str], float]) -> tuple[Joined, ...]:
        """Ties between claims, with what each feature adds to them."""
        return tuple(
            Joined(a, b, score, self.scorer.because(self.traits[a], self.traits[b]))
            for (a, b), score in sorted(ties.items())
        )


def _events(members: tuple[str, ...], scores: Scores, known: _Known) -> Iterator[Event]:
    number = {claim: at for at, claim in enumerate(members)}
    traits = [known.traits[claim] for claim in members]

    def apart(a: int, b: int) -> bool:
        """Claims that no block brings together are apart; where one says no time, if something else parts them."""
        ours, theirs = traits[a], traits[b]
        if ours.when.start is not None and theirs.when.start is not None:
            return True
        return contradiction(ours, theirs, known.scorer.pairs) is not None

    heads = {report: at for at, report in enumerate(sorted({known.traits[claim].report for claim in members}))}
    reports = [heads[known.traits[claim].report] for claim in members]
    bonds = {(number[pair[0]], number[pair[1]]): known.bond(pair, score) for pair, score in scores.items()}
    forced = [(number[a], number[b]) for a, b in known.together if a in number and b in number]
    for found in cluster(Links(reports, bonds, apart), forced, JOIN, MEAN):
        claims = [members[at] for at in found]
        told = [item for claim in claims for item in known.told[claim]]
        yield assemble(told, known.joined(_strongest(claims, scores)), known.decisions)


def _strongest(claims: Sequence[str], scores: Scores) -> dict[tuple[str, str], float]:
    """For each claim its strongest tie to another one of the event; of equals the first."""
    best: dict[str, tuple[float, tuple[str, str]]] = {}
    for pair in combinations(claims, 2):
        score = scores.get(pair)
        if score is not None:
            for claim in pair:
                if claim not in best or score > best[claim][0]:
                    best[claim] = (score, pair)
    return {pair: score for score, pair in best.values()}
