"""What every test may ask for."""

from pathlib import Path

import pytest

from tests.town import Town


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """A small town with every party's files, ready for a test's own."""
    return Town(tmp_path / "town")
