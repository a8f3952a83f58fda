"""Who is looking, and at what they may look."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

from energiekop.catalogue import ROLES
from energiekop.privacy.errors import NoScope, UnknownRole

Role = Literal["team", "municipality", "adviser", "champion", "grants"]
ScopeKind = Literal["street", "complex", "firm", "list"]

# What a role cannot do without; a role that is not named here looks at the whole city.
_NEEDS: dict[str, tuple[str, ...]] = {"champion": ("street", "complex"), "adviser": ("firm",)}
_MAY_HAVE: dict[str, tuple[str, ...]] = {"champion": ("street", "complex", "list"), "adviser": ("firm",)}
_NEEDED_WORDS = {"champion": "a street or a complex", "adviser": "a firm"}


@dataclass(frozen=True)
class Scope:
    """One street, complex, firm or list that is somebody's own, by its id or its name, from and until a day.

    A list is what a champion handed in herself, by its source; it comes on top of a street or a complex.
    """

    kind: ScopeKind
    id: str
    valid_from: date | None = None
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in it; the last day still counts."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class Viewer:
    """A role, who takes it (`subject`, for the log), and the scopes that are theirs.

    Hashable, so that it can be part of a cache's key. Making one checks nothing; every question does.
    """

    role: Role
    subject: str = ""
    scopes: tuple[Scope, ...] = ()

    @classmethod
    def team(cls, subject: str = "") -> Self:
        """Exact figures with any filter, households by address."""
        return cls("team", subject)

    @classmethod
    def municipality(cls, subject: str = "") -> Self:
        """Protected figures of the whole catalogue, never a household."""
        return cls("municipality", subject)

    @classmethod
    def adviser(cls, firm: str | None = None, subject: str = "") -> Self:
        """The firm's own cases; protected figures of buurt and above."""
        return cls("adviser", subject, (Scope("firm", firm),) if firm else ())

    @classmethod
    def champion(cls, *, street: str | None = None, complex: str | None = None, subject: str = "") -> Self:
        """The own streets or complexes and their buurt."""
        streets = (Scope("street", street),) if street else ()
        complexes = (Scope("complex", complex),) if complex else ()
        return cls("champion", subject, streets + complexes)

    @classmethod
    def grants(cls, subject: str = "") -> Self:
        """The grant officer: the grants that were asked, by address, and nothing else."""
        return cls("grants", subject)

    def scopes_on(self, day: date) -> tuple[Scope, ...]:
        """The scopes that hold on a day. Raises UnknownRole, or NoScope for a role without what it needs."""
        if self.role not in ROLES:
            raise UnknownRole(f'There is no role "{self.role}"; there are {", ".join(ROLES)}.')
        needed = _NEEDS.get(self.role, ())
        stated = [scope for scope in self.scopes if scope.id.strip()]
        fitting = [scope for scope in stated if scope.kind in needed]
        holding = tuple(
            scope for scope in stated if scope.kind in _MAY_HAVE.get(self.role, ()) and scope.holds_on(day)
        )
        if needed and not fitting:
            raise NoScope(
                f"The role {self.role} needs {_NEEDED_WORDS[self.role]} of its own; none was given."
            )
        if needed and not any(scope.holds_on(day) for scope in fitting):
            raise NoScope(
                f"The role {self.role} has no {' or '.join(scope.kind for scope in fitting)} on {day}: "
                "its time is over or has not begun; ask the team to renew it."
            )
        return holding
