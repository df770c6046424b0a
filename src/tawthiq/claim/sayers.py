"""Sayers: whose words a verb of saying hands on, from its subject or, where it has none, from what was said before."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from tawthiq.claim.offices import is_document
from tawthiq.claim.predications import Predication
from tawthiq.claim.voices import Voice, VoiceReader, again
from tawthiq.lexicon.entries import Actor
from tawthiq.model import Speaker

_IMPERSONAL = frozenset({"يذكر", "يشار", "يعتقد", "يرجح", "يقال", "افيد", "يزعم"})
_HEAD = 4
_ISSUED = frozenset({"صدر", "صدرت"})


class Saying(Struct):
    """One speaker's stretch of a sentence: chunks `start` to `end`, said by `chain` (outlet left out), with `stance`.

    `stance` is the verb's, or `silent` where the words deny that it was said («لم يعلن»).
    """

    start: int
    end: int
    at: int
    chain: tuple[Speaker, ...]
    stance: str
    backward: bool
    actor: Actor | None = None


class SayerReader:
    """Finds whom a verb of saying means, beside the sayings that the sentence has opened so far."""

    def __init__(self, voices: VoiceReader, predications: Sequence[Predication], sayings: Sequence[Saying]) -> None:
        self._voices, self._predications, self._sayings = voices, predications, sayings
        self._scene, self._chunks, self._discourse = voices.scene, voices.chunks, voices.discourse

    def subject(self, predication: Predication) -> Voice | None:
        """The voice that a verb of reporting has as subject: before it where one stands there, else after it."""
        at = predication.head
        voice = None
        if at > 1 and self._chunks[at - 1].grammar("relative") is not None:
            return self._voices.read(at - 2, at - 1, governed=True)
        if predication.subject is not None and not is_document(self._chunks[predication.subject]):
            voice = self._voices.read(predication.subject, at)
        if voice is not None:
            voice.end = at + 1
        voice = voice or self._topic(at) or self._voices.read(at + 1)
        if voice is not None and voice.end > at + 1 and self._only_accused(predication, voice):
            return None
        if voice is None and predication.subject is not None:
            voice = self._voices.read(predication.subject, at)
        if voice is None and not self._sayings:
            voice = self._voices.document(at + 1) or self._at_head(at)
        if voice is not None and predication.reporting and predication.reporting.stance == "quotes":
            voice = self._handed_on(voice)
        return voice

    def _at_head(self, at: int) -> Voice | None:
        """«مكتب رئيس الوزراء ينفي»: a body that no list has, at the head of the sentence."""
        if not 0 < at <= _HEAD or self._chunks[at].clitic or self._issuer(at) is not None:
            return None
        voice = self._voices.read(0, at)
        return replace(voice, end=at + 1) if voice is not None else None

    def _topic(self, at: int) -> Voice | None:
        """«أما الحوثيون فقالوا»: whom a sentence takes up before a verb with «ف»."""
        first = next((i for i in range(at) if self._voices.form(i).removeprefix("و") == "اما"), None)
        if first is None or not self._chunks[at].clitic.endswith("ف"):
            return None
        voice = self._voices.read(first + 1, at)
        return replace(voice, end=at + 1) if voice is not None else None

    def _only_accused(self, predication: Predication, voice: Voice) -> bool:
        """«ونفت …، واتهمت الجيش بتجنيد»: where one party alone stands behind the verb, it is the one accused."""
        accuses = predication.reporting is not None and predication.reporting.stance == "accuses"
        spoken = bool(self._sayings) and bool(self._sayings[-1].chain)
        if not accuses or not spoken or not self._chunks[predication.head].clitic.startswith("و"):
            return False
        following = self._chunks[voice.end] if voice.end < len(self._chunks) else None
        return following is not None and following.clitic.endswith("ب")

    def _handed_on(self, voice: Voice) -> Voice:
        """«نقلت الوكالة عن مصدر»: the source after «عن» speaks in the outlet's words."""
        for at in range(voice.end, min(voice.end + 4, len(self._chunks))):
            if self._voices.form(at) == "عن":
                source = self._voices.read(at + 1)
                return Voice((*voice.chain, *source.chain), source.end, source.actor) if source else voice
            if self._voices.form(at) in ("عنه", "عنها", "عنهم"):
                told = next((s for s in reversed(self._sayings) if s.chain), None)
                chain = again(told.chain if told else self._discourse.speaker)
                return Voice((*voice.chain, *chain), at + 1, told.actor if told else None)
        return voice

    def elided(self, at: int) -> Voice:
        """Whom a verb with no subject means: the report itself, the last speaker, or the last verb's subject."""
        form = self._scene.form(self._chunks[at].first)
        bare = form.removeprefix(self._chunks[at].clitic)
        if (form.endswith("نا") and self._chunks[at].has("reporting", "past")) or bare in _IMPERSONAL:
            return Voice((), at + 1)
        last = next((s for s in reversed(self._sayings) if s.chain), None)
        if last is not None:
            return Voice(again(last.chain), at + 1, last.actor)
        silent = self._silent_before(at)
        if silent is not None:
            return Voice(silent.chain, at + 1, silent.actor)
        doer = self._issuer(at) or self._doer(at) or self._opener(at)
        if doer is not None:
            return Voice(again(doer.chain), at + 1, doer.actor)
        chain = self._discourse.speaker
        return Voice(again(chain), at + 1, self._voices.actor_of(chain))

    def _opener(self, at: int) -> Voice | None:
        """«وأدان الفريق القصف، وأفاد بـ…»: the subject of a verb of no act that opens the sentence goes on."""
        first, second = self._chunks[0], self._chunks[min(1, len(self._chunks) - 1)]
        verb = first.sort == "word" and not self._voices.form(0).startswith("ال")
        named = second.sort in ("actor", "outlet", "speaker") and not second.clitic and at > 2
        if not (verb and named and self._chunks[at].clitic == "و"):
            return None
        return self._voices.read(1, 2)

    def _silent_before(self, at: int) -> Voice | None:
        """«لم تعلّق القيادة على ذلك، لكنها نفت …»: whom «لكنها» takes up."""
        if at < 2 or not self._voices.form(at - 1).startswith("لكن"):
            return None
        named = (i for i in range(at - 2, -1, -1) if self._chunks[i].sort == "actor" and not self._chunks[i].clitic)
        first = next(named, None)
        return self._voices.read(first, first + 1) if first is not None else None

    def _issuer(self, at: int) -> Voice | None:
        """«صدر عن الوزارة بيان، أعلن أن …»: whose statement the clause before told of."""
        for first in range(at - 1):
            if self._voices.form(first).removeprefix("و") in _ISSUED and self._voices.form(first + 1) == "عن":
                return self._voices.read(first + 2, governed=True)
        return None

    def _doer(self, at: int) -> Voice | None:
        """The party whose deed the sentence has told before a conjoined verb («شنت القوات … وأعلنت»)."""
        for predication in self._predications:
            if predication.head >= at:
                return None
            if predication.verbal and predication.sort in ("act", "support") and predication.shape != "passive":
                first = predication.subject if predication.subject is not None else predication.head + 1
                if first < at and self._chunks[first].sort == "actor" and not self._chunks[first].clitic:
                    return self._voices.read(first, first + 1)
        return None
