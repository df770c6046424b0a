"""Print weights for the features of fusion, learnt from reports of which it is known which tell of one event.

    weigh_features.py READINGS.jsonl LABELS.jsonl [--kinds KINDS]

READINGS: what `tawthiq read --json` prints. LABELS: one object per line with the report's `id`, in which its `source`
ends, and its `event`; reports of none or several are left out. Reports whose id has an even first byte of SHA-256 are
learnt from, the others are held out. Each two reports count with their best two claims by the weights so far
(logistic regression, a few rounds). Where 7 in 10 of the pairs are right is printed for both halves. What is written
down in `features.py` is rounded from these weights; where few of the reports show a thing, it is set by judgement.
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from operator import mul
from pathlib import Path

import msgspec

from tawthiq.fuse.features import FEATURES, Scorer
from tawthiq.fuse.fusion import candidates
from tawthiq.fuse.items import items_of
from tawthiq.model import Reading

ROUNDS, STEPS, RATE, RIDGE = 3, 400, 4.0, 1e-4
RIGHT = 0.7
SCALE = 0.15
"""What a unit of log-odds is worth in a score."""

Row = tuple[float, ...]
Weights = list[float]


def half(name: str) -> int:
    """In which half a report is: 0 is learnt from."""
    return sha256(name.encode()).digest()[0] % 2


def rows_of(readings: Iterable[Reading], told: dict[str, str]) -> dict[tuple[str, str], list[Row]]:
    """What the features judge of every two claims that are compared, by their reports."""
    items = [item for item in items_of(readings) if Path(item.head.source).name in told]
    scorer = Scorer(item.head for item in items)
    traits = {item.claim.id: item.traits for item in items}
    source = {item.claim.id: Path(item.head.source).name for item in items}
    found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for a, b in sorted(candidates(traits.values())):
        x, y = sorted((source[a], source[b]))
        if x != y and half(x) == half(y) and scorer.score(traits[a], traits[b]) is not None:
            pair = scorer.pairs.pair(traits[a], traits[b])
            found[x, y].append(tuple(feature.judge(pair) for feature in FEATURES))
    return dict(found)


def worth(row: Row, weights: Weights) -> float:
    """The weighted sum of a row."""
    return sum(map(mul, row, weights))


def fitted(rows: list[Row], right: list[bool], weights: Weights) -> Weights:
    """Weights by logistic regression, from some weights on."""
    weights, offset = list(weights), -2.0
    counted = defaultdict(lambda: [0, 0])
    for row, one in zip(rows, right, strict=True):
        counted[row][one] += 1
    size = len(rows)
    moments, moved = [0.0] * (len(weights) + 1), RATE
    for _ in range(STEPS):
        slope = [RIDGE * weight for weight in weights] + [0.0]
        for row, (wrong, good) in counted.items():
            chance = 1 / (1 + math.exp(-worth(row, weights) - offset))
            error = ((wrong + good) * chance - good) / size
            for at, value in enumerate(row):
                if value:
                    slope[at] += error * value
            slope[-1] += error
        moments = [0.9 * moment + one for moment, one in zip(moments, slope, strict=True)]
        weights = [weight - moved * moment for weight, moment in zip(weights, moments, strict=False)]
        offset -= moved * moments[-1]
    return weights


def threshold(scored: Iterable[tuple[float, bool]]) -> tuple[float, int]:
    """The least score from which `RIGHT` of the pairs are right, and how many of those are."""
    best, good = (0.0, 0), 0
    for at, (score, right) in enumerate(sorted(scored, reverse=True), 1):
        good += right
        if good / at >= RIGHT:
            best = (score, good)
    return best


def main() -> None:
    """Learn the weights and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readings", type=Path)
    parser.add_argument("labels", type=Path)
    given = parser.parse_args()
    told = {one["id"]: one["event"] for one in map(json.loads, given.labels.read_text("utf-8").splitlines())}
    decode = msgspec.json.Decoder(Reading).decode
    pairs = rows_of((decode(line) for line in given.readings.read_bytes().splitlines()), told)
    weights = [feature.weight / SCALE for feature in FEATURES]
    learnt = [pair for pair in pairs if half(pair[0]) == 0]
    right = [told[a] == told[b] for a, b in learnt]
    for _ in range(ROUNDS):
        best = {pair: max(rows, key=lambda row: worth(row, weights)) for pair, rows in pairs.items()}
        weights = fitted([best[pair] for pair in learnt], right, weights)
    for which in (0, 1):
        scored = [
            (max(worth(row, weights) for row in rows), told[a] == told[b])
            for (a, b), rows in pairs.items()
            if half(a) == which
        ]
        at, good = threshold(scored)
        print(f"{'even' if which == 0 else 'odd'}: {good} of {sum(one for _, one in scored)} from {at * SCALE:.2f} on")
    for feature, weight in zip(FEATURES, weights, strict=True):
        print(f"{feature.name:12} {weight * SCALE:5.2f}   now {feature.weight:.2f}")


if __name__ == "__main__":
    main()
