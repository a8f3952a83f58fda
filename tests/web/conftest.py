"""A small demo city, the real application serving it, and pages of it in a real browser.

def test_something(visit):
    page = visit("/stappen?plaats=buurt:BU0363ZA01", role="municipality", language="en", phone=True, dark=True)
    page.get_by_text("…").click()
    settled(page)    # from .conftest import settled

What no page may do is asserted for every page that was visited, also after the last click: an exception, a line
on the console, a request to the outside world.
"""

import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, ViewportSize, expect

from energiekop import publish
from energiekop.demo import write_city
from energiekop.privacy import Viewer
from energiekop.publish import store as snapshots
from energiekop.web.demo_viewers import Cast, cast
from tests.house.places import free_port, served

DESK = ViewportSize(width=1440, height=900)
PHONE = ViewportSize(width=390, height=844)
SETTLED = Path(__file__).with_name("settled.js").read_text(encoding="utf-8")
expect.set_options(timeout=15_000)  # a machine that does other things too is no failure
# What Streamlit shows of an exception, and what we show instead.
FAILED = "[data-testid=stException], .st-key-mislukt"
# What Chromium says of drawing a map without a graphics card; no page can help it.
OF_THE_DRIVER = "GPU stall due to ReadPixels"


@dataclass
class Visited:
    """A page, and what it did that no page may do."""

    page: Page
    log: Path
    console: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", self._erred)
        self.page.on("request", self._asked)

    def leave(self) -> None:
        """Hears no more, and keeps nothing in the browser."""
        self.page.remove_listener("console", self._said)
        self.page.remove_listener("pageerror", self._erred)
        self.page.remove_listener("request", self._asked)
        self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self.page.context.clear_cookies()
        self.page.goto("about:blank")

    def check(self) -> None:
        """Fails when the page failed, said anything on the console, or asked anything of the outside."""
        failed = self.page.locator(FAILED).all_inner_texts()
        where = [line for line in self.log.read_text().splitlines() if "page_failed" in line]
        assert failed == [], where[-1:]
        assert self.console == []
        assert self.outside == []

    def _said(self, said: ConsoleMessage) -> None:
        if OF_THE_DRIVER not in said.text:
            self.console.append(f"{said.type}: {said.text}")

    def _erred(self, error: Error) -> None:
        self.console.append(str(error))

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            self.outside.append(request.url)


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of a demo city of 1000 residents; made once, also when several workers run the tests."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo-city"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "store" / "current").exists():
            write_city(shared / "data", residents=1000, seed=1)
            publish.build(shared / "data", shared / "store")
    return shared / "store"


@pytest.fixture(scope="session")
def server(city: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The application serving that city: its address, and the file with what it says."""
    port = free_port()
    at = tmp_path_factory.mktemp("served")
    command = f'"{Path(sys.executable).parent}/energiekop" serve --store "{city}" --port {port}'
    with served(command, at=at, address=f"http://127.0.0.1:{port}/healthz", within=60) as said:
        yield f"http://127.0.0.1:{port}", said


@pytest.fixture(scope="session")
def address(server: tuple[str, Path]) -> str:
    """Where the application serves that city."""
    return server[0]


@pytest.fixture(scope="session")
def champion(city: Path) -> str:
    """The role of a champion whose street has neighbours that agreed to be seen."""
    return f"champion:{_cast(city).street}"


@pytest.fixture(scope="session")
def firm(city: Path) -> str:
    """The role of one firm's adviser."""
    return f"adviser:{_cast(city).firms[0]}"


def _cast(city: Path) -> Cast:
    return cast(Viewer.team(), store=city, snapshot=snapshots.current(city) or "")


@pytest.fixture(scope="session")
def tabs() -> dict[bool, list[Page]]:
    """Tabs that no test uses, of a desk (False) and of a phone. In a new one Chromium compiles Streamlit again."""
    return {False: [], True: []}


@pytest.fixture
def visit(
    server: tuple[str, Path], chromium: Browser, tabs: dict[bool, list[Page]]
) -> Iterator[Callable[..., Page]]:
    """`visit(path, role=..., language=..., phone=..., dark=...)`: a page that stands there, ready to be read."""
    address, log = server
    visited: list[tuple[Visited, bool]] = []

    def open_page(
        path: str = "/", *, role: str = "team", language: str = "nl", phone: bool = False, dark: bool = False
    ) -> Page:
        tab = tabs[phone].pop() if tabs[phone] else _tab(chromium, phone)
        tab.set_viewport_size(_size(phone))
        tab.emulate_media(media="null", color_scheme="dark" if dark else "light")
        one = Visited(tab, log)
        one.listen()
        visited.append((one, phone))
        query = urlencode({"as": role, "taal": language})
        tab.goto(f"{address}{path}{'&' if '?' in path else '?'}{query}")
        settled(tab)
        one.check()
        return tab

    yield open_page
    for one, _ in visited:
        one.check()
    for one, phone in visited:  # a tab that failed its check is not used again
        one.leave()
        tabs[phone].append(one.page)


def _tab(chromium: Browser, phone: bool) -> Page:
    return chromium.new_context(viewport=_size(phone), has_touch=phone, accept_downloads=True).new_page()


def _size(phone: bool) -> ViewportSize:
    return PHONE if phone else DESK


def settled(page: Page) -> None:
    """Waits until the page is drawn, also what was just asked for, and nothing on it is being made."""
    page.wait_for_function(SETTLED)
    page.locator(".st-key-balk, .st-key-mislukt, [data-testid=stHeading]").first.wait_for()
    page.locator("[data-testid=stSkeleton]").first.wait_for(state="detached")
