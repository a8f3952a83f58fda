"""Everybody at once: champions and the team who look around like people, while a new snapshot comes in.

They signed in, as at a real city: the access file is read at each change. They are no browsers, but speak to
the server as browsers do, each in a thread of this program.
"""

import os
import random
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from subprocess import CalledProcessError

import duckdb
import psutil
from babel.dates import format_date
from websockets.exceptions import WebSocketException

from energiekop.publish import sign_outs
from energiekop.web.signing_in import RULES

from .changes import PERIODS, SPLITS, places_of
from .measuring import ENERGIEKOP, at, measure
from .serving import dashboard
from .visitor import Failed, signed_in, visiting

CHAMPIONS, TEAM = 100, 10
PAUSE = (3.0, 9.0)  # seconds somebody looks before the next change
_COMING = 0.2  # of the time passes while they come, one after the other
_SECRET = "a secret of this benchmark, long enough to sign with"
_STAYING = 120  # seconds that they wait for a new snapshot after their time
# Those with most to see first.
_STREETS = """select street_id from household where reached_on is not null
group by all order by count(*) desc, street_id"""
Query = dict[str, str]


@dataclass(frozen=True)
class _Time:
    began: float
    seconds: float
    new_day: date  # that the new snapshot stands at

    @property
    def passed(self) -> float:
        return time.monotonic() - self.began


@dataclass
class Crowd:
    """What was seen of a crowd; seconds per change, megabytes of the server."""

    sessions: int
    changes: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    saw_the_new_one: set[str] = field(default_factory=set)
    megabytes: list[tuple[float, float]] = field(default_factory=list)  # at which second, how many
    published_by: float = 0.0  # the second at which the new snapshot was in service

    @property
    def p95(self) -> float:
        return at(0.95, self.changes)

    @property
    def per_session(self) -> float:
        """Megabytes that a session takes, all that the server keeps for all of them included."""
        return (max(mb for _, mb in self.megabytes) - self.megabytes[0][1]) / self.sessions

    @property
    def drift(self) -> float:
        """Megabytes per session that came in the last third, when everything had been looked at."""
        end = self.megabytes[-1][0]
        last = [mb for second, mb in self.megabytes if second > end * 2 / 3]
        half = len(last) // 2 or 1
        return (sum(last[half:]) / len(last[half:]) - sum(last[:half]) / half) / self.sessions

    def __str__(self) -> str:
        p50, p95, worst = (1000 * at(share, self.changes) for share in (0.5, 0.95, 1.0))
        return (
            f"{self.sessions} sessions, {len(self.changes)} changes: half within {p50:.0f} ms, "
            f"95 of 100 within {p95:.0f} ms, the slowest {worst:.0f} ms; {len(self.failures)} failed; "
            f"{self.per_session:.2f} MB a session, {self.drift:+.2f} MB in the last third; "
            f"{len(self.saw_the_new_one)} saw the new snapshot"
        )


def crowd(folder: Path, *, seconds: float, champions: int = CHAMPIONS, team: int = TEAM) -> Crowd:
    """Lets them look around in the city of `folder` (data and store), and builds it anew halfway."""
    store, private = folder / "store", folder / "crowd-private"
    people = _admitted(store, private, champions, team)
    log = folder / "server.log"
    with dashboard(
        store, log=log,
        ENERGIEKOP_PRIVATE=str(private), ENERGIEKOP_URL="http://127.0.0.1",
        ENERGIEKOP_OIDC_METADATA="http://127.0.0.1:9/nobody", ENERGIEKOP_OIDC_CLIENT_ID="crowd",
        ENERGIEKOP_OIDC_CLIENT_SECRET="crowd", ENERGIEKOP_COOKIE_SECRET=_SECRET,
    ) as (server, address):  # fmt: skip
        seen = Crowd(len(people))
        began = time.monotonic()
        when = _Time(began, seconds, _reference_day(store) - timedelta(days=1))
        rooms = [
            threading.Thread(target=_looks_around, args=(seen, address, who, role, store, when))
            for who, role in people.items()
        ]
        seen.megabytes.append((0.0, _megabytes(server)))
        for room in rooms:
            room.start()
        building = threading.Thread(target=_publish, args=(seen, folder, when))
        building.start()
        while any(room.is_alive() for room in rooms):
            time.sleep(min(1.0, seconds / 20))
            seen.megabytes.append((time.monotonic() - began, _megabytes(server)))
        building.join()
    # What the server itself says went wrong; also where nobody was told.
    seen.failures += [line for line in log.read_text(encoding="utf-8").splitlines() if '"error"' in line]
    return seen


