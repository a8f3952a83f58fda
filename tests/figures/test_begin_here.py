"""Where to begin: the longest queue, a street that comes on, a place without news."""

from datetime import date, timedelta

import pytest

from energiekop import figures
from energiekop.privacy import OutOfScope, Viewer
from tests.figures.test_states import WINDOWS
from tests.privacy.drawn_snapshot import REFERENCE_DAY, lines, make, shown

TEAM = Viewer.team()
TODAY = date.fromisoformat(REFERENCE_DAY)
SENTENCE = ("rule", "milestone", "turn", "firm", "waiting", "of_which", "weeks", "previous")
STREET = ("rule", "place_kind", "place_code", "place_name", "weeks", "previous", "new_households")
OCCASION = ("occasion_kind", "occasion", "occasion_on")


def ago(days: int) -> str:
    return str(TODAY - timedelta(days))


class Drawn:
    """Households added a few at a time; what a test does not say is the same for all."""

    def __init__(self) -> None:
        self.rows = [
            "household_id | street_id | firm | reached_on | signed_up_on | conversation_on | advice_on"
        ]
        self.events = ["household_id | happened_on"]

    def add(self, count: int, *, street: str = "ZEE", firm: str = "", signed_up: int | None = None,
            talked: int | None = None, advised: int | None = None, heard: int = 1) -> None:  # fmt: skip
        """Days ago; the last event of each was `heard` days ago."""
        days = [ago(d) if d is not None else "" for d in (signed_up, talked, advised)]
        for _ in range(count):
            name = f"h{len(self.rows)}"
            self.rows.append(f"{name} | {street} | {firm} | {ago(400)} | " + " | ".join(days))
            self.events.append(f"{name} | {ago(heard)}")

    def begin(self, store, as_of: date | None = None, **tables: str):
        """The rows of a snapshot made of them."""
        drawn = {"household": "\n".join(self.rows), "event": "\n".join(self.events), **tables}
        make(store, settings_window=WINDOWS, **drawn)
        return figures.begin_here(TEAM, as_of=as_of, store=store)


def test_a_firm_where_too_long_is_the_rule_is_named_with_last_weeks_number(tmp_path):
    drawn = Drawn()
    drawn.add(16, firm="Noord", signed_up=100, talked=60)  # wait too long, also last week
    drawn.add(3, firm="Noord", signed_up=100, talked=45)  # since this week
    drawn.add(1, firm="Noord", signed_up=100, talked=60, advised=40)
    drawn.add(2, firm="Zuid", signed_up=100, talked=60)
    drawn.add(9, firm="Zuid", signed_up=100, talked=60, advised=40)
    rows = drawn.begin(tmp_path)
    assert shown(rows, *SENTENCE) == lines("""
        rule  | milestone    | turn        | firm  | waiting | of_which | weeks | previous
        queue | conversation | consultancy | Noord | 21      | 19       | 6     | 18
    """)


def test_the_queue_is_the_number_of_the_states(tmp_path):
    drawn = Drawn()
    drawn.add(11, firm="Noord", signed_up=100, talked=60)
    drawn.add(4, firm="Zuid", signed_up=100, talked=60)
    stops = f"household_id | stopped_on | ended_on\nh1 | {ago(3)} |\nh2 | {ago(30)} | {ago(2)}"
    queue = drawn.begin(tmp_path, stop=stops).iloc[0]
    for weeks_ago, number in ((0, queue["waiting"]), (1, queue["previous"])):
        as_of = TODAY - timedelta(weeks=weeks_ago)
        bars = figures.states(TEAM, as_of=as_of, store=tmp_path).set_index("milestone")
        assert bars.loc["conversation", "too_long"] == number == 14


def test_no_firm_is_named_where_all_are_alike_or_too_few_came(tmp_path):
    alike = Drawn()
    for firm, size in (("Noord", 40), ("Zuid", 21)):
        alike.add(size, firm=firm, signed_up=100, talked=60)
    [queue] = alike.begin(tmp_path / "alike").to_dict("records")
    assert queue["waiting"] == 61 and not isinstance(queue["firm"], str)
    few = Drawn()
    few.add(19, firm="Noord", signed_up=100, talked=60)
    [queue] = few.begin(tmp_path / "few").to_dict("records")
    assert queue["waiting"] == 19 and not isinstance(queue["firm"], str)


def test_an_old_backlog_alone_names_no_firm(tmp_path):
    drawn = Drawn()
    drawn.add(30, firm="Noord", signed_up=390, talked=380)
    drawn.add(22, firm="Noord", signed_up=100, talked=60, advised=30)
    [queue] = drawn.begin(tmp_path).to_dict("records")
    assert queue["waiting"] == 30 and not isinstance(queue["firm"], str)


