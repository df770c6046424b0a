"""Actors: names that the lexicon lists, and names composed of a force noun and an affiliation.

Rules: `actor.listed` («تنظيم الدولة»), `actor.composed` («طائرات حربية روسية»، «عناصر من الحشد»), `actor.short`
(«التنظيم», resolved later), `actor.genitive` («الاحتلال»), `actor.affiliation` (an adjective after an act: «قصف تركي»),
`actor.generic` (a force with no party named: «مسلحون»، «الطائرات الحربية»).
"""

from msgspec import Struct
from msgspec.structs import replace

from tawthiq.lexicon.entries import Actor, Affiliation, Force
from tawthiq.lexicon.index import Lexicon
from tawthiq.lexicon.phrases import Match, Sense
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.enemies import ENEMY, is_any_enemy, is_loaded
from tawthiq.mention.scene import Scene
from tawthiq.mention.short_names import is_country, is_unit_or_base, local_actors, names_another

_GENERIC = {
    "gunmen": ("مسلح", "مسلحون", "مسلحين", "مسلحو", "مسلحي", "مسلحان"),
    "combatants": ("مقاتل", "مقاتلون", "مقاتلين", "مقاتلو", "مقاتلي", "متشددون", "متشددين"),
}
_GROUPS = frozenset({"مجاميع", "مجموعه", "مجموعات", "جماعه", "جماعات", "عصابات", "عصابه", "عناصر", "تنظيمات", "خلايا"})
_UNNAMED = ("مسلحه", "خارجه")
_TERRORISTS = frozenset({"ارهابيون", "ارهابيين", "ارهابيو", "ارهابيي"})
_OF_ARMIES = "عسكريه"  # an adjective («مساعدات عسكرية من س»), though folded it is «عسكري» with a pronoun
GENERIC_IDS = {form: actor for actor, forms in _GENERIC.items() for form in forms}
_BARE_ADJECTIVES = frozenset({"مسيره", "مسير", "مروحيه", "مدرعه"})
"""Adjectives of forces that, without the article, are things: a drone, a helicopter."""
_MAX_ADJECTIVES = 4
_Party = tuple[int, tuple[Actor, ...], Affiliation | None]
"""The last word of a party's name, the actors it may mean, and the affiliation that it was told by."""
_NAMING = frozenset({"actor", "short", "force", "affiliation"})
_THEIR_COUNTRY = frozenset({"بلاده", "بلادها", "بلادهم"})  # as a pronoun on the force noun before it


class ActorMention(Struct, frozen=True):
    """A party as named.

    `candidates` are the actors that the name may mean (one when it is sure); `service` is the branch that a force noun
    says; `definite` tells «الطائرات» from «طائرات»; `possessive` that a pronoun hangs on it («مقاتليها»); `army` that
    the noun by itself means a regular force («القوات»); `occupier` that it is called so, and not whose it is.
    """

    candidates: tuple[Actor, ...]
    service: str | None = None
    definite: bool = True
    possessive: bool = False
    framing: tuple[tuple[int, int], ...] = ()
    affiliation: Affiliation | None = None
    army: bool = False
    occupier: bool = False

    @property
    def actor(self) -> Actor | None:
        """The actor where only one is meant."""
        return self.candidates[0] if len(self.candidates) == 1 else None


def read_actor(scene: Scene, at: int) -> Chunk | None:
    """The actor that begins at a word: the reading that covers most words, listed before composed."""
    if not scene.means(at, _NAMING):
        return None
    best: Chunk | None = None
    for match in scene.lexical(at):
        for sense in match.senses:
            if sense.sort == "short" and best is not None and best.last >= match.last:
                continue  # all short senses of a match make one mention
            chunk = _read_sense(scene, at, match, sense)
            if chunk and (best is None or chunk.last > best.last):
                best = chunk
    return _with_framing(scene, _with_apposition(scene, best)) if best else None


def belongs(scene: Scene, at: int) -> Match | None:
    """Words that hand on to the party: «تابعة لـ», «موالون لـ», «يعتقد أنهم من»."""
    return next((found for name in ("belonging", "allied", "presumed") if (found := scene.grammar(at, name))), None)


def branch(scene: Scene, actor: Actor, service: str | None) -> Actor:
    """The branch of an actor that a service names, where the lexicon has it («طيران» of a state)."""
    if service in ("air", "navy"):
        for suffix in (f".{service}", f".mil.{service}"):
            found = scene.lexicon.actors.get(actor.id + suffix)
            if found:
                return found
    return actor


