"""Attribution: who says each stretch of a sentence.

A verb of reporting opens a stretch that runs to the end of its sentence; a phrase («بحسب ناشطين») covers the sentence it
stands in; «وأضاف» goes on with the last speaker; a quotation goes on over sentences. What nobody is named for, the
outlet says.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tawthiq.claim.discourse import ARMED, Discourse
from tawthiq.claim.predications import Predication
from tawthiq.lexicon.entries import Actor, Outlet, SpeakerNoun
from tawthiq.mention.actors import read_actor
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.model import Speaker

_CHANNELS = {
    "تلغرام": "Telegram",
    "تليغرام": "Telegram",
    "تيليغرام": "Telegram",
    "التلغرام": "Telegram",
    "فيسبوك": "Facebook",
    "الفيسبوك": "Facebook",
    "تويتر": "Twitter",
    "واتساب": "WhatsApp",
    "يوتيوب": "YouTube",
}
_NAME_REACH = 4
_SUBJECT_REACH = 8


@dataclass(slots=True)
class Saying:
    """One speaker's stretch of a sentence: chunks `start` to `end`, said by `chain` (outlet left out), with `stance`."""

    start: int
    end: int
    at: int
    chain: tuple[Speaker, ...]
    stance: str
    backward: bool
    actor: Actor | None = None


