"""Discourse: what earlier sentences of a report set, and the references that it resolves.

State goes from sentence to sentence in order; nothing here looks ahead.
"""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct, field

from tawthiq.arabic.fold import fold_name
from tawthiq.lexicon.entries import Actor
from tawthiq.lexicon.index import Lexicon
from tawthiq.mention.actors import ActorMention, affiliated, branch
from tawthiq.mention.places import PlaceMention
from tawthiq.mention.scene import Scene
from tawthiq.model import ActorRef, PlaceRef, Speaker, TimeRef, Via
from tawthiq.places.gazetteer import Place

ARMED = frozenset({"state", "armed_group", "militia"})
FIGHTERS = frozenset({"gunmen", "combatants"})
_FOES = {"PS": "il.mil", "LB": "il.mil"}
"""Whom the groups of a land fight that has one enemy."""
_WAR_OF_TWO = {
    **dict.fromkeys(("sd.saf", "sd.joint", "sd.baraa", "sd.shield", "sd.popular_resistance"), "sd.rsf"),
    "sd.rsf": "sd.saf",
    **dict.fromkeys(("ye.gov", "ye.joint", "ye.giants", "ye.national_resistance", "ye.coalition"), "ye.houthi"),
}
"""Whom a party of a war of two sides fights."""
_WAR_SINCE = {"SD": 2023, "YE": 2014}
_TERRORISTS = {"IQ": "is", "EG": "is.sinai"}
"""Whom the authorities of a land mean by «الإرهابيين», where the report names no group."""
_OCCUPATION = "الاحتلال"
_MEMORY = 24
_ARMIES = ("قوات", "القوات", "جيش", "الجيش")
_FORCES = frozenset({"police", "moi", "mil", "army", "saf", "counter_terror", "asayish", "peshmerga", "cts"})
_SPEAKING = frozenset({"mod", "spokesman", "media", "media_cell", "joint_ops"})


_SMALL = frozenset({"town", "village", "neighbourhood", "camp"})
_REFERRED: dict[str, frozenset[str]] = {
    "city": frozenset({"city", "town"}),
    "town": frozenset({"town", "village", "city"}),
    "village": frozenset({"village", "town"}),
    "region": frozenset({"governorate", "region"}),
}
"""The kinds of place that a head noun alone may stand for, beside its own."""


def _wanted(head: str | None) -> frozenset[str]:
    return _REFERRED.get(head or "") or frozenset({head or ""})


class Resolved(Struct):
    """An actor that a mention stands for, and how that is known."""

    actor: Actor
    via: Via


def forces_of(lexicon: Lexicon, speaker: Actor) -> Actor:
    """The party whose forces a speaker's are: a ministry's are its state's («وزارة الدفاع … فرقاطة تابعة لها»)."""
    if speaker.id.split(".")[-1] in _SPEAKING and speaker.parent in lexicon.actors:
        speaker = lexicon.actors[speaker.parent]
    if speaker.sort != "state" or speaker.id.split(".")[-1] in _FORCES:
        return speaker
    root = speaker
    while root.parent and root.parent in lexicon.actors and lexicon.actors[root.parent].sort == "state":
        root = lexicon.actors[root.parent]
    return lexicon.actors.get(f"{root.id}.mil", root)


def related(one: Actor, other: Actor) -> bool:
    """Whether two actors are one, or one is a part of the other."""
    return f"{one.id}.".startswith(f"{other.id}.") or f"{other.id}.".startswith(f"{one.id}.")


def allied(one: Actor, other: Actor) -> bool:
    """Whether two parties are one, or fight the same foe in a war of two sides."""
    foes = [_WAR_OF_TWO.get(".".join(actor.id.split(".")[:2])) for actor in (one, other)]
    return related(one, other) or (foes[0] is not None and foes[0] == foes[1])


