"""Fusion: what is one event, what stays apart, and that nothing else than the claims decides it."""

from itertools import combinations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import tell

from tawthiq.fuse.cluster import AGAINST, Links, cluster
from tawthiq.fuse.days import told_of
from tawthiq.fuse.decisions import Decisions, merge, split
from tawthiq.fuse.fusion import candidates, fuse, fuse_items, meets
from tawthiq.fuse.items import Item, items_of
from tawthiq.model import Event, Reading

SARAQIB = tell(
    "قصف الطيران الروسي مدينة سراقب يوم 4 أيار 2017، ما أسفر عن مقتل خمسة مدنيين.", "a", "فرات بوست", "2017-05-05"
)
SARAQIB_TOO = tell(
    "قالت مصادر محلية إن غارات روسية استهدفت سراقب في 4 أيار 2017 وأدت إلى مقتل 7 مدنيين.",
    "b",
    "شبكة شام",
    "2017-05-04",
)
SARAQIB_NEXT = tell("استهدفت غارات روسية سراقب في 7 أيار 2017 وأدت إلى مقتل 7 مدنيين.", "c", "شبكة شام", "2017-05-07")
KAFRANBEL = tell(
    "قصفت قوات النظام بالمدفعية بلدة كفرنبل في 4 أيار 2017، ما أدى إلى مقتل طفل.", "d", "عنب بلدي", "2017-05-04"
)
KAFRANBEL_TOO = tell(
    "قُتل طفل بقصف مدفعي لقوات النظام السوري على كفرنبل يوم 4 أيار 2017، بحسب الدفاع المدني السوري.", "e", "زمان الوصل"
)
UNDATED = tell("سيطرت قوات النظام السوري على بلدة كباجب بعد معارك مع تنظيم الدولة.", "f", "عنب بلدي")
DATED = tell("سيطر الجيش السوري على بلدة كباجب في 4 أيلول 2017.", "g", "سانا")
READINGS = [SARAQIB, SARAQIB_TOO, SARAQIB_NEXT, KAFRANBEL, KAFRANBEL_TOO, UNDATED, DATED]


def sources(event: Event) -> set[str]:
    return {account.source for account in event.accounts}


def events_of(*readings: Reading) -> list[set[str]]:
    return [sources(event) for event in fuse(readings)]


def test_two_accounts_of_one_strike_are_one_event() -> None:
    (event,) = fuse([SARAQIB, SARAQIB_TOO])
    assert sources(event) == {"a", "b"}
    assert event.kind == "air_strike"
    assert event.place is not None
    assert event.place.name_ar == "سراقب"
    assert [(harm.min, harm.max) for harm in event.harm] == [(5, 7)]
    assert {value.value for conflict in event.conflicts for value in conflict.values} == {"5", "7"}


def test_the_same_town_on_another_day_is_another_event() -> None:
    assert {"a", "c"} not in events_of(SARAQIB, SARAQIB_NEXT)


def test_a_claim_with_no_day_joins_the_one_that_fits() -> None:
    assert {"f", "g"} in events_of(UNDATED, DATED)


WEDNESDAY = (
    "أصيب ثلاثة مدنيين، اليوم الأربعاء، بقصف مدفعي لقوات النظام على سوق في بلدة كفرنبل. "
    "وقال شهود إن القصف تجدد على البلدة."
)
WEDNESDAY_TOO = "قصفت قوات النظام بالمدفعية صباح اليوم الأربعاء 20 تشرين الأول سوق بلدة كفرنبل وأصابت ثلاثة مدنيين."
SATURDAY = "أصيب ثلاثة مدنيين، اليوم السبت، بقصف مدفعي لقوات النظام على سوق في بلدة كفرنبل."
MONTH_LATER = "أصيب ثلاثة مدنيين بقصف مدفعي لقوات النظام على سوق في بلدة كفرنبل، اليوم الأربعاء 24 تشرين الثاني."


def test_reports_with_no_date_are_told_apart_by_the_day_that_they_call_today() -> None:
    assert {"a", "b"} in events_of(tell(WEDNESDAY, "a"), tell(WEDNESDAY_TOO, "b"))
    assert {"a", "b"} not in events_of(tell(WEDNESDAY, "a"), tell(SATURDAY, "b"))
    assert {"a", "b"} not in events_of(tell(WEDNESDAY_TOO, "a"), tell(MONTH_LATER, "b"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("قصف الطيران بلدة كفرنبل اليوم الأربعاء 20 تشرين الأول.", (2, 294)),
        ("قصف الطيران بلدة كفرنبل أمس الأربعاء 20 تشرين الأول.", (3, 295)),
        ("قصف الطيران بلدة كفرنبل الأربعاء الماضي.", (None, None)),
        ("قصف الطيران بلدة كفرنبل اليوم السبت. وكان قصف البلدة يوم الأربعاء 20 تشرين الأول.", (5, None)),
        ("قصف الطيران بلدة كفرنبل.", (None, None)),
    ],
)
def test_when_a_report_was_told(text: str, told: tuple[int | None, int | None]) -> None:
    found = told_of(tell(text).claims)
    assert (found.weekday, found.day) == told


def _never(*_: int) -> bool:
    return False


