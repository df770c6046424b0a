"""Harm: the people that an act killed, wounded, detained …, counted once, parts beside their totals."""

from collections.abc import Sequence

from msgspec import structs

from tawthiq.claim.acts import Act
from tawthiq.claim.discourse import Discourse
from tawthiq.claim.frames import FRAMES
from tawthiq.claim.predications import Predication
from tawthiq.claim.roles import Roles
from tawthiq.claim.victims import VictimReader
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.counts import Bounds
from tawthiq.mention.quantities import PeopleMention
from tawthiq.mention.scene import Scene
from tawthiq.model import Harm, HarmKind

_FRAME_HARM: dict[str, HarmKind] = {
    "kill": "killed",
    "displace": "displaced",
    "evacuate": "evacuated",
    "bury": "killed",
}
_MOVED = frozenset({"evacuated", "displaced", "detained", "captured", "abducted"})
_STATED = frozenset({"killed", "wounded", "missing", "killed_or_wounded"})
_NOUNS_OF_HARM: dict[HarmKind, frozenset[str]] = {
    "killed": frozenset({"قتلي", "شهداء", "وفيات", "ضحايا", "قتل", "حياه", "ارواح", "ضحيتها", "ضحيته"}),
    "wounded": frozenset({"جرحي", "مصابين", "اصابات", "اصيب", "جرح"}),
}
_ORDINALS = frozenset({"ثان", "ثانيه", "ثالث", "ثالثه", "رابع", "رابعه", "خامس", "خامسه", "سادس"})
_UNITS = frozenset(
    {
        "عام",
        "عاما",
        "سنه",
        "سنوات",
        "اعوام",
        "شهر",
        "شهرا",
        "اشهر",
        "يوم",
        "يوما",
        "ايام",
        "ساعه",
        "ساعات",
        "مره",
        "مرات",
        "طوابق",
    }
)
_BESIDE = frozenset({"امام", "قرب", "بجانب", "بحضور", "وسط", "لدي", "عند", "برفقه", "رفقه", "مثل", "ضد", "بحق"})
_ALL = frozenset({"جميعهم", "كلهم", "جميعهن", "كلهن"})
_TOTALS = frozenset({"عدد", "حصيله", "اعداد", "عداد"})


def harm_of(act: Act, chunks: Sequence[Chunk], scene: Scene, discourse: Discourse) -> tuple[Harm, ...]:
    """The harm of an act: of its own roles and of the words of harm that follow from it."""
    reader = _HarmReader(act, chunks, scene, discourse)
    reader.own()
    for predication in act.harms:
        reader.read(predication)
    reader.results()
    reader.parts()
    return _in_order(reader.found)


def _in_order(found: Sequence[Harm]) -> tuple[Harm, ...]:
    """The items as the text has them, `of` with them."""
    order = sorted(range(len(found)), key=lambda index: found[index].span)
    place = {index: at for at, index in enumerate(order)}
    return tuple(structs.replace(found[i], of=None if found[i].of is None else place[found[i].of or 0]) for i in order)


