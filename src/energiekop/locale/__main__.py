"""`python -m energiekop.locale`: bring nl.po and en.po in line with what the code says."""

from pathlib import Path

from energiekop import locale

ROOT = Path(__file__).parents[3]

locale.renew(ROOT)
print("\n".join(locale.differences(ROOT)) or "Every text has its words.")
