"""Somebody who looks without a browser: speaks to the server as Streamlit's own page does."""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.util import calc_hash
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, generate_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME, XSRF_COOKIE_NAME
from websockets.sync.client import ClientConnection, connect

# What a page of ours shows when it failed (src/energiekop/web/failing.py).
_FAILED = b"mislukt"
PATIENCE = 60  # seconds until a page that does not come counts as failed


class Failed(RuntimeError):
    """A page failed, or did not come."""


@dataclass
class Seen:
    """A page as it was sent: how long it took, and every message, also as the bytes that travelled."""

    seconds: float
    messages: list[ForwardMsg] = field(default_factory=list)
    travelled: list[bytes] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that was sent, for searching in."""
        return b"\n".join(self.travelled).decode("utf-8", errors="replace")

    @property
    def session(self) -> str:
        """The server's name for this tab."""
        return next(m.new_session.initialize.session_id for m in self.messages if m.HasField("new_session"))

    def widget(self, key: str) -> str:
        """The id of the widget with this key. Raises LookupError."""
        for message in self.messages:
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            found: str = getattr(getattr(element, kind), "id", "") if kind else ""
            if found.endswith(f"-{key}"):
                return found
        raise LookupError(f"no widget {key}")


@dataclass
class Visitor:
    """One tab that is open."""

    connection: ClientConnection

    def look(self, page: str, query: Mapping[str, str], *widgets: WidgetState) -> Seen:
        """The whole page of this address, with these widgets as they say. Raises Failed."""
        message = BackMsg()
        message.rerun_script.query_string = urlencode(query)
        message.rerun_script.page_script_hash = calc_hash(page)
        message.rerun_script.widget_states.widgets.extend(widgets)
        began = time.perf_counter()
        self.connection.send(message.SerializeToString())
        seen = Seen(0.0)
        while True:
            try:
                payload = self.connection.recv(PATIENCE)
            except TimeoutError:
                raise Failed(f"{page}?{query}: nothing came in {PATIENCE} s") from None
            assert isinstance(payload, bytes)
            received = ForwardMsg()
            received.ParseFromString(payload)
            seen.messages.append(received)
            seen.travelled.append(payload)
            if received.delta.new_element.WhichOneof("type") == "exception":
                raise Failed(f"{page}?{query}: {received.delta.new_element.exception.message}")
            if received.WhichOneof("type") == "script_finished":
                if any(_FAILED in one for one in seen.travelled):
                    raise Failed(f"{page}?{query}: the page says that it failed")
                seen.seconds = time.perf_counter() - began
                return seen

    def say(self, message: BackMsg) -> None:
        """Send any other message of the protocol."""
        self.connection.send(message.SerializeToString())


def signed_in(address: str, who: str, secret: str, **claims: object) -> dict[str, str]:
    """Cookies as signing in leaves them in a browser, for a server with this cookie secret."""
    said = {"is_logged_in": True, "sub": who, "email": who, "origin": address, "iat": time.time()}
    cookie = create_signed_value(secret, USER_COOKIE_NAME, json.dumps(said | claims)).decode()
    return {USER_COOKIE_NAME: cookie, XSRF_COOKIE_NAME: generate_xsrf_token_string()}


@contextmanager
def visiting(
    address: str, *, cookies: Mapping[str, str] | None = None, session: str = ""
) -> Iterator[Visitor]:
    """A tab on this dashboard; `session` is that of an earlier tab, to go on with it."""
    xsrf = (cookies or {}).get(XSRF_COOKIE_NAME, "")
    said = ["streamlit", *([xsrf or "none"] if xsrf or session else []), *([session] if session else [])]
    sent = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
    with connect(
        f"{address.replace('http', 'ws', 1)}/_stcore/stream",
        subprotocols=said,  # type: ignore[arg-type]
        origin=address,  # type: ignore[arg-type]
        additional_headers={"Cookie": sent} if sent else None,
        max_size=None,
        open_timeout=PATIENCE,
        proxy=None,
        ping_interval=None,  # a browser does not ask whether the server lives
    ) as connection:
        yield Visitor(connection)
