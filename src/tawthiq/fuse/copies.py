"""Near copies: the same dispatch as several outlets carry it, found by MinHash over shingles of folded words."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from zlib import crc32

import regex
from rensa import RMinHash

from tawthiq.fuse.groups import connected

Sketch = tuple[int, ...]

COPY = 0.6
"""Reports that share this much of their shingles are one text."""
SHINGLE = 3
"""Words in a shingle."""
FEWEST = 5
"""A text of fewer shingles says too little of its own to be called a copy."""
HASHES, BANDS = 64, 16
"""A text's hashes, and the bands that they are cut into to find candidates: at `COPY`, 89 in 100 copies share one."""
_SEED = 1438
_WORD = regex.compile(r"[\p{L}\p{N}]+")


def sketch_of(text: str) -> Sketch:
    """The MinHash of a folded text; empty where it is too short."""
    words = _WORD.findall(text)
    shingles = {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
    if len(shingles) < FEWEST:
        return ()
    minhash = RMinHash(num_perm=HASHES, seed=_SEED)
    minhash.update(sorted(shingles))
    return tuple(minhash.digest())


def likeness(a: frozenset[tuple[int, int]], b: frozenset[tuple[int, int]]) -> float:
    """The share of shingles that two texts have in common, as their sketches, numbered, estimate it."""
    return len(a & b) / HASHES


def numbered(sketch: Sketch) -> frozenset[tuple[int, int]]:
    """A sketch as `likeness` takes it: each hash with its place."""
    return frozenset(enumerate(sketch))


def bands_of(sketch: Sketch) -> tuple[int, ...]:
    """Keys of a text: copies nearly always share one, others hardly ever."""
    rows = HASHES // BANDS
    cut = [sketch[at : at + rows] for at in range(0, len(sketch), rows)]
    return tuple(crc32(repr((band, values)).encode()) for band, values in enumerate(cut))


def find_copies(sketches: Iterable[tuple[str, Sketch]]) -> list[tuple[str, ...]]:
    """Groups of report ids that carry one text, each sorted; reports with no copy are in none.

    A copy of a copy is in the same group. The order of the reports does not matter.
    """
    known = dict(sketches)
    sets = {report: numbered(sketch) for report, sketch in known.items()}
    blocks: defaultdict[int, list[str]] = defaultdict(list)
    for report in sorted(known):
        for band in bands_of(known[report]):
            blocks[band].append(report)
    pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    return connected(known, [(a, b) for a, b in sorted(pairs) if likeness(sets[a], sets[b]) >= COPY])
