"""Roads by the places at their ends: «طريق س - ص», «الطريق الدولي س – ص»."""

from collections.abc import Callable

from tawthiq.lexicon.phrases import Match
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.place_names import PlaceMention, candidates, is_ordinary
from tawthiq.mention.scene import Scene
from tawthiq.mention.unlisted_names import may_continue

_DASHES = frozenset("-–—ـ")

ReadHeaded = Callable[[Scene, int], Chunk | None]
"""Reads the place that a head noun at a word leads."""


def read_road(scene: Scene, match: Match, headed: ReadHeaded) -> Chunk | None:
    """A road by its ends, which is one place; `match` is its head noun."""
    start, between = _behind_adjectives(scene, match.last + 1)
    last = _end(scene, start, between, headed)
    if last is None:
        return None
    if between and scene.joined(last + 1) and any(found.clitic == "و" for found in scene.named(last + 1)):
        last = next(found.last for found in scene.named(last + 1) if found.clitic == "و")
    starts = [start]
    while last + 1 < len(scene) and _dashed(scene, last + 1):
        end = _end(scene, last + 1, False, headed)
        if end is None:
            break
        starts.append(last + 1)
        last = end
    if not between and not any(_dashed(scene, at) for at in range(start + 1, last + 1)):
        return None
    ends = tuple(place for at in starts for found in scene.named(at)[:1] for place in candidates(scene, found))
    name = (match.first, last)
    mention = PlaceMention(name, (), "road", relation="on_road", whole=True, clitic=match.clitic, ends=ends)
    return Chunk("place", match.first, last, "place.road", mention, match.clitic)


def _behind_adjectives(scene: Scene, at: int) -> tuple[int, bool]:
    """The first word behind a road's adjectives, and whether «بين» is the last of them."""
    between = False
    while scene.joined(at) and (adjective := scene.grammar(at, "road_adjectives")):
        at, between = adjective.last + 1, scene.form(adjective.last) == "بين"
    return at, between


def _end(scene: Scene, at: int, between: bool, headed: ReadHeaded) -> int | None:
    """The last word of the place at one end of a road, known or not."""
    if at >= len(scene) or scene.form(at) == "":
        return None
    named = next((match for match in scene.named(at) if not match.clitic), None)
    if named:
        return named.last
    head = scene.nested(headed, at)
    if head and not head.clitic and not head.value.reference:
        return head.last
    known = scene.words[at].sort == "word" and not is_ordinary(scene, at) and not scene.grammar(at, "not_names")
    compound = bool(scene.grammar(at, "name_starts")) and scene.joined(at + 1) and may_continue(scene, at + 1)
    last = at + compound  # «تل س», «سيد ص»
    dashed = _dashed(scene, at) or (last + 1 < len(scene) and _dashed(scene, last + 1))
    return last if (known or compound) and (dashed or between) else None


def _dashed(scene: Scene, at: int) -> bool:
    return not _DASHES.isdisjoint(scene.words[at].gap)
