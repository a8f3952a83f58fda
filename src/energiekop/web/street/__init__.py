"""What the page of one street says, in one language: two voices that never mix.

The group's figures are about everybody and rounded. The picture and the list are of neighbours who agreed, by
their house number; no figure is reckoned from them.
"""

from energiekop.web.street.choosing import as_seen, chooser, chosen, others
from energiekop.web.street.sheet import print_button, sheets

__all__ = ["as_seen", "chooser", "chosen", "others", "print_button", "sheets"]
