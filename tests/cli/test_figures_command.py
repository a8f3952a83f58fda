"""`energiekop figures`: the table on the screen or in a file, and what it says when it may not."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from energiekop.catalogue import FIGURES
from energiekop.cli import app, tables
from energiekop.exports import FORMATS, TEXT_FORMATS
from tests.privacy.drawn_snapshot import ID, make

ENERGIEKOP = Path(sys.executable).parent / "energiekop"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    make(
        store,
        household="""
            household_id | street_id | reached_on | signed_up_on | plan_on    | plan_level | residents
            a            | LIN       | 2026-01-05 | 2026-01-10   | 2026-02-01 | huis       | 2
        """,
        dwelling="dwelling_id | street_name | house_number | postcode\nl1 | Lindestraat | 1 | 1001AB",
        grant_asked="dwelling_id | case_no | scheme | measure | asked_on\nl1 | S1 | Isolatie | dak | 2026-11-02",
        published_figure="""
            cell_id | milestone | on_date    | shown
            8       | signed_up | 2026-10-31 | 12
            8       | plan      | 2026-10-31 | 0
        """,
    )
    return store


def run(*arguments, **environment):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], env=environment)


def refused(result, exit_code=1):
    assert result.exit_code == exit_code, result.output
    assert result.stdout == "" and "Traceback" not in result.stderr
    return result.stderr


def test_the_list_names_every_figure_and_who_may_ask_it_by_what():
    result = run("figures", "--list", "--language", "en")
    assert result.exit_code == 0
    assert result.stdout.startswith("progress: How far are we?\n  team by city, stadsdeel,")
    assert [line.split(":")[0] for line in result.stdout.splitlines() if not line.startswith(" ")] == list(
        FIGURES
    )


def test_a_table_goes_to_the_screen_as_csv_through_the_real_command(store):
    done = subprocess.run(
        [ENERGIEKOP, "figures", "progress", "--role", "team", "--by", "street", "--store", store],
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8"))))
    assert [(row["street_id"], row["residents_helped"]) for row in rows] == [
        ("DIJ", "0"),
        ("KER", "0"),
        ("LIN", "2"),
        ("MOL", "0"),
        ("ZEE", "0"),
    ]


def test_a_table_can_be_piped_away_and_nothing_lies_beside_the_pipe(store):
    done = subprocess.run(
        [ENERGIEKOP, "figures", "funnel", "--role", "team", "--store", store, "--out", "/dev/stdout"],
        capture_output=True,
        check=True,
    )
    assert done.stdout.startswith(
        b"milestone,households,residents,conversion,as_of\r\nreached,1,2,,2026-11-23"
    )
    assert not Path("/dev/stdout.toelichting.txt").exists() and Path("/dev/stdout").is_symlink()


def test_the_ending_of_the_file_says_the_format(store, tmp_path):
    result = run(
        "figures", "progress", "--role", "municipality", "--by", "street", "--street", "lindestraat",
        "--out", tmp_path / "straat.json", ENERGIEKOP_STORE=str(store),
    )  # fmt: skip
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"Wrote {tmp_path / 'straat.json'}.\n"
    content = json.loads((tmp_path / "straat.json").read_text(encoding="utf-8"))
    assert [(row["households"], row["shown"]) for row in content["rows"]] == [(12, "0-2")]
    assert content["about"]["snapshot"] == ID


def test_a_day_is_asked_as_it_is_written(store):
    result = run("figures", "funnel", "--role", "team", "--store", store, "--as-of", "2026-01-31")
    assert "plan,0,0" in result.stdout and "signed_up,1,2" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--role", "champion", "--street", "LIN", "--by", "wijk"),
            "may not ask progress by wijk; it may ask",
        ),
        (("--role", "champion"), "The role champion needs a street or a complex of its own; none was given."),
        (("--role", "adviser", "--firm", "Bureau Noord", "--by", "street"), "may not ask progress by street"),
        (("--role", "champion", "--street", "Eikenlaan"), 'This snapshot has no street "Eikenlaan"'),
        (
            ("--role", "municipality", "--by", "buurt", "--street", "LIN"),
            "may not narrow buurt down to one street",
        ),
        (
            ("--role", "municipality", "--by", "street", "--as-of", "2026-01-01"),
            "the first day is 2026-10-31.",
        ),
        (("--role", "team", "--snapshot", "../elsewhere"), "holds no snapshot ../elsewhere; see"),
        (("--role", "team", "--by", "complex", "--out", "x.gpkg"), "complex has no place on a map"),
    ],
)
def test_what_a_role_may_not_ask_is_one_sentence_and_exit_1(store, arguments, said):
    words = refused(run("figures", "progress", *arguments, "--store", store))
    assert words.startswith("energiekop figures: ") and said in words
    assert words.count("\n") == 1


def test_a_grant_officer_gets_the_one_list_and_others_hear_what_they_may(store):
    result = run("figures", "grants", "--role", "grants", "--store", store)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "case_no,address,postcode,place,scheme,measure,asked_on,decided_on,decision,days_open,amount_eur,as_of",
        "S1,Lindestraat 1,1001AB,,Isolatie,dak,2026-11-02,,nog geen besluit,21,,2026-11-23",
    ]
    for role in ("team", "municipality"):
        said = refused(run("figures", "grants", "--role", role, "--store", store))
        assert said.startswith(f"energiekop figures: grants is not shown to the role {role}, ")
        assert "it may ask progress, " in said and said.count("\n") == 1
    assert refused(run("figures", "funnel", "--role", "grants", "--store", store)).endswith("it may ask grants.\n")
    assert "may not narrow grants down to one street; it may ask the whole list." in refused(
        run("figures", "grants", "--role", "grants", "--street", "LIN", "--store", store)
    )


def test_an_unknown_figure_and_an_empty_store_say_what_to_do(store, tmp_path):
    assert refused(run("figures", "progess", "--role", "team", "--store", store)) == (
        f'energiekop figures: There is no figure "progess"; there are {", ".join(FIGURES)}.\n'
    )
    assert refused(run("figures", "progress", "--role", "team", "--store", tmp_path / "none")) == (
        f"energiekop figures: Nothing was published in {tmp_path / 'none'} yet; run `energiekop build` first.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("progress",), "name a figure and a --role, or ask for the --list of figures"),
        (("--role", "team"), "name a figure and a --role"),
        (("progress", "--role", "mayor"), "'mayor' is not one of"),
        (("progress", "--role", "team", "--as-of", "31-02-2026"), "31-02-2026"),
        (("progress", "--role", "team", "--format", "pdf"), "'pdf' is not one of"),
        (("progress", "--role", "team", "--format", "xlsx"), "xlsx needs a file: add --out FILE"),
    ],
)
def test_wrong_usage_is_exit_2(store, arguments, said):
    assert said in refused(run("figures", *arguments, ENERGIEKOP_STORE=str(store)), exit_code=2)


def test_a_full_disk_and_a_folder_that_is_no_folder_are_one_sentence(store, tmp_path):
    asked = ("figures", "progress", "--role", "team", "--store", store, "--format", "csv", "--out")
    assert refused(run(*asked, "/dev/full")) == (
        "energiekop figures: the disk is full; make room and try again. What was in service stays.\n"
    )
    assert Path("/dev/full").is_char_device()
    (tmp_path / "file").write_text("")
    assert "is a file where a folder was expected; check the path." in refused(
        run(*asked, tmp_path / "file" / "out")
    )
    assert "is not there; check the path." in refused(run(*asked, tmp_path / "none" / "out.csv"))
    assert "is a folder where a file was expected" in refused(run(*asked, tmp_path))


def test_a_damaged_file_of_the_store_is_one_sentence(tmp_path):
    make(tmp_path)
    (tmp_path / ID / "published.duckdb").write_bytes(b"damaged")
    words = refused(run("figures", "progress", "--role", "municipality", "--store", tmp_path))
    assert words.startswith("energiekop figures: a file of the store cannot be read or written (")
    (tmp_path / ID / "published.duckdb").unlink()
    words = refused(run("figures", "progress", "--role", "municipality", "--store", tmp_path))
    assert words == f"energiekop figures: The snapshot {ID} lacks a file; build it again, or use another.\n"


def test_the_command_knows_the_formats_before_they_are_loaded():
    assert tables.FORMATS == FORMATS and tables.ON_SCREEN == TEXT_FORMATS
