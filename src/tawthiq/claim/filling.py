"""Filling: reads the roles of one predication from left to right, by its frame and the prepositions."""

from collections.abc import Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.arguments import CLITIC_PREPOSITIONS, Arguments, is_thing, musters
from tawthiq.claim.clauses import displaced_from, handed_on, locates
from tawthiq.claim.doers import by_us, fights, fired_from, named_again, strikes_from_afar
from tawthiq.claim.frames import FRAMES, Frame
from tawthiq.claim.owners import held_post, machines_of, manned, shelters, shoots
from tawthiq.claim.predication import Predication
from tawthiq.claim.roles import Roles
from tawthiq.claim.subjects import SubjectReader, told_by_pronoun
from tawthiq.lexicon.entries import Kind
from tawthiq.mention.chunk import Chunk

_PLACE_ROLES = frozenset({"place", "patient", "either", "means", "agent", "victim", "party", "destination"})
_WITH_PRONOUN = frozenset(
    "عنهم خلالها خلاله اثرها اثره بعدها بعده "
    "عليه عليها عليهم فيه فيها منه منها اليه اليها عنه عنها معه معها معهم ضده ضدها بينه بينها".split()
)
_ARMED_FRAMES = frozenset({"strike", "explode", "harm", "kill", "raid"})
_STRIKING = (FRAMES["strike"], FRAMES["explode"], FRAMES["raid"])
_DONE_TO_PEOPLE = frozenset({"take", "release", "mistreat", "conscript"})
_DONE_TO_BODIES = _DONE_TO_PEOPLE | {"kill", "harm"}
_LEADING = frozenset({"المودي", "الموديه", "الممتد", "الممتده", "الواصل", "الواصله"})
_STRONG = frozenset({"belonging", "support", "agent"})
_WITH_BELONGINGS = frozenset({"deliver", "deploy", "evacuate"})


