"""What tests share: the modules beside them, and the command line in this process."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parent))

from tawthiq.cli import app

os.environ["XDG_DATA_HOME"] = str(Path(__file__).parent / "no-data")  # a developer's own gazetteer changes no test


@pytest.fixture(scope="session")
def run() -> Callable[..., Result]:
    """Run `tawthiq` with arguments; an exception that it lets through fails the test."""

    def run(*arguments: object, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin, catch_exceptions=False)

    return run
