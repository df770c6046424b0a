"""Belongings: whose the thing is that an act falls on, where no name stands beside it."""

from collections.abc import Iterable, Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.discourse import ARMED, Discourse, forces_of, related
from tawthiq.lexicon.entries import Actor, Object
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene

_OF_IT = frozenset({"له", "لها", "لهم"})
_SUFFIXES = ("ها", "هم", "ه")
_REACH = 4
_USED = (
    *("تستخدمه", "يستخدمه", "تستخدمها", "يستخدمها", "تستعمله", "تستعملها", "يتخذه", "تتخذه", "يتخذها", "تتخذها"),
    *("تسيطر", "يسيطر", "تتمركز", "يتمركز", "تتحصن", "يتحصن", "تديره", "تديرها", "يديره", "يديرها", "تشغله", "تشغلها"),
)
_SOIL = frozenset({"الاراضي", "اراضي"})
_PRISONS = frozenset("سجن سجون معتقل معتقلات زنازين اقبيه افرع فرع".split())
_PRISON_REACH = 9
_OWNING = ARMED | {"international"}


def thing_named(chunk: Chunk) -> Object | None:
    """The thing that a chunk names."""
    return next((sense.entry for sense in chunk.senses if sense.sort == "object"), None)


def points_to_owner(scene: Scene, chunk: Chunk) -> bool:
    """Whether a pronoun says whose a thing is: «حاجز لها», «برج مراقبة تابع لها», «تحصيناتهم»."""
    thing = thing_named(chunk)
    if thing is None or thing.civil:
        return False
    for at in range(chunk.first + 1, chunk.first + 2 + _REACH):
        if not scene.joined(at):
            break
        if scene.form(at) in _OF_IT:
            return True
    word = scene.words[chunk.first if chunk.sort == "place" else chunk.last]
    aimed_at = word.form.startswith(("اهداف", "هدف"))
    if aimed_at or word.form.startswith("ال") or scene.text.endswith("ة", 0, word.end):
        return False
    return word.form.endswith(_SUFFIXES)


def users(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> list[Chunk]:
    """Who is told behind a thing to use, hold or share it: «منشآت تستخدمها س», «نقطة مشتركة بين س وص»."""
    found: list[Chunk] = []
    led = False
    for chunk in chunks[at + 1 : at + 2 + _REACH]:
        form = words[chunk.first].form
        if led and chunk.sort in ("actor", "affiliation") and (not found or chunk.clitic.startswith("و")):
            found.append(chunk)
        elif found or chunk.clitic.startswith("و"):
            break
        elif form.startswith(_USED) or chunk.grammar("prepositions") == "بين":
            led = True
        elif chunk.sort == "lex" and not led and not _describes(chunk):
            break
    return found


def _describes(chunk: Chunk) -> bool:
    return chunk.grammar("relative") is not None or chunk.grammar("force_adjectives") is not None


def owner_before(scene: Scene, discourse: Discourse, before: Sequence[Chunk], doers: Iterable[Actor]) -> Actor | None:
    """Whom a pronoun on a thing means: the party named last before it, or who speaks, that does not act itself."""
    own = list(doers)
    for chunk in reversed(before):
        if chunk.sort == "people" and any(one.id.startswith("civilians") for one in chunk.value.people):
            return None  # «مزارعون انفجر لغم بعربتهم»: their own
        mention = chunk.value if chunk.sort == "actor" else getattr(chunk.value, "party", None)
        resolved = discourse.resolve(scene, mention) if mention is not None else None
        if resolved is not None and _may_own(resolved.actor, own):
            return resolved.actor
    if discourse.voice is not None and _may_own(discourse.voice, own):
        return forces_of(discourse.lexicon, discourse.voice)
    return discourse.foe_of(own)


def _may_own(actor: Actor, doers: Iterable[Actor]) -> bool:
    return actor.sort in _OWNING and not any(related(actor, doer) for doer in doers)


def is_military(chunk: Chunk) -> bool:
    """Whether only armed forces have such a thing: posts, tanks, aircraft, weapons."""
    thing = thing_named(chunk)
    return thing.military if thing is not None else chunk.sort == "means" or chunk.has("means")


def is_soil(scene: Scene, chunks: Sequence[Chunk], at: int) -> bool:
    """«داخل الأراضي السورية»: the soil of a country, which is no thing acted on."""
    soil = scene.bare_form(chunks[at].first, chunks[at].clitic) in _SOIL
    return soil and any(chunk.sort == "affiliation" for chunk in chunks[at + 1 : at + 2])


def jailer_of(scene: Scene, chunks: Sequence[Chunk], head: int) -> Chunk | None:
    """«تحت التعذيب في سجون قسد»: whose the prison is in which people are tortured."""
    for at in range(head + 1, min(head + _PRISON_REACH, len(chunks) - 1)):
        owner = chunks[at + 1]
        if scene.form(chunks[at].last) in _PRISONS and owner.sort == "actor" and owner.clitic in ("", "ل"):
            return owner
    return None
