"""Which snapshots stay, which go, and going back to one that stayed."""

import pytest

from energiekop import figures, privacy
from energiekop.privacy import Viewer
from energiekop.publish import Refused, kept, store
from energiekop.warehouse import read_settings
from energiekop.warehouse.settings import SHIPPED
from tests.privacy.drawn_snapshot import make
from tests.town import Town

IDS = [f"202611{day:02d}T065100Z-0a0b0c0d" for day in (20, 21, 22, 23, 24)]
CITY = "milestone | level | on_date | households | residents\nplan | | 2026-10-31 | {} | 5"


@pytest.fixture
def five(tmp_path):
    """A store of five snapshots, one a day; the newest is in service, and the nth has n households with a plan."""
    for number, snapshot in enumerate(IDS, start=1):
        make(tmp_path, snapshot=snapshot, published_city=CITY.format(number))
    return tmp_path


def there(folder):
    return sorted(each.id for each in store.listing(folder))


def test_the_newest_stay(five):
    assert kept.prune(five, snapshots=2) == IDS[2::-1]
    assert there(five) == IDS[3:]


def test_what_is_older_than_so_many_days_before_the_newest_goes(five):
    kept.prune(five, snapshots=60, days=2)
    assert there(five) == IDS[2:]


def test_the_one_in_service_stays_however_old(five):
    store.use(five, IDS[0])
    kept.prune(five, snapshots=1, days=1)
    assert there(five) == [IDS[0], IDS[4]]
    assert store.current(five) == IDS[0]


def test_who_reads_a_snapshot_that_goes_reads_on(five):
    reading = privacy.open(Viewer.municipality(), five, snapshot=IDS[0])
    kept.prune(five, snapshots=1)
    assert not (five / IDS[0]).exists()
    assert reading.rows("select households from published.city") == [(1,)]
    with pytest.raises(store.UnknownSnapshot):
        privacy.open(Viewer.municipality(), five, snapshot=IDS[0])


def test_what_a_killed_pruning_left_is_no_snapshot_and_goes_with_the_next(five):
    (five / IDS[0]).rename(five / f".removing-{IDS[0]}")
    assert there(five) == IDS[1:]
    kept.prune(five, snapshots=60)
    assert not list(five.glob(".removing-*"))


def test_going_back_to_a_kept_snapshot_is_seen_by_who_looks(five):
    def helped():
        return int(figures.progress(Viewer.municipality(), store=five)["households_helped"].iloc[0])

    assert helped() == 5
    store.use(five, IDS[1])
    assert helped() == 2
    assert [each.snapshot.id for each in kept.listing(five) if each.snapshot.in_service] == [IDS[1]]
    store.use(five, IDS[4])
    assert helped() == 5


def test_a_build_keeps_as_many_as_the_settings_say_and_the_shapes_they_name(town: Town) -> None:
    town.text("settings.toml", SHIPPED.read_text(encoding="utf-8").replace("number = 60", "number = 2"))
    town.build()
    stray = town.store / "geo" / "0000.geojson"
    built = []
    for day in (1, 2):
        town.file(f"community/team/contacten_2025-02-0{day}.csv", f"Datum | Adres\n01-01-2025 | Kerkpad {day + 2}")
        stray.write_text("{}")
        built.append(town.build().snapshot)
    assert there(town.store) == sorted(built)  # two of one second stand in the order of their hash
    named = {value for key, value in kept.meta(town.store, built[1]).items() if key.startswith(("geo_", "map_"))}
    assert {path.name for path in (town.store / "geo").iterdir()} == named
    assert len(figures.progress(Viewer.team(), store=town.store)) == 1


@pytest.mark.parametrize("wrong", ["number = 0", 'number = "veel"', "days = -1"])
def test_a_number_that_keeps_nothing_is_refused(tmp_path, wrong):
    text = SHIPPED.read_text(encoding="utf-8").replace("number = 60", wrong)
    (tmp_path / "settings.toml").write_text(text)
    with pytest.raises(Refused, match=r"\[snapshots\] (number|days): found .*, expected a whole number of at least 1"):
        read_settings(tmp_path)


def test_what_cannot_be_read_is_listed_without_its_day(five):
    (five / IDS[0] / "exact.duckdb").write_text("no database")
    described = {each.snapshot.id: each.reference_day for each in kept.listing(five)}
    assert described[IDS[0]] is None and described[IDS[1]] is not None
