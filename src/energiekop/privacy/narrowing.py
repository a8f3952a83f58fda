"""What a question is narrowed to: one place, a filter, or a choice; what may not be is refused."""

from collections.abc import Mapping
from typing import Any, Protocol

from energiekop.catalogue import Figure
from energiekop.privacy.errors import NoScope, NotForRole, NotPublished
from energiekop.privacy.reading import Reading


class Somewhere(Protocol):
    """A place by its kind (city, stadsdeel, gebied, wijk, buurt, street or complex) and its code."""

    @property
    def kind(self) -> str:
        """One of the kinds."""

    @property
    def code(self) -> str:
        """The place's code, id or name; the city needs none."""


def filters(
    reading: Reading,
    grain: str,
    place: Somewhere | None,
    *,
    street: str | None,
    complex: str | None,
    firm: str | None,
) -> dict[str, Any]:
    """The team's filters: the ids of what was named. Raises NoScope for a place or firm that is not there."""
    if firm and not reading.rows("select 1 from exact.household where firm = $firm limit 1", {"firm": firm}):
        raise NoScope(f'This snapshot has no firm "{firm}"; see the figure by firm for the names there are.')
    named = {"street": street, "complex": complex}
    asked: dict[str, Any] = {
        "in_kind": None,
        "in_codes": [],
        "only_place": None,
        "only_street": street and reading.place("street", street).id,
        "only_complex": complex and reading.place("complex", complex).id,
        "only_firm": firm,
        "filtered": bool(firm or any(named.values())),
    }
    if place is not None and place.kind != "city":
        code = reading.place(place.kind, place.code).id
        asked["in_kind"], asked["in_codes"] = place.kind, [code]
        if place.kind == grain:  # the place itself: one row, also when nobody takes part
            asked["only_place"] = code
        else:
            asked["filtered"] = True
        if place.kind == "gebied":
            of_gebied = "select buurt_code from exact.gebied_buurt where gebied_code = $code"
            asked["in_kind"] = "buurt"
            asked["in_codes"] = [buurt for (buurt,) in reading.rows(of_gebied, {"code": code})]
    return asked


def cells(
    reading: Reading,
    grain: str,
    place: Somewhere | None,
    *,
    street: str | None,
    complex: str | None,
    firm: str | None,
) -> list[int] | None:
    """The groups that may be shown, None for all. Below team a filter only chooses a group as it stands."""
    role = reading.viewer.role
    chosen = {"street": street or None, "complex": complex or None, "firm": firm or None}
    if place is not None and place.kind != "city":
        chosen[place.kind] = place.code
    if wrong := [kind for kind, named in chosen.items() if named is not None and kind != grain]:
        raise NotForRole(
            f"The role {role} may not narrow {grain} down to one {wrong[0]}, because a small group would "
            "show who takes part; it may choose one whole group of the breakdown itself."
        )
    named = chosen.get(grain)
    asked = {reading.place(grain, named).cell_id} if named is not None else None
    if role != "champion" or grain in ("city", "month"):
        return None if asked is None else _known(asked, grain)
    if grain == "buurt":
        own = {place.buurt_cell_id for place in reading.scopes}
    else:
        own = {place.cell_id for place in reading.scopes if place.kind == grain}
    if asked is not None and not asked <= own:
        raise NoScope(
            f'The {grain} "{named}" is not one of this champion; it may ask its own and their buurt.'
        )
    return _known(own if asked is None else asked, grain)


def refuse_to_narrow(figure: Figure, role: str, place: Somewhere | None, **named: str | None) -> None:
    """For a list that is asked whole. Raises NotForRole when one place or firm of it was asked."""
    chosen = [kind for kind, value in named.items() if value is not None]
    if place is not None and place.kind != "city":
        chosen.append(place.kind)
    if chosen:
        raise NotForRole(
            f"The role {role} may not narrow {figure.name} down to one {chosen[0]}; "
            "it may ask the whole list."
        )


def choices(figure: Figure, role: str, chosen: Mapping[str, str | None]) -> dict[str, str | None]:
    """What else was asked, with the figure's defaults. Raises NotForRole for what the role may not choose."""
    asked: dict[str, str | None] = {}
    for choice in figure.choices:
        may = choice.team if role == "team" or not choice.team else choice.others or choice.team[:1]
        given = chosen.get(choice.name)
        if given is None:
            asked[choice.name] = may[0] if may else None
        elif given in may or (role == "team" and not choice.team):
            asked[choice.name] = given
        elif given in choice.team or not choice.team:
            raise NotForRole(
                f"The role {role} may not ask {figure.name} with {choice.name} {given}, because in small "
                f"groups people could be recognised; {_it_may(choice.name, may)}."
            )
        else:
            raise NotForRole(f'{figure.name} has no {choice.name} "{given}"; {_it_may(choice.name, may)}.')
    if unknown := set(chosen) - set(asked):
        raise NotForRole(f"{figure.name} is not asked with {min(unknown)}.")
    return asked


def either(names: list[str]) -> str:
    """'a, b or c'."""
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _it_may(name: str, may: tuple[str, ...]) -> str:
    return f"it may be asked with {name} {either(list(may))}" if may else f"leave {name} out"


def _known(cells: set[int | None], grain: str) -> list[int]:
    known = sorted(cell for cell in cells if cell is not None)
    if not known:
        raise NotPublished(
            f"This {grain} has no figure of its own, because its group of addresses is too small; "
            "ask its buurt or the city."
        )
    return known
