"""Listed acts: items of a list («- القبض على …», «أولا: استهداف …») are done by those of whom its opening tells."""

from collections.abc import Sequence

import regex

from tawthiq.claim.discourse import ARMED, Discourse, forces_of
from tawthiq.lexicon.entries import Actor
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.model import Claim

_ORDINALS = frozenset("اولا ثانيا ثالثا رابعا خامسا سادسا سابعا ثامنا تاسعا عاشرا".split())
_MARKS = frozenset("-–—•●▪◾🔴🔵✅*")
_AHEAD = frozenset("الاتي التالي كالاتي كالتالي الاتيه التاليه".split())
_OPENING = 4
_COLON = regex.compile(" *:")


def is_item(scene: Scene) -> bool:
    """Whether a sentence is one item of a list."""
    if not scene.words:
        return False
    first = scene.words[0]
    if not _MARKS.isdisjoint(first.gap) or first.form in _ORDINALS:
        return True
    return first.form.isdigit() and len(scene) > 1 and scene.words[1].gap.strip() in (")", "-", ".", "/", ":", "–")


def begins_item(scene: Scene, chunks: Sequence[Chunk], head: int) -> bool:
    """Whether an act noun is what an item of a list begins with."""
    return chunks[head].first < _OPENING and is_item(scene)


def remember_list(discourse: Discourse, scene: Scene, claims: Sequence[Claim]) -> None:
    """Remember whose acts the list is that a sentence opens: of its last doer, or of the party that tells of itself."""
    if is_item(scene):
        return
    discourse.lister = None
    if not scene.words or not _opens_list(scene):
        return
    doers = [ref.actor for claim in claims[-1:] for ref in claim.initiators]
    found = scene.lexicon.actors.get((doers[0] if doers else None) or "")
    if found is not None and found.sort in ARMED:
        discourse.lister = found


def _opens_list(scene: Scene) -> bool:
    end = scene.words[-1].end
    if scene.text[end : end + 1] in (" ", ":") and _COLON.match(scene.text, end) is not None:
        return True
    return any(word.form in _AHEAD for word in scene.words[-2:])


def lister(discourse: Discourse) -> Actor | None:
    """Who does what the items of the present list tell."""
    if discourse.lister is None and discourse.voice is not None and discourse.voice.sort in ARMED:
        return forces_of(discourse.lexicon, discourse.voice)
    return discourse.lister
