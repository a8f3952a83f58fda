"""What a server wrote in its log, as events."""

import json
import time
from pathlib import Path
from typing import Any


def events(log: Path) -> list[dict[str, Any]]:
    """Each line as it was written; fails on one that is no event. The address of the page is no line of it."""
    lines = [line for line in log.read_text(encoding="utf-8").splitlines() if line]
    return [json.loads(line) for line in lines if not line.startswith("The dashboard is on http://")]


def written(log: Path, event: str, within: float = 5, **named: object) -> dict[str, Any]:
    """The last event of this name with these fields, as soon as it is there; fails when it does not come."""
    end = time.monotonic() + within
    while True:
        found = [told for told in events(log) if told["event"] == event and named.items() <= told.items()]
        if found:
            return found[-1]
        assert time.monotonic() < end, f"no {event} {named} in {log.read_text()}"
        time.sleep(0.1)
