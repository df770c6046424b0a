"""One plain sentence for an event, in Arabic and in English, made of its values."""

from typing import Any

import msgspec
import pytest

from tawthiq.lexicon.index import default_lexicon
from tawthiq.model import Event
from tawthiq.view import plain_arabic, plain_english
from tawthiq.view.labels import kind_names
from tawthiq.view.wording import wordings

SUKHNA = {
    "place": "sy.homs.sukhnah",
    "name_ar": "السخنة",
    "name_en": "al-Sukhnah",
    "kind": "town",
    "country": "SY",
    "admin": ["حمص"],
    "relation": "around",
    "lat": 34.8,
    "lon": 38.8,
    "radius_km": 2.0,
    "via": "stated",
    "text": "السخنة",
    "span": [0, 6],
}
ARMY = {"actor": "sy.gov", "name_ar": "قوات النظام السوري", "name_en": "Syrian government forces", "claims": ["c:1"]}
PEOPLE = {"actor": "civilians", "name_ar": "مدنيون", "name_en": "Civilians", "claims": ["c:1"]}


def _account(name: str, **more: Any) -> dict[str, Any]:
    return {"report": "r:1", "source": name, "outlet": name, "speaker": name, "claims": ["c:1"], **more}


def _harm(kind: str, low: int | None, high: int | None, best: int | None = None, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "victims": [], "min": low, "max": high, "best": best, "claims": ["c:1"], **more}


def _event(**values: Any) -> Event:
    plain: dict[str, Any] = {
        "id": "e:1",
        "kind": "shelling",
        "status": "occurred",
        "place": SUKHNA,
        "time": {"start": "2019-07-03", "end": "2019-07-03", "precision": "day"},
        "initiators": [ARMY],
        "targets": [PEOPLE],
        "means": [],
        "harm": [],
        "grade": "fair",
        "independent_sources": 1,
        "accounts": [_account("وكالة الفجر")],
    }
    return msgspec.convert({**plain, **values}, Event)


def test_a_statement_says_who_says_what() -> None:
    event = _event(
        harm=[
            _harm("killed", 4, 11, 9, victims=["civilians"]),
            _harm("killed", 2, 2, victims=["civilians.children"], of=0),
            _harm("wounded", 20, None),
        ],
        conflicts=[{"field": "killed", "values": []}, {"field": "day", "values": []}],
    )
    assert plain_arabic.statement(event) == (
        "بحسب وكالة الفجر: قصف من جانب قوات النظام السوري على مدنيين في محيط السخنة (حمص) يوم الأربعاء 3 تموز/يوليو"
        " 2019؛ والحصيلة ما بين 4 و11 قتيلا من المدنيين (والأرجح 9)، بينهم طفلان، و20 جريحا على الأقل؛"
        " وتختلف الروايات في عدد القتلى واليوم."
    )
    assert plain_english.statement(event) == (
        "According to وكالة الفجر: shelling by Syrian government forces of civilians around al-Sukhnah (SY)"
        " on Wednesday 3 July 2019; 4 to 11 (most likely 9) killed (civilians), among them 2 (children),"
        " at least 20 wounded; the accounts disagree on the number killed and the day."
    )


@pytest.mark.parametrize("kind", sorted(kind_names()))
def test_every_kind_has_its_words(kind: str) -> None:
    for language in ("ar", "en"):
        assert wordings(language)[kind].act
    both = _event(kind=kind)
    for party in ("قوات النظام السوري", plain_arabic.genitive("مدنيون")):
        assert party in plain_arabic.statement(both).replace("مدنيون", "مدنيين")
    for party in ("Syrian government forces", "civilians"):
        assert party in plain_english.statement(both)


def test_what_is_not_known_is_said_so() -> None:
    event = _event(place=None, time=None, initiators=[], targets=[])
    assert plain_arabic.statement(event) == "بحسب وكالة الفجر: قصف من جانب جهة لم تُسمَّ في وقت غير محدد."
    assert (
        plain_english.statement(event) == "According to وكالة الفجر: shelling by a party not named at a time not known."
    )


def test_who_has_no_doer_by_nature_is_not_said_to_be_unnamed() -> None:
    event = _event(kind="agreement", initiators=[ARMY], targets=[])
    assert "اتفاق أو هدنة طرفه قوات النظام السوري في" in plain_arabic.statement(event)
    assert "involving Syrian government forces" in plain_english.statement(event)


def test_many_sources_are_counted_and_a_copy_is_no_source() -> None:
    names = ["وكالة الفجر", "إذاعة الوادي", "صحيفة الضفة", "شبكة النبع", "مرصد السهل"]
    accounts = [_account(name) for name in names] + [_account("صحيفة الناقل", copy_of="r:1")]
    event = _event(accounts=accounts)
    assert plain_arabic.statement(event).startswith("بحسب وكالة الفجر وإذاعة الوادي و3 مصادر أخرى:")
    assert plain_english.statement(event).startswith("According to وكالة الفجر, إذاعة الوادي and 3 other sources:")


@pytest.mark.parametrize(
    ("status", "arabic", "english"),
    [("planned", "(مخطط له)", "(planned, did not happen yet)"), ("denied", "(منفي)", "(denied)")],
)
def test_what_did_not_happen_is_marked(status: str, arabic: str, english: str) -> None:
    event = _event(status=status)
    assert arabic in plain_arabic.statement(event)
    assert english in plain_english.statement(event)


