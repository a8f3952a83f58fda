"""Write a whole demo city: the ground, who lives there, what happened, and what each party hands over."""

from datetime import date
from pathlib import Path

from energiekop.demo import community, groups, municipal, municipal_desk
from energiekop.demo.arrays import Bools, day_number, stream
from energiekop.demo.complexes import Complexes, share_out
from energiekop.demo.consultancies import FIRMS, open_cases, write_consultancies
from energiekop.demo.files import write_index
from energiekop.demo.hard_cases import find_hard_cases
from energiekop.demo.initiatives import Goal, gather
from energiekop.demo.invented import City, invent
from energiekop.demo.programme import Course, goal_of, take_part
from energiekop.demo.residents import Residents, settle
from energiekop.demo.stories import hold_parties
from energiekop.demo.truth import write_truth

DAYS_OF_PROGRAMME = 790  # a little over two years before today
LAST_DELIVERY = 3  # days before today: the Friday before a Monday
GRANT_SHARE, FIRM_SHARE = 0.6, 0.5  # measures that show in a grant, in the firm's file (some in both)


def write_city(
    out: Path,
    *,
    residents: int = 8000,
    seed: int = 1,
    areas: Path | None = None,
    addresses: Path | None = None,
    stories: bool = True,
    today: date = date(2026, 11, 23),
) -> None:
    """The demo city in `out`: municipal, consultancy, community, demo.json, and truth/ for tests.

    About `residents` residents live in the households that signed up. `areas` fills given polygons (GeoJSON)
    with invented streets, `addresses` is a given register; `stories` tells of a firm with a queue and of
    streets that come on after a street party. Raises ValueError when a given file has not the columns it
    needs.
    """
    now = day_number(today)
    start, last = now - DAYS_OF_PROGRAMME, now - LAST_DELIVERY - 1
    city = _found(seed, residents, areas, addresses)
    register = city.register
    complexes = share_out(stream(seed, "complexes"), register)
    people = settle(stream(seed, "residents"), register, start=start, today=now)
    free = register.homes() & (people.true > 0) & (register.wijk >= 0)
    free[register.gone] = free[register.newcomers] = False
    goal = Goal(goal_of(residents), start, last)
    initiatives = gather(stream(seed, "initiatives"), register, complexes, people.true, free, goal)
    if stories:
        hold_parties(stream(seed, "parties"), initiatives, last)
    course = take_part(
        stream(seed, "programme"), register, people, initiatives, free,
        wanted=residents, start=start, last=last, queue=stories,
    )  # fmt: skip
    habits = community.habits_of(stream(seed, "habits"), course)
    draw = stream(seed, "hands").random((4, len(course)))
    cases = open_cases(
        stream(seed, "cases"), course, ~habits.signed | (draw[0] < 0.15) & (course.firm != 2),
        ~habits.talked | (draw[1] < 0.1),
        ~habits.yes, draw[2] < FIRM_SHARE,
    )  # fmt: skip
    by_grant = (draw[3] < GRANT_SHARE) | (draw[2] >= FIRM_SHARE) | course.implied
    write_consultancies(out / "consultancy", register, course, cases, start=start, today=now)
    lines = community.household_lines(stream(seed, "lists"), register, course, habits)
    lines += groups.member_lines(register, course, initiatives, last)
    lines = community.type_lines(stream(seed, "typing"), register, lines)
    places = community.hand_in(out / "community", city.folders, lines, start=start, today=now)
    codes = city.area_codes
    groups.write_groups(
        stream(seed, "groups"), out / "community", city.folders, register, complexes, initiatives,
        codes.__getitem__, FIRMS,
        start=start, today=now,
    )  # fmt: skip
    groups.write_team(
        stream(seed, "team"), out / "community", register, initiatives, codes, start=start, today=now
    )
    _write_municipal(
        seed, out / "municipal", city, complexes, people, course, by_grant, free,
        residents=residents, start=start, today=now,
    )  # fmt: skip
    write_truth(
        out / "truth", register, people, course, initiatives, places,
        find_hard_cases(register, people, course, initiatives, cases), last=last, stories=stories,
    )  # fmt: skip
    write_index(out, seed=seed, residents=residents, invented=city.invented)


def _found(seed: int, residents: int, areas: Path | None, addresses: Path | None) -> City:
    """The city to fill: invented, in given areas, or on a given register."""
    if addresses is None and areas is None:
        return invent(seed, residents)
    from energiekop.demo import real_input  # shapely and duckdb, which the invented city does without

    if addresses is not None:
        return real_input.on_addresses(seed, residents, addresses, areas)
    assert areas is not None
    return real_input.in_areas(seed, residents, areas)


def _write_municipal(
    seed: int, folder: Path, city: City, complexes: Complexes, people: Residents, course: Course,
    by_grant: Bools, free: Bools, *, residents: int, start: int, today: int,
) -> None:  # fmt: skip
    """Everything the municipality hands over, each kind in its own rhythm."""
    register = city.register
    quarters = municipal.quarters(start, today)
    yearly = [quarters[0], quarters[0] + 365, today - 40]
    twice = [quarters[0], quarters[0] + 434]
    municipal.write_register(folder, city, twice)
    municipal.write_complexes(folder, register, complexes, quarters[0])
    municipal.write_labels(stream(seed, "labels"), folder, register, people, [quarters[0], quarters[0] + 365])
    municipal.write_residents(folder, register, people, yearly)
    municipal_desk.write_moves(folder, register, people, quarters)
    municipal_desk.write_grants(stream(seed, "grants"), folder, register, course, by_grant, free, quarters)
    municipal_desk.write_permits(stream(seed, "permits"), folder, register, course, quarters)
    municipal.write_targets(folder, residents, city.stadsdelen, today)
