"""A case at scale: time and memory of adding made-up reports beside reading them, size, and how long questions take.

python benchmarks/case.py [COUNT] [--kills N]

Times are of the processor, as a busy machine makes others wait. With `--kills`, adding is instead killed so many times
at moments spread over its run, run to its end, and its export compared with that of a case that was never killed.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made_up import reports

COMMAND = [sys.executable, "-m", "tawthiq"]
UNIT = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes on macOS, else in kilobytes
QUESTIONS = {
    "events, one place": ("events", "--place", "سراقب", "--since", "2017-01-01", "--until", "2017-03-31", "--json"),
    "events, one kind and month": ("events", "--kind", "air_strike", "--since", "2017-05-01", "--until", "2017-05-31"),
    "search, one word": ("search", "المخيمات"),
    "search, three words": ("search", "قصف سراقب والبراميل"),
}


def main() -> None:
    """Print the figures, or end with status 1 where a killed case is not the same."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdecimal() else 10_000
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "reports.jsonl"
        made = list(reports(count))
        text = sum(len(report["text"].encode()) for report in made)
        lines.write_text("".join(json.dumps(report, ensure_ascii=False) + "\n" for report in made), encoding="utf-8")
        if "--kills" in sys.argv:
            _kill(Path(folder), lines, int(sys.argv[sys.argv.index("--kills") + 1]))
        else:
            _measure(Path(folder), lines, count, text)


def _measure(folder: Path, lines: Path, count: int, text: int) -> None:
    case = folder / "made.case"
    reading, _ = _run("read", "--json", "--out", folder / "read.jsonl", lines)
    adding, memory = _run("add", case, lines)
    again, _ = _run("add", case, lines)
    size = sum(path.stat().st_size for path in folder.glob("made.case*"))
    print(f"{count:,} reports, {text / 1e6:.1f} MB of text")
    print(f"{'reading':<28}{reading:8.1f} s")
    print(f"{'adding':<28}{adding:8.1f} s   {adding / reading:.2f} times reading")
    print(f"{'adding again':<28}{again:8.1f} s")
    print(f"{'memory of adding':<28}{memory / 1e6:8.0f} MB at most")
    print(f"{'case':<28}{size / 1e6:8.1f} MB  {size / text:.1f} times the text")
    for name, (command, *arguments) in QUESTIONS.items():
        print(f"{name:<28}{_run(command, case, *arguments)[0]:8.2f} s")


def _kill(folder: Path, lines: Path, kills: int) -> None:
    whole, killed = folder / "whole.case", folder / "killed.case"
    started = time.perf_counter()
    _run("add", whole, lines)
    lasts = time.perf_counter() - started
    chance = random.Random(1438)  # noqa: S311
    for _ in range(kills):
        adding = subprocess.Popen([*COMMAND, "add", killed, lines], stderr=subprocess.DEVNULL)  # noqa: S603
        time.sleep(chance.uniform(0.5, max(1.0, lasts)))
        adding.send_signal(signal.SIGKILL)
        adding.wait()
    _run("add", killed, lines)
    exports = []
    for case in (whole, killed):
        _run("verify", case)
        _run("export", case, case.with_suffix(".jsonl"), "--as", "jsonl")
        exports.append(case.with_suffix(".jsonl").read_bytes())
    same = exports[0] == exports[1]
    print(f"killed {kills} times: {'the same' if same else 'NOT the same'}, {len(exports[0]):,} bytes")
    sys.exit(not same)


def _run(*arguments: object) -> tuple[float, int]:
    """Processor time and memory of a command, which must succeed."""
    command = [*COMMAND, *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)  # noqa: S603
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} fails: {said.decode(errors='replace')}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss * UNIT


if __name__ == "__main__":
    main()
