"""A small town whose three parties' files are drawn as text, built for real and asked for its households.

Lindestraat 1-40 (owners), Kerkpad 1-12, Molenweg 2-12 (tenants) and VvE De Toren: Torenkade 1 H to 3,
2 H to 3, 3 H to 3 (owners but for the third floors, which are let). Three people a dwelling, but in Kerkpad 1
and 2, which nobody counted. Each street is a postcode area.
"""

import csv
import io
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from energiekop.publish import Report, build, store

COUNTED_ON = date(2025, 1, 1)
_STREETS = (
    [("Lindestraat", str(n), "", "1001AB", "koop") for n in range(1, 41)]
    + [("Kerkpad", str(n), "", "1002AB", "koop") for n in range(1, 13)]
    + [("Molenweg", str(n), "", "1003AB", "huur corporatie") for n in range(2, 13)]
    + [
        ("Torenkade", str(n), floor, "1004AB", "huur particulier" if floor == "3" else "koop")
        for n in (1, 2, 3)
        for floor in ("H", "1", "2", "3")
    ]
)
ID = {
    f"{street} {number}{f'-{floor}' if floor else ''}": f"0363010000{nth:06d}"
    for nth, (street, number, floor, _, _) in enumerate(_STREETS, start=1)
}
TOWER = [name for name in ID if name.startswith("Torenkade")]
MAPPING = """
firm = "Bureau Noord"
[columns]
case_id = "Dossier"
address = "Adres"
signed_up_on = "Aanmelding"
conversation_on = "Gesprek"
advised_on = "Advies"
yes_on = "Ja"
measured_on = "Uitgevoerd"
stopped_on = "Gestopt"
"""


def rows(drawn: str) -> list[list[str]]:
    """The cells of a drawn table, header first."""
    return [[cell.strip() for cell in line.split("|")] for line in drawn.strip().splitlines()]


def table(drawn: str) -> list[dict[str, str]]:
    """A drawn table as one dictionary a row, as `Town.ask` answers."""
    head, *body = rows(drawn)
    return [dict(zip(head, row, strict=True)) for row in body]


def as_csv(drawn: str, delimiter: str = ";") -> str:
    """A drawn table as a file's text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows(drawn))
    return out.getvalue()


@dataclass
class Town:
    """The town's folder; files are added, then built."""

    folder: Path
    today: date | None = None
    built: Report | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.data.mkdir(parents=True)
        addresses = ["straat|huisnummer|toevoeging|postcode|woonplaats|verblijfsobject_id|woonfunctie"]
        residents = ["adresseerbaarobject_id | aantal_bewoners | eigendom"]
        for (street, number, floor, postcode, tenure), dwelling in zip(_STREETS, ID.values(), strict=True):
            addresses.append(f"{street} | {number} | {floor} | {postcode} | Demostad | {dwelling} | 1")
            people = "" if street == "Kerkpad" and number in ("1", "2") else "3"
            residents.append(f"{dwelling} | {people} | {tenure}")
        self.file("municipal/adressen_2025-01-01.csv", "\n".join(addresses))
        self.file("municipal/bewoners_2025-01-01.csv", "\n".join(residents))
        self.text("consultancy/noord.toml", MAPPING)
        self.file("consultancy/noord/cases_2025-01-01.csv", "Dossier | Adres | Aanmelding | Gesprek | Advies | Ja"
                  " | Uitgevoerd | Gestopt\n0 | Lindestraat 40 | | | | | |")  # fmt: skip
        self.file("community/team/contacten_2025-01-01.csv", "Datum | Adres\n01-01-2025 | Lindestraat 40")

    @property
    def data(self) -> Path:
        """What is handed in."""
        return self.folder / "data"

    @property
    def store(self) -> Path:
        """Where snapshots go."""
        return self.folder / "store"

    def text(self, name: str, content: str) -> Path:
        """Write a file as it stands."""
        path = self.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    def file(self, name: str, drawn: str, delimiter: str = ";") -> Path:
        """Write a drawn table as a delivered file."""
        return self.text(name, as_csv(drawn, delimiter))

    def tower(self, *, majority: str = "2/3", quorum: str = "1/2") -> None:
        """The register of VvE De Toren: one vote a dwelling."""
        self.file("municipal/complexen_2025-01-01.csv", f"""
            complex_id | naam     | soort | eigenaar | quorum   | meerderheid
            C1         | De Toren | vve   |          | {quorum} | {majority}
        """)  # fmt: skip
        lines = ["complex_id | adresseerbaarobject_id | stemmen", *(f"C1 | {ID[name]} | 1" for name in TOWER)]
        self.file("municipal/complexadressen_2025-01-01.csv", "\n".join(lines))

    def build(self, *, set_aside: bool = False) -> Report:
        """Publish what was handed in."""
        self.built = build(self.data, self.store, today=self.today, set_aside=set_aside)
        return self.built

    def query(self, sql: str) -> list[dict[str, str]]:
        """Rows of the exact file in service, every value as text and null as ''."""
        snapshot = store.current(self.store)
        assert snapshot is not None
        with duckdb.connect(str(self.store / snapshot / "exact.duckdb"), read_only=True) as con:
            found = con.execute(sql)
            names = [column[0] for column in found.description or []]
            return [
                dict(zip(names, ("" if v is None else str(v) for v in row), strict=True))
                for row in found.fetchall()
            ]

    def households(self, columns: str, where: str = "reached_on is not null") -> list[dict[str, str]]:
        """`home` (street and number) and `columns` of households that meet `where`, but Lindestraat 40's."""
        home = (
            "street_name || ' ' || house_number || case when addition = '' then '' else '-' || addition end"
        )
        return self.query(
            f"""select {home} as home, {columns}
            from household join (
                select dwelling_id, street_name, house_number, addition from dwelling
            ) using (dwelling_id)
            where ({where}) and not (street_name = 'Lindestraat' and house_number = 40)
            order by street_name, house_number, addition, period"""
        )
