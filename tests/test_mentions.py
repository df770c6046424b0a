"""Mentions: every example of every rule, and that every rule of the code has them."""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

import tawthiq.mention
from tawthiq.arabic.fold import fold
from tawthiq.arabic.sentences import mark_quotations, split_sentences
from tawthiq.arabic.words import split_words
from tawthiq.lexicon.index import default_lexicon
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.find import acquaint, find_mentions
from tawthiq.mention.scene import Scene
from tawthiq.mention.spelling import repair, split_joined
from tawthiq.model import Issue
from tawthiq.places.gazetteer import default_gazetteer

FILES = ("actors", "places", "quantities", "means", "speakers")


@cache
def examples(name: str) -> dict[str, dict[str, list[Any]]]:
    text = files("tawthiq.mention").joinpath("examples", f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, list[Any]]] = yaml.safe_load(text)
    return loaded


def cases(names: tuple[str, ...], group: str) -> list[tuple[str, dict[str, Any]]]:
    return [
        (rule, case if isinstance(case, dict) else {"say": case})
        for name in names
        for rule, groups in examples(name).items()
        for case in groups[group]
    ]


def mentions(text: str, country: str | None) -> list[tuple[Chunk, str, Scene]]:
    words = split_words(fold(text))
    mark_quotations(text, words)
    scenes = [Scene(text, s.words, default_lexicon(), default_gazetteer()) for s in split_sentences(words)]
    acquaint(scenes, [find_mentions(scene) for scene in scenes], country)
    return [(chunk, text[slice(*chunk.span(s.words))], s) for s in scenes for chunk in find_mentions(s)]


def actor_value(chunk: Chunk, case: dict[str, Any]) -> None:
    affiliation = chunk.value.affiliation
    read = [actor.id for actor in chunk.value.candidates] or ([affiliation.actor] if affiliation else [])
    assert "ids" not in case or (read[:1] == case["ids"][:1] and set(case["ids"]) <= set(read))


def place_value(chunk: Chunk, case: dict[str, Any], text: str, scene: Scene) -> None:
    value = chunk.value
    first, last = (scene.words[at] for at in value.name)
    assert "name" not in case or text[first.start : last.end].endswith(case["name"])
    assert "id" not in case or case["id"] in [place.id for place in value.candidates]
    assert value.relation == case.get("relation", value.relation)
    assert "kind" not in case or value.head == case["kind"]
    assert "km" not in case or value.distance_km == case["km"]
    inside = {place.id for outer in value.containers for place in outer.candidates}
    assert set(case.get("inside", ())) <= inside


def people_value(chunk: Chunk, case: dict[str, Any]) -> None:
    value = chunk.value
    assert (value.low, value.high) == (case.get("low"), case.get("high"))
    assert "people" not in case or [people.id for people in value.people] == case["people"]
    assert "party" not in case or (value.party and case["party"] in [actor.id for actor in value.party.candidates])
    assert "others" not in case or value.others


@pytest.mark.parametrize(("rule", "case"), cases(FILES, "read"), ids=lambda x: x["say"] if isinstance(x, dict) else x)
def test_reads(rule: str, case: dict[str, Any]) -> None:
    found = mentions(case["say"], case.get("country", "SY"))
    chunk, scene = next(((c, s) for c, text, s in found if text == case["words"]), (None, None))
    assert chunk is not None and scene is not None, [(c.rule, text) for c, text, _ in found]
    assert chunk.rule == case.get("rule", rule)
    if chunk.sort in ("actor", "affiliation"):
        actor_value(chunk, case)
    elif chunk.sort == "place":
        place_value(chunk, case, case["say"], scene)
    elif chunk.sort in ("people", "number"):
        people_value(chunk, case)
    else:
        assert case.get("ids", [chunk.value.id]) == [chunk.value.id]


@pytest.mark.parametrize(("rule", "case"), cases(FILES, "leave"), ids=lambda x: x["say"] if isinstance(x, dict) else x)
def test_leaves(rule: str, case: dict[str, Any]) -> None:
    found = mentions(case["say"], case.get("country", "SY"))
    assert [text for chunk, text, _ in found if chunk.rule == rule] == []


def repairs(case: dict[str, Any]) -> list[Issue]:
    text, lexicon, gazetteer = case["say"], default_lexicon(), default_gazetteer()
    words, issues = split_joined(text, split_words(fold(text)), lexicon, gazetteer)
    return issues + repair(text, words, lexicon, gazetteer, dict.fromkeys(case.get("regions", ()), 1))


@pytest.mark.parametrize(
    ("rule", "case"), cases(("spelling",), "read"), ids=lambda x: x["say"] if isinstance(x, dict) else x
)
def test_repairs(rule: str, case: dict[str, Any]) -> None:
    (issue,) = repairs(case)
    assert issue.span is not None
    assert issue.code == "misspelling", rule
    assert case["say"][slice(*issue.span)] == issue.text == case["word"]
    assert issue.message == f"«{case['word']}» read as «{case['read_as']}»"


@pytest.mark.parametrize(
    ("rule", "case"), cases(("spelling",), "leave"), ids=lambda x: x["say"] if isinstance(x, dict) else x
)
def test_leaves_spelling(rule: str, case: dict[str, Any]) -> None:
    assert repairs(case) == [], rule


def rules_of_the_code() -> set[str]:
    folder = Path(tawthiq.mention.__file__).parent
    sources = [path for path in folder.glob("*.py") if not path.name.startswith("times")]
    named = re.compile(r"\b(?:actor|place|quantity|spelling)\.[a-z_]+(?=[\"`])")
    found = {rule for path in sources for rule in named.findall(path.read_text(encoding="utf-8"))}
    return found | {f"{sort}.listed" for sort in ("means", "object", "speaker", "outlet")}


@pytest.mark.parametrize("rule", sorted(rules_of_the_code()))
def test_every_rule_has_examples(rule: str) -> None:
    groups = next((examples(name)[rule] for name in (*FILES, "spelling") if rule in examples(name)), None)
    assert groups is not None
    assert len([case for case in groups["read"] if case.get("rule", rule) == rule]) >= 3
    assert groups["leave"]
