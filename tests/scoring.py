"""How well readings agree with annotated reports, after the definitions in docs/accuracy.md.

The unit is a fact: a claim at one of its places, or a claim that has none. A fact that was read is matched with at most
one annotated fact of the same kind and place, read from the same words, whose initiators it does not contradict; pairs
that agree most are matched first. Precision and recall are of facts; a field's score is the share of annotated values
that the matched facts have. `|` parts alternatives in annotations.

python tests/scoring.py GOLD.yaml ... shows every fact missed, every false one and every field that differs; without a
name it does so for the first half of the field texts, where they are at hand.
"""

import hashlib
import json
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from typer.testing import CliRunner

from tawthiq.arabic.fold import fold_name
from tawthiq.cli import app
from tawthiq.lexicon.entries import Head
from tawthiq.lexicon.load import load_list

Gold = dict[str, Any]
Found = dict[str, Any]

FIELDS = ("initiators", "targets", "supporters", "start", "end", "harm", "source", "status", "means")
FIELD = Path(__file__).parent / "gold" / "field"
FIELD_TEXTS = Path(__file__).parents[2] / "shared" / "data" / "airwars" / "dev.jsonl"
_NEAR = 2
"""How many characters a trigger may lie outside its quote: quotation marks and clitics."""
_ACTOR_ID = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)*")


class Fact(NamedTuple):
    """A claim at one of its places; `place` is a list of acceptable names in an annotation, a value where read."""

    claim: dict[str, Any]
    place: Any


@dataclass
class Score:
    """Counts over reports; `notes` says in words what went wrong, `causes` counts it by its sort."""

    hits: int = 0
    missed: int = 0
    false: int = 0
    spans: int = 0
    untrue: int = 0
    issues: int = 0
    issues_found: int = 0
    credit: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    stated: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    notes: list[str] = field(default_factory=list)
    causes: Counter[str] = field(default_factory=Counter)

    def figures(self) -> dict[str, float]:
        """Every figure by name, between 0 and 1."""
        precision = self.hits / max(1, self.hits + self.false)
        recall = self.hits / max(1, self.hits + self.missed)
        both = precision + recall
        figures = {"precision": precision, "recall": recall, "f1": 2 * precision * recall / both if both else 0.0}
        figures |= {name: self.credit[name] / self.stated[name] for name in FIELDS if self.stated[name]}
        figures["grounding"] = 1 - self.untrue / max(1, self.spans)
        if self.issues:
            figures["issues"] = self.issues_found / self.issues
        return figures


def score(pairs: Iterable[tuple[Gold, Found]]) -> Score:
    """The score of readings, each beside its annotation."""
    total = Score()
    for gold, reading in pairs:
        _add(total, gold, reading)
    return total


def load_gold(path: Path) -> Gold:
    """One annotation; `path` and `name` are added to it."""
    gold: Gold = yaml.safe_load(path.read_text(encoding="utf-8"))
    return gold | {"path": (path.parent / gold["text"]).resolve(), "name": path.stem}


def read_all(golds: Sequence[Gold]) -> list[tuple[Gold, Found]]:
    """What `tawthiq read --json` gives for the texts of annotations, each with the date that its annotation gives."""
    by_date: dict[str | None, list[Gold]] = defaultdict(list)
    for gold in golds:
        by_date[str(gold["given_published"]) if gold.get("given_published") else None].append(gold)
    pairs = []
    for day, group in by_date.items():
        given = ["--published", day] if day else []
        paths = [str(gold["path"]) for gold in group]
        done = CliRunner().invoke(app, ["read", "--json", *given, *paths], catch_exceptions=False)
        pairs += zip(group, map(json.loads, done.stdout_bytes.splitlines()), strict=True)
    return pairs


def field_gold(folder: Path = FIELD) -> list[Gold]:
    """The annotations of the field texts; none where the texts are not at hand or are not those annotated."""
    if not FIELD_TEXTS.is_file():
        return []
    golds = [gold for path in sorted(folder.glob("*.yaml")) for gold in yaml.safe_load(path.read_text("utf-8"))]
    with FIELD_TEXTS.open(encoding="utf-8") as lines:
        texts = {line["id"]: line for line in map(json.loads, lines)}
    return [gold | {"name": gold["id"], "line": texts[gold["id"]]} for gold in golds if _unchanged(gold, texts)]


