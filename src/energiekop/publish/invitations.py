"""Invitations: a link that names nobody, good once, for one mail address; docs/decisions/0020.

Kept in the private folder, each under the hash of its token: the token itself stands in the link alone. Once
taken it is the place of one subject, as the identity provider calls somebody, until its last day or until it
is taken back.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from energiekop.publish import people_notes

DAYS = 14  # in which an invitation must be taken
_FILE = "invitations.json"
_BYTES = 32  # of a token: nobody guesses it
Why = Literal["unknown", "taken", "late", "taken_back", "another_address", "unverified"]


class NotTaken(PermissionError):
    """An invitation that does not let this person in, and why."""

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(f"the invitation does not let in: {why}")


class NoInvitation(LookupError):
    """There is no invitation of this number."""


@dataclass(frozen=True)
class Invitation:
    """One invitation of a champion. Moments are UTC; the last days count."""

    number: int
    email: str
    streets: tuple[str, ...]
    complexes: tuple[str, ...]
    lists: tuple[str, ...]
    valid_from: date | None
    valid_until: date
    take_before: datetime
    taken_by: str = ""  # the subject
    taken_at: datetime | None = None
    taken_back_at: datetime | None = None

    def state(self, now: datetime) -> Literal["open", "taken", "late", "taken_back", "over"]:
        """How it stands at a moment."""
        if self.taken_back_at:
            return "taken_back"
        if self.valid_until < now.date():
            return "over"
        if self.taken_by:
            return "taken"
        return "open" if now < self.take_before else "late"


def invite(
    private: Path,
    email: str,
    *,
    streets: Sequence[str] = (),
    complexes: Sequence[str] = (),
    lists: Sequence[str] = (),
    valid_from: date | None = None,
    valid_until: date,
    days: int = DAYS,
    now: datetime | None = None,
) -> tuple[Invitation, str]:
    """A new invitation and its token, which stands nowhere else: give it to nobody but in the link."""
    made_at = now or datetime.now(UTC)
    token = secrets.token_urlsafe(_BYTES)
    with people_notes.changing(private, _FILE) as kept:
        made = Invitation(
            1 + max((entry["number"] for entry in kept.values()), default=0), email.strip().casefold(),
            tuple(streets), tuple(complexes), tuple(lists), valid_from, valid_until,
            made_at + timedelta(days=days),
        )  # fmt: skip
        kept[_hash(token)] = _noted(made)
    return made, token


def take(
    private: Path, token: str, *, subject: str, email: str, verified: bool, now: datetime | None = None
) -> Invitation:
    """The invitation becomes this subject's. Raises NotTaken; of two who try at once one gets it."""
    at = now or datetime.now(UTC)
    with people_notes.changing(private, _FILE) as kept:
        key = _hash(token)
        if key not in kept:
            raise NotTaken("unknown")
        found = _read(kept[key])
        state = found.state(at)
        if state == "taken_back":
            raise NotTaken("taken_back")
        if state in ("late", "over"):
            raise NotTaken("late")
        if found.email != email.strip().casefold():
            raise NotTaken("another_address")
        if not verified:  # anybody can type an address
            raise NotTaken("unverified")
        if found.taken_by and found.taken_by != subject:
            raise NotTaken("taken")
        taken = found if found.taken_by else replace(found, taken_by=subject, taken_at=at)
        kept[key] = _noted(taken)
    return taken


def take_back(private: Path, number: int, *, now: datetime | None = None) -> Invitation:
    """From now on it lets nobody in, whether it was taken or not. Raises NoInvitation."""
    with people_notes.changing(private, _FILE) as kept:
        for key, entry in kept.items():
            if entry["number"] == number:
                ended = replace(_read(entry), taken_back_at=now or datetime.now(UTC))
                kept[key] = _noted(ended)
                return ended
    raise NoInvitation(f"There is no invitation {number}; see `energiekop invitations list`.")


def every(private: Path) -> list[Invitation]:
    """All that were made, the first one first."""
    kept = people_notes.read(private, _FILE)
    return sorted((_read(entry) for entry in kept.values()), key=lambda made: made.number)


def of(private: Path, subject: str) -> list[Invitation]:
    """What this subject took and nobody took back, the latest first."""
    mine = [made for made in every(private) if subject and made.taken_by == subject]
    return [made for made in reversed(mine) if made.taken_back_at is None]


def waits_for(private: Path, email: str, *, now: datetime | None = None) -> bool:
    """Whether an invitation for this address can still be taken."""
    at, address = now or datetime.now(UTC), email.strip().casefold()
    return any(made.email == address and made.state(at) == "open" for made in every(private))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _noted(made: Invitation) -> dict[str, Any]:
    """As JSON knows it: days and moments as texts."""
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(made).items()
    }


def _read(entry: dict[str, Any]) -> Invitation:
    days = {name: _day(entry[name]) for name in ("valid_from", "valid_until")}
    moments = {name: _moment(entry[name]) for name in ("take_before", "taken_at", "taken_back_at")}
    places = {name: tuple(entry[name]) for name in ("streets", "complexes", "lists")}
    return Invitation(**entry | days | moments | places)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
