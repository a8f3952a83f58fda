"""What every test may ask for."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.town import Town

# The scripts are no package: they run before anything is installed.
sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
from browser import find

# No request of its own, and a map is drawn without a graphics card: the map alone, not every page (--use-gl).
BROWSER = ["--no-sandbox", "--disable-background-networking", "--enable-unsafe-swiftshader"]


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """A small town with every party's files, ready for a test's own."""
    return Town(tmp_path / "town")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of a worker: Playwright cannot be started twice in one thread."""
    path = find()
    assert path, "Chromium is missing: run make test, which installs it, or sudo apt install chromium"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=BROWSER)
