"""`make run`: from a fresh clone to a served page.

Checks the port, sets up .venv, makes the demo city when DATA holds nothing, builds the snapshot when an
input changed, and serves. Every step that is already done takes no time.
"""

import argparse
import errno
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import setup
from setup import Refused

ENERGIEKOP = setup.VENV / "bin" / "energiekop"
# What may lie in an inbox that holds nothing yet.
NO_DELIVERY = ("README.md", "README", "Thumbs.db")
HALF_MADE = ".demo-unfinished"


def check_port(typed):
    """The port as a number, when the page can be served there.

    Refuses what is no port, what another program holds, and what the system keeps for itself.
    """
    if not typed.isdigit() or not 1 <= int(typed) <= 65535:
        raise Refused(f"PORT={typed} is no port: give a number such as: make run PORT=8502")
    port = int(typed)
    other = port + 1 if port < 65535 else 8502
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Refused(
                    f"Port {port} is in use by another program. "
                    f"Stop it, or choose another: make run PORT={other}"
                ) from None
            raise Refused(f"Port {port} may not be used here. Choose another: make run PORT=8502") from None
    return port


def holds_nothing(data):
    return not data.is_dir() or not any(
        entry for entry in data.iterdir() if not entry.name.startswith(".") and entry.name not in NO_DELIVERY
    )


def make_demo_city(data):
    """Fills an empty inbox with the demo city, whole or not at all.

    It is made aside and then moved in, demo.json last: half a demo city would be taken for real data.
    """
    aside = data / HALF_MADE
    if not (aside / "demo.json").exists():
        if not holds_nothing(data):
            return
        if aside.exists():
            shutil.rmtree(str(aside))
        print(f"{data} holds no files yet: making a demo city there.", flush=True)
        data.mkdir(parents=True, exist_ok=True)
        # Its own last line would name the place aside; where the city really stands was said above.
        step([str(ENERGIEKOP), "demo", "--out", str(aside)], stdout=subprocess.DEVNULL)
    for part in sorted(aside.iterdir(), key=lambda part: part.name == "demo.json"):
        part.rename(data / part.name)
    aside.rmdir()


def step(command, stdout=None):
    """One command of energiekop. It says itself, in one sentence, why it stops; we only stop too."""
    done = subprocess.run(command, stdout=stdout)
    if done.returncode:
        sys.exit(done.returncode)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", default="8501")
    parser.add_argument("--data", type=Path, default=setup.ROOT / "data" / "inbox")
    parser.add_argument("--store", type=Path, default=setup.ROOT / "data" / "store")
    asked = parser.parse_args()

    setup.check_python(sys.version_info)
    port = check_port(asked.port)
    setup.prepare()
    make_demo_city(asked.data)
    step([str(ENERGIEKOP), "build", "--data", str(asked.data), "--store", str(asked.store)])
    serve = [str(ENERGIEKOP), "serve", "--data", str(asked.data), "--store", str(asked.store)]
    serve += ["--port", str(port)]
    os.execv(serve[0], serve)


if __name__ == "__main__":
    setup.in_one_sentence(main)
