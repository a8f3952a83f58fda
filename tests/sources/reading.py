"""Files read up to the contract rows: no register, no models, so that a test takes a few hundredths of a second."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from energiekop import sources, warehouse
from energiekop.publish import ledger
from energiekop.sources import Delivered, FileRefused
from energiekop.sources.areas import read_buurten

OTHERS = {
    "municipal/adressen_2025-01-01.csv": "straat;huisnummer;woonplaats\nLindestraat;1;Demostad\n",
    "consultancy/zuid.toml": 'firm = "Bureau Zuid"\n[columns]\ncase_id = "Dossier"\naddress = "Adres"\n',
    "consultancy/zuid/cases_2025-01-01.csv": "Dossier;Adres\n0;Lindestraat 1\n",
    "community/team/contacten_2025-01-01.csv": "Datum;Adres\n01-01-2025;Lindestraat 1\n",
}


@dataclass
class Read:
    """What became of the files: contract rows and rejected rows by SQL."""

    con: duckdb.DuckDBPyConnection
    rows: dict[str, int]  # by the name of the file

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        return self.con.execute(sql).fetchall()

    def staged(self, kind: str, columns: str) -> list[tuple[Any, ...]]:
        """Rows of the file under test: the others' are of the first of January 2025."""
        return self.ask(
            f"""select {columns} from staged_{kind} join delivery using (file_id)
            where delivered_on > date '2025-01-01' order by path, row_no, {columns}"""
        )

    def rejected(self) -> list[tuple[Any, ...]]:
        return self.ask(
            "select row_no, column_name, found, expected from rejected_row order by file_id, row_no"
        )

    def unaccounted(self) -> list[tuple[Any, ...]]:
        """The files of which the rows are not those that went on and those handed back, each once."""
        staged = " union ".join(f"select file_id, row_no from staged_{kind}" for kind in sources.KINDS)
        return self.ask(
            f"""with staged as ({staged}), handed_back as (select file_id, row_no from rejected_row)
            select path, "rows",
                (select count(*) from staged where file_id = delivery.file_id) as went_on,
                (select count(*) from handed_back where file_id = delivery.file_id) as came_back,
                (select count(*) from staged natural join handed_back where file_id = delivery.file_id) as in_both
            from delivery where kind <> 'areas' and ("rows" <> went_on + came_back or in_both > 0)"""
        )

    def notes(self, topic: str) -> list[tuple[Any, ...]]:
        return self.ask(
            f"""select column_name, chosen, "by", showing, against, open from reading_note
            where topic = '{topic}' order by file_id, column_name, chosen"""
        )


def hand_in(folder: Path, files: dict[str, str | bytes]) -> None:
    """The files and what else a data folder must hold."""
    for name, content in (OTHERS | files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def raw_file(folder: Path, name: str) -> Delivered:
    """One delivered file. Raises FileRefused when it cannot be placed."""
    found, refused = sources.find(folder)
    for problem in refused:
        raise problem
    return next(file for file in found if file.name == name)


@contextmanager
def read(folder: Path) -> Iterator[Read]:
    """The files of a data folder, read as a build does. Raises FileRefused for the first that cannot go in."""
    found, refused = sources.find(folder)
    for problem in refused:
        raise problem
    with duckdb.connect() as con:
        sources.create_tables(con, sources.KINDS.values())
        entries = []
        for number, file in enumerate(found):
            if file.kind is None:
                areas = read_buurten(file)
                entries.append(ledger.FileRead(number, file, areas.rows, areas=areas))
                continue
            raw = sources.load(con, file, f"streamed_{number}")
            entries.append(ledger.FileRead(number, file, raw.rows, raw))
        ledger.enter(con, entries)
        batches = sources.batches((e.file_id, e.file, e.raw) for e in entries if e.raw)
        choices = sources.choose(e for found in warehouse.at_once(con, sources.look, batches) for e in found)
        ledger.note(con, entries, choices)
        for batch in batches:
            sources.stage(con, batch, choices)
        yield Read(con, {entry.file.name: entry.rows for entry in entries})


__all__ = ["FileRefused", "Read", "hand_in", "raw_file", "read"]
