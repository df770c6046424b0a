"""What tests share: the modules beside them, the command line in this process, and cases in both databases."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from typer.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
sys.path.insert(0, str(Path(__file__).parent))

import postgres
from calling import TEXT
from keeping import write
from strikes import RAID, STRIKE, add

from tawthiq.cli import app

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def run() -> Callable[..., Result]:
    """Run `tawthiq` with arguments; an exception that it lets through fails the test."""

    def run(*arguments: object, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin, catch_exceptions=False)

    return run


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A report that can be read."""
    path = tmp_path / "good.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def some(tmp_path: Path) -> Path:
    """Twelve made-up reports in a file."""
    return write(tmp_path / "some.jsonl", 12)


@pytest.fixture(scope="session")
def _server() -> Iterator[postgres.Server | str]:
    try:
        with postgres.server() as server:
            yield server
    except postgres.MissingError as missing:
        yield str(missing)


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a case that does not exist yet, in each of the databases."""
    if request.param == "sqlite":
        return str(tmp_path / "test.case")
    server = request.getfixturevalue("_server")
    if isinstance(server, str):
        pytest.skip(server)
    return str(server.database())


@pytest.fixture
def told(run: Callable[..., Result], case: str, tmp_path: Path) -> str:
    """A case in which two reports tell of one strike, with different numbers, and one of an arrest."""
    lines = [
        {"id": name, "text": words, "outlet": f"صحيفة {name}"} for name, words in (STRIKE | {"raid": RAID}).items()
    ]
    add(run, case, tmp_path / "told.jsonl", lines)
    return case