def _unchanged(gold: Gold, texts: dict[str, Gold]) -> bool:
    text = texts.get(gold["id"], {}).get("text", "")
    return hashlib.sha256(text.encode()).hexdigest() == gold["text_sha256"]


def read_field(golds: Sequence[Gold]) -> list[tuple[Gold, Found]]:
    """What `tawthiq read --json` gives for the field texts."""
    kept = ("id", "text", "published")
    lines = "".join(json.dumps({key: gold["line"][key] for key in kept}) + "\n" for gold in golds)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "field.jsonl")
        path.write_text(lines, encoding="utf-8")
        done = CliRunner().invoke(app, ["read", "--json", str(path)], catch_exceptions=False)
    return list(zip(golds, map(json.loads, done.stdout_bytes.splitlines()), strict=True))


def half_of(gold: Gold) -> str:
    """Which half of the field texts one belongs to: the grammar is mended by the first only."""
    return "second" if hashlib.sha256(gold["id"].encode()).digest()[0] % 2 else "first"


def spans_of(value: object) -> Iterator[tuple[str, list[int]]]:
    """Every text beside its span in a reading."""
    if isinstance(value, dict):
        if value.get("span") is not None:
            yield value["text"], value["span"]
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from spans_of(part)


def _add(total: Score, gold: Gold, reading: Found) -> None:
    name, text = gold["name"], reading["report"]["text"]
    for words, (start, end) in spans_of(reading):
        total.spans += 1
        total.untrue += text[start:end] != words
    codes = {issue["code"] for issue in reading["report"]["issues"]}
    total.issues += len(gold.get("issues") or ())
    total.issues_found += sum(code in codes for code in gold.get("issues") or ())
    wanted = [Fact(claim, place) for claim in gold["claims"] for place in claim.get("places") or [None]]
    found = [Fact(claim, place) for claim in reading["claims"] for place in claim["places"] or [None]]
    matched = _match(wanted, found, text)
    for at, fact in enumerate(wanted):
        if at not in matched:
            _miss(total, name, fact, found, text)
        elif not fact.claim.get("optional"):
            total.hits += 1
            _compare(total, name, fact.claim, found[matched[at]].claim)
    taken = [found[at] for at in matched.values()]
    for at, fact in enumerate(found):
        if at not in matched.values() and not _repeats(fact, wanted, taken):
            total.false += 1
            total.notes.append(f"{name}: FALSE {_shown(fact)} on «{fact.claim['trigger']['text']}»")
            total.causes[_cause_of_false(fact, wanted, text)] += 1


def _miss(total: Score, name: str, fact: Fact, found: Sequence[Fact], text: str) -> None:
    if not fact.claim.get("optional"):
        total.missed += 1
        total.notes.append(f"{name}: MISSED {fact.claim.get('id', '')} {_shown(fact)}")
        total.causes[_cause_of_miss(fact, found, text)] += 1


def _cause_of_miss(gold: Fact, found: Sequence[Fact], text: str) -> str:
    """What was read instead, from the nearest to nothing at all."""
    quoted = _stretch(gold.claim, text)
    there = [fact for fact in found if _overlaps(quoted, fact.claim)]
    alike = [fact for fact in there if _kinds(gold.claim, fact.claim)]
    if any(_places(gold, fact.place) for fact in alike):
        return "missed: its words were read, but with another initiator or as one fact with another"
    if alike:
        nowhere = all(fact.place is None for fact in alike)
        return f"missed: its words were read, but {'at no place' if nowhere else 'at another place'}"
    if there:
        return "missed: its words were read as another kind of act"
    return "missed: nothing was read from its words"


def _cause_of_false(fact: Fact, wanted: Sequence[Fact], text: str) -> str:
    """What is annotated instead, from the nearest to nothing at all."""
    there = [gold for gold in wanted if _overlaps(_stretch(gold.claim, text), fact.claim)]
    alike = [gold for gold in there if _kinds(gold.claim, fact.claim)]
    if any(_places(gold, fact.place) for gold in alike):
        return "false: an act read twice, or with another initiator"
    if alike:
        return "false: an act read at a place that is not its own"
    if there:
        return "false: the words of an act read as an act of another kind too"
    return "false: words that tell of no act"


def _shown(fact: Fact) -> str:
    place = fact.place.get("name_ar") if isinstance(fact.place, dict) else (fact.place or [None])[0]
    actors = [actor if isinstance(actor, str) else actor["actor"] for actor in fact.claim.get("initiators") or ()]
    return f"{fact.claim['kind']} at {place} by {', '.join(map(str, actors)) or None}"


