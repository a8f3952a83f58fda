"""A folder of the municipality, to put one file in and read it."""

from pathlib import Path

import pytest

from tests.sources.municipal_folder import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "data")
