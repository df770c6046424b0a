"""Write the figures of docs/accuracy.md: by field, by country, by manner, by cause of error.

python tests/accuracy.py            print them
python tests/accuracy.py --write    put them between the marks in docs/accuracy.md
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import yaml
from scoring import FIELD, Found, Gold, Score, field_gold, half_of, load_gold, read_all, read_field, score

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
SEEDS = ROOT.parent / "shared" / "gold"
MOST_CAUSES = 20

Pairs = list[tuple[Gold, Found]]


def main() -> None:
    """Print the figures, or write them into the page."""
    text = figures()
    if "--write" not in sys.argv[1:]:
        sys.stdout.write(text)
        return
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    PAGE.write_text(head + BEGIN + text + END + rest.partition(END)[2], encoding="utf-8")


def figures() -> str:
    """Every table; those of texts that are not at hand are left out."""
    own = read_all([load_gold(path) for path in sorted((ROOT / "tests" / "gold").glob("??_*.yaml"))])
    later, newest, unseen = (
        read_all([load_gold(path) for path in sorted((ROOT / "tests" / "gold" / folder).glob("*.yaml"))])
        for folder in ("later", "newest", "unseen")
    )
    seeds = read_all([load_gold(path) for path in sorted(SEEDS.glob("seed-*.yaml"))])
    field = read_field(golds) if (golds := field_gold()) else []
    sets = {"own reports": own, "later reports": later, "newest reports": newest, "unseen reports": unseen}
    sets |= {"the seeds": seeds, "field texts": field}
    for half in ("first", "second"):
        sets[f"field, {half} half"] = [pair for pair in field if half_of(pair[0]) == half]
    parts = [
        ("By field", _table({name: score(pairs) for name, pairs in sets.items() if pairs})),
        (
            "By country, without seeds and field texts",
            _short([*own, *later, *newest], lambda gold: gold["country"]),
        ),
        ("By manner, own reports", _short(own, lambda gold: gold["manner"])),
        ("By manner, field texts", _short(field, lambda gold: gold["manner"])),
        ("Two readers of the same field texts", _agreement(field)),
        ("The most frequent causes of error", _causes([*own, *later, *newest], field)),
    ]
    return "".join(f"\n### {title}\n\n{table}" for title, table in parts if table) + "\n"


def _table(scores: dict[str, Score]) -> str:
    """One column a set of texts, one row a figure."""
    columns = {name: found.figures() for name, found in scores.items()}
    rows = list(dict.fromkeys(label for column in columns.values() for label in column))
    lines = [["figure", *columns], ["---"] * (len(columns) + 1)]
    lines.append(["facts", *(str(found.hits + found.missed) for found in scores.values())])
    lines += [[f"`{row}`", *(_cell(column.get(row)) for column in columns.values())] for row in rows]
    return _markdown(lines)


def _short(pairs: Pairs, group: Callable[[Gold], str]) -> str:
    """One row a group of reports, with precision and recall of facts."""
    if not pairs:
        return ""
    lines = [["", "reports", "facts", "precision", "recall", "F1"], ["---"] * 6]
    for name in sorted({group(gold) for gold, _ in pairs}):
        some = [pair for pair in pairs if group(pair[0]) == name]
        found = score(some)
        values = found.figures()
        facts = str(found.hits + found.missed)
        lines.append([name, str(len(some)), facts, *(_cell(values[key]) for key in ("precision", "recall", "f1"))])
    return _markdown(lines)


def _agreement(field: Pairs) -> str:
    """The second reader's annotation scored as if it were a reading, beside tawthiq on the same texts."""
    second = {gold["id"]: gold for gold in _second_reader()}
    both = [(gold, found) for gold, found in field if gold["id"] in second]
    if not both:
        return ""
    as_read = [(gold, _as_reading(second[gold["id"]], found)) for gold, found in both]
    return _table({"the second reader": score(as_read), "tawthiq": score(both)})


def _second_reader() -> Iterable[Gold]:
    for path in sorted((FIELD / "second_reader").glob("*.yaml")):
        yield from yaml.safe_load(path.read_text(encoding="utf-8"))


def _as_reading(gold: Gold, found: Found) -> Found:
    """An annotation in the form of a reading; of alternatives, the first."""
    text = found["report"]["text"]
    claims = [_as_claim(claim, text) for claim in gold["claims"]]
    return {"report": {"text": text, "issues": []}, "claims": claims}


def _as_claim(claim: Gold, text: str) -> Found:
    start, end = claim["at"]
    parties = {role: [_as_actor(actor) for actor in claim.get(role) or ()] for role in ("initiators", "targets")}
    supporters = [_as_actor(actor) for actor in claim.get("supporters") or ()]
    harm = [item | {"kind": _first(item["kind"])} for item in claim.get("harm") or ()]
    source = _first(claim.get("source") or "outlet")
    return parties | {
        "kind": _first(claim["kind"]),
        "status": _first(claim.get("status") or "occurred"),
        "supporters": supporters,
        "places": [_as_place(names) for names in claim.get("places") or ()],
        "time": {"start": claim.get("start"), "end": claim.get("end")},
        "means": [{"means": means, "name_en": means, "text": means} for means in claim.get("means") or ()],
        "harm": harm,
        "attribution": [{"type": source, "actor": source, "name": source}],
        "trigger": {"text": text[start:end], "span": [start, end]},
        "sentence": [start, end],
    }


def _as_actor(actor: str) -> Found:
    return {"actor": _first(actor), "text": None}


def _as_place(names: Sequence[str]) -> Found:
    return {"name_ar": names[0], "text": names[0], "name_en": None, "place": None, "via": "stated"}


def _first(alternatives: str) -> str:
    return alternatives.partition("|")[0]


def _causes(own: Pairs, field: Pairs) -> str:
    """How often each cause of error was met."""
    total = score([*own, *field]).causes
    lines = [["count", "cause"], ["---:", "---"]]
    lines += [[str(count), cause] for cause, count in sorted(total.items(), key=lambda c: (-c[1], c[0]))[:MOST_CAUSES]]
    return _markdown(lines)


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _markdown(lines: Sequence[Sequence[str]]) -> str:
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    main()
