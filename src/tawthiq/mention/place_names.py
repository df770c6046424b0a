"""Names of places: what the gazetteer knows, what a head noun or the report itself vouches for, and what is no name.

A name that is also an ordinary word («الزراعة», «جروح») is read only where something vouches for it: a head noun, a
word of direction, a list of places, a containing place beside it, or the same name after a head noun elsewhere in the
report.
"""

from collections.abc import Sequence

from msgspec import Struct

from tawthiq.lexicon.phrases import Match, Sense
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import DWELLERS, Scene
from tawthiq.places.gazetteer import Place

_FITTING = {
    "neighbourhood": {"neighbourhood", "district", "camp", "facility"},
    "village": {"village", "town", "neighbourhood", "subdistrict"},
    "town": {"town", "village", "city", "subdistrict", "camp"},
    "city": {"city", "town"},
    "governorate": {"governorate", "region"},
    "district": {"district", "subdistrict", "region", "neighbourhood", "town"},
    "subdistrict": {"subdistrict", "town", "district"},
    "camp": {"camp"},
    "airport": {"airport", "base"},
    "base": {"base", "facility", "airport"},
    "field": {"field", "facility"},
    "hill": {"hill", "mountain", "village"},
    "mountain": {"mountain", "hill", "region", "village"},
    "river": {"river"},
}
_ACROSS = {"LB": "IL", "PS": "IL", "YE": "SA"}
"""Whose villages a country's reports name beside its own."""
_SMALL = frozenset({"village", "neighbourhood", "facility", "subdistrict", "hill", "field", "base", "bridge", "camp"})
_KNOWN_SORTS = frozenset(
    (
        "trigger pair support reporting grammar people means force affiliation short actor head relation after speaker "
        "object"
    ).split()
)
_TOWNS = frozenset({"city", "town", "village", "governorate", "district", "subdistrict", "country"})
_IN = frozenset({"ب", "وب", "فب"})
_SERVICES = frozenset({"الدولي", "المدني", "العسكري", "الحربي"})
_BEHIND_PLACES = frozenset("صباح مساء ظهر عصر ليل ليله فجر يوم امس اليوم منذ خلال بعد قبل في ب".split())
"""Words of time and place that a place's name may stand before."""
_BETWEEN = frozenset({"بين", "وبين", "مابين"})
INSIDE = frozenset(("في الي داخل وفي والي ففي علي وعلي من ومن عن نحو باتجاه صوب قرب فوق سماء محيط اطراف مدخل").split())
_APART_FROM_NAMES = frozenset("actor short head affiliation people trigger pair support reporting means force".split())
"""Sorts of word that are no place's name where a preposition governs them, though a town may be called so."""
_SEEN_CLITICS = ("ب", "و", "ل")
_VERBS = frozenset({"past", "present", "passive"})
_TOWN = 3
"""The rank of a town; larger places have lower ones."""
LANDS_OF_UNITS = frozenset({"LY", "YE", "SD"})
"""Where «كتيبة», «لواء» and the like name men, and no base."""


class PlaceMention(Struct, frozen=True):
    """A place as named.

    `name` are the first and last word of the name, without its head noun unless that is part of it; `candidates` the
    gazetteer's places of that name; `head` the kind that a head noun states; `reference` is true for «المدينة»;
    `containers` are the mentions that say where it lies; `many` that a head noun of several places leads («أحياء»);
    `whole` that the head noun belongs to the name («ريف حلب», «مطار المزة»); `clitic` what was cut off the name's first
    word; `ends` the places between which a road runs.
    """

    name: tuple[int, int]
    candidates: tuple[Place, ...] = ()
    head: str | None = None
    relation: str = "in"
    reference: bool = False
    many: bool = False
    whole: bool = False
    distance_km: float | None = None
    containers: tuple["PlaceMention", ...] = ()
    clitic: str = ""
    ends: tuple[Place, ...] = ()

    @property
    def area(self) -> bool:
        """Whether it names no more than a region around the place («ريف حلب»)."""
        return self.head == "region"


def candidates(scene: Scene, match: Match, head: str | None = None) -> tuple[Place, ...]:
    """The places that a name may mean, those of the kind that a head noun says where there are any.

    A small place of another country than the report's, or the one that it fights, is no reading of a single word.
    """
    places = tuple([sense.entry for sense in match.senses])
    if match.first == match.last and any(place.kind in _SMALL for place in places) and scene.country:
        near = (scene.country, _ACROSS.get(scene.country), "XZ", "")
        places = tuple(p for p in places if p.country in near or p.kind not in _SMALL)
    kinds = _FITTING.get(head or "")
    fitting = tuple(place for place in places if place.kind in kinds) if kinds else ()
    return fitting or places


def fits_head(place: Place, head: str) -> bool:
    """Whether a place is of the kind that a head noun says."""
    return place.kind in _FITTING.get(head, {head})


