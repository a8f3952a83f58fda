"""Who signed out, and who agreed to the house rules: what must outlive a session, in the private folder.

A cookie that was copied before its owner signed out is still signed well; what counts is when it was made.
"""

import fcntl
import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

_SIGNED_OUT, _AGREED, _LOCK = "signed-out.json", "agreed.json", ".people-lock"


def sign_out(private: Path, subject: str) -> None:
    """From now on no cookie of this person that was made before counts."""
    _put(private, _SIGNED_OUT, subject, str(datetime.now(UTC).timestamp()))


def signed_out_after(private: Path, subject: str, signed_in_at: float) -> bool:
    """Whether this person signed out since."""
    return float(_all(private, _SIGNED_OUT).get(subject, "0")) >= signed_in_at


def agree(private: Path, subject: str, version: str) -> None:
    """This person agreed to this version of the house rules, today."""
    _put(private, _AGREED, f"{subject} {version}", datetime.now(UTC).date().isoformat())


def agreed_on(private: Path, subject: str, version: str) -> date | None:
    """The day on which this person agreed to this version; None when that was never."""
    on = _all(private, _AGREED).get(f"{subject} {version}")
    return date.fromisoformat(on) if on else None


def _all(private: Path, name: str) -> dict[str, str]:
    try:
        stated: dict[str, str] = json.loads((private / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return stated


def _put(private: Path, name: str, key: str, value: str) -> None:
    private.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (private / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stated = _all(private, name) | {key: value}
        waiting = private / f".{name}-{os.getpid()}"
        with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(stated, file, ensure_ascii=False)
        waiting.replace(private / name)
