import sys

from .places import ROOT

# The scripts are no package: they run before anything is installed.
sys.path.insert(0, str(ROOT / "scripts"))
