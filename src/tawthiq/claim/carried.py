"""Carried doers and circumstances: what joined acts of one sentence have in common, where only one of them names it."""

from collections.abc import Sequence
from itertools import pairwise

from tawthiq.arabic.words import Word
from tawthiq.claim.acts import Act
from tawthiq.claim.causes import meanwhile
from tawthiq.claim.massacres import join_massacres
from tawthiq.claim.predication import Predication
from tawthiq.claim.roles import Roles
from tawthiq.mention.chunk import Chunk

_GOING_ON = ("ستمر", "ستمرت", "تواصل", "تواصلت")
_GOALS = frozenset({"take", "seize", "lift"})
_WOMEN = frozenset({"نساء", "نسوه", "سيدات", "فتيات", "بنات"})


def carry_doers(words: Sequence[Word], chunks: Sequence[Chunk], acts: Sequence[Act]) -> None:
    """Give joined acts the doers that another of them names."""
    shared: Act | None = None
    for before, act in [*pairwise(acts)][::-1]:
        together = _done_together(chunks, before, act) or (act is shared and _nouns_joined(chunks, before, act))
        if act.roles.agents and not before.roles.agents and together:
            before.roles.agents, shared = list(act.roles.agents), before
    for before, act in pairwise(acts):
        if not act.roles.agents and _same_doers(words, chunks, act):
            act.roles.agents = [chunk for chunk in before.roles.agents if chunk.sort == "actor"]
        elif act.main.head == before.main.head + 1 and _nouns_joined(chunks, before, act):
            _share(before, act)


def _same_doers(words: Sequence[Word], chunks: Sequence[Chunk], act: Act) -> bool:
    """Whether an act that names no doer is told as a deed of those who did the act before it."""
    harms = any(goes_on_to_harm(words, chunks, harm, act) for harm in (act.main, *act.harms))
    return harms or _amid(words, chunks, act)


def _amid(words: Sequence[Word], chunks: Sequence[Chunk], act: Act) -> bool:
    """«داهمت القوات البلدة وسط إطلاق نار كثيف»: fire amid which a force comes is its own."""
    first = chunks[act.main.head].first
    return act.main.frame == "strike" and not act.main.verbal and first > 0 and words[first - 1].form == "وسط"


def take_doers(act: Act, told: Roles) -> None:
    """«استهدف قصف لقوات س وص بلدة ع», «استهدفت غارة روسية قرية»: whose act is the verb's subject."""
    first = told.agents[0] if told.agents else None
    doers = told.agents if first is not None and (first.clitic == "ل" or first.sort == "affiliation") else []
    if doers:
        act.roles.agents = doers
        act.roles.patients = [chunk for chunk in act.roles.patients if chunk not in doers]


def goes_on_with(words: Sequence[Word], chunks: Sequence[Chunk], support: Predication) -> bool:
    """«تستمر القوات بقصف البلدة»: with the act under «بـ» or «في» the verb has another subject, who does it."""
    nouns = (at for at in range(support.head + 1, len(chunks)) if _names_act(chunks[at]))
    at = next(nouns, None)
    if at is None or not words[chunks[support.head].last].form.removeprefix("و").endswith(_GOING_ON):
        return False
    return chunks[at].clitic == "ب" or words[chunks[at].first - 1].form == "في"


def _names_act(chunk: Chunk) -> bool:
    """Whether a chunk is the noun of an act or one that carries it («بشنّ غارات»)."""
    return chunk.has("trigger", "noun") or (chunk.clitic == "ب" and chunk.has("support", "noun"))


def join_aims(words: Sequence[Word], chunks: Sequence[Chunk], acts: list[Act]) -> None:
    """Tell what is one: a siege and its breaking, an attack and its goal, a massacre and its strike."""
    end_sieges(chunks, acts)
    share_goals(chunks, acts)
    join_massacres(words, chunks, acts)


