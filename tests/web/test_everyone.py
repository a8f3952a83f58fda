"""The shell's own states hold for everyone: axe finds nothing serious in what opens, refuses or has nothing."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from .conftest import settled

Visit = Callable[..., Page]
SIZES = [(False, False), (True, True)]  # phone, dark


def serious(page: Page) -> list[str]:
    page.wait_for_timeout(300)  # what fades in has its contrast only then
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(("phone", "dark"), SIZES)
def test_what_opens_from_the_bar(visit: Visit, phone: bool, dark: bool) -> None:
    page = visit("/stappen?plaats=stadsdeel:niets", phone=phone, dark=dark)
    for name in ("Projectteam", "Andere dag of periode", "Betekenis", "Download"):
        page.get_by_role("button", name=re.compile(name)).first.click()
        settled(page)
        assert serious(page) == [], name
        page.keyboard.press("Escape")
    box = page.get_by_role("searchbox")
    box.fill("straat")
    box.press("Enter")
    page.locator(".st-key-gevonden a").first.wait_for()
    assert serious(page) == []
    page.get_by_role("button", name="Tabel", exact=True).first.click()
    page.locator("[data-testid=stDataFrame]").first.wait_for()
    assert serious(page) == []


@pytest.mark.parametrize(("phone", "dark"), SIZES)
def test_what_is_refused_or_presented(
    visit: Visit, champion: str, firm: str, phone: bool, dark: bool
) -> None:
    for path, role in (("/kaart", champion), ("/straat", firm), ("/?presenteren=1", "team")):
        page = visit(path, role=role, language="en", phone=phone, dark=dark)
        assert serious(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.fixture
def phone_page(visit: Visit) -> Iterator[Page]:
    yield visit("/stappen", phone=True)


def test_what_a_finger_must_hit_is_large_enough(phone_page: Page) -> None:
    small = phone_page.evaluate(
        """() => [...document.querySelectorAll('.st-key-balk a, .st-key-balk button, .st-key-stand button')]
            .map(e => [e.innerText.split('\\n')[0], Math.round(e.getBoundingClientRect().height)])
            .filter(([_, height]) => height < 44)"""
    )
    assert small == []
