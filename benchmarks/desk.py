"""How much time of the processor each page and route of the desk takes at the server with a case of many events.

python benchmarks/desk.py [COUNT] [CASE]

Each address is asked for right after the case has changed (first) and again (later, the better of two). The table ends
with a verdict. With a second argument the case is kept under that name, or taken as it is where it is there already.
"""

import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from desk_case import fill
from litestar import Litestar
from litestar.testing import TestClient

from tawthiq.desk.serve import ready
from tawthiq.desk.settings import Settings

MOST_MS = 300
MOST_MAP_KB = 400
COMMON = "قصف"
"""A word that half of the events hold."""
ADDRESSES = (
    "/",
    "/login",
    "/events",
    f"/events?q={COMMON}",
    f"/events?q={COMMON}&kind=shelling&sort=urgent",
    "/events?q=المشفى الميداني",
    "/events?kind=shelling&sort=killed",
    "/events?actor=sy.gov&since=2018-01-01",
    "/events?place=sy&disputed=yes&page=9",
    "/events?page=900",
    "/queue",
    f"/queue?q={COMMON}",
    "/log",
    "/map",
    f"/map?q={COMMON}",
    "/map?kind=shelling&since=2018-01-01&until=2018-12-31",
    "/control",
    "/control?on=2018-06-01",
    "/control?place=sy.idlib",
    "/dossier",
    f"/dossier?q={COMMON}",
    "/add",
    "/api/1/events?limit=500",
    f"/api/1/events?q={COMMON}",
    "/api/1/queue?limit=500",
    f"/api/1/queue?q={COMMON}",
    "/api/1/log?limit=500",
    "/api/1/dossier",
    "/api/1/facets",
    f"/api/1/facets?q={COMMON}",
    "/api/1/map?zoom=5&view=10,15,40,60",
    "/api/1/map?zoom=8&view=32,35,38,43",
    "/api/1/map?zoom=12&view=35,36,36,37",
    f"/api/1/map?zoom=6&q={COMMON}",
    "/api/1/map/events?box=33.4,36.2,33.6,36.4",
    "/api/1/map/names?zoom=9&view=35,36,37,39",
    "/api/1/timeline",
    f"/api/1/timeline?q={COMMON}",
    "/api/1/control",
    "/api/1/control?on=2018-06-01",
    "/api/1/control/changes",
    "/api/1/control/places?on=2018-06-01",
    "/schema",
)


class Asked(NamedTuple):
    """How much time of the processor an answer took, and how many bytes were sent, compressed where answers are."""

    seconds: float
    sent: int


def main() -> None:
    """Print the table, and end with status 1 where a figure is not met."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as folder:
        name = sys.argv[2] if len(sys.argv) > 2 else str(Path(folder) / "made.case")
        if not Path(name).exists():
            fill(name, count)
        app = ready(name, Settings())
        with TestClient(app, base_url="http://127.0.0.1") as client:
            client.cookies.set("lang", "ar")
            addresses = [*ADDRESSES, *_of_events(client), _brought(client)]
            missed = [*_table(client, addresses), *_untimed(app, addresses)]
    print("all met" if not missed else f"NOT met: {', '.join(missed)}")
    sys.exit(bool(missed))


def _table(client: TestClient[Litestar], addresses: list[str]) -> Iterator[str]:
    """Print a line for each address; those that are too slow or too large."""
    change = _changes(client)
    print("  first    later      sent")
    for address in addresses:
        next(change)
        first, *later = (_asked(client, address) for _ in range(3))
        slow = max(first.seconds, min(one.seconds for one in later)) * 1000 > MOST_MS
        large = address.startswith("/api/1/map") and first.sent > MOST_MAP_KB * 1000
        told = f"{first.seconds * 1000:4.0f} ms {min(later).seconds * 1000:5.0f} ms {first.sent / 1000:7.1f} kB"
        print(f"{told}  {'NOT met' if slow or large else 'met':<7}  {address}", flush=True)
        if slow or large:
            yield address


def _asked(client: TestClient[Litestar], address: str) -> Asked:
    started = time.process_time()
    with client.stream("GET", address, follow_redirects=False) as answer:
        sent = sum(len(chunk) for chunk in answer.iter_raw())
    if answer.is_error:
        raise SystemExit(f"{address}: {answer.status_code}")
    return Asked(time.process_time() - started, sent)


def _changes(client: TestClient[Litestar]) -> Iterator[None]:
    """Change the case each time: the day of an event that says who holds a place."""
    event = client.get("/api/1/events?kind=capture&sort=sources&limit=1").json()["events"][0]["id"]
    day = 1
    while True:
        found = re.search(r'name="_csrf_token" value="(\w+)"', client.get(f"/events/{event}").text)
        sent = {"target": event, "action": "set", "field": "start", "value": f"2018-01-{day:02}", "why": "x", "by": "x"}
        sent["_csrf_token"] = found.group(1) if found else ""
        if client.post("/decide", data=sent, follow_redirects=False).status_code != 303:
            raise SystemExit("the case cannot be changed")
        day = day % 28 + 1
        yield


def _of_events(client: TestClient[Litestar]) -> Iterator[str]:
    """The addresses of the event with most accounts, of its first report, and of what stands beside it."""
    event: dict[str, Any] = client.get("/api/1/events?sort=sources&limit=1").json()["events"][0]
    own, report = event["id"], event["accounts"][0]["report"]
    yield from (f"/events/{own}", f"/events/{own}/dossier", f"/api/1/events/{own}")
    yield from (f"/api/1/events/{own}/{part}" for part in ("accounts", "decisions", "dossier"))
    yield from (f"/queue/after/{own}", f"/queue/before/{own}")
    yield from (f"/reports/{report}", f"/reports/{report}/text", f"/api/1/reports/{report}")
    yield f"/api/1/reports/{report}/marks"


def _brought(client: TestClient[Litestar]) -> str:
    """The address of a text that was brought and waits to be kept."""
    found = re.search(r'name="_csrf_token" value="(\w+)"', client.get("/add").text)
    sent = {"_csrf_token": found.group(1) if found else "", "text": "قصفت طائرات حربية سوقا في مدينة أريحا أمس."}
    answer = client.post("/add/preview", data=sent, files={"file": ("", b"")}, follow_redirects=False)
    return str(answer.headers["location"])


def _untimed(app: Litestar, addresses: list[str]) -> Iterator[str]:
    """The routes of the desk that none of the addresses is of."""
    paths = [address.partition("?")[0] for address in addresses]
    for route in app.routes:
        pattern = re.sub(r"\{[^}]+\}", "[^/]+", route.path)
        asked = "GET" in getattr(route, "methods", ()) and not route.path.startswith(("/static", "/schema"))
        if asked and not any(re.fullmatch(pattern, path) for path in paths):
            yield f"{route.path} is not timed"


if __name__ == "__main__":
    main()
