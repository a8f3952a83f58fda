"""Attack test 2 on one drawn wijk: no address is given away by all the figures of one date together."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from energiekop.disclosure import (
    BROKEN_DOWN_FROM,
    Dwellings,
    attack,
    cell_keys,
    counts_behind,
    draw_groups,
    protect,
)
from tests.examples import some

from .attack import what_is_learnt
from .drawn import register, shown_as

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


DAYS = np.array(["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"], dtype="datetime64[D]")


def counted(groups, first_day, milestone, day):
    """The exact counts of all groups on one day."""
    by_then = (first_day <= day).astype(int)
    members = groups.membership().merge(by_then.rename("households"), left_on="dwelling_id", right_index=True)
    exact = members.groupby("cell_id", as_index=False)["households"].sum()
    return exact.assign(milestone=milestone, split="", on_date=day)


def protected(groups, asked, reached, secret):
    """The protected figures of these counts; `reached`: per dwelling its first day of each step, NaT for never."""
    in_order = reached.reindex(groups.dwellings["dwelling_id"])
    dwellings = Dwellings(
        cell=np.column_stack(groups.cell_columns()),
        reached={step: in_order[step].to_numpy(dtype="datetime64[D]") for step in in_order},
        known=groups.is_city,
    )
    return protect(asked, groups.cells.merge(cell_keys(groups, secret)), secret, dwellings=dwellings)


def figures(groups, taking_part, secret):
    """The exact counts of all groups under the city, and their protected figures."""
    plan = pd.Series(DAYS[0], index=taking_part.index).where(taking_part > 0)
    asked = counted(groups, plan, "plan", DAYS[0])
    shown = protected(groups, asked, plan.to_frame("plan"), secret)
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
    learnt = [what_is_learnt(groups, figures(groups, who, b"secret %d" % seed)[1]) for seed in range(30)]
    assert all((answer["lowest"] == 0).all() for answer in learnt)
    assert sum(map(given_away, learnt)) == 0


def test_it_is_the_number_that_moved_last_which_is_rounded_the_other_way():
    # One household of a buurt in January, the next in February: both streets show 3 then, and in some draws
    # the buurt 0. The street of January showed its 3 before.
    town = register(EARLY)
    groups = draw_groups(town)
    plan = pd.DataFrame({"plan": pd.Series(np.datetime64("NaT", "D"), index=town["dwelling_id"])})
    plan.iloc[[0, 90, 91, 92, 93, 94, 30], 0] = [*DAYS[[0] * 6], DAYS[1]]
    for seed in range(30):
        at_first = series(groups, plan, b"secret %d" % seed, DAYS[:1])
        later = series(groups, plan, b"secret %d" % seed, DAYS[:2])
        assert shown_as(at_first) == shown_as(later[later["on_date"] == DAYS[0]])


STREET_OF_TWO_COMPLEXES = """
    street | dwellings | buurt | complex
    A      | 14        | B1    | Abelen
    A      | 12        | B1    | Berken
    Z      | 10        | B1    | Berken
    Z      | 50        | B1    |
    Y      | 60        | B2    |
"""


STREET_BESIDE_A_COMPLEX = """
    street | dwellings | buurt | complex
    A      | 30        | B1    |
    Y      | 10        | B1    | Abelen
    Y      | 20        | B1    |
    Z      | 10        | B1    | Abelen
    Z      | 20        | B1    |
    X      | 60        | B2    |
