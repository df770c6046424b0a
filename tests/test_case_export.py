"""What leaves a case: whole and back as JSON lines, held back where it is published, never half written."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from tawthiq.case.ask import all_events, all_readings, find_control
from tawthiq.case.store import Case
from tawthiq.export import lines

Run = Callable[..., Result]


def test_jsonl_has_everything_and_back(run: Run, told: str, tmp_path: Path) -> None:
    out = tmp_path / "all.jsonl"
    assert run("export", told, out, "--as", "jsonl").exit_code == 0
    with out.open("rb") as written, Case(told) as kept, kept.reading() as connection:
        records = list(lines.read(written))
        assert records == [
            *all_readings(connection),
            *all_events(connection),
            *find_control(connection, None, None),
        ]


@pytest.mark.parametrize("form", ["csv", "geojson", "parquet"])
def test_the_published_forms_hold_back_what_is_fresh(run: Run, told: str, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"events.{form}"
    result = run("export", told, out, "--as", form)
    assert result.exit_code == 0
    assert out.is_file()
    assert ("held back" in result.stderr) == (form != "parquet")


def test_an_export_that_fails_leaves_the_file_as_it_was(
    run: Run, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    out = tmp_path / "out.csv"
    run("export", told, out, "--as", "csv")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith("out")}
    monkeypatch.setattr("tawthiq.export.tables.write_accounts", full)
    result = run("export", told, out, "--as", "csv")
    assert (result.exit_code, result.stderr) == (1, f"tawthiq: {out}: no space left on device\n")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if "out" in path.name} == before


def test_an_export_that_cannot_be_written_is_one_line(run: Run, told: str, tmp_path: Path) -> None:
    for form in ("csv", "jsonl"):
        result = run("export", told, tmp_path / "none" / "x", "--as", form)
        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 1
