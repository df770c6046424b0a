"""The shipped lexicon and gazetteer have no fault, and every sort of fault is found where it stands."""

from pathlib import Path

import pytest

from tawthiq.lexicon.check import check

SOUND = {
    "actors": """\
- {id: ru, ar: روسيا, en: Russia, sort: state, country: RU, years: [1991, null], example: "اتهمت روسيا الفصائل"}
- {id: ru.mil, parent: ru, ar: الجيش الروسي, en: Russian army, sort: state, example: "قصف الجيش الروسي البلدة"}
- {id: civilians, ar: مدنيون, en: civilians, sort: people, example: "أصيب مدنيون"}
""",
    "affiliations": '- {adjective: روسي, actor: ru, forces: ru.mil, example: "قصف روسي"}\n',
    "domains": "- {domain: sport, words: [مباراة]}\n",
    "forces": '- {service: air, forms: [طائرات], example: "حلقت طائرات"}\n',
    "grammar": "negation: [لم, لن]\nprepositions:\n  على: [على, عليه]\n",
    "heads": '- {kind: town, one: [بلدة], many: [بلدات], example: "في بلدة الغدير"}\n',
    "kinds": "- {kind: shelling, frame: strike, verbs: [قصف], nouns: [قصف]}\n",
    "means": """\
- {id: mortar, ar: هاون, en: mortar, family: artillery, forms: [قذيفة هاون], kind: shelling, example: "سقطت قذيفة هاون"}
- {id: tank, ar: دبابة, en: tank, family: vehicle, forms: [دبابات], example: "تقدمت الدبابات"}
""",
    "objects": '- {id: market, civil: true, forms: [سوق], example: "قصف السوق"}\n',
    "outlets": '- {id: post, ar: البريد, en: Post, sort: newspaper, domains: [post.example], example: "قالت البريد"}\n',
    "people": '- {id: civilians, plural: [مدنيين], harm: null, example: "مقتل مدنيين"}\n',
    "relations": "near: [قرب]\n",
    "things": "relief: [مساعدات]\n",
    "reporting": '- {verbs: [ذكر], phrases: [بحسب], example: "توقف القصف بحسب ناشطين"}\n',
    "speakers": '- {id: activists, type: activists, forms: [ناشطون], example: "قال ناشطون"}\n',
    "support": '- {role: agent, verbs: [شن], example: "شنت الطائرات غارات"}\n',
}
KINDS = "kind,family,arabic,english\nshelling,remote,قصف مدفعي,Shelling\n"
COLUMNS = "id,name_ar,aliases_ar,name_en,kind,country,parent,lat,lon,radius_km,bare,source\n"
PLACES = (
    COLUMNS
    + "sy,سوريا,سورية,Syria,country,SY,,35,38.5,350,yes,maps\nsy.ghadir,الغدير,,Ghadir,town,SY,sy,35,40,2,yes,maps\n"
)


class Data:
    """A small lexicon and gazetteer without a fault, for tests to spoil."""

    def __init__(self, directory: Path) -> None:
        self.lexicon, self.places = directory / "lexicon", directory / "places"
        self.lexicon.mkdir()
        self.places.mkdir()
        for name, text in SOUND.items():
            (self.lexicon / f"{name}.yaml").write_text(text, encoding="utf-8")
        (self.lexicon / "kinds.csv").write_text(KINDS, encoding="utf-8")
        (self.places / "sy.csv").write_text(PLACES, encoding="utf-8")

    def faults(self) -> list[str]:
        """What `check` finds, by file name."""
        return [f"{path.name}:{line}: {message}" for path, line, message in check(self.lexicon, self.places)]


@pytest.fixture
def data(tmp_path: Path) -> Data:
    return Data(tmp_path)


def test_shipped_data_has_no_fault() -> None:
    assert "\n".join(map(str, check())) == ""


def test_sound_data_has_no_fault(data: Data) -> None:
    assert data.faults() == []


