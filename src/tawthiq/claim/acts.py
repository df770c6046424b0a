"""Acts: predications grouped into what is told once."""

from msgspec import Struct, field

from tawthiq.claim.predication import Predication
from tawthiq.claim.roles import Roles


class Act(Struct):
    """One act of a sentence.

    `main` names it; `parts` are the other predications that tell it (support verbs, relative verbs); `harms` the harm
    predications attached; `definite` is true of a definite act noun («القصف»), `reference` where it only points back;
    `follows` is the act told before it.
    """

    main: Predication
    parts: list[Predication] = field(default_factory=list)
    supports: list[Predication] = field(default_factory=list)
    harms: list[Predication] = field(default_factory=list)
    roles: Roles = field(default_factory=Roles)
    reference: bool = False
    definite: bool = False
    follows: "Act | None" = None

    @property
    def first(self) -> int:
        """Index of the first chunk that belongs to the act."""
        if not (self.parts or self.supports):
            return self.main.start
        return min(p.start for p in (self.main, *self.parts, *self.supports))

    def share(self, during: "Act") -> None:
        """«اعتقلت … خلال اقتحام بلدة س فجر الأحد»: where and when of the other hold for this one."""
        self.roles.places = self.roles.places or list(during.roles.places)
        self.roles.times = self.roles.times or list(during.roles.times)
