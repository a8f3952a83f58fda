"""`make pictures`: the README's screenshots, taken of the demo city in a real browser.

The pages are those of docs/pictures; run it after a change that people see, and look at what it made.
"""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from browser import find
from playwright.sync_api import Browser, sync_playwright

from energiekop import publish
from energiekop.demo import write_city
from energiekop.privacy import Viewer
from energiekop.privacy import open as open_snapshot

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
PORT = 8599
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
FLAGS = ["--no-sandbox", "--disable-background-networking", "--use-gl=angle", "--use-angle=swiftshader",
         "--enable-unsafe-swiftshader"]  # fmt: skip


def main() -> None:
    """Make the demo city, serve it, and write one PNG per page."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        write_city(Path(folder) / "data")
        publish.build(Path(folder) / "data", store)
        street = lively_street(store)
        pages = {
            "overview": ("/?as=team", DESK),
            "stappen": ("/stappen?as=team", DESK),
            "kaart": ("/kaart?as=team", DESK),
            "data": ("/data?as=team", DESK),
            "straat": (f"/straat?as=champion:{street}", PHONE),
        }
        server = serve(store)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
                for name, (path, size) in pages.items():
                    take(browser, path, size, PICTURES / f"{name}.png")
        finally:
            server.terminate()
            server.wait()


def lively_street(store: Path) -> str:
    """A street of 30 to 60 houses where many neighbours agreed that their champion may see them."""
    team = open_snapshot(Viewer.team(), store)
    [(street,)] = team.rows(
        """select street.street_id
        from exact.street as street
        join exact.household as household on household.street_id = street.street_id
        join exact.consent as consent
            on consent.household_id = household.household_id and consent.purpose = 'champion_sees'
        where street.dwellings between 30 and 60
        group by street.street_id
        order by count(*) desc, street.street_id
        limit 1"""
    )
    return str(street)


def serve(store: Path) -> subprocess.Popen[bytes]:
    """The application on PORT, once it answers."""
    command = [str(Path(sys.executable).with_name("energiekop")), "serve", "--store", str(store)]
    server = subprocess.Popen([*command, "--port", str(PORT)], env=os.environ)
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=2):
                return server
        except OSError:
            time.sleep(0.5)
    server.terminate()
    raise SystemExit("The dashboard did not answer within a minute.")


def take(browser: Browser, path: str, size: dict[str, int], file: Path) -> None:
    """One page from top to bottom."""
    page = browser.new_page(viewport=size, color_scheme="light")
    page.goto(f"http://127.0.0.1:{PORT}{path}")
    page.wait_for_selector("h1")
    page.wait_for_timeout(5000)
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": min(height, 2400)})
    page.wait_for_timeout(2500)
    page.screenshot(path=file)
    page.close()
    print(f"Wrote {file.relative_to(ROOT)}", flush=True)


if __name__ == "__main__":
    main()
