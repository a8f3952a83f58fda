"""Matching typed addresses to a register: the exact, the normalised and the fuzzy steps.

Texts are read in Python, once per distinct text (parse.py); whatever joins is SQL, one model per table.
A name that no street has is compared with all of them (near_street.sql); one that comes near is chosen only
where its number exists and a postcode or place speaks for it too.
"""

from collections.abc import Sequence
from importlib.resources import files

import duckdb
import pyarrow as pa

from .additions import WHAT_LIES_THERE, register_unit_keys, unit_tokens
from .aliases import NO_ALIASES, Aliases
from .folding import fold, fold_cell
from .known_streets import KnownNames
from .parse import Reader, Split, TypedText
from .places import place_calls
from .slips import slip, stem
from .sounds import sound_key
from .street_names import Initials, place_key, street_key, street_parts

_MODELS = files(__package__).joinpath("models")
_AFTER_READING = (
    "register_unit", "register_building", "site", "chosen_site", "unit_hit",
    "member_dwelling", "site_outcome", "text_outcome", "candidate", "found_address", "named_id",
)  # fmt: skip
# Distinct texts are read in bites of this size, so that memory does not grow with the list.
_BITE = 100_000
# Letters that the end of a street name needs to stand for the whole of it.
_SHORTEST_PART = 7

_SPLIT_COLUMNS = {
    "text_no": pa.int64(), "turn": pa.int32(), "name_key": pa.string(), "street_known": pa.bool_(),
    "words": pa.string(), "house_number": pa.int32(), "unit_raw": pa.string(), "unit_plain": pa.string(),
    "unit_floor": pa.string(), "what_lies_there": pa.bool_(),
    "postcode": pa.string(), "postcode_known": pa.bool_(),
    "place_key": pa.string(),
    "place_known": pa.bool_(), "remark": pa.bool_(), "stray": pa.bool_(), "names_place": pa.bool_(),
    "several": pa.string(),
    "unit_first": pa.bool_(),
}  # fmt: skip
_MEMBER_COLUMNS = {
    "text_no": pa.int64(),
    "turn": pa.int32(),
    "house_number": pa.int32(),
    "member_unit": pa.string(),
}


def match_addresses(con: duckdb.DuckDBPyConnection, aliases: Aliases = NO_ALIASES) -> None:
    """Creates `address_match` from `register_address` and `typed_address` on this connection.

    One row per typed_id. way is id, exact, normalised, fuzzy, building, ambiguous or none; dwelling_id only
    for the first four; reason is a key of REASONS. In `typed_address` the parts stand in columns (`number`
    filled) or all in `street` (`number` null); an `addition` of '' says that the file has that column but
    empty, null that it has none; `context` is the municipality or place where an address without one lies.
    A register without the column `municipality` knows places only. Temporary tables are dropped again; the
    order of rows does not matter.
    """
    made: list[str] = []
    try:
        known = _read_register(con, aliases, made)
        _create(con, "typed_question", made)
        _read_texts(con, Reader(known), made)
        _find_context_places(con, made)
        _create(con, "split", made)
        _list_unknown_names(con, Initials(known.street_keys), made)
        _judge_slips(con, known, made)
        for model in _AFTER_READING:
            _create(con, model, made)
        con.execute(f"create or replace table address_match as {_sql('address_match')}")
    finally:
        for table in made:
            con.execute(f"drop table if exists temp.{table}")


def _sql(model: str) -> str:
    return _MODELS.joinpath(f"{model}.sql").read_text(encoding="utf-8")


def _create(con: duckdb.DuckDBPyConnection, model: str, made: list[str]) -> None:
    con.execute(f"create or replace temp table {model} as {_sql(model)}")
    made.append(model)


