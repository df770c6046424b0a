"""What is known of an event: voices, copies, numbers, grades and conflicts, by the rules of `docs/fusion.md`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import tell

from tawthiq.arabic.fold import fold_name
from tawthiq.fuse.copies import COPY, likeness, sketch_of
from tawthiq.fuse.fusion import fuse
from tawthiq.fuse.kinds import fit
from tawthiq.fuse.near import nearness
from tawthiq.fuse.spots import Spot
from tawthiq.fuse.wording import body
from tawthiq.model import Event, Grade, Reading

AGENCY = (
    "قالت مصادر طبية إن ستة مدنيين على الأقل قتلوا وأصيب أحد عشر آخرون في غارة جوية استهدفت سوقا في مدينة أريحا "
    "جنوب إدلب يوم الاثنين 13 تموز 2015، وأضافت المصادر أن بين القتلى طفلين وأن فرق الإنقاذ ما زالت تبحث "
    "تحت الأنقاض عن ناجين."
)
COPIES = [
    tell(AGENCY, "one", "القدس العربي", "2015-07-13"),
    tell("عاجل - " + AGENCY, "two", "الخليج أونلاين", "2015-07-14"),
    tell(AGENCY + " المصدر: وكالات.", "three", "عربي 21", "2015-07-14"),
]
OTHER = tell("قتل تسعة مدنيين بغارة جوية على سوق في مدينة أريحا يوم 13 تموز 2015.", "other", "عنب بلدي", "2015-07-14")


def only(*readings: Reading) -> Event:
    """The one event with an account of every report."""
    (event,) = (one for one in fuse(readings) if len(one.accounts) == len(readings))
    return event


def graded(*texts: tuple[str, str]) -> Event:
    return only(*(tell(text, f"report-{at}", outlet) for at, (outlet, text) in enumerate(texts)))


def test_copies_are_one_voice_with_its_outlets() -> None:
    event = only(*COPIES)
    assert event.independent_sources == 1
    assert {account.outlet for account in event.accounts} == {"القدس العربي", "الخليج أونلاين", "عربي 21"}
    first = COPIES[0].report.id
    assert [account.copy_of for account in event.accounts] == [None, first, first]
    assert only(*COPIES, OTHER).independent_sources == 2


def test_copies_are_alike_whatever_stands_around_them() -> None:
    first, *others, another = (sketch_of(body(one.report)) for one in (*COPIES, OTHER))
    assert all(likeness(first, copy) >= COPY for copy in others)
    assert likeness(first, another) < COPY


@given(st.text(alphabet="ابتثجحخدذ ", max_size=80))
def test_a_text_is_like_itself(text: str) -> None:
    sketch = sketch_of(fold_name(text))
    assert likeness(sketch, sketch) in (0.0, 1.0)
    assert COPY < 1


def test_an_unnamed_speaker_is_the_voice_of_who_quotes_it() -> None:
    told = "قصفت قوات النظام السوري مدينة سراقب في 3 آذار 2018، ما أدى إلى مقتل أربعة مدنيين"
    assert graded(("عنب بلدي", f"{told}."), ("عنب بلدي", f"{told}، بحسب ناشطين.")).independent_sources == 1
    other = "أفاد ناشطون بمقتل أربعة مدنيين جراء قصف مدفعي لقوات النظام طال سراقب يوم 3 آذار 2018."
    assert graded(("عنب بلدي", f"{told}."), ("شبكة شام", other)).independent_sources == 2


def test_one_ministry_in_two_outlets_is_one_voice() -> None:
    first = "أعلنت وزارة الصحة اللبنانية مقتل ستة أشخاص في غارة إسرائيلية على بلدة قانا يوم 4 تشرين الأول 2024."
    second = "قالت وزارة الصحة اللبنانية إن غارة إسرائيلية على قانا في 4 تشرين الأول 2024 أدت إلى مقتل ستة أشخاص."
    assert graded(("النهار", first), ("المدن", second)).independent_sources == 1


def test_the_range_and_the_likeliest_number() -> None:
    event = graded(
        ("عنب بلدي", "قتل خمسة مدنيين بقصف مدفعي لقوات النظام على سراقب في 3 آذار 2018."),
        ("شبكة شام", "أدى قصف مدفعي لقوات النظام على سراقب في 3 آذار 2018 إلى مقتل خمسة مدنيين."),
        ("بلدي نيوز", "قتل سبعة مدنيين بقصف مدفعي لقوات النظام على مدينة سراقب في 3 آذار 2018."),
    )
    (killed,) = (harm for harm in event.harm if harm.kind == "killed" and harm.of is None)
    assert (killed.min, killed.max, killed.best) == (5, 7, 5)
    (conflict,) = (conflict for conflict in event.conflicts if conflict.field == "killed")
    assert [(value.value, len(value.claims)) for value in conflict.values] == [("5", 2), ("7", 1)]


def test_a_child_among_the_dead_is_no_other_number_of_dead() -> None:
    event = graded(
        ("عنب بلدي", "قتل سبعة مدنيين بقصف مدفعي لقوات النظام على سراقب في 3 آذار 2018."),
        ("شبكة شام", "قتل طفل بقصف مدفعي لقوات النظام على سراقب في 3 آذار 2018."),
        ("بلدي نيوز", "أدى قصف مدفعي لقوات النظام على مدينة سراقب في 3 آذار 2018 إلى مقتل طفل."),
    )
    total, *parts = (harm for harm in event.harm if harm.kind == "killed")
    assert (total.victims, total.min, total.max, total.best) == (("civilians",), 7, 7, 7)
    assert [(part.victims, part.best, part.of) for part in parts if part.victims != ("civilians",)] == [
        (("civilians.children",), 1, 0)
    ]
    assert not [conflict for conflict in event.conflicts if conflict.field == "killed"]


@pytest.mark.parametrize(
    ("grade", "texts"),
    [
        ("weak", [("سانا", "سيطر الجيش السوري على بلدة كباجب في 4 أيلول 2017.")]),
        (
            "fair",
            [
                ("سانا", "سيطر الجيش السوري على بلدة كباجب في 4 أيلول 2017."),
                ("فرات بوست", "سيطرت قوات النظام على كباجب في 4 أيلول 2017."),
            ],
        ),
        (
            "contested",
            [
                ("سانا", "قصفت فصائل المعارضة حي الحمدانية في حلب يوم 13 آذار 2015، ما أدى إلى مقتل ثمانية مدنيين."),
                ("عنب بلدي", "قتل ثمانية مدنيين بقصف لقوات النظام على حي الحمدانية في حلب يوم 13 آذار 2015."),
            ],
        ),
        ("discounted", [("سبوتنيك", "نفت وزارة الدفاع الروسية قصف مدينة الأتارب يوم 25 تموز 2016.")]),
    ],
)
def test_grades(grade: Grade, texts: list[tuple[str, str]]) -> None:
    assert graded(*texts).grade == grade


def test_an_admission_confirms() -> None:
    event = graded(("رويترز", "أعلن الجيش الإسرائيلي مقتل ثلاثة من جنوده في كمين في خان يونس يوم 6 نيسان 2024."))
    assert event.grade == "confirmed"


def test_a_day_with_no_year_is_found_in_the_year_of_another() -> None:
    first = tell("قُتل ستة مدنيين بقصف لقوات النظام على مدينة سراقب الثلاثاء 6 آذار 2018.", "one")
    undated = "مقتل ستة مدنيين في قصف لقوات النظام على ريف إدلب الشرقي الثلاثاء 6 آذار."
    assert len(only(first, tell(undated, "two")).accounts) == 2
    other = tell(undated.replace("الثلاثاء 6 آذار", "الجمعة 6 آذار"), "three")
    assert not any(len(event.accounts) > 1 for event in fuse([first, other]))


def test_a_number_of_dead_finds_the_village_in_its_region() -> None:
    dated = tell("قصفت قوات النظام بالمدفعية ريف إدلب الجنوبي في 4 آذار 2018، ما أدى إلى مقتل تسعة أطفال.", "one")
    undated = "قُتل تسعة أطفال بقصف مدفعي لقوات النظام على قرية كنصفرة."
    assert len(only(dated, tell(undated, "two")).accounts) == 2


def test_enemies_with_weapons_of_their_own_did_other_acts() -> None:
    one = tell("شنت طائرات روسية غارة على مدينة سراقب في 4 آذار 2018، ما أدى إلى مقتل أربعة مدنيين.", "one")
    other = tell("قصفت فصائل المعارضة بقذائف الهاون مدينة سراقب في 4 آذار 2018، ما أدى إلى مقتل أربعة مدنيين.", "two")
    assert not any(len(event.accounts) > 1 for event in fuse([one, other]))


def test_a_city_named_as_its_governorate_can_be_either() -> None:
    def spot(name: str, kind: str, governorate: str, lat: float) -> Spot:
        return Spot(name, name, kind, "SY", (governorate,), lat, 36.6, 3.0, "in")

    village = spot("كنصفره", "village", "ادلب", 35.65)
    assert nearness(spot("ادلب", "city", "ادلب", 35.93), village) == 0.0
    assert nearness(spot("اريحا", "city", "ادلب", 35.81), village) is None


def test_fitting_is_mutual() -> None:
    kinds = ("shelling", "casualties", "capture", "withdrawal", "raid", "arrest", "funeral", "agreement")
    assert all(fit(a, b) == fit(b, a) for a in kinds for b in kinds)
