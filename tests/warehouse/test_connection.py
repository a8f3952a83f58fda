"""The working database: how much memory it gets, and two things at once, each on a connection of its own."""

from pathlib import Path

import pytest

from energiekop import warehouse


@pytest.mark.parametrize(
    ("name", "megabytes", "memory"),
    [("adressen.csv", 7, 384), ("adressen.csv", 65, 824), ("adressen.csv.zst", 3, 544), ("adressen.csv", 650, 4096)],
)
def test_a_larger_city_gets_more_memory_within_bounds(tmp_path: Path, name: str, megabytes: int, memory: int):
    (tmp_path / "municipal").mkdir()
    with (tmp_path / "municipal" / name).open("wb") as file:
        file.truncate(megabytes * 10**6)  # holes: no room on the disk
    assert warehouse.memory_for(tmp_path) == memory


def test_work_goes_on_while_the_block_does_something_else(tmp_path: Path):
    with warehouse.connect(tmp_path) as con:
        con.execute("create table register (n integer)")

        def fill(own) -> None:
            own.execute("insert into register select * from range(3)")

        with warehouse.meanwhile(con, fill):
            con.execute("create table other as select 1 as n")
        assert con.execute("select count(*), (select n from other) from register").fetchall() == [(3, 1)]


def test_what_goes_wrong_in_the_work_is_told_when_the_block_has_ended(tmp_path: Path):
    ended = []
    with (
        warehouse.connect(tmp_path) as con,
        pytest.raises(ValueError, match="no register"),
        warehouse.meanwhile(con, _fails),
    ):
        ended.append("block")
    assert ended == ["block"]


def test_what_goes_wrong_in_the_block_goes_first(tmp_path: Path):
    with (
        warehouse.connect(tmp_path) as con,
        pytest.raises(KeyError, match="a file"),
        warehouse.meanwhile(con, _fails),
    ):
        raise KeyError("a file")


def _fails(own) -> None:
    raise ValueError("no register")
