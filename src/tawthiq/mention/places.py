"""Places: names of the gazetteer, names after a head noun, lists, directions and distances.

Rules: `place.gazetteer`, `place.seen` (named after a head noun elsewhere), `place.located` («في س بشمال ع»),
`place.head_noun` (known or not), `place.phrase` («الأحياء الغربية», «المستشفى العسكري»), `place.road` («طريق س - ص»),
`place.list`, `place.direction`, `place.distance`, `place.reference` («المدينة», resolved later). What contains a place
(«بريف إدلب», «جنوب المدينة») is joined to it by `containers`, so that one place is one mention.
"""

from functools import cache

from msgspec.structs import replace

from tawthiq.arabic.fold import fold_name
from tawthiq.lexicon.entries import Head
from tawthiq.lexicon.phrases import Match
from tawthiq.mention.chunk import Chunk, longest
from tawthiq.mention.located_names import begins_name, read_located
from tawthiq.mention.place_names import (
    PlaceMention,
    candidates,
    is_ordinary,
    object_senses,
    read_name,
    with_directions,
)
from tawthiq.mention.roads import read_road
from tawthiq.mention.scene import Scene
from tawthiq.mention.unlisted_names import is_unit, may_continue, unknown_name
from tawthiq.places.gazetteer import Place

__all__ = ["PlaceMention", "read_place"]

_KEEP_HEAD = frozenset("facility base airport field road crossing bridge dam hill border river island".split())
_SETTLEMENTS = frozenset({"city", "town", "village", "neighbourhood", "camp", "governorate", "subdistrict"})
_QUARTERS = frozenset({"neighbourhood", "village", "town", "region", "governorate", "camp", "district"})
_CONTAINER_CLITICS = ("", "ل")
_DWELLERS = frozenset({"للنازحين", "للاجيين", "للمهجرين"})
_LEADING = frozenset({"relation", "head"})
_TANWIN = frozenset("\u064b\u064c\u064d")
_OF_PARTY = frozenset({"في", "من", "ضمن"})


def read_place(scene: Scene, at: int, listing: PlaceMention | None = None, governed: bool = False) -> Chunk | None:
    """The place that begins at a word.

    `listing` is the place just before in a list, whose head noun still rules; `governed` that a preposition of place
    stands before, so that a name which is also an ordinary word may be read as a name.
    """
    named = read_name(scene, at, listing, governed) or read_located(scene, at)
    led = (_related(scene, at), _headed(scene, at)) if scene.means(at, _LEADING) else ()
    far = _distance(scene, at) if scene.number(at) is not None else None
    if not led and far is None:
        return named or _listed(scene, at, listing)
    return longest([chunk for chunk in (far, named, *led) if chunk]) or _listed(scene, at, listing)


def _headed(scene: Scene, at: int) -> Chunk | None:
    for match, sense in scene.senses(at, "head"):
        if match.clitic.endswith("ك") or _leads_to(scene, match) or _is_no_head(scene, match):
            continue
        chunk = _after_head(scene, match, sense.entry, sense.shape == "many")
        if chunk:
            return chunk
    return None


def _leads_to(scene: Scene, match: Match) -> bool:
    """«وأدى الهجوم إلى …»: the verb, which is spelt like «وادي» once folded."""
    return scene.form(match.first) == "وادي" and scene.text.startswith("وأ", scene.words[match.first].start)


def _is_no_head(scene: Scene, match: Match) -> bool:
    """«حياً سكنياً», «القضاء على»: nothing is named after a noun in the accusative, nor after what is done away with."""
    end = scene.words[match.last].end
    accusative = not _TANWIN.isdisjoint(scene.text[end - 2 : end])
    done_away = scene.form(match.first).endswith("القضاء") and scene.form(match.last + 1) == "علي"
    return accusative or done_away or _is_unit(scene, match.last + 1)


def _is_unit(scene: Scene, at: int) -> bool:
    """«لواء 28 في الحشد», «الفوج 41 من الجيش»: a unit of a party by its number, and not where it lies."""
    if not (scene.joined(at) and scene.form(at).isdigit() and scene.joined(at + 1)):
        return False
    within = at + 2 if scene.form(at + 1) in _OF_PARTY else at + 1
    match = scene.first(within, "actor")
    return match is not None and (within > at + 1 or bool(match[0].clitic.endswith("ب")))


