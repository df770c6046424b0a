"""Cut a sentence into chunks: at each word the reading that explains most words wins."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from tawthiq.lexicon.phrases import VERBAL, Sense
from tawthiq.mention.actors import ActorMention, read_actor
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.containers import join_containers
from tawthiq.mention.place_names import candidates, headed_names
from tawthiq.mention.places import PlaceMention, read_place
from tawthiq.mention.presumed import join_presumed
from tawthiq.mention.quantities import PeopleMention, read_people
from tawthiq.mention.scene import DWELLERS, Scene
from tawthiq.mention.unlisted_names import is_commemorated
from tawthiq.model import Issue

_GOVERNING = frozenset({"في", "إلى", "من", "على", "عن", "origin", "بين"})
_SIMPLE_SORTS = ("means", "object", "speaker", "outlet")
_SIMPLE = frozenset(_SIMPLE_SORTS)
_ACTS = frozenset({"trigger", "pair", "support", "reporting"})
_ALSO = frozenset({"means", "object", "speaker", "trigger"})
"""Sorts of sense that the words of a name keep beside it."""
_TELLING = _ACTS | {"grammar"}
_PAIR_REACH = 8
_PARTIES = frozenset({"actor", "short", "force", "affiliation"})
_AMBUSHES = frozenset({"كمين", "كمينا", "كماين"})
_NEAR = frozenset({"امام", "قرب", "علي", "جوار", "بجوار", "محيط", "عند"})
_ATTACKED = frozenset({"هاجم", "هاجمت", "هاجموا", "استهدف", "استهدفت", "استهدفوا", "استهداف", "اقتحم", "اقتحموا"})
_SUBJECT_REACH = 4
_BRANCHES = frozenset({"ذراع", "الذراع", "امتداد", "ذارع"})
"""«تنظيم س (ذراع ص)»: of whom a party is called a branch does not act."""
_TANWIN = frozenset("\u064b\u064c\u064d")


def find_mentions(scene: Scene, times: Sequence[tuple[int, int, object]] = ()) -> list[Chunk]:
    """The chunks of a sentence in order, covering every word once.

    `times` are (first, last, mention) of the time expressions found before.
    """
    timed = {first: (last, mention) for first, last, mention in times if not is_commemorated(scene, first)}
    chunks: list[Chunk] = []
    previous: Chunk | None = None
    nameless = scene.nameless
    at, size = 0, len(scene)
    while at < size:
        if at in timed:
            last, mention = timed[at]
            chunk = Chunk("time", at, last, getattr(mention, "rule", "time"), mention)
        else:
            listing = previous.value if previous is not None and previous.sort == "place" else None
            if listing is None and at in nameless:
                chunk = scene.plain(at, _lexical)
            else:
                chunk = scene.reading(at, _before_name(scene, at, listing, previous), _read_name)
            if timed and chunk.last > at:
                chunk = _before(chunk, timed, scene)
            elif chunk.rule == "place.gazetteer" and _is_surname(scene, chunks, chunk):
                chunk = Chunk("word", at, at, "word")
        if chunk.sort == "actor" and chunks and scene.form(chunk.first - 1) in _BRANCHES:
            chunk = Chunk("word", chunk.first, chunk.last, "word")
        chunks.append(chunk)
        at, previous = chunk.last + 1, chunk
        if isinstance(chunk.value, ActorMention):
            for first, last in chunk.value.framing:
                previous = Chunk("word", first, last, "framing")
                chunks.append(previous)
                at = last + 1
    return join_containers(scene, join_presumed(scene, chunks))


def _is_surname(scene: Scene, before: Sequence[Chunk], place: Chunk) -> bool:
    """«الشاب محمد عياش»: a place's name of one word that ends the name of a person."""
    if len(before) < 2 or place.clitic or place.last > place.first or not scene.joined(place.first):
        return False
    person, given = before[-2:]
    named = given.rule == "word" and given.sort == "word" and scene.joined(given.first)
    return named and person.rule == "quantity.one" and scene.words[given.first].sort == "word"


