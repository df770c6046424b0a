"""`tawthiq places import`: published lists become places of the user's own, once each, and wrong rows are named."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from tawthiq.places.formats.listing import arabic_names
from tawthiq.places.gazetteer import default_gazetteer, gazetteer_with

Run = Callable[..., Result]

# Places that do not exist, in the forms that real lists have.
WOF = """\
wof_id,placetype,name,names_ar,names_en,lat,lon,population,parent,region_id,deprecated
900,region,Idlib,إدلب|محافظة إدلب,Idlib,35.83,36.60,,0,0,
901,county,Harim,حارم,Harim,36.21,36.52,,900,900,
902,locality,Tall Zabiba,تل زبيبة|تل الزبيبة,Tell Zabiba,36.10,36.40,300,901,900,
903,locality,Kafr Nawwar,كفر نوار,,36.12,36.44,6100,901,900,
904,locality,Nameless,,,36.12,36.44,10,901,900,
905,locality,Gone,تل الغابرين,,36.12,36.44,10,901,900,2020-01-01
906,locality,Nowhere,تل التائه,,96.12,36.44,10,901,900,
907,locality,Idlib,إدلب|ادلب العز,,35.93,36.63,100000,901,900,
"""
OCHA = """\
NAME_EN,NAME_AR,PCODE,ADM4_EN,ADM4_AR,ADM4_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,ADM0_EN,ADM0_AR,ADM0_PCODE,LATITUDE,LONGITUDE,bbox
E. Sails,الأشرعة الشرقية,N9001,Aleppo,حلب,C1007,Aleppo,حلب,SY02,سوريا,Syria,SY,36.21,37.15,"37.14,36.20,37.16,36.22"
Broken,المكسورة,N9002,Aleppo,حلب,C1007,Aleppo,حلب,SY02,سوريا,Syria,SY,,,
"""
GEONAMES = [
    "7001\tBayt Warwar\tBayt Warwar\tBeit Warwar,بيت وروار\t14.05\t43.95\tP\tPPL\tYE\t\t25\t\t\t\t900\t\t1200\t\t",
    "7002\tWadi Thing\tWadi Thing\tوادي الشيء\t14.05\t43.95\tH\tWAD\tYE\t\t25\t\t\t\t0\t\t1200\t\t",
    "7003\tJabal Nahr\tJabal Nahr\t\t14.15\t43.85\tT\tMT\tYE\t\t25\t\t\t\t0\t\t1200\t\t",
    "7004\tshort\trow",
]
ALTERNATES = ["1\t7003\tar\tجبل نحرور\t1\t\t\t", "2\t7003\tar\tجبل العتيق\t\t\t\t1", "3\t7003\ten\tNahrur\t\t\t\t"]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own" / "gazetteer.csv"


def rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["name_ar"]: row for row in csv.DictReader(stream)}


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_whos_on_first(run: Run, tmp_path: Path, own: Path) -> None:
    result = run("places", "import", write(tmp_path / "wof.csv", WOF), "--gazetteer", own)
    assert result.exit_code == 1  # one row is wrong
    assert "wof.csv:8: the point 96.12, 36.44 lies outside the earth's degrees; left out" in result.stderr
    assert "1 without a name in Arabic" in result.stdout
    found = rows(own)
    assert found["تل زبيبة"]["aliases_ar"] == "تل الزبيبة"
    assert found["تل زبيبة"]["parent"].startswith("sy.idlib")
    assert (found["كفر نوار"]["kind"], found["تل زبيبة"]["kind"]) == ("town", "village")
    assert "تل الغابرين" not in found
    assert "إدلب" not in found or not found["إدلب"]["id"].endswith("wof907")  # the city is known


def test_importing_again_changes_nothing(run: Run, tmp_path: Path, own: Path) -> None:
    source = write(tmp_path / "wof.csv", WOF)
    run("places", "import", source, "--gazetteer", own)
    before = own.read_bytes()
    result = run("places", "import", source, "--gazetteer", own)
    assert own.read_bytes() == before
    assert result.stdout.startswith("0 new places")


def test_ocha_quarters_lie_in_their_city(run: Run, tmp_path: Path, own: Path) -> None:
    result = run("places", "import", write(tmp_path / "ocha.csv", OCHA), "--gazetteer", own)
    assert result.exit_code == 1
    assert "ocha.csv:3" in result.stderr
    quarter = rows(own)["الأشرعة الشرقية"]
    assert (quarter["kind"], quarter["country"]) == ("neighbourhood", "SY")
    assert default_gazetteer().places[quarter["parent"]].kind == "city"
    assert 1 < float(quarter["radius_km"]) < 2  # half the diagonal of its box


@pytest.mark.parametrize("packed", [False, True])
def test_geonames_with_alternate_names(run: Run, tmp_path: Path, own: Path, packed: bool) -> None:
    dump = write(tmp_path / "YE.txt", "\n".join(GEONAMES) + "\n")
    if packed:
        dump = tmp_path / "YE.zip"
        with zipfile.ZipFile(dump, "w") as archive:
            archive.writestr("YE.txt", "\n".join(GEONAMES) + "\n")
            archive.writestr("readme.txt", "about")
    names = write(tmp_path / "alternate.txt", "\n".join(ALTERNATES) + "\n")
    result = run("places", "import", dump, names, "--gazetteer", own)
    assert "4: has 3 columns instead of 19" in result.stderr
    found = rows(own)
    assert set(found) == {"بيت وروار", "جبل نحرور"}  # wadis are no places of reports, historic names no names
    assert found["بيت وروار"]["parent"].startswith("ye")


def test_geojson(run: Run, tmp_path: Path, own: Path) -> None:
    square = [[[44.0, 33.0], [44.02, 33.0], [44.02, 33.02], [44.0, 33.02], [44.0, 33.0]]]
    features = [
        {
            "type": "Feature",
            "properties": {"name:ar": "حي الأشرعة", "place": "suburb"},
            "geometry": {"type": "Polygon", "coordinates": square},
        },
        {"type": "Feature", "properties": {"name:ar": "تل بلا موضع"}, "geometry": None},
        {
            "type": "Feature",
            "properties": {"name": "Latin only"},
            "geometry": {"type": "Point", "coordinates": [44, 33]},
        },
        "nothing",
    ]
    source = write(tmp_path / "p.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    result = run("places", "import", source, "--gazetteer", own)
    assert "feature 2: has no coordinates; left out" in result.stderr
    assert "feature 4" in result.stderr
    quarter = rows(own)["الأشرعة"]
    assert (quarter["kind"], quarter["country"]) == ("neighbourhood", "IQ")
    assert (float(quarter["lat"]), float(quarter["lon"])) == pytest.approx((33.01, 44.01))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is neither"),
        (b"a,b,c\n1,2,3\n", "is neither"),
        (b"\xff\xfe\x00\x01" * 40, "is not UTF-8 text"),
        (b'{"features": 3}', "is no GeoJSON"),
        (b'{"features": ' + b"[" * 5000, "is no GeoJSON"),
        (b"PK\x03\x04 broken", "is neither"),
    ],
)
def test_what_is_no_list_is_named(run: Run, tmp_path: Path, own: Path, content: bytes, message: str) -> None:
    source = tmp_path / "x.bin"
    source.write_bytes(content)
    result = run("places", "import", source, "--gazetteer", own)
    assert result.exit_code == 1
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert not own.exists()


def test_missing_list_is_named(run: Run, tmp_path: Path, own: Path) -> None:
    result = run("places", "import", tmp_path / "none.csv", "--gazetteer", own)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "no such file" in result.stderr


def test_own_places_are_read_and_found(run: Run, tmp_path: Path, own: Path) -> None:
    run("places", "import", write(tmp_path / "wof.csv", WOF), "--gazetteer", own)
    report = write(tmp_path / "r.txt", "قصفت قوات النظام بالمدفعية بلدة كفر نوار بريف إدلب الشمالي أمس.\n")
    plain = json.loads(run("read", "--json", report).stdout)
    with_own = json.loads(run("read", "--json", "--gazetteer", own, report).stdout)
    assert plain["claims"][0]["places"][0]["place"] is None
    assert with_own["claims"][0]["places"][0]["lat"] == pytest.approx(36.12)
    assert "Who's On First" in run("places", "find", "كفر نوار", "--gazetteer", own).stdout


def test_broken_own_gazetteer_is_named(run: Run, tmp_path: Path, own: Path) -> None:
    own.parent.mkdir()
    own.write_text("id,name\nx,y\n", encoding="utf-8")
    report = write(tmp_path / "r.txt", "قصفت قوات النظام بلدة كفر نوار.\n")
    result = run("read", "--gazetteer", own, report)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "gazetteer.csv:1: the columns are not" in result.stderr


def test_spellings_are_added_to_known_places(run: Run, tmp_path: Path, own: Path) -> None:
    known = default_gazetteer().places["sy.idlib"]
    table = io.StringIO(WOF.replace("محافظة إدلب", "تل إدليبيا"))
    run("places", "import", write(tmp_path / "wof.csv", table.read()), "--gazetteer", own)
    merged = gazetteer_with(str(own))
    assert merged.places["sy.idlib"] == known
    assert [s.entry.id for s in merged.phrases("تل").get(("ادليبيا",), ())] == ["sy.idlib"]


def test_names_are_cleaned() -> None:
    assert arabic_names(["قرية الشَّيخ", "Sheikh", "الشيخ", "X - بير کلك", "أ"]) == ("الشيخ", "بير كلك")
