"""Bounds: which chunks belong to each predication of a sentence, and which stands before a verb as its subject."""

from collections.abc import Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.clauses import as_for
from tawthiq.claim.predication import Predication
from tawthiq.mention.chunk import NOMINAL, Chunk

_CLAUSES = frozenset({"complement", "parallel"})
_OPENERS = frozenset({"hypothetical", "clause_verbs"})
_RULING = frozenset({"prepositions", "temporal", "cause"})
_PRONOUNS = ("ها", "هم", "ه")
_TIED = frozenset({"عليها", "عليه", "فيها", "فيه", "منها", "منه", "اليها", "اليه"})
_ASIDE = 4
_SHORTEST_VERB = 4
_OF_A_VERB = frozenset({"people", "actor", "object", "place"})
_THAT = frozenset({"ان", "بان", "لان"})
_NEGATIONS = frozenset({"لم", "لن", "ليس", "ليست"})
_BETWEEN_PLACES = frozenset({"containment", "list_fillers", "addition"})
_COMMAS = frozenset("،,؛")
_BREAKS = frozenset("،,؛:–-")


def set_bounds(words: Sequence[Word], chunks: Sequence[Chunk], found: list[Predication]) -> None:
    """Set start, end, link and subject of the predications of a sentence."""
    floor = 0
    for index, predication in enumerate(found):
        predication.start, predication.subject = _start(words, chunks, predication, floor)
        if predication.subject is not None and _takes_up_place(words, chunks, predication.head):
            predication.subject = None
        predication.link = _link(chunks, predication, floor)
        predication.conjoined = _conjoined(words, chunks, predication)
        floor = predication.head + 1
        if index:
            found[index - 1].end = max(found[index - 1].head + 1, predication.start)
    if found:
        found[-1].end = len(chunks)
    for index, predication in enumerate(found):
        predication.limit = predication.end
        predication.end = _clause_end(words, chunks, predication)
        if index and predication.link is not None and predication.link.grammar("relative") is not None:
            _return_to_host(words, chunks, predication, found[index - 1])
        elif index:
            _return_from_circumstance(words, chunks, predication, found[index - 1])


def _takes_up_place(words: Sequence[Word], chunks: Sequence[Chunk], head: int) -> bool:
    """«المدينة التي يسيطر عليها التنظيم»: a relative verb that a pronoun ties to a place, its subject behind it."""
    if not head or chunks[head - 1].grammar("relative") is None or head + 2 >= len(chunks):
        return False
    tied, subject = chunks[head + 1], chunks[head + 2]
    return words[tied.last].form in _TIED and subject.sort in ("actor", "people") and not subject.clitic


def _return_from_circumstance(
    words: Sequence[Word], chunks: Sequence[Chunk], noun: Predication, host: Predication
) -> None:
    """After «بعد دخولها البلدة» in mid-clause, «على …» goes on with the verb before it («عثرت … على مقبرة»)."""
    if noun.verbal:
        return
    for at in range(noun.head + 1, noun.end):
        if words[chunks[at].first].form == "وذلك":  # «…، وذلك برعاية روسية»
            host.extra, noun.end = (at, noun.end), at
            return
    own = words[chunks[noun.head].last].form.endswith(_PRONOUNS)
    if not (own and host.verbal) or chunks[noun.head - 1].grammar("temporal") is None:
        return
    for at in range(noun.head + 1, min(noun.head + _ASIDE, noun.end)):
        if chunks[at].grammar("prepositions") == "على":
            host.extra, noun.end = (at, noun.end), at
            return


def _return_to_host(words: Sequence[Word], chunks: Sequence[Chunk], relative: Predication, host: Predication) -> None:
    """After a relative clause («التي سيطر عليها سابقا وآخرها …») what «و» joins belongs to the act before it."""
    for at in range(relative.head + 1, relative.end):
        noun = chunks[at].sort not in ("lex", "people") or not chunks[at].senses
        if noun and _joined_with_pronoun(words, chunks[at]):
            host.extra, relative.end = (at, relative.end), at
            return


def _joined_with_pronoun(words: Sequence[Word], chunk: Chunk) -> bool:
    return words[chunk.first].form.startswith("و") and words[chunk.last].form.endswith(("ها", "هم", "ه"))


