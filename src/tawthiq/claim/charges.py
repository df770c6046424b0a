"""Charges: whom a verb of accusing names as the doer of the act under «بـ» («اتهم المجلس القوات بقصف …»)."""

from collections.abc import Sequence

from tawthiq.claim.acts import Act
from tawthiq.claim.parties import PARTY_SORTS
from tawthiq.claim.sayers import Saying
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene

_REACH = 12
_NAMED = frozenset({*PARTY_SORTS, "speaker", "outlet"})


class Charges:
    """Reads who is accused in one sentence."""

    def __init__(self, scene: Scene, chunks: Sequence[Chunk]) -> None:
        self.scene, self.chunks = scene, chunks

    def accused(self, act: Act, saying: Saying | None) -> list[Chunk]:
        """The party named last between the accuser and the act, or each of two that accuse each other."""
        head = act.main.head
        if act.main.verbal or not self.chunks[act.first].clitic.endswith("ب"):
            between = self.chunks[saying.start : head] if saying is not None and saying.stance == "accuses" else ()
        else:
            between = self._before_charge(head)
        named = [chunk for chunk in between if chunk.sort in PARTY_SORTS]
        mutual = bool(between) and "تبادل" in self.scene.form(between[0].first)
        return named if mutual else [chunk for chunk in named if not chunk.clitic][-1:]

    def _before_charge(self, head: int) -> Sequence[Chunk]:
        """The chunks between a verb of accusing and the act under «بـ»; the accuser left out where it stands there."""
        for at in range(head - 1, max(-1, head - _REACH), -1):
            chunk = self.chunks[at]
            if chunk.grammar("parallel") is not None or chunk.grammar("complement") is not None:
                return ()
            if "تبادل" in self.scene.form(chunk.first):
                accused = any(_accuses(other) for other in self.chunks[at:head])
                return self.chunks[at:head] if accused else ()
            if _accuses(chunk) and not any(sense.shape == "noun" for sense in chunk.senses):
                return self._behind_accuser(at, head)
        return ()

    def _behind_accuser(self, at: int, head: int) -> Sequence[Chunk]:
        parties = [i for i in range(at + 1, head) if self.chunks[i].sort in _NAMED]
        alone = len(parties) == 1 and self.chunks[parties[0] + 1].clitic.endswith("ب")  # «واتهمت الفصائل بخرق …»
        spoken = any(sense.shape == "participle" for sense in self.chunks[at].senses)
        led = alone or spoken or (at > 0 and self._named_before(at))
        return [self.chunks[i] for i in (parties if led else parties[1:])]

    def _named_before(self, at: int) -> bool:
        """Whether the accuser stands before the verb («وواشنطن تتهم موسكو بقصف …»)."""
        if "،" in self.scene.words[self.chunks[at].first].gap:
            return False
        return any(chunk.sort in _NAMED for chunk in self.chunks[max(0, at - 2) : at])


def _accuses(chunk: Chunk) -> bool:
    return any(sense.entry.stance == "accuses" for sense in chunk.of("reporting"))
