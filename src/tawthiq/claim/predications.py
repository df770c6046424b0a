"""Predications: the words of a sentence that assert something, each with the stretch of chunks that belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tawthiq.arabic.words import Word
from tawthiq.lexicon.entries import Kind, Reporting, Support
from tawthiq.lexicon.index import PairSense
from tawthiq.mention.chunk import NOMINAL, Chunk

_PAIR_REACH = 12
_VERBS = ("past", "present", "passive")
_STARTERS = ("complement", "parallel", "temporal", "result")
_COMPLEMENT_REACH = 12
_ABOUT_REACH = 4
_LED = ("ما", "كما", "حسبما", "فيما")


@dataclass(slots=True)
class Predication:
    """One asserting word.

    `sort`: act | harm | support | report | result. `head` is its chunk's index; `start`, `end` bound the chunks that
    belong to it; `shape` verb | passive | noun; `link` the connector chunk before it; `conjoined` that «و» or a comma
    ties it to what stands before; `extra` bounds chunks that come back to it after a relative clause; `limit` is where the next predication begins; `subject` the index of the chunk before a verb that is its subject.
    """

    sort: str
    head: int
    shape: str
    kind: Kind | None = None
    pair: PairSense | None = None
    support: Support | None = None
    reporting: Reporting | None = None
    start: int = 0
    end: int = 0
    subject: int | None = None
    link: Chunk | None = None
    conjoined: bool = False
    weak: bool = False
    object_at: int | None = None
    object_words: int = 1
    both_shapes: bool = False
    rejected: str | None = None
    extra: tuple[int, int] = (0, 0)
    limit: int = 0
    tags: set[str] = field(default_factory=set)

    @property
    def kind_id(self) -> str:
        """The id of the kind that the words name, a pair's own kind before its entry's."""
        if self.pair:
            return self.pair.pair.kind or self.pair.kind.kind
        return self.kind.kind if self.kind else ""

    @property
    def verbal(self) -> bool:
        """Whether the head is a finite verb."""
        return self.shape in ("verb", "past", "present", "passive")


def find_predications(words: Sequence[Word], chunks: Sequence[Chunk]) -> list[Predication]:
    """All predications of a sentence in order, with their bounds."""
    found: list[Predication] = []
    for at, chunk in enumerate(chunks):
        predication = _people_harmed(chunks, at, found) if chunk.sort == "people" else _predication(words, chunks, at, chunk)
        if predication and _circumstance_only(words, chunks, predication, found):
            continue
        if predication:
            found.append(predication)
    found = _without_idle_supports(chunks, _without_pair_objects(found))
    _set_bounds(words, chunks, found)
    return found


_STATED_HARM = {harm: Kind(kind="casualties", frame="harm", harm=harm) for harm in ("killed", "wounded", "killed_or_wounded", "missing")}


def _people_harmed(chunks: Sequence[Chunk], at: int, found: Sequence[Predication]) -> Predication | None:
    """People counted by a noun of harm («62 شهيدا») that no word of harm or act before them governs."""
    chunk = chunks[at]
    harms = [harm for harm in chunk.value.harms if harm in _STATED_HARM]
    if not harms or chunk.value.definite or chunk.value.others:
        return None
    before = found[-1] if found else None
    if before is not None and before.sort in ("harm", "act") and not any(
        c.sort == "lex" and (c.grammar("parallel") is not None or c.grammar("complement") is not None) for c in chunks[before.head : at]
    ):
        return None
    return Predication("harm", at, "noun", _STATED_HARM[harms[0]], weak=not chunk.value.counted)


def _circumstance_only(words: Sequence[Word], chunks: Sequence[Chunk], act: Predication, found: Sequence[Predication]) -> bool:
    """A definite act noun under a word of cause beside another act, with nothing said of it («نزحت بسبب القتال 20 أسرة»)."""
    at = act.head
    if act.sort != "act" or act.shape != "noun" or at == 0 or not found or found[-1].sort not in ("act", "harm"):
        return False
    before, form = chunks[at - 1], words[chunks[at].first].form
    during = words[before.last].form in ("خلال", "اثناء")
    if not form.startswith("ال") or before.grammar("cause") is None or (before.grammar("prepositions") is not None and not during):
        return False
    if found[-1].sort == "harm" and (found[-1].kind is None or found[-1].kind.harm is not None):
        return False
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    return following is None or following.sort in ("people", "number", "time") or not words[following.first].joined


def _predication(words: Sequence[Word], chunks: Sequence[Chunk], at: int, chunk: Chunk) -> Predication | None:
    if chunk.sort not in ("lex", "means", "object", "speaker"):
        return None
    result = _result(chunks, at, chunk)
    if result:
        return result
    pair = _pair(words, chunks, at, chunk)
    if pair:
        return pair
    report = _report(words, chunks, at, chunk)
    if report and not chunk.has("trigger"):
        return report
    trigger = _trigger(words, chunks, at, chunk)
    if trigger:
        return trigger
    support = _support(words, chunks, at, chunk)
    return support or report


def _result(chunks: Sequence[Chunk], at: int, chunk: Chunk) -> Predication | None:
    if chunk.grammar("result") is None:
        return None
    if chunk.has("trigger") and not _harm_follows(chunks, at, 14):
        return None
    return Predication("result", at, "verb")


def _pair(words: Sequence[Word], chunks: Sequence[Chunk], at: int, chunk: Chunk) -> Predication | None:
    best: tuple[int, int] = (0, 0)
    chosen: Predication | None = None
    for sense in chunk.of("pair"):
        entry: PairSense = sense.entry
        reach = (10 if entry.kind.frame == "fall" else 4) if sense.shape == "noun" else _PAIR_REACH + (6 if entry.kind.frame == "agree" else 0)
        found, length = _pair_object(words, chunks, at, entry, reach)
        if found is not None and (length, -abs(found - at)) > best:
            best = (length, -abs(found - at))
            shapes = {s.shape for s in chunk.of("pair") if s.entry is entry}
            both = "noun" in shapes and len(shapes) > 1
            shape = ("noun" if _nominal_position(words, chunks, at) else "verb") if both else ("noun" if sense.shape == "noun" else "verb")
            if shape == "verb" and (_marked_passive(words[chunk.first], chunk.clitic) or "تعرض" in words[chunk.first].form):
                shape = "passive"
            chosen = Predication("harm" if entry.kind.frame == "harm" else "act", at, shape, entry.kind, entry, object_at=found, object_words=length, weak=entry.kind.weak, both_shapes=both)
    return chosen or _broken_agreement(words, chunks, at, chunk)


def _broken_agreement(words: Sequence[Word], chunks: Sequence[Chunk], at: int, chunk: Chunk) -> Predication | None:
    """«خرقتها القوات»: a truce told of before is the pronoun."""
    form = words[chunk.last].form
    for sense in chunk.of("pair"):
        if sense.entry.kind.frame == "violate" and form.endswith(("ها", "هما", "ه")) and any(c.has("trigger", "noun") and c.of("trigger")[0].entry.kind == "agreement" for c in chunks[:at]):
            return Predication("act", at, "noun" if sense.shape == "noun" else "verb", sense.entry.kind, sense.entry)
    return None


def _pair_object(
    words: Sequence[Word], chunks: Sequence[Chunk], at: int, pair: PairSense, reach: int
) -> tuple[int | None, int]:
    """The index of the chunk where one of a pair's objects begins before the clause ends, and how many words it has."""
    first = chunks[at].last + 1
    for index in range(first, min(first + reach, len(words))):
        word = words[index]
        if index > first and (_closes(word) or _finite(chunks, index)):
            break
        length = pair.object_at(words, index)
        if length:
            return next(i for i in range(at, len(chunks)) if chunks[i].last >= index), length
    return (_subject_object(words, chunks, at, pair), 1) if reach > 4 else (None, 0)


