"""Voices: who is named as a speaker from a chunk on.

A voice is a party, an outlet, an office with the body that it speaks for, a sort of witness or source, the body
behind a document, or a person's name; one with an empty chain is the report's own («وثقت المنصة»). How far what it says
reaches is for `speakers` to say.
"""

from collections.abc import Sequence
from functools import lru_cache

import msgspec
from msgspec import Struct

from tawthiq.arabic.fold import fold_name
from tawthiq.claim.discourse import ARMED, Discourse
from tawthiq.claim.offices import OfficeReader, closes, is_document, is_suffixed, is_tally
from tawthiq.lexicon.entries import Actor, Outlet, SpeakerNoun
from tawthiq.mention.actors import read_actor
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.model import Speaker

PRESS = frozenset({"agency", "outlet", "correspondent"})
_OWNERS = frozenset({"actor", "speaker", "outlet", "people", "number"})
_NAME_REACH = 4
_BODY_REACH = 6
_REACH = 9
_PERSONS = frozenset(fold_name(word) for word in "قيادي ضابط قائد جندي مقاتل عنصر قادة ضباط عسكري مسؤول".split())
_COMMANDERS = frozenset(fold_name(word) for word in "ضابط قائد قيادي مسؤول عقيد عميد لواء رائد نقيب ضباط قادة".split())
_BY_PEOPLE = {
    "civilians.medics": "medical",
    "civilians.activists": "activists",
    "civilians.journalists": "correspondent",
    "civilians.officials": "official",
    "civilians.notables": "anonymous",
    "combatants": "anonymous",
    "gunmen": "anonymous",
}
_NO_NAMES = frozenset(
    fold_name(word)
    for word in "هويته اسمه اسمها هويتها طلب طلبت طلبوا فضل فضلت رفض رفضت اشترط كان كانت كانوا إنه به بها له لها "
    "المادة المواد جملة تفصيلا "
    "لهم ذلك هذا هذه ما هي هو هم قوله قولها قولهم خلال عبر أول اليوم أمس مساء صباح حتى فيه لدى عند لكن".split()
)
_QUALITIES = frozenset(
    fold_name(word)
    for word in "سابق سابقة محلي محلية مستقل بارز رفيع كبير آخر أخرى مطلع ميداني متقاعد مدني عسكري أمني طبي متطوع "
    "شاب مسن متضرر نازح معارض موال مقرب مسؤول رسمي حكومي أممي دولي عراقي سوري يمني ليبي سوداني لبناني "
    "فلسطيني مصري".split()
)
_THE_SOURCE = frozenset({"المصدر", "والمصدر", "نفسه", "ذاته", "عينه"})
_UNNAMED = frozenset(fold_name(word) for word in "عدم الكشف كشف ذكر نشر إعلان".split())


class Voice(Struct):
    """A speaker, with those who hand on the words before it; `end` is the chunk after the last that names it."""

    chain: tuple[Speaker, ...]
    end: int
    actor: Actor | None = None


@lru_cache(maxsize=1000)
def _house(outlet: str) -> str:
    """The first word of an outlet's name, without the article."""
    return fold_name(outlet).split()[0].removeprefix("ال")


