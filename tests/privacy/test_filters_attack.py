"""Attack test 5: filters read off addresses where they are free; here there are none, and nothing to set them off by."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from energiekop import privacy
from energiekop.catalogue import EXACT_ROLES, FIGURES, GRAINS
from energiekop.disclosure import MINIMUM_GROUP
from energiekop.privacy import Answer, OutOfScope, Scope, Viewer
from tests.figures.places import Somewhere
from tests.privacy.filters_attack import FreeFilters, averaged, singled_out, usable_pairs
from tests.privacy.published_town import MONTH_ENDS, SUNDAY, Town, drawn_town, published

# What each row of a figure tells of the households of its group.
COUNTS = (
    "asked",
    "households",
    "households_now",
    "households_helped",
    "shown",
    "value",
    "share",
    "conversion",
)
OWN = ("S03", "C09")  # of the champion


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return published(tmp_path_factory.mktemp("store"))


def test_where_filters_are_free_addresses_are_read_off_whatever_the_rounding() -> None:
    dwellings, first_day = drawn_town(streets=60, seed=2)
    taking_part = first_day["plan"].notna().to_numpy()
    double = FreeFilters(dwellings, taking_part, b"of the double")
    chance = np.random.default_rng(3)
    alone = singled_out(dwellings)
    tried = chance.choice(sorted(alone), 80, replace=False)
    average = np.array([averaged(double, row, alone[row], pairs=200, chance=chance) for row in tried])
    read = average > 0.5
    assert (read == taking_part[tried]).mean() >= 0.95
    assert read[taking_part[tried]].mean() >= 0.9  # who says "no" of everybody would be right of most


def test_the_pairs_that_such_filters_give_are_seen() -> None:
    # Without this, one who sees no pair would pass for groups that make none.
    dwellings, _ = drawn_town(streets=12, seed=2)
    ids = dwellings["dwelling_id"].to_numpy()
    bases = [
        frozenset(ids[:60]),
        frozenset(ids[1:60]),
        frozenset(ids[9:69]),
        frozenset(ids[20:60]),
        frozenset(ids[:60]),
    ]
    assert usable_pairs(bases) == 1  # 60 and 59; the others differ by 17 and more, or not at all
    assert usable_pairs([*bases, frozenset(ids[:69])]) == 3  # by 9 from two


@dataclass(frozen=True)
class Question:
    """What is asked of `privacy.ask`, and by whom."""

    viewer: Viewer
    figure: str
    by: str | None = None
    place: Somewhere | None = None
    narrowed: dict[str, str] = field(default_factory=dict)  # street, complex, firm
    chosen: dict[str, str] = field(default_factory=dict)
    as_of: date | None = None

    def ask(self, store: Path) -> Answer:
        return privacy.ask(
            self.viewer, self.figure, by=self.by, place=self.place, chosen=self.chosen, as_of=self.as_of,
            store=store, **self.narrowed,
        )  # fmt: skip

    @property
    def may(self) -> list[str]:
        """By what this role may ask the figure."""
        grains = FIGURES[self.figure].grains.get(self.viewer.role, ())
        lacking = {"street", "complex"} - {scope.kind for scope in self.viewer.scopes}
        return [grain for grain in grains if self.viewer.role != "champion" or grain not in lacking]

    @property
    def grain(self) -> str:
        """By what it is asked, said or not."""
        return self.by or (self.place.kind if self.place else self.may[0])


def viewers() -> list[Viewer]:
    """Everybody below team who sees figures of groups."""
    own = tuple(Scope(kind, named) for kind, named in zip(("street", "complex"), OWN, strict=True))
    return [
        Viewer.municipality(), Viewer.adviser("Bureau Noord"), Viewer.champion(street=OWN[0]),
        Viewer.champion(complex=OWN[1]), Viewer("champion", scopes=own),
    ]  # fmt: skip


def of_the_catalogue() -> Iterator[Question]:
    """Every question that the catalogue has for these viewers, on the last day."""
    for viewer in viewers():
        for figure in FIGURES.values():
            for by in Question(viewer, figure.name).may:
                choices = [{}] + [{one.name: value} for one in figure.choices for value in one.others]
                yield from (Question(viewer, figure.name, by, chosen=chosen) for chosen in choices)


def any_question(town: Town, draw: random.Random) -> Question:
    """Anything that can be said to `privacy.ask`, most of it near to what may be asked."""
    codes: dict[str, list[str]] = {"planet": ["Mars"]}
    for kind, code in town.places:
        codes.setdefault(kind, []).append(code)
    viewer = draw.choice(viewers())
    its_own = [one for one in FIGURES if viewer.role in FIGURES[one].grains]
    name = draw.choice([*its_own * 2, *FIGURES])
    figure = FIGURES[name]
    by = draw.choice([None, None, *Question(viewer, name).may * 2, *GRAINS, "postcode"])
    kind = draw.choice([by if by in codes else "street", *codes])
    code = draw.choice([*codes[kind], "nowhere"])
    place = Somewhere(kind, code) if draw.random() < 0.4 else None
    narrowed = {
        one: draw.choice([*codes.get(one, ["Bureau Noord"]), "Nergens"])
        for one in ("street", "complex", "firm")
        if draw.random() < 0.08
    }
    chosen = {}
    for choice in figure.choices:
        if draw.random() < 0.5:
            chosen[choice.name] = draw.choice([*choice.others * 2, *choice.team, "x' or true --"])
    if draw.random() < 0.1:
        chosen[draw.choice(["label", "tenure", "street", "firm", "house_number"])] = "A"
    day = draw.choice([None, *MONTH_ENDS, SUNDAY, date(2026, 11, 1), date(2026, 1, 1), date(2027, 1, 1)])
    return Question(viewer, name, by, place, narrowed, chosen, day)


def refused_with(asked: Question, town: Town) -> str | None:
    """How the words of the refusal begin, None for what the catalogue has."""
    role, figure, may = asked.viewer.role, asked.figure, asked.may
    if not may:
        return f"{figure} is not shown to the role {role}, because in small groups people could be recognised; it may ask "
    grain = asked.grain
    if grain not in GRAINS:
        return f'There is no breakdown by "{grain}"; {figure} may be asked by '
    if grain not in may:
        return f"The role {role} may not ask {figure} by {grain}; it may ask by "
    return _not_chosen(asked) or _not_narrowed(asked, town) or _not_published(asked)


def _not_chosen(asked: Question) -> str | None:
    role, figure = asked.viewer.role, FIGURES[asked.figure]
    for choice in figure.choices:
        value, others = asked.chosen.get(choice.name), choice.others or choice.team[:1]
        if value is None or value in others:
            continue
        if value in choice.team:
            return f"The role {role} may not ask {figure.name} with {choice.name} {value}, because in small groups "
        return f'{figure.name} has no {choice.name} "{value}"; it may be asked with {choice.name} '
    unknown = set(asked.chosen) - {choice.name for choice in figure.choices}
    return f"{figure.name} is not asked with {min(unknown)}." if unknown else None


def _not_narrowed(asked: Question, town: Town) -> str | None:
    role, grain = asked.viewer.role, asked.grain
    place = {asked.place.kind: asked.place.code} if asked.place and asked.place.kind != "city" else {}
    order = dict.fromkeys(("street", "complex", "firm"))  # the first that is elsewhere is named
    named = {kind: value for kind, value in (order | asked.narrowed | place).items() if value is not None}
    elsewhere = [kind for kind in named if kind != grain]
    if elsewhere:
        return f"The role {role} may not narrow {grain} down to one {elsewhere[0]}, because a small group would show who"
    own = _own(asked, town)
    no_figure = f"This {grain} has no figure of its own, because its group of addresses is too small; "
    if not named:
        return no_figure if own == {None} else None
    if (grain, named[grain]) not in town.places:
        return f'This snapshot has no {grain} "{named[grain]}"; give its id, or its name as written there.'
    cell, _ = town.places[grain, named[grain]]
    if own is not None and cell not in own:
        return (
            f'The {grain} "{named[grain]}" is not one of this champion; it may ask its own and their buurt.'
        )
    return no_figure if cell is None else None


def _own(asked: Question, town: Town) -> set[int | None] | None:
    """The groups (None: without one) of a champion's own places, or of their buurten; nothing where all are."""
    if asked.viewer.role != "champion" or asked.grain in ("city", "month"):
        return None
    places = [(scope.kind, scope.id) for scope in asked.viewer.scopes]
    if asked.grain == "buurt":
        places = [("buurt", town.places[place][1]) for place in places]
    return {town.places[place][0] for place in places if place[0] == asked.grain}


