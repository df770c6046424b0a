"""Owners: what stands right beside a thing or a place and only says whose, or for whom, it is."""

from collections.abc import Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.frames import FRAMES, Frame
from tawthiq.claim.predication import Predication
from tawthiq.mention.chunk import Chunk


def machines_of(chunks: Sequence[Chunk], verb: Predication, at: int) -> bool:
    """«جرفت آليات الجيش منازل», «نسفت الآليات الإسرائيلية مباني»: machines right behind a verb of wrecking."""
    if verb.frame != "destroy" or not verb.verbal or at != verb.head + 2:
        return False
    machines = chunks[at - 1]
    return machines.sort == "means" or any(s.sort == "object" and s.entry.id == "vehicle" for s in machines.senses)


def shoots(act: Predication, frame: Frame, means: Chunk | None) -> bool:
    """Whether means are what an act is done with, and not the lorries or aircraft that it stops or hits."""
    loaded = means is not None and getattr(means.value, "family", None) == "vehicle"
    return act.frame not in ("block", "down") and not (loaded and frame is FRAMES["explode"])


def held_post(chunks: Sequence[Chunk], act: Predication, thing: Chunk) -> bool:
    """«دك مقرات المسلحين»: a post right behind the act's own word, of which a noun can only tell whose it is."""
    post = thing.sort == "object" and bool(thing.value.post) and not thing.clitic
    return post and chunks[act.head].last + 1 == thing.first


def shelters(words: Sequence[Word], before: Chunk | None, people: Chunk) -> bool:
    """«مخيم السويداء للنازحين»: people whom the place before is for."""
    place = before is not None and before.sort == "place"
    return place and people.sort == "people" and people.clitic == "ل" and words[people.first].joined


def manned(words: Sequence[Word], doers: Chunk | None, thing: Chunk) -> bool:
    """«فتح عناصر حاجز للفرقة الرابعة النار»: a post right behind those who man it."""
    before = doers is not None and doers.rule == "actor.generic"
    return before and thing.sort == "object" and not thing.clitic and words[thing.first].joined
