"""Rows of states become bars of pieces; a click on a piece returns which one it was."""

import pandas as pd

from energiekop import charts
from energiekop.palette import LIGHT

WORDS = charts.StepsWords(
    steps={"advice": "Advies gekregen", "plan": "Plan gekozen"},
    states={
        "further": "al een stap verder",
        "on_time": "op tijd",
        "too_long": "wacht te lang",
        "stopped": "gestopt",
    },
    parts={"owner": "koop"},
    number=lambda n: f"{n:.0f}",
)
STANDING = pd.DataFrame(
    [("advice", 20, 5, 8, 2, 0), ("plan", 6, 14, 0, 0, 0)],
    columns=["milestone", "further", "on_time", "too_long", "stopped", "moved_away"],
)
BY_TENURE = pd.DataFrame(
    [("advice", "owner", 20, 5, 8, 2), ("advice", "tenant", 1, 0, 0, 0), ("plan", "owner", 6, 14, 0, 0)],
    columns=["milestone", "split_value", "further", "on_time", "too_long", "stopped"],
)


def draw(rows: pd.DataFrame = STANDING, **more: object):
    return charts.steps(rows, words=WORDS, colours=LIGHT, **more)


def test_each_step_is_one_bar_of_what_went_on_waits_or_stopped():
    pieces = {trace.name: [length for length in trace.x if length] for trace in draw().data if trace.type == "bar"}
    assert pieces == {
        "al een stap verder": [20, 6], "op tijd": [5, 14], "wacht te lang": [8], "gestopt": [2], "": [],
    }  # fmt: skip


def test_each_step_is_named_above_its_bar_and_counted_at_its_end():
    figure = draw()
    assert [note.text for note in figure.layout.annotations] == [
        "<b>Advies gekregen</b>",
        "<b>Plan gekozen</b>",
    ]
    assert list(figure.data[-1].text) == [" 35", " 20"]


def test_a_piece_carries_its_sign_and_its_key():
    too_long = draw().data[2]
    assert too_long.text[0] == "▲ 8"
    assert list(too_long.customdata[0][:3]) == ["advice", "too_long", None]


def test_a_narrow_piece_has_no_number_in_it():
    stopped = draw().data[3]
    assert stopped.text[0] == ""


def test_a_split_gives_a_bar_per_value_under_one_name_of_the_step():
    figure = draw(BY_TENURE, part="split_value")
    assert list(figure.layout.yaxis.ticktext) == ["koop", "tenant", "koop"]
    assert len(figure.layout.annotations) == 2
    assert list(figure.data[0].customdata[0][:3]) == ["advice", "further", "owner"]


def test_the_chosen_piece_is_outlined():
    outline = draw(chosen=("advice", "too_long", None)).data[2].marker.line.width
    assert list(outline) == [3, 1]


def test_rounded_counts_make_one_piece_with_their_words():
    protected = pd.DataFrame({"milestone": ["advice"], "households": [9], "shown": ["ongeveer 9"]})
    figure = draw(protected)
    assert [list(trace.x) for trace in figure.data if trace.type == "bar"] == [[9]]
    assert list(figure.data[-1].text) == [" ongeveer 9"]


def test_what_is_unknown_is_a_question_mark_and_not_a_zero():
    unknown = pd.DataFrame(
        {"milestone": ["advice"], "households": pd.array([None], "Int64"), "shown": [None]}
    )
    assert list(draw(unknown).data[-1].text) == [" ?"]


def test_nothing_at_all_is_an_empty_chart():
    assert len(draw(STANDING.iloc[:0]).layout.annotations) == 0


def test_a_longer_split_makes_a_higher_chart():
    assert draw(BY_TENURE, part="split_value").layout.height > draw().layout.height