ADDED = {
    "unknown field": (
        "means",
        '- {id: gun, ar: بندقية, en: gun, family: small_arms, forms: [بنادق],\n   weight: 3, example: "بندقية"}\n',
        "means.yaml:4: entry 3: unknown field 'weight'",
    ),
    "missing field": (
        "means",
        '- {id: gun, ar: بندقية, family: small_arms, forms: [بنادق], example: "بندقية"}\n',
        "means.yaml:3: entry 3: field 'en' is missing",
    ),
    "wrong type": (
        "means",
        "- id: gun\n  ar: بندقية\n  en: gun\n  family: small_arms\n  forms:\n  - بنادق\n  - 7\n  example: بندقية\n",
        "means.yaml:9: entry 3: field 'forms': Expected `str`, got `int`",
    ),
    "wrong type inside a class": ("grammar", "relative: 7\n", "grammar.yaml:4: relative: Expected"),
    "field twice": (
        "speakers",
        '- {id: residents, type: eyewitness, forms: [سكان],\n   forms: [أهالي], example: "قال أهالي"}\n',
        "speakers.yaml:3: field 'forms' is given twice",
    ),
    "not YAML": ("forces", "- {service: navy\n", "forces.yaml:3: not YAML"),
    "no date": ("support", "- 2013-02-30\n", "support.yaml:0: cannot be read: day is out of range"),
    "not an entry": ("objects", "- بيت\n", "objects.yaml:2: entry 2: not a mapping"),
    "repeated id": (
        "means",
        '- {id: tank, ar: بندقية, en: gun, family: small_arms, forms: [بنادق], example: "بندقية"}\n',
        "means.yaml:3: tank: the id is taken on line 2",
    ),
    "unknown parent": (
        "actors",
        '- {id: tr.mil, parent: tr, ar: الجيش التركي, en: army, sort: state, example: "الجيش التركي"}\n',
        "actors.yaml:4: tr.mil: no parent 'tr'",
    ),
    "cycle": (
        "actors",
        '- {id: a, parent: b, ar: لواء الفجر, en: A, sort: militia, example: "لواء الفجر"}\n'
        '- {id: b, parent: a, ar: لواء النور, en: B, sort: militia, example: "لواء النور"}\n',
        "actors.yaml:5: b: it is among its own parents",
    ),
    "years reversed": (
        "actors",
        '- {id: a, ar: لواء الفجر, en: A, sort: militia, years: [2015, 2012], example: "لواء الفجر"}\n',
        "actors.yaml:4: a: years run backwards: 2015 to 2012",
    ),
    "unknown sort": (
        "actors",
        '- {id: a, ar: لواء الفجر, en: A, sort: club, example: "لواء الفجر"}\n',
        "actors.yaml:4: a: sort 'club' is none of",
    ),
    "unknown country": (
        "actors",
        '- {id: a, ar: لواء الفجر, en: A, sort: militia, country: Syria, example: "لواء الفجر"}\n',
        "actors.yaml:4: a: country 'Syria' is not",
    ),
    "unknown kind of a trigger": (
        "kinds",
        "- {kind: barrage, frame: strike}\n",
        "kinds.yaml:2: barrage: kind 'barrage'",
    ),
    "unknown kind of a pair": (
        "kinds",
        "- kind: shelling\n  frame: strike\n  pairs: [{verbs: [{past: شن}], objects: [قصفا], kind: barrage}]\n",
        "kinds.yaml:4: shelling: kind 'barrage' of a pair",
    ),
    "unknown kind of a means": (
        "means",
        '- {id: gun, ar: بندقية, en: gun, family: small_arms, forms: [بنادق], kind: shot, example: "بندقية"}\n',
        "means.yaml:3: gun: kind 'shot' is not in kinds.csv",
    ),
    "unknown people": (
        "people",
        '- {id: gnomes, plural: [أقزام], example: "أقزام"}\n',
        "people.yaml:2: gnomes: not an actor",
    ),
    "unknown actor of an affiliation": (
        "affiliations",
        '- {genitive: الاحتلال, actor: il, example: "طيران الاحتلال"}\n',
        "affiliations.yaml:2: الاحتلال: actor: no actor 'il'",
    ),
    "affiliation without a word": (
        "affiliations",
        '- {actor: ru, example: "قصف"}\n',
        "affiliations.yaml:2: entry 2: either adjective or genitive",
    ),
    "unknown party of an outlet": (
        "outlets",
        '- {id: x, ar: الراصد, en: X, sort: tv, affiliation: "party:xx", example: "قال الراصد"}\n',
        "outlets.yaml:2: x: affiliation: no actor 'xx'",
    ),
    "form of two entries, once folded": (
        "means",
        '- {id: gun, ar: بندقية, en: gun, family: small_arms, forms: [قذيفه هاون], example: "بندقية"}\n',
        "means.yaml:3: gun: «قذيفه هاون» is already a form of mortar on line 1",
    ),
    "form listed twice": (
        "speakers",
        '- {id: residents, type: eyewitness, forms: [أهالي, أهالى], example: "قال أهالي"}\n',
        "speakers.yaml:2: residents: «أهالى» is listed twice",
    ),
    "outlet named as an actor": (
        "outlets",
        '- {id: x, ar: روسيا, en: X, sort: tv, example: "قالت روسيا"}\n',
        "outlets.yaml:2: x: «روسيا» also names ru in actors.yaml, line 1",
    ),
    "means named as an actor": (
        "means",
        '- {id: x, ar: مدفع, en: X, family: other, forms: [الجيش الروسي], example: "مدفع"}\n',
        "means.yaml:3: x: «الجيش الروسي» also names ru.mil in actors.yaml, line 2",
    ),
    "no example": (
        "actors",
        "- {id: a, ar: لواء الفجر, en: A, sort: militia}\n",
        "actors.yaml:4: a: it has no example",
    ),
    "example without the word": (
        "objects",
        "- id: house\n  forms: [بيت]\n  example: هطل المطر\n",
        "objects.yaml:4: house: its example holds none of its forms",
    ),
    "tatweel": ("relations", "around: [محيـط]\n", "relations.yaml:2: around: tatweel U+0640"),
    "presentation form": ("relations", "around: [\ufee1]\n", "relations.yaml:2: around: presentation form U+FEE1"),
    "bidi control": ("relations", "around: [محيط\u200f]\n", "relations.yaml:2: around: invisible control U+200F"),
    "not NFC": (
        "relations",
        "around: [ا\u0653خر]\n",
        "relations.yaml:2: around: «ا\u0653خر» is not in Unicode form NFC",
    ),
    "in a file of another form": ("times", "day: [يوـم]\n", "times.yaml:1: day: tatweel"),
}