def _before(chunk: Chunk, timed: Iterable[int], scene: Scene) -> Chunk:
    """Keep a chunk from running into a time expression."""
    cut = next((first for first in timed if chunk.first < first <= chunk.last), None)
    if cut is None:
        return chunk
    if cut - 1 > chunk.first:
        return scene.plain(chunk.first, _lexical)
    return Chunk("word", chunk.first, chunk.first, "word")


class _Before(Struct, frozen=True):
    """What the chunk before a word tells of it: a place that a list may go on from, whether it governs, and its key."""

    listing: PlaceMention | None
    governs: bool
    preposition: str | None


_NOTHING_BEFORE = _Before(None, False, None)


def _read_name(scene: Scene, at: int, before: _Before) -> Chunk:
    """The reading of a word that may begin a name, a number or a noun of people."""
    place = read_place(scene, at, before.listing, before.governs)
    people = read_people(scene, at)
    actor = read_actor(scene, at)
    lexical = scene.plain(at, _lexical)
    best = _people_or_actor(people, actor)
    best = _place_or_actor(scene, place, best, before)
    if best is None:
        return lexical
    held = best.sort == "place" and (before.governs or best.clitic in ("ب", "وب"))
    act = not (held and not any(sense.shape == "noun" for sense in lexical.senses)) and _act_first(scene, lexical, best)
    if lexical.last > best.last and _harmed_speaker(scene, lexical, best):
        lexical = best
    if lexical.last > best.last or (lexical.last == best.last and act):
        return lexical
    if best.senses or scene.means(at, _ALSO):
        best.senses = tuple(dict.fromkeys(best.senses + _also(scene, at, best.last)))
    return best


def _before_name(scene: Scene, at: int, listing: PlaceMention | None, previous: Chunk | None) -> _Before:
    if previous is not None and previous.sort == "people" and scene.form(previous.last) in DWELLERS:
        return _Before(None, scene.joined(at), None)
    if previous is None or not previous.senses:
        return _Before(listing, False, None) if listing else _NOTHING_BEFORE
    preposition = previous.grammar("prepositions")
    governs = scene.joined(at) and (preposition in _GOVERNING or previous.has("relation"))
    return _Before(listing, governs, preposition)


def _people_or_actor(people: Chunk | None, actor: Chunk | None) -> Chunk | None:
    if actor and actor.sort == "people":
        actor = None
    if people is None or actor is None:
        return people or actor
    mention: PeopleMention = people.value
    counted = people.rule != "quantity.several" and not (people.rule == "quantity.one" and mention.definite)
    named = actor.rule == "actor.listed" and actor.last > people.last and people.rule == "quantity.one"
    if people.last > actor.last or (counted and not named):
        return people
    fighters = all(p.id in ("combatants", "gunmen") or not p.id.startswith("civilians") for p in mention.people)
    return actor if fighters and not mention.harms else people


def _place_or_actor(scene: Scene, place: Chunk | None, other: Chunk | None, before: _Before) -> Chunk | None:
    if place is None or other is None:
        return place or other
    if place.last != other.last:
        return place if place.last > other.last else other
    if isinstance(other.value, ActorMention):
        if _names_country(scene, place, other):
            return place
        located = (
            _goes_on_listing(before, other)
            or place.clitic in ("ب", "وب")
            or before.preposition in ("في", "إلى")
            or _leads_list(scene, place)
        )
        state = other.value.actor is not None and other.value.actor.sort == "state"
        named_after = state or other.rule == "actor.genitive"
        if state and place.rule == "place.gazetteer" and all(p.kind == "city" for p in place.value.candidates):
            other.town = place
        return place if (located and named_after) or other.rule == "actor.generic" else other
    if place.rule != "place.gazetteer":
        return place
    return place if _ends_otherwise(scene, place, other) else other


def _goes_on_listing(before: _Before, other: Chunk) -> bool:
    """«مطاري دبي وأبوظبي», «قصفت مصراتة والزنتان»: a town behind another, and not those who are called by it."""
    return before.listing is not None and (before.listing.many or other.rule == "actor.genitive")


