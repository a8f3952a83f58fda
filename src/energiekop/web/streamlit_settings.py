"""One set of Streamlit settings for every way to start the app.

`streamlit run` finds .streamlit/config.toml beside app.py; uvicorn and `energiekop serve` do not. Without it
the page has no theme and reports its use to Streamlit's own host.
"""

import logging
import tomllib
from collections.abc import Iterator
from pathlib import Path

from streamlit import config, logger

# Who starts the app decides where it listens: uvicorn by its flags, Streamlit by these lines of the file.
LEFT_TO_THE_START = ("server.address", "server.headless", "server.showEmailPrompt")


def apply(file: Path) -> None:
    """Sets what the file says, over what a personal config file may say. Call it before `st.App`."""
    # An address of ours names role, place and street: no server may write it down, whoever started it.
    logging.getLogger("uvicorn.access").disabled = True
    for option, value in _options(tomllib.loads(file.read_text(encoding="utf-8"))):
        if option not in LEFT_TO_THE_START:
            config.set_option(option, value)
    logger.update_formatter()  # those made before heard of another format


def _options(table: dict[str, object], section: str = "") -> Iterator[tuple[str, object]]:
    """Each setting of a (nested) table under its dotted name, such as theme.light.textColor."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _options(value, f"{section}{name}.")
        else:
            yield f"{section}{name}", value
