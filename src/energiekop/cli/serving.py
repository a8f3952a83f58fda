"""Starting the dashboard: the app.py of the repository, under uvicorn."""

import errno
import os
import socket
import sys
from pathlib import Path

# Bytes that a page may say at once: one and a half times what .streamlit/config.toml lets through, so that it
# is Streamlit that refuses and the log that tells, and what is far too large is not even read.
_MOST_SAID = 1_500_000


class CannotServe(RuntimeError):
    """The page cannot be served here; the message is one sentence that says what to do."""


def serve(host: str, port: int, store: Path, *, data: Path | None, private: Path | None) -> None:
    """Says where the page is and becomes the server: this call does not return. Raises CannotServe."""
    app = app_file()
    _refuse_unless_free(host, port)
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::1", "::") else host
    print(f"The dashboard is on http://{f'[{shown}]' if ':' in shown else shown}:{port}", flush=True)
    for name, folder in {"STORE": store, "DATA": data, "PRIVATE": private}.items():
        if folder is not None:
            os.environ[f"ENERGIEKOP_{name}"] = str(folder.absolute())
    command = ["-m", "uvicorn", f"{app.stem}:app", "--app-dir", str(app.parent)]
    command += ["--log-level", "warning", "--no-access-log"]  # an address of a page names role and street
    command += ["--ws-max-size", str(_MOST_SAID)]
    os.execv(sys.executable, [sys.executable, *command, "--host", host, "--port", str(port)])


def app_file() -> Path:
    """ENERGIEKOP_APP, else app.py beside the src/ this package runs from. Raises CannotServe."""
    named = os.environ.get("ENERGIEKOP_APP")
    file = Path(named) if named else Path(__file__).parents[3] / "app.py"
    if not file.is_file():
        raise CannotServe(f"There is no {file}; set ENERGIEKOP_APP to the app.py of this dashboard.")
    return file.absolute()


def _refuse_unless_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                raise CannotServe(
                    f"Port {port} is in use by another program; stop it, or choose another with --port."
                ) from None
            raise CannotServe(
                f"The page cannot be served on {host}, port {port}: {problem.strerror}."
            ) from None