def _subject_object(words: Sequence[Word], chunks: Sequence[Chunk], at: int, pair: PairSense) -> int | None:
    """A pair's noun as the verb's subject before it («عشرات العربات العسكرية دخلت», «قذيفة سقطت»)."""
    falling = "سقط" in words[chunks[at].first].form
    if pair.kind.frame not in ("deploy", "deliver", "displace", "lift") and not falling:
        return None
    head = chunks[at].first
    for index in range(head - 1, max(-1, head - 7), -1):
        if pair.object_at(words, index):
            return next(i for i in range(len(chunks)) if chunks[i].last >= index)
        if _closes(words[index]) or any(mark in words[index + 1].gap for mark in "،."):
            return None
    return None


def _closes(word: Word) -> bool:
    return any(mark in word.gap for mark in ".؛:!؟\n") or word.form in ("ان", "بان", "فيما", "بينما", "حيث")


def _finite(chunks: Sequence[Chunk], word: int) -> bool:
    chunk = next((c for c in chunks if c.first == word), None)
    return chunk is not None and chunk.sort == "lex" and chunk.clitic in ("و", "ف") and chunk.has("trigger", "past", "present")


def _report(words: Sequence[Word], chunks: Sequence[Chunk], at: int, chunk: Chunk) -> Predication | None:
    senses = chunk.of("reporting")
    if not senses:
        return None
    sense = senses[0]
    shape = sense.shape
    if at and shape != "phrase" and words[chunks[at - 1].last].form == "عدم":
        return None
    if shape in ("past", "present") and (chunk.grammar("belonging") is not None or chunk.grammar("part") is not None):
        return None
    if sense.entry.strict and shape in ("past", "present", "participle") and not _complement_follows(words, chunks, at):
        return None
    return Predication("report", at, shape, reporting=sense.entry)