def end_sieges(chunks: Sequence[Chunk], acts: Sequence[Act]) -> None:
    """«كسرت القوات الحصار الذي يفرضه التنظيم على س»: the siege that is told of is the one broken."""
    for broken, siege in pairwise(acts):
        if broken.main.kind_id != "siege_broken" or siege.main.kind_id != "siege":
            continue
        between = chunks[broken.main.head + 1 : siege.main.head]
        apart = any(chunk.grammar("parallel") is not None or chunk.clitic.startswith("و") for chunk in between)
        if apart or chunks[siege.main.head].clitic.startswith(("و", "ف")):
            continue
        broken.roles.places = broken.roles.places or list(siege.roles.places)
        broken.roles.patients = broken.roles.patients or list(siege.roles.agents)
        if broken.roles.times and broken.roles.times == siege.roles.times:
            broken.roles.times = []
        siege.main.tags.add("ended")


def share_goals(chunks: Sequence[Chunk], acts: Sequence[Act]) -> None:
    """«شنت القوات هجوما للسيطرة على س», «معارك لاستعادة س»: where an attack is to end is where it is."""
    for attack, goal in pairwise(acts):
        aimed = goal.main.frame in _GOALS and not goal.main.verbal and chunks[goal.main.head].clitic == "ل"
        if aimed and attack.main.frame in ("strike", "clash") and not attack.roles.places:
            attack.roles.places = list(goal.roles.places)
        if aimed and attack.main.frame == "strike" and not attack.main.verbal and not goal.supports:
            attack.roles.patients = attack.roles.patients or list(goal.roles.patients)
            goal.main.tags.add("aim of the act before")


def goes_on_to_harm(words: Sequence[Word], chunks: Sequence[Chunk], harm: Predication, act: Act) -> bool:
    """«فتحت القوات ممرا وقتلت 14 مسلحا»: an active verb, as men would make a passive one masculine."""
    head = chunks[harm.head]
    if harm.sort != "harm" or not harm.verbal or head.clitic not in ("و", "ف"):
        return False
    people = [chunk for chunk in chunks[harm.head + 1 : harm.end] if chunk.sort == "people"]
    victims = act.roles.victims if harm is act.main else people
    form = words[head.last].form
    if not victims or not form.endswith(("وا", "ت")):
        return False
    return form.endswith("وا") or not _feminine(words, victims[0])


def _feminine(words: Sequence[Word], chunk: Chunk) -> bool:
    """Whether the people after a verb in -t may be its subject: women, one woman, or a noun whose gender is open."""
    last = words[chunk.last].form
    if last in _WOMEN or last.endswith(("ات", "ه")):
        return True
    return chunk.first == chunk.last and not last.endswith(("ين", "ا"))


def _done_together(chunks: Sequence[Chunk], before: Act, act: Act) -> bool:
    """«دكّ أوكار وتمشيط المنطقة من قبل الجيش»: two act nouns that «و» joins before the one who did both."""
    if not _nouns_joined(chunks, before, act):
        return False
    named = chunks[act.main.head + 1 : act.main.end]
    return any(
        chunk.grammar("prepositions") == "agent" and following in act.roles.agents
        for chunk, following in pairwise(named)
    )


def _nouns_joined(chunks: Sequence[Chunk], before: Act, act: Act) -> bool:
    nouns = all(chunks[part.head].has("trigger", "noun") for part in (before.main, act.main))
    return nouns and chunks[act.main.head].clitic == "و"


def _share(before: Act, act: Act) -> None:
    """«استهداف وتدمير تسع سيارات»: two act nouns side by side have one doer and fall on the same."""
    act.roles.agents = act.roles.agents or list(before.roles.agents)
    before.roles.agents = before.roles.agents or list(act.roles.agents)
    for name in ("objects", "patients", "places"):
        if not getattr(before.roles, name):
            setattr(before.roles, name, list(getattr(act.roles, name)))


def downed_trying(words: Sequence[Word], act: Act) -> bool:
    """«إسقاط مسيّرة أثناء محاولتها استهداف مواقع»: what an aircraft was about when it fell is no act of its own."""
    downed = act.follows is not None and act.follows.main.frame == "down"
    return downed and any(meanwhile(words, support) for support in act.supports)
