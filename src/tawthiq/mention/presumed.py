"""Presumed parties: «غارة يرجح أنها روسية», «طائرة يُعتقد أنها أردنية» name a party as surely as they can."""

from tawthiq.mention.actors import ActorMention, affiliated
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene

_THAT_IT_IS = frozenset("انها انه انهما انهم بانها بانه بانهم".split())


def join_presumed(scene: Scene, chunks: list[Chunk]) -> list[Chunk]:
    """Take the words of doubt between a noun and its party for no clause of their own."""
    if "affiliation" not in scene.sorts or not scene.has_word(_THAT_IT_IS):
        return chunks
    joined: list[Chunk] = []
    for chunk in chunks:
        doubted = chunk.sort == "affiliation" and len(joined) > 1 and _doubts(scene, joined[-2], joined[-1])
        if doubted:
            that, doubt = joined.pop(), joined.pop()
            if len(joined) > 1 and scene.form(joined[-1].first).startswith("مجهول") and joined[-1].sort == "word":
                joined.pop()  # «طيران مجهول يرجح أنه إسرائيلي»
            force = _force(scene, joined[-1], chunk) if joined else None
            if force is not None:
                joined[-1] = force
                continue
            joined.append(Chunk("word", doubt.first, that.last, "presumed"))
        elif chunk.sort == "actor" and chunk.clitic == "ل" and len(joined) > 1 and _doubts(scene, *joined[-2:]):
            that, doubt = joined.pop(), joined.pop()  # «غارات يرجح أنها لطائرات أردنية»
            joined.append(Chunk("word", doubt.first, that.last, "presumed"))
        joined.append(chunk)
    return joined


def _doubts(scene: Scene, doubt: Chunk, that: Chunk) -> bool:
    """«يعتقد أنها»: a verb of doubt with its «أن» that has a pronoun."""
    doubting = any(sense.entry.stance == "doubts" for sense in doubt.of("reporting"))
    return doubting and not doubt.clitic and scene.form(that.last) in _THAT_IT_IS and scene.joined(that.first)


def _force(scene: Scene, noun: Chunk, party: Chunk) -> Chunk | None:
    """The force of a party that the noun before the doubt leaves unnamed."""
    if noun.rule != "actor.generic" or noun.value.candidates:
        return None
    affiliation, service = party.value.affiliation, noun.value.service
    actor = affiliated(scene, affiliation, service)
    if actor is None:
        return None
    mention = ActorMention((actor,), service, noun.value.definite, affiliation=affiliation)
    return Chunk("actor", noun.first, party.last, "actor.composed", mention, noun.clitic)
