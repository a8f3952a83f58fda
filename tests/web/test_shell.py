"""The shell: what was asked survives, in one language, for one role, on one snapshot, in words that are kind."""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from .conftest import settled

Visit = Callable[..., Page]


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
    # The browser's address changes at once; until the page is drawn, the links are those of the page before.
    expect(page).to_have_title("Steps · Energiekoplopers")
    settled(page)
    assert query(page) == asked
    page.get_by_role("link", name="Last known day").click()
    expect(page.locator(".st-key-stand")).not_to_contain_text("31 October")
    expect(page).not_to_have_url(re.compile("per="))
    settled(page)
    assert query(page) == {name: value for name, value in asked.items() if name != "per"}
    page.go_back()
    expect(page.locator(".st-key-stand")).to_contain_text("31 October")


def test_the_language_is_chosen_and_said_to_the_browser(visit: Visit) -> None:
    page = visit("/stappen")
    assert page.locator("html").get_attribute("lang") == "nl"
    expect(page).to_have_title("Stappen · Energiekoplopers")
    page.get_by_role("radio", name="EN", exact=True).click()
    expect(page.locator(".st-key-stand")).to_contain_text("invented data")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_title("Steps · Energiekoplopers")
    expect(page).to_have_url(re.compile("taal=en"))


def test_a_page_says_its_language_before_anything_runs(visit: Visit, address: str) -> None:
    page = visit("/")
    for language in ("nl", "en"):
        first = page.request.get(f"{address}/kaart?taal={language}", headers={"accept": "text/html"}).text()
        assert f'<html lang="{language}">' in first and "<title>Energiekoplopers</title>" in first


def test_a_place_is_found_chosen_and_left_by_keyboard(visit: Visit) -> None:
    page = visit("/stappen")
    box = page.get_by_role("searchbox", name="Zoek een plaats")
    box.press_sequentially("buurt")
    box.press("Enter")
    first = page.locator(".st-key-gevonden a").first
    first.wait_for()
    name = first.inner_text().split(" · ")[0]
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-stand")).to_contain_text(name)
    expect(page).to_have_url(re.compile("plaats="))
    expect(page.locator(".st-key-gevonden")).to_have_count(0)
    assert box.input_value() == ""
    page.get_by_role("link", name="Hele stad").click()
    expect(page).not_to_have_url(re.compile("plaats="))
    expect(page.locator(".st-key-stand")).not_to_contain_text(name)


def test_what_nobody_calls_so_gives_a_hint(visit: Visit) -> None:
    page = visit("/", language="en")
    box = page.get_by_role("searchbox")
    box.fill("*Zyx* [x](http://y)")
    box.press("Enter")
    expect(page.locator(".st-key-gevonden")).to_contain_text("Nothing is called “*Zyx* [x](http://y)” here.")


def test_nonsense_in_the_url_gets_a_kind_sentence_each(visit: Visit) -> None:
    page = visit("/?plaats=buurt:nergens&periode=eeuw&per=gisteren", role=quote("keizer <b>"), language="fr")
    said = page.locator("[data-testid=stAlert]").all_inner_texts()
    assert [re.sub(r"\s+", " ", line).removeprefix("help ") for line in said] == [
        "De taal “fr” kennen we niet. U leest deze pagina in het Nederlands.",
        "De plaats “buurt:nergens” kennen we niet. U ziet de hele stad.",
        "De periode “eeuw” kennen we niet. Kies uit: week, maand, kwartaal. U ziet een week.",
        "“gisteren” is geen dag zoals 2026-10-31. U ziet de laatste dag.",
        "“keizer%20%3Cb%3E” kennen we niet. U ziet de pagina zoals de gemeente haar ziet.",
    ]


def test_a_page_that_is_not_there_leads_to_the_overview(visit: Visit) -> None:
    page = visit("/bestaatniet", language="en")
    expect(page.locator("[data-testid=stAlert]")).to_contain_text("We do not know the page “bestaatniet”.")
    assert urlsplit(page.url).path == "/"
    page.get_by_role("link", name="Steps", exact=True).click()
    page.wait_for_url("**/stappen?taal=en")


