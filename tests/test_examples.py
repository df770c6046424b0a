"""The reports of `examples/` all give claims; peaceful prose that uses the words of war gives none."""

import json
from collections.abc import Callable
from pathlib import Path

import yaml
from scoring import spans_of
from typer.testing import Result

EXAMPLES = Path(__file__).parents[1] / "examples"
NEGATIVES = Path(__file__).parent / "gold" / "negatives.yaml"
MAX_FALSE_ALARMS = 0.02
"""The largest share of peaceful texts from which an act may be read as having happened."""
OF_WAR = (
    "قصفت طائرات حربية روسية بلدة سراقب، ما أدى إلى مقتل ثلاثة مدنيين. وقصفت قوات النظام مدينة خان شيخون بالمدفعية."
)
"""What stands before peaceful sentences, so that the report as a whole is of war."""

Run = Callable[..., Result]


def example_files() -> list[Path]:
    return sorted(path for path in EXAMPLES.iterdir() if path.name != "README.md")


def test_every_example_gives_claims(run: Run) -> None:
    result = run("read", "--json", *example_files())
    assert result.exit_code == 0, result.stderr
    readings = list(map(json.loads, result.stdout.splitlines()))
    assert len(readings) >= 12
    assert [reading["report"]["source"] for reading in readings if not reading["claims"]] == []
    for reading in readings:
        text = reading["report"]["text"]
        assert all(text[start:end] == words for words, (start, end) in spans_of(reading))


def test_every_example_is_shown(run: Run) -> None:
    result = run("read", *example_files())
    assert result.exit_code == 0
    assert all(path.name in result.stdout or path.suffix == ".jsonl" for path in example_files())


def test_examples_are_said_to_be_invented() -> None:
    for page in (EXAMPLES / "README.md", EXAMPLES.parent / "README.md"):
        assert "invented" in page.read_text(encoding="utf-8"), page


def test_peaceful_prose_gives_no_act(run: Run, tmp_path: Path) -> None:
    texts = yaml.safe_load(NEGATIVES.read_text(encoding="utf-8"))
    assert len(texts) >= 25
    alarms = alarms_in(run, tmp_path, texts)
    assert len(alarms) <= MAX_FALSE_ALARMS * len(texts), alarms


def test_peaceful_sentences_in_a_report_of_war_give_no_act(run: Run, tmp_path: Path) -> None:
    texts = [text for text in yaml.safe_load(NEGATIVES.read_text(encoding="utf-8")) if text["subject"] == "beside"]
    assert len(texts) >= 40
    mixed = [text | {"text": f"{OF_WAR} {text['text']}"} for text in texts]
    alarms = alarms_in(run, tmp_path, mixed, len(OF_WAR))
    assert len(alarms) <= MAX_FALSE_ALARMS * len(texts), alarms


def alarms_in(run: Run, tmp_path: Path, texts: list[dict[str, str]], start: int = 0) -> dict[str, list[str]]:
    """The acts that are read from a character on, by the place of the text."""
    lines = tmp_path / "negatives.jsonl"
    lines.write_text("\n".join(json.dumps(text) for text in texts), encoding="utf-8")
    readings = list(map(json.loads, run("read", "--json", lines).stdout.splitlines()))
    assert len(readings) == len(texts)
    alarms = {}
    for reading in readings:
        read = [claim for claim in reading["claims"] if claim["trigger"]["span"][0] >= start]
        if any(claim["status"] in ("occurred", "ongoing") for claim in read):
            alarms[reading["report"]["source"]] = [f"{claim['kind']}: {claim['trigger']['text']}" for claim in read]
    return alarms
