"""More stands further from the ground, in both themes, and no class is told by its colour alone."""

import pytest

from energiekop.maps import colours
from energiekop.maps.classes import Classes
from tests.charts.test_palette import contrast, luminance

THEMES = pytest.mark.parametrize("theme", ["light", "dark"])
SHARES = [Classes("sequential", tuple(range(1, number))) for number in range(1, 6)]
CHANGES = [Classes("diverging", (0, 1)), Classes("diverging", (-4, 0, 1, 5))]


@THEMES
@pytest.mark.parametrize("found", [*SHARES, *CHANGES], ids=lambda found: f"{found.scale} {len(found)}")
def test_each_class_has_a_colour_of_its_own(theme: str, found: Classes):
    scale = colours.areas(found)[theme]["scale"]
    assert len(scale) == len(set(scale)) == len(found)


@THEMES
@pytest.mark.parametrize("found", SHARES, ids=len)
def test_more_stands_further_from_the_ground(theme: str, found: Classes):
    light = [luminance(colour) for colour in colours.areas(found)[theme]["scale"]]
    assert light == sorted(light, reverse=theme == "light")


@THEMES
def test_change_is_as_far_from_equal_on_both_sides(theme: str):
    fewer, less, equal, more, most = colours.areas(CHANGES[1])[theme]["scale"]
    assert contrast(fewer, equal) >= 3 and contrast(most, equal) >= 3
    assert contrast(fewer, equal) > contrast(less, equal) and contrast(most, equal) > contrast(more, equal)


@THEMES
def test_borders_circles_and_names_stand_out(theme: str):
    for found in (colours.areas(SHARES[-1])[theme], colours.counts(SHARES[-1])[theme]):
        assert contrast(found["ink"], found["halo"]) >= 4.5
        assert contrast(found["border"], found["ground"]) >= 3
        assert contrast(found["quiet"], found["ground"]) >= 3
    assert all(contrast(colour, found["ground"]) >= 3 for colour in found["scale"][1:])


def test_a_house_has_a_colour_for_every_state():
    assert len(colours.houses()["light"]["scale"]) == len(colours.STATES)


def test_circles_grow_with_their_class():
    for places in (9, 518):
        assert list(colours.radii(places)) == sorted(colours.radii(places))
    assert max(colours.radii(518)) < max(colours.radii(9))
