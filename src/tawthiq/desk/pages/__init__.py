"""The pages of the desk, a module for each; their routes are gathered here.

A page's handler asks the case and hands plain records to its template, which shows them by `show.Shown`.
"""

from litestar.handlers import HTTPRouteHandler

from tawthiq.desk.pages import add, api, control, dossier, event, events, log, login, on_map, queue, report, review

PAGES = (login, events, event, report, on_map, control, add, dossier, review, queue, log, api)
ROUTES: list[HTTPRouteHandler] = [route for page in PAGES for route in page.ROUTES]
