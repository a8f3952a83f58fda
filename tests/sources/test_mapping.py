"""A firm's mapping is read whole or refused by its line: the message says what stands there and what may."""

from pathlib import Path

import pytest

from energiekop.sources import FileRefused
from energiekop.sources.mapping import read_mapping

GOOD = """firm = "Bureau Noord"
mode = "adds"
municipality = "Demostad"

[columns]
case_id = "Dossiernr"
address = "Adres"
measures = "Maatregelen"

[dates]
order = "ymd"

[numbers]
decimal = ","

[values.measures]
"Dak" = "dakisolatie"
"""


def written(folder: Path, *changed: tuple[str, str]) -> Path:
    text = GOOD
    for before, after in changed:
        assert before in text
        text = text.replace(before, after)
    path = folder / "noord.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_mapping_says_how_a_firm_writes(tmp_path: Path) -> None:
    mapping = read_mapping(written(tmp_path))
    headings = {column.name: column.headings for column in mapping.kind.columns if column.headings}
    assert (mapping.firm, mapping.context, mapping.kind.mode) == ("Bureau Noord", "Demostad", "adds")
    assert headings == {"case_id": ("dossiernr",), "street": ("adres",), "measures": ("maatregelen",)}
    assert (mapping.reading.day_order, mapping.reading.decimal) == ("ymd", ",")
    assert mapping.reading.words == {"measures": {"Dak": "dakisolatie"}}


COLUMNS = "address, dwelling_id, case_id, dwelling_no, street, "
REFUSED = {
    "a mode that is none": (('mode = "adds"', 'mode = "new"'), "line 2, mode: found 'new', expected \"full\" or \"adds\""),
    "a name that is no text": (('firm = "Bureau Noord"', "firm = 7"), "line 1, firm: found 7, expected a text between quotes"),
    "a misspelt table": (("[columns]", "[colums]"), "line 5, [colums]: found the unknown name colums, expected one of firm, mode,"),
    "a misspelt key": (("municipality", "gemeente"), "line 3, gemeente: found the unknown name gemeente, expected one of firm,"),
    "an unknown column": (("address =", "adres ="), f"line 7, [columns] adres: found the unknown name adres, expected one of {COLUMNS}"),
    "no heading": (('"Adres"', '" "'), "line 7, [columns] address: found ' ', expected a heading of the firm's file"),
    "one heading for two columns": (('"Maatregelen"', '"adres"'), "line 8, [columns] measures: found the heading adres, which address has already, expected another heading"),
    "no case": (('case_id = "Dossiernr"\n', ""), "line 5, [columns]: found no case_id, expected the heading of case_id"),
    "no address": (('address = "Adres"\n', ""), "line 5, [columns]: found no address, street or dwelling_id, expected the heading"),
    "an order that is none": (('"ymd"', '"ydm"'), "line 11, [dates] order: found 'ydm', expected \"dmy\", \"mdy\" or \"ymd\""),
    "an unknown key of dates": (("order =", "ordr ="), "line 11, [dates] ordr: found the unknown name ordr, expected one of order"),
    "a decimal sign that is none": (('decimal = ","', 'decimal = ";"'), "line 14, [numbers] decimal: found ';', expected"),
    "words for a column without words": (("[values.measures]", "[values.hours]"), "line 16, [values.hours]: found the unknown name hours, expected one of measures"),
    "a word that is no text": (('"dakisolatie"', "3"), "line 17, [values.measures] Dak: found 3, expected our word, as a text"),
    "no TOML": (("[columns]", "[columns"), "found text that is no TOML (Expected ']' at the end of a table declaration (at line 5, column 9)), expected a mapping"),
}  # fmt: skip


@pytest.mark.parametrize("why", list(REFUSED))
def test_what_is_not_understood_is_refused_by_its_line(why: str, tmp_path: Path) -> None:
    change, words = REFUSED[why]
    path = written(tmp_path, change)
    with pytest.raises(FileRefused) as refused:
        read_mapping(path)
    assert words in str(refused.value)
    assert str(refused.value).startswith(str(path))


def test_what_a_mapping_may_leave_out(tmp_path: Path) -> None:
    path = tmp_path / "zuid.toml"
    path.write_text('[columns]\ncase_id = "Nr"\ndwelling_id = "BAG"\n', encoding="utf-8")
    mapping = read_mapping(path)
    assert (mapping.firm, mapping.kind.mode, mapping.context) == ("zuid", "full", None)
    assert (mapping.reading.day_order, mapping.reading.decimal) == ("dmy", "either")
