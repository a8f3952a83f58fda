"""The agreed windows, whose turn it is, rhythms and grounds: settings.toml."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from energiekop.sources.refusals import FileRefused, said
from energiekop.sources.toml import read_toml

SHIPPED = Path(__file__).parents[3] / "data" / "settings.toml"
MILESTONES = ("reached", "signed_up", "conversation", "advice", "plan", "measure")
KEEP_SNAPSHOTS = 60  # more than a year of weekly builds
KEEP_AUDIT_MONTHS = 24  # what docs/privacy.md tells residents
# Amsterdam's mean household, 1.8 people (CBS key figures 2024): used only where no count is known at all.
AVERAGE_HOUSEHOLD = 1.8


@dataclass(frozen=True)
class Settings:
    """What settings.toml says; `text` is the file itself, part of what makes a build what it is."""

    window_days: dict[str, int]
    turn: dict[str, str]
    rhythm_days: dict[str, int]
    ground: dict[str, str]
    average_household: float
    keep_snapshots: int
    keep_days: int | None
    keep_audit_months: int
    text: str

    def write_tables(self, con: duckdb.DuckDBPyConnection) -> None:
        """`settings_window(milestone, days, turn)`, `settings_rhythm(kind, days)`, `setting_average`."""
        con.execute("create or replace table settings_window (milestone varchar, days integer, turn varchar)")
        con.executemany(
            "insert into settings_window values (?, ?, ?)",
            [(m, days, self.turn.get(m, "community")) for m, days in self.window_days.items()],
        )
        con.execute("create or replace table settings_rhythm (kind varchar, days integer)")
        if self.rhythm_days:
            con.executemany("insert into settings_rhythm values (?, ?)", sorted(self.rhythm_days.items()))
        con.execute("create or replace table setting_average as select cast(? as double) as residents",
                    [self.average_household])  # fmt: skip


def read_settings(data: Path, given: Path | None = None) -> Settings:
    """Settings from `given`, else DATA/settings.toml, else those that ship; raises FileRefused."""
    path = given or next((p for p in (data / "settings.toml", SHIPPED) if p.is_file()), SHIPPED)
    content = read_toml(path, "settings.toml")
    window = {m: _days(path, content, m) for m in MILESTONES[:-1]}
    return Settings(
        window_days=window,
        turn={str(k): str(v) for k, v in content.get("turn", {}).items()},
        rhythm_days={str(k): int(v) for k, v in content.get("rhythm", {}).items()},
        ground={str(k): str(v) for k, v in content.get("ground", {}).items()},
        average_household=float(content.get("residents", {}).get("average_household", AVERAGE_HOUSEHOLD)),
        keep_snapshots=_number(path, content, "snapshots", "number", KEEP_SNAPSHOTS) or KEEP_SNAPSHOTS,
        keep_days=_number(path, content, "snapshots", "days", None),
        keep_audit_months=_number(path, content, "audit", "months", None) or KEEP_AUDIT_MONTHS,
        text=path.read_text(encoding="utf-8"),
    )


def _days(path: Path, content: dict[str, Any], milestone: str) -> int:
    days = content.get("window", {}).get(milestone)
    if not isinstance(days, int) or days < 1:
        raise FileRefused(
            path,
            place=f"[window] {milestone}",
            found=repr(days),
            expected=said("a number of days such as 42"),
        )
    return days


def _number(path: Path, content: dict[str, Any], section: str, key: str, otherwise: int | None) -> int | None:
    """A whole number of at least 1, or what holds when it is left out."""
    found = content.get(section, {}).get(key, otherwise)
    if found is not None and (not isinstance(found, int) or isinstance(found, bool) or found < 1):
        raise FileRefused(
            path,
            place=f"[{section}] {key}",
            found=repr(found),
            expected=said("a whole number of at least 1"),
        )
    return found
