"""The texts that residents said yes to: data/consent/, one file per version and language."""

import tomllib
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parents[3] / "data" / "consent"


def consent_wordings(language: str = "nl") -> dict[str, dict[str, Any]]:
    """Version -> purpose -> question and meaning; empty where the texts are not beside the program."""
    return {
        path.name.split(".")[0]: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(_FOLDER.glob(f"*.{language}.toml"))
    }
