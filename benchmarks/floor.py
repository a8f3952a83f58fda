"""`python -m benchmarks.floor DATA`: the least there is to do with files, which is to read and count them.

DuckDB reads every column of every CSV as text and counts what is filled in. Workbooks it cannot read: they
are left out, which makes the floor lower, not higher.
"""

import sys
from collections import defaultdict
from pathlib import Path

import duckdb


def main(data: Path) -> None:
    alike = defaultdict(list)
    for path in sorted(data.glob("[cm]*/**/*.csv")):
        with path.open(encoding="utf-8", errors="replace") as file:
            alike[file.readline(), path.parent.parent.name].append(str(path))
    with duckdb.connect(config={"threads": 2}) as con:
        counted = 0
        for (head, _), paths in alike.items():
            delimiter = max(";,\t", key=head.count)
            read = "read_csv(?, delim=?, header=true, all_varchar=true, strict_mode=false, encoding=?)"
            try:
                rows = con.execute(f"select count(columns(*)) from {read}", [paths, delimiter, "utf-8"])
                counted += max(rows.fetchone() or (0,))
            except duckdb.Error:
                rows = con.execute(f"select count(columns(*)) from {read}", [paths, delimiter, "latin-1"])
                counted += max(rows.fetchone() or (0,))
    print(f"{counted} rows")


main(Path(sys.argv[1]))
