"""Withheld readings: acts that the text names only to point back, or as part of another act."""

from collections.abc import Sequence

from tawthiq.claim.acts import Act
from tawthiq.claim.parties import Parties
from tawthiq.claim.speakers import Saying
from tawthiq.mention.chunk import Chunk
from tawthiq.model import Claim

_CLAIMED_REACH = 4


def part_of_another(act: Act, chunks: Sequence[Chunk]) -> str | None:
    """Why an act is told only within another one, or None."""
    if _background(act, chunks):
        return "told as what went before"
    if _resulting(act, chunks):
        return "damage that the act before it did"
    if "subject of a verb" in act.main.tags and not act.harms:
        return "only the subject of the verb after it"
    return None


def _background(act: Act, chunks: Sequence[Chunk]) -> bool:
    """«التي سيطر عليها سابقا»: a relative clause of the past that only tells which place is meant."""
    link = act.main.link
    relative = link is not None and link.grammar("relative") is not None
    return relative and any(chunk.grammar("previous") is not None for chunk in chunks[act.main.head : act.main.end])


def _resulting(act: Act, chunks: Sequence[Chunk]) -> bool:
    """«ما أدى إلى مقتل … واحتراق منزلين»: damage told as the result of the act before it."""
    damage = act.main.shape == "noun" and act.main.kind is not None and act.main.kind.frame == "destroy"
    if not damage or act.follows is None:
        return False
    between = chunks[act.follows.main.head + 1 : act.main.head]
    return any(chunk.grammar("result") is not None for chunk in between)


def claimed(act: Act, saying: Saying | None) -> bool:
    """«تبنى التنظيم التفجير»: the news is who did it."""
    if saying is None or saying.stance != "admits" or saying.actor is None:
        return False
    return act.main.head - saying.at <= _CLAIMED_REACH


def points_back(act: Act) -> bool:
    """Whether a definite act noun adds too little to tell an act of its own."""
    if not act.reference:
        return False
    roles = act.roles
    acting = act.harms or roles.agents or roles.parties or roles.victims or roles.objects or roles.patients
    if not (acting or roles.places or act.supports):
        return True
    link = act.main.link
    if link is None or link.grammar("cause") is None:
        return False
    fronted = act.first <= 2
    return not acting or (fronted and not (act.harms or roles.places))


def repeats(act: Act, parties: Parties, previous: Claim | None) -> bool:
    """Whether an act adds no place, time, means or harm to the one told before, of its kind and by its parties."""
    if previous is None or previous.kind != parties.kind:
        return False
    roles = act.roles
    if roles.places or roles.objects or roles.times or roles.means or act.harms or roles.victims or roles.parties:
        return False
    return {ref.actor for ref in parties.initiators} <= {ref.actor for ref in previous.initiators}
