"""What every page needs, read before anybody waits for it."""

import gc
import importlib
from pkgutil import walk_packages

import energiekop.web


def warm() -> None:
    """Imports all parts of the pages, and takes what they consist of out of the search for cycles.

    Streamlit searches for cycles after each rerun. Without this it looks each time at half a million
    objects that never change, which takes longer than drawing the page.
    """
    for part in walk_packages(energiekop.web.__path__, f"{energiekop.web.__name__}."):
        if not part.name.endswith(".shell"):  # the script itself
            importlib.import_module(part.name)
    gc.collect()
    gc.freeze()
