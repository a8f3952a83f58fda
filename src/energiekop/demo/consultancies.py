"""What three consultancies hand over, each in its own layout, with the mapping beside it.

Bureau Noord sends its whole case file every month (CSV, Windows-1252) and leaves out the resident's yes in a
tenth of its plans. Bureau Zuid sends additions as a spreadsheet with a title above the header. Adviesgroep IJ
splits the address over columns, writes days as year-month-day and sends additions with the BAG's numbers
where it has them.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from energiekop.demo.arrays import NEVER, Ints, day_of, exact_share
from energiekop.demo.files import Days, write_rows, write_text, write_xlsx
from energiekop.demo.firm_mappings import MAPPINGS
from energiekop.demo.initiatives import HOME
from energiekop.demo.programme import REASONS, Course
from energiekop.demo.register import Register

FIRMS = ["Bureau Noord", "Bureau Zuid", "Adviesgroep IJ"]
FOLDERS = ["noord", "zuid", "ij"]
YES_LEFT_OUT = 0.10  # of Bureau Noord's plans
CORRECTED = 0.015  # cases of which a later delivery gives another day for the advice
MEASURES = [
    "dakisolatie",
    "spouwmuurisolatie",
    "vloerisolatie",
    "glas",
    "ventilatie",
    "warmtepomp",
    "zonnepanelen",
]
WORDS = [
    ["Dak", "Spouw", "Vloer", "HR++ glas", "Ventilatie", "Warmtepomp", "PV"],
    ["Dakisolatie", "Spouwmuurisolatie", "Vloerisolatie", "Isolerend glas", "Mechanische ventilatie",
    "(Hybride) warmtepomp",
     "Zonnepanelen"],
    ["roof", "cavity", "floor", "glazing", "ventilation", "heatpump", "solar"],
]  # fmt: skip
DAY_FIELDS = ["signed_up_on", "conversation_on", "advised_on", "quote_asked_on", "quote_given_on", "yes_on",
    "measured_on",
              "stopped_on"]  # fmt: skip


@dataclass
class Cases:
    """The firms' cases: one entry per household with a case; NEVER where the firm has no day."""

    household: Ints
    firm: Ints
    number: Ints  # per firm
    days: dict[str, Ints]
    reason: Ints
    measures: Ints  # bits of MEASURES
    hours: Ints
    kwh: Ints
    gas: Ints
    corrected: Ints  # days the advice was first written wrong, 0 = right at once
    kinds: dict[str, Ints] = field(default_factory=dict)  # for the truth: which entries are which hard case


def open_cases(rng: np.random.Generator, course: Course, signed_with_firm: Any, talked_with_firm: Any,
    yes_with_firm: Any,
               measured_with_firm: Any) -> Cases:  # fmt: skip
    """The cases as each firm has them in its own books."""
    has_case = (
        (course.days[3] >= 0)
        | (signed_with_firm & (course.days[1] >= 0))
        | (talked_with_firm & (course.days[2] >= 0))
    )
    household = np.flatnonzero(has_case)
    firm, size = course.firm[household], int(has_case.sum())
    reached = course.days[:, household]
    yes = np.where(yes_with_firm[household], course.home_yes[household], NEVER)
    plans = (firm == 0) & (yes >= 0)
    left_out = exact_share(rng, plans, YES_LEFT_OUT)
    days = {
        "signed_up_on": np.where(signed_with_firm[household], reached[1], NEVER),
        "conversation_on": np.where(talked_with_firm[household], reached[2], NEVER),
        "advised_on": reached[3],
        "yes_on": yes.copy(),
        "measured_on": np.where(measured_with_firm[household], reached[5], NEVER),
        "stopped_on": np.where(rng.random(size) < 0.4, course.stopped_on[household], NEVER),
    }
    days["yes_on"][left_out] = NEVER
    asked = (reached[3] >= 0) & (rng.random(size) < 0.45)
    days["quote_asked_on"] = np.where(asked, reached[3] + rng.integers(3, 25, size), NEVER)
    given = asked & (rng.random(size) < 0.85)
    days["quote_given_on"] = np.where(given, days["quote_asked_on"] + rng.integers(7, 60, size), NEVER)
    number = np.zeros(size, dtype=np.int64)
    for one in range(3):
        number[firm == one] = np.arange(1, int((firm == one).sum()) + 1)
    wrong = np.zeros(size, dtype=np.int64)
    corrected = exact_share(rng, reached[3] >= 0, CORRECTED)
    wrong[corrected] = rng.integers(5, 40, len(corrected))
    bits = rng.integers(1, 1 << len(MEASURES), size) & rng.integers(1, 1 << len(MEASURES), size)
    cases = Cases(
        household, firm, number, days, course.reason[household], np.where(bits == 0, 1, bits),
        np.round(rng.gamma(3.0, 1.3, size) * 2).astype(np.int64) + 1, rng.integers(2, 24, size) * 100,
        rng.integers(6, 90, size) * 10, wrong,
    )  # fmt: skip
    report = (days["advised_on"] >= 0) & (course.level[household] < 0)
    cases.kinds = {
        "yes_left_out": left_out,
        "corrected": corrected,
        "report_without_yes": np.flatnonzero(report),
    }
    return cases


