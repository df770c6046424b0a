"""Casualties told one after the other: which of them are of an act of their own."""

from collections.abc import Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.causes import cause_ahead
from tawthiq.claim.predication import Predication
from tawthiq.claim.roles import Roles
from tawthiq.mention.chunk import Chunk

_COUNTED = 4


def stands_apart(
    words: Sequence[Word], chunks: Sequence[Chunk], harm: Predication, told: Roles, earlier: Roles
) -> bool:
    """Whether a verb of harm has a doer of its own, or another place than what was told before it.

    «قُتل مدني في درعا، وأصيب آخر في إدلب»; «… مقتل خمسة، وقتلت القوات شابا». Not those counted among others («بينهم»).
    """
    near = chunks[max(0, harm.head - 1) : harm.head + _COUNTED]
    if any(chunk.grammar("part") is not None for chunk in near):
        return False
    if harm.verbal and harm.shape != "passive" and _doers(told) and not _same(words, _doers(told), _doers(earlier)):
        return True
    if earlier.means and harm.conjoined and not at_once(words, chunks, harm) and cause_ahead(chunks, harm):
        return True
    mine, theirs = _places(told), _places(earlier)
    return bool(mine and theirs) and not _same(words, mine, theirs)


def at_once(words: Sequence[Word], chunks: Sequence[Chunk], harm: Predication) -> bool:
    """«غارة على سيارة، فقضى راكباها», «… على تجمع: أصيب أربعة»: «فـ» or a colon tells what came of the act."""
    head = chunks[harm.head]
    return harm.verbal and (head.clitic == "ف" or ":" in words[head.first].gap)


def _doers(roles: Roles) -> list[Chunk]:
    return [chunk for chunk in roles.agents if chunk.sort == "actor"]


def _places(roles: Roles) -> list[Chunk]:
    return [chunk for chunk in roles.places if chunk.sort == "place" and not chunk.value.reference]


def _same(words: Sequence[Word], mine: Sequence[Chunk], theirs: Sequence[Chunk]) -> bool:
    """Whether the last words of one of the names are those of another («مدينة درعا», «درعا»)."""
    return bool({words[chunk.last].form for chunk in mine} & {words[chunk.last].form for chunk in theirs})
