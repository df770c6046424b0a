"""Finding the events anew after a decision or an addition."""

import logging

from tawthiq.case.events import settle
from tawthiq.case.store import Case
from tawthiq.errors import CaseError

_log = logging.getLogger(__name__)


def settle_if_free(case: Case) -> None:
    """Find the events of what is new; where another program holds the case, they are found with the next change."""
    try:
        settle(case)
    except CaseError as error:
        _log.error("%s", error)