def test_each_role_has_its_own_pages(visit: Visit, champion: str, firm: str) -> None:
    pages = {
        "team": ["Overzicht", "Stappen", "Kaart", "Straten", "Bestanden"],
        "municipality": ["Overzicht", "Stappen", "Kaart", "Straten"],
        champion: ["Overzicht", "Mijn straat"],
        firm: ["Overzicht", "Stappen", "Kaart"],
    }
    for role, names in pages.items():
        assert visit("/", role=role).locator(".st-key-paginas a").all_inner_texts() == names
    for role, path in ((champion, "/kaart"), (firm, "/straat")):
        expect(visit(path, role=role).locator("[data-testid=stMain]")).to_contain_text(
            "Deze pagina hoort niet bij wat u ziet."
        )


def test_the_team_presents_what_the_municipality_sees(visit: Visit) -> None:
    page = visit("/")
    page.get_by_role("button", name="Projectteam").click()
    page.get_by_text("Presenteren", exact=True).click()
    expect(page.locator("[data-testid=stAlert]")).to_contain_text("U presenteert")
    expect(page).to_have_url(re.compile("presenteren=1"))
    expect(page.locator("[data-testid=stMain]")).not_to_contain_text("Begin hier")
    page.get_by_role("link", name="Stappen", exact=True).click()
    page.wait_for_url("**/stappen?**presenteren=1**")
    settled(page)
    shown = page.locator("h1").inner_text()
    page.context.clear_cookies()
    assert visit("/stappen", role="municipality").locator("h1").inner_text() == shown


def test_in_the_demo_one_looks_as_another(visit: Visit) -> None:
    page = visit("/stappen")
    page.get_by_role("button", name="Projectteam").click()
    page.get_by_role("combobox", name=re.compile("Kijk als")).click()
    page.get_by_role("option", name="Gemeente").click()
    expect(page).to_have_url(re.compile("as=municipality"))
    expect(page.get_by_role("button", name="Gemeente")).to_be_visible()


def test_there_is_no_way_to_deploy_and_no_menu_of_streamlit(visit: Visit) -> None:
    page = visit("/")
    assert page.locator("[data-testid=stAppDeployButton], [data-testid=stMainMenu]").count() == 0


def test_the_whole_bar_goes_by_keyboard(visit: Visit) -> None:
    page = visit("/stappen")
    page.locator("[data-testid=stSkipToContent]").focus()
    reached = []
    for _ in range(9):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "(e => (e.getAttribute('aria-label') || e.innerText).split('\\n')[0])(document.activeElement)"
            )
        )
        seen = page.evaluate(
            "(s => s.outlineStyle !== 'none' || s.boxShadow !== 'none' || s.borderColor)"
            "(getComputedStyle(document.activeElement))"
        )
        assert seen, reached
    bar = ["Overzicht", "Stappen", "Kaart", "Straten", "Bestanden", "Zoek een plaats", "NL", "Projectteam"]
    assert [name for name in reached if name in bar] == bar


@pytest.mark.parametrize("path", ["/", "/stappen", "/kaart", "/straat"])
def test_a_page_is_whole_at_twice_the_size(path: str, visit: Visit) -> None:
    page = visit(path)
    page.set_viewport_size({"width": 720, "height": 450})  # what is left of a desk at 200 %
    settled(page)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 720
    assert page.locator("h1").is_visible()


def test_paper_shows_what_is_in_force_and_no_buttons(visit: Visit) -> None:
    page = visit("/stappen?periode=maand&per=2026-10-31")
    page.emulate_media(media="print")
    assert "stand van zaterdag 31 oktober 2026" in standing(page)
    assert not page.locator(".st-key-balk").is_visible()
    assert page.locator("[class*=st-key-voet-] button:visible").count() == 0
    assert page.locator(".st-key-wanneer:visible").count() == 0
