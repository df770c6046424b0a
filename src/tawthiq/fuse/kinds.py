"""Which kinds of act can be told of one event, and how well they fit.

One outlet says «قصف», another «غارة», a third only counts the dead: the table says how far that is one and the same.
"""

from itertools import combinations

from tawthiq.model import Claim

CONSEQUENCES = frozenset({"casualties", "destruction", "funeral", "displacement", "discovery"})
"""Kinds that tell what an act led to; they never name an event that has an act."""
BACKGROUND = frozenset({"siege", "control"})
"""Kinds that tell of a state which an act changes; they name no event that has such an act."""
RARE = frozenset({"capture", "withdrawal", "siege", "siege_broken", "agreement", "chemical_attack", "shot_down"})
"""Kinds that seldom happen twice in one place."""
SELDOM = frozenset({"killing", "arrest", "raid", "abduction", "vehicle_bomb", "suicide_attack"})
"""Kinds that happen less often in one place than shelling and air strikes do."""
STRIKES = ("air_strike", "drone_strike", "shelling", "missile_strike", "chemical_attack")
"""Kinds of fire from afar."""
_BLASTS = ("explosive_device", "vehicle_bomb", "suicide_attack")
_BATTLES = ("armed_clash", "ground_attack", "repelled_attack")
_VIOLENT = (*STRIKES, *_BLASTS, *_BATTLES, "small_arms_fire", "raid", "killing")

_SETS: tuple[tuple[float, tuple[str, ...]], ...] = (
    (0.3, (*STRIKES, *_BLASTS)),
    (0.6, STRIKES),
    (0.7, _BLASTS),
    (0.7, _BATTLES),
    (0.5, ("armed_clash", "ground_attack", "small_arms_fire")),
    (0.4, ("raid", "ground_attack", "armed_clash", "small_arms_fire", "killing")),
    (0.6, ("raid", "arrest")),
    (0.7, ("abduction", "arrest")),
    (0.6, ("killing", "small_arms_fire")),
    (0.6, ("capture", "advance")),
    (0.5, ("capture", "withdrawal")),
    (0.3, ("advance", "withdrawal")),
    (0.4, ("casualties", "funeral", "killing")),
    (0.7, ("casualties", "killing")),
    (0.5, ("displacement", "evacuation")),
    (0.5, ("release", "agreement", "evacuation")),
    (0.5, ("siege", "aid_blocked")),
    (0.7, ("siege", "siege_broken")),
    (0.4, ("abuse", "arrest", "sexual_violence")),
    (0.4, ("looting", "raid", "destruction")),
)
"""Every two kinds of a set fit so well; the later set decides."""
_CROSSED: tuple[tuple[float, tuple[str, ...], tuple[str, ...]], ...] = (
    (0.7, ("casualties",), _VIOLENT),
    (0.5, ("destruction",), (*STRIKES, *_BLASTS, "ground_attack", "raid", "casualties", "killing")),
    (0.3, ("funeral", "displacement"), (*STRIKES, *_BLASTS, *_BATTLES)),
    (0.5, ("ground_attack",), (*_BLASTS, "drone_strike", "killing")),
    (0.3, ("ground_attack",), ("air_strike", "shelling", "missile_strike", "capture", "advance")),
    (0.4, ("killing",), (*STRIKES, *_BLASTS)),
    (0.3, ("armed_clash",), ("advance", "capture")),
    (0.4, ("agreement_violated",), ("shelling", "armed_clash", "ground_attack")),
    (0.4, ("siege_broken",), ("advance", "capture")),
    (0.3, ("missile_strike",), ("shot_down",)),
    (0.3, ("discovery",), ("killing", "casualties")),
    (0.4, ("raid",), ("drone_strike", "air_strike", "explosive_device")),
)
"""Every kind of the first row fits every kind of the second so well."""


def _table() -> dict[tuple[str, str], float]:
    fits: dict[tuple[str, str], float] = {}
    for fit, kinds in _SETS:
        for a, b in combinations(kinds, 2):
            fits[a, b] = fits[b, a] = fit
    for fit, left, right in _CROSSED:
        for a in left:
            for b in right:
                if a != b:
                    fits[a, b] = fits[b, a] = fit
    return fits


_FITS = _table()


def fit(a: str, b: str) -> float | None:
    """How well two kinds can be told of one event, up to 1; None where they cannot."""
    return 1.0 if a == b else _FITS.get((a, b))


_TURNED = (
    frozenset({"capture", "withdrawal"}),
    frozenset({"advance", "withdrawal"}),
    frozenset({"ground_attack", "repelled_attack"}),
    frozenset({"siege", "siege_broken"}),
)


def is_turned(a: str, b: str) -> bool:
    """Whether one side does the one kind of act and the other side the other: who captures, and who withdraws."""
    return {a, b} in _TURNED


def told_kind(claim: Claim) -> str:
    """The kind that a claim is compared by: «لا يزال يسيطر» states who holds a place, and no change."""
    return "control" if claim.kind == "capture" and claim.status == "ongoing" else claim.kind


def is_result(a: str, b: str) -> bool:
    """Whether one of two kinds tells what the other led to; a massacre is done by some other act."""
    return (a in CONSEQUENCES) != (b in CONSEQUENCES) or "killing" in (a, b)


def block_of(kind: str) -> str:
    """The family that a kind is looked for in: kinds that fit are of one family."""
    return kind if kind in _ALONE else "force"


_ALONE = frozenset({"aid", "protest", "surrender", "deployment", "control", "forced_conscription"})
"""Kinds that fit no other."""
