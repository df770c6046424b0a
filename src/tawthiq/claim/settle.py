"""What kind of act it is, once its means and parties are known."""

from collections.abc import Callable, Sequence

from tawthiq.claim.acts import Act
from tawthiq.claim.by_means import BY_SERVICE, armed_target, by_means, families_of, service_of
from tawthiq.claim.massacres import MASSACRE
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene

_ASSAULTS = frozenset({"ground_attack", "explosive_device", "shelling"})
_OTHERS = frozenset("اولي ثانيه ثالثه رابعه خامسه اخرى اخري اخريين اخريان اخريات".split())
_FOUND = frozenset({"post", "weapons_cache", "tunnel", "mass_grave", "depot"})
_STRIKING = frozenset({"explosive", "missile", "rocket", "artillery", "bomb", "drone", "aircraft"})
_FLYING = frozenset({"drone", "missile", "rocket"})
_GOALS = frozenset({"capture", "siege_broken"})
_CAMPAIGNS = frozenset({"عمليه", "عمليات", "حمله", "معركه", "انطلاق", "هجوم"})
_TORTURE = "تعذيب"


def kind_of(act: Act, scene: Scene, chunks: Sequence[Chunk], title: bool = False) -> str:
    """The kind that an act's words, means and parties make it."""
    main = act.main
    kind = main.kind_id
    nouns = [part for part in act.parts if part.kind and not part.kind.weak and not part.verbal]
    named = [part.kind_id for part in nouns if part.frame != "kill" or main.frame == "kill"]
    if kind == "explosive_device" and _one_of_the_cars(act, scene, chunks):
        return "vehicle_bomb"
    if "vehicle_bomb" in named and kind in ("explosive_device", "suicide_attack", "ground_attack"):
        return "vehicle_bomb"
    if main.kind and main.kind.open and named and kind in _ASSAULTS:
        kind = named[0]
    if kind in _GOALS and _only_aimed_at(act, scene, chunks):
        return "ground_attack"
    special = _SPECIAL.get(kind)
    kind = special(act, kind, scene, chunks) if special else kind
    if main.kind and main.kind.open:
        return by_means(act, kind, scene, chunks)
    if kind == "control" and title and main.kind_id == "capture":
        return "capture"
    return kind


def _only_aimed_at(act: Act, scene: Scene, chunks: Sequence[Chunk]) -> bool:
    """«بدأت القوات عملية للسيطرة على س», «انطلاق عملية … لتطهير س»: an attack has begun, with that for its aim."""
    begun = any(s.support and s.support.role == "agent" and not s.support.status for s in act.supports)
    head = chunks[act.main.head]
    if act.main.verbal or head.clitic != "ل":
        return False
    return begun or any(scene.form(at).removeprefix("ال") in _CAMPAIGNS for at in range(head.first))


def _capture(act: Act, kind: str, scene: Scene, chunks: Sequence[Chunk]) -> str:
    """People who are freed are released, goods that are seized looted; «تسيطر» says who holds a place."""
    if not act.roles.places and any(c.sort == "people" for c in act.roles.patients):
        return "release"
    if any(scene.bare_form(c.first, c.clitic).startswith(("جث", "رفات")) for c in act.roles.patients):
        return "discovery"  # «استعاد الجيش جثتي رهينتين»
    head = chunks[act.main.head]
    goods = [c for c in act.roles.objects if not any(s.sort == "object" and s.entry.post for s in c.senses)]
    first = act.roles.places[0].first if act.roles.places else len(scene)  # «استولوا على أغنام في س»
    if goods and goods[0].first < first and any(root in scene.form(head.first) for root in ("ستول", "ستيل")):
        return "looting"
    outcome = head.clitic.endswith("ل")  # «…، لتسيطر على س»
    holding = head.has("trigger", "present") and "سيطر" in scene.form(head.first) and not outcome
    return "control" if holding else kind


def _raid(act: Act, kind: str, _scene: Scene, _chunks: Sequence[Chunk]) -> str:
    """Storming a place that a party holds is an attack on it; so is storming that was tried or threatened in war."""
    assault = act.main.kind is not None and act.main.kind.assault
    meant = any(s.support is not None and s.support.status in ("attempted", "threatened") for s in act.supports)
    fought = armed_target(act) or (meant and not _by_police(act))
    return "ground_attack" if assault and fought else kind


def _by_police(act: Act) -> bool:
    """Whether who acts polices the place rather than fights for it."""
    named = [c.value.actor.id for c in act.roles.agents if c.sort == "actor" and c.value.actor is not None]
    return any(f"{actor}.".startswith("il.") or "police" in actor or "security" in actor for actor in named)


