"""Totals tie: what the command line says is what plain pandas finds in the files, and the same for every role."""

import subprocess
import sys
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest

from tests.publish.handed_in import Books, HandedIn
from tests.publish.recomputed import FAR_AWAY, LEVELS, LONG_AGO, MILESTONES, households, initiatives

ENERGIEKOP = Path(sys.executable).parent / "energiekop"
REFERENCE_DAY = "2026-11-20"  # of the demo: the day of its last deliveries
MID_DATE = "2026-03-31"  # a month-end, on which every kind of group is published
DAYS = pytest.mark.parametrize("as_of", [None, MID_DATE])  # None: unasked, the reference day
HELPED_BY_LEVEL = [f"residents_helped_{level}" for level in LEVELS]
STREET = "Lookplein"  # a street of the demo where many take part
FIRM = "Bureau Noord"
BELOW_TEAM = [  # who asks, by what
    *(("municipality", by) for by in ("stadsdeel", "gebied", "buurt", "street", "complex")),
    *(("champion", by) for by in ("street", "buurt")),
    ("adviser", "buurt"),
]
SCOPE = {"champion": ["--street", STREET], "adviser": ["--firm", FIRM]}


@dataclass
class City:
    """A demo city in its files and in its store; a question is asked once."""

    data: Path
    store: Path
    answers: dict[tuple[str, ...], pd.DataFrame] = field(default_factory=dict)

    def figure(self, name: str, role: str, by: str, as_of: str | None = None) -> pd.DataFrame:
        """The table that `energiekop figures` prints, words and codes as text."""
        asked = ["figures", name, "--role", role, "--by", by, *SCOPE.get(role, [])]
        asked += ["--as-of", as_of] if as_of else []
        if tuple(asked) not in self.answers:
            said = energiekop(*asked, "--store", self.store, "--format", "csv")
            words = dict.fromkeys(("shown", "households_shown"), str)
            self.answers[tuple(asked)] = pd.read_csv(StringIO(said), dtype=words)
        return self.answers[tuple(asked)]

    def progress(self, role: str, by: str, as_of: str | None = None) -> pd.DataFrame:
        """One row per place: how many take part, how many are helped."""
        return self.figure("progress", role, by, as_of)

    def plan_step(self, role: str, by: str, as_of: str | None = None) -> pd.DataFrame:
        """The funnel's row of the step `plan`, one per place."""
        return self.figure("funnel", role, by, as_of).query("milestone == 'plan'").reset_index(drop=True)


