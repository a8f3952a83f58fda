"""Every way to start the app gives the same page, from any folder, and asks nothing of the outside world."""

import shutil
import sys
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from .places import ROOT, free_port, served

BIN = Path(sys.executable).parent
STARTS = {
    "streamlit": f'"{BIN}/streamlit" run "{ROOT}/app.py" --server.port PORT',
    "uvicorn": f'"{BIN}/uvicorn" --app-dir "{ROOT}" app:app --port PORT',
    "energiekop": f'"{BIN}/energiekop" serve --store STORE --port PORT',
}



class Seen(NamedTuple):
    words: str
    colours: list[str]  # of the ground and of the headings: background and ink
    hosts: set[str]  # that the page asked for anything


def look_at(chromium: Browser, address: str) -> Seen:
    hosts = set()
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page.goto(address)
    page.get_by_role("heading", level=1).wait_for()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.wait_for_load_state("networkidle")
    words = page.locator("[data-testid=stMain]").inner_text().strip()
    colours = page.evaluate(
        """() => ["stApp", "stHeading"].map(part => {
            const style = getComputedStyle(document.querySelector(`[data-testid=${part}]`));
            return style.backgroundColor + " " + style.color;
        })"""
    )
    page.close()
    return Seen(words, colours, hosts - {None, ""})


@pytest.fixture(scope="module", params=STARTS)
def seen(request: pytest.FixtureRequest, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """The page as each start serves it, from a folder that is not the project's."""
    folder = tmp_path_factory.mktemp(request.param)
    port = str(free_port())
    store = str(folder / "store")
    command = STARTS[request.param].replace("PORT", port).replace("STORE", store)
    address = f"http://127.0.0.1:{port}"
    with served(command, at=folder, address=address, within=60, ENERGIEKOP_STORE=store):
        return look_at(chromium, address)


def test_each_start_serves_the_same_words(seen: Seen) -> None:
    assert seen.words.splitlines()[0] == "Hier komt te staan hoeveel bewoners een plan hebben."
    assert "Er zijn nog geen cijfers klaargezet. Lever de bestanden aan" in seen.words


def test_each_start_has_our_own_colours(seen: Seen) -> None:
    assert seen.colours == ["rgb(251, 251, 249) rgb(28, 43, 42)", "rgba(0, 0, 0, 0) rgb(28, 43, 42)"]


def test_no_page_asks_anything_of_the_outside_world(seen: Seen) -> None:
    assert seen.hosts == {"127.0.0.1"}


def test_make_test_brings_chromium_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    import browser

    asked = []
    monkeypatch.setattr(shutil, "which", lambda name: None if name in browser.NAMES else f"/usr/bin/{name}")
    monkeypatch.setattr(browser.os, "geteuid", lambda: 0)
    monkeypatch.setattr(browser.subprocess, "run", lambda command, **_: asked.append(command))
    with pytest.raises(browser.Refused, match=r"install it \(sudo apt install chromium\) and run make"):
        browser.main()
    install = ["apt-get", "install", "-y", "-qq"]
    assert asked == [["apt-get", "update", "-qq"], [*install, "chromium-headless-shell"], [*install, "chromium"]]
