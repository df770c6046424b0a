"""Kinds by means: what act a weapon, a vehicle or the branch that used it makes of words that leave it open."""

from collections.abc import Sequence

from tawthiq.claim.acts import Act
from tawthiq.lexicon.entries import Object
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene

_BY_FAMILY = {
    "aircraft": "air_strike",
    "bomb": "air_strike",
    "artillery": "shelling",
    "rocket": "shelling",
    "missile": "missile_strike",
    "drone": "drone_strike",
    "explosive": "explosive_device",
    "vehicle_bomb": "vehicle_bomb",
    "suicide": "suicide_attack",
    "small_arms": "small_arms_fire",
    "chemical": "chemical_attack",
    "incendiary": "shelling",
}
BY_SERVICE = {
    "air": "air_strike",
    "drone": "drone_strike",
    "artillery": "shelling",
    "navy": "missile_strike",
    "sniper": "small_arms_fire",
    "suicide": "suicide_attack",
}
_PRECEDENCE = (
    "chemical",
    "vehicle_bomb",
    "suicide",
    "drone",
    "missile",
    "explosive",
    "artillery",
    "bomb",
    "aircraft",
    "rocket",
    "incendiary",
    "small_arms",
)
_AIR_POWERS = ("us.", "coalition.", "ye.coalition.", "il.mil.", "il.")
_LAUNCHED = frozenset({"rocket", "missile", "artillery"})
_FLOWN = frozenset({"aircraft", "drone"})
_THROWN = frozenset({"rocket", "missile", "bomb"})
_FROM_DRONES = _THROWN | {"small_arms", "explosive", "artillery"}
# Kinds that keep their own name when one of these families is named with them, and no service says otherwise.
_KEPT = {
    "missile_strike": frozenset({"rocket", "artillery"}),
    "shelling": frozenset({"small_arms", "explosive", "vehicle_bomb"}),
}
_INSTALLATIONS = frozenset({"airport", "port", "ship", "oil_facility", "power_plant", "water_station", "bridge"})


def _targeting(act: Act, scene: Scene, chunks: Sequence[Chunk]) -> bool:
    """Whether the act is told by «استهدف» or «ضرب», which say nothing of the means."""
    form = scene.form(chunks[act.main.head].first)
    return "ستهد" in form or "ضرب" in form


def by_means(act: Act, kind: str, scene: Scene, chunks: Sequence[Chunk], default: str | None = None) -> str:
    """The kind that the means and the doers make of `kind`; `default` where neither says more."""
    named = families_of(act)
    if named & _LAUNCHED and not named & _FLOWN and service_of(act, scene) not in ("air", "drone"):
        named.discard("bomb")
    for family in _PRECEDENCE:
        if family in named:
            return _refined(kind, family, act, scene)
    service = service_of(act, scene)
    if kind == "air_strike" and service not in ("air", "drone") and _on_foot(act, scene, chunks):
        return "ground_attack"
    if kind in ("ground_attack", "shelling", "casualties") and service in BY_SERVICE:
        if kind == "shelling" and service == "navy":
            return kind
        return BY_SERVICE[service]
    if kind == "air_strike" and service == "drone":
        return "drone_strike"
    if kind == "ground_attack" and _targeting(act, scene, chunks):
        struck = "ضرب" in scene.form(chunks[act.main.head].first)
        return _struck(act, kind, struck)
    return default or kind


def _by_air_power(act: Act) -> bool:
    """«استهدف التحالف مخزنا»: a party that strikes from the air where nothing else is said."""
    named = [c.value.candidates[0].id for c in act.roles.agents if c.sort == "actor" and c.value.candidates]
    return bool(named) and all(f"{actor}.".startswith(_AIR_POWERS) for actor in named)


def _struck(act: Act, kind: str, blow: bool) -> str:
    """What «استهدف», or «ضرب» where it is a `blow`, means by who does it to what; men on foot attack."""
    if _by_air_power(act):
        return "air_strike"
    if _fired_from_afar(act) or _on_installations(act) or _at_civilians(act):
        return "shelling"
    if act.parts or any(map(_on_their_feet, act.roles.agents)):
        return kind
    if blow:
        return kind if _by_group(act) else "air_strike"
    return "shelling"


def _on_their_feet(chunk: Chunk) -> bool:
    """«استهدف مسلحون حاجزا»: men, told as such."""
    gunmen = chunk.sort == "actor" and any(actor.id == "gunmen" for actor in chunk.value.candidates)
    return chunk.sort == "people" or gunmen


