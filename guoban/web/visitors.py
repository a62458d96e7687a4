"""Whom a route answers, as the guard has said, and what is written down of that."""

from starlette.requests import Request

from guoban.access.events import Did, record
from guoban.access.people import NotAllowedError, Visitor
from guoban.access.store import AccessStore
from guoban.place import data_folder
from guoban.web.connection import address_of
from guoban.web.guard import VISITOR


def visitor_of(request: Request) -> Visitor:
    """Who is signed in. Raises NotAllowedError where nobody stands behind a request."""
    visitor = request.scope.get(VISITOR)
    if not isinstance(visitor, Visitor):
        raise NotAllowedError
    return visitor


def note_of(request: Request, did: Did, about: str) -> None:
    """Write into the log what somebody did or was refused."""
    visitor = request.scope.get(VISITOR)
    name = visitor.name if isinstance(visitor, Visitor) else ""
    record(AccessStore(data_folder()), did, name, address=address_of(request.scope), about=about)
