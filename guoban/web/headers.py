"""Headers that keep a browser from doing with our pages what they were not made for."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guoban.web.cookies import is_encrypted

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}

NEVER_KEPT = ("/media/", "/_stcore/")
"""Answers of the framework with somebody's figures in them: no cache keeps them for the next one at this computer."""

BARE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""For HTML that brings no policy of its own: then it is not one of our pages."""


class SecurityHeaders:
    """Adds HEADERS to every answer, whoever gave it; a cookie that is given over TLS comes back over TLS alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                if is_encrypted(scope):
                    message = {**message, "headers": [_over_tls(*header) for header in message["headers"]]}
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if scope["path"].startswith(NEVER_KEPT):
                    headers["cache-control"] = "no-store"
                if headers.get("content-type", "").startswith("text/html"):
                    headers.setdefault("content-security-policy", BARE)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def _over_tls(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    tied = name != b"set-cookie" or b"; secure" in value.lower()
    return (name, value) if tied else (name, value + b"; Secure")
