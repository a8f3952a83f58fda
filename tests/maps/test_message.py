"""A message holds what the browser needs to draw the places in view, and stays small."""

import base64
import json
import random
import zlib
from dataclasses import replace

import pandas as pd

from energiekop.maps import Drawn, Look, Sheet, View, classes, colours, house_message, message

MONTHS = {"2026-09": "sep 2026", "2026-10": "okt 2026"}
WORDS = {"unknown": "onbekend"}


def look_of(values: pd.Series) -> Look:
    found = classes.sequential(values)
    legend = classes.in_words(found, number=str, zero="0")
    return Look("Deel met een plan", found, legend, colours.areas(found), lambda number: f"{number} %")


def sheet_of(*places: tuple[str, ...]) -> Sheet:
    drawn = tuple(Drawn(code, code, tuple(around)) for code, *around in places)
    return Sheet("buurt", ("a.geojson",), drawn, frozenset(place.code for place in drawn))


VALUES = pd.DataFrame(
    [("A", "2026-09", 0), ("A", "2026-10", 12), ("B", "2026-10", 12), ("C", "2026-10", 40)],
    columns=["code", "month", "value"],
)
CITY = View("city", None, "?plaats=buurt:", "nl", WORDS)
SHEET = sheet_of(("A", "N"), ("B", "Z"), ("C", "N"))


def unpacked(drawn: dict) -> list[int]:
    found = zlib.decompress(base64.b64decode(drawn["values"]))
    half = len(found) // 2
    return [low + 256 * high for low, high in zip(found[:half], found[half:], strict=True)]


def read(drawn: dict) -> list[list[str]]:
    """Words per month and place, as the browser reads them."""
    months = len(drawn["months"])
    said = [drawn["levels"][level - 1][2] if level else WORDS["unknown"] for level in unpacked(drawn)]
    return [said[month::months] for month in range(months)]


def test_each_month_says_the_value_of_every_place_in_the_order_of_the_files():
    drawn = message(VALUES, SHEET, look_of(VALUES["value"]), CITY, MONTHS)
    assert read(drawn) == [["0 %", "onbekend", "onbekend"], ["12 %", "12 %", "40 %"]]
    assert drawn["geo"] == ["geo/a.geojson"]


def test_only_places_inside_the_area_have_values():
    drawn = message(VALUES, SHEET, look_of(VALUES["value"]), replace(CITY, area="N"), MONTHS)
    assert drawn["inside"] == "# #"
    assert read(drawn) == [["0 %", "onbekend"], ["12 %", "40 %"]]


def test_a_place_without_dwellings_is_drawn_without_a_value():
    sheet = replace(SHEET, lived_in=frozenset("AC"))
    drawn = message(VALUES, sheet, look_of(VALUES["value"]), CITY, MONTHS)
    assert drawn["inside"] == "# #"


def test_no_values_at_all_is_unknown_everywhere():
    drawn = message(VALUES.iloc[:0], SHEET, look_of(VALUES["value"].iloc[:0]), CITY, MONTHS)
    assert read(drawn) == [["onbekend"] * 3] * 2


def test_more_levels_than_fit_in_a_byte_are_still_told_apart():
    numbers = range(300)
    values = pd.DataFrame({"code": [f"B{n:03}" for n in numbers], "month": "2026-10", "value": numbers})
    sheet = sheet_of(*((code,) for code in values["code"]))
    drawn = message(values, sheet, look_of(values["value"]), CITY, {"2026-10": "okt 2026"})
    assert read(drawn) == [[f"{n} %" for n in numbers]]


def test_a_change_of_518_buurten_in_24_months_stays_under_20_kb_even_without_any_order():
    draw = random.Random(1)
    months = {f"{2024 + m // 12}-{m % 12 + 1:02}": f"maand {m}" for m in range(24)}
    codes = [f"BU0363{n:04}" for n in range(518)]
    rows = [(code, month, draw.randint(0, 100)) for code in codes for month in months]
    values = pd.DataFrame(rows, columns=["code", "month", "value"])
    sheet = sheet_of(*((code, "WK0363") for code in codes))
    drawn = message(values, sheet, look_of(values["value"]), CITY, months)
    assert len(json.dumps(drawn)) < 18_500


def test_houses_come_with_the_message_of_their_street_alone():
    houses = pd.DataFrame(
        {"lon": [4.9000001, 4.91], "lat": [52.37, 52.38], "name": ["1", "2-H"], "value": [4, None]}
    )
    found = classes.Classes("sequential", (1, 2, 3, 4))
    look = Look("Huizen", found, [], colours.houses(), str, (5,) * 5)
    drawn = house_message(houses, SHEET, look, CITY, "nu")
    assert drawn["houses"] == {"at": [[4.9, 52.37], [4.91, 52.38]], "names": ["1", "2-H"]}
    assert (unpacked(drawn), drawn["levels"]) == ([1, 0], [[4, 4, "4"]])
    assert "#" not in drawn["inside"]
