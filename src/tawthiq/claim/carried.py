"""Carried doers: whom joined acts of one sentence have in common, where only one of them names them."""

from collections.abc import Sequence
from itertools import pairwise

from tawthiq.arabic.words import Word
from tawthiq.claim.acts import Act
from tawthiq.mention.chunk import Chunk

_WOMEN = frozenset({"نساء", "نسوه", "سيدات", "فتيات", "بنات"})


def carry_doers(words: Sequence[Word], chunks: Sequence[Chunk], acts: Sequence[Act]) -> None:
    """Give joined acts the doers that another of them names."""
    for before, act in pairwise(acts):
        if not act.roles.agents and _goes_on_to_harm(words, chunks, act):
            act.roles.agents = [chunk for chunk in before.roles.agents if chunk.sort == "actor"]
        elif act.roles.agents and not before.roles.agents and _done_together(chunks, before, act):
            before.roles.agents = list(act.roles.agents)


def _goes_on_to_harm(words: Sequence[Word], chunks: Sequence[Chunk], act: Act) -> bool:
    """«فتحت القوات ممرا وقتلت 14 مسلحا»: an active verb, as men would make a passive one masculine."""
    head = chunks[act.main.head]
    if act.main.sort != "harm" or not act.main.verbal or head.clitic not in ("و", "ف") or not act.roles.victims:
        return False
    form = words[head.last].form
    if form.endswith("وا"):
        return True
    return form.endswith("ت") and not any(_feminine(words, chunk) for chunk in act.roles.victims[:1])


def _feminine(words: Sequence[Word], chunk: Chunk) -> bool:
    forms = [words[at].form for at in range(chunk.first, chunk.last + 1)]
    return any(form in _WOMEN or form.endswith("ات") or form.endswith("ه") for form in forms) or len(forms) == 1


def _done_together(chunks: Sequence[Chunk], before: Act, act: Act) -> bool:
    """«دكّ أوكار وتمشيط المنطقة من قبل الجيش»: two act nouns that «و» joins before the one who did both."""
    nouns = all(chunks[part.head].has("trigger", "noun") for part in (before.main, act.main))
    if not nouns or chunks[act.main.head].clitic != "و":
        return False
    named = chunks[act.main.head + 1 : act.main.end]
    return any(
        chunk.grammar("prepositions") == "agent" and following in act.roles.agents
        for chunk, following in pairwise(named)
    )
