"""What a tab says beside what it was offered: a choice that was not among those shown, a session not its own.

Streamlit falls back in silence and our pages read the URL alone, so that none of it has an effect; whoever
tries shows in the log. Only who speaks to the server without our pages does this.
"""

from collections import defaultdict

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from energiekop import logs

_WIDGET = b"$$ID-"  # begins the name of each widget


class OnlyOffered:
    """Listens to both sides of a websocket and writes down what does not fit; changes nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        tab = _Tab(_session_asked_for(scope))

        async def hearing() -> Message:
            message = await receive()
            tab.was_told(message.get("bytes") or b"")
            return message

        async def telling(message: Message) -> None:
            tab.was_sent(message.get("bytes") or b"")
            await send(message)

        await self.app(scope, hearing, telling)


class _Tab:
    """What one tab was offered since it came."""

    def __init__(self, session: str) -> None:
        self.session = session  # that it asked to go on with; empty once it is known whether it does
        self.resumed = False
        self.widgets: set[str] = set()
        self.options: defaultdict[str, set[str]] = defaultdict(set)

    def was_sent(self, payload: bytes) -> None:
        if not self.session and _WIDGET not in payload:
            return
        message = ForwardMsg()
        message.ParseFromString(payload)
        if self.session and message.HasField("new_session"):
            self.resumed = message.new_session.initialize.session_id == self.session
            if not self.resumed:
                logs.log("session_refused", "warning")
            self.session = ""
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        drawn = getattr(element, kind) if kind else message.delta.add_block
        if name := _name(drawn):
            self.widgets.add(name)
            self.options[name] |= _options(kind, drawn)
        elif kind is None:
            self.widgets |= {found for found in _in_block(message) if found}

    def was_told(self, payload: bytes) -> None:
        if _WIDGET not in payload:
            return
        message = BackMsg()
        try:
            message.ParseFromString(payload)
        except Exception:  # protobuf's own kind, a package of Streamlit's: it closes the connection over it
            return
        for state in message.rerun_script.widget_states.widgets:
            if state.id not in self.widgets:
                if not self.resumed:
                    logs.log("widget_not_drawn", "warning")
            elif self.options[state.id] and not _values(state) <= self.options[state.id]:
                logs.log("choice_not_offered", "warning")


def _session_asked_for(scope: Scope) -> str:
    said = Headers(scope=scope).get("sec-websocket-protocol", "").split(",")
    return said[2].strip() if len(said) > 2 else ""


def _name(drawn: object) -> str:
    found = getattr(drawn, "id", "")
    return found if isinstance(found, str) and found.startswith(_WIDGET.decode()) else ""


def _in_block(message: ForwardMsg) -> list[str]:
    """Names of containers that open and close: they are widgets too."""
    block = message.delta.add_block
    kind = block.WhichOneof("type")
    return [_name(block), _name(getattr(block, kind)) if kind else ""]


def _options(kind: str | None, drawn: object) -> set[str]:
    """What can be chosen from it, as it travels; empty for what is no choice."""
    if kind == "selectbox":
        return set(drawn.options)  # type: ignore[attr-defined]
    if kind == "button_group":
        return {option.content for option in drawn.options}  # type: ignore[attr-defined]
    return set()


def _values(state: WidgetState) -> set[str]:
    kind = state.WhichOneof("value")
    if kind == "string_value":
        return {state.string_value} - {""}
    return set(state.string_array_value.data) if kind == "string_array_value" else set()
