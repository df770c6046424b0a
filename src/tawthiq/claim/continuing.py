"""Continuing: whether an act that names no doer is done by the one told of before."""

from collections.abc import Sequence

from tawthiq.claim.acts import Act
from tawthiq.claim.carried import goes_on_to_harm
from tawthiq.claim.parties import STRIKES
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.model import Claim

OPERATIONS = frozenset({"raid", "arrest", "looting", "destruction", "abuse"})
"""What forces do in the course of a raid."""
_FIRING = STRIKES | {"small_arms_fire"}
_DEEDS = OPERATIONS | {"killing", "abduction", "forced_conscription"}
_TO_PEOPLE = frozenset({"kill", "take", "mistreat", "conscript"})
_BY_CAPTORS = frozenset(
    {"destruction", "explosive_device", "killing", "abduction", "arrest", "abuse", "raid", "shelling"}
)
_ASSAULTS = frozenset({"ground_attack", "capture", "advance"})
_PRONOUNS = ("ها", "هم", "هما")
_WENT_BEFORE = frozenset("سبقتها سبقه سبقته سبقها تخللها تخلله تخللتها تخللته رافقها رافقه رافقتها رافقته".split())


class Continuing:
    """Tells by an act's words, and by the claim before it, whether the doer goes on."""

    def __init__(self, act: Act, kind: str, scene: Scene, chunks: Sequence[Chunk], previous: Claim | None) -> None:
        self.act, self.kind, self.scene, self.chunks, self.previous = act, kind, scene, chunks, previous

    def active(self) -> bool:
        """Whether a verb's own form shows that people do it («وخطفوا ثلاثة»)."""
        form = self.scene.words[self.chunks[self.act.main.head].first].form
        return self.in_its_course() or form.endswith("وا") or (form.endswith("ت") and form.startswith(("و", "ف")))

    def in_its_course(self) -> bool:
        """«نفذت مداهمات اعتقلت خلالها خمسة»: a verb that goes on with what the doer did."""
        return self.scene.form(self.chunks[self.act.main.head].last + 1) in ("خلالها", "خلاله", "اثناءها", "اثناءه")

    def _joined_by_deeds(self) -> bool:
        """«أعدم رجلين في الساحة وخطف ثالثا»: an unmarked verb that «و» joins to an act of one who does such things."""
        main, previous = self.act.main, self.previous
        joined = self.chunks[main.head].clitic == "و" and main.frame in _TO_PEOPLE
        return joined and previous is not None and previous.kind in _BY_CAPTORS

    def helps_on(self) -> bool:
        """«عثرت القوات على مخبأ وفككت …», «أجلى الهلال الأحمر مرضى ووزع …»: who is plainly still the subject."""
        main, previous = self.act.main, self.previous
        if main.frame == "bury" or not self.chunks[main.head].clitic.startswith("و"):
            return False
        relief = previous is not None and previous.kind in ("aid", "evacuation", "discovery")
        return relief or self.active()

    def went_before(self) -> bool:
        """«استعادت القوات البلدة بعد معارك، سبقتها رمايات»: what went before or with an assault its doers did."""
        first = self.chunks[self.act.main.head].first
        return self.kind in STRIKES and self.scene.form(first - 1).removeprefix("و") in _WENT_BEFORE

    def by_verb(self) -> bool:
        """Whether a verb that may be passive is the doer's who was told of before."""
        return self.active() or self._joined_by_deeds()

    def by_noun(self) -> bool:
        """Whether an act told by a noun is the doer's who was told of before."""
        return self._pronoun() or self._carried() or self._during() or self._follows_up()

    def _pronoun(self) -> bool:
        """«وصولها», «قصفه»: the doer is a pronoun on the verbal noun, or on the noun that carries it."""
        nouns = [self.act.main, *(support for support in self.act.supports if not support.verbal)]
        return any(self.scene.words[self.chunks[noun.head].last].form.endswith(_PRONOUNS) for noun in nouns)

    def _carried(self) -> bool:
        """A support verb whose subject stands in an earlier clause («تمكنت من … وشنّت هجوما»)."""
        return any(s.support is not None and s.support.role == "agent" for s in self.act.supports)

    def _during(self) -> bool:
        """«اعتقلت … خلال اقتحام البلدة», «اقتحمت … وسط إطلاق الغاز»: the doer goes on."""
        link = self.act.main.link
        if link is None or self.act.roles.patients:
            return False
        amid = self.previous is not None and self.previous.kind in OPERATIONS and self.kind in _FIRING
        form = self.scene.form(link.last)
        return form in ("خلال", "اثناء") or (form == "وسط" and amid)

    def _follows_up(self) -> bool:
        harming = any(goes_on_to_harm(self.scene.words, self.chunks, harm, self.act) for harm in self.act.harms)
        return harming or self._of_operation() or self._prepared() or self._joined()

    def _prepared(self) -> bool:
        """«هاجمت القوات س بعد تمهيد مدفعي»: who attacks has struck first, where no one else is named."""
        main, previous = self.act.main, self.previous
        if previous is None or previous.kind not in _ASSAULTS or self.act.roles.patients or self.act.roles.places:
            return False
        link = self.act.main.link
        return main.frame == "strike" and link is not None and self.scene.form(link.last) == "بعد"

    def _joined(self) -> bool:
        """«اختطاف 40 مدنيا وإعدام ستة منهم»: a deed that «و» joins to another, both told by nouns."""
        main, follows = self.act.main, self.act.follows
        deeds = self.kind in _DEEDS and self.previous is not None and self.previous.kind in _DEEDS
        if main.verbal or follows is None or self.previous is None:
            return False
        strikes = self.previous.kind in STRIKES and self.kind in STRIKES and not follows.main.verbal
        clitic = self.chunks[main.head].clitic
        if clitic == "ب":  # «خرقت الفرقة الاتفاق بقصف …»
            return self.previous.kind == "agreement_violated"
        return (deeds or (strikes and not self.act.roles.patients)) and clitic in ("و", "وب")

    def _of_operation(self) -> bool:
        """«داهمت … ما أسفر عن ضبط», «اقتحمت … حيث اعتُقل ثلاثة»: what is done in a raid its doers do."""
        return (
            self.previous is not None
            and self.previous.kind in _DEEDS
            and self.kind in OPERATIONS
            and self.kind != self.previous.kind
        )
