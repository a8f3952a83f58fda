"""What champions and the team hand over: lists typed by people, in additions, one folder per champion.

Every line carries a day (when it happened); it goes into the champion's next delivery, some one later.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from energiekop.demo.arrays import NEVER, Bools, Ints, day_of
from energiekop.demo.dirt import CLEAN, dirty, soil
from energiekop.demo.files import Days, write_rows, write_xlsx
from energiekop.demo.names import person_name
from energiekop.demo.programme import REASONS, Course
from energiekop.demo.register import Register
from energiekop.demo.wishes import ANSWERERS, WISHES

HEADERS = {
    "aanmeldingen": "Tijdstempel;Naam;Adres;Postcode;Plaats;E-mailadres;Telefoonnummer;Toestemming programma;"
    "Koploper mag meekijken;Adviseur mag contact opnemen;Mag als voorbeeld;Opmerking",
    "contacten": "Datum;Adres;Postcode;Hoe",
    "gesprekken": "Datum;Adres;Postcode;Gespreksvorm;Gesprek;Opmerking",
    "plannen": "Datum ja;Adres;Postcode;Maatregelen",
    "afmeldingen": "Datum;Adres;Postcode;Tot;Reden",
    "toestemmingen": "Datum;Adres;Postcode;Doel;Gegeven;Hoe",
    "leden": "Initiatief;Adres;Postcode;Lid sinds;Ja op",
    "wensen": "Datum;Adres;Postcode;Wens;Onderwerp;Beantwoord op;Door",
}
OFTEN = ("aanmeldingen", "contacten", "gesprekken")
LATE_ROWS = 0.03  # handed in one delivery later
WORTH_HANDING_IN = 20  # lines; of a handful one typing error is half a list
NO_CONSENT = 0.03  # sign-ups without the programme's consent
CONSENT = (0.62, 0.75, 0.16)  # champion may look along, adviser may call, may be an example
HOW = ["aan de deur", "buurtborrel", "markt", "via de buren", "bibliotheek", "sportclub", "telefoon"]
FORMATS = [
    "keukentafel",
    "telefoon",
    "spreekuur",
    "straatgesprek",
    "koffieochtend",
]  # the last two are with a group
MEASURE_WORDS = [
    "dakisolatie",
    "vloerisolatie",
    "glas",
    "spouwmuur",
    "ventilatie",
    "warmtepomp",
    "zonnepanelen",
    "kierdichting",
]
REMARKS = ["", "", "", "belt liever niet", "heeft haast", "wil het samen met de buren doen", "huurt nog"]


@dataclass
class Line:
    """One line of a list: its cells, of which `address` and the next are to be typed."""

    kind: str
    folder: int
    day: int
    row: int
    cells: list[str]
    dirt: str = CLEAN
    late: int = 0
    delivered: int = NEVER
    seq: int = 0


@dataclass
class Habits:
    """By which party each household's steps were written down; one entry per household of the course."""

    signed: Bools  # on a community list (else in the firm's file)
    contact: Bools
    talked: Bools
    yes: Bools
    stopped: Bools
    format: Ints
    example: dict[str, Ints] = field(default_factory=dict)


def habits_of(rng: np.random.Generator, course: Course) -> Habits:
    """Draw who wrote what; conversations with a group are put on one day of their week."""
    size = len(course)
    draw = rng.random((6, size))
    signed = (draw[0] < 0.72) | (course.group >= 0) | (course.firm == 2)
    talked = (draw[1] < 0.48) & (course.days[2] >= 0)
    form = np.searchsorted([0.5, 0.62, 0.74, 0.9], draw[2], side="right")
    monday = course.days[2] - (course.days[2] + 3) % 7
    snap = talked & (form >= 3) & (monday >= course.days[1]) & (course.days[1] >= 0)
    form = np.where((form >= 3) & ~snap, 0, form)
    course.days[2] = np.where(snap, monday, course.days[2])
    contact = (draw[3] < 0.85) & ((course.days[1] < 0) | (course.days[0] < course.days[1]))
    return Habits(signed, contact | (course.days[1] < 0), talked, draw[4] > 0.78, draw[5] < 0.7, form)


