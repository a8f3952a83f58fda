"""Figures that are asked with a choice besides place and day: a period, a split, a state."""

from collections.abc import Hashable
from datetime import date
from typing import Any

from energiekop import figures
from energiekop.privacy import Answer, Viewer
from energiekop.web import page
from energiekop.web.asked import Asked


def answer(asked: Asked, name: str, *, chosen: dict[str, str | None], **question: Hashable) -> Answer:
    """`page.answer` with choices, as the catalogue names them."""
    stands = {"name": name, "language": asked.language, "as_of": asked.as_of, "place": asked.place}
    return page.ask(asked, _chosen, chosen=tuple(sorted(chosen.items())), **(stands | question))


def _chosen(
    viewer: Viewer, *, name: str, chosen: tuple[tuple[str, str | None], ...], as_of: date, **question: Any
) -> Answer:
    """A choice goes along as pairs, since a dict cannot be part of a key."""
    return figures.answer(viewer, name, chosen=dict(chosen), as_of=as_of, **question)