def _read_register(con: duckdb.DuckDBPyConnection, aliases: Aliases, made: list[str]) -> KnownNames:
    """Tables of the keys of the register's distinct names and additions; returns what a reader must know."""
    _create(con, "register_row", made)
    streets = _distinct(con, "street")
    places = _distinct(con, "place")
    municipalities = _distinct(con, "municipality")
    units = con.execute("select distinct letter, addition from register_row").fetchall()
    unit_keys = [register_unit_keys(fold(f"{letter} {addition}")) for letter, addition in units]
    street_keys = [street_key(street) for street in streets]
    calls = place_calls(places, aliases.places)
    municipality_keys = [place_key(municipality) for municipality in municipalities]
    _keep(
        con, "street_name_key", made, street=streets, name_key=street_keys, folded=[fold(s) for s in streets],
        sound_key=[sound_key(key) for key in street_keys],
    )  # fmt: skip
    parts = [
        (part, key)
        for street, key in zip(streets, street_keys, strict=True)
        for part in street_parts(street, at_least=_SHORTEST_PART)
    ]
    _keep(con, "street_part", made, part_key=[p for p, _ in parts], name_key=[key for _, key in parts])
    _keep(con, "place_name_key", made, place=places, place_key=[place_key(place) for place in places])
    _keep(
        con, "place_call", made,
        place=[call.place for call in calls], called_key=[call.key for call in calls],
        kind=[call.kind for call in calls],
    )  # fmt: skip
    _keep(con, "municipality_name_key", made, municipality=municipalities, municipality_key=municipality_keys)
    _keep(
        con, "unit_text_key", made,
        letter=[letter for letter, _ in units], addition=[addition for _, addition in units],
        unit_raw=[keys.raw for keys in unit_keys], unit_plain=[keys.plain for keys in unit_keys],
        unit_floor=[keys.floor for keys in unit_keys], doubt=[keys.doubt for keys in unit_keys],
    )  # fmt: skip
    _create(con, "register_street", made)
    alias_keys = _read_street_aliases(con, aliases, made)
    words = {token for keys in unit_keys for token in unit_tokens(keys.raw) if not token.isdigit()}
    postcodes = set(_distinct(con, "postcode")) - {""}
    return KnownNames(
        dict(zip(streets, street_keys, strict=True)) | alias_keys,
        {call.key for call in calls} | set(municipality_keys) - {""},
        postcodes, frozenset(words),
    )  # fmt: skip


def _read_street_aliases(con: duckdb.DuckDBPyConnection, aliases: Aliases, made: list[str]) -> dict[str, str]:
    """The table street_alias, the streets that other names stand for; returns those names with their keys."""
    told = [
        (alias.said, street_key(alias.said), street_key(alias.meant), place_key(alias.place))
        for alias in aliases.streets
    ]
    _keep(
        con, "alias_told", made, name_key=[key for _, key, _, _ in told],
        meant_key=[meant for _, _, meant, _ in told], place_key=[place for _, _, _, place in told],
    )  # fmt: skip
    _create(con, "street_alias", made)
    known = {name for (name,) in con.execute("select distinct name_key from street_alias").fetchall()}
    return {said: key for said, key, _, _ in told if key in known}


def _read_texts(con: duckdb.DuckDBPyConnection, reader: Reader, made: list[str]) -> None:
    """Tables text_split, each way to read each text, and text_member, the addresses of "12 en 14"."""
    _store(con, "text_split", _table([], _SPLIT_COLUMNS), made)
    _store(con, "text_member", _table([], _MEMBER_COLUMNS), made)
    for first in range(1, _count(con, "select max(text_no) from typed_question") + 1, _BITE):
        bite = con.execute(
            "select distinct text_no, street, number, letter, addition, postcode, place from typed_question"
            " where text_no between ? and ? order by text_no",
            [first, first + _BITE - 1],
        ).fetchall()
        read = [
            (text_no, turn, split)
            for text_no, *text in bite
            for turn, split in enumerate(reader.read(TypedText(*text)))
        ]
        splits = [_split_row(text_no, turn, split) for text_no, turn, split in read]
        members = [(text_no, turn, *member) for text_no, turn, split in read for member in split.members]
        _append(con, "text_split", _table(splits, _SPLIT_COLUMNS))
        _append(con, "text_member", _table(members, _MEMBER_COLUMNS))


