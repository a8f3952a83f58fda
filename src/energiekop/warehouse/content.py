"""The content hash: what a snapshot says, whatever files and lines it came from.

Design, section 3, rule 5: SHA-256 over the sorted rows of the model tables without provenance.
"""

import hashlib

import duckdb

from energiekop.warehouse.connection import at_once

# Tables that are books about files, not content: the same content may come in other files and lines.
BOOKS = ("delivery", "way_count", "rejected_row", "reading_note", "duplicate_row", "filed_row", "meta")
_PROVENANCE = ("file_id", "row_no", "path")


def content_hash(con: duckdb.DuckDBPyConnection, tables: list[str]) -> str:
    """SHA-256 (hex) over the sorted rows of `tables`, books left out; equal content gives equal hashes."""
    total = hashlib.sha256()
    hashed = sorted(set(tables) - set(BOOKS))
    for table, found in zip(hashed, at_once(con, table_hash, hashed), strict=True):
        total.update(f"{table}\n{found}\n".encode())
    return total.hexdigest()


def table_hash(con: duckdb.DuckDBPyConnection, table: str) -> str:
    """SHA-256 over the sorted row hashes of one table, in 256 buckets so that memory stays bounded."""
    columns = sorted(
        row[0] for row in con.execute(f"describe {table}").fetchall() if row[0] not in _PROVENANCE
    )
    row = ", ".join(f"coalesce(cast({column} as varchar), chr(30))" for column in columns)
    [(found,)] = con.execute(
        f"""with hashed as (select sha256(concat_ws(chr(31), {row})) as row_hash from {table}),
        bucketed as (
            select left(row_hash, 2) as bucket,
                sha256(string_agg(row_hash, '' order by row_hash)) as bucket_hash
            from hashed group by bucket
        )
        select sha256(string_agg(bucket_hash, '' order by bucket)) from bucketed"""
    ).fetchall()
    return f"{','.join(columns)}|{found}"
