"""Runs the desk on this machine until it is stopped."""

from collections.abc import Callable

import uvicorn
from msgspec.structs import replace

from tawthiq.desk.app import create_app
from tawthiq.desk.security import LOOPBACK, is_loopback
from tawthiq.desk.settings import Settings
from tawthiq.errors import DeskError


def serve(case: str, host: str, port: int, settings: Settings, opened: Callable[[], None]) -> None:
    """Serve a case until interrupted; `opened` is called before.

    Raises DeskError where others could reach it, as there are no accounts yet that they would have to log in with.
    """
    if not is_loopback(host):
        raise DeskError(f"{host} can be reached by others, and the desk has no accounts yet: leave out --host")
    app = create_app(case, replace(settings, hosts=LOOPBACK | {host}))
    opened()
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