def test_one_contradiction_among_many_that_agree_is_a_conflict() -> None:
    reports = list(range(10))
    bonds: dict[tuple[int, int], float | None] = dict.fromkeys(combinations(reports, 2), 1.2)
    bonds[0, 9] = AGAINST
    assert cluster(Links(reports, bonds, _never), [], 0.8, 0.7) == [reports]
    bonds[0, 9] = None
    assert len(cluster(Links(reports, bonds, _never), [], 0.8, 0.7)) > 1


def test_what_surely_agrees_outweighs_what_else_two_reports_tell() -> None:
    reports = [0, 0, 1, 1]
    bonds: dict[tuple[int, int], float | None] = {(0, 1): 1.5, (2, 3): 1.5, (0, 2): 1.2, (1, 3): AGAINST}
    assert cluster(Links(reports, bonds, _never), [], 0.8, 0.7) == [[0, 1, 2, 3]]
    bonds[0, 2] = 0.75
    assert len(cluster(Links(reports, bonds, _never), [], 0.7, 0.7)) == 1
    assert len(cluster(Links(reports, bonds, _never), [], 0.8, 0.7)) > 1


def test_one_report_that_tells_two_acts_apart_parts_its_own_claims_and_not_all_others() -> None:
    reports = [0, 1, 2, 3, 0, 4, 5]
    first, second = {0, 1, 2, 3}, {4, 5, 6}
    bonds: dict[tuple[int, int], float | None] = {
        (a, b): 1.5 if {a, b} <= first or {a, b} <= second else 1.2 for a, b in combinations(range(7), 2)
    }
    bonds[0, 4] = None
    assert cluster(Links(reports, bonds, _never), [], 0.8, 0.7) == [[0, 1, 2, 3, 5, 6], [4]]
    bonds[1, 5] = None
    apart = cluster(Links(reports, bonds, _never), [], 0.8, 0.7)
    assert not any({0, 4} <= set(one) or {1, 5} <= set(one) for one in apart)
    held = cluster(Links(reports, bonds | {(1, 5): 1.2}, _never), [(4, 5)], 0.8, 0.7)
    assert [4, 5] in ([at for at in one if at in {4, 5}] for one in held)


@given(st.permutations(READINGS))
@settings(max_examples=30)
def test_the_order_of_reports_changes_nothing(readings: list[Reading]) -> None:
    assert msgspec.json.encode(fuse(readings)) == msgspec.json.encode(fuse(READINGS))


@given(st.permutations(READINGS), st.integers(1, 6))
@settings(max_examples=30)
def test_adding_one_by_one_gives_what_fusing_all_at_once_gives(readings: list[Reading], first: int) -> None:
    case = _Case()
    case.add(readings[:first])
    for reading in readings[first:]:
        case.add([reading])
    assert sorted(case.events(), key=lambda event: event.id) == fuse(READINGS)


class _Case:
    """A case in memory that is added to as `fusion` says."""

    def __init__(self) -> None:
        self._items: dict[str, Item] = {}
        self._groups: dict[str, tuple[str, ...]] = {}
        self._events: dict[tuple[str, ...], tuple[Event, ...]] = {}

    def add(self, readings: list[Reading]) -> None:
        new = items_of(readings)
        sought = {key for item in new for key in item.traits.keys.sought}
        near = [item for item in self._items.values() if sought.intersection(item.traits.keys.filed)]
        touched = {self._groups[claim] for claim in meets(new, near)}
        for group in touched:
            del self._events[group]
        old = [self._items[claim] for group in touched for claim in group]
        for group in fuse_items([*old, *new]):
            self._events[group.claims] = group.events
            self._groups |= dict.fromkeys(group.claims, group.claims)
        self._items |= {item.claim.id: item for item in new}

    def events(self) -> list[Event]:
        return [event for events in self._events.values() for event in events]


def test_every_pair_with_a_score_shares_a_block() -> None:
    traits = [item.traits for item in items_of(READINGS)]
    found = set(candidates(traits))
    keys = {one.claim: one.keys for one in traits}
    for a, b in found:
        assert set(keys[a].sought) & set(keys[b].filed)
        assert set(keys[b].sought) & set(keys[a].filed)


def test_a_reviewer_merges_and_splits() -> None:
    apart = fuse([SARAQIB, SARAQIB_NEXT])
    merged = Decisions(together=(merge(*(event.claims for event in apart)),))
    assert events_of(SARAQIB, SARAQIB_NEXT) != [{"a", "c"}]
    assert [sources(event) for event in fuse([SARAQIB, SARAQIB_NEXT], merged)] == [{"a", "c"}]
    ours, theirs = ({item.claim.id for item in items_of([one])} for one in (SARAQIB, SARAQIB_TOO))
    parted = Decisions(apart=split(tuple(ours), tuple(theirs)))
    assert {"a", "b"} not in [sources(event) for event in fuse([SARAQIB, SARAQIB_TOO], parted)]


def test_a_rejected_claim_is_in_no_event() -> None:
    rejected = frozenset(item.claim.id for item in items_of([SARAQIB_TOO]))
    assert [sources(event) for event in fuse([SARAQIB, SARAQIB_TOO], Decisions(rejected=rejected))] == [{"a"}]
