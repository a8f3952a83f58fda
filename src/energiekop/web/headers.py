"""What the browser is told to refuse: other people's scripts, frames and hosts.

Streamlit compiles its messages and components at run time ('unsafe-eval', blob:) and writes its styles into
the page; every script that stands in the page itself is ours or Streamlit's, and known by its hash.
"""

import base64
import hashlib
import os
import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from energiekop.sheets import render
from energiekop.web import furnishing, sign_in_settings, signing_in
from energiekop.web.map.drawing import BACKGROUND

_INLINE = re.compile(r"<script>(.*?)</script>", re.S)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_A_YEAR = "max-age=31536000"
_HERE = ("localhost", "127.0.0.1", "::1")


class SecurityHeaders:
    """Adds the headers to every answer, and refuses a request that names another host than ours."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not _names_us(scope):
            await send({"type": "websocket.close", "code": 1008, "reason": "This is not the host's name."})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if sign_in_settings.public_url().startswith("https:"):
                    headers.setdefault("Strict-Transport-Security", _A_YEAR)
            await send(message)

        if _names_us(scope):
            await self.app(scope, receive, with_headers)
        else:
            await with_headers({"type": "http.response.start", "status": 421, "headers": []})
            await send({"type": "http.response.body", "body": b"This is not the name of this dashboard."})


def content_policy(page: str) -> str:
    """The Content-Security-Policy of a page: its own scripts, those we write into it later, and our host."""
    hashes = " ".join(sorted({*_hashes(_INLINE.findall(page)), *_written_later()}))
    tiles = urlsplit(BACKGROUND)
    background = f"{tiles.scheme}://{tiles.netloc}"
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval' blob: {hashes}",
            "worker-src 'self' blob:",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob: {background}",
            f"connect-src 'self' blob: {background}",
            "font-src 'self' data:",
            "object-src 'none'",
            "base-uri 'self'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
        )
    )


@cache
def _written_later() -> frozenset[str]:
    """Hashes of the scripts that the pages write into themselves."""
    written = [*furnishing.SCRIPTS, *signing_in.SCRIPTS, render("print", label="")]
    return frozenset(_hashes(text for one in written for text in _INLINE.findall(one)))


def _hashes(scripts: Iterable[str]) -> list[str]:
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def _names_us(scope: Scope) -> bool:
    """Another name would let a page elsewhere speak to a dashboard that is meant for this machine."""
    if os.environ.get("ENERGIEKOP_DEMO_PUBLIC") == "1":
        return True
    host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    named = urlsplit(f"//{host}").hostname
    public = urlsplit(sign_in_settings.public_url()).hostname
    return named in ((*_HERE, public) if public else _HERE)
