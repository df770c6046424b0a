"""What keeps two claims apart, whatever else they share."""

from functools import lru_cache

from tawthiq.fuse.agree import days_fit, means_agree, numbers_agree, parties_agree, within
from tawthiq.fuse.items import Act, Traits
from tawthiq.fuse.kinds import STRIKES, fit, is_result, is_turned
from tawthiq.fuse.pair import Pairs

_BARELY = 0.3
"""Kinds that fit no better, such as an air strike and a planted bomb, are not one where the means differ too."""


def contradiction(a: Traits, b: Traits, pairs: Pairs) -> str | None:
    """What keeps two claims apart, whatever else they share; None where nothing does."""
    if not _fits(a.act, b.act):
        return "kind"
    if a.hoped != b.hoped:
        return "status"
    if _by_enemies(a.act, b.act):
        return "initiators"
    near = pairs.near(a, b)
    if near is None:
        return "place"
    if not days_fit(a.when, b.when):
        return "time"
    return _told_apart(a, b, near) if a.report == b.report else None


@lru_cache(maxsize=65_536)
def _fits(a: Act, b: Act) -> bool:
    """Whether two acts can be told of one event."""
    fitting = fit(a.kind, b.kind)
    return fitting is not None and (fitting > _BARELY or means_agree(a, b) >= 0)


@lru_cache(maxsize=65_536)
def _by_enemies(a: Act, b: Act) -> bool:
    """Whether enemies are blamed, each with a weapon of their own: one side's air strike and the other's mortars."""
    return means_agree(a, b) < 0 and parties_agree(a, b) <= -1


def _told_apart(a: Traits, b: Traits, near: float) -> str | None:
    """What one report tells two acts apart by: what between reports would be a disagreement."""
    if not _one_act(a.act, b.act):
        return "kind"
    if (
        a.when.stated
        and b.when.stated
        and (a.when.start, a.when.end) != (b.when.start, b.when.end)
        and not within(a.when, b.when)
    ):
        return "time"
    if parties_agree(a.act, b.act) < 0:
        return "initiators"
    if numbers_agree(a, b) < 0:
        return "harm"
    if a.spots and b.spots and not {s.name for s in a.spots} & {s.name for s in b.spots} and near < 0.4:
        return "place"
    return None


def _one_act(a: Act, b: Act) -> bool:
    """Whether one report can use two kinds of one act: «قصف» is also said of air strikes, where the means allow it."""
    kinds = {a.kind, b.kind}
    if len(kinds) == 1 or is_result(a.kind, b.kind) or is_turned(a.kind, b.kind) or kinds <= _ONE_ACT:
        return True
    return "shelling" in kinds and kinds.issubset(STRIKES) and means_agree(a, b) >= 0


_ONE_ACT = frozenset(
    {"armed_clash", "ground_attack", "repelled_attack", "raid", "killing", "arrest", "small_arms_fire"}
)
"""Kinds that one report may use by turns for one act."""
