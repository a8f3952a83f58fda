"""What somebody typed and a spreadsheet would run: a cell that begins like a formula.

It is written with an apostrophe before it, as if typed into a spreadsheet, which then shows it and runs
nothing. Whoever reads such a cell again takes it off: what a resident wrote stays what it was.
"""

import re

# At the start of a cell, and where a spreadsheet with another list separator would start one: a Dutch Excel
# parts a comma file at each semicolon.
_STARTS = r"(?:\A|(?<=[;\t\r\n]))"
# Behind any blanks and quotation marks. Full width signs are those of East Asian keyboards.
_FORMULA = r"[ \"']*[=+\-@\t\r\n＝＋－＠]"
_DANGER = re.compile(f"{_STARTS}(?={_FORMULA})")
_DEFUSED = re.compile(f"{_STARTS}'(?={_FORMULA})")


def defused(cell: str) -> str:
    """The cell, with an apostrophe wherever a spreadsheet would see a formula begin."""
    return _DANGER.sub("'", cell)


def as_it_was(cell: str) -> str:
    """The cell before it was `defused`."""
    return _DEFUSED.sub("", cell)