class _HarmReader:
    """Collects the harm of one act; no chunk is counted twice."""

    def __init__(self, act: Act, chunks: Sequence[Chunk], scene: Scene, discourse: Discourse) -> None:
        self._act, self._chunks, self._scene = act, chunks, scene
        self._victims = VictimReader(act, chunks, scene, discourse)
        self.found: list[Harm] = []
        self._used: set[int] = set()
        self._total: int | None = None

    # ---- what is read

    def own(self) -> None:
        """People in the act's own roles: victims of a killing or an arrest, and counted nouns that state harm themselves."""
        main = self._act.main
        if main.sort != "act" or main.kind is None:
            return
        kind = main.kind.harm or _FRAME_HARM.get(main.kind.frame)
        if kind is not None:
            if not self._by_pronoun(main):
                for chunk in (*self._act.roles.victims, *self._act.roles.patients):
                    self._role(chunk, kind)
            if not self.found:
                self._unmarked(main, kind)
        elif main.kind.frame == "discover":
            self._discovered(main)
        for predication in (main, *self._act.parts, *self._act.supports):
            for at in range(predication.head + 1, predication.end):
                chunk = self._chunks[at]
                self._ranks(at)
                if (
                    chunk.sort == "people"
                    and chunk.value.counted
                    and not self._aside(at)
                    and _STATED & set(chunk.value.harms)
                ):
                    self._people(at, None)

    def _discovered(self, main: Predication) -> None:
        """Bodies that were found, or that what was found holds («مقبرة تضم رفات 40 شخصا»)."""
        for chunk in (*self._act.roles.victims, *self._act.roles.patients):
            self._role(chunk, None)
        if (
            not self.found
            and main.end < len(self._chunks)
            and self._chunks[main.end].grammar("clause_verbs") is not None
        ):
            self._scan(main.end + 1, self._clause_end(main.end + 1), None)

    def _by_pronoun(self, main: Predication) -> bool:
        """Whether a verb's object is a pronoun («اختطفته مجموعة»), so that the people after it did it."""
        word = self._scene.words[self._chunks[main.head].last]
        raw = self._scene.text[word.start : word.end]
        return main.shape == "verb" and (raw.endswith(("ته", "وه")) or word.form.endswith(("هما", "تهم", "وهم")))

    def _role(self, chunk: Chunk, kind: str | None) -> None:
        at = self._chunks.index(chunk)
        if self._beside(at):
            return
        if chunk.sort == "people":
            self._people(at, kind)
        elif chunk.sort == "number" and kind is not None:
            self._number(at, kind)
        elif chunk.sort == "actor" and kind is not None and chunk in self._act.roles.victims:
            self._actor(at, kind)

    def _unmarked(self, main: Predication, kind: str) -> None:
        """People of an act that no role holds: a relative verb's («… ثمانية شيّعوا»), a nationality's, a pronoun's."""
        for at in range(main.head + 1, main.end):
            chunk = self._chunks[at]
            if chunk.sort == "affiliation" and FRAMES[main.kind.frame].object == "victim" and main.kind:  # type: ignore[union-attr]
                self._national(at, kind)
        if not self.found and self._told_of(main.end):
            self._people(main.end, kind)
        if not self.found:
            self._pronoun(main, kind)

    def _told_of(self, at: int) -> bool:
        """Whether the chunk is people whom a verb with no «و» goes on about («ثمانية من مقاتليه قضوا في …»)."""
        if at >= len(self._chunks) or self._chunks[at].sort != "people" or self._chunks[at].clitic:
            return False
        verb = next((c for c in self._chunks[at + 1 : at + 4] if c.sort == "lex"), None)
        return verb is not None and verb.has("trigger") and not verb.clitic

    def read(self, predication: Predication) -> None:
        """The people that a word of harm governs."""
        kind = predication.kind.harm if predication.kind else None
        kind = kind or self._named(predication.head) or self._predicate(predication)
        if kind == "missing" and predication.verbal and any(c.sort == "actor" for c in self._act.roles.agents):
            kind = "lost"
        before = len(self.found)
        if predication.verbal:
            self._scan(self._first(predication), predication.head, kind)
        head = predication.head
        self._scan(head if self._chunks[head].sort == "people" else head + 1, predication.end, kind, head=head)
        dying = "killed" in {harm.kind for harm in self.found} and kind == "wounded"
        if len(self.found) == before and kind is not None and not dying:
            self._pronoun(predication, kind)

    def _first(self, predication: Predication) -> int:
        """Where a verb's people begin: before «بينهم» that stands between them and the verb."""
        first = predication.start if predication.subject is None else predication.subject
        inserted = first > 1 and self._part(first - 1) and self._chunks[first - 2].sort in ("people", "number")
        return first - 2 if inserted else first

    def results(self) -> None:
        """What follows a word of result that has no word of harm after it («راح ضحيتها مئة مدني», «قُتل فيها 14»)."""
        for predication in (self._act.main, *self._act.parts, *self._act.supports, *self._act.harms):
            for at in range(predication.head + 1, min(predication.end + 1, len(self._chunks))):
                if self._chunks[at].sort == "lex" and self._chunks[at].grammar("result") is not None:
                    self._scan(at + 1, self._clause_end(at + 1), self._named(at))

    def parts(self) -> None:
        """Parts of the total that stand after the act that caused it («… نتيجة القصف، بينهم ثلاث نساء»)."""
        if self._total is None:
            return
        kind, begun = self.found[self._total].kind, False
        for predication in (self._act.main, *self._act.parts, *self._act.supports):
            for at in range(predication.head + 1, predication.end):
                begun = begun or self._part(at)
                if begun and self._chunks[at].sort == "people":
                    self._people(at, kind, part=True)

    # ---- walking

    def _scan(self, first: int, end: int, kind: str | None, head: int = -1) -> None:
        """Count the people of a stretch from left to right, up to the first word that opens another clause."""
        part = False
        for at in range(first, end):
            chunk = self._chunks[at]
            if chunk.sort == "lex" and at != head and self._closes(chunk):
                return
            if self._part(at):
                part = self._open_part(at, kind)
            elif chunk.sort == "lex" and (chunk.grammar("addition") is not None):
                part = False
            elif self._ranks(at):
                continue
            elif chunk.sort == "people":
                if at == head or part or not self._aside(at):
                    self._people(at, kind, part=part)
            elif chunk.sort == "number" and kind:
                self._number(at, kind, part)
            elif kind and at == head + 1:
                self._single(at, kind)

    def _closes(self, chunk: Chunk) -> bool:
        """Whether a word opens a clause that tells nothing of the harm."""
        if any(chunk.grammar(name) is not None for name in ("relative", "complement", "clause_verbs")):
            return True
        return chunk.grammar("cause") is not None and chunk.grammar("prepositions") is None

    def _clause_end(self, at: int) -> int:
        """The first chunk from an index on that begins another clause or another act."""
        for index in range(at, len(self._chunks)):
            chunk = self._chunks[index]
            opens = chunk.grammar("parallel") is not None or (chunk.grammar("complement") is not None)
            if (
                chunk.sort == "lex"
                and (opens or chunk.has("trigger") or chunk.has("reporting", "past", "present"))
                and not self._part(index)
            ):
                return index
        return len(self._chunks)

    def _part(self, at: int) -> bool:
        chunk = self._chunks[at]
        return chunk.sort == "lex" and chunk.grammar("part") is not None and chunk.grammar("addition") is None

    def _open_part(self, at: int, kind: str | None) -> bool:
        """Take up «بينهم»; «منهم» behind a number belongs to it, «أحدهم» is one itself, «جميعهم» tells who all are."""
        chunk = self._chunks[at]
        following = self._chunks[at + 1] if at + 1 < len(self._chunks) else None
        of_them = self._scene.form(chunk.first) in ("منهم", "منهن")
        if (
            of_them
            and at
            and self._chunks[at - 1].sort == "number"
            and (following is None or following.sort != "people")
        ):
            return False
        if following is not None and following.sort == "people":
            return self._scene.form(chunk.first).removeprefix("و") not in _ALL
        if chunk.grammar("one_of") is not None and kind is not None:
            self._append(kind, chunk, self._plural_before(at), (1, 1), part=True)
            return False
        return True

    def _aside(self, at: int) -> bool:
        """Whether people only stand beside what is told: under a preposition, after a thing that is theirs."""
        chunk = self._chunks[at]
        if chunk.clitic.endswith(("ب", "ل", "ك")) or self._beside(at):
            return True
        if at == 0 or chunk.clitic:
            return False
        before = self._chunks[at - 1]
        if before.sort in ("object", "means") and self._scene.joined(chunk.first):
            return (
                at < 2
                or self._chunks[at - 2].sort != "lex"
                or bool(before.clitic)
                or self._chunks[at - 2].grammar("prepositions") is not None
            )
        preposition = before.grammar("prepositions") if before.sort == "lex" else None
        if preposition == "مع" and chunk.value.counted and self._chunks[at - 2].first in self._used:
            return False
        if preposition is None or before.grammar("result") is not None:
            return False
        if preposition in ("عن", "إلى") and (_STATED & set(chunk.value.harms) or self._counting(at)):
            return False
        return not (at > 1 and self._part(at - 2))

    def _beside(self, at: int) -> bool:
        word = self._chunks[at].first - 1
        return self._scene.joined(word + 1) and self._scene.form(word) in _BESIDE

    def _counting(self, at: int) -> bool:
        return any(w in _TOTALS for c in self._chunks[max(0, at - 3) : at] for w in self._forms(c))

    def _forms(self, chunk: Chunk) -> set[str]:
        return {
            word.form.removeprefix("و").removeprefix("ال") for word in self._scene.words[chunk.first : chunk.last + 1]
        }

    # ---- kinds

    def _named(self, at: int) -> HarmKind | None:
        """The harm that a word of counting or of result names itself («حصيلة القتلى», «أودى بحياة»)."""
        forms = {form for word in self._forms(self._chunks[at]) for form in (word, word.removeprefix("ب"))}
        return next((kind for kind, nouns in _NOUNS_OF_HARM.items() if forms & nouns), None)

    def _predicate(self, predication: Predication) -> str | None:
        """The harm named by a noun with no count in the stretch («حصيلة القتلى إلى 112», «سقطوا قتلى»)."""
        for at in range(predication.head + 1, predication.end):
            chunk = self._chunks[at]
            if chunk.sort == "people" and chunk.value.harms and not chunk.value.counted and not chunk.clitic:
                return self._kind(chunk.value, None)
        return None

    def _kind(self, mention: PeopleMention, governing: str | None) -> str | None:
        """The kind of harm of people: their own noun's before the verb's, unless the verb tells what came of them later."""
        stated = [harm for harm in mention.harms if harm in _STATED]
        if governing in _MOVED or not stated:
            return governing
        if set(stated) >= {"killed", "wounded"}:
            return "killed_or_wounded"
        vague = stated[0] == "killed_or_wounded" or (mention.definite and not self._plain(mention))
        return governing if governing not in (None, "lost") and vague else stated[0]

    @staticmethod
    def _plain(mention: PeopleMention) -> bool:
        """«عشرات القتلى»: the article belongs to the count."""
        return mention.counted and mention.low != mention.high

    def _refers(self, at: int, kind: str | None) -> bool:
        """Whether people are only those told of before («الجرحى»), or say what became of the subject («سقطوا قتلى»)."""
        mention: PeopleMention = self._chunks[at].value
        if mention.counted or not _STATED & set(mention.harms) or kind in _MOVED:
            return False
        if (
            mention.definite
            or self._chunks[at].first - 1 >= 0
            and self._scene.form(self._chunks[at].first - 1) in _TOTALS
        ):
            return True
        return (
            bool(self.found)
            and not self._chunks[at].clitic
            and self._chunks[at - 1].has("trigger")
            and self._chunks[at - 1].sort == "lex"
        )

    # ---- adding

    def _people(self, at: int, kind: str | None, part: bool = False) -> None:
        chunk = self._chunks[at]
        mention: PeopleMention = chunk.value
        if chunk.first in self._used or self._refers(at, kind):
            return
        harm = self._kind(mention, kind)
        spread = self._spread(at)
        harm = spread or harm
        if harm is None:
            return
        low, high = mention.low, mention.high
        victims = self._victims.of(chunk)
        body = self._bodies(at)
        if body is not None:
            self._used.add(body.first)
            victims = victims or self._victims.of(body)
            if not mention.counted:
                low, high = body.value.low, body.value.high
        if mention.others and not victims and self.found:
            victims = self.found[-1].victims
        if kind == "lost" and not victims:
            victims = self._victims.loser()
        if mention.people and mention.people[0].unit and (low, high) == (1, 1):
            high, low = None, 2
        own_kind = part and self._total is not None and self.found[self._total].kind not in (harm, "killed_or_wounded")
        self._append(harm, chunk, victims, (low, high), part and not own_kind, body)

    def _bodies(self, at: int) -> Chunk | None:
        """Whose bodies are counted: the people right after («جثث 11 مدنيا», «جثة شاب», «12 جثة لمدنيين»)."""
        chunk = self._chunks[at]
        following = self._chunks[at + 1] if at + 1 < len(self._chunks) else None
        if "killed" not in chunk.value.harms or following is None or following.sort != "people":
            return None
        belongs = following.clitic in ("", "ل") and self._scene.joined(following.first)
        return following if belongs and following.first not in self._used else None

    def _spread(self, at: int) -> str | None:
        """«العشرات بين قتيل وجريح»: killed or wounded."""
        following = self._chunks[at + 1 : at + 3]
        if (
            len(following) == 2
            and following[0].grammar("prepositions") == "بين"
            and following[1].sort == "people"
            and "killed" in following[1].value.harms
        ):
            self._used.add(following[1].first)
            return "killed_or_wounded"
        return None

    def _number(self, at: int, kind: str, part: bool = False) -> None:
        """A number that counts people: nothing else stands behind it, and it is no age or duration."""
        chunk = self._chunks[at]
        if chunk.clitic.endswith(("ل", "ب")) or chunk.first in self._used:
            return
        following = self._chunks[at + 1] if at + 1 < len(self._chunks) else None
        joined = following is not None and self._scene.joined(following.first) and not following.clitic
        if joined and following is not None:
            if self._scene.form(following.first) in _UNITS or following.sort in ("means", "object", "place", "number"):
                return
            near = at - 1 >= 0 and (
                self._chunks[at - 1].has("trigger")
                or self._chunks[at - 1].grammar("prepositions") is not None
                or bool(chunk.clitic)
            )
            if following.sort == "word" and not near:
                return
        mention: PeopleMention = chunk.value
        of_them = joined and self._part(at + 1)
        part = part or (of_them and self._total is not None and self.found[self._total].kind == kind)
        victims = self._plural_before(at) if of_them else ()
        self._append(kind, chunk, victims, (mention.low, mention.high), part)

    def _actor(self, at: int, kind: str) -> None:
        """Armed people named by their party («عناصر من التنظيم», «جندي من الجيش»)."""
        chunk = self._chunks[at]
        word = self._scene.form(chunk.first).removeprefix("ال")
        single = word in ("جندي", "عنصر", "مقاتل", "ضابط", "قيادي", "مسلح", "عسكري", "قائد")
        self._append(kind, chunk, self._victims.of_party(chunk), (1, 1) if single else (2, None))

    def _single(self, at: int, kind: str) -> None:
        """What may stand right after a word of harm besides people: a force, a nationality, «ثالث»."""
        chunk = self._chunks[at]
        if (
            chunk.sort == "actor"
            and not chunk.clitic
            and chunk.rule in ("actor.composed", "actor.generic")
            and chunk.value.service == "forces"
        ):
            self._actor(at, kind)
        elif chunk.sort == "affiliation" and not chunk.clitic:
            self._national(at, kind)
        elif chunk.sort == "word" and self._scene.form(chunk.first) in _ORDINALS and self._scene.joined(chunk.first):
            self._append(kind, chunk, self.found[-1].victims if self.found else (), (1, 1))

    def _national(self, at: int, kind: str) -> None:
        """«مقتل إسرائيلي», «أوقفت سوريين»: people named by their nationality alone."""
        chunk = self._chunks[at]
        form = self._scene.form(chunk.first)
        before = self._chunks[at - 1]
        if (
            form.startswith("ال")
            or before.sort in ("object", "means", "word", "people")
            or before.grammar("prepositions") is not None
        ):
            return
        several = form.endswith(("ين", "ون", "ان"))
        dual = form.endswith("ان") or any(word.form.endswith("هما") for word in self._scene.words[chunk.last + 1 :])
        self._append(kind, chunk, self._victims.of_party(chunk), ((2, 2) if dual else (2, None)) if several else (1, 1))

    def _ranks(self, at: int) -> bool:
        """«من الطرفين», «في صفوف المدنيين»: whose people the items before are, where their own words do not say."""
        chunk = self._chunks[at]
        before = self._forms(self._chunks[at - 1]) if at else set()
        if chunk.grammar("sides") is not None:
            victims = self._victims.both_sides()
        elif not before & {"صفوف", "بين"} or chunk.sort not in ("people", "actor") or not self.found:
            return False
        else:
            victims = self._victims.of_party(chunk) if chunk.sort == "actor" else self._victims.of(chunk)
        for index in range(len(self.found) - 1, -1, -1):
            if self.found[index].victims or not victims:
                break
            self.found[index] = structs.replace(self.found[index], victims=victims)
        return True

    def _pronoun(self, predication: Predication, kind: str) -> None:
        """Harm by pronoun: «إصابته بجروح», «اختطفهما», «ثمانية … قضوا»."""
        chunk = self._chunks[predication.head]
        word = self._scene.words[chunk.last]
        form, raw = word.form, self._scene.text[word.start : word.end]
        people = [c for c in self._chunks[: predication.head] if c.sort == "people" and c.rule != "quantity.others"]
        several = next((c for c in reversed(people) if c.value.high != 1 and not self._is_agent(c)), None)
        single = next((c for c in reversed(people) if c.value.high == 1 and not self._is_agent(c)), None)
        if form.endswith("هما"):
            self._append(kind, chunk, self._victims.of(several) if several else (), (2, 2))
        elif (form.endswith("هم") or (form.endswith("وا") and self._undergone(predication))) and several is not None:
            self._append(kind, chunk, self._victims.of(several), (several.value.low, several.value.high))
        elif (
            raw.endswith("ه")
            and single is not None
            and (form.endswith(("ته", "وه")) or predication.verbal or "مقتل" in form)
        ):
            self._append(kind, chunk, self._victims.of(single), (1, 1))

    @staticmethod
    def _undergone(predication: Predication) -> bool:
        return predication.shape == "passive"

    def _is_agent(self, chunk: Chunk) -> bool:
        return chunk in self._act.roles.agents

    def _plural_before(self, at: int) -> tuple[str, ...]:
        """The victims that «منهم», «أحدهم» are among: those of the item before, else the people or party acted on."""
        if self._total is not None:
            return self.found[self._total].victims
        for act in (self._act, self._act.follows):
            roles = act.roles if act is not None else Roles()
            for chunk in (*roles.victims, *roles.patients, *roles.objects):
                if chunk.sort == "people" and self._chunks.index(chunk) < at:
                    return self._victims.of(chunk)
                if chunk.sort == "actor":
                    return self._victims.of_party(chunk)
        return ()

    def _append(
        self,
        kind: str,
        chunk: Chunk,
        victims: tuple[str, ...],
        bounds: Bounds,
        part: bool = False,
        through: Chunk | None = None,
    ) -> None:
        if chunk.first in self._used:
            return
        self._used.add(chunk.first)
        start, end = chunk.span(self._scene.words)
        end = self._scene.words[through.last].end if through else end
        total = self._total if part else None
        harm_kind: HarmKind = kind  # type: ignore[assignment]
        self.found.append(Harm(harm_kind, victims, *bounds, total, self._scene.text[start:end], (start, end)))
        if not part:
            self._total = len(self.found) - 1
