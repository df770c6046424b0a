"""Places: names of the gazetteer, names after a head noun, lists, directions and distances.

Rules: `place.gazetteer`, `place.head_noun` (known or not), `place.list`, `place.direction`, `place.distance`,
`place.reference` («المدينة», resolved later). What contains a place («بريف إدلب», «جنوب المدينة») is joined to it by
`join_containers`, so that one place is one mention.
"""

from dataclasses import dataclass, replace

from tawthiq.arabic.numerals import read_number
from tawthiq.lexicon.entries import Head
from tawthiq.lexicon.phrases import Match
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.places.gazetteer import Place

_FITTING = {
    "neighbourhood": {"neighbourhood", "district", "camp", "facility"},
    "village": {"village", "town", "neighbourhood", "subdistrict"},
    "town": {"town", "village", "city", "subdistrict", "camp"},
    "city": {"city", "town"},
    "governorate": {"governorate", "region"},
    "subdistrict": {"subdistrict", "town", "district"},
    "camp": {"camp"},
    "airport": {"airport", "base"},
    "base": {"base", "facility", "airport"},
    "field": {"field", "facility"},
    "hill": {"hill", "mountain", "village"},
    "mountain": {"mountain", "hill", "region", "village"},
    "river": {"river"},
}
_KEEP_HEAD = frozenset({"facility", "base", "airport", "field", "road", "crossing", "bridge", "dam", "hill", "border", "river", "island"})
_KNOWN_SORTS = frozenset({"trigger", "pair", "support", "reporting", "grammar", "people", "means", "force", "affiliation", "short", "actor", "head", "relation", "after", "speaker", "object"})
_PLACE_PREPOSITIONS = frozenset({"في", "إلى", "على", "من", "بين", "عن", "origin"})
_MAX_NAME = 3


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as named.

    `name` are the first and last word of the name, without its head noun unless that is part of it; `candidates` the
    gazetteer's places of that name; `head` the kind that a head noun states; `reference` is true for «المدينة»;
    `containers` are the mentions that say where it lies; `many` that a head noun of several places leads («أحياء»).
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

    @property
    def area(self) -> bool:
        """Whether it names no more than a region around the place («ريف حلب»)."""
        return self.head == "region"


def read_place(scene: Scene, at: int, listing: PlaceMention | None = None, governed: bool = False) -> Chunk | None:
    """The place that begins at a word.

    `listing` is the place just before in a list, whose head noun still rules; `governed` that a preposition of place or
    a head noun stands before, so that a name which is also an ordinary word may be read as a name.
    """
    options = (
        _distance(scene, at),
        _related(scene, at),
        _named(scene, at, listing, governed),
        _headed(scene, at),
    )
    best: Chunk | None = None
    for chunk in options:
        if chunk and (best is None or chunk.last > best.last):
            best = chunk
    return best or _listed(scene, at, listing)


def _named(scene: Scene, at: int, listing: PlaceMention | None, governed: bool) -> Chunk | None:
    for match in scene.named(at):
        places = tuple(sense.entry for sense in match.senses)
        in_list = listing is not None and ("و" in match.clitic or "،" in scene.words[at].gap or "," in scene.words[at].gap)
        clear = any(place.bare for place in places) or match.last > match.first
        definite = scene.form(at)[len(match.clitic) :].startswith("ال")
        if clear or in_list or (governed and definite):
            if not (clear or in_list) and _ordinary(scene, at):
                continue
            last = _with_direction(scene, match.last)
            head = listing.head if in_list and listing and listing.many else None
            mention = PlaceMention((match.first, match.last), _fit(places, head), head, many=bool(head))
            rule = "place.list" if in_list else "place.gazetteer"
            return Chunk("place", match.first, last, rule, mention, match.clitic, _object_senses(scene, at))
    return None


def _ordinary(scene: Scene, at: int) -> bool:
    return any(sense.sort in _KNOWN_SORTS for match in scene.lexical(at) for sense in match.senses)


def _with_direction(scene: Scene, last: int) -> int:
    while scene.joined(last + 1) and scene.grammar(last + 1, "directions"):
        last += 1
    return last


def _fit(places: tuple[Place, ...], head: str | None) -> tuple[Place, ...]:
    fitting = tuple(place for place in places if place.kind in _FITTING.get(head or "", ()))
    return fitting or places


def _object_senses(scene: Scene, at: int) -> tuple:  # type: ignore[type-arg]
    return tuple(sense for _, sense in scene.senses(at, "object"))


def _headed(scene: Scene, at: int) -> Chunk | None:
    for match, sense in scene.senses(at, "head"):
        if match.clitic.endswith("ك"):
            continue
        chunk = _after_head(scene, match, sense.entry, sense.shape)
        if chunk:
            return chunk
    return None


