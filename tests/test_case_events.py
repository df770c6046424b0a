"""Events of a case: found by every filter, true however the reports came in, and open to review."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from made_up import reports as made_up
from sqlalchemy import text
from strikes import LATER, STRIKE, add, asked, review, strike
from typer.testing import Result

from tawthiq.case import events as case_events
from tawthiq.case import log, versions
from tawthiq.case.ask import all_events, all_readings
from tawthiq.case.store import Case
from tawthiq.fuse.fusion import fuse

Run = Callable[..., Result]


# Fusion over a case


def test_events_do_not_depend_on_how_reports_came_in(
    run: Run, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = list(made_up(60, 6))
    lines.sort(key=lambda line: line["text"])
    monkeypatch.setattr(case_events, "AT_ONCE", 50)
    for part in range(0, 60, 20):
        add(run, case, tmp_path / f"{part}.jsonl", lines[part : part + 20])
    with Case(case) as kept, kept.reading() as connection:
        assert list(all_events(connection)) == fuse(all_readings(connection))


def test_events_are_found_though_adding_was_interrupted(run: Run, told: str) -> None:
    before = asked(run, told)
    with Case(told) as kept, kept.writing() as connection:
        for table in ("terms", "bodies", "events", "members", "blocks"):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608
        connection.execute(text("INSERT INTO pending SELECT DISTINCT id FROM claims"))
    assert asked(run, told) == before


def test_newer_fusion_makes_the_events_anew(run: Run, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = asked(run, told)
    with Case(told) as kept, kept.writing() as connection:
        connection.execute(text("UPDATE events SET kind = 'x'"))
    monkeypatch.setattr(versions, "fusion", lambda: "newer")
    monkeypatch.setattr(case_events, "fusion", lambda: "newer")
    assert asked(run, told) == before
    assert asked(run, told, "--kind", "arrest")


# Asking


def test_two_accounts_of_one_strike_stand_side_by_side(run: Run, told: str) -> None:
    event = strike(run, told)
    assert {account["source"] for account in event["accounts"]} == {"agency", "paper"}
    killed = next(harm for harm in event["harm"] if harm["kind"] == "killed")
    assert (killed["min"], killed["max"]) == (5, 7)
    assert any(conflict["field"] == "killed" for conflict in event["conflicts"])
    shown = run("show", told, event["id"]).stdout
    for words in ("صحيفة agency", "صحيفة paper", "خمسة مدنيين", "سبعة مدنيين", "killed: "):
        assert words in shown
    assert run("show", told, event["id"], "--json").exit_code == 0


@pytest.mark.parametrize(
    ("filters", "kinds"),
    [
        ((), {"air_strike", "arrest"}),
        (("--kind", "arrest"), {"arrest"}),
        (("--place", "سراقب"), {"air_strike"}),
        (("--place", "ادلب"), {"air_strike"}),
        (("--place", "Saraqib"), {"air_strike"}),
        (("--place", "sy.raqqa"), {"arrest"}),
        (("--place", "حلب"), set()),
        (("--near", "35.86,36.80,10"), {"air_strike"}),
        (("--near", "35.86,38.80,10"), set()),
        (("--actor", "ru"), {"air_strike"}),
        (("--actor", "us"), set()),
        (("--since", "2020-01-15"), {"arrest"}),
        (("--until", "2020-01-14"), {"air_strike"}),
        (("--since", "2020-01-14", "--until", "2020-01-17"), {"air_strike", "arrest"}),
        (("--disputed",), {"air_strike"}),
        (("--sources", "2"), {"air_strike"}),
        (("--disputed", "--kind", "arrest"), set()),
    ],
)
def test_filters(run: Run, told: str, filters: tuple[str, ...], kinds: set[str]) -> None:
    assert {event["kind"] for event in asked(run, told, *filters)} == kinds
    assert run("events", told, *filters).exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "e:1"),
        ("show", "e:0000000000000000"),
        ("search", "؟!"),
    ],
)
def test_questions_without_an_answer_are_one_line(run: Run, told: str, arguments: tuple[str, ...]) -> None:
    result = run(arguments[0], told, *arguments[1:])
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_search_shows_the_original(run: Run, told: str) -> None:
    result = run("search", told, "ادلب غارات", "--json")
    hits = list(map(json.loads, result.stdout.splitlines()))
    assert {hit["source"] for hit in hits} == {"agency", "paper"}
    for hit in hits:
        for snippet in hit["snippets"]:
            whole = STRIKE[hit["source"]]
            assert whole[slice(*snippet["span"])] == snippet["text"]
            assert snippet["hits"]
    assert "إدلب" in run("search", told, "ادلب").stdout
    assert "2 of 2 reports" in run("search", told, "إدلب", "--limit", "2").stderr


@pytest.mark.parametrize(("query", "sources"), [('"مدينة سراقب"', 2), ('"سراقب مدينة"', 0), ("«خمسة مدنيين»", 1)])
def test_words_in_quotation_marks_stand_together(run: Run, told: str, query: str, sources: int) -> None:
    assert len(run("search", told, query, "--json").stdout.splitlines()) == sources


# Reviews


def test_confirm_correct_and_undo(run: Run, told: str) -> None:
    event = strike(run, told)
    review(run, told, event["id"], "--confirm")
    assert (strike(run, told)["grade"], strike(run, told)["reviews"]) == ("confirmed", 1)
    review(run, told, event["id"], "--set", "killed=6-8")
    review(run, told, event["id"], "--set", "place=sy.idlib.ariha")
    changed = strike(run, told)
    killed = next(harm for harm in changed["harm"] if harm["kind"] == "killed")
    assert (killed["min"], killed["max"], changed["place"]["place"]) == (6, 8, "sy.idlib.ariha")
    assert changed["place"]["via"] == "given"
    for _ in range(3):
        review(run, told, event["id"], "--undo")
    assert strike(run, told) == event
    assert run("verify", told).exit_code == 0


def test_an_undoing_is_undone(run: Run, told: str) -> None:
    event = strike(run, told)
    review(run, told, event["id"], "--set", "grade=contested")
    review(run, told, event["id"], "--undo")
    number = json.loads(run("log", told, "--json").stdout.splitlines()[-1])["number"]
    review(run, told, number, "--undo")
    assert strike(run, told)["grade"] == "contested"


def test_split_and_merge(run: Run, told: str) -> None:
    event = strike(run, told)
    part = next(account["claims"][0] for account in event["accounts"] if account["source"] == "paper")
    claims = [claim for account in event["accounts"] for claim in account["claims"]]
    said = review(run, told, event["id"], "--split", part).stdout
    apart = [one for one in asked(run, told) if one["id"] in said]
    assert len(apart) == 2
    assert sorted(claim for one in apart for account in one["accounts"] for claim in account["claims"]) == sorted(
        claims
    )
    review(run, told, apart[0]["id"], "--merge", apart[1]["id"])
    assert len(strike(run, told)["accounts"]) == 2
    review(run, told, event["id"], "--undo")
    assert len([one for one in asked(run, told) if one["id"] in said]) == 2


def test_a_rejected_claim_is_in_no_event_and_is_kept(run: Run, told: str) -> None:
    event = strike(run, told)
    part = next(account["claims"][0] for account in event["accounts"] if account["source"] == "paper")
    review(run, told, part, "--reject")
    assert [account["source"] for account in strike(run, told)["accounts"]] == ["agency"]
    assert run("verify", told).exit_code == 0
    review(run, told, part, "--undo")
    assert strike(run, told) == event


def test_a_rejected_event_is_discounted(run: Run, told: str) -> None:
    event = strike(run, told)
    review(run, told, event["id"], "--reject")
    assert strike(run, told)["grade"] == "discounted"


def test_a_review_outlives_new_reports(run: Run, told: str, tmp_path: Path) -> None:
    event = strike(run, told)
    part = next(account["claims"][0] for account in event["accounts"] if account["source"] == "paper")
    review(run, told, event["id"], "--split", part)
    review(run, told, event["id"], "--set", "grade=contested")
    add(run, told, tmp_path / "later.jsonl", [{"id": "later", "text": LATER}])
    strikes = [one for one in asked(run, told) if one["kind"] == "air_strike"]
    of_paper = [one for one in strikes if any(account["source"] == "paper" for account in one["accounts"])]
    assert all(account["source"] != "agency" for one in of_paper for account in one["accounts"])
    assert "contested" in {one["grade"] for one in strikes}


def test_a_review_outlives_rules_that_give_claims_other_ids(
    run: Run, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = strike(run, told)
    review(run, told, event["id"], "--set", "grade=contested")
    from tawthiq.claim import assemble  # noqa: PLC0415

    true_id = assemble.claim_id
    other = str.maketrans("0123456789abcdef", "123456789abcdef0")
    monkeypatch.setattr(assemble, "claim_id", lambda *given: f"c:{true_id(*given)[2:].translate(other)}")
    old = versions.current()
    monkeypatch.setattr(versions, "current", lambda *_: old._replace(rules="newer"))
    assert run("add", told, tmp_path / "told.jsonl").exit_code == 0
    now = strike(run, told)
    assert now["id"] != event["id"]
    assert now["grade"] == "contested"
    assert run("verify", told).exit_code == 0


def test_a_review_that_can_no_longer_be_followed_is_skipped_in_one_line(run: Run, told: str) -> None:
    found = strike(run, told)
    review(run, told, found["id"], "--confirm")
    review(run, told, found["id"], "--set", "killed=6")
    with Case(told) as kept, kept.writing() as connection:
        log.append(connection, "set", {"target": found["id"], "claims": 1}, "ر. م.", "قرأتها")
        last = next(entry.values for entry in log.entries(connection, "set"))
        log.append(connection, "set", last | {"field": "place", "value": "nowhere"}, "ر. م.", "قرأتها")
        lost = [{**ref, "claim": "c:00000000000000ff", "report": "r:none"} for ref in last["claims"]]
        log.append(connection, "reject", last | {"claims": lost}, "ر. م.", "قرأتها")
        connection.execute(text("DELETE FROM fused"))
    listed = run("events", told)
    assert listed.exit_code == 0
    assert [line.split(" is skipped: ")[0] for line in listed.stderr.splitlines()] == [
        f"tawthiq: review {number}" for number in ("4 (set)", "5 (set)", "6 (reject)")
    ]
    assert strike(run, told)["grade"] == "confirmed"
    verified = run("verify", told)
    assert verified.exit_code == 0
    assert verified.stdout.count("note: review ") == 3
    assert run("log", told).exit_code == 0


def test_an_event_is_found_by_every_kind_that_it_is_told_as(run: Run, case: str, tmp_path: Path) -> None:
    words = "قتل خمسة مدنيين في مدينة سراقب بريف إدلب صباح الثلاثاء 14 كانون الثاني 2020، في قصف مدفعي لقوات النظام."
    lines = [{"id": name, "text": told} for name, told in (STRIKE | {"shells": words}).items()]
    add(run, case, tmp_path / "told.jsonl", lines)
    for event in asked(run, case):
        for kind in [event["kind"], *(value["value"] for value in event["kinds"])]:
            assert event["id"] in {found["id"] for found in asked(run, case, "--kind", kind)}


@pytest.mark.parametrize(
    "arguments",
    [
        ("{event}", "--set", "grade=good"),
        ("{event}", "--set", "kind=war"),
        ("{event}", "--set", "start=yesterday"),
        ("{event}", "--set", "place=nowhere"),
        ("{event}", "--set", "killed=many"),
        ("{event}", "--set", "killed=99999999999999999999"),
        ("{event}", "--set", "id=1"),
        ("{event}", "--set", "grade"),
        ("{event}", "--merge", "{event}"),
        ("{event}", "--split", "c:0000000000000000"),
        ("{event}", "--undo"),
        ("999", "--undo"),
        ("e:0000000000000000", "--confirm"),
        ("x", "--confirm"),
    ],
)
def test_reviews_that_make_no_sense_are_refused(run: Run, told: str, arguments: tuple[str, ...]) -> None:
    event = strike(run, told)["id"]
    given = [argument.format(event=event) for argument in arguments]
    result = run("review", told, *given, "--by", "x", "--why", "y")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert run("log", told).stdout == ""


def test_days_are_kept_in_one_form_and_in_order(run: Run, told: str) -> None:
    review(run, told, strike(run, told)["id"], "--set", "start=20200116")
    assert {strike(run, told)["time"][end] for end in ("start", "end")} == {"2020-01-16"}
    review(run, told, strike(run, told)["id"], "--set", "end=2020-01-18")
    assert [strike(run, told)["time"][end] for end in ("start", "end")] == ["2020-01-16", "2020-01-18"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--near", "here"),
        ("--near", "35,36"),
        ("--near", "95,36,5"),
        ("--near", "nan,nan,nan"),
        ("--near", "35,36,-1"),
        ("--kind", "war"),
        ("--since", "2020-02-01", "--until", "2020-01-01"),
    ],
)
def test_questions_that_make_no_sense_are_wrong_usage(run: Run, told: str, arguments: tuple[str, ...]) -> None:
    assert run("events", told, *arguments).exit_code == 2


def test_a_question_without_an_answer_says_so(run: Run, told: str) -> None:
    for arguments in (("events", told, "--place", "المريخ"), ("control", told, "--place", "المريخ", "--json")):
        result = run(*arguments)
        assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (0, "", 1)


def test_disputes_name_those_who_are_blamed(run: Run, case: str, tmp_path: Path) -> None:
    told = {**STRIKE, "other": STRIKE["agency"].replace("الروسية", "السورية")}
    add(run, case, tmp_path / "told.jsonl", [{"id": name, "text": words} for name, words in told.items()])
    [dispute] = [line for line in run("events", case, "--disputed").stdout.splitlines() if "blame" in line]
    assert "Russian Aerospace Forces" in dispute
    assert "ru.mil" not in dispute


def test_a_review_needs_one_decision_a_name_and_a_reason(run: Run, told: str) -> None:
    event = strike(run, told)["id"]
    assert run("review", told, event, "--by", "x", "--why", "y").exit_code == 2
    assert run("review", told, event, "--confirm", "--reject", "--by", "x", "--why", "y").exit_code == 2
    assert run("review", told, event, "--confirm", "--by", "x").exit_code == 2
    assert run("review", told, event, "--confirm", "--by", " ", "--why", "y").exit_code == 1
