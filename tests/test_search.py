"""Words are found however they are spelt, and no query breaks the search."""

from collections.abc import Callable

import pytest
from typer.testing import Result

from tawthiq.case import words
from tawthiq.case.schema import reports
from tawthiq.case.store import Case

Run = Callable[..., Result]


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
