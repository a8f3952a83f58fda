"""The content hash: what a snapshot says, whatever files and lines it came from.

Design, section 3, rule 5: SHA-256 over the sorted rows of the model tables without provenance.
"""

import hashlib
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb

from energiekop.warehouse.connection import at_once

# Tables that are books about files, not content: the same content may come in other files and lines.
BOOKS = ("delivery", "way_count", "rejected_row", "reading_note", "duplicate_row", "filed_row", "meta")
_PROVENANCE = ("file_id", "row_no", "path")
_AT_ONCE = 100_000  # hashes taken from DuckDB


def content_hash(con: duckdb.DuckDBPyConnection, tables: list[str]) -> str:
    """SHA-256 (hex) over the sorted rows of `tables`, books left out; equal content gives equal hashes."""
    total = hashlib.sha256()
    hashed = sorted(set(tables) - set(BOOKS))
    for table, found in zip(hashed, at_once(con, table_hash, hashed), strict=True):
        total.update(f"{table}\n{found}\n".encode())
    return total.hexdigest()


def table_hash(con: duckdb.DuckDBPyConnection, table: str) -> str:
    """SHA-256 over the sorted row hashes of one table, in 256 buckets; None for a table without rows.

    DuckDB sorts, which spills to disk, and we add them up: as one text per bucket they were all in memory.
    """
    columns = sorted(
        row[0] for row in con.execute(f"describe {table}").fetchall() if row[0] not in _PROVENANCE
    )
    row = ", ".join(f"coalesce(cast({column} as varchar), chr(30))" for column in columns)
    con.execute(f"select sha256(concat_ws(chr(31), {row})) as row_hash from {table} order by row_hash")
    buckets: dict[str, Any] = {}
    while rows := con.fetchmany(_AT_ONCE):
        for bucket, hashes in groupby((row_hash for (row_hash,) in rows), key=itemgetter(slice(2))):
            buckets.setdefault(bucket, hashlib.sha256()).update("".join(hashes).encode())
    found = hashlib.sha256("".join(hashed.hexdigest() for hashed in buckets.values()).encode())
    return f"{','.join(columns)}|{found.hexdigest() if buckets else None}"
