"""Enemies: words that name no party but whoever the speaker fights."""

from tawthiq.lexicon.entries import Actor
from tawthiq.lexicon.phrases import Match
from tawthiq.mention.scene import Scene

ENEMY = "العدو"
"""Folded."""
_LOADED = ("ارهابيه", "ارهابي", "تكفيريه", "متطرفه", "متشدده", "متمرده", "معاديه", "مسلحه")
_OUTSIDE = ("خارجه", "خارجين")
_WARS_WITHIN = frozenset({"SD", "LY", "YE", "IQ"})


def is_any_enemy(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> bool:
    """«تكبيد العدو خسائر»: whoever the speaker fights, in a land whose war is with none of those called so by name."""
    if scene.country not in _WARS_WITHIN or scene.bare_form(match.first, match.clitic) != ENEMY:
        return False
    return not any(scene.names_actor(actor.id) for actor in actors)


def is_loaded(scene: Scene, at: int) -> bool:
    """Whether an adjective calls a group armed or worse («المجموعات الإرهابية»), as no party calls its own."""
    form = scene.form(at).removeprefix("ال") if scene.joined(at) else ""
    return form in _LOADED or (form in _OUTSIDE and scene.form(at + 1) == "عن")
