"""Clauses: how one predication, or one mention, of a sentence stands to another."""

from collections.abc import Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.acts import Act
from tawthiq.claim.predication import Predication
from tawthiq.mention.chunk import Chunk

_IN_IT = frozenset({"فيها", "فيه", "خلالها", "خلاله", "جراءها", "اثرها", "بنتيجتها"})
_EACH = frozenset({"كل", "كلا"})
_DRIVEN = frozenset({"civilians.displaced", "civilians.refugees", "civilians.returnees"})
_GONE = frozenset({"leave", "depart"})
_ANSWERS = frozenset({"رد", "ردت", "ردوا", "يرد", "ترد"})
_FRONTED_REACH = 8
_IN_PASSING = frozenset({"عند", "خلال", "وسط", "اثناء", "منذ", "مع"})


def answers(words: Sequence[Word], chunks: Sequence[Chunk], verb: Predication, act: Predication) -> bool:
    """«رد الجيش على خروقات س برمايات …»: whether an act is what the subject of a verb answers, and not its own."""
    form = words[chunks[verb.head].last].form.removeprefix("و").removeprefix("ف")
    return form in _ANSWERS and not act.verbal and chunks[act.head - 1].grammar("prepositions") == "على"


def told_of_act(words: Sequence[Word], chunks: Sequence[Chunk], harm: Predication) -> bool:
    """«غارات قضى فيها خمسة», «معارك قُتل خلالها جنود»: whether a pronoun behind a verb of harm means the act."""
    following = chunks[harm.head].last + 1
    return harm.verbal and following < len(words) and words[following].form in _IN_IT


def as_for(words: Sequence[Word], chunks: Sequence[Chunk], head: int) -> bool:
    """«أما الغارة الثانية فاستهدفت …»: whether «فـ» ties a verb to the subject that «أما» sets in front of it."""
    if chunks[head].clitic != "ف":
        return False
    before = words[max(0, chunks[head].first - _FRONTED_REACH) : chunks[head].first]
    return any(word.form in ("اما", "واما") for word in before)


def impersonal(words: Sequence[Word], chunks: Sequence[Chunk], report: Predication) -> bool:
    """«استُهدفت سيارة، وأُفيد عن وقوع إصابات»: no one is named who says it."""
    return words[chunks[report.head].last].form.removeprefix("و") == "افيد"


def since(words: Sequence[Word], chunks: Sequence[Chunk], support: Predication, act: Predication) -> bool:
    """«تشهد المدينة منذ تفجير المرقد …»: an act that only says since when, where a place is the verb's subject."""
    scene_set = support.support is not None and support.support.role == "place"
    return scene_set and act.head > 0 and words[chunks[act.head].first - 1].form == "منذ"


def governs_ahead(chunks: Sequence[Chunk], verb: Predication) -> bool:
    """Whether an act noun follows a verb closely enough to be its object."""
    for chunk in chunks[verb.head + 1 : verb.head + 6]:
        if chunk.has("trigger", "noun") and not chunk.clitic.startswith("و"):
            return True
        if chunk.sort == "lex" and (chunk.grammar("cause") or chunk.grammar("result") or chunk.has("trigger")):
            return False
    return False


def sets_apart(words: Sequence[Word], chunk: Chunk) -> bool:
    """Whether a word of time opens a clause of its own between a verb and an act."""
    return chunk.grammar("temporal") is not None and words[chunk.last].form not in _IN_PASSING


def locates(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """«كركوك (255 كلم شمال بغداد)»: what only says in brackets where the place before it lies."""
    chunk = chunks[at]
    return at > 0 and chunk.sort == chunks[at - 1].sort == "place" and "(" in words[chunk.first].gap


def handed_on(words: Sequence[Word], chunks: Sequence[Chunk], at: int, preposition: str | None) -> bool:
    """«بإسناد جوي من التحالف», «قرى متفرقة من مديرية س»: «من» behind words that it hands on, governed or not."""
    if words[chunks[at].last].form != "من" or at == 0:
        return False
    between = chunks[at - 1]
    if words[between.last].form in _EACH:  # «قصفت كلا من: س، ص»
        return True
    if between.has("head") or (between.sort == "word" and at > 1 and chunks[at - 2].has("head")):
        return True
    if preposition not in ("support", "في"):
        return False
    return between.sort == "word" or between.grammar("force_adjectives") is not None


def displaced_from(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """«نازحة من بلدة س»: «من» behind people who were driven from where they lived."""
    before = chunks[at - 1] if at and words[chunks[at].last].form == "من" else None
    people = before is not None and before.sort == "people"
    return people and before is not None and any(person.id in _DRIVEN for person in before.value.people)


def comes_from(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """«شاب من أبناء بلدة س», «نازحة من بلدة س»: a place that only tells where people are from."""
    ruled = at > 0 and chunks[at - 1].grammar("prepositions") == "origin"
    return ruled or (at > 0 and displaced_from(words, chunks, at - 1))


def of_speaker(chunks: Sequence[Chunk], at: int) -> bool:
    """«مصدر طبي في مستشفى س», «ناطق باسم الجيش في ص»: a place that only tells where a speaker is."""
    inside = at > 1 and chunks[at - 1].grammar("prepositions") == "في"
    return inside and chunks[at - 2].sort == "speaker"


def resumes(words: Sequence[Word], chunks: Sequence[Chunk], act: Act, before: Act) -> bool:
    """«سيطرت على التلة قبل أن تستعيدها القوات، وقصفت …»: whether a verb goes on past a clause of time."""
    head, link = chunks[act.main.head], before.main.link
    undone = before.main.verbal or not before.roles.agents  # «…، وسط إطلاق قنابل، وداهمت …»
    undone = undone or before.main.frame in _GONE  # «دخلت القوات س بعد انسحاب الجيش، ونهبت …»
    aside = undone and link is not None and link.grammar("temporal") is not None
    return aside and act.main.verbal and head.clitic == "و" and "،" in words[head.first].gap


def has_other_subject(words: Sequence[Word], chunks: Sequence[Chunk], verb: Predication) -> bool:
    """«صادرت دائرة الجمارك», «سيطر اللون الأخضر»: a verb that opens its clause, with a noun of no party behind it."""
    at = verb.head
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    if following is None or chunks[at].clitic or following.clitic or not verb.verbal or verb.subject is not None:
        return False
    opens = at == 0 or chunks[at - 1].grammar("complement") is not None
    unread = following.sort == "word" or following.grammar("bodies") is not None
    if not (opens and unread and words[following.first].joined):
        return False
    if words[following.first].form.startswith("ال"):
        return True  # «يستهدف البرنامج الجديد تدريب ألفي شاب»
    owner = next((chunk for chunk in chunks[at + 2 :] if chunk.sort != "word"), None)  # «طلائع القوات»
    return owner is None or owner.sort not in ("actor", "people", "means") or not words[owner.first].joined
