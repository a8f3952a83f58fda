"""Makes .venv with all that energiekop needs, once; a later call sees that nothing changed and ends there.

Written so that even Python 3.6 can read it, because an old Python must hear that it is too old.
`--development` adds what tests and checks need, from the lock with hashes. Whatever is refused is
refused in one sentence that says what to do.
"""

import argparse
import errno
import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UNFINISHED = VENV / ".unfinished"
OLDEST_PYTHON = (3, 11)
# Measured: .venv takes 1.25 GB with everything; the packages pass through the temporary folder first.
GB_FOR_VENV = 1.5
GB_FOR_DOWNLOADS = 0.5


class Refused(Exception):
    """Setup cannot go on; the text is the one sentence to show."""


def check_python(found):
    """`found` is a version as in sys.version_info."""
    if tuple(found[:2]) < OLDEST_PYTHON:
        raise Refused(
            f"This is Python {found[0]}.{found[1]}, and energiekop needs 3.11 or newer: install a newer one, "
            "or name the one you have, such as: make run PYTHON=python3.12"
        )


def check_venv_module():
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        raise Refused(
            "This Python cannot make a virtual environment because the package python3-venv is missing: "
            "install it (sudo apt install python3-venv) and run the same command again."
        ) from None


def check_space(folder, free_bytes, needed_gb):
    if free_bytes < needed_gb * 1e9:
        raise Refused(
            f"The disk of {folder} has {free_bytes / 1e9:.1f} GB free and setup needs {needed_gb:.1f} GB: "
            "free some space and run the same command again."
        )


def check_disk():
    temporary = Path(tempfile.gettempdir())
    if temporary.stat().st_dev == ROOT.stat().st_dev:
        check_space(ROOT, shutil.disk_usage(str(ROOT)).free, GB_FOR_VENV + GB_FOR_DOWNLOADS)
    else:
        check_space(ROOT, shutil.disk_usage(str(ROOT)).free, GB_FOR_VENV)
        check_space(temporary, shutil.disk_usage(str(temporary)).free, GB_FOR_DOWNLOADS)


def stamp_of(lock):
    """The file that says: this lock is installed. Its name changes with the lock and with pyproject."""
    wanted = (ROOT / lock).read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    return VENV / (".installed-" + hashlib.sha256(wanted).hexdigest()[:16])


def is_our_venv():
    """Whether .venv runs and finds the package here: not so after a move, a copy or a new system Python."""
    if UNFINISHED.exists() or not PYTHON.exists():
        return False
    question = "import importlib.util as u; print(u.find_spec('energiekop').origin)"
    answer = subprocess.run([str(PYTHON), "-c", question], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return answer.stdout.decode().strip() == str(ROOT / "src" / "energiekop" / "__init__.py")


def install(lock):
    check_venv_module()
    check_disk()
    if not is_our_venv():
        # Also what an interrupted setup left: half a package cannot be mended, only made anew.
        if VENV.exists():
            shutil.rmtree(str(VENV))
        VENV.mkdir()
        UNFINISHED.touch()
        print("Making .venv with Python {}.{}.{} ...".format(*sys.version_info[:3]), flush=True)
        run([sys.executable, "-m", "venv", str(VENV)])
    UNFINISHED.touch()
    for old in VENV.glob(".installed-*"):
        old.unlink()
    print(f"Installing what {lock} lists (a minute or more) ...", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    hashes = ["--require-hashes"] if lock == "requirements-dev.txt" else []
    run(pip + hashes + ["-r", str(ROOT / lock)])
    run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    stamp_of(lock).touch()
    UNFINISHED.unlink()
    print("Ready.", flush=True)


def run(command):
    """Runs one step of setup; its own words are shown only when it fails."""
    step = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if step.returncode == 0:
        return
    said = step.stdout.decode(errors="replace")
    sys.stderr.write(said)
    if "No space left on device" in said:
        raise Refused(f"The disk is full: free {GB_FOR_VENV} GB and run the same command again.")
    if "ensurepip" in said:
        check_venv_module()
        raise Refused(
            "The virtual environment could not be made (see above): install python3-venv "
            "(sudo apt install python3-venv) and run the same command again."
        )
    raise Refused(
        "The packages could not be installed (see above): check the internet connection and run the same "
        "command again; it goes on from there."
    )


def prepare(development=False):
    """Makes sure .venv holds what is asked; quick when it does."""
    check_python(sys.version_info)
    enough = ["requirements-dev.txt"] if development else ["requirements.txt", "requirements-dev.txt"]
    if any(stamp_of(lock).exists() for lock in enough) and is_our_venv():
        return
    install(enough[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--development", action="store_true", help="also what tests and checks need")
    prepare(parser.parse_args().development)


def in_one_sentence(main):
    """Runs a script's main; a refusal or a Ctrl+C ends it without a traceback."""
    try:
        main()
    except Refused as refusal:
        sys.exit(str(refusal))
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command goes on where this one ended.")
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        sys.exit(f"The disk is full: free {GB_FOR_VENV} GB and run the same command again.")


if __name__ == "__main__":
    in_one_sentence(main)
