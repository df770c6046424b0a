"""A case: adding is safe to repeat and to kill, what was kept can be proved, and both databases hold the same."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from keeping import COMMAND, TEXT, ask, contents, count_of, verified, write
from made_up import reports as made_up
from sqlalchemy import select, text
from typer.testing import Result

from tawthiq.case import add, store, versions
from tawthiq.case.schema import claims, metadata
from tawthiq.case.store import Case
from tawthiq.errors import CaseError

KILLS = int(os.environ.get("TAWTHIQ_KILLS", "2"))
KILLED_REPORTS = int(os.environ.get("TAWTHIQ_KILLED_REPORTS", "40"))

Run = Callable[..., Result]


# Adding


def test_adding_again_changes_nothing(run: Run, case: str, some: Path) -> None:
    first = run("add", case, some)
    assert first.exit_code == 0
    assert "12 reports added" in first.stderr
    before = contents(case)
    entries = count_of(case, "log")
    again = run("add", case, some)
    assert "0 reports added" in again.stderr
    assert "12 known already" in again.stderr
    assert contents(case) == before
    assert count_of(case, "log") == entries
    verified(run, case)


def test_jobs_and_batches_keep_the_same(run: Run, tmp_path: Path, some: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, parts = str(tmp_path / "whole.case"), str(tmp_path / "parts.case")
    run("add", whole, some)
    monkeypatch.setattr(add, "BATCH", 5)
    run("add", parts, some, "--jobs", "2")
    assert contents(whole) == contents(parts)


def test_one_text_from_several_sources_is_one_report(run: Run, case: str, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    run("add", case, tmp_path / "a.txt", "--outlet", "وكالة السهل")
    run("add", case, tmp_path / "b.txt", "--outlet", "إذاعة المرفأ")
    run("add", case, tmp_path / "b.txt", "--outlet", "إذاعة المرفأ", "--published", "2020-02-05")
    held = contents(case)["reports"]
    assert len({row[0] for row in held}) == 1
    assert [(Path(row[3]).name, row[5]) for row in sorted(held, key=lambda row: (row[3], row[5]))] == [
        ("a.txt", True),
        ("b.txt", False),
        ("b.txt", True),
    ]
    verified(run, case)


def test_newer_rules_add_a_reading_and_keep_the_old(
    run: Run, case: str, some: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", case, some)
    old = versions.current()
    monkeypatch.setattr(versions, "current", lambda *_: old._replace(rules="newer"))
    again = run("add", case, some)
    assert "12 reports added" in again.stderr
    assert (count_of(case, "reports"), count_of(case, "readings")) == (12, 24)
    assert [row[5] for row in contents(case)["reports"]].count(True) == 12
    assert ask(case, lambda connection: connection.execute(text("SELECT rules FROM versions")).scalars().all()) == [
        old.rules,
        "newer",
    ]
    verified(run, case)


def test_what_is_refused_is_kept_with_its_reason(run: Run, case: str, tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "english.txt").write_text("The army shelled the town. " * 9, encoding="utf-8")
    (folder / "lines.jsonl").write_text('{"text": \n{"text": "' + TEXT + '\\u0000"}\n', encoding="utf-8")
    for _ in range(2):
        result = run("add", case, folder, tmp_path / "none.txt")
        assert result.exit_code == 1
        assert "5 refused" in result.stderr
    listed = run("refused", case).stdout.splitlines()
    assert len(listed) == 5
    for words_ in ("empty.txt: is empty", "english.txt: not Arabic", "lines.jsonl:1: not valid JSON", "no such file"):
        assert any(words_ in line for line in listed)
    assert any("lines.jsonl:2: has a NUL character" in line for line in listed)
    assert count_of(case, "reports") == 1
    verified(run, case)


def test_a_case_among_its_sources_is_passed_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    for _ in range(2):
        assert run("add", tmp_path / "own.case", tmp_path).exit_code == 0


def test_the_version_is_that_of_words_and_rules(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("x", encoding="utf-8")
    plain, extended = versions.current(), versions.current(str(own))
    assert plain == versions.current()
    assert plain.rules == extended.rules
    assert plain.lexicon != extended.lexicon


# Being killed, and other bad luck


def start(*arguments: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([*COMMAND, *map(str, arguments)], stderr=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603


def test_killed_and_run_again_is_the_same(run: Run, case: str, tmp_path: Path) -> None:
    some = write(tmp_path / "many.jsonl", KILLED_REPORTS, 2)
    whole = str(tmp_path / "whole.case")
    started = time.monotonic()
    with start("add", whole, some) as adding:
        assert adding.wait() == 0
    lasts = time.monotonic() - started
    for number in range(KILLS):
        with start("add", case, some) as adding:
            time.sleep(lasts * (0.3 + 0.65 * ((number * 0.618) % 1)))
            adding.send_signal(signal.SIGKILL)
    assert run("add", case, some).exit_code == 0
    assert contents(case) == contents(whole)
    for at, name in enumerate((case, whole)):
        assert run("export", name, tmp_path / f"{at}.jsonl", "--as", "jsonl").exit_code == 0
    assert (tmp_path / "0.jsonl").read_bytes() == (tmp_path / "1.jsonl").read_bytes()
    verified(run, case)


def test_two_at_once_lose_nothing(run: Run, case: str, tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.jsonl", 25, 3), write(tmp_path / "b.jsonl", 25, 4)
    both = [start("add", case, first, second), start("add", case, second, first)]
    for adding in both:
        _, said = adding.communicate()
        assert adding.returncode == 0, said
    texts = {report["text"] for seed in (3, 4) for report in made_up(25, seed)}
    assert {row[1] for row in contents(case)["reports"]} == texts
    verified(run, case)


def test_a_file_is_made_into_a_case_as_soon_as_nobody_else_is_about_it(tmp_path: Path) -> None:
    path = tmp_path / "test.case"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    Timer(0.3, other.rollback).start()
    store.Case(str(path), create=True).close()
    assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    other.close()


def one_line(result: Result, *said: str) -> None:
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert line.startswith("tawthiq: ")
    assert any(words_ in line for words_ in said), line


def test_a_full_disk_leaves_the_case_whole(
    run: Run, tmp_path: Path, some: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = str(tmp_path / "test.case")
    run("add", case, some)
    before = contents(case)
    size = int(ask(case, lambda connection: connection.execute(text("PRAGMA page_count")).scalar()))
    true_connect = store._on_connect

    def connect(cache: int, connection: Any, record: object) -> None:
        true_connect(cache, connection, record)
        connection.execute(f"PRAGMA max_page_count={size + 3}")

    monkeypatch.setattr(store, "_on_connect", connect)
    one_line(run("add", case, write(tmp_path / "more.jsonl", 40, 9)), "the disk is full")
    monkeypatch.undo()
    assert contents(case) == before
    verified(run, case)


def test_a_file_that_may_not_grow_leaves_the_case_whole(run: Run, tmp_path: Path, some: Path) -> None:
    case = str(tmp_path / "test.case")
    run("add", case, some)
    before = contents(case)
    more = write(tmp_path / "more.jsonl", 90, 9)
    limit = (os.stat(case).st_size,) * 2  # noqa: PTH116
    script = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, {}); from tawthiq.cli import main; main()"
    command = [sys.executable, "-c", script.format(limit), "add", case, str(more)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 1
    assert "the disk is full" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert contents(case) == before
    verified(run, case)


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root may write everywhere")
def test_a_read_only_folder_leaves_the_case_whole(run: Run, tmp_path: Path, some: Path) -> None:
    case = tmp_path / "folder" / "test.case"
    case.parent.mkdir()
    run("add", case, some)
    before = contents(str(case))
    case.parent.chmod(0o555)
    more = write(tmp_path / "more.jsonl", 3, 7)
    for arguments, words_ in (
        (["add", case, more], "read-only"),
        (["add", case.with_name("new.case"), more], "cannot be opened or made there"),
        (["verify", case], ""),
    ):
        done = bound_by_permissions(arguments)
        assert (done.returncode == 1) == bool(words_), done.stderr
        assert words_ in done.stderr
        assert len(done.stderr.splitlines()) == bool(words_), done.stderr
    case.parent.chmod(0o755)
    assert contents(str(case)) == before


def bound_by_permissions(arguments: list[object]) -> "subprocess.CompletedProcess[str]":
    """Run a command that may write only where permissions say so, even where the tests run as root."""
    bound = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    command = [*bound, *COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


def test_names_that_are_no_case(run: Run, tmp_path: Path, some: Path) -> None:
    one_line(run("verify", tmp_path / "none.case"), "there is no such case")
    one_line(run("add", tmp_path, some), "is no name for a case")
    one_line(run("add", "mysql://localhost/x", some), "a case is a file or postgresql://")
    one_line(run("add", "postgresql://tests:secret@127.0.0.1:1/x", some), "refused", "connection")
    assert "secret" not in run("add", "postgresql://tests:secret@127.0.0.1:1/x", some).stderr
    one_line(run("add", some, some), "it is no case")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE notes (x)")
    connection.close()
    one_line(run("add", other, some), "a database of something else")


def test_a_case_of_a_newer_program_is_left_alone(run: Run, case: str, some: Path) -> None:
    run("add", case, some)
    with Case(case) as kept, kept.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    one_line(run("add", case, some), "made by a newer tawthiq")


def test_an_empty_database_is_no_case_to_ask(run: Run, case: str) -> None:
    if case.startswith("postgresql"):
        one_line(run("verify", case), "there is no case")


def test_migrations_make_the_tables_of_the_schema(case: str) -> None:
    with Case(case, create=True) as kept, kept.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours})
        assert compare_metadata(context, metadata) == []


def _is_ours(_: object, name: str, *__: object) -> bool:
    return not name.startswith(("words", "ix_words"))


def test_a_damaged_case_is_one_line(run: Run, tmp_path: Path, some: Path) -> None:
    for damage in ("UPDATE bodies SET body = 'x'", "UPDATE readings SET body = 'x'", "DELETE FROM bodies"):
        case = str(tmp_path / f"{damage[:8]}.case")
        run("add", case, some)
        with Case(case) as kept, kept.writing() as connection:
            name = f"c:{connection.execute(select(claims.c.id).limit(1)).scalar_one().removeprefix('c:')}"
            connection.execute(text(damage))
        one_line(run("show", case, name), "it is damaged")


def test_results_are_not_written_over_a_case(run: Run, tmp_path: Path, some: Path) -> None:
    case = tmp_path / "a.accounts.csv"
    run("add", case, some)
    before = case.read_bytes()
    for arguments in (
        ("export", case, case, "--as", "jsonl"),
        ("export", case, tmp_path / "a.csv", "--as", "csv"),
        ("read", some, "--out", case),
    ):
        assert run(*arguments).exit_code == 2
    assert case.read_bytes() == before


def test_the_resource_limit_of_the_tests_is_the_usual_one() -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def test_errors_have_the_name_of_the_case_once(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as told:
        Case(str(tmp_path / "none.case"))
    assert str(told.value).count("none.case") == 1
