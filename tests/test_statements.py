"""One plain sentence for an event, in Arabic and in English, made of its values."""

from typing import Any

import msgspec
import pytest

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
        " 2019؛ والحصيلة ما بين 4 و11 قتيلا (والأرجح 9) (مدنيون)، بينهم 2 (أطفال)، و20 جريحا على الأقل؛"
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
