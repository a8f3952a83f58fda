"""The shell: what was asked survives, in one language, for one role, on one snapshot, in words that are kind."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from .conftest import settled

Visit = Callable[..., Page]
pytestmark = pytest.mark.xdist_group("web")


def query(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


def standing(page: Page) -> str:
    return page.locator(".st-key-stand").inner_text()


def test_what_was_asked_survives_a_page_a_reload_a_link_and_the_way_back(visit: Visit) -> None:
    page = visit("/stappen?periode=maand&per=2026-10-31", role="municipality", language="en")
    assert "Saturday 31 October 2026" in standing(page)
    asked = {"as": "municipality", "taal": "en", "periode": "maand", "per": "2026-10-31"}
    page.get_by_role("link", name="Map", exact=True).click()
    page.wait_for_url("**/kaart?**")
    settled(page)
    assert query(page) == asked
    page.reload()
    settled(page)
    assert query(page) == asked
    assert "Saturday 31 October 2026" in standing(page)
    page.go_back()
    page.wait_for_url("**/stappen?**")
    settled(page)
    assert query(page) == asked
    page.get_by_role("link", name="Last known day").click()
    expect(page.locator(".st-key-stand")).not_to_contain_text("31 October")
    assert query(page) == {name: value for name, value in asked.items() if name != "per"}
    page.go_back()
    expect(page.locator(".st-key-stand")).to_contain_text("31 October")


def test_the_language_is_chosen_and_said_to_the_browser(visit: Visit) -> None:
    page = visit("/")
    assert page.locator("html").get_attribute("lang") == "nl"
    page.get_by_role("radio", name="EN").click()
    expect(page.locator(".st-key-stand")).to_contain_text("invented data")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert query(page)["taal"] == "en"
