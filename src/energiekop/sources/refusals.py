"""Why a file or a whole build is turned away.

Refused
└── FileRefused   one file, with the place in it, what was found, what was expected, what to do
"""

from pathlib import Path


class Refused(Exception):
    """A build that may not be published; the text is one sentence per reason, for a person to act on."""


class FileRefused(Refused):
    """One file that cannot go in; `--set-aside` may publish without it."""

    def __init__(self, path: Path | str, *, found: str, expected: str, place: str = "", do: str = "") -> None:
        self.path = Path(path)
        where = f"{path}, {place}" if place else str(path)
        advice = do or "Correct the file and hand it in again"
        super().__init__(f"{where}: found {found}, expected {expected}. {advice}.")
