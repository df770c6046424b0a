"""A PostgreSQL server of the tests' own, on a free port and with its socket in a temporary folder."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

ACCOUNT = "postgres"
"""The account that the server runs under where the tests run as root, which it refuses."""


class MissingError(Exception):
    """There is no server to be started, and why."""


class Server:
    """A running server, which makes a new database for whoever asks."""

    def __init__(self, port: int, run: "Runner") -> None:
        self._port, self._run, self._numbers = port, run, count(1)

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"case{next(self._numbers)}"
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self._port), "-U", "tests", name)
        return f"postgresql://tests@127.0.0.1:{self._port}/{name}"


class Runner:
    """Runs the programs of the server, as another account where need be."""

    def __init__(self, folder: Path, account: str | None) -> None:
        self._folder, self._account = folder, account

    def __call__(self, program: str, *arguments: str) -> None:
        command = [str(self._folder / program), *arguments]
        with tempfile.TemporaryFile("w+b") as said:
            done = subprocess.run(command, stdout=said, stderr=said, user=self._account, cwd="/", check=False)  # noqa: S603
            if done.returncode:
                said.seek(0)
                raise MissingError(f"{program} fails: {said.read().decode(errors='replace').strip()}")


@contextmanager
def server() -> Iterator[Server]:
    """A server for the time of the tests.

    Raises MissingError where PostgreSQL is not installed or does not start.
    """
    run = Runner(_programs(), _account())
    folder = Path(tempfile.mkdtemp(prefix="tawthiq-pg-"))
    try:
        if account := _account():
            shutil.chown(folder, account)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        data = str(folder / "data")
        run("initdb", "-D", data, "-A", "trust", "-U", "tests", "-E", "UTF8", "--locale=C", "--no-sync")
        settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=20"
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", settings, "start")
        try:
            yield Server(port, run)
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).resolve().parent
    raise MissingError("PostgreSQL is not installed")


def _account() -> str | None:
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(ACCOUNT).pw_name
    except KeyError:
        raise MissingError(f"root may not run PostgreSQL and there is no account {ACCOUNT!r}") from None
