"""Denials of what was told: «ونفت الوزارة ذلك», «وهو ما نفاه الجيش» deny the act before them and name none."""

from collections.abc import Sequence

from msgspec.structs import replace

from tawthiq.claim.predication import Predication
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.model import ActorRef, Claim, Quote, Span, Speaker

_THAT = "ذلك"
_THESE = frozenset({"هذا", "هذه", "تلك"})
_CHARGE = frozenset("الامر الاتهام الاتهامات التهمه التهم الخبر الروايه الادعاءات المزاعم".split())
_WHAT = frozenset({"ما", "امر"})
_REACH = 8


def denials(scene: Scene, chunks: Sequence[Chunk], predications: Sequence[Predication]) -> list[Predication]:
    """The verbs of a sentence that deny what was told before them."""
    verbs = [p for p in predications if p.verbal and p.reporting is not None and p.reporting.stance == "denies"]
    return [verb for verb in verbs if _takes_up(scene, chunks, verb) or _points(scene, chunks, verb, predications)]


def _takes_up(scene: Scene, chunks: Sequence[Chunk], verb: Predication) -> bool:
    """«وهو ما نفته»: a pronoun on a verb behind «ما»."""
    at = chunks[verb.head].first
    return scene.form(chunks[verb.head].last).endswith(("ه", "ها")) and scene.form(at - 1) in _WHAT


def _points(scene: Scene, chunks: Sequence[Chunk], verb: Predication, predications: Sequence[Predication]) -> bool:
    """«نفت الوزارة ذلك», «ونفى هذه الاتهامات»: a word that points back in the verb's clause, before any act."""
    first = chunks[verb.head].last + 1
    for at in range(first, min(len(scene), first + _REACH)):
        form = scene.form(at)
        if "،" in scene.words[at].gap:
            return False
        if form == _THAT or (form in _CHARGE and (scene.form(at - 1) in _THESE or _closes(scene, at + 1))):
            return True
        if any(chunks[p.head].first == at for p in predications):
            return False
    return False


def _closes(scene: Scene, at: int) -> bool:
    return at >= len(scene) or not scene.words[at].joined or scene.form(at).startswith("و")


def denied(claim: Claim, words: Quote, chain: Sequence[Speaker], sentence: Span) -> Claim:
    """A claim as what someone says was not so, in words that only point back to it."""
    return replace(
        claim,
        status="denied",
        initiators=_again(claim.initiators),
        targets=_again(claim.targets),
        supporters=(),
        places=tuple(replace(place, via="coreference", text=None, span=None) for place in claim.places),
        time=replace(claim.time, via="coreference", text=None, span=None) if claim.time else None,
        means=(),
        harm=(),
        framing=(),
        attribution=(*_outlet(claim.attribution), *chain),
        trigger=words,
        sentence=sentence,
        rule=f"{claim.kind}.denied",
    )


def _again(refs: Sequence[ActorRef]) -> tuple[ActorRef, ...]:
    return tuple(replace(ref, via="coreference", text=None, span=None) for ref in refs)


def _outlet(chain: Sequence[Speaker]) -> tuple[Speaker, ...]:
    return tuple(speaker for speaker in chain[:1] if speaker.type == "outlet")