def _after_head(scene: Scene, match: Match, head: Head, shape: str) -> Chunk | None:
    at, word = match.last + 1, scene.form(match.first)
    definite = word[len(match.clitic) :].startswith("ال") or (match.clitic.endswith("ل") and word.startswith("ل" + "ل"))
    many = shape == "many"
    if scene.joined(at):
        inner = None if definite and not head.alone else _inner(scene, at, head, many, definite)
        if inner:
            return _compose(scene, match, head, inner, many)
    if definite and head.alone and (at >= len(scene) or not _foreign_qualifier(scene, at)):
        last = _with_direction(scene, match.last)
        mention = PlaceMention((match.first, last), (), head.kind, reference=True, many=many)
        return Chunk("place", match.first, last, "place.reference", mention, match.clitic)
    return None


def _foreign_qualifier(scene: Scene, at: int) -> bool:
    """«المنطقة الآمنة», «المركز الصحي»: an adjective makes the head noun no reference to a place named before."""
    word = scene.form(at)
    return scene.joined(at) and word.startswith("ال") and not scene.grammar(at, "directions") and word.endswith(("ي", "يه")) and not scene.lexical(at)


def _inner(scene: Scene, at: int, head: Head, many: bool, definite: bool) -> PlaceMention | None:
    """What follows a head noun: another place phrase, a known name, or an unknown one."""
    related = _related(scene, at) or _headed(scene, at)
    named = next(iter(scene.named(at)), None)
    if related and not related.clitic and (not named or related.last > named.last) and not head.facility:
        return related.value  # type: ignore[no-any-return]
    if related and head.facility and related.value.reference and not related.clitic:
        return replace(related.value, relation="in")
    if named and not named.clitic:
        places = tuple(sense.entry for sense in named.senses)
        return PlaceMention((named.first, named.last), _fit(places, head.kind), head.kind, many=many)
    if definite:
        return None
    last = _unknown_name(scene, at, head)
    return PlaceMention((at, last), (), head.kind, many=many) if last is not None else None


def _unknown_name(scene: Scene, at: int, head: Head) -> int | None:
    """The last word of a name that no gazetteer has, or None where the words are no name."""
    if not _may_be_name(scene, at, head):
        return None
    last = at
    while last - at + 1 < _MAX_NAME and scene.joined(last + 1):
        compound = scene.grammar(last, "name_starts")
        if not compound or not _may_be_name(scene, last + 1, None):
            break
        last += 1
    return last


def _may_be_name(scene: Scene, at: int, head: Head | None) -> bool:
    word = scene.form(at)
    if scene.words[at].sort != "word" or len(word) < 2:
        return scene.words[at].sort == "number" and bool(head) and head is not None and head.kind in ("base", "facility")
    if scene.grammar(at, "directions") or scene.grammar(at, "prepositions") or scene.grammar(at, "force_adjectives"):
        return False
    compound = bool(scene.grammar(at, "name_starts"))
    quoted = scene.words[at].gap.strip() not in ("", "#")
    if head and head.facility and not (word.startswith("ال") or compound or quoted):
        return False
    if not word.startswith("ال") and word.endswith(("يه", "يا", "ين", "ات", "ه")) and not (quoted or compound):
        return bool(head) and not _ordinary(scene, at) and not word.endswith(("يه", "ين", "ات"))
    return compound or quoted or not _ordinary(scene, at)


def _compose(scene: Scene, match: Match, head: Head, inner: PlaceMention, many: bool) -> Chunk:
    last = _with_direction(scene, _end(inner))
    keep = head.kind in _KEEP_HEAD or head.kind == "region"
    name = (match.first, last if head.kind == "region" else inner.name[1]) if keep else inner.name
    kind = inner.head if inner.head and head.kind in ("region",) and not inner.area else head.kind
    mention = replace(inner, name=name, head="region" if head.kind == "region" else kind, many=many, whole=keep)
    if head.kind == "region" or (head.facility and inner.candidates and inner.candidates[0].kind != "facility" and not _same_name(scene, match, inner)):
        container = replace(inner, many=False)
        mention = PlaceMention(name, inner.candidates if head.kind == "region" else (), mention.head, many=many, whole=True, containers=(container,))
        if inner.reference:
            mention = replace(mention, reference=head.facility or inner.reference, candidates=())
    rule = "place.head_noun"
    return Chunk("place", match.first, last, rule, mention, match.clitic, _object_senses(scene, match.first))


def _same_name(scene: Scene, match: Match, inner: PlaceMention) -> bool:
    return any(found.last >= inner.name[1] for found in scene.named(match.first))


def _end(mention: PlaceMention) -> int:
    return max([mention.name[1], *(_end(container) for container in mention.containers)])


