"""Attribution: who says each stretch of a sentence.

A verb of reporting opens a stretch that runs to the end of its sentence or to the next verb of saying; a phrase («بحسب
ناشطين») covers the clause it stands in; «وأضاف» goes on with the last speaker; a quotation goes on over sentences. What
nobody is named for, the outlet says.
"""

from collections.abc import Sequence
from functools import cache

import msgspec
from msgspec.structs import replace

from tawthiq.arabic.fold import fold_name
from tawthiq.claim.discourse import Discourse
from tawthiq.claim.offices import is_suffixed
from tawthiq.claim.predications import Predication
from tawthiq.claim.sayers import SayerReader, Saying
from tawthiq.claim.voices import PRESS, Voice, VoiceReader, again
from tawthiq.lexicon.entries import Actor
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.model import Speaker

_CHANNELS = {
    "تلغرام": "Telegram",
    "تليغرام": "Telegram",
    "تيليغرام": "Telegram",
    "تلجرام": "Telegram",
    "فيسبوك": "Facebook",
    "تويتر": "Twitter",
    "واتساب": "WhatsApp",
    "يوتيوب": "YouTube",
}
_CHANNEL_REACH = 14
_BESIDE = frozenset({"فيما", "بينما", "حين"})
_LED = ("كما", "حسبما", "وفقما", "ما", "مثلما")
_RECORDS = ("سجل", "وثق", "رصد", "احص", "حصي")
_MONITORS = ("مرصد", "المرصد", "شبكه", "الشبكه", "مركز", "هيومن", "منظمه العفو")
_HEADLINE_REACH = 7
_VERBS = ("past", "present")
_ASSERTING = frozenset({"trigger", "reporting", "support"})


