"""What the server writes down of its visitors: nothing."""

import sys
import urllib.request
from pathlib import Path

import pytest

from tests.house.places import ROOT, free_port, served

BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "start",
    [
        '"{bin}/energiekop" serve --store "{store}" --port {port}',
        'cd "{root}" && ENERGIEKOP_STORE="{store}" "{bin}/uvicorn" app:app --port {port}',
    ],
    ids=["serve", "uvicorn"],
)
def test_no_address_of_a_page_reaches_the_log(start: str, city: Path, tmp_path: Path) -> None:
    port = free_port()
    command = start.format(bin=BIN, store=city, port=port, root=ROOT)
    site = f"http://127.0.0.1:{port}"
    with served(command, at=tmp_path, address=f"{site}/healthz", within=60) as log:
        urllib.request.urlopen(f"{site}/straat?as=champion:Lindestraat", timeout=10).close()
        assert "champion" not in log.read_text()
