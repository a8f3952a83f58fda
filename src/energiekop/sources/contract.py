"""What a kind of file must hold: its columns, how each is read, what makes two rows the same record.

Rules: docs/decisions/0007. A cell is read by SQL, so that a register of millions of
rows passes without a Python loop.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

Party = Literal["municipality", "consultancy", "community"]
CellType = Literal[
    "text", "day", "whole", "amount", "yes_no", "bag_id", "bag_ids", "postcode", "choice", "word_list",
    "purposes",
]
DayOrder = Literal["dmy", "mdy"]
DecimalSign = Literal[",", ".", "either"]
Mode = Literal["full", "adds"]

# The columns that together say which dwelling a row is about; every kind with an address has them all.
ADDRESS_COLUMNS = ("dwelling_no", "street", "house_number", "house_letter", "addition", "postcode", "place")


@dataclass(frozen=True)
class Column:
    """One column of a contract: our name, the headings it goes by (folded), and how a cell is read."""

    name: str
    headings: tuple[str, ...]
    type: CellType = "text"
    required: bool = False  # the heading must be there and no cell may be blank
    heading_required: bool = False  # the heading must be there, a cell may be blank
    choices: Mapping[str, str] = field(default_factory=dict)  # folded word in the file -> our word
    happened: bool = False  # a day that lies in the past when the file is handed over
    several: tuple[str, ...] = ()  # headings under which a cell may hold more than one; each counts by itself
    among: str = ""  # the column that names it together with others, where it has no column of its own
    blank: str = ""  # what an empty cell says, in SQL, where the heading is there; else it says nothing
    plausible: tuple[float, float] | None = None  # an amount outside it lost its decimal sign somewhere


@dataclass(frozen=True)
class PassOver:
    """Rows that are no part of what a kind is about: counted by `what` in the ledger, staged nowhere."""

    what: str  # a key of remarks.REMARKS
    columns: tuple[str, ...]  # without one of these in the file nothing is passed over
    condition: str  # SQL over typed columns (v_<name>) and delivered_on


@dataclass(frozen=True)
class Kind:
    """A kind of delivery: who hands it over, whether a delivery replaces the one before, what a record is."""

    name: str
    party: Party
    mode: Mode
    columns: tuple[Column, ...]
    stems: tuple[str, ...] = ()
    key: tuple[str, ...] = ()  # the id of a record in its source; empty: (dwelling, kind, day, text)
    has_address: bool = False
    awaits_register: bool = False  # without an address of its own, yet judged once more beside the register
    one_of: tuple[tuple[str, ...], ...] = ()  # of each group at least one heading must be there
    passes_over: tuple[PassOver, ...] = ()

    @property
    def may_go_back(self) -> bool:
        """Whether a row that was read may still be handed back, when the register is there."""
        return self.has_address or self.awaits_register

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the typed columns, in contract order."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True)
class Reading:
    """How one file writes its days, numbers and words; a firm's mapping may change the defaults.

    The order of days and the decimal sign are for columns whose values do not tell (handwriting.py).
    """

    day_order: Literal["dmy", "mdy", "ymd"] = "dmy"
    decimal: Literal[",", ".", "either"] = "either"
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # column -> their word -> ours


@cache
def fold(heading: str) -> str:
    """A heading as compared: lower case, letters and digits only; "E-mail adres" and "emailadres" agree."""
    return "".join(sign for sign in heading.casefold() if sign.isalnum())
