"""What kind of act it is, once its means and parties are known."""

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
_BY_SERVICE = {
    "air": "air_strike",
    "drone": "drone_strike",
    "artillery": "shelling",
    "navy": "missile_strike",
    "sniper": "small_arms_fire",
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
_ASSAULTS = frozenset({"ground_attack", "explosive_device", "shelling"})
_THROWN = frozenset({"rocket", "missile", "bomb"})
_FROM_DRONES = _THROWN | {"small_arms", "explosive", "artillery"}
# Kinds that keep their own name when one of these families is named with them, and no service says otherwise.
_KEPT = {
    "missile_strike": frozenset({"rocket", "artillery"}),
    "shelling": frozenset({"small_arms", "explosive", "vehicle_bomb"}),
}
_MASSACRE = ("زره", "زر", "ذبحه", "مجازر")


def kind_of(act: Act, scene: Scene, chunks: Sequence[Chunk], title: bool = False) -> str:
    """The kind that an act's words, means and parties make it."""
    main = act.main
    kind = main.kind_id
    named = [part.kind_id for part in act.parts if part.kind and not part.kind.weak and not part.verbal]
    if "vehicle_bomb" in named and kind in ("explosive_device", "suicide_attack", "ground_attack"):
        return "vehicle_bomb"
    if main.kind and main.kind.open and named and kind in _ASSAULTS:
        kind = named[0]
    if kind == "casualties":
        return _of_harm(act, scene, chunks)
    if kind == "capture" and not act.roles.places and any(c.sort == "people" for c in act.roles.patients):
        return "release"
    head = chunks[main.head]
    holding = head.has("trigger", "present") and "سيطر" in scene.form(head.first)
    if kind == "capture" and holding and not title:
        return "control"
    if kind == "raid" and main.kind and main.kind.assault:
        return "ground_attack" if _armed_target(act) else "raid"
    if main.kind and main.kind.open:
        return _by_means(act, kind, scene, chunks)
    massacre = kind == "killing" and scene.form(head.last).endswith(_MASSACRE)
    if massacre and (families_of(act) or _service(act) in _BY_SERVICE):
        return _by_means(act, "casualties", scene, chunks, default=kind)
    return kind


def _of_harm(act: Act, scene: Scene, chunks: Sequence[Chunk]) -> str:
    """Deaths told with the weapon are that weapon's act; deaths at a named party's hands are a killing."""
    named = families_of(act)
    if named:
        return _by_means(act, "casualties", scene, chunks, default="casualties")
    service = _service(act)
    if act.roles.agents and service in _BY_SERVICE:
        return _BY_SERVICE[service]
    return "killing" if act.roles.agents and act.main.kind and act.main.kind.harm == "killed" else "casualties"


def _targeting(act: Act, scene: Scene, chunks: Sequence[Chunk]) -> bool:
    """Whether the act is told by «استهدف», which says nothing of the means."""
    return "استهد" in scene.form(chunks[act.main.head].first)


def _by_means(act: Act, kind: str, scene: Scene, chunks: Sequence[Chunk], default: str | None = None) -> str:
    named = families_of(act)
    for family in _PRECEDENCE:
        if family in named:
            return _refined(kind, family, act)
    service = _service(act)
    if kind in ("ground_attack", "shelling", "casualties") and service in _BY_SERVICE:
        if kind == "shelling" and service == "navy":
            return kind
        return _BY_SERVICE[service]
    if kind == "air_strike" and service == "drone":
        return "drone_strike"
    if kind == "ground_attack" and _targeting(act, scene, chunks) and _fired_from_afar(act):
        return "shelling"
    return default or kind


def _refined(kind: str, family: str, act: Act) -> str:
    service = _service(act)
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
    fought = kind == "ground_attack" and family == "small_arms" and _armed_target(act)
    if fought or family in _KEPT.get(kind, ()):
        return kind
    if kind == "ground_attack" and family == "rocket" and not service:
        return "shelling"
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


def _service(act: Act) -> str | None:
    for chunk in act.roles.agents:
        service = getattr(chunk.value, "service", None)
        if service in _BY_SERVICE:
            return str(service)
        candidates = getattr(chunk.value, "candidates", ())
        if candidates and candidates[0].id.endswith(".air"):
            return "air"
        if candidates and candidates[0].id.endswith(".navy"):
            return "navy"
    return None


def _armed_target(act: Act) -> bool:
    owned = any(chunk.sort == "actor" for chunk in act.roles.patients)
    return owned or any(chunk.sort == "object" and _manned(chunk.value) for chunk in act.roles.objects)


def _manned(thing: Object) -> bool:
    return thing.post and thing.id in ("post", "checkpoint", "patrol")


def _fired_from_afar(act: Act) -> bool:
    """«استهدفت القوات بلدة س»: a strike on a place or on houses, by a force, with no fighters as its target."""
    aimed = bool(act.roles.places or act.roles.objects) and bool(act.roles.agents)
    return aimed and not _armed_target(act)
