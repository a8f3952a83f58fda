"""However it was started: what the server writes down, and what is too large for it."""

import contextlib
import json
import os
import pty
import shutil
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from websockets.exceptions import ConnectionClosed

from benchmarks.visitor import Failed, visiting
from energiekop import logs
from energiekop.publish import store as snapshots
from tests.house.places import ROOT, free_port, served
from tests.house.reading_logs import events, written

BIN = Path(sys.executable).parent
# What somebody may type or be called; whatever is done with it, no log may hold a word of it.
PERSONAL = ("Jansen", "Lindestraat", "1011AB", "j.jansen@voorbeeld.nl")
TYPED = " ".join(PERSONAL)
STARTS = {
    "serve": '"{bin}/energiekop" serve --store "{store}" --port {port} 2> "{log}"',
    "uvicorn": 'ENERGIEKOP_STORE="{store}" "{bin}/uvicorn" --app-dir "{app}" app:app --port {port} 2> "{log}"',
    "streamlit": 'ENERGIEKOP_STORE="{store}" "{bin}/streamlit" run "{app}/app.py" --server.port {port} 2> "{log}"',
}


@pytest.fixture(scope="module", params=STARTS)
def fragile(request: pytest.FixtureRequest, city: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The application, but that `?breek=...` makes a page fail over what it says: its address and its log."""
    tmp_path = tmp_path_factory.mktemp(request.param)
    shell = ROOT / "src" / "energiekop" / "web" / "shell.py"
    (tmp_path / "fragile.py").write_text(
        "import streamlit as st\nfrom pathlib import Path\n"
        "if typed := st.query_params.get('breek'):\n    raise ValueError(f'nobody lives at {typed}')\n"
        f"exec(compile(Path({str(shell)!r}).read_text(), {str(shell)!r}, 'exec'))\n"
    )
    app = (ROOT / "app.py").read_text(encoding="utf-8")
    here = app.replace('Path(__file__).parent / "src" / "energiekop" / "web" / "shell.py"', 'Path(__file__).parent / "fragile.py"')
    assert here != app
    (tmp_path / "app.py").write_text(here)
    shutil.copytree(ROOT / ".streamlit", tmp_path / ".streamlit")
    port = free_port()
    address, log = f"http://127.0.0.1:{port}", tmp_path / "log"
    command = STARTS[request.param].format(bin=BIN, store=city, port=port, app=tmp_path, log=log)
    environment = {"ENERGIEKOP_APP": str(tmp_path / "app.py"), "ENERGIEKOP_DATA": str(city.with_name("data"))}
    with served(command, at=tmp_path, address=f"{address}/healthz", within=60, **environment):
        yield address, log


def ask(address: str, path: str, method: str = "GET", sent: bytes | None = None, **headers: str) -> int:
    """The status of the answer."""
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(f"{address}{path}", sent, headers, method=method)
    try:
        with straight.open(request, timeout=10) as reply:
            return reply.status
    except urllib.error.HTTPError as refused:
        return refused.code


def test_the_log_says_what_happened_and_nothing_of_whom(fragile: tuple[str, Path], city: Path) -> None:
    address, log = fragile
    quoted = urllib.parse.quote(TYPED)
    for path in (f"/straat?as=champion:{quoted}", f"/{quoted}", f"/geo/{quoted}.geojson", f"/media/{quoted}",
                 f"/_stcore/{quoted}", f"/_stcore/upload_file/{quoted}/1"):  # fmt: skip
        ask(address, path, Accept="text/html")
    ask(address, f"/_stcore/upload_file/1/{quoted}", "PUT")
    ask(address, "/healthz", Host="jansen.lindestraat.nl")
    with visiting(address) as visitor:
        box = visitor.look("", {"as": "team"}).widget("zoek-")
        visitor.look("", {"as": "team"}, WidgetState(id=box, string_value=TYPED))
        visitor.look("", {"as": f"adviser:{TYPED}", "plaats": f"street:{TYPED}", "per": TYPED})
        visitor.look("kaart", {"as": "champion:" + TYPED})
        with pytest.raises(Failed):
            visitor.look("", {"breek": TYPED})
        with contextlib.suppress(ConnectionClosed):
            visitor.connection.send(f"\xff{TYPED}".encode())  # no message of the protocol
            visitor.connection.recv(5)
    current = snapshots.current(city)
    written(log, "started", snapshot=current, sign_in=False)
    written(log, "snapshot_picked_up", snapshot=current)
    failure = written(log, "page_failed", error="ValueError")
    assert failure["where"].split(" < ")[0].endswith("fragile.py:4")
    written(log, "url_not_understood", what="place")
    written(log, "request_refused", route="geo", status=404)
    written(log, "request_refused", route="_stcore/upload_file", method="PUT")
    written(log, "request_refused", route="healthz", status=421)
    written(log, "request_refused", route="_stcore/stream", method="WEBSOCKET", status=1002)
    for told in events(log):
        assert {"event", "level", "at"} <= set(told)
    said = log.read_text() + log.with_name("served.log").read_text()
    for word in (*PERSONAL, *map(str.lower, PERSONAL), "street:", "champion:", "adviser:"):
        assert word not in said, [line for line in said.splitlines() if word in line]


def test_what_is_too_large_is_refused(fragile: tuple[str, Path]) -> None:
    address, log = fragile
    token = generate_xsrf_token_string()
    xsrf = {"Cookie": f"_streamlit_xsrf={token}", "X-Xsrftoken": token, "Content-Type": "multipart/form-data; boundary=b"}
    body = b'--b\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\nA;B\r\n--b--\r\n'
    with visiting(address) as visitor:
        seen = visitor.look("data", {"as": "team", "wat": "aanleveren"})
        assert "200 MB. " in seen.text
        there = f"/_stcore/upload_file/{seen.session}/1"
        assert ask(address, there, "PUT", body, **xsrf) == 204
        assert ask(address, there, "PUT", body, **xsrf | {"Content-Length": str(200 * 1024**2 + 1)}) == 413
        assert ask(address, there, "PUT", body, **xsrf | {"X-Xsrftoken": generate_xsrf_token_string()}) == 403
        with pytest.raises(ConnectionClosed) as closed:
            visitor.look("", {"as": "team"}, WidgetState(id="x", string_value="x" * 1_100_000))
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 1009
    with visiting(address) as visitor:  # who has no box for it sends nothing, however small
        seen = visitor.look("data", {"as": "municipality", "wat": "aanleveren"})
        assert ask(address, f"/_stcore/upload_file/{seen.session}/1", "PUT", body, **xsrf) == 403
    for status in (413, 403):
        written(log, "request_refused", route="_stcore/upload_file", method="PUT", status=status)
    written(log, "request_refused", route="_stcore/stream", status=1009)


def test_libraries_keep_their_words_and_lose_what_they_filled_in(tmp_path: Path) -> None:
    program = """
import logging, threading, warnings
from energiekop import logs
logs.begin()
try:
    raise LookupError("Jansen")
except LookupError:
    logging.getLogger("streamlit.web").exception("No file for %s", "Jansen")
    logging.getLogger("authlib").warning(f"Nobody called Jansen")
warnings.warn("Jansen")
thread = threading.Thread(target=lambda: int("Jansen"))
thread.start()
thread.join()
raise SystemError("Jansen")
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    told = [json.loads(line) for line in ended.stderr.splitlines()]
    assert "Jansen" not in ended.stderr and ended.stdout == ""
    assert [(line["event"], line.get("error"), line.get("words")) for line in told] == [
        ("library", "LookupError", "No file for %s"),
        ("library", None, None),
        ("warned", "UserWarning", None),
        ("thread_failed", "ValueError", None),
        ("program_failed", "SystemError", None),
    ]
    assert all(line["where"] for line in told)


def test_a_program_that_did_not_begin_a_log_writes_none(capsys: pytest.CaptureFixture[str]) -> None:
    logs.log("looked", role="team")
    assert capsys.readouterr() == ("", "")


def test_at_a_terminal_a_line_is_for_reading(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    program = "from energiekop import logs; logs.begin(); logs.log('started', snapshot='20261124T065100Z-1a2b3c4d')"
    said: list[bytes] = []
    reader = threading.Thread(target=lambda: said.append(_all_of(ours)))
    reader.start()
    subprocess.run([sys.executable, "-c", program], stderr=theirs, check=True)
    os.close(theirs)
    reader.join(10)
    assert b"started" in said[0] and b"1a2b3c4d" in said[0] and not said[0].startswith(b"{")


def _all_of(terminal: int) -> bytes:
    said = b""
    with contextlib.suppress(OSError):  # a terminal that nobody holds any more
        while more := os.read(terminal, 1000):
            said += more
    return said
