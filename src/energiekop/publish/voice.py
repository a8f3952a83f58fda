"""What residents want, for every role: wishes of the whole city, rounded like every protected figure."""

from datetime import date

import duckdb
import numpy as np
import pandas as pd

from energiekop.disclosure import MINIMUM_GROUP
from energiekop.disclosure.draws import rounded
from energiekop.publish.private import Catalogue


def write_table(
    con: duckdb.DuckDBPyConnection, catalogue: Catalogue, secret: bytes, days: list[date], query: str
) -> None:
    """The table `voice`: one row per published day and wish that at least MINIMUM_GROUP households asked for.

    asked and answered are multiples of BASE, within 2 of the exact count, drawn by city, wish and level as a
    figure is, so that an unchanged count never moves; answered is at most asked.
    """
    con.register("voice_day_frame", pd.DataFrame({"on_date": pd.to_datetime(days)}))
    con.execute("create or replace temp view voice_day as "
                "select cast(on_date as date) as on_date from voice_day_frame")  # fmt: skip
    con.execute("set variable minimum_group = cast(? as integer)", [MINIMUM_GROUP])
    said = con.execute(query).df()
    city = catalogue.cells.loc[catalogue.cells["kind"] == "city", "cell_key"]
    key = pd.Series(city.iloc[0] if len(city) else "", index=said.index, dtype=object)
    folded = said["wish"].astype(object).str.lower()
    shown = {}
    for count in ("asked", "answered"):
        exact = said[count].to_numpy(dtype=np.int64)
        shown[count] = rounded(exact, key, f"voice|{count}|" + folded, secret)
    shown["answered"] = np.minimum(shown["asked"], shown["answered"])
    con.register("voice_frame", said.assign(**shown))
    con.execute(
        """create or replace table voice as
        select cast(wish as varchar) as wish, cast(topic as varchar) as topic,
            cast(on_date as date) as on_date,
            cast(asked as integer) as asked, cast(answered as integer) as answered
        from voice_frame"""
    )
    con.execute("drop view voice_day")
    for name in ("voice_day_frame", "voice_frame"):
        con.unregister(name)
