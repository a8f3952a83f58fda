"""Colours hold for everyone: text at 4.5 to one, edges of marks at three to one, parties apart."""

from itertools import combinations

import pytest

from energiekop import palette
from energiekop.palette import DARK, LIGHT, STATES, Palette

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb as WCAG 2.2 defines it, from 0 (black) to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@BOTH
def test_text_stands_out_from_every_ground(theme: Palette):
    for ground in (theme.ground, theme.card, theme.tail):
        for text in (theme.ink, theme.quiet, theme.accent, theme.waiting):
            assert contrast(text, ground) >= 4.5, (text, ground)


@BOTH
def test_what_is_written_on_a_mark_can_be_read(theme: Palette):
    for state, mark in theme.states.items():
        assert contrast(mark.text, mark.fill) >= 4.5, state


@BOTH
def test_edges_of_marks_and_parties_stand_out_from_every_ground(theme: Palette):
    for ground in (theme.ground, theme.card):
        for colour in (*(mark.edge for mark in theme.states.values()), *theme.parties.values()):
            assert contrast(colour, ground) >= 3, (colour, ground)


@BOTH
def test_every_state_has_its_own_mark_and_sign(theme: Palette):
    assert tuple(theme.states) == STATES
    assert len({mark.fill for mark in theme.states.values()}) == len(STATES)
    assert len({palette.SIGNS[state] for state in STATES}) == len(STATES)


@BOTH
def test_parties_stay_apart_in_grey(theme: Palette):
    for one, other in combinations(theme.parties.values(), 2):
        assert contrast(one, other) > 1.15, (one, other)


@BOTH
def test_tints_go_one_way_from_little_to_much(theme: Palette):
    steps = [luminance(tint) for tint in theme.tints]
    assert steps == sorted(steps, reverse=theme is LIGHT)


def test_a_theme_is_chosen_by_its_darkness():
    assert palette.of(dark=True) is DARK
    assert palette.of(dark=False) is LIGHT
