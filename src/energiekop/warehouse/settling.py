"""Which row of a record stands: duplicates counted, the latest delivery kept, the others as contradictions.

Design, section 3, rule 4: a record's key is its id in its source, else (dwelling, kind, day, text). Of one
key the latest delivered_on wins, then the smallest row hash. A full delivery replaces the one before: a
record that it lacks is gone, and listed. Corrected rows are part of the delivery they were handed back from.
"""

import duckdb

from energiekop.sources import Kind
from energiekop.warehouse.household_kinds import HOUSEHOLD_KINDS, days_told

# Columns of a placed row that say where it came from or how it was found, not what it says.
_NOT_CONTENT = frozenset(
    ("file_id", "row_no", "source", "delivered_on", "part_of", "path", "firm", "way", "way_reason",
     "typed_key", "context", "dwelling_id", "street", "house_number", "house_letter", "addition", "postcode",
     "place")
)  # fmt: skip
CONTRADICTION = """
create or replace table contradiction (
    kind varchar, record_key varchar, dwelling_id varchar, source varchar, column_name varchar,
    stands varchar, stands_delivered_on date, gave_way varchar, gave_way_delivered_on date, rule varchar,
    file_id integer, row_no bigint
)"""
GONE = (
    "create or replace table gone (kind varchar, record_key varchar, source varchar, last_delivered_on date)"
)

FILED_ROW = """
create or replace table filed_row (
    kind varchar, record_key varchar, source varchar, dwelling_id varchar, delivered_on date, known_on date,
    first_on date, last_on date, standing boolean, way varchar, reason varchar, typed_key varchar,
    file_id integer, row_no bigint
)"""


def start(con: duckdb.DuckDBPyConnection) -> None:
    """Empty books for contradictions, records gone, duplicates, and rows that tell of a household."""
    con.execute(CONTRADICTION)
    con.execute(FILED_ROW)
    con.execute(GONE)
    con.execute("create or replace table duplicate_row (file_id integer, row_no bigint)")


