"""The demo's files read with plain pandas: rows as text, and the dwelling that each row is about.

Nothing of energiekop is used. What someone typed is told by the truth beside the demo; a firm and the
municipality write the register's own addresses. Of the build only its books are read: which rows it took for
no household, and which dwelling it found.
"""

import io
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb
import pandas as pd

DAY = {"dmy": "%d-%m-%Y", "ymd": "%Y-%m-%d"}
# Our part of an address -> its heading in a file, as the mapping of a firm says it.
TYPED_BY_PEOPLE = {"address": "Adres", "postcode": "Postcode", "place": "Plaats"}
OF_A_GRANT = {
    "street": "straat",
    "house_number": "huisnummer",
    "house_letter": "huisletter",
    "addition": "toevoeging",
    "postcode": "postcode",
    "place": "woonplaats",
}
LISTS = (
    "aanmeldingen",
    "contacten",
    "gesprekken",
    "plannen",
    "afmeldingen",
    "toestemmingen",
    "leden",
    "wensen",
)


@dataclass(frozen=True)
class Books:
    """What the build wrote down about the rows it was given."""

    rejected: set[tuple[str, int]]  # file, row
    found: dict[str, str | None]  # typed address -> dwelling; None: a building, which names no household

    @classmethod
    def of(cls, exact: Path) -> "Books":
        """The books in a snapshot's exact file."""
        with duckdb.connect(str(exact), read_only=True) as con:
            rejected = con.execute("select path, row_no from rejected_row join delivery using (file_id)")
            rows = set(rejected.fetchall())
            found = con.execute(
                "select typed_key, dwelling_id from match where way not in ('ambiguous', 'none')"
            )
            # A part that a file has no column for carries a mark of its own there, a blank one does not.
            return cls(rows, {key.replace("\x1e", ""): dwelling for key, dwelling in found.fetchall()})


def read_table(path: Path, heading: str) -> pd.DataFrame:
    """The rows under the header that holds `heading`, as text; blank is "", `row_no` is the row in the file."""
    if path.suffix == ".xlsx":
        cells = pd.read_excel(path, header=None, engine="calamine").map(_as_text)
    else:
        text = io.StringIO(_decoded(path))
        cells = pd.read_csv(
            text, sep=";", header=None, dtype=str, keep_default_na=False, skip_blank_lines=False
        )
    top = cells.index[cells.eq(heading).any(axis=1)][0]
    rows = cells.loc[top + 1 :].set_axis(cells.loc[top].tolist(), axis=1)
    return rows.assign(row_no=rows.index + 1)


