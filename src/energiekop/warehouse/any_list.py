"""Any list of addresses held against any register: one answer per line of the list, in its order."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from energiekop import sources
from energiekop.addresses import match_addresses
from energiekop.sources import Delivered, FileRefused, Kind, Refused
from energiekop.sources.contract import Column, fold
from energiekop.sources.municipal import ADDRESSES
from energiekop.warehouse import settling
from energiekop.warehouse.aliases import read_aliases
from energiekop.warehouse.connection import connect
from energiekop.warehouse.register import build_register

_ANY_DAY = date(2000, 1, 1)  # a loose file belongs to no delivery
_MEMORY_MB = 1024
_ANSWER = Path(__file__).with_name("matched_list.sql")


def match_list(
    addresses: Path,
    listed: Path,
    column: str,
    out: Path,
    *,
    municipality: str | None = None,
    aliases: Path | None = None,
) -> dict[str, int]:
    """Write `out` (CSV), one row per row of `listed`; returns how many lines were found in which way.

    `municipality` (name or code) is where the list's addresses lie; a register without that column lies there
    whole. `aliases` is a folder with other names, instead of those that ship. Raises FileRefused when a file
    cannot be read or lacks its column, Refused when nothing lies there.
    """
    kind = Kind(
        "listed", "community", "adds",
        columns=(Column("street", (fold(column),), heading_required=True),),
    )  # fmt: skip
    names = read_aliases(aliases).aliases
    with TemporaryDirectory() as folder, connect(Path(folder), memory=_MEMORY_MB) as con:
        sources.create_tables(con, (ADDRESSES, kind))
        settling.start(con)
        con.execute("create table delivery (file_id integer, path varchar, source varchar, kind varchar, "
                    "mode varchar, delivered_on date, part_of date, firm varchar)")  # fmt: skip
        for file_id, (path, of_kind) in enumerate(((addresses, ADDRESSES), (listed, kind))):
            _read(con, file_id, path, of_kind)
        build_register(con)
        _lay_out(con, municipality)
        match_addresses(con, names)
        # The lines of a list may hold anything: the name of the file is the only text put into the statement.
        target = str(out).replace("'", "''")
        con.execute(f"copy ({_ANSWER.read_text(encoding='utf-8')}) to '{target}' (header, delimiter ',')")
        found = con.execute(
            """select way, count(*) from list_line join address_match using (typed_id)
            group by way order by way"""
        ).fetchall()
    return {way: int(number) for way, number in found}


def _read(con: duckdb.DuckDBPyConnection, file_id: int, path: Path, kind: Kind) -> None:
    if not path.is_file():
        raise FileRefused(path, found="no such file", expected="a CSV or XLSX table")
    file = Delivered(path, path.name, kind.party, kind.name, kind, _ANY_DAY)
    raw = sources.load(con, file, f"streamed_{file_id}")
    con.execute(
        "insert into delivery values (?, ?, ?, ?, 'full', ?, ?, null)",
        [file_id, file.name, file.source, kind.name, _ANY_DAY, _ANY_DAY],
    )
    for batch in sources.batches([(file_id, file, raw)]):
        sources.stage(con, batch, sources.choose(sources.look(con, batch)))


def _lay_out(con: duckdb.DuckDBPyConnection, municipality: str | None) -> None:
    """`register_address`, `typed_address` and `list_line` (one row per line, with its distinct text's id)."""
    con.execute(
        """create table register_address as
        select address_id, dwelling_id, street_name as street, house_number, house_letter, addition, postcode,
            place, coalesce(municipality, municipality_code, $wanted) as municipality
        from address
        where $wanted is null or coalesce(municipality, municipality_code) is null
            or lower($wanted) in (
                lower(municipality), lower(municipality_code), 'gm' || municipality_code
            )""",
        {"wanted": municipality},
    )
    if not con.execute("select 1 from register_address limit 1").fetchall():
        raise Refused(f"The register has no address in the municipality {municipality}.")
    con.execute(
        """create table list_line as
        select row_no, street as typed, dense_rank() over (order by coalesce(street, '')) as typed_id
        from staged_listed"""
    )
    con.execute(
        """create table typed_address as
        select distinct typed_id, coalesce(typed, '') as street, cast(null as varchar) as number,
            cast(null as varchar) as letter, cast(null as varchar) as addition,
            cast(null as varchar) as postcode, cast(null as varchar) as place,
            (
                -- a register of one municipality says as much as its name
                select case when count(distinct municipality) = 1 then min(municipality) end
                from register_address
            ) as context,
            cast(null as varchar) as dwelling_id
        from list_line"""
    )
