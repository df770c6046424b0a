"""Whatever a text is dressed in, every span of its reading is true and its values stay the same."""

import string
from hashlib import sha256
from random import Random  # noqa: TID251 (only the type: Hypothesis draws and replays them)

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scoring import spans_of

from tawthiq.arabic.bidi import FSI, PDI, RLI
from tawthiq.arabic.fold import fold
from tawthiq.arabic.sentences import MAX_WORDS, MAX_WORDS_UNBROKEN, split_sentences
from tawthiq.arabic.words import split_words
from tawthiq.ingest.layout import lay_out
from tawthiq.ingest.raw import Given, RawReport
from tawthiq.model import Published, Reading, Report
from tawthiq.reading import read_report
from tawthiq.view.account import render

SENTENCES = (
    "قصفت قوات النظام السوري بالمدفعية بلدة كفرنبل صباح الثلاثاء، ما أسفر عن مقتل 3 مدنيين بينهم طفل",
    "شنت الطائرات الحربية الروسية 12 غارة على محيط مدينة سراقب في 4 أيار 2017",
    "قال الدفاع المدني السوري إن ستة أشخاص أصيبوا جراء سقوط قذائف على حي الجورة",
    "انفجرت سيارة مفخخة قرب حاجز للجيش العراقي في الموصل، وقُتل ما لا يقل عن عشرة جنود",
    "سيطر تنظيم الدولة على حقل العمر بعد اشتباكات مع قوات سوريا الديمقراطية",
    "أعلنت كتائب القسام أنها أطلقت صواريخ على تجمع للجنود شرق غزة",
    "نزحت 60 عائلة من بلدة السوسة باتجاه مخيم الهول خلال 48 ساعة",
    "نفت وزارة الدفاع الروسية استهداف المشفى في إدلب أمس",
    "خرج العشرات في مدينة الباب في مظاهرة طالبت بالكشف عن مصير المعتقلين",
)
BROKEN = ("قوات النظام السوري سقطت بيد تنظيم الدولة", "خضعت الفصائل لسيطرة الجيش وحاصرتها في المخيم")
MARKS = ["\u064e", "\u064f", "\u0650", "\u0651", "\u0652", "\u0670", "\u064b", "\u0654"]
TATWEEL = "\u0640"
CONTROLS = [
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202b",
    "\u202c",
    "\u202e",
    "\u2066",
    "\u2067",
    "\u2069",
    "\u200b",
    "\ufeff",
    "\u200c",
]
UNSEEN = [TATWEEL, "\u200f", "\u200b", "\ufeff", "\u202b"]
EMOJI = ["💔", "🔴", "✈️", "👨‍👩‍👧", "⚠️", "🇸🇾"]
PRESENTATION = {"ا": "\ufe8d", "ل": "\ufedf", "م": "\ufee3", "ن": "\ufee7", "ي": "\ufef3", "و": "\ufeed", "ر": "\ufeae"}
LIGATURES = {"لا": "\ufefb", "لأ": "\ufef7", "لإ": "\ufef9", "لله": "\ufdf2"}
SPACES = ["\u00a0", "\u202f", "  ", "\t", " \u00a0"]
INDIC = str.maketrans(string.digits, "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans(string.digits, "۰۱۲۳۴۵۶۷۸۹")
PUBLISHED = "2017-05-10"

sentences = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4)


@st.composite
def dressed(draw: st.DrawFn) -> str:
    """Sentences with marks, tatweel, presentation forms, emoji, mixed digits, bidi controls and odd spaces."""
    text = draw(st.sampled_from((". ", ".\n\n", "، ", "\n"))).join(draw(sentences))
    random = draw(st.randoms(use_true_random=False))
    for plain, ligature in LIGATURES.items():
        text = text.replace(plain, ligature) if random.random() < 0.2 else text
    return "".join(dress(char, random) for char in text)


def dress(char: str, random: Random) -> str:
    """A character as another writer might put it, and what may cling to it."""
    dice = random.random()
    if char == " " and dice < 0.25:
        return random.choice(SPACES) if dice < 0.2 else f" {random.choice(EMOJI)} "
    if char in string.digits and dice < 0.5:
        return char.translate(random.choice((INDIC, PERSIAN)))
    written = PRESENTATION.get(char, char) if dice < 0.1 else char
    return written + random.choice((*MARKS, TATWEEL, *CONTROLS)) if char.isalpha() and dice > 0.85 else written


LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوىيءةأإآؤئ 0123456789٠٣٥«»\"'()،؛؟.:-–/#@\n\t"
noise = st.lists(st.sampled_from([*LETTERS, *MARKS, TATWEEL, *CONTROLS, *EMOJI]), max_size=200).map("".join)


