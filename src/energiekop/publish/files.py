"""The three files of a snapshot, written from the model tables: exact, shared, published."""

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from energiekop.publish import durations, saving, voice
from energiekop.publish.private import Catalogue
from energiekop.publish.protected import publication_days
from energiekop.warehouse import content_hash

# What exact.duckdb keeps, with the order its rows lie in: a scan by place reads few blocks.
EXACT_TABLES = {
    "dwelling": "buurt_code, street_id, house_number, dwelling_id",
    "street": "street_id",
    "buurt": "buurt_code",
    "wijk": "wijk_code",
    "stadsdeel": "stadsdeel_code",
    "gebied": "gebied_code",
    "gebied_buurt": "buurt_code",
    "complex": "complex_id",
    "household": "buurt_code, street_id, household_id",
    "event": "household_id, milestone, happened_on, record_key",
    "stop": "household_id, stopped_on",
    "service": "household_id, kind, asked_on, record_key",
    "grant_asked": "dwelling_id, asked_on, record_key",
    "consent": "household_id, purpose",
    "case_record": "case_no",
    "initiative": "initiative_id",
    "initiative_step": "initiative_id, step_no",
    "initiative_member": "initiative_id, dwelling_id",
    "conversation": "conversation_id",
    "attendance": "conversation_id, household_id",
    "wish": "asked_on, wish_id",
    "idea": "idea_id",
    "agreement": "agreement_id",
    "stakeholder": "stakeholder",
    "occasion": "happened_on, occasion_id",
    "moved": "moved_on, dwelling_id",
    "target": "end_on, stadsdeel_code",
    "settings_window": "milestone",
    "settings_rhythm": "kind",
    "delivery": "path",
    "rejected_row": "file_id, row_no",
    "reading_note": "file_id, topic, column_name, chosen",
    "match": "typed_key",
    "way_count": "party, kind, delivered_on, way, reason",
    "contradiction": "kind, record_key, column_name, gave_way",
    "household_contradiction": "household_id, field, told",
    "gone": "kind, record_key",
    "filed_row": "dwelling_id, kind, record_key, delivered_on, file_id, row_no",
}
_QUERIES = Path(__file__).parent
_TO_HASH_MB = 300  # beside what the build itself still holds
SHARED_TABLES = ("street_house", "consented", "own_list", "own_case")
PUBLISHED_TABLES = (
    "cell",
    "cell_member",
    "duration",
    "figure",
    "city",
    "occasion",
    "postcode",
    "saving",
    "target",
    "voice",
)