"""


@pytest.mark.parametrize(
    ("drawn", "who"),
    [
        # A pilot in one street: the city says 31, and a street that shows 33 has 31 at least: all of them.
        (EARLY, range(90, 121)),
        # The mirror: of the city's 62 the other buurt, which shows 0, has 2 at most, so this one all its 60.
        (EARLY, [0, 30, *range(90, 150)]),
        # Complexes that show 0 hold 2 each at most, a street within both that shows 6 holds 4: none elsewhere.
        (STREET_OF_TWO_COMPLEXES, [0, 1, 14, 15, 40, 41, 42, 43, 44, 90, 91]),
        # Each shows 3, so 1 at least, and the city has 2: nobody else in it. One secret in nine draws so.
        (STREET_BESIDE_A_COMPLEX, [0, 30]),
    ],
    ids=["pilot in a street", "all of a buurt", "street that fills complexes", "street beside a complex"],
)
def test_beside_the_exact_city_no_few_numbers_give_away_all_others(drawn, who):
    town = register(drawn)
    groups = draw_groups(town)
    takes_part = pd.Series(0, index=town["dwelling_id"])
    takes_part.iloc[list(who)] = 1
    for seed in range(30):
        _, shown = figures(groups, takes_part, b"secret %d" % seed)
        assert given_away(what_is_learnt(groups, shown, exact_city=len(who))) == 0


ATTRIBUTES = ("tenure", "label", "building_period", "dwelling_type")


STEPS = ["reached", "signed_up", "plan"]
SHARES = st.sampled_from([(0.9, 0.05, 0.05), (0.5, 0.5, 0.0), (1 / 3, 1 / 3, 1 / 3)])


@st.composite
def towns(draw):
    """A register in which complexes lie in streets and streets in buurten, with attributes; the first day of
    each dwelling at each of three steps, each on the same day as the one before or later; and a secret.
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
    day = np.where(chance.random(len(town)) < share, chance.integers(0, len(DAYS), size=len(town)), len(DAYS))
    reached = {}
    for step in STEPS:
        reached[step] = np.append(DAYS, np.datetime64("NaT"))[np.minimum(day, len(DAYS))]
        day = day + chance.choice([0, 1, 9], size=len(town), p=draw(SHARES))
    return town, pd.DataFrame(reached, index=town["dwelling_id"]), draw(st.binary(min_size=1, max_size=4))


@given(towns())
@settings(max_examples=5, deadline=None, derandomize=True)
def test_no_address_of_five_towns_is_given_away(drawn):
    is_safe(drawn)


@pytest.mark.soak
@given(towns())
@settings(max_examples=600, deadline=None)
def test_no_address_of_any_town_is_given_away(drawn):
    is_safe(drawn)


def is_safe(drawn):
    """Nothing of a drawn town is given away by a step on a day, by a step on all days, or by all steps on a day.

    By those of one step and day no count is known either, of any group, but of those that are the city.
    """
    town, reached, secret = drawn
    groups = draw_groups(town)
    if groups.cells.empty or groups.cells.iloc[0]["kind"] != "city":
        return
    shown = series(groups, reached, secret)
    taken = {(step, day): int((reached[step] <= day).sum()) for step in STEPS for day in DAYS}
    told = {moment: total for moment, total in taken.items() if 0 < total < len(town)}
    cities = int((groups.cells["dwellings"] == len(town)).sum())
    for moment in told:
        learnt = at_once(groups, shown, {moment: told[moment]})
        assert (learnt.dwellings, learnt.small_groups) == (0, 0)
        assert learnt.counts_known <= cities
    for step in STEPS:
        in_turn = {moment: total for moment, total in told.items() if moment[0] == step}
        if len(in_turn) > 1:
            learnt = at_once(groups, shown, in_turn)
            assert (learnt.dwellings, learnt.small_groups) == (0, 0)
    for day in DAYS:
        in_turn = {moment: total for moment, total in told.items() if moment[1] == day}
        if len(in_turn) > 1:
            learnt = at_once(groups, shown, in_turn, grows=False)
            assert (learnt.dwellings, learnt.small_groups) == (0, 0)


def series(groups, reached, secret, days=DAYS):
    """The protected figures of several days beside the exact city, without the city's own."""
    whole = groups.cells.loc[groups.cells["attribute"] == "", "cell_id"]
    counts = []
    for step in reached:
        for day in days:
            of_day = counted(groups, reached[step], step, day)
            enough = (reached[step] <= day).sum() >= BROKEN_DOWN_FROM
            counts.append(of_day if enough else of_day[of_day["cell_id"].isin(whole)])
    asked = pd.concat(counts, ignore_index=True)
    shown = protected(groups, asked, reached, secret)
    exact = asked["households"].to_numpy()
    assert (shown["shown"] % 3 == 0).all() and (abs(shown["shown"] - exact) <= 2).all()
    assert not (shown.groupby(["cell_id", "milestone"])["shown"].diff() < 0).any(), "a number falls"
    by_step = shown.pivot(index=["cell_id", "on_date"], columns="milestone", values="shown")[list(reached)]
    assert not (by_step.diff(axis=1) > 0).any(axis=None), "a step shows more than the one before"
    return shown[~shown["cell_id"].isin(groups.cells.loc[groups.is_city, "cell_id"])]


