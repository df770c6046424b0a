"""Names of places that no list has and no head noun leads: what a preposition before and the place behind vouch for."""

from tawthiq.mention.chunk import Chunk
from tawthiq.mention.place_names import INSIDE, PlaceMention, is_ordinary
from tawthiq.mention.scene import DWELLERS, Scene
from tawthiq.mention.unlisted_names import may_continue
from tawthiq.places.gazetteer import AREAS

_IN = frozenset({"في", "وفي", "ففي"})
_NO_PERSONS = frozenset("قره تل خله كفر دير عين وادي خان بير جب خربه رسم حوش معره مرج برج تله جزيره عقبه ود ام".split())
"""First words of names of places that are no names of persons, offices or everyday things («باب», «بيت», «أبو»)."""
_AGREEING = ("وا", "ون", "ين", "ان", "ات", "يه", "هم", "ها", "نا")
"""Endings of what is said of several people."""
_DERIVED = ("م", "ت", "ي", "ان", "است", "ب", "ل", "و", "ف", "س")
"""How participles, verbal nouns, verbs and words with a clitic begin."""


def read_located(scene: Scene, at: int) -> Chunk | None:
    """A name of no list behind a preposition of place or a word for its dwellers."""
    before = scene.form(at - 1)
    if before in DWELLERS:
        last = at if _dwelt(scene, at) else None
    elif before in INSIDE and scene.joined(at):
        last = _located(scene, at, before)
    else:
        return None
    return Chunk("place", at, last, "place.located", PlaceMention((at, last))) if last is not None else None


def _dwelt(scene: Scene, at: int) -> bool:
    """A name of no list behind «أهالي», «سكان»: no adjective or verb of theirs has this form."""
    form = scene.form(at)
    if len(form) < 4 or scene.words[at].sort != "word" or not scene.joined(at):
        return False
    return not (scene.lexical(at) or scene.named(at) or form.startswith("ال") or form.endswith(_AGREEING))


def _located(scene: Scene, at: int, before: str) -> int | None:
    """The last word of a name that the words behind it place («في الكومة بشمال دارفور»), or that begins as names do."""
    form = scene.form(at)
    if begins_name(scene, at, ""):
        return at + 1
    if before in _IN and _ends_in_alef(scene, at):
        return at
    if not scene.joined(at + 1) or scene.words[at].sort != "word" or scene.lexical(at) or scene.named(at):
        return None
    if scene.number(at) or len(form) < (5 if form.startswith("ال") else 4):
        return None
    if form.startswith("ال"):
        return at if _is_placed(scene, at + 1) or _opens_list(scene, at + 1) else None
    derived = form.startswith(_DERIVED) or form.endswith(_AGREEING)
    return at if before in _IN and not derived and _is_placed(scene, at + 1) else None


def _ends_in_alef(scene: Scene, at: int) -> bool:
    """«في دردغيا»: no noun ends in an alef behind «في» but a name, or a plural in «ـايا», where its clause ends."""
    form, following = scene.form(at), at + 1
    if not form.endswith("ا") or len(form) < 5 or form.endswith("ايا") or form.startswith("ال"):
        return False
    if scene.words[at].sort != "word" or scene.lexical(at) or scene.named(at):
        return False
    ends = following >= len(scene) or bool(scene.words[following].gap.strip(" \"»”'"))
    return ends or scene.first(following, "relation") is not None or scene.grammar(following, "containment") is not None


def begins_name(scene: Scene, at: int, clitic: str) -> bool:
    """Whether two words are a place's name by their first alone."""
    return scene.bare_form(at, clitic) in _NO_PERSONS and _completes(scene, at + 1)


def _completes(scene: Scene, at: int) -> bool:
    """«عين تينة», «أم كريدم»: a second word that is neither an everyday one nor the adjective of the first."""
    form = scene.form(at)
    return (
        scene.joined(at)
        and len(form) > 2
        and may_continue(scene, at)
        and not is_ordinary(scene, at)
        and not scene.named(at)
    )


def _is_placed(scene: Scene, at: int) -> bool:
    """Whether the words from an index on say where something lies («بشمال دارفور», «جنوب كركوك»)."""
    if any(match.clitic == "ب" and any(s.entry.kind in AREAS for s in match.senses) for match in scene.named(at)):
        return True
    if any(match.clitic == "ب" and _is_listed(scene, match.last + 1) for match, _ in scene.senses(at, "head")):
        return True
    relation = scene.first(at, "relation")
    return relation is not None and not relation[0].clitic and _is_listed(scene, relation[0].last + 1)


def _is_listed(scene: Scene, at: int) -> bool:
    return scene.joined(at) and any(not match.clitic for match in scene.named(at))


def _opens_list(scene: Scene, at: int) -> bool:
    """«في الكومة والفاشر»: a place of the report's country follows in a list."""
    return any(
        match.clitic == "و" and any(sense.entry.country == scene.country for sense in match.senses)
        for match in scene.named(at)
    )
