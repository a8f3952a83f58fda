"""What groups and the team write down: initiatives, members, ideas, agreements, stakeholders, occasions."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from energiekop.demo.arrays import day_of
from energiekop.demo.community import Line, write_list
from energiekop.demo.complexes import Complexes
from energiekop.demo.files import Days
from energiekop.demo.initiatives import COMPLEX, LEVEL_NAMES, STEPS, STREET, Initiative
from energiekop.demo.names import GIVEN
from energiekop.demo.programme import Course
from energiekop.demo.register import Register
from energiekop.demo.wishes import AGREEMENTS, IDEAS, STAKEHOLDERS

INITIATIVES = ("Initiatief;Naam;Niveau;Gebied;Contactpersoon;Adviseur;Contact gemeente;Idee;Kerngroep;"
               "Buren gevraagd;Uitgewerkt;"
               "Besluit;Uitgevoerd;Gestopt;Stemmen voor;Stemmen uitgebracht;Volgende stap")  # fmt: skip
NEXT_STEP = [
    "Kerngroep zoeken",
    "Buren vragen",
    "Offerte laten maken",
    "Bijeenkomst voor het besluit",
    "Aannemer kiezen",
    "",
]
OCCASIONS = ["mailing", "subsidie", "straatfeest"]


def initiative_id(number: int) -> str:
    """The id under which a group is known on every list."""
    return f"I{number + 1:04d}"


def member_lines(register: Register, course: Course, groups: list[Initiative], last: int) -> list[Line]:
    """The lines of the members' lists: one when they join, another when they say yes much later."""
    shown, lines = Days(), []
    signed = dict(zip(course.row.tolist(), course.days[1].tolist(), strict=True))
    for number, group in enumerate(groups):
        begin = min(group.days.values())
        for row, yes in zip(group.members.tolist(), group.own_yes.tolist(), strict=True):
            since = min(max(begin, signed.get(row, begin)), last)
            since = min(since, yes) if yes >= 0 else since
            folder = int(register.wijk[row])
            both = yes >= 0 and yes - since <= 45
            cells = [initiative_id(number), "", "", shown(since), shown(yes) if both else ""]
            lines.append(Line("leden", folder, yes if both else since, row, cells))
            if yes >= 0 and not both:
                lines.append(
                    Line("leden", folder, yes, row, [initiative_id(number), "", "", shown(since), shown(yes)])
                )
    return lines


def write_groups(
    rng: np.random.Generator, root: Path, folders: list[str], register: Register, complexes: Complexes,
    groups: list[Initiative], area_code: Callable[[int], str], firm_names: list[str], *, start: int,
    today: int,
) -> None:  # fmt: skip
    """Initiatives per champion, again whenever a step was added."""
    shown = Days()
    days = sorted([today - 3, today - 31, *range(today - 130, start + 60, -190)])
    pick = rng.integers(0, 1 << 30, len(groups))
    rows: dict[tuple[str, int], list[list[str]]] = {}
    for number, group in enumerate(groups):
        p, folder = int(pick[number]), folders[int(register.wijk[group.members[0]])]
        if group.level == STREET:
            area = name = register.street_names[group.where]
        elif group.level == COMPLEX:
            area, name = complexes.ids[group.where], complexes.names[group.where]
        else:
            area = name = area_code(group.where)
        reached = len(group.days)
        fixed = [initiative_id(number), f"Samen {name}", LEVEL_NAMES[group.level], area,
        GIVEN[p % len(GIVEN)] if p % 5 else "",
                 firm_names[p % 3] if reached >= 4 else "", f"Medewerker {1 + p % 7}"]  # fmt: skip
        previous = 0
        for at in days:
            known = {step: day for step, day in group.days.items() if day <= at - 2}
            new = [day for day in known.values() if day > previous]
            stopped = group.stopped_on if 0 <= group.stopped_on <= at - 2 else -1
            if not new and not stopped > previous:
                continue
            voted = "decided" in known and group.votes_cast >= 0
            step = [step in known for step in STEPS].count(True)
            rows.setdefault((folder, at), []).append(
                [*fixed, *[shown(known.get(step, -1)) for step in STEPS], shown(stopped),
                 str(group.votes_for) if voted else "", str(group.votes_cast) if voted else "",
                 NEXT_STEP[step - 1] if stopped < 0 and p % 3 else ""]
            )  # fmt: skip
            previous = at - 2
    for (folder, at), part in sorted(rows.items()):
        write_list(root / folder / f"initiatieven_{day_of(at)}.csv", INITIATIVES, part)


