"""Means of an act: the weapons and vehicles that its words, its doers' names or its adjectives tell."""

from collections.abc import Sequence

from tawthiq.claim.acts import Act
from tawthiq.lexicon.entries import Means
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.model import MeansRef, Span

_TOLD_WITHIN = frozenset({"means", "means_adjectives"})


def means_of(act: Act, chunks: Sequence[Chunk], scene: Scene) -> tuple[MeansRef, ...]:
    """The means of an act: named with it, in its doers' name («دبابات الاحتلال»), or an adjective («قصف مدفعي»)."""
    found: dict[str, MeansRef] = {}
    told = () if scene.sorts.isdisjoint(_TOLD_WITHIN) else (act.main, *act.parts)
    for chunk in (*act.roles.agents, *[chunks[predication.head] for predication in told]) if told else ():
        covered = chunk.first
        for at in range(chunk.first, min(chunk.last + 3, len(scene))):
            inner = _inner_means(scene, at, chunk) if at >= covered else None
            if inner is not None:
                entry, last = inner
                covered = last + 1
                found.setdefault(entry.id, _ref(scene, entry, (scene.words[at].start, scene.words[last].end)))
    for chunk in act.roles.means:
        entries = [sense.entry for sense in chunk.senses if sense.sort == "means"]
        for entry in entries or ([chunk.value] if chunk.sort == "means" else []):
            found.setdefault(entry.id, _ref(scene, entry, chunk.span(scene.words)))
    return tuple(found.values())


def _ref(scene: Scene, entry: Means, span: Span) -> MeansRef:
    start, end = span
    return MeansRef(entry.id, entry.ar, entry.en, None, scene.text[start:end], span)


def _inner_means(scene: Scene, at: int, chunk: Chunk) -> tuple[Means, int] | None:
    """Means at a word inside a chunk, or an adjective of means right after it; with the last word of its name."""
    if at <= chunk.last and (chunk.sort in ("actor", "lex") or (chunk.sort == "people" and at == chunk.first)):
        for match, sense in scene.senses(at, "means"):
            if match.last <= chunk.last:
                return sense.entry, match.last
    adjective = scene.grammar_key(at, "means_adjectives")
    if adjective and chunk.sort == "lex" and all(scene.words[i].joined for i in range(chunk.first + 1, at + 1)):
        entry = next((means for means in scene.lexicon.lists.means if means.id == adjective[1]), None)
        if entry is not None:
            return entry, at
    return None
