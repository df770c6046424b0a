"""Pairs: a verb that means an act together with one of its objects («فرض سيطرته»)."""

from collections.abc import Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.movers import who_moves
from tawthiq.claim.predication import Predication
from tawthiq.claim.triggers import marked_passive, nominal_position
from tawthiq.lexicon.index import PairSense
from tawthiq.lexicon.phrases import Sense
from tawthiq.mention.chunk import Chunk

_VERB_REACH = 12
_NOUN_REACH = 4
_RELATIVE_REACH = 3
_PRONOUNS = ("ه", "ها", "هما")
_SUBJECT_REACH = 10
_NO_RELIEF = frozenset("الاقليميه الدوليه البضائع البضايع بضائع بضايع التجاريه تجاريه".split())
_SELF = frozenset({"نفسه", "نفسها"})
_CLOSING = frozenset(".؛:!؟\n")
_OPENERS = frozenset({"ان", "بان", "فيما", "بينما", "حيث"})
_BECAUSE = frozenset({"نتيجه", "جراء", "بسبب", "اثر"})


def pair_at(words: Sequence[Word], chunks: Sequence[Chunk], at: int, forms: frozenset[str]) -> Predication | None:
    """The pair whose verb or noun a chunk is: the one with the longest object, the nearest of equals.

    `forms` are the folded words of the sentence: a pair with no object among them is not looked for, unless people
    who move may be its object.
    """
    sited = at > 0 and (chunks[at - 1].has("head") or chunks[at - 1].sort in ("object", "means"))
    if sited and _names_site(words, chunks, at):
        return None
    best: tuple[int, int] = (0, 0)
    chosen: Predication | None = None
    for sense in chunks[at].of("pair"):
        entry: PairSense = sense.entry
        if not (entry.pair.people or entry.has_object(forms)) or not entry.accompanied(words):
            continue
        if entry.kind.frame == "destroy" and _sets_off(chunks, at):
            continue
        if entry.kind.frame == "strike" and _harmed_next(chunks, at):
            continue
        found, length = _object(words, chunks, at, entry, _reach(sense) + _doer_length(chunks, at))
        if found is None or _blames(chunks[at + 1 : found], entry) or _traded(words, chunks[found], length, entry):
            continue
        rank = (length, at - found if found < at else -(found - at))  # of subjects the first, of objects the nearest
        if rank > best:
            best = rank
            chosen = _predication(words, chunks, at, sense)
            chosen.object_at, chosen.object_words = found, length
    return chosen or _broken_agreement(words, chunks, at)


def _harmed_next(chunks: Sequence[Chunk], at: int) -> bool:
    """«سقط عدد من القتلى … في قصف صاروخي»: it is the dead who fell, and no rocket."""
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    return following is not None and following.sort == "people" and bool(following.value.harms) and not following.clitic


def _blames(between: Sequence[Chunk], entry: PairSense) -> bool:
    """«تبادل الطرفان الاتهامات بشأن القصف»: an exchange of words about an act."""
    return entry.kind.frame == "clash" and any(chunk.has("reporting", "noun") for chunk in between)


def _sets_off(chunks: Sequence[Chunk], at: int) -> bool:
    """«فجرنا عبوة … في محيط مسجد س»: a device right behind the verb is what was set off."""
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    return following is not None and following.sort == "means" and following.value.family == "explosive"


