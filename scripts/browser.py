"""Sees to it that Debian's Chromium is there: the tests look at real pages with it.

A missing browser is installed where that is allowed, else it is a failure; no test is ever skipped for it.
"""

import os
import shutil
import subprocess
import sys

from setup import Refused, in_one_sentence

# The shell is Chromium without windows and menus, which take as long to draw as a page of ours.
PACKAGES = ("chromium-headless-shell", "chromium")
NAMES = (*PACKAGES, "chromium-browser")


def find():
    """Path of the browser, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def install():
    as_root = [] if os.geteuid() == 0 else ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]
    if not shutil.which("apt-get") or (as_root and not shutil.which("sudo")):
        return
    print("Installing Chromium with apt-get ...", flush=True)
    apt(as_root, "update", "-qq")
    for package in PACKAGES:
        if not find():
            apt(as_root, "install", "-y", "-qq", package)


def apt(as_root, *step):
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.run([*as_root, "apt-get", *step], env=quiet, stdout=subprocess.DEVNULL)


def main():
    if not find():
        install()
    if not find():
        raise Refused(
            "The tests need Chromium and it could not be installed from here: install it "
            "(sudo apt install chromium) and run make test again."
        )


if __name__ == "__main__":
    in_one_sentence(main)
