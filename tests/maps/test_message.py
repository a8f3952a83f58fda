"""A message holds what the browser needs to draw the places in view, and stays small."""

import base64
import json
import random
import zlib
from dataclasses import replace

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from energiekop.maps import Drawn, Look, Sheet, View, Wording, classes, colours, house_message, message
from energiekop.maps.message import packed

MONTHS = {"2026-09": "sep 2026", "2026-10": "okt 2026"}
SAID = Wording("niemand", "hooguit 1 %", "{n} %", "{n} % minder")
WORDS = {"unknown": "onbekend"}


def look_of(values: pd.Series) -> Look:
    found = classes.sequential(values)
    legend = classes.in_words(found, number=str, zero="0")
    return Look("Deel met een plan", found, legend, colours.areas(found), SAID)


def sheet_of(*places: tuple[str, ...]) -> Sheet:
    drawn = tuple(Drawn(code, code, tuple(around)) for code, *around in places)
    return Sheet("buurt", ("a.geojson",), drawn, frozenset(place.code for place in drawn))


VALUES = pd.DataFrame(
    [("A", "2026-09", 0), ("A", "2026-10", 12), ("B", "2026-10", 12), ("C", "2026-10", 40)],
    columns=["code", "month", "value"],
)
CITY = View("city", None, "?plaats=buurt:", "nl", WORDS)
SHEET = sheet_of(("A", "N"), ("B", "Z"), ("C", "N"))


def unpacked(drawn: dict) -> list[list[int | None]]:
    """Per place the numbers of its months, as the browser unpacks them."""
    found = zlib.decompress(base64.b64decode(drawn["values"]))
    half, months = len(found) // 2, len(drawn["months"])
    written = [low + 256 * high - 1 for low, high in zip(found[:half], found[half:], strict=True)]
    places = []
    for start in range(0, half, months):
        known, place = 0, []
        for one in written[start : start + months]:
            known += 0 if one < 0 else -(one + 1) // 2 if one % 2 else one // 2
            place.append(None if one < 0 else known)
        places.append(place)
    return places


def test_each_month_says_the_value_of_every_place_in_the_order_of_the_files():
    drawn = message(VALUES, SHEET, look_of(VALUES["value"]), CITY, MONTHS)
    assert unpacked(drawn) == [[0, 12], [None, 12], [None, 40]]
    assert drawn["geo"] == ["geo/a.geojson"]


def test_only_places_inside_the_area_have_values():
    drawn = message(VALUES, SHEET, look_of(VALUES["value"]), replace(CITY, area="N"), MONTHS)
    assert drawn["inside"] == "# #"
    assert unpacked(drawn) == [[0, 12], [None, 40]]


def test_a_place_without_dwellings_is_drawn_without_a_value():
    sheet = replace(SHEET, lived_in=frozenset("AC"))
    drawn = message(VALUES, sheet, look_of(VALUES["value"]), CITY, MONTHS)
    assert drawn["inside"] == "# #"


def test_no_values_at_all_is_unknown_everywhere():
    drawn = message(VALUES.iloc[:0], SHEET, look_of(VALUES["value"].iloc[:0]), CITY, MONTHS)
    assert unpacked(drawn) == [[None, None]] * 3


@given(
    st.lists(st.lists(st.none() | st.integers(-900, 30_000), min_size=3, max_size=3), min_size=1, max_size=9)
)
def test_any_numbers_come_out_as_they_went_in(table: list[list[int | None]]):
    drawn = {"values": packed(pd.DataFrame(table, dtype="Int64")), "months": ["", "", ""]}
    assert unpacked(drawn) == table


def test_a_value_is_said_with_its_number():
    said = [SAID.of(value, lambda n: f"<{n}>") for value in (0, 1, 2, -3)]
    assert said == ["niemand", "hooguit 1 %", "<2> %", "<3> % minder"]


def test_a_change_of_518_buurten_in_24_months_leaves_room_for_the_page():
    draw = random.Random(1)
    months = {f"{2024 + m // 12}-{m % 12 + 1:02}": f"maand {m}" for m in range(24)}
    codes = [f"BU0363{n:04}" for n in range(518)]
    rows = []
    for code in codes:
        value = 0
        for month in months:
            value += draw.choice((0, 0, 0, 0, 1, 1, 2, -1))
            rows.append((code, month, value))
    values = pd.DataFrame(rows, columns=["code", "month", "value"])
    sheet = sheet_of(*((code, "WK0363") for code in codes))
    assert len(json.dumps(message(values, sheet, look_of(values["value"]), CITY, months))) < 8_000


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
    look = Look("Huizen", found, [], colours.houses(), SAID, (5,) * 5)
    drawn = house_message(houses, SHEET, look, CITY, "nu")
    assert drawn["houses"] == {"at": [[4.9, 52.37], [4.91, 52.38]], "names": ["1", "2-H"]}
    assert unpacked(drawn) == [[4], [None]]
    assert "#" not in drawn["inside"]
