"""Runs the desk on this machine until it is stopped."""

import sys
from collections import deque
from collections.abc import Callable

import uvicorn
from litestar import Litestar
from msgspec.structs import replace

from tawthiq.case.store import Case
from tawthiq.desk.app import create_app
from tawthiq.desk.security import LOOPBACK, is_loopback
from tawthiq.desk.settings import Settings
from tawthiq.desk.users import listed
from tawthiq.engine.local import Plan, load, outcomes_in
from tawthiq.errors import DeskError

SENTENCE = "قصف الطيران بلدة."
"""A text that is read before anybody brings one, so that all that reading needs is there."""
TURN_S = 0.0002
"""How long a thread computes while others wait. SQLite lets others in at each row that it gives; with the usual turns
of 5 ms a question with a thousand rows would wait for seconds while pages are made."""


def ready(case: str, settings: Settings, left: Callable[[int], None] = lambda _: None) -> Litestar:
    """The desk of a case with all that it would else load while the first who needs it waits.

    The garbage collector then passes over what stays for good; looking through it costs longer than most pages.
    """
    app = create_app(case, settings, left)
    plan = Plan(None, None, True, 0, None, settings.gazetteer)
    deque(outcomes_in(SENTENCE.encode(), "", plan), maxlen=0)
    load(plan)
    return app


def serve(
    case: str, host: str, port: int, settings: Settings, opened: Callable[[], None], left: Callable[[int], None]
) -> None:
    """Serve a case until interrupted; `opened` is called before, `left` while the events of many claims are found.

    Raises DeskError where others could reach it and there are no accounts that they would have to log in with.
    """
    with Case(case) as kept, kept.reading() as connection:
        accounts = bool(listed(connection))
    if not (accounts or is_loopback(host)):
        raise DeskError(f"{host} can be reached by others: make accounts first with `tawthiq user add`")
    hosts = None if accounts else LOOPBACK | {host}
    app = ready(case, replace(settings, hosts=hosts, accounts=accounts), left)
    opened()
    sys.setswitchinterval(TURN_S)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
