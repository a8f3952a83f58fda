"""A snapshot drawn as text: a small city of three buurten, and the tables a test is about.

Stadsdeel SN (wijk WA: buurt BA, BB), stadsdeel SZ (wijk WB: buurt BC); gebied GA = BA + BC.
Streets: LIN Lindestraat and KER Kerkpad, MOL Molenweg (joined) in BA; DIJ Dijk in BB; ZEE Zeeweg in BC.
Complex TOR De Toren in BA. A dwelling of Zeeweg has no group of its own street: too few.
"""

from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from energiekop.catalogue import MILESTONES
from energiekop.publish import store as snapshots

ID = "20261124T065100Z-1a2b3c4d"
REFERENCE_DAY = "2026-11-23"

_STREETS = {
    "LIN": ("BA", "WA", "SN"),
    "KER": ("BA", "WA", "SN"),
    "MOL": ("BA", "WA", "SN"),
    "DIJ": ("BB", "WA", "SN"),
    "ZEE": ("BC", "WB", "SZ"),
}
_WHERE = ("buurt_code", "wijk_code", "stadsdeel_code")
_MILESTONE_COLUMNS = ", ".join(
    f"{m}_on date, {m}_seen_on date, {m}_known_on date, {m}_party text" for m in MILESTONES
)

_HOUSE = "dwelling_id text, street_name text, house_number int, house_letter text, addition text"

EXACT = {
    "street": "street_id text, street_name text, buurt_code text, wijk_code text, stadsdeel_code text, dwellings int",
    "buurt": "buurt_code text, buurt_name text, wijk_code text, stadsdeel_code text, origin text, dwellings int",
    "wijk": "wijk_code text, wijk_name text, stadsdeel_code text",
    "stadsdeel": "stadsdeel_code text, stadsdeel_name text",
    "gebied": "gebied_code text, gebied_name text",
    "gebied_buurt": "gebied_code text, buurt_code text",
    "complex": "complex_id text, complex_name text, complex_kind text, dwellings int",
    "household": "household_id text, dwelling_id text, period int, lived_from date, lived_until date, street_id text,"
    " buurt_code text, wijk_code text, stadsdeel_code text, complex_id text, firm text, plan_level text,"
    " tenure text, label text, building_period text, dwelling_type text,"
    f" plan_implied boolean, residents int, residents_estimated boolean, {_MILESTONE_COLUMNS}",
    "dwelling": f"{_HOUSE}, postcode text, place text, is_dwelling boolean, street_id text, buurt_code text",
    "event": "household_id text, dwelling_id text, milestone text, happened_on date",
    "service": "household_id text, desk text, kind text, record_key text, asked_on date, answered_on date",
    "grant_asked": "dwelling_id text, case_no text, scheme text, measure text, asked_on date, decided_on date,"
    " decision text, amount_eur double, record_key text",
    "wish": "wish_id text, household_id text, asked_on date, wish text, topic text, answered_on date, answered_by text",
    "occasion": "occasion_id text, happened_on date, place_name text, occasion_kind text, description text,"
    " street_id text, buurt_code text",
    "consent": "household_id text, purpose text, given_on date, withdrawn_on date",
    "stop": "household_id text, stopped_on date, ended_on date, reason text",
    "household_contradiction": "household_id text, field text, told text, stands boolean, party text, source text,"
    " record_key text, told_on date, rule text",
    "filed_row": "kind text, record_key text, dwelling_id text, delivered_on date, file_id int, row_no int",
    "settings_window": "milestone text, days int, turn text",
    "target": "end_on date, stadsdeel_code text, residents int, decided_on date, source text",
    "settings_rhythm": "kind text, days int",
    "delivery": "file_id int, path text, party text, source text, kind text, delivered_on date, layout text,"
    " rows int, accepted int, duplicate int, rejected int",
    "reading_note": 'file_id int, column_name text, topic text, chosen text, "by" text, showing int, against int, open int',
    "rejected_row": "file_id int, row_no int, column_name text, reason text, found text, expected text, what_to_do text",
    "way_count": "party text, kind text, delivered_on date, way text, reason text, number int",
    "match": "typed_key text, way text, reason text, candidates text[]",
    "meta": "key text, value text",
}
PUBLISHED = {
    "cell": "cell_id int, kind text, code text, name text, attribute text, value text, dwellings int",
    "cell_member": "kind text, code text, name text, cell_id int, parent_code text, parent_name text",
    "figure": "cell_id int, milestone text, split text, on_date date, shown int",
    "city": "milestone text, level text, on_date date, households int, residents int",
    "duration": "cell_id int, from_step text, to_step text, quarter date, weeks int",
    "voice": "wish text, topic text, on_date date, asked int, answered int",
    "occasion": "happened_on date, occasion_kind text, occasions int",
    "saving": "cell_id int, homes_counted int, saving_low_eur int, saving_high_eur int",
    "meta": "key text, value text",
}
SHARED = {
    "street_house": f"scope_kind text, scope_id text, {_HOUSE}, side text, floor int, is_dwelling boolean,"
    " complex_id text, complex_name text, lon double, lat double",
    "consented": f"scope_kind text, scope_id text, household_id text, {_HOUSE}, step text, step_on date,"
    " why_now text, is_example boolean",
    "own_list": f"scope_kind text, scope_id text, street_id text, {_HOUSE}, milestone text, happened_on date,"
    " line text",
    "own_case": "scope_kind text, scope_id text, case_id text",
}

