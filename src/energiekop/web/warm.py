"""What every page needs, read before anybody waits for it."""

import gc
import importlib
from pkgutil import walk_packages

import energiekop.web

# New objects before the youngest are searched, then searches of one age before the next older: by default
# 700, 10 and 10, and every tenth click waited for a search of everything.
SEARCH = (20_000, 20, 50)


def warm() -> None:
    """Imports all parts of the pages, and takes what they consist of out of the search for cycles.

    Half a million objects that never change: looking at them takes longer than drawing a page. What is left
    are mostly answers that are remembered, so a full search pays only once in a while.
    """
    for part in walk_packages(energiekop.web.__path__, f"{energiekop.web.__name__}."):
        if not part.name.endswith(".shell"):  # the script itself
            importlib.import_module(part.name)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SEARCH)
