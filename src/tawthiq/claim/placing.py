"""Placing an act: which of a sentence's places are its own, and which of those say most exactly where it was."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from tawthiq.claim.acts import Act
from tawthiq.claim.clauses import comes_from, locates, of_speaker
from tawthiq.claim.discourse import Discourse
from tawthiq.claim.locate import Locator
from tawthiq.claim.predication import Predication
from tawthiq.claim.withheld import entered_by_civilians
from tawthiq.mention.chunk import NOMINAL, Chunk
from tawthiq.mention.places import PlaceMention
from tawthiq.mention.scene import Scene
from tawthiq.model import Claim, PlaceRef, Span
from tawthiq.places.gazetteer import Gazetteer

_AREAS = frozenset({"district", "region", "mountain", "governorate", "subdistrict"})
_SIDE = "جهه"
_LEAVING = frozenset({"leave", "depart"})
_NEAR = frozenset({"قرب", "بالقرب", "بمحاذاه", "بجوار", "بجانب", "قباله"})
_FROM_IT = frozenset({"منها", "منه", "منهما", "عنها", "عنه"})
_SETTLED = frozenset({"village", "town", "camp"})


class Placing:
    """Places the acts of one sentence."""

    def __init__(
        self, locator: Locator, discourse: Discourse, scene: Scene, chunks: Sequence[Chunk], acts: Sequence[Act]
    ) -> None:
        self.locator, self.discourse, self.scene = locator, discourse, scene
        self.chunks, self.acts = chunks, acts

    def lend(self) -> None:
        """Give the places of an act that is not told for itself to the act that it follows."""
        for act in reversed(self.acts):
            host = act.follows
            if host is not None and not host.roles.places and not self._stands(act):
                host.roles.places.extend(act.roles.places)
        for act in self.acts:
            host = act.follows
            if host is not None and self._within(act) and self._only_set(host) and self._only_named(act):
                host.roles.places = list(act.roles.places)
            elif host is not None and not host.roles.places and self._shares(host, act):
                host.roles.places.extend(act.roles.places)
            if not act.roles.places:
                act.roles.places.extend(self._pointed_at(act))
        for host, act in [*pairwise(self.acts)][::-1]:
            if not host.roles.places and self._in_one_list(host, act):
                host.roles.places.extend(act.roles.places)

    def _in_one_list(self, act: Act, other: Act) -> bool:
        """«مقتل اثنين والقبض على أربعة وتدمير وكر بوسط سيناء»: act nouns of one list, placed at its end."""
        nouns = not any(p.verbal for told in (act, other) for p in (told.main, *told.supports))
        timed = act.main.link is not None and act.main.link.grammar("temporal") is not None
        joined = nouns and not timed and self.chunks[other.main.head].clitic == "و"
        after = [place for place in other.roles.places if place.first > self.chunks[other.main.head].last]
        return joined and bool(after) and not (self._fronted(act) or self._places_in(act.main))

    def _shares(self, act: Act, other: Act) -> bool:
        """Whether the place told with an act behind another is that one's too."""
        return self._one_of_two(act, other) or self._held(act, other) or self._of_thing(other)

    def _one_of_two(self, act: Act, other: Act) -> bool:
        """«قصف واشتباكات في حي س»: two act nouns side by side, which share what follows them."""
        nouns = (
            (not act.main.verbal or act.main.both_shapes)
            and not other.main.verbal
            and self.chunks[other.main.head].clitic.startswith("و")
        )
        return nouns and other.main.head == act.main.head + 1

    def _within(self, act: Act) -> bool:
        """«القبض على سبعة في عملية دهم بحي س»: an act noun behind «في», «خلال» says in what the act before it was."""
        before = self.chunks[act.main.head - 1]
        alone = not (act.main.verbal or act.supports or act.harms)
        return alone and before.grammar("prepositions") == "في"

    def _only_set(self, act: Act) -> bool:
        """Whether an act has no place but those that set the scene («في الضفة الغربية، اعتقل الجيش …»)."""
        return all(self._opens(place) for place in act.roles.places)

    def _only_named(self, act: Act) -> bool:
        return bool(act.roles.places) and not any(place.value.reference for place in act.roles.places)

    def _held(self, act: Act, other: Act) -> bool:
        """«استهدفت آبارا يسيطر عليها التنظيم في س»: who holds what was struck, and where it lies."""
        after = self.scene.form(self.chunks[other.main.head].last + 1)
        return act.main.frame == "strike" and other.main.verbal and after in ("عليها", "عليه")

    def _of_thing(self, act: Act) -> bool:
        """«انتشلت جثامين من منزل دمره القصف في س»: a verb with a pronoun for the thing right before it."""
        head = self.chunks[act.main.head]
        before = self.chunks[act.main.head - 1]
        own = act.main.verbal and self.scene.form(head.last).endswith(("ه", "ها", "هما"))
        return own and not head.clitic and before.sort == "object" and self.scene.joined(head.first)

    def places_of(self, act: Act, previous: Claim | None) -> tuple[PlaceRef, ...]:
        """Where an act was: by its own words, else by those around it, else where the telling was before."""
        own = list(act.roles.places)
        for harm in act.harms:
            if harm is not act.main and not (_brought(harm) or self._tells_of_one(harm)):
                own.extend(c for c in self._places_in(harm) if c not in own)
        own = self._without_setting(act, own) or self._answered(act)
        again = self._told_again(act) if not own else None
        if again is not None:
            return (again,)
        if not own:
            aside = self._told_aside(act)
            fronted, unclaimed = ([], []) if aside else (self._fronted(act), self._unclaimed(act))
            told_on = self._left(act) or (fronted and not unclaimed)
            if previous is not None and previous.places and told_on:
                return _inherited(previous.places)
            own = fronted or unclaimed or self._struck_capitals(act)
        named = self._without_sides(sorted(own, key=lambda chunk: chunk.first))
        named = self._without_neighbours(self._without_areas(named))
        refs = [self.locator.refer(self.scene, chunk, self.discourse) for chunk in named]
        if refs:
            return tuple(_most_specific(self.locator.gazetteer, refs, self._listed(named)))
        return _inherited(previous.places if previous is not None else self.discourse.places)

    def _struck_capitals(self, act: Act) -> list[Chunk]:
        """«قصفوا تل أبيب»: the city that was struck, and not only the state that it stands for."""
        struck = act.roles.patients if act.main.frame == "strike" else ()
        return [chunk.town for chunk in struck if chunk.town is not None]

    def _tells_of_one(self, harm: Predication) -> bool:
        """«تحييد المدعو سالم، والي س»: harm of one person, whose names and offices the words behind tell."""
        following = self.chunks[harm.head + 1 : harm.head + 2]
        return not harm.verbal and any(chunk.sort == "speaker" for chunk in following)

    def _places_in(self, told: Predication) -> list[Chunk]:
        """The places of a stretch, without those that people in it come from."""
        words, chunks = self.scene.words, self.chunks
        return [
            chunks[at]
            for at in range(told.start, told.end)
            if chunks[at].sort == "place" and not (comes_from(words, chunks, at) or of_speaker(chunks, at))
        ]

    def _without_setting(self, act: Act, own: list[Chunk]) -> list[Chunk]:
        """«وفي الريف الشمالي قصفت … بلدة س»: an area or a name of no list that stands in front only sets the scene."""
        head = self.chunks[act.main.head].first
        behind = [chunk for chunk in own if chunk.first > head and not chunk.value.reference]
        unlisted = any(not chunk.value.candidates for chunk in behind)
        setting = [c for c in own if behind and self._opens(c) and (unlisted or _sets_scene(c.value))]
        return [chunk for chunk in own if chunk not in setting]

    def _opens(self, place: Chunk) -> bool:
        """Whether a place stands before everything that the sentence asserts."""
        told = (p.head for act in self.acts for p in (act.main, *act.parts, *act.supports, *act.harms))
        return self._inside(place) and self.chunks.index(place) < min(told)

    def _inside(self, place: Chunk) -> bool:
        """Whether «في» or «بـ» governs a place."""
        before = self.chunks[max(0, self.chunks.index(place) - 1)]
        return place.clitic.endswith("ب") or before.grammar("prepositions") == "في"

    def _answered(self, act: Act) -> list[Chunk]:
        """«إحباط هجوم شنه … على س», «أسقطت مسيّرة حاولت استهداف س»: what is stopped was to be where the other act is."""
        if act.main.frame not in ("repel", "down"):
            return []
        after = [other for other in self.acts if other.main.head > act.main.head]
        if not after or self.chunks[after[0].main.head].clitic.startswith("و"):
            return []
        return [*after[0].roles.places, *after[0].roles.destinations]

    def _told_again(self, act: Act) -> PlaceRef | None:
        """«سيطرة القوات على المطاحن», «اقتحام الكلية»: a place told before, by the noun that its name begins with."""
        for chunk in self.chunks[act.main.head + 1 : act.main.end] if self.discourse.facilities else ():
            noun = self.scene.form(chunk.first)[len(chunk.clitic) :]
            ref = self.discourse.told_again(noun) if chunk.first == chunk.last and noun.startswith("ال") else None
            if ref is not None:
                start, end = chunk.span(self.scene.words)
                return replace(ref, via="coreference", text=self.scene.text[start:end], span=(start, end))
        return None

    def _told_aside(self, act: Act) -> bool:
        """«محادثات في جنيف لتثبيت الهدنة التي دخلت حيز التنفيذ»: a truce that a relative clause only tells of."""
        link = act.main.link
        if act.main.frame != "agree" or link is None or link.grammar("relative") is None:
            return False
        return self.chunks[self.chunks.index(link) - 1].sort != "place"

    def _left(self, act: Act) -> bool:
        """«سيطرت على س بعد انسحاب … منها باتجاه ص»: who left that place, wherever they went."""
        near = self.chunks[act.main.head + 1 : act.main.end]
        return act.main.frame in _LEAVING and any(self.scene.form(chunk.first) in _FROM_IT for chunk in near)

    def _without_sides(self, named: list[Chunk]) -> list[Chunk]:
        """«تقدمت إلى س من جهة ص»: from which side says where only if nothing else does."""
        words = self.scene.words
        aside = [c for c in named if _SIDE in (words[c.first].form, words[min(c.first + 1, c.last)].form)]
        return [chunk for chunk in named if chunk not in aside] or named

    def _without_areas(self, named: list[Chunk]) -> list[Chunk]:
        """«بلدة س، في منطقة جبل ص»: leave out an area that «في» sets a settlement told before into."""
        kept: list[Chunk] = []
        listed = False
        for chunk in named:
            listed = listed and chunk.clitic == "و"  # «في قضاءي س وص»
            listed = _is_area(chunk.value) and (listed or self._inside(chunk))
            listed = listed and any(other.value.head in _SETTLED for other in kept)
            if not listed:
                kept.append(chunk)
        return kept

    def _without_neighbours(self, named: list[Chunk]) -> list[Chunk]:
        """«في قرية س قرب خطوط جبهة ص», «ريف س، شمال غربي سوريا»: what only tells where the place before it lies."""
        kept = named[:1]
        for one, other in pairwise(named):
            between = self.scene.words[one.last + 1 : other.first + 1]
            joined = any(word.form.startswith("و") for word in between)
            near = one.value.relation == "in" and any(word.form in _NEAR for word in between)
            wide = _is_part_of_country(other.value) and other.value.relation == "in"
            along = other.value.relation == "on_road" and other.first == one.last + 2 and one.value.relation == "in"
            if joined or not (near or wide or along):
                kept.append(other)
        return kept

    def _listed(self, named: Sequence[Chunk]) -> frozenset[Span]:
        """The spans of places that «و» joins: members of one list, of which none only says where another lies."""
        found = set()
        for one, other in pairwise(named):
            after = self.chunks.index(one) + 1
            comma = "،" in self.scene.words[other.first].gap and one.value.head != "neighbourhood"
            joined = (self.chunks[after].clitic == "و" or comma) and other in self.chunks[after : after + 2]
            if joined and not (_is_area(one.value) or _is_area(other.value)):
                found |= {one.span(self.scene.words), other.span(self.scene.words)}
        return frozenset(found)

    def _fronted(self, act: Act) -> list[Chunk]:
        """Places that stand before everything the sentence asserts («وفي محافظة صلاح الدين، …»)."""
        first = min(other.main.head for other in self.acts)
        found = []
        for at, chunk in enumerate(self.chunks[: min(act.first, first)]):
            if chunk.sort == "place" and not locates(self.scene.words, self.chunks, at):
                found.extend([] if self._said_there(at) else [chunk])
            elif chunk.has("trigger") or chunk.has("reporting"):
                break
        return found

    def _said_there(self, at: int) -> bool:
        """«وفي جنيف، قالت المفوضية إن …», «مستشفى س: 19 قتيلا»: whether a place is only where someone spoke."""
        following = self.chunks[at + 1] if at + 1 < len(self.chunks) else None
        if following is not None and ":" in self.scene.words[following.first].gap:
            return any(sense.sort == "object" and sense.entry.id == "hospital" for sense in self.chunks[at].senses)
        places = self.chunks[at].value.candidates
        abroad = bool(places) and all(place.country != self.locator.country for place in places)
        return abroad and following is not None and following.has("reporting", "past", "present")

    def _unclaimed(self, act: Act) -> list[Chunk]:
        """The first place between an act and the next one that no act has («أسقطت مسيّرة كانت تقترب من س»)."""
        others = [o for o in self.acts if o is not act and (self._stands(o) or o.main.frame in _LEAVING)]
        taken = [place for other in others for place in (*other.roles.places, *other.roles.destinations)]
        after = [other.first for other in others if other.main.head > act.main.head]
        for chunk in self.chunks[act.main.head + 1 : min(after, default=len(self.chunks))]:
            if self._speaks(chunk) or chunk.grammar("parallel") is not None:
                break
            if chunk.sort == "place" and chunk not in taken:
                return [chunk]
        return []

    def _speaks(self, chunk: Chunk) -> bool:
        """Whether someone begins to speak: not so «يُعتقد أنها», nor a verb of carrying («كانت تنقل ذخائر»)."""
        if not chunk.has("reporting") or any(sense.entry.stance == "doubts" for sense in chunk.of("reporting")):
            return False
        following = [other for other in self.chunks if chunk.last < other.first <= chunk.last + 2]
        return not any(other.sort == "object" for other in following[:1])

    def _pointed_at(self, act: Act) -> list[Chunk]:
        """The place that a pronoun behind the act's own word means («آثار الدمار على بلدة س بعد تعرضها لقصف»)."""
        told = [told for told in (act.main, *act.parts, *act.supports) if told.shape == "noun" or told.support]
        if act.main.frame != "strike" or not any(map(self._has_pronoun, told)):
            return []
        before = [chunk for chunk in self.chunks[: act.first] if chunk.sort in NOMINAL and chunk.sort != "outlet"]
        return before[-1:] if before and before[-1].sort == "place" and not before[-1].value.reference else []

    def _has_pronoun(self, told: Predication) -> bool:
        return self.scene.form(self.chunks[told.head].last).endswith("ها")

    def _stands(self, act: Act) -> bool:
        """Whether an act is told for itself: a movement with no one who moves only says where people went or were."""
        frame = act.main.kind.frame if act.main.kind else ""
        if entered_by_civilians(act, self.chunks):
            return False
        return not (frame in ("advance", "leave") and not act.roles.agents and not act.supports)