def affiliated(scene: Scene, affiliation: Affiliation, service: str | None, country: str | None = None) -> Actor | None:
    """The actor that an affiliation means for a service, or None where the country decides and is not known."""
    by_service = {
        "air": affiliation.air,
        "drone": affiliation.forces,  # armies, services and groups fly drones, not the air force alone
        "navy": affiliation.navy,
        "militias": affiliation.militias or affiliation.actor,
        "forces": affiliation.forces,
        "artillery": affiliation.forces,
    }
    wanted = by_service.get(service or "") or (affiliation.forces if service else None) or affiliation.actor
    if affiliation.by_country:
        wanted = affiliation.by_country.get(country or scene.country or "", wanted)
        actor = scene.lexicon.actors.get(wanted or "")
        return branch(scene, actor, service) if actor else None
    return scene.lexicon.actors.get(wanted or "")


def _read_sense(scene: Scene, at: int, match: Match, sense: Sense) -> Chunk | None:
    if sense.sort in ("actor", "short") and is_unit_or_base(scene, match):
        return None
    if sense.sort == "actor":
        return _chunk(match, "actor.listed", ActorMention((sense.entry,)))
    if sense.sort != "force" and names_another(scene, match):
        return None
    if sense.sort == "short":
        actors = local_actors(scene, match)
        if actors and is_any_enemy(scene, match, actors):
            return Chunk("actor", match.first, match.last, "actor.generic", ActorMention((), "foes"), match.clitic)
        return _chunk(match, "actor.short", ActorMention(actors)) if actors else None
    if sense.sort == "force":
        return _compose(scene, at, match, sense.entry)
    if sense.sort == "affiliation":
        return _affiliation(scene, match, sense)
    return None


def _with_apposition(scene: Scene, chunk: Chunk) -> Chunk:
    """The same actor named again in brackets or quotes belongs to the name («قوات سوريا الديمقراطية (قسد)»)."""
    at = chunk.last + 1
    if not isinstance(chunk.value, ActorMention) or not chunk.value.candidates or not scene.joined(at):
        return chunk
    for match in scene.lexical(at) if scene.words[at].gap != " " and chunk.sort == "actor" else ():
        named = [s.entry.id for s in match.senses if s.sort in ("actor", "short") and not match.clitic]
        fitting = tuple(a for a in chunk.value.candidates if any(_related_ids(a.id, other) for other in named))
        if fitting:
            chunk.last = match.last
            if chunk.rule == "actor.short":
                chunk.value = replace(chunk.value, candidates=fitting)
            break
    return chunk


def _related_ids(one: str, other: str) -> bool:
    return one == other or one.startswith(other + ".") or other.startswith(one + ".")


def _affiliation(scene: Scene, match: Match, sense: Sense) -> Chunk | None:
    affiliation: Affiliation = sense.entry
    if sense.shape == "adjective":
        mention = ActorMention((), affiliation=affiliation)
        return Chunk("affiliation", match.first, match.last, "actor.affiliation", mention, match.clitic)
    actor = affiliated(scene, affiliation, None)
    if not actor or scene.grammar(match.first, "composed_only"):
        return None
    return _chunk(match, "actor.genitive", ActorMention((actor,), affiliation=affiliation))


def _compose(scene: Scene, at: int, match: Match, force: Force) -> Chunk | None:
    word = scene.form(at)
    if match.first == match.last and scene.bare_form(at, match.clitic).removeprefix("ال") == _OF_ARMIES:
        return None
    service, definite = force.service, "ال" in word[: 2 + len(match.clitic)] or word.startswith("لل")
    definite = definite or (match.last > at and scene.form(match.last).startswith("ال"))  # «وحدات الهندسة»
    definite = definite or (force.army and _is_manned(scene, match.last + 1))
    after = _skip_adjectives(scene, match.last + 1)
    if scene.joined(after + 1) and scene.grammar(after + 1, "belonging") and not scene.lexical(after):
        after += 1  # «مسيّرة استراتيجية تابعة لقوات …»
    party = None if definite and _names_at(scene, after) else _party(scene, after, service)
    party = party or _party_handed_on(scene, after, service) or _party_of_unit(scene, after, service)
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
    if scene.joined(after) and scene.form(after) == ENEMY:  # «قوات العدو», no one's by name
        return Chunk("actor", match.first, after, "actor.generic", ActorMention((), "foes"), match.clitic)
    if scene.grammar(at, "composed_only") or _is_adjective(scene, at, match):
        return None
    return _generic(scene, match, after - 1, force, definite)


