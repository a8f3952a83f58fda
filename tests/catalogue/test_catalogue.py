"""Every figure is complete: words in two languages, a query for whoever may ask it, and columns that it gives."""

import re
from pathlib import Path
from typing import get_args

import pytest

import energiekop.catalogue
from energiekop.catalogue import EXACT_ROLES, FIGURES, GRAINS, ROLES, UnknownFigure, figure
from energiekop.catalogue.street_page import StreetList

FOLDER = Path(energiekop.catalogue.__file__).parent
QUERIES = sorted(FOLDER.glob("*/*.sql"))


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_has_a_title_a_meaning_and_a_unit_in_dutch_and_english(name):
    for words in (figure(name).title, figure(name).definition, figure(name).unit):
        assert set(words) == {"nl", "en"} and all(words.values())
        assert not any("\n" in text or "  " in text for text in words.values())
    for measure in figure(name).measures:
        assert measure.nl and measure.en and measure.audiences


@pytest.mark.parametrize("name", FIGURES)
def test_whoever_may_ask_has_a_query_and_columns(name):
    entry = figure(name)
    assert set(entry.grains) <= set(ROLES)
    others = {grain for role, grains in entry.grains.items() if role not in EXACT_ROLES for grain in grains}
    audiences = {"exact"} if set(EXACT_ROLES) & set(entry.grains) else set()
    audiences |= {entry.audience(grain) for grain in others}
    for audience in audiences:
        assert entry.columns(audience)
        assert entry.sql(audience).startswith("-- One row")
    if "group" in audiences:
        columns = {measure.name for measure in entry.columns("group")}
        assert entry.headline in columns if "shown" in columns else not entry.headline
        assert not any(measure.unit == "residents" for measure in entry.columns("group"))


def test_only_the_team_may_ask_by_firm_or_party_and_an_adviser_never_by_street():
    for entry in FIGURES.values():
        for role in ("municipality", "adviser", "champion"):
            assert not {"firm", "party"} & set(entry.grains.get(role, ()))
        assert not {"street", "complex"} & set(entry.grains.get("adviser", ()))


def test_a_grant_officer_may_ask_one_figure_which_nobody_else_may():
    assert [(entry.name, set(entry.grains)) for entry in FIGURES.values() if "grants" in entry.grains] == [
        ("grants", {"grants"})
    ]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_query_says_what_one_row_is_and_reads_only_its_own_file(path):
    text = path.read_text(encoding="utf-8")
    assert re.match(r"-- One row\b.+\.\n", text)
    other = "published" if path.parent.name == "exact" else "exact"
    assert f"{other}." not in text
    assert max(map(len, text.splitlines())) <= 120


def test_every_query_belongs_to_a_figure_or_is_a_shared_input():
    known = {"every_place", "place", "household_at", "standing_at", "published_on", "group_of", "grant_list"}
    known |= set(FIGURES) | {f"{name}_city" for name in FIGURES} | set(get_args(StreetList))
    assert {path.stem for path in QUERIES} <= known


def test_an_unknown_figure_names_those_there_are():
    with pytest.raises(UnknownFigure) as unknown:
        figure("progess")
    assert str(unknown.value) == (f'There is no figure "progess"; there are {", ".join(FIGURES)}.')


def test_a_place_has_a_code_and_a_name():
    for grain in GRAINS.values():
        assert len(grain.keys) >= 2 if grain.is_place else len(grain.keys) <= 1