def write_team(
    rng: np.random.Generator, root: Path, register: Register, groups: list[Initiative],
    area_codes: list[str], *,
    start: int, today: int,
) -> None:  # fmt: skip
    """The team's own lists: ideas, agreements of the weekly session, stakeholders and occasions."""
    shown, team = Days(), root / "team"
    days = sorted([today - 3, today - 10, *range(today - 60, start + 40, -120)])
    streets = register.street_names
    ideas, agreements, occasions = [], [], []
    for n in range(max(12, min(60, len(streets) // 15))):
        on = int(rng.integers(start + 20, today - 6))
        tried = on + int(rng.integers(10, 90)) if rng.random() < 0.6 else -1
        outcome = ["werkt", "werkt soms", "werkt niet"][int(rng.integers(0, 3))]
        adopted = (
            streets[int(rng.integers(0, len(streets)))]
            if tried >= 0 and outcome == "werkt" and rng.random() < 0.7
            else ""
        )
        street = streets[int(rng.integers(0, len(streets)))]
        known = 0 <= tried <= today - 6
        text = IDEAS[n % len(IDEAS)]
        ideas.append((max(on, tried) if known else on, [f"D{n + 1:03d}", shown(on), street, text,
        shown(tried) if known else "",
                                                        outcome if known else "",
                                                        adopted if known else ""]))  # fmt: skip
    for n, on in enumerate(range(start + 30, today - 4, 7)):
        ready = on + int(rng.integers(3, 30)) if rng.random() < 0.8 else -1
        known = 0 <= ready <= today - 5
        row = [
            f"A{n + 1:03d}",
            shown(on),
            GIVEN[n % len(GIVEN)],
            AGREEMENTS[int(rng.integers(0, len(AGREEMENTS)))],
            shown(on + 14),
        ]
        agreements.append((on, [*row, ""]))
        if known:
            agreements.append((ready, [*row, shown(ready)]))
    for n in range(max(6, len(area_codes) // 3)):
        on, kind = int(rng.integers(start + 20, today - 6)), OCCASIONS[int(rng.integers(0, 3))]
        place = (
            streets[int(rng.integers(0, len(streets)))]
            if kind == "straatfeest"
            else area_codes[n % len(area_codes)]
        )
        what = {
            "mailing": "Brief met de vraag mee te doen",
            "subsidie": "Hogere subsidie voor glas",
            "straatfeest": "Straatfeest",
        }
        occasions.append((on, [shown(on), place, kind, what[kind]]))
    for group in groups:
        if group.party_on >= 0:
            occasions.append(
                (
                    group.party_on,
                    [shown(group.party_on), streets[group.where], "straatfeest", "Straatfeest met soep"],
                )
            )
    headers = {
        "ideeen": "Idee;Datum;Straat;Omschrijving;Uitgeprobeerd op;Uitkomst;Overgenomen door",
        "afspraken": "Afspraak;Datum;Wie;Wat;Voor;Klaar op",
        "gebeurtenissen": "Datum;Plaats;Soort;Omschrijving",
    }
    for kind, dated in (("ideeen", ideas), ("afspraken", agreements), ("gebeurtenissen", occasions)):
        previous = 0
        for at in days:
            part = [row for day, row in sorted(dated) if previous < day <= at - 2]
            if part:
                write_list(team / f"{kind}_{day_of(at)}.csv", headers[kind], part)
            previous = at - 2
    write_list(team / f"belanghebbenden_{day_of(days[0])}.csv", "Naam;Soort;Belang;Besluitorgaan;Aan tafel",
               [list(row) for row in STAKEHOLDERS])  # fmt: skip
