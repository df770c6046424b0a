"""Near copies: the same dispatch as several outlets carry it, told by MinHash over shingles of folded words."""

import regex
from rensa import RMinHash

Sketch = frozenset[int]

COPY = 0.6
"""Reports that share this much of their shingles are one text."""
SHINGLE = 3
"""Words in a shingle."""
FEWEST = 5
"""A text of fewer shingles says too little of its own to be called a copy."""
HASHES = 64
_SEED = 1438
_WORD = regex.compile(r"[\p{L}\p{N}]+")


def sketch_of(text: str) -> Sketch:
    """The MinHash of a folded text, each hash with its place in one number; empty where the text is too short."""
    words = _WORD.findall(text)
    shingles = {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
    if len(shingles) < FEWEST:
        return frozenset()
    minhash = RMinHash(num_perm=HASHES, seed=_SEED)
    minhash.update(list(shingles))
    return frozenset(HASHES * value + at for at, value in enumerate(minhash.digest()))


def likeness(a: Sketch, b: Sketch) -> float:
    """The share of shingles that two texts have in common, as their sketches estimate it."""
    return len(a & b) / HASHES
