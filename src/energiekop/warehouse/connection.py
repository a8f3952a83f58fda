"""The working connection of a build: on disk, bounded in memory, with nothing fetched from outside."""

from pathlib import Path

import duckdb

MEMORY_LIMIT = "384MB"  # DuckDB spills to the build's folder beyond this; the rest of 600 MB is Python's
THREADS = 2


def connect(folder: Path, *, memory_limit: str = MEMORY_LIMIT) -> duckdb.DuckDBPyConnection:
    """A new working database `folder/working.duckdb`, spilling to the same folder."""
    con = duckdb.connect(str(folder / "working.duckdb"))
    con.execute(f"set memory_limit = '{memory_limit}'")
    con.execute(f"set threads = {THREADS}")
    con.execute("set temp_directory = ?", [str(folder / "spill")])
    con.execute("set autoinstall_known_extensions = false")
    con.execute("set autoload_known_extensions = false")
    con.execute("set enable_progress_bar = false")
    con.execute("set TimeZone = 'UTC'")
    return con
