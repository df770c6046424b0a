"""Parties: whether two actors are one, allies, or others; and whether two weapons can be one."""

from functools import cache

from tawthiq.lexicon.index import default_lexicon

UNSPECIFIC = frozenset({"gunmen", "combatants", "people", "civilians"})
"""Actors that say next to nothing about who acted."""
_ALLIES: tuple[tuple[str, ...], ...] = (
    ("sy.gov", "sy.progov", "ru", "ir", "lb.hezbollah", "iq.pmf", "iq.resistance"),
    ("tr", "sy.opposition", "hts"),
    ("us", "coalition", "sdf", "uk", "fr"),
    ("iq.gov", "iq.pmf", "us", "coalition"),
    ("ye.gov", "ye.coalition", "sa", "ae", "ye.stc", "ye.giants", "ye.joint", "ye.resistance"),
    ("ly.gna", "tr", "ly.misrata"),
    ("ly.lna", "ru", "ae", "eg"),
    ("ps.hamas", "ps.pij", "ps.factions"),
    ("us", "uk", "us.uk_strikes", "us.prosperity_guardian"),
)
"""Parties that fight on one side, so that reports credit or blame the one for the other."""
_ALLIED = -0.3
"""What it is worth that two reports name allies: less against than naming enemies."""
_SORTS = {
    "aircraft": "air",
    "drone": "air",
    "artillery": "ground",
    "rocket": "ground",
    "explosive": "blast",
    "vehicle_bomb": "blast",
    "suicide": "blast",
    "small_arms": "guns",
}
"""What families of means leave no doubt about; the others are carried by several."""


@cache
def kin(a: str, b: str) -> float:
    """How far two actors are one: 1 for a part and its whole, -1 for others, 0 where one of them says nothing."""
    if a in UNSPECIFIC or b in UNSPECIFIC:
        return 0.0
    if a == b or a.startswith(b + ".") or b.startswith(a + "."):
        return 1.0
    if "." in a and "." in b and a.split(".")[:2] == b.split(".")[:2]:
        return 0.5
    return _ALLIED if any(_of(a, side) and _of(b, side) for side in _ALLIES) else -1.0


def _of(actor: str, side: tuple[str, ...]) -> bool:
    return any(actor == member or actor.startswith(member + ".") for member in side)


@cache
def sort_of_means(means: str) -> str | None:
    """What a means leaves no doubt about: `air`, `ground`, `blast` or `guns`; None for what several can carry."""
    return _SORTS.get(_families().get(means, ""))


@cache
def _families() -> dict[str, str]:
    return {means.id: means.family for means in default_lexicon().lists.means}
