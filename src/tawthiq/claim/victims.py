"""Victims: whose people were harmed, from their own words, from a pronoun, or from the parties of the act."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from tawthiq.claim.acts import Act
from tawthiq.claim.discourse import ARMED, Discourse
from tawthiq.lexicon.entries import Actor
from tawthiq.mention.actors import affiliated
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.quantities import PeopleMention
from tawthiq.mention.scene import Scene

_SOLDIERS = frozenset({"جندي", "عسكري", "ضابط", "صف ضابط", "مجند", "عقيد"})
_POLICE = frozenset({"شرطي", "دركي"})
_REBELS = frozenset({"مسلح", "متشدد", "متطرف", "إرهابي", "متمرد", "جهادي"})
_ARMY_PLURALS = frozenset({"عسكريين", "عسكريون", "جنود", "ضباط", "مجندين", "مجندون"})
_LOSERS = frozenset({"casualties", "funeral", "surrender", "withdrawal"})
_SUFFIXES = {"ها": "f", "هم": "p", "ه": "m"}


class VictimReader:
    """Finds the ids of the people harmed by one act."""

    def __init__(self, act: Act, chunks: Sequence[Chunk], scene: Scene, discourse: Discourse) -> None:
        self._act, self._chunks, self._scene, self._discourse = act, chunks, scene, discourse

    @cached_property
    def parties(self) -> list[Actor]:
        """The sides of the fighting."""
        act = self._act
        told = act.roles.parties or (act.follows.roles.parties if act.follows else [])
        return self._armed(told) or (list(self._discourse.parties[:2]) if not told else [])

    @cached_property
    def _agents(self) -> list[Actor]:
        return self._armed(self._act.roles.agents)

    @cached_property
    def _targets(self) -> list[Actor]:
        roles = self._act.roles
        return self._armed([*roles.patients, *roles.victims, *self._owners()])

    def of(self, chunk: Chunk) -> tuple[str, ...]:
        """The victims that a people chunk tells of."""
        mention: PeopleMention = chunk.value
        own = self._possessor(chunk) or self._named(mention)
        if own is None and any(people.id == "combatants" for people in mention.people):
            own = self._side(mention)
        if own is not None:
            return (own.id,)
        ids = dict.fromkeys(people.id for people in mention.people if people.id != "people")
        return tuple(one for one in ids if not any(other.startswith(one + ".") for other in ids))

    def of_body(self, chunk: Chunk) -> tuple[str, ...]:
        """Whose bodies were found: «مجهولين» are then no gunmen."""
        return tuple(victim for victim in self.of(chunk) if victim != "gunmen")

    def of_nation(self, chunk: Chunk) -> tuple[str, ...]:
        """The state whose nationals people are, where it stands for its people («إسرائيلي»)."""
        actor = chunk.value.affiliation.actor if chunk.value.affiliation else None
        return (actor,) if actor is not None and "." not in actor else ()

    def of_party(self, chunk: Chunk, service: str | None = None) -> tuple[str, ...]:
        """The actor of an actor chunk or an adjective of a country."""
        resolved = self._discourse.resolve(self._scene, chunk.value, service)
        actor = resolved.actor if resolved else None
        if actor is None and self._scene.form(chunk.first).removeprefix("ال") in _ARMY_PLURALS:
            actor = self._army()
        return (actor.id,) if actor else ()

    def of_who_gives_up(self, chunk: Chunk) -> Actor | None:
        """The side of fighters who give up: their own, a soldier's state, else the foe of who tells of it."""
        nouns = {people.sing[0] for people in chunk.value.people if people.sing}
        side = self._possessor(chunk) or (self._army() if nouns & _SOLDIERS else None)
        if side is not None:
            return side
        taken_in = self._targets or ([self._discourse.voice] if self._discourse.voice else [])
        return self._discourse.foe_of(taken_in or [told.actor for told in self._discourse.agents[:1]])

    def loser(self) -> tuple[str, ...]:
        """The party that bears a loss: who «تكبد» it, else the one acted on."""
        bearer = self._agents if self._act.main.kind_id in _LOSERS else self._targets
        return (bearer[0].id,) if bearer else ()

    def both_sides(self) -> tuple[str, ...]:
        """The parties that «من الطرفين» means."""
        return tuple(actor.id for actor in self.parties[:2])

    def _named(self, mention: PeopleMention) -> Actor | None:
        own = mention.party is not None and not nationals(mention)
        resolved = self._discourse.resolve(self._scene, mention.party) if own and mention.party else None
        return resolved.actor if resolved else None

    def _side(self, mention: PeopleMention) -> Actor | None:
        """The side of armed people with no party named: a soldier's is a state's, other fighters' the one acted on."""
        nouns = {people.sing[0] for people in mention.people if people.sing}
        if nouns & _POLICE:
            return self._of_country("الشرطة", self._discourse.country)
        if nouns & _SOLDIERS:
            return self._army()
        if len(self._targets) == 1:
            return self._targets[0]
        if nouns & _REBELS:
            rebels = [actor for actor in self.parties if actor.sort != "state"]
            return rebels[0] if len(rebels) == 1 else None
        return None

    def _army(self) -> Actor | None:
        """A state's army: of the side told of, of the state that speaks, of the report's country."""
        told = (*self._targets, *self.parties, *self._agents)
        side = next((actor for actor in told if actor.sort == "state"), None)
        voice = self._discourse.voice
        if side is None and voice is not None and voice.sort == "state":
            return self._forces(voice)
        return side or self._of_country("الجيش", self._discourse.country)

    def _forces(self, actor: Actor) -> Actor:
        """The army behind a ministry that speaks of its men."""
        ministry = actor.id.endswith((".mod", ".moi", ".spokesman"))
        return (self._of_country("الجيش", actor.country) if ministry else None) or actor

    def _of_country(self, force: str, country: str | None) -> Actor | None:
        affiliation = next(a for a in self._scene.lexicon.lists.affiliations if a.genitive == force)
        wanted = affiliation.by_country.get(country or "")
        return affiliated(self._scene, affiliation, "forces", country) if wanted else None

    def _possessor(self, chunk: Chunk) -> Actor | None:
        """Whose «عناصرها», «جنوده» are: the party that agrees with the pronoun and does not harm its own."""
        mention: PeopleMention = chunk.value
        armed = mention.party is not None or any(people.id == "combatants" for people in mention.people)
        gender = self._pronoun(chunk) if armed else None
        if gender is None or (mention.party is not None and not mention.party.possessive):
            return None
        suffers = self._act.main.kind_id in _LOSERS
        near = [*self._agents, *self._targets] if suffers else self._targets
        before = [a for a in reversed(self._discourse.actors) if a.sort in ARMED and (suffers or a not in self._agents)]
        told = [*near, *([self._forces(self._discourse.voice)] if self._discourse.voice else []), *before]
        return next((actor for actor in told if gender in _genders(actor)), None)

    def _pronoun(self, chunk: Chunk) -> str | None:
        for at in range(chunk.last, chunk.first - 1, -1):
            word = self._scene.words[at]
            if self._scene.text[word.start : word.end].endswith(("ة", "مرافقيه")):
                continue
            for suffix, gender in _SUFFIXES.items():
                if word.form.endswith(suffix) and len(word.form) > len(suffix) + 2:
                    return gender
        return None

    def _armed(self, chunks: Iterable[Chunk]) -> list[Actor]:
        found: list[Actor] = []
        for chunk in chunks:
            mention = chunk.value.party if chunk.sort == "people" else chunk.value if chunk.sort == "actor" else None
            resolved = self._discourse.resolve(self._scene, mention) if mention is not None else None
            if resolved and resolved.actor.sort in ARMED and resolved.actor not in found:
                found.append(resolved.actor)
        return found

    def _owners(self) -> list[Chunk]:
        """The parties that stand right after the things acted on («دورية للجيش»)."""
        owners = []
        for thing in (*self._act.roles.objects, *self._act.roles.means):
            at = self._chunks.index(thing) + 1
            if (
                at < len(self._chunks)
                and self._chunks[at].clitic in ("", "ل")
                and self._scene.joined(self._chunks[at].first)
            ):
                owners.append(self._chunks[at])
        return owners


def _genders(actor: Actor) -> str:
    """The pronouns that may stand for a party: feminine, masculine, plural."""
    head = actor.ar.split()[0].removeprefix("ال")
    if head.endswith(("ون", "ين")):
        return "pf"
    return "fp" if head.endswith(("ة", "ات")) or head in ("قسد", "قوى", "فصائل", "كتائب", "ميليشيات") else "m"


def nationals(mention: PeopleMention) -> bool:
    """Whether people who do not fight have a nationality, and no party («فتى فلسطينيا», «ثلاثة عمال سوريين»)."""
    by_adjective = mention.party is not None and mention.party.affiliation is not None and not mention.party.candidates
    return by_adjective and all(p.id == "people" or p.id.startswith("civilians") for p in mention.people)