def _after_head(scene: Scene, match: Match, head: Head, many: bool) -> Chunk | None:
    if _is_adjective(scene, match) or (head.kind == "base" and is_unit(scene, match)):
        return None
    at = match.last + 1
    definite = _is_definite(scene, match)
    if head.kind == "road":
        road = None if many else read_road(scene, match, _headed)
        if road or definite:
            return road
    if scene.joined(at) and not _possessed(scene, match, head):
        phrase = _phrase(scene, match, head, many) if definite else None
        inner = None if phrase or (definite and not head.alone) else scene.nested(_inner, at, head, many, definite)
        if phrase or inner:
            return phrase or (_compose(scene, match, head, inner, many) if inner else None)
    numbered = scene.joined(at) and scene.form(at).isdigit()
    if definite and head.alone and not many and not numbered and _stands_alone(scene, at, head):
        last = with_directions(scene, match.last)
        capital = scene.gazetteer.capitals.get(scene.country or "") if _names_capital(scene, match) else None
        known = (capital,) if capital else ()
        mention = PlaceMention((match.first, last), known, head.kind, reference=True, clitic=match.clitic)
        return Chunk(
            "place", match.first, last, "place.reference", mention, match.clitic, object_senses(scene, match.first)
        )
    return None


def _names_capital(scene: Scene, match: Match) -> bool:
    return scene.bare_form(match.first, match.clitic) == "العاصمه" and match.first == match.last


def _is_definite(scene: Scene, match: Match) -> bool:
    word = scene.form(match.first)
    return word[len(match.clitic) :].startswith("ال") or (match.clitic.endswith("ل") and word.startswith("لل"))


def _is_adjective(scene: Scene, match: Match) -> bool:
    """«مصادر محلية», «الصفحات المحلية»: a head noun that is also an adjective of the noun before it."""
    if match.clitic or not scene.grammar(match.first, "adjective_heads") or not scene.joined(match.first):
        return False
    if any(not named.clitic for named in scene.named(match.last + 1)):
        return False
    before = scene.form(match.first - 1)
    return not scene.grammar(match.first - 1, "prepositions") and before.startswith("ال") == _is_definite(scene, match)


@cache
def _nouns(head: Head) -> frozenset[str]:
    return frozenset(fold_name(noun) for noun in (*head.one, *head.many))


def _possessed(scene: Scene, match: Match, head: Head) -> bool:
    """«مطارها», «قاعدته»: a pronoun stands where the name would."""
    form = scene.bare_form(match.last, match.clitic if match.first == match.last else "")
    return form.endswith(("ه", "ها", "هم", "هما", "نا")) and form.removeprefix("ال") not in _nouns(head)


def _stands_alone(scene: Scene, at: int, head: Head) -> bool:
    """«المدينة» refers to a place named before; «المنطقة الآمنة», «المركز الصحي» do not."""
    if not scene.joined(at) or scene.grammar(at, "directions"):
        return True
    adjective = scene.form(at).startswith("ال") and not scene.lexical(at)
    return head.kind in _SETTLEMENTS or not adjective


def _phrase(scene: Scene, match: Match, head: Head, many: bool) -> Chunk | None:
    """A definite head noun with its adjective is the name: «الأحياء الغربية», «الريف الشمالي», «المستشفى العسكري»."""
    at = match.last + 1
    last = with_directions(scene, match.last)
    quarter = last > match.last and head.kind in _QUARTERS and (many or head.kind in ("neighbourhood", "region"))
    form = scene.form(at)
    facility = (head.facility or head.kind in _KEEP_HEAD) and form.startswith("ال") and form.endswith(("ي", "يه"))
    if (
        last == match.last
        and facility
        and not many
        and not (scene.grammar(at, "not_names") or scene.grammar(at, "relative"))
    ):
        last = at
    elif not quarter:
        return None
    kind = "region" if head.kind == "region" else head.kind
    mention = PlaceMention((match.first, last), (), kind, many=many and not quarter, whole=True, clitic=match.clitic)
    outer = _container_after(scene, last + 1)
    if outer:
        mention = replace(mention, containers=(outer.value,))
    senses = object_senses(scene, match.first)
    return Chunk("place", match.first, outer.last if outer else last, "place.phrase", mention, match.clitic, senses)


def _container_after(scene: Scene, at: int) -> Chunk | None:
    """«… لدير الزور», «… لمدينة حلب», «… من المدينة»: where a phrase lies."""
    if not scene.joined(at):
        return None
    start = at + 1 if scene.form(at) in ("من", "في") and scene.joined(at + 1) else at
    outer = scene.nested(_placed, start)
    if outer and (outer.clitic == "ل" or (start > at and not outer.clitic)):
        return outer
    return None


def _placed(scene: Scene, at: int) -> Chunk | None:
    """The place phrase or name that a word of place leads to; a known name outranks its parts («دير الزور»)."""
    reference = _headed(scene, at)
    named = read_name(scene, at, None, True, vouched=True)
    if named and reference and reference.rule == "place.reference" and named.last == reference.last:
        return named if _is_landmark(scene, reference, named.value.candidates) else reference
    return longest(chunk for chunk in (named, reference, _related(scene, at)) if chunk)