def _split_row(text_no: int, turn: int, split: Split) -> tuple[object, ...]:
    return (
        text_no, turn, split.street, split.street_known, split.words, split.number,
        split.unit.raw, split.unit.plain, split.unit.floor,
        split.unit.plain in WHAT_LIES_THERE, split.postcode, split.postcode_known,
        split.place, split.place_known, split.remark, split.stray, split.names_place,
        split.several, split.unit_first,
    )  # fmt: skip


def _list_unknown_names(con: duckdb.DuckDBPyConnection, initials: Initials, made: list[str]) -> None:
    """The table unknown_name: what stands where a street should, and no street there is called so.

    Beside it name_by_initials, those whose first words are the initials of a street's, or the reverse.
    """
    found = con.execute(
        "select name_key, min(words) from split where not named_here and name_key <> ''"
        " group by name_key order by name_key"
    ).fetchall()
    names = [name for name, _ in found]
    _keep(con, "unknown_name", made, name_key=names, sound_key=[sound_key(name) for name in names])
    short = [(name, near) for name, words in found for near in initials.find(words) if near != name]
    _keep(
        con,
        "name_by_initials",
        made,
        name_key=[name for name, _ in short],
        near_key=[key for _, key in short],
    )


def _judge_slips(con: duckdb.DuckDBPyConnection, known: KnownNames, made: list[str]) -> None:
    """The table near_street: the pairs of names that come near, each with how sure that is."""
    _create(con, "near_pair", made)
    stems = {stem(key) for key in known.streets} - {""}
    judged = [
        (typed, near_key, slip(near, typed, near_key, stems) if near.startswith("letter") else near)
        for typed, near_key, near in con.execute("select name_key, near_key, near from near_pair").fetchall()
    ]
    _keep(
        con, "near_street", made, name_key=[typed for typed, _, _ in judged],
        near_key=[near_key for _, near_key, _ in judged], near=[near for _, _, near in judged],
    )  # fmt: skip


def _find_context_places(con: duckdb.DuckDBPyConnection, made: list[str]) -> None:
    """The table context_place: the place where a typed address without one is looked for first."""
    contexts = [row[0] for row in con.execute("select distinct context from typed_question").fetchall()]
    keys = [place_key(fold_cell(context)) for context in contexts]
    _keep(con, "context_key", made, context=contexts, place_key=keys)
    _create(con, "context_place", made)


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    (row,) = con.execute(query).fetchall()
    return int(row[0] or 0)


def _distinct(con: duckdb.DuckDBPyConnection, expression: str) -> list[str]:
    return [row[0] for row in con.execute(f"select distinct {expression} from register_row").fetchall()]


def _keep(
    con: duckdb.DuckDBPyConnection, name: str, made: list[str], **columns: list[str] | list[str | None]
) -> None:
    _store(
        con,
        name,
        pa.table({column: pa.array(values, pa.string()) for column, values in columns.items()}),
        made,
    )


def _table(rows: Sequence[tuple[object, ...]], columns: dict[str, pa.DataType]) -> pa.Table:
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pa.table(
        {name: pa.array(cells, kind) for (name, kind), cells in zip(columns.items(), values, strict=True)}
    )


def _store(con: duckdb.DuckDBPyConnection, name: str, table: pa.Table, made: list[str]) -> None:
    con.register("arrow_rows", table)
    con.execute(f"create or replace temp table {name} as select * from arrow_rows")
    con.unregister("arrow_rows")
    made.append(name)


def _append(con: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    con.register("arrow_rows", table)
    con.execute(f"insert into temp.{name} select * from arrow_rows")
    con.unregister("arrow_rows")