def read(text: str) -> Reading:
    return read_report(lay_out(RawReport("test", text), Given()))


def read_body(text: str) -> Reading:
    """The reading of a text that is all body: no title or byline is looked for."""
    digest = sha256(text.encode()).hexdigest()
    return read_report(Report("r:test", "test", digest, text, "ar", published=Published(PUBLISHED, "given")))


def untrue(reading: Reading) -> list[tuple[str, list[int]]]:
    text = reading.report.text
    pairs = list(spans_of(msgspec.to_builtins(reading)))
    stretches = [claim.sentence for claim in reading.claims] + list(reading.report.boilerplate)
    assert all(0 <= start <= end <= len(text) for start, end in stretches)
    return [(words, span) for words, span in pairs if text[slice(*span)] != words]


def values(reading: Reading) -> list[tuple[object, ...]]:
    """What a reading says, without the words that say it."""
    return [
        (
            claim.kind,
            claim.status,
            [actor.actor for actor in claim.initiators],
            [actor.actor for actor in claim.targets],
            [(place.place, place.relation) for place in claim.places],
            (claim.time.start, claim.time.end, claim.time.part_of_day) if claim.time else None,
            [means.means for means in claim.means],
            [(harm.kind, harm.victims, harm.min, harm.max, harm.of) for harm in claim.harm],
            [(speaker.type, speaker.actor) for speaker in claim.attribution],
        )
        for claim in reading.claims
    ]


@settings(max_examples=150)
@given(dressed())
def test_every_span_is_true(text: str) -> None:
    assert untrue(read(text)) == []


@settings(max_examples=150)
@given(noise)
def test_every_span_of_noise_is_true(text: str) -> None:
    assert untrue(read(text)) == []


@settings(max_examples=150)
@given(st.lists(st.sampled_from(" ".join((*SENTENCES, *BROKEN)).split()), min_size=1, max_size=40).map(" ".join))
@example(BROKEN[0])
def test_words_in_any_order_are_read(text: str) -> None:
    assert untrue(read_body(text)) == []


@settings(max_examples=60)
@given(sentences, st.sampled_from((INDIC, PERSIAN)))
def test_digits_of_every_script_agree(chosen: list[str], digits: dict[int, int]) -> None:
    text = ". ".join(chosen)
    assert values(read_body(text.translate(digits))) == values(read_body(text))


@settings(max_examples=60)
@given(sentences, st.randoms(use_true_random=False))
def test_what_is_not_seen_changes_no_value(chosen: list[str], random: Random) -> None:
    text = ". ".join(chosen)
    written = "".join(c + random.choice(UNSEEN) if c.isalpha() and random.random() < 0.2 else c for c in text)
    assert values(read_body(written)) == values(read_body(text))


@settings(max_examples=60)
@given(sentences)
def test_reading_twice_gives_the_same(chosen: list[str]) -> None:
    text = ".\n\n".join(chosen)
    assert msgspec.json.encode(read(text)) == msgspec.json.encode(read(text))


@settings(max_examples=100)
@given(st.one_of(dressed(), noise), st.integers(20, 200), st.sampled_from((None, "standard", "truecolor")))
def test_what_is_shown_is_harmless(text: str, width: int, colors: str | None) -> None:
    hostile = text.replace(" ", " \x1b[31m\x1b]0;x\x07[bold]\u202e", 2)
    shown = render(read(hostile), width, colors)
    assert "\x1b]" not in shown
    assert "\x07" not in shown
    assert colors is not None or "\x1b" not in shown
    for line in shown.split("\n"):
        assert not set(line) & {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066"}
        assert line.count(FSI) + line.count(RLI) == line.count(PDI)


def test_a_sentence_that_never_ends_is_cut() -> None:
    """At the next comma or new line, or at a space where neither comes; no word is lost."""
    for pause, longest in (("", MAX_WORDS_UNBROKEN), ("،", MAX_WORDS + 10)):
        words = split_words(fold(f"{SENTENCES[-1]}{pause} " * 200))
        cut = split_sentences(words)
        assert [word for sentence in cut for word in sentence.words] == words
        assert MAX_WORDS <= max(len(sentence.words) for sentence in cut) <= longest
    assert len(split_sentences(split_words(fold("كلمة، " * (MAX_WORDS - 1))))) == 1


@pytest.mark.parametrize("words", ["قرية بلدة مدينة ريف محيط", "طريق", "جنوب", "قرب سعسع", "قوات تابعة"])
def test_names_within_names_without_end_are_read(words: str) -> None:
    """Words that each lead to the next one's name are followed only so far."""
    assert not read_body(f"{words} " * 300).claims


def test_a_word_without_end_is_read() -> None:
    """A word longer than any other is no slip of one that is known, and not compared with all."""
    assert not read_body("ب" * 20_000).claims
