"""The three parties' files: which were handed in, how each is laid out, contract rows or rejected rows."""

from energiekop.sources import community, consultancy, municipal
from energiekop.sources.contract import Kind
from energiekop.sources.deliveries import Delivered, find, hashes
from energiekop.sources.handwriting import choose
from energiekop.sources.raw import load
from energiekop.sources.refusals import FileRefused, Refused
from energiekop.sources.stage import batches, create_tables, look, stage

# Every kind of table, by name; a new kind is a new line in its party's module.
KINDS: dict[str, Kind] = {kind.name: kind for kind in (*municipal.KINDS, consultancy.CASES, *community.KINDS)}

__all__ = [
    "KINDS", "Delivered", "FileRefused", "Kind", "Refused", "batches", "choose", "create_tables", "find",
    "hashes", "load", "look", "stage",
]  # fmt: skip
