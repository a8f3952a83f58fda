"""Files that pass between a browser and us: each page's own, and from those who may hand in.

Streamlit serves what a download button made to whoever knows its address, which follows from its content, and
takes a file from every open tab, that of the sign-in page included. Here a file goes out only to the browser
to which its address was sent, and comes in only from a tab on which the box for it was drawn.
"""

import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Hashable
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME, XSRF_COOKIE_NAME

_SENT = re.compile(rb"/media/([0-9a-f]{32,})")
_ASKED = re.compile(r"/media/([0-9a-f]{32,})(?:\.\w+)?")
_HANDED_IN = re.compile(r"/_stcore/upload_file/([^/]+)/.*")
_MOST = 5_000  # files, and tabs, that are known; who made more has fetched the first long ago


class PassingFiles:
    """Refuses a download to another browser than its page's, and a file from a tab that has no box for it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            browser = _browser(scope)

            async def listening(message: Message) -> None:
                sent = message.get("bytes") or b""
                if browser and b"/media/" in sent:
                    for name in _SENT.findall(sent):
                        _downloads.put((name.decode(), browser))
                await send(message)

            await self.app(scope, receive, listening)
        elif scope["type"] == "http" and not _may_pass(scope):
            await PlainTextResponse("This file is not yours.", status_code=403)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def let_this_tab_hand_in() -> None:
    """From now on the tab whose page is being drawn may send us files."""
    drawn = get_script_run_ctx()
    if drawn is not None:
        _tabs.put(drawn.session_id)


class _Known:
    """The last so many that were put in; more threads than one put and look."""

    def __init__(self) -> None:
        self._held: OrderedDict[Hashable, None] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, one: Hashable) -> None:
        with self._lock:
            self._held[one] = None
            self._held.move_to_end(one)
            while len(self._held) > _MOST:
                self._held.popitem(last=False)

    def holds(self, one: Hashable) -> bool:
        with self._lock:
            return one in self._held


_downloads, _tabs = _Known(), _Known()


def _may_pass(scope: Scope) -> bool:
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    if path.startswith("/media"):
        asked = _ASKED.fullmatch(path)
        return asked is not None and _downloads.holds((asked[1], _browser(scope)))
    if path.startswith("/_stcore/upload_file") and scope["method"] != "OPTIONS":
        handed_in = _HANDED_IN.fullmatch(path)
        return handed_in is not None and _tabs.holds(handed_in[1])
    return True


def _browser(scope: Scope) -> str:
    """Who asks, as far as cookies tell: this browser, with this person signed in. Empty for none at all."""
    cookies: SimpleCookie = SimpleCookie()
    try:
        cookies.load(Headers(scope=scope).get("cookie", ""))
    except CookieError:
        return ""
    sent = {name: said.value for name, said in cookies.items()}
    token, _ = decode_xsrf_token_string(sent.get(XSRF_COOKIE_NAME, ""))
    if not token:
        return ""
    who = sorted(f"{name}={said}" for name, said in sent.items() if name.startswith(USER_COOKIE_NAME))
    return hashlib.sha256(b"\n".join([token, *(one.encode() for one in who)])).hexdigest()
