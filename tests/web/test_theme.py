"""The theme that Streamlit draws has the colours of the palette, whose contrast is held elsewhere."""

import tomllib

import pytest

from energiekop import palette
from energiekop.palette import Palette
from tests.house.places import ROOT

THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 counts it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("name", "colours"), [("light", palette.LIGHT), ("dark", palette.DARK)])
def test_the_theme_and_the_palette_are_of_one_mind(name: str, colours: Palette) -> None:
    theme = THEME[name]
    assert theme["backgroundColor"] == colours.ground
    assert theme["textColor"] == colours.ink
    assert theme["grayTextColor"] == colours.quiet
    assert theme["borderColor"] == colours.line
    assert theme["primaryColor"] == colours.accent


@pytest.mark.parametrize("name", ["light", "dark"])
def test_what_is_written_can_be_read_on_what_it_is_written_on(name: str) -> None:
    theme = THEME[name]
    for ground in ("backgroundColor", "secondaryBackgroundColor"):
        for text in ("textColor", "grayTextColor", "linkColor", "primaryColor"):
            assert contrast(theme[text], theme[ground]) >= 4.5, (text, ground)
