"""Who held a place when, and how long a siege lasted, as reports say: changes, disputes, disagreements."""

from pathlib import Path

import pytest
from telling import tell

from tawthiq.fuse.control import control
from tawthiq.fuse.fusion import fuse
from tawthiq.model import ControlSpan, Event, Reading

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
BEFORE = tell(
    "قال ناشطون إن تنظيم الدولة لا يزال يسيطر على بلدتي كباجب والشولا جنوب غرب دير الزور، السبت 2 أيلول 2017.",
    "before",
    "عنب بلدي",
    "2017-09-02",
)
CAPTURE = tell(
    "سيطرت وحدات من الجيش السوري على بلدتي كباجب والشولا على طريق دير الزور - تدمر بعد معارك مع تنظيم داعش، "
    "الاثنين 4 أيلول 2017.",
    "capture",
    "سانا",
    "2017-09-04",
)
SIEGE = tell(
    "أعلن الجيش السوري فك الحصار عن مدينة دير الزور، الثلاثاء 5 أيلول 2017، بعد حصار فرضه تنظيم داعش دام "
    "أكثر من ثلاث سنوات.",
    "siege",
    "روسيا اليوم",
    "2017-09-05",
)
AFTER = tell(
    "استعاد تنظيم الدولة السيطرة على بلدة الشولا بعد هجوم على قوات النظام فجر الخميس 7 أيلول 2017.\n"
    "وكانت قوات النظام كسرت الثلاثاء الماضي حصار التنظيم لأحياء دير الزور الذي استمر عامين وثمانية أشهر.",
    "after",
    "فرات بوست",
    "2017-09-07",
)
UNDATED = tell(
    "أعلنت قوات النظام فك الحصار عن مدينة دير الزور يوم الثلاثاء.\n"
    "وقال مصدر محلي إن قوات النظام سيطرت على بلدتي الشولا وكباجب بعد مواجهات مع تنظيم الدولة.\n"
    "وأنهت قوات النظام بذلك حصار التنظيم لمدينة دير الزور منذ عامين وثمانية أشهر.",
    "undated",
    "زمان الوصل",
)


def seeds() -> list[Reading]:
    if not SEEDS.is_dir():
        pytest.skip("the seed reports are not here")
    return [tell(path.read_text(encoding="utf-8"), path.name) for path in sorted(SEEDS.glob("*.txt"))]


def the_end_of_the_siege(events: list[Event]) -> Event:
    (event,) = (event for event in events if event.kind == "siege_broken" and event.status == "occurred")
    return event


def history(spans: list[ControlSpan], place: str) -> list[tuple[str | None, str | None, str | None, bool]]:
    return [
        (span.from_, span.to, span.holder, span.disputed)
        for span in spans
        if span.place.name_ar == place and span.state == "held"
    ]


@pytest.mark.parametrize("with_seeds", [False, True], ids=["own", "seeds"])
def test_the_end_of_a_siege_is_one_event_with_its_lengths(with_seeds: bool) -> None:
    readings = [BEFORE, CAPTURE, SIEGE, AFTER, *(seeds() if with_seeds else [UNDATED])]
    event = the_end_of_the_siege(fuse(readings))
    undated = "001_6b714176f946d910.txt" if with_seeds else "undated"
    assert {account.source for account in event.accounts} == {"siege", "after", undated}
    assert event.time is not None
    assert (event.time.start, event.time.end) == ("2017-09-05", "2017-09-05")
    (conflict,) = (conflict for conflict in event.conflicts if conflict.field == "siege_days")
    assert [value.value for value in conflict.values] == ["974", "1096"]


@pytest.mark.parametrize("with_seeds", [False, True], ids=["own", "seeds"])
def test_places_change_hands_as_the_reports_say(with_seeds: bool) -> None:
    spans = control(fuse([BEFORE, CAPTURE, SIEGE, AFTER, *(seeds() if with_seeds else [UNDATED])]))
    assert history(spans, "كباجب") == [("2017-09-02", "2017-09-03", "is", False), ("2017-09-04", None, "sy.gov", False)]
    assert history(spans, "الشولا") == [
        ("2017-09-02", "2017-09-03", "is", False),
        ("2017-09-04", "2017-09-06", "sy.gov", False),
        ("2017-09-07", None, "is", False),
    ]
