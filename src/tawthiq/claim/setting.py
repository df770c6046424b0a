"""What a report as a whole is about: its evidence for war, and that for a peaceful subject."""

from collections.abc import Sequence

from msgspec import Struct

from tawthiq.arabic.fold import fold_name
from tawthiq.claim.beside import NAMES
from tawthiq.claim.discourse import ARMED
from tawthiq.claim.harmless import LIGHT, PAST_YEARS, harmless
from tawthiq.lexicon.entries import Domain
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.mention.short_names import is_country

PEACEFUL_AT = 2.0
"""So much evidence makes a report peaceful, where there is not more for war."""
HEAVY = 1.5
"""What a word of an exercise or an accident weighs, that of another peaceful subject being 1."""
_OFFICES = frozenset(
    "gov mfa presidency health council cabinet pmo kremlin white_house state hor presidential sovereignty "
    "administration plc spc spokesman nsc moi police mod dod cogat prisons coast_guard isf criminal_security".split()
)
_OFFICE_NOUNS = frozenset("حكومه سلطات جهاز اجهزه قياده شرطه امن مخابرات استخبارات".split())


class Setting(Struct, frozen=True):
    """What a report as a whole is about: the weight of its evidence for war and of that for a peaceful subject.

    `drill` and `cause` are the parts of `peace` that exercises and that accidents, storms and illnesses have.
    """

    war: float
    peace: float
    drill: float = 0.0
    cause: float = 0.0

    @property
    def warlike(self) -> bool:
        """Whether the report speaks of war."""
        return self.war - self.peace >= 2

    @property
    def peaceful(self) -> bool:
        """Whether words of a peaceful subject outweigh those of war."""
        return self.peace >= PEACEFUL_AT and self.peace > self.war


def setting_of(scenes: Sequence[Scene], chunked: Sequence[Sequence[Chunk]]) -> Setting:
    """Weigh a report: parties, weapons, harm and strong acts against words of peaceful subjects."""
    war = peace = drill = cause = 0.0
    for scene, chunks in zip(scenes, chunked, strict=True):
        subjects = peaceful_subjects(scene, chunks)
        subject = sum(map(weight, subjects))
        drill += sum(weight(domain) for domain in subjects if domain.domain == "drill")
        cause += sum(weight(domain) for domain in subjects if domain.cause)
        peace += subject
        strong = 0.0 if subject else 1.0
        numbers = [word.form for word in scene.words if word.sort == "number"]
        peace += sum(HEAVY for form in numbers if len(form) == 4 and form.isdigit() and int(form) in PAST_YEARS)
        war += sum([evidence(scene, chunk, strong) for chunk in chunks if chunk.sort != "word"])
    return Setting(war, peace, drill, cause)


def weight(domain: Domain) -> float:
    """Drills and accidents use the words of war and harm in earnest: a word that shows one weighs more."""
    return HEAVY if domain.cause or domain.domain == "drill" else 1.0


def evidence(scene: Scene, chunk: Chunk, strong: float) -> float:
    """How much one chunk tells of war; a strong word of an act counts `strong`."""
    if chunk.sort == "actor":
        sure = bool(chunk.value.candidates) and chunk.rule != "actor.short"
        return (1.5 if sure else 0.5) if names_armed(scene, chunk) else 0.0
    if chunk.sort == "means" and "domain" in scene.sorts and harmless(scene, chunk):
        return 0.0
    if chunk.sort == "means":
        return 0.5 if chunk.value.family in LIGHT else 1.0
    if chunk.sort == "people" and chunk.value.harms:
        return max(strong, 0.5)
    if strong and chunk.has("trigger") and not all(sense.entry.weak for sense in chunk.of("trigger")):
        return strong
    return 0.0


def names_armed(scene: Scene, chunk: Chunk) -> bool:
    """Whether a chunk names an armed party; of a state's bodies that is its forces, not an office or the police."""
    if not chunk.value.candidates:
        return chunk.value.service is not None
    actor = chunk.value.candidates[0]
    if actor.sort != "state":
        return actor.sort in ARMED or actor.id in ("gunmen", "combatants")
    country = is_country(actor) and actor.country is not None
    if country or chunk.value.service is not None:
        return not country
    return actor.id.rpartition(".")[2] not in _OFFICES or _named_as_force(scene, chunk)


def _named_as_force(scene: Scene, chunk: Chunk) -> bool:
    """«قوات النظام», «عصابات الأسد»: a government by the name of its forces."""
    named = scene.bare_form(chunk.first, chunk.clitic)
    if named.removeprefix("ال") in _OFFICE_NOUNS:
        return False
    framed = {fold_name(word) for actor in chunk.value.candidates for word in actor.framing}
    return named in framed or scene.first(chunk.first, "force") is not None


def peaceful_subjects(scene: Scene, chunks: Sequence[Chunk], told: Sequence[Chunk] = ()) -> list[Domain]:
    """The peaceful subjects of a sentence, one for each word that shows one; names and those `told` of show none."""
    found: list[Domain] = []
    if "domain" not in scene.sorts:
        return found
    for chunk in chunks:
        if chunk.sort in NAMES or chunk in told:
            continue
        at = chunk.first
        while at <= chunk.last:
            sense = scene.first(at, "domain")
            if sense:
                found.append(sense[1].entry)
            at = sense[0].last + 1 if sense else at + 1
    return found
