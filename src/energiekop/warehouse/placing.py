"""Every row to its dwelling: by id, else by its typed address; what is not found is handed back."""

from pathlib import Path

import duckdb

from energiekop.addresses import (
    NO_ALIASES,
    REASONS,
    Aliases,
    StreetAlias,
    match_addresses,
    place_key,
    street_key,
)  # fmt: skip
from energiekop.sources import KINDS, Kind
from energiekop.sources.contract import ADDRESS_COLUMNS
from energiekop.sources.stage import KEEP
from energiekop.warehouse.household_kinds import HOUSEHOLD_KINDS

WITH_ADDRESS = tuple(kind for kind in KINDS.values() if kind.has_address)
NO_CONSENT = "no_consent"
NO_DWELLING = "no_dwelling"
ID_UNKNOWN = "id_unknown"
NO_STREET = "no_street"
_NAMED_IN_TEXT = Path(__file__).with_name("named_in_text.sql").read_text(encoding="utf-8")
_CHOSEN_DWELLING = Path(__file__).with_name("chosen_dwelling.sql").read_text(encoding="utf-8")


def place_rows(
    con: duckdb.DuckDBPyConnection, *, consent_parties: set[str], aliases: Aliases = NO_ALIASES
) -> None:
    """Make `placed_<kind>` of every `staged_<kind>`: with delivery, dwelling_id and way of matching.

    Needs `delivery`, `main_address`, `address`. Rows without a dwelling go to `rejected_row`, but for
    `building`: a lawful answer that names no household. Makes `match`, one row per distinct typed address;
    each rejected row says which dwellings it may be about.
    """
    _find_street_names_of_nowhere(con)
    _match_distinct(con, aliases)
    con.execute(
        """create or replace table way_count (
            party varchar, kind varchar, delivered_on date, way varchar, reason varchar, number bigint
        )"""
    )
    for kind in KINDS.values():
        if kind.name == "addresses":
            continue
        _place(con, kind)
        if kind.has_address:
            _hand_back_unplaced(con, kind)
        if "consent_programme" in kind.names and kind.party in consent_parties:
            _hand_back(
                con, kind, "not coalesce(consent_programme, false)", reason=f"'{NO_CONSENT}'",
                column="'toestemming programma'",
                found="coalesce(cast(consent_programme as varchar), '(blank)')",
                expected="'ja: without consent the programme may not keep this row'",
            )  # fmt: skip
        if kind.name == "street_names":
            _hand_back(
                con, kind, "(file_id, row_no) in (select (file_id, row_no) from name_of_nowhere)",
                reason=f"'{NO_STREET}'", column="'officieel'",
                found="concat_ws(', ', official_name, place_name)",
                expected="'a street of the register in that place'",
            )  # fmt: skip
        if kind.may_go_back:
            con.execute(f"alter table placed_{kind.name} drop column original")
    _say_whom_rejected_rows_are_about(con)


def _match_distinct(con: duckdb.DuckDBPyConnection, aliases: Aliases) -> None:
    typed = ", ".join(f"any_value({name}) as {name}" for name in ADDRESS_COLUMNS[1:])
    parts = " union all ".join(
        f"select typed_key, context, {', '.join(ADDRESS_COLUMNS[1:])} from staged_{kind.name} "
        f"where typed_key is not null and {_is_looked_up(kind)}"
        for kind in WITH_ADDRESS
    )
    parts += f" union all {_typed_on_rejected_rows()}"
    con.execute(
        f"""create or replace temp table typed_text as
        select row_number() over (order by typed_key) as typed_id, typed_key,
            any_value(context) as context, {typed}
        from ({parts}) group by typed_key"""
    )
    con.execute(
        """create or replace table typed_address as
        with only_street as (
            -- A file without streets (energy labels): a postcode of one street names it.
            select postcode, min(street_name) as street from address
            group by postcode having count(distinct street_name) = 1
        )
        select typed_id, coalesce(typed_text.street, only_street.street) as street, house_number as number,
            house_letter as letter, addition, typed_text.postcode, place,
            coalesce(context, own.name) as context,
            cast(null as varchar) as dwelling_id
        from typed_text
        left join only_street on only_street.postcode = typed_text.postcode
        cross join (
            -- the register's municipality, where it holds one only
            select case when count(distinct municipality) = 1 then min(municipality) end as name from address
        ) as own"""
    )
    con.execute(
        """create or replace table register_address as
        select address_id, dwelling_id, street_name as street, house_number, house_letter, addition, postcode,
               place, municipality
        from address where in_register"""
    )
    match_addresses(con, _with_names_told(con, aliases))
    con.execute(
        """create or replace table match as
        select typed_text.typed_key, address_match.way, address_match.score, address_match.reason,
               address_match.dwelling_id, address_match.street, address_match.house_number,
               address_match.candidates
        from typed_text join address_match on address_match.typed_id = typed_text.typed_id"""
    )
    con.execute("drop table typed_address; drop table register_address; drop table typed_text")
    con.execute(
        f"""update match set way = 'normalised', reason = 'chosen', dwelling_id = chosen.dwelling_id,
            street = dwelling.street_name, house_number = dwelling.house_number, candidates = []
        from ({_CHOSEN_DWELLING}) as chosen
        join main_address as dwelling on dwelling.dwelling_id = chosen.dwelling_id
        where chosen.typed_key = match.typed_key"""
    )


