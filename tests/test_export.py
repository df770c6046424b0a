"""Exports: every form, nothing lost in JSON lines, no private name and no formula where it is shown."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import tell

from tawthiq.errors import TawthiqError
from tawthiq.export import geojson, lines, tables
from tawthiq.export.columns import ACCOUNT_COLUMNS, EVENT_COLUMNS
from tawthiq.export.files import EMBARGO_DAYS, export
from tawthiq.export.policy import EVERYTHING, LEFT_OUT, Policy, apply, released
from tawthiq.fuse.control import control
from tawthiq.fuse.fusion import fuse
from tawthiq.model import Account, Event, Party, Reading, Speaker, Value

DOCS = Path(__file__).parents[1] / "docs" / "export.md"
READINGS = [
    tell("قصف الطيران الروسي مدينة سراقب يوم 4 أيار 2017، ما أسفر عن مقتل خمسة مدنيين بينهم طفل.", "a", "فرات بوست"),
    tell("استهدفت غارات روسية سراقب في 4 أيار 2017 وأدت إلى مقتل 7 مدنيين.", "b", "شبكة شام", "2017-05-04"),
    tell("سيطرت قوات النظام السوري على بلدة كباجب.", "c", "@some_person"),
    tell("أنهت قوات النظام حصار تنظيم الدولة لمدينة دير الزور في 5 أيلول 2017 بعد حصار دام عامين.", "d", "سانا"),
]
EVENTS = fuse(READINGS)
SARAQIB = next(event for event in EVENTS if len(event.accounts) == 2)


def named() -> Event:
    """An event whose every name is one that must not be shown."""
    person = Speaker(type="named_person", name="فلان الفلاني")
    account = Account("r:1", "x.com/some_person", "@some_person", "فلان الفلاني", ("c:1",), (person,), "2017-05-04")
    return msgspec.structs.replace(
        SARAQIB,
        accounts=(account,),
        initiators=(Party(None, "فلان الفلاني", "Somebody", ("c:1",)),),
        conflicts=(
            *SARAQIB.conflicts,
            msgspec.structs.replace(SARAQIB.conflicts[0], field="blame", values=(Value("فلان الفلاني", ("c:1",)),)),
        ),
    )


def rows(events: list[Event]) -> list[dict[str, str]]:
    out = io.StringIO()
    tables.write_events(events, out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_a_row_has_the_range_and_the_conflict() -> None:
    (row,) = rows([SARAQIB])
    assert (row["killed_min"], row["killed_max"], row["kind"], row["place_ar"]) == ("5", "7", "air_strike", "سراقب")
    assert "killed: 5 | 7" in row["conflicts"]
    assert row["start"] == row["end"] == "2017-05-04"


def test_accounts_have_a_row_each() -> None:
    out = io.StringIO()
    tables.write_accounts([SARAQIB], out)
    assert {row["outlet"] for row in csv.DictReader(io.StringIO(out.getvalue()))} == {"فرات بوست", "شبكة شام"}


def test_json_lines_lose_nothing() -> None:
    records: list[Reading | Event] = [*READINGS, *EVENTS]
    out = io.BytesIO()
    lines.write([*records, *control(EVENTS)], out)
    assert list(lines.read(out.getvalue().splitlines())) == [*records, *control(EVENTS)]


@pytest.mark.parametrize("line", [b"{", b"{}", b'{"schema":"other/1"}', b"\xff", b'{"schema":"tawthiq.event/1"}'])
def test_a_line_that_is_no_record_is_named(line: bytes) -> None:
    with pytest.raises(TawthiqError, match="line 2"):
        list(lines.read([b"", line]))


def test_names_of_private_persons_are_left_out_unless_asked_for() -> None:
    shown = msgspec.json.encode(apply(named(), Policy())).decode()
    assert "فلان" not in shown
    assert "some_person" not in shown
    assert "Somebody" not in shown
    assert LEFT_OUT in shown
    assert apply(named(), EVERYTHING) == named()


def test_known_actors_and_outlets_keep_their_names() -> None:
    kept = apply(SARAQIB, Policy())
    assert {account.outlet for account in kept.accounts} == {"فرات بوست", "شبكة شام"}
    assert kept.initiators == SARAQIB.initiators


def test_what_is_fresh_is_held_back() -> None:
    policy = Policy(embargo_days=EMBARGO_DAYS, today=date(2017, 5, 10))
    assert released([SARAQIB], policy) == ([], 1)
    later = Policy(embargo_days=EMBARGO_DAYS, today=date(2017, 5, 12))
    assert released([SARAQIB], later)[1] == 0
    undated = [event for event in EVENTS if event.time is None]
    assert released(undated, later) == ([], len(undated))


def test_coarsened_places_are_cells_under_a_larger_name() -> None:
    place = apply(SARAQIB, Policy(names=True, coarsen_km=20)).place
    assert place is not None
    assert SARAQIB.place is not None
    assert (place.name_ar, place.radius_km, place.place) == ("إدلب", 20, None)
    assert place.lat is not None
    assert SARAQIB.place.lat is not None
    assert 0 < abs(place.lat - SARAQIB.place.lat) < 0.1
    assert "سراقب" not in msgspec.json.encode(apply(SARAQIB, Policy(names=True, coarsen_km=20))).decode()


@given(st.text(max_size=20))
def test_no_cell_is_a_formula(text: str) -> None:
    for cell in (tables.shown(text), tables.shown([text, "x"])):
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))
        assert "\n" not in cell


def test_geojson_is_a_collection_of_points() -> None:
    out = io.BytesIO()
    geojson.write(EVENTS, out)
    collection = json.loads(out.getvalue())
    assert len(collection["features"]) == len(EVENTS)
    feature = next(one for one in collection["features"] if one["id"] == SARAQIB.id)
    assert SARAQIB.place is not None
    assert feature["geometry"]["coordinates"] == [SARAQIB.place.lon, SARAQIB.place.lat]
    assert feature["properties"]["radius_km"] == SARAQIB.place.radius_km


@pytest.mark.parametrize("form", ["csv", "geojson", "jsonl", "parquet"])
def test_every_form_writes_its_files(form: str, tmp_path: Path) -> None:
    files, held = export(EVENTS, tmp_path / f"case.{form}", form, Policy())  # type: ignore[arg-type]
    assert held == 0
    assert all(file.stat().st_size for file in files)
    assert len(files) == (2 if form in ("csv", "parquet") else 1)


def test_parquet_holds_what_the_csv_holds(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    (events, accounts), _ = export(EVENTS, tmp_path / "case.parquet", "parquet", EVERYTHING)
    table = parquet.read_table(events).to_pylist()
    assert [row["id"] for row in table] == [event.id for event in EVENTS]
    assert table[0]["claims"] == list(EVENTS[0].claims)
    assert parquet.read_table(accounts).num_rows == sum(len(event.accounts) for event in EVENTS)


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(TawthiqError, match="no-such-folder"):
        export(EVENTS, tmp_path / "no-such-folder" / "case.csv", "csv", EVERYTHING)


@pytest.mark.parametrize("column", [column.name for column in (*EVENT_COLUMNS, *ACCOUNT_COLUMNS)])
def test_every_column_is_documented(column: str) -> None:
    assert f"`{column}`" in DOCS.read_text(encoding="utf-8")