def test_who_only_had_contact_or_is_at_it_together_with_a_firm_stands_in_no_queue(tmp_path):
    drawn = Drawn()
    drawn.add(30)
    drawn.add(30, firm="Noord", signed_up=300, talked=290, advised=280)
    drawn.add(2, signed_up=60)
    [queue] = drawn.begin(tmp_path).to_dict("records")
    assert (queue["milestone"], queue["turn"], queue["waiting"], queue["weeks"]) == (
        "signed_up",
        "community",
        2,
        4,
    )


def test_a_street_comes_on_after_its_party(tmp_path):
    drawn = Drawn()
    drawn.add(9, street="LIN", signed_up=10)
    drawn.add(4, street="LIN", signed_up=30)
    drawn.add(8, street="DIJ", signed_up=10)
    drawn.add(4, street="DIJ", signed_up=21)
    rows = drawn.begin(
        tmp_path,
        occasion=f"""
            occasion_id | happened_on | occasion_kind | description      | street_id | buurt_code
            1           | {ago(40)}   | straatfeest   | Straatfeest      | LIN       |
            2           | {ago(23)}   | straatfeest   | Feest met soep   | LIN       |
            3           | {ago(12)}   | mailing       | Brief            |           | BA
            4           | {ago(2)}    | straatfeest   | Op de dijk       | DIJ       |
        """,
    )
    street = rows[rows["rule"] == "coming_on"]
    assert shown(street, *STREET, *OCCASION) == lines(f"""
        rule      | place_kind | place_code | place_name  | weeks | previous | new_households | occasion_kind | occasion       | occasion_on
        coming_on | street     | LIN        | Lindestraat | 3     | 4        | 9              | straatfeest   | Feest met soep | {ago(23)}
    """)


def test_a_street_without_an_occasion_names_none_and_one_of_its_buurt_is_second(tmp_path):
    drawn = Drawn()
    drawn.add(5, street="LIN", signed_up=20)
    occasion = "occasion_id | happened_on | occasion_kind | description | street_id | buurt_code\n1 | {} | mailing | Brief | | BA"
    with_letter = drawn.begin(tmp_path / "letter", occasion=occasion.format(ago(30)))
    long_ago = drawn.begin(tmp_path / "long_ago", occasion=occasion.format(ago(64)))
    assert list(with_letter["occasion_kind"].dropna()) == ["mailing"]
    assert list(long_ago["rule"]) == ["coming_on"] and long_ago["occasion_kind"].isna().all()


@pytest.mark.parametrize(("now", "before"), [(4, 0), (6, 3)])
def test_four_neighbours_or_not_more_than_twice_as_many_is_no_street_that_comes_on(tmp_path, now, before):
    drawn = Drawn()
    drawn.add(now, street="LIN", signed_up=20)
    drawn.add(before, street="LIN", signed_up=21)
    assert "coming_on" not in set(drawn.begin(tmp_path)["rule"])


def test_of_two_equal_streets_it_is_the_same_one_every_time(tmp_path):
    drawn = Drawn()
    drawn.add(6, street="MOL", signed_up=5)
    drawn.add(6, street="DIJ", signed_up=5)
    assert list(drawn.begin(tmp_path)["place_code"]) == ["DIJ"]


def test_a_place_where_most_wait_without_news_is_named_a_whole_buurt_before_its_street(tmp_path):
    drawn = Drawn()
    drawn.add(3, street="ZEE", heard=40)
    drawn.add(2, street="LIN", heard=50)
    drawn.add(1, street="KER", heard=5)  # so buurt BA has news
    quiet = ("rule", "place_kind", "place_code", "place_name", "waiting", "days_since", "weeks")
    assert shown(drawn.begin(tmp_path), *quiet) == lines("""
        rule    | place_kind | place_code | place_name | waiting | days_since | weeks
        no_news | buurt      | BC         | Buurt C    | 3       | 40         | 5
    """)


def test_four_weeks_of_silence_is_no_news_yet_and_a_street_party_is_news(tmp_path):
    drawn = Drawn()
    drawn.add(3, street="ZEE", heard=34)
    drawn.add(1, street="LIN", heard=35)
    drawn.add(1, street="KER", heard=1)
    assert list(drawn.begin(tmp_path / "silent")["place_code"]) == ["LIN"]
    party = f"occasion_id | happened_on | street_id\n1 | {ago(3)} | LIN"
    assert len(drawn.begin(tmp_path / "party", occasion=party)) == 0


def test_when_nothing_calls_for_it_there_is_no_row(tmp_path):
    assert len(Drawn().begin(tmp_path)) == 0


def test_where_to_begin_is_for_the_team(tmp_path):
    Drawn().begin(tmp_path)
    for viewer in (Viewer.municipality(), Viewer.adviser("Noord"), Viewer.champion(street="LIN")):
        with pytest.raises(OutOfScope, match=f"begin_here is not shown to the role {viewer.role}, because"):
            figures.begin_here(viewer, store=tmp_path)
