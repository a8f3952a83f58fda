"""Stappen: the steps of any place, and the households behind a bar: as many as the bar says."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from energiekop import figures
from energiekop.catalogue import MILESTONES
from energiekop.palette import STATES
from energiekop.privacy import Viewer
from energiekop.web.places import Place
from energiekop.web.steps_asked import SPLITS

from .conftest import settled
from .test_overview import serious

Visit = Callable[..., Page]

TEAM = Viewer.team()


@pytest.mark.parametrize(
    ("phone", "dark", "language"),
    [(False, False, "nl"), (True, True, "nl"), (False, True, "en"), (True, False, "en")],
)
@pytest.mark.parametrize("role", ["team", "municipality", "adviser:Bureau Noord"])
def test_every_role_sees_the_steps(visit: Visit, role: str, phone: bool, dark: bool, language: str) -> None:
    page = visit("/stappen", role=role, language=language, phone=phone, dark=dark)
    expect(page.locator("h1")).to_contain_text("Demostad")
    if role == "team":
        expect(page.locator(".js-plotly-plot")).to_be_visible()
    else:
        assert page.locator(".ek-bars li").count() == 6
        assert page.locator(".js-plotly-plot").count() == 0
        hidden = {"nl": "ziet alleen het projectteam", "en": "only the project team sees"}[language]
        expect(page.get_by_text(hidden)).to_be_visible()


def test_the_municipality_breaks_the_city_down_by_what_the_catalogue_has(visit: Visit) -> None:
    page = visit("/stappen", role="municipality")
    choice = page.get_by_role("radiogroup").filter(has_text="Koop of huur")
    assert choice.get_by_role("radio").all_inner_texts() == [
        "Alles samen", "Koop of huur", "Energielabel", "Bouwperiode", "Soort woning", "Partij",
        "Soort en bouwperiode", "Koop of huur, en label",
    ]  # fmt: skip
    page.get_by_role("radio", name="Partij", exact=True).click()
    expect(page).to_have_url(re.compile("splits=party"))
    expect(page.get_by_role("heading", name="Welke stap, per soort woning of partij?")).to_be_visible()
    settled(page)
    expect(page.get_by_text("We ronden aantallen af op drietallen.").last).to_be_visible()
    page.locator("[class*=tegel-breakdown] [data-testid=stDataFrame]").wait_for()


def test_the_municipality_sees_how_long_it_takes_of_the_city_and_never_of_a_street(
    visit: Visit, city: Path
) -> None:
    assert figures.durations(Viewer.municipality(), store=city)["weeks"].notna().any()
    page = visit("/stappen", role="municipality")
    expect(page.get_by_role("heading", name="Hoe lang duurt het", exact=True)).to_be_visible()
    page.locator("[class*=tegel-durations] [data-testid=stDataFrame]").wait_for()
    [street] = figures.progress(Viewer.municipality(), by="street", store=city)["street_id"].head(1)
    page = visit(f"/stappen?plaats=street:{street}", role="municipality")
    expect(page.locator("[class*=tegel-funnel]")).to_be_visible()
    assert page.locator("[class*=tegel-durations]").count() == 0
    assert page.get_by_text("Hoe lang").count() == 0


def test_a_street_is_not_broken_down_and_says_why(visit: Visit, city: Path) -> None:
    [street] = figures.progress(Viewer.municipality(), by="street", store=city)["street_id"].head(1)
    page = visit(f"/stappen?plaats=street:{street}&splits=tenure", role="municipality")
    expect(page.get_by_text("Deze verdeling laten we niet zien. De groep is te klein")).to_be_visible()
    assert page.get_by_role("radio", name="Energielabel").count() == 0


def test_the_team_finds_the_firm_with_the_queue_and_its_households(visit: Visit, city: Path) -> None:
    states = figures.states(TEAM, split="firm", store=city).query("milestone == 'conversation'")
    firm = states[states["split_value"] != "unknown"].sort_values(["too_long", "split_value"]).iloc[-1]
    page = visit("/stappen")
    page.get_by_role("radio", name="Bureau", exact=True).click()
    expect(page).to_have_url(re.compile("splits=firm"))
    settled(page)
    click(page, "too_long", ["conversation", "too_long", firm["split_value"]])
    told = f"{firm['split_value']}: {firm['too_long']} huishoudens wachten te lang op advies."
    expect(page.get_by_role("heading", name=told)).to_be_visible()
    page.reload()
    settled(page)
    expect(page.get_by_role("heading", name=told)).to_be_visible()
    page.locator("[class*=tegel-households] [data-testid=stDataFrame]").wait_for()


def test_the_same_is_found_with_the_keyboard(visit: Visit, city: Path) -> None:
    waiting = figures.households(TEAM, None, "advice", "on_time", store=city)
    page = visit("/stappen?stap=advice")
    page.get_by_role("radio", name="wacht te lang").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("heading", name=re.compile(rf"^{len(waiting)} huishoudens? wacht"))
    ).to_be_visible()


def test_another_language_or_day_keeps_the_split_and_the_list(visit: Visit) -> None:
    page = visit("/stappen?splits=firm&stap=advice&asked=1&label=2")  # the last two: words of our own code
    page.get_by_role("radio", name="EN", exact=True).click()
    expect(page).to_have_url(re.compile("taal=en"))
    settled(page)
    assert {"splits=firm", "stap=advice"} <= set(page.url.split("?")[1].split("&"))
    expect(page.get_by_role("radio", name="Firm", exact=True)).to_be_checked()


@pytest.mark.parametrize(
    "nonsense", ["stap=x&hoe=y", "splits=firm&stap=advice&deel=Niemand", "splits=%3Cb%3E"]
)
def test_nonsense_in_the_link_is_no_exception(visit: Visit, nonsense: str) -> None:
    expect(visit(f"/stappen?{nonsense}").locator("h1")).to_be_visible()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_bar_counts_as_many_as_its_list_holds(city: Path, data: st.DataObject) -> None:
    buurten = figures.progress(TEAM, by="buurt", store=city)["buurt_code"].tolist()
    streets = figures.progress(TEAM, by="street", store=city).query("households > 0")["street_id"].tolist()
    kind, code = data.draw(
        st.sampled_from([("city", "")])
        | st.sampled_from([("buurt", code) for code in buurten])
        | st.sampled_from([("street", code) for code in streets])
    )
    place, split = Place(kind, code, ""), data.draw(st.sampled_from(SPLITS))
    step, state = data.draw(st.sampled_from(MILESTONES)), data.draw(st.sampled_from(STATES))
    for row in (
        figures.states(TEAM, place, split=split, store=city).query("milestone == @step").to_dict("records")
    ):
        value = row["split_value"] or None
        listed = figures.households(TEAM, place, step, state, split=split, value=value, store=city)
        assert len(listed) == row[state]
        assert listed["household_id"].is_unique


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious(visit: Visit, dark: bool) -> None:
    page = visit("/stappen?splits=firm&stap=advice", dark=dark)
    page.locator(".js-plotly-plot").first.wait_for()
    assert serious(page) == []


def click(page: Page, state: str, piece: list[str]) -> None:
    """A click in the middle of the piece of a bar that stands for these households."""
    page.locator(".js-plotly-plot .barlayer .trace").first.wait_for()
    at = page.evaluate(
        """([trace, piece]) => {
            const chart = document.querySelector('.js-plotly-plot');
            const nth = chart.data[trace].customdata.findIndex((key) => piece.every((part, i) => key[i] === part));
            const path = chart.querySelectorAll('.barlayer .trace')[trace].querySelectorAll('.point path')[nth];
            path.scrollIntoView({block: 'center'});
            const box = path.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        }""",
        [STATES.index(state), piece],
    )
    page.mouse.click(*at)
