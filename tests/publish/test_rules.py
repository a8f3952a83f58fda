"""Rules 1, 4 and 5 of the deliveries, over files that nobody thought of."""

import random
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import some
from tests.town import Town, rows

Deliveries = dict[tuple[str, date], list[tuple[str, ...]]]
SLOW = settings(max_examples=some(3, 60), deadline=None, suppress_health_check=list(HealthCheck))
HEAD = {
    "aanmeldingen": "Tijdstempel | Adres | Toestemming programma | Koploper mag meekijken",
    "afmeldingen": "Datum | Adres | Tot | Reden",
    "cases": "Dossier | Adres | Aanmelding | Gesprek | Advies | Ja | Uitgevoerd | Gestopt",
}
FOLDER = {"aanmeldingen": "community/team", "afmeldingen": "community/team", "cases": "consultancy/noord"}

_days = st.dates(date(2025, 1, 2), date(2025, 6, 30)).map(lambda day: day.strftime("%d-%m-%Y"))
_homes = st.integers(1, 8).map(lambda n: f"Lindestraat {n}")
_maybe_day = st.one_of(st.just(""), _days)
# All with consent: split over files, a part of mostly refused rows would be a refused file.
_sign_up = st.tuples(_days, _homes, st.just("ja"), st.sampled_from(["ja", "nee", ""]))
_stop = st.tuples(_days, _homes, _maybe_day, st.sampled_from(["te druk", ""]))
_case = st.tuples(
    st.integers(1, 5).map(str),
    _homes,
    _maybe_day,
    _maybe_day,
    _maybe_day,
    _maybe_day,
    _maybe_day,
    st.just(""),
)
_delivered = st.sampled_from([date(2025, 7, 1), date(2025, 8, 1), date(2025, 9, 1)])


@st.composite
def deliveries(draw: st.DrawFn) -> Deliveries:
    """Rows by kind and day of delivery; every row of a good address, so that no file is refused."""
    made: Deliveries = {}
    for kind, row in (("aanmeldingen", _sign_up), ("afmeldingen", _stop), ("cases", _case)):
        for day in draw(st.sets(_delivered, max_size=3)):
            lines = draw(st.lists(row, min_size=2, max_size=6))
            made[kind, day] = lines
    return made


def hand_in(folder: Path, made: Deliveries, order: random.Random | None) -> Town:
    """A town with the deliveries; with an `order` shuffled, split over files, some rows twice, written in turn."""
    town = Town(folder)
    files = []
    for (kind, day), lines in made.items():
        parts = [lines]
        if order:
            lines = order.sample(lines, len(lines))
            cut = order.randint(1, len(lines))
            parts = [part for part in (lines[:cut], lines[cut:] + lines[:1]) if part]
        files += [(kind, day, number, part) for number, part in enumerate(parts)]
    if order:
        order.shuffle(files)
    for kind, day, number, part in files:
        text = "\n".join([HEAD[kind], *(" | ".join(row) for row in part)])
        town.file(f"{FOLDER[kind]}/{kind}-{number}_{day}.csv", text)
    return town


@SLOW
@given(made=deliveries(), seed=st.integers(0, 9999))
def test_shuffled_split_and_repeated_files_say_the_same(made: Deliveries, seed: int) -> None:
    with TemporaryDirectory() as folder:
        plain = hand_in(Path(folder) / "plain", made, None).build()
        mixed = hand_in(Path(folder) / "mixed", made, random.Random(seed)).build()
    assert mixed.content_hash == plain.content_hash
    assert mixed.reference_day == plain.reference_day


@SLOW
@given(made=deliveries())
def test_other_rows_give_another_hash(made: Deliveries) -> None:
    more = made | {("aanmeldingen", date(2025, 9, 2)): [("01-07-2025", "Kerkpad 3", "ja", "")]}
    with TemporaryDirectory() as folder:
        one = hand_in(Path(folder) / "one", made, None).build()
        other = hand_in(Path(folder) / "other", more, None).build()
    assert one.content_hash != other.content_hash


def test_unchanged_input_writes_nothing(town: Town) -> None:
    first = town.build()
    before = {path: path.stat().st_mtime_ns for path in town.folder.rglob("*")}
    again = town.build()
    assert again.unchanged and not first.unchanged
    assert (again.snapshot, again.content_hash, again.files) == (
        first.snapshot,
        first.content_hash,
        first.files,
    )
    assert {path: path.stat().st_mtime_ns for path in town.folder.rglob("*")} == before


