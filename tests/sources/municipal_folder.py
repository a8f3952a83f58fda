"""One municipal file read by itself: what is staged of it, what is handed back, what the ledger notes."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from energiekop import sources
from energiekop.publish import ledger
from energiekop.sources import FileRefused, Refused

DAY = "2026-11-20"
PARTIES = ("consultancy", "community")


@dataclass
class Folder:
    """A data folder in which only the municipality has anything to say."""

    data: Path

    def put(self, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        """A file in municipal/."""
        path = self.data / "municipal" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
        return path

    def delivered(self, path: Path) -> sources.Delivered:
        """The file as the build finds it; raises what the build would say."""
        for party in PARTIES:
            (self.data / party).mkdir(exist_ok=True)
            (self.data / party / "geen_2026-01-01.pdf").touch()
        found, refused = sources.find(self.data)
        name = path.relative_to(self.data).as_posix()
        for problem in refused:
            if str(problem.path) == name:
                raise problem
        return next(file for file in found if file.name == name)

    def read(self, path: Path) -> "Read":
        """Load and stage one file."""
        file = self.delivered(path)
        assert file.kind is not None
        con = duckdb.connect()
        sources.create_tables(con, sources.KINDS.values())
        raw = sources.load(con, file, "streamed_0")
        entry = ledger.FileRead(0, file, raw.rows, raw)
        ledger.enter(con, [entry])
        for batch in sources.batches([(0, file, raw)]):
            choices = sources.choose(sources.look(con, batch))
            ledger.note(con, [entry], choices)
            sources.stage(con, batch, choices)
        return Read(con, file.kind.name, raw.recognised, raw.rows)

    def refusal(self, path: Path) -> str:
        """Why the file is turned away."""
        try:
            self.read(path)
        except (Refused, FileRefused) as problem:
            return str(problem)
        raise AssertionError(f"{path.name} was not refused")


@dataclass
class Read:
    """What became of the rows of one file."""

    con: duckdb.DuckDBPyConnection
    kind: str
    recognised: str
    rows: int

    @property
    def remarks(self) -> dict[str, int]:
        """What the ledger notes of the file, but for how days and amounts are written."""
        return dict(
            self.con.execute(
                """select topic, sum(showing)::integer from reading_note
                where topic not in ('day_order', 'decimal_sign', 'sheet_passed_over') group by topic"""
            ).fetchall()
        )

    def staged(self, columns: str) -> list[tuple[object, ...]]:
        """The accepted rows, in the order of the file."""
        return self.con.execute(f"select {columns} from staged_{self.kind} order by row_no").fetchall()

    def rejected(self) -> list[tuple[object, ...]]:
        """(row, column, found, expected) of each row that is handed back."""
        return self.con.execute(
            "select row_no, column_name, found, expected from rejected_row order by row_no"
        ).fetchall()
