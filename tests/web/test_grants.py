"""The grant officer's page: one list, found by address, taken along as a file; and nothing else of the city."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from energiekop.locale import Language
from energiekop.publish import audit
from energiekop.publish import store as snapshots
from energiekop.web import grants
from energiekop.web.asked import Asked, read
from tests.web.test_asked import GAZETTEER, LAST_DAY

from .conftest import settled
from .test_everyone import serious

Visit = Callable[..., Page]


def asked(language: Language = "nl") -> Asked:
    return read(
        {"as": "grants", "taal": language, "plaats": "street:s1"}, GAZETTEER,
        store=Path("store"), snapshot="s", reference_day=LAST_DAY, demo=True,
    )  # fmt: skip


def rows(*days_open: int | None) -> pd.DataFrame:
    listed = pd.DataFrame(
        {
            "case_no": [f"S{number}" for number in range(len(days_open))],
            "address": ["Lindestraat 1", "Lindestraat 11-H", "Kerkpad 2a"][: len(days_open)],
            "postcode": ["1001AB", "1001AB", "1002CD"][: len(days_open)],
            "days_open": pd.array(list(days_open), dtype="Float64"),
        }
    )
    return listed.assign(decision="toegekend", decided_on=pd.Timestamp("2026-11-09"))


@pytest.mark.parametrize(
    ("language", "listed", "said"),
    [
        ("nl", rows(83, 13, None), ("**2** aanvragen voor een subsidie wachten op een besluit.", "De langste wacht al 11 weken.")),
        ("nl", rows(1), ("**1** aanvraag voor een subsidie wacht op een besluit.", "De langste wacht al 1 dag.")),
        ("nl", rows(None, None), ("Er wacht geen aanvraag op een besluit.", "Over alle 2 aanvragen is besloten.")),
        ("nl", rows(), ("Er is nog geen subsidie aangevraagd.", "De aanvragen komen hier te staan als de gemeente haar lijst met subsidies aanlevert.")),
        ("en", rows(13, 2), ("**2** requests for a grant wait for a decision.", "The longest of them has waited 13 days.")),
    ],
)  # fmt: skip
def test_the_sentence_says_how_many_wait_and_how_long(language, listed, said) -> None:
    assert grants.headline(asked(language), listed) == said


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["S0", "S1", "S2"]), ("linde", ["S0", "S1"]), ("LINDESTRAAT 11", ["S1"]), ("1002 cd", ["S2"]),
        ("s2", ["S2"]), ("eik", []), ("(.*", []), ("  ", ["S0", "S1", "S2"]),
    ],
)  # fmt: skip
def test_a_request_is_found_by_address_postcode_or_number(typed: str, found: list[str]) -> None:
    assert list(grants.matching(rows(1, 2, None), typed)["case_no"]) == found


def test_how_a_request_stands_is_said_in_one_text() -> None:
    open_for, decided = rows(1, None).to_dict("records")
    assert grants.standing(asked(), open_for) == "1 dag open"
    assert grants.standing(asked(), decided) == "toegekend, 9 november 2026"
    assert grants.standing(asked(), decided | {"decided_on": None}) == "toegekend"


def test_the_officer_has_no_place_to_choose() -> None:
    assert asked().place.code == ""
    assert asked().viewer.role == "grants"
    assert asked().query() == {"as": "grants"}


def _list_of(city: Path) -> list[tuple[str, str]]:
    exact = city / (snapshots.current(city) or "") / "exact.duckdb"
    with duckdb.connect(str(exact), read_only=True) as con:
        return con.execute(
            """select case_no, postcode from grant_asked join dwelling using (dwelling_id) order by case_no"""
        ).fetchall()


def test_the_page_shows_the_list_and_gives_what_was_found_as_a_file(visit: Visit, city: Path, tmp_path: Path) -> None:
    private = city.with_name("store-private")
    before = audit.last(private).number
    page = visit("/", role="grants")
    page.wait_for_url("**/subsidies?*")
    settled(page)
    assert page.locator(".st-key-paginas a").all_inner_texts() == ["Subsidies"]
    known = _list_of(city)
    expect(page.get_by_role("searchbox")).to_have_count(1)
    page.get_by_role("searchbox").fill(known[0][0])
    page.get_by_role("searchbox").press("Enter")
    page.locator("[data-testid=stDataFrame]").hover()
    page.get_by_role("button", name="Download").click()  # the only one: each file stands in the book
    with page.expect_download() as file:
        page.get_by_role("button", name="CSV (1 rijen)").click()
    lines = Path(file.value.path()).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2 and lines[1].startswith(known[0][0])
    with page.expect_download() as file:
        page.get_by_role("button", name="XLSX").click()
    assert Path(file.value.path()).read_bytes()[:2] == b"PK"
    page.get_by_role("searchbox").fill("nergens 99")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_text("Geen aanvraag heeft dit adres, deze postcode of dit nummer.")).to_be_visible()
    noted = [
        (line.what, line.about.split(",")[0], line.subject)
        for line in audit.entries(private)
        if line.number > before and line.role == "grants"
    ]
    assert noted == [
        ("looked", "grants", "demo"),
        ("exported", "grants by city as csv", "demo"),
        ("exported", "grants by city as xlsx", "demo"),
    ]
    book = "".join(path.read_text(encoding="utf-8") for path in (private / "audit").glob("*.jsonl"))
    assert not [case for case, _ in known if case in book]


@pytest.mark.parametrize("path", ["/stappen", "/kaart", "/straat", "/data"])
def test_no_other_page_is_the_officers(visit: Visit, path: str) -> None:
    page = visit(path, role="grants", language="en")
    expect(page.get_by_text("This page is not part of what you see.")).to_be_visible()
    assert page.locator(".js-plotly-plot, [data-testid=stDataFrame], .st-key-begin").count() == 0


@pytest.mark.parametrize("role", ["team", "municipality"])
def test_the_list_is_nobody_elses(visit: Visit, role: str) -> None:
    page = visit("/subsidies", role=role)
    expect(page.get_by_text("Deze pagina hoort niet bij wat u ziet.")).to_be_visible()
    assert page.locator("[data-testid=stDataFrame]").count() == 0


@pytest.mark.parametrize(("phone", "dark"), [(False, False), (True, True)])
def test_everybody_can_read_it(visit: Visit, phone: bool, dark: bool) -> None:
    page = visit("/subsidies", role="grants", language="en", phone=phone, dark=dark)
    page.locator("[data-testid=stDataFrame]").first.wait_for()
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
