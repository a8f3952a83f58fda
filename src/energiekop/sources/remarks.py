"""What a reader noticed in a file besides its rows, counted per file, in Dutch and English."""

import duckdb

REMARKS = {
    "zero_repaired": (
        "{number} BAG-nummers waren hun eerste nul kwijt en hebben hem terug",
        "{number} BAG ids had lost their first zero and have it back",
    ),
    "historic": (
        "{number} vervallen objecten tellen niet mee",
        "{number} objects that are no longer there do not count",
    ),
    "elsewhere": (
        "{number} regels gaan over adressen buiten het register",
        "{number} rows are about addresses outside the register",
    ),
    "axes_swapped": (
        "bij {number} adressen stonden x en y verwisseld",
        "at {number} addresses x and y were swapped",
    ),
    "degrees_in_metres": (
        "bij {number} adressen stonden graden in de kolommen voor meters",
        "at {number} addresses degrees stood in the columns for metres",
    ),
    "no_place": (
        "{number} adressen hebben geen plek in Nederland",
        "{number} addresses have no place in the Netherlands",
    ),
    "other_areas": (
        "{number} gemeenten en wijken in dezelfde tabel zijn niet als buurt geteld",
        "{number} municipalities and wijken in the same table are not counted as buurten",
    ),
    "merged_parts": (
        "{number} extra delen (water, eilanden) zijn bij hun buurt gevoegd",
        "{number} further parts (water, islands) were joined to their buurt",
    ),
    "water_only": (
        "{number} buurten die alleen water zijn tellen niet mee",
        "{number} buurten that are nothing but water do not count",
    ),
    "abroad": (
        "{number} gebieden in het buitenland tellen niet mee",
        "{number} areas abroad do not count",
    ),
}


def note(con: duckdb.DuckDBPyConnection, file_id: int, what: str, number: int) -> None:
    """Write a remark about a file to `reading_note`; nothing is said about nothing."""
    assert what in REMARKS
    if number:
        con.execute(
            "insert into reading_note values (?, '', ?, '', 'layout', ?, 0, 0)", [file_id, what, number]
        )


def note_each(con: duckdb.DuckDBPyConnection, counted: str) -> None:
    """Write the remarks that a query counts: file_id, what, number."""
    con.execute(
        f"""insert into reading_note
        select file_id, '', what, '', 'layout', number, 0, 0 from ({counted})
        where number > 0 order by file_id, what"""
    )
