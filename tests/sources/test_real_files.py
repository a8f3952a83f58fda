"""Every real file beside the project goes in, or is turned away with the true reason."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from energiekop.sources.areas import read_buurten
from tests.sources.municipal_folder import DAY, Folder

SHARED = Path(__file__).parents[3] / "shared" / "data"
NOT_USED = (
    "which the dashboard does not use yet, expected one of the files that data/README.md lists. Take the file out of "
    "the folder, or build with --set-aside."
)


@pytest.fixture
def real(folder: Folder) -> Callable[..., Path]:
    """A real file in the folder of the municipality; without it the test is skipped."""

    def put(name: str, as_name: str | None = None) -> Path:
        path = SHARED / name
        if not path.is_file():
            pytest.skip(f"{name} is real input, kept beside the project and not in it; here it is not")
        return folder.put(as_name or name, path.read_bytes())

    return put


@pytest.mark.parametrize("as_name", [None, f"energielabels_{DAY}", f"adressen_{DAY}"])
@pytest.mark.parametrize(
    "name, layout",
    [
        ("kleinverbruik-westland-2024.csv.gz", "small-consumption data of a network operator"),
        ("kleinverbruik-liander-2026-kop.csv", "small-consumption data of a network operator"),
        ("straatnaam-varianten-den-haag.csv", "variants of street names"),
        ("cbs-kerncijfers-amsterdam-2024.csv", "CBS key figures of areas"),
    ],
)
def test_a_real_file_that_no_kind_reads_is_called_what_it_is(
    folder: Folder, real: Callable[..., Path], name: str, layout: str, as_name: str | None
) -> None:
    named = f"{as_name}.{name.split('.', 1)[1]}" if as_name else name
    path = real(name, named)
    assert folder.refusal(path) == f"municipal/{named}: found {layout}, {NOT_USED}"


def test_the_real_buurten_of_amsterdam(folder: Folder, real: Callable[..., Path]) -> None:
    found = read_buurten(folder.delivered(real("amsterdam-buurten.geojson", f"buurten_{DAY}.geojson")))
    assert found.recognised.startswith("the city's own areas, GeoJSON, layer ")
    assert (found.rows, len(found.buurten)) == (518, 518)
    assert not any(found.remarks.values())
    assert found.buurten.geometry.is_valid.all()


def test_the_real_addresses_of_de_ruijterkade(folder: Folder, real: Callable[..., Path]) -> None:
    read = folder.read(real("bag-adresplus-de-ruijterkade.csv", f"adressen_{DAY}.csv"))
    assert read.recognised == "BAG adresplus (NLExtract), utf-8, delimiter ';', header in row 1"
    assert (read.rows, read.remarks, read.rejected()) == (99, {}, [])
    assert None not in [cell for row in read.staged("x, lat, dwelling_no, address_no") for cell in row]


def test_a_sample_of_the_real_addresses_of_groningen(folder: Folder, real: Callable[..., Path]) -> None:
    whole = real("bag-groningen.csv.zst", "bag_2026-06-01.csv.zst")
    sample = folder.data / "municipal" / "bag-deel_2026-06-01.csv.gz"
    duckdb.sql(
        f"copy (from read_csv('{whole}', all_varchar = true) limit 2000) to '{sample}' (delimiter ';', header)"
    )
    read = folder.read(sample)
    assert read.recognised == "BAG addresses without ids, utf-8, delimiter ';', header in row 1"
    assert (read.rows, read.remarks, read.rejected()) == (2000, {}, [])
