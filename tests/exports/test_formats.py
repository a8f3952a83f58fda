"""Each format is written, read back by what others read it with, and written again to the same bytes."""

import csv
import json
import sqlite3
import time
from datetime import date

import pandas as pd
import pyarrow.parquet
import pyogrio
import pytest
import python_calamine

from energiekop import exports, figures
from energiekop.exports import FORMATS, CannotWrite
from energiekop.figures import Shapes
from energiekop.privacy import Viewer
from tests.privacy.drawn_snapshot import META, make

DISCLOSURE = "Aantallen zijn volgens een vaste, geheime regel naar boven of beneden afgerond op drietallen"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    make(
        store,
        meta=f"{META}    geo_street | streets.geojson",
        published_figure="""
            cell_id | milestone | on_date    | shown
            8       | signed_up | 2026-10-31 | 12
            8       | plan      | 2026-10-31 | 3
            9       | signed_up | 2026-10-31 | 15
            9       | plan      | 2026-10-31 | 0
        """,
    )
    (store / "geo").mkdir()
    lines = {
        "LIN": [[4.9, 52.3], [4.91, 52.3]],
        "KER": [[5.0, 52.4], [5.01, 52.4]],
        "MOL": [[5.1, 52.4], [5.2, 52.4]],
    }
    features = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {"type": "LineString", "coordinates": coordinates},
        }
        for code, coordinates in lines.items()
    ]
    (store / "geo" / "streets.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": features})
    )
    return store


@pytest.fixture(scope="module")
def answer(store):
    return figures.answer(Viewer.municipality(), "progress", by="street", store=store)


@pytest.fixture(scope="module")
def write(store, answer):
    def write(path, format, language="nl"):
        shapes = figures.shapes(Viewer.municipality(), answer, store=store)
        about = figures.about(answer, language)
        return exports.write_table(answer.rows, path, format, about=about, shapes=shapes)

    return write


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_table_is_the_same_bytes(tmp_path, write, format):
    write(tmp_path / f"one.{format}", format)
    time.sleep(1.1)  # some formats keep the second they were made
    write(tmp_path / f"two.{format}", format)
    assert (tmp_path / f"one.{format}").read_bytes() == (tmp_path / f"two.{format}").read_bytes()


@pytest.mark.parametrize("format", FORMATS)
def test_an_older_file_is_replaced_and_nothing_half_made_stays(tmp_path, write, format):
    (tmp_path / "out").write_text("older")
    made = write(tmp_path / "out", format)
    assert sorted(tmp_path.iterdir()) == sorted(made)
    assert (tmp_path / "out").read_bytes() != b"older"


def test_csv_is_a_clean_table_with_its_words_in_a_file_beside_it(tmp_path, write):
    table_file, words = write(tmp_path / "voortgang.csv", "csv")
    raw = table_file.read_bytes()
    assert raw.startswith(b"street_id,street_name,buurt_code") and b"\r\n" in raw and b'"' not in raw
    with table_file.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["street_name"]: (row["households"], row["shown"]) for row in rows} == {
        "Dijk": ("", ""),
        "Kerkpad en Molenweg": ("15", "0-2"),
        "Lindestraat": ("12", "3"),
        "Zeeweg": ("", ""),
    }
    assert {row["as_of"] for row in rows} == {"2026-10-31"}
    assert words.name == "voortgang.csv.toelichting.txt"
    told = words.read_text(encoding="utf-8")
    assert "Momentopname: 20261124T065100Z-1a2b3c4d" in told
    assert "Stand van: 2026-10-31" in told and "Gegevens bekend tot en met: 2026-11-23" in told
    assert "Een bewoner is geholpen als" in told and DISCLOSURE in told and "verzonnen gegevens" in told


def test_xlsx_has_numbers_days_and_a_second_sheet(tmp_path, write):
    write(tmp_path / "out.xlsx", "xlsx")
    workbook = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "out.xlsx"))
    assert workbook.sheet_names == ["progress", "Toelichting"]
    head, *rows = workbook.get_sheet_by_name("progress").to_python()
    kerkpad = dict(zip(head, rows[1], strict=True))
    assert (kerkpad["dwellings"], kerkpad["households"], kerkpad["shown"]) == (36, 15, "0-2")
    assert kerkpad["as_of"] == date(2026, 10, 31)
    told = dict(workbook.get_sheet_by_name("Toelichting").to_python())
    assert told["Cijfer"] == "progress" and told["Afronding"].startswith(DISCLOSURE)
    assert told["households_helped"] == "Huishoudens met een plan"


def test_json_has_its_words_at_the_head(tmp_path, write):
    write(tmp_path / "out.json", "json", "en")
    content = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert list(content) == ["about", "columns", "rows"]
    assert content["about"]["name"] == "progress" and content["about"]["by"] == "street"
    assert content["about"]["disclosure"].startswith("Counts are rounded up or down")
    assert content["rows"][0]["households"] is None
    assert content["rows"][1]["households"] == 15 and content["rows"][1]["as_of"] == "2026-10-31"


