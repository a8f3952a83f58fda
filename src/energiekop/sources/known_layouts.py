"""The layouts we know by name: what the ledger calls a file, and what is said of one that we do not use.

A layout is known by headings (folded) that all stand in it and that no other has together.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from energiekop.sources.contract import Kind, fold


@dataclass(frozen=True)
class Known:
    """A published layout; `kind` is the kind of ours that reads it, None when we do not use it yet."""

    name: str
    kind: str | None
    headings: frozenset[str]


def _known(name: str, kind: str | None, *headings: str) -> Known:
    return Known(name, kind, frozenset(headings))


# The most telling first.
KNOWN = (
    _known("BAG adresplus (NLExtract)", "addresses",
           "openbareruimtenaam", "adresseerbaarobjectid", "nummeraanduidingid", "typeadresseerbaarobject"),
    _known("BAG verblijfsobjecten (PDOK)", "addresses",
           "identificatie", "openbareruimtenaam", "huisnummer", "woonplaatsnaam"),
    _known("BAG addresses with ids", "addresses", "verblijfsobjectid", "straat", "huisnummer"),
    _known("BAG addresses without ids", "addresses", "straat", "huisnummer", "woonplaats"),
    _known("EP-Online v4", "labels", "energieklasse", "bagverblijfsobjectid", "geldigtot"),
    _known("EP-Online, edition before v2", "labels", "pandenergieklasse", "pandhuisnummertoev"),
    _known("EP-Online v2", "labels", "pandenergieklasse", "pandbagverblijfsobjectid"),
    _known("small-consumption data of a network operator", None, "productsoort", "postcodevan"),
    _known("small-consumption data of a network operator", None, "productsoort", "postcodeeind"),
    _known("variants of street names", None, "straat", "preflabel"),
    _known("CBS key figures of areas", None, "areacode", "populationtotal"),
    _known("CBS key figures of areas", None, "wijkenenbuurten", "soortregio2"),
    _known("CBS key figures of areas", None, "gwbcode", "aantalinwoners"),
    _known("CBS key figures of areas", None, "gwbcode", "ainw"),
)  # fmt: skip


def name_of(kind: Kind, headings: Iterable[str]) -> str:
    """The layout of a file of `kind`; one that nobody published is called the kind's own."""
    there = {fold(heading) for heading in headings}
    named = (known.name for known in KNOWN if known.kind == kind.name and known.headings <= there)
    return next(named, f"table of {kind.name.replace('_', ' ')}")


def unused(rows: Iterable[Iterable[str]]) -> str | None:
    """The name of a layout that we know and do not use, when one of the rows is its header."""
    for row in rows:
        there = {fold(heading) for heading in row}
        for known in KNOWN:
            if known.kind is None and known.headings <= there:
                return known.name
    return None
