"""Commands about the program itself: explain, places find, lexicon check, bench."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from calling import ROOT, TEXT
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from tawthiq import cli, explain, reading
from tawthiq.lexicon import check as lexicon_check
from tawthiq.lexicon.faults import Fault
from tawthiq.model import Report

Run = Callable[..., Result]


def test_explain_shows_the_derivation(run: Run) -> None:
    result = run("explain", TEXT, "--published", "2020-02-05")
    assert result.exit_code == 0
    for words in (
        "قصفت",
        "trigger of shelling",
        "actor.",
        "sy.gov",
        "2020-02-04",
        "shelling.verb",
        "3 civilians",
        "killed 3",
    ):
        assert words in result.stdout, words


def test_explain_shows_what_was_rejected(run: Run) -> None:
    result = run("explain", "معركة انتخابية حامية في حي الجورة")
    assert result.exit_code == 0
    assert "readings rejected" in result.stdout
    assert "No claim is read" in result.stdout


@settings(max_examples=40)
@given(st.text(max_size=60).filter(lambda text: text.strip() and not text.startswith("-")))
def test_explain_explains_anything(text: str) -> None:
    assert CliRunner().invoke(cli.app, ["explain", text], catch_exceptions=False).exit_code == 0


def test_explain_names_every_sort_of_value() -> None:
    everything = (
        "قال مصدر طبي لوكالة رويترز إن خمسة جنود على الأقل قُتلوا مساء 4 أيار 2017 بانفجار عبوة ناسفة استهدفت سيارة "
        "على بعد 12 كم شرق مدينة الميادين، فيما شنت طائرات حربية روسية غارات على قرية الغدير المجهولة"
    )
    digest = "r:test"
    sentences = reading.read_sentences(Report(digest, "test", digest, everything, "ar"))
    shown = explain.render(sentences, 160)
    for words in ("people", "2017-05-04", "sy.deir_ez_zor.mayadin", "12 km", "ru.mil.air"):
        assert words in shown, words


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("دير الزور", "sy.deir_ez_zor"),
        ("حي الجبيله", "sy.deir_ez_zor.jubayla"),
        ("البُغـيلية", "sy.deir_ez_zor.bughayliyah"),
        ("البغبلية", "sy.deir_ez_zor.bughayliyah"),
        ("deir ez-zor", "sy.deir_ez_zor"),
        ("كفر نبل", "sy.idlib.kafr_nabl"),
    ],
)
def test_places_are_found_however_spelt(run: Run, asked: str, found: str) -> None:
    result = run("places", "find", asked)
    assert result.exit_code == 0
    assert f"  {found}  [" in result.stdout
    assert " ± " in result.stdout


def test_places_not_found(run: Run) -> None:
    for name in ("قققققق", "-", "؟"):
        result = run("places", "find", "--", name)
        assert result.exit_code == 1
        assert result.stderr.startswith("tawthiq: no place is called")


def test_lexicon_check(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = [Fault(Path("actors.yaml"), 3, "no parent 'x'"), Fault(Path("means.yaml"), 9, "it has no example")]
    monkeypatch.setattr(lexicon_check, "check", lambda: faults)
    result = run("lexicon", "check")
    assert (result.exit_code, result.stdout.splitlines()) == (1, [str(fault) for fault in faults])
    assert result.stderr == "tawthiq: 2 faults\n"
    monkeypatch.setattr(lexicon_check, "check", list)
    result = run("lexicon", "check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "No fault found.\n", "")


def test_bench_runs_the_benchmark(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[object]] = []

    def record(command: list[object], check: bool) -> subprocess.CompletedProcess[bytes]:
        called.append([*command, check])
        return subprocess.CompletedProcess([], 3)

    monkeypatch.setattr(subprocess, "run", record)
    assert run("bench", "0.5").exit_code == 3
    assert called == [[sys.executable, ROOT / "benchmarks" / "reading.py", "0.5", False]]
