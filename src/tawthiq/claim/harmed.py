"""What the words around people say of their harm: kind, parts of a total, and who only stands beside what is told."""

from collections.abc import Sequence

from tawthiq.claim.predications import Predication
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.quantities import PeopleMention
from tawthiq.mention.scene import Scene
from tawthiq.model import HarmKind

MOVED = frozenset({"evacuated", "displaced", "detained", "captured", "abducted"})
STATED = frozenset({"killed", "wounded", "missing", "killed_or_wounded"})
_NAMES: dict[HarmKind, frozenset[str]] = {
    "killed": frozenset({"قتلي", "شهداء", "وفيات", "ضحايا", "قتل", "حياه", "ارواح", "ضحيتها", "ضحيته"}),
    "wounded": frozenset({"جرحي", "مصابين", "اصابات", "اصيب", "جرح"}),
}
_IN_IT = frozenset({"فيها", "فيه", "خلالها", "خلاله", "اثرها", "اثره", "جراءها", "جراءه"})
_UNITS = frozenset(
    "محافظه محافظات ولايه ولايات مديريه مديريات محليه قريه قري منطقه "
    "عام عاما سنه سنوات اعوام شهر شهرا اشهر يوم يوما ايام ساعه ساعات مره مرات طوابق متر مترا كيلومترا".split()
)
_BESIDE = frozenset({"امام", "قرب", "بجانب", "بحضور", "وسط", "لدي", "عند", "برفقه", "رفقه", "مثل", "ضد", "بحق"})
_TOTALS = frozenset({"عدد", "حصيله", "اعداد", "عداد"})
_EVERYDAY = frozenset({"depart", "administer"})
_WAS = frozenset({"كان", "كانت", "كانا", "كانوا", "كن"})
_INSERTED = 5
_HOLDING = frozenset({"تضم", "يضم", "ضمت", "ضم", "تحوي", "يحوي", "تحتوي", "يحتوي"})
_FELL = frozenset({"استشهد", "استشهدت", "ارتقي", "ارتقت"})
_PERSONS = frozenset({"official", "named_person", "medical", "correspondent", "activists"})
_BROKEN_PLURALS = frozenset({"قاده", "ضباط", "قيادات", "زعماء", "اطباء", "نشطاء", "خطباء", "رؤساء", "وزراء", "طاقم"})
_TENSE = frozenset({"قد"})
_PLURAL = ("ون", "ين", "ات")
_DEGREES = frozenset("طفيفه خطيره بليغه بالغه مباشره خطره متوسطه حرجه عديده جديده اخري".split())
_EXCEEDING = frozenset({"تجاوز", "تجاوزت", "يتجاوز", "تتجاوز", "فاق", "يفوق", "تخطي", "يتخطي", "جاوز"})
_OPENERS = frozenset({"relative", "complement", "clause_verbs"})
_BLOWS = frozenset({"strike", "raid", "explode"})
_THEY = frozenset({"هم", "وهم", "هما", "وهما", "هن"})
_ONE_OF_TWO = frozenset({"احدهما", "احداهما"})


def _tells(chunk: Chunk) -> bool:
    """Whether a word tells an act; a verb of everyday life tells none by itself («كان قد خرج من متجره»)."""
    return any(sense.sort == "trigger" and sense.entry.frame not in _EVERYDAY for sense in chunk.senses)


