"""Without sign-in the demo is for this machine alone, unless ENERGIEKOP_DEMO_PUBLIC=1 opens it."""

import ipaddress
import os

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from energiekop.web import sign_in_settings

_REASON = (
    "This dashboard is served to its own machine only, because nobody has to sign in yet. "
    "Its data are invented; set ENERGIEKOP_DEMO_PUBLIC=1 to show them to others."
)


class ThisMachineOnly:
    """Refuses a request or a websocket that comes from another machine."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or _may(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse(_REASON, status_code=403)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008, "reason": _REASON[:120]})


def _may(scope: Scope) -> bool:
    if os.environ.get("ENERGIEKOP_DEMO_PUBLIC") == "1" or sign_in_settings.configured():
        return True
    client = scope.get("client")
    if not client:  # a socket file: only this machine can reach it
        return True
    try:
        return ipaddress.ip_address(client[0]).is_loopback
    except ValueError:
        return False
