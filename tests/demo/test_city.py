"""Is it a city: areas, streets, sides, numbers, and the proportions it should have?"""

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest
from shapely import STRtree, from_geojson, points, unary_union

from energiekop.demo import write_city
from energiekop.demo.coordinates import to_degrees, to_metres
from energiekop.demo.invented import _two_signs


def latest(folder, stem):
    return max(folder.glob(f"municipal/{stem}_*"))


def hashes(out: Path) -> dict[str, str]:
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_seed_gives_the_same_bytes_in_another_process(small_city, tmp_path):
    code = f"""
from pathlib import Path
from energiekop.demo import write_city
write_city(Path({str(tmp_path)!r}), residents=400)
"""
    src = str(Path(__file__).parents[2] / "src")
    environment = {**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": src, "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert hashes(tmp_path) == hashes(small_city)


def test_another_seed_gives_another_city(small_city, tmp_path):
    write_city(tmp_path, residents=400, seed=2)
    assert latest(tmp_path, "adressen").read_bytes() != latest(small_city, "adressen").read_bytes()


def test_demo_json_lists_every_file_but_the_truth(small_city):
    index = json.loads((small_city / "demo.json").read_text())
    found = {n: h for n, h in hashes(small_city).items() if not n.startswith("truth") and n != "demo.json"}
    assert index["files"] == found
    assert (index["seed"], index["residents"]) == (1, 400)
    assert "persons" in index["invented"]


@pytest.mark.parametrize("city", ["small_city", "usual_city"])
def test_buurten_leave_no_gap_and_do_not_overlap(city, request):
    out = request.getfixturevalue(city)
    shapes = list(from_geojson(latest(out, "buurten").read_text()).geoms)
    whole = unary_union(shapes)
    assert all(shape.is_valid for shape in shapes)
    assert whole.geom_type == "Polygon" and not whole.interiors
    assert sum(shape.area for shape in shapes) == pytest.approx(whole.area, rel=1e-9)


def test_nearly_every_address_lies_in_a_buurt(usual_city, read):
    shapes = list(from_geojson(latest(usual_city, "buurten").read_text()).geoms)
    rows = read(latest(usual_city, "adressen"))
    where = points([(float(row["lon"]), float(row["lat"])) for row in rows])
    inside = np.unique(STRtree(shapes).query(where, predicate="intersects")[0])
    assert len(inside) / len(rows) > 0.998


def test_the_city_has_the_size_and_parts_that_were_asked(usual_city, read):
    rows = read(latest(usual_city, "adressen"))
    assert len(rows) == pytest.approx(30_000, rel=0.01)
    other = sum(row["woonfunctie"] == "0" for row in rows) / len(rows)
    assert other == pytest.approx(0.08, abs=0.003)
    streets = Counter(row["openbareruimtenaam"] for row in rows).values()
    assert 420 <= len(streets) <= 680
    assert sum(17 <= count <= 120 for count in streets) / len(streets) > 0.7
    assert sum(count < 10 for count in streets) >= 10
    features = json.loads(latest(usual_city, "buurten").read_text())["features"]
    codes = [feature["properties"]["cbsCode"] for feature in features]
    assert 50 <= len(codes) == len(set(codes)) <= 70 and all(code.startswith("BU0363Z") for code in codes)
    assert 9 <= len({code[:8] for code in codes}) <= 14


def test_house_numbers_are_odd_on_one_side_and_even_on_the_other(usual_city, read):
    sides = defaultdict(lambda: ([], []))
    for row in read(latest(usual_city, "adressen")):
        sides[row["openbareruimtenaam"]][int(row["huisnummer"]) % 2].append(
            (float(row["x"]), float(row["y"]))
        )
    right = total = 0
    for even, odd in sides.values():
        if len(even) < 10 or len(odd) < 10:
            continue
        middle = (np.mean(even, axis=0) + np.mean(odd, axis=0)) / 2
        both = np.array(even + odd) - middle
        across = np.linalg.svd(both - both.mean(axis=0))[2][1]
        signs = np.sign(both @ across)
        parity = np.r_[np.full(len(even), 1), np.full(len(odd), -1)]
        right += max((signs == parity).sum(), (signs == -parity).sum())
        total += len(both)
    assert total > 10_000
    assert right / total > 0.93


def test_one_house_number_has_one_postcode_and_a_postcode_one_side(usual_city, read):
    per_number, per_postcode = defaultdict(set), defaultdict(set)
    sizes = Counter()
    for row in read(latest(usual_city, "adressen")):
        per_number[row["openbareruimtenaam"], row["huisnummer"]].add(row["postcode"])
        per_postcode[row["postcode"]].add((row["openbareruimtenaam"], int(row["huisnummer"]) % 2))
        sizes[row["postcode"]] += 1
    assert max(len(codes) for codes in per_number.values()) == 1
    assert max(len(places) for places in per_postcode.values()) == 1
    assert 10 < np.mean(list(sizes.values())) < 25


def test_no_address_occurs_twice_and_street_names_are_hard_enough(usual_city, read):
    rows = read(latest(usual_city, "adressen"))
    texts = [tuple(list(row.values())[:5]) for row in rows]
    assert len(set(texts)) == len(texts)
    names = {row["openbareruimtenaam"] for row in rows}
    for part in ("Van de", "1e ", "-", "é", "'", ". ", "IJ"):
        assert any(part in name for name in names), part
    assert {"", "H", "1", "2", "3"} <= {row["huisnummertoevoeging"] for row in rows}
    assert any(row["huisletter"] and row["huisnummertoevoeging"] for row in rows)
    assert {row["typeadresseerbaarobject"] for row in rows} == {"Verblijfsobject", "Ligplaats", "Standplaats"}


def test_the_register_grows_a_little_and_loses_a_little(small_city, read):
    first, second = sorted(small_city.glob("municipal/adressen_*.csv"))
    before = {row["adresseerbaarobject_id"] for row in read(first)}
    after = {row["adresseerbaarobject_id"] for row in read(second)}
    assert after - before and before - after
    assert len(before - after) < 10


def test_tenure_labels_and_complexes_have_the_proportions_of_amsterdam(usual_city, read):
    rows = read(latest(usual_city, "bewoners"))
    tenure = Counter(row["eigendom"] for row in rows)
    assert tenure["koop"] / len(rows) == pytest.approx(0.30, abs=0.04)
    assert tenure["huur corporatie"] / len(rows) == pytest.approx(0.41, abs=0.04)
    assert sum(not row["aantal_bewoners"] for row in rows) / len(rows) == pytest.approx(0.09, abs=0.002)
    kinds = {row["complex_id"]: row["soort"] for row in read(latest(usual_city, "complexen"))}
    sizes = Counter(row["complex_id"] for row in read(latest(usual_city, "complexadressen")))
    assert np.median([sizes[key] for key, kind in kinds.items() if kind == "vve"]) <= 6
    assert max(sizes.values()) > 30


def test_metres_and_degrees_agree_with_proj():
    pyproj = pytest.importorskip("pyproj")
    x, y = np.array([121_000.0, 110_000.0, 235_000.0]), np.array([487_000.0, 480_000.0, 580_000.0])
    lon, lat = to_degrees(x, y)
    expected = pyproj.Transformer.from_crs(28992, 4326, always_xy=True).transform(x, y)
    assert np.allclose([lon, lat], expected, atol=1e-5)
    assert np.allclose(to_metres(lon, lat), [x, y], atol=0.01)


def test_a_wijk_of_more_than_99_buurten_goes_on_with_letters():
    codes = [_two_signs(number) for number in range(1, 1036)]
    assert (codes[0], codes[98], codes[99], codes[295]) == ("01", "99", "A0", "FG")
    assert len(set(codes)) == 1035 and all(len(code) == 2 for code in codes)
