"""Attack test 2 on one drawn wijk: no address is given away by all the figures of one date together."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energiekop.disclosure import BROKEN_DOWN_FROM, attack, cell_keys, draw_groups, nest, protect

from .attack import what_is_learnt
from .drawn import register

WIJK = """
    street    | dwellings | buurt | complex
    Achterweg | 6         | B1    |
    Beekpad   | 31        | B1    | Abelen
    Beekpad   | 14        | B1    |
    Duinweg   | 52        | B1    |
    Dwarsweg  | 5         | B1    |
    Dwarsweg  | 24        | B2    |
    Eikenpad  | 45        | B2    |
    Gracht    | 12        | B2    | Berken
    Gracht    | 13        | B2    | Ceders
    Gracht    | 11        | B2    |
    Haven     | 80        | B3    | Dennen
    Haven     | 20        | B3    | Elzen
    Kerkpad   | 4         | B3    |
    Laan      | 35        | B3    |
    Verder    | 90        | B4    |
"""


def counted(groups, taking_part, day="2026-01-31"):
    """The exact counts of all groups, from one yes or no per dwelling."""
    members = groups.membership().merge(
        taking_part.rename("households"), left_on="dwelling_id", right_index=True
    )
    exact = members.groupby("cell_id", as_index=False)["households"].sum()
    return exact.assign(milestone="plan", split="", on_date=day)


def figures(groups, taking_part, secret):
    """The exact counts of all groups under the city, and their protected figures."""
    asked = counted(groups, taking_part)
    cells = groups.cells.merge(cell_keys(groups, secret))
    shown = protect(
        asked, cells, secret, nesting=nest(groups, cells["cell_key"]), known=groups.is_city
    )
    below = ~asked["cell_id"].isin(groups.cells.loc[groups.is_city, "cell_id"]).to_numpy()
    return asked.rename(columns={"households": "shown"})[below], shown[below]


def given_away(learnt):
    return int(learnt.loc[learnt["lowest"] == learnt["highest"], "dwellings"].sum())


def taking_part(town, share, seed):
    chance = np.random.default_rng(seed)
    return pd.Series(chance.random(len(town)) < share, index=town["dwelling_id"]).astype(int)


@pytest.mark.parametrize("share", [0.05, 0.15, 0.4])
def test_no_address_is_given_away_by_the_figures_of_one_date(share):
    town = register(WIJK)
    groups = draw_groups(town)
    for seed in range(5):
        who = taking_part(town, share, seed)
        _, shown = figures(groups, who, b"secret %d" % seed)
        learnt = what_is_learnt(groups, shown, exact_city=int(who.sum()))
        assert given_away(learnt) == 0
        assert (learnt["lowest"] == 0).all()


def test_the_attack_does_find_addresses_when_the_counts_are_exact():
    # Without this, an attack that sees nothing would pass for a protection that gives nothing.
    town = register(WIJK)
    groups = draw_groups(town)
    exact, _ = figures(groups, taking_part(town, 0.01, 1), b"secret")
    assert given_away(what_is_learnt(groups, exact, rounded=False)) > 100


EARLY = """
    street | dwellings | buurt
    A      | 30        | B1
    B      | 25        | B1
    C      | 35        | B1
    Z      | 60        | B2
"""
ONE_HOUSE_OVER = """
    street | dwellings | buurt | complex
    A      | 30        | B1    | Abelen
    A      | 25        | B1    | Berken
    A      | 1         | B1    |
    Z      | 60        | B1    |
    Y      | 60        | B2    |
