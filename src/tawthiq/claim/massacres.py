"""Massacres: «مجزرة … إثر قصف على س» names by its outcome the strike that is told with it, which is told once."""

from collections.abc import Sequence
from itertools import pairwise

from tawthiq.arabic.words import Word
from tawthiq.claim.acts import Act
from tawthiq.claim.predication import Predication
from tawthiq.mention.chunk import Chunk

MASSACRE = ("زره", "زر", "ذبحه", "مجازر")
"""How the words for a massacre end («المجزرة», «مجازر», «مذبحة»)."""
_STRIKING = frozenset({"strike", "explode"})
_CAUSE_REACH = 3


def is_massacre(words: Sequence[Word], chunks: Sequence[Chunk], noun: Predication) -> bool:
    """Whether a predication is a noun that calls an act a massacre."""
    return noun.frame == "kill" and not noun.verbal and words[chunks[noun.head].last].form.endswith(MASSACRE)


def is_blast(words: Sequence[Word], chunks: Sequence[Chunk], act: Act) -> bool:
    """«دوي انفجارات في س», with nothing that exploded and no harm: what was heard of a strike."""
    noun = act.main.kind_id == "explosive_device" and not act.main.verbal and not chunks[act.main.head].clitic
    told = act.harms or act.roles.means or act.roles.agents or act.roles.patients or act.roles.objects
    return noun and not told and words[chunks[act.main.head].first].form.startswith(("انفجارات", "الانفجارات"))


def join_massacres(words: Sequence[Word], chunks: Sequence[Chunk], acts: list[Act]) -> None:
    """Give a strike the doers and the dead of the massacre that it was, in place of an act of its own."""
    for massacre, strike in [*pairwise(acts)]:
        outcome = is_massacre(words, chunks, massacre.main)
        if not (outcome or is_blast(words, chunks, massacre)) or not _was_done_by(chunks, massacre, strike):
            continue
        if not outcome:
            strike.roles.places = strike.roles.places or massacre.roles.places
            strike.reference, strike.follows = False, massacre.follows
            acts.remove(massacre)
            continue
        roles = strike.roles
        if not any(chunk.sort == "actor" for chunk in roles.agents):
            roles.agents = massacre.roles.agents or roles.agents
        roles.places = roles.places or massacre.roles.places
        roles.times = roles.times or massacre.roles.times
        roles.means = [*roles.means, *(chunk for chunk in massacre.roles.means if chunk not in roles.means)]
        strike.parts = [massacre.main, *massacre.parts, *strike.parts]
        strike.supports = [*massacre.supports, *strike.supports]
        strike.harms = [*massacre.harms, *strike.harms]
        strike.reference, strike.follows = False, massacre.follows
        acts.remove(massacre)


def _was_done_by(chunks: Sequence[Chunk], massacre: Act, strike: Act) -> bool:
    """«مجزرة باستهداف مزرعة», «مجزرة …، إثر قصف على س»: whether a strike's noun stands as the massacre's cause."""
    head = strike.main.head
    if strike.main.frame not in _STRIKING or strike.main.verbal or chunks[head].clitic.startswith("و"):
        return False
    between = chunks[massacre.main.head + 1 : head]
    if any(chunk.grammar("complement") is not None for chunk in between):
        return False
    if chunks[head].clitic == "ب":
        return True
    near = between[-_CAUSE_REACH:]
    return any(chunk.grammar("cause") is not None and chunk.grammar("prepositions") is None for chunk in near)
