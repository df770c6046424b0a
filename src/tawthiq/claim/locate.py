"""Placing: from a place as named to a point that the text supports.

A name that several places bear is settled by what contains it in the text, then by the region that the report talks
about, then by size; where nothing settles it, it stays without a point.
"""

from collections import Counter
from collections.abc import Iterable
from math import cos, radians

from msgspec.structs import replace

from tawthiq.claim.discourse import Discourse
from tawthiq.mention.chunk import Chunk, clitic_length, with_article
from tawthiq.mention.places import PlaceMention
from tawthiq.mention.scene import Scene
from tawthiq.model import PlaceRef, Via
from tawthiq.places.distance import great_circle_km
from tawthiq.places.gazetteer import Gazetteer, Place

_KM_PER_DEGREE = 111.32
_MARGIN_KM = 25
_WARS_WITHIN = frozenset({"LY", "SD", "YE"})
"""Lands whose parties fight there, so that their names tell as much of it as those of places."""
_IN_FULL = frozenset({"actor.listed", "actor.composed"})
_FROM_AFAR = frozenset({"", "US", "RU", "GB", "FR", "IR", "TR", "SA", "AE"})
"""Countries whose forces fight in other lands."""
_FARTHEST_KM = 200
_BEARINGS = {
    "north_of": (1.0, 0.0),
    "south_of": (-1.0, 0.0),
    "east_of": (0.0, 1.0),
    "west_of": (0.0, -1.0),
    "north_east_of": (0.707, 0.707),
    "north_west_of": (0.707, -0.707),
    "south_east_of": (-0.707, 0.707),
    "south_west_of": (-0.707, -0.707),
}


