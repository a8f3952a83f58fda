"""Overview answers where we stand for each role, and leads the team to where it can begin."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from energiekop import figures
from energiekop.privacy import Viewer

from .conftest import settled

Visit = Callable[..., Page]

TEAM = Viewer.team()
HEADLINE = {
    "nl": re.compile(r"^[\d.]+ van de [\d.]+ bewoners hebben nu een plan\. "),
    "en": re.compile(r"^[\d,]+ of [\d,]+ residents now have a plan\. "),
}


@pytest.fixture(scope="module")
def street(city: Path) -> str:
    """The street where most households have a plan."""
    streets = figures.progress(TEAM, by="street", store=city)
    return str(streets.sort_values(["households_helped", "street_id"]).iloc[-1]["street_id"])


def role_of(role: str, street: str) -> str:
    return {"champion": f"champion:{street}", "adviser": "adviser:Bureau Noord"}.get(role, role)


@pytest.mark.parametrize(
    ("phone", "dark", "language"),
    [(False, False, "nl"), (True, True, "nl"), (False, True, "en"), (True, False, "en")],
)
@pytest.mark.parametrize("role", ["team", "municipality", "champion", "adviser"])
def test_everyone_reads_where_the_city_stands(
    visit: Visit, street: str, role: str, phone: bool, dark: bool, language: str
) -> None:
    page = visit("/", role=role_of(role, street), language=language, phone=phone, dark=dark)
    expect(page.locator("h1")).to_have_text(HEADLINE[language])
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    assert page.locator(".ek-bars li").count() == 6
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert sideways <= 0
    if role != "team":
        hidden = {"nl": "ziet alleen het projectteam", "en": "only the project team sees"}[language]
        expect(page.get_by_text(hidden)).to_be_visible()
        assert page.get_by_text({"nl": "Begin hier", "en": "Begin here"}[language]).count() == 0


def test_the_number_is_the_same_for_everyone_in_the_room(visit: Visit, street: str) -> None:
    told = {
        role: visit("/", role=role_of(role, street)).locator("h1").inner_text().split(" Dat ")[0]
        for role in ("team", "municipality", "champion", "adviser")
    }
    assert len(set(told.values())) == 1, told


def test_the_team_is_led_to_the_firm_with_the_queue(visit: Visit, city: Path) -> None:
    [queue] = figures.begin_here(TEAM, store=city).query("rule == 'queue'").to_dict("records")
    page = visit("/")
    page.get_by_role("link", name=re.compile("huishoudens? wacht.* langer dan")).click()
    page.wait_for_url("**/stappen?**")
    settled(page)
    behind = queue["waiting"] if queue["firm"] != queue["firm"] else queue["of_which"]
    expect(page.get_by_role("heading", name=re.compile(rf"{behind} huishoudens? wacht"))).to_be_visible()


def test_below_team_a_buurt_is_told_in_rounded_households(visit: Visit, city: Path) -> None:
    buurten = figures.progress(Viewer.municipality(), by="buurt", store=city)
    buurt = buurten[buurten["shown"].str.isdigit()].iloc[0]
    page = visit(f"/?plaats=buurt:{buurt['buurt_code']}", role="municipality")
    expect(page.locator("h1")).to_contain_text(f"hebben ongeveer {buurt['shown']} huishoudens een plan")
    expect(page.get_by_text("We ronden aantallen af op drietallen.").first).to_be_visible()


def test_streets_that_are_counted_as_one_are_named_as_one(visit: Visit, city: Path) -> None:
    groups = figures.progress(Viewer.municipality(), by="street", store=city)
    joined = groups[groups["street_name"].str.contains(" en ") & groups["shown"].notna()].iloc[0]
    for path in ("/", "/stappen"):
        page = visit(f"{path}?plaats=street:{joined['street_id']}", role="municipality")
        expect(page.locator("h1")).to_contain_text(f"In {joined['street_name']} ")


def test_a_place_without_participants_is_told_kindly(visit: Visit, city: Path) -> None:
    streets = figures.progress(TEAM, by="street", store=city)
    nobody = streets[streets["households"] == 0].iloc[0]["street_id"]
    for role in ("team", "municipality"):
        page = visit(f"/?plaats=street:{nobody}", role=role)
        expect(page.locator("h1, .st-key-stand").first).to_be_visible()


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious(visit: Visit, dark: bool) -> None:
    page = visit("/", dark=dark)
    page.locator(".js-plotly-plot").first.wait_for()
    assert serious(page) == []


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