def _find_street_names_of_nowhere(con: duckdb.DuckDBPyConnection) -> None:
    """Make `name_of_nowhere`: names for a street that the register does not have in that place."""
    there = {
        (street_key(street), place_key(place))
        for street, place in con.execute(
            "select distinct street_name, place from address where in_register"
        ).fetchall()
    }
    told = con.execute(
        "select file_id, row_no, official_name, place_name from staged_street_names order by file_id, row_no"
    ).fetchall()
    con.execute("create or replace temp table name_of_nowhere (file_id integer, row_no bigint)")
    for file_id, row_no, street, place in told:
        if (street_key(street), place_key(place)) not in there:
            con.execute("insert into name_of_nowhere values (?, ?)", [file_id, row_no])


def _with_names_told(con: duckdb.DuckDBPyConnection, aliases: Aliases) -> Aliases:
    """The other names of streets, and those that the community handed in: of one name the latest holds."""
    told = con.execute(
        """select place_name, said_name, official_name
        from staged_street_names as staged join delivery on delivery.file_id = staged.file_id
        anti join name_of_nowhere as nowhere
            on nowhere.file_id = staged.file_id and nowhere.row_no = staged.row_no
        qualify row_number() over (
            partition by lower(place_name), lower(said_name)
            order by delivery.delivered_on desc, official_name
        ) = 1
        order by place_name, said_name"""
    ).fetchall()
    return aliases._replace(streets=(*aliases.streets, *(StreetAlias(*names) for names in told)))


