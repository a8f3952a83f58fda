"""What a page asks of its snapshot: each question once, the next place's along with this one's."""

from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from energiekop import catalogue, figures
from energiekop.catalogue import GRAINS
from energiekop.privacy import Answer, OutOfScope, Viewer, eyes
from energiekop.web import starting
from energiekop.web.asked import Asked, anybodys
from energiekop.web.places import Place
from energiekop.web.remembered import remembered

T = TypeVar("T")

# DuckDB plans each question on one core; two is what a small server has.
_ASKING = ThreadPoolExecutor(2, thread_name_prefix="asking")
# A kind with more places than this (the streets of a large city, the complexes) is asked place by place.
_TOGETHER = 1000
# Its months begin at the first contact in all that is asked: of one place others than of all.
_ALONE = frozenset({"burn_up"})


def ask(asked: Asked, figure: Callable[..., T], **question: Hashable) -> T:
    """What a function of `figures` answers to this viewer on this snapshot; asked once, then remembered.

    `figure(viewer, *, store, snapshot, **question)`; `as_of` is the page's own unless the question says so.
    """
    return remembered(figure, asked.viewer, store=asked.store, snapshot=asked.snapshot, **question)


def ahead(asked: Asked, *questions: Callable[[], object]) -> None:
    """Asks what the page will ask, two at a time, before it is drawn: the answers are remembered.

    Once for each question of a page: the second time all is known, and to wait for others costs more than to
    ask. What is refused is refused again, in kind words, where the page asks it.
    """

    def two_at_a_time(viewer: Viewer, *, store: Path, snapshot: str, shown: Asked) -> bool:
        for asking in [_ASKING.submit(question) for question in questions]:
            with suppress(OutOfScope):
                asking.result()
        return True

    ask(asked, two_at_a_time, shown=anybodys(asked, asked.viewer))


def answer(
    asked: Asked, name: str, *, chosen: Mapping[str, str | None] | None = None, **question: Hashable
) -> Answer:
    """The answer of a figure of the catalogue at the page's day, with all a tile needs to show it.

    chosen: what else the catalogue lets one choose, such as a period or a split. Who looks at one place soon
    looks at the next: where a viewer may see them all, a kind's places are asked together.
    """
    stands: dict[str, Hashable] = {"name": name, "language": asked.language, "as_of": asked.as_of}
    # As pairs, since a dict cannot be part of a key.
    stands |= question | {"chosen": tuple(sorted((chosen or {}).items()))}
    place = stands.get("place")
    by = stands.get("by") or (place.kind if isinstance(place, Place) else None)
    asked = replace(asked, viewer=eyes(asked.viewer, name, str(by) if by else None))
    if isinstance(place, Place) and _asked_together(asked, name, place):
        return ask(asked, _of_place, **stands)
    return ask(asked, _answered, **stands)


def together(asked: Asked, kind: str) -> bool:
    """Whether all places of a kind are asked for at once. Below team the published ones always may be."""
    few = starting.places(asked.store, asked.snapshot).numbers[kind] <= _TOGETHER
    return few or asked.viewer.role != "team"


def _asked_together(asked: Asked, name: str, place: Place) -> bool:
    """For the team: below it a place is a group with its own rules, and chosen from what is published."""
    by_kind = asked.viewer.role == "team" and place.kind in catalogue.figure(name).grains["team"]
    return by_kind and name not in _ALONE and bool(place.code) and together(asked, place.kind)


def _of_place(viewer: Viewer, *, place: Place, **asked: Any) -> Answer:
    every = remembered(_answered, viewer, **asked, by=place.kind)
    here = every.rows[GRAINS[place.kind].keys[0]].to_numpy() == place.code
    return replace(every, rows=every.rows[here].reset_index(drop=True))


def _answered(
    viewer: Viewer, *, name: str, chosen: tuple[tuple[str, str | None], ...], **asked: Any
) -> Answer:
    return figures.answer(viewer, name, chosen=dict(chosen), **asked)
