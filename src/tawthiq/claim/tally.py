"""The tally of an act's harm: people, numbers, parties and pronouns made into items, each chunk counted once."""

from msgspec import structs

from tawthiq.claim.acts import Act
from tawthiq.claim.harmed import MOVED, Stretch, kind_of
from tawthiq.claim.predications import Predication
from tawthiq.claim.roles import Roles
from tawthiq.claim.victims import VictimReader
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.counts import Bounds
from tawthiq.mention.quantities import PeopleMention
from tawthiq.model import Harm, HarmKind

_ORDINALS = frozenset({"ثان", "ثانيه", "ثالث", "ثالثه", "رابع", "رابعه", "خامس", "خامسه", "سادس"})
_AMONG = frozenset({"صفوف", "بين"})
_WITH_TA = frozenset({"اصابه", "وفاه"})  # «اصابه» may be a careless «إصابة»
_ONE = frozenset({"جندي", "عنصر", "مقاتل", "ضابط", "قيادي", "مسلح", "عسكري", "قائد"})


class Tally:
    """The items of harm of one act.

    `run` is the word of harm that is being read, `total` the last item that is no part of another, `used` the first
    words of the chunks that are counted.
    """

    def __init__(self, act: Act, stretch: Stretch, victims: VictimReader) -> None:
        self._act, self._stretch, self.victims = act, stretch, victims
        self._chunks, self._scene = stretch.chunks, stretch.scene
        self.found: list[Harm] = []
        self.runs: list[int] = []
        self.run = -1
        self.used: set[int] = set()
        self.total: int | None = None

    def people(self, at: int, kind: str | None, part: bool = False, certain: bool = False) -> None:
        """Count people by the harm that their noun states, else by the one that governs them (always if `certain`)."""
        chunk = self._chunks[at]
        mention: PeopleMention = chunk.value
        if chunk.first in self.used or self._stretch.refers(at, kind, bool(self.found)):
            return
        total = self.found[self.total].kind if part and self.total is not None else None
        if kind in MOVED and mention.others and not mention.counted and not self.found:
            return
        spread = self._stretch.spread(at)
        governing = self._stretch.reckoned(at) or total or kind
        harm = kind if certain else "killed_or_wounded" if spread else kind_of(mention, governing)
        if harm is None:
            return
        body = self._stretch.bodies(at)
        self.used.update(other.first for other in (spread, body) if other)
        low, high = (body or chunk).value.low, (body or chunk).value.high
        if mention.counted:
            low, high = mention.low, mention.high
        elif self._stretch.between(at):
            low, high = 2, None
        one = self._scene.grammar(chunk.first, "one_of")  # «أحد الكوادر»
        if mention.people and mention.people[0].unit and (low, high) == (1, 1) and not one:
            low, high = 2, None
        victims = self.victims.of(chunk) or (self.victims.of_body(body) if body else ())
        if not victims and mention.others:
            victims = self.before()
        if not victims and kind == "lost":
            victims = self.victims.loser()
        self.append(harm, chunk, victims, (low, high), total in (harm, "killed_or_wounded"), body)

    def number(self, at: int, kind: str, part: bool = False) -> None:
        """Count people told by a number alone."""
        chunk, before = self._chunks[at], self._stretch.at(at - 1)
        if chunk.first in self.used or not self._stretch.counts_people(at):
            return
        mention: PeopleMention = chunk.value
        apposed = before is not None and before.first in self.used and self._stretch.joined(at) and not chunk.clitic
        if apposed and mention.low == self.found[-1].min:
            self.found[-1] = structs.replace(self.found[-1], max=mention.high)
            return
        kind, bounds = self._stretch.reckoned(at) or kind, (mention.low, mention.high)
        if self._stretch.exceeded(at):
            bounds = (mention.low, None)
        of_them = self._stretch.joined(at + 1) and self._stretch.part(at + 1)
        part = part or (of_them and self.total is not None and self.found[self.total].kind == kind)
        victims = self.plural_before(at) if of_them else ()
        self.append(kind, chunk, victims, bounds, part)

    def actor(self, at: int, kind: str) -> None:
        """Armed people named by their party («عناصر من التنظيم», «جندي من الجيش»)."""
        chunk = self._chunks[at]
        single = self._scene.form(chunk.first).removeprefix("ال") in _ONE
        self.append(kind, chunk, self.victims.of_party(chunk), (1, 1) if single else (2, None))

    def single(self, at: int, kind: str) -> None:
        """What may stand right after a word of harm besides people: a force, a nationality, «ثالث»."""
        chunk = self._chunks[at]
        force = chunk.rule in ("actor.composed", "actor.generic") and chunk.value.service == "forces"
        if chunk.sort == "actor" and not chunk.clitic and force:
            self.actor(at, kind)
        elif chunk.sort == "affiliation" and not chunk.clitic:
            self.national(at, kind)
        elif chunk.sort == "word" and self._scene.form(chunk.first) in _ORDINALS and self._stretch.joined(at):
            self.append(kind, chunk, self.before(), (1, 1))
        elif kind in ("killed", "wounded", "detained", "abducted"):
            for first, last in self._stretch.names(at):
                self.append(kind, self._chunks[first], (), (1, 1), to=self._chunks[last])

    def before(self) -> tuple[str, ...]:
        """The victims that «آخرون», «ثالث» come on top of."""
        return self.found[self.total].victims if self.total is not None else ()

    def national(self, at: int, kind: str) -> None:
        """«مقتل إسرائيلي», «أوقفت سوريين»: people named by their nationality alone."""
        chunk, before = self._chunks[at], self._chunks[at - 1]
        form = self._scene.form(chunk.first)
        qualifies = before.sort in ("object", "means", "word", "people") or before.grammar("prepositions") is not None
        if form.startswith("ال") or qualifies:
            return
        dual = form.endswith("ان") or any(word.form.endswith("هما") for word in self._scene.words[chunk.last + 1 :])
        several: Bounds = (2, 2) if dual else (2, None)
        bounds: Bounds = several if form.endswith(("ين", "ون", "ان")) else (1, 1)
        self.append(kind, chunk, self.victims.of_nation(chunk), bounds)

    def ranks(self, at: int) -> bool:
        """«من الطرفين», «في صفوف المدنيين»: whose people the items before are, where their own words do not say."""
        chunk = self._chunks[at]
        if "sides" in self._scene.sorts and chunk.grammar("sides") is not None:
            victims = self.victims.both_sides()
        elif not self.found or chunk.sort not in ("actor", "people") or self._stretch.forms(at - 1).isdisjoint(_AMONG):
            return False
        else:
            victims = self.victims.of_party(chunk) if chunk.sort == "actor" else self.victims.of(chunk)
        for index in range(len(self.found) - 1, -1, -1):
            if self.found[index].victims not in ((), ("combatants",)) or not victims:
                break
            self.found[index] = structs.replace(self.found[index], victims=victims)
        return True

    def pronoun(self, predication: Predication, kind: str) -> None:
        """Harm by pronoun: «إصابته بجروح», «اختطفهما», «ثمانية … قضوا»."""
        chunk, raw = self._chunks[predication.head], self._stretch.raw(predication.head)
        form = self._scene.form(chunk.last)
        people = [c for c in self._chunks[: predication.head] if c.sort == "people" and c.rule != "quantity.others"]
        people.sort(key=lambda c: (c not in self._act.roles.agents, c.first))
        several = next((c for c in reversed(people) if c.value.high != 1), None)
        single = next((c for c in reversed(people) if c.value.high == 1), None)
        plural = form.endswith("هم") or (form.endswith("وا") and predication.shape == "passive")
        own = raw.endswith("ه") and (form.endswith(("ته", "وه")) or predication.verbal or form not in _WITH_TA)
        antecedent = self._stretch.antecedent(predication)
        if antecedent is not None:
            self.people(antecedent, kind)
        elif form.endswith("هما"):
            self.append(kind, chunk, self.victims.of(several) if several else (), (2, 2))
        elif plural and several is not None and several.first not in self.used:
            self.append(kind, chunk, self.victims.of(several), (several.value.low, several.value.high))
        elif own and single is not None and single.first not in self.used:
            self.append(kind, chunk, self.victims.of(single), (1, 1))

    def plural_before(self, at: int) -> tuple[str, ...]:
        """The victims that «منهم», «أحدهم» are among: those of the item before, else the people or party acted on."""
        if self.total is not None:
            return self.found[self.total].victims
        for act in (self._act, self._act.follows):
            roles = act.roles if act is not None else Roles()
            for chunk in (*roles.victims, *roles.patients, *roles.objects):
                if chunk.sort == "people" and self._chunks.index(chunk) < at:
                    return self.victims.of(chunk)
                if chunk.sort == "actor":
                    return self.victims.of_party(chunk)
        return ()

    def append(
        self,
        kind: str,
        chunk: Chunk,
        victims: tuple[str, ...],
        bounds: Bounds,
        part: bool = False,
        to: Chunk | None = None,
    ) -> None:
        """Add an item once; `to` is the chunk that its words run to."""
        if chunk.first in self.used:
            return
        self.used.add(chunk.first)
        start, end = chunk.span(self._scene.words)
        end = self._scene.words[to.last].end if to else end
        total = self.total if part else None
        harm_kind: HarmKind = kind  # type: ignore[assignment]
        self.runs.append(self.run)
        self.found.append(Harm(harm_kind, victims, *bounds, total, self._scene.text[start:end], (start, end)))
        if not part:
            self.total = len(self.found) - 1
