"""Nothing that a role must not see can be reached from its own connection: each way is really tried on it."""

from collections import OrderedDict

import duckdb
import pytest

from energiekop import privacy
from energiekop.privacy import NoSnapshot, NotAllowed, Scope, Viewer, wall
from tests.privacy.drawn_snapshot import ID, make

VIEWERS = {
    "municipality": Viewer.municipality(),
    "champion": Viewer.champion(street="Lindestraat"),
    "adviser": Viewer.adviser("Bureau Noord"),
    "grants": Viewer.grants(),
}
ATTACHED = {
    "municipality": ["published"],
    "champion": ["published", "shared"],
    "adviser": ["published", "shared"],
    "grants": [],
}
OUTSIDE = [
    "attach '{folder}/exact.duckdb' as stolen",
    "attach '{folder}/exact.duckdb' as stolen (read_only)",
    "select * from read_duckdb('{folder}/exact.duckdb', table_name = 'household')",
    "select * from '{folder}/exact.duckdb'",
    "select * from read_csv('{folder}/exact.duckdb')",
    "select * from read_text('{folder}/exact.duckdb')",
    "select * from read_blob('{folder}/exact.duckdb')",
    "select * from read_json('{folder}/exact.duckdb')",
    "select * from read_parquet('{folder}/exact.duckdb')",
    "select * from sniff_csv('{folder}/exact.duckdb')",
    "select * from glob('{folder}/*')",
    "copy published.city to '{folder}/out.csv'",
    "copy (select 1) to '.tmp/out.csv'",
    "copy published.city from '{folder}/in.csv'",
    "export database '{folder}/out'",
    "import database '{folder}'",
    "install httpfs",
    "load httpfs",
    "install spatial from community",
    "set enable_external_access = true",
    "reset enable_external_access",
    "set lock_configuration = false",
    "set allowed_paths = ['{folder}/exact.duckdb']",
    "set allowed_directories = ['{folder}']",
    "set temp_directory = '{folder}'",
    "set secret_directory = '{folder}'",
    "set python_enable_replacements = true",
    "pragma enable_profiling",
    "pragma disable_external_access",
    "select * from duckdb_secrets()",
    "create persistent secret stolen (type http, bearer_token 'x')",
    "select * from exact.household",
    "select * from household",
    "insert into published.city values ('plan', '', '2026-01-01', 1, 1)",
    "update published.city set households = 0",
    "drop table published.city",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    make(
        store,
        household="household_id | street_id\nsecret-household | LIN",
        dwelling="""
            dwelling_id    | street_name | house_number | postcode
            of-a-grant     | Lindestraat | 1            | 1001AB
            without-one    | Lindestraat | 2            | 1001AB
        """,
        grant_asked="dwelling_id | case_no | asked_on\nof-a-grant | S1 | 2026-10-01",
        published_city="milestone | level | on_date | households | residents\nplan | | 2026-10-31 | 3 | 5",
        shared_own_list="""
            scope_kind | scope_id     | line
            street     | LIN          | hers
            street     | DIJ          | another's
            firm       | Bureau Noord | a firm's
        """,
        shared_own_case="""
            scope_kind | scope_id     | case_id
            firm       | Bureau Noord | N1
            firm       | Bureau Zuid  | Z1
        """,
    )
    return store


@pytest.mark.parametrize("role", VIEWERS)
@pytest.mark.parametrize("attempt", OUTSIDE)
def test_the_bare_connection_of_a_role_below_team_reaches_nothing_outside_its_files(store, role, attempt):
    reading = privacy.open(VIEWERS[role], store)
    bare = reading._cursor  # under the guard, so that the wall alone is tried
    with pytest.raises(duckdb.Error):
        bare.execute(attempt.format(folder=store / ID)).fetchall()


@pytest.mark.parametrize("role", [*VIEWERS, "team"])
@pytest.mark.parametrize("attempt", OUTSIDE)
def test_a_reading_refuses_every_such_query_before_it_runs(store, role, attempt):
    reading = privacy.open(VIEWERS.get(role, Viewer.team()), store)
    if role == "team" and attempt == "select * from exact.household":
        assert len(reading.rows(attempt)) == 1
        return
    with pytest.raises((NotAllowed, duckdb.Error)):
        reading.frame(attempt.format(folder=store / ID))


@pytest.mark.parametrize("role", VIEWERS)
def test_only_the_files_of_the_role_are_attached(store, role):
    attached = (
        privacy.open(VIEWERS[role], store)
        ._cursor.execute(
            "select database_name, readonly from duckdb_databases() where not internal order by all"
        )
        .fetchall()
    )
    assert attached == [("memory", False), *((file, True) for file in ATTACHED[role])]


@pytest.mark.parametrize(
    "attempt",
    [
        "select * from shared.own_list",
        "select * from shared.main.own_list",
        "select * from memory.main.target",
        "select (select count(*) from shared.own_list)",
        "with own_list as (select * from shared.own_list) select * from own_list",
        "select * from query('select * from shared.own_list')",
        "select * from query_table('shared.own_list')",
        "select * from pragma_storage_info('shared.own_list')",
        "select * from (describe shared.own_list)",
        "select * from (summarize shared.own_list)",
        "select * from read_blob('{folder}/shared.duckdb')",
        "select * from duckdb_views()",
        "select * from duckdb_settings()",
        "select current_setting('allowed_paths')",
        "select * from information_schema.tables",
        "select * from own_scope",
        "table shared.own_list",
        "from shared.own_list",
        "pivot shared.own_list on line",
        "select 1; select * from shared.own_list",
        "detach shared",
        "use shared",
        "attach ':memory:' as mine",
        "create table memory.main.left_behind as select 1",
        "set variable kept = 1",
        "call pragma_version()",
    ],
)
def test_a_champion_reads_no_row_of_another_scope(store, attempt):
    reading = privacy.open(VIEWERS["champion"], store)
    with pytest.raises(NotAllowed):
        reading.frame(attempt.format(folder=store / ID))


@pytest.mark.parametrize(
    "attempt",
    [
        "select * from exact.household",
        "select * from exact.grant_asked",
        "select * from exact.dwelling",
        "select * from exact.main.meta",
        "select * from published.city",
        "select * from shared.own_case",
        "select * from target",
        "select * from dwelling",
        "select * from duckdb_databases()",
        "select * from memory.main.grant_list",
        "attach '{folder}/exact.duckdb' as exact (read_only)",
        "from read_duckdb('{folder}/exact.duckdb', table_name = 'dwelling')",
        "insert into grant_list by name select 'x' as case_no",
    ],
)
def test_a_grant_officer_reads_the_one_list_and_nothing_beside_it(store, attempt):
    reading = privacy.open(VIEWERS["grants"], store)
    assert reading.rows("select case_no, address from grant_list") == [("S1", "Lindestraat 1")]
    with pytest.raises(NotAllowed):
        reading.frame(attempt.format(folder=store / ID))


def test_under_the_guard_of_a_grant_officer_lies_the_list_alone(store):
    """Whatever got past the guard: the exact file is no longer attached, and no text of it is in the tables."""
    bare = privacy.open(VIEWERS["grants"], store)._cursor
    tables = bare.execute("select table_name from duckdb_tables() union from (select view_name from duckdb_views()"
                          " where not internal)").fetchall()  # fmt: skip
    assert sorted(name for (name,) in tables) == ["grant_list", "meta"]
    said = "".join(str(bare.execute(f"from {name}").fetchall()) for (name,) in tables)
    assert "S1" in said and "of-a-grant" not in said and "without-one" not in said and "secret-household" not in said
    assert bare.execute("select key from meta order by key").fetchall() == [("city_name",), ("demo",), ("reference_day",)]


def test_a_snapshot_of_before_the_list_of_grants_says_so(store, tmp_path):
    make(tmp_path)
    with duckdb.connect(str(tmp_path / ID / "exact.duckdb")) as con:
        con.execute("drop table grant_asked")
    with pytest.raises(NoSnapshot, match="was built by a release that kept no list of grants; build it again"):
        privacy.open(VIEWERS["grants"], tmp_path)


def test_each_scope_has_its_own_rows_also_when_both_look_at_once(store):
    first = privacy.open(VIEWERS["champion"], store)
    second = privacy.open(Viewer.champion(street="Dijk"), store)
    firm = privacy.open(VIEWERS["adviser"], store)
    assert first.rows("select line from own_list") == [("hers",)]
    assert second.rows("select line from own_list") == [("another's",)]
    assert firm.rows("select line from own_list") == [("a firm's",)]
    assert firm.rows("select case_id from own_case") == [("N1",)]
    assert first.rows("select case_id from own_case") == []


def test_the_views_of_one_viewer_are_not_on_the_cursor_of_another(store):
    privacy.open(VIEWERS["champion"], store).rows("select line from own_list")
    another = wall.cursor(store / ID, "champion")
    with pytest.raises(duckdb.CatalogException):
        another.execute("select * from own_list")
    assert another.execute("select * from duckdb_tables() where database_name = 'temp'").fetchall() == []


def test_a_name_with_a_quote_in_it_is_only_a_name(store):
    viewer = Viewer("adviser", scopes=(Scope("firm", "x' or 'a' = 'a"),))
    assert privacy.open(viewer, store).rows("select * from own_case") == []


def test_the_municipality_has_no_lists_of_people_at_all(store):
    with pytest.raises(NotAllowed, match=r"may not read own_list; it may read published\.\*, target\."):
        privacy.open(VIEWERS["municipality"], store).frame("select * from own_list")


def test_viewers_of_one_kind_share_one_instance_and_a_renewed_file_takes_its_place(store, monkeypatch):
    monkeypatch.setattr(wall, "_instances", OrderedDict())
    for street in ("Lindestraat", "Dijk", "Kerkpad"):
        privacy.open(Viewer.champion(street=street), store)
    [before] = wall._instances.values()
    shared = store / ID / "shared.duckdb"
    renewed = shared.with_suffix(".new")
    renewed.write_bytes(shared.read_bytes())
    renewed.replace(shared)  # as `forget` does
    privacy.open(VIEWERS["champion"], store)
    [after] = wall._instances.values()
    assert after is not before  # what was forgotten is not kept open


def test_an_instance_that_the_engine_gave_up_is_opened_anew(tmp_path):
    """DuckDB ends an instance after a mistake of its own; without another one all who look would see nothing."""
    make(tmp_path)
    broken = privacy.open(Viewer.team(), tmp_path)
    ends = (duckdb.InternalException("a mistake of the engine"), duckdb.FatalException("it was given up"))
    for end in ends:

        class Ended:
            def execute(self, *_):
                raise end  # noqa: B023

        broken._cursor = Ended()
        with pytest.raises(type(end)):
            broken.frame("select 1 as one")
        again = privacy.open(Viewer.team(), tmp_path)
        assert again._instance is not broken._instance
        assert again.frame("select count(*) as streets from exact.street")["streets"][0] == 5
        broken = again