def _party_of_unit(scene: Scene, at: int, service: str) -> _Party | None:
    """«لواء 28 في الحشد»: the party behind a unit's number, at once or after «في»."""
    if not (scene.joined(at) and scene.form(at).isdigit()):
        return None
    within = scene.joined(at + 1) and scene.form(at + 1) in ("في", "ضمن")
    return _party(scene, at + 2, service) if within else _party_handed_on(scene, at + 1, service)


def _is_manned(scene: Scene, at: int) -> bool:
    """«حامية المطار»: whether a noun is a place or a post that a force holds."""
    held = scene.joined(at) and scene.form(at).startswith("ال")
    return held and bool(scene.first(at, "head") or scene.first(at, "object"))


def _names_at(scene: Scene, at: int) -> bool:
    """Whether a name or a force stands at a word, which no definite noun governs («هاجم المسلحون داعش»)."""
    return scene.joined(at) and not any(True for _ in scene.senses(at, "affiliation", "adjective"))


def _is_adjective(scene: Scene, at: int, match: Match) -> bool:
    """«التصعيد العسكري»: a force noun that is the adjective of the noun before it."""
    form = scene.form(at)
    if match.clitic or not form.startswith("ال") or not form.endswith(("ي", "يه")):
        return False
    if scene.words[at].gap != " ":  # «موقع "س" العسكري»
        return form.startswith("العسكري") and not scene.words[at].gap.strip("»”\"' ")
    if form.startswith("العسكري") and (scene.first(at - 2, "object") or scene.first(at - 2, "head")):
        return True  # «حاجز س العسكري»
    return scene.form(at - 1).startswith(("ال", "لل", "بال", "وال")) and not scene.grammar(at - 1, "prepositions")


def _skip_adjectives(scene: Scene, at: int) -> int:
    """The first word behind the adjectives of a force: «القوات المسلحة», not «الدفاعات مسيرة»."""
    end = at
    definite = scene.form(at - 1).startswith(("ال", "وال", "لل", "بال"))
    if definite and scene.form(at) in _BARE_ADJECTIVES:
        return at
    for _ in range(_MAX_ADJECTIVES):
        described = scene.grammar(end, "force_adjectives") or scene.grammar(end, "means_adjectives")
        adjective = scene.joined(end) and described and not scene.grammar(end, "belonging")
        if adjective and not _names_party(scene, end):
            end += 1
        else:
            break
    return end


def _names_party(scene: Scene, at: int) -> bool:
    return any(m.last > at and s.sort in ("actor", "short") for m in scene.lexical(at) for s in m.senses)


def _party(scene: Scene, at: int, service: str) -> _Party | None:
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
            if sense.sort == "short" and (shorts := local_actors(scene, match)):
                if is_any_enemy(scene, match, shorts):
                    return None
                return match.last, tuple(branch(scene, actor, service) for actor in shorts), None
    return None


def _affiliated_party(scene: Scene, match: Match, affiliation: Affiliation, service: str) -> _Party | None:
    last, country = match.last, None
    following = scene.first(last + 1, "affiliation", "adjective") if scene.joined(last + 1) else None
    if following and affiliation.by_country and not following[0].clitic:
        last = following[0].last
        told = scene.lexicon.actors.get(following[1].entry.actor or "")
        country = told.country if told else None
    actor = affiliated(scene, affiliation, service, country)
    return (last, (actor,), affiliation) if actor else None


def _party_handed_on(scene: Scene, at: int, service: str) -> _Party | None:
    """«قوة تابعة للجيش», «عناصر من التنظيم»: the party after a word of belonging."""
    belonging = belongs(scene, at) if scene.joined(at) else None
    if not belonging:
        return _party_owning(scene, at, service)
    for match in scene.lexical(belonging.last + 1):
        if match.clitic not in ("", "ل", "ب"):
            continue
        for sense in match.senses:
            if sense.sort == "affiliation" and not match.clitic and scene.grammar(at, "presumed"):
                return _affiliated_party(scene, match, sense.entry, service)  # «مسيّرة يُرجّح أنها تركية»
            party = _handed_to(scene, match, sense, service)
            if party:
                last, actors, affiliation = party
                return last, allies(scene, at, actors), affiliation
    return None


