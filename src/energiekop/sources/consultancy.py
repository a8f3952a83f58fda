"""A consultancy's cases: any table, read through the firm's mapping (mapping.py)."""

from energiekop.sources.contract import Column, Kind


def _day(name: str) -> Column:
    return Column(name, (), "day", happened=True)


CASES = Kind(
    "cases", "consultancy", "full", key=("case_id",), has_address=True,
    columns=(
        Column("case_id", (), required=True),
        Column("dwelling_no", (), "bag_id"),
        Column("street", ()),
        Column("house_number", ()),
        Column("house_letter", ()),
        Column("addition", ()),
        Column("postcode", (), "postcode"),
        Column("place", ()),
        _day("signed_up_on"), _day("conversation_on"), _day("advised_on"),
        _day("quote_asked_on"), _day("quote_given_on"), _day("yes_on"), _day("measured_on"),
        _day("stopped_on"),
        Column("stop_reason", ()),
        Column("measures", (), "word_list"),
        # Wide enough for a complex; what lies outside was a hundred or a thousand times less.
        Column("hours", (), "amount", plausible=(0, 5_000)),
        Column("cost_eur", (), "amount", plausible=(0, 2_000_000)),
        Column("saving_gas_m3", (), "amount", plausible=(-1_000, 20_000)),
        Column("saving_kwh", (), "amount", plausible=(-30_000, 60_000)),  # a heat pump asks for more
        Column("saving_co2_kg", (), "amount", plausible=(-10_000, 60_000)),
    ),
)  # fmt: skip
