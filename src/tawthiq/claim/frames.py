"""Frames: which role each sort of word takes beside a trigger.

A frame says what the subject (and the genitive of a verbal noun) and the object are, and what each preposition brings.
Roles: agent, patient, supporter, party (either side of a clash or agreement), victim, place, means, ignore.
"""

from dataclasses import dataclass, field

_STRIKE = {"على": "patient", "إلى": "patient", "ضد": "patient", "ل": "either", "في": "place", "بين": "place"}
_MOVE = {
    "إلى": "place",
    "على": "place",
    "في": "place",
    "expense": "patient",
    "ضد": "patient",
    "من": "ignore",
    "ل": "either",
}
_PEOPLE = {"في": "place", "من": "place", "ل": "either", "إلى": "place", "على": "ignore", "ضد": "patient"}


@dataclass(frozen=True, slots=True)
class Frame:
    """The roles around one family of triggers.

    `subject` and `object` hold for verbs and for the genitives of verbal nouns; `preps` map a preposition's class to a
    role; `needs` names what must be found for the words to mean the act (any one of: place, armed, object:ID, victim,
    doer: an armed party that does it, weapon: one that is found, war: no peaceful subject, in a report of war).
    """

    subject: str = "agent"
    object: str = "patient"
    preps: dict[str, str] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    ongoing: bool = False


_ALWAYS = {
    "agent": "agent",
    "support": "supporter",
    "origin": "ignore",
    "without": "ignore",
    "grip": "patient",
    "expense": "patient",
    "ب": "means",
    "مع": "ignore",
    "عن": "ignore",
    "من": "ignore",
    "في": "place",
}


def _frame(preps: dict[str, str], **rest: object) -> Frame:
    return Frame(preps=_ALWAYS | preps, **rest)  # type: ignore[arg-type]


FRAMES: dict[str, Frame] = {
    "strike": _frame(_STRIKE),
    "raid": _frame(_STRIKE | {"بين": "agent"}),
    "repel": _frame({"ل": "patient", "على": "ignore", "من": "patient", "إلى": "place"}),
    "clash": _frame(
        {"بين": "party", "مع": "party", "ضد": "party", "على": "place", "في": "place"}, subject="party", object="party"
    ),
    "seize": _frame(
        {"على": "place", "من": "patient", "في": "place", "ل": "either"},
        object="place",
        needs=frozenset({"place", "armed"}),
    ),
    "leave": _frame(
        {"من": "place", "عن": "place", "إلى": "ignore", "في": "place", "على": "place"},
        object="ignore",
        needs=frozenset({"armed"}),
    ),
    "depart": _frame(
        {"من": "place", "عن": "place", "إلى": "ignore", "في": "ignore", "على": "ignore"},
        object="place",
        needs=frozenset({"doer"}),
    ),
    "lose": _frame(
        {"من": "patient", "ل": "place", "في": "place", "على": "place"},
        object="place",
        needs=frozenset({"place", "object:post"}),
    ),
    "advance": _frame(_MOVE, object="place", needs=frozenset({"armed"})),
    "besiege": _frame(
        {"على": "place", "في": "place", "ل": "either"}, needs=frozenset({"armed", "place", "war"}), ongoing=True
    ),
    "lift": _frame({"عن": "patient", "على": "place", "في": "place", "إلى": "place"}),
    "explode": _frame(
        {"على": "patient", "في": "place", "ضد": "patient", "إلى": "place", "ل": "either"}, object="means"
    ),
    "down": _frame({"في": "place", "ل": "patient", "على": "place"}, needs=frozenset({"object:aircraft"})),
    "kill": _frame(_PEOPLE | {"ل": "either", "على": "victim"}, object="victim"),
    "take": _frame(_PEOPLE | {"على": "victim", "ل": "either"}, object="victim"),
    "mistreat": _frame(_PEOPLE | {"على": "victim", "بين": "victim"}, object="victim"),
    "conscript": _frame(_PEOPLE | {"على": "ignore", "إلى": "ignore"}, object="victim"),
    "displace": _frame(
        {"من": "place", "إلى": "destination", "عن": "place", "في": "place", "ل": "victim"},
        subject="victim",
        object="victim",
        needs=frozenset({"victim", "place"}),
    ),
    "destroy": _frame({"ل": "patient", "في": "place", "على": "place"}, needs=frozenset({"object", "place", "war"})),
    "loot": _frame(
        {"ل": "patient", "من": "place", "في": "place", "على": "patient"}, needs=frozenset({"object", "armed"})
    ),
    "deliver": _frame({"إلى": "place", "في": "place", "على": "place", "ل": "place", "من": "agent"}, object="ignore"),
    "block": _frame({"إلى": "place", "في": "place", "على": "place", "ل": "place", "من": "ignore"}, object="ignore"),
    "evacuate": _frame(
        {"من": "place", "في": "place", "عن": "place", "إلى": "destination", "ل": "victim"}, object="victim"
    ),
    "agree": _frame({"بين": "party", "مع": "party", "في": "place", "على": "ignore"}, subject="party", object="party"),
    "violate": _frame({"من": "place", "في": "place", "ل": "ignore", "على": "place"}, object="ignore"),
    "release": _frame(
        {"عن": "victim", "من": "place", "في": "place", "ل": "victim", "مع": "party", "بين": "party"}, object="victim"
    ),
    "surrender": _frame(
        {"ل": "patient", "في": "place", "إلى": "patient", "عن": "patient", "من": "ignore"}, needs=frozenset({"armed"})
    ),
    "deploy": _frame(
        {"إلى": "place", "في": "place", "على": "place", "من": "destination", "ل": "agent"},
        object="ignore",
        needs=frozenset({"armed", "place"}),
    ),
    "protest": _frame({"في": "place", "ضد": "patient", "على": "ignore", "ل": "ignore"}, object="ignore"),
    "discover": _frame(
        {"على": "victim", "في": "place"},
        object="victim",
        needs=frozenset(
            {
                "object:mass_grave",
                "object:body",
                "object:weapons_cache",
                "object:tunnel",
                "object:depot",
                "object:post",
                "victim",
                "weapon",
            }
        ),
    ),
    "bury": _frame({"في": "place", "ل": "victim", "إلى": "place"}, object="victim"),
    "under": _frame({"في": "place"}, subject="place", object="agent", ongoing=True),
    "fall": _frame({"في": "place"}, subject="place", object="agent"),
    "hold": _frame(
        {"في": "place", "على": "place", "ل": "agent"}, object="place", needs=frozenset({"place"}), ongoing=True
    ),
    "remain": _frame(
        {"ل": "agent", "without": "place", "في": "ignore"}, object="agent", needs=frozenset({"doer"}), ongoing=True
    ),
    "administer": _frame({"في": "place", "على": "place"}, object="place", needs=frozenset({"doer"}), ongoing=True),
    "harm": _frame({"في": "place", "من": "ignore", "على": "place", "ل": "victim"}, subject="victim", object="victim"),
}
