"""The truth behind the demo, for tests only: what each row meant, the stories, every household's course."""

import json
from pathlib import Path

import numpy as np

from energiekop.demo.arrays import day_of
from energiekop.demo.community import Line
from energiekop.demo.consultancies import FIRMS
from energiekop.demo.files import Days, write_csv, write_rows, write_text
from energiekop.demo.initiatives import LEVEL_NAMES, Initiative
from energiekop.demo.programme import MILESTONES, QUEUE_DAYS_AGO, Course
from energiekop.demo.register import Register
from energiekop.demo.residents import Residents


def write_truth(
    folder: Path, register: Register, people: Residents, course: Course, groups: list[Initiative],
    places: list[tuple[str, int, int, Line]], hard_cases: dict[str, list[str]], *, last: int, stories: bool,
) -> None:  # fmt: skip
    """community_rows.csv, households.csv, story.json and hard_cases.json."""
    rows = []
    for file, number, line_number, line in places:
        at = 2 if line.kind == "aanmeldingen" else 1
        dwelling = "" if line.dirt == "not_existing" else register.object_id(line.row)
        rows.append([file, number, line_number, line.cells[at], line.cells[at + 1], dwelling, line.dirt])
    write_rows(
        folder / "community_rows.csv",
        ["file", "row", "line", "typed", "typed_postcode", "dwelling_id", "dirt"],
        rows,
    )
    shown = Days("%Y-%m-%d")
    level = np.array([*LEVEL_NAMES, ""], dtype=object)[course.level]
    write_csv(
        folder / "households.csv",
        ["dwelling_id", "period", "residents", *[f"{m}_on" for m in MILESTONES], "plan_level",
        "plan_implied", "firm", "initiative",
         "own_yes_on", "home_yes_on", "stopped_on", "back_on", "moved_on"],
        [
            [register.object_id(row) for row in course.row.tolist()], course.period, people.true[course.row],
            *[shown.column(course.days[m]) for m in range(len(MILESTONES))], level,
            course.implied.astype(np.int64),
            np.array(FIRMS, dtype=object)[course.firm],
            [f"I{g + 1:04d}" if g >= 0 else "" for g in course.group.tolist()],
            shown.column(course.own_yes), shown.column(course.home_yes), shown.column(course.stopped_on),
            shown.column(course.back_on), shown.column(people.moved_on[course.row]),
        ],
    )  # fmt: skip
    story: dict[str, object] = {"stories": stories}
    if stories:
        parties = [g for g in groups if g.party_on >= 0]
        story["queue"] = {"firm": FIRMS[0], "since": str(day_of(last - QUEUE_DAYS_AGO))}
        story["streets"] = [
            {"street": register.street_names[g.where], "place": register.street_places[g.where],
            "party_on": str(day_of(g.party_on)),
             "signed_up": len(g.members)}
            for g in parties
        ]  # fmt: skip
    write_text(folder / "story.json", json.dumps(story, ensure_ascii=False, indent=1) + "\n")
    write_text(folder / "hard_cases.json", json.dumps(hard_cases, ensure_ascii=False, indent=1) + "\n")