class Regions:
    """Which governorates and countries a report talks about: a tally of the names that only one place bears.

    Where no place tells the country, the parties of its war do.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.regions: Counter[str] = Counter()
        self.countries: Counter[str] = Counter()
        self._parties: Counter[str] = Counter()

    def count(self, chunks: Iterable[Chunk]) -> None:
        """Add the places of a sentence."""
        for chunk in chunks:
            if chunk.sort == "place":
                self._count(chunk.value)
            elif chunk.sort == "actor" and chunk.rule in _IN_FULL and chunk.value.actor is not None:
                self._parties[chunk.value.candidates[0].country or ""] += 1

    def _count(self, mention: PlaceMention) -> None:
        for container in mention.containers:
            self._count(container)
        regions = {self.gazetteer.region(place) for place in mention.candidates}
        countries = {place.country for place in mention.candidates or mention.ends}
        if len(regions) == 1 and mention.candidates:
            self.regions[next(iter(regions))] += 1
        if len(countries) == 1:
            self.countries[next(iter(countries))] += 1

    def country(self) -> str | None:
        """The country that most places lie in."""
        told = Counter({code: count for code, count in self.countries.items() if code not in ("XZ", "")})
        within = {code: count for code, count in self._parties.items() if code in _WARS_WITHIN}
        told.update(within if told else {c: n for c, n in self._parties.items() if c not in _FROM_AFAR})
        return max(told, key=lambda code: (told[code], code in within, code)) if told else None


class Locator:
    """Turns place mentions into places with points, sentence by sentence."""

    def __init__(self, gazetteer: Gazetteer, regions: Regions) -> None:
        self.gazetteer, self._regions = gazetteer, regions
        self.country = regions.country()

    def choose(self, mention: PlaceMention, discourse: Discourse) -> Place | None:
        """The gazetteer's place that a mention stands for, or None."""
        if mention.reference:
            return mention.candidates[0] if mention.candidates else discourse.city_for(mention)
        candidates = self._within(mention, discourse)
        if len(candidates) <= 1:
            return self._plausible(candidates[0]) if candidates else None
        scored = sorted(candidates, key=lambda place: self._score(place, discourse), reverse=True)
        best, second = self._score(scored[0], discourse), self._score(scored[1], discourse)
        apart = self.gazetteer.region(scored[0]) != self.gazetteer.region(scored[1])
        return None if apart and best == second else scored[0]

    def _plausible(self, place: Place) -> Place | None:
        """A namesake in a country that the report is not about is no reading of a village or a quarter."""
        abroad = bool(self.country) and place.country not in (self.country, "XZ")
        alone = self._regions.countries[place.country] <= 1
        return None if abroad and alone and place.rank > 2 else place

    def _within(self, mention: PlaceMention, discourse: Discourse) -> tuple[Place, ...]:
        if not mention.containers:
            return mention.candidates
        containers = [self.choose(c, discourse) for c in mention.containers]
        inside = tuple(
            place
            for place in mention.candidates
            if all(outer is None or self._inside(place, outer) for outer in containers)
        )
        return inside or mention.candidates

    def _inside(self, place: Place, outer: Place) -> bool:
        if self.gazetteer.within(place, outer):
            return True
        return great_circle_km(place.lat, place.lon, outer.lat, outer.lon) <= outer.radius_km + _MARGIN_KM

    def _score(self, place: Place, discourse: Discourse) -> tuple[float, float, float]:
        region = self.gazetteer.region(place)
        here = 1.0 if place.country == self.country else 0.0
        near = discourse.named_places[-1] if discourse.named_places else None
        close = 0.5 if near is not None and self.gazetteer.region(near) == region else 0.0
        return here, float(min(self._regions.regions[region], 3)) + close, -float(place.rank)

    def refer(self, scene: Scene, chunk: Chunk, discourse: Discourse) -> PlaceRef:
        """The place of a chunk as a value of a claim."""
        mention: PlaceMention = chunk.value
        start, end = chunk.span(scene.words)
        text = scene.text[start:end]
        told = discourse.unlisted_for(mention)
        if told is not None:
            return replace(told, via="coreference", relation=mention.relation, text=text, span=(start, end))
        place = self.choose(mention, discourse)
        if place is not None and not mention.reference:
            for container in mention.containers:
                outer = self.choose(container, discourse)
                if outer is not None:
                    discourse.see_place(outer)
            discourse.see_place(place)
        via: Via = "coreference" if mention.reference else "stated"
        name = self._name(scene, mention, place)
        if place is None or (mention.whole and mention.area):
            unknown = self._unknown(mention, place, name, discourse, text, (start, end), via)
            if not (mention.reference or mention.whole):
                discourse.unlisted = unknown
            return unknown
        lat, lon, radius = _shifted(place, mention)
        return PlaceRef(
            place.id,
            name,
            place.name_en,
            place.kind,
            place.country,
            self.gazetteer.admin(place),
            mention.relation,
            lat,
            lon,
            radius,
            via,
            text,
            (start, end),
        )

    def _name(self, scene: Scene, mention: PlaceMention, place: Place | None) -> str:
        if place is not None and not (mention.whole and (mention.area or mention.containers)):
            return place.name_ar
        first, last = mention.name
        start = scene.words[first].start + clitic_length(scene.words[first], mention.clitic)
        return with_article(scene.text[start : scene.words[last].end], mention.clitic)

    def _unknown(
        self,
        mention: PlaceMention,
        place: Place | None,
        name: str,
        discourse: Discourse,
        text: str,
        span: tuple[int, int],
        via: Via,
    ) -> PlaceRef:
        """A place that no gazetteer has, set within the region that the text gives for it, with an honest radius."""
        outer = place
        for container in mention.containers:
            outer = self.choose(container, discourse) or outer
        admin: tuple[str, ...] = ()
        lat = lon = radius = None
        if outer is not None:
            admin = (*self.gazetteer.admin(outer), outer.name_ar)
            lat, lon, radius = outer.lat, outer.lon, max(outer.radius_km, 5.0 if mention.area else 2.0)
        return PlaceRef(
            outer.id if mention.area and outer else None,
            name,
            None,
            mention.head,
            outer.country if outer else self.country,
            admin,
            mention.relation,
            lat,
            lon,
            radius,
            via,
            text,
            span,
        )


def _shifted(place: Place, mention: PlaceMention) -> tuple[float, float, float]:
    """The point a stated distance away from a place; without a distance the place itself with a wider radius."""
    bearing = _BEARINGS.get(mention.relation)
    if bearing and mention.distance_km and mention.distance_km <= _FARTHEST_KM:
        lat = place.lat + bearing[0] * mention.distance_km / _KM_PER_DEGREE
        lon = place.lon + bearing[1] * mention.distance_km / (_KM_PER_DEGREE * cos(radians(place.lat)))
        return round(lat, 4), round(lon, 4), round(max(2.0, mention.distance_km * 0.25), 1)
    wider = 1.5 if mention.relation in ("near", "around", *_BEARINGS) else 1.0
    return place.lat, place.lon, round(max(place.radius_km * wider, mention.distance_km or 0.0), 1)
