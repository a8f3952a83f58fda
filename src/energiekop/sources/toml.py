"""A file of settings, names or promises, written by people in TOML."""

import re
import tomllib
from pathlib import Path
from typing import Any

from energiekop.sources.refusals import FileRefused, said

_TABLE = re.compile(r"\s*\[([^\[\]]+)\]")
_KEY = re.compile(r"\s*([^=#]+?)\s*=")


_LARGEST = 1 << 20  # bytes; people write a page or two


def read_toml(path: Path, expected: str) -> dict[str, Any]:
    """What the file says; raises FileRefused, saying that `expected` was, when it is no TOML or not there."""
    try:
        if path.stat().st_size > _LARGEST:
            raise FileRefused(
                path,
                found=f"{path.stat().st_size >> 20} MB",
                expected=expected,
            )
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FileRefused(
            path,
            found=said("no such file"),
            expected=expected,
        ) from None
    except OSError as problem:
        raise FileRefused(
            path,
            found=said("a file that cannot be read ({problem})", problem=problem.strerror),
            expected=expected,
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise FileRefused(
            path,
            found=said("text that is no TOML ({problem})", problem=problem),
            expected=expected,
        ) from None


def line_of(path: Path, table: str, key: str = "") -> str:
    """Where a key or a table stands, for a refusal: "line 7, [columns] adres"; absent, it has no line."""
    here = ""
    shown = f"[{table}] {key}".strip() if table else key
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if heading := _TABLE.match(line):
            here = heading[1].strip()
            if here == table and not key:
                return said("line {line}, {name}", line=number, name=shown)
        elif here == table and (found := _KEY.match(line)) and found[1].strip(" \"'") == key:
            return said("line {line}, {name}", line=number, name=shown)
    return shown
