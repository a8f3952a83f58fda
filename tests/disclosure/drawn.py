"""Registers, counts and answers drawn as text, so that a test shows all its data."""

import pandas as pd
from hypothesis import strategies as st

from energiekop.disclosure import MILESTONES, Groups
from energiekop.disclosure.groups import REGISTER_COLUMNS
from energiekop.disclosure.rules import ATTRIBUTES

SECRET = b"demo"


def table(drawn: str) -> pd.DataFrame:
    """A frame from lines of cells between bars; an empty cell is None, a column of whole numbers is one."""
    lines = [[cell.strip() or None for cell in line.split("|")] for line in drawn.strip().splitlines()]
    frame = pd.DataFrame(lines[1:], columns=lines[0], dtype=object)
    for name in frame:
        filled = frame[name].notna()
        if filled.all() and frame[name].str.fullmatch(r"-?\d+").all():
            frame[name] = frame[name].astype(int)
    return frame


def shown_as(frame: pd.DataFrame, *columns: str) -> str:
    """The inverse of `table`: lines of cells between bars, without padding."""
    head = list(columns) or list(frame.columns)
    rows = frame[head].astype(object).where(frame[head].notna(), "")
    return "\n".join([" | ".join(head)] + [" | ".join(map(str, row)) for row in rows.itertuples(index=False)])


def lines(drawn: str) -> str:
    """A drawn table as `shown_as` writes it."""
    return "\n".join(
        " | ".join(cell.strip() for cell in line.split("|")) for line in drawn.strip().splitlines()
    )


def register(drawn: str) -> pd.DataFrame:
    """A register from one line per block of neighbours: `dwellings`, and what is drawn of street, buurt,
    wijk, gebied, stadsdeel, complex, x, y and the ATTRIBUTES. Codes serve as names; what is not drawn lies in one wijk.
    """
    blocks = table(drawn)
    for name, default in {"buurt": "B1", "wijk": "W1", "stadsdeel": "D1"}.items():
        if name not in blocks:
            blocks[name] = default
    for name in ("complex", "gebied", *ATTRIBUTES, "x", "y"):
        if name not in blocks:
            blocks[name] = None
    dwellings = blocks.loc[blocks.index.repeat(blocks["dwellings"].astype(int))].reset_index(drop=True)
    dwellings["dwelling_id"] = [f"{number:016d}" for number in range(len(dwellings))]
    for kind in ("street", "complex", "buurt", "wijk", "gebied", "stadsdeel"):
        code = f"{kind}_id" if kind in ("street", "complex") else f"{kind}_code"
        dwellings[code] = dwellings[f"{kind}_name"] = dwellings[kind]
    dwellings[["x", "y"]] = dwellings[["x", "y"]].astype(float)
    return dwellings[list(REGISTER_COLUMNS)]


def members(groups: Groups, kind: str) -> str:
    """The places of a kind with the group each points to, or why to none, as `shown_as` writes it."""
    chosen = groups.members[groups.members["kind"] == kind]
    named = chosen.merge(groups.cells[["cell_id", "code"]].rename(columns={"code": "group"}), how="left")
    return shown_as(named, "code", "group", "why_not")


def cells(drawn: str) -> pd.DataFrame:
    frame = table(drawn)
    return frame.assign(cell_key=frame["cell_key"].astype(str))


def counts(drawn: str) -> pd.DataFrame:
    """cell_id, milestone, split, on_date, households; a split or date that is not drawn is '' and one day."""
    frame = table(drawn)
    if "split" not in frame:
        frame["split"] = ""
    if "on_date" not in frame:
        frame["on_date"] = "2026-01-31"
    return frame.assign(split=frame["split"].fillna(""))


def funnels(households_by_step: list[list[int]], *, dwellings: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """counts and cells of one group, from a list per date of the households at each milestone."""
    rows = [
        (0, milestone, "", f"day {day:03d}", households)
        for day, steps in enumerate(households_by_step)
        for milestone, households in zip(MILESTONES, steps, strict=True)
    ]
    made = pd.DataFrame(rows, columns=["cell_id", "milestone", "split", "on_date", "households"])
    return made, pd.DataFrame({"cell_id": [0], "cell_key": ["00ff"], "dwellings": [dwellings]})


@st.composite
def registers(draw: st.DrawFn) -> pd.DataFrame:
    """Towns of a few hundred dwellings, with streets across buurten, complexes across streets, and gaps."""
    blocks = draw(
        st.lists(
            st.tuples(
                st.integers(1, 14),  # dwellings
                st.integers(0, 7),  # street
                st.integers(0, 4),  # buurt
                st.none() | st.integers(0, 3),  # complex
                st.none() | st.integers(0, 900),  # where it lies
            ),
            min_size=1,
            max_size=16,
        )
    )
    drawn = ["dwellings | street | buurt | wijk | gebied | stadsdeel | complex | x | y"]
    for size, street, buurt, block, place in blocks:
        gebied = "" if buurt == 3 else f"G{buurt // 2}"
        x, y = ("", "") if place is None else (place // 30, place % 30)
        areas = f"B{buurt} | W{buurt // 2} | {gebied} | D{buurt // 4}"
        complex_id = "" if block is None else f"C{block}"
        drawn.append(f"{size} | S{street} | {areas} | {complex_id} | {x} | {y}")
    return register("\n".join(drawn))
