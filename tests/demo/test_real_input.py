"""Given areas and given registers are used as they are; what they lack is invented and said so."""

import json

import numpy as np
import pytest

from energiekop.demo import write_city
from energiekop.demo.coordinates import to_degrees


@pytest.fixture
def squares(tmp_path):
    """Twelve squares of 300 m, in two stadsdelen."""
    features = []
    for column in range(4):
        for row in range(3):
            x, y = 120_400 + 300 * column, 486_600 + 300 * row
            corners = [(x, y), (x + 300, y), (x + 300, y + 300), (x, y + 300), (x, y)]
            ring = np.column_stack(to_degrees(*np.array(corners, dtype=float).T)).tolist()
            code = f"{'A' if column < 2 else 'K'}{'AB'[row % 2]}{column * 3 + row + 1:02d}"
            properties = {
                "naam": f"Vak {code}",
                "code": code,
                "cbsCode": f"BU0363{code}",
                "ligtInWijkId": "1",
            }
            geometry = {"type": "Polygon", "coordinates": [ring]}
            features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    path = tmp_path / "vakken.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.fixture
def register(tmp_path):
    """A village: forty streets, some flats, some numbers with letters."""
    lines = [
        "straat;huisnummer;huisletter;huisnummertoevoeging;postcode;woonplaats;gemeente;provincie;lat;lon"
    ]
    for street in range(40):
        for number in range(1, 41):
            postcode = f"{9700 + street // 8}{'ABCDEFGH'[street % 8]}{'AB'[number % 2]}"
            spot = f"{53.2 + street * 4e-4:.6f};{6.5 + number * 1e-4:.6f}"
            place = f"{postcode};Noorderdorp;Noorderdorp;Groningen;{spot}"
            units = [("", "")] if number % 5 else [("", "1"), ("", "2"), ("", "3"), ("A", "")]
            lines += [f"Straat {street};{number};{letter};{addition};{place}" for letter, addition in units]
    path = tmp_path / "dorp.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_given_areas_are_handed_over_unchanged_and_filled(squares, tmp_path, read):
    out = tmp_path / "out"
    write_city(out, residents=300, areas=squares)
    (areas,) = out.glob("municipal/buurten_*.geojson")
    assert areas.read_bytes() == squares.read_bytes()
    rows = read(max(out.glob("municipal/adressen_*.csv")))
    assert len(rows) == pytest.approx(1125, rel=0.03)
    assert all(120_300 < int(row["x"]) < 121_700 and 486_500 < int(row["y"]) < 487_600 for row in rows)
    index = json.loads((out / "demo.json").read_text())
    assert "streets" in index["invented"] and "areas" not in index["invented"]


def test_areas_without_codes_are_refused(tmp_path):
    path = tmp_path / "zonder.geojson"
    path.write_text('{"features": [{"properties": {}, "geometry": null}]}')
    with pytest.raises(
        ValueError, match=r"zonder\.geojson: found a feature without cbsCode, expected one such as"
    ):
        write_city(tmp_path / "out", residents=300, areas=path)


def test_a_given_register_is_handed_over_unchanged_and_marked(register, tmp_path, read):
    out = tmp_path / "out"
    write_city(out, residents=300, addresses=register)
    (addresses,) = out.glob("municipal/adressen_*")
    assert addresses.read_bytes() == register.read_bytes()
    assert not list(out.glob("municipal/buurten_*"))
    rows = read(max(out.glob("municipal/bewoners_*.csv")))
    assert list(rows[0])[:6] == ["straat", "huisnummer", "huisletter", "toevoeging", "postcode", "woonplaats"]
    invented = json.loads((out / "demo.json").read_text())["invented"]
    assert {"residents", "tenure", "energy labels", "complexes"} <= set(
        invented
    ) and "streets" not in invented
    address = ["straat", "huisnummer", "huisletter", "huisnummertoevoeging", "postcode", "woonplaats"]
    texts = {"|".join(row[column] for column in address) for row in read(register)}
    assert {row["dwelling_id"] for row in read(out / "truth" / "households.csv")} <= texts


def test_a_register_without_its_columns_is_refused(tmp_path):
    path = tmp_path / "half.csv"
    path.write_text("straat;huisnummer\nStraat 1;2\n")
    with pytest.raises(ValueError, match=r"half\.csv: found straat, huisnummer, expected also huisletter"):
        write_city(tmp_path / "out", residents=300, addresses=path)


def test_the_real_areas_of_amsterdam_can_be_filled(shared_file, tmp_path, read):
    given = shared_file("amsterdam-buurten.geojson")
    write_city(tmp_path, residents=2000, areas=given)
    (areas,) = tmp_path.glob("municipal/buurten_*.geojson")
    assert areas.read_bytes() == given.read_bytes()
    assert len(read(max(tmp_path.glob("municipal/adressen_*.csv")))) == pytest.approx(7500, rel=0.03)


def test_the_real_register_of_groningen_can_carry_a_programme(shared_file, tmp_path):
    given = shared_file("bag-groningen.csv.zst")
    write_city(tmp_path, residents=2000, addresses=given)
    (addresses,) = tmp_path.glob("municipal/adressen_*.csv.zst")
    assert addresses.read_bytes() == given.read_bytes()
    assert all(json.loads((tmp_path / "truth" / "hard_cases.json").read_text()).values())