def _clause_end(words: Sequence[Word], chunks: Sequence[Chunk], predication: Predication) -> int:
    """Where a predication's clause ends: at the first word that opens another clause, if that comes before its end."""
    openers = _OPENERS if predication.sort == "report" else _OPENERS | _CLAUSES
    same = predication.verbal and words[chunks[predication.head].last].form.endswith("ت")
    for at in range(predication.head + 1, predication.end):
        chunk = chunks[at]
        if chunk.clitic == "ل" and any(sense.shape == "present" for sense in chunk.senses):
            return at
        opening = chunk.among(openers) and chunk.grammar("force_adjectives") is None  # «مديرية مكافحة المتفجرات»
        if chunk.sort == "lex" and (opening or _purpose(chunk) or _negated_clause(words, chunk)):
            return at
        if _goes_on_otherwise(words, chunks, at, same):
            return at
    return predication.end


def _goes_on_otherwise(words: Sequence[Word], chunks: Sequence[Chunk], at: int, same: bool) -> bool:
    """«…، واستحدثت المليشيا خندقا», «سيطرت … وأمنت النازحين»: a verb of no act that «و» joins, with nouns of its own.

    Where no comma sets it apart, it goes on with the same feminine subject, and what follows it is its object.
    """
    word, chunk = words[chunks[at].first], chunks[at]
    if not word.form.startswith("و") or at + 1 >= len(chunks) or chunks[at + 1].clitic:
        return False
    verb = chunk.sort == "word" and word.form.endswith("ت") and not word.form.endswith("ات")
    if "،" not in word.gap:
        on = verb and same and word.joined and len(word.form) > _SHORTEST_VERB and not word.form.startswith("وال")
        return on and chunks[at + 1].sort in _OF_A_VERB and words[chunks[at + 1].first].joined
    verb = verb or (chunk.sort == "lex" and any(sense.shape == "past" for sense in chunk.senses))
    return verb and chunks[at + 1].sort == "actor"


def _negated_clause(words: Sequence[Word], chunk: Chunk) -> bool:
    """«ولم يحرز المتحاورون …»: a negated verb that «و» joins."""
    return chunk.clitic in ("و", "ف") and words[chunk.first].form[1:] in _NEGATIONS


def _purpose(chunk: Chunk) -> bool:
    return chunk.grammar("purpose") is not None and chunk.grammar("prepositions") is None


def _start(
    words: Sequence[Word], chunks: Sequence[Chunk], predication: Predication, floor: int
) -> tuple[int, int | None]:
    """Where a predication begins: a verb at its subject when that stands first in its clause, else at the head."""
    head = predication.head
    if predication.verbal and _comma(words, chunks[head]) and not _after_relative(chunks, head):
        set_apart = _before_parenthesis(words, chunks, head, floor)
        return (head, None) if set_apart is None else (set_apart, set_apart)
    joined = chunks[head].clitic.startswith(("و", "ف")) and not as_for(words, chunks, head)
    if not predication.verbal or joined:
        return head, None
    if ":" in words[chunks[head].first].gap:
        return head, None
    at, nominal = head, False
    while at > floor:
        before = chunks[at - 1]
        if _starts_clause(before):
            return at, _subject_in(chunks, at, head)
        if before.sort in NOMINAL or before.sort == "affiliation":
            nominal = True
        at -= 1
        if _parenthesis(chunks[at]) or _two_subjects(words, chunks, at):
            continue
        if _breaks_before(words, chunks, at, head):
            return (at, _subject_in(chunks, at, head)) if nominal else (head, None)
    if floor == 0:
        return 0, _subject_in(chunks, 0, head)
    return head, None


def _before_parenthesis(words: Sequence[Word], chunks: Sequence[Chunk], head: int, floor: int) -> int | None:
    """«إن قوات الجيش، مدعومة بمروحيات، داهمت»: the subject right after «أن», set apart from its verb by commas."""
    if chunks[head].clitic.startswith(("و", "ف")):
        return None
    for at in range(head - 1, floor - 1, -1):
        if chunks[at].grammar("parallel") is not None:
            return None
        if chunks[at].grammar("complement") is not None:
            acting = chunks[at + 1].sort in ("actor", "people") and not chunks[at + 1].clitic
            return at + 1 if acting and words[chunks[at].last].form in _THAT else None
    return None


