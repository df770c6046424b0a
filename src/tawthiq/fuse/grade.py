"""The grade of an event: how well what is told of it is supported, as casualty recorders grade."""

from collections.abc import Sequence

from tawthiq.fuse.kinds import CONSEQUENCES
from tawthiq.fuse.parties import kin
from tawthiq.model import Claim, Conflict, Grade

_CIVIL = (
    "civilians",
    "hospital",
    "school",
    "market",
    "mosque",
    "church",
    "house",
    "residential_area",
    "camp",
    "bakery",
)
_LOSSES = frozenset({"killed", "wounded", "killed_or_wounded", "missing", "captured", "lost"})
_GIVEN_UP = frozenset({"withdrawal", "surrender"})


def grade_of(claims: Sequence[Claim], conflicts: Sequence[Conflict], independent: int) -> Grade:
    """The grade by the rules of `docs/fusion.md`, the first that holds."""
    if all(claim.status == "denied" for claim in claims):
        return "discounted"
    if any(admits(claim) for claim in claims):
        return "confirmed"
    if any(conflict.field in ("blame", "status") for conflict in conflicts):
        return "contested"
    return "fair" if independent > 1 else "weak"


def admits(claim: Claim) -> bool:
    """Whether a party says of itself what is to its cost: harm that it did to civilians, or its own losses."""
    if claim.status == "denied" or not claim.attribution:
        return False
    side = claim.attribution[-1].side
    if side is None:
        return False
    own_act = any(ref.actor and kin(ref.actor, side) > 0 for ref in claim.initiators)
    if own_act and claim.kind not in CONSEQUENCES and _harms_civilians(claim):
        return True
    if own_act and claim.kind in _GIVEN_UP:
        return True
    return any(kin(victim, side) > 0 for harm in claim.harm if harm.kind in _LOSSES for victim in harm.victims)


def _harms_civilians(claim: Claim) -> bool:
    harmed = [victim for harm in claim.harm for victim in harm.victims]
    aimed = [ref.actor or "" for ref in claim.targets]
    return any(one.startswith(_CIVIL) for one in (*harmed, *aimed))
