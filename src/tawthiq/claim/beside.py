"""Beside a trigger: the words around it that show that it means something else than an act of armed conflict."""

from collections.abc import Sequence

from tawthiq.lexicon.phrases import Sense
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene

NAMES = frozenset({"place", "actor", "time", "means", "outlet"})
"""Sorts of chunks that are names, whose words show no subject."""
_ON_PEOPLE = frozenset({"kill", "take", "mistreat", "conscript", "displace", "evacuate", "release", "harm", "bury"})
_AFTER_ONLY = {"talks": frozenset({"leave", "advance"}), "things": _ON_PEOPLE, "goods": frozenset({"deliver"})}
_NOT_ON_PEOPLE = frozenset({"sport", "politics", "arts", "learning"})
_ANYWHERE = frozenset({"figure", "talks", "things"})
_DEGREES = frozenset(
    "عنيف واسع قوي شديد كبير جديد مضاد حاد مباغت مفاجي متواصل مستمر متبادل حقيقي طويل اخير اول ثاني ضخم شرس مكثف خاطف "
    "هادي موجع".split()
)
_SMUGGLING = frozenset({"تهريب", "لتهريب", "بتهريب", "التهريب"})
_SMUGGLING_REACH = 6
_CRIMES = frozenset("جرايم وجرايم بجرايم بجريمه قضايا قانون مكافحه عقوبه خشيتهم خشيته خشيتها خشيه مخاوف".split())
_PASSED = frozenset({"مع", "على", "ضد", "مساعدات"})
_REACH = 8
_AFTER = frozenset({"after"})


class Beside:
    """The words around a trigger that show another subject; words inside names show none."""

    def __init__(self, scene: Scene, chunks: Sequence[Chunk], frame: str) -> None:
        self._scene, self._chunks, self._frame = scene, chunks, frame

    def next_to(self, end: int) -> str | None:
        """The subject of the word right after, or after one adjective of degree («معركة حقيقية مع السرطان»)."""
        for at in (end + 1, end + 2):
            if not self._scene.joined(at):
                return None
            domain = self._domain(at)
            if domain:
                return domain
            form = self._scene.form(at)
            if form not in _PASSED and form.removeprefix("ال").rstrip("ها") not in _DEGREES:
                return None
        return None

    def within(self, end: int) -> str | None:
        """A figure of speech, a thing or a talk anywhere in the clause («أفرجت الحكومة عن رواتب»)."""
        scene = self._scene
        for at in range(end + 1, min(end + 1 + _REACH, len(scene))):
            if not scene.joined(at):
                return None
            if not (scene.form(at).endswith("ا") or scene.means(at, _AFTER)):
                continue
            domain = self._domain(at)
            if domain in _ANYWHERE and self._scene.form(at - 1) != "تحت":
                return domain
        return None

    def _domain(self, at: int) -> str | None:
        if not (self._scene.means(at, _AFTER) or self._scene.form(at).endswith("ا")):
            return None
        for clitic, sense in self._senses(at):
            if any(chunk.first <= at <= chunk.last for chunk in self._chunks if chunk.sort in NAMES):
                return None
            domain = str(sense.entry.domain)
            fits = self._frame in _AFTER_ONLY.get(domain, (self._frame,))
            if fits and clitic in ("", "ل", "ب") and not (domain in _NOT_ON_PEOPLE and self._frame in _ON_PEOPLE):
                return domain
        return None

    def _senses(self, at: int) -> list[tuple[str, Sense]]:
        """What the words at an index mean beside an act, the accusative ending taken off where it hides the word."""
        form = self._scene.form(at)
        bare = self._scene.lexicon.phrases(form[:-1]).get((), ()) if form.endswith("ا") else ()
        found = [(match.clitic, sense) for match, sense in self._scene.senses(at, "after")]
        return found + [("", sense) for sense in bare if sense.sort == "after"] if bare else found


def as_a_crime(scene: Scene, first: int) -> bool:
    """«جرائم القتل والخطف», «كل من خطف»: a sort of act and not one that was done."""
    joined = scene.form(first).startswith("و") and scene.form(first - 2) in _CRIMES
    if joined or scene.form(first - 1) in _CRIMES:
        return True
    return scene.form(first - 1) == "من" and scene.form(first - 2) in ("كل", "لكل", "وكل")


def smuggled(scene: Scene, verb: int) -> bool:
    """«أحبطت القوات تهريب شحنة»: smuggling that is foiled, and no attack."""
    return any(scene.form(at) in _SMUGGLING for at in range(verb, verb + _SMUGGLING_REACH))
