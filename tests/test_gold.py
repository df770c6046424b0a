"""Quality on annotated reports holds its floors, and a floor is lowered only with a line in CHANGELOG.md.

`make gold` prints the figures. `floors.yaml` says how a floor is lowered.
"""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from scoring import Gold, Score, field_gold, load_gold, read_all, read_field, score

ROOT = Path(__file__).parents[1]
OWN = ROOT / "tests" / "gold"
SEEDS = ROOT.parent / "shared" / "gold"
FLOORS = OWN / "floors.yaml"
CHANGELOG = ROOT / "CHANGELOG.md"

Floors = dict[str, dict[str, float]]


def floors_of(text: str) -> Floors:
    return yaml.safe_load(text)


def own_gold() -> list[Gold]:
    return [load_gold(path) for path in sorted(OWN.glob("*.yaml")) if path.with_suffix(".txt").exists()]


def gold_in(folder: str) -> list[Gold]:
    return [load_gold(path) for path in sorted((OWN / folder).glob("*.yaml"))]


def too_low(name: str, result: Score) -> list[str]:
    figures = result.figures()
    floors = floors_of(FLOORS.read_text(encoding="utf-8"))[name]
    sys.stdout.write(f"\n{name}: {result.hits + result.missed} facts\n")
    for label, figure in figures.items():
        sys.stdout.write(f"  {label:<12}{figure:.3f}  (floor {floors.get(label, 0):.3f})\n")
    return [
        f"{name}.{label} is {figures.get(label, 0):.3f}, below {floor}"
        for label, floor in floors.items()
        if figures.get(label, 0) < floor
    ]


def test_own_reports_hold_their_floors() -> None:
    result = score(read_all(own_gold()))
    assert too_low("own", result) == [], "\n".join(result.notes)


@pytest.mark.parametrize("folder", ["later", "newest", "unseen"])
def test_reports_written_by_others_hold_their_floors(folder: str) -> None:
    golds = gold_in(folder)
    for gold in golds:
        text = gold["path"].read_text(encoding="utf-8").replace("\u00a0", " ")
        assert [claim["quote"] for claim in gold["claims"] if claim["quote"] not in text] == [], gold["name"]
    result = score(read_all(golds))
    assert too_low(folder, result) == [], "\n".join(result.notes)


def test_seeds_hold_their_floors() -> None:
    if not SEEDS.is_dir():
        pytest.skip("the seeds' annotations are not beside this checkout (../shared/gold)")
    result = score(read_all([load_gold(path) for path in sorted(SEEDS.glob("seed-*.yaml"))]))
    assert too_low("seeds", result) == [], "\n".join(result.notes)


def test_field_texts_hold_their_floors() -> None:
    golds = field_gold()
    if not golds:
        pytest.skip("the field texts are not beside this checkout (../shared/data)")
    result = score(read_field(golds))
    assert too_low("field", result) == [], "\n".join(result.notes)


def test_own_reports_are_enough() -> None:
    """As many reports, claims, kinds and countries as were agreed, every quote a stretch of its text."""
    golds = own_gold()
    kinds = [kind for gold in golds for claim in gold["claims"] for kind in claim["kind"].split("|")]
    known = (ROOT / "src" / "tawthiq" / "lexicon" / "data" / "kinds.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(golds) >= 40
    assert sum(len(gold["claims"]) for gold in golds) >= 220
    assert len({gold["country"] for gold in golds}) >= 6
    assert [kind for kind in (row.split(",")[0] for row in known) if kinds.count(kind) < 3] == []
    for gold in golds:
        text = gold["path"].read_text(encoding="utf-8").replace("\u00a0", " ")
        assert [claim["quote"] for claim in gold["claims"] if claim.get("quote", "") not in text] == [], gold["name"]


def test_lowered_floors_are_in_the_changelog() -> None:
    changelog = CHANGELOG.read_text(encoding="utf-8")
    versions = [*committed_floors(), floors_of(FLOORS.read_text(encoding="utf-8"))]
    missing = [line for older, newer in pairwise(versions) for line in lowered(older, newer) if line not in changelog]
    assert missing == [], "write these lines under Reading in CHANGELOG.md, with the reason"


def test_a_lowered_floor_is_noticed() -> None:
    before = {"own": {"harm": 0.9, "start": 0.8}}
    assert lowered(before, {"own": {"harm": 0.85, "start": 0.8}}) == ["floor own.harm: 0.9 to 0.85"]
    assert lowered(before, {"own": {"harm": 0.95}}) == ["floor own.start: 0.8 to 0"]
    assert lowered(before, before) == []


def lowered(older: Floors, newer: Floors) -> list[str]:
    """The lines that must stand in the changelog where floors went down or away."""
    return [
        f"floor {name}.{label}: {floor} to {newer.get(name, {}).get(label, 0)}"
        for name, floors in older.items()
        for label, floor in floors.items()
        if newer.get(name, {}).get(label, 0) < floor
    ]


def committed_floors() -> list[Floors]:
    """The floors of every commit that changed them, oldest first; none where this is no clone."""
    path = FLOORS.relative_to(ROOT).as_posix()
    commits = git("log", "--reverse", "--diff-filter=AM", "--format=%H", "--", path).split()
    return [floors_of(git("show", f"{commit}:{path}")) for commit in commits]


def git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)  # noqa: S603, S607
    except FileNotFoundError:
        return ""
    return done.stdout.decode() if done.returncode == 0 else ""
