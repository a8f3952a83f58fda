"""What a viewer costs: memory while she looks around, and what is left of it when her tab is closed."""

import time
from itertools import cycle, islice, product
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page

from .measuring import Finding, build, demo, is_quick_look, repeated
from .serving import DRAWN, chromium, dashboard

QUESTION = "Does memory stay flat while somebody looks around, and is it given back when the tab closes?"

WARM_UP = 60
CHANGES = 200
TABS = 10
FLAT = 5.0  # MB that 200 changes may add, after some have filled the cache
LEFT = 5.0  # MB that ten closed tabs may leave behind, after ten others did
_SESSION_ENDS = 5  # seconds after its tab closed; Streamlit's own is two minutes
_ENDS_AT_A_QUICK_LOOK = 1


def answer(residents: int, folder: Path) -> list[Finding]:
    changes, tabs = repeated(CHANGES, residents), repeated(TABS, residents)
    ends = _ENDS_AT_A_QUICK_LOOK if is_quick_look(residents) else _SESSION_ENDS
    demo(residents, folder)
    build(folder)
    with (
        dashboard(folder / "store", STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL=str(ends)) as served,
        chromium() as browser,
    ):
        server, address = served
        page = _opened(browser, address)
        _look_around(page, repeated(WARM_UP, residents))
        before = _megabytes(server)
        _look_around(page, changes)
        grown = _megabytes(server) - before
        page.context.close()
        _open_and_close(browser, address, tabs, ends)
        settled = _megabytes(server)
        _open_and_close(browser, address, tabs, ends)
        left = _megabytes(server) - settled
    return [
        Finding(f"after {changes} changes", f"{grown:.1f} MB more", f"at most {FLAT:.0f} MB", grown <= FLAT),
        Finding(f"after {tabs} tabs closed", f"{left:.1f} MB left", f"at most {LEFT:.0f} MB", left <= LEFT),
    ]


def _look_around(page: Page, changes: int) -> None:
    """Other pages and other languages, by clicking as a viewer does."""
    names = {"nl": ("Stappen", "Kaart", "Overzicht"), "en": ("Steps", "Map", "Overview")}
    steps = list(product(("EN", "NL"), range(3)))
    for language, number in islice(cycle(steps), changes):
        if number == 0:
            page.get_by_role("radio", name=language, exact=True).click()
            page.locator(f"html[lang={language.lower()}]").wait_for(state="attached")
        else:
            name = names[language.lower()][number]
            page.locator(".st-key-paginas").get_by_text(name).click()
            page.locator(".st-key-hier").get_by_text(name).wait_for()
        page.locator(DRAWN).wait_for()


def _open_and_close(browser: Browser, address: str, number: int, ends: int) -> None:
    tabs = [_opened(browser, address) for _ in range(number)]
    for tab in tabs:
        tab.context.close()
    time.sleep(2 * ends + 2)


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(f"{address}/?as=municipality")
    page.locator("h1").wait_for()
    page.locator(DRAWN).wait_for()
    return page


def _megabytes(server: psutil.Process) -> float:
    return float(server.memory_info().rss) / 1e6
