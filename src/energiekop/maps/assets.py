"""What the browser needs for the map, each under a name that changes with its content.

Our own files are served by a route, so that they are fetched once and stay out of the websocket.
"""

import hashlib
from pathlib import Path

_HERE = Path(__file__).parent
_FILES = {
    "code": _HERE / "browser" / "map.js",
    "side": _HERE / "browser" / "side.js",
    "style": _HERE / "browser" / "map.css",
    "library": _HERE / "maplibre" / "maplibre-gl.mjs",
    "worker": _HERE / "maplibre" / "maplibre-gl-worker.mjs",
    "library_style": _HERE / "maplibre" / "maplibre-gl.css",
}


def _named(file: Path) -> str:
    return f"{file.stem}.{hashlib.sha256(file.read_bytes()).hexdigest()[:12]}{file.suffix}"


_NAMES = {part: _named(file) for part, file in _FILES.items()}

# Name under /assets/ to file: what the application mounts.
ASSETS: dict[str, Path] = {_NAMES[part]: file for part, file in _FILES.items()}
# Part of the map to its address, relative to the application's own.
ADDRESSES: dict[str, str] = {part: f"assets/{name}" for part, name in _NAMES.items()}
