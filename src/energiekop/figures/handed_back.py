"""The rows of one file that were handed back, with their cells as they came: to be corrected. Team only."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from energiekop import privacy
from energiekop.privacy import NoScope, NotForRole, Viewer


@dataclass(frozen=True)
class HandedBack:
    """How a file was written, and the cells of its rejected rows in the order of its headings.

    What is under no heading that we read (names, phone numbers) was dropped at the door and is an empty cell.
    `lost` are the numbers of rows whose cells had moved along: nothing of those was kept, they can only be
    corrected in the file itself. `beside` are the names of the files in the same folder.
    """

    path: str
    kind: str
    part_of: date
    headings: list[str]
    encoding: str
    delimiter: str
    sheet: str
    rows: list[list[str]]
    lost: list[int]
    beside: list[str]


def handed_back(
    viewer: Viewer, path: str, *, store: Path | None = None, snapshot: str | None = None
) -> HandedBack:
    """The rejected rows of the file `path` (its name in the ledger), with no row when all went in.

    Raises NotForRole for who is not of the team, NoScope for a file that the snapshot does not know.
    """
    if viewer.role != "team":
        raise NotForRole(f"The role {viewer.role} may not see rows that were handed back; only the team may.")
    reading = privacy.open(viewer, store, snapshot=snapshot)
    found = reading.rows(_FILE, {"path": path})
    if not found:
        raise NoScope(f'This snapshot has no file "{path}"; give its name as the ledger has it.')
    [(file_id, kind, part_of, headings, encoding, delimiter, sheet)] = found
    kept = reading.rows(_ROWS, {"file_id": file_id})
    beside = reading.rows(_BESIDE, {"folder": str(Path(path).parent) + "/"})
    return HandedBack(
        path, kind, part_of, headings, encoding, delimiter, sheet,
        rows=[["" if cell is None else cell for cell in cells] for _, cells, lost in kept if not lost],
        lost=[row_no for row_no, _, lost in kept if lost],
        beside=[Path(other).name for (other,) in beside],
    )  # fmt: skip


_FILE = """
select file_id, kind, part_of, headings, encoding, delimiter, sheet from exact.delivery where path = $path
"""
_ROWS = """
select row_no, original, reason = 'surplus' as lost from exact.rejected_row
where file_id = $file_id order by row_no
"""
_BESIDE = "select path from exact.delivery where starts_with(path, $folder) order by path"
