"""Announced acts: who speaks tells what it did itself («أعلنت القوات السيطرة على …», «نفت قسد أن تكون قد قصفت …»)."""

from tawthiq.claim.discourse import ARMED, FIGHTERS
from tawthiq.claim.doers import by_us
from tawthiq.claim.parties import Parties
from tawthiq.claim.sayers import Saying
from tawthiq.lexicon.entries import Actor
from tawthiq.mention.chunk import Chunk
from tawthiq.model import Claim

_REACH = 14
_BEING = frozenset({"يكون", "تكون", "يكونوا"})
_RELIEF = frozenset({"deliver", "evacuate", "discover"})


class Announcement:
    """Tells whether the speaker of one act did it."""

    def __init__(self, parties: Parties, saying: Saying | None) -> None:
        self.parties, self.saying = parties, saying
        self.act, self.chunks, self.scene = parties.act, parties.chunks, parties.scene

    def announcer(self) -> tuple[Actor, list[Chunk]] | None:
        """«أعلنت القوات السيطرة على …»: who tells of its own act in one clause, and who is named beside it."""
        saying, main = self.saying, self.act.main
        actor = self._speaking_party()
        if saying is None or actor is None or main.shape == "passive":
            return None
        near = saying.at < main.head <= saying.at + _REACH
        if not near or (main.verbal and not main.both_shapes):
            return None
        between = self.chunks[saying.at : main.head]
        harmed = self.chunks[main.head].clitic != "و" and any(_harmful(chunk) for chunk in between)
        harmed = harmed and not any(self._foes(chunk, actor) for chunk in between if chunk.sort == "people")
        if harmed or any(chunk.grammar("complement") is not None for chunk in between):
            return None
        return actor, [chunk for chunk in between if chunk.sort == "actor" and chunk.clitic.startswith("و")]

    def _foes(self, chunk: Chunk, speaker: Actor) -> bool:
        """«مقتل ثلاثة إرهابيين بإنزال», «مقتل قيادي في التنظيم بغارة»: whom a state's forces say that they hit."""
        party = chunk.value.party.actor if chunk.value.party is not None else None
        struck = self.chunks[self.act.main.head].clitic == "ب" and speaker.sort == "state"
        return _loaded(chunk) or (struck and party is not None and party.sort == "armed_group")

    def of_itself(self, previous: Claim | None) -> bool:
        """«أعلنت … أنها أسقطت», «مؤكدا أنها لا تزال تسيطر»: the pronoun on «أن» is the speaker, as «نا» is."""
        if by_us(self.scene.words, self.chunks, self.act.main):
            return True
        for at in range(max(0, self.act.first - 3), self.act.main.head):
            chunk = self.chunks[at]
            if chunk.grammar("complement") is not None:
                if self.denied() and self.scene.form(chunk.last + 1) in _BEING:
                    verb = next((told.head for told in self.act.supports if told.verbal), self.act.main.head)
                    return at + 3 >= verb
                if chunk.clitic.startswith("و") and previous is not None and previous.initiators:
                    return False  # «وإنهم …»: those whose acts the speaker goes on to tell
                return self.scene.form(chunk.last).endswith(("ها", "هم", "نه"))
        return False

    def of_own_deed(self, previous: Claim | None) -> bool:
        """«قال الجيش إنه قتل سبعة مسلحين», «حيّدنا ثلاثة»: deaths that an armed party says it brought about."""
        main, speaker = self.act.main, self.saying.actor if self.saying is not None else None
        harm = main.kind.harm if main.kind is not None else None
        done = (
            main.verbal and main.shape != "passive" and (harm == "killed" or (harm == "lost" and main.pair is not None))
        )
        armed = speaker is not None and speaker.sort in ARMED
        return done and armed and not self.act.roles.agents and self.of_itself(previous)

    def add_help(self) -> None:
        """«أعلنت القوات المتقدمة تحت غطاء جوي روسي فك الحصار»: who helped the announcer."""
        if self.saying is not None:
            for chunk in self.parties.helpers(self.chunks[self.saying.at : self.act.main.head]):
                self.parties.add_supporter(chunk)

    def _speaking_party(self) -> Actor | None:
        """Who may tell of its own act: an armed party, one that denies for its side, or who brings relief."""
        saying = self.saying
        actor = saying.actor if saying is not None else None
        if saying is None or (actor is not None and actor.id.endswith(".health")):
            return None
        if actor is not None and actor.sort in ARMED:
            return actor
        if self.denied() and saying.chain and saying.chain[-1].side is not None:
            return self.scene.lexicon.actors.get(saying.chain[-1].side)
        return actor if self.act.main.frame in _RELIEF else None

    def denied(self) -> bool:
        """Whether the speaker says that it was not so."""
        return self.saying is not None and self.saying.stance == "denies"


def _loaded(chunk: Chunk) -> bool:
    """«مقتل ثلاثة إرهابيين بإنزال جوي»: people by a word that the speaker has for those it fights."""
    return any(people.framing and people.id in FIGHTERS for people in chunk.value.people)


def _harmful(chunk: Chunk) -> bool:
    """Whether a noun tells of harm («أعلنت الوزارة مقتل جنديين بقصف …»): its cause is then another's act."""
    return any(sense.entry.frame == "harm" for sense in chunk.of("trigger"))
