"""Where the rows of an answer lie: the file of shapes they belong to, and the shapes each row is made of."""

from dataclasses import dataclass
from pathlib import Path

from energiekop import privacy
from energiekop.privacy import Answer, Viewer


@dataclass(frozen=True)
class Shapes:
    """A GeoJSON file in degrees with a `code` per shape, and per row's code the codes of its members.

    A group of streets that were joined is drawn as all of them.
    """

    file: Path
    members: dict[str, list[str]]


def shapes(viewer: Viewer, answer: Answer, *, store: Path | None = None) -> Shapes | None:
    """The shapes of an answer's rows, None when what it is broken down by has none."""
    name = answer.meta.get(f"geo_{answer.by}")
    if not name:
        return None
    reading = privacy.open(viewer, store, snapshot=answer.snapshot)
    query = _OF_GROUP if answer.is_protected else _OF_ITSELF
    members: dict[str, list[str]] = {}
    for group, code in reading.rows(query, {"kind": answer.by}):
        members.setdefault(group, []).append(code)
    return Shapes(reading.store / "geo" / Path(name).name, members)


_OF_ITSELF = "select code, code from published.cell_member where kind = $kind"
_OF_GROUP = """
select coalesce(cell.code, member.code), member.code
from published.cell_member as member
left join published.cell as cell on cell.cell_id = member.cell_id
where member.kind = $kind
order by member.code
"""