def _complement_follows(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """Whether what is said follows a verb (أن, a colon, a quotation) or a phrase of reporting leads to it."""
    for index in range(at + 1, min(at + _COMPLEMENT_REACH, len(chunks))):
        if _complement_at(words, chunks, at, index):
            return True
        if _other_clause(words, chunks, at, index):
            break
    before = chunks[at - 1] if at else None
    return bool(before and (before.has("reporting", "phrase") or words[before.last].form in _LED))


def _complement_at(words: Sequence[Word], chunks: Sequence[Chunk], at: int, index: int) -> bool:
    chunk, first = chunks[index], words[chunks[index].first]
    if chunk.grammar("complement") is not None:
        return not chunk.clitic
    if ":" in first.gap or (first.quote >= 0 and first.quote != words[chunks[at].first].quote):
        return True
    if first.form.removeprefix("ال") == "مسووليه" and chunks[at].of("reporting")[0].entry.stance == "accuses":
        return True
    if first.form == "عن":
        return index - at <= _ABOUT_REACH
    named = index == at + 1 and chunk.sort in ("speaker", "outlet") and not chunk.clitic
    return named and index + 1 < len(chunks) and chunks[index + 1].has("trigger", "noun")


def _other_clause(words: Sequence[Word], chunks: Sequence[Chunk], at: int, index: int) -> bool:
    """Whether a chunk opens a clause that the verb before it does not reach into."""
    chunk = chunks[index]
    if chunk.sort != "lex":
        return False
    if chunk.has("trigger", "past") and chunk.clitic:
        return True
    told = words[chunk.first].form.endswith(("ه", "ها")) or chunk.grammar("part") is not None
    return chunk.has("reporting", "past", "present") and not chunk.has("reporting", "noun") and not told and index > at + 1


_DAMMA = "\u064f"


def _marked_passive(word: Word, clitic: str) -> bool:
    """Whether the writer set a damma on the verb's first letter («قُتل», «وأُحرقت»)."""
    return _DAMMA in word.marks[len(clitic) : len(clitic) + 3]


def _trigger(words: Sequence[Word], chunks: Sequence[Chunk], at: int, chunk: Chunk) -> Predication | None:
    senses = chunk.of("trigger")
    if not senses or _mentioned_only(words, chunks, at) or _particle(words, chunks, at):
        return None
    shapes = {sense.shape for sense in senses}
    noun_only = _nominal_position(words, chunks, at)
    for sense in sorted(senses, key=lambda s: (s.entry.frame == "harm" and s.entry.harm is None, not _fits_object(chunks, at, s.entry))):
        kind: Kind = sense.entry
        if kind.frame == "harm" and kind.harm is None and not _harm_follows(chunks, at):
            continue
        if kind.frame == "down" and not _aircraft_near(chunks, at):
            continue
        if kind.frame == "fall" and not (at + 1 < len(chunks) and chunks[at + 1].sort == "place"):
            continue
        if kind.frame == "lose" and (_harm_follows(chunks, at) or (at + 1 < len(chunks) and chunks[at + 1].sort in ("people", "number"))):
            continue
        both = "noun" in shapes and bool(shapes & set(_VERBS))
        shape = sense.shape
        if both:
            shape = "noun" if noun_only or (at and chunks[at - 1].sort == "number") else "verb"
        elif shape == "passive" or (shape in ("past", "present") and "passive" in shapes):
            shape = "passive" if "past" not in shapes and "present" not in shapes else "verb"
        elif shape in ("past", "present"):
            shape = "verb"
        ambiguous = "passive" in shapes
        if shape == "verb" and _marked_passive(words[chunk.first], chunk.clitic):
            shape = "passive"
        predication = Predication("harm" if kind.frame == "harm" else "act", at, shape, kind, weak=kind.weak, both_shapes=both)
        if ambiguous:
            predication.tags.add("passive?")
        return predication
    return None


def _particle(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """«فقد انتهك»: ف and قد before a past verb, and not the verb of losing."""
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    return words[chunks[at].first].form == "فقد" and following is not None and any(sense.shape in ("past", "passive") for sense in following.senses)


def _mentioned_only(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a definite act noun only completes the noun before it («محاور القتال», «ضحايا الغارة»)."""
    chunk = chunks[at]
    if at == 0 or chunk.clitic or not words[chunk.first].joined:
        return False
    before = chunks[at - 1]
    if before.has("head") and not before.has("trigger"):
        return True
    if not words[chunk.first].form.startswith("ال"):
        return before.sort == "object" and before.value.post and not chunk.has("trigger", "past", "present")
    if before.grammar("act_words") is not None:
        return False
    return before.sort in ("word", "object") or (before.sort == "people" and bool(before.value.harms))


def _fits_object(chunks: Sequence[Chunk], at: int, kind: Kind) -> bool:
    return kind.frame != "down" or _aircraft_near(chunks, at)


def _nominal_position(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a word that may be verb or noun stands where only a noun can."""
    chunk = chunks[at]
    word = words[chunk.first].form
    if chunk.clitic.endswith(("ب", "ل", "ك")) or word[len(chunk.clitic) :].startswith("ال"):
        return True
    following = words[chunk.last + 1].form if chunk.last + 1 < len(words) else ""
    if following.endswith(("ي", "يه", "ين")) and not following.startswith("ال") and at + 1 < len(chunks) and chunks[at + 1].sort in ("word", "affiliation"):
        return True
    if at == 0:
        return False
    before = chunks[at - 1]
    if before.grammar("complement") or (chunk.clitic in ("و", "ف") and not before.has("trigger", "noun")):
        return False
    governs = before.grammar("prepositions") or before.grammar("cause") or before.grammar("result") or before.grammar("purpose")
    return bool(governs) or before.has("support") or before.has("trigger", "noun") or before.grammar("vague") is not None


def _harm_follows(chunks: Sequence[Chunk], at: int, reach: int = 6) -> bool:
    for chunk in chunks[at + 1 : at + 1 + reach]:
        if chunk.sort == "people" and (chunk.value.harms or chunk.value.counted or any(p.id.startswith("civilians") for p in chunk.value.people)):
            return True
        if chunk.sort == "lex" and chunk.has("trigger") and any(s.entry.frame == "harm" and s.entry.harm for s in chunk.of("trigger")):
            return True
        if chunk.sort == "lex" and any(s.shape in ("past", "present") for s in chunk.of("trigger")):
            return False
    return False


def _aircraft_near(chunks: Sequence[Chunk], at: int) -> bool:
    near = [*chunks[at + 1 : at + 5], *chunks[max(0, at - 2) : at]]
    for chunk in near:
        if any(s.sort == "object" and s.entry.id == "aircraft" for s in chunk.senses):
            return True
        if chunk.sort == "means" and chunk.value.family in ("aircraft", "drone"):
            return True
        if chunk.sort == "actor" and chunk.value.service in ("air", "drone"):
            return True
    return False


def _support(words: Sequence[Word], chunks: Sequence[Chunk], at: int, chunk: Chunk) -> Predication | None:
    senses = chunk.of("support")
    if not senses:
        return None
    sense = next((s for s in senses if s.entry.status), senses[0])
    shape = "noun" if sense.shape == "noun" else "verb"
    return Predication("support", at, shape, support=sense.entry)


def _without_pair_objects(found: list[Predication]) -> list[Predication]:
    """Drop predications whose word is the object of a pair («فرض سيطرته» is one act)."""
    taken = {at for p in found if p.object_at is not None for at in range(p.object_at, p.object_at + p.object_words) if at != p.head}
    for pair in found:
        if pair.object_at is not None and pair.kind is not None and pair.kind.frame == "block":
            taken |= {p.head for p in found if pair.head < p.head < pair.object_at and not p.verbal}
    return [p for p in found if p.head not in taken]


def _without_idle_supports(chunks: Sequence[Chunk], found: list[Predication]) -> list[Predication]:
    """Drop support verbs that carry no act: nothing follows them in their clause («نازحين حاولوا العودة»)."""
    kept: list[Predication] = []
    for index, predication in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        told = bool(kept) and kept[-1].sort == "act" and not kept[-1].verbal
        if predication.sort == "support" and predication.verbal and not told and _carries_nothing(chunks, predication, following):
            continue
        kept.append(predication)
    return kept


def _carries_nothing(chunks: Sequence[Chunk], support: Predication, following: Predication | None) -> bool:
    if following is None or following.sort in ("report", "result"):
        return True
    return following.verbal and chunks[following.head].clitic.startswith(("و", "ف")) and following.sort != "support"


def _set_bounds(words: Sequence[Word], chunks: Sequence[Chunk], found: list[Predication]) -> None:
    floor = 0
    for index, predication in enumerate(found):
        predication.start, predication.subject = _start(words, chunks, predication, floor)
        predication.link = _link(chunks, predication, floor)
        predication.conjoined = _conjoined(words, chunks, predication)
        floor = predication.head + 1
        if index:
            found[index - 1].end = max(found[index - 1].head + 1, predication.start)
    if found:
        found[-1].end = len(chunks)
    for index, predication in enumerate(found):
        predication.limit = predication.end
        predication.end = _clause_end(chunks, predication)
        if index and predication.link is not None and predication.link.grammar("relative") is not None:
            _return_to_host(words, chunks, predication, found[index - 1])


def _return_to_host(words: Sequence[Word], chunks: Sequence[Chunk], relative: Predication, host: Predication) -> None:
    """After a relative clause («التي سيطر عليها سابقا وآخرها …») what «و» joins belongs to the act before the clause."""
    for at in range(relative.head + 1, relative.end):
        noun = chunks[at].sort not in ("lex", "people") or not chunks[at].senses
        if noun and words[chunks[at].first].form.startswith("و") and words[chunks[at].last].form.endswith(("ها", "هم", "ه")):
            host.extra, relative.end = (at, relative.end), at
            return


def _purpose(chunk: Chunk) -> bool:
    return chunk.grammar("purpose") is not None and chunk.grammar("prepositions") is None


def _clause_end(chunks: Sequence[Chunk], predication: Predication) -> int:
    """Where a predication's clause ends: at the first word that opens another clause, if that comes before its end."""
    for at in range(predication.head + 1, predication.end):
        chunk = chunks[at]
        if chunk.clitic == "ل" and any(sense.shape == "present" for sense in chunk.senses):
            return at
        if chunk.sort == "lex" and (chunk.grammar("hypothetical") is not None or _purpose(chunk) or chunk.grammar("clause_verbs") is not None or (predication.sort != "report" and (chunk.grammar("complement") is not None or chunk.grammar("parallel") is not None))):
            return at
    return predication.end


def _start(words: Sequence[Word], chunks: Sequence[Chunk], predication: Predication, floor: int) -> tuple[int, int | None]:
    """Where a predication begins: a verb at its subject when that stands first in its clause, else at the head."""
    head = predication.head
    if predication.verbal and any(mark in words[chunks[head].first].gap for mark in "،,؛") and not _clauses_alike(chunks, head):
        return head, None
    if not predication.verbal or chunks[head].clitic.startswith(("و", "ف")):
        return head, None
    at, subject = head, None
    while at > floor:
        before = chunks[at - 1]
        if _starts_clause(before):
            return at, _subject_in(words, chunks, at, head, subject)
        if before.sort in NOMINAL or before.sort == "affiliation":
            subject = at - 1
        at -= 1
        if _breaks_before(words, chunks, at, head):
            return (at, _subject_in(words, chunks, at, head, subject)) if subject is not None else (head, None)
    if floor == 0:
        return 0, _subject_in(words, chunks, 0, head, subject)
    return head, None


def _clauses_alike(chunks: Sequence[Chunk], head: int) -> bool:
    """A comma may stand between a subject with a relative clause and its verb."""
    return any(chunk.grammar("relative") is not None for chunk in chunks[max(0, head - 8) : head])


def _subject_in(words: Sequence[Word], chunks: Sequence[Chunk], start: int, head: int, nearest: int | None) -> int | None:
    """The first nominal chunk of the stretch that no preposition governs."""
    for at in range(start, head):
        chunk = chunks[at]
        if chunk.sort not in ("actor", "people", "means", "object", "outlet", "speaker"):
            continue
        if not _governed(chunks, at, start):
            return at
    return None


def _governed(chunks: Sequence[Chunk], at: int, start: int) -> bool:
    """Whether a preposition or a word of time rules the chunk, at once or through the nouns before it («قبل انطلاق القافلة»)."""
    if chunks[at].clitic.endswith(("ب", "ل", "ك")):
        return True
    before = at - 1
    while before > start and chunks[before].sort == "word":
        before -= 1
    if before < start or chunks[before].sort != "lex":
        return False
    return any(chunks[before].grammar(name) is not None for name in ("prepositions", "temporal", "cause"))


def _starts_clause(chunk: Chunk) -> bool:
    return chunk.sort == "lex" and any(chunk.grammar(name) is not None for name in ("complement", "parallel"))


def _breaks_before(words: Sequence[Word], chunks: Sequence[Chunk], at: int, head: int) -> bool:
    """Whether the chunk begins a new clause: a comma or semicolon before it, or «و» on a noun that leads to the verb."""
    first = words[chunks[at].first]
    if any(mark in first.gap for mark in "،,؛:–-"):
        return True
    return chunks[at].clitic.startswith("و") and chunks[at].sort in ("actor", "people", "means", "speaker") and head - at <= 3


def _link(chunks: Sequence[Chunk], predication: Predication, floor: int) -> Chunk | None:
    before = predication.start - 1
    if before < floor or before < 0:
        return None
    chunk = chunks[before]
    return chunk if chunk.sort == "lex" and any(s.sort == "grammar" for s in chunk.senses) else None


def _conjoined(words: Sequence[Word], chunks: Sequence[Chunk], predication: Predication) -> bool:
    first = chunks[predication.start]
    return first.clitic.startswith(("و", "ف")) or any(mark in words[first.first].gap for mark in "،,؛")
