"""A case: adding is safe to repeat and to kill, what was kept can be proved, and both databases hold the same."""

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from made_up import reports as made_up
from sqlalchemy import Connection, func, select, text, update
from typer.testing import Result

from tawthiq.case import add, log, store, versions, words
from tawthiq.case.pack import pack, unpack
from tawthiq.case.schema import bodies, claims, metadata, readings, reports, sources
from tawthiq.case.store import Case
from tawthiq.errors import CaseError

COMMAND = [sys.executable, "-m", "tawthiq"]
KILLS = int(os.environ.get("TAWTHIQ_KILLS", "2"))
KILLED_REPORTS = int(os.environ.get("TAWTHIQ_KILLED_REPORTS", "40"))
TEXT = (
    "قصفت قوات النظام السوري بالمدفعية بلدة كفرنبل في ريف إدلب صباح الثلاثاء، ما أسفر عن مقتل ثلاثة مدنيين بينهم طفل."
)

Run = Callable[..., Result]


def write(path: Path, count: int, seed: int = 1) -> Path:
    lines = (json.dumps(report, ensure_ascii=False) for report in made_up(count, seed))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def some(tmp_path: Path) -> Path:
    return write(tmp_path / "some.jsonl", 12)


def contents(case: str) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that a case holds but row numbers and times."""
    with Case(case) as kept, kept.reading() as connection:
        held = (
            select(
                reports.c.id, reports.c.text, readings.c.digest, sources.c.source, sources.c.input, sources.c.current
            )
            .join(readings, readings.c.report == reports.c.number)
            .join(sources, sources.c.reading == readings.c.number)
        )
        return {
            "reports": sorted(map(tuple, connection.execute(held))),
            "claims": sorted(map(tuple, connection.execute(text("SELECT id, kind, status FROM claims")))),
            "refused": sorted(map(tuple, connection.execute(text("SELECT source, code, message FROM refused")))),
        }


def ask(case: str, question: Callable[[Connection], Any]) -> Any:
    with Case(case) as kept, kept.reading() as connection:
        return question(connection)


def count_of(case: str, table: str) -> int:
    query = select(func.count()).select_from(metadata.tables[table])
    return int(ask(case, lambda connection: connection.execute(query).scalar()))


def verified(run: Run, case: str) -> Result:
    result = run("verify", case)
    assert result.exit_code == 0, result.stdout
    return result


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


# Proof

TAMPERINGS = {
    "UPDATE reports SET text = text || ' ' WHERE number = 1": "its text has been changed",
    "UPDATE readings SET digest = '0' WHERE number = 1": "its reading has been changed",
    "UPDATE readings SET body = (SELECT body FROM readings WHERE number = 2) WHERE number = 1": "has been changed",
    "DELETE FROM claims WHERE reading = 1 AND position = 0": "the list of its claims has been changed",
    "UPDATE claims SET id = 0 WHERE reading = 1 AND position = 0": "the list of its claims has been changed",
    "DELETE FROM sources WHERE number = 1": "is in the log and no longer in the case",
    "UPDATE sources SET source = 'x' WHERE number = 1": "is in the case and not in the log",
    "DELETE FROM refused": "is in the log and no longer in the case",
    "UPDATE refused SET message = 'x'": "is in the case and not in the log",
    "UPDATE versions SET rules = 'x'": "is in the case and not in the log",
    "UPDATE log SET body = '{}' WHERE number = 2": "log 2: has been changed",
    "UPDATE log SET \"by\" = 'x' WHERE number = 2": "log 2: has been changed",
    "UPDATE log SET at = '2000-01-01T00:00:00+00:00' WHERE number = 1": "log 1: has been changed",
    "UPDATE log SET hash = previous WHERE number = 1": "log 2: does not follow the entry before it",
    "DELETE FROM log WHERE number = 1": "entry 1 is missing",
    "DELETE FROM log WHERE number = 3": "is in the case and not in the log",
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_verify_finds(run: Run, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tampering: str) -> None:
    monkeypatch.setattr(add, "BATCH", 2)
    (tmp_path / "empty.txt").write_bytes(b"")
    run("add", case, tmp_path / "empty.txt", write(tmp_path / "few.jsonl", 4))
    assert TAMPERINGS[tampering] in faults(run, case, tampering)


def faults(run: Run, case: str, tampering: str) -> str:
    """What verify finds in a case that was sound, once something in it is changed."""
    verified(run, case)
    with Case(case) as kept, kept.writing() as connection:
        connection.execute(text(tampering))
    result = run("verify", case)
    assert result.exit_code == 1
    return result.stdout


DERIVED = {
    "DELETE FROM members WHERE claim = (SELECT min(claim) FROM members)": "is not in the event that",
    "UPDATE members SET event = 1 WHERE claim = (SELECT min(claim) FROM members)": "is not in the event that",
    "UPDATE events SET killed = killed + 1 WHERE id = (SELECT min(id) FROM events)": "is not what its claims",
    "DELETE FROM events WHERE id = (SELECT min(id) FROM events)": "is not what its claims",
    "DELETE FROM bodies WHERE event = (SELECT min(id) FROM events)": "is not what its claims",
    "UPDATE events SET places = actors": "is not what its claims",
    "UPDATE members SET report = report + 1": "is not in the event that",
    "DELETE FROM terms WHERE bundle = (SELECT min(kinds) FROM events)": "are not filed under their kinds",
    "INSERT INTO terms SELECT 1, min(kinds) FROM events": "are not filed under their kinds",
    "DELETE FROM blocks WHERE claim = (SELECT min(claim) FROM members)": "is not filed where others look",
}


@pytest.mark.parametrize("tampering", DERIVED)
def test_verify_compares_what_is_derived(run: Run, case: str, tmp_path: Path, tampering: str) -> None:
    run("add", case, write(tmp_path / "few.jsonl", 4))
    assert DERIVED[tampering] in faults(run, case, tampering)


def test_verify_minds_what_a_body_says_and_not_how_it_is_packed(run: Run, case: str, tmp_path: Path) -> None:
    run("add", case, write(tmp_path / "few.jsonl", 4))
    known = files("tawthiq.case").joinpath("pack.json").read_bytes()
    with Case(case) as kept, kept.writing() as connection:
        for row in connection.execute(select(bodies)).all():
            packer = zlib.compressobj(0, zdict=known)
            body = packer.compress(unpack(row.body)) + packer.flush()
            connection.execute(update(bodies).where(bodies.c.event == row.event).values(body=body))
    verified(run, case)


def test_verify_finds_reports_that_search_does_not(run: Run, case: str, tmp_path: Path) -> None:
    run("add", case, write(tmp_path / "few.jsonl", 4))
    with Case(case) as kept, kept.writing() as connection:
        added = "INSERT INTO words (rowid, forms) VALUES (2, 'other')"
        connection.execute(text(added if kept.is_file else "UPDATE words SET forms = 'other' WHERE report = 2"))
    result = run("verify", case)
    assert result.exit_code == 1
    assert "is not filed under its words" in result.stdout


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


def test_words_that_are_not_in_the_text_are_found(run: Run, case: str, some: Path) -> None:
    """Even where whoever changed a reading has made hash and log anew."""
    run("add", case, some)
    with Case(case) as kept, kept.writing() as connection:
        row = connection.execute(select(readings).where(readings.c.number == 1)).one()
        body = unpack(row.body).replace(b'"span":[', b'"span":[1', 1)
        connection.execute(
            readings.update().where(readings.c.number == 1),
            {"body": pack(body), "digest": sha256(body).hexdigest()},
        )
    assert "words that are not in the text where it says" in run("verify", case).stdout


def test_a_log_made_anew_does_not_go_on_from_a_hash_noted_before(run: Run, case: str, some: Path) -> None:
    run("add", case, some)
    noted = verified(run, case).stdout.split()[-1]
    run("add", case, write(some.with_name("more.jsonl"), 3, 5))
    assert run("verify", case, "--head", noted).exit_code == 0
    with Case(case) as kept, kept.writing() as connection:
        old = list(log.entries(connection))
        connection.execute(text("DELETE FROM log"))
        for entry in old:
            log.append(connection, entry.action, entry.values, by="someone")
    assert run("verify", case).exit_code == 0
    result = run("verify", case, "--head", noted)
    assert result.exit_code == 1
    assert "does not go on from" in result.stdout


# Words


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("والقطاعات", "قطاع"),
        ("إدلب", "ادلب"),
        ("بإدلب", "إدلب"),
        ("وللمدينة", "مدينة"),
        ("مَدْرَسَةٌ", "مدرسة"),
        ("القطاع", "القطاعات"),
        ("المدنيين", "مدني"),
        ("٢٠١٧", "2017"),
        ("و137", "137"),
        ("الميـــادين", "الميادين"),
    ],
)
def test_spelling_and_clitics_do_not_hide_a_word(case: str, told: str, wanted: str) -> None:
    assert found(case, told, wanted)


@pytest.mark.parametrize(
    ("told", "wanted"), [("فصل", "وصل"), ("وصل", "صل"), ("قطاع", "قطع"), ("إدلب", "حلب"), ("البلدة", "البلاد")]
)
def test_other_words_are_not_found(case: str, told: str, wanted: str) -> None:
    assert not found(case, told, wanted)


@pytest.mark.parametrize("wanted", ['"', "'", "a' | 'b", "OR", "NEAR(", "\\", "*", "x:y", ") & ("])
def test_no_query_breaks_the_search(case: str, wanted: str) -> None:
    assert not found(case, "إدلب", wanted)


def found(case: str, told: str, wanted: str) -> list[int]:
    with Case(case, create=True) as kept, kept.writing() as connection:
        connection.execute(reports.insert(), {"number": 1, "id": "r:1", "sha256": "", "text": told})
        words.insert_words(connection, [(1, told)])
        query = words.query(connection, [word for word, _ in words.split(wanted)] or [wanted])
        return list(connection.execute(query).scalars())


def test_the_resource_limit_of_the_tests_is_the_usual_one() -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def test_errors_have_the_name_of_the_case_once(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as told:
        Case(str(tmp_path / "none.case"))
    assert str(told.value).count("none.case") == 1
