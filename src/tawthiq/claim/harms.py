"""Harm: the people that an act killed, wounded, detained …, counted once, parts beside their totals."""

from collections.abc import Sequence

from msgspec import structs

from tawthiq.claim.acts import Act
from tawthiq.claim.causes import fell_victim
from tawthiq.claim.discourse import Discourse
from tawthiq.claim.frames import FRAMES
from tawthiq.claim.harmed import STATED, Stretch
from tawthiq.claim.predications import Predication
from tawthiq.claim.sums import Counted, add_up
from tawthiq.claim.tally import Tally
from tawthiq.claim.victims import VictimReader
from tawthiq.lexicon.entries import Kind
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.model import Harm, HarmKind

_FRAME_HARM: dict[str, HarmKind] = {
    "kill": "killed",
    "displace": "displaced",
    "evacuate": "evacuated",
    "bury": "killed",
}
_ALL = frozenset({"جميعهم", "كلهم", "جميعهن", "كلهن"})
_BEHIND_PASSIVES = frozenset({"prepositions", "cause"})
_CASES = frozenset({"حاله", "حالات", "عمليه", "عمليات"})
_INJURIES = frozenset({"اصابات"})


def harm_of(act: Act, chunks: Sequence[Chunk], scene: Scene, discourse: Discourse) -> tuple[Harm, ...]:
    """The harm of an act: of its own roles and of the words of harm that follow from it, in the order of the text."""
    reader = _HarmReader(act, chunks, scene, discourse)
    reader.own()
    for before, predication in zip([None, *act.harms], act.harms, strict=False):
        reader.read(predication, before)
    reader.results()
    reader.parts()
    return _in_order(reader.summed())


def _in_order(found: Sequence[Harm]) -> tuple[Harm, ...]:
    """The items as the text has them, `of` with them."""
    if len(found) < 2:
        return tuple(found)
    order = sorted(range(len(found)), key=lambda index: (found[index].span[0], -found[index].span[1]))
    place = {index: at for at, index in enumerate(order)}
    return tuple(
        structs.replace(item, of=None if item.of is None else place[item.of]) for item in map(found.__getitem__, order)
    )