class Attribution:
    """Who says what in one sentence."""

    def __init__(self, scene: Scene, chunks: Sequence[Chunk], predications: Sequence[Predication], discourse: Discourse) -> None:
        self._scene, self._chunks, self._discourse = scene, chunks, discourse
        self.sayings: list[Saying] = []
        self._quoted = self._continued_quote()
        for predication in predications:
            if predication.sort == "report":
                self._add(predication)
        self._remember()

    def of(self, head: int) -> Saying | None:
        """The saying that covers a chunk: the last one opened before it, else a phrase that follows it."""
        covering = [s for s in self.sayings if not s.backward and s.start <= head < s.end]
        trailing = [s for s in self.sayings if s.backward and head < s.at]
        if covering:
            inner = max(covering, key=lambda s: s.at)
            extra = next((s for s in trailing if s.at > inner.at), None)
            if extra and extra.chain:
                return Saying(inner.start, inner.end, inner.at, _joined(inner.chain, extra.chain), inner.stance, False, inner.actor)
            return inner
        if trailing:
            return trailing[0]
        return self._quoted

    def _add(self, predication: Predication) -> None:
        at = predication.head
        entry = predication.reporting
        if entry is None:
            return
        if predication.shape == "participle":
            previous = self.sayings[-1] if self.sayings else None
            chain = previous.chain if previous else self._discourse.speaker
            actor = previous.actor if previous else None
            self.sayings.append(Saying(at, len(self._chunks), at, chain, entry.stance, False, actor))
            return
        if predication.shape == "phrase":
            self._add_phrase(predication)
            return
        after_phrase = at > 0 and (self._chunks[at - 1].has("reporting", "phrase") or self._word(at - 1) in ("كما", "حسبما", "فيما", "ما", "وفقما"))
        speakers, end, actor = self._subject(predication)
        if not speakers:
            speakers, actor = self._continued()
        backward = (after_phrase and self._word(at - 1) != "فيما") or self._trailing(predication, end)
        start = 0 if backward else self._opens(end)
        if self.sayings and self.sayings[-1].backward and self.sayings[-1].at == at - 1:
            self.sayings.pop()
        self.sayings.append(Saying(start, len(self._chunks), at, speakers, entry.stance, backward, actor))

    def _trailing(self, predication: Predication, end: int) -> bool:
        """«…»، يقول رئيس البلدية: a verb of saying at the end, with what was said before it."""
        at = predication.head
        if at < 4 or predication.subject is not None or self._chunks[at].clitic.startswith(("و", "ف")):
            return False
        return len(self._chunks) - end <= 4 and not any(c.grammar("complement") is not None for c in self._chunks[at:]) and not self.sayings

    def _opens(self, subject_end: int) -> int:
        return subject_end

    def _add_phrase(self, predication: Predication) -> None:
        at = predication.head
        speakers, end, actor = self._speaker_from(at + 1, self._scene.words[self._chunks[at].last].position)
        channel = self._channel(at)
        if not speakers:
            following = self._chunks[at + 1] if at + 1 < len(self._chunks) else None
            if following is not None and following.has("reporting", "past", "present"):
                return
            speakers, actor = self._continued()
            if channel and speakers:
                speakers = (*speakers[:-1], _with_channel(speakers[-1], channel))
        if not speakers:
            return
        previous = self.sayings[-1] if self.sayings else None
        between = previous is not None and not previous.backward and previous.at < at and at - previous.at <= 3 and not self._complement_between(previous.at, at)
        if between and previous is not None:
            previous.chain = (*speakers, *previous.chain)
            return
        fronted = at <= 2 or self._chunks[at].clitic.startswith("و") and at <= 2
        self.sayings.append(Saying(end if fronted else 0, len(self._chunks), at, speakers, "says", not fronted, actor))

    def _complement_between(self, left: int, right: int) -> bool:
        return any(chunk.grammar("complement") is not None for chunk in self._chunks[left:right])

    def _word(self, at: int) -> str:
        return self._scene.words[self._chunks[at].last].form if at >= 0 else ""

    def _channel(self, at: int) -> str | None:
        words = self._scene.words
        for word in words[self._chunks[at].first : self._chunks[at].first + 14]:
            if word.form in _CHANNELS:
                return _CHANNELS[word.form]
        return None

    def _subject(self, predication: Predication) -> tuple[tuple[Speaker, ...], int, Actor | None]:
        """The speakers that a verb of reporting has as subject: before it where one stands there, else after it."""
        at = predication.head
        if predication.subject is not None:
            speakers, _, actor = self._speaker_from(predication.subject, -1, limit=at)
            if speakers:
                return speakers, at + 1, actor
        speakers, end, actor = self._speaker_from(at + 1, self._scene.words[self._chunks[at].last].position)
        if predication.reporting and predication.reporting.stance == "quotes":
            source, source_end, source_actor = self._after_from(end)
            if source:
                return (*speakers, *source), source_end, source_actor
        return speakers, end, actor

    def _after_from(self, start: int) -> tuple[tuple[Speaker, ...], int, Actor | None]:
        for at in range(start, min(start + 4, len(self._chunks))):
            if self._word(at) == "عن":
                return self._speaker_from(at + 1, -1)
        return (), start, None

    def _speaker_from(self, start: int, position: int, limit: int | None = None) -> tuple[tuple[Speaker, ...], int, Actor | None]:
        """The speaker named from a chunk on: a party, an outlet, an office, a sort of witness, or a person's name."""
        stop = min(limit or len(self._chunks), start + _SUBJECT_REACH)
        for at in range(start, stop):
            chunk = self._chunks[at]
            if self._ends_subject(chunk, at, start):
                break
            speaker = self._speaker(chunk, at, stop)
            if speaker:
                return speaker
        return (), start, None

    def _ends_subject(self, chunk: Chunk, at: int, start: int) -> bool:
        if chunk.grammar("complement") is not None or chunk.has("trigger", "past", "present", "passive"):
            return True
        gap = self._scene.words[chunk.first].gap
        return at > start and (":" in gap or "." in gap)

    def _speaker(self, chunk: Chunk, at: int, stop: int) -> tuple[tuple[Speaker, ...], int, Actor | None] | None:
        if chunk.sort == "speaker" or chunk.has("speaker"):
            return self._speaker_noun(chunk, at, stop)
        if chunk.sort == "outlet":
            return (self._outlet(chunk),), at + 1, None
        if chunk.sort == "actor":
            return self._actor(chunk, at)
        if chunk.sort == "people":
            return (self._made(chunk, "eyewitness" if not chunk.value.party else "official"),), at + 1, None
        if chunk.sort == "word" and chunk.rule == "word":
            return self._person(at, stop)
        return None

    def _actor(self, chunk: Chunk, at: int) -> tuple[tuple[Speaker, ...], int, Actor | None] | None:
        resolved = self._discourse.resolve(self._scene, chunk.value)
        if resolved is None:
            return (self._made(chunk, "official"),), at + 1, None
        self._discourse.mention(resolved.actor)
        person = chunk.rule == "actor.composed" and self._scene.form(chunk.first).removeprefix("ال") in _PERSONS
        speaker = self._made(chunk, "official" if person else "organisation", resolved.actor)
        return (speaker,), at + 1, resolved.actor

    def _speaker_noun(self, chunk: Chunk, at: int, stop: int) -> tuple[tuple[Speaker, ...], int, Actor | None]:
        entry: SpeakerNoun = next(s.entry for s in chunk.senses if s.sort == "speaker")
        actor: Actor | None = None
        last = chunk.last
        end = at + 1
        for follow in range(at + 1, min(at + 4, stop)):
            next_chunk = self._chunks[follow]
            if self._ends_subject(next_chunk, follow, at):
                break
            if next_chunk.sort in ("actor", "affiliation"):
                resolved = self._discourse.resolve(self._scene, next_chunk.value)
                if resolved:
                    actor, last, end = resolved.actor, next_chunk.last, follow + 1
                break
            if next_chunk.sort == "outlet" and entry.type in ("correspondent", "agency"):
                last, end = next_chunk.last, follow + 1
                break
        if actor is None:
            actor = self._inner_party(chunk)
        if entry.type == "correspondent" and actor is None and last == chunk.last:
            end = at + 1
        return (self._made(chunk, entry.type, actor, last),), end, actor if entry.type in ("official", "organisation") else None

    def _inner_party(self, chunk: Chunk) -> Actor | None:
        """The party inside an office's name («المتحدث باسم القوات المسلحة»)."""
        for at in range(chunk.first + 1, chunk.last + 1):
            found = read_actor(self._scene, at)
            if found is not None and found.last <= chunk.last and found.sort == "actor":
                resolved = self._discourse.resolve(self._scene, found.value)
                return resolved.actor if resolved else None
        return None

    def _person(self, at: int, stop: int) -> tuple[tuple[Speaker, ...], int, Actor | None] | None:
        """A name of unknown words: «إبراهيم خليل», with the body that the person speaks for where one follows."""
        chunk = self._chunks[at]
        word = self._scene.words[chunk.first]
        if word.sort != "word" or len(word.form) < 3 or word.form.startswith(("ال",)) and at + 1 < stop and False:
            return None
        last = at
        while last + 1 < stop and last - at < _NAME_REACH and self._chunks[last + 1].sort == "word" and self._scene.words[self._chunks[last + 1].first].joined:
            last += 1
        return (self._made(chunk, "named_person", None, self._chunks[last].last),), last + 1, None

    def _outlet(self, chunk: Chunk) -> Speaker:
        outlet: Outlet = chunk.value if isinstance(chunk.value, Outlet) else next(s.entry for s in chunk.senses if s.sort == "outlet")
        made = self._made(chunk, "agency" if outlet.sort == "agency" else "outlet")
        return Speaker(type=made.type if outlet.sort != "monitor" else "organisation", name=outlet.ar, actor=outlet.id if outlet.sort == "monitor" else None, text=made.text, span=made.span)

    def _made(self, chunk: Chunk, kind: str, actor: Actor | None = None, last: int | None = None) -> Speaker:
        start = chunk.span(self._scene.words)[0]
        end = self._scene.words[last if last is not None else chunk.last].end
        text = self._scene.text[start:end]
        side = actor.id if actor and (kind != "organisation" or actor.sort in ARMED) else None
        return Speaker(type=kind, name=actor.ar if actor and kind == "organisation" else text, actor=actor.id if actor else None, side=side, text=text, span=(start, end))

    def _continued(self) -> tuple[tuple[Speaker, ...], Actor | None]:
        """The last speaker, who goes on («وأضاف»)."""
        chain = self.sayings[-1].chain if self.sayings else self._discourse.speaker
        actor = self._scene.lexicon.actors.get(chain[-1].actor or "") if chain else None
        return tuple(_again(speaker) for speaker in chain), actor

    def _continued_quote(self) -> Saying | None:
        """A quotation that an earlier sentence opened goes on here."""
        first = self._scene.words[0]
        if first.quote >= 0 and first.quote == self._discourse.open_quote and self._discourse.speaker:
            chain = tuple(_again(speaker) for speaker in self._discourse.speaker)
            actor = self._scene.lexicon.actors.get(chain[-1].actor or "")
            return Saying(0, len(self._chunks), 0, chain, "says", False, actor)
        return None

    def _remember(self) -> None:
        spoken = [s for s in self.sayings if s.chain]
        if spoken:
            self._discourse.speaker = spoken[-1].chain
        last = self._scene.words[-1]
        if last.quote >= 0 and (spoken or self._quoted):
            self._discourse.open_quote = last.quote


_PERSONS = frozenset({"قيادي", "ضابط", "قائد", "جندي", "مقاتل", "عنصر", "قادة", "ضباط", "عسكري"})


def _again(speaker: Speaker) -> Speaker:
    return Speaker(type=speaker.type, name=speaker.name, actor=speaker.actor, side=speaker.side, channel=speaker.channel, via="coreference", text=speaker.text, span=speaker.span)


def _with_channel(speaker: Speaker, channel: str) -> Speaker:
    return Speaker(type=speaker.type, name=speaker.name, actor=speaker.actor, side=speaker.side, channel=channel, via=speaker.via, text=speaker.text, span=speaker.span)


def _joined(left: tuple[Speaker, ...], right: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    names = {speaker.name for speaker in left}
    return (*left, *(speaker for speaker in right if speaker.name not in names))
