"""The working connection of a build: on disk, bounded in memory, with nothing fetched from outside."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import duckdb

T = TypeVar("T")
R = TypeVar("R")

# DuckDB spills to the build's folder beyond its memory, but for what it must hold at once: that grows with
# the city, and the largest file, its register, tells how large that is. A build of 8000 residents may take
# 600 MB in all, one of 80 000 2 GB; the rest is Python's.
LEAST_MB, MOST_MB = 384, 4096
SMALL_MB, BESIDE_LARGEST = 10, 8  # from that size on, so many times what the largest file is larger
UNPACKED_TIMES, PACKED = 10, (".zst", ".gz", ".zip", ".parquet", ".gpkg")  # as CSV it is that much larger
THREADS = 2


def memory_for(data: Path) -> int:
    """The megabytes that DuckDB gets for the files in a folder."""
    files = [path for path in data.rglob("*") if path.is_file()]
    sizes = [path.stat().st_size * (UNPACKED_TIMES if path.suffix in PACKED else 1) for path in files]
    above = max(max(sizes, default=0) / 1e6 - SMALL_MB, 0)
    return min(LEAST_MB + round(BESIDE_LARGEST * above), MOST_MB)


def connect(folder: Path, *, memory: int = LEAST_MB) -> duckdb.DuckDBPyConnection:
    """A new working database `folder/working.duckdb`, spilling to the same folder; `memory` in megabytes."""
    con = duckdb.connect()
    # Without a log to recover from: a build that stops half way is begun anew, never taken up.
    path = str(folder / "working.duckdb").replace("'", "''")
    con.execute(f"attach '{path}' as working (recovery_mode no_wal_writes)")
    con.execute("use working")
    con.execute(f"set memory_limit = '{memory}MB'")
    con.execute(f"set threads = {THREADS}")
    # With the first a join of joins may end the whole instance (DuckDB issue 24807, open in 2.0.0). The
    # second makes a join of each list of words that a cell is compared with: a third of judging a register.
    con.execute("set disabled_optimizers = 'join_filter_pushdown,in_clause'")
    con.execute("set temp_directory = ?", [str(folder / "spill")])
    con.execute("set autoinstall_known_extensions = false")
    con.execute("set autoload_known_extensions = false")
    con.execute("set enable_progress_bar = false")
    con.execute("set TimeZone = 'UTC'")
    return con


def at_once(
    con: duckdb.DuckDBPyConnection, work: Callable[[duckdb.DuckDBPyConnection, T], R], items: Iterable[T]
) -> list[R]:
    """What `work` gives for each item, in their order, on as many connections as there are threads.

    For work on separate tables: DuckDB spreads one query over threads from 122 880 rows on, and most of ours
    have fewer. A temporary table or a registered frame is seen by its own connection alone.
    """
    [(database,)] = con.execute("select current_database()").fetchall()

    def on_its_own(item: T) -> R:
        with con.cursor() as own:
            own.execute(f'use "{database}"')
            return work(own, item)

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(on_its_own, items))


@contextmanager
def meanwhile(
    con: duckdb.DuckDBPyConnection, work: Callable[[duckdb.DuckDBPyConnection], R]
) -> Iterator[Future[R]]:
    """`work` on a connection of its own while the block does what is Python's, or about other tables.

    Both have ended when the block has; what goes wrong in the block goes before what went wrong in the work.
    """
    [(database,)] = con.execute("select current_database()").fetchall()
    with con.cursor() as own, ThreadPoolExecutor(1) as thread:
        own.execute(f'use "{database}"')
        done = thread.submit(work, own)
        yield done
        done.result()
