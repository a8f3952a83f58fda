"""Rows that were handed back, written as they came, so that a spreadsheet shows them and runs none of them.

What stands in a cell is the resident's, and stays; but a spreadsheet runs a cell that begins like a formula.
Such a cell is handed out with an apostrophe before it, and the reader of corrections takes it off again
(docs/decisions/0016).
"""

import re

# A sign that begins a formula, behind any blanks and quotation marks, at the start of a cell or where a
# spreadsheet with another list separator would start one. Full width signs are those of East Asian keyboards.
_STARTS = r"(?:\A|(?<=[;\t\r\n]))"
_FORMULA = r"[ \"']*[=+\-@\t\r\n＝＋－＠]"
_DANGER = re.compile(f"{_STARTS}(?={_FORMULA})")
_DEFUSED = re.compile(f"{_STARTS}'(?={_FORMULA})")


def defused(cell: str) -> str:
    """The cell, with an apostrophe wherever a spreadsheet would see a formula begin."""
    return _DANGER.sub("'", cell)


def as_it_was(cell: str) -> str:
    """The cell before it was `defused`."""
    return _DEFUSED.sub("", cell)