def _inner(scene: Scene, at: int, head: Head, many: bool, definite: bool) -> PlaceMention | None:
    """What follows a head noun: another place phrase, a known name, or an unknown one."""
    related = longest(chunk for chunk in (_related(scene, at), _headed(scene, at)) if chunk)
    named = next((m for m in scene.named(at) if not m.clitic), None)
    places = candidates(scene, named, head.kind) if named else ()
    if named and is_ordinary(scene, at) and scene.country and all(p.country != scene.country for p in places):
        named = None
    if all(place.kind == "country" for place in places) and _called_by_two(scene, at, head):
        return PlaceMention((at, at + 1), (), head.kind, many=many)
    value: PlaceMention | None = related.value if related and not related.clitic else None
    stands = related and value and (not named or _outranks(scene, related, named, places))
    if stands and value and (value.reference or not head.facility):
        return replace(value, relation="in") if head.facility else value
    if named and not _agrees(scene, named, head, many) and not (_goes_further(scene, named, head) and not many):
        return PlaceMention((named.first, named.last), places, head.kind, many=many)
    if definite:
        return None
    last = unknown_name(scene, at, head, many)
    return PlaceMention((at, last), (), head.kind, many=many) if last is not None else None


def _goes_further(scene: Scene, named: Match, head: Head) -> bool:
    """«بلدة عين بعال»: a known name that begins longer ones, and a word behind it that only a name can have."""
    after = named.last + 1
    begins = named.first == named.last and scene.grammar(named.first, "name_starts") is not None
    odd = begins and scene.joined(after) and not (scene.lexical(after) or scene.named(after))
    return odd and head.kind in _SETTLEMENTS and may_continue(scene, after)


def _called_by_two(scene: Scene, at: int, head: Head) -> bool:
    """«مخيم كويت الرحمة»: a camp or facility whose name is one noun of another, which no adjective of it can be."""
    second = scene.form(at + 1)
    if head.kind not in ("camp", "facility") or not scene.joined(at + 1) or not second.startswith("ال"):
        return False
    feminine = second.endswith("ه") and not scene.form(at - 1).endswith("ه") and not scene.form(at).endswith("ه")
    if scene.form(at).startswith("ال") or not feminine:
        return False
    if scene.words[at].sort != "word" or is_ordinary(scene, at):
        return False
    return not (scene.first(at + 1, "head") or scene.first(at + 1, "relation") or scene.grammar(at + 1, "directions"))


def _outranks(scene: Scene, related: Chunk, named: Match, places: tuple[Place, ...]) -> bool:
    if related.last != named.last:
        return related.last > named.last
    return bool(related.value.reference) and not _is_landmark(scene, related, places)


def _is_landmark(scene: Scene, reference: Chunk, places: tuple[Place, ...]) -> bool:
    """«الهضبة» in a report on Tripoli: the name of a place of the report's country, and not the hill told before."""
    local = any(place.country == scene.country for place in places)
    return local and reference.value.head not in _SETTLEMENTS


def _agrees(scene: Scene, named: Match, head: Head, many: bool) -> bool:
    """«محافظات سورية»: an adjective of the plural head noun, not a name."""
    return many and head.kind in _SETTLEMENTS and bool(scene.first(named.first, "affiliation", "adjective"))


def _compose(scene: Scene, match: Match, head: Head, inner: PlaceMention, many: bool) -> Chunk:
    last = with_directions(scene, _end(inner))
    if head.kind == "camp" and scene.joined(last + 1) and scene.form(last + 1) in _DWELLERS:
        last += 1
    if head.kind == "front":
        value = replace(inner, relation="around" if inner.relation == "in" else inner.relation, many=many)
        return Chunk("place", match.first, last, "place.head_noun", value, match.clitic)
    region = head.kind == "region"
    keep = head.kind in _KEEP_HEAD or region
    name = (match.first, last if region else inner.name[1]) if keep else inner.name
    kind = "region" if region else head.kind
    clitic = match.clitic if keep else inner.clitic
    mention = replace(inner, name=name, head=kind, many=many, whole=keep, clitic=clitic)
    other = inner.candidates and inner.candidates[0].kind not in ("facility", head.kind)
    if region or (head.facility and other and not _same_name(scene, match, inner)):
        container = replace(inner, many=False)
        known = inner.candidates if region else ()
        mention = PlaceMention(name, known, kind, many=many, whole=True, containers=(container,), clitic=clitic)
        if inner.reference:
            mention = replace(mention, reference=True, candidates=())
    return Chunk(
        "place", match.first, last, "place.head_noun", mention, match.clitic, object_senses(scene, match.first)
    )


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
        inner = scene.nested(_placed, inner_at) or scene.nested(_unlisted, inner_at, sense.entry)
        if inner and inner.clitic in _CONTAINER_CLITICS:
            relation = sense.entry if inner.value.relation == "in" or sense.entry != "in" else inner.value.relation
            mention = replace(inner.value, relation=relation)
            return Chunk("place", match.first, inner.last, "place.direction", mention, match.clitic, inner.senses)
    return None