class _HarmReader:
    """Collects the harm of one act; no chunk is counted twice."""

    def __init__(self, act: Act, chunks: Sequence[Chunk], scene: Scene, discourse: Discourse) -> None:
        self._act, self._chunks, self._scene = act, chunks, scene
        self._stretch = Stretch(chunks, scene)
        self._tally = Tally(act, self._stretch, VictimReader(act, chunks, scene, discourse))

    @property
    def _told(self) -> tuple[Predication, ...]:
        return (self._act.main, *self._act.parts, *self._act.supports)

    def summed(self) -> list[Harm]:
        """All that was counted, lists with their sums."""
        return add_up(list(map(Counted, self._tally.found, self._tally.runs)), self._scene.text)

    # ---- what is read

    def own(self) -> None:
        """People in the act's own roles (victims of a killing, an arrest), and counted nouns that state harm."""
        main = self._act.main
        if main.sort != "act" or main.kind is None:
            return
        kind = main.kind.harm or _FRAME_HARM.get(main.kind.frame)
        self._cases(main.head, kind)
        if kind is not None:
            self._of_roles(main, main.kind, kind)
        elif main.kind.frame == "discover":
            self._discovered(main)
        for predication in self._told:
            self._stated(predication, kind if kind == "killed" else None)

    def _stated(self, predication: Predication, kind: str | None) -> None:
        """Counted people whose nouns state harm in an act's own words, each with its parts."""
        part = False
        for at in range(predication.head + 1, predication.end):
            chunk = self._chunks[at]
            part = part or (self._tally.total is not None and self._stretch.part(at))
            if self._tally.ranks(at) or chunk.sort != "people":
                continue
            stated = chunk.value.counted and STATED & set(chunk.value.harms) and not self._stretch.aside(at)
            if stated or part:
                self._tally.people(at, kind, part=part)

    def _of_roles(self, main: Predication, entry: Kind, kind: str) -> None:
        if not self._by_pronoun(main):
            for chunk in (*self._act.roles.victims, *self._act.roles.patients):
                self._role(chunk, kind)
        if not self._tally.found and FRAMES[entry.frame].object == "victim":
            self._unmarked(main, kind)

    def _discovered(self, main: Predication) -> None:
        """Bodies that were found, or that what was found holds («مقبرة تضم رفات 40 شخصا»)."""
        for chunk in (*self._act.roles.victims, *self._act.roles.patients):
            self._role(chunk, None)
        holding = self._stretch.holding(main.head)
        if not self._tally.found and holding is not None:
            self._scan(holding + 1, self._stretch.clause_end(holding + 1), None)

    def _by_pronoun(self, main: Predication) -> bool:
        """Whether a verb's object is a pronoun («اختطفته مجموعة»), so that the people after it did it."""
        raw, form = self._stretch.raw(main.head), self._scene.form(self._chunks[main.head].last)
        return main.shape == "verb" and (raw.endswith(("ته", "وه")) or form.endswith(("هما", "تهم", "وهم")))

    def _role(self, chunk: Chunk, kind: str | None) -> None:
        at = self._chunks.index(chunk)
        before, among = self._stretch.at(at - 1), self._stretch.at(at - 2)
        part = self._stretch.part(at - 1) or self._stretch.part(at - 2)
        part = part or (chunk.clitic == "و" and bool(self._tally.found) and self._tally.found[-1].of is not None)
        partitive = before is not None and before.grammar("prepositions") == "من"
        told = partitive and among is not None and among.first in self._tally.used
        if self._stretch.beside(at) or (told and not part):
            return
        if chunk.sort == "people":
            slain = kind == "killed" and self._act.main.frame == "kill" and not chunk.clitic  # «تصفية 11 جريحا»
            self._tally.people(at, kind, part, certain=slain)
        elif chunk.sort == "number" and kind is not None:
            self._tally.number(at, kind)
        elif chunk.sort == "actor" and kind is not None and chunk in self._act.roles.victims:
            self._tally.actor(at, kind)

    def _unmarked(self, main: Predication, kind: str) -> None:
        """People of an act that no role holds: a nationality's, a number's, a relative verb's, a pronoun's."""
        for at in range(main.head + 1, main.end):
            if self._chunks[at].sort == "affiliation" and self._chunks[at] not in self._act.roles.agents:
                self._tally.national(at, kind)
            elif self._chunks[at].sort == "number" and not self._tally.found:
                self._tally.number(at, kind)
        told_of = self._stretch.told_of(main.head + 1)
        if not self._tally.found and told_of is not None and self._chunks[told_of] not in self._act.roles.agents:
            self._tally.people(told_of, kind)
        if not self._tally.found:
            self._tally.pronoun(main, kind)
        self._behind_doers(main, kind)

    def _behind_doers(self, main: Predication, kind: str) -> None:
        """«اغتال مجهولون رئيس البلدية», «قتل مسلحون المدعو …»: one victim, told by an office or a name."""
        for doer in () if self._tally.found or not main.verbal else self._act.roles.agents:
            at = self._chunks.index(doer) + 1
            at += self._chunks[at].grammar("force_adjectives") is not None if at < main.end else 0
            if main.head < at < main.end and self._stretch.titled(at) and not self._chunks[at].clitic:
                self._tally.append(kind, self._chunks[at], (), (1, 1))
                return

    def read(self, predication: Predication, before: Predication | None) -> None:
        """The people that a word of harm governs; `before` is the word of harm that stands before it."""
        head, count = predication.head, len(self._tally.found)
        self._tally.run = head
        self._cases(head, predication.kind.harm if predication.kind else None)
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
            self._tally.used.add(doer.first)
        if predication is self._act.main:
            self._tally.used.update(chunk.first for chunk in self._act.roles.agents)
        if not self._rises_to(predication, kind):
            self._scan(head if self._chunks[head].sort == "people" else head + 1, predication.end, kind, head=head)
        if len(self._tally.found) == count and kind is not None:
            self._soldiers_before(predication, kind)
        following = self._stretch.at(head + 1)
        unsaid = len(self._tally.found) == count or (following is not None and following.clitic == "و")
        dying = kind == "wounded" and any(harm.kind == "killed" for harm in self._tally.found)
        if unsaid and kind is not None and not dying:
            self._tally.pronoun(predication, kind)
        if len(self._tally.found) == count:
            self._by_noun_alone(head, kind)
        if kind == "killed" and predication is self._act.main:
            self._behind_doers(predication, kind)

    def _soldiers_before(self, predication: Predication, kind: str) -> None:
        """«إن جنودا قتلوا في انفجار»: soldiers before a verb in the plural that has no object."""
        at, following = predication.subject, self._stretch.at(predication.head + 1)
        if at is None or self._chunks[at].sort != "actor" or not predication.verbal:
            return
        soldiers = self._chunks[at].rule == "actor.generic" or self._scene.grammar(self._chunks[at].first, "members")
        ends = following is None or following.clitic == "ب" or following.among(_BEHIND_PASSIVES)
        if ends and soldiers and self._scene.form(self._chunks[predication.head].last).endswith("وا"):
            self._tally.actor(at, kind)

    def _cases(self, head: int, kind: str | None) -> None:
        """«97 حالة قتل», «212 حالة اختطاف»: cases counted before the noun that names them."""
        before = self._stretch.at(head - 1)
        counted = before is not None and before.sort == "number" and self._stretch.joined(head)
        if before is not None and counted and kind is not None and self._stretch.forms(head) & _CASES:
            self._tally.append(kind, before, (), (before.value.low, before.value.high))

    def _by_noun_alone(self, head: int, kind: str | None) -> None:
        """«خسائر», «إصابات بقصف», «إصابة جراء القصف»: a noun of harm that tells no more of those harmed."""
        if "خساير" in self._stretch.forms(head):
            self._tally.append("killed_or_wounded", self._chunks[head], self._bearers(), (2, None))
            return
        if kind != "wounded":
            return
        following = self._stretch.at(head + 1)
        caused = following is not None and (following.clitic == "ب" or following.grammar("cause") is not None)
        if self._stretch.forms(head) & _INJURIES:
            self._tally.append("wounded", self._chunks[head], (), (2, None))
        elif caused and self._scene.form(self._chunks[head].first) == "اصابه" and self._stretch.raw(head).endswith("ة"):
            self._tally.append("wounded", self._chunks[head], (), (1, 1))

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
        own = self._scene.form(self._chunks[before.head].last).endswith(("ا", "هم"))  # «قتلا وجرح خمسة»
        own = own or before.subject is not None  # «إن جنديا قتل وأصيب اثنان»
        return adjacent and not own and not self._stretch.raw(before.head).endswith("ه")

    def _bearers(self) -> tuple[str, ...]:
        """Who had losses («تكبد الطرفان خسائر بشرية»)."""
        sides = any(chunk.grammar("sides") is not None for chunk in self._act.roles.agents)
        return self._tally.victims.both_sides() if sides else self._tally.victims.loser()

    def results(self) -> None:
        """What follows a word of result that has no word of harm after it («راح ضحيتها مئة مدني», «قُتل فيها 14»)."""
        head = self._act.main.head
        if head and fell_victim(self._scene.words, self._chunks[head - 1]):
            self._tally.run = head
            self._scan(head + 1, self._stretch.clause_end(head + 1), "killed")
        if "result" not in self._scene.sorts:
            return
        for predication in (*self._told, *self._act.harms):
            for at in range(predication.head + 1, min(predication.end + 1, len(self._chunks))):
                if self._chunks[at].sort == "lex" and self._chunks[at].grammar("result") is not None:
                    self._tally.run = at
                    self._scan(at + 1, self._stretch.clause_end(at + 1), self._stretch.named(at))
                    self._inflicted(at)

    def _inflicted(self, at: int) -> None:
        """«كبدت التنظيم عشرين قتيلا»: whose men they are, right behind a verb of inflicting losses."""
        party = self._stretch.at(at + 1)
        bearing = party is not None and party.sort == "actor" and "كبد" in self._scene.form(self._chunks[at].first)
        if bearing and party is not None and self._tally.found and not self._tally.found[-1].victims:
            whose = self._tally.victims.of_party(party)
            self._tally.found[-1] = structs.replace(self._tally.found[-1], victims=whose)

    def parts(self) -> None:
        """Parts of the total that stand after the act that caused it («… نتيجة القصف، بينهم ثلاث نساء»)."""
        if self._tally.total is None:
            return
        kind, begun = self._tally.found[self._tally.total].kind, False
        for predication in self._told:
            for at in range(predication.head + 1, predication.end):
                begun = begun or self._stretch.part(at)
                if begun and self._chunks[at].sort == "people":
                    self._tally.people(at, kind, part=True)

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
            elif self._tally.ranks(at) or self._did_it(chunk):
                continue
            elif chunk.sort == "people":
                if at == head or part or self._with_victims(at) or not self._stretch.aside(at):
                    self._tally.people(at, None if self._counted_apart(at, head) else kind, part=part)
            elif chunk.sort == "number" and kind:
                self._tally.number(at, kind, part)
            elif kind and (at == head + 1 or (chunk.sort == "affiliation" and self._chunks[at - 1].sort == "actor")):
                self._tally.single(at, kind)

    def _counted_apart(self, at: int, head: int) -> bool:
        """«قتيلان وثمانية معتقلين»: beside people whose noun states their harm, others whose noun states another."""
        if head < 0 or at == head or self._chunks[head].sort != "people":
            return False
        return bool(set(self._chunks[at].value.harms) - set(self._chunks[head].value.harms))

    def _with_victims(self, at: int) -> bool:
        """«قتل قيادي مع اثنين من مرافقيه», «لقي قيادي مصرعه مع …»: people counted beside a victim share the harm."""
        before, victim = self._stretch.at(at - 1), self._stretch.at(at - 2)
        if victim is not None and victim.sort == "lex":
            victim = self._stretch.at(at - 3)
        mention = self._chunks[at].value
        if before is None or victim is None or not (mention.counted or mention.high == 1):
            return False
        return before.grammar("prepositions") == "مع" and victim.first in self._tally.used

    def _open_part(self, at: int, kind: str | None) -> bool:
        """Take up «بينهم»; «منهم» behind a number belongs to it, «أحدهم» is one itself, «جميعهم» tells who all are."""
        chunk, before, following = self._chunks[at], self._stretch.at(at - 1), self._stretch.at(at + 1)
        if following is not None and following.sort == "people":
            return not self._stretch.forms(at) & _ALL
        if self._stretch.forms(at) & {"منهم", "منهن"} and before is not None and before.sort == "number":
            return False
        if chunk.grammar("one_of") is not None and kind is not None:
            self._tally.append(kind, chunk, self._tally.plural_before(at), (1, 1), part=True)
            return False
        return True
