"""How long it takes from step to step, published for every role: which rows, from households drawn by hand."""

from datetime import date, timedelta

import duckdb
import pandas as pd
import pytest

from energiekop.catalogue import MILESTONES
from energiekop.disclosure import TIMED, Groups
from energiekop.publish import durations, files
from energiekop.publish.private import Catalogue

HOMES = 120  # all in one street, complex, buurt, wijk, gebied, stadsdeel and city
KINDS = (*TIMED, "street")
END_OF_YEAR = date(2025, 12, 31)
Household = dict[str, object]


def after(
    days: int, *, first: int = 0, of: str = "advice", to: str = "plan", on: str = "2025-05-05"
) -> Household:
    """The household of dwelling `first` that took a step on a day, and the step before it so many days earlier."""
    later = date.fromisoformat(on)
    return {"dwelling_id": f"d{first:03}", f"{of}_seen_on": later - timedelta(days), f"{to}_seen_on": later}


def many(number: int, days: int, **said: str) -> list[Household]:
    return [after(days, first=nth, **said) for nth in range(number)]


def told(households: list[Household], *, until: date = END_OF_YEAR, secret: bytes = b"demo") -> pd.DataFrame:
    """The table of durations that these households give, with the kind of each group."""
    columns = ["dwelling_id", "household_id", *(f"{step}_seen_on" for step in MILESTONES)]
    drawn = [{"household_id": f"h{nth:03}"} | household for nth, household in enumerate(households)]
    with duckdb.connect() as con:
        con.register(
            "drawn", pd.DataFrame(drawn, columns=columns).astype("str").replace("nan", None).astype(object)
        )
        dates = ", ".join(f"cast({step}_seen_on as date) as {step}_seen_on" for step in MILESTONES)
        con.execute(f"create table household as select dwelling_id, household_id, {dates} from drawn")
        durations.write_table(con, town(), secret, until, files.query("durations"))
        return con.execute(
            "select * replace (cast(quarter as varchar) as quarter) from duration order by all"
        ).df()


def town() -> Catalogue:
    """One group of each kind with all dwellings, and a part of the buurt."""
    cells = pd.DataFrame({"cell_id": range(len(KINDS) + 1), "kind": [*KINDS, "buurt"], "dwellings": HOMES})
    cells["attribute"] = [""] * len(KINDS) + ["tenure"]
    homes = pd.DataFrame({"dwelling_id": [f"d{nth:03}" for nth in range(HOMES)]})
    for nth, column in enumerate([*KINDS, "buurt/tenure"]):
        homes[column] = nth
    keyed = cells.assign(cell_key=[f"{nth:016x}" for nth in cells["cell_id"]])
    return Catalogue(Groups(cells, pd.DataFrame(), homes), keyed)


def test_the_median_of_a_quarter_is_told_in_whole_weeks_of_each_whole_group() -> None:
    rows = told(
        [*many(20, 7), *[after(days, first=20 + nth) for nth, days in enumerate([24] * 21 + [700] * 19)]]
    )
    of_city = rows.iloc[0]
    assert list(rows.columns) == ["cell_id", "from_step", "to_step", "quarter", "weeks"]
    assert (of_city["from_step"], of_city["to_step"], of_city["quarter"]) == ("advice", "plan", "2025-04-01")
    assert of_city["weeks"] == 3  # 24 days: of sixty the thirtieth and the next
    assert list(rows["cell_id"]) == list(range(len(TIMED)))


@pytest.mark.parametrize(("days", "weeks"), [(0, 0), (3, 0), (4, 1), (10, 1), (11, 2), (14, 2)])
def test_days_become_the_nearest_week(days: int, weeks: int) -> None:
    assert set(told(many(30, days))["weeks"]) == {weeks}


@pytest.mark.parametrize(("odd", "even", "weeks"), [(3, 4, 1), (10, 11, 2)])
def test_half_a_week_is_rounded_up(odd: int, even: int, weeks: int) -> None:
    assert set(told([*many(15, odd), *(after(even, first=15 + nth) for nth in range(15))])["weeks"]) == {
        weeks
    }


def test_every_step_is_timed_from_the_one_before_and_the_plan_from_the_sign_up_too() -> None:
    days = {f"{step}_seen_on": date(2025, 4, 1) + timedelta(7 * nth) for nth, step in enumerate(MILESTONES)}
    rows = told([{"dwelling_id": f"d{nth:03}"} | days for nth in range(33)])
    of_city = rows[rows["cell_id"] == 0]
    assert set(of_city[["from_step", "to_step", "weeks"]].itertuples(index=False, name=None)) == {
        ("reached", "signed_up", 1),
        ("signed_up", "conversation", 1),
        ("conversation", "advice", 1),
        ("advice", "plan", 1),
        ("plan", "measure", 1),
        ("signed_up", "plan", 3),
    }


@pytest.mark.parametrize(
    ("homes", "told_of"), [(27, {False}), (28, {True, False}), (29, {True, False}), (30, {True}), (31, {True})]
)
def test_only_the_rounded_number_decides_whether_it_is_told(homes: int, told_of: set[bool]) -> None:
    """With 28 or 29 homes the draw decides; who counts them cannot tell from a row that there were thirty."""
    seen = set()
    for secret in (b"one", b"two", b"three"):
        rows = told(many(homes, 14), secret=secret)
        seen |= {cell in set(rows["cell_id"]) for cell in range(len(TIMED))}
    assert seen == told_of


def test_each_group_pair_and_quarter_has_a_draw_of_its_own() -> None:
    rows = told([*many(29, 7), *(after(7, first=40 + nth, on="2025-08-05") for nth in range(29))])
    by_quarter = rows.groupby("quarter")["cell_id"].agg(set)
    assert len(rows) < 2 * len(TIMED) and by_quarter.iloc[0] != by_quarter.iloc[1]


def test_no_street_and_no_part_of_a_group_is_told() -> None:
    rows = told(many(100, 7))
    assert set(town().cells.set_index("cell_id")["kind"].loc[rows["cell_id"]]) == set(TIMED)
    assert not set(rows["cell_id"]) & {KINDS.index("street"), len(KINDS)}


@pytest.mark.parametrize(
    ("until", "quarters"),
    [
        (date(2025, 6, 29), set()),
        (date(2025, 6, 30), {"2025-04-01"}),
        (date(2025, 9, 29), {"2025-04-01"}),
        (date(2025, 9, 30), {"2025-04-01", "2025-07-01"}),
    ],
)
def test_a_quarter_is_told_from_its_last_day_on(until: date, quarters: set[str]) -> None:
    rows = told(
        [*many(40, 7), *(after(7, first=60 + nth, on="2025-08-05") for nth in range(40))], until=until
    )
    assert set(rows["quarter"]) == quarters


def test_the_quarter_is_that_of_the_later_step() -> None:
    assert set(told(many(30, 90, on="2025-04-01"))["quarter"]) == {"2025-04-01"}
    assert set(told(many(30, 90, on="2025-03-31"))["quarter"]) == {"2025-01-01"}


def test_a_step_that_was_not_filed_or_filed_out_of_order_has_no_time() -> None:
    implied = [household | {"advice_seen_on": None} for household in many(40, 7)]
    assert told(implied).empty
    assert told(many(40, -1)).empty


def test_a_dwelling_counts_once_with_the_household_that_took_the_step_first() -> None:
    who_came_next = [after(70, first=nth, on="2025-06-05") for nth in range(40)]
    rows = told([*who_came_next, *many(40, 7)])
    assert set(rows["weeks"]) == {1}
