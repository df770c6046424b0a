"""What tests of the desk share: a case of the examples, a client without a network, and a server with a browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from playwright.sync_api import Browser, BrowserContext, Page
from serving import EXAMPLES, SIZES, case_of, chromium, serving

from tawthiq.desk.app import create_app

BASE = "http://127.0.0.1"


@pytest.fixture(scope="session")
def _examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "examples.case"
    case_of(path, EXAMPLES)
    return path


@pytest.fixture
def example_case(_examples: Path, tmp_path: Path) -> str:
    """A case of the examples that a test may change."""
    path = tmp_path / "examples.case"
    for file in _examples.parent.glob(f"{_examples.name}*"):
        shutil.copy(file, path.with_name(file.name))
    return str(path)


@pytest.fixture
def client(example_case: str) -> Iterator[TestClient[Litestar]]:
    """The desk of the examples, called in this process."""
    with TestClient(create_app(example_case), base_url=BASE) as client:
        yield client


@pytest.fixture
def address(example_case: str) -> Iterator[str]:
    """Where the desk of the examples is served for a browser."""
    with serving(create_app(example_case)) as address:
        yield address


@pytest.fixture(scope="session")
def _browser() -> Iterator[Browser | None]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def browser(_browser: Browser | None) -> Browser:
    """A browser, without which a test is skipped."""
    if _browser is None:
        pytest.skip("there is no chromium: apt install chromium fonts-noto-core")
    return _browser


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A window of the desk; a request that leaves the machine, or an error on the page, fails the test."""
    faults: list[str] = []
    with browser.new_context(base_url=address, locale="ar", viewport=SIZES["wide"]) as context:
        context.on("request", lambda sent: None if sent.url.startswith(address) else faults.append(sent.url))
        context.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        yield context
    assert not faults


@pytest.fixture
def window(context: BrowserContext) -> Page:
    """A page of the desk, not yet opened."""
    return context.new_page()
