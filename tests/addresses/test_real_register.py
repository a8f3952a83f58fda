"""A province's real addresses, each 50th written as one line of text and found again."""

from pathlib import Path

import duckdb
import pytest

from energiekop.addresses import match_addresses

SHARED = Path(__file__).parents[2] / "../shared/data"
REGISTER = SHARED / "bag-groningen.csv.zst"
# 360 names of streets of The Hague as people wrote them, with the street that is meant (CC0).
VARIANTS = SHARED / "straatnaam-varianten-den-haag.csv"


@pytest.fixture(scope="module")
def answers():
    if not REGISTER.exists():
        pytest.skip(f"{REGISTER.name} is not here; it is too large to keep with the code")
    con = duckdb.connect()
    con.execute("set threads = 2")
    con.execute(
        "create table register_address as select 'a' || row_number() over () as address_id,"
        " 'd' || row_number() over () as dwelling_id, straat as street, huisnummer::integer as house_number,"
        " huisletter as house_letter, huisnummertoevoeging as addition, postcode, woonplaats as place"
        " from read_csv(?, all_varchar = true)",
        [str(REGISTER)],
    )
    con.execute(
        "create table meant as select row_number() over (order by dwelling_id) as typed_id, *,"
        " concat(street, ' ', house_number, house_letter, '-' || addition, ', ', postcode, ' ', place) as line,"
        " count(*) over (partition by street, house_number, place, postcode, lower(house_letter), lower(addition))"
        " as same_text, count(*) over (partition by street, house_number, place, postcode) as at_the_number"
        " from register_address"
    )
    con.execute("delete from meant where typed_id % 50 <> 0")
    con.execute(
        "create table typed_address as select typed_id, line as street, null::varchar as number,"
        " null::varchar as letter, null::varchar as addition, null::varchar as postcode, null::varchar as place,"
        " null::varchar as context, null::varchar as dwelling_id from meant"
    )
    match_addresses(con)
    return con


def test_no_real_address_is_taken_for_another(answers):
    wrong = (
        "select line from meant join address_match using (typed_id)"
        " where address_match.dwelling_id <> meant.dwelling_id"
    )
    assert answers.execute(wrong).fetchall() == []


def test_real_addresses_that_a_text_can_tell_apart_are_found(answers):
    """Apart are: the text exists once, and no others share a bare number (that is a question, see next)."""
    missed = answers.execute(
        "select line, way, reason, count(*) over () from meant join address_match using (typed_id)"
        " where same_text = 1 and (at_the_number = 1 or house_letter <> '' or addition <> '')"
        " and address_match.dwelling_id is null"
    ).fetchall()
    (asked,) = answers.execute("select count(*) from meant").fetchone()
    assert len(missed) <= 0.03 * asked, missed[:20]


def test_the_other_real_addresses_are_kept_open_with_the_right_one_among_the_candidates(answers):
    lost = (
        "select line, way, reason, candidates from meant join address_match using (typed_id)"
        " where address_match.dwelling_id is null"
        " and (way not in ('building', 'ambiguous') or not list_contains(candidates, meant.dwelling_id))"
    )
    assert answers.execute(lost).fetchall() == []


def test_street_names_as_people_wrote_them_are_found_in_their_city_and_not_taken_for_another():
    if not VARIANTS.exists():
        pytest.skip(f"{VARIANTS.name} is not here")
    con = duckdb.connect()
    con.execute("create table variant as select row_number() over () as typed_id, * from read_csv(?)", [str(VARIANTS)])
    con.execute(
        "create table register_address as select concat(preflabel, number) as address_id, address_id as dwelling_id,"
        " preflabel as street, number::integer as house_number, '' as house_letter, '' as addition, '' as postcode,"
        " 'Den Haag' as place, 'Den Haag' as municipality"
        " from (select distinct preflabel from variant), range(1, 31) as numbers(number)"
    )
    con.execute(
        "create table typed_address as select typed_id, straat || ' 12' as street, null::varchar as number,"
        " null::varchar as letter, null::varchar as addition, null::varchar as postcode, null::varchar as place,"
        " 'Den Haag' as context, null::varchar as dwelling_id from variant"
    )
    match_addresses(con)
    wrong = (
        "select straat, address_match.street, preflabel from variant join address_match using (typed_id)"
        " where dwelling_id is not null and address_match.street <> preflabel"
    )
    assert con.execute(wrong).fetchall() == []
    (share,) = con.execute("select count(dwelling_id) / count(*) from address_match").fetchone()
    assert share >= 0.76
