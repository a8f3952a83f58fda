"""One secret key per group, made from the dwellings in it: the same dwellings have the same key."""

import hmac

import numpy as np
import pandas as pd

from energiekop.disclosure.groups import Groups

KEY_BYTES = 8


def cell_keys(groups: Groups, secret: bytes) -> pd.DataFrame:
    """cell_id, cell_key (16 hex digits) of each cell, whatever it is called and whatever its kind.

    The key is the exclusive or, over the dwellings, of the first 8 bytes of HMAC-SHA256(secret,
    "rk|" + dwelling_id). It may never be published. Raises ValueError on an empty secret.
    """
    if not secret:
        raise ValueError("The secret is empty; without one every draw could be done again by anybody.")
    shares = b"".join(
        hmac.digest(secret, b"rk|" + str(dwelling).encode(), "sha256")[:KEY_BYTES]
        for dwelling in groups.dwellings["dwelling_id"]
    )
    share_of_dwelling = np.frombuffer(shares, dtype=">u8").astype(np.uint64)
    keys = np.zeros(len(groups.cells), dtype=np.uint64)
    for cell in groups.cell_columns():
        by_cell = np.argsort(cell, kind="stable")[np.count_nonzero(cell < 0) :]
        found, first = np.unique(cell[by_cell], return_index=True)
        if len(found):
            keys[found] = np.bitwise_xor.reduceat(share_of_dwelling[by_cell], first)
    return pd.DataFrame(
        {"cell_id": groups.cells["cell_id"], "cell_key": [f"{int(key):0{2 * KEY_BYTES}x}" for key in keys]}
    )
