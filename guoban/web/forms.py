"""Forms of our own: what was typed into them, and that they are ours."""

import hmac
import secrets
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

from guoban.web.cookies import FORM, SESSION, cookie_of

FIELD = "form"
LARGEST = 20_000
"""Bytes of what is typed."""


async def typed_into(request: Request) -> dict[str, str]:
    """The fields of a form that was sent. Raises HTTPException for what no browser sends from these pages."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return dict(parse_qsl(body.decode("utf-8", errors="replace"), keep_blank_values=True, max_num_fields=20))


def form_secret(request: Request) -> str:
    """What this browser's forms are made with; a new one where it has none yet."""
    return cookie_of(request.scope, FORM) or secrets.token_urlsafe(32)


def form_token(request: Request, secret: str) -> str:
    """What a form carries: it fits this browser and this sign-in alone."""
    return hmac.new(secret.encode(), cookie_of(request.scope, SESSION).encode(), "sha256").hexdigest()


def is_ours(request: Request, typed: dict[str, str]) -> bool:
    """Whether a form that was sent is one that this server gave to this browser."""
    secret = cookie_of(request.scope, FORM)
    return bool(secret) and hmac.compare_digest(form_token(request, secret).encode(), typed.get(FIELD, "").encode())


def local_path(wanted: str) -> str:
    """A path of ours to go on to; never an address elsewhere, nor one that a browser would take for one."""
    clean = wanted.isprintable() and "\\" not in wanted and wanted.startswith("/") and not wanted.startswith("//")
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return "/"
    ours = clean and not parts.scheme and not parts.netloc
    return wanted if ours and parts.path not in ("/login", "/logout", "/first", "/password") else "/"
