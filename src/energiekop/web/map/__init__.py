"""The map's page: what it looks at, the words above it, and what the browser draws."""

from energiekop.web.map.screen import (
    Screen,
    above,
    draw,
    found_on,
    houses_message,
    houses_on,
    message,
    screen,
)
from energiekop.web.map.where import houses_sentence, in_words, sentence, title

__all__ = [
    "Screen",
    "above",
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
]
