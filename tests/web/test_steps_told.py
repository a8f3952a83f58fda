"""The sentences of the steps, and what the list behind a bar says of itself."""

import pandas as pd
import pytest

from energiekop.web import steps_asked, steps_told
from energiekop.web.steps_asked import Chosen
from tests.web.test_sentences import asked


def standing(*given: tuple[str, int, int]) -> pd.DataFrame:
    return pd.DataFrame(given, columns=["milestone", "households", "too_long"])


def test_it_tells_how_many_wait_too_long_and_for_what_most_do():
    told, _ = steps_told.waiting(
        asked(), standing(("signed_up", 90, 12), ("conversation", 60, 38), ("plan", 9, 0))
    )
    assert told == "In Demostad wachten **50** huishoudens te lang. De meeste wachten op advies: 38."


@pytest.mark.parametrize(
    ("too_long", "nl"),
    [
        (1, "In Demostad wacht **1** huishouden te lang. Het wacht op advies."),
        (4, "In Demostad wachten **4** huishoudens te lang. Ze wachten allemaal op advies."),
    ],
)
def test_who_all_wait_for_the_same_are_told_as_such(too_long: int, nl: str):
    assert steps_told.waiting(asked(), standing(("conversation", 9, too_long)))[0] == nl


def test_nobody_waiting_too_long_is_told_as_such():
    told, quiet = steps_told.waiting(asked(), standing(("conversation", 60, 0)))
    assert (told, quiet) == ("In Demostad wacht nu niemand te lang.", "")


def test_a_place_where_nobody_took_a_step():
    told, _ = steps_told.waiting(asked(), standing(("reached", 0, 0)))
    assert told == "In Demostad heeft nog niemand een stap gezet."


def test_rounded_steps_are_told_in_the_words_of_the_rounding():
    rows = pd.DataFrame({"milestone": ["signed_up", "plan"], "shown": ["45", "0-2"]})
    assert steps_told.taken(asked(), rows)[0] == (
        "In Demostad doen **45** huishoudens mee en hebben **0-2** een plan."
    )


@pytest.mark.parametrize(
    ("count", "step", "state", "part", "nl"),
    [
        (
            31,
            "conversation",
            "too_long",
            "Bureau Noord",
            "Bureau Noord: 31 huishoudens wachten te lang op advies.",
        ),
        (1, "conversation", "too_long", "", "1 huishouden wacht te lang op advies."),
        (0, "advice", "on_time", "", "0 huishoudens wachten op een plan, op tijd."),
        (2, "plan", "stopped", "", "2 huishoudens stopten na de stap “Plan gekozen”."),
        (5, "measure", "further", "", "5 huishoudens zijn klaar."),
    ],
)
def test_a_list_says_what_it_holds(count: int, step: str, state: str, part: str, nl: str):
    assert steps_told.listed(asked(), count, step, state, part) == nl


def test_a_link_names_a_piece_of_a_bar():
    chosen = steps_asked.read({"splits": "firm", "stap": "conversation", "deel": "Bureau Noord"})
    assert chosen == Chosen("firm", "conversation", "too_long", "Bureau Noord")
    assert chosen.piece == ("conversation", "too_long", "Bureau Noord")


@pytest.mark.parametrize(
    "nonsense", [{"splits": "x"}, {"stap": "<b>"}, {"hoe": "late"}, {"deel": "Bureau Noord"}]
)
def test_nonsense_in_a_link_asks_for_what_is_asked_without_it(nonsense: dict[str, str]):
    assert steps_asked.read(nonsense) == Chosen()


def test_another_split_forgets_the_value_of_the_last_one():
    chosen = Chosen("firm", "conversation", "too_long", "Bureau Noord")
    assert chosen.query(splits="tenure") == {
        "splits": "tenure",
        "stap": "conversation",
        "hoe": "",
        "deel": "",
    }
