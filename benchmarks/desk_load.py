"""Readers and coders at the desk at once: errors, decisions answered and kept, and how long answers take.

python benchmarks/desk_load.py CASE [SECONDS] [READERS] [CODERS]

CASE is one that `benchmarks/desk_case.py 50000 CASE` made; decisions are written into it. The desk is another process.
"""

import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import threading
import time

import httpx

PATHS = ("/events", "/events?q=قصف", "/events?kind=shelling&sort=killed", "/queue", "/api/1/facets", "/log")


class Tally:
    """What all of them met."""

    def __init__(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds
        self.times: list[float] = []
        self.errors: list[str] = []
        self.decided: list[str] = []


def main() -> None:
    """Serve the case, let them work, and say what came of it."""
    case = sys.argv[1]
    seconds, readers, coders = (float(word) for word in (*sys.argv[2:], *("60", "30", "3")[len(sys.argv) - 2 :]))
    port = _free_port()
    server = subprocess.Popen([sys.executable, "-m", "tawthiq", "desk", case, "--port", str(port)])  # noqa: S603
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address)
        tally = Tally(seconds)
        work = [(read, at) for at in range(int(readers))] + [(decide, at) for at in range(int(coders))]
        people = [threading.Thread(target=what, args=(address, at, tally)) for what, at in work]
        for person in people:
            person.start()
        for person in people:
            person.join()
    finally:
        server.terminate()
        used = os.wait4(server.pid, 0)[2]
    _report(case, tally, used.ru_utime + used.ru_stime)


def read(address: str, at: int, tally: Tally) -> None:
    """One reader: pages of lists, events and the log, with a look at each."""
    chance = random.Random(at)  # noqa: S311
    with httpx.Client(base_url=address, timeout=120) as client:
        ids = [event["id"] for event in client.get("/api/1/events?limit=100").json()["events"]]
        while time.monotonic() < tally.until:
            _ask(client, tally, "GET", chance.choice([*PATHS, f"/events/{chance.choice(ids)}"]))
            time.sleep(chance.uniform(0.5, 2))


def decide(address: str, at: int, tally: Tally) -> None:
    """One coder: opens events and decides about them."""
    chance = random.Random(1000 + at)  # noqa: S311
    with httpx.Client(base_url=address, timeout=120) as client:
        ids = [event["id"] for event in client.get("/api/1/events?sort=sources&limit=60").json()["events"]]
        while time.monotonic() < tally.until:
            event = chance.choice(ids)
            shown = _ask(client, tally, "GET", f"/events/{event}")
            found = re.search(r'name="_csrf_token" value="(\w+)"', shown.text) if shown else None
            if not found:
                continue
            why = f"{at} {len(tally.decided)} {chance.random()}"
            sent = {"target": event, "action": "confirm", "why": why, "by": "load", "_csrf_token": found.group(1)}
            answer = _ask(client, tally, "POST", "/decide", sent)
            if answer is not None and answer.status_code == 303:
                tally.decided.append(why)


def _ask(
    client: httpx.Client, tally: Tally, method: str, path: str, data: dict[str, str] | None = None
) -> httpx.Response | None:
    started = time.monotonic()
    try:
        answer = client.request(method, path, data=data)
    except httpx.HTTPError as error:
        tally.errors.append(f"{path}: {error!r}")
        return None
    tally.times.append(time.monotonic() - started)
    if answer.status_code >= 400:
        tally.errors.append(f"{path}: {answer.status_code}")
    return answer


def _report(case: str, tally: Tally, used: float) -> None:
    command = [sys.executable, "-m", "tawthiq", "log", case, "--json"]
    told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    kept = {json.loads(line)["why"] for line in told.stdout.splitlines()}
    lost = [why for why in tally.decided if why not in kept]
    cuts = statistics.quantiles(tally.times, n=100)
    print(f"{len(tally.times)} answers, {len(tally.errors)} errors {tally.errors[:3]}")
    print(f"{len(tally.decided)} decisions answered, {len(lost)} lost")
    print(f"{used:.0f} s of the processor in the server, with its start")
    print(f"median {cuts[49]:.2f} s, 95th percentile {cuts[94]:.2f} s, 99th {cuts[98]:.2f} s")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(address: str) -> None:
    while True:
        try:
            httpx.get(address + "/login")
        except httpx.ConnectError:
            time.sleep(0.2)
        else:
            return


if __name__ == "__main__":
    main()