"""


@pytest.mark.parametrize("drawn", [EARLY, ONE_HOUSE_OVER], ids=["rest of a buurt", "house beside complexes"])
def test_two_first_households_do_not_give_away_that_the_others_take_no_part(drawn):
    # The parent shows 0 (at most 2), two parts of it show 3 (at least 1): then all the rest of it is 0.
    town = register(drawn)
    groups = draw_groups(town)
    who = pd.Series(0, index=town["dwelling_id"])
    who.iloc[[0, 30]] = 1
    learnt = [what_is_learnt(groups, figures(groups, who, b"secret %d" % seed)[1]) for seed in range(60)]
    assert all((answer["lowest"] == 0).all() for answer in learnt)
    assert sum(map(given_away, learnt)) == 0


def test_one_street_where_all_take_part_is_not_told_by_the_exact_city():
    # A pilot in one street: the city says 31, and a street that shows 33 has 31 at least: all of them.
    town = register(EARLY)
    groups = draw_groups(town)
    who = pd.Series(0, index=town["dwelling_id"])
    who.iloc[90:121] = 1
    for seed in range(60):
        _, shown = figures(groups, who, b"secret %d" % seed)
        assert given_away(what_is_learnt(groups, shown, exact_city=31)) == 0


STREET_OF_TWO_COMPLEXES = """
    street | dwellings | buurt | complex
    A      | 14        | B1    | Abelen
    A      | 12        | B1    | Berken
    Z      | 10        | B1    | Berken
    Z      | 50        | B1    |
    Y      | 60        | B2    |
"""


def test_a_street_that_fills_its_complexes_does_not_empty_the_rest_of_them():
    # Complexes that show 0 hold 2 each at most, a street within both that shows 6 holds 4: none elsewhere.
    town = register(STREET_OF_TWO_COMPLEXES)
    groups = draw_groups(town)
    who = pd.Series(0, index=town["dwelling_id"])
    who.iloc[[0, 1, 14, 15, 40, 41, 42, 43, 44, 90, 91]] = 1
    for seed in range(60):
        _, shown = figures(groups, who, b"secret %d" % seed)
        assert given_away(what_is_learnt(groups, shown, exact_city=11)) == 0


STREET_BESIDE_A_COMPLEX = """
    street | dwellings | buurt | complex
    A      | 30        | B1    |
    Y      | 10        | B1    | Abelen
    Y      | 20        | B1    |
    Z      | 10        | B1    | Abelen
    Z      | 20        | B1    |
    X      | 60        | B2    |
