"""Who may put any filter on the figures reads off single addresses, however each group of them is rounded.

Attack test 5. Two filters that differ in one household give two numbers; their difference, less the rounding, is
whether it takes part. Rounding is right on average, so many such pairs take it away.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from energiekop.disclosure import MINIMUM_GROUP
from energiekop.disclosure.draws import rounded
from energiekop.disclosure.rules import ATTRIBUTES


@dataclass(frozen=True)
class FreeFilters:
    """A dashboard of which the figures may be filtered at will, each group of dwellings rounded by its own key.

    dwellings: the register, public. taking_part: per dwelling, hidden behind `shown`.
    """

    dwellings: pd.DataFrame
    taking_part: np.ndarray
    secret: bytes

    def of(self, streets: np.ndarray, chosen: dict[str, str]) -> np.ndarray:
        """The dwellings of filters: filters x dwellings. streets: filters x streets, in the order of their ids."""
        street = self.dwellings["street_id"].factorize(sort=True)[0]
        fits = np.all([self.dwellings[name] == value for name, value in chosen.items()], axis=0)
        return streets[:, street] & fits

    def shown(self, inside: np.ndarray) -> np.ndarray:
        """A number for each filtered group (filters x dwellings), NaN for those with too few dwellings."""
        shares = [
            hmac.digest(self.secret, f"rk|{one}".encode(), "sha256")[:8]
            for one in self.dwellings["dwelling_id"]
        ]
        keys = np.bitwise_xor.reduce(
            np.where(inside, np.frombuffer(b"".join(shares), ">u8").astype("u8"), 0), axis=1
        )
        drawn = rounded(
            (inside & self.taking_part).sum(axis=1),
            pd.Series([f"{key:016x}" for key in keys.tolist()]),
            pd.Series(["plan"] * len(inside)),
            self.secret,
        )
        return np.where(inside.sum(axis=1) >= MINIMUM_GROUP, drawn, np.nan)


def singled_out(dwellings: pd.DataFrame) -> dict[int, list[str]]:
    """The rows of dwellings that are alone in their street with their values of two attributes, and those two."""
    found: dict[int, list[str]] = {}
    for nth, one in enumerate(ATTRIBUTES):
        for other in ATTRIBUTES[nth + 1 :]:
            alone = ~dwellings.duplicated(["street_id", one, other], keep=False)
            found |= {row: [one, other] for row in np.flatnonzero(alone).tolist()}
    return found


def averaged(
    asked: FreeFilters, row: int, by: list[str], *, pairs: int, chance: np.random.Generator
) -> float:
    """The average difference between a group with this dwelling and the same without; NaN when none was shown."""
    street = asked.dwellings["street_id"].factorize(sort=True)[0]
    chosen = {name: asked.dwellings[name].iloc[row] for name in by}
    others = chance.random((pairs, street.max() + 1)) < 0.6
    others[:, street[row]] = False
    its_own = np.arange(street.max() + 1) == street[row]
    less, more = asked.of(others, chosen), asked.of(others | its_own, chosen)
    assert ((more ^ less).sum(axis=1) == 1).all()
    return float(np.nanmean(asked.shown(more) - asked.shown(less)))


def usable_pairs(bases: Iterable[frozenset[str]]) -> int:
    """Pairs of groups that differ by 1 to 9 dwellings: a number of a few people, or of one."""
    distinct = sorted(set(bases), key=sorted)
    column = {one: at for at, one in enumerate(sorted(frozenset().union(*distinct)))}
    inside = np.zeros((len(distinct), len(column)), dtype=np.int32)
    for at, base in enumerate(distinct):
        inside[at, [column[one] for one in base]] = 1
    size = inside.sum(axis=1)
    differ = size[:, None] + size - 2 * (inside @ inside.T)
    return int(((differ > 0) & (differ < MINIMUM_GROUP)).sum()) // 2
