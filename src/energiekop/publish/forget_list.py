"""Who asked to be forgotten: keyed hashes in the private folder, so that the list names nobody.

`forgotten.json` holds its own key: a new secret of the draws leaves it as it is, and a list without its key
cannot exist. Of a household it says which dwelling (hashed), since and until when it lived there, and on
which day it was forgotten. Rules: docs/decisions/0015.
"""

import hmac
import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from energiekop.sources import Refused

_FILE = "forgotten.json"
_KEY_BYTES = 32


@dataclass(frozen=True)
class Forgotten:
    """A household that is left out: of which dwelling, by its keyed hash, and of which days there."""

    key: str
    lived_from: date | None
    lived_until: date | None
    forgotten_on: date


@dataclass(frozen=True)
class ForgetList:
    """The list as it stands in the private folder."""

    secret: bytes = b""
    households: tuple[Forgotten, ...] = ()

    def key(self, dwelling_id: str) -> str:
        """What the list calls a dwelling."""
        return hmac.new(self.secret, f"forget|{dwelling_id}".encode(), "sha256").hexdigest()

    def among(self, dwelling_ids: Iterable[str]) -> list[tuple[str, Forgotten]]:
        """The dwellings of these that are on the list, each with what the list says."""
        if not self.households:
            return []
        by_key: dict[str, list[Forgotten]] = {}
        for household in self.households:
            by_key.setdefault(household.key, []).append(household)
        return [
            (dwelling_id, household)
            for dwelling_id in dwelling_ids
            for household in by_key.get(self.key(dwelling_id), [])
        ]

    def adding(
        self, dwelling_id: str, *, lived_from: date | None, lived_until: date | None, on: date
    ) -> "ForgetList":
        """The list with one household more; one that stands on it keeps the latest day it asked."""
        made = self if self.secret else replace(self, secret=secrets.token_bytes(_KEY_BYTES))
        new = Forgotten(made.key(dwelling_id), lived_from, lived_until, on)
        kept = []
        for old in made.households:
            if (old.key, old.lived_from, old.lived_until) == (new.key, lived_from, lived_until):
                new = replace(new, forgotten_on=max(old.forgotten_on, on))
            else:
                kept.append(old)
        return replace(made, households=(*kept, new))


def read(private: Path) -> ForgetList:
    """The list of a private folder, empty when nobody asked yet. Raises Refused when it cannot be read."""
    path = private / _FILE
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return ForgetList(bytes.fromhex(said["key"]), tuple(_household(each) for each in said["households"]))
    except FileNotFoundError:
        return ForgetList()
    except (ValueError, KeyError, TypeError):
        raise Refused(
            f"{path}: found a text that is no forget list, expected one that `energiekop forget` wrote. "
            "Put it back from its back-up; without it forgotten households would return."
        ) from None


def write(private: Path, listed: ForgetList) -> None:
    """Put the list in place in one step, readable by its owner alone."""
    said = {
        "key": listed.secret.hex(),
        "households": [
            {name: _text(value) for name, value in asdict(each).items()} for each in listed.households
        ],
    }
    waiting = private / f".forgotten-{os.getpid()}"
    with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(said, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(private / _FILE)


def _household(said: dict[str, str | None]) -> Forgotten:
    day = {
        name: date.fromisoformat(text) if (text := said[name]) else None
        for name in ("lived_from", "lived_until", "forgotten_on")
    }
    if not said["key"] or day["forgotten_on"] is None:
        raise ValueError("a household without its key or its day")
    return Forgotten(said["key"], day["lived_from"], day["lived_until"], day["forgotten_on"])


def _text(value: str | date | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value
