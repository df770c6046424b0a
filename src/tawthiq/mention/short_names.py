"""Short names of actors («التنظيم», «الدفاع المدني»): whom one may mean in a report."""

from tawthiq.lexicon.entries import Actor
from tawthiq.lexicon.phrases import Match
from tawthiq.mention.scene import Scene

_OF_BODIES = frozenset("العامه العام العليا الاعلي المحلي المحليه البلدي البلديه المستقله المستقل".split())
_UNARMED = frozenset({"civil", "international"})
_UNITS = frozenset({"اللواء", "الفوج", "الفرقه", "الكتيبه"})


def is_country(actor: Actor) -> bool:
    """Whether an actor is a state as a whole, which people come from rather than belong to."""
    return actor.sort == "state" and "." not in actor.id


def local_actors(scene: Scene, match: Match) -> tuple[Actor, ...]:
    """The actors that a short name may mean in this report: of its country or none, or named in it in full."""
    actors = tuple([sense.entry for sense in match.senses if sense.sort == "short"])
    if not scene.country:
        return actors
    common = match.first == match.last  # «الجامعة», «البرنامج», «المؤسسة»
    unmistakable = match.last - match.first > 1  # «القوات المسلحة اليمنية»
    return tuple(a for a in actors if unmistakable or _is_meant(scene, a, common) or scene.names_actor(a.id))


def is_unit_or_base(scene: Scene, match: Match) -> bool:
    """«مقر اللواء 46», «في قاعدة س … استهداف القاعدة»: one of many units, a base told in the same sentence."""
    noun = scene.bare_form(match.first, match.clitic)
    if noun in _UNITS:
        return scene.form(match.last + 1).isdigit()
    return noun == "القاعده" and any(word.form.removeprefix("ب") == "قاعده" for word in scene.words)


def _is_meant(scene: Scene, actor: Actor, common: bool) -> bool:
    """Whether a short name may mean an actor that is not named in full: by a `common` noun alone no unarmed body."""
    if common and actor.sort in _UNARMED:
        return False
    return is_country(actor) or actor.country in (None, scene.country)


def names_another(scene: Scene, match: Match) -> bool:
    """«الهيئة العامة», «المجلس الأعلى»: whether an adjective behind a short name makes it another body's."""
    return match.first == match.last and scene.joined(match.last + 1) and scene.form(match.last + 1) in _OF_BODIES
