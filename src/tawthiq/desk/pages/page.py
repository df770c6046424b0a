"""What every page is made with: its template in the language asked for, with the words and links that all share."""

from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import MediaType, Request, Response
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.utils.scope.state import ScopeState

from tawthiq.case.store import Case
from tawthiq.desk.accounts import user_of
from tawthiq.desk.language import A_YEAR, COOKIE, LANGUAGES, language_of
from tawthiq.desk.settings import Settings
from tawthiq.desk.show import Shown

OpenCase = NamedDependency[Case]
ToldSettings = NamedDependency[Settings]

NAVIGATION = (
    ("events", "/events"),
    ("map", "/map"),
    ("control", "/control"),
    ("queue", "/queue"),
    ("add", "/add"),
    ("log", "/log"),
)
"""The pages that every page leads to: the key of the name (`nav.…`) and the address."""


def page(
    request: Request[Any, Any, Any], template: str, *, status_code: int = 200, here: str = "", **context: Any
) -> Response[str]:
    """A page in the language of the request, which is kept in a cookie where the address names it.

    `here` is where the page in the other language is, if not at its own address, as where it answers a form.
    """
    shown = Shown(language_of(request))
    html = environment().get_template(template).render(
        context,
        shown=shown,
        say=shown.say,
        language=shown.language,
        direction="rtl" if shown.language == "ar" else "ltr",
        other_language=_in_other_language(request, shown.language, here),
        navigation=NAVIGATION,
        user=user_of(request),
        path=request.url.path,
        csrf_token=ScopeState.from_scope(request.scope).csrf_token or "",
    )  # fmt: skip
    cookies = []
    if request.query_params.get("lang") in LANGUAGES:
        cookies.append(Cookie(COOKIE, value=shown.language, max_age=A_YEAR, samesite="lax", httponly=True))
    return Response(html, media_type=MediaType.HTML, status_code=status_code, cookies=cookies)


def _in_other_language(request: Request[Any, Any, Any], language: str, here: str) -> str:
    """The address of the same page in the other language."""
    if here or request.method not in {"GET", "HEAD"}:
        return f"{here or '/events'}?lang={'en' if language == 'ar' else 'ar'}"
    pairs = [(name, value) for name, value in parse_qsl(request.url.query) if name != "lang"]
    return "?" + urlencode([*pairs, ("lang", "en" if language == "ar" else "ar")])


@cache
def environment() -> Environment:
    """The templates: every value is escaped, and a name that is not there is a fault."""
    return Environment(
        loader=PackageLoader("tawthiq.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