def test_the_same_list_handed_in_again_changes_nothing_but_is_counted(town: Town) -> None:
    lines = "Tijdstempel | Adres | Toestemming programma\n01-02-2025 | Lindestraat 1 | ja"
    town.file("community/team/aanmeldingen_2025-03-01.csv", lines)
    first = town.build()
    town.file("community/team/aanmeldingen (kopie)_2025-03-01.csv", lines)
    second = town.build()
    assert second.content_hash == first.content_hash
    counted = sorted((f.accepted, f.duplicate) for f in second.files if "aanmeldingen" in f.path)
    assert counted == [(0, 1), (1, 0)]


_dirt = st.sampled_from(["", "gisteren", "31-02-2025", "01-02-2031", "01-02-1931"])
_bad_home = st.sampled_from(
    ["", "Lindestraat 99", "Nergensweg 1", "Torenkade 1", "bij de kerk", "Lindestraat"]
)
_any_sign_up = st.tuples(
    st.one_of(_days, _dirt),
    st.one_of(_homes, _homes, _bad_home),
    st.sampled_from(["ja", "nee", "", "misschien"]),
)


@SLOW
@given(dirty=st.lists(_any_sign_up, max_size=12), blank=st.booleans())
def test_no_row_is_lost(dirty: list[tuple[str, ...]], blank: bool) -> None:
    clean = [("01-02-2025", f"Lindestraat {n}", "ja") for n in range(1, len(dirty) + 2)]
    lines = [row for pair in zip(clean, [*dirty, clean[0]], strict=True) for row in pair]
    drawn = "Tijdstempel | Adres | Toestemming programma\n" + "\n".join(" | ".join(row) for row in lines)
    with TemporaryDirectory() as folder:
        town = Town(Path(folder) / "town")
        path = town.file("community/team/aanmeldingen_2025-07-01.csv", drawn)
        if blank:  # an empty line in between moves the numbers of the rows after it
            content = path.read_text().splitlines()
            path.write_text("\n".join([content[0], "", *content[1:]]) + "\n")
        report = town.build()
        kept = town.query("select row_no, found, column_name from rejected_row order by row_no")
        texts = path.read_text().splitlines()
    [file] = [f for f in report.files if "aanmeldingen" in f.path]
    handed_in = [row for row in rows(drawn)[1:] if any(row)]
    assert file.rows == len(handed_in) == file.accepted + file.duplicate + file.rejected
    assert file.rejected == len(kept) == len({row["row_no"] for row in kept})
    for row in kept:
        line = texts[int(row["row_no"]) - 1]
        assert row["found"] in ("(blank)", "false") or row["found"].split(" ")[0] in line


def test_a_delivery_in_another_order_of_days_gives_the_latest_value(town: Town) -> None:
    for day, advice in ((date(2025, 9, 1), "02-02-2025"), (date(2025, 7, 1), "01-02-2025")):
        assert day > date(2025, 1, 1) + timedelta(days=30)
        town.file(f"consultancy/noord/cases_{day}.csv", f"""
            {HEAD["cases"]}
            1 | Lindestraat 1 | | | {advice} | | |
        """)  # fmt: skip
    town.build()
    [household] = town.households("advice_on")
    assert household["advice_on"] == "2025-02-02"


def test_what_is_said_again_is_the_latest_word(town: Town) -> None:
    mapping = town.data / "consultancy" / "noord.toml"
    mapping.write_text('mode = "adds"\n' + mapping.read_text())
    for day, advice in (
        ("2025-07-01", "01-02-2025"),
        ("2025-08-01", "02-02-2025"),
        ("2025-09-01", "01-02-2025"),
    ):
        town.file(f"consultancy/noord/cases_{day}.csv", f"""
            {HEAD["cases"]}
            1 | Lindestraat 1 | | | {advice} | | |
        """)  # fmt: skip
    report = town.build()
    [household] = town.households("advice_on, advice_known_on")
    assert (household["advice_on"], household["advice_known_on"]) == ("2025-02-01", "2025-07-01")
    assert [file.duplicate for file in report.files if "cases_2025-09" in file.path] == [1]
