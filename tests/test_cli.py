"""The command line: every command, bad input of every sort, and the same bytes whatever the circumstances."""

import ast
import errno
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.text import Text
from scoring import spans_of
from typer.testing import CliRunner, Result

import tawthiq
from tawthiq import cli, explain, reading
from tawthiq.engine.local import Plan, outcomes
from tawthiq.errors import LexiconError
from tawthiq.ingest import sources
from tawthiq.lexicon import check as lexicon_check
from tawthiq.lexicon import index
from tawthiq.lexicon.faults import Fault
from tawthiq.model import Claim, Reading, Report
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.view import labels

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.name != "README.md")
COMMAND = [sys.executable, "-c", "from tawthiq.cli import main; main()"]
TEXT = (
    "قصفت قوات النظام السوري بالمدفعية بلدة كفرنبل في ريف إدلب صباح الثلاثاء، ما أسفر عن مقتل ثلاثة مدنيين بينهم طفل."
)
EMPTY_ID = "r:e3b0c44298fc1c14"

Run = Callable[..., Result]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def readings(result: Result) -> list[dict[str, Any]]:
    return list(map(json.loads, result.stdout_bytes.splitlines()))


def call(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env=os.environ | environment, check=False)  # noqa: S603


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


# Bad input


def bad_inputs() -> list[tuple[str, bytes, str, str]]:
    """File name, content, issue code, and words of the line on standard error."""
    nested = "<div>" * 1000 + TEXT + "</div>" * 1000
    return [
        ("empty.txt", b"", "empty", "is empty"),
        ("blank.txt", b" \n\t\n", "empty", "is empty"),
        ("empty.jsonl", b"", "empty", "is empty"),
        ("empty.html", b"", "empty", "is empty"),
        (
            "image.txt",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 20,
            "undecodable",
            "not a text file",
        ),
        ("controls.txt", b"\x01\x02\x03\x04\x05\x06" * 50, "undecodable", "not a text file"),
        ("english.txt", b"Nothing in this text is written in Arabic at all.", "not_arabic", "not Arabic"),
        ("russian.txt", "Вчера на фронте было спокойно.".encode("cp1251") * 20, "not_arabic", "not Arabic"),
        ("koi.txt", "Вчера на фронте было спокойно.".encode("koi8-r") * 20, "not_arabic", "not Arabic"),
        ("mac.txt", TEXT.replace("،", "").encode("mac_arabic"), "undecodable", "its encoding is not"),
        ("dos.txt", TEXT.replace("،", "").encode("cp720"), "", ""),
        ("long_line.txt", TEXT.encode() * (1_000_000 // len(TEXT) + 1), "too_large", "line of 1,0"),
        ("word.txt", ("و" * 5000 + TEXT).encode(), "too_large", "word of more than 500"),
        ("digits.txt", f"{TEXT} {'9' * 5000}".encode(), "too_large", "word of more than 500"),
        ("attributes.html", b"<p " + b"a=1 " * 2000 + b">" + TEXT.encode(), "malformed", "1,000 attributes"),
        ("broken.html", b"<html><p>\xd9 <b <<<", "empty", "no article"),
        ("no_article.html", b"<html><head><title>x</title></head><body></body></html>", "empty", "no article"),
        ("deep.html", f"<html><body>{nested}</body></html>".encode(), "malformed", "nested"),
        ("line.jsonl", b"{not json}\n", "malformed", "line.jsonl:1"),
        ("list.jsonl", b"[1, 2]\n", "malformed", "not a JSON object"),
        ("no_text.jsonl", b'{"id": "a"}\n', "malformed", 'no "text"'),
        ("deep.jsonl", b'{"text": ' + b"[" * 1000 + b"]" * 1000 + b"}\n", "malformed", "nested"),
        ("surrogate.jsonl", b'{"text": "\\ud800"}\n', "malformed", "not valid JSON"),
        ("binary.jsonl", b'{"text": "\xff\xfe\xfd"}\n', "", "line"),
    ]


@pytest.mark.parametrize(("name", "content", "code", "words"), bad_inputs(), ids=[bad[0] for bad in bad_inputs()])
def test_bad_input_is_named_and_the_rest_read(
    run: Run, good: Path, name: str, content: bytes, code: str, words: str
) -> None:
    bad = good.with_name(name)
    bad.write_bytes(content)
    refused_between(run("read", "--json", good, bad, good), bad, code, words)


def refused_between(result: Result, bad: Path, code: str, words: str) -> None:
    """Between two good ones, one bad input is refused in one line and stands in the output without claims."""
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert line.startswith(f"tawthiq: {bad}")
    assert words in line
    assert "fault of tawthiq" not in line
    first, middle, last = readings(result)
    assert first == last
    assert first["claims"]
    assert middle["claims"] == []
    assert middle["report"]["source"].startswith(str(bad))
    codes = [issue["code"] for issue in middle["report"]["issues"]]
    assert (code in codes) if code else codes
    assert code in {"not_arabic", ""} or middle["report"]["id"] == EMPTY_ID


def test_huge_file(run: Run, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 1000)
    bad = good.with_name("huge.txt")
    bad.write_text(TEXT * 10, encoding="utf-8")
    refused_between(run("read", "--json", good, bad, good), bad, "too_large", "larger than")


def test_huge_text(run: Run, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_CHARS", 300)
    bad = good.with_name("huge.txt")
    bad.write_text("\n".join([TEXT] * 10), encoding="utf-8")
    refused_between(run("read", "--json", good, bad, good), bad, "too_large", "longer than")


def test_directory_and_missing_file(run: Run, good: Path) -> None:
    empty = good.with_name("empty")
    empty.mkdir()
    refused_between(run("read", "--json", good, empty, good), empty, "unreadable", "is a directory")
    missing = good.with_name("none.txt")
    refused_between(run("read", "--json", good, missing, good), missing, "unreadable", "no such file")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(run: Run, good: Path) -> None:
    bad = good.with_name("secret.txt")
    bad.write_text(TEXT, encoding="utf-8")
    bad.chmod(0)
    refused_between(run("read", "--json", good, bad, good), bad, "unreadable", "no permission")


def test_unusable_paths(run: Run, good: Path) -> None:
    for path in ("a\x00b", "x" * 5000, "a\nb\x1b[2J.txt"):
        result = run("read", good, path)
        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 1
        assert "\x1b" not in result.stderr


def test_malformed_line_among_good_ones(run: Run, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    good = json.dumps({"text": TEXT})
    lines.write_text(f'{good}\n{{"text": \n\n{good}\n', encoding="utf-8")
    result = run("read", "--json", lines)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"tawthiq: {lines}:2: not valid JSON")
    assert [bool(line["claims"]) for line in readings(result)] == [True, False, True]


def test_a_fault_in_reading_one_report_does_not_stop_the_run(
    run: Run, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true_reading = reading.read_report

    def faulty(report: Report, gazetteer: Gazetteer) -> Reading:
        if "faulty" in report.source:
            raise ZeroDivisionError("by zero")
        return true_reading(report, gazetteer=gazetteer)

    monkeypatch.setattr(reading, "read_report", faulty)
    bad = tmp_path / "faulty.txt"
    bad.write_text(TEXT, encoding="utf-8")
    result = run("read", "--json", good, bad, good)
    assert result.exit_code == 1
    assert "faulty.txt: reading it failed, which is a fault of tawthiq (ZeroDivisionError: by zero)" in result.stderr
    assert [len(line["claims"]) for line in readings(result)] == [1, 0, 1]


def test_only_the_boundary_around_one_report_catches_everything() -> None:
    broad = [
        f"{path.name}:{node.lineno}"
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")))
    ]
    assert len(broad) == 1, broad
    assert broad[0].startswith("local.py")


@settings(max_examples=80)
@given(st.binary(max_size=600), st.sampled_from((".txt", ".md", ".html", ".jsonl", "")))
@example(b"\xff\xfe\x00\xd8", ".txt")
@example(b'{"text":"\xd9\x82", "published": "0000-00-00"}', ".jsonl")
@example(b'{"text":"' + TEXT.encode() + b'", "id": -1, "url": "http://["}', ".jsonl")
@example(b"<html><meta charset=utf-16><p>" + TEXT.encode("utf-16-le"), ".html")
@example(b"<p>&#xD800;&#0;&#x110000;" + TEXT.encode(), ".html")
def test_no_bytes_crash_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes, ending: str) -> None:
    path = tmp_path_factory.getbasetemp() / f"bytes{ending}"
    path.write_bytes(data)
    for form in (["--json"], []):
        result = CliRunner().invoke(cli.app, ["read", *form, str(path)], catch_exceptions=False)
        assert result.exit_code in (0, 1)
        assert "fault of tawthiq" not in result.stderr
        assert (result.exit_code == 1) == bool(result.stderr)
        for line in readings(result) if form else ():
            text = line["report"]["text"]
            assert all(text[start:end] == words for words, (start, end) in spans_of(line))


# The same input gives the same bytes


def test_order_of_files_changes_no_line(run: Run) -> None:
    forwards = run("read", "--json", *EXAMPLES).stdout_bytes.splitlines()
    backwards = run("read", "--json", *reversed(EXAMPLES)).stdout_bytes.splitlines()
    assert sorted(forwards) == sorted(backwards)
    alone = [line for path in EXAMPLES for line in run("read", "--json", path).stdout_bytes.splitlines()]
    assert alone == forwards


def test_hash_seed_and_processes_change_no_byte(good: Path) -> None:
    bad = good.with_name("none.txt")
    inputs = [*EXAMPLES, bad, good, *EXAMPLES]
    one, two, three = (
        call("read", "--json", *inputs, "--jobs", jobs, PYTHONHASHSEED=seed)
        for jobs, seed in ((1, "0"), (1, "7"), (3, "random"))
    )
    assert one.stdout == two.stdout == three.stdout
    assert one.stderr == two.stderr == three.stderr
    assert {one.returncode, two.returncode, three.returncode} == {1}
    assert one.stdout.count(b"\n") > 2 * len(EXAMPLES)


# Ends


def test_a_reader_that_leaves_early_is_no_error(good: Path) -> None:
    command = [*COMMAND, "read", *[str(good)] * 60]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == cli.BROKEN_PIPE


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_without_standard_output_there_is_one_line(good: Path) -> None:
    command = ["sh", "-c", 'exec "$@" >&-', "sh", *COMMAND, "read", str(good)]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


@pytest.fixture
def heeded() -> Iterator[None]:
    """Programs started meanwhile heed interrupts, also where a shell runs the tests in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def ended(process: subprocess.Popen[bytes]) -> bytes:
    """What an interrupted process has said on standard error once it has ended, with its standard input still open.

    It is interrupted again where it goes on: CPython misses a signal that comes right before it waits for input.
    """
    try:
        for _ in range(12):
            try:
                process.wait(5)
                break
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGINT)
    finally:
        process.kill()
    assert process.stderr is not None
    return process.stderr.read()


@pytest.mark.usefixtures("heeded")
@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_interrupted(good: Path) -> None:
    command = [*COMMAND, "read", "--json", str(good), "-"]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert ended(process) == b"tawthiq: stopped\n"
    assert process.returncode == cli.INTERRUPTED


@pytest.mark.usefixtures("heeded")
@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
@pytest.mark.parametrize("seconds", [0.2, 0.6])
def test_interrupted_while_it_begins(good: Path, seconds: float) -> None:
    command = [sys.executable, "-m", "tawthiq", "read", "--jobs", "2", str(good), "-"]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGINT)
        assert ended(process) in {b"tawthiq: stopped\n", b""}
    assert process.returncode in {cli.INTERRUPTED, -signal.SIGINT}


@pytest.mark.usefixtures("heeded")
@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_interrupted_while_it_waits_for_input() -> None:
    command = [sys.executable, "-m", "tawthiq", "read", "--jobs", "2", "-"]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdin is not None
        process.stdin.write(b" " * 200_000)  # more than a pipe holds: it is read from, and then waited for
        process.stdin.flush()
        time.sleep(1)  # CPython misses a signal between two reads of one call
        os.killpg(process.pid, signal.SIGINT)
        assert ended(process) == b"tawthiq: stopped\n"
    assert process.returncode == cli.INTERRUPTED


@pytest.mark.usefixtures("heeded")
@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_interrupt_lost_in_a_destructor_comes_again() -> None:
    program = """
import os, signal, time
from tawthiq import __main__ as entry
import tawthiq.cli

class Busy:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.2)

def run():
    Busy()
    time.sleep(30)

tawthiq.cli.main = run
entry.main()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=False)  # noqa: S603
    assert done.stderr == b"tawthiq: stopped\n"
    assert done.returncode == cli.INTERRUPTED


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk(good: Path) -> None:
    done = call("read", good, "--out", "/dev/full")
    assert done.returncode == 1
    assert done.stderr.decode() == f"tawthiq: the results cannot be written: {os.strerror(errno.ENOSPC).lower()}\n"


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
