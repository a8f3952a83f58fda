"""The data page: what came in, what is unsure, and a file that goes through the same door as any other."""

import csv
import io
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from energiekop import figures, publish
from energiekop.demo import write_city
from energiekop.privacy import Viewer
from energiekop.publish import store as snapshots
from energiekop.sources import hashes
from energiekop.web import links
from energiekop.web.books import unsure
from tests.house.places import free_port, served
from tests.house.reading_logs import written

from .conftest import DESK, settled
from .test_everyone import serious

Visit = Callable[..., Page]
TEAM = Viewer.team()
PARTS = ("bronnen", "adressen", "terug", "tegenspraak", "aanleveren")
SIGN_UPS = """Tijdstempel;Adres;Postcode;Toestemming programma
01-11-2026;{home};;ja
02-11-2026;{other};;ja
03-11-2026;{other};;nee
32-11-2026;<img src=x onerror=alert(1)>;;ja
04-11-2026;=HYPERLINK("http://nergens";"klik") 3;;ja
05-11-2026;{third};;ja
"""


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(("phone", "dark", "language"), [(False, False, "nl"), (True, True, "en")])
def test_each_part_can_be_read_by_everyone(
    visit: Visit, part: str, phone: bool, dark: bool, language: str
) -> None:
    page = visit(f"/data?wat={part}", phone=phone, dark=dark, language=language)
    expect(page.locator("h1")).to_contain_text("teruggegeven" if language == "nl" else "handed back")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_the_sentence_says_what_the_ledger_says(visit: Visit, city: Path) -> None:
    ledger = figures.ledger(TEAM, store=city)
    rows = f"{ledger['rows'].sum():,}".replace(",", ".")
    said = f"Van {rows} rijen in {len(ledger)} bestanden zijn er {ledger['rejected'].sum()} teruggegeven."
    expect(visit("/data").locator("h1")).to_have_text(said)


@pytest.mark.parametrize("role", ["municipality", "adviser:Bureau Noord"])
def test_the_books_are_the_teams_alone(visit: Visit, role: str) -> None:
    page = visit("/data", role=role)
    expect(page.get_by_text("Deze pagina hoort niet bij wat u ziet.")).to_be_visible()
    assert page.get_by_role("link", name="Bestanden", exact=True).count() == 0


def test_the_team_that_presents_has_no_books_either(visit: Visit) -> None:
    page = visit("/data?presenteren=1")
    expect(page.get_by_text("Deze pagina hoort niet bij wat u ziet.")).to_be_visible()


def test_nonsense_in_the_link_shows_the_first_part(visit: Visit) -> None:
    page = visit("/data?wat=%3Cb%3E&bestand=../../etc/passwd")
    expect(page.get_by_role("heading", name="Hoe vers zijn de bestanden?")).to_be_visible()
    page = visit("/data?wat=terug&bestand=../../etc/passwd")
    expect(page.get_by_role("heading", name="Teruggegeven rijen")).to_be_visible()


def test_without_an_inbox_the_page_says_how_to_hand_in(visit: Visit) -> None:
    page = visit("/data?wat=aanleveren")
    expect(page.get_by_text("Het dashboard weet niet waar bestanden heen moeten.")).to_be_visible()
    assert page.locator("input[type=file]").count() == 0


def test_the_choices_are_a_file_that_says_what_was_typed_and_what_is_meant() -> None:
    rows = pd.DataFrame(
        {"street": ["Dijk 1; boven", "Lindestraat"], "house_number": [None, "3"], "house_letter": None,
         "addition": None, "postcode": ["1001AB", None], "place": None}
    )  # fmt: skip
    asked = type("Asked", (), {"reference_day": pd.Timestamp("2026-11-20").date()})()
    text = unsure.as_file(asked, rows, {0: "0363010000000001"}).decode()
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [
        ["Adres", "Huisnummer", "Huisletter", "Toevoeging", "Postcode", "Plaats", "Adresseerbaarobject ID",
         "Gekozen op"],
        ["Dijk 1; boven", "", "", "", "1001AB", "", "0363010000000001", "20-11-2026"],
    ]  # fmt: skip


def test_the_page_stands_in_the_bar_for_the_team_alone() -> None:
    assert links.PAGES["data"].roles == ("team",)


