"""Groups: what hangs together by pairs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence


def connected(names: Iterable[str], pairs: Sequence[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The connected groups of two or more among some names, sorted."""
    leader = {name: name for name in names}

    def find(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for a, b in pairs:
        first, second = sorted((find(a), find(b)))
        leader[second] = first
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in leader:
        groups[find(name)].append(name)
    return sorted(tuple(sorted(group)) for group in groups.values() if len(group) > 1)
