"""Demo cities to look at: a small one for behaviour, one of the usual size for shares."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from energiekop.demo import write_city

SHARED = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture(scope="session")
def small_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("small")
    write_city(out, residents=400)
    return out


@pytest.fixture(scope="session")
def usual_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("usual")
    write_city(out)
    return out


@pytest.fixture(scope="session")
def plain_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The usual size without the stories."""
    out = tmp_path_factory.mktemp("plain")
    write_city(out, stories=False)
    return out


def rows_of(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.fixture(scope="session")
def read() -> Callable[..., list[dict[str, str]]]:
    return rows_of


@pytest.fixture
def shared_file() -> Callable[[str], Path]:
    """A real file that is not in the repository; without it the test is skipped."""

    def find(name: str) -> Path:
        if not (SHARED / name).exists():
            pytest.skip(f"the real file {name} is not committed and does not lie in ../shared/data")
        return SHARED / name

    return find
