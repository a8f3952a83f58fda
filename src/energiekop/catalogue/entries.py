"""The entries of the catalogue, read once; a new figure is an entry in one of the .toml and its .sql."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from energiekop.catalogue.grains import GRAINS

# What an answer is made of, which decides its columns: exact rows (of any place for the team, of grants for
# the grant officer), the protected counts of a group, or the city's own totals, exact for every role.
Audience = Literal["exact", "group", "city"]

ROLES = ("team", "municipality", "adviser", "champion", "grants")
EXACT_ROLES = ("team", "grants")  # whose answers come from the exact file, or from a copied part of it
# The entries, file by file in the order in which figures are listed.
_FILES = ("figures", "steps", "steering", "books", "grants")
_COUNTED = ("households", "residents", "dwellings", "weeks", "occasions", "files", "rows", "values")
MILESTONES = ("reached", "signed_up", "conversation", "advice", "plan", "measure")


class UnknownFigure(LookupError):
    """A figure that the catalogue does not hold; the message is one sentence that names those it does."""


@dataclass(frozen=True)
class Measure:
    """One column of a figure.

    Unit: households, residents, dwellings, occasions, files, rows, values, weeks, days, date, eur, fraction,
    text or words. Of words the query gives a code; `words` says what each means, code -> language -> text.
    """

    name: str
    unit: str
    audiences: frozenset[str]
    nl: str
    en: str
    words: MappingProxyType[str, MappingProxyType[str, str]]

    @property
    def is_count(self) -> bool:
        """Whether it counts something, so that it is a whole number or unknown."""
        return self.unit in _COUNTED


@dataclass(frozen=True)
class Choice:
    """Something else that is asked with a figure, such as its period; the first of each is the default.

    `team` empty: any text, none by default. `others`: what the roles below team may choose from.
    """

    name: str
    team: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """One figure: what it is called, what it means, and who may ask it by what.

    `headline` is the measure below team that `shown` puts in words; `keys` stand after those of the grain.
    `grains` holds, per role, what it may ask by, the first being the default; a role without any is refused.
    `of_parts`: it is about parts of a group, or about those who did something in one quarter, so that below
    team it is rounded for the city too and moves once a month, whoever asks.
    """

    name: str
    title: MappingProxyType[str, str]
    definition: MappingProxyType[str, str]
    unit: MappingProxyType[str, str]
    keys: tuple[str, ...]
    headline: str
    measures: tuple[Measure, ...]
    grains: MappingProxyType[str, tuple[str, ...]]
    choices: tuple[Choice, ...]
    of_parts: bool = False

    def audience(self, grain: str) -> Audience:
        """What an answer below team is made of. A part of the city is a group; the whole is known exactly."""
        return "city" if grain in ("city", "month") and not self.of_parts else "group"

    def sql(self, audience: Audience) -> str:
        """The query for this audience: .sql of exact/, of published/, or of published/ for the city."""
        folder = "exact" if audience == "exact" else "published"
        ending = "_city" if audience == "city" else ""
        return _sql(folder, f"{self.name}{ending}")

    def columns(self, audience: Audience) -> tuple[Measure, ...]:
        """The measures an audience gets, in the order of the table."""
        return tuple(measure for measure in self.measures if audience in measure.audiences)


def figure(name: str) -> Figure:
    """The entry of a figure. Raises UnknownFigure."""
    if name not in FIGURES:
        raise UnknownFigure(f'There is no figure "{name}"; there are {", ".join(FIGURES)}.')
    return FIGURES[name]


def macros(folder: Literal["exact", "published"]) -> tuple[str, ...]:
    """The statements that give the queries of a folder their shared inputs; run once per instance."""
    names = {
        "exact": ("every_place", "place", "household_at", "standing_at"),
        "published": ("published_on", "group_of"),
    }
    return tuple(_sql(folder, name) for name in names[folder])


def copied_list(name: Literal["grant_list"]) -> str:
    """The query of a list that a role gets a copy of, instead of the file it stands in."""
    return _sql("exact", name)


@cache
def _sql(folder: str, name: str) -> str:
    return files(__package__).joinpath(folder, f"{name}.sql").read_text(encoding="utf-8")


def _entry(name: str, stated: dict[str, Any]) -> Figure:
    definition = stated["definition"]
    grains = {role: tuple(asked) for role, asked in stated["by"].items()}
    unknown = {grain for asked in grains.values() for grain in asked} - GRAINS.keys()
    if unknown or set(grains) - set(ROLES):
        raise ValueError(f"{name}: unknown role or grain in [{name}.by]")
    return Figure(
        name=name,
        title=MappingProxyType(stated["title"]),
        definition=MappingProxyType({tongue: " ".join(text.split()) for tongue, text in definition.items()}),
        unit=MappingProxyType(stated["unit"]),
        keys=tuple(stated["keys"]),
        headline=stated.get("headline", ""),
        measures=tuple(
            Measure(
                m["name"],
                m["unit"],
                frozenset(m["in"]),
                m["nl"],
                m["en"],
                _words(stated.get("words", {}).get(m["name"], {})),
            )
            for m in stated["measure"]
        ),
        grains=MappingProxyType(grains),
        choices=tuple(
            Choice(asked, tuple(offered["team"]), tuple(offered.get("others", ())))
            for asked, offered in stated.get("choices", {}).items()
        ),
        of_parts=stated.get("of_parts", False),
    )


def _words(stated: dict[str, dict[str, str]]) -> MappingProxyType[str, MappingProxyType[str, str]]:
    return MappingProxyType({code: MappingProxyType(said) for code, said in stated.items()})


def _read() -> MappingProxyType[str, Figure]:
    read: dict[str, Any] = {}
    for name in _FILES:
        read |= tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return MappingProxyType({name: _entry(name, entry) for name, entry in read.items()})


FIGURES = _read()
