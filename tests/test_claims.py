"""Claims: every example of every kind, of attribution, status, inheritance and harm.

An examples file has two lists. `read`: {say, expect}, where `expect` holds one claim or a list of all claims that
the words make (an `optional` one may be missing), field by field; a field left out is not compared, except `status`
(occurred) and `kind` (the file's). Lists are exact: nothing may be missing and nothing more may be read. A name or id
may hold alternatives (a|b), and one that ends in `~` may be missing. `leave`: {say, why}, where no claim of the kind
(`kind`, else the file's) may be read as having happened; where neither names a kind, none at all. An item may state the
report's `outlet` and `published` (else 2020-06-15). `gap: true` marks what is known not to be read rightly yet: its
test must fail, so that the mark goes when the reading is mended, and it does not count as an example of its rule.
"""

import csv
import re
from hashlib import sha256
from importlib.resources import files
from itertools import permutations
from typing import Any

import pytest
import yaml

from tawthiq.model import ActorRef, Claim, Harm, Named, PlaceRef, Published, Report, Speaker
from tawthiq.reading import read_report

FOLDER = files("tawthiq.claim").joinpath("examples")
with files("tawthiq.lexicon").joinpath("data", "kinds.csv").open(encoding="utf-8") as table:
    KINDS = [row["kind"] for row in csv.DictReader(table)]
ASPECTS = ["attribution", "status", "inheritance", "harm"]
MIN_READ = dict.fromkeys(ASPECTS, 15)

Item = dict[str, Any]


def examples(name: str) -> dict[str, list[Item]]:
    path = FOLDER.joinpath(f"{name}.yaml")
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {"read": [], "leave": []}


EXAMPLES = {name: examples(name) for name in [*KINDS, *ASPECTS]}
READ = [(name, item) for name, group in EXAMPLES.items() for item in group["read"]]
LEAVE = [(name, item) for name, group in EXAMPLES.items() for item in group["leave"]]


def claims_of(item: Item) -> tuple[Claim, ...]:
    text = item["say"]
    report = Report(
        id="r:example",
        source="example",
        text_sha256=sha256(text.encode()).hexdigest(),
        text=text,
        language="ar",
        outlet=Named(item["outlet"]) if "outlet" in item else None,
        published=Published(str(item.get("published", "2020-06-15")), "given"),
    )
    return read_report(report).claims


def cases(group: list[tuple[str, Item]]) -> list[Any]:
    gap = pytest.mark.xfail(strict=True, reason="known gap")
    return [
        pytest.param(name, item, id=f"{name}: {item['say']}", marks=[gap] if item.get("gap") else [])
        for name, item in group
    ]


@pytest.mark.parametrize(("name", "item"), cases(READ))
def test_reads(name: str, item: Item) -> None:
    assert differences(name, item) == []


@pytest.mark.parametrize(("name", "item"), cases(LEAVE))
def test_leaves(name: str, item: Item) -> None:
    leaves(name, item)


