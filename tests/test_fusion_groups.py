"""Reports that tell events differently come together, and near misses stay apart: pairs of reports, with floors."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from telling import tell

from tawthiq.fuse.fusion import fuse
from tawthiq.model import Event

HERE = Path(__file__).parent / "fusion"
FLOORS: dict[str, float] = yaml.safe_load((HERE / "floors.yaml").read_text(encoding="utf-8"))
STATES = frozenset({"control", "agreement"})
"""Kinds that a report tells of beside the event that it is about."""


@cache
def reports() -> tuple[dict[str, Any], ...]:
    files = sorted(file for file in HERE.glob("*.yaml") if file.name != "floors.yaml")
    return tuple(report for file in files for report in yaml.safe_load(file.read_text(encoding="utf-8")))


@cache
def events() -> tuple[Event, ...]:
    told = [tell(one["text"], one["source"], one["outlet"], str(one["published"])) for one in reports()]
    return tuple(fuse(told))


def pairs(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in combinations(sorted(set(group)), 2)}


def wanted() -> set[tuple[str, str]]:
    told: defaultdict[str, list[str]] = defaultdict(list)
    for one in reports():
        for event in one["events"]:
            told[event].append(one["source"])
    return pairs(told.values())


def found() -> set[tuple[str, str]]:
    return pairs((account.source for account in event.accounts) for event in events() if event.kind not in STATES)


def test_reports_of_one_event_are_found_and_others_stay_apart() -> None:
    want, got = wanted(), found()
    precision, recall = len(want & got) / len(got), len(want & got) / len(want)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{len(reports())} reports, {len(want)} pairs: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")  # noqa: T201
    print("missed", sorted(want - got), "wrong", sorted(got - want), sep="\n")  # noqa: T201
    assert precision >= FLOORS["precision"]
    assert recall >= FLOORS["recall"]
    assert f1 >= FLOORS["f1"]


@pytest.mark.parametrize("report", reports(), ids=lambda one: str(one["source"]))
def test_every_report_is_told_of_in_some_event(report: dict[str, Any]) -> None:
    assert any(account.source == report["source"] for event in events() for account in event.accounts)
