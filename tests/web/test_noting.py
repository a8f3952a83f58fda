"""What the pages note in the book: looks at households, exports and refusals; never what was found there."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from energiekop.publish import audit

from .conftest import settled

Visit = Callable[..., Page]


def noted(city: Path, since: int) -> list[tuple[str, str, str]]:
    """Role, what and about of each line after that number."""
    book = city.with_name("store-private")
    assert audit.verify(book) == []
    return [(line.role, line.what, line.about) for line in audit.entries(book) if line.number > since]


def test_each_look_and_export_and_refusal_is_noted_once(visit: Visit, city: Path, champion: str) -> None:
    """Other tests look at the same city meanwhile, so each look here is at a day of its own."""
    before = audit.last(city.with_name("store-private")).number
    page = visit("/stappen?stap=advice&hoe=too_long&per=2026-03-17")
    page.get_by_role("radio", name="EN", exact=True).click()
    settled(page)
    visit("/kaart", role=champion)
    visit("/data?wat=terug")
    page = visit("/stappen?per=2026-03-18", role="municipality")
    page.get_by_role("button", name="Download").first.click()
    with page.expect_download():
        page.get_by_role("button", name="CSV").click()
    expect(page.locator("h1")).to_be_visible()
    lines = noted(city, before)
    [looked] = [line for line in lines if line[2].endswith("2026-03-17")]
    assert looked[:2] == ("team", "looked") and "advice too_long" in looked[2]
    assert ("champion", "refused", "kaart") in lines
    assert ("team", "looked", "rejected rows of all files") in lines
    [exported] = [line for line in lines if "as csv, as of 2026-03" in line[2]]
    assert exported[:2] == ("municipality", "exported") and exported[2].startswith("funnel by city")


def test_the_book_holds_no_address_and_no_household(visit: Visit, city: Path, champion: str) -> None:
    from energiekop import figures
    from energiekop.privacy import Viewer

    visit("/straat", role=champion)
    visit("/stappen?stap=plan&hoe=further")
    households = figures.households(Viewer.team(), None, "plan", "further", store=city)
    said = "".join(
        path.read_text(encoding="utf-8") for path in (city.with_name("store-private") / "audit").glob("*.jsonl")
    )
    for column in ("household_id", "dwelling_id", "address", "postcode"):
        assert not [value for value in households[column].astype(str) if value in said], column
