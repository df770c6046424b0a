"""Making cases and looking into them."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from made_up import reports as made_up
from sqlalchemy import Connection, func, select, text
from typer.testing import Result

from tawthiq.case.schema import metadata, readings, reports, sources
from tawthiq.case.store import Case

Run = Callable[..., Result]


COMMAND = [sys.executable, "-m", "tawthiq"]


TEXT = (
    "قصفت قوات النظام السوري بالمدفعية بلدة كفرنبل في ريف إدلب صباح الثلاثاء، ما أسفر عن مقتل ثلاثة مدنيين بينهم طفل."
)


def write(path: Path, count: int, seed: int = 1) -> Path:
    lines = (json.dumps(report, ensure_ascii=False) for report in made_up(count, seed))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def contents(case: str) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that a case holds but row numbers and times."""
    with Case(case) as kept, kept.reading() as connection:
        held = (
            select(
                reports.c.id, reports.c.text, readings.c.digest, sources.c.source, sources.c.input, sources.c.current
            )
            .join(readings, readings.c.report == reports.c.number)
            .join(sources, sources.c.reading == readings.c.number)
        )
        return {
            "reports": sorted(map(tuple, connection.execute(held))),
            "claims": sorted(map(tuple, connection.execute(text("SELECT id, kind, status FROM claims")))),
            "refused": sorted(map(tuple, connection.execute(text("SELECT source, code, message FROM refused")))),
        }


def ask(case: str, question: Callable[[Connection], Any]) -> Any:
    with Case(case) as kept, kept.reading() as connection:
        return question(connection)


def count_of(case: str, table: str) -> int:
    query = select(func.count()).select_from(metadata.tables[table])
    return int(ask(case, lambda connection: connection.execute(query).scalar()))


def verified(run: Run, case: str) -> Result:
    result = run("verify", case)
    assert result.exit_code == 0, result.stdout
    return result
