"""Containers: a place and the ones that say where it lies («قرية س بريف ص», «شارع ع في مدينة ف») become one mention."""

from msgspec.structs import replace

from tawthiq.mention.chunk import Chunk
from tawthiq.mention.place_names import PlaceMention
from tawthiq.mention.scene import Scene

_WIDE = frozenset({"subdistrict", "district", "governorate", "region"})
_BESIDE = frozenset("القريب القريبه المجاور المجاوره المتاخم المتاخمه المحاذي المحاذيه الملاصق الملاصقه".split())
_PARTS = frozenset({"neighbourhood", "facility", "camp", "base", "field", "road", "front", "bridge"})
_QUARTERS = frozenset({"neighbourhood", "district", "facility", "camp", "front"})
_VILLAGES = frozenset({"village", "town"})
_SETTLEMENTS = _VILLAGES | {"city"}
_EACH = frozenset({"كل", "كلا"})
_GOVERNORATE = 3
"""Ranks below are countries and governorates."""


def join_containers(scene: Scene, chunks: list[Chunk]) -> list[Chunk]:
    """Join each place with the ones that say where it lies, in a row without «و» between them."""
    if [chunk.sort for chunk in chunks].count("place") < 2:
        return chunks
    joined: list[Chunk] = []
    for chunk in chunks:
        previous = _previous_place(scene, joined, chunk) if chunk.sort == "place" else None
        merged = (_beside(scene, previous, chunk) or _merge(scene, previous, chunk)) if previous else None
        if previous is None or merged is None:
            joined.append(chunk)
            continue
        while joined[-1] is not previous:
            joined.pop()
        joined[-1] = merged
    _mark_between(joined)
    return joined


def _previous_place(scene: Scene, joined: list[Chunk], chunk: Chunk) -> Chunk | None:
    """The place just before, with at most a word of containment between."""
    if not joined or chunk.clitic.startswith("و"):
        return None
    previous = joined[-1]
    gap = scene.words[chunk.first].gap
    if "(" in gap and previous.sort == "place":
        return None
    if "،" in gap and previous.sort == "place" and _listed(scene, previous, chunk):
        return None
    if previous.sort == "lex" and len(joined) > 1 and previous.grammar("containment") and not previous.clitic:
        return joined[-2] if joined[-2].sort == "place" and "،" not in scene.words[previous.first].gap else None
    return previous if previous.sort == "place" else None


def _listed(scene: Scene, previous: Chunk, chunk: Chunk) -> bool:
    """«كل من: مدينة س، قرية ع، مدينة ص»: a settlement told as such behind a comma, after another as large."""
    if previous.value.head in _PARTS or previous.value.reference or chunk.value.head not in _SETTLEMENTS:
        return False
    before = (scene.form(at).removeprefix("و") for at in range(previous.first))
    return chunk.value.head in _VILLAGES or any(form in _EACH for form in before)


def _beside(scene: Scene, left: Chunk, right: Chunk) -> Chunk | None:
    """«معسكر س القريب من طريق ص»: an adjective of nearness only tells which place is meant."""
    if right.first != left.last + 1 or scene.form(right.first) not in _BESIDE:
        return None
    return Chunk("place", left.first, right.last, left.rule, left.value, left.clitic, left.senses)


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
    if (inner.reference and not outer.reference) or _is_foreign(inner, outer):
        return False
    if "border" in (inner.head, outer.head) and inner.head != outer.head:
        return outer.head == "border" and not any(p.kind in ("country", "governorate") for p in inner.candidates)
    quarter = inner.head in _QUARTERS and outer.clitic.endswith("ب") and outer.head is None and outer.candidates
    within = (scene.gazetteer.within(p, q) and p.id != q.id for p in inner.candidates for q in outer.candidates)
    if quarter or any(within):  # «حي الحدث بالضاحية»
        return True
    if _is_area(inner) != _is_area(outer) and inner.candidates and outer.candidates:
        return _is_area(outer) or _rank(outer) < _GOVERNORATE
    if inner.whole and not inner.candidates and outer.candidates:
        return True
    if outer.relation not in ("in", "near") or outer.area or outer.reference:
        return not inner.area or outer.relation != "in" or _rank(outer) < 3
    if not (inner.candidates and outer.candidates):
        wider = outer.head in _WIDE and inner.head is not None and inner.head not in _WIDE
        return wider or (bool(outer.candidates) and not inner.candidates)
    return _rank(outer) < _rank(inner) and _rank(outer) <= 4


def _is_foreign(one: PlaceMention, other: PlaceMention) -> bool:
    """«صاروخ من اليمن في محيط مطار س»: a country, and a place that does not lie in it."""
    lands = {place.country for place in one.candidates}, {place.country for place in other.candidates}
    country = any(p.candidates and all(q.kind == "country" for q in p.candidates) for p in (one, other))
    return country and all(lands) and lands[0].isdisjoint(lands[1])


def _is_area(mention: PlaceMention) -> bool:
    """Whether a mention names a stretch of country («ريف س»), which contains whatever stands beside it."""
    return mention.area or (bool(mention.candidates) and all(place.kind == "region" for place in mention.candidates))


def _rank(mention: PlaceMention) -> int:
    ranks = [place.rank for place in mention.candidates]
    return min(ranks) if ranks else 9


def _mark_between(chunks: list[Chunk]) -> None:
    """«بين بلدتي س وص»: both places lie at the ends of what is meant."""
    for at in range(2, len(chunks)):
        left, right = chunks[at - 1], chunks[at]
        listed = left.sort == right.sort == "place" and right.clitic == "و"
        if listed and chunks[at - 2].grammar("prepositions") == "بين":
            chunks[at - 1 : at + 1] = _between(left), _between(right)


def _between(chunk: Chunk) -> Chunk:
    if chunk.value.relation != "in":
        return chunk
    mention = replace(chunk.value, relation="between")
    return Chunk("place", chunk.first, chunk.last, chunk.rule, mention, chunk.clitic, chunk.senses)
