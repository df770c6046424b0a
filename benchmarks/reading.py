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
LENGTH = 2000  # characters that a made-up report has at least: about 350 words
UNIT = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes on macOS, else in kilobytes


def main() -> None:
    """Print the time to load, reports and characters read in a second of processor time, and the most memory held."""
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
    count = characters = 0
    started = time.process_time()
    while time.process_time() - started < seconds:
        report = reports[count % len(reports)]
        read_report(report)
        count, characters = count + 1, characters + len(report.text)
    elapsed = time.process_time() - started
    print(f"{'reports':<18}{count / elapsed:8.0f} per second, of {characters / count:.0f} characters each")
    print(f"{'characters':<18}{characters / elapsed:8.0f} per second")
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
