"""What the application serves, to whom, and of which snapshot."""

import asyncio
import json
import re
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, expect

from energiekop import maps, publish
from energiekop.demo import write_city
from energiekop.publish import store as snapshots
from energiekop.web.links import PAGES
from energiekop.web.this_machine import ThisMachineOnly
from tests.house.places import ROOT, free_port, outside, served

from .conftest import settled

BIN = Path(sys.executable).parent
STARTS = {
    "streamlit": f'"{BIN}/streamlit" run "{ROOT}/app.py" --server.port PORT',
    "uvicorn": f'"{BIN}/uvicorn" --app-dir "{ROOT}" app:app --port PORT',
    "energiekop": f'"{BIN}/energiekop" serve --store "$ENERGIEKOP_STORE" --port PORT',
}


def got(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with straight.open(urllib.request.Request(address, headers=headers), timeout=20) as reply:
            return reply.status, {name.lower(): value for name, value in reply.headers.items()}, reply.read()
    except urllib.error.HTTPError as refused:
        return refused.code, {}, refused.read()


def test_geometry_is_served_packed_and_kept_for_ever(address: str, city: Path) -> None:
    largest = max((city / "geo").iterdir(), key=lambda file: file.stat().st_size)
    status, headers, body = got(f"{address}/geo/{largest.name}", **{"Accept-Encoding": "gzip"})
    assert (status, headers["content-type"]) == (200, "application/geo+json")
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["content-encoding"] == "gzip" and len(body) < largest.stat().st_size / 2
    assert json.loads(got(f"{address}/geo/{largest.name}")[2])["type"] == "FeatureCollection"


@pytest.mark.parametrize(
    "name",
    [
        "nothing.geojson", "..%2Fcurrent", "%2e%2e%2fcurrent", "current", f"{'0' * 64}.geojson",
        "..%2f..%2fapp.py", f"{'0' * 63}/.geojson",
    ],
)  # fmt: skip
def test_no_other_file_is_served_as_geometry_or_asset(address: str, name: str) -> None:
    for route in ("geo", "assets"):
        status, _, body = got(f"{address}/{route}/{name}")
        assert b"20" not in body[:8] and b"import" not in body
        assert status in (400, 403, 404) or b"<!DOCTYPE html>" in body  # Streamlit's page, not a file of ours


def test_each_asset_of_the_map_is_served_as_what_it_is(address: str) -> None:
    for name, file in maps.ASSETS.items():
        status, headers, body = got(f"{address}/assets/{name}")
        assert (status, body) == (200, file.read_bytes()), name
        kind = "text/css" if file.suffix == ".css" else "text/javascript"
        assert headers["content-type"].split(";")[0] == kind
        assert "immutable" in headers["cache-control"]


def test_health_names_the_snapshot_in_service(address: str, city: Path) -> None:
    status, headers, body = got(f"{address}/healthz")
    assert (status, json.loads(body)) == (200, {"status": "ok", "snapshot": snapshots.current(city)})
    assert headers["cache-control"] == "no-store"


def test_pages_find_their_server_at_once(address: str) -> None:
    for page in PAGES.values():
        status, _, body = got(f"{address}/{page.url_path}", accept="text/html")
        assert status == 200 and b"BACKEND_BASE_URL" in body


def test_what_draws_a_page_is_named_at_once_and_is_there(address: str) -> None:
    for page in PAGES.values():
        _, _, body = got(f"{address}/{page.url_path}", accept="text/html")
        named = re.findall(r'<link rel="modulepreload" crossorigin href="\./(static/js/(\w+)\.[^"]+)"', body.decode())
        ours = {name for _, name in named}
        assert {"Html", "PageLink"} <= ours
        assert ("PlotlyChart" in ours) == (page.url_path == "")
        for path, name in named:
            if name in ("Html", "PageLink", "PlotlyChart", "Metric"):
                assert got(f"{address}/{path}")[0] == 200, path


@pytest.fixture
def real(city: Path, tmp_path: Path) -> Path:
    """A store as of a real city: the demo's, but not called so."""
    store = tmp_path / "real"
    shutil.copytree(city, store)
    say_in_meta(store, "demo", "0")
    return store


def say_in_meta(store: Path, key: str, value: str) -> None:
    for name in ("exact", "published"):
        with duckdb.connect(str(store / (snapshots.current(store) or "") / f"{name}.duckdb")) as con:
            con.execute("update meta set value = ? where key = ?", [value, key])


@pytest.mark.parametrize("start", STARTS)
def test_real_data_without_sign_in_are_refused_at_the_start(start: str, real: Path, tmp_path: Path) -> None:
    command = STARTS[start].replace("PORT", str(free_port()))
    ended = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env=outside() | {"ENERGIEKOP_STORE": str(real)},
        capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert ended.returncode != 0
    assert "refused. The store holds real data, and without sign-in everybody could see it" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_page_that_is_open_meets_a_new_snapshot_and_never_real_data(
    city: Path, tmp_path: Path, chromium: Browser
) -> None:
    store = tmp_path / "store"
    shutil.copytree(city, store)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = STARTS["energiekop"].replace("PORT", str(port))
    with served(command, at=tmp_path, address=f"{address}/healthz", within=60, ENERGIEKOP_STORE=str(store)):
        page = chromium.new_page()
        page.goto(f"{address}/stappen")
        settled(page)
        before = page.locator(".st-key-stand").inner_text()
        put_in_service(another_snapshot(tmp_path), store)
        page.get_by_role("link", name="Kaart", exact=True).click()
        expect(page.locator(".st-key-stand")).to_contain_text("stand van zondag 15 november 2026")
        assert "stand van zondag 15 november 2026" not in before
        real = tmp_path / "real"
        shutil.copytree(city, real)
        say_in_meta(real, "demo", "0")
        put_in_service(real, store)
        page.get_by_role("link", name="Stappen", exact=True).click()
        expect(page.locator("h1")).to_have_text("Deze cijfers laten we hier niet zien.")
        expect(page.locator(".st-key-stand")).to_have_count(0)
        page.close()


def another_snapshot(folder: Path) -> Path:
    """A store with the demo city as it stood on another day."""
    write_city(folder / "other", residents=400, seed=2, stories=False)
    publish.build(folder / "other", folder / "other-store")
    say_in_meta(folder / "other-store", "reference_day", "2026-11-15")
    return folder / "other-store"


def put_in_service(made: Path, store: Path) -> None:
    """The snapshot of one store comes into service in another, under an id of its own."""
    snapshot = snapshots.current(made) or ""
    there = f"20991231T23595{len(list(store.glob('2099*')))}Z-{snapshot[-8:]}"
    shutil.copytree(made / snapshot, store / there)
    snapshots.use(store, there)


def another_address() -> str | None:
    """An address of this machine that is not the loopback's, as a neighbour would use it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing
        except OSError:
            return None
        return str(probe.getsockname()[0])


def test_others_see_the_demo_only_when_it_is_opened_to_them(city: Path, tmp_path: Path) -> None:
    host = another_address() or "127.0.0.1"
    for public, status in (("", 403), ("1", 200)):
        port = free_port()
        command = STARTS["uvicorn"].replace("PORT", f"{port} --host 0.0.0.0")
        with served(
            command, at=tmp_path, address=f"http://127.0.0.1:{port}/healthz", within=60,
            ENERGIEKOP_STORE=str(city), ENERGIEKOP_DEMO_PUBLIC=public,
        ):  # fmt: skip
            # A neighbour behind this machine's own proxy is a neighbour too.
            forwarded = got(f"http://127.0.0.1:{port}/healthz", **{"X-Forwarded-For": "203.0.113.7"})
            assert forwarded[0] == status
            if host != "127.0.0.1":
                assert got(f"http://{host}:{port}/healthz")[0] == status
            if status == 403:
                assert b"set ENERGIEKOP_DEMO_PUBLIC=1 to show them to others" in forwarded[2]


def test_a_websocket_from_elsewhere_is_refused() -> None:
    async def app(scope: object, receive: object, send: object) -> None:
        raise AssertionError("it was let in")

    sent: list[dict[str, object]] = []

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {"type": "websocket", "client": ("203.0.113.7", 5), "headers": []}
    # In a thread of its own: this one may hold the browser's loop.
    with ThreadPoolExecutor() as elsewhere:
        elsewhere.submit(asyncio.run, ThisMachineOnly(app)(scope, None, send)).result()
    assert [message["type"] for message in sent] == ["websocket.close"]