def _by_group(act: Act) -> bool:
    """Whether a doer is an armed group, which has no air force."""
    named = [c.value.candidates[0] for c in act.roles.agents if c.sort == "actor" and c.value.candidates]
    return any(actor.sort != "state" for actor in named)


def _at_civilians(act: Act) -> bool:
    """«نفت استهداف المدنيين», «استهداف المخيم»: no fight, and no fighters as its target."""
    civil = any(
        chunk.sort == "people" and all(people.id.startswith("civilians") for people in chunk.value.people)
        for chunk in act.roles.patients
    )
    sheltered = any(s.sort == "object" and s.entry.civil for c in act.roles.objects for s in c.senses)
    return (civil or sheltered) and not armed_target(act) and not any(map(_fighters, act.roles.agents))


def _on_foot(act: Act, scene: Scene, chunks: Sequence[Chunk]) -> bool:
    """«أغار مقاتلو التنظيم على ثكنة»: fighters raid, aircraft strike."""
    head = chunks[act.main.head]
    raiding = act.main.verbal and any(stem in scene.form(head.first) for stem in ("غار", "غير"))
    return raiding and any(_fighters(chunk) for chunk in act.roles.agents)


def _fighters(chunk: Chunk) -> bool:
    """Whether a doer is people who fight on the ground."""
    if chunk.sort == "people":
        return True
    actor = getattr(chunk.value, "actor", None)
    return actor is not None and actor.sort in ("armed_group", "militia", "people")


def _refined(kind: str, family: str, act: Act, scene: Scene) -> str:
    service = service_of(act, scene)
    if kind == "explosive_device" and family not in ("vehicle_bomb", "suicide", "drone"):
        return kind
    if service == "drone" and family in _FROM_DRONES:
        return "drone_strike"
    if family in _THROWN and (service == "air" or kind == "air_strike"):
        return "air_strike"
    if family == "rocket" and service == "navy":
        return "missile_strike"
    if kind == "air_strike" and family not in ("drone", "chemical"):
        return kind
    fought = kind == "ground_attack" and family == "small_arms" and armed_target(act)
    if fought or family in _KEPT.get(kind, ()):
        return kind
    if kind == "ground_attack" and family == "rocket" and not service:
        return "missile_strike" if _on_installations(act) else "shelling"
    return _BY_FAMILY[family]


def families_of(act: Act) -> set[str]:
    """The families of the weapons and vehicles that an act was done with."""
    found: set[str] = set()
    for chunk in act.roles.means:
        entry = chunk.value if chunk.sort == "means" else None
        for sense in chunk.senses:
            if sense.sort == "means":
                entry = sense.entry
        if entry is not None and hasattr(entry, "family"):
            found.add(entry.family)
    return found


def service_of(act: Act, scene: Scene) -> str | None:
    """The branch of the doers: of an air arm, artillery, a navy, or snipers («قناص من قوات النظام»)."""
    for chunk in act.roles.agents:
        force = scene.first(chunk.first, "force") if chunk.sort == "people" else None
        if force is not None and force[1].entry.service == "sniper":
            return "sniper"
        if chunk.sort == "people" and scene.bare_form(chunk.first, chunk.clitic).startswith("انتحاري"):
            return "suicide"
        service = getattr(chunk.value, "service", None)
        if service in BY_SERVICE:
            return str(service)
        candidates = getattr(chunk.value, "candidates", ())
        if candidates and candidates[0].id.endswith(".air"):
            return "air"
        if candidates and candidates[0].id.endswith(".navy"):
            return "navy"
    return None


def armed_target(act: Act) -> bool:
    """Whether what an act is aimed at is a party or its manned posts."""
    owned = any(chunk.sort == "actor" for chunk in act.roles.patients)
    return owned or any(chunk.sort == "object" and _manned(chunk.value) for chunk in act.roles.objects)


def _manned(thing: Object) -> bool:
    return thing.post and thing.id in ("post", "checkpoint", "patrol")


def _on_installations(act: Act) -> bool:
    """Whether airports, ships or the like are struck, which fighters on foot do not reach."""
    return any(
        sense.sort == "object" and sense.entry.id in _INSTALLATIONS for c in act.roles.objects for sense in c.senses
    )


def _fired_from_afar(act: Act) -> bool:
    """«استهدفت القوات بلدة س»: a strike on a place or on houses, by a force, with no fighters as its target."""
    aimed = bool(act.roles.places or act.roles.objects) and bool(act.roles.agents)
    return aimed and not armed_target(act)
