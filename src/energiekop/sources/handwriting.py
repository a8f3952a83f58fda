"""How a file writes its days and amounts, decided per column from all its values; nothing here is judged.

04/01/2023 is 4 January in one file and 1 April in its twin: the other days of the column tell. What a column
does not clearly tell by itself, the files of its delivery tell together, else all files of its source, else
the firm's mapping, else Dutch habit. What was chosen, and on how many values that rests, is kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import duckdb
import pyarrow as pa

from energiekop.sources import cells
from energiekop.sources.contract import Column, DecimalSign
from energiekop.sources.deliveries import Delivered

# One row per thing a file does not say in so many words: how a column was read and how sure that is, what
# stood beside the table. showing: values that are as chosen only; against: otherwise only; open: both.
READING_NOTE = """
create table reading_note (
    file_id integer, column_name varchar, topic varchar, chosen varchar, "by" varchar,
    showing bigint, against bigint, open bigint
)"""

_ENOUGH = 3  # values of one way, and none of the other: then a file need not look at its sisters
Topic = Literal["day_order", "decimal_sign"]
By = Literal["column", "delivery", "source", "range", "mapping", "habit"]
_FIRST: dict[Topic, str] = {"day_order": "dmy", "decimal_sign": ","}
_SECOND: dict[Topic, str] = {"day_order": "mdy", "decimal_sign": "."}


@dataclass(frozen=True)
class Evidence:
    """How many values of a column are of one way only (dmy or comma, mdy or point), and how many of both."""

    file: Delivered
    file_id: int
    column: str
    heading: str
    topic: Topic
    first: int
    second: int
    open: int
    first_fits: bool = True  # read so, every open value is plausible
    second_fits: bool = True


@dataclass(frozen=True)
class Choice:
    """How a column of a file is read, what that rests on, and how many values show or contradict it."""

    file_id: int
    heading: str
    topic: Topic
    chosen: str
    by: By
    showing: int
    against: int
    open: int


Choices = Mapping[tuple[int, str], Choice]  # by file and column


def columns_with_a_hand(columns: Iterable[Column]) -> list[Column]:
    """The columns whose values may be meant in two ways."""
    return [column for column in columns if column.type in ("day", "amount")]


def parted(column: Column, cell: str) -> str:
    """What is counted of a raw cell: the first two numbers of a day, an amount without its currency."""
    text = cells.trimmed(cell)
    if column.type == "day":
        parts = f"string_split(translate({text}, '/. ', '---'), '-')"
        first, second = (f"try_cast({parts}[{nth}] as integer) as n{nth}_{column.name}" for nth in (1, 2))
        return f"{first}, {second}"
    return f"{cells.bare_number(text)} as b_{column.name}"


def counted(column: Column) -> str:
    """Aggregates: values of one way, of the other, of both; whether each way makes all of both plausible."""
    if column.type == "day":
        first, second = (f"n{nth}_{column.name}" for nth in (1, 2))
        return (
            f"count(*) filter ({first} between 13 and 31 and {second} between 1 and 12), "
            f"count(*) filter ({second} between 13 and 31 and {first} between 1 and 12), "
            f"count(*) filter ({first} <> {second} and {first} between 1 and 12 "
            f"and {second} between 1 and 12), true, true"
        )
    bare = f"b_{column.name}"
    comma, point = (f"count(*) filter ({cells.shows_decimal(bare, sign)})" for sign in (",", "."))
    both = cells.hides_decimal(bare)
    fits = (_fits(column, bare, both, ","), _fits(column, bare, both, "."))
    return f"{comma}, {point}, count(*) filter ({both}), {', '.join(fits)}"


def _fits(column: Column, bare: str, both: str, sign: DecimalSign) -> str:
    if column.plausible is None:
        return "true"
    low, high = column.plausible
    amount = cells.amount_with(bare, sign)
    return f"coalesce(bool_and({amount} between {low} and {high}) filter ({both}), true)"


def may_hide(column: Column, text: str) -> str:
    """Whether a value might be meant in two ways: quick, for a register has millions."""
    if column.type == "day":
        return f"not regexp_matches({text}, '^\\s*([0-9]{{4}}|$)')"
    return f"(length({text}) <= 16 and substr(rtrim({text}), -4, 1) in ('.', ','))"


def choose(found: Iterable[Evidence]) -> Choices:
    """How each column of each file is read."""
    seen = list(found)
    in_delivery: dict[tuple[object, ...], list[Evidence]] = defaultdict(list)
    of_source: dict[tuple[object, ...], list[Evidence]] = defaultdict(list)
    for evidence in seen:
        in_delivery[_source(evidence), evidence.file.part_of].append(evidence)
        of_source[_source(evidence)].append(evidence)
    return {
        (evidence.file_id, evidence.column): _choice(
            evidence,
            in_delivery[_source(evidence), evidence.file.part_of],
            of_source[_source(evidence)],
        )
        for evidence in seen
    }


def _source(evidence: Evidence) -> tuple[str, str, str]:
    file = evidence.file
    return file.source, file.kind.name if file.kind else "", evidence.column


def _choice(own: Evidence, delivery: list[Evidence], source: list[Evidence]) -> Choice:
    alone: By = "column" if delivery == [own] else "delivery"
    told_by: list[tuple[list[Evidence], By]] = [([own], "column"), (delivery, alone), (source, "source")]
    # One slip must not turn a file whose sisters tell otherwise, nor corrected rows the file they are from.
    if own.file.corrects or min(own.first, own.second) or max(own.first, own.second) < _ENOUGH:
        del told_by[0]
    chosen, by = _habit(own)
    for evidence, whose in told_by:
        first, second = sum(e.first for e in evidence), sum(e.second for e in evidence)
        if first != second:
            chosen, by = (_FIRST if first > second else _SECOND)[own.topic], whose
            break
    else:
        if own.open and own.first_fits != own.second_fits:
            chosen, by = (_FIRST if own.first_fits else _SECOND)[own.topic], "range"
    showing, against = own.first, own.second
    if chosen == _SECOND[own.topic]:
        showing, against = against, showing
    return Choice(own.file_id, own.heading, own.topic, chosen, by, showing, against, own.open)


def _habit(own: Evidence) -> tuple[str, By]:
    """What is taken where no value tells: the firm's word for it, else what is usual in Dutch files."""
    reading = own.file.reading
    if own.topic == "day_order":
        return ("mdy", "mapping") if reading.day_order == "mdy" else ("dmy", "habit")
    if reading.decimal != "either":
        return reading.decimal, "mapping"
    # People group thousands with points; a register is written by a machine, which does not group.
    return ("either" if own.file.party == "municipality" else ","), "habit"


def note(con: duckdb.DuckDBPyConnection, choices: Choices) -> None:
    """Write to `reading_note` what was chosen where a value could be meant otherwise, or contradicts it."""
    told = [choice for choice in choices.values() if choice.open or choice.against]
    names = ("file_id", "heading", "topic", "chosen", "by", "showing", "against", "open")
    con.register("told", pa.table({name: [getattr(choice, name) for choice in told] for name in names}))
    con.execute("insert into reading_note from told")
    con.unregister("told")
