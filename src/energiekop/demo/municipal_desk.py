"""What passes the municipality's own desk: moves, grants and permits, each quarter in additions."""

from pathlib import Path

import numpy as np

from energiekop.demo import register as reg
from energiekop.demo.arrays import NEVER, Bools, day_of
from energiekop.demo.files import Days, write_csv, write_rows
from energiekop.demo.programme import Course
from energiekop.demo.register import Register, key_columns, key_header
from energiekop.demo.residents import Residents

GRANTS_OUTSIDE = 0.05  # grants of households the programme never met, as a share of the households in it
GRANT_REFUSED = 0.08
LATE_GRANTS = 0.04  # decisions that came in a delivery later
PERMITS = 0.02
MEASURES = [
    "dakisolatie",
    "spouwmuurisolatie",
    "vloerisolatie",
    "gevelisolatie",
    "HR++ glas",
    "ventilatie",
    "warmtepomp",
]
EUROS = [2400, 950, 1100, 3200, 1900, 700, 3300]


def write_moves(folder: Path, register: Register, people: Residents, days: list[int]) -> None:
    """Moves since the delivery before."""
    shown, previous = Days(), 0
    for day in days:
        rows = np.flatnonzero(
            (people.moved_on > previous) & (people.moved_on <= day - 2) & (register.wijk >= 0)
        )
        header = [*key_header(register), "verhuisdatum"]
        write_csv(
            folder / f"verhuizingen_{day_of(day)}.csv",
            header,
            [*key_columns(register, rows), shown.column(people.moved_on[rows])],
        )
        previous = day - 2


def write_grants(
    rng: np.random.Generator,
    folder: Path,
    register: Register,
    course: Course,
    by_grant: Bools,
    free: Bools,
    days: list[int],
) -> None:
    """Grants asked, decided and carried out, in quarterly additions; a grant decided later comes again.

    `by_grant`: households whose measure shows here. Others asked a grant outside the programme.
    """
    measured = np.flatnonzero(by_grant & (course.days[5] >= 0))
    outside = rng.permutation(np.setdiff1d(np.flatnonzero(free), course.row))
    outside = np.sort(outside[: max(3, round(GRANTS_OUTSIDE * len(course)))])
    first, last = min(days) - 60, max(days)
    rows = np.r_[course.row[measured], outside]
    done = np.r_[course.days[5][measured], rng.integers(first + 60, last, len(outside))]
    asked = done - rng.integers(25, 110, len(rows))
    decided = np.minimum(asked + rng.integers(14, 70, len(rows)), done)
    refused = np.r_[np.zeros(len(measured), dtype=bool), rng.random(len(outside)) < GRANT_REFUSED]
    kind = rng.integers(0, len(MEASURES), len(rows))
    euros = np.round(np.array(EUROS)[kind] * rng.uniform(0.7, 1.4, len(rows)), 2)
    pending = rng.random(len(rows)) < LATE_GRANTS
    shown, texts = Days(), [register.address(row) for row in rows.tolist()]
    header = ["aanvraagnummer", *reg.ADDRESS_COLUMNS, "regeling", "maatregel", "aangevraagd_op",
    "besloten_op", "besluit",
              "uitgevoerd_op", "bedrag"]  # fmt: skip
    table = []
    for n, address in enumerate(texts):
        amount = f"{euros[n]:.2f}".replace(".", ",")
        table.append(
            [f"S{n + 1:06d}", *address, "Isolatiesubsidie", MEASURES[int(kind[n])], shown(int(asked[n]))]
        )
        table[-1] += [shown(int(decided[n])), "afgewezen" if refused[n] else "toegekend",
                      "" if refused[n] else shown(int(done[n])), "" if refused[n] else amount]  # fmt: skip
    previous = 0
    for day in days:
        cut = day - 3
        new = (np.where(refused, decided, done) > previous) & (np.where(refused, decided, done) <= cut)
        waiting = pending & (asked > previous) & (asked <= cut) & (done > cut)
        part = [table[n] for n in np.flatnonzero(new).tolist()]
        part += [[*table[n][:10], "", "", "", ""] for n in np.flatnonzero(waiting).tolist()]
        write_rows(folder / f"subsidies_{day_of(day)}.csv", header, part)
        previous = cut


def write_permits(
    rng: np.random.Generator, folder: Path, register: Register, course: Course, days: list[int]
) -> None:
    """Permits of households with a plan: heat pump, outer wall, solar panels on a monument."""
    able = np.flatnonzero(course.days[4] >= 0)
    able = np.sort(rng.permutation(able)[: max(2, round(PERMITS * len(course)))])
    asked = course.days[4][able] + rng.integers(5, 60, len(able))
    decided = asked + rng.integers(20, 110, len(able))
    kinds = ["gevelisolatie monument", "warmtepomp buitenunit", "zonnepanelen beschermd gezicht"]
    shown, previous = Days(), 0
    header = ["zaaknummer", *reg.ADDRESS_COLUMNS, "soort", "aangevraagd_op", "besloten_op", "besluit"]
    for day in days:
        cut, part = day - 3, []
        for n, household in enumerate(able.tolist()):
            news = previous < asked[n] <= cut or previous < decided[n] <= cut
            if not news:
                continue
            known = decided[n] <= cut
            part.append(
                [f"Z{n + 1:05d}", *register.address(int(course.row[household])), kinds[n % 3],
                shown(int(asked[n])),
                 shown(int(decided[n]) if known else NEVER),
                 ("verleend" if n % 9 else "geweigerd") if known else ""]
            )  # fmt: skip
        write_rows(folder / f"vergunningen_{day_of(day)}.csv", header, part)
        previous = cut
