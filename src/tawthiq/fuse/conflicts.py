"""Conflicts: on which fields the accounts of an event contradict each other, as records."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from tawthiq.fuse.harm import counts_of
from tawthiq.fuse.items import Item
from tawthiq.fuse.kinds import is_turned
from tawthiq.fuse.near import holds, nearness
from tawthiq.fuse.parties import kin
from tawthiq.fuse.spots import spot_of
from tawthiq.model import Claim, Conflict, HarmKind, PlaceRef, Value

_COUNTED: tuple[HarmKind, ...] = (
    "killed",
    "wounded",
    "killed_or_wounded",
    "missing",
    "detained",
    "abducted",
    "captured",
)
_MUTUAL = frozenset({"armed_clash", "agreement", "release"})
"""Kinds whose two parties can be told in either order."""
_SIEGES = frozenset({"siege", "siege_broken"})
SAME_LENGTH = 0.03
"""Lengths of a siege that differ by no more than this share are one: months are not all of one length."""

Values = Mapping[str, set[str]]


def conflicts_of(items: Sequence[Item], kind: str) -> tuple[Conflict, ...]:
    """Every conflict between the claims of an event of a kind: one claim alone contradicts nothing."""
    claims = [item.claim for item in items]
    if len({claim.id for claim in claims}) == 1:
        return ()
    harmed = {harm.kind for claim in claims for harm in claim.harm}
    found = [
        _conflict("blame", _blamed(claims, kind), lambda a, b: not _any_kin(a, b)),
        _conflict("status", _statuses(claims), _differ),
        _conflict("day", _days(claims), _differ),
        _place(claims),
        _conflict("admin", _admins(claims), _differ),
        _conflict("siege_days", siege_days(claims), _other_length),
        *(_conflict(kind, _numbers(items, kind), _no_overlap) for kind in _COUNTED if kind in harmed),
    ]
    return tuple(conflict for conflict in found if conflict is not None)


def _conflict(field: str, values: Values, differ: Callable[[str, str], bool]) -> Conflict | None:
    """A conflict between values of which two differ; the values that differ from none are left out."""
    odd = {value for pair in combinations(sorted(values), 2) if differ(*pair) for value in pair}
    return Conflict(field, as_values({value: values[value] for value in odd})) if odd else None


def as_values(values: Values) -> tuple[Value, ...]:
    """Values in their order, with their claims."""
    return tuple(Value(value, tuple(sorted(claims))) for value, claims in sorted(values.items(), key=_order))


def _order(entry: tuple[str, set[str]]) -> tuple[int, str]:
    value = entry[0]
    digits = value.rstrip("+").partition("-")[0]
    return (int(digits) if digits.isdecimal() and digits.isascii() else 0, value)


def collect(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Claims by value."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for value, claim in pairs:
        found[value].add(claim)
    return found


def _differ(a: str, b: str) -> bool:
    return a != b


def _any_kin(a: str, b: str) -> bool:
    return any(kin(x, y) > 0 for x in a.split(" + ") for y in b.split(" + "))


def _blamed(claims: Sequence[Claim], kind: str) -> Values:
    """Who is said to have acted, by claims that say so of an act with one doer, seen from the same side."""
    return collect(
        (" + ".join(sorted({ref.actor or ref.name_ar for ref in claim.initiators})), claim.id)
        for claim in claims
        if claim.initiators and not _elsewise(claim, kind)
    )


def _elsewise(claim: Claim, kind: str) -> bool:
    """Whether who acts in a claim is no answer to who acted in the event."""
    return claim.kind in _MUTUAL or claim.status == "denied" or is_turned(claim.kind, kind)


def _statuses(claims: Sequence[Claim]) -> Values:
    """Whether it happened, where one says that it did not."""
    said = collect(("denied" if claim.status == "denied" else "occurred", claim.id) for claim in claims)
    return said if len(said) > 1 else {}


def _days(claims: Sequence[Claim]) -> Values:
    return collect(
        (claim.time.start, claim.id)
        for claim in claims
        if claim.time is not None
        and claim.time.start
        and claim.time.start == claim.time.end
        and claim.time.via == "stated"
    )


def _place(claims: Sequence[Claim]) -> Conflict | None:
    """Places of which neither is or holds the other, each the only one that its claim states."""
    places = [
        (claim.places[0], claim.id) for claim in claims if len(claim.places) == 1 and claim.places[0].via == "stated"
    ]
    known: dict[str, PlaceRef] = {place.name_ar: place for place, _ in places}

    def differ(a: str, b: str) -> bool:
        x, y = spot_of(known[a]), spot_of(known[b])
        if x.place and x.place == y.place:
            return False
        return not (holds(x, y) or holds(y, x)) and (nearness(x, y) or 0.0) < 0.6

    return _conflict("place", collect((place.name_ar, claim) for place, claim in places), differ)


def _admins(claims: Sequence[Claim]) -> Values:
    """What a place of one name is said to lie in."""
    found: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
    for claim in claims:
        for place in claim.places:
            if place.admin:
                found[place.name_ar].setdefault(" / ".join(place.admin), set()).add(claim.id)
    for values in found.values():
        longest = {a for a in values if not any(b != a and b.startswith(a) for b in values)}
        if len(longest) > 1:
            return {value: values[value] for value in longest}
    return {}


def siege_days(claims: Sequence[Claim]) -> Values:
    """The lengths of a siege in days, as told."""
    return collect(
        (str(days), claim.id)
        for claim in claims
        if claim.kind in _SIEGES and (days := length_in_days(claim)) is not None
    )


def length_in_days(claim: Claim) -> int | None:
    """How long what a claim tells of lasted, where it says so."""
    return claim.time.duration_days if claim.time is not None else None


def _other_length(a: str, b: str) -> bool:
    return abs(int(a) - int(b)) > SAME_LENGTH * max(int(a), int(b))


def _numbers(items: Sequence[Item], kind: HarmKind) -> Values:
    return collect((as_number(count.min, count.max), count.claim) for count in counts_of(items, kind))


def as_number(least: int, most: int | None) -> str:
    """A number as printed: `5`, `20-99`, `10+`."""
    if most is None:
        return f"{least}+"
    return str(least) if least == most else f"{least}-{most}"


def bounds(number: str) -> tuple[int, int | None]:
    """The bounds of a printed number."""
    if number.endswith("+"):
        return int(number[:-1]), None
    least, _, most = number.partition("-")
    return int(least), int(most or least)


def _no_overlap(a: str, b: str) -> bool:
    (low, high), (least, most) = bounds(a), bounds(b)
    return (high is not None and high < least) or (most is not None and most < low)