def _killing(act: Act, kind: str, scene: Scene, chunks: Sequence[Chunk]) -> str:
    """A massacre with its weapon named is that weapon's act («مجزرة بغارة»)."""
    massacre = scene.form(chunks[act.main.head].last).endswith(MASSACRE)
    if massacre and (families_of(act) or service_of(act, scene) in BY_SERVICE):
        return by_means(act, "casualties", scene, chunks, default=kind)
    return kind


def _abduction(act: Act, kind: str, _scene: Scene, _chunks: Sequence[Chunk]) -> str:
    """Whom a state's forces lead away («اقتادت») is arrested."""
    doubtful = act.main.kind is not None and act.main.kind.weak
    return "arrest" if doubtful and _by_state(act) else kind


def _arrest(act: Act, kind: str, _scene: Scene, _chunks: Sequence[Chunk]) -> str:
    return "discovery" if not act.roles.victims and finds(act) else kind


def _one_of_the_cars(act: Act, scene: Scene, chunks: Sequence[Chunk]) -> bool:
    """«دفع التنظيم بثلاث سيارات مفخخة … وانفجرت الثالثة»: an ordinal stands for one of the cars told of before."""
    head = act.main.head
    cars = any(c.sort in ("means", "lex") and _is_car_bomb(c) for c in chunks[:head])
    return cars and scene.form(chunks[head].last + 1).removeprefix("ال") in _OTHERS


def _is_car_bomb(chunk: Chunk) -> bool:
    return any(sense.sort == "means" and sense.entry.family == "vehicle_bomb" for sense in chunk.senses)


def _destruction(act: Act, kind: str, scene: Scene, chunks: Sequence[Chunk]) -> str:
    """What is destroyed by a weapon that is named was struck with it («دُمّرت آلية بعبوة ناسفة»)."""
    by = [chunk for chunk in act.roles.means if chunk.clitic.endswith("ب")]
    armed = {chunk.value.family for chunk in by if chunk.sort == "means"} & _STRIKING
    return by_means(act, "casualties", scene, chunks, default=kind) if armed else kind


def _by_state(act: Act) -> bool:
    return any(
        c.sort == "actor" and c.value.actor is not None and c.value.actor.sort == "state" for c in act.roles.agents
    )


def finds(act: Act) -> bool:
    """Whether weapons, a tunnel or bodies are what was seized («ضبطت القوة كدسا للعتاد»)."""
    return any(sense.sort == "object" and sense.entry.id in _FOUND for c in act.roles.objects for sense in c.senses)


def _in_the_air(act: Act, kind: str, scene: Scene, chunks: Sequence[Chunk]) -> str:
    """Defence against what flies brings it down («تصدت الدفاعات لمسيّرات»); a drone that falls on someone struck."""
    if kind == "repelled_attack":
        flying = any(chunk.clitic.endswith("ل") and _flies(chunk) for chunk in (*act.roles.means, *act.roles.patients))
        return "shot_down" if flying and not any(part.kind is not None for part in act.parts) else kind
    head = chunks[act.main.head]
    fell = scene.bare_form(head.first, head.clitic).startswith(("سقط", "تسقط", "يسقط"))
    hit = act.main.verbal and fell and any(c.sort != "means" for c in (*act.roles.objects, *act.roles.patients))
    return "drone_strike" if hit and "drone" in families_of(act) else kind


def _flies(chunk: Chunk) -> bool:
    return getattr(chunk.value, "family", None) in _FLYING or getattr(chunk.value, "service", None) == "drone"


def _of_harm(act: Act, _kind: str, scene: Scene, chunks: Sequence[Chunk]) -> str:
    """Deaths told with the weapon are that weapon's act; deaths at a named party's hands are a killing."""
    named = families_of(act)
    if any(scene.form(chunk.last).endswith(_TORTURE) for chunk in act.roles.means):
        return "abuse"
    if named:
        return by_means(act, "casualties", scene, chunks, default="casualties")
    service = service_of(act, scene)
    if act.roles.agents and service in BY_SERVICE:
        return BY_SERVICE[service]
    kind = act.main.kind
    deadly = kind is not None and (kind.harm == "killed" or (kind.harm == "lost" and act.main.pair is not None))
    return "killing" if act.roles.agents and deadly else "casualties"


_SPECIAL: dict[str, Callable[[Act, str, Scene, Sequence[Chunk]], str]] = {
    "casualties": _of_harm,
    "capture": _capture,
    "abduction": _abduction,
    "arrest": _arrest,
    "repelled_attack": _in_the_air,
    "shot_down": _in_the_air,
    "raid": _raid,
    "killing": _killing,
    "destruction": _destruction,
}
"""Kinds that the words beside them may make another."""