@pytest.mark.parametrize(
    ("start", "end", "precision", "arabic", "english"),
    [
        ("2019-07-03", "2019-07-05", "week", "بين 3 و5 تموز/يوليو 2019", "between 3 and 5 July 2019"),
        (
            "2019-07-30",
            "2019-08-02",
            "week",
            "بين 30 تموز/يوليو و2 آب/أغسطس 2019",
            "between 30 July and 2 August 2019",
        ),
        ("2019-07-01", "2019-07-31", "month", "في شهر تموز/يوليو 2019", "in July 2019"),
        ("2019-01-01", "2019-12-31", "year", "في عام 2019", "in 2019"),
    ],
)
def test_a_time_is_as_exact_as_it_is_known(start: str, end: str, precision: str, arabic: str, english: str) -> None:
    event = _event(time={"start": start, "end": end, "precision": precision})
    assert arabic in plain_arabic.statement(event)
    assert english in plain_english.statement(event)


@pytest.mark.parametrize(
    ("start", "end", "arabic", "english"),
    [
        (None, "2024-10-23", "في موعد أقصاه 23 تشرين الأول/أكتوبر 2024", "on or before 23 October 2024"),
        ("2018-11-01", None, "في 1 تشرين الثاني/نوفمبر 2018 أو بعده", "on or after 1 November 2018"),
    ],
)
def test_a_time_with_one_end_says_which(start: str | None, end: str | None, arabic: str, english: str) -> None:
    event = _event(time={"start": start, "end": end, "precision": "day"})
    assert arabic in plain_arabic.statement(event)
    assert english in plain_english.statement(event)


@pytest.mark.parametrize(
    ("kind", "low", "high", "victims", "said"),
    [
        ("killed", 1, 1, ["civilians.women"], "قتيل واحد من النساء"),
        ("killed", 2, 2, ["civilians"], "قتيلان من المدنيين"),
        ("killed", 3, None, ["combatants"], "3 قتلى على الأقل من المقاتلين"),
        ("wounded", 11, 11, [], "11 جريحا"),
        ("wounded", None, 100, [], "100 جريح على الأكثر"),
        ("killed", None, None, ["sy.gov"], "قتلى لم يُذكر عددهم من قوات النظام السوري"),
        ("displaced", 200, 999, ["civilians"], "ما بين 200 و999 نازحا من المدنيين"),
        ("detained", 103, 103, ["civilians.aid_workers"], "103 محتجزين من عمال الإغاثة"),
        ("killed_or_wounded", 70, None, [], "70 بين قتيل وجريح على الأقل"),
    ],
)
def test_people_are_counted_as_arabic_counts(
    kind: str, low: int | None, high: int | None, victims: list[str], said: str
) -> None:
    event = _event(harm=[_harm(kind, low, high, victims=victims)])
    assert f"؛ والحصيلة {said}." in plain_arabic.statement(event)


@pytest.mark.parametrize(
    ("low", "high", "victims", "said"),
    [
        (1, 1, ["civilians.women"], "امرأة واحدة"),
        (2, 2, ["civilians.elderly"], "مسنان"),
        (4, 4, ["civilians.children"], "4 أطفال"),
        (2, None, ["civilians.employees"], "موظفان مدنيان على الأقل"),
        (3, 11, ["civilians"], "ما بين 3 و11 مدنيا"),
        (None, None, ["civilians.children"], "عدد غير محدد من الأطفال"),
        (1, 1, ["sy.gov"], "واحد من قوات النظام السوري"),
        (17, 17, ["sy.gov"], "17 من قوات النظام السوري"),
        (5, None, ["civilians.women", "civilians.children"], "5 على الأقل من النساء والأطفال"),
    ],
)
def test_some_of_those_harmed_are_told_by_who_they_are(
    low: int | None, high: int | None, victims: list[str], said: str
) -> None:
    event = _event(harm=[_harm("killed", 40, 40), _harm("killed", low, high, victims=victims, of=0)])
    assert f"40 قتيلا، بينهم {said}." in plain_arabic.statement(event)


def test_every_sort_of_people_has_its_number_forms() -> None:
    sorts = {actor.id for actor in default_lexicon().actors.values() if actor.sort == "people"}
    assert plain_arabic.people_nouns().keys() <= sorts
    assert all(all((*noun, of)) for noun, of in plain_arabic.people_nouns().values())


def test_who_flees_is_not_said_to_drive_out() -> None:
    event = _event(kind="displacement", initiators=[PEOPLE], targets=[])
    assert "نزوح أو تهجير لمدنيين في" in plain_arabic.statement(event)
    assert "displacement of civilians around" in plain_english.statement(event)


def test_sides_that_are_not_named_are_several() -> None:
    event = _event(kind="armed_clash", initiators=[], targets=[])
    assert "اشتباك بين أطراف لم تُسمَّ في" in plain_arabic.statement(event)
    assert "an armed clash between parties not named" in plain_english.statement(event)


def test_a_place_is_said_once() -> None:
    road = SUKHNA | {"name_ar": "طريق حمص دمشق", "relation": "on_road", "admin": []}
    assert " على طريق حمص دمشق يوم" in plain_arabic.statement(_event(place=road))
    tagged = SUKHNA | {"name_ar": "#حمص", "relation": "in"}
    assert " في حمص (حمص)" not in plain_arabic.statement(_event(place=SUKHNA | {"name_ar": "حمص"}))
    assert "#" not in plain_arabic.statement(_event(place=tagged))


def test_a_half_of_quotation_marks_is_left_out() -> None:
    event = _event(accounts=[_account("مسؤول في «الوكالة")])
    assert plain_arabic.statement(event).startswith("بحسب مسؤول في الوكالة:")