def household_lines(
    rng: np.random.Generator, register: Register, course: Course, habits: Habits
) -> list[Line]:
    """All lines about single households, without the members of groups."""
    shown, lines, last = Days(), [], int(course.days.max())
    pick = rng.integers(0, 1 << 40, len(course))
    draw = rng.random((10, len(course)))
    folders = register.wijk[course.row]
    for n in range(len(course)):
        row, folder, p = int(course.row[n]), int(folders[n]), int(pick[n])
        day = [int(d) for d in course.days[:, n]]

        def add(kind: str, on: int, *cells: str, at: int = 1, folder: int = folder, row: int = row) -> None:
            lines.append(Line(kind, folder, on, row, [*cells[:at], "", "", *cells[at:]]))

        if habits.contact[n] and day[0] >= 0:
            add("contacten", day[0], shown(day[0]), HOW[p % len(HOW)])
        if habits.signed[n] and day[1] >= 0:
            name = person_name(p)
            consent = "ja" if draw[0, n] >= NO_CONSENT else ("nee" if p % 2 else "")
            yes = ["ja" if draw[1 + k, n] < CONSENT[k] else ("nee" if (p >> k) % 3 else "") for k in range(3)]
            stamp = f"{shown(day[1])} {8 + p % 13:02d}:{p // 13 % 60:02d}:{p // 780 % 60:02d}"
            mail = name.lower().replace(" ", ".").replace("..", ".") + "@post.example" if p % 5 else ""
            phone = f"06-0000{p // 9 % 10_000:04d}" if p % 4 else ""
            cells = [
                stamp,
                name,
                register.street_places[int(register.street[row])],
                mail,
                phone,
                consent,
                *yes,
            ]
            add("aanmeldingen", day[1], *cells, REMARKS[p // 5 % len(REMARKS)], at=2)
        if habits.talked[n]:
            form = FORMATS[int(habits.format[n])]
            group = f"G-{folder + 1:02d}-{day_of(day[2]):%y%m%d}-{form[:2]}" if habits.format[n] >= 3 else ""
            add("gesprekken", day[2], shown(day[2]), form, group, REMARKS[p // 7 % len(REMARKS)])
        if habits.yes[n] and course.home_yes[n] >= 0:
            words = sorted(
                {MEASURE_WORDS[p // 3 % 8], MEASURE_WORDS[p // 29 % 8], MEASURE_WORDS[p // 301 % 8]}
            )
            add("plannen", int(course.home_yes[n]), shown(int(course.home_yes[n])), ", ".join(words))
        if habits.stopped[n] and course.stopped_on[n] >= 0:
            until = int(course.back_on[n])
            cells = [shown(int(course.stopped_on[n])), shown(until), REASONS[int(course.reason[n])]]
            add("afmeldingen", int(course.stopped_on[n]), *cells)
        if day[1] >= 0 and draw[4, n] < 0.2:
            wish, topic = WISHES[p // 11 % len(WISHES)]
            on = min(day[1] + int(draw[5, n] * 70), last)
            answered = on + 3 + int(draw[6, n] * 60)
            known = draw[7, n] < 0.7 and answered <= last
            add("wensen", answered if known else on, shown(on), wish, topic, shown(answered) if known else "",
                ANSWERERS[p % len(ANSWERERS)] if known else "")  # fmt: skip
        if habits.signed[n] and day[1] >= 0 and draw[8, n] < 0.06:
            on = min(day[1] + 5 + int(draw[9, n] * 200), last)
            withdrawn = draw[8, n] < 0.015
            purpose = "programma" if draw[8, n] < 0.006 else ("koploper", "adviseur", "voorbeeld")[p % 3]
            add(
                "toestemmingen",
                on,
                shown(on),
                purpose,
                "nee" if withdrawn else "ja",
                "gesprek" if p % 2 else "formulier",
            )
    return lines


def type_lines(rng: np.random.Generator, register: Register, lines: list[Line]) -> list[Line]:
    """Type the address into every line, dirt included; some lines come twice."""
    kinds = soil(rng, register, np.array([line.row for line in lines], dtype=np.int64))
    picks = rng.integers(0, 1 << 40, len(lines)).tolist()
    late = rng.random(len(lines)) < LATE_ROWS
    result = []
    for number, (line, kind, pick) in enumerate(zip(lines, kinds, picks, strict=True)):
        at = 2 if line.kind == "aanmeldingen" else 1
        text, code = dirty(register, register.address(line.row), kind, pick)
        line.cells[at : at + 2] = [text, code]
        line.dirt, line.late, line.seq = (kind if kind != "twice" else CLEAN), int(late[number]), number
        result.append(line)
        if kind == "twice":
            result.append(
                Line(
                    line.kind,
                    line.folder,
                    line.day,
                    line.row,
                    list(line.cells),
                    "twice",
                    line.late + pick % 2,
                    seq=number,
                )
            )
    return result


def calendar(folder: int, kind: str, start: int, today: int) -> list[int]:
    """Days on which a champion hands in a kind of list; the last is three days before today."""
    if kind in OFTEN:
        recent = [today - 3, today - 10, today - 24]  # of late the programme asks for it every week
        older = range(
            today - 76 - folder * 5 % 19, start + 30, -31 if folder % 7 == 0 else -110 - folder * 13 % 40
        )
    else:
        recent = [today - 3, today - 10]
        older = range(today - 110 - folder * 7 % 31, start + 90, -270)
    return sorted([*recent, *older])


def hand_in(
    root: Path, folders: list[str], lines: list[Line], *, start: int, today: int
) -> list[tuple[str, int, int, Line]]:
    """Write all deliveries; gives per line its file, data row and line in the file."""
    _share_lists_with_neighbours(lines)
    batches: dict[tuple[int, str, int], list[Line]] = defaultdict(list)
    calendars: dict[tuple[int, str], list[int]] = {}
    for line in lines:
        days = calendars.setdefault((line.folder, line.kind), calendar(line.folder, line.kind, start, today))
        at = int(np.searchsorted(days, line.day + 1)) + line.late
        if at < len(days) or line.day + 1 <= days[-1]:
            line.delivered = days[min(at, len(days) - 1)]
            batches[line.folder, line.kind, line.delivered].append(line)
    _let_short_lists_wait(batches)
    places = []
    for (folder, kind, day), batch in sorted(batches.items()):
        batch.sort(key=lambda line: (line.day, line.seq))
        header, cells = HEADERS[kind].split(";"), [line.cells for line in batch]
        stem = f"{folders[folder]}/{kind}_{day_of(day)}"
        if folder % 5 == 2 and kind == "aanmeldingen":
            title = f"Aanmeldingen {folders[folder]}"
            write_xlsx(root / f"{stem}.xlsx", title, header, cells, made=day_of(day))
            name, above = f"{stem}.xlsx", 3
        else:
            write_rows(root / f"{stem}.csv", header, cells, encoding="cp1252" if folder % 3 == 1 else "utf-8")
            name, above = f"{stem}.csv", 1
        places += [(f"community/{name}", n, n + above, line) for n, line in enumerate(batch, start=1)]
    return places


def _share_lists_with_neighbours(lines: list[Line]) -> None:
    """A champion with a handful of lines writes them on the longest list of the kind."""
    sizes = Counter((line.folder, line.kind) for line in lines)
    longest = {
        kind: folder for (folder, kind), _ in sorted(sizes.items(), key=lambda item: (item[1], item[0]))
    }
    for line in lines:
        if sizes[line.folder, line.kind] < WORTH_HANDING_IN:
            line.folder = longest[line.kind]


def _is_short(batch: list[Line]) -> bool:
    """Too few lines for those that may be handed back: a file of which most are is a refused file."""
    unsure = sum(line.dirt != CLEAN or "nee" in line.cells or line.cells[7:8] == [""] for line in batch)
    return len(batch) < WORTH_HANDING_IN and unsure * 4 > len(batch)


def _let_short_lists_wait(batches: dict[tuple[int, str, int], list[Line]]) -> None:
    """Join a list of a few unsure lines to the champion's next one; the last takes those before it along."""
    by_list: dict[tuple[int, str], list[int]] = defaultdict(list)
    for folder, kind, day in sorted(batches):
        by_list[folder, kind].append(day)
    for (folder, kind), days in by_list.items():
        last = days[-1]
        for day, following in pairwise(days):
            if _is_short(batches[folder, kind, day]):
                batches[folder, kind, following] += batches.pop((folder, kind, day))
        for day in reversed(days[:-1]):
            if _is_short(batches[folder, kind, last]) and (folder, kind, day) in batches:
                batches[folder, kind, last] += batches.pop((folder, kind, day))


def write_list(path: Path, header: str, rows: list[list[Any]]) -> None:
    """A list that is not about single addresses."""
    write_rows(path, header.split(";"), rows)