"""


@pytest.mark.xfail(reason="known limit: groups of several kinds that fill one together", strict=True)
def test_a_street_and_a_complex_beside_it_do_not_fill_a_buurt_together():
    # Each shows 3, so 1 at least, and the city has 2: nobody else in it. One secret in nine draws so.
    town = register(STREET_BESIDE_A_COMPLEX)
    groups = draw_groups(town)
    who = pd.Series(0, index=town["dwelling_id"])
    who.iloc[[0, 30]] = 1
    learnt = [
        what_is_learnt(groups, figures(groups, who, b"secret %d" % seed)[1], exact_city=2) for seed in range(60)
    ]
    assert sum(map(given_away, learnt)) == 0


ATTRIBUTES = ("tenure", "label", "building_period", "dwelling_type")


@st.composite
def towns(draw):
    """A register in which complexes lie in streets and streets in buurten, with attributes; and who takes
    part of it, on some days: ever more.
    """
    blocks = draw(st.lists(st.tuples(st.integers(4, 30), *[st.integers(0, most) for most in (3, 2, 2)]),
                           min_size=3, max_size=14))  # fmt: skip
    town = register(
        "dwellings | street | buurt | wijk | complex\n"
        + "\n".join(
            f"{size} | S{buurt}{street} | B{buurt} | W{buurt // 2} | {f'C{buurt}{street}{block}' if block else ''}"
            for size, buurt, street, block in blocks
        )
    )
    chance = np.random.default_rng(draw(st.integers(0, 1000)))
    for attribute in ATTRIBUTES:
        town[attribute] = chance.choice(list("abc"), size=len(town), p=draw(SHARES))
    share = draw(st.sampled_from([0.02, 0.1, 0.3, 0.9]))
    first_day = chance.integers(0, 4, size=len(town)) + np.where(chance.random(len(town)) < share, 0, 99)
    return town, pd.Series(first_day, index=town["dwelling_id"]), draw(st.binary(min_size=1, max_size=4))


SHARES = st.sampled_from([(0.9, 0.05, 0.05), (0.5, 0.5, 0.0), (1 / 3, 1 / 3, 1 / 3)])


@given(towns())
@settings(max_examples=20, deadline=None, derandomize=True)
def test_no_address_of_twenty_towns_is_given_away(drawn):
    is_safe(drawn)


@pytest.mark.soak
@given(towns())
@settings(max_examples=600, deadline=None)
def test_no_address_of_any_town_is_given_away(drawn):
    # Fails in some runs, for as long as the limit above is one: about one town in some hundreds.
    is_safe(drawn)


def is_safe(drawn):
    """No address of a drawn town is given away on any of its days."""
    town, first_day, secret = drawn
    groups = draw_groups(town)
    if groups.cells.empty or groups.cells.iloc[0]["kind"] != "city":
        return
    shown = series(groups, [(first_day <= day).astype(int) for day in range(4)], secret)
    for day, of_day in shown.groupby("on_date"):
        taking_part = int((first_day <= int(day[-1])).sum())
        if 0 < taking_part < len(town):
            learnt = at_once(groups, [of_day.set_index("cell_id")["shown"]], exact_city=[taking_part])
            assert (learnt.dwellings, learnt.small_groups) == (0, 0)


def series(groups, taking_part, secret):
    """The protected figures of several days beside the exact city, without the city's own."""
    whole = groups.cells.loc[groups.cells["attribute"] == "", "cell_id"]
    days = []
    for day, who in enumerate(taking_part):
        of_day = counted(groups, who, f"day {day}")
        days.append(of_day if who.sum() >= BROKEN_DOWN_FROM else of_day[of_day["cell_id"].isin(whole)])
    asked = pd.concat(days, ignore_index=True)
    cells = groups.cells.merge(cell_keys(groups, secret))
    nesting = nest(groups, cells["cell_key"])
    shown = protect(asked, cells, secret, nesting=nesting, known=groups.is_city)
    exact = asked["households"].to_numpy()
    assert (shown["shown"] % 3 == 0).all() and (abs(shown["shown"] - exact) <= 2).all()
    assert not (shown.groupby("cell_id")["shown"].diff() < 0).any(), "a number falls while nobody stopped"
    return shown[~shown["cell_id"].isin(groups.cells.loc[groups.is_city, "cell_id"])]


@given(towns(), st.booleans())
@settings(max_examples=10, deadline=None)
def test_one_program_for_all_addresses_finds_what_one_for_each_finds(drawn, rounded):
    town, first_day, secret = drawn
    groups = draw_groups(town)
    if groups.cells.empty or groups.cells.iloc[0]["kind"] != "city":
        return
    who = (first_day <= 1).astype(int)
    exact, shown = figures(groups, who, secret)
    one_by_one = what_is_learnt(groups, shown if rounded else exact, exact_city=int(who.sum()), rounded=rounded)
    asked = (shown if rounded else exact).set_index("cell_id")["shown"]
    learnt = at_once(groups, [asked], exact_city=[int(who.sum())], rounded=rounded)
    assert learnt.dwellings == given_away(one_by_one)


def at_once(groups, days, *, exact_city, rounded=True):
    """The attack of `energiekop audit disclosure` on the figures of some days and the exact city."""
    blocks = attack.blocks(groups)
    dwellings = groups.cells["dwellings"].to_numpy()
    city = int(np.flatnonzero(groups.is_city)[0])
    bounds = []
    for shown, total in zip(days, exact_city, strict=True):
        cells, numbers = shown.index.to_numpy(), shown.to_numpy()
        low, high = attack.counts_behind(numbers, dwellings[cells]) if rounded else (numbers, numbers)
        bounds.append((np.append(cells, city), np.append(low, total), np.append(high, total)))
    return attack.what_is_learnt(blocks, attack.small_groups(groups, blocks), bounds)
