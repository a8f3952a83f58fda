"""The service file is one that systemd understands and shuts in."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .places import ROOT

SYSTEMD = shutil.which("systemd-analyze")
MOST_EXPOSED = 2.0  # of 10; systemd calls up to 4 "OK"


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """The file with our own program in it: systemd looks whether it is there."""
    text = (ROOT / "deploy" / "energiekop.service").read_text(encoding="utf-8")
    here = text.replace("/opt/energiekop/.venv/bin/energiekop", str(Path(sys.executable).with_name("energiekop")))
    assert here != text
    (tmp_path / "energiekop.service").write_text(here, encoding="utf-8")
    return tmp_path / "energiekop.service"


@pytest.mark.skipif(SYSTEMD is None, reason="this machine has no systemd to ask")
def test_systemd_understands_it_and_finds_it_shut_in(service: Path) -> None:
    verified = subprocess.run([SYSTEMD, "verify", service], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stderr) == (0, "")
    rated = subprocess.run(
        [SYSTEMD, "security", "--offline=true", service], capture_output=True, text=True, check=False
    )
    exposed = re.search(r"exposure level for energiekop\.service: ([\d.]+)", rated.stdout)
    assert exposed is not None and float(exposed[1]) <= MOST_EXPOSED


def test_it_starts_the_dashboard_with_its_folders_and_holds_no_secret(service: Path) -> None:
    text = service.read_text(encoding="utf-8")
    assert "serve --data /var/lib/energiekop/inbox --store /var/lib/energiekop/store --private /var/lib" in text
    assert not re.search(r"SECRET\s*=|PASSWORD", text)
