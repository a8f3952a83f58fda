"""From delivered files to model tables, on one working connection."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from energiekop import sources, warehouse
from energiekop.addresses import Aliases
from energiekop.publish import ledger
from energiekop.publish.forget_list import ForgetList
from energiekop.publish.leaving_out import leave_out
from energiekop.sources import Delivered, FileRefused, Refused
from energiekop.sources.areas import Buurten, name_frames, read_buurten, read_names
from energiekop.sources.refusals import ReasonsToRefuse
from energiekop.sources.targets import read_targets
from energiekop.warehouse import settling
from energiekop.warehouse.register import locate, write_names

if TYPE_CHECKING:
    import geopandas as gpd

OnStep = Callable[[str, int, int], None]
STEPS = ("files", "register", "addresses", "records", "models", "figures", "publishing")


class FilesRefused(ReasonsToRefuse):
    """Files that cannot go in, all of them at once."""

    def __init__(self, problems: list[FileRefused]) -> None:
        self.problems = problems
        super().__init__([*problems])


@dataclass(frozen=True)
class Modelled:
    """What the working connection holds besides its tables."""

    reference_day: date
    city_name: str
    buurten: "gpd.GeoDataFrame | None"


def model(
    con: duckdb.DuckDBPyConnection,
    data: Path,
    settings: warehouse.Settings,
    aliases: Aliases,
    *,
    aside: Collection[str],
    today: date | None,
    forgotten: ForgetList,
    on_step: OnStep,
) -> Modelled:
    """Read, place, settle and model the files but those set `aside`, without the households forgotten.

    Raises Refused or FilesRefused.
    """
    delivered = _delivered(data, aside)
    names = read_names(data)
    sources.create_tables(con, sources.KINDS.values())
    settling.start(con)
    areas = _read_files(con, delivered, on_step)
    buurten = areas.buurten if areas else None
    on_step("register", 1, len(STEPS))
    settings.write_tables(con)
    write_names(con, name_frames(names, areas.wijken if areas else {}))
    locate(con, buurten)
    on_step("addresses", 2, len(STEPS))
    consent_parties = {p for p, ground in settings.ground.items() if ground == "consent"}
    warehouse.place_rows(con, consent_parties=consent_parties, aliases=aliases)
    if refused := ledger.mostly_rejected(con):
        raise FilesRefused(refused)
    on_step("records", 3, len(STEPS))
    kinds = [kind for kind in sources.KINDS.values() if kind.name != "addresses"]
    warehouse.at_once(con, settling.settle, kinds)
    leave_out(con, forgotten)
    ledger.count(con)
    on_step("models", 4, len(STEPS))
    reference_day = _write_reference(con, today)
    _write_targets(con, data)
    warehouse.build_models(con)
    if broken := warehouse.run_checks(con):
        raise Refused("\n".join(broken))
    return Modelled(reference_day, names.get("city", {}).get("name", ""), buurten)


def _delivered(data: Path, aside: Collection[str]) -> list[Delivered]:
    """The files to read; a full delivery of which one file is set aside is left out whole."""
    delivered, refused = sources.find(data)
    if still := [problem for problem in refused if str(problem.path) not in aside]:
        raise FilesRefused(still)
    incomplete = [file for file in delivered if file.name in aside and _is_full(file) and not file.corrects]
    lacking = {_delivery_of(file) for file in incomplete}
    return [file for file in delivered if file.name not in aside and _delivery_of(file) not in lacking]


def _is_full(file: Delivered) -> bool:
    return file.kind is not None and file.kind.mode == "full"


def _delivery_of(file: Delivered) -> tuple[str, str, date]:
    return file.source, file.kind.name if file.kind else "areas", file.part_of


def _read_files(
    con: duckdb.DuckDBPyConnection, delivered: list[Delivered], on_step: OnStep
) -> Buurten | None:
    """Stage every table and make the register; the latest areas are returned.

    Raises FilesRefused with all that cannot be read. The register comes first, for of a national file of
    labels only the rows about its addresses are staged; it is DuckDB's while Python reads the other files.
    """
    problems: list[FileRefused] = []
    areas: list[tuple[date, Buurten]] = []
    register = sources.KINDS["addresses"]
    ordered = sorted(enumerate(delivered), key=lambda numbered: numbered[1].kind is not register)
    turn = {number: turn for turn, (number, _) in enumerate(ordered)}

    def read_each(numbered: list[tuple[int, Delivered]]) -> Iterator[ledger.FileRead]:
        for number, file in numbered:
            on_step(file.name, turn[number], len(ordered))
            try:
                if file.kind is None:
                    found = read_buurten(file)
                    areas.append((file.delivered_on, found))
                    yield ledger.FileRead(number, file, found.rows, areas=found)
                else:
                    raw = sources.load(con, file, f"streamed_{number}")
                    yield ledger.FileRead(number, file, raw.rows, raw)
            except FileRefused as problem:
                problem.path = Path(file.name)  # the words may name a place in it; the file is set aside
                problems.append(problem)

    of_register = list(read_each([each for each in ordered if each[1].kind is register]))
    with warehouse.meanwhile(con, partial(_make_register, read=of_register)):
        others = list(read_each([each for each in ordered if each[1].kind is not register]))
        if problems:
            raise FilesRefused(problems)
    _stage(con, others)
    con.execute("drop table staged_addresses")
    return sorted(areas, key=lambda found: found[0])[-1][1] if areas else None


def _make_register(con: duckdb.DuckDBPyConnection, read: list[ledger.FileRead]) -> None:
    """The addresses to `address` and `main_address`. Raises Refused when there is none."""
    _stage(con, read, one_by_one=True)
    warehouse.build_register(con)


def _stage(con: duckdb.DuckDBPyConnection, read: list[ledger.FileRead], *, one_by_one: bool = False) -> None:
    """Rows to `staged_<kind>` or `rejected_row`; a register one file at a time, for it has thirty columns."""
    ledger.enter(con, read)
    batches = sources.batches((entry.file_id, entry.file, entry.raw) for entry in read if entry.raw)
    told = warehouse.at_once(con, sources.look, batches)
    choices = sources.choose(evidence for of_batch in told for evidence in of_batch)
    ledger.note(con, read, choices)
    if one_by_one:
        for batch in batches:
            sources.stage(con, batch, choices)
    else:
        warehouse.at_once(con, partial(sources.stage, choices=choices), batches)


def _write_reference(con: duckdb.DuckDBPyConnection, today: date | None) -> date:
    """Make `reference`, one row: the day that counts as today, else the latest on which a file came in."""
    con.execute(
        """create table reference as
        select coalesce(cast(? as date), max(delivered_on)) as reference_day from delivery""",
        [today],
    )
    [(reference_day,)] = con.execute("select reference_day from reference").fetchall()
    return date.fromisoformat(str(reference_day))


def _write_targets(con: duckdb.DuckDBPyConnection, data: Path) -> None:
    con.register("targets", read_targets(data))
    con.execute(
        """create table target as
        select cast(end_on as date) as end_on, cast(stadsdeel_code as varchar) as stadsdeel_code,
            cast(residents as bigint) as residents, cast(decided_on as date) as decided_on,
            cast(source as varchar) as source
        from targets"""
    )
    con.unregister("targets")