def _ends_otherwise(scene: Scene, place: Chunk, people: Chunk) -> bool:
    """«ميناء زوارة»: a local name in «ة», which no pronoun on a noun of several people («زواره») is written with."""
    local = any(one.country == scene.country for one in place.value.candidates)
    return local and people.rule == "quantity.several" and scene.text[scene.words[place.last].end - 1] == "ة"


def _leads_list(scene: Scene, place: Chunk) -> bool:
    """«قصفت تل أبيب وعسقلان»: a capital in a list of places is no government."""
    after = place.last + 1
    if place.rule != "place.gazetteer" or scene.first(after, "actor") or scene.first(after, "short"):
        return False
    return any(match.clitic == "و" and candidates(scene, match) for match in scene.named(after))


def _names_country(scene: Scene, place: Chunk, other: Chunk) -> bool:
    """«سوريا» is the country, unless it is the adjective of an indefinite noun in the accusative («هجوما سوريا»)."""
    if other.sort != "affiliation" or not scene.form(place.first).endswith("يا"):
        return False
    before = scene.form(place.first - 1) if scene.joined(place.first) else ""
    return not (before.endswith("ا") and not before.startswith("ال"))


def _act_first(scene: Scene, lexical: Chunk, best: Chunk) -> bool:
    """Whether words that also name an act are to be read as the act: not where a number or a place name holds them."""
    if not (scene.means(lexical.first, _ACTS) and any(sense.sort in _ACTS for sense in lexical.senses)):
        speaking = lexical.sort == "speaker" and best.rule == "actor.generic" and not best.value.possessive
        return speaking and (not best.value.army or _reports_beside(scene, lexical))
    several = best.rule == "quantity.several" and scene.form(lexical.last + 1).startswith("ال")  # «أسر الضحايا»
    if (several or best.rule == "quantity.one") and best.value.people and best.value.people[0].unit == "family":
        return False
    return best.rule in ("quantity.several", "quantity.one", "actor.generic", "place.gazetteer", "actor.affiliation")


def _harmed_speaker(scene: Scene, lexical: Chunk, best: Chunk) -> bool:
    """«إصابة ضابط في رفح»: whether one who could speak («ضابط في الشرطة») is told of only as harmed."""
    harmed = scene.joined(best.first) and scene.first(best.first - 1, "trigger") is not None
    return harmed and lexical.sort == "speaker" and best.rule == "quantity.one" and bool(best.value.people)


def _reports_beside(scene: Scene, chunk: Chunk) -> bool:
    """«قال ضابط», «الضابط قال»: whether a verb or phrase of reporting stands right beside, so that soldiers speak."""
    return any(scene.first(word, "reporting") is not None for word in (chunk.first - 1, chunk.last + 1) if word >= 0)


def _also(scene: Scene, at: int, last: int) -> tuple[Sense, ...]:
    return tuple(
        sense for match in scene.lexical(at) if match.last == last for sense in match.senses if sense.sort in _ALSO
    )


def _lexical(scene: Scene, at: int) -> Chunk:
    """The longest lexical reading of a word: a simple mention, or the bare senses of acts, verbs and grammar."""
    last, plain = scene.alone(at)
    if plain is None:
        return Chunk("word", at, at, "word")
    clitic, senses = plain.clitic, plain.senses
    if plain.verbal and at == last:
        senses = _without_verbs(scene, at, senses)
    if scene.means(at, _SIMPLE):
        senses = _settled(scene, at, last, senses)
        sorts = {sense.sort: sense.entry for sense in reversed(senses)}
        for sort in _SIMPLE_SORTS:
            if sort in sorts and _TELLING.isdisjoint(sorts):
                return Chunk(sort, at, last, f"{sort}.listed", sorts[sort], clitic, senses)
    return Chunk("lex", at, last, "lex", None, clitic, senses)