AREAS = {
    "stadsdeel": "stadsdeel_code | stadsdeel_name\nSN | Noord\nSZ | Zuid",
    "wijk": "wijk_code | wijk_name | stadsdeel_code\nWA | Wijk A | SN\nWB | Wijk B | SZ",
    "buurt": """
        buurt_code | buurt_name | wijk_code | stadsdeel_code
        BA         | Buurt A    | WA        | SN
        BB         | Buurt B    | WA        | SN
        BC         | Buurt C    | WB        | SZ
    """,
    "gebied": "gebied_code | gebied_name\nGA | Gebied A",
    "gebied_buurt": "gebied_code | buurt_code\nGA | BA\nGA | BC",
    "street": """
        street_id | street_name | buurt_code
        LIN       | Lindestraat | BA
        KER       | Kerkpad     | BA
        MOL       | Molenweg    | BA
        DIJ       | Dijk        | BB
        ZEE       | Zeeweg      | BC
    """,
    "complex": "complex_id | complex_name\nTOR | De Toren",
}
CELLS = """
    cell_id | kind      | code | name                | attribute | value | dwellings
    1       | stadsdeel | SN   | Noord               |           |       | 100
    2       | stadsdeel | SZ   | Zuid                |           |       | 50
    3       | wijk      | WA   | Wijk A              |           |       | 100
    4       | wijk      | WB   | Wijk B              |           |       | 50
    5       | buurt     | BA   | Buurt A             |           |       | 70
    6       | buurt     | BB   | Buurt B             |           |       | 30
    7       | buurt     | BC   | Buurt C             |           |       | 50
    8       | street    | LIN  | Lindestraat         |           |       | 14
    9       | street    | KER  | Kerkpad en Molenweg |           |       | 36
    10      | street    | DIJ  | Dijk                |           |       | 30
    11      | complex   | TOR  | De Toren            |           |       | 20
    12      | gebied    | GA   | Gebied A            |           |       | 120
    13      | buurt     | BA   | Buurt A             | tenure    | owner | 29
    14      | buurt     | BA   | Buurt A             | tenure    | vve   | 41
"""
MEMBERS = """
    kind      | code | name        | cell_id | parent_code | parent_name
    stadsdeel | SN   | Noord       | 1       |             |
    stadsdeel | SZ   | Zuid        | 2       |             |
    wijk      | WA   | Wijk A      | 3       | SN          | Noord
    wijk      | WB   | Wijk B      | 4       | SZ          | Zuid
    buurt     | BA   | Buurt A     | 5       | WA          | Wijk A
    buurt     | BB   | Buurt B     | 6       | WA          | Wijk A
    buurt     | BC   | Buurt C     | 7       | WB          | Wijk B
    street    | LIN  | Lindestraat | 8       | BA          | Buurt A
    street    | KER  | Kerkpad     | 9       | BA          | Buurt A
    street    | MOL  | Molenweg    | 9       | BA          | Buurt A
    street    | DIJ  | Dijk        | 10      | BB          | Buurt B
    street    | ZEE  | Zeeweg      |         | BC          | Buurt C
    complex   | TOR  | De Toren    | 11      | BA          | Buurt A
    gebied    | GA   | Gebied A    | 12      |             |
"""
META = f"""
    key           | value
    reference_day | {REFERENCE_DAY}
    city_name     | Demostad
    demo          | 1
"""


