"""What tells of no war of today: things that harm by accident, and years long ago."""

from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene

LIGHT = frozenset({"vehicle", "other", "naval"})
"""Families of means that are no weapons."""
PAST_YEARS = range(1000, 1946)
"""Years before the wars that are told of here."""
_LONG_AGO = frozenset(map(str, PAST_YEARS))
_YEARS = frozenset({"عام", "سنه"})


def long_ago(scene: Scene) -> bool:
    """«في عام 1898 سحقت القوات …»: whether a sentence names a year before the wars that are told of here."""
    years = (at for at, word in enumerate(scene.words) if word.sort == "number" and word.form in _LONG_AGO)
    return any(scene.form(at - 1).removeprefix("ال") in _YEARS for at in years)


def harmless(scene: Scene, chunk: Chunk) -> bool:
    """Whether a thing harms by accident alone («أسطوانة غاز»)."""
    found = scene.first(chunk.first, "domain")
    return found is not None and found[1].entry.cause


def is_weapon(scene: Scene, chunk: Chunk) -> bool:
    """Whether a means is made to harm, and not what harms by accident («أسطوانة غاز»)."""
    return not harmless(scene, chunk) and getattr(chunk.value, "family", None) not in LIGHT
