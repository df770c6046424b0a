"""Actors: names that the lexicon lists, and names composed of a force noun and an affiliation.

Rules: `actor.listed` («تنظيم الدولة»), `actor.composed` («طائرات حربية روسية»، «عناصر من الحشد»), `actor.short`
(«التنظيم», resolved later), `actor.genitive` («الاحتلال»), `actor.affiliation` (an adjective after an act: «قصف تركي»),
`actor.generic` (a force with no party named: «مسلحون»، «الطائرات الحربية»).
"""

from typing import NamedTuple

from tawthiq.lexicon.entries import Actor, Affiliation, Force
from tawthiq.lexicon.phrases import Match, Sense
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene

_GENERIC = {
    "gunmen": ("مسلح", "مسلحون", "مسلحين", "مسلحو", "مسلحي", "مسلحان"),
    "combatants": ("مقاتل", "مقاتلون", "مقاتلين", "مقاتلو", "مقاتلي", "متشددون", "متشددين"),
}
GENERIC_IDS = {form: actor for actor, forms in _GENERIC.items() for form in forms}
_MAX_ADJECTIVES = 4


class ActorMention(NamedTuple):
    """A party as named.

    `candidates` are the actors that the name may mean (one when it is sure); `service` is the branch that a force noun
    says; `definite` tells «الطائرات» from «طائرات»; `possessive` that a pronoun hangs on it («مقاتليها»).
    """

    candidates: tuple[Actor, ...]
    service: str | None = None
    definite: bool = True
    possessive: bool = False
    framing: tuple[tuple[int, int], ...] = ()
    affiliation: Affiliation | None = None

    @property
    def actor(self) -> Actor | None:
        """The actor where only one is meant."""
        return self.candidates[0] if len(self.candidates) == 1 else None


def read_actor(scene: Scene, at: int) -> Chunk | None:
    """The actor that begins at a word: the reading that covers most words, listed before composed."""
    best: Chunk | None = None
    for match in scene.lexical(at):
        for sense in match.senses:
            chunk = _read_sense(scene, at, match, sense)
            if chunk and (best is None or chunk.last > best.last):
                best = chunk
    return _with_framing(scene, best) if best else None


def branch(scene: Scene, actor: Actor, service: str | None) -> Actor:
    """The branch of an actor that a service names, where the lexicon has it («طيران» of a state)."""
    if service in ("air", "drone", "navy"):
        wanted = "air" if service != "navy" else "navy"
        for suffix in (f".{wanted}", f".mil.{wanted}"):
            found = scene.lexicon.actors.get(actor.id + suffix)
            if found:
                return found
    return actor


def affiliated(scene: Scene, affiliation: Affiliation, service: str | None, country: str | None = None) -> Actor | None:
    """The actor that an affiliation means for a service, or None where the country decides and is not known."""
    by_service = {
        "air": affiliation.air,
        "drone": affiliation.air,
        "navy": affiliation.navy,
        "militias": affiliation.militias or affiliation.actor,
        "forces": affiliation.forces,
        "artillery": affiliation.forces,
    }
    wanted = by_service.get(service or "", None) or (affiliation.forces if service else None) or affiliation.actor
    if affiliation.by_country:
        wanted = affiliation.by_country.get(country or scene.country or "", wanted)
        actor = scene.lexicon.actors.get(wanted or "")
        return branch(scene, actor, service) if actor else None
    return scene.lexicon.actors.get(wanted or "")


def _read_sense(scene: Scene, at: int, match: Match, sense: Sense) -> Chunk | None:
    if sense.sort == "actor":
        return _chunk(match, "actor.listed", ActorMention((sense.entry,)))
    if sense.sort == "short":
        actors = tuple(s.entry for s in match.senses if s.sort == "short")
        return _chunk(match, "actor.short", ActorMention(actors))
    if sense.sort == "force":
        return _compose(scene, at, match, sense.entry)
    if sense.sort == "affiliation":
        return _affiliation(scene, match, sense)
    return None


def _affiliation(scene: Scene, match: Match, sense: Sense) -> Chunk | None:
    affiliation: Affiliation = sense.entry
    if sense.shape == "adjective":
        mention = ActorMention((), affiliation=affiliation)
        return Chunk("affiliation", match.first, match.last, "actor.affiliation", mention, match.clitic)
    actor = affiliated(scene, affiliation, None)
    if not actor:
        return None
    return _chunk(match, "actor.genitive", ActorMention((actor,), affiliation=affiliation))


