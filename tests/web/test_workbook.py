"""A civil servant picks a stadsdeel and a month and takes the workbook along: its figures are the page's."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from energiekop import figures
from energiekop.privacy import Viewer

from .conftest import settled

MUNICIPALITY = Viewer.municipality()


def test_the_workbook_holds_the_figures_of_the_page(
    visit: Callable[..., Page], city: Path, tmp_path: Path
) -> None:
    stadsdeel = figures.progress(MUNICIPALITY, by="stadsdeel", store=city).iloc[0]
    page = visit("/stappen?per=2026-09-30", role="municipality")
    box = page.get_by_role("searchbox", name="Zoek een plaats")
    box.fill(stadsdeel["stadsdeel_name"])
    box.press("Enter")
    page.get_by_role("link", name=stadsdeel["stadsdeel_name"]).first.click()
    # The former sentence stays until the page is through.
    expect(page.locator("h1", has_text=stadsdeel["stadsdeel_name"])).to_be_visible()
    settled(page)
    expect(page.locator("h1")).to_contain_text(stadsdeel["stadsdeel_name"])
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="XLSX").click()
    workbook = tmp_path / "workbook.xlsx"
    downloading.value.save_as(workbook)

    [sheet, explanation] = [CalamineWorkbook.from_path(str(workbook)).get_sheet_by_index(n) for n in (0, 1)]
    head, *rows = sheet.to_python()
    in_file = [dict(zip(head, row, strict=True)) for row in rows]
    on_page = page.locator(".ek-bars li .count b").all_inner_texts()
    assert [row["shown"] for row in in_file] == on_page
    assert {str(row["as_of"])[:10] for row in in_file} == {"2026-09-30"}
    assert {row["stadsdeel_name"] for row in in_file} == {stadsdeel["stadsdeel_name"]}
    assert "drietallen" in str(explanation.to_python())
