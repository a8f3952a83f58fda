"""Files taken back on the page: aside in the private folder, in no snapshot, yet not beyond forgetting."""

import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

FOLDER = "taken-back"
_AS_TEXT = (".csv", ".txt", ".tsv", ".json", ".geojson")


class Address(NamedTuple):
    """What a file may name a dwelling by."""

    dwelling_id: str
    street: str
    house_number: int
    postcode: str | None


def telling_of(private: Path, address: Address) -> list[Path]:
    """The files that name the address, whatever its addition; one that is no text may, and counts as well."""
    folder = private / FOLDER
    kept = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    return [path for path in kept if path.suffix.lower() not in _AS_TEXT or _names(path, address)]


def _names(path: Path, address: Address) -> bool:
    content = path.read_bytes()
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
    except UnicodeDecodeError:
        text = content.decode("windows-1252", errors="replace")
    number = rf"0*{address.house_number}(?![0-9])"
    named = [address.dwelling_id.lstrip("0"), rf"\b{re.escape(_folded(address.street))} ?{number}"]
    if address.postcode:
        postcode = rf"{address.postcode[:4]} ?{address.postcode[4:].lower()}"
        named += [rf"\b{postcode} {number}", rf"\b{number}[a-z]?( [a-z0-9]{{1,4}})? {postcode}\b"]
    return re.search("|".join(named), _folded(text)) is not None


def _folded(text: str) -> str:
    """Words of plain letters and digits, a blank between them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", plain.lower()).strip()