def _compose(scene: Scene, at: int, match: Match, force: Force) -> Chunk | None:
    word = scene.form(at)
    service, definite = force.service, "ال" in word[: 2 + len(match.clitic)] or word.startswith("لل")
    after = _skip_adjectives(scene, match.last + 1)
    party = _party(scene, after, service) or _party_handed_on(scene, after, service)
    if party:
        last, actors, affiliation = party
        return Chunk(
            "actor",
            match.first,
            last,
            "actor.composed",
            ActorMention(actors, service, True, affiliation=affiliation),
            match.clitic,
        )
    return _generic(scene, match, after - 1, service, definite)


def _skip_adjectives(scene: Scene, at: int) -> int:
    end = at
    for _ in range(_MAX_ADJECTIVES):
        if scene.joined(end) and scene.grammar(end, "force_adjectives") and not _names_party(scene, end):
            end += 1
        else:
            break
    return end


def _names_party(scene: Scene, at: int) -> bool:
    return any(match.last > at and sense.sort == "actor" for match in scene.lexical(at) for sense in match.senses)


def _party(scene: Scene, at: int, service: str) -> tuple[int, tuple[Actor, ...], Affiliation | None] | None:
    """The party named at once after a force noun: last word, candidates, affiliation."""
    if not scene.joined(at):
        return None
    for match in scene.lexical(at):
        if match.clitic:
            continue
        for sense in match.senses:
            if sense.sort == "actor" and sense.entry.sort != "people":
                return match.last, (branch(scene, sense.entry, service),), None
            if sense.sort == "affiliation":
                return _affiliated_party(scene, match, sense.entry, service)
            if sense.sort == "short":
                shorts = tuple(s.entry for s in match.senses if s.sort == "short")
                return match.last, tuple(branch(scene, actor, service) for actor in shorts), None
    return None


def _affiliated_party(
    scene: Scene, match: Match, affiliation: Affiliation, service: str
) -> tuple[int, tuple[Actor, ...], Affiliation | None] | None:
    last, country = match.last, None
    following = scene.first(last + 1, "affiliation", "adjective") if scene.joined(last + 1) else None
    if following and affiliation.by_country and not following[0].clitic:
        last = following[0].last
        country = _country_of(scene, following[1].entry)
    actor = affiliated(scene, affiliation, service, country)
    return (last, (actor,), affiliation) if actor else None


def _country_of(scene: Scene, affiliation: Affiliation) -> str | None:
    actor = scene.lexicon.actors.get(affiliation.actor or "")
    return actor.country if actor else None


def _party_handed_on(
    scene: Scene, at: int, service: str
) -> tuple[int, tuple[Actor, ...], Affiliation | None] | None:
    """«قوة تابعة للجيش», «عناصر من التنظيم»: the party after a word of belonging."""
    belonging = scene.grammar(at, "belonging") if scene.joined(at) else None
    if not belonging:
        return None
    for match in scene.lexical(belonging.last + 1):
        if match.clitic not in ("", "ل", "ب"):
            continue
        for sense in match.senses:
            if sense.sort == "actor" and sense.entry.sort not in ("people", "state"):
                return match.last, (branch(scene, sense.entry, service),), None
            if sense.sort == "short":
                shorts = tuple(s.entry for s in match.senses if s.sort == "short")
                return match.last, shorts, None
            if sense.sort == "force":
                composed = _compose(scene, match.first, match, sense.entry)
                if composed and composed.rule == "actor.composed":
                    return composed.last, composed.value.candidates, composed.value.affiliation
    return None


def _generic(scene: Scene, match: Match, last: int, service: str, definite: bool) -> Chunk:
    noun = scene.form(match.first)[len(match.clitic) :]
    known = GENERIC_IDS.get(noun.removeprefix("ال"))
    actors = (scene.lexicon.actors[known],) if known and known in scene.lexicon.actors and not definite else ()
    possessive = service == "forces" and noun.endswith(("ها", "هم")) or service != "forces" and noun.endswith(("ها", "هم", "اته"))
    mention = ActorMention(actors, service, definite, possessive or (noun.endswith("ه") and noun[:-1] in ("قوات", "عناصر")))
    return Chunk("actor", match.first, last, "actor.generic", mention, match.clitic)


def _chunk(match: Match, rule: str, mention: ActorMention) -> Chunk:
    sort = "people" if mention.candidates and mention.candidates[0].sort == "people" else "actor"
    return Chunk(sort, match.first, match.last, rule, mention, match.clitic)


def _with_framing(scene: Scene, chunk: Chunk) -> Chunk:
    """Take a loaded word after the name into the chunk's framing («تنظيم داعش الإرهابي»), not into its words."""
    at = chunk.last + 1
    found = scene.first(at, "framing") if scene.joined(at) else None
    if found and not found[0].clitic and isinstance(chunk.value, ActorMention):
        chunk.value = chunk.value._replace(framing=((found[0].first, found[0].last),))
    return chunk
