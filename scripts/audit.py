"""`make audit`: known leaks in what we install, asked of pip-audit's source where that can be reached.

Ends with 1 for a library with a known leak. Where the source cannot be reached, or knows our libraries not (a
mirror without its data), nothing was looked at: that is said in one line, and is no failure of ours.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIP_AUDIT = [sys.executable, "-m", "pip_audit"]
PATIENCE = 180  # seconds


def looked_at(requirements):
    """What pip-audit says of each library, or why nothing came of it."""
    command = [*PIP_AUDIT, "-r", str(requirements), "--disable-pip", "--no-deps", "--format", "json",
               "--progress-spinner", "off", "--timeout", "15"]  # fmt: skip
    try:
        ended = subprocess.run(command, capture_output=True, timeout=PATIENCE)
        return json.loads(ended.stdout)["dependencies"], ""
    except subprocess.TimeoutExpired:
        return [], f"its source did not answer in {PATIENCE} seconds"
    except (ValueError, KeyError):
        said = ended.stderr.decode(errors="replace").strip().splitlines()
        return [], said[-1][:200] if said else "pip-audit said nothing"


def main():
    libraries, why = looked_at(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "requirements.txt")
    known = [library for library in libraries if "vulns" in library]
    if not known:
        why = why or "its source knows none of our libraries here"
        print(f"make audit: nothing was looked at, because {why}.")
        return 0
    for library in known:
        for leak in library["vulns"]:
            mended = ", ".join(leak.get("fix_versions", [])) or "no version yet"
            print(f"{library['name']} {library['version']}: {leak['id']}, mended in {mended}.")
    leaking = sum(bool(library["vulns"]) for library in known)
    print(f"make audit: looked at {len(known)} of {len(libraries)} libraries; with a known leak: {leaking}.")
    return 1 if leaking else 0


if __name__ == "__main__":
    sys.exit(main())