@pytest.mark.parametrize(("name", "text", "expected"), ADDED.values(), ids=ADDED)
def test_fault_of_an_added_entry(data: Data, name: str, text: str, expected: str) -> None:
    with (data.lexicon / f"{name}.yaml").open("a", encoding="utf-8") as file:
        file.write(text)
    assert any(fault.startswith(expected) for fault in data.faults()), data.faults()


def test_all_faults_at_once(data: Data) -> None:
    (data.lexicon / "forces.yaml").unlink()
    (data.lexicon / "heads.yaml").write_text("", encoding="utf-8")
    (data.lexicon / "grammar.yaml").write_text("- لم\n", encoding="utf-8")
    (data.lexicon / "kinds.csv").write_text(KINDS + "siege,battle,حصار,Siege\n", encoding="utf-8")
    assert data.faults() == [
        "forces.yaml:0: cannot be read: No such file or directory",
        "grammar.yaml:1: not a mapping from classes to their words",
        "heads.yaml:0: the file is empty",
        "kinds.csv:3: siege: kinds.yaml has no words for it",
    ]


def test_a_body_that_publishes_has_one_id_in_both_files(data: Data) -> None:
    with (data.lexicon / "outlets.yaml").open("a", encoding="utf-8") as file:
        file.write('- {id: ru, ar: روسيا, en: Russia, sort: agency, example: "قالت روسيا"}\n')
    assert data.faults() == []


