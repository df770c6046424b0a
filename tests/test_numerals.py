"""Numbers: every example, and what must hold of any number."""

from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.arabic.fold import fold
from tawthiq.arabic.numerals import ORDINALS, read_number, read_ordinal
from tawthiq.arabic.words import Word, split_words

EXAMPLES = yaml.safe_load(files("tawthiq.mention").joinpath("examples", "numerals.yaml").read_text(encoding="utf-8"))
READ = [(group, case) for group, cases in EXAMPLES["read"].items() for case in cases]
TO_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def words_of(text: str) -> list[Word]:
    return split_words(fold(text))


@pytest.mark.parametrize("case", [case for _, case in READ], ids=[f"{group}: {case['say']}" for group, case in READ])
def test_reads(case: dict[str, Any]) -> None:
    words = words_of(case["say"])
    number = read_number(words, case.get("at", 0))
    assert number is not None
    assert (number.value, number.end) == (case["value"], case.get("end", len(words)))


@pytest.mark.parametrize("text", EXAMPLES["leave"])
def test_leaves(text: str) -> None:
    assert read_number(words_of(text), 0) is None


@pytest.mark.parametrize("group", EXAMPLES["read"])
def test_every_group_has_three_examples(group: str) -> None:
    assert len(EXAMPLES["read"][group]) >= 3


def test_definite_numerals_are_read_on_request() -> None:
    words = words_of("الأربع والعشرين")
    assert read_number(words, 0) is None
    number = read_number(words, 0, definite=True)
    assert number is not None
    assert (number.value, number.end) == (24, 2)


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [("الأول من", 1, 1), ("والرابع والعشرين من", 24, 2), ("للحادي عشر", 11, 2), ("الثانية عشرة ليلا", 12, 2)],
)
def test_ordinals(text: str, value: int, end: int) -> None:
    number = read_ordinal(words_of(text), 0)
    assert number is not None
    assert (number.value, number.end) == (value, end)


def test_ordinals_cover_the_days_of_a_month() -> None:
    assert set(range(1, 32)) <= set(ORDINALS.values())


@given(st.integers(0, 10**9))
def test_arabic_digits_read_as_latin_ones(value: int) -> None:
    for text in (str(value), f"{value:,}"):
        latin, arabic = read_number(words_of(text), 0), read_number(words_of(text.translate(TO_ARABIC)), 0)
        assert latin is not None
        assert latin == arabic
        assert latin.value == value


VOCABULARY = (
    "خمسة وعشرين مئة ألف ألفين آلاف مليون و 5 1.5 الستة أحد عشر عشرة وثلاثمئة نصف ونصف المليون 1,200 ال قتيل وأحد"
).split()


@given(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=8))
def test_a_number_ends_within_the_words(forms: list[str]) -> None:
    words = words_of(" ".join(forms))
    for at in range(len(words)):
        number = read_number(words, at)
        assert number is None or (at < number.end <= len(words) and number.value >= 0)
