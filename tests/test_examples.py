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
    lines = tmp_path / "negatives.jsonl"
    lines.write_text("\n".join(json.dumps(text) for text in texts), encoding="utf-8")
    readings = list(map(json.loads, run("read", "--json", lines).stdout.splitlines()))
    assert len(readings) == len(texts)
    alarms = {
        reading["report"]["source"]: [f"{claim['kind']}: {claim['trigger']['text']}" for claim in reading["claims"]]
        for reading in readings
        if any(claim["status"] in ("occurred", "ongoing") for claim in reading["claims"])
    }
    assert len(alarms) <= MAX_FALSE_ALARMS * len(texts), alarms