@pytest.fixture(scope="module")
def own_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demo city whose inbox may change: its folder, with data and store."""
    folder = tmp_path_factory.mktemp("own")
    write_city(folder / "data", residents=300, seed=1)
    publish.build(folder / "data", folder / "store")
    return folder


@pytest.fixture(scope="module")
def inbox_address(own_city: Path) -> Iterator[str]:
    """That city served with its inbox."""
    port = free_port()
    command = (
        f'"{Path(sys.executable).parent}/energiekop" serve --data "{own_city / "data"}"'
        f' --store "{own_city / "store"}" --port {port}'
    )
    with served(command, at=own_city, address=f"http://127.0.0.1:{port}/healthz", within=60):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def desk(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=DESK)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.on("dialog", lambda dialog: pytest.fail(f"something ran: {dialog.message}"))
    yield page
    context.close()


def homes(own_city: Path) -> list[str]:
    """Three addresses of dwellings, as a champion writes them."""
    rows = figures.households(TEAM, None, "all", "all", store=own_city / "store")
    return list(rows["address"].drop_duplicates().head(3))


def test_a_file_shows_what_it_would_change_comes_in_and_is_taken_back(
    desk: Page, own_city: Path, inbox_address: str, tmp_path: Path
) -> None:
    data, store = own_city / "data", own_city / "store"
    before, files = snapshots.current(store), hashes(data)
    home, other, third = homes(own_city)
    file = tmp_path / "aanmeldingen_2026-11-20.csv"
    file.write_text(SIGN_UPS.format(home=home, other=other, third=third), encoding="utf-8")

    desk.goto(f"{inbox_address}/data?wat=aanleveren")
    settled(desk)
    desk.locator("input[type=file]").set_input_files(file)
    desk.get_by_label("Van wie is het bestand?").click()
    desk.get_by_role("option", name="een koploper of lijst die hier nieuw is").click()
    desk.get_by_label("Hoe heet de lijst?").fill("De Linde & vrienden")
    desk.get_by_label("Hoe heet de lijst?").press("Enter")
    try_it = desk.get_by_role("button", name="Bekijk wat dit verandert")
    settled(desk)
    assert try_it.count() == 0  # in the demo somebody says first that it is invented
    desk.locator("label", has_text="Wat erin staat, is verzonnen").click()
    try_it.click()
    expect(desk.get_by_text("Het bestand heeft 6 rijen; 0 daarvan hadden we al.")).to_be_visible(timeout=60_000)
    numbers = dict(zip(["nieuw", "gewijzigd", "vervallen", "teruggegeven"], "3003", strict=True))
    for title, number in numbers.items():
        tile = desk.locator("[data-testid=stMetric]").filter(has_text=re.compile(title, re.I))
        expect(tile.locator("[data-testid=stMetricValue]")).to_have_text(number)
    assert (snapshots.current(store), hashes(data)) == (before, files)

    desk.get_by_role("button", name="Aanleveren", exact=True).click()
    expect(desk.get_by_text("is aangeleverd; alle pagina's laten het nu zien")).to_be_visible(timeout=60_000)
    after = snapshots.current(store)
    assert after != before
    name = "community/de-linde-vrienden/aanmeldingen_2026-11-20.csv"
    came_in = figures.ledger(TEAM, store=store).set_index("path").loc[name]
    assert (came_in["accepted"], came_in["rejected"]) == (3, 3)
    log = own_city / "served.log"
    for event in ("published", "snapshot_picked_up"):
        written(log, event, snapshot=after)
    assert "linde" not in log.read_text().lower()  # a list is called after whoever keeps it

    desk.goto(f"{inbox_address}/data?wat=terug&bestand={name}")
    settled(desk)
    expect(desk.locator(".ek-said", has_text="3 rijen zijn teruggegeven.")).to_have_count(1)
    assert desk.locator("img[src=x], a[href*=nergens]").count() == 0

    desk.goto(f"{inbox_address}/data?wat=aanleveren")
    desk.get_by_role("button", name="Ongedaan maken").click()
    expect(desk.get_by_text("is teruggenomen; alles is weer zoals het was.")).to_be_visible()
    assert (snapshots.current(store), hashes(data)) == (before, files)


def test_a_file_that_cannot_be_read_says_why_and_nothing_changes(
    desk: Page, own_city: Path, inbox_address: str, tmp_path: Path
) -> None:
    before, files = snapshots.current(own_city / "store"), hashes(own_city / "data")
    file = tmp_path / "wensen_2026-11-20.csv"
    desk.goto(f"{inbox_address}/data?wat=aanleveren")
    settled(desk)
    file.write_text("Iets;anders\n1;2\n", encoding="utf-8")
    desk.locator("input[type=file]").set_input_files(file)
    desk.get_by_label("Van wie is het bestand?").click()
    desk.get_by_role("option", name="team", exact=True).click()
    desk.locator("label", has_text="Wat erin staat, is verzonnen").click()
    desk.get_by_role("button", name="Bekijk wat dit verandert").click()
    expect(desk.get_by_text("Zo kan dit niet mee. Er is niets veranderd.")).to_be_visible(timeout=60_000)
    told = desk.locator("[data-testid=stMain]")
    expect(told).to_contain_text("wensen_2026-11-20.csv")
    expect(told).to_contain_text("“Iets;anders”")
    expect(told).not_to_contain_text("expected")
    assert (snapshots.current(own_city / "store"), hashes(own_city / "data")) == (before, files)


def test_a_dwelling_that_is_chosen_brings_the_row_in_and_can_be_undone(
    desk: Page, own_city: Path, inbox_address: str
) -> None:
    store = own_city / "store"
    unsure_before = figures.unsure(TEAM, store=store)
    first = unsure_before.iloc[0]
    rejected = figures.ledger(TEAM, store=store)["rejected"].sum()
    desk.goto(f"{inbox_address}/data?wat=adressen")
    settled(desk)
    box = desk.get_by_label(first["typed"], exact=True)
    opened = desk.get_by_role("option").first
    for _ in range(3):  # a key that is pressed while the page is still drawn is lost, and pressed again
        box.focus()  # by keyboard, as anybody may
        box.press("ArrowDown")
        with suppress(AssertionError):
            expect(opened).to_be_visible(timeout=5_000)
            break
    expect(opened).to_be_visible()
    box.press("Enter")
    settled(desk)
    expect(box).not_to_have_value("")
    desk.get_by_role("button", name="Keuzes bewaren").click()
    expect(desk.get_by_text("is aangeleverd; alle pagina's laten het nu zien")).to_be_visible(timeout=60_000)
    assert first["typed"] not in set(figures.unsure(TEAM, store=store)["typed"])
    assert figures.ledger(TEAM, store=store)["rejected"].sum() == rejected - first["rows"]
    desk.goto(f"{inbox_address}/data?wat=aanleveren")
    desk.get_by_role("button", name="Ongedaan maken").click()
    expect(desk.get_by_text("is teruggenomen")).to_be_visible()
    assert first["typed"] in set(figures.unsure(TEAM, store=store)["typed"])


def test_rows_handed_back_come_out_as_they_were_and_under_the_name_they_come_in_by(
    desk: Page, own_city: Path, inbox_address: str, tmp_path: Path
) -> None:
    ledger = figures.ledger(TEAM, store=own_city / "store")
    path = ledger["path"][(ledger["rejected"] > 0) & ledger["path"].str.endswith(".csv")].iloc[0]
    desk.goto(f"{inbox_address}/data?wat=terug&bestand={path}")
    settled(desk)
    with desk.expect_download() as coming:
        desk.get_by_role("button", name="Download deze rijen om ze te verbeteren").click()
    assert "_correcties_" in coming.value.suggested_filename
    coming.value.save_as(tmp_path / "rows.csv")
    lines = (tmp_path / "rows.csv").read_bytes().decode("utf-8-sig", errors="replace").splitlines()
    original = (own_city / "data" / path).read_bytes().decode("utf-8-sig", errors="replace").splitlines()
    assert lines[0] in original
    assert len(lines) == 1 + int(ledger.set_index("path").loc[path, "rejected"])


def test_what_holds_stands_beside_what_else_was_said(visit: Visit, city: Path) -> None:
    rows = figures.contradictions(TEAM, store=city)
    number = rows["household_id"].nunique()
    page = visit("/data?wat=tegenspraak")
    said = "Over {n} huishouden zeggen" if number == 1 else "Over {n} huishoudens zeggen"
    expect(page.locator(".ek-said", has_text=said.format(n=number))).to_have_count(1)