def _without_verbs(scene: Scene, at: int, senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """Without verbs where the spelling shows a noun: «القوة» is no form of «ألقى», «فرناً» none of «فر»."""
    end = scene.words[at].end
    noun = scene.text[end - 1] == "ة" or not _TANWIN.isdisjoint(scene.text[end - 2 : end])
    return tuple(sense for sense in senses if sense.shape not in VERBAL) if noun else senses


def _settled(scene: Scene, at: int, last: int, senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """What may be a thing, without what its spelling or the next word rules out: «آلية» is not «إليه»."""
    if scene.form(last).endswith("نيران") and not _of_a_party(scene, last + 1):
        senses = tuple(sense for sense in senses if sense.sort != "means")
    if not any(sense.sort == "object" for sense in senses):
        return senses
    if _is_post(scene, at) or (scene.form(at) == "مقرا" and not _admits(scene, at + 1)):
        return tuple(sense for sense in senses if sense.sort == "object")
    if scene.text.endswith("ة", 0, scene.words[last].end):
        senses = tuple(s for s in senses if s.sort != "grammar" or s.entry not in ("prepositions", "hypothetical"))
    if scene.joined(last + 1) and (scene.named(last + 1) or scene.first(last + 1, "head")):
        senses = tuple(s for s in senses if s.sort != "pair" and s.entry != "name_starts")
    near = range(last + 1, min(last + _PAIR_REACH, len(scene)))
    senses = tuple(
        s for s in senses if s.sort != "pair" or any(s.entry.object_at(scene.words, index) for index in near)
    )
    if scene.form(last + 1).startswith("لل"):
        senses = tuple(s for s in senses if s.entry != "name_starts")
    counted = scene.joined(last + 1) and (scene.first(last + 1, "people") or scene.number(last + 1))
    if at == last and not counted:
        senses = tuple(s for s in senses if s.sort != "grammar" or s.entry != "result")
    return senses


def _admits(scene: Scene, at: int) -> bool:
    """«مقرا بأن …», «مقرا بالهزيمة»: the participle of admitting, and no headquarters."""
    return scene.form(at).startswith(("ب", "ان"))


def _of_a_party(scene: Scene, at: int) -> bool:
    """«بنيران الجيش», not «نيران الحريق», «نيران رشاشاتها»: whether a party follows, whose fire it is."""
    return scene.joined(at) and scene.means(at, _PARTIES)


def _is_post(scene: Scene, at: int) -> bool:
    """«هجوم على كمين للشرطة», «أمام كمين»: an ambush that is near or attacked is a checkpoint, as Egyptians call it."""
    if scene.words[at].form not in _AMBUSHES or not at:
        return False
    attacked = any(scene.form(word) in _ATTACKED for word in range(max(0, at - _SUBJECT_REACH), at - 1))
    return scene.form(at - 1) in _NEAR or (attacked and scene.joined(at))


def _of_any_enemy(scene: Scene, chunk: Chunk) -> bool:
    """«تجمعات العدو»: a force that a word names which may mean any party."""
    return scene.form(chunk.last).endswith("عدو") and chunk.value.actor is None


def acquaint(
    scenes: Sequence[Scene], chunked: Sequence[Sequence[Chunk]], country: str | None, repaired: Sequence[Issue] = ()
) -> None:
    """Tell every scene of a report what its first reading found: its country, headed place names and named actors.

    `repaired` are the words that were respelt since: their sentences are looked up anew.
    """
    respelt = {issue.span[0] for issue in repaired if issue.span is not None}
    names: set[str] = set()
    actors: set[str] = set()
    for scene, chunks in zip(scenes, chunked, strict=True):
        names |= headed_names(scene, chunks)
        for chunk in chunks:
            if isinstance(chunk.value, ActorMention) and chunk.rule != "actor.short":
                actors.update(actor.id for actor in chunk.value.candidates if not _of_any_enemy(scene, chunk))
    for scene in scenes:
        scene.learn(country, frozenset(names), frozenset(actors))
        if respelt and not respelt.isdisjoint([word.start for word in scene.words]):
            scene.look_up()