class Discourse(Struct):
    """What the report has told so far."""

    lexicon: Lexicon
    country: str | None = None
    published: str | None = None
    actors: list[Actor] = field(default_factory=list)
    agents: list[Resolved] = field(default_factory=list)
    flown: list[Actor] = field(default_factory=list)
    parties: tuple[Actor, ...] = ()
    sides: tuple[tuple[Actor, ...], ...] = ()
    places: tuple[PlaceRef, ...] = ()
    city: Place | None = None
    region: Place | None = None
    named_places: list[Place] = field(default_factory=list)
    unlisted: PlaceRef | None = None
    told: Counter[str] = field(default_factory=Counter)
    time: TimeRef | None = None
    news: TimeRef | None = None
    speaker: tuple[Speaker, ...] = ()
    open_quote: int = -1
    acts: dict[str, tuple[Resolved, ...]] = field(default_factory=dict)
    voice: Actor | None = None
    lister: Actor | None = None
    strike_kind: str | None = None
    operation: str | None = None
    foes: list[tuple[Actor, Actor]] = field(default_factory=list)
    holders: dict[str, Actor] = field(default_factory=dict)
    struck: dict[tuple[str, str], tuple[ActorRef, ...]] = field(default_factory=dict)
    facilities: list[PlaceRef] = field(default_factory=list)

    @property
    def year(self) -> int | None:
        """The year in which the report was published."""
        return int(self.published[:4]) if self.published else None

    def oppose(self, one: Actor, other: Actor) -> None:
        """Remember that two armed parties fight each other."""
        if one.sort in ARMED and other.sort in ARMED and not related(one, other):
            self.foes.append((one, other))

    def foe_of(self, own: Iterable[Actor]) -> Actor | None:
        """Whom a party was last told to fight, on the ground before in the air."""
        mine = [actor for actor in own if actor.sort in ARMED]
        found: list[Actor] = []
        for pair in reversed(self.foes):
            for one, other in (pair, pair[::-1]):
                if any(related(one, actor) for actor in mine) and not any(related(other, actor) for actor in mine):
                    found.append(other)
        on_the_ground = next((foe for foe in found if not foe.id.endswith(".air")), None)
        foe = on_the_ground or (found[0] if found else self._standing_foe(mine))
        return forces_of(self.lexicon, foe) if foe is not None and "." not in foe.id else foe

    def _standing_foe(self, mine: Iterable[Actor]) -> Actor | None:
        """Whom the groups of a land fight that has one enemy, where the report does not say."""
        here = [actor for actor in mine if actor.country == self.country]
        begun = self.year is None or self.year >= _WAR_SINCE.get(self.country or "", self.year)
        foes = [_WAR_OF_TWO.get(".".join(actor.id.split(".")[:2]), "") for actor in mine if begun]
        foes += [(_TERRORISTS if actor.sort == "state" else _FOES).get(actor.country or "", "") for actor in here]
        foe = self.lexicon.actors.get(next(filter(None, foes), ""))
        return foe if foe is not None and self._existed(foe) else None

    def mention(self, actor: Actor) -> None:
        """Remember that an actor was named."""
        if actor in self.actors:
            self.actors.remove(actor)
        self.actors.append(actor)
        del self.actors[:-_MEMORY]

    def resolve(self, scene: Scene, mention: ActorMention, kind_service: str | None = None) -> Resolved | None:
        """The actor a mention means, or None where nothing in the text decides."""
        if mention.affiliation and not mention.candidates:
            actor = affiliated(
                scene, mention.affiliation, "forces" if kind_service is None else kind_service, self.country
            )
            return Resolved(actor, "stated") if actor else None
        occupier = self._occupier(scene, mention) if mention.occupier and self.country not in _FOES else None
        if occupier is not None:
            return occupier
        if len(mention.candidates) == 1:
            return Resolved(mention.candidates[0], "stated" if not mention.possessive else "coreference")
        if mention.candidates:
            return self._among(scene, mention.candidates)
        if mention.possessive:
            return self._antecedent(scene, mention.service)
        return self._generic(scene, mention) if mention.definite else None

    def _occupier(self, scene: Scene, mention: ActorMention) -> Resolved | None:
        """«الاحتلال»: of those who are called so the one named last («الاحتلال التركي»), if it is no other's name."""
        called = next((actor for actor in reversed(self.actors) if _OCCUPATION in actor.framing), None)
        if called is None or any(one.country == called.country for one in mention.candidates):
            return None
        return Resolved(branch(scene, called, mention.service), "coreference")

    def _among(self, scene: Scene, candidates: tuple[Actor, ...]) -> Resolved | None:
        for actor in reversed(self.actors):
            if actor in candidates:
                return Resolved(actor, "coreference")
        named = [actor for actor in candidates if scene.names_actor(actor.id)]
        if len(named) == 1:
            return Resolved(named[0], "coreference")
        candidates = tuple(filter(self._existed, candidates)) or candidates
        local = [actor for actor in candidates if actor.country == self.country and self.country]
        if len(local) == 1:
            return Resolved(local[0], "implied")
        first = candidates[0]
        deepest = max(candidates, key=lambda actor: actor.id.count("."))
        if all(deepest.id == actor.id or deepest.id.startswith(f"{actor.id}.") for actor in candidates):
            return Resolved(deepest, "implied")
        if first.country in (None, self.country) or len({actor.country for actor in candidates}) == 1:
            return Resolved(first, "implied")
        return Resolved(local[0], "implied") if local else None

    def _existed(self, actor: Actor) -> bool:
        """Whether an actor was about in the year of the report."""
        first, last = actor.years or (None, None)
        return self.year is None or (first or self.year) <= self.year <= (last or self.year)

    def _antecedent(self, scene: Scene, service: str | None) -> Resolved | None:
        """Whose «قواته», «طائراتها» are: the speaker's (a ministry's are its state's), else the last doer's."""
        owner = next((agent.actor for agent in self.agents[-1:] if agent.actor.sort in ARMED), None) or self.armed()
        if self.voice is not None and self.voice.sort in ARMED:
            speaks_for = self.voice.id.rpartition(".")[2] in _SPEAKING
            owner = forces_of(self.lexicon, self.voice) if speaks_for else self.voice
        return Resolved(branch(scene, owner, service), "coreference") if owner else None

    def _generic(self, scene: Scene, mention: ActorMention) -> Resolved | None:
        """«الطائرات الحربية», «القوات»: the last actor of that branch, else the branch of the last armed actor."""
        service = mention.service
        if service == "foes":
            return self._foes()
        if self.voice is not None and self.voice.sort in ARMED:
            if service == "militias":  # no party calls its own forces so
                return self._foes()
            return Resolved(branch(scene, forces_of(scene.lexicon, self.voice), service), "coreference")
        if service in ("air", "drone", "navy"):
            wanted = ".navy" if service == "navy" else ".air"
            for actor in reversed(self.actors):
                if actor.id.endswith(wanted):
                    return Resolved(actor, "coreference")
            return None
        armed = (self._army() if mention.army else None) or self.armed(on_land=service == "artillery") or self._whole()
        return Resolved(armed, "coreference") if armed and service in ("forces", "militias", "artillery") else None

    def _foes(self) -> Resolved | None:
        """«المجموعات الإرهابية», «العدو»: the armed group named last that is not the speaker's own, else its foe."""
        own = [self.voice] if self.voice is not None else [told.actor for told in self.agents[:1]]
        for actor in reversed(self.actors):
            if actor.sort in ("armed_group", "militia") and not (self.voice and related(actor, self.voice)):
                return Resolved(actor, "coreference")
        foe = self._standing_foe(own)
        if not own and foe is None:
            foe = self.lexicon.actors.get(_TERRORISTS.get(self.country or "", ""))
        return Resolved(foe, "implied") if foe is not None and self._existed(foe) else None

    def _army(self) -> Actor | None:
        """The regular force that acted or else was named last, or one that calls itself an army or forces."""
        on_land = (told.actor for told in self.agents[:1] if not told.actor.id.endswith((".air", ".navy")))
        acting = [actor for actor in on_land if actor.sort == "state"]
        regular = (a for a in (*acting, *reversed(self.actors)) if a.sort in ARMED)
        return next((a for a in regular if a.sort == "state" or a.ar.startswith(_ARMIES)), None)

    def armed(self, on_land: bool = False) -> Actor | None:
        """The armed actor named last; `on_land` leaves out air forces and navies."""
        for actor in reversed(self.actors):
            if actor.sort in ARMED and not (on_land and actor.id.endswith((".air", ".navy"))):
                return actor
        return None

    def _whole(self) -> Actor | None:
        """«أغارت طائرات الاحتلال …، وقصفت المدفعية …»: the force whose air arm was named last."""
        flying = self.armed()
        return self.lexicon.actors.get(flying.parent or "") if flying is not None else None

    def branch_of(self, scene: Scene, actor: Actor, service: str | None) -> Actor:
        """The branch of an actor for a service."""
        return branch(scene, actor, service)

    def city_for(self, mention: PlaceMention) -> Place | None:
        """What «المدينة», «البلدة», «القرية», «المحافظة» stands for: the last place named of that kind."""
        wanted = _wanted(mention.head)
        fitting = [place for place in self.named_places if place.kind in wanted]
        if fitting and mention.head == "city":
            return max(fitting, key=lambda place: (self.told[place.id], self.named_places.index(place)))
        if fitting:
            return fitting[-1]
        if mention.head == "city":
            return self.city
        return None

    def unlisted_for(self, mention: PlaceMention) -> PlaceRef | None:
        """The place of no gazetteer, named after all other settlements, that «القرية», «البلدة» stands for."""
        told = self.unlisted
        if told is None or not mention.reference or mention.candidates or mention.head not in _SMALL:
            return None
        return told if told.kind is None or told.kind in _wanted(mention.head) else None

    def told_again(self, noun: str) -> PlaceRef | None:
        """The place told before that a noun with the article stands for («المطاحن», «الكلية»)."""
        for ref in reversed(self.facilities):
            first, *rest = fold_name(ref.name_ar).split()
            if rest and (first == noun.removeprefix("ال") or noun in rest):
                return ref
        return None

    def see_place(self, place: Place) -> None:
        """Remember a place that the text named."""
        if place.kind in _SMALL:
            self.unlisted = None
        if place in self.named_places:
            self.named_places.remove(place)
        self.named_places.append(place)
        del self.named_places[:-_MEMORY]
        self.told[place.id] += 1
        if place.kind == "city":
            self.city = place
