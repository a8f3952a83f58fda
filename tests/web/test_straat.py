"""Mijn straat: one page for a phone and for paper, with no more of a neighbour than the neighbour agreed to."""

import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import duckdb
import pytest
from axe_playwright_python.sync_playwright import Axe
from babel.dates import format_date
from playwright.sync_api import Browser, Page, WebSocket, expect

from energiekop.publish import store
from tests.house.places import free_port, served

from .conftest import PHONE, settled
from .hard_streets import EVIL, build

Visit = Callable[..., Page]
SHEET = ".ek-sheet"


def ask(city: Path, file: str, sql: str) -> list[tuple]:
    """Rows of one of the three files in service."""
    snapshot = store.current(city)
    assert snapshot
    with duckdb.connect(str(city / snapshot / f"{file}.duckdb"), read_only=True) as con:
        return con.execute(sql).fetchall()


@pytest.fixture(scope="session")
def street(city: Path) -> str:
    """The street where most neighbours agreed to be seen."""
    [(found,)] = ask(city, "shared", """
        select scope_id from consented where scope_kind = 'street'
        group by scope_id order by count(*) desc, scope_id limit 1
    """)  # fmt: skip
    return str(found)


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the hard streets are served."""
    at = tmp_path_factory.mktemp("hard")
    build(at / "store")
    port = free_port()
    command = f'"{Path(sys.executable).parent}/energiekop" serve --store "{at / "store"}" --port {port}'
    with served(command, at=at, address=f"http://127.0.0.1:{port}/healthz", within=60):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def of(hard: str, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """`of("Lindestraat")`: her page of a hard street, on her phone."""
    contexts = []

    def open_page(own: str, **asked: str) -> Page:
        context = chromium.new_context(viewport=PHONE)
        contexts.append(context)
        page = context.new_page()
        page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        page.goto(f"{hard}/straat?{urlencode({'as': f'champion:{own}'} | asked)}")
        settled(page)
        expect(page.locator(SHEET)).to_have_count(2)
        assert page.locator("[data-testid=stException], .st-key-mislukt").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_champion_reads_how_her_street_does_and_whom_to_visit(
    visit: Visit, city: Path, street: str, phone: bool, dark: bool, language: str
) -> None:
    page = visit("/straat", role=f"champion:{street}", language=language, phone=phone, dark=dark)
    [(name,)] = ask(
        city, "published", f"select name from cell_member where kind = 'street' and code = '{street}'"
    )
    expect(page.locator(f"{SHEET} h1")).to_have_text(name)
    answer = page.locator(f"{SHEET} .answer").inner_text()
    words = {
        "nl": r"(Ongeveer \d+|0-2|\d+ of meer) van de \d+ huizen doen mee\. (Ongeveer \d+|0-2|\d+ of meer) hebben al",
        "en": r"(About \d+|0-2|\d+ or more) of the \d+ homes take part\. (About \d+|0-2|\d+ or more) already have",
    }
    assert re.match(words[language], answer), answer
    expect(
        page.get_by_role(
            "heading", name={"nl": "Bij wie gaat u langs?", "en": "Whom will you visit?"}[language]
        )
    ).to_be_visible()
    assert page.locator(f"{SHEET} .visits li").count() > 0
    expect(page.locator(f"{SHEET} .euro")).to_contain_text("euro")
    assert page.locator("[data-testid=stSidebar], .js-plotly-plot").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_in_the_sheet(visit: Visit, street: str, dark: bool) -> None:
    page = visit("/straat", role=f"champion:{street}", phone=True, dark=dark)
    expect(page.get_by_role("button", name="Mijn straat printen")).to_be_visible()
    for details in page.locator(f"{SHEET} summary").all():
        details.click()
    found = Axe().run(page, context=SHEET)
    assert [
        (each["id"], [node["html"][:120] for node in each["nodes"]])
        for each in found.response["violations"]
        if each["impact"] in ("serious", "critical")
    ] == []


def test_what_she_reads_and_touches_is_large_enough(visit: Visit, street: str) -> None:
    page = visit("/straat", role=f"champion:{street}", phone=True)
    expect(page.get_by_role("button", name="Mijn straat printen")).to_be_visible()
    size = page.locator(f"{SHEET} .visits p").first.evaluate("element => getComputedStyle(element).fontSize")
    assert float(size.removesuffix("px")) >= 18
    targets = [
        *page.locator(f"{SHEET} summary").all(),
        page.get_by_role("button", name="Mijn straat printen"),
    ]
    assert len(targets) >= 3
    for target in targets:
        box = target.bounding_box()
        assert box and box["height"] >= 44


def test_at_twice_the_size_nothing_sticks_out(visit: Visit, street: str) -> None:
    page = visit("/straat", role=f"champion:{street}", phone=True)
    page.set_viewport_size({"width": 195, "height": 422})
    expect(page.locator(f"{SHEET} .euro")).to_be_visible()
    wide = page.locator(f"{SHEET} *").evaluate_all(
        "all => all.filter(e => e.getBoundingClientRect().right > 196).map(e => e.outerHTML.slice(0, 80))"
    )
    assert wide == []


def test_by_keyboard_she_reaches_all_that_opens_and_prints(visit: Visit, street: str) -> None:
    page = visit("/straat", role=f"champion:{street}")
    expect(page.get_by_role("button", name="Mijn straat printen")).to_be_visible()
    reached = []
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.innerText"))
    assert {"Hoe tellen we dit?", "Mijn straat printen", "Zo hebben we dat berekend"} <= set(reached)
    page.get_by_text("Zo hebben we dat berekend").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("CBS StatLine 85140NED")).to_be_visible()


def test_she_opens_her_street_from_a_link_and_prints_it(visit: Visit, street: str) -> None:
    page = visit(f"/straat?plaats=street:{street}", role=f"champion:{street}", phone=True)
    page.evaluate(
        "window.print = () => { window.printed = document.querySelectorAll('details:not([open])').length }"
    )
    page.get_by_role("button", name="Mijn straat printen").click()
    assert page.evaluate("window.printed") == 0, "what was folded is open while it prints"
    assert page.locator(f"{SHEET} details:not([open])").count() > 0, "and folded again after"
    page.emulate_media(media="print")
    expect(page.locator(".st-key-balk")).to_be_hidden()
    expect(page.get_by_role("button", name="Mijn straat printen")).to_be_hidden()
    expect(page.locator(f"{SHEET} h1")).to_be_visible()
    expect(page.locator(f"{SHEET} .visits li").last).to_be_visible()
    expect(page.get_by_text("Houd dit blad voor uzelf")).to_be_visible()
    expect(page.get_by_text("verzonnen gegevens van een voorbeeldstad")).to_be_visible()
    for mark in page.locator(f"{SHEET} .home.plan, {SHEET} .chip.plan").all()[:3]:
        style = mark.evaluate("e => [getComputedStyle(e).color, getComputedStyle(e).borderTopColor]")
        assert style == ["rgb(0, 0, 0)", "rgb(0, 0, 0)"], (
            "black on white, also when the printer leaves out grounds"
        )
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_the_assumptions_and_their_sources_are_one_click_away(visit: Visit, street: str) -> None:
    page = visit("/straat", role=f"champion:{street}", phone=True)
    page.get_by_text("Zo hebben we dat berekend").click()
    for source in ("CBS StatLine 85140NED", "TNO en CPB", "Overstappen.nl"):
        expect(page.get_by_text(source).first).to_be_visible()


def test_the_team_chooses_a_street_and_sees_what_its_champion_sees(
    visit: Visit, city: Path, street: str
) -> None:
    hers = visit("/straat", role=f"champion:{street}").locator(f"{SHEET} .card").first.inner_html()
    page = visit("/straat")
    [(name,)] = ask(
        city, "published", f"select name from cell_member where kind = 'street' and code = '{street}'"
    )
    box = page.get_by_role("combobox", name="Kies een straat")
    box.click()
    box.fill(name)
    page.get_by_role("option", name=re.compile(rf"^{re.escape(name)} ·")).first.click()
    expect(page.locator(f"{SHEET} h1")).to_have_text(name)
    assert f"plaats=street%3A{street}" in page.url
    assert page.locator(f"{SHEET} .card").first.inner_html() == hers


def test_the_municipality_sees_figures_and_savings_and_no_neighbours(visit: Visit, street: str) -> None:
    for role, presenting in (("municipality", ""), ("team", "&presenteren=1")):
        page = visit(f"/straat?plaats=street:{street}{presenting}", role=role)
        expect(page.locator(f"{SHEET} .answer")).to_contain_text("huizen doen mee")
        expect(page.get_by_text("Wie er meedoet, ziet alleen de koploper van de straat.")).to_be_visible()
        expect(page.locator(f"{SHEET} .euro")).to_contain_text("euro per maand")
        assert page.locator(f"{SHEET} .home, {SHEET} .block, {SHEET} .visits").count() == 0
        assert page.get_by_role("button", name="Mijn straat printen").count() == 0


def test_an_adviser_is_kindly_refused(visit: Visit, city: Path, street: str) -> None:
    [(firm,)] = ask(city, "exact", "select firm from household where firm is not null limit 1")
    page = visit(f"/straat?plaats=street:{street}", role=f"adviser:{firm}")
    expect(page.get_by_text("hoort niet bij wat u ziet")).to_be_visible()
    assert page.locator(SHEET).count() == 0


def test_another_champions_street_is_kindly_refused(visit: Visit, city: Path, street: str) -> None:
    [(other,)] = ask(
        city, "published", f"select min(code) from cell_member where kind = 'street' and code <> '{street}'"
    )
    page = visit(f"/straat?plaats=street:{other}", role=f"champion:{street}")
    assert page.locator(SHEET).count() == 0
    expect(page.get_by_text("Deze plek")).to_be_visible()


def test_nothing_of_a_household_without_consent_crosses_the_wire(
    city: Path, address: str, chromium: Browser, street: str
) -> None:
    traffic: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        socket.on(
            "framereceived",
            lambda frame: traffic.append(frame if isinstance(frame, bytes) else frame.encode()),
        )

    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    page.on("websocket", listen)
    page.goto(f"{address}/straat?{urlencode({'as': f'champion:{street}'})}")
    settled(page)
    expect(page.locator(SHEET)).to_have_count(2)
    drawn = (
        page.locator(f"{SHEET} .plan, {SHEET} .under_way").filter(visible=True).count() - 2
    )  # of the legend
    folded = page.locator(f"{SHEET} .home.plan, {SHEET} .home.under_way, {SHEET} .chip").count() - 2
    context.close()
    received = b"".join(traffic)
    assert b"ek-sheet" in received, "this is the traffic of her page"

    seen = {row[0] for row in ask(city, "shared", f"""
        select dwelling_id from consented where scope_kind = 'street' and scope_id = '{street}'
            and step is not null and (why_now <> 'stopped' or step in ('plan', 'measure'))
    """)}  # fmt: skip
    assert drawn <= folded == len(seen), "as many marks as neighbours who agreed"
    others = ask(city, "exact", f"""
        select household_id, dwelling_id, reached_on, signed_up_on, conversation_on, advice_on, plan_on, measure_on
        from household where street_id = '{street}'
    """)  # fmt: skip
    known = {day for (day,) in ask(city, "published", "select distinct on_date from figure")}
    known |= {
        date.fromisoformat(ask(city, "published", "select value from meta where key = 'reference_day'")[0][0])
    }
    for household, dwelling, *days in others:
        assert household.encode() not in received and dwelling.encode() not in received
        for day in {day for day in days if day} - known:
            for text in (day.isoformat(), f"{day:%d-%m-%Y}", format_date(day, "d MMMM y", locale="nl")):
                assert not re.search(rf"\b{re.escape(text)}".encode(), received), f"{text} of a household"


def test_a_street_of_400_addresses_opens_at_its_beginning_and_says_where_the_marks_are(
    of: Callable[..., Page],
) -> None:
    page = of("Lindestraat")
    parts = page.locator(f"{SHEET} .card > details")
    assert parts.count() == 7
    expect(parts.nth(0)).to_have_attribute("open", "")
    expect(parts.nth(0).locator("summary")).to_have_text("Nummers 1 tot en met 64 · ✓ 1")
    expect(parts.nth(3).locator("summary")).to_have_text("Nummers 193 tot en met 256 · … 1")
    parts.nth(3).locator("summary").click()
    expect(parts.nth(3).locator(".under_way")).to_contain_text("250")
    expect(page.locator(f"{SHEET} .answer")).to_have_text(
        "Ongeveer 6 van de 14 huizen doen mee. Ongeveer 3 hebben al een plan."
    )
    expect(page.get_by_text("Wacht al 5 weken op advies. Vraag hoe het gaat.")).to_be_visible()
    expect(page.get_by_text("Op nummer 1 is het plan klaar. Zij vertellen er graag over.")).to_be_visible()
    expect(
        page.get_by_text(
            "Doet de hele straat mee, dan scheelt dat per huis ongeveer 45 tot 65 euro per maand."
        )
    ).to_be_visible()


def test_a_street_with_one_house_is_counted_with_its_neighbour(of: Callable[..., Page]) -> None:
    page = of("Kerkpad")
    expect(page.locator(f"{SHEET} .answer")).to_have_text(
        "In Kerkpad en Molenweg doen 0-2 van de 36 huizen mee."
    )
    expect(page.get_by_text("Kleine straten tellen we samen. Zo is niemand te herkennen.")).to_be_visible()
    assert page.locator(f"{SHEET} .door").count() == 1
    expect(page.get_by_text("Hier komen buren te staan die dat goed vinden.")).to_be_visible()
    expect(
        page.get_by_text("In Buurt A scheelt meedoen per huis ongeveer 20 euro per maand.")
    ).to_be_visible()


def test_an_empty_street_says_so(of: Callable[..., Page]) -> None:
    page = of("Molenweg")
    expect(page.get_by_text("Hier staan geen woningen.")).to_be_visible()
    assert page.locator(f"{SHEET} .visits").count() == 0


def test_a_street_too_small_for_a_figure_is_told_of_its_buurt(of: Callable[..., Page]) -> None:
    page = of("Zeeweg")
    expect(page.locator(f"{SHEET} .answer")).to_have_text(
        "In Buurt C doen ongeveer 9 van de 50 huizen mee. Ongeveer 3 hebben al een plan."
    )
    expect(page.get_by_text("Zeeweg is te klein voor eigen aantallen.")).to_be_visible()
    expect(
        page.get_by_text("Hier staan te weinig woningen van voor 1992 om een bedrag te noemen.")
    ).to_be_visible()


def test_an_address_with_a_script_in_it_is_shown_and_does_not_run(of: Callable[..., Page]) -> None:
    page = of("Dijk")
    expect(page.locator(f"{SHEET} .visits .at")).to_have_text(f"1-{EVIL}")
    expect(page.locator(f"{SHEET} .answer")).to_contain_text("28 of meer van de 30 huizen doen mee.")
    expect(page.locator(f"{SHEET} .block")).to_contain_text("De Toren")


def test_a_complex_is_a_page_of_its_own_without_a_street(of: Callable[..., Page]) -> None:
    page = of("De Toren")
    expect(page.locator(f"{SHEET} h1")).to_have_text("De Toren")
    assert page.locator(f"{SHEET} .door").count() == 5
    assert page.locator(f"{SHEET} .road").count() == 0
    expect(
        page.get_by_text(
            "Doet het hele gebouw mee, dan scheelt dat per woning ongeveer 15 tot 20 euro per maand."
        )
    ).to_be_visible()


def test_before_the_first_month_ended_the_page_says_what_will_come(of: Callable[..., Page]) -> None:
    page = of("Lindestraat", per="2026-01-15")
    expect(page.locator(f"{SHEET} .answer")).to_have_text(
        "Aan het eind van de maand staat hier hoeveel huizen meedoen."
    )


def test_her_page_weighs_at_most_150_kb_more_than_an_empty_one(
    address: str, chromium: Browser, street: str, tmp_path: Path
) -> None:
    """All that crosses the wire with a cold cache, beside a page of Streamlit with nothing but a word on it."""

    def weighed(url: str, ready: str) -> int:
        context = chromium.new_context(viewport=PHONE)
        page = context.new_page()
        sizes: list[float] = []
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        session.on(  # as base64
            "Network.webSocketFrameReceived",
            lambda event: sizes.append(len(event["response"]["payloadData"]) * 3 / 4),
        )
        page.goto(url)
        page.locator(ready).first.wait_for()
        page.wait_for_timeout(1500)
        context.close()
        return int(sum(sizes))

    (tmp_path / "empty.py").write_text('import streamlit as st\nst.write("empty")\n')
    port = free_port()
    command = (
        f'"{Path(sys.executable).parent}/streamlit" run empty.py --server.port {port} --server.headless true '
        "--browser.gatherUsageStats false"
    )
    empty = f"http://127.0.0.1:{port}"
    with served(command, at=tmp_path, address=f"{empty}/_stcore/health", within=60):
        bare = weighed(empty, "text=empty")
    hers = weighed(f"{address}/straat?{urlencode({'as': f'champion:{street}'})}", f"{SHEET} .euro")
    assert bare > 1_000_000, "the framework itself was weighed too"
    assert hers - bare < 150_000
