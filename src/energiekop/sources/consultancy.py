"""A consultancy's cases: any table, read through the firm's mapping (a TOML beside its folder).

The mapping names the firm's headings for our columns, the order of its dates, its decimal sign and its words.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from energiekop.sources.contract import Column, Kind, Mode, Reading, fold
from energiekop.sources.refusals import FileRefused
from energiekop.sources.toml import read_toml


def _day(name: str) -> Column:
    return Column(name, (), "day", happened=True)


CASES = Kind(
    "cases", "consultancy", "full", key=("case_id",), has_address=True,
    columns=(
        Column("case_id", (), required=True),
        Column("dwelling_no", (), "bag_id"),
        Column("street", ()),
        Column("house_number", ()),
        Column("house_letter", ()),
        Column("addition", ()),
        Column("postcode", (), "postcode"),
        Column("place", ()),
        _day("signed_up_on"), _day("conversation_on"), _day("advised_on"),
        _day("quote_asked_on"), _day("quote_given_on"), _day("yes_on"), _day("measured_on"),
        _day("stopped_on"),
        Column("stop_reason", ()),
        Column("measures", (), "word_list"),
        Column("hours", (), "amount"),
        Column("cost_eur", (), "amount"),
        Column("saving_gas_m3", (), "amount"),
        Column("saving_kwh", (), "amount"),
        Column("saving_co2_kg", (), "amount"),
    ),
)  # fmt: skip


# A mapping speaks of the whole address in one cell, and of the dwelling's id.
_SAME_AS = {"address": "street", "dwelling_id": "dwelling_no"}


@dataclass(frozen=True)
class Mapping:
    """How one firm's files are to be read."""

    firm: str
    kind: Kind
    reading: Reading
    context: str | None  # the place where addresses without one lie


def read_mapping(path: Path) -> Mapping:
    """The mapping of a firm; raises FileRefused naming what is not understood in it."""
    content = read_toml(path, "a mapping")
    mode = content.get("mode", "full")
    if mode not in ("full", "adds"):
        raise FileRefused(path, place="mode", found=repr(mode), expected='"full" or "adds"')
    order = content.get("dates", {}).get("order", "dmy")
    if order not in ("dmy", "mdy", "ymd"):
        raise FileRefused(path, place="[dates] order", found=repr(order), expected='"dmy", "mdy" or "ymd"')
    decimal = content.get("numbers", {}).get("decimal", "either")
    if decimal not in (",", ".", "either"):
        raise FileRefused(path, place="[numbers] decimal", found=repr(decimal), expected='"," or "."')
    reading = Reading(day_order=order, decimal=decimal, words=content.get("values", {}))
    return Mapping(
        firm=content.get("firm", path.stem),
        kind=_with_headings(path, content.get("columns", {}), mode),
        reading=reading,
        context=content.get("municipality"),
    )


def _with_headings(path: Path, columns: dict[str, Any], mode: Mode) -> Kind:
    theirs = {_SAME_AS.get(ours, ours): heading for ours, heading in columns.items()}
    unknown = sorted(set(theirs) - set(CASES.names))
    if unknown:
        raise FileRefused(
            path, place="[columns]", found=f"the unknown column {', '.join(unknown)}",
            expected=f"one of address, {', '.join(CASES.names)}",
        )  # fmt: skip
    for needed in ("case_id", "street"):
        if needed not in theirs and not (needed == "street" and "dwelling_no" in theirs):
            name = "address, street or dwelling_id" if needed == "street" else needed
            raise FileRefused(path, place="[columns]", found=f"no {name}", expected=f"the heading of {name}")
    mapped = tuple(
        replace(column, headings=(fold(theirs[column.name]),), heading_required=True)
        for column in CASES.columns
        if column.name in theirs
    )
    unmapped = tuple(column for column in CASES.columns if column.name not in theirs)
    return replace(CASES, mode=mode, columns=(*mapped, *unmapped))
