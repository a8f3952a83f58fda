"""The demo hides two stories. The figures find both, and claim neither where they were left out."""

import json
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from energiekop import figures
from energiekop.demo import write_city
from energiekop.privacy import Viewer
from energiekop.publish import build
from tests.figures.places import Somewhere

TEAM = Viewer.team()


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """A demo city, built; by whether it has the stories."""
    made: dict[bool, tuple[Path, dict]] = {}

    def built(*, stories: bool) -> tuple[Path, dict]:
        if stories not in made:
            folder = tmp_path_factory.mktemp("city")
            write_city(folder / "data", residents=2000, stories=stories)
            build(folder / "data", folder / "store")
            story = json.loads((folder / "data" / "truth" / "story.json").read_text(encoding="utf-8"))
            made[stories] = (folder / "store", story)
        return made[stories]

    return built


def _row(rows: pd.DataFrame, rule: str) -> dict:
    found = rows[rows["rule"] == rule].to_dict("records")
    return found[0] if found else {}


def test_the_firm_with_the_queue_is_named_and_its_households_can_be_listed(city):
    store, story = city(stories=True)
    queue = _row(figures.begin_here(TEAM, store=store), "queue")
    assert queue["firm"] == story["queue"]["firm"] and queue["milestone"] == "conversation"
    listed = figures.households(TEAM, None, "conversation", "too_long", store=store)
    assert len(listed) == queue["waiting"]
    assert (listed["firm"] == queue["firm"]).sum() == queue["of_which"] > 0


def test_every_street_that_came_on_is_named_after_its_party(city):
    store, story = city(stories=True)
    streets = {street["street"]: date.fromisoformat(street["party_on"]) for street in story["streets"]}
    for street, party_on in streets.items():
        found = [
            _row(figures.begin_here(TEAM, as_of=party_on + timedelta(days), store=store), "coming_on")
            for days in (14, 21, 28)
        ]
        [row, *_] = [row for row in found if row.get("place_name") == street] or [{}]
        assert row, f"{street} was not named"
        assert row["new_households"] >= 5 and row["occasion_kind"] == "straatfeest"
        assert row["occasion_on"].date() == party_on
        place = Somewhere("street", row["place_code"])
        assert (figures.states(TEAM, place, store=store)["households"] > 0).any()


def test_without_the_stories_no_firm_is_named_and_no_street_after_a_party_of_them(city):
    _, told = city(stories=True)
    store, story = city(stories=False)
    assert story == {"stories": False}
    for weeks in range(0, 40, 4):
        queue = _row(
            figures.begin_here(TEAM, as_of=date(2026, 11, 20) - timedelta(weeks=weeks), store=store), "queue"
        )
        assert not isinstance(queue.get("firm"), str)
    for street in told["streets"]:
        as_of = date.fromisoformat(street["party_on"]) + timedelta(21)
        named = _row(figures.begin_here(TEAM, as_of=as_of, store=store), "coming_on").get("place_name")
        assert named != street["street"]
