"""A line in the log for each request that is refused: which kind of address, never the address itself.

Who is refused before anybody knows who it is stands in no audit book; whoever keeps trying shows here.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from energiekop import logs

# Beginnings of our addresses and Streamlit's; a page's name or an invented one is "other".
_ROUTES = (
    "geo", "assets", "healthz", "media", "component", "static", "oauth2callback", "auth",
    "_stcore/upload_file", "_stcore/stream", "_stcore/metrics", "_stcore/agent", "_stcore",
)  # fmt: skip


class TurnedAway:
    """Writes down each refusal of what lies behind it; the outermost middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        let_in = False

        async def noting(message: Message) -> None:
            nonlocal let_in
            kind = message["type"]
            let_in = let_in or kind == "websocket.accept"
            if kind in ("http.response.start", "websocket.http.response.start") and message["status"] >= 400:
                _write(scope, message["status"])
            elif kind == "websocket.close" and (not let_in or message.get("code", 1000) != 1000):
                _write(scope, message.get("code", 1000))
            await send(message)

        await self.app(scope, receive, noting)


def _write(scope: Scope, status: int) -> None:
    method = scope.get("method", "WEBSOCKET")
    logs.log("request_refused", "warning", route=route(scope["path"]), method=method, status=status)


def route(path: str) -> str:
    """geo, media, _stcore/upload_file: the kind of an address, without what it names."""
    asked = f"{path.strip('/')}/"
    return next((known for known in _ROUTES if asked.startswith(f"{known}/")), "other")