def write_consultancies(
    folder: Path, register: Register, course: Course, cases: Cases, *, start: int, today: int
) -> None:
    """All deliveries of the three firms and their mappings."""
    _write_noord(folder / FOLDERS[0], register, course, cases, deliveries(start, today, 30, late=True))
    _write_zuid(folder / FOLDERS[1], register, course, cases, deliveries(start, today, 61))
    _write_ij(folder / FOLDERS[2], register, course, cases, deliveries(start, today, 45, late=True))
    for one, text in enumerate(MAPPINGS):
        values = "\n".join(f'"{word}" = "{ours}"' for word, ours in zip(WORDS[one], MEASURES, strict=True))
        head = text.replace("Demostad", register.municipality)
        write_text(folder / f"{FOLDERS[one]}.toml", f"{head}\n[values.measures]\n{values}\n")


def deliveries(start: int, today: int, every: int, *, late: bool = False) -> list[int]:
    """Delivery days, the last three days before today; with `late`, every seventh is 19 days late."""
    days = [*reversed(range(today - 3 - every, start + 45, -every)), today - 10, today - 3]
    return [
        day + 19 if late and number % 7 == 4 and day + 19 < today - 30 else day
        for number, day in enumerate(days)
    ]


def _row_days(cases: Cases, at: int, entry: int) -> dict[str, int]:
    """The days of a case as known on a day; a wrong advice day is put right 60 days later."""
    known = {name: int(column[entry]) for name, column in cases.days.items()}
    if cases.corrected[entry] and known["advised_on"] >= 0 and at < known["advised_on"] + 60:
        known["advised_on"] -= int(cases.corrected[entry])
    return {name: day if 0 <= day <= at - 2 else NEVER for name, day in known.items()}


def _measures(cases: Cases, entry: int, join: str) -> str:
    bits, words = int(cases.measures[entry]), WORDS[int(cases.firm[entry])]
    return join.join(word for n, word in enumerate(words) if bits >> n & 1)


def _news(cases: Cases, firm: int, at: int, previous: int) -> list[int]:
    """Entries of a firm with something new since the delivery before."""
    mine = cases.firm == firm
    new = np.zeros(len(mine), dtype=bool)
    for column in cases.days.values():
        new |= (column >= 0) & (column > previous - 2) & (column <= at - 2)
    put_right = (cases.corrected > 0) & (cases.days["advised_on"] >= 0)
    put_right &= (cases.days["advised_on"] + 60 <= at) & (cases.days["advised_on"] + 60 > previous)
    return np.flatnonzero(mine & (new | put_right)).tolist()


def house_number(parts: tuple[str, str, str, str, str, str], *, between: str) -> str:
    """Number, letter and addition in one: `12A-2`."""
    return parts[1] + parts[2] + (between + parts[3] if parts[3] else "")


