"""A snapshot of streets that are hard to draw, served as the demo city: nobody lives in it.

Lindestraat 400 addresses; Kerkpad one house, joined with Molenweg, which has none; Dijk with a house whose
addition is a script and a complex; Zeeweg too small for a figure; complex De Toren.
"""

from pathlib import Path

from tests.privacy.drawn_snapshot import make

EVIL = "<script>alert(1)</script>"
_HOUSE = "scope_kind | scope_id | dwelling_id | street_name | house_number | addition | side | floor | is_dwelling | complex_id | complex_name"
_CONSENT = "scope_kind | scope_id | dwelling_id | street_name | house_number | addition | step | step_on | why_now | is_example"


def build(store: Path) -> None:
    """Makes the snapshot and puts it in service."""
    houses = [_house("LIN", "Lindestraat", n) for n in range(1, 401)]
    houses += [_house("KER", "Kerkpad", 7)]
    houses += [_house("DIJ", "Dijk", 1, EVIL), _house("ZEE", "Zeeweg", 3)]
    for n in range(2, 12, 2):
        for floor, addition in ((0, "H"), (1, "1"), (2, "2")):
            houses.append(_house("DIJ", "Dijk", n, addition, floor, "TOR"))
            houses.append(_house("TOR", "Dijk", n, addition, floor, "TOR", kind="complex"))
    make(
        store,
        shared_street_house="\n".join([_HOUSE, *houses]),
        shared_consented=f"""
            {_CONSENT}
            street  | LIN | LIN-1     | Lindestraat | 1   |         | plan         | 2026-11-01 | on_time          | true
            street  | LIN | LIN-250   | Lindestraat | 250 |         | conversation | 2026-10-19 | waiting_too_long | false
            street  | DIJ | DIJ-1{EVIL} | Dijk      | 1   | {EVIL}  | advice       | 2026-09-01 | waiting_too_long | false
            complex | TOR | TOR-4-1   | Dijk        | 4   | 1       | measure      | 2026-09-01 | done             | true
        """,
        published_figure="""
            cell_id | milestone | on_date    | shown
            8       | signed_up | 2026-10-31 | 6
            8       | plan      | 2026-10-31 | 3
            9       | signed_up | 2026-10-31 | 0
            9       | plan      | 2026-10-31 | 0
            10      | signed_up | 2026-10-31 | 30
            10      | plan      | 2026-10-31 | 15
            11      | signed_up | 2026-10-31 | 12
            11      | plan      | 2026-10-31 | 3
            7       | signed_up | 2026-10-31 | 9
            7       | plan      | 2026-10-31 | 3
        """,
        published_saving="""
            cell_id | homes_counted | saving_low_eur | saving_high_eur
            8       | 400           | 45             | 65
            5       | 60            | 20             | 20
            11      | 15            | 15             | 20
        """,
    )


def _house(
    scope: str, street: str, n: int, addition: str = "", floor: int | None = None, complex_id: str = "",
    kind: str = "street",
) -> str:  # fmt: skip
    name = "De Toren" if complex_id else ""
    key = f"{scope}-{n}{'-' if complex_id else ''}{addition}"
    side = "odd" if n % 2 else "even"
    cells = [
        kind,
        scope,
        key,
        street,
        n,
        addition,
        side,
        "" if floor is None else floor,
        "true",
        complex_id,
        name,
    ]
    return " | ".join(str(cell) for cell in cells)
