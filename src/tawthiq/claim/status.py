"""Status: whether an act is said to have occurred, to go on, to be planned, threatened, attempted or denied."""

from collections.abc import Sequence

from tawthiq.claim.acts import Act
from tawthiq.claim.frames import FRAMES
from tawthiq.claim.speakers import Saying
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.model import Status

_COMING = frozenset({"القادمه", "المقبله", "القادم", "المقبل", "قادمه", "مقبله", "مرتقب", "مرتقبه", "وشيك", "وشيكه", "سوف"})
_REACH = 6


def status_of(act: Act, chunks: Sequence[Chunk], scene: Scene, saying: Saying | None) -> Status | None:
    """The status of an act, or None where the words do not assert one (a purpose, a possibility, a negation)."""
    for support in act.supports:
        if support.support and support.support.status:
            return support.support.status  # type: ignore[return-value]
    head = chunks[act.main.head]
    if _prevented(act, chunks, scene):
        return None
    if _negated(act, chunks):
        return "denied" if saying is not None and saying.stance == "denies" else None
    if _purpose_or_possibility(act, chunks, scene):
        return None
    if saying is not None and saying.stance == "denies" and saying.at < act.main.head:
        return "denied"
    if act.main.verbal and (head.clitic.endswith("س") or _coming(act, chunks, scene)):
        return "planned"
    if not act.main.verbal and _coming(act, chunks, scene):
        return "planned"
    return "ongoing" if _ongoing(act, chunks) else "occurred"


def _prevented(act: Act, chunks: Sequence[Chunk], scene: Scene) -> bool:
    """«قبل انفجارها», «قبل تفجير نفسه»: it was stopped before it happened."""
    before = chunks[act.main.head - 1] if act.main.head else None
    exploding = act.main.kind is not None and act.main.kind.frame == "explode" and not act.main.verbal
    return exploding and before is not None and scene.form(before.first) in ("قبل", "قبيل")


def _negated(act: Act, chunks: Sequence[Chunk]) -> bool:
    for chunk in chunks[max(0, act.first - 2) : act.main.head]:
        if chunk.sort == "lex" and chunk.grammar("negation") is not None and chunk.grammar("prepositions") is None:
            return True
    return False


def _purpose_or_possibility(act: Act, chunks: Sequence[Chunk], scene: Scene) -> bool:
    reach = range(max(0, act.first - _REACH), act.main.head + 1)
    told = [at for at in reach if at < act.first and chunks[at].has("trigger")]
    for at in reach:
        chunk = chunks[at]
        if told and at <= told[-1]:
            continue
        if chunk.sort != "lex":
            continue
        if chunk.grammar("purpose") is not None and not chunk.grammar("prepositions") and act.first - at <= 3:
            return True
        if chunk.grammar("hypothetical") is not None:
            return True
        if chunk.grammar("may") is not None and act.first - at <= 3 and at < act.main.head and not _perfect(act, chunks):
            return True
    head = chunks[act.main.head]
    return act.main.verbal and head.clitic in ("ل", "ول", "فل") and not _narrative(scene, chunks, act)


def _perfect(act: Act, chunks: Sequence[Chunk]) -> bool:
    return not act.main.verbal or not chunks[act.main.head].has("trigger", "present")


def _narrative(scene: Scene, chunks: Sequence[Chunk], act: Act) -> bool:
    """«لتتدخل الطائرات»: at the start of a sentence the verb goes on with the story."""
    return act.main.head == 0


def _coming(act: Act, chunks: Sequence[Chunk], scene: Scene) -> bool:
    start = chunks[max(0, act.first - 8)].first
    end = chunks[min(len(chunks), act.main.head + 3) - 1].last
    return any(word.form in _COMING for word in scene.words[start : end + 1])


def _ongoing(act: Act, chunks: Sequence[Chunk]) -> bool:
    frame = FRAMES[act.main.kind.frame] if act.main.kind else None
    if act.main.kind_id == "capture" and chunks[act.main.head].has("trigger", "present"):
        return True
    if any(s.verbal and s.support is not None and s.support.role == "none" and chunks[s.head].has("support", "present") for s in act.supports):
        return True
    if frame and frame.ongoing and (act.main.kind_id == "control" or chunks[act.main.head].has("trigger", "present")):
        return True
    near = (*chunks[max(0, act.first - 2) : act.main.head], *chunks[act.main.head + 1 : act.main.head + 3])
    return any(chunk.grammar("ongoing") is not None for chunk in near)
