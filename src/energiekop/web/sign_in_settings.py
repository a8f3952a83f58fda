"""How people sign in: OpenID Connect, its secrets from the environment or from one file, never from the code.

| environment                    | holds                                                                    |
| ENERGIEKOP_OIDC_METADATA       | the provider's address, ending in /.well-known/openid-configuration     |
| ENERGIEKOP_OIDC_CLIENT_ID      | how the provider knows this dashboard                                    |
| ENERGIEKOP_OIDC_CLIENT_SECRET  | and believes it                                                          |
| ENERGIEKOP_COOKIE_SECRET       | 32 random signs or more: signs the cookie                                |
| ENERGIEKOP_URL                 | where the dashboard is found: https://dashboard.voorbeeld.nl            |
| ENERGIEKOP_SECRETS             | instead of all these: a TOML file with the same names in small letters   |
"""

import os
import stat
import sys
import tomllib
from pathlib import Path
from typing import Any

from energiekop import logs

_NAMES = {
    "oidc_metadata": "server_metadata_url",
    "oidc_client_id": "client_id",
    "oidc_client_secret": "client_secret",
    "cookie_secret": "cookie_secret",
    "url": "redirect_uri",
}
_SHORTEST = 32


def secrets() -> dict[str, Any]:
    """For `st.App`: its `[auth]`; empty when nothing is set. Ends the program when only a part is set."""
    stated = _stated()
    if not stated:
        return {}
    if lacking := [f"ENERGIEKOP_{name.upper()}" for name in _NAMES if not stated.get(name)]:
        sys.exit(f"energiekop serve: refused. To sign in, {', '.join(lacking)} must be set too.")
    if len(stated["cookie_secret"]) < _SHORTEST:
        sys.exit(f"energiekop serve: refused. ENERGIEKOP_COOKIE_SECRET has fewer than {_SHORTEST} signs.")
    auth = {theirs: stated[ours] for ours, theirs in _NAMES.items()}
    auth["redirect_uri"] = f"{stated['url'].rstrip('/')}/oauth2callback"
    return {"auth": auth}


def configured() -> bool:
    """Whether people sign in here. Without it only the demo city is served."""
    return bool(_stated())


def public_url() -> str:
    """Where the dashboard is found; empty when nothing says so."""
    return os.environ.get("ENERGIEKOP_URL", "") or _stated().get("url", "")


def warn_of_loose_files(*files: Path) -> None:
    """Writes in the log which of these files others on this machine can read."""
    named = os.environ.get("ENERGIEKOP_SECRETS")
    for file in (*files, *([Path(named)] if named else [])):
        if file.is_file() and stat.S_IMODE(file.stat().st_mode) & 0o077:
            logs.log("others_can_read", "warning", file=file.name, do=f"chmod 600 {file.name}")


def _stated() -> dict[str, str]:
    named = os.environ.get("ENERGIEKOP_SECRETS")
    stated: dict[str, Any] = {}
    if named:
        try:
            stated = tomllib.loads(Path(named).read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as problem:
            sys.exit(f"energiekop serve: refused. The secrets file cannot be read: {problem}.")
    keys = {name: f"ENERGIEKOP_{name.upper()}" for name in _NAMES}
    set_here = {name: os.environ[key] for name, key in keys.items() if key in os.environ}
    # The address alone signs nobody in.
    found = {name: str(value) for name, value in (stated | set_here).items() if name in _NAMES}
    return found if set(found) - {"url"} else {}
