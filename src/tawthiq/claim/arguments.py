"""Arguments: the roles of the chunks that stand beside a verb or an act noun with no preposition."""

from collections.abc import Iterator, Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.frames import FRAMES, Frame
from tawthiq.claim.predication import Predication
from tawthiq.claim.roles import Roles
from tawthiq.mention.chunk import Chunk

CLITIC_PREPOSITIONS = {"ب": "ب", "ل": "ل", "وب": "ب", "ول": "ل", "فب": "ب", "فل": "ل"}
"""The preposition that the clitics of a word hold."""
_NISBA = ("ي", "يه", "يا")
_ARMED_PEOPLE = frozenset({"gunmen", "combatants", "il.settlers"})
_TRANSPARENT_AFTER_NOUN = frozenset({"word", "affiliation", "number", "time"})
_AIMED = (FRAMES["strike"], FRAMES["explode"], FRAMES["raid"], FRAMES["destroy"], FRAMES["loot"], FRAMES["besiege"])
_DONE_TO_PEOPLE = frozenset({"harm", "kill", "take", "mistreat", "bury", "discover", "conscript"})
_DONE_TO_PLACES = frozenset({"strike", "raid", "destroy", "loot", "evacuate", "besiege"})


def is_thing(chunk: Chunk) -> bool:
    """Whether a chunk names a thing that may belong to a party."""
    named = chunk.sort in ("people", "means") or chunk.rule == "actor.generic"
    return chunk.sort == "object" or (named and chunk.has("object"))


def musters(chunk: Chunk) -> bool:
    """«استهدفت تعزيزات حوثية»: reinforcements, which a strike may be aimed at as at things."""
    return chunk.sort == "lex" and any(
        sense.shape == "noun" and sense.entry.frame == "deploy" for sense in chunk.of("trigger")
    )


def is_armed(chunk: Chunk) -> bool:
    """Whether a chunk names a party, or people who fight or belong to one."""
    if chunk.sort != "people":
        return chunk.sort == "actor"
    mention = chunk.value
    return mention.party is not None or any(people.id in _ARMED_PEOPLE for people in mention.people)


def flies(chunk: Chunk) -> bool:
    """Whether a chunk names a party's air arm or its aircraft."""
    return getattr(chunk.value, "service", None) in ("air", "drone")


