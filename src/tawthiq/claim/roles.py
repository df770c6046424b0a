"""Roles: which chunk around a predication is agent, patient, place, means …"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tawthiq.arabic.words import Word
from tawthiq.claim.frames import FRAMES, Frame
from tawthiq.claim.predications import Predication
from tawthiq.lexicon.entries import Kind
from tawthiq.mention.chunk import Chunk

_CLITIC_PREPOSITIONS = {"ب": "ب", "ل": "ل", "وب": "ب", "ول": "ل", "فب": "ب", "فل": "ل"}
_TRANSPARENT_AFTER_NOUN = frozenset({"word", "affiliation", "number", "time"})
_PLACE_ROLES = frozenset({"place", "patient", "either", "means", "agent", "victim", "party", "destination"})


_AIMED = (FRAMES["strike"], FRAMES["explode"], FRAMES["raid"], FRAMES["destroy"], FRAMES["loot"])


_WITH_PRONOUN = frozenset("عليه عليها عليهم فيه فيها منه منها اليه اليها عنه عنها معه معها معهم ضده ضدها بينه بينها".split())
_STRONG = frozenset({"belonging", "support", "agent"})


@dataclass(slots=True)
class Roles:
    """The chunks that fill each role of one predication, in order."""

    agents: list[Chunk] = field(default_factory=list)
    patients: list[Chunk] = field(default_factory=list)
    parties: list[Chunk] = field(default_factory=list)
    supporters: list[Chunk] = field(default_factory=list)
    victims: list[Chunk] = field(default_factory=list)
    places: list[Chunk] = field(default_factory=list)
    means: list[Chunk] = field(default_factory=list)
    objects: list[Chunk] = field(default_factory=list)
    times: list[Chunk] = field(default_factory=list)
    destinations: list[Chunk] = field(default_factory=list)

    def add(self, role: str, chunk: Chunk) -> None:
        """Put a chunk into a role once."""
        filled = {
            "agent": self.agents,
            "patient": self.patients,
            "party": self.parties,
            "supporter": self.supporters,
            "victim": self.victims,
            "place": self.places,
            "means": self.means,
            "object": self.objects,
            "time": self.times,
            "destination": self.destinations,
        }[role]
        if chunk not in filled:
            filled.append(chunk)

    def merge(self, other: "Roles") -> None:
        """Take over what another predication of the same act has."""
        for name in Roles.__slots__:
            mine: list[Chunk] = getattr(self, name)
            mine.extend(chunk for chunk in getattr(other, name) if chunk not in mine)


class RoleReader:
    """Reads the roles of one predication from left to right; a support verb takes the frame of the act it carries."""

    def __init__(self, words: Sequence[Word], chunks: Sequence[Chunk], predication: Predication, kind: Kind | None = None) -> None:
        self.words, self.chunks, self.predication = words, chunks, predication
        kind = predication.kind or kind
        self.frame: Frame = FRAMES[kind.frame] if kind else FRAMES["strike"]
        self.roles = Roles()
        self._role: str | None = None
        self._bare = 0

    def read(self) -> Roles:
        """The roles of the predication."""
        if self.predication.verbal:
            self._before_verb()
        elif self.frame is FRAMES["hold"]:
            held = [c for c in self.chunks[max(0, self.predication.head - 6) : self.predication.head] if c.sort == "place"]
            self.roles.places.extend(held[-1:])
        self._after_head()
        self.roles.places = self.roles.places or self.roles.destinations
        if not self.roles.places:
            self._place_beyond()
        return self.roles

    def _place_beyond(self) -> None:
        """With no place in the clause, the first one told before the next act («قبوا يلجأ إليه نازحون في بلدة س»)."""
        for at in range(self.predication.end, self.predication.limit):
            chunk = self.chunks[at]
            governor = self.chunks[at - 1].grammar("prepositions")
            if chunk.sort == "place" and not chunk.value.reference and (governor == "في" or chunk.clitic.endswith("ب") or chunk.rule == "place.direction"):
                self.roles.add("place", chunk)
                return

    def _before_verb(self) -> None:
        preposition: str | None = None
        for at in range(self.predication.start, self.predication.head):
            chunk = self.chunks[at]
            key = chunk.grammar("prepositions")
            if chunk.sort == "lex" and (key is not None or chunk.grammar("belonging") is not None):
                preposition = key or "belonging"
                continue
            owned = at > self.predication.start and self._is_thing(self.chunks[at - 1]) and chunk.clitic == "ل"
            if chunk.sort == "actor" and (owned or (preposition == "belonging" and not self.roles.agents)):
                self.roles.add("agent", chunk)
                continue
            preposition = self._preposition_of(chunk) or preposition
            if at == self.predication.subject:
                self._take_subject(chunk)
            elif chunk.sort == "time" or (chunk.sort == "place" and preposition != "origin"):
                self.roles.add(chunk.sort, chunk)
            elif preposition == "ب" and chunk.sort in ("means",):
                self.roles.add("means", chunk)
            elif chunk.sort in ("actor", "people") and chunk.clitic.startswith("و") and self.roles.agents:
                self._take_subject(chunk)
            elif chunk.sort == "actor" and preposition == "support":
                self.roles.add("supporter", chunk)
            preposition = None if chunk.sort != "word" else preposition

    def _take_subject(self, chunk: Chunk) -> None:
        role = self.frame.subject
        if self.predication.shape == "passive" or ("passive?" in self.predication.tags and chunk.sort == "people" and not self._victims_after()):
            role = "victim" if self.frame.object in ("victim", "patient") and chunk.sort == "people" else "patient"
        armed = chunk.sort == "actor" or (chunk.sort == "people" and self._armed_people(chunk))
        if self.frame is FRAMES["harm"] and armed and self._victims_after() and self._killing():
            role = "agent"
        if chunk.sort in ("means", "object") and role in ("agent", "party"):
            self.roles.add("means" if chunk.sort == "means" else "object", chunk)
            return
        self.roles.add(role, chunk)

    def _victims_after(self) -> bool:
        return any(chunk.sort == "people" for chunk in self.chunks[self.predication.head + 1 : self.predication.end])

    def _killing(self) -> bool:
        """Whether people who are only acted on stand right behind the verb («قناصة قتلوا عشرين مدنيا»)."""
        after = self.chunks[self.predication.head + 1 : self.predication.end]
        return bool(after) and after[0].sort == "people" and not after[0].clitic and not after[0].value.harms

    def _after_head(self) -> None:
        preposition: str | None = None
        previous: Chunk | None = None
        thing: int | None = None
        for at in (*range(self.predication.head + 1, self.predication.end), *range(*self.predication.extra)):
            chunk = self.chunks[at]
            thing = at if self._is_thing(chunk) else thing
            if chunk.sort == "lex":
                key = chunk.grammar("prepositions")
                if key is not None:
                    preposition = None if self.words[chunk.last].form in _WITH_PRONOUN else key
                    previous = None
                    continue
                if chunk.grammar("sides") is not None:
                    doing = self.predication.shape == "verb" and not self.roles.agents and at == self.predication.head + 1
                    self.roles.add("party" if self.frame.subject == "party" else "agent" if doing else "patient", chunk)
                if chunk.grammar("part") is not None:
                    preposition = "part"
                if chunk.grammar("relative") is not None or chunk.grammar("temporal") is not None:
                    preposition = "relative"
                if chunk.grammar("belonging") is not None and key is None:
                    preposition = "belonging"
                continue
            if chunk.sort == "time":
                self.roles.add("time", chunk)
                continue
            if chunk.sort == "number" and self._counts_victims(at):
                self.roles.add("victim", chunk)
                continue
            if chunk.sort in ("word", "number", "speaker", "outlet"):
                continue
            if preposition == "من" and thing is not None and at - thing == 2 and chunk.sort == "actor":
                self._assign("patient", chunk)
                preposition = None
                continue
            if previous is not None and self._is_thing(previous) and self._owns(chunk) and (chunk.sort == "actor" or previous.sort == "object" and previous.value.post):
                self._assign("agent" if self._role == "agent" else "patient", chunk)
                previous = chunk
                continue
            own = self._preposition_of(chunk)
            coordinated = chunk.clitic.startswith("و") and previous is not None and own is None
            if not coordinated:
                self._role = None
            self._place_or_role(chunk, preposition if preposition in _STRONG else own or preposition, coordinated, at)
            previous = chunk
            preposition = None

    def _counts_victims(self, at: int) -> bool:
        """A number alone for people, where the frame has victims («وأُسر خمسة عشر»)."""
        if "victim" not in (self.frame.subject, self.frame.object) or self.frame is FRAMES["harm"] or self.roles.victims:
            return False
        following = self.chunks[at + 1] if at + 1 < len(self.chunks) else None
        return following is None or following.sort != "word" or not self.words[following.first].joined

    @staticmethod
    def _is_thing(chunk: Chunk) -> bool:
        return chunk.sort == "object" or (chunk.sort in ("people", "means") and chunk.has("object"))

    def _owns(self, chunk: Chunk) -> bool:
        """Whether a party stands right after a thing as its owner («تحصينات قوات النظام»)."""
        return chunk.sort in ("actor", "affiliation") and chunk.clitic in ("", "ل") and self.words[chunk.first].joined

    @staticmethod
    def _preposition_of(chunk: Chunk) -> str | None:
        return _CLITIC_PREPOSITIONS.get(chunk.clitic)

    def _place_or_role(self, chunk: Chunk, preposition: str | None, coordinated: bool, at: int) -> None:
        if coordinated and self._role is not None and (chunk.sort != "place" or self._role in ("place", "destination")):
            self._assign(self._role, chunk)
            return
        role = self._role_for(chunk, preposition, at)
        self._role = role if role != "ignore" else None
        if role != "ignore":
            self._assign(role, chunk)

    def _role_for(self, chunk: Chunk, preposition: str | None, at: int) -> str:
        if preposition == "belonging":
            if self.predication.kind is not None and self.predication.kind.frame == "conscript":
                return "agent"
            delivering = self.predication.kind is not None and self.predication.kind.frame in ("deliver", "block", "deploy", "evacuate")
            return "agent" if delivering and chunk.sort == "actor" and not self.roles.agents else "ignore"
        if preposition == "relative" or preposition == "part":
            return "place" if chunk.sort == "place" and preposition == "relative" else "ignore"
        if preposition is None:
            return self._bare_role(chunk, at)
        role = self.frame.preps.get(preposition, "ignore")
        if chunk.sort == "means" and role == "ignore" and preposition in ("من", "ب"):
            return "means"
        if preposition == "من" and self.frame is FRAMES["strike"] and chunk.sort == "actor" and not self.roles.agents:
            flown = chunk.value.service in ("air", "drone", "navy")
            if flown or self.predication.shape in ("noun", "passive"):
                return "agent"
        if self.frame is FRAMES["lift"] and preposition == "عن" and chunk.sort != "place":
            return "agent" if chunk.sort == "actor" and not self.roles.agents and not self.predication.verbal else "ignore"
        if role == "agent" and preposition == "من" and chunk.sort != "actor":
            return "place" if chunk.sort == "place" else "ignore"
        if role == "either":
            return self._either(chunk)
        if chunk.sort == "place" and role in ("means", "ignore") and preposition in ("ب", "في"):
            return "place"
        if role == "means" and self.frame is FRAMES["explode"] and (self._is_thing(chunk) or chunk.sort in ("people", "actor")) and not chunk.has("means"):
            return "patient"
        if chunk.sort in ("people",) and role in ("patient", "place") and self.frame.object == "victim":
            return "victim"
        return role

    def _either(self, chunk: Chunk) -> str:
        """«لـ» after a verbal noun: the doer where none is known yet («هجوم لتنظيم»), else the one acted on."""
        if chunk.sort == "actor" and not self.roles.agents and not self.predication.verbal and not self._armed_victim(chunk):
            return "agent"
        if chunk.sort == "people" and self.frame.object == "victim":
            return "victim"
        return "patient" if not self.predication.verbal or chunk.sort == "place" else "ignore"

    @staticmethod
    def _armed_victim(chunk: Chunk) -> bool:
        return chunk.rule == "actor.generic" and bool(chunk.value.possessive)

    def _bare_role(self, chunk: Chunk, at: int) -> str:
        if chunk.sort == "affiliation" and self.frame.object == "victim":
            return "ignore"
        if chunk.sort == "affiliation":
            return "agent" if not self.predication.verbal and not self.roles.agents and self._adjacent(at) else "ignore"
        if chunk.sort == "place":
            return "patient" if chunk.has("object") and self.frame in _AIMED else "place"
        if chunk.sort == "means":
            struck = self.frame is FRAMES["strike"] and chunk.has("object") and self.predication.pair is None
            aimed = self.predication.verbal and (struck or self.frame is FRAMES["destroy"])
            return "object" if aimed else "means"
        if chunk.sort == "object":
            return "object"
        self._bare += 1
        return self._verb_argument(chunk, at) if self.predication.verbal else self._genitive(chunk, at)

    def _adjacent(self, at: int) -> bool:
        """Whether only adjectives stand between the head and this chunk."""
        return all(c.sort in _TRANSPARENT_AFTER_NOUN or c.grammar("force_adjectives") for c in self.chunks[self.predication.head + 1 : at])

    def _verb_argument(self, chunk: Chunk, at: int) -> str:
        if self.frame is FRAMES["down"] and getattr(chunk.value, "service", None) in ("air", "drone") and not self._aircraft_after(at):
            return "patient"
        object_at = self.predication.object_at
        if object_at is not None and at > object_at > self.predication.head and self.frame.object == "agent":
            return "agent"
        if object_at is not None and at > object_at > self.predication.head and self.frame.subject == "agent":
            return "patient" if self.frame.object == "ignore" else self._object_role(chunk)
        if self._bare == 1 and self.predication.subject is None and not self.roles.agents:
            if self._acted_on(chunk, at):
                return self._object_role(chunk)
            armed = chunk.sort == "actor" or (chunk.sort == "people" and self._armed_people(chunk))
            return self.frame.subject if self.frame.subject != "victim" or not armed else self._victim_or_agent(at)
        return self._object_role(chunk)

    def _victim_or_agent(self, at: int) -> str:
        return "agent" if self._later_victims(at) and self.predication.shape != "passive" else "victim"

    def _acted_on(self, chunk: Chunk, at: int) -> bool:
        """Whether the first noun after a verb is what is acted on: a passive, or a verb whose subject was dropped."""
        if self.predication.shape == "passive":
            return True
        if chunk.sort == "people" and (self.predication.object_at or 0) > at:
            return False
        frame = self.predication.kind.frame if self.predication.kind else ""
        if frame in ("harm", "kill", "take", "mistreat", "bury", "discover", "conscript"):
            return chunk.sort == "people" and not self._later_victims(at)
        if frame in ("strike", "raid", "destroy", "loot", "evacuate", "besiege"):
            return (chunk.sort == "people" and not self._armed_people(chunk)) or not (self._later_objects(at) or chunk.sort == "actor")
        return False

    def _armed_people(self, chunk: Chunk) -> bool:
        return any(people.id in ("gunmen", "combatants") for people in chunk.value.people) or chunk.value.party is not None

    def _aircraft_after(self, at: int) -> bool:
        return any(c.has("object") or c.sort == "means" or getattr(c.value, "service", None) in ("air", "drone") for c in self._later(at))

    def _later_victims(self, at: int) -> bool:
        return any(c.sort == "people" or (c.sort == "actor" and not c.clitic and c.rule != "actor.affiliation") for c in self._later(at))

    def _later_objects(self, at: int) -> bool:
        return any(c.sort in ("object", "place", "people") and c.clitic in ("", "ل") for c in self._later(at))

    def _later(self, at: int) -> Iterator[Chunk]:
        """Bare nominal chunks after an index inside the predication."""
        governed = False
        for chunk in self.chunks[at + 1 : self.predication.end]:
            if chunk.sort == "lex":
                governed = chunk.grammar("prepositions") is not None
                if chunk.grammar("relative") is not None or chunk.grammar("part") is not None:
                    return
                continue
            if not governed and not chunk.clitic.startswith("و") and not chunk.clitic.endswith("ب"):
                yield chunk
            governed = False

    def _genitive(self, chunk: Chunk, at: int) -> str:
        transitive = self.chunks[self.predication.head].grammar("transitive_nouns") is not None
        if self.frame.subject in ("party", "victim"):
            return self.frame.subject
        if self.frame is FRAMES["down"] and getattr(chunk.value, "service", None) in ("air", "drone"):
            return "patient"
        if self._bare == 1 and not self.roles.agents:
            if chunk.sort == "people":
                return self._object_role(chunk)
            if transitive and not (self._later_objects(at) or self._later_victims(at) or self._handed_over(at)):
                return self._object_role(chunk)
            return "agent"
        return self._object_role(chunk)

    def _handed_over(self, at: int) -> bool:
        """«استهداف التنظيم لقوات النظام»: an object after «لـ»."""
        return any(c.clitic == "ل" and c.sort in ("actor", "place", "object", "people") for c in self.chunks[at + 1 : min(at + 4, self.predication.end)])

    def _object_role(self, chunk: Chunk) -> str:
        role = self.frame.object
        if role == "place":
            return "patient"
        if role == "ignore" and chunk.sort == "people" and self.frame is FRAMES["protest"]:
            return "agent"
        if role == "means":
            return "patient"
        if role == "victim" and chunk.sort == "object":
            return "object"
        return role

    def _assign(self, role: str, chunk: Chunk) -> None:
        if chunk.sort == "place":
            if role in _PLACE_ROLES:
                self.roles.add("destination" if role == "destination" else "place", chunk)
                if chunk.has("object") and role == "patient":
                    self.roles.add("object", chunk)
            return
        if chunk.sort == "means" and role != "object":
            self.roles.add("means", chunk)
        elif chunk.sort in ("object", "means"):
            self.roles.add("object", chunk)
        elif role in ("means", "place", "destination"):
            if role == "means" and chunk.sort == "actor" and chunk.value.service in ("air", "drone", "artillery", "navy"):
                self.roles.add("agent" if chunk.value.candidates else "means", chunk)
        elif role != "ignore":
            self.roles.add(role, chunk)
