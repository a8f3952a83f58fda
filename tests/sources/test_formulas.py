"""What a spreadsheet would run is shown instead, and can be had back as it was."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from energiekop.sources.formulas import as_it_was, defused

CELLS = st.text(alphabet="=+-@\t\r\n;, '\"aA1＝＋", max_size=12)


@given(CELLS)
def test_every_cell_comes_back_as_it_was(cell: str) -> None:
    assert as_it_was(defused(cell)) == cell


@given(st.lists(CELLS, min_size=1, max_size=4), st.sampled_from(",;\t"), st.sampled_from(",;\t"))
def test_no_cell_runs_whichever_separator_a_spreadsheet_takes(row: list[str], written: str, opened: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=written).writerow([defused(cell) for cell in row])
    for line in csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=opened):
        for cell in line if opened != "," or written == "," else []:
            assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "＝", "＋"))
