"""The table behind a figure, as people read it."""

import pandas as pd

from energiekop.web import tables


def test_where_there_is_no_text_the_cell_is_empty_and_numbers_stay_unknown() -> None:
    rows = pd.DataFrame({
        "firm": pd.array(["Bureau Noord", None], dtype="str"), "days": pd.array([3, None], dtype="Int64"),
    })  # fmt: skip
    shown = tables.blank(rows)
    assert list(shown["firm"]) == ["Bureau Noord", ""]
    assert shown["days"].isna().tolist() == [False, True]
    assert rows["firm"].isna().tolist() == [False, True], "the answer itself stays as it is: its files need it"
