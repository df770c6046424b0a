"""Reports that tell of one strike and of an arrest, and what a case makes of them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typer.testing import Result

Run = Callable[..., Result]


STRIKE = {
    "agency": "شنت الطائرات الحربية الروسية غارات على مدينة سراقب في ريف إدلب صباح الثلاثاء 14 كانون الثاني 2020، "
    "ما أسفر عن مقتل خمسة مدنيين.",
    "paper": "قتل سبعة مدنيين الثلاثاء 14 كانون الثاني 2020 في غارات للطيران الروسي على مدينة سراقب بريف إدلب.",
}


RAID = "اعتقلت قوات الأمن الداخلي ثلاثة أشخاص في مدينة الطبقة بريف الرقة يوم الجمعة 17 كانون الثاني 2020."


LATER = (
    "ارتفعت حصيلة الغارات الروسية على مدينة سراقب بريف إدلب يوم الثلاثاء 14 كانون الثاني 2020 إلى ثمانية قتلى مدنيين."
)


def add(run: Run, case: str, path: Path, lines: list[dict[str, Any]]) -> None:
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    result = run("add", case, path)
    assert result.exit_code == 0, result.stderr


def asked(run: Run, case: str, *arguments: object) -> list[dict[str, Any]]:
    result = run("events", case, "--json", *arguments)
    assert result.exit_code == 0, result.stderr
    return list(map(json.loads, result.stdout.splitlines()))


def strike(run: Run, case: str) -> dict[str, Any]:
    [found] = [event for event in asked(run, case) if event["kind"] == "air_strike"]
    return found


def review(run: Run, case: str, *arguments: object) -> Result:
    result = run("review", case, *arguments, "--by", "ر. م.", "--why", "قرأتها")
    assert result.exit_code == 0, result.stderr
    return result
