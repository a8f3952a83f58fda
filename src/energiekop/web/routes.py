"""What the application serves besides its pages: public geometry, the map's own files, and whether it lives.

A route does not know who asks, so it serves nothing that depends on it: no value, no name of a household.
"""

import os
import re
from pathlib import Path

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from energiekop import maps
from energiekop.publish import store
from energiekop.web.first_bytes import FirstBytes
from energiekop.web.headers import SecurityHeaders
from energiekop.web.only_offered import OnlyOffered
from energiekop.web.passing_files import PassingFiles
from energiekop.web.this_machine import ThisMachineOnly
from energiekop.web.turned_away import TurnedAway

# Named by their content: what lies under such an address never changes.
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
_TYPES = {
    ".geojson": "application/geo+json",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".pbf": "application/x-protobuf",
}
_GEOMETRY = re.compile(r"[0-9a-f]{64}\.geojson")


def routes() -> list[BaseRoute]:
    """The routes for `st.App`."""
    return [
        Route("/geo/{name}", _geometry),
        Route("/assets/{name}", _asset),
        Route("/healthz", _health),
    ]


def middleware() -> list[Middleware]:
    """What every request passes first."""
    layers = (TurnedAway, ThisMachineOnly, SecurityHeaders, PassingFiles, OnlyOffered, FirstBytes)
    return [Middleware(layer) for layer in layers]


async def _geometry(request: Request) -> Response:
    name = request.path_params["name"]
    file = Path(os.environ["ENERGIEKOP_STORE"]) / "geo" / name
    if not _GEOMETRY.fullmatch(name) or not file.is_file():
        return _not_here()
    return FileResponse(file, headers=_FOR_EVER, media_type=_TYPES[".geojson"])


async def _asset(request: Request) -> Response:
    file = maps.ASSETS.get(request.path_params["name"])
    if file is None:
        return _not_here()
    return FileResponse(file, headers=_FOR_EVER, media_type=_TYPES[file.suffix])


async def _health(request: Request) -> Response:
    snapshot = store.current(Path(os.environ["ENERGIEKOP_STORE"]))
    return JSONResponse({"status": "ok", "snapshot": snapshot}, headers={"Cache-Control": "no-store"})


def _not_here() -> Response:
    return JSONResponse({"status": "not here"}, status_code=404)