def _write_noord(folder: Path, register: Register, course: Course, cases: Cases, days: list[int]) -> None:
    shown = Days()
    header = ["Dossiernr", "Adres", "Postcode", "Plaats", "Aangemeld", "Intakegesprek", "Rapport verstuurd",
              "Offerte gevraagd", "Offerte ontvangen", "Akkoord bewoner", "Uitgevoerd", "Gestopt", "Reden",
              "Maatregelen",
              "Uren", "Kosten (EUR)", "Besparing gas (m3)"]  # fmt: skip
    mine = np.flatnonzero(cases.firm == 0).tolist()
    fixed = {}
    for entry in mine:
        parts = register.address(int(course.row[cases.household[entry]]))
        fixed[entry] = [f"BN-{cases.number[entry]:05d}", f"{parts[0]} {house_number(parts, between='-')}",
                        f"{parts[4][:4]} {parts[4][4:]}", parts[5]]  # fmt: skip
    for at in days:
        rows = []
        for entry in mine:
            day = _row_days(cases, at, entry)
            if max(day.values()) < 0:
                continue
            advised = day["advised_on"] >= 0
            rows.append([
                *fixed[entry], shown(day["signed_up_on"]), shown(day["conversation_on"]),
                shown(day["advised_on"]),
                shown(day["quote_asked_on"]), shown(day["quote_given_on"]), shown(day["yes_on"]),
                shown(day["measured_on"]),
                shown(day["stopped_on"]), REASONS[int(cases.reason[entry])] if day["stopped_on"] >= 0 else "",
                _measures(cases, entry, ", ") if advised else "",
                f"{cases.hours[entry] / 2:.1f}".replace(".", ",") if advised else "",
                f"{cases.hours[entry] * 47.5:.2f}".replace(".", ",") if advised else "",
                str(cases.gas[entry]) if advised else "",
            ])  # fmt: skip
        if rows:
            write_rows(folder / f"trajecten_{day_of(at)}.csv", header, rows, encoding="cp1252")


def _write_zuid(folder: Path, register: Register, course: Course, cases: Cases, days: list[int]) -> None:
    header = ["Nr", "Straat en huisnummer", "PC", "Woonplaats", "Datum aanmelding", "Datum huisbezoek",
    "Datum advies",
              "Offerte uit", "Offerte terug", "Ja van bewoner", "Klaar", "Afgehaakt op", "Waarom", "Advies",
              "Bestede uren",
              "kWh per jaar"]  # fmt: skip
    previous = 0
    for at in days:
        rows: list[list[Any]] = []
        for entry in _news(cases, 1, at, previous):
            parts, day = (
                register.address(int(course.row[cases.household[entry]])),
                _row_days(cases, at, entry),
            )
            cells = [day_of(day[name]) if day[name] >= 0 else "" for name in DAY_FIELDS]
            advised = day["advised_on"] >= 0
            rows.append([
                f"Z{cases.number[entry]}", f"{parts[0]} {house_number(parts, between=' ')}", parts[4],
                parts[5], *cells,
                REASONS[int(cases.reason[entry])] if day["stopped_on"] >= 0 else "",
                _measures(cases, entry, "; ") if advised else "",
                float(cases.hours[entry]) / 2 if advised else "",
                int(cases.kwh[entry]) if advised else "",
            ])  # fmt: skip
        title = f"Bureau Zuid, voortgang Energiekoplopers t/m {day_of(at - 2):%d-%m-%Y}"
        if rows:
            write_xlsx(folder / f"voortgang_{day_of(at)}.xlsx", title, header, rows, made=day_of(at))
        previous = at


def _write_ij(folder: Path, register: Register, course: Course, cases: Cases, days: list[int]) -> None:
    shown, previous = Days("%Y-%m-%d"), 0
    header = ["case_ref", "street", "nr", "letter", "toev", "zip", "city", "bag_id", "intake", "report",
    "quote_req",
              "quote_rec", "consent_plan", "installed", "ended", "ended_why", "packages", "hours",
              "co2_kg"]  # fmt: skip
    for at in days:
        rows = []
        for entry in _news(cases, 2, at, previous):
            row = int(course.row[cases.household[entry]])
            parts, day = register.address(row), _row_days(cases, at, entry)
            intake = day["conversation_on"] if day["conversation_on"] >= 0 else day["signed_up_on"]
            advised = day["advised_on"] >= 0
            known_id = register.has_ids and cases.number[entry] % 3 == 0
            rows.append([
                f"IJ{cases.number[entry]:06d}", *parts, register.object_id(row) if known_id else "",
                shown(intake if day["conversation_on"] >= 0 else NEVER), shown(day["advised_on"]),
                shown(day["quote_asked_on"]), shown(day["quote_given_on"]), shown(day["yes_on"]),
                shown(day["measured_on"]),
                shown(day["stopped_on"]), REASONS[int(cases.reason[entry])] if day["stopped_on"] >= 0 else "",
                _measures(cases, entry, ",") if advised else "",
                f"{cases.hours[entry] / 2:.1f}" if advised else "",
                str(int(cases.gas[entry]) * 18 // 10) if advised else "",
            ])  # fmt: skip
        if rows:
            write_rows(folder / f"export_{day_of(at)}.csv", header, rows)
        previous = at


def home_plans(course: Course) -> Any:
    """Households whose plan, or one of two, is for the own house."""
    return (course.home_yes >= 0) | ((course.level == HOME) & ~course.implied)
