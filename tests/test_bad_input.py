"""Bad input of every sort is named in one line, and the rest is read."""

import ast
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from calling import ROOT, TEXT, readings
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scoring import spans_of
from typer.testing import CliRunner, Result

from tawthiq import cli, reading
from tawthiq.ingest import sources
from tawthiq.model import Reading, Report
from tawthiq.places.gazetteer import Gazetteer

Run = Callable[..., Result]
EMPTY_ID = "r:e3b0c44298fc1c14"


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
