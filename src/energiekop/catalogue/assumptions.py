"""What the savings of a street are reckoned with: published numbers, each with where it stands."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True)
class Assumption:
    """One number, what it says in two languages, and who published it."""

    name: str
    value: float
    nl: str
    en: str
    source: str


_STATED = tomllib.loads(files(__package__).joinpath("assumptions.toml").read_text(encoding="utf-8"))

ASSUMPTIONS = tuple(Assumption(**stated) for stated in _STATED["assumption"])
SAVINGS_TITLE = MappingProxyType(dict(_STATED["savings"]["title"]))
SAVINGS_DEFINITION = MappingProxyType(
    {tongue: " ".join(text.split()) for tongue, text in _STATED["savings"]["definition"].items()}
)