class RoleReader:
    """Reads the roles of one predication; a support verb takes the frame of the act it carries."""

    def __init__(
        self, words: Sequence[Word], chunks: Sequence[Chunk], predication: Predication, kind: Kind | None = None
    ) -> None:
        self.words, self.chunks, self.predication = words, chunks, predication
        kind = predication.kind or kind
        self.frame: Frame = FRAMES[kind.frame if kind else "strike"]
        self.roles = Roles()
        self._arguments = Arguments(chunks, predication, self.frame, self.roles)
        if predication.verbal and told_by_pronoun(words, chunks, predication.head):
            predication.tags.add("told by pronoun")
        self._role: str | None = None
        self._preposition: str | None = None
        self._previous: Chunk | None = None
        self._thing_at: int | None = None
        self._passed_over = False
        self._left: int | None = None

    def read(self) -> Roles:
        """The roles of the predication."""
        head = self.predication.head
        if self.predication.verbal:
            SubjectReader(self.words, self.predication, self._arguments).read()
        elif self.frame is FRAMES["hold"]:
            held = [chunk for chunk in self.chunks[max(0, head - 6) : head] if chunk.sort == "place"]
            self.roles.places.extend(held[-1:])
        elif self.frame is FRAMES["besiege"] and head and self.chunks[head - 1].sort == "place":
            self.roles.places.append(self.chunks[head - 1])
        if self.chunks[head].sort == "people" and self.predication.sort == "act":
            whole = self.chunks[head - 1] if head and self.chunks[head - 1].sort == "people" else self.chunks[head]
            self.roles.add("victim" if self.frame.object == "victim" else "patient", whole)
        paired = self.chunks[self.predication.object_at] if self.predication.object_at is not None else None
        if paired is not None and paired.sort == "means" and (self.predication.object_at or 0) < head:
            self.roles.add("means", paired)
        elif paired is not None and paired.sort == "people" and self.frame is FRAMES["displace"]:
            self.roles.add("victim", paired)
        self._after_head()
        self._other_side()
        self._taken_up()
        self.roles.places = self.roles.places or self.roles.destinations
        if not self.roles.places:
            self._place_beyond()
        return self.roles

    def _place_beyond(self) -> None:
        """With no place in the clause, the first one told before the next act («قبوا يلجأ إليه نازحون في بلدة س»)."""
        for at in range(self.predication.end, self.predication.limit):
            chunk = self.chunks[at]
            if chunk.sort != "place" or chunk.value.reference:
                continue
            inside = self.chunks[at - 1].grammar("prepositions") == "في" or chunk.clitic.endswith("ب")
            if inside or chunk.rule == "place.direction":
                self.roles.add("place", chunk)
                return

    def _after_head(self) -> None:
        for at in (*range(self.predication.head + 1, self.predication.end), *range(*self.predication.extra)):
            chunk = self.chunks[at]
            if at == self.predication.object_at:
                self._preposition = None  # what ruled before the pair's object rules no further
                if chunk.sort == "people" and self.predication.frame == "deploy":
                    continue  # «نشرت قناصة»: those who are posted
            if is_thing(chunk):
                self._thing_at = at
            if chunk.sort == "lex":
                self._take_lex(chunk, at)
            elif chunk.sort == "time":
                self.roles.add("time", chunk)
            elif chunk.sort == "number" and self._counts_victims(at):
                self.roles.add("victim", chunk)
            elif chunk.sort not in ("word", "number", "speaker", "outlet") and not locates(self.words, self.chunks, at):
                self._take_nominal(chunk, at)

    def _taken_up(self) -> None:
        """«أطلقوا صاروخا …، واعترضته الدفاعات»: the weapon that a pronoun of a verb of bringing down stands for."""
        head = self.predication.head
        pronoun = self.words[self.chunks[head].last].form.endswith(("ته", "تها", "تهما", "تهم", "ضه", "ضها"))
        if self.frame is FRAMES["down"] and self.predication.verbal and pronoun:
            self.roles.means.extend([chunk for chunk in self.chunks[:head] if chunk.sort == "means"][-1:])

    def _other_side(self) -> None:
        """«اشتباكات بين مقاومين وقوات الاحتلال التي دفعت …»: the second side is also the subject of a relative verb."""
        end = self.predication.end
        following = self.chunks[end] if self.frame is FRAMES["clash"] and end < len(self.chunks) else None
        if following is None or following.sort not in ("actor", "people") or following.clitic != "و":
            return
        between = any(chunk.grammar("prepositions") == "بين" for chunk in self.chunks[self.predication.head : end])
        if between and self.chunks[end - 1] in self.roles.parties:
            self.roles.add("party", following)

    def _take_lex(self, chunk: Chunk, at: int) -> None:
        """A word of grammar: what governs the chunks after it."""
        key = chunk.grammar("prepositions")
        if key is not None:
            if self.frame is FRAMES["besiege"] and self.words[chunk.last].form == "عنهم":
                people = [c for c in self.chunks[: self.predication.head] if c.sort == "people"]
                self.roles.patients.extend(people[-1:])
            if self.frame is not FRAMES["displace"] and displaced_from(self.words, self.chunks, at):
                key = "origin"
            if key == "إلى" and self.words[chunk.first - 1].form in _LEADING:
                key = "origin"  # «خط الغاز المؤدي إلى س»
            if not handed_on(self.words, self.chunks, at, self._preposition):
                self._preposition = None if self.words[chunk.last].form in _WITH_PRONOUN else key
            self._previous = None
            return
        if chunk.grammar("sides") is not None:
            self._take_sides(chunk, at)
        if self.frame is FRAMES["destroy"] and chunk.has("means"):
            self.roles.add("object", chunk)
        if chunk.grammar("part") is not None:
            self._preposition = "part"
        if chunk.grammar("relative") is not None or chunk.grammar("temporal") is not None:
            self._preposition = "relative"
        if chunk.grammar("belonging") is not None:
            self._preposition = "belonging"
        if self.frame in _STRIKING and musters(chunk):
            self._previous = chunk

    def _take_sides(self, chunk: Chunk, at: int) -> None:
        """«الطرفان»: parties of a clash, else the doers right after a verb that has none, else those acted on."""
        if self.frame.subject == "party":
            self.roles.add("party", chunk)
            return
        first = at == self.predication.head + 1
        doing = self.predication.shape == "verb" and not self.roles.agents and first
        self.roles.add("agent" if doing else "patient", chunk)

    def _take_nominal(self, chunk: Chunk, at: int) -> None:
        beside = self._thing_at is not None and at - self._thing_at == 2
        if self._preposition == "من" and beside and chunk.sort == "actor" and not self._flies_to_strike(chunk):
            self._assign("agent" if self._moves_its_own() or self._thrown_by() else "patient", chunk)
            self._preposition = None
            return
        if self._fires_previous(chunk):
            self._assign("agent", chunk)
            self._previous = chunk
            return
        owned = self._owns_previous(chunk)
        if owned or self._arguments.owns_unlisted(chunk, at, self.words):
            self._assign("agent" if owned and self._does_by_its_own(chunk, at) else "patient", chunk)
            self._previous = chunk
            return
        if shelters(self.words, self._previous, chunk) or (chunk.sort == "place" and self._left == at - 1):
            return  # «من موقع س باتجاه ص»
        ahead = (self.predication.object_at or 0) > at and self._role == "agent"
        if ahead and manned(self.words, self._previous, chunk):
            self._previous = chunk
            return
        own = CLITIC_PREPOSITIONS.get(chunk.clitic)
        coordinated = chunk.clitic.startswith("و") and self._previous is not None and own is None
        if not coordinated:
            self._role = None
        preposition = self._preposition if self._preposition in _STRONG else own or self._preposition
        self._place_or_role(chunk, preposition, coordinated, at)
        self._previous = chunk
        self._preposition = None

    def _does_by_its_own(self, owner: Chunk, at: int) -> bool:
        """Whether the owner of the thing before acts by it («قصفت مدفعية س», «جرفت آليات س»)."""
        previous, led = self._previous, not self.roles.agents
        if led and machines_of(self.chunks, self.predication, at) and self._arguments.later_objects(at):
            self.roles.objects = [chunk for chunk in self.roles.objects if chunk is not previous]
            return True
        fired = led and previous in self.roles.means and shoots(self.predication, self.frame, previous)
        from_there = led and self.frame is FRAMES["strike"] and fired_from(self.words, self.chunks, owner)
        posted = previous is not None and musters(previous)  # «قصفت المدفعية مناطق انتشار قسد»
        return (self._role == "agent" and not posted) or fired or self._moves_its_own() or from_there

    def _thrown_by(self) -> bool:
        """«استشهاد طفل بصاروخ من ميليشيات س»: who stands behind «من» and the weapon that did it."""
        weapon = self.chunks[self._thing_at] if self._thing_at is not None else None
        thrown = weapon is not None and weapon.sort == "means" and weapon.clitic.endswith("ب")
        return thrown and not self.roles.agents and self.predication.frame in _ARMED_FRAMES

    def _moves_its_own(self) -> bool:
        """«وصلت شاحنات للهلال الأحمر»: whose the things are that arrive, where no one else brings them."""
        return self.predication.frame in _WITH_BELONGINGS and not self.roles.agents

    def _fires_previous(self, chunk: Chunk) -> bool:
        """«قُتل برصاص قوات الاحتلال», «إصابة طفل برمايات لقوات …»: whose weapon it is did it."""
        weapon = self._previous
        if weapon is None or weapon.sort != "means" or not weapon.clitic.endswith("ب"):
            return False
        if chunk.sort != "actor" and not (chunk.sort == "people" and not chunk.value.harms):
            return False
        suffered = self.predication.shape in ("noun", "passive") or self.frame is FRAMES["harm"]
        bare = chunk.clitic in ("", "ل") and self._preposition is None and self.words[chunk.first].joined
        return suffered and bare and not self.roles.agents and self.predication.frame in _ARMED_FRAMES

    def _owns_previous(self, chunk: Chunk) -> bool:
        """Whether a party stands right after a thing as its owner («تحصينات قوات النظام»)."""
        previous = self._previous
        if previous is not None and musters(previous) and chunk.sort in ("actor", "affiliation"):
            return self.words[chunk.first].joined and chunk.clitic in ("", "ل")
        if previous is None or not is_thing(previous) or chunk.sort not in ("actor", "affiliation"):
            return False
        if chunk.sort == "affiliation" and getattr(previous.value, "id", None) == "unexploded_ordnance":
            return False  # «مخلفات الحرب العراقية الإيرانية»
        if chunk.clitic not in ("", "ل") or not self.words[chunk.first].joined:
            return False
        if (
            chunk.rule == "actor.generic"
            and not chunk.clitic
            and not held_post(self.chunks, self.predication, previous)
        ):
            return False
        if chunk.sort == "actor" or self.frame is FRAMES["down"]:
            return True
        return previous.sort == "object" and bool(previous.value.post)

    def _counts_victims(self, at: int) -> bool:
        """A number alone for people, where the frame has victims («وأُسر خمسة عشر»)."""
        harmed = "victim" in (self.frame.subject, self.frame.object) and self.frame is not FRAMES["harm"]
        if not harmed or self.roles.victims:
            return False
        following = self.chunks[at + 1] if at + 1 < len(self.chunks) else None
        counted = following is not None and following.sort in ("word", "means", "object")
        return following is None or not counted or not self.words[following.first].joined

    def _place_or_role(self, chunk: Chunk, preposition: str | None, coordinated: bool, at: int) -> None:
        if coordinated and self._role == "agent" and self.frame is FRAMES["strike"] and not fights(chunk):
            self._role = None
            return
        if coordinated and self._role is not None and (chunk.sort != "place" or self._role in ("place", "destination")):
            self._assign("patient" if self._is_hit_too(chunk) else self._role, chunk)
            return
        if coordinated and self._passed_over and chunk.sort == "place":
            return
        role = self._role_for(chunk, preposition, at)
        self._passed_over = role == "ignore" and preposition == "إلى" and chunk.sort == "place"
        self._left = at if role == "ignore" and preposition == "من" and chunk.sort == "object" else None
        self._role = role if role != "ignore" else None
        if role != "ignore":
            self._assign(role, chunk)

    def _is_hit_too(self, chunk: Chunk) -> bool:
        """«استهدفت آليات وعناصر الجماعة»: a party beside a thing that is hit, and not one that strikes with it."""
        if chunk.sort not in ("actor", "people") or chunk.has("object"):
            return False
        return self._role == "object" or (
            self._role == "means" and not (chunk.sort == "actor" and strikes_from_afar(chunk))
        )

    def _role_for(self, chunk: Chunk, preposition: str | None, at: int) -> str:
        if preposition is None and named_again(self.words, chunk, self.roles.agents):
            return "agent"
        if self._tells_where(chunk, preposition, at):
            return "ignore"
        if preposition is None:
            ours = at > self.predication.head + 1 and by_us(self.words, self.chunks, self.predication)
            acted_on = ours and chunk.sort == "actor"  # «قصفنا بالهاون تحشدات العدو»
            return self._arguments.object_role(chunk) if acted_on else self._arguments.role_of(chunk, at)
        if preposition == "belonging":
            return self._owner_role(chunk)
        if preposition == "من" and self.predication.frame == "block" and chunk.sort == "place" and self._kept_from(at):
            return "place"
        if preposition == "relative":
            return "place" if chunk.sort == "place" else "ignore"
        return self._governed_role(chunk, preposition)

    def _tells_where(self, chunk: Chunk, preposition: str | None, at: int) -> bool:
        """«خُطف من منزله», «اغتيل أمام منزله»: a thing that only tells where it happened."""
        if preposition == "part":
            return True
        beside = self.predication.frame in _DONE_TO_BODIES and self.chunks[at - 1].has("relation")
        led = self.predication.frame in _DONE_TO_PEOPLE and preposition not in (None, "belonging", "relative")
        return chunk.sort == "object" and (beside or led)

    def _kept_from(self, at: int) -> bool:
        """«مُنعت القافلة من عبور مدينة س», «من الوصول إلى ص»: where what was stopped was to go."""
        return self.chunks[at - 1].grammar("prepositions") is None

    def _owner_role(self, chunk: Chunk) -> str:
        """«رتل تابع لقوات …», «مسيّرة تابعة للجيش»: whose the thing is that is moved or strikes does it."""
        if chunk.sort == "place" and chunk.rule == "place.direction":
            return "place"
        if self.predication.frame == "conscript":
            return "agent"
        fired = self._previous is not None and self._previous.sort == "means" and self.frame in _STRIKING
        moved = self.predication.frame in _WITH_BELONGINGS or fired
        return "agent" if moved and chunk.sort == "actor" and not self.roles.agents else "ignore"

    def _governed_role(self, chunk: Chunk, preposition: str) -> str:
        """The role that the frame gives a preposition, as far as the chunk can have it."""
        role = self.frame.preps.get(preposition, "ignore")
        if chunk.sort == "means" and role == "ignore" and preposition in ("من", "ب"):
            return "means"
        if preposition == "من" and self._source_strikes(chunk):
            return "agent"
        if self.frame is FRAMES["lift"] and preposition == "عن" and chunk.sort != "place":
            lifting = chunk.sort == "actor" and not self.roles.agents and not self.predication.verbal
            return "agent" if lifting else "ignore"
        if self.frame is FRAMES["deploy"] and preposition == "من" and chunk.sort == "actor" and not self.roles.agents:
            return "agent"
        if role == "agent" and preposition == "من" and chunk.sort != "actor":
            return "place" if chunk.sort == "place" else "ignore"
        if role == "either":
            return self._either(chunk)
        if chunk.sort == "place" and role in ("means", "ignore") and preposition in ("ب", "في"):
            return "place"
        return self._fitted(chunk, role)

    def _source_strikes(self, chunk: Chunk) -> bool:
        """«غارات من طيران التحالف»: the party that a strike comes from does it."""
        if self.frame is not FRAMES["strike"] or chunk.sort != "actor" or self.roles.agents:
            return False
        return self._flies_to_strike(chunk) or self.predication.shape in ("noun", "passive")

    def _flies_to_strike(self, chunk: Chunk) -> bool:
        """«استُهدفت سيارة بصاروخ من مسيّرة»: what a weapon is fired from, not whose the thing before it is."""
        return self.frame is FRAMES["strike"] and chunk.value.service in ("air", "drone", "navy")

    def _fitted(self, chunk: Chunk, role: str) -> str:
        acted_on = is_thing(chunk) or chunk.sort in ("people", "actor")
        if role == "victim" and chunk.sort == "place" and self.predication.frame == "kill":
            return "ignore"
        if (
            role == "means"
            and self.frame is FRAMES["explode"]
            and acted_on
            and (self.roles.means or self.predication.object_at is not None or not chunk.has("means"))
        ):
            return "object" if chunk.sort == "means" else "patient"
        if role == "place" and self.frame is FRAMES["explode"] and chunk.sort == "actor":
            return "patient"
        relief = self.frame in (FRAMES["deliver"], FRAMES["block"])
        if relief and chunk.sort == "people" and role == "place":
            return "patient"
        if chunk.sort == "people" and role in ("patient", "place") and self.frame.object == "victim":
            return "victim"
        return role

    def _either(self, chunk: Chunk) -> str:
        """«لـ» after a verbal noun: the doer where none is known yet («هجوم لتنظيم»), else the one acted on."""
        noun = not self.predication.verbal
        theirs = chunk.rule == "actor.generic" and bool(chunk.value.possessive)
        if chunk.sort == "actor" and not self.roles.agents and noun and not theirs:
            return "agent"
        if chunk.sort == "people" and self.frame.object == "victim":
            return "victim"
        object_at = self.predication.object_at
        noun = noun or (chunk.sort == "actor" and object_at is not None and self.chunks.index(chunk) > object_at)
        return "patient" if noun or chunk.sort == "place" else "ignore"

    def _assign(self, role: str, chunk: Chunk) -> None:
        """Put a chunk into a role, or into the one that its sort demands."""
        if chunk.sort == "place":
            self._assign_place(role, chunk)
        elif chunk.sort == "means" and role != "object":
            self.roles.add("means", chunk)
        elif role == "means" and chunk.sort == "object" and chunk.value.id == "weapons_cache":
            return  # «استهدف الموقع بالأسلحة المناسبة»
        elif chunk.sort in ("object", "means"):
            self.roles.add("object", chunk)
        elif role == "means":
            if chunk.sort == "actor" and strikes_from_afar(chunk):
                self.roles.add("agent" if chunk.value.candidates else "means", chunk)
        elif role not in ("place", "destination", "ignore"):
            self.roles.add(role, chunk)

    def _assign_place(self, role: str, chunk: Chunk) -> None:
        if role not in _PLACE_ROLES:
            return
        self.roles.add("destination" if role == "destination" else "place", chunk)
        if chunk.has("object") and role == "patient":
            self.roles.add("object", chunk)
