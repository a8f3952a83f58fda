"""The line of a street, drawn from its dwellings: no source here holds one.

Numbers follow each other along a side, but the two sides do not keep pace. So the line follows the longer
side, half way to the house across where there is one; where only the other side goes on, it goes on there.
"""

import duckdb
import numpy as np
import shapely

_ACROSS = 45.0  # metres: further away is no house across the street
_SMOOTH = 5  # houses averaged, so that the line does not step aside where one side begins or ends
_STRAIGHT = 2.0  # metres a point may lie off the line before it is kept
_ALONE = np.array([[-5, 0, -7e-5, 0], [5, 0, 7e-5, 0]])  # a street of one house is ten metres of line


def street_lines(con: duckdb.DuckDBPyConnection) -> dict[str, shapely.Geometry]:
    """Street to its line in degrees; one in two parts is a MultiLineString."""
    numbers = con.execute(
        """select street_id, house_number, avg(x) as x, avg(y) as y, avg(lon) as lon, avg(lat) as lat
        from dwelling where x is not null and in_register
        group by street_id, house_number order by street_id, house_number"""
    ).df()
    if numbers.empty:
        return {}
    starts = np.flatnonzero(numbers["street_id"].ne(numbers["street_id"].shift())).tolist()
    street_ids = numbers["street_id"].to_numpy()
    is_odd = (numbers["house_number"] % 2 == 1).to_numpy()
    at = numbers[["x", "y", "lon", "lat"]].to_numpy()
    return {
        str(street_ids[start]): _line(at[start:end], is_odd[start:end])
        for start, end in zip(starts, [*starts[1:], len(numbers)], strict=True)
    }


def _line(at: np.ndarray, is_odd: np.ndarray) -> shapely.Geometry:
    """From x, y, lon, lat per house number, in order: a line in degrees, measured in metres."""
    longer, shorter = sorted((at[is_odd], at[~is_odd]), key=_length, reverse=True)
    if len(longer) == 0:
        longer, shorter = shorter, longer
    along, beyond = longer, shorter
    if len(shorter):
        away = np.linalg.norm(longer[:, None, :2] - shorter[None, :, :2], axis=2)
        across = (longer + shorter[away.argmin(axis=1)]) / 2
        along = np.where((away.min(axis=1) <= _ACROSS)[:, None], across, longer)
        beyond = shorter[away.min(axis=0) > _ACROSS]
    parts = [along, beyond] if _length(beyond) > _ACROSS else [along]
    lines = [_straightened(_smoothed(part)) for part in parts]
    return shapely.MultiLineString(lines) if len(lines) > 1 else lines[0]


def _length(at: np.ndarray) -> float:
    return float(np.linalg.norm(np.diff(at[:, :2], axis=0), axis=1).sum())


def _smoothed(at: np.ndarray) -> np.ndarray:
    """Each point the mean of itself and its neighbours, as many on both sides; both ends stay."""
    kept = at.copy()
    for reach in range(1, _SMOOTH // 2 + 1):
        if len(at) > 2 * reach:
            windows = [at[shift : len(at) - 2 * reach + shift] for shift in range(2 * reach + 1)]
            kept[reach:-reach] = sum(windows) / len(windows)
    return kept


def _straightened(at: np.ndarray) -> shapely.Geometry:
    if _length(at) == 0:
        at = at[:1] + _ALONE
    metres = shapely.LineString(at[:, :2])
    kept = shapely.get_coordinates(shapely.simplify(metres, _STRAIGHT))
    rows = [int(np.flatnonzero((at[:, 0] == x) & (at[:, 1] == y))[0]) for x, y in kept]
    return shapely.LineString(np.round(at[rows, 2:], 6))