def _decoded(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return path.read_text(encoding="cp1252")


def _as_text(cell: object) -> str:
    if pd.isna(cell):
        return ""
    return f"{cell:%d-%m-%Y}" if hasattr(cell, "strftime") else str(cell)


def days(column: pd.Series, order: str = "dmy") -> pd.Series:
    """Days of a text column; blank is no day, a time behind the day is dropped."""
    return pd.to_datetime(column.str.slice(0, 10).where(column != ""), format=DAY[order])


def latest(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the latest delivery of a full file, which holds alone."""
    return rows[rows["delivered_on"] == rows["delivered_on"].max()]


def latest_of(rows: pd.DataFrame, *key: str) -> pd.DataFrame:
    """Of each record its latest delivery; the demo writes no record twice in one delivery."""
    assert not rows.duplicated([*key, "delivered_on"]).any()
    return rows.drop_duplicates([*key], keep="last")


@dataclass(frozen=True)
class HandedIn:
    """The folder of a demo city, and what its build wrote down."""

    data: Path
    books: Books

    def rows(self, pattern: str, heading: str) -> pd.DataFrame:
        """All rows of the files of one kind, oldest delivery first, with `file`, `source` and `delivered_on`."""
        tables = [
            read_table(path, heading).assign(
                file=path.relative_to(self.data).as_posix(),
                source=path.parent.name,
                delivered_on=pd.Timestamp(path.stem[-10:]),
            )
            for path in sorted(self.data.glob(pattern))
        ]
        return pd.concat(tables, ignore_index=True).sort_values("delivered_on", kind="stable")

    def people_s(self, stem: str) -> pd.DataFrame:
        """Rows of the lists that people typed, each with the dwelling that was meant ("" for none)."""
        rows = self.rows(f"community/*/{stem}_*", "Adres")
        return rows.assign(typed_key=_typed_key(rows, TYPED_BY_PEOPLE)).merge(
            self._meant, on=["file", "row_no"]
        )

    def firms(self) -> Iterator[tuple[dict, pd.DataFrame]]:
        """The mapping of each consultancy and its cases, each with its dwelling."""
        for path in sorted(self.data.glob("consultancy/*.toml")):
            mapping = tomllib.loads(path.read_text(encoding="utf-8"))
            headings = mapping["columns"]
            rows = self.rows(f"consultancy/{path.stem}/*", headings["case_id"])
            rows = rows.assign(
                typed_key=_typed_key(rows, headings, mapping["municipality"]),
                dwelling_id=self._at(rows, headings),
            )
            if (named := headings.get("dwelling_id")) is not None:
                given = rows[named] != ""  # an id is looked up as it is, whatever stands beside it
                rows["dwelling_id"] = rows["dwelling_id"].mask(given, rows[named])
                rows["typed_key"] = rows["typed_key"].mask(given, "")
            yield mapping, rows

    def grants(self) -> pd.DataFrame:
        """The municipality's grants, each with its dwelling."""
        rows = self.rows("municipal/subsidies_*", "aanvraagnummer")
        return rows.assign(typed_key=_typed_key(rows, OF_A_GRANT), dwelling_id=self._at(rows, OF_A_GRANT))

    def accepted(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows about one household: neither handed back nor about a whole building."""
        at = pd.Series(list(zip(rows["file"], rows["row_no"], strict=True)), index=rows.index)
        taken = rows[~at.isin(self.books.rejected)]
        assert taken["typed_key"].isin(["", *self.books.found]).all(), "the books name an address otherwise"
        building = [key for key, dwelling in self.books.found.items() if dwelling is None]
        kept = taken[~taken["typed_key"].isin(building)]
        assert (kept["dwelling_id"] != "").all()
        return kept

    def every_typed_address(self) -> pd.DataFrame:
        """All rows that say in words which dwelling they mean."""
        parts = [*map(self.people_s, LISTS), *(cases for _, cases in self.firms()), self.grants()]
        typed = pd.concat([part[["file", "row_no", "typed_key", "dwelling_id"]] for part in parts])
        return typed[typed["typed_key"] != ""]

    @cached_property
    def addresses(self) -> pd.DataFrame:
        """Every address the register ever delivered, as last written."""
        rows = self.rows("municipal/adressen_*", "adresseerbaarobject_id")
        return rows.drop_duplicates("adresseerbaarobject_id", keep="last")

    @cached_property
    def _meant(self) -> pd.DataFrame:
        truth = read_table(self.data / "truth" / "community_rows.csv", "dwelling_id").drop(columns="row_no")
        return truth.assign(row_no=truth["line"].astype(int))[["file", "row_no", "dwelling_id"]]

    @cached_property
    def _written(self) -> pd.Series:
        """Dwelling by its address on one line, as `12A-2` or `12A 2`, and its postcode."""
        names = ("openbareruimtenaam", "huisnummer", "huisletter", "huisnummertoevoeging")
        lines = [_one_line(self.addresses, *names, between) + self.addresses["postcode"] for between in "- "]
        ids = self.addresses["adresseerbaarobject_id"].to_numpy()
        written = pd.concat([pd.Series(ids, index=line) for line in lines])
        return written[~written.index.duplicated()]

    def _at(self, rows: pd.DataFrame, headings: dict[str, str]) -> pd.Series:
        """The dwelling at an address that is written exactly as the register has it, "" for none."""
        if "address" in headings:
            line = rows[headings["address"]]
        else:
            parts = ("street", "house_number", "house_letter", "addition")
            line = _one_line(rows, *(headings[part] for part in parts), " ")
        return (line + _plain_postcode(rows[headings["postcode"]])).map(self._written).fillna("")


def _typed_key(rows: pd.DataFrame, headings: dict[str, str], context: str = "") -> pd.Series:
    """An address as the build's books name it: its parts and where the list lies, with a separator between."""

    def part(name: str) -> pd.Series:
        return rows[headings[name]].str.strip() if headings.get(name) in rows else pd.Series("", rows.index)

    street = part("address" if "address" in headings else "street")
    rest = [part(name) for name in ("house_number", "house_letter", "addition")]
    return street.str.cat(
        [*rest, _plain_postcode(part("postcode")), part("place"), pd.Series(context, rows.index)], sep="\x1f"
    )


def _plain_postcode(column: pd.Series) -> pd.Series:
    return column.str.replace(" ", "").str.upper()


def _one_line(
    rows: pd.DataFrame, street: str, number: str, letter: str, addition: str, between: str
) -> pd.Series:
    behind = (between + rows[addition]).where(rows[addition] != "", "")
    return rows[street] + " " + rows[number] + rows[letter] + behind
