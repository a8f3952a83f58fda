"""Is this folder the demo city? Only when every file in it is one the generator listed, byte for byte."""

import json
from pathlib import Path


def is_demo(data: Path, hashes: dict[str, str]) -> bool:
    """`hashes` has the SHA-256 of every file by name; one that demo.json does not list is real data."""
    try:
        listed = json.loads((data / "demo.json").read_text(encoding="utf-8"))["files"]
    except (FileNotFoundError, json.JSONDecodeError, KeyError, UnicodeDecodeError):
        return False
    return all(listed.get(name) == digest for name, digest in hashes.items() if name != "demo.json")
