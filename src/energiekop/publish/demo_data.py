"""Is this folder the demo city? Only when every file in it is one the generator listed, byte for byte."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path


def is_demo(data: Path, hashes: dict[str, str]) -> bool:
    """`hashes` has the SHA-256 of every file by name; one that demo.json does not list is real data."""
    try:
        listed = json.loads((data / "demo.json").read_text(encoding="utf-8"))["files"]
    except (FileNotFoundError, json.JSONDecodeError, KeyError, UnicodeDecodeError):
        return False
    return all(listed.get(name) == digest for name, digest in hashes.items() if name != "demo.json")


def admit(data: Path, name: str) -> None:
    """Add a file to those of the demo city: somebody said that what it holds is invented."""
    digest = hashlib.sha256((data / name).read_bytes()).hexdigest()
    _relist(data, lambda listed: listed | {name: digest})


def withdraw(data: Path, name: str) -> None:
    """Take a file from the list again; nothing where there is no demo city."""
    if (data / "demo.json").is_file():
        _relist(data, lambda listed: {other: digest for other, digest in listed.items() if other != name})


def _relist(data: Path, change: Callable[[dict[str, str]], dict[str, str]]) -> None:
    listing = data / "demo.json"
    demo = json.loads(listing.read_text(encoding="utf-8"))
    demo["files"] = change(demo["files"])
    waiting = listing.with_name(f".demo-{os.getpid()}")
    waiting.write_text(json.dumps(demo, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    waiting.replace(listing)