def _admitted(store: Path, private: Path, champions: int, team: int) -> dict[str, str]:
    """Everybody in the access file, house rules agreed: mail address -> role."""
    current = (store / "current").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(store / current / "exact.duckdb"), read_only=True) as con:
        streets = [street for (street,) in con.execute(_STREETS).fetchall()]
    private.mkdir(mode=0o700, exist_ok=True)
    people = {f"team-{nth}@voorbeeld.nl": "team" for nth in range(team)}
    people |= {f"koploper-{nth}@voorbeeld.nl": "champion" for nth in range(champions)}
    access = []
    for nth, (who, role) in enumerate(people.items()):
        own = f'streets = ["{streets[nth % len(streets)]}"]\n' if role == "champion" else ""
        access.append(f'[[person]]\nemail = "{who}"\nrole = "{role}"\n{own}')
        sign_outs.agree(private, who, RULES)
    (private / "access.toml").write_text("".join(access), encoding="utf-8")
    (private / "access.toml").chmod(0o600)
    return people


def _looks_around(seen: Crowd, address: str, who: str, role: str, store: Path, when: _Time) -> None:
    """One person: comes, looks, chooses something else, looks, until the time is over.

    A build beside it may end late on a busy machine: then they stay for it.
    """
    chosen = random.Random(who)
    places = places_of(store) if role == "team" else []
    new = format_date(when.new_day, "d MMMM y", locale="nl")
    pause = [second * min(1.0, when.seconds / 60) for second in PAUSE]
    time.sleep(chosen.uniform(0, when.seconds * _COMING))
    try:
        with visiting(address, cookies=signed_in(address, who, _SECRET)) as visitor:
            visitor.look("", {})  # opening a page is not a change
            while when.passed < when.seconds or (
                who not in seen.saw_the_new_one and when.passed < when.seconds + _STAYING
            ):
                time.sleep(chosen.uniform(*pause))
                published = seen.published_by > 0
                looked = visitor.look(*_another(role, chosen, places))
                seen.changes.append(looked.seconds)
                if published and new in looked.text:
                    seen.saw_the_new_one.add(who)
                elif published:
                    seen.failures.append(f"{who}: the page is of the snapshot before")
    except (Failed, WebSocketException, OSError) as problem:
        seen.failures.append(f"{who}: {type(problem).__name__}: {problem}")


def _another(role: str, chosen: random.Random, places: list[str]) -> tuple[str, Mapping[str, str]]:
    """Another page, place, period or split, as this role has them."""
    query: Query = {"periode": chosen.choice(PERIODS)}
    if role == "champion":
        return chosen.choice(("", "straat", "straat")), query
    page = chosen.choice(("", "stappen", "kaart"))
    query["plaats"] = chosen.choice(places)
    if page == "stappen":
        query["splits"] = chosen.choice(SPLITS)
    return page, query


def _publish(seen: Crowd, folder: Path, when: _Time) -> None:
    """A real build, beside the server, halfway: the city as it stood a day earlier."""
    time.sleep(max(0.0, when.seconds / 2 - when.passed))
    command = [ENERGIEKOP, "build", "--data", str(folder / "data"), "--store", str(folder / "store")]
    try:
        measure("nice", "-n", "5", *command, "--today", when.new_day.isoformat())
    except CalledProcessError as problem:
        seen.failures.append(f"the build ended with {problem.returncode}")
    seen.published_by = when.passed


def _reference_day(store: Path) -> date:
    current = (store / "current").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(store / current / "exact.duckdb"), read_only=True) as con:
        [(said,)] = con.execute("select value from meta where key = 'reference_day'").fetchall()
    return date.fromisoformat(said)


def _megabytes(server: psutil.Process) -> float:
    return float(server.memory_info().rss) / 1e6


def cores() -> str:
    """On what this was measured, for beside the figures."""
    return f"{len(os.sched_getaffinity(0))} cores, {os.getloadavg()[0]:.1f} of them busy"
