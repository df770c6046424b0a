"""Harm: the people that an act killed, wounded, detained …, counted once, parts beside their totals."""

from collections.abc import Sequence

from msgspec import structs

from tawthiq.claim.acts import Act
from tawthiq.claim.discourse import Discourse
from tawthiq.claim.frames import FRAMES
from tawthiq.claim.harmed import MOVED, STATED, Stretch, kind_of
from tawthiq.claim.predications import Predication
from tawthiq.claim.roles import Roles
from tawthiq.claim.victims import VictimReader
from tawthiq.lexicon.entries import Kind
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
_ORDINALS = frozenset({"ثان", "ثانيه", "ثالث", "ثالثه", "رابع", "رابعه", "خامس", "خامسه", "سادس"})
_AMONG = frozenset({"صفوف", "بين"})
_ALL = frozenset({"جميعهم", "كلهم", "جميعهن", "كلهن"})
_INJURIES = frozenset({"اصابات"})
_ONE = frozenset({"جندي", "عنصر", "مقاتل", "ضابط", "قيادي", "مسلح", "عسكري", "قائد"})


def harm_of(act: Act, chunks: Sequence[Chunk], scene: Scene, discourse: Discourse) -> tuple[Harm, ...]:
    """The harm of an act: of its own roles and of the words of harm that follow from it, in the order of the text."""
    reader = _HarmReader(act, chunks, scene, discourse)
    reader.own()
    for before, predication in zip([None, *act.harms], act.harms, strict=False):
        reader.read(predication, before)
    reader.results()
    reader.parts()
    return _in_order(reader.found)


def _in_order(found: Sequence[Harm]) -> tuple[Harm, ...]:
    """The items as the text has them, `of` with them."""
    order = sorted(range(len(found)), key=lambda index: found[index].span)
    place = {index: at for at, index in enumerate(order)}
    return tuple(
        structs.replace(item, of=None if item.of is None else place[item.of]) for item in map(found.__getitem__, order)
    )


