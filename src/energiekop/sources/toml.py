"""A file of settings, names or promises, written by people in TOML."""

import tomllib
from pathlib import Path
from typing import Any

from energiekop.sources.refusals import FileRefused


def read_toml(path: Path, expected: str) -> dict[str, Any]:
    """What the file says; raises FileRefused, saying that `expected` was, when it is no TOML or not there."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise FileRefused(path, found="no such file", expected=expected) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise FileRefused(path, found=f"text that is no TOML ({problem})", expected=expected) from None