class VoiceReader:
    """Reads the voices of one sentence."""

    def __init__(self, scene: Scene, chunks: Sequence[Chunk], discourse: Discourse, outlet: str | None = None) -> None:
        self.scene, self.chunks, self.discourse = scene, chunks, discourse
        self._offices = OfficeReader(scene, chunks, discourse)
        self._house = _house(outlet) if outlet else ""

    def read(self, start: int, limit: int | None = None, *, governed: bool = False) -> Voice | None:
        """The first voice from a chunk on that no preposition governs (at `start` itself one may, where `governed`)."""
        stop = min(len(self.chunks) if limit is None else limit, len(self.chunks), start + _REACH)
        at = start
        while at < stop and not closes(self.scene, self.chunks, at, start):
            if governed and at > start and self._leaves(at):
                return None
            if not (governed and at == start) and self._oblique(at):
                step = 1 if self.chunks[at].clitic and self.chunks[at].sort != "lex" else 2
                if step == 2 and at + 1 < stop and closes(self.scene, self.chunks, at + 1, start):
                    return None
                at += step
                continue
            if self.scene.form(self.chunks[at].last + 1).startswith("استخبار"):
                return None  # «وفق معلومات استخبارية»: what an act is based on
            voice = self._voice(at, stop)
            if voice is not None:
                return voice
            at += 1
        return None

    def _leaves(self, at: int) -> bool:
        """Whether a chunk stands outside the phrase before it: after a comma, or under «و» with no noun."""
        chunk = self.chunks[at]
        return "،" in self.scene.words[chunk.first].gap or (chunk.sort == "lex" and chunk.clitic.startswith("و"))

    def document(self, start: int) -> Voice | None:
        """The body behind a document after a verb with no subject («جاء في بيان للقيادة أن»)."""
        for at in range(start, min(start + 4, len(self.chunks))):
            if closes(self.scene, self.chunks, at, start):
                return None
            if is_document(self.chunks[at]):
                return self._behind(at, len(self.chunks))
        return None

    def _oblique(self, at: int) -> bool:
        chunk = self.chunks[at]
        if chunk.sort in ("lex", "word") and self.scene.form(chunk.first) == "عبر":
            return True
        if chunk.sort == "lex":
            return chunk.grammar("prepositions") is not None
        return chunk.clitic.endswith(("ب", "ل", "ك"))

    def _voice(self, at: int, stop: int) -> Voice | None:
        chunk = self.chunks[at]
        noun = self.scene.bare_form(chunk.first, chunk.clitic) if chunk.first == chunk.last else ""
        if self._house and noun == f"ال{self._house}":
            return Voice((), at + 1)
        if chunk.sort == "actor":
            return self._party(at, stop)
        if is_document(chunk) or is_tally(self.scene, chunk):
            return self._behind(at, stop)
        if chunk.sort == "speaker" or chunk.has("speaker"):
            return self._office(at, stop)
        return self._unlisted_body(at, stop) or self._other(at, stop)

    def _unlisted_body(self, at: int, stop: int) -> Voice | None:
        """A body that no list has: «مكتب حقوق الإنسان بالمحافظة», «مركز الطب الميداني والدعم»."""
        chunk = self.chunks[at]
        if self.scene.grammar(chunk.first, "bodies") is None or chunk.sort not in ("object", "place", "word", "lex"):
            return None
        last = at
        while last + 1 < stop and last - at < _BODY_REACH and self.chunks[last + 1].rule == "word":
            if not self._joined(last + 1):
                break
            last += 1
        named = last > at or self.chunks[at].last > self.chunks[at].first
        return Voice((self._made(at, last, "organisation"),), last + 1) if named else None

    def _other(self, at: int, stop: int) -> Voice | None:
        """A voice that no list of offices and parties names: a medium, people, a place's force, a name."""
        chunk = self.chunks[at]
        if chunk.sort == "outlet":
            return self._outlet(at, stop)
        if chunk.sort == "place":
            return self._based(at)
        if chunk.sort == "people" and chunk.value.harms and at and self.chunks[at - 1].has("trigger"):
            return None
        if chunk.sort == "people" or chunk.grammar("part") is not None:
            return self._people(at, stop)
        if chunk.sort == "number" and at + 1 < stop and self.chunks[at + 1].grammar("part") is not None:
            return self._people(at + 1, stop)
        named = chunk.rule == "word" or (chunk.grammar("name_starts") is not None and self._joined_word(at + 1))
        return self._unknown(at, stop) if named else None

    def _joined_word(self, at: int) -> bool:
        return at < len(self.chunks) and self.chunks[at].rule == "word" and self._joined(at)

    def _party(self, at: int, stop: int) -> Voice | None:
        chunk = self.chunks[at]
        resolved = self.discourse.resolve(self.scene, chunk.value)
        actor = resolved.actor if resolved else self._offices.named_before(chunk)
        if actor is None and chunk.has("speaker"):
            return self._office(at, stop)
        person = chunk.rule == "actor.composed" and self.scene.form(chunk.first).removeprefix("ال") in _PERSONS
        if actor is not None:
            self.discourse.mention(actor)
        return Voice((self._made(at, at, "official" if person else "organisation", actor),), at + 1, actor)

    def _based(self, at: int) -> Voice | None:
        """A place whose name is also a force's or an office's («القاعدة الروسية في حميميم», «بلدية رفح»)."""
        office = self.scene.first(self.chunks[at].first, "speaker")
        if office is not None:
            return Voice((self._made(at, at, office[1].entry.type),), at + 1)
        found = read_actor(self.scene, self.chunks[at].first)
        if found is None or found.sort != "actor" or found.last != self.chunks[at].last:
            return None
        resolved = self.discourse.resolve(self.scene, found.value)
        return (
            Voice((self._made(at, at, "organisation", resolved.actor),), at + 1, resolved.actor) if resolved else None
        )

    def _behind(self, at: int, stop: int) -> Voice | None:
        """Whose a document is: «بيان للقيادة», «تقرير نشرته المنظمة», «البيان» of the last speaker; else itself."""
        follow = at + 1
        while follow < min(stop, at + 4) and not closes(self.scene, self.chunks, follow, at):
            chunk = self.chunks[follow]
            if chunk.has("reporting") and is_suffixed(self.scene, chunk):
                voice = self.read(follow + 1)
                return voice or self._again(at, self.discourse.speaker)
            if chunk.sort in _OWNERS and self._joined(follow) and not is_document(chunk):
                return self._voice(follow, stop)
            follow += 1
        if not is_document(self.chunks[at]):
            return None
        definite = self.scene.bare_form(self.chunks[at].first, self.chunks[at].clitic).startswith("ال")
        if definite and self.discourse.speaker:
            return self._again(at, self.discourse.speaker)
        kind = next(sense.entry.type for sense in self.chunks[at].senses if sense.sort == "speaker")
        return Voice((self._made(at, at, kind),), at + 1)

    def _again(self, at: int, chain: tuple[Speaker, ...]) -> Voice | None:
        return Voice(again(chain), at + 1, self.actor_of(chain)) if chain else None

    def actor_of(self, chain: tuple[Speaker, ...]) -> Actor | None:
        """The actor that speaks last in a chain, where it is one."""
        return self.discourse.lexicon.actors.get(chain[-1].actor or "") if chain else None

    def _office(self, at: int, stop: int) -> Voice | None:
        chunk = self.chunks[at]
        entry: SpeakerNoun = next(s.entry for s in chunk.senses if s.sort == "speaker")
        if entry.type == "named_person":
            return self._titled(at, self._name_end(at, stop), stop)
        actor, last = self._offices.owner(at, stop, press=entry.type in ("correspondent", "agency"))
        if actor is None and self.scene.form(chunk.last + 1) in ("باسمها", "باسمه"):
            return Voice((self._made(at, last, entry.type, self.actor_of(self.discourse.speaker)),), last + 1)
        if actor is None and last == at:
            actor = self._offices.named_before(chunk) if entry.type in ("official", "organisation", "medical") else None
            if actor is None and self._same(chunk, entry.type):
                return self._again(at, self.discourse.speaker)
        voice = actor if entry.type in ("official", "organisation") else None
        return Voice((self._made(at, last, entry.type, actor),), last + 1, voice)

    def _same(self, chunk: Chunk, kind: str) -> bool:
        """«المصدر», «المتحدث»: the last speaker, where it is of that sort; «المصدر» alone is whoever spoke."""
        spoke = self.discourse.speaker
        noun = self.scene.bare_form(chunk.first, chunk.clitic)
        if noun == "المصدر" and self.scene.form(chunk.last) in _THE_SOURCE and spoke:
            return True
        return noun.startswith("ال") and bool(spoke) and spoke[-1].type == kind and kind != "eyewitness"

    def _outlet(self, at: int, stop: int) -> Voice:
        chunk = self.chunks[at]
        senses = (sense.entry for sense in chunk.senses if sense.sort == "outlet")
        outlet: Outlet = chunk.value if isinstance(chunk.value, Outlet) else next(senses)
        monitor = outlet.sort == "monitor"
        made = self._made(at, at, "organisation" if monitor else "agency" if outlet.sort == "agency" else "outlet")
        speaker = msgspec.structs.replace(made, name=outlet.ar, actor=outlet.id if monitor else None)
        end = at + 1
        while end < min(stop, at + 4) and (self.chunks[end].grammar("belonging") or self.chunks[end].clitic == "ل"):
            end += 1
        return Voice((speaker,), end)

    def _people(self, at: int, stop: int) -> Voice:
        """People who speak: what sort of witness they are, and the party that they belong to."""
        chunk = self.chunks[at]
        people = chunk.value.people if chunk.sort == "people" else ()
        kind = _BY_PEOPLE.get(people[0].id if people else "", "eyewitness")
        first = self.scene.bare_form(chunk.first, chunk.clitic).removeprefix("ال")
        actor = None
        if kind in ("anonymous", "official") and people:
            resolved = self.discourse.resolve(self.scene, chunk.value.party) if chunk.value.party else None
            actor, _ = (resolved.actor, at) if resolved else self._offices.body(at, stop, press=False)
            kind = "official" if actor or first in _COMMANDERS else kind
        elif kind == "eyewitness" and self._nameless(at):
            kind = "anonymous"
        return Voice((self._made(at, at, kind, actor),), at + 1, actor)

    def _nameless(self, at: int) -> bool:
        """«طلب عدم ذكر اسمه», «رفض الكشف عن هويته»."""
        following = range(self.chunks[at].last + 1, self.chunks[at].last + 5)
        return any(self.scene.form(word) in _UNNAMED for word in following)

    def _unknown(self, at: int, stop: int) -> Voice | None:
        """Words that no list has: a person's name, a nameless person, or a noun that hands on («تقديرات المنظمة»)."""
        last = self._name_end(at, stop)
        forms = [self.scene.form(self.chunks[index].first) for index in range(at, last + 1)]
        following = self.chunks[last + 1] if last + 1 < len(self.chunks) else None
        if forms[0].endswith("نا") and len(forms[0]) > 4:
            return Voice((), at + 1)
        word = self.scene.words[self.chunks[at].first]
        if forms[0] in _NO_NAMES or len(forms[0]) < 3 or word.sort != "word":
            return None
        if "\u064b" in self.scene.text[word.start : word.end + 1]:  # «جملةً وتفصيلاً»: an adverb
            return None
        if following is not None and following.sort in _OWNERS and not following.clitic and self._joined(last + 1):
            return None
        if len(forms) > 1 and forms[1] in _QUALITIES | _NO_NAMES:
            return Voice((self._made(at, at + 1 if forms[1] in _QUALITIES else at, "anonymous"),), last + 1)
        if len(forms) == 1 and not self._said_next(last + 1):
            return None
        if forms[0].endswith(("ات", "ون", "ين", "ها", "هم", "ا", "اء")) or (len(forms) == 1 and forms[0].endswith("ه")):
            return None
        return self._titled(at, last, stop)

    def _name_end(self, at: int, stop: int) -> int:
        """The last of the unknown words that follow a chunk with nothing between."""
        last = at
        while last + 1 < stop and last - at < _NAME_REACH and self.chunks[last + 1].rule == "word":
            if not self._joined(last + 1) or self.scene.form(self.chunks[last + 1].first) in _NO_NAMES:
                break
            last += 1
        return last

    def _titled(self, at: int, last: int, stop: int) -> Voice:
        """A name, with the office that stands after it («خليل س، مدير المستشفى»)."""
        for follow in range(last + 1, min(last + 2, stop)):
            chunk = self.chunks[follow]
            if (
                chunk.has("speaker")
                and not closes(self.scene, self.chunks, follow, last)
                and not chunk.clitic
                and not is_document(chunk)
            ):
                office = self._office(follow, stop)
                if office is not None:
                    return office
        known = self.discourse.speaker[-1:] if at == last else ()
        if known and self.scene.form(self.chunks[at].first) in fold_name(known[0].text or "").split():
            return Voice(again(self.discourse.speaker), last + 1, self.actor_of(self.discourse.speaker))
        unknown = self.chunks[at].rule == "word"
        general = at == last and unknown and self.scene.form(self.chunks[at].first).startswith("ال")
        return Voice((self._made(at, last, "anonymous" if general else "named_person"),), last + 1)

    def _said_next(self, at: int) -> bool:
        """Whether what is said begins at a chunk: «أن», a colon, a comma or a quotation."""
        if at >= len(self.chunks):
            return True
        word = self.scene.words[self.chunks[at].first]
        return self.chunks[at].grammar("complement") is not None or any(mark in word.gap for mark in ':،«"“')

    def form(self, at: int) -> str:
        """The last word of a chunk; nothing before the first."""
        return self.scene.words[self.chunks[at].last].form if at >= 0 else ""

    def _joined(self, at: int) -> bool:
        return self.scene.words[self.chunks[at].first].joined

    def _made(self, first: int, last: int, kind: str, actor: Actor | None = None) -> Speaker:
        start = self.chunks[first].span(self.scene.words)[0]
        end = self.scene.words[self.chunks[last].last].end
        text = self.scene.text[start:end]
        side = actor.id if actor and (kind != "organisation" or actor.sort in ARMED) else None
        name = actor.ar if actor and kind == "organisation" else text
        return Speaker(type=kind, name=name, actor=actor.id if actor else None, side=side, text=text, span=(start, end))


def again(chain: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    """A chain that goes on speaking."""
    return tuple(msgspec.structs.replace(speaker, via="coreference") for speaker in chain)
