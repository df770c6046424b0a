"""Doers: which of the chunks beside an act may do it."""

from collections.abc import Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.arguments import is_armed, is_thing
from tawthiq.claim.discourse import ARMED, FIGHTERS
from tawthiq.claim.predication import Predication
from tawthiq.mention.chunk import Chunk

_ARMS = frozenset({"air", "drone", "artillery", "navy"})


def strikes_from_afar(chunk: Chunk) -> bool:
    """Whether an actor is a branch that strikes from afar, so that «بالطيران الروسي» says who did it."""
    branch = chunk.value.candidates[0].id.rsplit(".", 1)[-1] if chunk.value.candidates else ""
    return chunk.value.service in _ARMS or branch in ("air", "navy")


def fights(chunk: Chunk) -> bool:
    """Whether what «و» joins to the doer of a strike may be one too: not «وفرق الدفاع المدني»."""
    if chunk.sort == "actor":
        candidates = chunk.value.candidates
        return not candidates or any(actor.sort in ARMED or actor.id in FIGHTERS for actor in candidates)
    return chunk.sort != "people" or is_armed(chunk)


def fired_from(words: Sequence[Word], chunks: Sequence[Chunk], owner: Chunk) -> bool:
    """«قصف من مناطق سيطرة قسد», «مصدرها مواقع النظام»: whether a party owns the ground that fire comes from."""
    at = chunks.index(owner)
    if at < 2 or not is_thing(chunks[at - 1]):
        return False
    before = chunks[at - 2]
    return before.grammar("prepositions") == "من" or words[before.last].form in ("مصدرها", "مصدره")


def named_again(words: Sequence[Word], chunk: Chunk, agents: Sequence[Chunk]) -> bool:
    """«نفذت قواتنا، قوات سوريا الديمقراطية، عملية»: the name between commas of the force that is the subject."""
    named = chunk.sort == "actor" and chunk.rule != "actor.generic" and "،" in words[chunk.first].gap
    return named and bool(agents) and all(c.rule == "actor.generic" and not c.value.candidates for c in agents)


def by_us(words: Sequence[Word], chunks: Sequence[Chunk], verb: Predication) -> bool:
    """«قصفنا», «وفجّرنا»: a past verb whose subject is the speaker, unless a party right behind it did it to «us»."""
    head = chunks[verb.head]
    following = chunks[verb.head + 1] if verb.head + 1 < len(chunks) else None
    ours = verb.verbal and head.first == head.last and words[head.last].form.endswith("نا")
    return (
        ours
        and head.has("trigger", "past")
        and (following is None or following.sort != "actor" or following.clitic == "ب")
    )