def _not_published(asked: Question) -> str | None:
    if asked.as_of is None or asked.as_of >= MONTH_ENDS[0]:
        return None
    return f"Nothing was published by {asked.grain} on or before {asked.as_of}; the first day is "


def bases(asked: Question, answer: Answer, town: Town) -> Iterator[frozenset[str]]:
    """The dwellings about which each row with a number is."""
    split = asked.chosen.get("split", "tenure") if asked.figure == "breakdown" else "party"
    for row in answer.rows.to_dict("records"):
        told: list[Any] = [row[name] for name in COUNTS if name in row and pd.notna(row[name])]
        if not told:
            continue
        if "cell_id" not in row:
            assert answer.by in ("city", "month")
            yield frozenset(town.dwellings["dwelling_id"])
            continue
        part = (answer.by, row["place_code"], split, row.get("split_value", ""))
        base = town.bases[int(row["cell_id"]) if split == "party" else town.cells[part]]
        assert len(base) == row["dwellings"] >= MINIMUM_GROUP
        yield base


def test_no_two_answers_are_about_nearly_the_same_dwellings(town: Town) -> None:
    seen: set[frozenset[str]] = set()
    for asked in of_the_catalogue():
        seen |= set(bases(asked, asked.ask(town.store), town))
    assert len(seen) > 150
    assert usable_pairs(seen) == 0


def test_what_is_not_in_the_catalogue_is_refused_with_its_words(town: Town) -> None:
    tried(town, questions=600, seed=4)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(40))
def test_nor_is_anything_else_answered(tmp_path: Path, seed: int) -> None:
    tried(published(tmp_path, seed=seed), questions=1500, seed=seed)


def tried(town: Town, *, questions: int, seed: int) -> None:
    """Asks anything: each question is answered or refused as the catalogue says, and no two answers are near."""
    draw = random.Random(seed)
    seen: set[frozenset[str]] = set()
    answered = 0
    for _ in range(questions):
        asked = any_question(town, draw)
        words = refused_with(asked, town)
        try:
            answer = asked.ask(town.store)
        except OutOfScope as refusal:
            assert words is not None and str(refusal).startswith(words), (asked, words, str(refusal))
        else:
            assert words is None, (asked, words)
            seen |= set(bases(asked, answer, town))
            answered += 1
    assert answered > questions // 10
    assert usable_pairs(seen) == 0


def test_who_asks_here_is_everybody_below_team_with_figures_of_groups() -> None:
    with_groups = {role for figure in FIGURES.values() for role in figure.grains if role not in EXACT_ROLES}
    assert {viewer.role for viewer in viewers()} == with_groups
