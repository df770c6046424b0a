"""Adding to the case: a text or a file is read and shown, and kept only when whoever brought it says so."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromQuery
from litestar.response import Redirect

from tawthiq.case.add import Adder, Count
from tawthiq.case.store import Case
from tawthiq.case.versions import current
from tawthiq.desk.accounts import CODER, READER
from tawthiq.desk.language import language_of
from tawthiq.desk.pages.page import OpenCase, ToldSettings, page
from tawthiq.desk.pages.report import marked
from tawthiq.desk.settings import Settings
from tawthiq.desk.settling import settle_if_free
from tawthiq.desk.show import Shown
from tawthiq.desk.waiting import Upload, Waiting
from tawthiq.engine.local import Outcome, Plan, outcomes_in
from tawthiq.errors import CaseError
from tawthiq.model import Reading

MOST_BYTES = 10_000_000
"""How large a file may be."""
MOST_PREVIEWED = 10
"""How many reports of a file are shown before it is kept."""

Form = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.MULTI_PART)]
_waiting = Waiting()


@get("/add", opt=READER, include_in_schema=False, sync_to_thread=True)
def form(
    request: Request[Any, Any, Any], added: FromQuery[int] = 0, known: FromQuery[int] = 0, refused: FromQuery[int] = 0
) -> Response[str]:
    """The form, and what has become of the last file."""
    done = {"added": added, "known": known, "refused": refused} if added or known or refused else None
    return page(request, "add.html", done=done, fault=None, given={})


@post("/add/preview", opt=CODER, include_in_schema=False, sync_to_thread=True)
def bring(request: Request[Any, Any, Any], data: Form) -> Response[str] | Redirect:
    """Take a text or file, which waits until it is kept."""
    found = _upload(data)
    if isinstance(found, str):
        given = {name: value for name, value in data.items() if isinstance(value, str)}
        return page(request, "add.html", status_code=400, here="/add", done=None, fault=found, given=given)
    return Redirect(f"/add/shown?key={_waiting.put(found)}", status_code=303)


@get("/add/shown", opt=CODER, include_in_schema=False, sync_to_thread=True)
def preview(request: Request[Any, Any, Any], settings: ToldSettings, key: FromQuery[str] = "") -> Response[str]:
    """What is read in a text or file, before it is kept."""
    upload = _waiting.get(key)
    if upload is None:
        return page(request, "add.html", status_code=404, here="/add", done=None, fault="add.gone", given={})
    shown = Shown(language_of(request))
    read = [(one.refusal, msgspec.json.decode(one.shown, type=Reading)) for one in _outcomes(upload, settings)]
    fit = [reading for refusal, reading in read if refusal is None]
    refused = [reading.report for refusal, reading in read if refusal is not None]
    previews = [marked(reading, shown) for reading in fit[:MOST_PREVIEWED]]
    return page(request, "preview.html", previews=previews, count=len(fit), refused=refused, key=key if fit else None)


@post("/add/keep", opt=CODER, include_in_schema=False, sync_to_thread=True)
def keep(
    request: Request[Any, Any, Any],
    case: OpenCase,
    settings: ToldSettings,
    data: Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response[str] | Redirect:
    """Keep what was shown."""
    upload = _waiting.take(data.get("key", ""))
    if upload is None:
        return page(request, "add.html", status_code=400, here="/add", done=None, fault="add.gone", given={})
    try:
        count, name = _add(case, upload, settings)
    except CaseError:
        _waiting.put(upload, data["key"])  # a reload tries again
        raise
    settle_if_free(case)
    if count.added + count.known == 1:
        return Redirect(f"/reports/{name}", status_code=303)
    return Redirect(f"/add?added={count.added}&known={count.known}&refused={count.refused}", status_code=303)


def _add(case: Case, upload: Upload, settings: Settings) -> tuple[Count, str]:
    """Add reports to the case; what became of them, and the id of the last."""
    adder = Adder(case, current(settings.gazetteer))
    name = ""
    for outcome in _outcomes(upload, settings):
        adder.take(outcome)
        name = msgspec.json.decode(outcome.shown, type=Reading).report.id if outcome.refusal is None else name
    adder.flush()
    return adder.count, name


def _outcomes(upload: Upload, settings: Settings) -> Iterator[Outcome]:
    plan = Plan(upload.published, upload.outlet, True, 0, None, settings.gazetteer)
    return outcomes_in(upload.data, upload.name, plan)


def _upload(data: dict[str, Any]) -> Upload | str:
    """What a form brings, or the key of the text that says what is wrong with it."""
    text, file = str(data.get("text") or "").strip(), data.get("file")
    published = str(data.get("published") or "").strip() or None
    outlet = str(data.get("outlet") or "").strip() or None
    if published is not None and not _is_day(published):
        return "add.no_day"
    brought = isinstance(file, UploadFile) and bool(file.filename)
    if brought == bool(text):
        return "add.both" if text else "add.nothing"
    if isinstance(file, UploadFile) and brought:
        content = file.file.read(MOST_BYTES + 1)
        name = file.filename.replace("\\", "/").rpartition("/")[2]
    else:
        content = text.replace("\r\n", "\n").encode()
        name = str(data.get("source") or "").strip() or f"pasted/{sha256(content).hexdigest()[:12]}.txt"
    return Upload(content, name, published, outlet) if len(content) <= MOST_BYTES else "add.large"


def _is_day(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


ROUTES = [form, bring, preview, keep]
