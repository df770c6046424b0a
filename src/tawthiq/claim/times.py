"""When: the time of an act from its own words, its sentence, or what an earlier sentence set."""

from collections.abc import Sequence

import msgspec

from tawthiq.claim.acts import Act
from tawthiq.claim.discourse import Discourse
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.mention.times import TimeMention
from tawthiq.model import Claim, TimeRef


def time_of(
    act: Act, chunks: Sequence[Chunk], scene: Scene, discourse: Discourse, previous: Claim | None
) -> TimeRef | None:
    """The time of an act; None where the report gives none."""
    own = [chunk.value for chunk in act.roles.times]
    for predication in act.harms:
        own.extend(c.value for c in chunks[predication.start : predication.end] if c.sort == "time")
    own = own or [c.value for c in chunks[: act.first] if c.sort == "time"]
    dated = [time for time in own if time.start or time.end]
    if dated:
        return _merged(dated, own, scene)
    inherited = previous.time if previous is not None and previous.time is not None else discourse.time
    if inherited is None:
        later = [c.value for c in chunks if c.sort == "time" and (c.value.start or c.value.end)]
        if later:
            return msgspec.structs.replace(_merged(later, later, scene), via="inherited")
    if inherited is not None and (inherited.start or inherited.end):
        duration = next((time.duration_days for time in own if time.duration_days), None)
        return msgspec.structs.replace(inherited, via="inherited", text=None, span=None, duration_days=duration)
    return refer(own[0], scene) if own else None


def refer(mention: TimeMention, scene: Scene) -> TimeRef:
    """A time mention as a value of a claim."""
    start, end = mention.span
    return TimeRef(
        mention.start.isoformat() if mention.start else None,
        mention.end.isoformat() if mention.end else None,
        mention.precision,
        "stated",
        scene.text[start:end],
        (start, end),
        mention.part_of_day,
        mention.duration_days,
        mention.issues,
    )


def _merged(dated: list[TimeMention], own: list[TimeMention], scene: Scene) -> TimeRef:
    """The first date; «حتى» with a second one carries its end; a duration elsewhere in the clause is added."""
    first = dated[0]
    time = refer(first, scene)
    if len(dated) > 1 and first.start and dated[1].end and dated[1].end >= first.start:
        between = scene.text[first.span[1] : dated[1].span[1]]
        if "حتى" in between or "إلى" in between:
            time = msgspec.structs.replace(time, end=dated[1].end.isoformat())
    duration = next((t.duration_days for t in own if t.duration_days), None)
    return msgspec.structs.replace(time, duration_days=duration) if duration else time
