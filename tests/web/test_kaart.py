"""The map in a real browser: what it says, what it sends, and what stays as it was."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Route, WebSocket, expect

from tests.web.conftest import settled

Visit = Callable[..., Page]
BUURT = "/kaart?plaats=buurt:BU0363ZC02"  # Toleinde, in the demo city


@dataclass
class Traffic:
    """What came over the websocket, in bytes, and which geometry was asked for."""

    received: list[int] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    geometry: list[str] = field(default_factory=list)

    def clear(self) -> None:
        for part in (self.received, self.sent, self.geometry):
            part.clear()


def watched(page: Page) -> Traffic:
    """Counts from a fresh load on."""
    drawn(page)  # what the first load still fetches is not the second's
    traffic = Traffic()

    def frames(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: traffic.received.append(len(frame)))
        socket.on("framesent", lambda frame: traffic.sent.append(len(frame)))

    page.on("websocket", frames)
    page.on(
        "request", lambda request: traffic.geometry.append(request.url) if "/geo/" in request.url else None
    )
    page.reload()
    drawn(page)
    return traffic


def drawn(page: Page) -> None:
    """Waits until the map stands with its list, and nothing moves."""
    settled(page)
    page.locator(".kaart tbody tr").first.wait_for()
    page.locator(".kaart canvas").wait_for()
    page.wait_for_timeout(800)  # the map's own move to a place takes 600 ms


def listed(page: Page) -> dict[str, str]:
    """The list beside the map: name and value."""
    rows = page.locator(".kaart tbody tr").all()
    return {
        row.locator("th").inner_text().split("\n")[0]: row.locator("td").inner_text().strip() for row in rows
    }


def view(page: Page) -> str:
    """Where the map looks at, and how near."""
    return page.locator(".kaart .map").get_attribute("data-view") or ""


def choose(page: Page, option: str) -> None:
    page.get_by_role("radio", name=option).or_(
        page.get_by_role("button", name=option, exact=True)
    ).first.click()
    drawn(page)


def test_the_sentence_says_where_it_is_and_the_list_says_the_same(visit: Visit):
    page = visit("/kaart?niveau=buurt")
    drawn(page)
    said = page.get_by_role("heading", level=1).inner_text()
    furthest, share = next(iter(listed(page).items()))
    assert furthest in said and f"daar heeft {share} van de woningen een plan" in said


def test_a_change_sends_little_and_fetches_no_geometry_again(visit: Visit):
    page = visit("/kaart?niveau=buurt")
    traffic = watched(page)
    assert len(traffic.geometry) == len(set(traffic.geometry)) == 1
    for measure in ("Erbij in een maand", "Wacht te lang", "Deel met een plan"):
        traffic.clear()
        choose(page, measure)
        assert sum(traffic.received) + sum(traffic.sent) < 20_000, measure
        assert traffic.geometry == []


def test_a_change_of_measure_keeps_place_and_zoom(visit: Visit):
    page = visit("/kaart?niveau=buurt")
    drawn(page)
    whole = view(page)
    page.get_by_role("button", name="Inzoomen").click()
    expect(page.locator(".kaart .map")).not_to_have_attribute("data-view", whole)
    before = view(page)
    for measure in ("Wacht te lang", "Erbij in een maand", "Deel met een plan"):
        choose(page, measure)
        assert view(page) == before
    choose(page, "Wijk")  # another level of the same place
    assert view(page) == before


def test_the_map_stays_one_while_places_levels_and_houses_come_by(visit: Visit):
    page = visit("/kaart?meting=verandering")
    drawn(page)
    canvas = page.locator(".kaart .maplibregl-canvas")
    canvas.evaluate("canvas => { canvas.dataset.first = 1 }")
    for name in ("Demo-West", "Toleinde"):
        page.locator(".kaart").get_by_role("link", name=name, exact=True).click()
        expect(page.locator(".kaart tbody")).not_to_contain_text(name)
        drawn(page)
        expect(canvas).to_have_attribute("data-first", "1")
    page.get_by_role("button", name="huizen, Gagelstraat").click()
    expect(page.locator(".kaart tbody")).not_to_contain_text("Gagelstraat")
    expect(canvas).to_have_attribute("data-first", "1")


def test_the_months_play_in_the_browser_without_the_server(visit: Visit):
    page = visit("/kaart?niveau=buurt")
    traffic = watched(page)
    last = listed(page)
    traffic.clear()
    month = page.get_by_role("slider", name="Maand")
    month.focus()
    month.press("Home")
    expect(month).to_have_attribute("aria-valuetext", re.compile("2024"))
    assert listed(page) != last
    page.get_by_role("button", name="Afspelen").click()
    page.wait_for_timeout(1600)
    page.get_by_role("button", name="Stoppen").click()
    month.press("End")
    assert listed(page) == last
    assert traffic.received == traffic.sent == []


def test_a_click_looks_into_a_place_down_to_its_streets(visit: Visit):
    page = visit("/kaart")
    drawn(page)
    for name in ("Demo-West", "Toleinde"):
        page.locator(".kaart").get_by_role("link", name=name, exact=True).click()
        expect(page.locator(".kaart tbody")).not_to_contain_text(name)
        drawn(page)
    assert "plaats=buurt%3ABU0363ZC02" in page.url or "plaats=buurt:BU0363ZC02" in page.url
    assert "Gagelstraat" in listed(page)


def test_a_click_on_the_map_itself_looks_into_the_area_under_it(visit: Visit):
    page = visit("/kaart")
    drawn(page)
    page.locator(".kaart .maplibregl-canvas").click()
    page.wait_for_url(re.compile("plaats=stadsdeel"))


def test_a_street_opens_its_own_page(visit: Visit):
    page = visit(BUURT)
    drawn(page)
    page.locator(".kaart").get_by_role("link", name="Gagelstraat", exact=True).click()
    page.wait_for_url(re.compile(r"/straat\?.*plaats=street"))


def test_the_houses_of_a_street_are_for_the_team_alone(visit: Visit):
    page = visit(BUURT)
    drawn(page)
    page.get_by_role("button", name="huizen, Gagelstraat").click()
    page.wait_for_url(re.compile("plaats=street"))
    drawn(page)
    assert set(listed(page).values()) <= {
        "plan gekozen",
        "op tijd",
        "wacht te lang",
        "gestopt",
        "nog geen contact",
    }
    there = page.url
    page = visit(there[there.index("/kaart") :].replace("&as=team", ""), role="municipality")
    drawn(page)
    assert list(listed(page)) == ["Gagelstraat"]


def test_below_the_team_nothing_is_said_of_waiting(visit: Visit):
    page = visit("/kaart?meting=wachten", role="municipality")
    drawn(page)
    expect(page.get_by_text("Wacht te lang")).to_have_count(0)
    assert "wachten" not in page.get_by_role("heading", level=1).inner_text()


def test_an_adviser_sees_no_streets(visit: Visit):
    page = visit(BUURT, role="adviser:Bureau Noord")
    drawn(page)
    assert list(listed(page)) == ["Toleinde"]


def test_the_map_below_is_asked_for_only_when_it_is_chosen_and_stands_in_the_url(
    address: str, chromium: Browser
):
    context = chromium.new_context()  # the only page that may ask outside, so not one of `visit`
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()  # offline: the map draws its own, and says nothing

    context.route(re.compile("^https:"), answer)
    page = context.new_page()
    page.goto(f"{address}/kaart")
    drawn(page)
    assert asked == []
    with page.expect_request("https://service.pdok.nl/**"):
        page.get_by_text("Achtergrondkaart").click()
    page.wait_for_url(re.compile("achtergrond=1"))
    expect(page.get_by_text("Kadaster, PDOK")).to_be_visible()
    drawn(page)
    assert asked and all("service.pdok.nl/brt/achtergrondkaart/" in url for url in asked)
    assert len(listed(page)) == 4
    context.close()


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_stands_on_desk_and_phone_in_both_languages(visit: Visit, phone: bool, language: str):
    page = visit("/kaart?niveau=buurt", phone=phone, language=language, dark=phone)
    drawn(page)
    box = page.locator(".kaart .legend").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]
    for item in page.locator(".kaart .legend li").all():
        inside = item.bounding_box()
        assert inside["x"] + inside["width"] <= page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    title = {"nl": "Deel van de woningen met een plan", "en": "Share of the dwellings with a plan"}[language]
    expect(page.locator(".kaart .legend")).to_contain_text(title)


@pytest.mark.parametrize(
    "nonsense",
    [
        "niveau=planeet",
        "meting=geluk",
        "plaats=buurt:weg",
        "plaats=complex:niets",
        "niveau=straat",
        "achtergrond=%00",
    ],
)
def test_nonsense_in_the_url_shows_the_map_of_the_city(visit: Visit, nonsense: str):
    page = visit(f"/kaart?{nonsense}")
    drawn(page)
    assert len(listed(page)) == 4


def test_by_keyboard_a_row_of_the_list_opens_its_place(visit: Visit):
    page = visit("/kaart")
    drawn(page)
    page.locator(".kaart").get_by_role("link", name="Demo-Oost").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("plaats=stadsdeel"))


def test_what_the_browser_gets_names_no_household(visit: Visit):
    """Every word of the message of streets is a name of the register, a number or a word of ours."""
    page = visit(BUURT, role="municipality")
    texts: list[str] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: texts.append(_text(frame))))
    page.reload()
    drawn(page)
    sent = " ".join(texts)
    assert re.search(r'"values": "[\w+/=]+"', sent)
    assert "0363019" not in sent  # ids of dwellings and households


def _text(frame: bytes | str) -> str:
    return frame if isinstance(frame, str) else frame.decode("utf-8", errors="replace")