def _unlisted(scene: Scene, at: int, relation: str) -> Chunk | None:
    """A name that no list has after a word of nearness or direction, where the clause or its place ends with it."""
    word = scene.words[at]
    if relation == "in" or word.sort != "word" or len(word.form) < 4 or scene.lexical(at) or scene.named(at):
        return None
    last = at
    if scene.grammar(at, "name_starts"):
        last = at + 1 if scene.joined(at + 1) and may_continue(scene, at + 1) else at
    following = last + 1
    ends = following >= len(scene) or bool(scene.words[following].gap.strip(" \"»”'"))
    placed = not ends and (
        _related(scene, following) or _headed(scene, following) or read_name(scene, following, None, False)
    )
    if ends or placed:
        return Chunk("place", at, last, "place.direction", PlaceMention((at, last)))
    return None


def _distance(scene: Scene, at: int) -> Chunk | None:
    """«12 كم شرق س», «على بعد 12 كيلومترا من س»."""
    number = scene.number(at)
    if not number or not scene.grammar(number.end, "distance"):
        return None
    unit = scene.form(number.end)
    after = number.end + 1
    inner = _related(scene, after) if after < len(scene) else None
    if not inner and scene.form(after) in ("من", "عن") and scene.joined(after + 1):
        inner = _placed(scene, after + 1)
    if not inner:
        return None
    mile = 1.609 if unit.startswith(("ميل", "امي")) else 1
    km = number.value / 1000 if unit.startswith(("متر", "امتار")) else number.value * mile
    relation = inner.value.relation if inner.value.relation != "in" else "near"
    mention = replace(inner.value, relation=relation, distance_km=round(float(km), 2))
    return Chunk("place", at, inner.last, "place.distance", mention)


def _listed(scene: Scene, at: int, listing: PlaceMention | None) -> Chunk | None:
    """A name that no gazetteer has, in a list that a head noun of several places leads («قرى س وص وع»)."""
    if listing is None:
        return None
    filler = scene.grammar(at, "list_fillers")
    inner = _placed(scene, filler.last + 1) if filler and scene.joined(filler.last + 1) else None
    if filler and inner and not inner.clitic:
        value = replace(inner.value, head=inner.value.head or listing.head, many=listing.many)
        return Chunk("place", at, inner.last, "place.list", value, filler.clitic)
    return _unknown_listed(scene, at, listing)


def _unknown_listed(scene: Scene, at: int, listing: PlaceMention) -> Chunk | None:
    compound = bool(scene.grammar(at, "name_starts")) and scene.joined(at + 1) and may_continue(scene, at + 1)
    word = scene.words[at]
    third = listing.clitic == "و" and not listing.reference and word.form.startswith("وال") and len(word.form) > 5
    paired = compound and word.form.startswith("و") and begins_name(scene, at, "و")
    if not (listing.many or third or paired) or (scene.lexical(at) and not (compound or _only_doubted(scene, at))):
        return None
    conjoined = word.form.startswith("و") and (len(word.form) > 3 or compound)
    comma = ("،" in word.gap or "," in word.gap) and _goes_on(scene, at + 1)
    if not (conjoined or comma) or word.form.endswith(("تها", "تهم")) or "." in word.gap:
        return None
    last = at + compound
    bare = word.form[1:] if conjoined else word.form
    if last == at and not bare.startswith("ال") and bare.endswith(("تها", "هم")):
        return None
    clitic = "و" if conjoined else ""
    mention = PlaceMention((at, last), (), listing.head, many=listing.many, clitic=clitic)
    return Chunk("place", at, last, "place.list", mention, clitic)


def _only_doubted(scene: Scene, at: int) -> bool:
    """«حيي الثورة والنصر»: a word that is no name by itself, but is one among others."""
    senses = [sense for match in scene.lexical(at) for sense in match.senses]
    return scene.form(at).startswith("وال") and all(sense.entry == "not_names" for sense in senses)


def _goes_on(scene: Scene, at: int) -> bool:
    """Whether a list goes on after a name: «، وص» or «، ص»."""
    return at < len(scene) and (scene.form(at).startswith("و") or bool(scene.words[at].gap.strip()))
