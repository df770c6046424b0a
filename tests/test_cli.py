"""The command line: reading, wrong usage, what is shown, help."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from calling import ROOT, TEXT, readings
from rich.text import Text
from scoring import spans_of
from typer.testing import Result

import tawthiq
from tawthiq.engine.local import Plan, outcomes
from tawthiq.errors import LexiconError
from tawthiq.lexicon import check as lexicon_check
from tawthiq.lexicon import index
from tawthiq.model import Claim, Report
from tawthiq.view import labels

Run = Callable[..., Result]


# Reading


def test_json_is_the_public_form(run: Run, good: Path) -> None:
    result = run("read", "--json", good)
    assert result.exit_code == 0
    assert result.stderr == ""
    [line] = readings(result)
    assert list(line) == ["schema", "report", "claims"]
    assert line["schema"] == "tawthiq.report/1"
    assert list(line["report"]) == list(Report.__struct_fields__)
    assert line["report"]["text"] == TEXT
    assert line["report"]["source"] == str(good)
    assert [list(claim) for claim in line["claims"]] == [list(Claim.__struct_fields__)]
    assert line["claims"][0]["kind"] == "shelling"
    assert all(TEXT[start:end] == words for words, (start, end) in spans_of(line))


def test_account_names_kind_parties_place_time_harm(run: Run, good: Path) -> None:
    shown = run("read", good, "--published", "2020-02-05", "--outlet", "إذاعة السد").stdout
    for words in (
        "قصف مدفعي",
        "Shelling",
        "Syrian government forces",
        "كفرنبل",
        "2020-02-04",
        "killed 3",
        "إذاعة السد",
    ):
        assert words in shown
    assert "قصفت¹" in shown


def test_standard_input(run: Run) -> None:
    [line] = readings(run("read", "--json", "-", stdin=TEXT.encode("cp1256")))
    assert line["report"]["source"] == "-"
    assert line["claims"]
    lines = "\n".join(json.dumps({"id": name, "text": TEXT}) for name in "ab")
    assert [line["report"]["source"] for line in readings(run("read", "--json", "-", stdin=lines.encode()))] == [
        "a",
        "b",
    ]


def test_published_and_outlet_are_given(run: Run, good: Path) -> None:
    [line] = readings(run("read", "--json", good, "--published", "20200205", "--outlet", "إذاعة السد"))
    assert line["report"]["published"] == {"date": "2020-02-05", "via": "given", "text": None, "span": None}
    assert line["report"]["outlet"]["name"] == "إذاعة السد"
    assert line["claims"][0]["time"]["start"] == "2020-02-04"


def test_out_is_what_standard_output_would_be(run: Run, good: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for form in ([], ["--json"]):
        expected = run("read", good, *form).stdout_bytes
        result = run("read", good, *form, "--out", out)
        assert (result.exit_code, result.stdout) == (0, "")
        assert out.read_bytes() == expected


def test_out_may_be_standard_output(run: Run, good: Path) -> None:
    assert run("read", good, "--out", "-").stdout_bytes == run("read", good).stdout_bytes


def test_a_fault_in_our_own_files_ends_the_run(run: Run, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise LexiconError("actors.yaml", 7, "no such field")

    monkeypatch.setattr(index, "default_lexicon", broken)
    result = run("read", "--json", good, good)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "tawthiq: actors.yaml:7: no such field\n")


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Missing argument"),
        (["{good}", "--published", "2017-13-01"], "2017-13-01"),
        (["{good}", "--published", "yesterday"], "yesterday"),
        (["{good}", "--out", "{folder}"], "directory"),
        (["{good}", "--out", "{folder}/no/such/file"], "cannot be written"),
        (["{good}", "--out", "{good}"], "also to be read"),
        (["{good}", "--jobs", "0"], "--jobs"),
        (["{good}", "--frob"], "--frob"),
    ],
)
def test_wrong_usage(run: Run, good: Path, arguments: Sequence[str], words: str) -> None:
    filled = [argument.format(good=good, folder=good.parent) for argument in arguments]
    result = run("read", *filled)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert good.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("arguments", [["frob"], ["explain"], ["explain", "  "], ["places", "find"], ["bench", "fast"]])
def test_wrong_usage_of_other_commands(run: Run, arguments: Sequence[str]) -> None:
    assert run(*arguments).exit_code == 2


# What is shown


def test_nothing_in_a_text_reaches_the_terminal_raw(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    hostile = f"{TEXT}\n\n\x1b[2J\u202e[bold red]{TEXT}[/] \x9b31m\u2066".replace("مدنيين", "مدنيين\x07\u202e")
    path.write_text(hostile + TEXT * 5, encoding="utf-8")
    shown = run("read", path).stdout
    assert "[bold red]" in shown
    assert not set(shown) & set("\x1b\x07\x9b\u202e\u2066")
    result = run("read", "--json", path)
    assert not set(result.stdout) & set("\x1b\x07\x9b\u202e\u2066")
    [line] = readings(result)
    assert line["report"]["text"] == path.read_text(encoding="utf-8")
    assert all(line["report"]["text"][start:end] == words for words, (start, end) in spans_of(line))


def test_dates_of_other_ages_are_no_dates(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(
        "".join(json.dumps({"text": TEXT, "published": f"{year}-01-01"}) + "\n" for year in ("0001", "9999"))
    )
    result = run("read", "--json", path)
    assert result.exit_code == 0
    assert [line["report"]["published"] for line in readings(result)] == [None, None]
    assert "year 1" in run("read", path, "--published", "0001-01-01").stderr


def test_account_fits_the_width(good: Path) -> None:
    [outcome] = outcomes([str(good)], Plan(None, None, False, 60, None))
    lines = outcome.shown.decode().splitlines()[1:]  # the first one names the file, however long its path
    assert max(Text(line).cell_len for line in lines) <= 60


def test_every_kind_and_value_has_its_words() -> None:
    """What the model can say, the account can say in both languages."""
    known = labels.kind_names()
    assert all(name.arabic and name.english for name in known.values())
    assert set(labels.HARM) == set(lexicon_check.VALUES["people", "harm"])
    assert set(labels.LABELS) >= set(labels.STYLES) - {"trigger"}


# The other commands


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"tawthiq {tawthiq.__version__}\n"


def test_help_answers_without_loading_the_reader() -> None:
    heavy = "{'rich', 'yaml', 'msgspec', 'regex', 'trafilatura', 'lxml', 'rapidfuzz', 'multiprocessing'}"
    code = f"import sys; import tawthiq.cli; sys.exit(sorted({heavy} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603
    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.parametrize(
    "arguments", [[], ["read"], ["explain"], ["lexicon"], ["lexicon", "check"], ["places", "find"], ["bench"]]
)
def test_help(run: Run, arguments: Sequence[str]) -> None:
    result = run(*arguments, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def test_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("read", "explain", "lexicon check", "places find", "bench"):
        assert f"tawthiq {command}" in readme, command


def test_readme_shows_what_is_really_printed(run: Run) -> None:
    """The block between the two comments, without the invisible marks that order Arabic in a terminal."""
    shown = re.sub(r"[\u200e\u2066-\u2069]", "", run("read", ROOT / "examples" / "syria_short_reports.jsonl").stdout)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme.split("<!-- output -->\n```\n")[1].split("\n```\n<!-- end of output -->")[0]
    assert block in shown, "paste the account of the third report into README.md"
