"""Tables to files that others can read, each with what it is about.

write_table(answer.rows, Path("progress.xlsx"), "xlsx", about=figures.about(answer))
"""

from energiekop.exports.errors import CannotWrite
from energiekop.exports.handed_back import as_corrections
from energiekop.exports.tables import FORMATS, MAP_FORMATS, TEXT_FORMATS, Format, as_text, write_table

__all__ = [
    "FORMATS", "MAP_FORMATS", "TEXT_FORMATS", "CannotWrite", "Format", "as_corrections", "as_text",
    "write_table",
]  # fmt: skip
