"""The map's page: what it looks at, the words above it, and what the browser draws."""

from energiekop.web.map.screen import (
    Screen,
    controls,
    draw,
    found_on,
    houses_message,
    houses_on,
    message,
    screen,
    ways_up,
)
from energiekop.web.map.where import houses_sentence, in_words, sentence, title

__all__ = [
    "Screen",
    "controls",
    "draw",
    "found_on",
    "houses_message",
    "houses_on",
    "houses_sentence",
    "in_words",
    "message",
    "screen",
    "sentence",
    "title",
    "ways_up",
]
