"""Speed and memory of reading: the reports of `examples/`, read again and again on one core.

python benchmarks/reading.py [SECONDS]
"""

import resource
import subprocess
import sys
import time
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples"
UNIT = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes on macOS, else in kilobytes


def main() -> None:
    """Print the time to load, reports and characters read in a second, and the memory held at most."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    print(f"{'tawthiq --help':<18}{_help_seconds():8.2f} s")

    started = time.perf_counter()
    from tawthiq.ingest.layout import lay_out  # noqa: PLC0415 (imports are part of loading)
    from tawthiq.ingest.sources import Given, RawReport, read_sources  # noqa: PLC0415
    from tawthiq.reading import read_report  # noqa: PLC0415

    paths = map(str, sorted(path for path in EXAMPLES.iterdir() if path.name != "README.md"))
    raws = [raw for raw in read_sources(paths, Given()) if isinstance(raw, RawReport)]
    reports = [lay_out(raw, Given()) for raw in raws]
    read_report(reports[0])
    print(f"{'loading':<18}{time.perf_counter() - started:8.2f} s")

    count = characters = 0
    started = time.perf_counter()
    while time.perf_counter() - started < seconds:
        report = reports[count % len(reports)]
        read_report(report)
        count, characters = count + 1, characters + len(report.text)
    elapsed = time.perf_counter() - started
    print(f"{'reports':<18}{count / elapsed:8.0f} per second, of {characters / count:.0f} characters each")
    print(f"{'characters':<18}{characters / elapsed:8.0f} per second")
    print(f"{'memory':<18}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT / 1e6:8.0f} MB at most")


def _help_seconds() -> float:
    started = time.perf_counter()
    subprocess.run([Path(sys.executable).with_name("tawthiq"), "--help"], check=True, capture_output=True)  # noqa: S603
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