def _after_relative(chunks: Sequence[Chunk], head: int) -> bool:
    """A comma may stand between a subject and its verb behind a relative clause or a word of support."""
    near = chunks[max(0, head - 8) : head]
    told = any(chunk.grammar("relative") is not None or _parenthesis(chunk) for chunk in near)
    return told or _after_place(chunks, head)


def _after_place(chunks: Sequence[Chunk], head: int) -> bool:
    """«إن قريتي س وص الواقعتين في ريف ع، تتعرضان لقصف»: places and what they lie in, between «إن» and its verb."""
    at = head - 1
    while at >= 0 and (chunks[at].sort == "place" or chunks[at].among(_BETWEEN_PLACES)):
        at -= 1
    return at < head - 1 and at >= 0 and chunks[at].grammar("complement") is not None


def _parenthesis(chunk: Chunk) -> bool:
    """«قواته، تساندها وحدات س، فتحت …»: who helps the subject, set between commas."""
    return chunk.sort == "lex" and chunk.grammar("prepositions") == "support"


def _two_subjects(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """«أن 44 عنصرا من قوات س والمسلحين الموالين لها قتلوا»: the second of two who stand first in their clause."""
    if at < 2 or not chunks[at].clitic.startswith("و") or not words[chunks[at].first].joined:
        return False
    return chunks[at - 1].sort in ("actor", "people") and chunks[at - 2].grammar("complement") is not None


def _subject_in(chunks: Sequence[Chunk], start: int, head: int) -> int | None:
    """The first nominal chunk of the stretch that no preposition governs."""
    for at in range(start, head):
        chunk = chunks[at]
        if chunk.sort not in ("actor", "people", "means", "object", "outlet", "speaker"):
            continue
        if not _governed(chunks, at, start):
            return at
    return None


def _governed(chunks: Sequence[Chunk], at: int, start: int) -> bool:
    """Whether a preposition or a word of time rules the chunk, at once or through nouns («قبل انطلاق القافلة»)."""
    if chunks[at].clitic.endswith(("ب", "ل", "ك")):
        return True
    before = at - 1
    while before > start and chunks[before].sort == "word":
        before -= 1
    if before < start or chunks[before].sort != "lex":
        return False
    return chunks[before].among(_RULING)


def _starts_clause(chunk: Chunk) -> bool:
    return chunk.sort == "lex" and chunk.among(_CLAUSES)


def _breaks_before(words: Sequence[Word], chunks: Sequence[Chunk], at: int, head: int) -> bool:
    """Whether the chunk begins a new clause: a comma before it, or «و» on a noun that leads to the verb."""
    first = words[chunks[at].first]
    if chunks[at].grammar("prepositions") == "support":
        return False
    if not _BREAKS.isdisjoint(first.gap):
        return True
    paired = at and first.joined and chunks[at - 1].sort == chunks[at].sort == "actor"
    if paired and (_plural(words, chunks[head]) or _disagrees(words, chunks[at], chunks[head])):
        return False
    joined = chunks[at].clitic.startswith("و") or (at > 0 and words[chunks[at - 1].last].form == "و")  # «و"س" يقصف»
    return head - at <= 3 and joined and chunks[at].sort in ("actor", "people", "means", "speaker")


def _plural(words: Sequence[Word], verb: Chunk) -> bool:
    """«الجيش والقوة المشتركة استعادا»: whether a verb has more than one subject."""
    return words[verb.last].form.endswith(("وا", "ا", "ان", "ون"))


def _disagrees(words: Sequence[Word], noun: Chunk, verb: Chunk) -> bool:
    """«قصف للنظام وروسيا استهدف …»: whether a feminine name stands before a masculine verb, which tells of another."""
    form = words[verb.last].form
    return words[noun.last].form.endswith(("يا", "ه")) and not form.startswith("ت") and "ت" not in form[-3:]


def _comma(words: Sequence[Word], chunk: Chunk) -> bool:
    return not _COMMAS.isdisjoint(words[chunk.first].gap)


def _link(chunks: Sequence[Chunk], predication: Predication, floor: int) -> Chunk | None:
    before = predication.start - 1
    if before < floor or before < 0:
        return None
    chunk = chunks[before]
    return chunk if chunk.sort == "lex" and any(s.sort == "grammar" for s in chunk.senses) else None


def _conjoined(words: Sequence[Word], chunks: Sequence[Chunk], predication: Predication) -> bool:
    first = chunks[predication.start]
    return first.clitic.startswith(("و", "ف")) or _comma(words, first)
