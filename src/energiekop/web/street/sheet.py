"""The sheet of one street as HTML, from templates that escape every value."""

from dataclasses import dataclass

from energiekop import figures, sheets
from energiekop.catalogue.assumptions import ASSUMPTIONS, SAVINGS_DEFINITION
from energiekop.web import page
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


def street(seen: Asked, place: Place) -> str:
    """Title, answer, ribbon and whom to visit; the municipality gets title and answer alone."""
    told = words.progress(seen, place)
    sees_neighbours = seen.viewer.role == "champion"
    picture = whom = None
    own = 0
    if sees_neighbours:
        neighbours = page.ask(seen, figures.neighbours, **named(place))
        picture = drawn(seen, place, page.ask(seen, figures.street_houses, **named(place)), neighbours)
        whom = visits(seen, neighbours) if picture else None
        if told is not None:
            own = len(page.ask(seen, figures.own_lines, since=told.as_of, **named(place)))
    quiet = words.since(seen, place, told, own)
    if not sees_neighbours:
        quiet.append(page.say(seen, "Who takes part is seen by the champion of the street only."))
    counted = words.counted(seen, told)
    return sheets.render(
        "street",
        title=place.name,
        answer=words.answer(seen, place, told),
        quiet=quiet,
        explained=_Behind(page.say(seen, "How do we count this?"), counted) if counted else None,
        drawn=picture,
        no_houses=page.say(seen, "There are no homes here.") if sees_neighbours else "",
        visits=whom,
        words=_Legend(
            seen,
            plan=page.say(seen, "plan ready"),
            under_way=page.say(seen, "under way"),
            unmarked=page.say(seen, "not yet in touch, or rather private"),
        ),
    )


def savings(seen: Asked, place: Place) -> str:
    """What the street can save, its assumptions behind a line to open, and the foot of the printed page."""
    saved = page.ask(seen, figures.savings, **named(place))
    reckoned = None
    if saved is not None:
        reckoned = _Behind(page.say(seen, "This is how we reckoned"), [SAVINGS_DEFINITION[seen.language]])
    return sheets.render(
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
    return sheets.render("print", label=page.say(asked, "Print my street"))


def _foot(seen: Asked) -> list[str]:
    day = page.day(seen, seen.reference_day)
    foot = [page.say(seen, "Energiekoplopers. Neighbours as known on {day}.", day=day)]
    if seen.viewer.role == "champion":
        foot.append(page.say(seen, "Keep this sheet to yourself: your neighbours trusted you with it."))
    if seen.demo:
        foot.append(page.say(seen, "These are invented data of a demo city."))
    return foot