def settle(con: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    """Make `filed_<kind>` (every accepted row) and `standing_<kind>` (those that hold) of `placed_<kind>`."""
    says = _content(con, kind)
    row_hash = _row_hash(kind, says)
    record_key = _record_key(kind, row_hash)
    adds = _adds(con, kind)
    con.execute(
        f"""create or replace table filed_{kind.name} as
        with hashed as (select *, {row_hash} as row_hash from placed_{kind.name}),
        keyed as (select *, {record_key} as record_key from hashed),
        told as (
            select *,
                min(delivered_on) over (partition by record_key) as known_on,
                -- Said again later is the latest word, though the row itself is a duplicate.
                max(case when {adds} then delivered_on else part_of end)
                    over (partition by record_key, row_hash) as last_told_on,
                -- A full delivery says everything anew: only within it a row is there twice.
                row_number() over (
                    partition by record_key, row_hash, case when {adds} then null else part_of end
                    order by delivered_on, path, row_no
                ) as repeat_no
            from keyed as told
        ),
        latest as (
            select source, max(part_of) as latest_on
            from delivery where kind = '{kind.name}' group by source
        ),
        ordered as (
            select told.*,
                row_number() over (
                    partition by record_key
                    order by
                        last_told_on desc,
                        -- Within a full delivery a corrected row is the later word.
                        case when {adds} then null else told.delivered_on end desc nulls last,
                        row_hash, repeat_no, told.delivered_on desc
                ) as turn,
                ({adds}) or told.part_of = latest.latest_on as in_latest
            from told left join latest on latest.source = told.source
        )
        select * exclude (turn, in_latest), turn = 1 and in_latest as standing from ordered"""
    )
    # A row that says several things is there twice when all of them are.
    con.execute(
        f"""insert into duplicate_row
        select file_id, row_no from filed_{kind.name} where repeat_no > 1
        except
        select file_id, row_no from filed_{kind.name} where repeat_no = 1"""
        if any(column.several for column in kind.columns)
        else f"insert into duplicate_row select file_id, row_no from filed_{kind.name} where repeat_no > 1"
    )
    con.execute(f"delete from filed_{kind.name} where repeat_no > 1")
    con.execute(
        f"create or replace view standing_{kind.name} as select * from filed_{kind.name} where standing"
    )
    con.execute(
        f"""insert into gone
        select '{kind.name}', record_key, min(source), max(delivered_on) from filed_{kind.name}
        group by record_key having not bool_or(standing)"""
    )
    if kind.key:
        _note_contradictions(con, kind, [name for name in says if name not in kind.key])
    if kind in HOUSEHOLD_KINDS:
        _enter_filed_rows(con, kind)
    con.execute(f"drop table placed_{kind.name}")


def _enter_filed_rows(con: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    """Which row says what of whom, and between which days: for who asks what is held, or to be forgotten."""
    days = ", ".join(days_told(kind)) or "cast(null as date)"
    con.execute(
        f"""insert into filed_row
        select '{kind.name}', record_key, source, dwelling_id, delivered_on, known_on,
            least({days}), greatest({days}), standing, way, way_reason, typed_key, file_id, row_no
        from filed_{kind.name}"""
    )


def _row_hash(kind: Kind, says: list[str]) -> str:
    """What a row says about which dwelling, whatever file and line it came from and however it was typed."""
    if kind.has_address:
        # Without a dwelling (a building) the same record is one that was typed the same.
        says = [*says, "dwelling_id", "case when dwelling_id is null then typed_key end"]
    return f"md5({_joined(says)})"


def _content(con: duckdb.DuckDBPyConnection, kind: Kind) -> list[str]:
    columns = [row[0] for row in con.execute(f"describe placed_{kind.name}").fetchall()]
    if kind.name == "addresses":
        return [name for name in columns if name in kind.names]
    return [name for name in columns if name not in _NOT_CONTENT]


def _joined(columns: list[str]) -> str:
    return "concat_ws(chr(31), " + ", ".join(f"coalesce(cast({c} as varchar), '')" for c in columns) + ")"


def _record_key(kind: Kind, row_hash: str) -> str:
    if kind.name == "addresses":
        return "address_key"
    if not kind.key:
        return "row_hash"
    # An id is its source's own; a key made of dwellings and days is the same whoever hands it in.
    own_id = not {"dwelling_id", "happened_on"} & set(kind.key)
    key = ["coalesce(dwelling_id, typed_key)" if name == "dwelling_id" else name for name in kind.key]
    return _joined([*(["source"] if own_id else []), *key])


def _adds(con: duckdb.DuckDBPyConnection, kind: Kind) -> str:
    """Expression: does the row's source add to what it handed in before? For a firm its mapping says so."""
    adding = con.execute(
        "select distinct source from delivery where kind = ? and mode = 'adds' order by source", [kind.name]
    ).fetchall()
    if not adding:
        return "false"
    sources = ", ".join("'" + source.replace("'", "''") + "'" for (source,) in adding)
    return f"told.source in ({sources})"


def _note_contradictions(con: duckdb.DuckDBPyConnection, kind: Kind, columns: list[str]) -> None:
    """A value that a later delivery changed or took back; a value that was only added contradicts nothing."""
    for column in columns:
        con.execute(
            f"""insert into contradiction
            select '{kind.name}', lost.record_key, lost.dwelling_id, lost.source, '{column}',
                   cast(won.{column} as varchar), won.delivered_on, cast(lost.{column} as varchar),
                   lost.delivered_on,
                   case when won.delivered_on > lost.delivered_on then 'later delivery'
                       else 'smallest hash' end,
                   lost.file_id, lost.row_no
            from filed_{kind.name} as lost
            join filed_{kind.name} as won on won.record_key = lost.record_key and won.standing
            where not lost.standing and lost.{column} is not null
                and lost.{column} is distinct from won.{column}"""
        )
