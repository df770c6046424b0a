"""Speed and memory of reading on one core, over reports of the usual length made from the texts of `examples/`.

python benchmarks/reading.py [SECONDS]
"""

import itertools
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples"
ROUND = 40
"""About so many reports are read over and over; the fastest round shows what a quiet machine would do."""
LENGTH = 2000  # characters that a made-up report has at least: about 350 words
UNIT = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes on macOS, else in kilobytes


def main() -> None:
    """Print the time to load, the reports and characters read in a second, and the most memory held."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    print(f"{'tawthiq --help':<18}{_help_seconds():8.2f} s")

    started = time.process_time()
    from tawthiq.engine import local  # noqa: PLC0415 (imports are part of loading)
    from tawthiq.ingest.layout import lay_out  # noqa: PLC0415
    from tawthiq.ingest.raw import Given, RawReport  # noqa: PLC0415
    from tawthiq.reading import read_report  # noqa: PLC0415

    local.load(local.Plan(None, None, as_json=True, width=0, color=None))
    print(f"{'loading':<18}{time.process_time() - started:8.2f} s")

    reports = [lay_out(RawReport(source="benchmark", text=text), Given()) for text in made_up_reports()]
    claims = sum(len(read_report(report).claims) for report in reports[:10])
    if not claims:
        sys.exit("the made-up reports have no claims: nothing is measured")
    by_clock = time.perf_counter()
    started = last = time.process_time()
    best, rounds, sample = float("inf"), 0, reports[:: max(1, len(reports) // ROUND)]
    while last - started < seconds:
        for report in sample:
            read_report(report)
        now = time.process_time()
        best, last, rounds = min(best, now - last), now, rounds + 1
    count = rounds * len(sample)
    size = sum(len(report.text) for report in sample) / len(sample)
    print(f"{'reports':<18}{count / (last - started):8.0f} per second of processor time, of {size:.0f} characters each")
    print(f"{'  at best':<18}{len(sample) / best:8.0f} per second, when the machine had least else to do")
    print(f"{'  by the clock':<18}{count / (time.perf_counter() - by_clock):8.0f} per second")
    print(f"{'characters':<18}{count * size / (last - started):8.0f} per second of processor time")
    print(f"{'memory':<18}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT / 1e6:8.0f} MB at most")


def made_up_reports() -> list[str]:
    """Reports that tell two events each: every text of the examples with as many paragraphs of another as it takes."""
    texts = [path.read_text(encoding="utf-8").strip() for path in sorted(EXAMPLES.glob("*.txt"))]
    return [_lengthened(one, other.split("\n\n")) for one, other in itertools.permutations(texts, 2)]


def _lengthened(text: str, paragraphs: list[str]) -> str:
    following: Iterator[str] = itertools.cycle(paragraphs[1:] or paragraphs)
    while len(text) < LENGTH:
        text = f"{text}\n\n{next(following)}"
    return text


def _help_seconds() -> float:
    started = time.perf_counter()
    subprocess.run([Path(sys.executable).with_name("tawthiq"), "--help"], check=True, capture_output=True)  # noqa: S603
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
