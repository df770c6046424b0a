"""Whether words that name an act mean one: the evidence for war in a report against that for a peaceful subject."""

from collections.abc import Sequence

from tawthiq.claim.acts import Act
from tawthiq.claim.discourse import ARMED
from tawthiq.claim.frames import FRAMES
from tawthiq.claim.settle import families_of
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene


def warlike(chunked: Sequence[Sequence[Chunk]]) -> bool:
    """Whether a report as a whole speaks of war: parties, weapons and strong acts outweigh words of peaceful subjects."""
    score = 0.0
    for chunks in chunked:
        for chunk in chunks:
            if chunk.sort == "actor" and chunk.value.candidates and chunk.value.candidates[0].sort in ARMED and chunk.value.candidates[0].sort != "state":
                score += 1
            elif chunk.sort == "means" or (chunk.sort == "people" and chunk.value.harms):
                score += 1
            elif chunk.has("trigger") and not all(s.entry.weak for s in chunk.of("trigger")):
                score += 1
            if chunk.has("domain"):
                score -= 1
    return score >= 2


def rejection(act: Act, scene: Scene, chunks: Sequence[Chunk], warlike: bool, agents: bool, targets: bool) -> str | None:
    """Why the words are no act of armed conflict here, or None where they are one.

    `warlike` says that the report as a whole speaks of war; `agents`, `targets` that parties were found or inherited.
    """
    head = chunks[act.main.head]
    after = _peaceful_after(scene, chunks, act.main.head)
    if after:
        return f"the words after it are of {after}"
    frame = FRAMES[act.main.kind.frame] if act.main.kind else None
    if frame and frame.needs and not _has_needed(act, frame.needs, agents):
        return "what the act needs is not named"
    if frame is FRAMES["clash"] and act.main.weak and not act.main.verbal and not (act.roles.parties or act.roles.agents or act.supports):
        return "fighting mentioned, not told"
    if (act.main.weak or head.sort != "lex") and not (warlike or _weapon(act) or _relief(act)):
        return "a word with peaceful senses, and nothing warlike beside it"
    if not (warlike or _weapon(act) or _relief(act) or act.roles.victims or act.roles.places):
        return "no party, weapon, victim or place beside it"
    return None


def _relief(act: Act) -> bool:
    """Whether relief bodies or people in need make a word of relief mean what it says."""
    frame = act.main.kind.frame if act.main.kind else ""
    if frame not in ("deliver", "block", "evacuate", "agree", "release", "lift"):
        return False
    bodies = [c for c in (*act.roles.agents, *act.roles.parties) if c.sort == "actor"]
    return act.main.pair is not None or bool(bodies or act.roles.victims)


def _peaceful_after(scene: Scene, chunks: Sequence[Chunk], head: int) -> str | None:
    at = chunks[head].last + 1
    for index in (at, at + 1):
        if index >= len(scene) or not scene.joined(index):
            return None
        found = scene.first(index, "after")
        if found and found[0].clitic in ("", "ل", "ب"):
            return str(found[1].entry.domain)
        if scene.lexical(index):
            return None
    return None


def _has_needed(act: Act, needs: frozenset[str], agents: bool) -> bool:
    roles = act.roles
    objects = {sense.entry.id for c in (*roles.objects, *roles.patients, *roles.means, *roles.victims) for sense in c.senses if sense.sort == "object"}
    posts = any(c.value.post for c in roles.objects if c.sort == "object")
    checks = {
        "place": bool(roles.places),
        "armed": agents,
        "victim": bool(roles.victims),
        "object": bool(roles.objects),
        "object:post": posts,
    }
    return any(checks.get(need, need.removeprefix("object:") in objects) for need in needs) or (
        "object:aircraft" in needs and any(getattr(c.value, "family", "") in ("aircraft", "drone") or getattr(c.value, "service", "") in ("air", "drone") for c in (*roles.means, *roles.patients, *roles.agents))
    )


def _weapon(act: Act) -> bool:
    return bool(families_of(act)) or any(c.sort == "people" and c.value.harms for c in (*act.roles.victims,)) or bool(act.harms)
