"""`python -m benchmarks.matching_alone FILE`: matches what stands in a DuckDB file, and nothing else.

A program of its own, so that its memory is that of the matching.
"""

import sys
import time

import duckdb

from energiekop.addresses import match_addresses

began = time.perf_counter()
with duckdb.connect(sys.argv[1], config={"threads": 2, "memory_limit": "1GB"}) as con:
    match_addresses(con)
    seconds = time.perf_counter() - began
    took = [seconds, time.process_time()]
    con.execute("create table took as select ?::double as seconds, ?::double as of_work", took)
