"""The command line that others script against: what it takes is design, section 5; here it is handed on.

Exit 0 done, 1 refused, 2 wrong usage. Whatever goes wrong is one clear sentence on stderr; with
ENERGIEKOP_TRACEBACK=1 the trace of a mistake of ours as well. What is heavy (DuckDB, pandas, GDAL) is
imported by the command that needs it, so that --help is quick.
"""

from energiekop.cli.commands import app

__all__ = ["app"]
