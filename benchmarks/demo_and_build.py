"""From nothing to a snapshot: 8000 participating residents among some 30 000 addresses."""

from pathlib import Path

from .measuring import Finding, build, demo, together

QUESTION = "How long do demo and build take, and with how much memory?"
MOST_SECONDS = 10
MOST_MB = 600


def answer(residents: int, folder: Path) -> list[Finding]:
    made, built = demo(residents, folder), build(folder)
    again = build(folder)
    both = together(made, built)
    held = both.seconds < MOST_SECONDS and both.peak_mb < MOST_MB
    return [
        Finding("demo", str(made)),
        Finding("build", str(built)),
        Finding("together", str(both), f"under {MOST_SECONDS} s and {MOST_MB} MB", held),
        Finding("build again, nothing changed", str(again)),
    ]
