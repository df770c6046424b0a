"""Sums: a total with the list behind it («تسعة، هم ثمانية رجال وطفل»), and the sum of a list («ضابط وثلاثة مجندين»).

The people that one word of harm lists are counted apart, as the text has them; who reads wants their number too. Only
people of one side are added up, so that a total says whose dead they are.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from msgspec import structs

from tawthiq.model import Harm

_FIGHTERS = frozenset({"combatants", "gunmen"})
_CIVIL = ("civilians", "people")
_LISTED = ("،", ",", ":", "(", "-", "–")
_LIST_WORDS = ("هم", "وهم", "وهما", "هما")


class Counted(NamedTuple):
    """An item of harm, and which word of harm counts it."""

    item: Harm
    run: int


def add_up(found: Sequence[Counted], text: str) -> list[Harm]:
    """The items with their totals, each list told of by one word of harm on its own."""
    items = [counted.item for counted in found]
    if len(items) < 2:
        return items
    whole = [at for at in sorted(range(len(items)), key=lambda at: items[at].span) if items[at].of is None]
    for _, group in groupby(whole, key=lambda at: (found[at].run, items[at].kind)):
        run = list(group)
        if not _listed_behind(items, run, text):
            _sum(items, run, text)
    return items


def _listed_behind(items: list[Harm], run: Sequence[int], text: str) -> bool:
    """Make what follows a total, and comes to the same number, its parts."""
    total, *rest = run
    if len(rest) < 2 or items[total].min is None or items[total].min != items[total].max:
        return False
    between = text[items[total].span[1] : items[rest[0]].span[0]].strip()
    opened = between.startswith(_LISTED) or between in _LIST_WORDS
    if not opened or _bounds(items, rest) != (items[total].min, items[total].max):
        return False
    for at in rest:
        items[at] = structs.replace(items[at], of=total)
    return True


def _sum(items: list[Harm], run: Sequence[int], text: str) -> None:
    """Add the sum of people joined by «و», «مع» or commas, where each is counted and all are of one side."""
    side = _side(items[at].victims for at in run)
    if len(run) < 2 or side is None or any(items[at].max is None for at in run):
        return
    if not all(_joined(text[items[one].span[1] : items[other].span[1]], other, items) for one, other in _pairs(run)):
        return
    span = (items[run[0]].span[0], items[run[-1]].span[1])
    first, bounds = items[run[0]], _bounds(items, run)
    items.append(Harm(first.kind, side, *bounds, None, text[span[0] : span[1]], span, first.via))
    for at in run:
        items[at] = structs.replace(items[at], of=len(items) - 1)


def _pairs(run: Sequence[int]) -> Iterable[tuple[int, int]]:
    return pairwise(run)


def _joined(stretch: str, other: int, items: Sequence[Harm]) -> bool:
    """Whether an item stands behind another as one more of a list."""
    between = stretch[: len(stretch) - len(items[other].text)].rstrip()
    return between.endswith((" و", "،", ",", " ثم", " مع", " برفقة")) or (
        between == "" and items[other].text.startswith("و")
    )


def _bounds(items: Sequence[Harm], run: Iterable[int]) -> tuple[int, int | None]:
    low, high = 0, 0
    for at in run:
        low += items[at].min or 0
        high += items[at].max or 0
    return low, high


def _side(listed: Iterable[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Whose the people of a list are all together; None where they are of more than one side."""
    each = list(dict.fromkeys(listed))
    if len(each) == 1:
        return each[0]
    ids = {victim for victims in each for victim in victims}
    if all(victim.startswith(_CIVIL) for victim in ids):
        return ("civilians",) if ids else ()
    parties = {victim for victim in ids if victim not in _FIGHTERS}
    if any(victim.startswith(_CIVIL) for victim in ids) or len({party.split(".")[0] for party in parties}) > 1:
        return None
    return tuple(sorted(parties or ids))