@given(towns(), st.integers(1, len(DAYS) - 1))
@settings(max_examples=some(4, 60), deadline=None)
def test_what_was_published_of_earlier_days_stays_as_it_was(drawn, days):
    town, reached, secret = drawn
    groups = draw_groups(town)
    at_first = series(groups, reached, secret, DAYS[:days])
    later = series(groups, reached, secret)
    assert shown_as(at_first) == shown_as(later[later["on_date"] <= DAYS[days - 1]])


@given(towns(), st.booleans())
@settings(max_examples=some(4, 60), deadline=None)
def test_one_program_for_all_addresses_finds_what_one_for_each_finds(drawn, rounded):
    town, reached, secret = drawn
    groups = draw_groups(town)
    if groups.cells.empty or groups.cells.iloc[0]["kind"] != "city":
        return
    who = (reached["plan"] <= DAYS[1]).astype(int)
    exact, shown = figures(groups, who, secret)
    asked, total = (shown if rounded else exact), int(who.sum())
    one_by_one = what_is_learnt(groups, asked, exact_city=total, rounded=rounded)
    learnt = at_once(groups, asked, {("plan", DAYS[0]): total}, rounded=rounded)
    assert learnt.dwellings == given_away(one_by_one)


@given(towns())
@settings(max_examples=some(5, 60), deadline=None)
def test_wijk_by_wijk_finds_what_the_figures_within_a_wijk_tell(drawn):
    """Of exact figures, which tell much: nothing that all of them together do not tell, and often something."""
    town, reached, _ = drawn
    groups = draw_groups(town)
    if groups.cells.empty or groups.cells.iloc[0]["kind"] != "city":
        return
    who = (reached["plan"] <= DAYS[1]).astype(int)
    exact, _ = figures(groups, who, b"any")
    whole = at_once(groups, exact, {("plan", DAYS[0]): int(who.sum())}, rounded=False)
    blocks = attack.blocks(groups)
    small = attack.small_groups(groups, blocks)
    counts = exact["shown"].to_numpy()
    found = []
    for own, smaller, within in attack.apart(blocks, small, groups.dwellings["wijk"].to_numpy()):
        assert own.size.sum() == (own.of_dwelling >= 0).sum() and own.inside.shape[1] == len(own.size)
        here = exact["cell_id"].to_numpy()[within[exact["cell_id"].to_numpy()]]
        known = counts[within[exact["cell_id"].to_numpy()]]
        found.append(attack.what_is_learnt(own, smaller, [(here, known, known)]))
    learnt = sum(found[1:], start=found[0])
    assert learnt.tried_dwellings == whole.tried_dwellings == len(town)
    assert learnt.dwellings <= whole.dwellings and learnt.small_groups <= whole.small_groups
    event(f"given away wijk by wijk: {min(learnt.dwellings, 1)} of {min(whole.dwellings, 1)}")


def at_once(groups, shown, taken, *, rounded=True, grows=True):
    """The attack of `energiekop audit disclosure` on the figures of some steps and days and the exact city.

    taken: per step and day how many of the city; in the order in which they grow, or not.
    """
    blocks = attack.blocks(groups)
    dwellings = groups.cells["dwellings"].to_numpy()
    city = int(np.flatnonzero(groups.is_city)[0])
    bounds = []
    for (step, day), total in taken.items():
        of_moment = shown[(shown["milestone"] == step) & (shown["on_date"] == day)]
        cells, numbers = of_moment["cell_id"].to_numpy(), of_moment["shown"].to_numpy()
        low, high = counts_behind(numbers, dwellings[cells]) if rounded else (numbers, numbers)
        bounds.append((np.append(cells, city), np.append(low, total), np.append(high, total)))
    return attack.what_is_learnt(blocks, attack.small_groups(groups, blocks), bounds, grows=grows)
