"""`make audit`: what it says and how it ends, for each answer that pip-audit may give."""

import json
import sys
from pathlib import Path

import audit
import pytest

CLEAN = {"name": "duckdb", "version": "2.0.0", "vulns": []}
LEAKY = {"name": "jinja2", "version": "3.1.6", "vulns": [{"id": "GHSA-xxxx", "fix_versions": ["3.1.7"]}]}
UNKNOWN = {"name": "pandas", "skip_reason": "Dependency not found and could not be audited: pandas (3.1.1)"}


@pytest.mark.parametrize(
    ("answer", "ends", "said"),
    [
        ([CLEAN], 0, ["make audit: looked at 1 of 1 libraries; with a known leak: 0."]),
        ([CLEAN, UNKNOWN], 0, ["make audit: looked at 1 of 2 libraries; with a known leak: 0."]),
        (
            [CLEAN, LEAKY], 1,
            ["jinja2 3.1.6: GHSA-xxxx, mended in 3.1.7.", "make audit: looked at 2 of 2 libraries; with a known leak: 1."],
        ),
        ([UNKNOWN], 0, ["make audit: nothing was looked at, because its source knows none of our libraries here."]),
        (None, 0, ["make audit: nothing was looked at, because ERROR: no route to host."]),
    ],
    ids=["nothing known", "one unknown", "a leak", "a mirror", "no network"],
)  # fmt: skip
def test_a_leak_fails_and_a_source_out_of_reach_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path,
    answer: list[object] | None, ends: int, said: list[str],
) -> None:  # fmt: skip
    printed = "" if answer is None else json.dumps({"dependencies": answer})
    program = f"import sys; print({printed!r}); print('ERROR: no route to host', file=sys.stderr); sys.exit({ends})"
    monkeypatch.setattr(audit, "PIP_AUDIT", [sys.executable, "-c", program])
    monkeypatch.setattr(sys, "argv", ["audit.py"])
    assert audit.main() == ends
    assert capsys.readouterr().out.splitlines() == said


def test_a_source_that_does_not_answer_is_waited_for_no_longer_than_its_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "PIP_AUDIT", [sys.executable, "-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(audit, "PATIENCE", 0.5)
    monkeypatch.setattr(sys, "argv", ["audit.py"])
    assert audit.main() == 0
    assert "its source did not answer in 0.5 seconds" in capsys.readouterr().out