def _names_site(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """«قرب مركز توزيع المساعدات»: a noun that only says what a place is for."""
    noun = all(sense.shape == "noun" for sense in chunks[at].of("pair"))
    before = chunks[at - 1]
    plain = before.grammar("result") is None and not before.has("trigger")
    return noun and plain and not chunks[at].clitic and words[chunks[at].first].joined


def _traded(words: Sequence[Word], found: Chunk, length: int, entry: PairSense) -> bool:
    """«شاحنات البضائع», «المياه الإقليمية»: what is traded, or a sea, and no relief."""
    after = max(found.last, found.first + length - 1) + 1
    return entry.kind.frame == "deliver" and after < len(words) and words[after].form in _NO_RELIEF


def _reach(sense: Sense) -> int:
    """How many words after the verb or noun its object may stand."""
    frame = sense.entry.kind.frame
    if sense.shape == "noun":
        return _NOUN_REACH + (6 if frame == "fall" else 0)
    return _VERB_REACH + (6 if frame == "agree" else 0)


def _doer_length(chunks: Sequence[Chunk], at: int) -> int:
    """«إلقاء طائرة مسيرة تابعة للقوات قنابل»: a doer's many words do not part a noun from its object."""
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    doing = following is not None and following.sort == "actor" and not following.clitic
    return following.last - following.first if doing and following is not None else 0


def _predication(words: Sequence[Word], chunks: Sequence[Chunk], at: int, sense: Sense) -> Predication:
    chunk, kind = chunks[at], sense.entry.kind
    shapes = {other.shape for other in chunk.of("pair") if other.entry is sense.entry}
    both = "noun" in shapes and len(shapes) > 1
    noun = nominal_position(words, chunks, at) if both else sense.shape == "noun"
    shape = "noun" if noun else "passive" if shapes == {"passive"} else "verb"
    first = words[chunk.first]
    if "تعرض" in first.form and kind.frame == "strike":
        shape = "noun"  # «صدّ تعرضا لداعش»
    if shape == "verb" and (marked_passive(first, chunk.clitic) or "تعرض" in first.form):
        shape = "passive"
    sort = "harm" if kind.frame == "harm" else "act"
    return Predication(sort, at, shape, kind, sense.entry, weak=kind.weak or sense.entry.pair.weak, both_shapes=both)


def _broken_agreement(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> Predication | None:
    """«خرقتها القوات»: a truce told of before is the pronoun; «مجزرة ارتكبتها» is of any deed."""
    chunk = chunks[at]
    if not words[chunk.last].form.endswith(("ها", "هما", "ه")) or chunk.has("support"):
        return None
    for sense in chunk.of("pair"):
        following = chunks[at + 1] if at + 1 < len(chunks) else None
        by_party = following is not None and following.sort == "actor"
        if sense.entry.kind.frame == "violate" and (by_party or any(_agreement(before) for before in chunks[:at])):
            return Predication("act", at, "noun" if sense.shape == "noun" else "verb", sense.entry.kind, sense.entry)
    return None


def _agreement(chunk: Chunk) -> bool:
    return chunk.has("trigger", "noun") and chunk.of("trigger")[0].entry.kind == "agreement"


def _object(
    words: Sequence[Word], chunks: Sequence[Chunk], at: int, pair: PairSense, reach: int
) -> tuple[int | None, int]:
    """The index of the chunk where one of a pair's objects begins before the clause ends, and how many words it has."""
    first = chunks[at].last + 1
    holder = at + 1
    for index in range(first, min(first + reach, len(words))):
        while chunks[holder].last < index:
            holder += 1
        if index > first and (_closes(words[index]) or (chunks[holder].first == index and _finite(chunks[holder]))):
            break
        if words[index].form in _BECAUSE and pair.kind.frame == "strike":
            break  # «سقط جرحى نتيجة قصف صاروخي»
        length = 0 if _the_same(words, index) else pair.object_at(words, index)
        if length and not _beyond(words, index, pair) and not _only_of(chunks[holder], index - first, pair):
            return holder, length
    moved = who_moves(words, chunks, at) if pair.pair.people else None
    if moved is not None:
        return moved, 1
    if reach <= _NOUN_REACH:
        return None, 0
    relative = _relative_object(words, chunks, at, pair)
    return (_subject_object(words, chunks, at, pair) if relative is None else relative), 1


def _the_same(words: Sequence[Word], at: int) -> bool:
    """«في اليوم نفسه»: behind a noun with the article the word is no object."""
    return words[at].form in _SELF and words[at - 1].form.startswith("ال")


def _only_of(chunk: Chunk, distance: int, pair: PairSense) -> bool:
    """«نشرت مقاطع لجنود», «نشرت قوات الدعم السريع مقاطع»: of whom something is shown, or who shows it."""
    if pair.kind.frame != "deploy":
        return False
    return chunk.clitic == "ل" if distance else chunk.rule == "actor.listed"


def _beyond(words: Sequence[Word], index: int, pair: PairSense) -> bool:
    """«الوصول إلى الجرحى», «وصلت أعداد القتلى»: people who are reached or counted, and not brought."""
    arriving = pair.kind.frame == "harm" and pair.kind.harm is None
    before = words[index - 1].form
    return arriving and (before in ("الي", "عدد", "اعداد", "حصيله") or before.startswith("لاسعاف"))


def _relative_object(words: Sequence[Word], chunks: Sequence[Chunk], at: int, pair: PairSense) -> int | None:
    """A pair's noun that a pronoun on the verb takes up («قذائف أطلقتها القوات», «صاروخ أطلقوه»)."""
    verb = words[chunks[at].last]
    if chunks[at].clitic or not verb.form.endswith(_PRONOUNS) or not words[chunks[at].first].joined:
        return None
    head = chunks[at].first
    for index in range(head - 1, max(-1, head - 1 - _RELATIVE_REACH), -1):
        if pair.object_at(words, index):
            return next(i for i in range(len(chunks)) if chunks[i].last >= index)
        if not words[index].joined:
            return None
    return None


def _subject_object(words: Sequence[Word], chunks: Sequence[Chunk], at: int, pair: PairSense) -> int | None:
    """A pair's noun as the verb's subject before it («عشرات العربات العسكرية دخلت», «قذيفة سقطت»)."""
    if not pair.pair.before:
        return None
    head = chunks[at].first
    for index in range(head - 1, max(-1, head - _SUBJECT_REACH), -1):
        if pair.object_at(words, index):
            return next(i for i in range(len(chunks)) if chunks[i].last >= index)
        if _closes(words[index]) or any(mark in words[index + 1].gap for mark in "،."):
            return None
    return None


def _closes(word: Word) -> bool:
    return not _CLOSING.isdisjoint(word.gap) or word.form in _OPENERS


def _finite(chunk: Chunk) -> bool:
    return chunk.sort == "lex" and chunk.clitic in ("و", "ف") and chunk.has("trigger", "past", "present")
