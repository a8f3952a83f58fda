"""The other commands: what they hand on, what they print, how they end."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from unittest.mock import ANY

import duckdb
import pytest
from typer.testing import CliRunner

from energiekop import publish
from energiekop.cli import app, serving
from energiekop.publish import Refused
from energiekop.publish import store as snapshots
from tests.privacy.drawn_snapshot import ID, make

ENERGIEKOP = Path(sys.executable).parent / "energiekop"
EARLIER = "20261117T065100Z-0a0b0c0d"


def run(*arguments, **environment):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], env=environment)


def raising(problem):
    def raise_it(*given, **named):
        raise problem

    return raise_it


def test_the_whole_way_from_a_demo_city_to_a_figure(tmp_path):
    """The real commands, one after the other, as the README tells."""

    def energiekop(*arguments):
        done = subprocess.run([ENERGIEKOP, *map(str, arguments)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        logged.append(done.stderr)
        return done.stdout

    logged = []
    data, store = tmp_path / "inbox", tmp_path / "store"
    energiekop("demo", "--out", data, "--residents", "800")
    first = json.loads(energiekop("build", "--data", data, "--store", store, "--json"))
    assert set(first) == {
        "snapshot", "unchanged", "content_hash", "published_hash", "reference_day", "seconds", "files", "matches",
    }  # fmt: skip
    built = json.loads(logged[-1])
    assert (built["event"], built["snapshot"], built["unchanged"]) == ("built", first["snapshot"], False)
    assert built["rows"] == sum(file["rows"] for file in first["files"])
    assert energiekop("build", "--data", data, "--store", store).startswith("Nothing changed")
    assert json.loads(logged[-1])["unchanged"] is True
    assert energiekop("check", "--store", store) == f"Snapshot {first['snapshot']} keeps every promise.\n"
    assert energiekop("snapshots", "list", "--store", store).startswith(f"* {first['snapshot']}  built ")
    team = json.loads(
        energiekop("figures", "progress", "--role", "team", "--format", "json", "--store", store)
    )
    others = json.loads(
        energiekop("figures", "progress", "--role", "municipality", "--format", "json", "--store", store)
    )
    for measure in ("residents_helped", "households", "households_helped", "as_of"):
        assert team["rows"][0][measure] == others["rows"][0][measure]


def test_help_names_every_command_and_loads_nothing_heavy():
    shown = run("--help")
    assert shown.exit_code == 0
    for command in ("demo", "build", "check", "figures", "forget", "inzage", "serve", "snapshots", "secret"):
        assert f"\n  {command}" in shown.stdout
    heavy = ("duckdb", "pandas", "numpy", "geopandas", "streamlit", "xlsxwriter", "rich")
    script = f"import sys, energiekop.cli; print([name for name in {heavy} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert loaded.stdout == "[]\n"


def test_an_unknown_command_and_no_command_are_wrong_usage():
    assert run("bild").exit_code == 2
    assert run().exit_code == 2


def test_a_refused_build_says_every_reason_and_what_stays_in_service(tmp_path, monkeypatch):
    make(tmp_path)
    monkeypatch.setattr(publish, "build", raising(Refused("a.csv: found nothing.\nb.csv: found nothing.")))
    result = run("build", "--store", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    said, logged = result.stderr.splitlines()[:-1], json.loads(result.stderr.splitlines()[-1])
    assert said == [
        "energiekop build: refused, a.csv: found nothing.",
        "energiekop build: refused, b.csv: found nothing.",
        f"Snapshot {ID} stays in service.",
    ]
    # For the log of who runs it at night: no file's name, which may be somebody's.
    assert (logged.pop("at"), logged) == (
        ANY, {"event": "build_refused", "level": "error", "snapshot": ID, "reasons": 2}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (KeyboardInterrupt(), "stopped; what was in service stays."),
        (
            OSError(28, "No space left on device", "x"),
            "the disk is full; make room and try again. What was in",
        ),
        (PermissionError(13, "Permission denied", "/x"), "/x may not be read or written here; change its"),
        (OSError(30, "Read-only file system", "/x"), "/x is on a disk that may only be read"),
        (OSError(5, "Input/output error", "/x"), "/x: Input/output error."),
        (MemoryError(), "there is not enough memory"),
        (duckdb.OutOfMemoryException("could not allocate block"), "there is not enough memory"),
        (
            KeyError("colour"),
            "a mistake of ours, not of your files (KeyError: 'colour'); set ENERGIEKOP_TRACEBACK=1",
        ),
    ],
)
def test_whatever_goes_wrong_is_one_sentence(tmp_path, monkeypatch, problem, said):
    monkeypatch.setattr(publish, "build", raising(problem))
    result = run("build", "--store", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"energiekop build: {said}") and result.stderr.count("\n") == 1


def test_a_mistake_of_ours_can_be_traced(tmp_path, monkeypatch):
    monkeypatch.setattr(publish, "build", raising(KeyError("colour")))
    assert isinstance(run("build", "--store", tmp_path, ENERGIEKOP_TRACEBACK="1").exception, KeyError)


def test_a_build_takes_its_paths_from_flags_then_environment_then_defaults(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(
        publish, "build", lambda *given, **named: asked.append((given, named["private"])) or 1 / 0
    )
    run("build")
    run("build", ENERGIEKOP_DATA="/data", ENERGIEKOP_STORE="/store", ENERGIEKOP_PRIVATE="/private")
    run("build", "--data", "/mine", ENERGIEKOP_DATA="/data", ENERGIEKOP_STORE="/store")
    assert asked == [
        ((Path("data/inbox"), Path("data/store")), None),
        ((Path("/data"), Path("/store")), Path("/private")),
        ((Path("/mine"), Path("/store")), None),
    ]


def test_check_says_what_broke_and_ends_with_1(tmp_path, monkeypatch):
    monkeypatch.setattr(publish, "check", lambda store, snapshot, **named: ["one broke.", "two broke."])
    result = run("check", "--store", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "energiekop check: one broke.\nenergiekop check: two broke.\n"


def test_snapshots_are_listed_newest_first_and_another_can_be_used(tmp_path):
    make(tmp_path, snapshot=EARLIER)
    make(tmp_path)
    (tmp_path / ".building-1").mkdir()
    (tmp_path / "geo").mkdir()
    listed = [line.split("  ") for line in run("snapshots", "list", "--store", tmp_path).stdout.splitlines()]
    assert [[*cells[:-2], cells[-1]] for cells in listed] == [
        [f"* {ID}", "built 2026-11-24 06:51 UTC", "up to 2026-11-23", "generation 0"],
        ["", EARLIER, "built 2026-11-17 06:51 UTC", "up to 2026-11-23", "generation 0"],
    ]
    assert all(float(cells[-2].removesuffix(" MB")) > 0 for cells in listed)
    assert (
        run("snapshots", "use", EARLIER, "--store", tmp_path).stdout == f"Snapshot {EARLIER} is in service.\n"
    )
    assert snapshots.current(tmp_path) == EARLIER
    for wrong in ("20200101T000000Z-00000000", "../x", "geo"):
        result = run("snapshots", "use", wrong, "--store", tmp_path)
        assert result.exit_code == 1
        assert f"holds no snapshot {wrong}; see `energiekop snapshots list`." in result.stderr
    assert snapshots.current(tmp_path) == EARLIER


def test_an_empty_store_lists_nothing(tmp_path):
    assert run("snapshots", "list", "--store", tmp_path / "none").stdout == ""


def test_a_new_secret_needs_a_yes(tmp_path):
    store, private = tmp_path / "store", tmp_path / "store-private"
    result = run("secret", "new", "--store", store)
    assert result.exit_code == 1 and not private.exists()
    assert result.stderr == (
        f"energiekop secret: refused, a new secret in {private} begins a new series of rounded figures that does "
        "not compare with the one before; add --yes if that is meant.\n"
    )
    result = run("secret", "new", "--store", store, "--yes")
    assert result.exit_code == 0 and (private / "secret").stat().st_mode & 0o077 == 0
    assert (private / "secret").read_bytes() not in result.output.encode()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_port_that_is_taken_is_one_sentence():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run("serve", "--port", port)
    assert result.exit_code == 1
    assert result.stderr == (
        f"energiekop serve: Port {port} is in use by another program; stop it, or choose another with --port.\n"
    )


def test_an_app_that_is_not_there_is_one_sentence(tmp_path):
    result = run("serve", ENERGIEKOP_APP=str(tmp_path / "app.py"))
    assert result.exit_code == 1
    assert result.stderr == (
        f"energiekop serve: There is no {tmp_path / 'app.py'}; "
        "set ENERGIEKOP_APP to the app.py of this dashboard.\n"
    )


def test_the_app_of_the_repository_is_found():
    assert serving.app_file() == Path(__file__).parents[2] / "app.py"


def test_serve_says_where_it_is_and_answers_from_any_folder(tmp_path):
    """A small app stands in for the dashboard: what is tried is the way it is started."""
    (tmp_path / "app.py").write_text(
        "import os\n"
        "async def app(scope, receive, send):\n"
        "    if scope['type'] == 'http':\n"
        "        await send({'type': 'http.response.start', 'status': 200, 'headers': []})\n"
        "        await send({'type': 'http.response.body', 'body': os.environ['ENERGIEKOP_STORE'].encode()})\n"
    )
    port = free_port()
    server = subprocess.Popen(
        [ENERGIEKOP, "serve", "--port", str(port), "--store", "kept"],
        cwd=tmp_path,
        env={**os.environ, "ENERGIEKOP_APP": str(tmp_path / "app.py")},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout.readline() == f"The dashboard is on http://localhost:{port}\n"
        assert _first_answer(port).endswith(f"{tmp_path / 'kept'}")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=10)
        server.stdout.close()


def _first_answer(port):
    for _ in range(100):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as page:
                page.sendall(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")
                return b"".join(iter(lambda: page.recv(4096), b"")).decode()
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer within ten seconds")
