"""Who may look as what: the access file, looked at with each look, so that a change holds from that minute.

    [[person]]
    email = "koploper@voorbeeld.nl"      # or subject = "...", as the identity provider names somebody
    role = "champion"                    # team, municipality, adviser, champion, grants
    streets = ["Lindestraat"]            # champion: streets or complexes, by name or id; lists she handed in
    from = 2026-11-01
    until = 2027-11-01                   # the last day

    [claims]                             # where the provider itself says it; the names of its claims
    role = "energiekop_role"
    streets = "energiekop_streets"
    until = "energiekop_until"           # a day as 2027-11-01; who has no such claim has no last day

    [session]
    hours = 12                           # after that one signs in anew; champions after champion_days
    champion_days = 30
"""

import os
import time
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, cast, get_args

from energiekop.privacy.errors import NoScope
from energiekop.privacy.viewer import Role, Scope, ScopeKind, Viewer
from energiekop.publish.invitations import Invitation

_ROLES: tuple[Role, ...] = get_args(Role)
# The key in the file, and the kind of scope it gives.
_SCOPES: dict[str, ScopeKind] = {
    "streets": "street", "complexes": "complex", "lists": "list", "firm": "firm",
}  # fmt: skip
_SETTLED = 2.0  # seconds after which a file's time tells whether it changed again
_KNOWN = {"email", "subject", "role", "from", "until", *_SCOPES}


class AccessUnreadable(ValueError):
    """The access file cannot be understood; the message says where and what was expected. Nobody gets in."""


@dataclass(frozen=True)
class Identity:
    """Whom the identity provider says somebody is; `claims` is all it said."""

    subject: str
    email: str
    claims: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Person:
    """One entry of the access file."""

    email: str
    subject: str
    role: Role
    scopes: tuple[Scope, ...]
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True)
class Access:
    """The access file."""

    people: tuple[Person, ...] = ()
    claims: Mapping[str, str] = field(default_factory=dict)
    hours: int = 12
    champion_days: int = 30

    def lasts(self, role: Role) -> int:
        """Seconds after which somebody with this role signs in anew."""
        return self.champion_days * 86_400 if role == "champion" else self.hours * 3_600


def access_file(private: Path) -> Path:
    """ENERGIEKOP_ACCESS, else access.toml in the private folder."""
    named = os.environ.get("ENERGIEKOP_ACCESS")
    return Path(named) if named else private / "access.toml"


def read_access(path: Path) -> Access:
    """The access file; nobody is in one that is not there. Raises AccessUnreadable."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return Access()
    # A clock may give two changes one time: what was changed just now is read anew.
    settled = time.time() - stat.st_mtime > _SETTLED
    return (_read_once if settled else _read)(path, (stat.st_ino, stat.st_mtime_ns, stat.st_size))


def _read(path: Path, _: tuple[int, int, int]) -> Access:
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Access()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise AccessUnreadable(f"{path.name}: {problem}.") from None
    session = stated.get("session", {})
    return Access(
        tuple(_person(path.name, nth, entry) for nth, entry in enumerate(stated.get("person", []), start=1)),
        {str(name): str(claim) for name, claim in stated.get("claims", {}).items()},
        int(session.get("hours", Access.hours)),
        int(session.get("champion_days", Access.champion_days)),
    )


_read_once = lru_cache(maxsize=8)(_read)  # a hundred people who look have it parsed twenty times a second


def viewer_of(
    access: Access, who: Identity, today: date, invitations: Iterable[Invitation] = ()
) -> Viewer:
    """As what somebody looks today. Raises NoScope for who has no place in it, or whose time is over.

    invitations: those that this very subject took. The access file comes first: whom it names, it alone
    lets in or keeps out.
    """
    named = named_in(access, who) or [_invited(invitation) for invitation in invitations]
    if not named and (claimed := _claimed(access, who)):
        named = [claimed]
    if not named:
        raise NoScope("The access file does not name you; ask the project team.")
    holding = [
        person
        for person in named
        if (person.valid_from or date.min) <= today <= (person.valid_until or date.max)
    ]
    if not holding:
        raise NoScope("Your time here is over or has not begun; ask the project team.")
    return Viewer(holding[0].role, who.email or who.subject, holding[0].scopes)


def named_in(access: Access, who: Identity) -> list[Person]:
    """The entries of the access file about somebody, by subject or by verified mail address."""
    return [
        person
        for person in access.people
        if (person.subject and person.subject == who.subject)
        or (person.email and person.email == who.email.casefold() and who.claims.get("email_verified", True))
    ]


def _invited(invitation: Invitation) -> Person:
    since, until = invitation.valid_from, invitation.valid_until
    stated: dict[ScopeKind, tuple[str, ...]] = {
        "street": invitation.streets, "complex": invitation.complexes, "list": invitation.lists,
    }  # fmt: skip
    scopes = tuple(Scope(kind, one, since, until) for kind, named in stated.items() for one in named)
    return Person("", invitation.taken_by, "champion", scopes, since, until)


def _claimed(access: Access, who: Identity) -> Person | None:
    """What the provider's own claims give, where the file says which claims those are."""
    role = who.claims.get(access.claims.get("role", ""))
    if role not in _ROLES:
        return None
    entry: dict[str, Any] = {"subject": who.subject, "role": role}
    for name in _SCOPES:
        said = who.claims.get(access.claims.get(name, ""))
        if said:
            entry[name] = said
    for name in ("from", "until"):
        said = who.claims.get(access.claims.get(name, ""))
        if said is not None:
            entry[name] = _day(name, said)
    return _person("claims", 1, entry)


def _day(name: str, said: Any) -> date:
    """A day in a claim. Raises AccessUnreadable: whose time cannot be read gets no time."""
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        raise AccessUnreadable(
            f"claims, {name}: found {said!r}, expected a day such as 2027-11-01."
        ) from None


def _person(where: str, nth: int, entry: Mapping[str, Any]) -> Person:
    place = f"{where}, person {nth}"
    if unknown := sorted(set(entry) - _KNOWN):
        raise AccessUnreadable(
            f"{place}: found {', '.join(unknown)}, expected only {', '.join(sorted(_KNOWN))}."
        )
    if not (entry.get("email") or entry.get("subject")):
        raise AccessUnreadable(f"{place}: found neither email nor subject, expected one of them.")
    role = entry.get("role")
    if role not in _ROLES:
        raise AccessUnreadable(f"{place}, role: found {role!r}, expected one of {', '.join(_ROLES)}.")
    days = {}
    for name in ("from", "until"):
        days[name] = entry.get(name)
        if days[name] is not None and type(days[name]) is not date:
            raise AccessUnreadable(
                f"{place}, {name}: found {days[name]!r}, expected a day such as 2027-11-01, without quotes."
            )
    scopes = []
    for name, kind in _SCOPES.items():
        stated = entry.get(name, [])
        for one in [stated] if isinstance(stated, str) else stated:
            if not isinstance(one, str) or not one.strip():
                raise AccessUnreadable(f"{place}, {name}: found {one!r}, expected a name or an id.")
            scopes.append(Scope(kind, one, days["from"], days["until"]))
    return Person(
        str(entry.get("email", "")).casefold(), str(entry.get("subject", "")), cast(Role, role),
        tuple(scopes), days["from"], days["until"],
    )  # fmt: skip