def write_exact(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """exact.duckdb: every model table, for the team; a grant officer gets a copy of one list of it."""
    _attached(con, folder, "exact", [f"create table exact.{table} as from {table} order by {order}"
                                     for table, order in EXACT_TABLES.items()])  # fmt: skip


def write_shared(con: duckdb.DuckDBPyConnection, folder: Path, reference_day: date) -> None:
    """shared.duckdb: rows with a scope, there by consent, by their own scope's hand, or from the register."""
    con.execute("set variable reference_day = cast(? as date)", [reference_day])
    statements = [f"create table shared.{table} as {query(table)}" for table in SHARED_TABLES]
    _attached(con, folder, "shared", statements)


def write_published(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    catalogue: Catalogue,
    figures: pd.DataFrame,
    secret: bytes,
    reference_day: date,
) -> None:
    """published.duckdb: protected figures and the exact city; no household, no key."""
    month_ends, week_ends = publication_days(con, reference_day)
    # The reference day is the city's alone: exact totals need no calendar to protect them.
    days = sorted({*month_ends, *week_ends, reference_day})
    con.register("day_frame", pd.DataFrame({"on_date": pd.to_datetime(days)}))
    con.execute(
        "create or replace table published_day as select cast(on_date as date) as on_date from day_frame"
    )
    con.execute(f"create or replace table city_total as {query('city_total')}")
    saving.write_table(con, catalogue, query("saving"))
    durations.write_table(con, catalogue, secret, reference_day, query("durations"))
    # Rounded, so on the days of the calendar alone.
    voice.write_table(con, catalogue, secret, sorted({*month_ends, *week_ends}), query("voice"))
    frames = {"cells": catalogue.groups.cells, "members": catalogue.groups.members, "figures": figures}
    for name, frame in frames.items():
        con.register(f"{name}_frame", frame)
    _attached(
        con, folder, "published",
        [
            """create table published.cell as
            select cast(cell_id as integer) as cell_id, cast(kind as varchar) as kind,
                cast(code as varchar) as code, cast(name as varchar) as name,
                cast(attribute as varchar) as attribute, cast(value as varchar) as value,
                cast(dwellings as integer) as dwellings
            from cells_frame order by cell_id""",
            """create table published.cell_member as
            select cast(kind as varchar) as kind, cast(code as varchar) as code,
                cast(name as varchar) as name,
                cast(cell_id as integer) as cell_id, cast(parent_code as varchar) as parent_code,
                cast(parent_name as varchar) as parent_name, cast(why_not as varchar) as why_not
            from members_frame order by kind, code""",
            """create table published.figure as
            select cast(cell_id as integer) as cell_id, cast(milestone as varchar) as milestone,
                cast(split as varchar) as split, cast(on_date as date) as on_date,
                cast(shown as integer) as shown
            from figures_frame order by cell_id, milestone, split, on_date""",
            "create table published.city as from city_total order by milestone, level, on_date",
            "create table published.duration as from duration order by cell_id, quarter, from_step, to_step",
            "create table published.saving as from saving order by cell_id",
            "create table published.voice as from voice order by on_date, wish",
            "create table published.target as from target order by end_on, stadsdeel_code",
            f"create table published.postcode as {query('postcode')}",
            f"create table published.occasion as {query('occasion_day')}",
        ],
    )  # fmt: skip
    for name in ("day", *frames):
        con.unregister(f"{name}_frame")


def what_the_footers_say(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """For meta: how many files of how many parties the figures come from, and at how many of 100 households
    with a plan the residents are estimated. Of the whole city, so that it tells nothing about a place.
    """
    counted = con.execute(
        """select count(*), count(distinct party),
            (select round(100 * avg(cast(residents_estimated as integer))) from household
                where plan_on is not null)
        from delivery"""
    ).fetchone()
    files, parties, estimated = counted or (0, 0, None)
    return {"files": str(files), "parties": str(parties), "estimated_per_100": str(int(estimated or 0))}


def published_hash(folder: Path) -> str:
    """SHA-256 over the sorted rows of published.duckdb, its meta left out."""
    with duckdb.connect(str(folder / "published.duckdb"), read_only=True) as con:
        con.execute(f"set memory_limit = '{_TO_HASH_MB}MB'")
        con.execute("set temp_directory = ?", [str(folder / "work" / "spill")])
        return content_hash(con, list(PUBLISHED_TABLES))


def register(con: duckdb.DuckDBPyConnection) -> tuple[pd.DataFrame, str]:
    """The dwellings that groups are drawn from, and the name of the city, of an exact file."""
    [(city_name,)] = con.execute("select value from meta where key = 'city_name'").fetchall()
    return con.execute(query("dwelling_register")).df(), city_name


def query(name: str) -> str:
    """The text of a query beside this module."""
    return (_QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def write_meta(con: duckdb.DuckDBPyConnection, folder: Path, meta: dict[str, str]) -> None:
    """The same `meta` in exact and published: what this snapshot is, and of which day."""
    for file in ("exact", "published"):
        con.execute(f"attach '{_path(folder, file)}' as {file}")
        con.execute(f"create table {file}.meta (key varchar, value varchar)")
        con.executemany(f"insert into {file}.meta values (?, ?)", sorted(meta.items()))
        con.execute(f"detach {file}")


def _attached(con: duckdb.DuckDBPyConnection, folder: Path, file: str, statements: list[str]) -> None:
    con.execute(f"attach '{_path(folder, file)}' as {file}")
    for statement in statements:
        con.execute(statement)
    con.execute(f"detach {file}")


def _path(folder: Path, file: str) -> str:
    return str(folder / f"{file}.duckdb").replace("'", "''")
