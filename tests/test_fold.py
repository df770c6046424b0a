"""Folding: words broken up to slip past a filter are whole words, and what only looks like them is left alone."""

import pytest

from tawthiq.arabic.fold import fold


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
