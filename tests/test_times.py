"""Times: every example of every rule, and what must hold of any sentence."""

from datetime import date
from hashlib import sha256
from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from telling import tell

from tawthiq.arabic.fold import fold, fold_name
from tawthiq.arabic.words import split_words
from tawthiq.ingest.layout import lay_out
from tawthiq.ingest.raw import Given, RawReport
from tawthiq.mention.times import TimeMention, find_times
from tawthiq.mention.times_lexicon import read_times
from tawthiq.model import Report
from tawthiq.reading import read_report

EXAMPLES = yaml.safe_load(files("tawthiq.mention").joinpath("examples", "times.yaml").read_text(encoding="utf-8"))
READ = [(rule, case) for rule, group in EXAMPLES.items() for case in group["read"]]
LEAVE = [(rule, text) for rule, group in EXAMPLES.items() for text in group["leave"]]
TO_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
FIELDS = ("start", "end", "precision", "part_of_day", "clock", "duration_days")


def times_of(text: str, published: date | None = None, year_hint: int | None = None) -> list[TimeMention]:
    return find_times(split_words(fold(text)), published, year_hint)


@pytest.mark.parametrize(("rule", "case"), READ, ids=[f"{rule}: {case['say']}" for rule, case in READ])
def test_reads(rule: str, case: dict[str, Any]) -> None:
    (mention,) = times_of(case["say"], case.get("published"), case.get("year_hint"))
    assert {name: getattr(mention, name) for name in FIELDS} == {name: case.get(name) for name in FIELDS}
    assert mention.rule == rule or (mention.rule, rule) == ("time.calendar_date", "time.relative_week")
    assert (list(mention.issues), mention.note) == (case.get("issues", []), case.get("note", ""))


@pytest.mark.parametrize(("rule", "text"), LEAVE, ids=[f"{rule}: {text}" for rule, text in LEAVE])
def test_leaves(rule: str, text: str) -> None:
    assert not times_of(text, date(2017, 9, 6)), rule


@pytest.mark.parametrize("rule", EXAMPLES)
def test_every_rule_has_examples(rule: str) -> None:
    assert len(EXAMPLES[rule]["read"]) >= 3
    assert EXAMPLES[rule]["leave"]


@pytest.mark.parametrize("number", range(1, 13))
def test_every_name_of_a_month_reads_alike(number: int) -> None:
    lists = read_times()
    names = (*lists.months[number], *lists.months_doubtful.get(number, ()))
    for name in names:
        (mention,) = times_of(f"في 9 {name} 2016", None)
        assert (mention.start, mention.end) == (date(2016, number, 9), date(2016, number, 9)), name


def test_one_expression_is_one_mention() -> None:
    found = times_of("قصفت الطائرات مساء السبت وفجر الأحد البلدة ثم انسحبت أمس", date(2017, 9, 6))
    assert [mention.start for mention in found] == [date(2017, 9, 2), date(2017, 9, 3), date(2017, 9, 5)]


def test_the_span_is_the_words() -> None:
    text = "وقصفت الطائرات، مساءَ يوم الأحد 3 أيلول/سبتمبر، بلدة"
    (mention,) = times_of(text, date(2017, 9, 6))
    assert text[slice(*mention.span)] == "مساءَ يوم الأحد 3 أيلول/سبتمبر"


PHRASES = [case["say"] for _, case in READ] + [text for _, text in LEAVE]
DATES = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2040, 1, 1)))


@given(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=4), st.sampled_from([" ", "، ", " و", ". "]), DATES)
def test_mentions_lie_in_order_within_the_words(phrases: list[str], glue: str, published: date | None) -> None:
    text = glue.join(phrases)
    words = split_words(fold(text))
    last = -1
    for mention in find_times(words, published):
        assert last < mention.first <= mention.last < len(words)
        assert mention.span == (words[mention.first].start, words[mention.last].end)
        assert mention.start is None or mention.end is None or mention.start <= mention.end
        last = mention.last


@given(st.sampled_from(PHRASES), DATES)
def test_arabic_digits_read_as_latin_ones(phrase: str, published: date | None) -> None:
    assert times_of(phrase, published) == times_of(phrase.translate(TO_ARABIC), published)


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.sampled_from(sorted(read_times().months)))
def test_a_date_without_year_is_never_far_ahead(published: date, month: int) -> None:
    (mention,) = times_of(f"في 28 {read_times().months[month][0]}", published)
    assert mention.start is not None
    assert -366 <= (mention.start - published).days <= 1


@given(
    st.lists(st.sampled_from([fold_name(word) for phrase in PHRASES for word in phrase.split()]), max_size=12), DATES
)
def test_any_words_can_be_read(forms: list[str], published: date | None) -> None:
    times_of(" ".join(forms), published)


@pytest.mark.parametrize(
    ("heading", "start", "via"),
    [
        ("حصاد يوم 5 تشرين الأول 2023", "2023-10-05", "inherited"),
        ("حصيلة الخروقات في ريف إدلب ليوم الأحد 12-3-2023", "2023-03-12", "inherited"),
        ("أبرز ما جرى في ريف إدلب خلال نهار 12 آذار 2023", "2023-03-12", "inherited"),
        ("قصف متجدد على ريف إدلب\nالأحد 12-3-2023", "2023-03-11", "implied"),
    ],
)
def test_a_round_up_tells_of_the_day_in_its_heading(heading: str, start: str, via: str) -> None:
    text = f"{heading}\n\nقصفت قوات النظام بالمدفعية بلدة كنصفرة.\n\nأصيب طفل جراء قصف صاروخي على مدينة سرمين.\n"
    reading = read_report(lay_out(RawReport("t.txt", text), Given()))
    times = [claim.time for claim in reading.claims if claim.kind == "shelling" and claim.time]
    assert {(time.start, time.via) for time in times} == {(start, via)}


def test_today_beside_a_full_date_dates_the_report() -> None:
    said = "استهدفت مسيّرة مساء اليوم السبت (6 آب 2022) سيارة. وأصيب أمس طفل بقصف مدفعي."
    report = read_report(Report("r:test", "test", sha256(said.encode()).hexdigest(), said, "ar")).report
    assert report.published
    assert (report.published.date, report.published.via) == ("2022-08-06", "inferred")


@pytest.mark.parametrize("said", ["قصف الطيران البلدة في 6 آب 2022.", "قصف الطيران البلدة مساء اليوم السبت."])
def test_nothing_else_dates_a_report(said: str) -> None:
    assert read_report(Report("r:test", "test", sha256(said.encode()).hexdigest(), said, "ar")).report.published is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("فكت القوات الخميس 30 آب 2018 الحصار المفروض منذ ثلاثة وعشرين يوما على مدينة السخنة.", 23),
        ("خرقت القوات الثلاثاء 5 أيلول 2017 الهدنة السارية منذ أسبوعين في مدينة دوما.", None),
    ],
)
def test_how_long_a_siege_lasted_is_told_of_its_noun(text: str, days: int | None) -> None:
    claims = [claim for claim in tell(text).claims if claim.kind in {"siege_broken", "agreement_violated"}]
    assert [claim.time.duration_days for claim in claims if claim.time] == [days]