class Stretch:
    """The chunks of a sentence, asked about by index."""

    def __init__(self, chunks: Sequence[Chunk], scene: Scene) -> None:
        self.chunks, self.scene = chunks, scene

    def at(self, index: int) -> Chunk | None:
        """The chunk at an index, None beyond the sentence."""
        return self.chunks[index] if 0 <= index < len(self.chunks) else None

    def forms(self, at: int) -> set[str]:
        """The words of a chunk without «و» and the article."""
        if not 0 <= at < len(self.chunks):
            return set()
        words = self.scene.words[self.chunks[at].first : self.chunks[at].last + 1]
        return {word.form.removeprefix("و").removeprefix("ال") for word in words}

    def raw(self, at: int) -> str:
        """A chunk's last word as written, so that «ة» is told from «ه»."""
        word = self.scene.words[self.chunks[at].last]
        return self.scene.text[word.start : word.end]

    def joined(self, at: int) -> bool:
        """Whether a chunk stands right after the one before it."""
        chunk = self.at(at)
        return chunk is not None and self.scene.joined(chunk.first)

    # ---- clauses

    def closes(self, at: int) -> bool:
        """Whether a word opens a clause that tells nothing of the harm."""
        chunk = self.chunks[at]
        if chunk.sort == "word" and self.forms(at) & _WAS:
            return True
        if chunk.sort != "lex":
            return False
        if chunk.among(_OPENERS):
            return True
        return chunk.grammar("cause") is not None and chunk.grammar("prepositions") is None

    def clause_end(self, at: int) -> int:
        """The first chunk from an index on that begins another clause or another act."""
        for index in range(at, len(self.chunks)):
            chunk = self.chunks[index]
            opens = chunk.grammar("parallel") is not None or chunk.grammar("complement") is not None
            tells = _tells(chunk) or chunk.has("reporting", "past", "present")
            if chunk.sort == "lex" and (opens or tells) and not self.part(index):
                return index
        return len(self.chunks)

    def told_of(self, at: int) -> int | None:
        """The people before a verb with no «و» that goes on about them («ثمانية من مقاتليه قضوا في …»)."""
        for index in range(at, min(at + 12, len(self.chunks))):
            chunk = self.chunks[index]
            if chunk.sort == "lex" and _tells(chunk):
                people = [i for i in range(at, index) if self.chunks[i].sort == "people" and not self.aside(i)]
                return people[-1] if people and not chunk.clitic else None
        return None

    def first(self, predication: Predication) -> int:
        """Where a verb's people begin: before «بينهم …» that stands between them and the verb."""
        first = predication.start if predication.subject is None else predication.subject
        colons = [
            i for i in range(first + 1, predication.head + 1) if ":" in self.scene.words[self.chunks[i].first].gap
        ]
        first = colons[-1] if colons else first
        return min(first, self._before_part(predication))

    def _before_part(self, predication: Predication) -> int:
        """The total before a part that is set in between («ثمانية، بينهم طفلان، قُتلوا»), else the verb itself."""
        head = predication.head
        if self.chunks[head].clitic or not self.scene.form(self.chunks[head].last).endswith("وا"):
            return head
        for part in range(head - 1, max(0, head - _INSERTED), -1):
            total = self.at(part - 1)
            if self.part(part) and total is not None and total.sort in ("people", "number"):
                return part - 1
        return head

    # ---- people

    def part(self, at: int) -> bool:
        """Whether a word begins a part of a total («بينهم», «أحدهم»)."""
        chunk = self.at(at)
        if chunk is None or chunk.sort not in ("lex", "word"):
            return False
        if chunk.sort == "lex":
            return chunk.grammar("part") is not None and chunk.grammar("addition") is None
        following = self.at(at + 1)
        people = following is not None and following.sort == "people" and not following.clitic
        if people and self.scene.form(chunk.first) in _THEY and "،" in self.scene.words[chunk.first].gap:
            return True
        return not self.forms(at).isdisjoint(_ONE_OF_TWO)

    def aside(self, at: int) -> bool:
        """Whether people only stand beside what is told: under a preposition, after a thing that is theirs."""
        chunk, before = self.chunks[at], self.at(at - 1)
        if chunk.clitic.endswith(("ب", "ل", "ك")) or self.beside(at):
            return True
        if before is None or chunk.clitic:
            return False
        if before.sort in ("object", "means") and self.joined(at):
            verb = self.at(at - 2)
            governed = verb is None or verb.sort != "lex" or verb.grammar("prepositions") is not None
            return governed or bool(before.clitic)
        preposition = before.grammar("prepositions") if before.sort == "lex" else None
        if preposition is None or before.grammar("result") is not None or self.forms(at - 1) & _IN_IT:
            return False
        if preposition == "بين" and self._harmful(at - 2):
            return False
        if preposition in ("عن", "إلى") and (STATED & set(chunk.value.harms) or self._counting(at)):
            return False
        return not self.part(at - 2)

    def _harmful(self, at: int) -> bool:
        """Whether a noun of harm stands there («إصابات بين المدنيين»)."""
        chunk = self.at(at)
        senses = chunk.of("trigger") if chunk is not None else ()
        return any(sense.shape == "noun" and sense.entry.frame == "harm" and sense.entry.harm for sense in senses)

    def acted_on(self, predication: Predication) -> bool:
        """Whether people stand behind a verb as what it was done to, so that its subject did it."""
        if predication.shape != "verb":
            return False
        for at in range(predication.head + 1, predication.end):
            if self.closes(at) or self.part(at):
                return False
            chunk = self.chunks[at]
            if at == predication.head + 1 and chunk.sort == "object" and not chunk.clitic:
                return True
            others = chunk.sort == "people" and not chunk.value.harms and not chunk.clitic
            if others and not self.aside(at) and not self.fires(at):
                return True
        return False

    def fires(self, at: int) -> bool:
        """Whether the weapon right before people is theirs («قتل شرطي برصاص مجهولين»)."""
        weapon = self.at(at - 1)
        return weapon is not None and weapon.sort == "means" and weapon.clitic.endswith("ب") and self.joined(at)

    def doer(self, predication: Predication) -> int:
        """The people right behind a verb who did it to those after them («قتل قناص ممرضا»), else -1."""
        at = predication.head + 1
        doer, other = self.at(at), self.at(at + 1)
        if predication.shape != "verb" or doer is None or other is None:
            return -1
        both = doer.sort == other.sort == "people" and not doer.clitic and not other.clitic and self.joined(at + 1)
        return at if both and not other.value.harms and self.bodies(at) is None else -1

    def beside(self, at: int) -> bool:
        """Whether an adverb of place leads to people («أمام أطفاله»)."""
        word = self.chunks[at].first - 1
        return self.joined(at) and self.scene.form(word) in _BESIDE

    def _counting(self, at: int) -> bool:
        return any(self.forms(index) & _TOTALS for index in range(max(0, at - 3), at))

    def counts_people(self, at: int) -> bool:
        """Whether a number alone counts people: no other noun stands behind it, and it is no age or duration."""
        chunk, following = self.chunks[at], self.at(at + 1)
        one = chunk.first == chunk.last and self.forms(at) & {"واحد", "واحده", "احد", "احده"}
        if chunk.clitic.endswith(("ل", "ب")) or one:
            return False
        if following is None or following.clitic or not self.joined(at + 1):
            return True
        if self.scene.form(following.first) in _UNITS or following.sort in ("means", "object", "place", "number"):
            return False
        if _names_case(following) or _names_blow(following):
            return False
        before = self.at(at - 1)
        governed = before is not None and (
            before.has("trigger")
            or before.has("pair")
            or before.grammar("prepositions") is not None
            or before.sort == "actor"
        )
        return following.sort != "word" or governed or bool(chunk.clitic)

    def bodies(self, at: int) -> Chunk | None:
        """Whose bodies are counted: the people right after («جثث 11 مدنيا», «جثة شاب», «12 جثة لمدنيين»)."""
        following = self.at(at + 1)
        if "killed" not in self.chunks[at].value.harms or following is None or following.sort != "people":
            return None
        return following if following.clitic in ("", "ل") and self.joined(at + 1) else None

    def rises(self, at: int) -> bool:
        """Whether a word says that a toll went up."""
        return any(form.startswith(("ارتفع", "ارتفاع", "ترتفع", "يرتفع")) for form in self.forms(at))

    def between(self, at: int) -> bool:
        """«أوقعوا أفرادها بين قتيل وجريح»: whether nouns of both harms tell what came of people before."""
        return bool(self.forms(at - 1) & {"بين"}) and {"killed", "wounded"} <= set(self.chunks[at].value.harms)

    def spread(self, at: int) -> Chunk | None:
        """«العشرات بين قتيل وجريح»: the people nouns that tell the kind of the number before."""
        between, nouns = self.at(at + 1), self.at(at + 2)
        if between is None or nouns is None or nouns.sort != "people" or "killed" not in nouns.value.harms:
            return None
        return nouns if between.grammar("prepositions") == "بين" else None

    def holding(self, head: int) -> int | None:
        """The verb that tells what a find holds («مقبرة يعتقد أنها تضم رفات 30»)."""
        verbs = (i for i in range(head + 1, len(self.chunks)) if self.forms(i) & _HOLDING)
        return next(verbs, None)

    def antecedent(self, predication: Predication) -> int | None:
        """The people whom a verb right behind them tells the end of («جنديين قضيا», «مسعفين كانوا قد قضوا»)."""
        at = predication.head - 1
        while at > 0 and (self.forms(at) & _WAS or self.forms(at) <= _TENSE or self.chunks[at].grammar("relative")):
            at -= 1
        before = self.at(at)
        if predication.shape not in ("passive", "verb") or self.chunks[predication.head].clitic or before is None:
            return None
        clause = any(self.scene.words[self.chunks[i].first].gap.strip() for i in range(at + 1, predication.head + 1))
        form = self.scene.form(self.chunks[predication.head].last)
        fits = before.sort == "people" and (before.value.high == 1) != form.endswith(("وا", "ا"))
        return at if fits and not clause else None

    def names(self, at: int) -> list[tuple[int, int]]:
        """Who is named right behind a noun of death, from chunk to chunk («استشهاد س ص وع ف», «مقتل المدعو س»)."""
        found: list[tuple[int, int]] = []
        head = self.chunks[at - 1]
        if not head.has("trigger", "noun") and self.scene.form(head.last) not in _FELL:
            return found
        titled, first = self.titled(at), at
        while (last := max(self._name_end(first), at if titled and not found else -1)) > first or (
            titled and not found
        ):
            found.append((first, last))
            first = last + 1
            if not self.chunks[first : first + 1] or (not self.chunks[first].clitic and not self._conjoined(first)):
                break
        return found

    def titled(self, at: int) -> bool:
        """Whether a chunk is the title or the office of one person («المدعو», «القيادي», «مدير المستشفى»)."""
        chunk = self.chunks[at]
        senses = chunk.senses if chunk.sort == "speaker" else ()
        person = any(sense.sort == "speaker" and sense.entry.type in _PERSONS for sense in senses)
        form = self.scene.bare_form(chunk.first, chunk.clitic)
        return person and not form.endswith(_PLURAL) and form.removeprefix("ال") not in _BROKEN_PLURALS

    def _conjoined(self, at: int) -> bool:
        """Whether a chunk is one more name: an unknown word with «و»."""
        return self.chunks[at].sort == "word" and self.scene.form(self.chunks[at].first).startswith("و")

    @staticmethod
    def _may_name(chunk: Chunk) -> bool:
        return chunk.sort in ("word", "speaker") or chunk.grammar("name_starts") is not None

    def _name_end(self, first: int) -> int:
        """The last of the unknown words that stand together from a chunk on, -1 where there is none."""
        last = first - 1
        while (chunk := self.at(last + 1)) is not None and self._may_name(chunk) and self.joined(last + 1):
            form = self.scene.form(chunk.first)
            if last < first and chunk.sort == "speaker" and not self.titled(first):
                break
            plural = last < first and (form.endswith(_PLURAL) or form in _DEGREES)
            other = self.scene.words[chunk.first].sort != "word" or (last >= first and form.startswith("و"))
            if plural or other or len(form) < 3:
                break
            last += 1
        return last

    # ---- kinds

    def reckoned(self, at: int) -> str | None:
        """The harm that a count is a count of («عدد الجرحى 30», «ستة في عداد المفقودين»)."""
        last = self.chunks[at].last
        if [self.scene.form(last + 1), self.scene.form(last + 2)] == ["في", "عداد"]:
            return "missing" if self.scene.form(last + 3).startswith("المفقود") else None
        for index in range(at - 1, max(-1, at - 4), -1):
            chunk = self.chunks[index]
            if chunk.sort == "people" and chunk.value.harms and not chunk.value.counted:
                return kind_of(chunk.value, None) if self.scene.form(chunk.first - 1).lstrip("و") in _TOTALS else None
            if chunk.sort in ("people", "number", "place"):
                return None
        return None

    def exceeded(self, at: int) -> bool:
        """Whether a verb says that a count is more («تجاوز عدد الجرحى المئة»)."""
        return any(self.forms(index) & _EXCEEDING for index in range(max(0, at - 4), at))

    def named(self, at: int) -> HarmKind | None:
        """The harm that a word of counting or of result names itself («حصيلة القتلى», «أودى بحياة»)."""
        forms = {form for word in self.forms(at) for form in (word, word.removeprefix("ب"))}
        return next((kind for kind, nouns in _NAMES.items() if forms & nouns), None)

    def predicate(self, predication: Predication) -> str | None:
        """The harm named by a noun with no count in the stretch («حصيلة القتلى إلى 112», «سقطوا قتلى»)."""
        for at in range(predication.head + 1, predication.end):
            chunk = self.chunks[at]
            if chunk.sort == "people" and chunk.value.harms and not chunk.value.counted and not chunk.clitic:
                return kind_of(chunk.value, None)
        return None

    def refers(self, at: int, kind: str | None, after_subject: bool) -> bool:
        """Whether people are only those told of before («الجرحى»), or say what became of a subject («سقطوا قتلى»)."""
        chunk = self.chunks[at]
        if not STATED & set(chunk.value.harms) or kind in MOVED:
            return False
        if self.between(at):
            counted = self.at(at - 2)
            return counted is None or counted.sort == "number" or (counted.sort == "people" and counted.value.counted)
        if chunk.value.counted:
            return self.scene.form(chunk.first) in _TOTALS and self.scene.form(chunk.first + 1) != "من"
        if chunk.value.definite or self.scene.form(chunk.first - 1) in _TOTALS:
            return True
        before = self.at(at - 1)
        verb = before is not None and before.sort == "lex" and before.has("trigger")
        return after_subject and verb and not chunk.clitic


def kind_of(mention: PeopleMention, governing: str | None) -> str | None:
    """The harm of people: their own noun's before the verb's, unless the verb tells what came of them later."""
    stated = [harm for harm in mention.harms if harm in STATED]
    if governing in MOVED or not stated:
        return governing
    if set(stated) >= {"killed", "wounded"}:
        return "killed_or_wounded"
    exact = mention.counted and mention.low == mention.high
    vague = stated[0] == "killed_or_wounded" or (mention.definite and (exact or not mention.counted))
    return governing if governing not in (None, "lost") and vague else stated[0]


def _names_blow(chunk: Chunk) -> bool:
    """«قتل سبعة في ثلاث غارات»: the noun of an act, which the number before it counts."""
    return any(sense.shape == "noun" and sense.entry.frame in _BLOWS for sense in chunk.of("trigger"))


def _names_case(chunk: Chunk) -> bool:
    """«212 حالة اختطاف»: cases of another act, which the number counts."""
    return chunk.last > chunk.first and chunk.has("trigger", "noun")
