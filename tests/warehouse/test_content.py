"""The content hash is the same whatever the order of the rows, and stays what it was in snapshots of before."""

import hashlib

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from energiekop.warehouse import content

ROWS = st.lists(st.tuples(st.integers(0, 40), st.none() | st.text("ab|", max_size=2)), max_size=300)


def said(con: duckdb.DuckDBPyConnection) -> str:
    """By its definition: the hash of the hashes of 256 buckets of row hashes, each in order."""
    rows = con.execute("select dwelling, coalesce(label, chr(30)) from row_of").fetchall()
    hashes = sorted(hashlib.sha256(f"{dwelling}\x1f{label}".encode()).hexdigest() for dwelling, label in rows)
    buckets: dict[str, str] = {}
    for row_hash in hashes:
        buckets[row_hash[:2]] = buckets.get(row_hash[:2], "") + row_hash
    if not buckets:
        return "dwelling,label|None"
    found = "".join(hashlib.sha256(bucket.encode()).hexdigest() for bucket in buckets.values())
    return f"dwelling,label|{hashlib.sha256(found.encode()).hexdigest()}"


@given(ROWS, st.integers(1, 20))
def test_a_table_says_the_hash_of_its_sorted_rows_however_many_are_taken_at_once(rows, at_once):
    with duckdb.connect() as con, pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "_AT_ONCE", at_once)
        con.execute("create table row_of (label varchar, file_id integer, dwelling integer)")
        for number, (dwelling, label) in enumerate(rows):  # which file a row came from is not said
            con.execute("insert into row_of values (?, ?, ?)", [label, number, dwelling])
        assert content.table_hash(con, "row_of") == said(con)
