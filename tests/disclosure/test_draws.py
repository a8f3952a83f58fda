"""What number is shown for an exact count?"""

import hashlib
import hmac

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energiekop.disclosure import BASE, MILESTONES, draw_groups, draws, protect
from energiekop.disclosure.draws import rounded
from energiekop.disclosure.keys import cell_keys

from .drawn import SECRET, cells, counts, funnels, lines, register, shown_as, table

KEYED = cells("""
    cell_id | cell_key         | dwellings
    0       | 0123456789abcdef | 40
    1       | fedcba9876543210 | 13
    2       | 0123456789abcdef | 40
""")


def shown_by_hand(n, cell_key, measure, secret=SECRET):
    """The rule as the design writes it."""
    k = -(-n // 3)
    r = n - 3 * (k - 1)
    u = int.from_bytes(hmac.new(secret, f"u|{cell_key}|{measure}|{k}".encode(), hashlib.sha256).digest()[:8])
    return 0 if n == 0 else (3 * k if u % 3 >= 3 - r else 3 * (k - 1))


def funnel_steps(dwellings):
    """Households at each milestone, from the first to the last: never more than at the one before."""
    step = st.integers(0, dwellings)
    return st.lists(step, min_size=6, max_size=6).map(lambda steps: sorted(steps, reverse=True))


def growing_funnels():
    """(dwellings, funnels by date), every count at least that of the date before."""
    return st.integers(10, 60).flatmap(
        lambda dwellings: st.tuples(
            st.just(dwellings),
            st.lists(funnel_steps(dwellings), min_size=1, max_size=6).map(
                lambda days: np.maximum.accumulate(np.array(days), axis=0).tolist()
            ),
        )
    )


@pytest.mark.parametrize("households", range(32))
def test_a_count_is_drawn_as_the_design_writes_it(households):
    expected = min(shown_by_hand(households, "0123456789abcdef", "reached"), 39)
    asked = counts(f"cell_id | milestone | households\n0 | reached | {households}")
    assert protect(asked, KEYED, SECRET)["shown"].tolist() == [expected]


def test_a_part_is_drawn_for_itself_and_shows_no_more_than_its_whole():
    asked = counts("""
        cell_id | milestone | split         | households
        0       | advice    |               | 11
        0       | advice    | party=firm    | 7
        0       | advice    | party=council | 4
        0       | plan      |               | 1
    """)
    whole = shown_by_hand(11, "0123456789abcdef", "advice")
    firm = min(whole, shown_by_hand(7, "0123456789abcdef", "advice|party=firm"))
    council = min(whole, shown_by_hand(4, "0123456789abcdef", "advice|party=council"))
    plan = min(whole, shown_by_hand(1, "0123456789abcdef", "plan"))
    assert protect(asked, KEYED, SECRET)["shown"].tolist() == [whole, firm, council, plan]


def test_a_later_milestone_never_shows_more_than_any_before_it():
    # 4 at every step: each draw is 3 or 6 for itself, and after the first 3 all are 3.
    asked = counts("""
        cell_id | milestone    | households
        0       | measure      | 4
        0       | plan         | 4
        0       | advice       | 4
        0       | conversation | 4
        0       | signed_up    | 4
        0       | reached      | 4
    """)
    drawn = [shown_by_hand(4, "0123456789abcdef", milestone) for milestone in MILESTONES]
    assert len(set(drawn)) == 2, "an example in which the draws agree shows nothing"
    shown = protect(asked, KEYED, SECRET)["shown"].tolist()
    assert shown == np.minimum.accumulate(drawn).tolist()[::-1]


def test_the_answer_keeps_the_rows_and_their_order_and_holds_no_exact_count():
    asked = counts("""
        cell_id | milestone | on_date    | households
        1       | plan      | 2026-02-28 | 0
        0       | plan      | 2026-01-31 | 0
    """)
    assert shown_as(protect(asked, KEYED, SECRET)) == lines("""
        cell_id | milestone | split | on_date    | shown
        1       | plan      |       | 2026-02-28 | 0
        0       | plan      |       | 2026-01-31 | 0
    """)


@given(growing_funnels())
@settings(max_examples=200, deadline=None)
def test_every_number_shown_is_a_multiple_of_three_within_two_of_the_truth(funnel):
    # Holds after the cap and the step before as well: those only lower a number, to a cap of at least
    # N - 2 >= n - 2, or to what an earlier step shows: at least its own count - 2 >= n - 2.
    dwellings, days = funnel
    asked, cell = funnels(days, dwellings=dwellings)
    shown = protect(asked, cell, SECRET)["shown"]
    assert (shown % BASE == 0).all()
    assert ((shown - asked["households"]).abs() <= BASE - 1).all()
    assert (shown <= dwellings).all()


@given(growing_funnels())
@settings(max_examples=200, deadline=None)
def test_a_number_never_falls_while_the_truth_rises_nor_from_one_step_to_the_next(funnel):
    dwellings, days = funnel
    asked, cell = funnels(days, dwellings=dwellings)
    shown = protect(asked, cell, SECRET).pivot(index="on_date", columns="milestone", values="shown")
    steps = shown[list(MILESTONES)].to_numpy()
    assert (np.diff(steps, axis=0) >= 0).all()
    assert (np.diff(steps, axis=1) <= 0).all()


@given(st.integers(0, 200), st.text(min_size=1), st.binary(min_size=1))
@settings(deadline=None)
def test_a_draw_never_falls_while_the_truth_rises(highest, measure, secret):
    households = np.arange(highest + 1)
    names = pd.Series([measure] * len(households))
    drawn = rounded(households, pd.Series(["0f"] * len(households)), names, secret)
    assert (np.diff(drawn) >= 0).all()
    assert (np.abs(drawn - households) <= BASE - 1).all()


def test_rounding_is_right_on_average():
    chance = np.random.default_rng(1)
    households = chance.integers(0, 60, 60_000)
    keys = pd.Series([f"{number:016x}" for number in range(len(households))])
    drawn = rounded(households, keys, pd.Series(["plan"] * len(keys)), SECRET)
    wrong_by = drawn - households
    for above in range(BASE):  # for each rest on its own: a bias could cancel out over them
        assert abs(wrong_by[households % BASE == above].mean()) < 0.05
    assert set(np.unique(wrong_by)) == {-2, -1, 0, 1, 2}


@given(growing_funnels(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_a_rebuild_in_any_order_shows_the_same(funnel, chance):
    dwellings, days = funnel
    asked, cell = funnels(days, dwellings=dwellings)
    order = list(range(len(asked)))
    chance.shuffle(order)
    shown = protect(asked, cell, SECRET)
    again = protect(asked.iloc[order], cell, SECRET)
    assert again["shown"].tolist() == shown["shown"].iloc[order].tolist()


@given(growing_funnels(), growing_funnels(), st.integers(1, 30))
@settings(max_examples=60, deadline=None)
def test_what_is_drawn_in_portions_shows_the_same(funnel, other, at_once):
    asked, cells = [], []
    for number, (dwellings, days) in enumerate((funnel, other, funnel)):
        counted, cell = funnels(days, dwellings=dwellings)
        asked.append(counted.assign(cell_id=number))
        cells.append(cell.assign(cell_id=number, cell_key=f"0{number}"))
    asked, cells = pd.concat(asked, ignore_index=True), pd.concat(cells, ignore_index=True)
    together = protect(asked, cells, SECRET)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(draws, "_AT_ONCE", at_once)
        pd.testing.assert_frame_equal(protect(asked, cells, SECRET), together)
        twice = pd.concat([asked, asked.tail(1)], ignore_index=True)
        with pytest.raises(ValueError, match="is there twice"):
            protect(twice, cells, SECRET)


def test_dates_do_not_matter_to_a_draw():
    asked = counts("""
        cell_id | milestone | on_date    | households
        0       | plan      | 2026-01-31 | 4
        0       | plan      | 2026-02-28 | 4
        0       | plan      | 2026-03-31 | 4
    """)
    assert protect(asked, KEYED, SECRET)["shown"].nunique() == 1


def test_a_street_by_another_name_and_a_complex_that_is_that_street_show_the_same():
    town = register("""
        street | dwellings | buurt | complex
        A      | 20        | B1    | Abelen
        Z      | 20        | B2    |
    """)
    groups = draw_groups(town)
    keyed = groups.cells.merge(cell_keys(groups, SECRET))
    same = keyed[keyed["code"].isin(["A", "Abelen", "B1"])]
    asked = pd.DataFrame(
        [(cell, "plan", "", day, day) for cell in same["cell_id"] for day in range(21)],
        columns=["cell_id", "milestone", "split", "on_date", "households"],
    )
    shown = protect(asked, keyed, SECRET).pivot(index="on_date", columns="cell_id", values="shown")
    assert len(shown.columns) == 3
    assert (shown.nunique(axis=1) == 1).all()


def test_another_secret_gives_other_draws():
    asked, cell = funnels([[day] * 6 for day in range(40)], dwellings=60)
    assert (protect(asked, cell, b"one")["shown"] != protect(asked, cell, b"two")["shown"]).any()


def test_no_counts_give_no_figures():
    asked, cell = funnels([[0] * 6], dwellings=10)
    assert protect(asked.iloc[:0], cell, SECRET).empty


REFUSED = table("""
    cell_id | milestone | split | households | why
    9       | plan      |       | 1          | is about a cell that is not among the cells
    1       | plan      |       | 14         | is below 0 or above the dwellings of its cell
    1       | plan      |       | -1         | is below 0 or above the dwellings of its cell
    1       | wish      |       | 1          | has a milestone other than reached, signed_up
    1       | advice    |       | 2          | is there twice
    1       | plan      |       | 6          | is more than its whole, or than an earlier milestone
    1       | advice    | firm  | 6          | is more than its whole, or than an earlier milestone
    1       | plan      | firm  | 1          | is a part \\(split\\) without its whole
""")


@pytest.mark.parametrize("row", REFUSED.to_dict("records"), ids=lambda row: row["why"])
def test_counts_that_cannot_be_are_refused_without_telling_the_count(row):
    good = counts("cell_id | milestone | households\n1 | advice | 5")
    wrong = pd.DataFrame([row | {"split": row["split"] or "", "on_date": "2026-01-31"}])
    with pytest.raises(ValueError, match=f"1 counts? refused; the first .* {row['why']}") as refusal:
        protect(pd.concat([good, wrong[good.columns]], ignore_index=True), KEYED, SECRET)
    assert f"cell_id {row['cell_id']}, milestone {row['milestone']}" in str(refusal.value)
    assert "households" not in str(refusal.value)


def test_without_a_secret_nothing_is_shown():
    with pytest.raises(ValueError, match="The secret is empty"):
        protect(counts("cell_id | milestone | households\n0 | plan | 1"), KEYED, b"")