class _HarmReader:
    """Collects the harm of one act; no chunk is counted twice."""

    def __init__(self, act: Act, chunks: Sequence[Chunk], scene: Scene, discourse: Discourse) -> None:
        self._act, self._chunks, self._scene = act, chunks, scene
        self._stretch = Stretch(chunks, scene)
        self._victims = VictimReader(act, chunks, scene, discourse)
        self.found: list[Harm] = []
        self._used: set[int] = set()
        self._total: int | None = None

    @property
    def _told(self) -> tuple[Predication, ...]:
        return (self._act.main, *self._act.parts, *self._act.supports)

    # ---- what is read

    def own(self) -> None:
        """People in the act's own roles (victims of a killing, an arrest), and counted nouns that state harm."""
        main = self._act.main
        if main.sort != "act" or main.kind is None:
            return
        kind = main.kind.harm or _FRAME_HARM.get(main.kind.frame)
        if kind is not None:
            self._of_roles(main, main.kind, kind)
        elif main.kind.frame == "discover":
            self._discovered(main)
        for predication in self._told:
            for at in range(predication.head + 1, predication.end):
                chunk = self._chunks[at]
                stated = chunk.sort == "people" and chunk.value.counted and STATED & set(chunk.value.harms)
                if not self._ranks(at) and stated and not self._stretch.aside(at):
                    self._people(at, kind if kind == "killed" else None)

    def _of_roles(self, main: Predication, entry: Kind, kind: str) -> None:
        if not self._by_pronoun(main):
            for chunk in (*self._act.roles.victims, *self._act.roles.patients):
                self._role(chunk, kind)
        if not self.found and FRAMES[entry.frame].object == "victim":
            self._unmarked(main, kind)

    def _discovered(self, main: Predication) -> None:
        """Bodies that were found, or that what was found holds («مقبرة تضم رفات 40 شخصا»)."""
        for chunk in (*self._act.roles.victims, *self._act.roles.patients):
            self._role(chunk, None)
        clause = self._stretch.at(main.end)
        if not self.found and clause is not None and clause.grammar("clause_verbs") is not None:
            self._scan(main.end + 1, self._stretch.clause_end(main.end + 1), None)

    def _by_pronoun(self, main: Predication) -> bool:
        """Whether a verb's object is a pronoun («اختطفته مجموعة»), so that the people after it did it."""
        raw, form = self._stretch.raw(main.head), self._scene.form(self._chunks[main.head].last)
        return main.shape == "verb" and (raw.endswith(("ته", "وه")) or form.endswith(("هما", "تهم", "وهم")))

    def _role(self, chunk: Chunk, kind: str | None) -> None:
        at = self._chunks.index(chunk)
        before, among = self._stretch.at(at - 1), self._stretch.at(at - 2)
        part = self._stretch.part(at - 1) or self._stretch.part(at - 2)
        part = part or (chunk.clitic == "و" and bool(self.found) and self.found[-1].of is not None)
        partitive = before is not None and before.grammar("prepositions") == "من"
        told = partitive and among is not None and among.first in self._used
        if self._stretch.beside(at) or (told and not part):
            return
        if chunk.sort == "people":
            self._people(at, kind, part)
        elif chunk.sort == "number" and kind is not None:
            self._number(at, kind)
        elif chunk.sort == "actor" and kind is not None and chunk in self._act.roles.victims:
            self._actor(at, kind)

    def _unmarked(self, main: Predication, kind: str) -> None:
        """People of an act that no role holds: a nationality's, a number's, a relative verb's, a pronoun's."""
        for at in range(main.head + 1, main.end):
            if self._chunks[at].sort == "affiliation":
                self._national(at, kind)
            elif self._chunks[at].sort == "number" and not self.found:
                self._number(at, kind)
        told_of = self._stretch.told_of(main.head + 1)
        if not self.found and told_of is not None and self._chunks[told_of] not in self._act.roles.agents:
            self._people(told_of, kind)
        if not self.found:
            self._pronoun(main, kind)

    def read(self, predication: Predication, before: Predication | None) -> None:
        """The people that a word of harm governs; `before` is the word of harm that stands before it."""
        head, count = predication.head, len(self.found)
        if self._chunks[head].sort == "people" and predication.weak and count and not self._chunks[head].clitic:
            return
        kind = predication.kind.harm if predication.kind else None
        kind = kind or self._stretch.named(head) or self._stretch.predicate(predication)
        stretch = self._chunks[predication.start : predication.end]
        if kind == "missing" and any(c.sort == "actor" and c in stretch for c in self._act.roles.agents):
            kind = "lost"
        if before is not None and self._in_one(before, head) and kind == "wounded":
            kind = "killed_or_wounded"
        if predication.verbal and not self._stretch.acted_on(predication):
            self._scan(self._stretch.first(predication), head, kind)
        doer = self._stretch.at(self._stretch.doer(predication)) if predication.verbal else None
        if doer is not None:
            self._used.add(doer.first)
        if not self._rises_to(predication, kind):
            self._scan(head if self._chunks[head].sort == "people" else head + 1, predication.end, kind, head=head)
        following = self._stretch.at(head + 1)
        unsaid = len(self.found) == count or (following is not None and following.clitic == "و")
        dying = kind == "wounded" and any(harm.kind == "killed" for harm in self.found)
        if unsaid and kind is not None and not dying:
            self._pronoun(predication, kind)
        if len(self.found) == count and "خساير" in self._stretch.forms(head):
            self._append("killed_or_wounded", self._chunks[head], self._bearers(), (2, None))
        if len(self.found) == count and kind == "wounded" and self._stretch.forms(head) & _INJURIES:
            self._append(kind, self._chunks[head], (), (2, None))

    def _rises_to(self, predication: Predication, kind: str | None) -> bool:
        """«ارتفعت حصيلة ضحايا الغارات التي … إلى 16»: the new toll stands behind what it is the toll of."""
        open_harm = predication.kind is not None and predication.kind.harm is None
        if self._act.main.sort != "act" or not open_harm or not self._stretch.rises(predication.head):
            return False
        for at in range(predication.end, len(self._chunks)):
            before, chunk = self._chunks[at - 1], self._chunks[at]
            if chunk.sort in ("people", "number") and before.grammar("prepositions") == "إلى":
                self._scan(at, self._stretch.clause_end(at + 1), kind or "killed", head=at)
                return True
        return False

    def _in_one(self, before: Predication, head: int) -> bool:
        """«قتل وجرح ستة»: two verbs for the same people, where the first has none of its own («قُتلوا وجُرح 34»)."""
        adjacent = before.head == head - 1 and self._chunks[head].clitic == "و"
        return adjacent and not self._scene.form(self._chunks[before.head].last).endswith("وا")

    def _bearers(self) -> tuple[str, ...]:
        """Who had losses («تكبد الطرفان خسائر بشرية»)."""
        sides = any(chunk.grammar("sides") is not None for chunk in self._act.roles.agents)
        return self._victims.both_sides() if sides else self._victims.loser()

    def results(self) -> None:
        """What follows a word of result that has no word of harm after it («راح ضحيتها مئة مدني», «قُتل فيها 14»)."""
        if "result" not in self._scene.sorts:
            return
        for predication in (*self._told, *self._act.harms):
            for at in range(predication.head + 1, min(predication.end + 1, len(self._chunks))):
                if self._chunks[at].sort == "lex" and self._chunks[at].grammar("result") is not None:
                    self._scan(at + 1, self._stretch.clause_end(at + 1), self._stretch.named(at))

    def parts(self) -> None:
        """Parts of the total that stand after the act that caused it («… نتيجة القصف، بينهم ثلاث نساء»)."""
        if self._total is None:
            return
        kind, begun = self.found[self._total].kind, False
        for predication in self._told:
            for at in range(predication.head + 1, predication.end):
                begun = begun or self._stretch.part(at)
                if begun and self._chunks[at].sort == "people":
                    self._people(at, kind, part=True)

    def _did_it(self, chunk: Chunk) -> bool:
        """Whether people are those who did it to others («قتل مسلحان على دراجة إمام مسجد»)."""
        roles = self._act.roles
        return chunk in roles.agents and chunk not in roles.victims and bool(roles.victims)

    # ---- walking

    def _scan(self, first: int, end: int, kind: str | None, head: int = -1) -> None:
        """Count the people of a stretch from left to right, up to the first word that opens another clause."""
        part = False
        for at in range(first, end):
            chunk = self._chunks[at]
            if at != head and self._stretch.closes(at):
                return
            if self._stretch.part(at):
                part = self._open_part(at, kind)
            elif chunk.sort == "lex" and chunk.grammar("addition") is not None:
                part = False
            elif self._ranks(at) or self._did_it(chunk):
                continue
            elif chunk.sort == "people":
                if at == head or part or self._with_victims(at) or not self._stretch.aside(at):
                    self._people(at, None if self._counted_apart(at, head) else kind, part=part)
            elif chunk.sort == "number" and kind:
                self._number(at, kind, part)
            elif kind and (at == head + 1 or (chunk.sort == "affiliation" and self._chunks[at - 1].sort == "actor")):
                self._single(at, kind)

    def _counted_apart(self, at: int, head: int) -> bool:
        """«قتيلان وثمانية معتقلين»: beside people whose noun states their harm, others whose noun states another."""
        if head < 0 or at == head or self._chunks[head].sort != "people":
            return False
        return bool(set(self._chunks[at].value.harms) - set(self._chunks[head].value.harms))

    def _with_victims(self, at: int) -> bool:
        """«قتل قيادي مع اثنين من مرافقيه»: people counted beside a victim share the harm."""
        before, victim = self._stretch.at(at - 1), self._stretch.at(at - 2)
        if before is None or victim is None or not self._chunks[at].value.counted:
            return False
        return before.grammar("prepositions") == "مع" and victim.first in self._used

    def _open_part(self, at: int, kind: str | None) -> bool:
        """Take up «بينهم»; «منهم» behind a number belongs to it, «أحدهم» is one itself, «جميعهم» tells who all are."""
        chunk, before, following = self._chunks[at], self._stretch.at(at - 1), self._stretch.at(at + 1)
        if following is not None and following.sort == "people":
            return not self._stretch.forms(at) & _ALL
        if self._stretch.forms(at) & {"منهم", "منهن"} and before is not None and before.sort == "number":
            return False
        if chunk.grammar("one_of") is not None and kind is not None:
            self._append(kind, chunk, self._plural_before(at), (1, 1), part=True)
            return False
        return True

    # ---- adding

    def _people(self, at: int, kind: str | None, part: bool = False) -> None:
        chunk = self._chunks[at]
        mention: PeopleMention = chunk.value
        if chunk.first in self._used or self._stretch.refers(at, kind, bool(self.found)):
            return
        total = self.found[self._total].kind if part and self._total is not None else None
        if kind in MOVED and mention.others and not mention.counted and not self.found:
            return
        spread = self._stretch.spread(at)
        harm = "killed_or_wounded" if spread else kind_of(mention, kind or total)
        if harm is None:
            return
        body = self._stretch.bodies(at)
        self._used.update(other.first for other in (spread, body) if other)
        low, high = (body or chunk).value.low, (body or chunk).value.high
        if mention.counted:
            low, high = mention.low, mention.high
        if mention.people and mention.people[0].unit and (low, high) == (1, 1):
            low, high = 2, None
        victims = self._victims.of(chunk) or (self._victims.of_body(body) if body else ())
        if not victims and mention.others:
            victims = self._before()
        if not victims and kind == "lost":
            victims = self._victims.loser()
        self._append(harm, chunk, victims, (low, high), total in (harm, "killed_or_wounded"), body)

    def _number(self, at: int, kind: str, part: bool = False) -> None:
        chunk, before = self._chunks[at], self._stretch.at(at - 1)
        if chunk.first in self._used or not self._stretch.counts_people(at):
            return
        mention: PeopleMention = chunk.value
        apposed = before is not None and before.first in self._used and self._stretch.joined(at) and not chunk.clitic
        if apposed and mention.low == self.found[-1].min:
            self.found[-1] = structs.replace(self.found[-1], max=mention.high)
            return
        of_them = self._stretch.joined(at + 1) and self._stretch.part(at + 1)
        part = part or (of_them and self._total is not None and self.found[self._total].kind == kind)
        victims = self._plural_before(at) if of_them else ()
        self._append(kind, chunk, victims, (mention.low, mention.high), part)

    def _actor(self, at: int, kind: str) -> None:
        """Armed people named by their party («عناصر من التنظيم», «جندي من الجيش»)."""
        chunk = self._chunks[at]
        single = self._scene.form(chunk.first).removeprefix("ال") in _ONE
        self._append(kind, chunk, self._victims.of_party(chunk), (1, 1) if single else (2, None))

    def _single(self, at: int, kind: str) -> None:
        """What may stand right after a word of harm besides people: a force, a nationality, «ثالث»."""
        chunk = self._chunks[at]
        force = chunk.rule in ("actor.composed", "actor.generic") and chunk.value.service == "forces"
        if chunk.sort == "actor" and not chunk.clitic and force:
            self._actor(at, kind)
        elif chunk.sort == "affiliation" and not chunk.clitic:
            self._national(at, kind)
        elif chunk.sort == "word" and self._scene.form(chunk.first) in _ORDINALS and self._stretch.joined(at):
            self._append(kind, chunk, self._before(), (1, 1))

    def _before(self) -> tuple[str, ...]:
        """The victims that «آخرون», «ثالث» come on top of."""
        return self.found[self._total].victims if self._total is not None else ()

    def _national(self, at: int, kind: str) -> None:
        """«مقتل إسرائيلي», «أوقفت سوريين»: people named by their nationality alone."""
        chunk, before = self._chunks[at], self._chunks[at - 1]
        form = self._scene.form(chunk.first)
        qualifies = before.sort in ("object", "means", "word", "people") or before.grammar("prepositions") is not None
        if form.startswith("ال") or qualifies:
            return
        dual = form.endswith("ان") or any(word.form.endswith("هما") for word in self._scene.words[chunk.last + 1 :])
        several: Bounds = (2, 2) if dual else (2, None)
        bounds: Bounds = several if form.endswith(("ين", "ون", "ان")) else (1, 1)
        self._append(kind, chunk, self._victims.of_nation(chunk), bounds)

    def _ranks(self, at: int) -> bool:
        """«من الطرفين», «في صفوف المدنيين»: whose people the items before are, where their own words do not say."""
        chunk = self._chunks[at]
        if "sides" in self._scene.sorts and chunk.grammar("sides") is not None:
            victims = self._victims.both_sides()
        elif not self.found or chunk.sort not in ("actor", "people") or self._stretch.forms(at - 1).isdisjoint(_AMONG):
            return False
        else:
            victims = self._victims.of_party(chunk) if chunk.sort == "actor" else self._victims.of(chunk)
        for index in range(len(self.found) - 1, -1, -1):
            if self.found[index].victims not in ((), ("combatants",)) or not victims:
                break
            self.found[index] = structs.replace(self.found[index], victims=victims)
        return True

    def _pronoun(self, predication: Predication, kind: str) -> None:
        """Harm by pronoun: «إصابته بجروح», «اختطفهما», «ثمانية … قضوا»."""
        chunk, raw = self._chunks[predication.head], self._stretch.raw(predication.head)
        form = self._scene.form(chunk.last)
        people = [c for c in self._chunks[: predication.head] if c.sort == "people" and c.rule != "quantity.others"]
        people.sort(key=lambda c: (c not in self._act.roles.agents, c.first))
        several = next((c for c in reversed(people) if c.value.high != 1), None)
        single = next((c for c in reversed(people) if c.value.high == 1), None)
        plural = form.endswith("هم") or (form.endswith("وا") and predication.shape == "passive")
        own = raw.endswith("ه") and (form.endswith(("ته", "وه")) or predication.verbal or "مقتل" in form)
        if form.endswith("هما"):
            self._append(kind, chunk, self._victims.of(several) if several else (), (2, 2))
        elif plural and several is not None and several.first not in self._used:
            self._append(kind, chunk, self._victims.of(several), (several.value.low, several.value.high))
        elif own and single is not None and single.first not in self._used:
            self._append(kind, chunk, self._victims.of(single), (1, 1))

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
        to: Chunk | None = None,
    ) -> None:
        """Add an item once; `to` is the chunk that its words run to."""
        if chunk.first in self._used:
            return
        self._used.add(chunk.first)
        start, end = chunk.span(self._scene.words)
        end = self._scene.words[to.last].end if to else end
        total = self._total if part else None
        harm_kind: HarmKind = kind  # type: ignore[assignment]
        self.found.append(Harm(harm_kind, victims, *bounds, total, self._scene.text[start:end], (start, end)))
        if not part:
            self._total = len(self.found) - 1