def _compare(total: Score, name: str, gold: Gold, claim: Found) -> None:
    for label, credit in _fields(gold, claim).items():
        total.credit[label] += credit
        total.stated[label] += 1
        if credit < 1:
            total.causes[_cause_of_difference(label, gold, claim)] += 1
            have = claim["time"] if label in ("start", "end") else claim.get(label, claim["attribution"])
            total.notes.append(
                f"{name}: {gold.get('id', gold['kind'])}: {label} {credit:.2f}: {gold[label]} but {have}"
            )


def _cause_of_difference(label: str, gold: Gold, claim: Found) -> str:
    values = {"start": "time", "end": "time", "source": "attribution"}.get(label, label)
    if not claim[values] or (label in ("start", "end") and claim["time"][label] is None):
        return f"{label}: none read"
    return f"{label}: {'some' if isinstance(gold[label], list) and len(gold[label]) > 1 else 'another'} read"


def _match(wanted: Sequence[Fact], found: Sequence[Fact], text: str) -> dict[int, int]:
    """The index of the read fact for each annotated one: pairs that agree most first, ties in the order of the text."""
    candidates = []
    for at, gold in enumerate(wanted):
        quoted = _stretch(gold.claim, text)
        for index, fact in enumerate(found):
            if _same_fact(gold, fact) and _overlaps(quoted, fact.claim):
                shares = _fields(gold.claim, fact.claim).values()
                agreement = sum(shares) / len(shares) if shares else 0.5
                rank = agreement + 0.25 * (not gold.claim.get("optional")) + 0.25 * (gold.place is not None)
                candidates.append((-rank, at, index))
    matched: dict[int, int] = {}
    for _, at, index in sorted(candidates):
        if at not in matched and index not in matched.values():
            matched[at] = index
    return matched


def _stretch(claim: Gold, text: str) -> tuple[int, int] | None:
    """The stretch of a text that an annotated claim is told in: given as `at`, or by its words."""
    if claim.get("at"):
        return claim["at"][0], claim["at"][1]
    quote = claim.get("quote")
    start = text.replace("\u00a0", " ").find(quote) if quote else -1
    return (start, start + len(quote or "")) if start >= 0 else None


def _overlaps(quoted: tuple[int, int] | None, claim: Found) -> bool:
    if quoted is None:
        return True
    start, end = claim["trigger"]["span"]
    return start < quoted[1] + _NEAR and end > quoted[0] - _NEAR


def _same_fact(gold: Fact, fact: Fact) -> bool:
    return _kinds(gold.claim, fact.claim) and _places(gold, fact.place) and _not_contradicted(gold.claim, fact.claim)


def _kinds(gold: Gold, claim: Found) -> bool:
    return claim["kind"] in gold["kind"].split("|")


def _places(gold: Fact, place: Found | None) -> bool:
    """Where the clause names no place, one from the context is no contradiction."""
    if gold.place is not None:
        return place is not None and _named(gold.place, place)
    if place is None or place["via"] != "stated":
        return True
    return any(_named(names, place) for names in gold.claim.get("inherited_places") or ())


def _named(names: Iterable[str], place: Found) -> bool:
    have = [_key(place[label]) for label in ("name_ar", "text", "name_en", "place") if place[label]]
    return any(_holds(known, _key(name)) for name in names for known in have)


def _holds(words: str, part: str) -> bool:
    return bool(part) and (words == part or (len(part) > 2 and f" {part} " in f" {words} "))


def _not_contradicted(gold: Gold, claim: Found) -> bool:
    mine, theirs = _agents(gold), _agents(claim)
    return not mine or not theirs or _actors(mine, theirs) > 0


def _agents(claim: dict[str, Any]) -> list[Any]:
    """Who acts; in a clash both sides do."""
    both = "armed_clash" in claim["kind"]
    return [*(claim.get("initiators") or ()), *((claim.get("targets") or ()) if both else ())]


def _actors(wanted: Sequence[str], have: Sequence[Found]) -> float:
    return sum(max((_actor(gold, actor) for actor in have), default=0.0) for gold in wanted) / len(wanted)


