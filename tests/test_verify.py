"""What was kept can be proved: every tampering is named in a line."""

import zlib
from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest
from keeping import verified, write
from sqlalchemy import select, text, update
from typer.testing import Result

from tawthiq.case import add, log
from tawthiq.case.pack import pack, unpack
from tawthiq.case.schema import bodies, readings
from tawthiq.case.store import Case

Run = Callable[..., Result]


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