ROWS = {
    "repeated id": ("sy,العراق,,Iraq,country,IQ,,33,44,500,yes,maps", "sy: the id is taken in sy.csv, line 2"),
    "unknown parent": ("sy.x,الفجر,,Fajr,town,SY,sy.y,35,40,2,yes,maps", "sy.x: no parent 'sy.y'"),
    "its own parent": ("sy.x,الفجر,,Fajr,town,SY,sy.x,35,40,2,yes,maps", "sy.x: it is among its own parents"),
    "country of the parent": ("sy.x,الفجر,,Fajr,town,IQ,sy,35,40,2,yes,maps", "sy.x: country 'IQ' is not that"),
    "latitude": ("sy.x,الفجر,,Fajr,town,SY,sy,350,40,2,yes,maps", "sy.x: lat 350 is not between -90 and 90"),
    "longitude": ("sy.x,الفجر,,Fajr,town,SY,sy,35,400,2,yes,maps", "sy.x: lon 400 is not between"),
    "radius": ("sy.x,الفجر,,Fajr,town,SY,sy,35,40,0,yes,maps", "sy.x: radius_km 0 is not between"),
    "not a number": ("sy.x,الفجر,,Fajr,town,SY,sy,35,east,2,yes,maps", "sy.x: lon is 'east', not a number"),
    "not finite": ("sy.x,الفجر,,Fajr,town,SY,sy,35,nan,2,yes,maps", "sy.x: lon nan is not between"),
    "unknown kind": ("sy.x,الفجر,,Fajr,burg,SY,sy,35,40,2,yes,maps", "sy.x: kind 'burg' is none of"),
    "bare": ("sy.x,الفجر,,Fajr,town,SY,sy,35,40,2,,maps", "sy.x: bare is '', not yes or no"),
    "no source": ("sy.x,الفجر,,Fajr,town,SY,sy,35,40,2,yes,", "sy.x: source is empty"),
    "id": ("SY X,الفجر,,Fajr,town,SY,sy,35,40,2,yes,maps", "SY X: the id is not of the form"),
    "name": ("sy.x,الفـجر,,Fajr,town,SY,sy,35,40,2,yes,maps", "sy.x: name '\\u0627"),
    "alias of its own name": ("sy.x,إدلب,ادلب,Idlib,town,SY,sy,35,40,2,yes,maps", "sy.x: name «ادلب» is listed twice"),
    "twin": (
        "sy.x,الغدير,,Ghadir,town,SY,sy,35.01,40,2,yes,maps",
        "sy.x: the same name, kind, parent and area as sy.ghadir",
    ),
    "cells": ("sy.x,الفجر", "2 cells instead of 12"),
}


@pytest.mark.parametrize(("row", "expected"), ROWS.values(), ids=ROWS)
def test_fault_of_an_added_place(data: Data, row: str, expected: str) -> None:
    (data.places / "sy.csv").write_text(PLACES + row + "\n", encoding="utf-8")
    assert any(fault.startswith("sy.csv:4: " + expected) for fault in data.faults()), data.faults()


def test_namesakes_apart_are_two_places(data: Data) -> None:
    row = "sy.x,الغدير,,Ghadir,town,SY,sy,36,40,2,yes,maps\n"
    (data.places / "sy.csv").write_text(PLACES + row, encoding="utf-8")
    assert data.faults() == []


def test_places_file_without_its_columns(data: Data) -> None:
    (data.places / "iq.csv").write_text("id,name\niq,العراق\n", encoding="utf-8")
    assert data.faults() == ["iq.csv:1: the columns are not " + COLUMNS.strip()]
