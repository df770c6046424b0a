"""Calling the program as a process of its own, and what it printed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typer.testing import Result

Run = Callable[..., Result]


ROOT = Path(__file__).parents[1]


EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.name != "README.md")


COMMAND = [sys.executable, "-c", "from tawthiq.cli import main; main()"]


TEXT = (
    "قصفت قوات النظام السوري بالمدفعية بلدة كفرنبل في ريف إدلب صباح الثلاثاء، ما أسفر عن مقتل ثلاثة مدنيين بينهم طفل."
)


def readings(result: Result) -> list[dict[str, Any]]:
    return list(map(json.loads, result.stdout_bytes.splitlines()))


def call(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env=os.environ | environment, check=False)  # noqa: S603