def _inherited(places: Sequence[PlaceRef]) -> tuple[PlaceRef, ...]:
    return tuple(replace(place, via="inherited", text=None, span=None) for place in places)


def _sets_scene(mention: PlaceMention) -> bool:
    """Whether a mention names a stretch of country, or no place that a list has."""
    return mention.area or not mention.candidates or all(place.kind in _AREAS for place in mention.candidates)


def _brought(harm: Predication) -> bool:
    """«وصول جثامين إلى مستشفى س»: where the harmed were brought is not where they were harmed."""
    return harm.pair is not None and harm.kind is not None and harm.kind.harm is None


def _is_part_of_country(mention: PlaceMention) -> bool:
    """«شمال شرق سوريا»: a region that no governorate holds."""
    found = mention.candidates
    return bool(found) and all(place.kind == "region" and place.parent == place.country.lower() for place in found)


def _is_area(mention: PlaceMention) -> bool:
    """Whether a mention names a stretch of country, by its head noun or by what it is known to be."""
    kinds = {mention.head} if mention.head else {place.kind for place in mention.candidates}
    return mention.relation == "in" and bool(kinds) and kinds <= _AREAS


def _most_specific(gazetteer: Gazetteer, refs: list[PlaceRef], listed: frozenset[Span]) -> list[PlaceRef]:
    """Leave out places that only say where a more exact one of the same claim lies, and repetitions."""
    if len(refs) == 1:
        return refs
    kept: list[PlaceRef] = []
    for ref in refs:
        if any(ref.name_ar == other.name_ar and ref.relation == other.relation for other in kept):
            continue
        kept.append(ref)
    if any(ref.relation == "in" and ref.kind != "border" for ref in kept):
        kept = [ref for ref in kept if ref.relation != "between" and ref.kind != "border"]
    specific = [
        ref
        for ref in kept
        if not _locates_another(gazetteer, ref, [o for o in kept if not (ref.span in listed and o.span in listed)])
    ]
    return specific or kept


