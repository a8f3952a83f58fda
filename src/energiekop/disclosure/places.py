"""Which places does a register hold: how large is each, where does it lie, and what is it part of?"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from energiekop.disclosure.rules import KINDS, PARENT_KIND

CODE_COLUMN = {kind: f"{kind}_id" if kind in ("street", "complex") else f"{kind}_code" for kind in KINDS}
CITY_CODE = "city"

Numbers = npt.NDArray[np.int64]
Narrow = npt.NDArray[np.int32]  # numbers half as wide: of figures there are millions
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Places:
    """All places of one kind.

    table: one row per place in the order of its code: code, name, parent_code, dwellings (count),
    located (dwellings with a position), x_sum and y_sum (metres, over the located ones).
    place_of_dwelling: per row of the register the row in `table`, -1 where the dwelling has no such place.
    """

    kind: str
    table: pd.DataFrame
    place_of_dwelling: Numbers


def places_of_kind(register: pd.DataFrame, kind: str, *, city_name: str) -> Places:
    """The places of one kind. A place that spreads over several parents belongs where most of it lies."""
    if kind == "city":
        place_of_dwelling = np.zeros(len(register), dtype=np.int64)
        codes = np.array([CITY_CODE], dtype=object)
        names = np.array([city_name], dtype=object)
    else:
        column = register[CODE_COLUMN[kind]]
        place_of_dwelling, found = pd.factorize(column, sort=True)
        place_of_dwelling = place_of_dwelling.astype(np.int64)
        codes = np.asarray(found, dtype=object)
        names = most_common(place_of_dwelling, register[f"{kind}_name"], len(codes))
        names = np.where(pd.isna(names), codes, names)

    inside = place_of_dwelling >= 0
    x = register["x"].to_numpy(dtype=np.float64, na_value=np.nan)
    y = register["y"].to_numpy(dtype=np.float64, na_value=np.nan)
    located = inside & np.isfinite(x) & np.isfinite(y)
    where = place_of_dwelling[located]
    table = pd.DataFrame(
        {
            "code": codes,
            "name": names,
            "parent_code": _parent_codes(register, kind, place_of_dwelling, len(codes)),
            "dwellings": np.bincount(place_of_dwelling[inside], minlength=len(codes)),
            "located": np.bincount(where, minlength=len(codes)),
            "x_sum": np.bincount(where, weights=x[located], minlength=len(codes)),
            "y_sum": np.bincount(where, weights=y[located], minlength=len(codes)),
        }
    )
    return Places(kind, table, place_of_dwelling)


def most_common(place_of_dwelling: Numbers, values: pd.Series, places: int) -> npt.NDArray[np.object_]:
    """Per place the value that most of its dwellings have; of equals the first in order; None if none has."""
    value_of_dwelling, found = pd.factorize(values, sort=True)
    known = (place_of_dwelling >= 0) & (value_of_dwelling >= 0)
    pair = place_of_dwelling[known] * max(len(found), 1) + value_of_dwelling[known]
    pair_number, pairs = pd.factorize(pair)
    place, value = np.divmod(pairs, max(len(found), 1))
    most_first = np.lexsort((value, -np.bincount(pair_number, minlength=len(pairs)), place))
    settled, first = np.unique(place[most_first], return_index=True)
    answer = np.full(places, None, dtype=object)
    answer[settled] = np.asarray(found, dtype=object)[value[most_first][first]]
    return answer


def _parent_codes(
    register: pd.DataFrame, kind: str, place_of_dwelling: Numbers, places: int
) -> npt.NDArray[np.object_]:
    if kind == "city":
        return np.full(places, None, dtype=object)
    if PARENT_KIND[kind] == "city":
        return np.full(places, CITY_CODE, dtype=object)
    return most_common(place_of_dwelling, register[CODE_COLUMN[PARENT_KIND[kind]]], places)
