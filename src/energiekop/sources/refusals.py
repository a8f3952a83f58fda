"""Why a file or a whole build is turned away.

Refused
└── FileRefused   one file, with the place in it, what was found, what was expected, what to do

The command line says it in English; what is `said` keeps its template and values, so that a page can say it
in the reader's language (`as_json` carries it there, for a page builds in a process of its own).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar


class Said(str):
    """English words, and the template and values they were made of; a value may be `Said` itself."""

    template: str
    values: Mapping[str, str]


def said(template: str, **values: object) -> Said:
    """The words of a refusal: "a sheet of {rows} rows". The catalogues of the screens are made from these."""
    return _made(template, {n: one if isinstance(one, str) else str(one) for n, one in values.items()})


def _made(template: str, values: Mapping[str, str]) -> Said:
    words = Said(template.format_map(values) if values else template)
    words.template, words.values = template, values
    return words


def first_line(problem: Exception) -> str:
    """What a library says of a file, short enough for `found`."""
    return (str(problem).splitlines() or [type(problem).__name__])[0][:160]


class Refused(Exception):
    """A build that may not be published; the text is one sentence per reason, for a person to act on."""

    @property
    def reasons(self) -> list["Refused"]:
        """One refusal per reason."""
        return [self]

    def name_within(self, folder: Path) -> None:
        """Call files by their name in a folder: where it lies on this machine says nothing to a reader."""

    def as_json(self) -> list[dict[str, Any]]:
        """The reasons for another process; `from_json` makes the same refusal of them."""
        return [{"sentence": _told(reason.args[0])} for reason in self.reasons]


class FileRefused(Refused):
    """One file that cannot go in; `--set-aside` may publish without it."""

    parts: ClassVar = ("place", "found", "expected", "do")

    def __init__(self, path: Path | str, *, found: str, expected: str, place: str = "", do: str = "") -> None:
        self.path = Path(path)
        self.name = str(path)
        self.place, self.found, self.expected = place, found, expected
        self.do = do or said("Correct the file and hand it in again")
        super().__init__(self.name)

    def __str__(self) -> str:
        where = f"{self.name}, {self.place}" if self.place else self.name
        return f"{where}: found {self.found}, expected {self.expected}. {self.do}."

    def name_within(self, folder: Path) -> None:
        """Call the file by its name in a folder, where it lies in that folder."""
        if Path(self.name).is_relative_to(folder):
            self.name = Path(self.name).relative_to(folder).as_posix()

    def as_json(self) -> list[dict[str, Any]]:
        """The place, what was found and expected, and what to do, each by itself."""
        return [{"file": self.name} | {part: _told(getattr(self, part)) for part in self.parts}]


class ReasonsToRefuse(Refused):
    """Several reasons at once."""

    def __init__(self, reasons: list[Refused]) -> None:
        # One mapping may stand in the way of many files: it is said once.
        self._reasons = list({str(reason): reason for reason in reasons}.values())
        super().__init__(*map(str, self._reasons))

    def __str__(self) -> str:
        return "\n".join(map(str, self._reasons))

    @property
    def reasons(self) -> list[Refused]:
        """One refusal per reason."""
        return self._reasons

    def name_within(self, folder: Path) -> None:
        """Call each file by its name in a folder."""
        for reason in self._reasons:
            reason.name_within(folder)

    def as_json(self) -> list[dict[str, Any]]:
        """The reasons for another process, one after another."""
        return [told for reason in self._reasons for told in reason.as_json()]


def from_json(reasons: list[dict[str, Any]]) -> Refused:
    """The refusal that another process told with `as_json`."""
    return ReasonsToRefuse(
        [
            FileRefused(told["file"], **{part: _heard(told[part]) for part in FileRefused.parts})
            if "file" in told
            else Refused(_heard(told["sentence"]))
            for told in reasons
        ]
    )


def _told(words: str) -> Any:
    if not isinstance(words, Said):
        return words
    values = {name: _told(value) for name, value in words.values.items()}
    return {"template": words.template, "values": values}


def _heard(told: Any) -> str:
    if isinstance(told, str):
        return told
    return _made(told["template"], {name: _heard(value) for name, value in told["values"].items()})
