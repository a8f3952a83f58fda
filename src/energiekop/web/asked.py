"""What a page is asked with, from the URL, read once: typed, and kind about what makes no sense.

| parameter     | holds                                                                  | absent           |
| taal          | nl, en                                                                 | nl               |
| plaats        | kind:code, such as buurt:BU0363ZA01 or street:<id>                     | the city         |
| periode       | week, maand, kwartaal                                                  | week             |
| per           | the day the figures stand at, as 2026-10-31                            | the last day     |
| as            | team, municipality, champion:<street or complex>, adviser:<firm>,      | team             |
|               | grants; in the demo alone                                              |                  |
| presenteren   | 1: as the municipality sees it                                         | no               |
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from energiekop.locale import LANGUAGES, Language
from energiekop.privacy import Viewer
from energiekop.web.places import Gazetteer, Place

Period = Literal["week", "month", "quarter"]
PERIODS: dict[str, Period] = {"week": "week", "maand": "month", "kwartaal": "quarter"}
_PERIOD_IN_URL = {period: name for name, period in PERIODS.items()}
# The page that somebody asked for and that is not there (see first_bytes.py).
LOST = "zocht"
PARAMETERS = ("as", "plaats", "periode", "per", "presenteren", "taal")

Role = Literal["team", "municipality", "champion", "adviser", "grants"]
ROLES: tuple[Role, ...] = get_args(Role)
# Which of the URL's words could not be understood; the pages say it in the viewer's language.
Mistake = Literal["language", "place", "period", "as_of", "role", "looks_as", "page"]


@dataclass(frozen=True)
class Asked:
    """Everything a page asks with.

    `viewer` is who the figures are for: the team that presents looks as the municipality. `role` is who they
    are. `as_of` is the day asked for; what is known never lies after `reference_day`.
    """

    viewer: Viewer
    language: Language
    place: Place
    period: Period
    as_of: date
    snapshot: str
    store: Path
    reference_day: date
    demo: bool
    presenting: bool
    role: Role = "team"
    signed_in: bool = False  # then it is the sign-in that says who looks, and nothing else
    own: str = ""  # whose: the champion's street or complex, the adviser's firm, as the URL names it
    page: str = ""
    set_aside: tuple[str, ...] = ()  # files that could not be read; their previous delivery stands
    mistakes: tuple[tuple[Mistake, str], ...] = ()

    def query(self, /, **changed: str | date | Place | bool | None) -> dict[str, str]:
        """The URL's parameters for this question with some of them changed; None or "" leaves one out.

        Names are those of the URL: plaats=, periode=, per=, taal=, presenteren=, as=; others are passed on.
        """
        stands = {
            "as": "" if self.signed_in or self.role == "team" else self.looks_as,
            "plaats": self.place.in_url,
            "periode": "" if self.period == "week" else _PERIOD_IN_URL[self.period],
            "per": "" if self.as_of == self.reference_day else self.as_of.isoformat(),
            "presenteren": "1" if self.presenting else "",
            "taal": "" if self.language == "nl" else self.language,
        }
        new = {name: _in_url(value) for name, value in changed.items()}
        return {name: value for name, value in (stands | new).items() if value}

    @property
    def looks_as(self) -> str:
        """team, or champion:<street>: as the URL says it."""
        return f"{self.role}:{self.own}" if self.own else self.role


def read(
    parameters: Mapping[str, str],
    places: Gazetteer,
    *,
    store: Path,
    snapshot: str,
    reference_day: date,
    demo: bool,
    set_aside: tuple[str, ...] = (),
    signed_in: Viewer | None = None,
) -> Asked:
    """The question in a URL. What cannot be understood falls back to what is asked when it is absent.

    signed_in: as what somebody looks who signed in; then the URL has no say in it.
    """
    mistakes: list[tuple[Mistake, str]] = []

    def wrong(what: Mistake, value: str) -> None:
        mistakes.append((what, value[:60]))

    language = language_in(parameters)
    if parameters.get("taal", language).lower() != language:
        wrong("language", parameters["taal"])

    place = places.named(parameters.get("plaats", ""))
    if place is None:
        wrong("place", parameters["plaats"])

    period = PERIODS.get(parameters.get("periode", "week").lower())
    if period is None:
        wrong("period", parameters["periode"])

    as_of = reference_day
    if typed := parameters.get("per", ""):
        try:
            as_of = min(date.fromisoformat(typed), reference_day)
        except ValueError:
            wrong("as_of", typed)

    role, own = _role(parameters.get("as", ""), places)
    if signed_in is not None:
        role, own = signed_in.role, next((scope.id for scope in signed_in.scopes), "")
        if parameters.get("as"):
            wrong("looks_as", parameters["as"])
    elif role is None:
        wrong("role", parameters["as"])
    if lost := parameters.get(LOST):
        wrong("page", lost)
    presenting = role == "team" and parameters.get("presenteren", "") in ("1", "true", "ja")
    role = role or "municipality"  # the one that is shown least
    if role == "grants":  # one list of the whole city: there is no place to choose
        place = places.city

    return Asked(
        viewer=_looks(signed_in or _viewer(role, own, places), presenting),
        language=language,
        place=place or places.city,
        period=period or "week",
        as_of=as_of,
        snapshot=snapshot,
        store=store,
        reference_day=reference_day,
        demo=demo,
        presenting=presenting,
        role=role,
        signed_in=signed_in is not None,
        own=own,
        set_aside=set_aside,
        mistakes=tuple(mistakes),
    )


def _looks(viewer: Viewer, presenting: bool) -> Viewer:
    return Viewer.municipality(viewer.subject) if presenting else viewer


def language_in(parameters: Mapping[str, str]) -> Language:
    """The language that the URL asks for, Dutch when it asks for none or for another."""
    typed = parameters.get("taal", "").lower()
    return next((known for known in LANGUAGES if known == typed), "nl")


def on_page(asked: Asked, name: str) -> Asked:
    """The same question, on a page."""
    return replace(asked, page=name)


def anybodys(asked: Asked, eyes: Viewer) -> Asked:
    """The question without who asks it: as everybody asks it who sees with these eyes, for a memory's key."""
    nobody = replace(eyes, subject="")
    return replace(asked, viewer=nobody, role=eyes.role, own="", signed_in=False, page="", mistakes=())


def _role(typed: str, places: Gazetteer) -> tuple[Role | None, str]:
    """Role and what is its own; (None, "") for a role that does not exist or lacks what it needs."""
    named, _, own = (typed or "team").partition(":")
    role = next((known for known in ROLES if known == named), None)
    if role == "champion" and not _own_place(own, places):
        return None, ""
    if role == "adviser" and not own.strip():
        return None, ""
    return role, own if role in ("champion", "adviser") else ""


def _viewer(role: Role, own: str, places: Gazetteer) -> Viewer:
    if role == "champion":
        place = _own_place(own, places)
        if place is not None and place.kind == "complex":
            return Viewer.champion(complex=place.code, subject="demo")
        return Viewer.champion(street=place.code if place else None, subject="demo")
    if role == "adviser":
        return Viewer.adviser(own, subject="demo")
    makers = {"team": Viewer.team, "grants": Viewer.grants}
    return makers.get(role, Viewer.municipality)("demo")


def _own_place(named: str, places: Gazetteer) -> Place | None:
    """A champion's street, else the complex of that code or name."""
    return places.one("street", named) or places.one("complex", named) if named.strip() else None


def _in_url(value: str | date | Place | bool | None) -> str:
    if isinstance(value, Place):
        return value.in_url
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "1" if value else ""
    return str(value or "")