def _related(scene: Scene, at: int) -> Chunk | None:
    """«جنوب المدينة», «محيط جبل س», «قرب بلدة ص», «إلى الشمال من س»."""
    for match, sense in scene.senses(at, "relation"):
        inner_at = match.last + 1
        if scene.form(inner_at) in ("من", "ل") and scene.joined(inner_at + 1):
            inner_at += 1
        if not scene.joined(inner_at):
            continue
        inner = _headed(scene, inner_at) or _related(scene, inner_at) or _named(scene, inner_at, None, True)
        if inner and inner.clitic in ("", "ل"):
            relation = sense.entry if inner.value.relation == "in" or sense.entry != "in" else inner.value.relation
            mention = replace(inner.value, relation=relation)
            return Chunk("place", match.first, inner.last, "place.direction", mention, match.clitic, inner.senses)
    return None


def _distance(scene: Scene, at: int) -> Chunk | None:
    """«12 كم شرق س», «على بعد 12 كيلومترا من س»."""
    number = read_number(scene.words, at)
    if not number or not scene.grammar(number.end, "distance"):
        return None
    unit = scene.form(number.end)
    after = number.end + 1
    inner = _related(scene, after) if after < len(scene) else None
    if not inner and scene.form(after) in ("من", "عن") and scene.joined(after + 1):
        inner = _headed(scene, after + 1) or _named(scene, after + 1, None, True)
    if not inner:
        return None
    km = number.value / 1000 if unit.startswith(("متر", "امتار")) else number.value * (1.609 if unit.startswith(("ميل", "امي")) else 1)
    relation = inner.value.relation if inner.value.relation != "in" else "near"
    mention = replace(inner.value, relation=relation, distance_km=round(float(km), 2))
    return Chunk("place", at, inner.last, "place.distance", mention)


def _listed(scene: Scene, at: int, listing: PlaceMention | None) -> Chunk | None:
    """A name that no gazetteer has, in a list that a head noun of several places leads («قرى س وص وع»)."""
    if listing is None or not listing.many:
        return None
    word = scene.words[at]
    conjoined = word.form.startswith("و") and len(word.form) > 3
    comma = "،" in word.gap or "," in word.gap
    if not (conjoined or comma) or scene.lexical(at):
        return None
    if word.form.startswith(("وال", "ال")) or comma or conjoined:
        last = at
        if scene.grammar(at, "name_starts") and scene.joined(at + 1) and _may_be_name(scene, at + 1, None):
            last += 1
        clitic = "و" if conjoined else ""
        return Chunk("place", at, last, "place.list", PlaceMention((at, last), (), listing.head, many=True), clitic)
    return None


def join_containers(scene: Scene, chunks: list[Chunk]) -> list[Chunk]:
    """Join each place with the ones that say where it lies, in a row without «و» between them."""
    joined: list[Chunk] = []
    for chunk in chunks:
        previous = _previous_place(scene, joined, chunk)
        if previous is None:
            joined.append(chunk)
            continue
        merged = _merge(scene, previous, chunk)
        if merged is None:
            joined.append(chunk)
            continue
        while joined[-1] is not previous:
            joined.pop()
        joined[-1] = merged
    return joined


def _previous_place(scene: Scene, joined: list[Chunk], chunk: Chunk) -> Chunk | None:
    """The place just before, with at most a word of containment between."""
    if chunk.sort != "place" or not joined or chunk.clitic.startswith("و"):
        return None
    previous = joined[-1]
    gap = scene.words[chunk.first].gap
    if "(" in gap and previous.sort == "place":
        return None
    if previous.sort == "lex" and len(joined) > 1 and previous.grammar("containment") and not previous.clitic:
        return joined[-2] if joined[-2].sort == "place" else None
    return previous if previous.sort == "place" else None


def _merge(scene: Scene, left: Chunk, right: Chunk) -> Chunk | None:
    a: PlaceMention = left.value
    b: PlaceMention = right.value
    if b.many and not a.area and not a.reference:
        return None
    inner, outer = (a, b) if _lies_in(scene, a, b) else (b, a)
    if not _lies_in(scene, inner, outer):
        return None
    if outer is a and b.many:
        return None
    narrowed = tuple(p for p in inner.candidates if any(scene.gazetteer.within(p, q) for q in outer.candidates))
    mention = replace(inner, candidates=narrowed or inner.candidates, containers=(*inner.containers, outer))
    chunk = Chunk("place", left.first, right.last, left.rule if inner is a else right.rule, mention, left.clitic)
    chunk.senses = left.senses + right.senses
    return chunk


def _lies_in(scene: Scene, inner: PlaceMention, outer: PlaceMention) -> bool:
    """Whether the second mention can say where the first lies."""
    if inner.reference and not outer.reference:
        return False
    if any(scene.gazetteer.within(p, q) and p.id != q.id for p in inner.candidates for q in outer.candidates):
        return True
    if outer.relation not in ("in", "near") or outer.area or outer.reference:
        return not inner.area or outer.relation != "in" or _rank(outer) < 3
    if not inner.candidates:
        return bool(outer.candidates)
    return _rank(outer) < _rank(inner) and _rank(outer) <= 4


def _rank(mention: PlaceMention) -> int:
    ranks = [place.rank for place in mention.candidates]
    return min(ranks) if ranks else 9