def _place(con: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    delivery = "delivery.source, delivery.delivered_on, delivery.part_of, delivery.path, delivery.firm"
    if not kind.has_address:
        con.execute(
            f"""create or replace table placed_{kind.name} as
            select staged.*, {delivery}, cast(null as varchar) as dwelling_id
            from staged_{kind.name} as staged join delivery on delivery.file_id = staged.file_id"""
        )
    else:
        con.execute(
            f"""create or replace table placed_{kind.name} as
            select
                staged.* exclude (dwelling_no), {delivery},
                coalesce(main_address.dwelling_id, match.dwelling_id) as dwelling_id,
                case when main_address.dwelling_id is not null then 'id'
                     when staged.dwelling_no is not null then '{ID_UNKNOWN}'
                     else coalesce(match.way, 'none') end as way,
                case when staged.dwelling_no is not null then staged.dwelling_no
                     else coalesce(match.reason, 'blank') end as way_reason
            from staged_{kind.name} as staged
            join delivery on delivery.file_id = staged.file_id
            left join main_address on main_address.dwelling_id = staged.dwelling_no
            left join match on match.typed_key = staged.typed_key and staged.dwelling_no is null"""
        )
        con.execute(
            f"""insert into way_count
            select '{kind.party}', '{kind.name}', delivered_on,
                case way when '{ID_UNKNOWN}' then 'none' else way end,
                case way when 'id' then 'same_id' when '{ID_UNKNOWN}' then '{ID_UNKNOWN}' else way_reason end,
                count(*)
            from placed_{kind.name} group by all"""
        )
    con.execute(f"drop table staged_{kind.name}")


def _hand_back_unplaced(con: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    typed = f"nullif(concat_ws(' ', {', '.join(ADDRESS_COLUMNS[1:])}), '')"
    advice = " ".join(
        f"when '{code}' then '{english.replace(chr(39), chr(39) * 2)} '"
        for code, (_, english) in REASONS.items()
    )
    _hand_back(
        con, kind, f"way = '{ID_UNKNOWN}'", reason=f"'{ID_UNKNOWN}'", column="'id'", found="way_reason",
        expected="'the id of an address in the register'",
    )  # fmt: skip
    _hand_back(
        con, kind, "way in ('none', 'ambiguous')", reason="way_reason", column="'address'",
        found=f"coalesce({typed}, '(blank)')", expected="'one address of the register'",
        advice=f"case way_reason {advice} else '' end",
    )  # fmt: skip
    if kind.party == "community" or kind.name == "cases":
        _hand_back(
            con, kind, "dwelling_id in (select dwelling_id from dwelling_use where not is_dwelling)",
            reason=f"'{NO_DWELLING}'", column="'address'", found=f"coalesce({typed}, dwelling_id)",
            expected="'the address of a dwelling: this one is a shop, garage or other building'",
        )  # fmt: skip


def _hand_back(
    con: duckdb.DuckDBPyConnection,
    kind: Kind,
    condition: str,
    *,
    reason: str,
    column: str,
    found: str,
    expected: str,
    advice: str = "''",
) -> None:
    """Move the rows that meet `condition` from `placed_<kind>` to `rejected_row`."""
    if not any(of_kind.several for of_kind in kind.columns):
        con.execute(
            f"""insert into rejected_row
            select file_id, row_no, {column}, {reason}, {found}, {expected}, {advice} || '{KEEP}', original,
                {"typed_key" if kind.has_address else "null"}, dwelling_id
            from placed_{kind.name} where {condition}"""
        )
        con.execute(f"delete from placed_{kind.name} where {condition}")
        return
    # A row that says several things goes in whole or is handed back whole, for the first that is wrong.
    con.execute(
        f"""insert into rejected_row
        select distinct on (file_id, row_no)
            file_id, row_no, {column}, {reason}, {found}, {expected}, {advice} || '{KEEP}', original,
            typed_key, dwelling_id
        from placed_{kind.name} where {condition} order by file_id, row_no, {found}"""
    )
    con.execute(
        f"""delete from placed_{kind.name}
        where (file_id, row_no) in (select (file_id, row_no) from placed_{kind.name} where {condition})"""
    )


def _is_looked_up(kind: Kind) -> str:
    """A row with an id needs no other way; one whose id is unknown is about somebody all the same."""
    if kind not in HOUSEHOLD_KINDS:  # a national file of labels has millions of those
        return "dwelling_no is null"
    return "(dwelling_no is null or dwelling_no not in (select dwelling_id from main_address))"


def _typed_on_rejected_rows() -> str:
    """Addresses that were read on rows that cannot go in for another reason, cut up again."""
    names = ADDRESS_COLUMNS[1:]
    parts = ", ".join(f"nullif(parts[{nth}], chr(30)) as {name}" for nth, name in enumerate(names, start=1))
    return f"""select typed_key, nullif(parts[{len(names) + 1}], '') as context, {parts}
        from (
            select typed_key, string_split(typed_key, chr(31)) as parts from rejected_row
            where typed_key is not null
        )"""


def _say_whom_rejected_rows_are_about(con: duckdb.DuckDBPyConnection) -> None:
    """Give `rejected_row` its `dwelling_ids`: the dwelling found, or those an unclear address may mean.

    Where none was found: those at an address that the text of the row names somewhere.
    """
    con.execute(
        """create or replace table rejected_row as
        select rejected_row.* exclude (dwelling_no),
            case when main_address.dwelling_id is not null then [main_address.dwelling_id]
                 when match.dwelling_id is not null then [match.dwelling_id]
                 when match.way = 'ambiguous' then match.candidates
                 else [] end as dwelling_ids
        from rejected_row
        left join main_address on main_address.dwelling_id = rejected_row.dwelling_no
        left join match on match.typed_key = rejected_row.typed_key"""
    )
    con.execute(
        f"""update rejected_row set dwelling_ids = named.dwelling_ids from ({_NAMED_IN_TEXT}) as named
        where named.file_id = rejected_row.file_id and named.row_no = rejected_row.row_no
            and rejected_row.dwelling_ids = []"""
    )
    # What was typed leaves with the row, so that it has to be known of whom it may tell.
    con.execute(
        """update match set candidates = named.dwelling_ids
        from (
            select typed_key, list_sort(list_distinct(flatten(list(dwelling_ids)))) as dwelling_ids
            from rejected_row where dwelling_ids <> [] group by typed_key
        ) as named
        where match.way = 'none' and named.typed_key = match.typed_key"""
    )
    con.execute("alter table rejected_row drop column typed_key")