class Arguments:
    """Tells the roles of bare chunks, in the order that they stand in."""

    def __init__(self, chunks: Sequence[Chunk], predication: Predication, frame: Frame, roles: Roles) -> None:
        self.chunks, self.predication, self.frame, self.roles = chunks, predication, frame, roles
        self._bare = 0

    def role_of(self, chunk: Chunk, at: int) -> str:
        """The role of a chunk that no preposition governs."""
        if chunk.sort == "affiliation":
            doing = not self.predication.verbal and not self.roles.agents and self._adjacent(at)
            if self.frame.object == "victim" and self.chunks[at - 1].sort == "number":
                return "victim"
            return "agent" if doing and self.frame.object != "victim" else "ignore"
        if chunk.sort == "place":
            return "patient" if chunk.has("object") and self.frame in _AIMED else "place"
        if chunk.sort == "means":
            struck = self.frame is FRAMES["strike"] and chunk.has("object") and self.predication.pair is None
            topic = "object before" in self.predication.tags
            aimed = self.predication.verbal and not topic and (struck or self.frame is FRAMES["destroy"])
            return "object" if aimed or self._is_aimed_at(chunk, at) else "means"
        if chunk.sort == "object":
            return "object"
        self._bare += 1
        return self._verb_argument(chunk, at) if self.predication.verbal else self._genitive(chunk, at)

    def owns_unlisted(self, chunk: Chunk, at: int, words: Sequence[Word]) -> bool:
        """«تدمير رتل لقوات س»: whose a thing or unit of no name is, behind the noun of what was done to it."""
        head = self.chunks[self.predication.head]
        if chunk.sort != "actor" or chunk.clitic != "ل" or self.predication.verbal or at < self.predication.head + 2:
            return False
        between = self.chunks[self.predication.head + 1 : at]
        things = all(
            (c.sort == "word" and not words[c.last].form.endswith(_NISBA))
            or (c.rule == "actor.generic" and not (c.value.candidates or c.value.definite))
            for c in between
        )
        return things and head.grammar("transitive_nouns") is not None

    def _is_aimed_at(self, chunk: Chunk, at: int) -> bool:
        """«استهداف دبابة», «تدمير ثلاث مدرعات»: a vehicle after a transitive verbal noun is what is acted on."""
        head = self.chunks[self.predication.head]
        counted = at == self.predication.head + 2 and self.chunks[at - 1].sort in ("number", "actor")
        return (
            (counted or at == self.predication.head + 1)
            and chunk.has("object")
            and head.grammar("transitive_nouns") is not None
        )

    def _adjacent(self, at: int) -> bool:
        """Whether only adjectives stand between the head and this chunk."""
        between = self.chunks[self.predication.head + 1 : at]
        return all(c.sort in _TRANSPARENT_AFTER_NOUN or c.grammar("force_adjectives") for c in between)

    def _verb_argument(self, chunk: Chunk, at: int) -> str:
        if self.frame is FRAMES["down"] and flies(chunk) and not self._aircraft_after(at):
            return "patient"
        object_at = self.predication.object_at
        if object_at == at and chunk.sort == "people" and self.frame is FRAMES["strike"]:
            return "patient"  # «طعن جنديا»
        if object_at is not None and at > object_at > self.predication.head:
            if self.frame.object == "agent":
                return "agent"
            if self.frame.subject == "agent":
                return "patient" if self.frame.object == "ignore" else self.object_role(chunk)
        tags = self.predication.tags
        unled = "told by pronoun" not in tags and (self.predication.subject is None or "object before" in tags)
        if self._bare == 1 and unled and not self.roles.agents:
            if self._acted_on(chunk, at):
                return self.object_role(chunk)
            armed = is_armed(chunk)
            return self.frame.subject if self.frame.subject != "victim" or not armed else self._victim_or_agent(at)
        return self.object_role(chunk)

    def _victim_or_agent(self, at: int) -> str:
        if self.predication.shape == "passive":
            return "victim"
        named = self._later_victims(at) or self._kills_by_name(at) or self._before_office(at)
        return "agent" if named else "victim"

    def _before_office(self, at: int) -> bool:
        """«اغتال مجهولون رئيس البلدية», «اختطف مسلحون المدعو …»: gunmen before somebody told by an office or a name."""
        gunmen = any(people.id == "gunmen" for people in getattr(self.chunks[at].value, "people", ()))
        following = self.chunks[at + 1] if gunmen and at + 1 < self.predication.end else None
        return following is not None and following.sort == "speaker" and not following.clitic

    def _kills_by_name(self, at: int) -> bool:
        """«قتلت مدفعية س فلانة», «قتلت القوات فلانا»: a force before a name, as forces are not killed but their men."""
        if self.chunks[at].sort != "actor":
            return False
        following = next((c for c in self.chunks[at + 1 : self.predication.end] if c.sort != "actor"), None)
        named = following is not None and following.sort in ("word", "speaker") and not following.clitic
        if named:
            self.predication.tags.add("by name")
        return named

    def _acted_on(self, chunk: Chunk, at: int) -> bool:
        """Whether the first noun after a verb is what is acted on: a passive, or a verb whose subject was dropped."""
        if self.predication.shape == "passive":
            return True
        if chunk.sort == "people" and self.by_manner() and not self._later_victims(at):
            return True
        if chunk.sort == "people" and (self.predication.object_at or 0) > at:
            return self.predication.frame == "conscript" and not is_armed(chunk)
        if chunk.sort == "people" and self._finds_or_buries(chunk, at):
            return False
        if self.predication.frame in _DONE_TO_PEOPLE:
            counted = chunk.sort == "actor" and self.chunks[at - 1].sort == "number"  # «أربعة عناصر من داعش»
            people = chunk.sort == "people" and not self._later_victims(at) and not self._before_office(at)
            return counted or people
        if self.predication.frame not in _DONE_TO_PLACES:
            return False
        if chunk.sort == "people" and not is_armed(chunk):
            return self.predication.frame not in ("destroy", "loot") or not self.later_objects(at)
        return chunk.sort != "actor" and not self.later_objects(at)

    def by_manner(self) -> bool:
        """«قتل ستة رميا بالرصاص»: the killing is told by how it was done and not by whom it was done to."""
        at = self.predication.object_at
        return self.frame is FRAMES["kill"] and at is not None and self.chunks[at].sort == "means"

    def _finds_or_buries(self, chunk: Chunk, at: int) -> bool:
        """«عثر الأهالي على جثة», «شيّع أهالي البلدة جثمان …»: people who are not harmed themselves, before others."""
        if chunk.value.harms or self.predication.frame not in ("discover", "bury"):
            return False
        after = self.chunks[at + 1 : self.predication.end]
        if self.predication.frame == "discover":
            return any(c.grammar("prepositions") == "على" for c in after)
        return chunk.rule == "quantity.several" and self.predication.shape == "verb" and not chunk.value.definite

    def _aircraft_after(self, at: int) -> bool:
        beside = self.chunks[at + 1 : at + 2]  # «طائرة تركية مسيّرة»: one aircraft
        own = beside if flies(self.chunks[at]) and any(flies(c) and not c.clitic for c in beside) else ()
        return any(c.has("object") or c.sort == "means" or flies(c) for c in self._later(at) if c not in own)

    def _later_victims(self, at: int) -> bool:
        return any(
            c.sort == "people" or (c.sort == "actor" and not c.clitic and c.rule != "actor.affiliation")
            for c in self._later(at)
        )

    def later_objects(self, at: int) -> bool:
        """Whether a thing or a place that the verb may act on stands further behind."""
        sorts = ("object", "place", "people")
        later = (c for c in self._later(at) if c.sort in sorts or (c.sort == "means" and c.has("object")))
        things = (c for c in later if c.clitic in ("", "ل"))
        armed = self.chunks[at].sort == "people" and is_armed(self.chunks[at])  # «داهمت دورية … محيط بلدة س»
        return any(c.sort != "place" or c.value.relation in ("in", "around") or armed for c in things)

    def _later(self, at: int) -> Iterator[Chunk]:
        """Bare nominal chunks after an index inside the predication."""
        governed = weapon = False
        for chunk in self.chunks[at + 1 : self.predication.end]:
            armed = weapon and chunk.sort in ("people", "actor") and not chunk.clitic  # «برصاص مجهولين»
            weapon = chunk.sort == "means" and chunk.clitic.endswith("ب")
            if armed:
                continue
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
        if self.frame is FRAMES["down"] and flies(chunk):
            return "patient"
        if self._bare == 1 and not self.roles.agents:
            if chunk.sort == "people":
                leaving = self.frame in (FRAMES["leave"], FRAMES["depart"]) and is_armed(chunk)
                return "agent" if leaving or self.frame is FRAMES["surrender"] else self.object_role(chunk)
            if self.frame is FRAMES["besiege"] and self.roles.places and is_armed(chunk):
                return "agent"
            if transitive and not (self.later_objects(at) or self._later_victims(at) or self._handed_over(at)):
                return self.object_role(chunk)
            return "agent"
        return self.object_role(chunk)

    def _handed_over(self, at: int) -> bool:
        """«استهداف التنظيم لقوات النظام»: an object after «لـ», behind a doer; not «تدمير رتل لقوات س»."""
        doer = self.chunks[at]
        if doer.rule == "actor.generic" and not (doer.value.candidates or doer.value.definite):
            return False
        near = self.chunks[at + 1 : min(at + 4, self.predication.end)]
        return any(chunk.clitic == "ل" and chunk.sort in ("actor", "place", "object", "people") for chunk in near)

    def object_role(self, chunk: Chunk) -> str:
        """The role of the frame's object, as far as the chunk can have it."""
        role = self.frame.object
        if role in ("place", "means"):
            return "patient"
        if role == "ignore" and chunk.sort == "people" and self.frame is FRAMES["protest"]:
            return "agent"
        if role == "victim" and chunk.sort == "object":
            return "object"
        return role
