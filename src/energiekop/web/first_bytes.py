"""The HTML that Streamlit sends first, as ours: its language, its name, where its server is, what it needs.

Streamlit's own says `lang="en"` and "Streamlit"; below a page's address it looks for its server in two places
that answer 404 before it finds it; and it fetches what draws an element when the first of them arrives.
"""

import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from energiekop.web.asked import LOST, language_in
from energiekop.web.headers import content_policy
from energiekop.web.links import PAGES

_OTHERS = {"healthz", "oauth"}

_SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
# Streamlit's own scripts that a page is drawn with: fetched while the page is still being made.
_EVERY_PAGE = ("Html", "PageLink")
_NEEDS = {
    "": ("TextInput", "ButtonGroup", "Button", "Metric", "Progress", "PlotlyChart"),
    "stappen": ("TextInput", "ButtonGroup", "Button"),
    "kaart": ("TextInput", "ButtonGroup", "Button"),
}

_SERVER = "<script>window.__streamlit = {BACKEND_BASE_URL: new URL('%s/', location.origin).href}</script>"


class FirstBytes:
    """Rewrites the answer to a browser that asks for a page; passes on everything else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        if scope.get("method") != "GET" or "text/html" not in headers.get("accept", ""):
            await self.app(scope, receive, send)
            return
        if lost := _no_page(scope["path"]):
            query = [*parse_qsl(scope.get("query_string", b"").decode("latin-1")), (LOST, lost)]
            to = f"{scope.get('root_path', '')}/?{urlencode(query)}"
            await RedirectResponse(to, status_code=307)(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, _Rewriting(scope, send))


class _Rewriting:
    """Holds an HTML answer until it is whole, and sends it on in our words."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope = scope
        self.send = send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_on(self.start)

    async def _send_on(self, start: Message) -> None:
        query = dict(parse_qsl(self.scope.get("query_string", b"").decode("latin-1")))
        server = _SERVER % self.scope.get("root_path", "").replace("'", "")
        page = self.body.decode("utf-8")
        page = page.replace('<html lang="en">', f'<html lang="{language_in(query)}">', 1)
        page = page.replace("<title>Streamlit</title>", f"<title>Energiekoplopers</title>{server}", 1)
        page = page.replace("</head>", f"{_preloads(self.scope['path'].strip('/'))}</head>", 1)
        body = page.encode("utf-8")
        headers = MutableHeaders(raw=start["headers"])
        headers["content-length"] = str(len(body))
        headers["content-security-policy"] = content_policy(page)
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


@cache
def _preloads(page: str) -> str:
    """Hints to fetch what draws the page; none for a script that this Streamlit does not have."""
    names = [*_EVERY_PAGE, *_NEEDS.get(page, ())]
    found = [script.name for name in names for script in sorted(_SCRIPTS.glob(f"{name}.*.js"))]
    return "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in found)


def _no_page(path: str) -> str:
    """What somebody asked for as a page, when there is no such page; else nothing."""
    asked = path.strip("/")
    # One word is a page of ours or nobody's; Streamlit's own addresses have an underscore or more parts.
    if re.fullmatch(r"[a-z-]+", asked) and asked not in _OTHERS | {page.url_path for page in PAGES.values()}:
        return asked
    return ""


def _is_html(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    return message["status"] == 200 and headers.get("content-type", "").startswith("text/html")
