"""Importing many places: how long it takes, how long they take to load, and what they cost reading.

python benchmarks/places.py [PLACES]
"""

import itertools
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from reading import made_up_reports

from tawthiq.ingest.layout import lay_out
from tawthiq.ingest.raw import Given, RawReport
from tawthiq.lexicon.index import default_lexicon
from tawthiq.places.gazetteer import Gazetteer, default_gazetteer, load_own, load_places
from tawthiq.places.user import import_places
from tawthiq.reading import read_report

FIRST = "تل كفر بيت دير خربة عين رسم جب حوش وادي".split()
LAST = "نوار زبيب سمرون طلحان وردان قشاش دمران حلفون بيلان سنديب ترمين كفران".split()
ROUNDS = 3


def main() -> None:
    """Print the seconds of each step, and reading's pace with these places beside its pace without them."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30_000
    default_lexicon(), default_gazetteer()
    with tempfile.TemporaryDirectory() as folder:
        table, own = Path(folder, "wof.csv"), Path(folder, "own.csv")
        table.write_text(_table(count), encoding="utf-8")
        started = time.process_time()
        done = import_places([table], own, default_lexicon())
        print(f"{'import':<10}{time.process_time() - started:8.2f} s for {count:,} rows, {done.merged.new:,} new")
        started = time.process_time()
        places = list(load_own(own))
        built_in = time.process_time()
        with_own = Gazetteer((*load_places(), *places))
        alone = time.process_time()
        Gazetteer(load_places())
        extra = (built_in - started) + (alone - built_in) - (time.process_time() - alone)
        print(f"{'loading':<10}{extra:8.2f} s more than the built-in places take")

    reports = [lay_out(RawReport(source="benchmark", text=text), Given()) for text in made_up_reports()[:60]]

    def seconds(gazetteer: Gazetteer) -> float:
        started = time.process_time()
        for report in reports:
            read_report(report, gazetteer=gazetteer)
        return time.process_time() - started

    ratio = _ratio([(seconds(default_gazetteer()), seconds(with_own)) for _ in range(ROUNDS)])
    print(f"{'reading':<10}{ratio:8.2f} times as long as without them")


def _ratio(pairs: Sequence[tuple[float, float]]) -> float:
    """The ratio of the fastest rounds: what else the machine does only adds to the others."""
    without, beside = zip(*pairs, strict=True)
    return float(min(beside) / min(without))


def _table(count: int) -> str:
    """Names in the manner of villages, of one to three words, on a grid over Syria and Iraq."""
    rows = ["wof_id,placetype,name,names_ar,names_en,lat,lon,population,parent,region_id,deprecated"]
    endings = itertools.product(("", "ة", "ين", "ات"), LAST, ("", " الشرقي", " الغربي", " التحتاني", " الفوقاني"))
    names = itertools.cycle(f"{first} {last}{ending}{side}" for ending, last, side in endings for first in FIRST)
    for number, name in zip(range(count), names, strict=False):
        lat, lon = 33 + number % 173 / 50, 36.5 + number // 173 / 40
        rows.append(f"{number + 1},locality,Village {number},{name},,{lat:.4f},{lon:.4f},0,0,0,")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
