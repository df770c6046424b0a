"""Senders: who sent the convoy, the ship or the aircraft that an act is told of."""

from collections.abc import Sequence

from tawthiq.claim.acts import Act
from tawthiq.claim.belongings import thing_named
from tawthiq.claim.parties import Parties
from tawthiq.mention.chunk import Chunk

_SENT = ("سير", "ارسل", "قدم", "نظم")
_MOVING = frozenset({"convoy", "vehicle", "aircraft", "ship", "ambulance"})


def sender(act: Act, chunks: Sequence[Chunk]) -> Chunk | None:
    """«سيّر الصليب الأحمر قافلة أجلت …»: who sent the convoy, the aircraft that a verb right behind it tells of."""
    at = act.main.head
    if at < 2 or chunks[at].clitic:
        return None
    sent, before = thing_named(chunks[at - 1]), chunks[at - 2]
    return before if sent is not None and sent.id in _MOVING and before.sort == "actor" else None


def sent_by(parties: Parties) -> Chunk | None:
    """«دخلت قافلة إلى س، سيّرها الهلال الأحمر بدعم من ص»: who is told behind it to have sent a convoy."""
    act, chunks, scene = parties.act, parties.chunks, parties.scene
    for at in range(act.main.head + 1, len(chunks) - 1) if act.main.frame == "deliver" else ():
        form = scene.form(chunks[at].last)
        if form.startswith(_SENT) and form.endswith(("ها", "ه")) and chunks[at + 1].sort == "actor":
            for helper in parties.helpers(chunks[at + 2 :]):
                parties.add_supporter(helper)
            return chunks[at + 1]
    return None
