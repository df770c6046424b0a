"""The desk as a web application: a case, its pages, and what every page shares."""

import logging
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

from litestar import Litestar, Request, Response, Router
from litestar.config.compression import CompressionConfig
from litestar.di import Provide
from litestar.exceptions import HTTPException, InternalServerException, ServiceUnavailableException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, YamlRenderPlugin
from litestar.response import Redirect
from litestar.static_files import create_static_files_router
from litestar.status_codes import HTTP_401_UNAUTHORIZED, HTTP_500_INTERNAL_SERVER_ERROR
from litestar.types import LifeSpanScope, Message, Scope
from xstatic.pkg import leaflet

from tawthiq import __version__
from tawthiq.case.events import settle
from tawthiq.case.store import Case
from tawthiq.desk import security
from tawthiq.desk.accounts import ANYONE, READER, Accounts, way_in
from tawthiq.desk.filter import parse
from tawthiq.desk.held import Histories
from tawthiq.desk.language import translator
from tawthiq.desk.pages import ROUTES
from tawthiq.desk.pages.page import page
from tawthiq.desk.refusing import reason
from tawthiq.desk.settings import Settings
from tawthiq.errors import CaseError

API = "/api/"
PAGES = "^/(?!api/|static/)."
"""What is not compressed: pages have tokens, whose letters the size of a compressed answer could tell (BREACH)."""
CACHE_KIB = 8192
"""How much of a file each of up to 16 connections keeps in memory; with more no answer costs less."""
PATIENCE_S = 10.0
"""How long whoever decides or adds waits for another program that is writing."""
_log = logging.getLogger(__name__)


class Desk(Litestar):
    """The application; whatever answers GET answers HEAD too, without the body."""

    async def __call__(self, scope: Scope | LifeSpanScope, receive: Any, send: Any) -> None:
        """Answer a request."""
        if scope.get("method") != "HEAD":
            await super().__call__(scope, receive, send)
            return

        async def headers_only(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await super().__call__(cast(Scope, {**scope, "method": "GET"}), receive, headers_only)


def create_app(
    address: str, settings: Settings | None = None, left: Callable[[int], None] = lambda _: None
) -> Litestar:
    """The desk of a case, with the events of all its claims; `left` is told for how many claims they are still sought.

    Raises CaseError where there is no such case.
    """
    settings = settings or Settings()
    with Case(address) as patient:
        settle(patient, left)
    case = Case(address, patience=PATIENCE_S, cache=CACHE_KIB)
    accounts = Accounts(case, required=settings.accounts)
    histories = Histories()
    with case.reading() as connection:
        histories.now(connection)
    return Desk(
        route_handlers=[
            *ROUTES,
            create_static_files_router("/static/leaflet", [leaflet.BASE_DIR], name="leaflet", opt=ANYONE),
            create_static_files_router("/static", [Path(str(files("tawthiq.desk"))) / "static"], opt=ANYONE),
        ],
        dependencies={
            "accounts": Provide(lambda: accounts, sync_to_thread=False),
            "case": Provide(lambda: case, sync_to_thread=False),
            "settings": Provide(lambda: settings, sync_to_thread=False),
            "kept": Provide(lambda: histories, sync_to_thread=False),
            "wanted": Provide(parse, sync_to_thread=False),
        },
        guards=[accounts.guard],
        openapi_config=_openapi(),
        exception_handlers={HTTPException: answer, CaseError: unavailable, HTTP_500_INTERNAL_SERVER_ERROR: fault},
        middleware=[security.HostCheck(settings.hosts)] if settings.hosts is not None else [],
        before_send=[security.headers(settings.tiles)],
        csrf_config=security.csrf(),
        compression_config=CompressionConfig(backend="gzip", gzip_compress_level=6, exclude=PAGES),
        request_max_body_size=security.MAX_BODY,
        logging_config=None,
        on_shutdown=[case.close],
    )


def answer(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """An error as a page, or as JSON where programs ask; who is not logged in is led to the login."""
    if request.url.path.startswith(API):
        key, values = reason(error)
        detail = translator("en")(key, **values) if key else error.detail
        return Response({"status_code": error.status_code, "detail": detail}, status_code=error.status_code)
    if error.status_code == HTTP_401_UNAUTHORIZED and request.method == "GET":
        return Redirect(way_in(request), status_code=303)
    return page(request, "error.html", status_code=error.status_code, error=error)


def unavailable(request: Request[Any, Any, Any], error: CaseError) -> Response[Any]:
    """A case that cannot be read or written just now, such as a damaged one; the reason is for who runs the desk."""
    _log.error("%s", error)
    return answer(request, ServiceUnavailableException())


def fault(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """A fault of ours: its trace is for who runs the desk, not for who asked."""
    _log.error("%s %s", request.method, request.url.path, exc_info=error)
    return answer(request, InternalServerException())


def _openapi() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="tawthiq",
        version=__version__,
        description="Everything that the pages of the desk show.",
        openapi_router=Router("/schema", route_handlers=[], opt=READER),
        render_plugins=[JsonRenderPlugin(path=["/", "/openapi.json"]), YamlRenderPlugin()],
    )
