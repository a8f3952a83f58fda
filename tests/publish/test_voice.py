"""What residents want, published for every role: rounded, and only what at least ten households asked for."""

from datetime import date

import duckdb
import pandas as pd
import pytest

from energiekop import figures
from energiekop.privacy import Viewer
from energiekop.publish import store as snapshots
from energiekop.publish.promises import check
from tests.town import Town

SHOWN = ["wish", "topic", "asked", "answered"]


def wishes(town: Town, *asked: tuple[int, str, str, str]) -> None:
    """How many houses of the Lindestraat, from number 1, asked for what, on which day, and until which number answered."""
    sign_ups = ["Tijdstempel | Adres | Toestemming programma"]
    lines = ["Datum | Adres | Wens | Onderwerp | Beantwoord op | Door"]
    for houses, wish, on, answered_on in asked:
        for number in range(1, houses + 1):
            answer = f"{answered_on} | gemeente" if answered_on and number <= 5 else " | "
            lines.append(f"{on} | Lindestraat {number} | {wish} | comfort | {answer}")
    for number in range(1, 40):
        sign_ups.append(f"02-01-2025 | Lindestraat {number} | ja")
    town.file("community/team/aanmeldingen_2025-01-05.csv", "\n".join(sign_ups))
    town.file("community/team/wensen_2025-06-15.csv", "\n".join(lines))


@pytest.fixture
def voices(town: Town) -> Town:
    """Sixteen asked in January, nine in February of whom a tenth came in May."""
    wishes(
        town,
        (16, "Minder tocht", "10-01-2025", "03-03-2025"),
        (9, "Warme voeten", "10-02-2025", ""),
        (10, "warme voeten ", "20-05-2025", ""),
        (9, "Groen dak", "10-02-2025", "11-02-2025"),
    )
    town.build()
    return town


def published(town: Town) -> pd.DataFrame:
    snapshot = snapshots.current(town.store)
    assert snapshot is not None
    with duckdb.connect(str(town.store / snapshot / "published.duckdb"), read_only=True) as con:
        return con.sql("from voice order by on_date, wish").df()


def test_a_wish_of_nine_stays_unsaid_and_comes_with_the_tenth(voices):
    rows = published(voices)
    assert set(rows["wish"].str.lower()) == {"minder tocht", "warme voeten"}
    assert rows.loc[rows["wish"] != "Minder tocht", "on_date"].min() == pd.Timestamp(2025, 5, 25)
    assert rows["on_date"].max() == pd.Timestamp(2025, 6, 15)  # a Sunday; no day outside the calendar
    assert all(day.weekday() == 6 or day.is_month_end for day in rows["on_date"])


def test_what_is_told_is_within_two_of_the_truth_and_never_moves_by_itself(voices):
    rows = published(voices)
    tocht = rows[rows["wish"] == "Minder tocht"].set_index("on_date")
    assert tocht["asked"].nunique() == 1 and tocht["asked"].iloc[0] in (15, 18)
    assert (tocht.loc[: pd.Timestamp(2025, 3, 2), "answered"] == 0).all()
    assert set(tocht.loc[pd.Timestamp(2025, 3, 3) :, "answered"]) <= {3, 6}
    assert not (rows[["asked", "answered"]] % 3).any(axis=None)


def test_every_role_reads_the_published_wishes_and_the_team_the_true_ones(voices):
    team = figures.wishes(Viewer.team(), store=voices.store)
    assert list(team[SHOWN].itertuples(index=False, name=None)) == [
        ("Minder tocht", "comfort", 16, 5),
        ("Warme voeten", "comfort", 10, 0),
        ("Groen dak", "comfort", 9, 5),
    ]
    municipality = figures.wishes(Viewer.municipality(), store=voices.store)
    adviser = figures.wishes(Viewer.adviser("Bureau Noord"), store=voices.store)
    assert list(municipality["wish"]) == ["Minder tocht", "Warme voeten"]
    pd.testing.assert_frame_equal(municipality, adviser)
    before = figures.wishes(Viewer.municipality(), as_of=date(2025, 5, 24), store=voices.store)
    assert list(before["wish"]) == ["Minder tocht"]


def test_check_holds_the_wishes_against_their_promise(voices):
    assert check(voices.store) == []
    snapshot = snapshots.current(voices.store)
    with duckdb.connect(str(voices.store / snapshot / "published.duckdb")) as con:
        con.execute("update voice set asked = 7 where wish = 'Minder tocht'")
    assert any(
        "a wish is told in multiples of three by enough households" in sentence
        for sentence in check(voices.store)
    )


def test_without_any_wish_there_is_none_to_tell(town):
    town.build()
    assert len(published(town)) == 0 and check(town.store) == []
    assert len(figures.wishes(Viewer.municipality(), store=town.store)) == 0