def test_parquet_keeps_types_and_carries_its_words(tmp_path, write):
    write(tmp_path / "out.parquet", "parquet")
    read = pyarrow.parquet.read_table(tmp_path / "out.parquet")
    assert str(read.schema.field("households").type) == "int64"
    assert read.column("households").to_pylist() == [None, 15, 12, None]
    assert DISCLOSURE in json.loads(read.schema.metadata[b"about"])["disclosure"]


def test_geojson_draws_a_group_as_all_its_streets(tmp_path, write):
    write(tmp_path / "out.geojson", "geojson")
    content = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))
    drawn = {feature["properties"]["street_id"]: feature["geometry"] for feature in content["features"]}
    assert drawn["LIN"] == {"type": "LineString", "coordinates": [[4.9, 52.3], [4.91, 52.3]]}
    assert drawn["KER"]["type"] == "MultiLineString" and len(drawn["KER"]["coordinates"]) == 2
    assert drawn["ZEE"] is None
    assert content["about"]["snapshot"] == "20261124T065100Z-1a2b3c4d"


def test_gpkg_is_one_layer_in_metres_with_its_words(tmp_path, write):
    write(tmp_path / "out.gpkg", "gpkg")
    info = pyogrio.read_info(tmp_path / "out.gpkg", layer="progress")
    assert (info["crs"], info["features"]) == ("EPSG:28992", 4)
    assert DISCLOSURE in info["layer_metadata"]["disclosure"]
    layer = pyogrio.read_dataframe(tmp_path / "out.gpkg")
    lindestraat = layer[layer["street_id"] == "LIN"].iloc[0]
    assert 600 < lindestraat.geometry.length < 700  # a hundredth of a degree east, in metres
    with sqlite3.connect(tmp_path / "out.gpkg") as file:
        assert file.execute("select table_name from gpkg_contents").fetchall() == [("progress",)]


@pytest.mark.parametrize("format", ["gpkg", "geojson"])
def test_what_has_no_place_cannot_be_a_map(tmp_path, store, format):
    by_month = figures.answer(Viewer.team(), "burn_up", by="month", store=store)
    assert figures.shapes(Viewer.team(), by_month, store=store) is None
    with pytest.raises(CannotWrite) as refused:
        exports.write_table(by_month.rows, tmp_path / "out", format, about=figures.about(by_month))
    assert str(refused.value) == (
        f"burn_up by month has no place on a map, so it cannot be {format}; ask it by stadsdeel, gebied, wijk, "
        "buurt or street, or as csv, xlsx, parquet or json."
    )
    assert list(tmp_path.iterdir()) == []


def test_shapes_that_are_gone_are_named(tmp_path, answer):
    gone = Shapes(tmp_path / "gone.geojson", {})
    with pytest.raises(CannotWrite, match=r"gone\.geojson is missing; build it again"):
        exports.write_table(answer.rows, tmp_path / "out", "gpkg", about=figures.about(answer), shapes=gone)
    assert list(tmp_path.iterdir()) == []


DANGEROUS = ["=1+1", "+31", "-2", "@sum", "\tx", '=cmd|"/c calc"!A1', "\n=1", " =1", "＝1"]


def test_text_that_begins_like_a_formula_is_never_one(tmp_path, answer):
    frame = pd.DataFrame({"typed": DANGEROUS, "number": range(-1, -10, -1)})
    about = figures.about(answer)
    exports.write_table(frame, tmp_path / "out.csv", "csv", about=about)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    shown = [f"'{text}".replace("\n=", "\n'=") for text in DANGEROUS]
    assert rows == [[text, str(-number)] for number, text in enumerate(shown, start=1)]
    exports.write_table(frame, tmp_path / "out.xlsx", "xlsx", about=about)
    sheet = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "out.xlsx")).get_sheet_by_index(0)
    assert [row[0] for row in sheet.to_python()[1:]] == DANGEROUS
    for other in ("json", "parquet"):
        exports.write_table(frame, tmp_path / f"out.{other}", other, about=about)
    assert list(pd.read_parquet(tmp_path / "out.parquet")["typed"]) == DANGEROUS
    content = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert [row["typed"] for row in content["rows"]] == DANGEROUS


def test_csv_quotes_what_needs_it_and_keeps_utf8(tmp_path, answer):
    frame = pd.DataFrame({"name": ['De "Hoek", oost', "Ægir\nweg"], "share": [0.5, None]})
    exports.write_table(frame, tmp_path / "out.csv", "csv", about=figures.about(answer))
    assert (tmp_path / "out.csv").read_bytes() == (
        'name,share\r\n"De ""Hoek"", oost",0.5\r\n"Ægir\nweg",\r\n'.encode()
    )


def test_the_teams_table_has_no_words_about_rounding(store):
    answer = figures.answer(Viewer.team(), "progress", by="street", store=store)
    assert figures.about(answer).disclosure == ""
    city = figures.answer(Viewer.team(), "funnel", store=store)
    assert "Afronding" not in dict(figures.about(city).lines())


def test_every_measure_of_every_figure_is_explained_in_both_languages(store):
    for name in ("progress", "funnel", "burn_up", "waiting", "handovers"):
        answer = figures.answer(Viewer.team(), name, store=store)
        for language in ("nl", "en"):
            explained = figures.about(answer, language).columns
            keys = {"milestone", "month", "party", "from_party", "to_party", "as_of"}
            assert set(answer.rows.columns) - keys == set(explained)
