"""Groups of the same dwellings share one secret key, and no other groups do."""

import hashlib
import hmac

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energiekop.disclosure import cell_keys, draw_groups
from tests.examples import some

from .drawn import SECRET, register, registers

TOWN = """
    street | dwellings | buurt | complex
    A      | 11        | B1    | Abelen
    B      | 12        | B2    |
    B      | 10        | B2    | Berken
"""


def key_by_hand(dwellings, secret):
    """The key as the design writes it, byte by byte."""
    key = bytes(8)
    for dwelling in dwellings:
        share = hmac.new(secret, f"rk|{dwelling}".encode(), hashlib.sha256).digest()[:8]
        key = bytes(a ^ b for a, b in zip(key, share, strict=True))
    return key.hex()


def test_a_key_is_the_exclusive_or_over_the_dwellings_of_the_group():
    groups = draw_groups(register(TOWN))
    bases = groups.membership().groupby("cell_id")["dwelling_id"]
    assert cell_keys(groups, SECRET)["cell_key"].tolist() == [key_by_hand(base, SECRET) for _, base in bases]


def test_a_key_is_the_same_on_every_machine():
    key = cell_keys(draw_groups(register("street | dwellings\nA | 10")), SECRET)["cell_key"]
    assert set(key) == {"3ff0c573c6e761a1"}


def test_a_complex_that_is_a_whole_street_has_the_key_of_that_street():
    groups = draw_groups(register(TOWN))
    keyed = groups.cells.merge(cell_keys(groups, SECRET)).set_index("code")["cell_key"]
    assert keyed["Abelen"] == keyed["A"] == keyed["B1"]
    assert keyed["Berken"] != keyed["B"]


def test_another_name_does_not_change_a_key_and_another_secret_changes_all():
    town = register(TOWN)
    renamed = town.assign(street_id=town["street_id"] + " (new)", street_name="Nieuweweg")
    keys = cell_keys(draw_groups(town), SECRET)["cell_key"]
    assert cell_keys(draw_groups(renamed), SECRET)["cell_key"].tolist() == keys.tolist()
    assert not keys.isin(cell_keys(draw_groups(town), b"another")["cell_key"]).any()


@given(registers(), st.randoms(use_true_random=False))
@settings(max_examples=some(12, 200), deadline=None)
def test_two_groups_have_one_key_only_if_they_hold_the_same_dwellings(drawn, chance):
    groups = draw_groups(drawn)
    bases = groups.membership().groupby("cell_id")["dwelling_id"].agg(frozenset)
    keys = cell_keys(groups, SECRET).set_index("cell_id")["cell_key"]
    assert len(set(zip(bases, keys.loc[bases.index], strict=True))) == bases.nunique() == keys.nunique()


def test_without_a_secret_there_are_no_keys():
    with pytest.raises(ValueError, match="The secret is empty"):
        cell_keys(draw_groups(register(TOWN)), b"")
