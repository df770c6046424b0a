"""Fliers: whose an aircraft is that the words give no owner («ألقت مروحية برميلين», «طاولت غارة منزلا»)."""

from collections.abc import Iterable, Sequence

from tawthiq.claim.acts import Act
from tawthiq.claim.by_means import families_of, service_of
from tawthiq.claim.discourse import Discourse, related
from tawthiq.claim.parties import Parties
from tawthiq.lexicon.entries import Actor
from tawthiq.lexicon.index import Lexicon
from tawthiq.mention.scene import Scene

_UNKNOWN = ("مجهول", "المجهول", "معروف", "تحديد", "هويه", "هويته")
_ONLY_STATE_DRONES = frozenset({"PS", "LB"})
_ONLY_FLIER = {"PS": "il.mil.air"}
_ROUND = 6


def flier(act: Act, scene: Scene, discourse: Discourse, told: Iterable[Actor], struck: Sequence[Actor]) -> Actor | None:
    """Who struck from the air: who did so before, or the only party of the report that flies; by drone, its forces.

    `told` are the doers that the sentence has told of already, `struck` those whom the act is done to.
    """
    drone = "drone" in families_of(act) or service_of(act, scene) == "drone"
    arm = _arm_of(act, scene, discourse, told, struck, drone)
    forces = discourse.lexicon.actors.get(arm.parent or "") if drone and arm is not None else None
    return forces or arm


def _arm_of(
    act: Act, scene: Scene, discourse: Discourse, told: Iterable[Actor], struck: Sequence[Actor], drone: bool
) -> Actor | None:
    """The air arm that struck, of the parties told of."""
    if _left_open(act, scene) or any(_arm(discourse.lexicon, actor) for actor in struck):
        return None
    arms = _arms(discourse.lexicon, told)
    if len(arms) == 1:
        return arms[0]
    if drone and discourse.country not in _ONLY_STATE_DRONES:
        arms = _arms(discourse.lexicon, discourse.flown)  # groups fly drones too
        return arms[0] if len(arms) == 1 else None
    arms = _arms(discourse.lexicon, (*discourse.flown, *discourse.actors))
    own = [arm for arm in arms if arm.country == discourse.country]
    barrels = any(getattr(chunk.value, "id", None) == "barrel_bomb" for chunk in act.roles.means)
    if barrels and len(own) == 1:  # only a state's own air force drops them
        return own[0]
    if len(arms) > 1:
        arms = _arms(discourse.lexicon, discourse.flown)
    if not arms and discourse.country in _ONLY_FLIER:
        return discourse.lexicon.actors.get(_ONLY_FLIER[discourse.country])
    return arms[0] if len(arms) == 1 else None


def flown(act: Act, parties: Parties, told: str | None) -> str:
    """The kind of an act: «استهدفت بلدة س» by none but the air arm that the report told of is a strike from the air."""
    doers = [ref.actor or "" for ref in parties.initiators]
    fired = parties.kind in ("ground_attack", "shelling") and act.main.kind is not None and act.main.kind.open
    if not fired or not doers or families_of(act) or not all(doer.endswith(".air") for doer in doers):
        return parties.kind
    return told if told in ("air_strike", "drone_strike") else "air_strike"


def _left_open(act: Act, scene: Scene) -> bool:
    """Whether the words say that it is not known whose the aircraft is."""
    heads = [chunk.last for chunk in (*act.roles.agents, *act.roles.means)] or [scene.words[0].position]
    return any(
        scene.form(at).startswith(_UNKNOWN) for last in heads for at in range(last, min(last + _ROUND, len(scene)))
    )


def _arms(lexicon: Lexicon, actors: Iterable[Actor]) -> list[Actor]:
    """The air arms of parties, each once; a member of an alliance flies for it where the alliance is told of."""
    found: list[Actor] = []
    for actor in actors:
        arm = _arm(lexicon, actor)
        if arm is not None and arm not in found:
            found.append(arm)
    return found


def _arm(lexicon: Lexicon, actor: Actor) -> Actor | None:
    """The air arm of a party or of what it is a part of."""
    over: Actor | None = actor
    while over is not None:
        for suffix in ("", ".air", ".mil.air"):
            arm = lexicon.actors.get(over.id + suffix)
            if arm is not None and arm.id.endswith(".air"):
                return arm
        over = lexicon.actors.get(over.parent or "")
        if over is not None and not related(over, actor):
            return None
    return None
