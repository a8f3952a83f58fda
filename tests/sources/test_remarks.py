"""What a reader notices has words in both languages."""

import re
from pathlib import Path

import energiekop.warehouse.register as register
from energiekop.sources import KINDS
from energiekop.sources.remarks import REMARKS


def test_everything_that_is_noticed_has_its_words() -> None:
    query = Path(register.__file__).with_name("placed_addresses.sql").read_text(encoding="utf-8")
    of_points = set(re.findall(r"then '([a-z_]+)'", query))
    of_kinds = {rule.what for kind in KINDS.values() for rule in kind.passes_over}
    assert of_points == {"axes_swapped", "degrees_in_metres", "no_place"}
    assert of_kinds == {"historic", "elsewhere"}
    assert of_points | of_kinds | {"zero_repaired"} <= set(REMARKS)
    for dutch, english in REMARKS.values():
        assert "{number}" in dutch and "{number}" in english
