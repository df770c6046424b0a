"""The roles that words of a report take in a claim: what pages mark in the text and list beside it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from tawthiq.desk.show import Shown
from tawthiq.model import ActorRef, Claim, Harm, MeansRef, PlaceRef, Span, Speaker, TimeRef
from tawthiq.view.labels import NAMELESS_DOER, SIDES, kind_names

ROLES = ("by", "against", "support", "where", "when", "means", "harm", "says")
"""What a claim has values for, in the order in which they are shown."""

Valued = ActorRef | PlaceRef | TimeRef | MeansRef | Harm | Speaker


class Value(NamedTuple):
    """A value of a claim in the language of a page, with the words for it where they stand in the text."""

    role: str
    shown: Markup
    span: Span | None
    via: str


def values(claim: Claim, shown: Shown) -> Iterator[Value]:
    """Every value of a claim, role by role."""
    for role in ROLES:
        for one in _of(claim, role):
            yield Value(role, _words(one, shown), one.span, one.via if hasattr(one, "via") else "stated")


def unnamed_doer(claim: Claim) -> bool:
    """Whether somebody must have acted, and the claim does not say who."""
    return not claim.initiators and claim.kind not in SIDES and kind_names()[claim.kind].family in NAMELESS_DOER


def _of(claim: Claim, role: str) -> Sequence[Valued]:
    found: dict[str, Sequence[Valued]] = {
        "by": claim.initiators,
        "against": claim.targets,
        "support": claim.supporters,
        "where": claim.places,
        "when": (claim.time,) if claim.time else (),
        "means": claim.means,
        "harm": claim.harm,
        "says": claim.attribution,
    }
    return found[role]


def _words(one: Valued, shown: Shown) -> Markup:
    if isinstance(one, PlaceRef):
        lead = shown.say(f"relation.{one.relation}") + " " if one.relation != "in" else ""
        return escape(lead) + shown.name(one)
    if isinstance(one, TimeRef):
        part = shown.say("list.comma") + shown.say(f"part.{one.part_of_day}") if one.part_of_day else ""
        return shown.when(one) + escape(part)
    if isinstance(one, Harm):
        return shown.harmed(one)
    if isinstance(one, MeansRef):
        return (escape(f"{one.count} × ") if one.count is not None else Markup()) + shown.name(one)
    if isinstance(one, Speaker):
        return shown.text(one.name, "ar") + escape(f" ({shown.say(f'speaker.{one.type}')})")
    return shown.name(one)
