"""The guard: who may ask, and what a browser may do with the answer.

Only this machine is served, under its own names, to who knows the token. A token in an address is
good for one visit, and sets a cookie; editors bring another one of their own.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'none'"
)
TEXT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""For the parallel text, which has its style inside and stands in a frame of ours."""
OWN_POLICY = "frame-ancestors 'none'"
"""For a PDF, which the browser shows by itself, and for a page that says the rest itself."""
_MOST_ASKED = 100_000
"""Bytes of a request."""


class Guard:
    """What stands before the application."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self.app = app
        self.port = port
        self.visit = secrets.token_urlsafe(24)
        """What is good for one visit."""
        self.editor = secrets.token_urlsafe(24)
        """What editors of this person show."""
        self._cookie = secrets.token_urlsafe(24)
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self.used: Callable[[], None] = _do_nothing
        """Called when the address was used."""

    @property
    def address(self) -> str:
        """The address that lets somebody in, once."""
        return f"http://127.0.0.1:{self.port}/?token={self.visit}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        answer = self._judge(scope)
        if answer is not None:
            await answer(scope, receive, _harden(send))
            return
        await self.app(scope, receive, _harden(send))

    def _judge(self, scope: Scope) -> Response | None:
        """Give the answer to a request that does not pass; None where it does."""
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self._hosts:
            return refuse(403, "this address is not served")
        if not self._comes_from_us(headers):
            return refuse(403, "only pages of the preview itself may ask")
        try:
            length = int(headers.get("content-length", "0"))
        except ValueError:
            length = _MOST_ASKED + 1
        if length > _MOST_ASKED or "transfer-encoding" in headers:
            return refuse(413, "that is too much")
        token = QueryParams(scope.get("query_string", b"")).get("token")
        if token is not None and scope["path"] == "/":
            return self._let_in(token)
        if self._knows_us(headers):
            return None
        return refuse(403, "open the address that stands in the terminal")

    def _comes_from_us(self, headers: Headers) -> bool:
        """Whether no page from elsewhere asks."""
        origin = headers.get("origin")
        if origin is not None and origin not in {f"http://{host}" for host in self._hosts}:
            return False
        return headers.get("sec-fetch-site", "none") in ("none", "same-origin")

    def _knows_us(self, headers: Headers) -> bool:
        kind, _, token = headers.get("authorization", "").partition(" ")
        if kind == "Bearer":
            return hmac.compare_digest(token.encode(), self.editor.encode())
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        kept = cookies.get(self._name)
        return kept is not None and hmac.compare_digest(kept.value.encode(), self._cookie.encode())

    @property
    def _name(self) -> str:
        """The cookie's name: cookies do not know ports, and two previews may be open."""
        return f"masthead-{self.port}"

    def _let_in(self, token: str) -> Response:
        """Take a token: it is good once, and another one is made."""
        if not hmac.compare_digest(token.encode(), self.visit.encode()):
            return refuse(403, "this address was used: the terminal has a new one")
        self.visit = secrets.token_urlsafe(24)
        self.used()
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._name, self._cookie, httponly=True, samesite="strict", path="/")
        return answer


def _do_nothing() -> None:
    """Do nothing."""


def refuse(status: int, reason: str) -> Response:
    """Refuse a request, and say why."""
    return PlainTextResponse(f"masthead preview: {reason}\n", status)


def _harden(send: Send) -> Send:
    """Tell browsers to keep to this server, and to keep nothing."""

    async def send_hardened(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("content-security-policy", POLICY)
            headers.setdefault("cache-control", "no-store")
            headers["x-content-type-options"] = "nosniff"
            headers["referrer-policy"] = "no-referrer"
            headers["cross-origin-opener-policy"] = "same-origin"
            headers["cross-origin-resource-policy"] = "same-origin"
        await send(message)

    return send_hardened