def leaves(name: str, item: Item) -> None:
    kind = item.get("kind", name if name in KINDS else None)
    found = [c for c in claims_of(item) if kind in (None, c.kind) and c.status in ("occurred", "ongoing")]
    assert [shown(claim) for claim in found] == [], item["why"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_rule_has_examples(name: str) -> None:
    read, leave = ([item for item in EXAMPLES[name][group] if not item.get("gap")] for group in ("read", "leave"))
    assert len(read) >= MIN_READ.get(name, 3)
    assert leave


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_example_stands_twice(name: str) -> None:
    said = [item["say"] for item in (*EXAMPLES[name]["read"], *EXAMPLES[name]["leave"])]
    assert len(said) == len(set(said))


def differences(name: str, item: Item) -> list[str]:
    """What the claims read differ in from those expected, in the pairing that differs least."""
    wanted = expected(name, item)
    found = list(claims_of(item))
    slots: list[Item | None] = [*wanted, *[None] * (len(found) - len(wanted))]
    pool: list[Claim | None] = [*found, *[None] * (len(wanted) - len(found))]
    return min((paired(slots, order) for order in permutations(pool)), key=weight)


def expected(name: str, item: Item) -> list[Item]:
    expect = item["expect"] if isinstance(item["expect"], list) else [item["expect"]]
    default = {"kind": name} if name in KINDS else {}
    return [{"status": "occurred", **default, **want} for want in expect]


def weight(found: list[str]) -> tuple[int, int]:
    """Claims missing or too many weigh most, then fields."""
    return sum(not line.startswith(" ") for line in found), len(found)


def paired(slots: list[Item | None], order: tuple[Claim | None, ...]) -> list[str]:
    lines: list[str] = []
    for want, claim in zip(slots, order, strict=True):
        if want is None and claim is not None:
            lines.append(f"too many: {shown(claim)}")
        elif want is not None and claim is None and want.get("optional"):
            continue
        elif want is not None and (claim is None or claim.kind not in want["kind"].split("|")):
            lines.append(f"missing: {want['kind']}" + (f", read as {shown(claim)}" if claim else ""))
        elif want is not None and claim is not None:
            lines.extend(f" {claim.kind}: {line}" for line in compared(want, claim))
    return lines


def compared(want: Item, claim: Claim) -> list[str]:
    """The fields of a claim that are not as wanted."""
    lines = []
    for field, value in want.items():
        if field == "optional":
            continue
        got = COMPARE[field](claim)
        if not same(field, value, got):
            lines.append(f"{field} {value}, read {got}")
    return lines


def same(field: str, want: Any, got: Any) -> bool:
    if field in ("harm", "via"):
        return sorted(map(str, got)) == sorted(map(str, want)) if field == "via" else same_harm(want, got)
    if field in ("status", "kind"):
        return got in want.split("|")
    if field == "source":
        return any(one in got for one in want.split("|"))
    if field == "chain":
        return len(want) == len(got) and all(set(w.split("|")) & set(g) for w, g in zip(want, got, strict=True))
    if field in ("start", "end"):
        return str(want) == str(got)
    match = same_name if field in ("places", "inherited_places") else lambda w, g: g in w.split("|")
    sure = [one for one in want if not one.endswith("~")]
    spare = [one.removesuffix("~") for one in want if one.endswith("~")]
    got = [g for g in got if not any(match(w, g) for w in spare) or any(match(w, g) for w in sure)]
    return len(sure) == len(got) and any(
        all(match(w, g) for w, g in zip(sure, order, strict=True)) for order in permutations(got)
    )


def same_harm(want: list[Item], got: list[Item]) -> bool:
    if len(want) != len(got):
        return False
    return any(
        all(all(g[key] == value for key, value in w.items()) for w, g in zip(want, order, strict=True))
        for order in permutations(got)
    )


HEADS = "حي|احياء|قريه|مدينه|بلده|منطقه|محيط|محافظه|مخيم|حقل|مديريه|ولايه|العاصمه|ناحيه|قضاء|محليه"


def folded(name: str) -> str:
    name = re.sub("[\u064b-\u0652\u0640]", "", name)
    name = re.sub("[إأآ]", "ا", name).replace("ى", "ي").replace("ة", "ه")
    words = [word for word in name.split() if not re.fullmatch(HEADS, word.removeprefix("ال"))]
    return "".join(re.sub("^ال(?=..)", "", word) for word in words)


def same_name(want: str, got: str) -> bool:
    return any(folded(one) == folded(got) for one in want.split("|"))


def ids(refs: tuple[ActorRef, ...]) -> list[str]:
    return [ref.actor or ref.name_ar for ref in refs]


def names(refs: tuple[PlaceRef, ...], *, stated: bool) -> list[str]:
    return [ref.name_ar for ref in refs if (ref.via == "stated") == stated]


def speaker(link: Speaker) -> list[str]:
    return [one for one in (link.type, link.actor, link.name) if one]


def chain(claim: Claim) -> list[list[str]]:
    return [speaker(link) for link in claim.attribution if link.type != "outlet" or link.text is not None]


def harm(items: tuple[Harm, ...]) -> list[Item]:
    return [{"kind": h.kind, "min": h.min, "max": h.max, "of": h.of, "victims": list(h.victims)} for h in items]


def vias(claim: Claim) -> list[str]:
    """How what is not in the sentence's own words is known: `role: via`."""
    roles = {"initiators": claim.initiators, "targets": claim.targets, "places": claim.places}
    found = {f"{role}: {ref.via}" for role, refs in roles.items() for ref in refs if ref.via != "stated"}
    if claim.time and claim.time.via != "stated":
        found.add(f"time: {claim.time.via}")
    return sorted(found)


COMPARE = {
    "kind": lambda claim: claim.kind,
    "status": lambda claim: claim.status,
    "initiators": lambda claim: ids(claim.initiators),
    "targets": lambda claim: ids(claim.targets),
    "parties": lambda claim: ids((*claim.initiators, *claim.targets)),
    "supporters": lambda claim: ids(claim.supporters),
    "places": lambda claim: names(claim.places, stated=True),
    "inherited_places": lambda claim: names(claim.places, stated=False),
    "means": lambda claim: [ref.means for ref in claim.means],
    "harm": lambda claim: harm(claim.harm),
    "start": lambda claim: claim.time.start if claim.time else None,
    "end": lambda claim: claim.time.end if claim.time else None,
    "source": lambda claim: (chain(claim) or [["outlet"]])[-1],
    "chain": chain,
    "via": vias,
}


def shown(claim: Claim) -> str:
    return f"{claim.kind} ({claim.status}) «{claim.trigger.text}» {ids(claim.initiators)} > {ids(claim.targets)}"