class Attribution:
    """Who says what in one sentence."""

    def __init__(
        self,
        scene: Scene,
        chunks: Sequence[Chunk],
        predications: Sequence[Predication],
        discourse: Discourse,
        outlet: str | None = None,
    ) -> None:
        self._scene, self._chunks, self._predications, self._discourse = scene, chunks, predications, discourse
        self._voices = VoiceReader(scene, chunks, discourse, outlet)
        self.sayings: list[Saying] = []
        self._sayers = SayerReader(self._voices, predications, self.sayings)
        self._quoted = self._continued_quote()
        self._add_headline()
        for predication in predications:
            if predication.sort == "report":
                self._add(predication)
            elif predication.frame == "bury" and self._mourns(predication.head):
                self._add_threat(predication, predication.head + 1)
            elif predication.support is not None and predication.support.status == "threatened":
                self._add_threat(predication, predication.head)
        self._remember()

    def of(self, head: int) -> Saying | None:
        """The saying that covers a chunk: the last one opened before it, else a phrase that follows it."""
        covering = [s for s in self.sayings if not s.backward and s.start <= head < s.end]
        trailing = [s for s in self.sayings if s.backward and head < s.end]
        if not covering:
            return trailing[0] if trailing else self._quoted
        inner = max(covering, key=lambda s: s.at)
        extra = next((s for s in trailing if s.at > inner.at and not self._apart(head, s.at)), None)
        if extra is None or not extra.chain:
            return extra or inner
        outer = extra.chain[-1].type in PRESS and inner.chain
        chain = _joined(extra.chain, inner.chain) if outer else _joined(inner.chain, extra.chain)
        return replace(inner, chain=chain, backward=False)

    def chain(self, predication: Predication) -> tuple[Speaker, ...]:
        """Who is the subject of a verb of saying, innermost last; nothing where no one is named."""
        voice = self._sayers.subject(predication)
        return voice.chain if voice is not None else ()

    def _apart(self, head: int, phrase: int) -> bool:
        """«… أن مئات فروا، بينما مُنعت قافلة، بحسب مسؤول»: whether a phrase follows a clause set beside the act's."""
        between = self._chunks[head:phrase]
        return any(c.grammar("parallel") is not None and self._form_of(c) in _BESIDE for c in between)

    def _form_of(self, chunk: Chunk) -> str:
        return self._scene.words[chunk.last].form.removeprefix("و")

    def _add(self, predication: Predication) -> None:
        if predication.reporting is None:
            return
        if predication.shape == "participle":
            self._open(predication, self._sayers.elided(predication.head), predication.head)
        elif predication.shape == "phrase":
            self._add_phrase(predication)
        elif predication.shape == "noun":
            self._add_noun(predication)
        elif self._silent(predication.head):
            self._add_silence(predication)
        elif is_suffixed(self._scene, self._chunks[predication.head]) and self._on_noun(predication.head):
            self._publish(predication.head)
        else:
            self._add_verb(predication)

    def _add_verb(self, predication: Predication) -> None:
        at = predication.head
        voice = self._sayers.subject(predication)
        found = voice or self._sayers.elided(at)
        found = self._nested(at, self._on_channel(at, found)) if voice else self._on_channel(at, found)
        end = voice.end if voice else at + 1
        led = self._voices.form(at - 1) in _LED or (at > 0 and self._chunks[at - 1].has("reporting", "phrase"))
        if led and not self._says_ahead(end):
            self._drop_phrase(at)
            self._trail(predication, found, end)
        elif self._after_all(predication, end):
            self._trail(predication, found, end)
        else:
            self._open(predication, found, end)

    def _open(self, predication: Predication, voice: Voice, start: int) -> None:
        stance = predication.reporting.stance if predication.reporting else "says"
        end = len(self._chunks)
        if stance == "denies":
            end = next((i for i in range(start, end) if self._chunks[i].grammar("parallel") is not None), end)
        actor = voice.actor
        if stance == "accuses" or self._records(predication.head) or (actor is not None and _monitors(actor)):
            actor = None
        self.sayings.append(Saying(start, end, predication.head, voice.chain, stance, False, actor))

    def _records(self, at: int) -> bool:
        """Whether a verb of recording tells of what others did («وثق», «رصد»)."""
        form = self._scene.form(self._chunks[at].first)
        return any(stem in form for stem in _RECORDS)

    def _trail(self, predication: Predication, voice: Voice, end: int) -> None:
        """A saying that follows what was said; of the words after it only the rest of the same clause is its own."""
        at = predication.head
        if at <= 2:
            self.sayings.append(Saying(end, len(self._chunks), at, voice.chain, "says", False, voice.actor))
            return
        later = (p.start for p in self._predications if p.head >= end and (p.verbal or p.sort == "report"))
        stance = predication.reporting.stance if predication.reporting else "says"
        stop = min([*later, len(self._chunks)])
        self.sayings.append(Saying(0, stop, at, voice.chain, stance, True, voice.actor))

    def _drop_phrase(self, at: int) -> None:
        if self.sayings and self.sayings[-1].at == at - 1:
            self.sayings.pop()

    def _says_ahead(self, start: int) -> bool:
        """Whether what is said follows: «أن», or an act noun in the same clause."""
        for at in range(start, len(self._chunks)):
            chunk = self._chunks[at]
            if chunk.grammar("complement") is not None:
                return True
            if "،" in self._scene.words[chunk.first].gap or chunk.grammar("relative") is not None:
                return False
            if chunk.has("trigger"):
                return chunk.grammar("prepositions") is None
        return False

    def _after_all(self, predication: Predication, end: int) -> bool:
        """«…»، يقول رئيس البلدية: a verb of saying at the end, with what was said before it."""
        at = predication.head
        if at < 4 or predication.subject is not None or self._chunks[at].clitic.startswith(("و", "ف")) or self.sayings:
            return False
        if self._chunks[at - 1].sort == "lex" or (predication.reporting and predication.reporting.stance != "says"):
            return False
        return len(self._chunks) - end <= 4 and not any(c.grammar("complement") is not None for c in self._chunks[at:])

    def _nested(self, at: int, voice: Voice) -> Voice:
        """Who speaks inside what the press hands on («أفادت الوكالة بأن الجيش أعلن») speaks through it."""
        outer = self.sayings[-1] if self.sayings else None
        if outer is None or outer.backward or not outer.chain or outer.chain[-1].type not in PRESS:
            return voice
        if self._chunks[at].clitic or not self._complement(outer.at, at):
            return voice
        return replace(voice, chain=_joined(outer.chain, voice.chain))

    def _add_phrase(self, predication: Predication) -> None:
        at = predication.head
        voice = self._voices.read(at + 1, governed=True)
        if voice is None:
            ahead = self._chunks[at + 1 : at + 3]
            if any(chunk.has("reporting", *_VERBS) for chunk in ahead) and not self._channel(at):
                return
            voice = self._sayers.elided(at)
            if not voice.chain:
                return
        voice = self._on_channel(at, voice)
        stance = predication.reporting.stance if predication.reporting else "says"
        previous = self.sayings[-1] if self.sayings else None
        if previous is not None and previous.chain and self._adjoins(previous, at, stance):
            inner = stance == "quotes" or not voice.chain or voice.chain[-1].type not in PRESS
            chain = _joined(previous.chain, voice.chain) if inner else _joined(voice.chain, previous.chain)
            previous.chain = chain
            previous.start = max(previous.start, voice.end) if not previous.backward else 0
            return
        if self._chunks[at].clitic == "ف":  # «…، فحسب المصادر لم يقع قصف»: a clause of its own begins
            self._open(predication, voice, voice.end)
            return
        self._trail(predication, voice, voice.end)

    def _adjoins(self, previous: Saying, at: int, stance: str) -> bool:
        """Whether a phrase only adds to the saying right before it («وتابعت بحسب رويترز أن», «بحسب قناة س نقلا عن»)."""
        if at - previous.at > 4 or self._complement(previous.at, at):
            return False
        return not previous.backward or stance == "quotes"

    def _add_noun(self, predication: Predication) -> None:
        """«نفي», «اتهامات», «لا صحة لـ»: the speaker is the noun's possessor or the subject of its verb."""
        at = predication.head
        voice = self._voices.read(at + 1, at + 2)
        report = predication.reporting is not None and predication.reporting.stance == "denies"
        if voice is None and report and self._scene.form(self._chunks[at].first).endswith(("لا", "عار")):
            voice = Voice((), at + 1)
        voice = voice or self._sayers.elided(at)
        end = next(
            (i for i in range(voice.end, len(self._chunks)) if self._chunks[i].grammar("relative")), len(self._chunks)
        )
        stance = predication.reporting.stance if predication.reporting else "says"
        self.sayings.append(Saying(at, end, at, voice.chain, stance, False, voice.actor))

    def _add_threat(self, predication: Predication, start: int) -> None:
        """Who threatens or mourns speaks, from a chunk on."""
        at = predication.head
        voice = self._sayers.subject(predication) if predication.verbal else None
        if voice is not None:
            self.sayings.append(Saying(start, len(self._chunks), at, voice.chain, "says", False, voice.actor))

    def _mourns(self, at: int) -> bool:
        """«نعت القيادة جنديا قضى بقصف …»: who mourns tells how it came to it."""
        return any(stem in self._scene.form(self._chunks[at].first) for stem in ("نعت", "نعي"))

    def _add_headline(self) -> None:
        """«مصدر أمني: انفجار …»: a name and a colon at the head of a line."""
        first = self._behind_bar()
        for at, chunk in enumerate(self._chunks[: first + _HEADLINE_REACH]):
            if at > first and ":" in self._scene.words[chunk.first].gap:
                voice = (
                    self._voices.read(first, at)
                    if self._chunks[first].sort in ("actor", "people", "speaker", "outlet")
                    else None
                )
                if voice is not None:
                    self.sayings.append(Saying(at, len(self._chunks), 0, voice.chain, "says", False, voice.actor))
                return
            if chunk.sort == "lex" and any(sense.sort in _ASSERTING for sense in chunk.senses):
                return

    def _behind_bar(self) -> int:
        """Where a headline begins behind «عاجل |», a clock or the number of an item («16:48», «6/»)."""
        numbered = next((at for at, chunk in enumerate(self._chunks[:3]) if chunk.sort != "number"), 0)
        if numbered:
            return numbered
        barred = (at for at, chunk in enumerate(self._chunks[:3]) if at and "|" in self._scene.words[chunk.first].gap)
        return next(barred, 0)

    def _silent(self, at: int) -> bool:
        before = self._chunks[at - 1] if at else None
        return before is not None and before.grammar("negation") is not None and before.grammar("prepositions") is None

    def _add_silence(self, predication: Predication) -> None:
        """«لم يعلن أحد مسؤوليته»: what was not said is not asserted."""
        at = predication.head
        end = at + 1
        while end < len(self._chunks) and not self._breaks(end):
            end += 1
        self.sayings.append(Saying(at, end, at, (), "silent", False))

    def _breaks(self, at: int) -> bool:
        chunk = self._chunks[at]
        if any(chunk.grammar(name) is not None for name in ("complement", "parallel", "cause", "relative")):
            return chunk.grammar("prepositions") is None
        return "،" in self._scene.words[chunk.first].gap or chunk.has("trigger", *_VERBS)

    def _on_noun(self, at: int) -> bool:
        """Whether a verb with an object pronoun only tells about the noun before it («بيان نشرته», «ما أكده»)."""
        if at == 0 or self._chunks[at].clitic or not self._scene.words[self._chunks[at].first].joined:
            return False
        before = self._chunks[at - 1]
        if self._voices.form(at - 1) == "ما" and at > 1 and self._chunks[at - 2].has("reporting", "phrase"):
            return False
        return before.sort in ("word", "speaker", "object", "affiliation") or before.has("reporting", "noun", "phrase")

    def _publish(self, at: int) -> None:
        """«تصريح بثته الوكالة», «بيان نشره على قناته»: who made a document known, beside its speaker."""
        saying = next((s for s in reversed(self.sayings) if at - s.at <= 7), None)
        if saying is None or not saying.chain:
            return
        voice = self._voices.read(at + 1)
        channel = self._channel(at)
        if voice is not None and voice.chain and voice.chain[-1].type in PRESS | {"organisation"} and not voice.actor:
            saying.chain = _joined(voice.chain, saying.chain)
        elif channel:
            saying.chain = _with_channel(saying.chain, channel)

    def _complement(self, left: int, right: int) -> bool:
        return any(chunk.grammar("complement") is not None for chunk in self._chunks[left:right])

    def _on_channel(self, at: int, voice: Voice) -> Voice:
        channel = self._channel(at)
        return replace(voice, chain=_with_channel(voice.chain, channel)) if channel and voice.chain else voice

    def _channel(self, at: int) -> str | None:
        """The medium named before what is said begins («عبر تلغرام»)."""
        for chunk in self._chunks[at + 1 : at + _CHANNEL_REACH]:
            if chunk.grammar("complement") is not None or chunk.has("trigger", *_VERBS):
                return None
            for word in self._scene.words[chunk.first : chunk.last + 1]:
                medium = _CHANNELS.get(word.form.lstrip("بل").removeprefix("ال"))
                if medium is not None:
                    return medium
        return None

    def _continued_quote(self) -> Saying | None:
        """A quotation that an earlier sentence opened goes on here."""
        first = self._scene.words[0]
        if first.quote < 0 or first.quote != self._discourse.open_quote or not self._discourse.speaker:
            return None
        chain = again(self._discourse.speaker)
        return Saying(0, len(self._chunks), 0, chain, "says", False, self._voices.actor_of(chain))

    def _remember(self) -> None:
        spoken = [s for s in self.sayings if s.chain]
        if spoken:
            self._discourse.speaker = spoken[-1].chain
        last = self._scene.words[-1]
        if last.quote >= 0 and (spoken or self._quoted):
            self._discourse.open_quote = last.quote


@cache
def _monitors(actor: Actor) -> bool:
    """Whether an actor only watches: what it tells of is never its own deed."""
    return fold_name(actor.ar).startswith(_MONITORS)


def _with_channel(chain: tuple[Speaker, ...], channel: str) -> tuple[Speaker, ...]:
    return (*chain[:-1], msgspec.structs.replace(chain[-1], channel=channel))


def _joined(left: tuple[Speaker, ...], right: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    """One chain of two, outermost first; who stands in both stays where the right one has it."""
    names = {fold_name(speaker.name) for speaker in right}
    return (*(speaker for speaker in left if fold_name(speaker.name) not in names), *right)