def _actor(gold: str, actor: Found) -> float:
    """1 for the actor, a half for one above or below it."""
    known = actor.get("actor") or ""
    credit = 0.0
    for wanted in gold.split("|"):
        names = filter(None, (actor.get(label) for label in ("name", "name_ar", "name_en", "text")))
        if wanted == known or any(_holds(_key(name), _key(wanted)) for name in names):
            return 1.0
        if known and _ACTOR_ID.fullmatch(wanted) and f"{known}.".startswith(f"{wanted}."):
            credit = 0.5
        if known and _ACTOR_ID.fullmatch(wanted) and f"{wanted}.".startswith(f"{known}."):
            credit = 0.5
    return credit


def _fields(gold: Gold, claim: Found) -> dict[str, float]:
    """The credit of every value that an annotation states."""
    credit: dict[str, float] = {}
    if _agents(gold):
        credit["initiators"] = _actors(_agents(gold), _agents(claim))
    if gold.get("targets") and "armed_clash" not in gold["kind"]:
        credit["targets"] = _actors(gold["targets"], claim["targets"])
    if gold.get("supporters"):
        credit["supporters"] = _actors(gold["supporters"], claim["supporters"])
    for end in ("start", "end"):
        if gold.get(end):
            credit[end] = float((claim["time"] or {}).get(end) == str(gold[end]))
    if gold.get("harm"):
        credit["harm"] = sum(any(_same_harm(item, have) for have in claim["harm"]) for item in gold["harm"])
        credit["harm"] /= len(gold["harm"])
    if gold.get("source"):
        credit["source"] = float(any(_said_by(source, claim["attribution"]) for source in gold["source"].split("|")))
    if gold.get("status"):
        credit["status"] = float(claim["status"] in gold["status"].split("|"))
    if gold.get("means"):
        names = [_key(name) for means in claim["means"] for name in (means["means"], means["name_en"], means["text"])]
        credit["means"] = sum(any(_key(means) in name for name in names) for means in gold["means"])
        credit["means"] /= len(gold["means"])
    return credit


def _same_harm(gold: Gold, harm: Found) -> bool:
    kinds = gold["kind"].split("|")
    if harm["kind"] not in kinds and not (harm["kind"] == "killed_or_wounded" and {"killed", "wounded"} & set(kinds)):
        return False
    low, high = gold["min"], gold["max"]
    if (harm["min"], harm["max"]) == (low, high):
        return True
    if low is None and high is None:
        return (harm["min"] or 0) <= 2
    return low != high and harm["min"] is not None and (low or 0) <= harm["min"] <= (high or sys.maxsize)


def _said_by(source: str, chain: Sequence[Found]) -> bool:
    last = chain[-1] if chain else {"type": "outlet"}
    return source == last["type"] or (source != "outlet" and _actor(source, last) > 0)


def _repeats(fact: Fact, wanted: Sequence[Fact], taken: Sequence[Fact]) -> bool:
    """Whether a fact is an annotated one told again in another sentence, which is no error."""
    if not any(_same_fact(gold, fact) for gold in wanted):
        return False
    here = (fact.claim["kind"], fact.claim["sentence"], _place_key(fact.place))
    return all(here != (other.claim["kind"], other.claim["sentence"], _place_key(other.place)) for other in taken)


def _place_key(place: Found | None) -> str:
    return _key(place["name_ar"]) if place else ""


@cache
def _head_nouns() -> frozenset[str]:
    heads = load_list("heads", tuple[Head, ...])
    return frozenset(fold_name(noun) for head in heads for noun in (*head.one, *head.many) if " " not in noun)


@cache
def _key(name: str) -> str:
    """A name without what writers differ in: spelling forms, punctuation, articles, the head noun before it."""
    words = re.sub(r"[^\w.]+", " ", fold_name(str(name)).lower()).split()
    kept = [word for word in words if word not in _head_nouns()] or words
    return " ".join(re.sub(r"^(?:[وفبكل]?ال|لل)(?=..)", "", word) for word in kept)


if __name__ == "__main__":
    first = [gold for gold in field_gold() if half_of(gold) == "first"]
    named = [load_gold(Path(path)) for path in sys.argv[1:]]
    result = score(read_all(named) if named else read_field(first))
    figures = [f"{name:<12}{value:.3f}" for name, value in result.figures().items()]
    causes = [f"{count:>4}  {cause}" for cause, count in result.causes.most_common()]
    sys.stdout.write("\n".join([*result.notes, "", *causes, "", *figures, ""]))