def _locates_another(gazetteer: Gazetteer, ref: PlaceRef, others: list[PlaceRef]) -> bool:
    """Whether a place only says where another of the same claim lies."""
    if any(ref.name_ar in other.admin for other in others if other is not ref):
        return True
    return _contains(gazetteer, ref, others) or _surrounds(gazetteer, ref, others)


def _surrounds(gazetteer: Gazetteer, ref: PlaceRef, others: list[PlaceRef]) -> bool:
    """A stretch of country («ريف إدلب») beside a place in it says where that place lies."""
    outer = gazetteer.places.get(ref.place or "")
    if ref.kind != "region" or ref.relation != "in" or outer is None:
        return False
    for other in others:
        inner = gazetteer.places.get(other.place or "")
        if other is ref or other.kind == "region":
            continue
        if (inner is None and outer.name_ar in other.admin) or (inner is not None and gazetteer.within(inner, outer)):
            return True
        if inner is not None and gazetteer.region(inner) == gazetteer.region(outer):
            return True
    return False


def _contains(gazetteer: Gazetteer, ref: PlaceRef, others: list[PlaceRef]) -> bool:
    """Whether a place of the gazetteer holds another of the same claim."""
    place = gazetteer.places.get(ref.place or "")
    if place is None:
        return False
    for other in others:
        inner = gazetteer.places.get(other.place or "")
        if other is ref:
            continue
        if inner is not None and inner.id != place.id and gazetteer.within(inner, place):
            return True
        wide = place.kind in ("country", "governorate")
        if wide and other.place is None and other.country == place.country:
            return True
    return False
