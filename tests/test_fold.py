"""Folding: words broken up to slip past a filter are whole words, and what only looks like them is left alone."""

import pytest

from tawthiq.arabic.fold import fold
from tawthiq.arabic.words import split_words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("قـ.ـصف", "قصف"),
        ("الاحـ.ـتـ.ـلال", "الاحتلال"),
        ("إصـ ـابة", "اصابه"),
        ("استـ.شهاد", "استشهاد"),
        ("هجـ*ـوم", "هجوم"),
        ("ق*صف", "قصف"),
        ("مـُ..ـداهمة", "مداهمه"),
        ("إ.س.ر.ا.ئ.ي.ل", "اسراييل"),
        ("إس.را.ئ.ي.لية", "اسراييليه"),
        ("شهد.ا.ء", "شهداء"),
    ],
)
def test_broken_words_are_whole(written: str, folded: str) -> None:
    found = fold(f"جراء {written} أمس")
    assert found.text == f"جراء {folded} امس"
    assert found.span(5, 5 + len(folded)) == (5, 5 + len(written))


@pytest.mark.parametrize(
    "written", ["في المدينة.وقال شاهد", "د.أحمد", "أ.د.أحمد", "ي.ب.ك", 'لـ"قسد"', "لـ قسد", "حلب.قال.من", "- بند - آخر"]
)
def test_words_of_their_own_stay_apart(written: str) -> None:
    assert len(fold(written).text.replace("ـ", "")) == len(written.replace("ـ", ""))


@pytest.mark.parametrize("written", ["@wadi_eyeإصابة طفل", "H-100إصابة طفل", "Publicإصابة طفل"])
def test_a_word_behind_latin_letters_is_read(written: str) -> None:
    assert [word.form for word in split_words(fold(written))][1:] == ["اصابه", "طفل"]


def test_a_conjunction_written_apart_belongs_to_its_word() -> None:
    assert [word.form for word in split_words(fold("السفيرة و خان شيخون و#الباب"))] == [
        "السفيره",
        "وخان",
        "شيخون",
        "والباب",
    ]