def read_name(
    scene: Scene, at: int, listing: PlaceMention | None, governed: bool, vouched: bool = False
) -> Chunk | None:
    """A name of the gazetteer, or one that the report gives after a head noun elsewhere.

    `governed`: a preposition of place stands before; `vouched`: so does a word that only places follow.
    """
    for match in scene.named(at):
        if "ف" in match.clitic and scene.joined(at):  # «ف» opens a clause: «بوابة فاطمة» is not «ف» before «أطمة»
            continue
        head = listing.head if listing and listing.many and _in_list(scene, at, match.clitic) else None
        places = candidates(scene, match, head)
        if not places or (match.first == match.last and _takes_article(scene, match)):
            continue
        in_list = listing is not None and _in_list(scene, at, match.clitic) and _listable(scene, listing, places)
        if in_list or _readable(scene, match, places, governed, vouched):
            mention = PlaceMention((match.first, match.last), places, head, many=bool(head), clitic=match.clitic)
            rule = "place.list" if in_list else "place.gazetteer"
            last = with_directions(scene, _with_service(scene, match, places))
            senses = () if _is_proper(scene, match, places) else object_senses(scene, at)
            return Chunk("place", match.first, last, rule, mention, match.clitic, senses)
    return _seen_elsewhere(scene, at, governed or vouched)


def _with_service(scene: Scene, match: Match, places: Sequence[Place]) -> int:
    """The last word of an airport's name with what it serves («مطار أبها الدولي»)."""
    after = match.last + 1
    if not scene.joined(after) or scene.form(after) not in _SERVICES:
        return match.last
    airport = scene.form(match.first).endswith("مطار") or any(place.kind in ("airport", "base") for place in places)
    return after if airport else match.last


def _is_proper(scene: Scene, match: Match, places: Sequence[Place]) -> bool:
    """«قصر بن غشير», «سوق الجمعة», «الخيام»: a town named after a thing is not the thing."""
    known = match.last > match.first or any(place.country == scene.country for place in places)
    return known and all(place.kind in _TOWNS for place in places)


def _in_list(scene: Scene, at: int, clitic: str) -> bool:
    return "و" in clitic or "،" in scene.words[at].gap or "," in scene.words[at].gap


def _listable(scene: Scene, listing: PlaceMention, places: Sequence[Place]) -> bool:
    if listing.many or any(place.bare for place in places):
        return True
    if any(place.kind == "governorate" and place.country == scene.country for place in places):
        return True  # «في الضاحية والبقاع والجنوب»
    regions = {scene.gazetteer.region(place) for place in listing.candidates}
    return any(scene.gazetteer.region(place) in regions for place in places)


def _readable(scene: Scene, match: Match, places: Sequence[Place], governed: bool, vouched: bool) -> bool:
    """Whether a name may be read where it stands."""
    bare = any(place.bare for place in places)
    at = match.first
    if scene.country in LANDS_OF_UNITS and all(p.kind == "base" and p.country != scene.country for p in places):
        return False  # «من أفراد اللواء الرابع» in Yemen
    if match.last > at:
        return bare or governed or vouched or match.clitic in _IN or scene.first(at, "head") is not None
    if (vouched or (governed and not match.clitic)) and _is_own_governorate(scene, places):
        return True
    if vouched:
        ordinary = is_ordinary(scene, at) and not _names_town(scene, at, places)
        return bare or not ordinary or _closes_with(scene, at, places)
    if _between(scene, at, places):
        return True
    if bare:
        local = governed and any(p.country == scene.country for p in places)
        return local or not scene.grammar(at, "not_names")
    return (governed or match.clitic in _IN) and _held(scene, match, places, governed)


def _is_own_governorate(scene: Scene, places: Sequence[Place]) -> bool:
    """«شرق الجزيرة» in Sudan: a governorate of the report's country, though its name is also a word."""
    return any(place.kind == "governorate" and place.country == scene.country for place in places)


def _held(scene: Scene, match: Match, places: Sequence[Place], governed: bool) -> bool:
    """Whether a name that is not read alone may be read behind a preposition (`governed`), or behind «بـ»."""
    at = match.first
    if is_ordinary(scene, at) and not (governed and _only_a_verb(scene, at)):
        return governed and not match.clitic and _names_town(scene, at, places)
    if scene.vouches(scene.bare_form(at, match.clitic)) or _contained(scene, match.last + 1, places):
        return True
    if scene.form(at - 1) == "بين":
        return any(other.clitic == "و" for other in scene.named(match.last + 1))
    return scene.form(at - 1) in INSIDE | DWELLERS and _fits_inside(scene, at, places)


def _between(scene: Scene, at: int, places: Sequence[Place]) -> bool:
    """«بين نوى وتسيل»: two names of the report's country, the first also an ordinary word."""
    ends = scene.form(at - 1) in _BETWEEN and any(match.clitic == "و" for match in scene.named(at + 1))
    return ends and any(place.country == scene.country for place in places)


