"""The sheet of one street as HTML, from templates that escape every value."""

from dataclasses import dataclass, replace
from pathlib import Path

from energiekop import figures
from energiekop.catalogue.assumptions import ASSUMPTIONS, SAVINGS_DEFINITION
from energiekop.figures.street import Savings, Seen
from energiekop.figures.street import seen as see
from energiekop.privacy import Answer, Viewer
from energiekop.sheets import render
from energiekop.web import noting, page
from energiekop.web.asked import anybodys
from energiekop.web.page import Asked, Place
from energiekop.web.street import words
from energiekop.web.street.choosing import named
from energiekop.web.street.picture import drawn
from energiekop.web.street.visits import visits


@dataclass(frozen=True)
class _Legend:
    """The words beside the signs."""

    asked: Asked
    plan: str
    under_way: str
    unmarked: str

    def homes(self, n: int) -> str:
        """'24 homes', for a block."""
        return page.say_many(self.asked, "{n} home", "{n} homes", n)


@dataclass(frozen=True)
class _Behind:
    """What stands behind a line that opens at a click."""

    title: str
    lines: list[str]


def sheets(seen: Asked, place: Place) -> tuple[str, str]:
    """The street above the print button, and what it can save below; written once, then remembered."""
    # A street is of one day: what period the overview compares does not change a word of it.
    shown = replace(anybodys(seen, seen.viewer), period="week")
    written = page.ask(seen, _written, shown=shown, place=place)
    if seen.viewer.role == "champion":
        noting.looked(seen, f"neighbours of {place.in_url}")
    return written


def _written(viewer: Viewer, *, store: Path, snapshot: str, shown: Asked, place: Place) -> tuple[str, str]:
    told = words.progress(shown, place)
    if viewer.role != "champion":
        saved = page.ask(shown, figures.savings, **named(place))
        return _street(shown, place, told, None), _savings(shown, place, saved)
    since = told.as_of if told else shown.reference_day
    here = see(viewer, since=since, store=store, snapshot=snapshot, **named(place))
    return _street(shown, place, told, here), _savings(shown, place, here.savings)


def _street(seen: Asked, place: Place, told: Answer | None, here: Seen | None) -> str:
    """Title, answer, ribbon and whom to visit; the municipality gets title and answer alone."""
    picture = whom = None
    own = 0
    if here is not None:
        picture = drawn(seen, place, here.houses, here.neighbours)
        whom = visits(seen, here.neighbours) if picture else None
        own = len(here.own_lines) if told else 0
    quiet = words.since(seen, place, told, own)
    if here is None:
        quiet.append(page.say(seen, "Who takes part is seen by the champion of the street only."))
    counted = words.counted(seen, told)
    return render(
        "street",
        title=place.name,
        answer=words.answer(seen, place, told),
        quiet=quiet,
        explained=_Behind(page.say(seen, "How do we count this?"), counted) if counted else None,
        drawn=picture,
        no_houses=page.say(seen, "There are no homes here.") if here else "",
        visits=whom,
        words=_Legend(
            seen,
            plan=page.say(seen, "plan ready"),
            under_way=page.say(seen, "under way"),
            unmarked=page.say(seen, "not yet in touch, or rather private"),
        ),
    )


def _savings(seen: Asked, place: Place, saved: Savings | None) -> str:
    """What the street can save, its assumptions behind a line to open, and the foot of the printed page."""
    reckoned = None
    if saved is not None:
        reckoned = _Behind(page.say(seen, "This is how we reckoned"), [SAVINGS_DEFINITION[seen.language]])
    return render(
        "savings",
        title=page.say(seen, "What the building can save")
        if place.kind == "complex"
        else page.say(seen, "What the street can save"),
        answer=words.saved(seen, place, saved),
        reckoned=reckoned,
        assumptions=[(getattr(each, seen.language), each.source) for each in ASSUMPTIONS],
        on_paper=_foot(seen),
    )


def print_button(asked: Asked) -> str:
    """A wide button that opens the browser's print window."""
    return render("print", label=page.say(asked, "Print my street"))


def _foot(seen: Asked) -> list[str]:
    day = page.day(seen, seen.reference_day)
    foot = [page.say(seen, "Energiekoplopers. Neighbours as known on {day}.", day=day)]
    if seen.viewer.role == "champion":
        foot.append(page.say(seen, "Keep this sheet to yourself: your neighbours trusted you with it."))
    if seen.demo:
        foot.append(page.say(seen, "These are invented data of a demo city."))
    return foot