def _party_owning(scene: Scene, at: int, service: str) -> _Party | None:
    """«القوة الصاروخية للجيش», «طيران حربي للنظام»: the party after «لـ» behind an adjective."""
    described = scene.grammar(at - 1, "force_adjectives") or scene.grammar(at - 1, "means_adjectives")
    if not described or not scene.joined(at):
        return None
    if scene.form(at) == "في" and scene.first(at + 1, "actor"):  # «القوة الصاروخية في حزب الله»
        return _party(scene, at + 1, service)
    for match in scene.lexical(at):
        for sense in match.senses if match.clitic == "ل" else ():
            party = _handed_to(scene, match, sense, service)
            if party:
                return party
    return None


def _handed_to(scene: Scene, match: Match, sense: Sense, service: str) -> _Party | None:
    if sense.sort == "actor" and sense.entry.sort != "people" and not is_country(sense.entry):
        return match.last, (branch(scene, sense.entry, service),), None
    if sense.sort == "short":
        shorts = tuple(branch(scene, actor, service) for actor in local_actors(scene, match))
        return (match.last, shorts, None) if shorts and not is_any_enemy(scene, match, shorts) else None
    if sense.sort == "affiliation" and sense.shape == "genitive":
        actor = affiliated(scene, sense.entry, service)
        return (match.last, (actor,), sense.entry) if actor else None
    if sense.sort == "force":
        composed = scene.nested(_compose, match.first, match, sense.entry)
        if composed and composed.rule == "actor.composed":
            return composed.last, composed.value.candidates, composed.value.affiliation
    return None


def allies(scene: Scene, at: int, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """«مسلحون موالون للنظام»: those who side with a party are its allies, where the lexicon knows them."""
    if not scene.grammar(at, "allied"):
        return actors
    return tuple(militias_of(scene.lexicon, actor) or actor for actor in actors)


def militias_of(lexicon: Lexicon, actor: Actor) -> Actor | None:
    """The militias that side with a party or its forces, where the lexicon knows them."""
    named = ((entry.militias, (entry.actor, entry.forces)) for entry in lexicon.lists.affiliations)
    return next((lexicon.actors.get(allied) for allied, parties in named if allied and actor.id in parties), None)


def _has_pronoun(scene: Scene, at: int, noun: str) -> bool:
    """Whether a pronoun hangs on a force noun («مقاتليها», «دفاعاته»): its «ه» has not the dots of «ة»."""
    if noun.startswith("ال") or not noun.endswith(("ها", "هم", "هما", "ه", "نا")):
        return False
    return scene.text[scene.words[at].end - 1] != "ة"


def _generic(scene: Scene, match: Match, last: int, force: Force, definite: bool) -> Chunk:
    service = force.service
    noun = scene.bare_form(match.first, match.clitic)
    known = GENERIC_IDS.get(noun.removeprefix("ال"))
    if noun.removeprefix("ال") in _GROUPS and is_loaded(scene, last + 1 if last == match.first else last):
        last, service = max(last, match.first + 1), "foes"
    if noun.removeprefix("ال") in _TERRORISTS:
        service = "foes"
    if (
        not known
        and noun.removeprefix("ال") in _GROUPS
        and last > match.first
        and scene.form(match.first + 1).removeprefix("ال") in _UNNAMED
    ):
        known = "gunmen"
    actors = (
        (scene.lexicon.actors[known],) if known in scene.lexicon.actors and (known == "gunmen" or not definite) else ()
    )
    possessive = _has_pronoun(scene, match.first, noun)
    if scene.joined(last + 1) and scene.form(last + 1) in _THEIR_COUNTRY:
        last, possessive = last + 1, True
    mention = ActorMention(actors, service, definite, possessive, army=force.army)
    return Chunk("actor", match.first, last, "actor.generic", mention, match.clitic)


def _chunk(match: Match, rule: str, mention: ActorMention) -> Chunk:
    sort = "people" if mention.candidates and mention.candidates[0].sort == "people" else "actor"
    return Chunk(sort, match.first, match.last, rule, mention, match.clitic)


def _with_framing(scene: Scene, chunk: Chunk) -> Chunk:
    """Take a loaded word after the name into the chunk's framing («تنظيم داعش الإرهابي»), not into its words."""
    at = chunk.last + 1
    if scene.form(chunk.last).endswith("احتلال") and isinstance(chunk.value, ActorMention):
        chunk.value = replace(chunk.value, occupier=True)
    found = scene.first(at, "framing") if scene.joined(at) else None
    if found and not found[0].clitic and isinstance(chunk.value, ActorMention):
        chunk.value = replace(chunk.value, framing=((found[0].first, found[0].last),))
    return chunk