def _closes_with(scene: Scene, at: int, places: Sequence[Place]) -> bool:
    """Whether a clause ends with a bare name of the report's country («عند مدخل مركبا»)."""
    definite = scene.form(at).startswith("ال")
    ends = at + 1 >= len(scene) or bool(scene.words[at + 1].gap.strip())
    head = scene.first(at, "head") is not None or scene.grammar(at, "not_names") is not None
    return ends and not definite and not head and any(place.country == scene.country for place in places)


def _names_town(scene: Scene, at: int, places: Sequence[Place]) -> bool:
    """«على الخيام وصور», «في سماء بحري صباحا»: a town of the report's country that is called by a common word."""
    if not any(place.country == scene.country and place.rank <= _TOWN for place in places):
        return False
    senses = [sense for match in scene.lexical(at) for sense in match.senses if match.first == match.last]
    if any(sense.sort in _APART_FROM_NAMES or sense.entry == "not_names" for sense in senses):
        return False
    following = at + 1
    ends = following >= len(scene) or bool(scene.words[following].gap.strip()) or scene.words[following].sort != "word"
    form = scene.form(following)
    placed = scene.named(following) or scene.first(following, "relation")
    return ends or bool(placed) or form.startswith("و") or form in _BEHIND_PLACES


def _only_a_verb(scene: Scene, at: int) -> bool:
    """Whether a word's other meaning is a verb alone, which no preposition governs («بين نوى وتسيل»)."""
    senses = [sense for match in scene.lexical(at) for sense in match.senses]
    return all(sense.shape in _VERBS for sense in senses if sense.sort in _KNOWN_SORTS)


def _fits_inside(scene: Scene, at: int, places: Sequence[Place]) -> bool:
    """«في س»: a town of the report's country, or any name of it that its clause or a list of places ends with."""
    local = [place for place in places if place.country == scene.country]
    if any(place.rank <= 3 for place in local):
        return True
    if not local or not scene.form(at).startswith("ال"):
        return False
    if at + 1 >= len(scene) or scene.words[at + 1].gap.strip():
        return True
    return any(match.clitic == "و" for match in scene.named(at + 1))


def _takes_article(scene: Scene, match: Match) -> bool:
    """«للعديد»: the article behind «لـ» makes «لعديد» no name; the cut that gives the article back is the reading."""
    return (
        match.clitic.endswith("ل")
        and scene.form(match.first).startswith("ل", len(match.clitic))
        and not any(
            name.startswith("ال") for sense in match.senses for name in (sense.entry.name_ar, *sense.entry.aliases)
        )
    )


def _contained(scene: Scene, at: int, places: Sequence[Place]) -> bool:
    """Whether the words after a name say where it lies («في س بريف ص»)."""
    if not scene.joined(at):
        return False
    if scene.grammar(at, "containment") or scene.first(at, "relation"):
        at += 1
    outer = [sense.entry for ahead in (at, at + 1) for match in scene.named(ahead) for sense in match.senses]
    return any(scene.gazetteer.within(p, q) and p.id != q.id for p in places for q in outer)


def _seen_elsewhere(scene: Scene, at: int, governed: bool) -> Chunk | None:
    """A word that no gazetteer has but that follows a head noun elsewhere in the report («قرية معلك … على معلك»)."""
    form = scene.form(at)
    uncut = scene.vouches(form) and not scene.named(at)
    cut = form.startswith(_SEEN_CLITICS) and scene.vouches(form[1:])
    clitic = "" if uncut and governed else form[0] if cut else None
    if clitic is None or not (governed or clitic == "ب") or is_ordinary(scene, at):
        return None
    return Chunk("place", at, at, "place.seen", PlaceMention((at, at), clitic=clitic), clitic)


def is_ordinary(scene: Scene, at: int) -> bool:
    """Whether a word has a meaning beside that of a name."""
    return any(sense.sort in _KNOWN_SORTS for match in scene.lexical(at) for sense in match.senses)


def with_directions(scene: Scene, last: int) -> int:
    """The last of the words of direction after a name («الجنوبي الشرقي»)."""
    while scene.joined(last + 1) and scene.grammar(last + 1, "directions"):
        last += 1
    return last


def object_senses(scene: Scene, at: int) -> tuple[Sense, ...]:
    """What the words are beside a place: a hospital, a bridge, a camp."""
    return tuple(sense for _, sense in scene.senses(at, "object"))


def headed_names(scene: Scene, chunks: Sequence[Chunk]) -> set[str]:
    """The folded one-word names that head nouns introduce in a sentence: they vouch for themselves elsewhere."""
    found: set[str] = set()
    for chunk in chunks:
        if chunk.sort != "place" or chunk.rule != "place.head_noun":
            continue
        first, last = chunk.value.name
        if first == last and not chunk.value.whole and len(scene.form(first)) >= 4:
            found.add(scene.form(first))
    return found
