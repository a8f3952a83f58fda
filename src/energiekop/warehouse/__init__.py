"""Contract rows to model tables: placed by address, settled by key, modelled in SQL."""

from energiekop.warehouse.aliases import AliasFiles, read_aliases
from energiekop.warehouse.any_list import match_list
from energiekop.warehouse.connection import at_once, connect, meanwhile, memory_for
from energiekop.warehouse.content import BOOKS, content_hash
from energiekop.warehouse.models import build_models, run_checks
from energiekop.warehouse.placing import place_rows
from energiekop.warehouse.register import build_register
from energiekop.warehouse.settings import Settings, read_settings
from energiekop.warehouse.settling import settle

__all__ = [
    "BOOKS",
    "AliasFiles",
    "Settings",
    "at_once",
    "build_models",
    "build_register",
    "connect",
    "content_hash",
    "match_list",
    "meanwhile",
    "memory_for",
    "place_rows",
    "read_aliases",
    "read_settings",
    "run_checks",
    "settle",
]
