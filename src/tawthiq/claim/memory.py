"""Memory: what a sentence leaves in the discourse for the sentences after it."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from tawthiq.claim.discourse import ARMED, Discourse, Resolved
from tawthiq.claim.locate import Locator
from tawthiq.claim.parties import STRIKES
from tawthiq.lexicon.entries import Actor
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.model import ActorRef, Claim

_FROM_THE_AIR = frozenset({"air_strike", "drone_strike"})
_HOLDING = frozenset({"capture", "control"})
_HOSTILE = STRIKES | {
    "armed_clash",
    "repelled_attack",
    "capture",
    "small_arms_fire",
    "vehicle_bomb",
    "explosive_device",
}
_HAD = frozenset({"كان", "كانت", "كانوا", "سبق"})
_STRETCHES = frozenset({"country", "governorate", "region"})
_FEW = 8
_WIDE = frozenset({"week", "month", "season", "year"})


def remember_mentions(discourse: Discourse, locator: Locator, scene: Scene, chunks: Sequence[Chunk]) -> None:
    """Remember the actors and places that a sentence names."""
    for chunk in chunks:
        if chunk.sort == "actor":
            resolved = discourse.resolve(scene, chunk.value)
            if resolved:
                discourse.mention(resolved.actor)
        elif chunk.sort == "place":
            place = locator.choose(chunk.value, discourse)
            if place is not None:
                discourse.see_place(place)


def remember_agents(discourse: Discourse, scene: Scene, claim: Claim) -> None:
    """Remember who acted last, and the last strike."""
    if claim.kind in STRIKES:
        discourse.strike_kind = claim.kind
    known = _inherited(_known(scene, claim.initiators))
    if not known or claim.kind == "armed_clash":
        return
    discourse.agents = known
    if claim.kind in _FROM_THE_AIR:
        discourse.flown.extend(resolved.actor for resolved in known if resolved.actor not in discourse.flown)
    if claim.kind in STRIKES:
        discourse.acts["struck"] = tuple(
            _inherited(_known(scene, [ref for ref in claim.targets if ref.via != "inherited"]))
        )
        discourse.acts["strike"] = tuple(known)


def remember_struck(discourse: Discourse, claim: Claim) -> None:
    """Remember who was told to strike a place in which way."""
    named = claim.kind in STRIKES and any(doer.via == "stated" for doer in claim.initiators)
    for place in claim.places if named else ():
        if place.via == "stated":
            discourse.struck[claim.kind, place.name_ar] = claim.initiators


def told_striker(discourse: Discourse, scene: Scene, claim: Claim) -> Claim:
    """«… إثر قصف للجيش على س. وقال المراسل إن قصفا على س …»: a strike by nobody is by who struck there in that way."""
    if claim.initiators or claim.kind not in STRIKES or claim.status != "occurred":
        return claim
    named = [place for place in claim.places if place.via != "inherited" and place.kind not in _STRETCHES]
    told = discourse.struck.get((claim.kind, named[0].name_ar)) if named else None
    unknown = any(word.form.removeprefix("ال").startswith("مجهول") for word in scene.words)
    struck = {target.actor for target in claim.targets}
    if told is None or unknown or any(doer.actor in struck for doer in told):
        return claim
    doers = tuple(replace(doer, via="inherited", text=None, span=None) for doer in told)
    return replace(claim, initiators=doers)


def remember_foes(discourse: Discourse, scene: Scene, claim: Claim) -> None:
    """Remember who fights whom."""
    if claim.kind in _HOSTILE and claim.initiators:
        for target in reversed(_known(scene, claim.targets)):
            for doer in _known(scene, claim.initiators[:1]):
                discourse.oppose(doer, target)


def remember_holder(discourse: Discourse, scene: Scene, claim: Claim) -> None:
    """Remember who took or holds a place."""
    holders = _known(scene, claim.initiators[:1]) if claim.kind in _HOLDING else []
    if holders and holders[0].sort in ARMED:
        discourse.holders.update((place.name_ar, holders[0]) for place in claim.places)


def remember_claim(discourse: Discourse, scene: Scene, claim: Claim) -> None:
    """Remember where and when a claim was, and the sides of a clash."""
    if claim.kind in ("raid", "ground_attack"):
        discourse.operation = "raid" if discourse.operation == "raid" else claim.kind
    stated = tuple(place for place in claim.places if place.via == "stated")
    discourse.places = stated or discourse.places
    discourse.facilities = [*discourse.facilities, *(place for place in stated if place.kind == "facility")][-_FEW:]
    if claim.time is not None and claim.time.via == "stated" and claim.time.start:
        background = scene.form(0).removeprefix("و") in _HAD and claim.time.precision in _WIDE
        discourse.time = discourse.time if background else claim.time
    if claim.kind == "armed_clash" and claim.initiators and claim.targets:
        discourse.sides = tuple(tuple(_known(scene, side)) for side in (claim.initiators, claim.targets))
        discourse.parties = tuple(actor for side in discourse.sides for actor in side)
    people = [actor for actor in _known(scene, claim.targets) if actor.sort == "people"]
    if people and claim.kind not in STRIKES:
        discourse.acts["people"] = tuple(Resolved(actor, "coreference") for actor in people)
    discourse.acts[claim.kind] = tuple(_inherited(_known(scene, claim.initiators)))


def _known(scene: Scene, refs: Iterable[ActorRef]) -> list[Actor]:
    actors = scene.lexicon.actors
    return [actor for ref in refs if (actor := actors.get(ref.actor or "")) is not None]


def _inherited(actors: Iterable[Actor]) -> list[Resolved]:
    return [Resolved(actor, "inherited") for actor in actors]
