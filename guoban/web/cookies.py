"""Cookies that open something: read by no script, sent to no other site, and over TLS tied to this very host."""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import Scope

SESSION, FORM = "guoban_session", "guoban_form"


def is_encrypted(scope: Scope) -> bool:
    """Whether a connection came over TLS, to this server or to the proxy in front of it."""
    return scope.get("scheme") in ("https", "wss")


def cookie_of(scope: Scope, name: str) -> str:
    """The value of one of these cookies; empty where there is none. Over TLS only the tied one counts."""
    cookies: Mapping[str, str] = cookie_parser("; ".join(Headers(scope=scope).getlist("cookie")))
    return cookies.get(_name(scope, name), "")


def give_cookie(response: Response, scope: Scope, name: str, value: str, seconds: int | None = None) -> None:
    """Have the browser keep a cookie: so long, or until it is closed."""
    response.set_cookie(
        _name(scope, name), value, max_age=seconds, path="/", secure=is_encrypted(scope), httponly=True, samesite="lax"
    )


def take_cookie(response: Response, scope: Scope, name: str) -> None:
    """Have the browser forget a cookie."""
    response.delete_cookie(_name(scope, name), path="/", secure=is_encrypted(scope), httponly=True, samesite="lax")


def _name(scope: Scope, name: str) -> str:
    return f"__Host-{name}" if is_encrypted(scope) else name
