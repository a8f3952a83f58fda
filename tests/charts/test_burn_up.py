"""Rows of burn_up become a line, a planned line, a shaded tail and signs where something happened."""

from datetime import date

import pandas as pd

from energiekop import charts
from energiekop.palette import LIGHT

WORDS = charts.BurnUpWords(
    target="doel 8.000",
    planned="gepland",
    tail="nog niet alles binnen",
    occasions={"straatfeest": "straatfeest"},
    number=lambda n: f"{n:,.0f}".replace(",", "."),
    day=lambda day: f"{day:%d-%m-%Y}",
    month=lambda day: f"{day:%m/%Y}",
)


def rows(*given: tuple[str, int | None, int | None]) -> pd.DataFrame:
    frame = pd.DataFrame(given, columns=["on_date", "residents_helped", "planned_residents"])
    return frame.astype({"residents_helped": "Int64", "planned_residents": "Int64"}).assign(
        on_date=pd.to_datetime(frame["on_date"])
    )


def occasion(day: str, label: str, kind: str = "straatfeest") -> dict[str, object]:
    return {"on_date": pd.Timestamp(day), "occasion_kind": kind, "label": label}


GROWING = rows(
    ("2026-01-31", 0, None),
    ("2026-02-28", 1200, 1000),
    ("2026-03-20", 1500, 2000),
    ("2026-04-30", None, 8000),
)


def draw(given: pd.DataFrame = GROWING, **more: object):
    return charts.burn_up(given, words=WORDS, colours=LIGHT, **more)


def texts(figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def test_each_month_with_a_count_is_a_point_and_a_month_to_come_is_none():
    planned, counted = draw().data
    assert list(counted.y) == [0, 1200, 1500]
    assert list(planned.y) == [1000, 2000, 8000]


def test_lines_are_named_beside_them_and_the_last_count_is_written_at_its_end():
    assert texts(draw()) == ["doel 8.000", "gepland", "<b>1.500</b>"]


def test_the_axis_begins_at_zero_and_leaves_room_above_the_target():
    low, high = draw().layout.yaxis.range
    assert (low, high > 8000) == (0, True)


def test_the_weeks_that_are_not_complete_are_shaded_and_say_so():
    figure = draw(tail_from=date(2026, 3, 1))
    [shade] = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert (pd.Timestamp(shade.x0), pd.Timestamp(shade.x1)) == (
        pd.Timestamp("2026-03-01"),
        pd.Timestamp("2026-03-20"),
    )
    assert "nog niet alles binnen" in texts(figure)


def test_an_occasion_is_a_sign_on_its_day_under_the_line():
    happened = pd.DataFrame([occasion("2026-02-14", "Straatfeest Lindestraat, 14 februari")])
    figure = draw(occasions=happened)
    signs = figure.data[-1]
    assert (list(signs.x), list(signs.customdata)) == (
        [pd.Timestamp("2026-02-14")],
        ["Straatfeest Lindestraat, 14 februari"],
    )
    assert figure.layout.yaxis2.domain[1] == figure.layout.yaxis.domain[0] > 0
    assert "straatfeest" in texts(figure)


def test_each_kind_of_occasion_has_its_own_sign():
    happened = pd.DataFrame([occasion("2026-02-14", "feest"), occasion("2026-02-15", "brief", "mailing")])
    assert {signs.marker.symbol for signs in draw(occasions=happened).data[-2:]} == {
        "circle-open",
        "square-open",
    }


def test_an_occasion_outside_the_counted_days_is_left_out():
    happened = pd.DataFrame([occasion("2027-02-14", "later")])
    assert len(draw(occasions=happened).data) == 2


def test_nothing_agreed_leaves_the_line_alone():
    figure = draw(rows(("2026-01-31", 3, None), ("2026-02-28", 6, None)))
    assert [list(trace.y) for trace in figure.data] == [[3, 6]]


def test_protected_counts_are_drawn_from_their_own_column():
    protected = GROWING.drop(columns="planned_residents").rename(
        columns={"residents_helped": "households_helped"}
    )
    figure = draw(protected, measure="households_helped")
    assert [list(trace.y) for trace in figure.data] == [[0, 1200, 1500]]


def test_nothing_known_draws_nothing():
    assert len(draw(rows(("2026-01-31", None, None))).data) == 0


def test_a_chart_is_small_on_its_way_to_the_browser():
    assert len(draw().to_json()) < 5_000
