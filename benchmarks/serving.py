"""Servers and a browser to measure with; what is served stops with the `with`."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import Browser, sync_playwright

from .measuring import ENERGIEKOP

DRAWN = "[data-testid=stApp][data-test-script-state=notRunning]"


@contextmanager
def dashboard(
    store: Path, *, log: Path | None = None, **settings: str
) -> Iterator[tuple[psutil.Process, str]]:
    """The dashboard on this store, under its own command: the process and its address; `log` for its log."""
    command = [ENERGIEKOP, "serve", "--store", str(store), "--port"]
    with _served(command, "/healthz", settings, log) as served:
        yield served


@contextmanager
def streamlit(script: Path) -> Iterator[str]:
    """A Streamlit script as Streamlit itself serves it: its address."""
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true",
               "--browser.gatherUsageStats=false", "--server.address=127.0.0.1", "--server.port"]  # fmt: skip
    with _served(command, "/_stcore/health", {}) as (_, address):
        yield address


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without the switches that draw a map: they make it paint every page in software."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
    from browser import find

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-background-networking"]
        yield playwright.chromium.launch(executable_path=find(), args=arguments)


@contextmanager
def _served(
    command: list[str], health: str, settings: dict[str, str], log: Path | None = None
) -> Iterator[tuple[psutil.Process, str]]:
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    with (log or Path(os.devnull)).open("w") as written:
        program = subprocess.Popen(
            [*command, str(port)],
            env=os.environ | settings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=written,
        )
    try:
        while not _answers(f"{address}{health}"):
            if program.poll() is not None:
                raise RuntimeError(f"{' '.join(command)} stopped before it answered")
            time.sleep(0.2)
        yield psutil.Process(program.pid), address
    finally:
        program.terminate()
        program.wait(20)


def _answers(address: str) -> bool:
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with straight.open(address, timeout=5) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