def energiekop(*arguments: object) -> str:
    """What the command prints."""
    done = subprocess.run([ENERGIEKOP, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    folder = tmp_path_factory.mktemp("city")
    energiekop("demo", "--out", folder / "data", "--residents", 1500)
    energiekop("build", "--data", folder / "data", "--store", folder / "store")
    return City(folder / "data", folder / "store")


@pytest.fixture(scope="module")
def files(city: City) -> HandedIn:
    [exact] = city.store.glob("*/exact.duckdb")
    return HandedIn(city.data, Books.of(exact))


@pytest.fixture(scope="module")
def recomputed(files: HandedIn) -> pd.DataFrame:
    return households(files)


def totals(there: pd.DataFrame, as_of: str | None) -> dict[str, int]:
    """What `progress` should say of some households, counted from the files."""
    day = pd.Timestamp(as_of or REFERENCE_DAY)
    helped = there[there["plan"] <= day]
    living = there[(there["lived_from"] <= day) & (there["lived_until"] > day)]
    by_level = helped.groupby("level")["residents"].sum().reindex(LEVELS, fill_value=0)
    return {
        "residents": living["residents"].sum(),
        "residents_helped": helped["residents"].sum(),
        **dict(zip(HELPED_BY_LEVEL, by_level, strict=True)),
        "households": (there["signed_up"] <= day).sum(),
        "households_helped": len(helped),
    }


def steps(there: pd.DataFrame, as_of: str | None) -> dict[str, tuple[int, int]]:
    """Households and residents at each step of the funnel, counted from the files."""
    day = pd.Timestamp(as_of or REFERENCE_DAY)
    at = {milestone: there[there[milestone] <= day] for milestone in MILESTONES}
    return {milestone: (len(taken), taken["residents"].sum()) for milestone, taken in at.items()}


def printed_steps(funnel: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Households and residents at each step of a printed funnel."""
    counts = zip(funnel["households"], funnel["residents"], strict=True)
    return dict(zip(funnel["milestone"], counts, strict=True))


def the_row(table: pd.DataFrame) -> dict[str, object]:
    """The only row of a table."""
    [row] = table.to_dict("records")
    return row


@DAYS
def test_every_buurt_and_the_city_are_helped_as_the_files_say(
    city: City, recomputed: pd.DataFrame, as_of: str | None
) -> None:
    whole = totals(recomputed, as_of)
    in_files = {code: totals(there, as_of) for code, there in recomputed.groupby("buurt")}
    printed = city.progress("team", "buurt", as_of).set_index("buurt_code")
    assert printed[[*whole]].to_dict("index") == in_files
    assert the_row(city.progress("team", "city", as_of)[[*whole]]) == whole


@DAYS
def test_every_step_is_taken_by_whom_the_files_say(
    city: City, recomputed: pd.DataFrame, as_of: str | None
) -> None:
    printed = city.figure("funnel", "team", "buurt", as_of)
    for code, there in recomputed.groupby("buurt"):
        assert printed_steps(printed[printed["buurt_code"] == code]) == steps(there, as_of), code
    assert printed_steps(city.figure("funnel", "team", "city", as_of)) == steps(recomputed, as_of)


def test_the_demo_holds_every_way_to_a_plan(files: HandedIn, recomputed: pd.DataFrame) -> None:
    helped = recomputed[recomputed["plan"].notna()]
    assert set(helped["level"]) == {*LEVELS}
    assert (helped["plan"] == helped["measure"]).any()  # only a later step tells of a plan
    assert (helped["lived_until"] < FAR_AWAY).any()  # helped, then moved
    assert (helped["lived_from"] > LONG_AGO).any()  # moved in, then helped
    told = files.rows("community/*/initiatieven_*", "Initiatief").query(
        "Niveau == 'complex' and Besluit != ''"
    )
    decided = initiatives(files).query("level == 'complex'").dropna(subset="decided")
    assert set(decided["initiative"]) < set(told["Initiatief"])  # a vote that its deed does not let count


@DAYS
def test_buurten_add_up_to_the_city_and_the_city_is_the_plan_step(city: City, as_of: str | None) -> None:
    buurten = city.progress("team", "buurt", as_of)
    whole = the_row(city.progress("team", "city", as_of))
    plan = the_row(city.plan_step("team", "city", as_of))
    assert buurten["residents_helped"].sum() == whole["residents_helped"] == plan["residents"] > 0
    assert buurten["households_helped"].sum() == whole["households_helped"] == plan["households"]
    assert buurten[HELPED_BY_LEVEL].sum(axis=1).tolist() == buurten["residents_helped"].tolist()
    assert sum(whole[level] for level in HELPED_BY_LEVEL) == whole["residents_helped"]


@pytest.mark.parametrize(("role", "by"), [("team", "buurt"), *BELOW_TEAM])
def test_households_helped_are_the_plan_step_in_every_row(city: City, role: str, by: str) -> None:
    progress, plan = city.progress(role, by), city.plan_step(role, by)
    place = [column for column in plan if column.endswith(("_code", "_id"))]
    assert progress[place].to_dict("records") == plan[place].to_dict("records")
    assert progress["as_of"].unique().tolist() == plan["as_of"].unique().tolist()
    pd.testing.assert_series_equal(progress["households_helped"], plan["households"], check_names=False)


@pytest.mark.parametrize(("role", "by"), BELOW_TEAM)
def test_below_the_team_every_count_is_of_threes_and_read_out_as_it_stands(
    city: City, role: str, by: str
) -> None:
    known = city.progress(role, by).dropna(subset="households_helped")
    assert len(known) > 0
    for count, words in (("households", "households_shown"), ("households_helped", "shown")):
        said = zip(known[count].astype(int), known["dwellings"].astype(int), known[words], strict=True)
        assert [row for row in said if row[0] % 3 or row[2] != in_words(*row[:2])] == []
    funnel = city.figure("funnel", role, by).dropna(subset="households")
    assert (funnel["households"] % 3 == 0).all()


def in_words(count: int, dwellings: int) -> str:
    """How a count of threes is read out: its lowest may be nobody, its highest possible may be everybody."""
    if count == 0:
        return "0-2"
    return f"{count - 2} of meer" if count + 3 > dwellings else str(count)


@pytest.mark.parametrize(
    ("role", "as_of"),
    [("municipality", None), ("municipality", MID_DATE), ("champion", None), ("adviser", None)],
)
def test_the_city_is_exact_for_every_role_and_the_team_s(city: City, role: str, as_of: str | None) -> None:
    seen, team = the_row(city.progress(role, "city", as_of)), the_row(city.progress("team", "city", as_of))
    both = seen.keys() & team.keys()
    assert both >= {"residents", "residents_helped", "share_helped", "households_helped", "as_of"}
    assert {name: seen[name] for name in both} == {name: team[name] for name in both}
    assert seen["households_shown"] == str(team["households"])
    assert seen["shown"] == str(team["households_helped"])
    seen_steps = printed_steps(city.figure("funnel", role, "city", as_of))
    assert seen_steps == printed_steps(city.figure("funnel", "team", "city", as_of))
    assert seen_steps["plan"] == (seen["households_helped"], seen["residents_helped"])


def test_every_role_sees_the_same_number_for_the_same_buurt(city: City) -> None:
    asked = {role: city.progress(role, "buurt", MID_DATE) for role in ("municipality", "adviser", "champion")}
    pd.testing.assert_frame_equal(asked["adviser"], asked["municipality"])
    everywhere, own = asked["municipality"], asked["champion"]
    there = everywhere[everywhere["buurt_code"].isin(own["buurt_code"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(own, there)


def test_a_protected_buurt_is_at_most_two_from_what_the_files_say(
    city: City, recomputed: pd.DataFrame
) -> None:
    shown = city.progress("municipality", "buurt", MID_DATE).set_index("buurt_code")
    for count, milestone in (("households", "signed_up"), ("households_helped", "plan")):
        taken = recomputed[recomputed[milestone] <= pd.Timestamp(MID_DATE)]
        dwellings = taken.groupby("buurt")["dwelling_id"].nunique().reindex(shown.index, fill_value=0)
        assert (shown[count] - dwellings).abs().max() <= 2


def test_every_dwelling_found_is_the_one_that_was_meant(files: HandedIn) -> None:
    typed = files.every_typed_address()
    typed = typed.assign(found=typed["typed_key"].map(files.books.found)).dropna(subset="found")
    misses = typed[typed["found"] != typed["dwelling_id"]]
    assert len(typed) > 3000
    assert misses.drop_duplicates("typed_key").to_dict("records") == []
