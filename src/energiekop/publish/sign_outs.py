"""Who signed out, and who agreed to the house rules: what must outlive a session, in the private folder.

A cookie that was copied before its owner signed out is still signed well; what counts is when it was made.
"""

from datetime import UTC, date, datetime
from pathlib import Path

from energiekop.publish import people_notes

_SIGNED_OUT, _AGREED = "signed-out.json", "agreed.json"


def sign_out(private: Path, subject: str) -> None:
    """From now on no cookie of this person that was made before counts."""
    with people_notes.changing(private, _SIGNED_OUT) as signed_out:
        signed_out[subject] = str(datetime.now(UTC).timestamp())


def signed_out_after(private: Path, subject: str, signed_in_at: float) -> bool:
    """Whether this person signed out since."""
    return float(people_notes.read(private, _SIGNED_OUT).get(subject, "0")) >= signed_in_at


def agree(private: Path, subject: str, version: str) -> None:
    """This person agreed to this version of the house rules, today."""
    with people_notes.changing(private, _AGREED) as agreed:
        agreed[f"{subject} {version}"] = datetime.now(UTC).date().isoformat()


def agreed_on(private: Path, subject: str, version: str) -> date | None:
    """The day on which this person agreed to this version; None when that was never."""
    on = people_notes.read(private, _AGREED).get(f"{subject} {version}")
    return date.fromisoformat(on) if on else None