def table(drawn: str) -> pd.DataFrame:
    """A frame of texts from lines of cells between bars; an empty cell is None."""
    lines = [[cell.strip() or None for cell in line.split("|")] for line in drawn.strip().splitlines()]
    return pd.DataFrame(lines[1:], columns=lines[0], dtype=object)


def shown(frame: pd.DataFrame, *columns: str) -> str:
    """The rows of a frame as lines of cells between bars, without padding; days as they are written."""
    head = list(columns) or list(frame.columns)
    cells = pd.DataFrame({name: [_written(value) for value in frame[name]] for name in head})
    return "\n".join([" | ".join(head), *(" | ".join(row) for row in cells.itertuples(index=False))])


def lines(drawn: str) -> str:
    """A drawn table as `shown` writes it."""
    return "\n".join(
        " | ".join(cell.strip() for cell in line.split("|")) for line in drawn.strip().splitlines()
    )


def make(store: Path, *, snapshot: str = ID, meta: str = META, **drawn: str) -> str:
    """A snapshot of the drawn tables in the store, put in service; its id. Exact tables are named as they are,
    those of the other files `published_...` and `shared_...`; a household's place follows from its street.
    """
    folder = store / snapshot
    folder.mkdir(parents=True)
    exact = AREAS | {"meta": meta} | {name: text for name, text in drawn.items() if name in EXACT}
    published = {"cell": CELLS, "cell_member": MEMBERS, "meta": meta} | _part(drawn, "published_")
    _file(folder / "exact.duckdb", EXACT, exact)
    _file(folder / "published.duckdb", PUBLISHED, published)
    _file(folder / "shared.duckdb", SHARED, _part(drawn, "shared_"))
    snapshots.use(store, snapshot)
    return snapshot


def _part(drawn: dict[str, str], start: str) -> dict[str, str]:
    return {name.removeprefix(start): text for name, text in drawn.items() if name.startswith(start)}


def _file(path: Path, schema: dict[str, str], drawn: dict[str, str]) -> None:
    with duckdb.connect(str(path)) as connection:
        for name, columns in schema.items():
            connection.execute(f"create table {name} ({columns})")
            rows = table(drawn[name]) if name in drawn else pd.DataFrame()
            if name == "household" and len(rows):
                rows = _household(rows)
            if name == "figure" and len(rows):
                rows = rows.assign(split=rows.get("split", pd.Series("", rows.index)).fillna(""))
            if name == "cell":
                rows = rows.assign(attribute=rows["attribute"].fillna(""), value=rows["value"].fillna(""))
            if name == "city" and len(rows):
                rows = rows.assign(level=rows["level"].fillna(""))
            if len(rows):
                connection.register("drawn", rows.astype("str").where(rows.notna(), None).astype(object))
                connection.execute(f"insert into {name} by name select * from drawn")


def _household(rows: pd.DataFrame) -> pd.DataFrame:
    """Fills in what a test did not draw: place, day of filing, party."""
    rows = rows.assign(period="1")
    for column, number in zip(_WHERE, range(3), strict=True):
        rows[column] = [_STREETS[street][number] for street in rows["street_id"]]
    for milestone in MILESTONES:
        on = f"{milestone}_on"
        if on in rows and f"{milestone}_seen_on" not in rows:
            rows[f"{milestone}_seen_on"] = rows[on]
    return rows


def _written(value: Any) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return str(value.date())
    return f"{value:g}" if isinstance(value, float) else str(value)
