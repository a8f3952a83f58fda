"""An invitation: good once, for one verified address, until its days are over or it is taken back."""

import json
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from energiekop.publish import invitations
from energiekop.publish.invitations import NoInvitation, NotTaken, invite, take, take_back

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LAST = date(2027, 11, 1)


@pytest.fixture
def private(tmp_path: Path) -> Path:
    return tmp_path / "private"


def made(private: Path, **also: object) -> str:
    return invite(private, "Koploper@Voorbeeld.nl", streets=["s1"], valid_until=LAST, now=NOW, **also)[1]  # type: ignore[arg-type]


def tried(private: Path, token: str, **also: object) -> str:
    """The subject it is of after a try, or why not."""
    stated = {"subject": "abc", "email": "koploper@voorbeeld.nl", "verified": True, "now": NOW} | also
    try:
        return take(private, token, **stated).taken_by  # type: ignore[arg-type]
    except NotTaken as reason:
        return reason.why


def test_the_file_holds_no_token_and_only_its_owner_reads_it(private: Path) -> None:
    token = made(private)
    file = private / "invitations.json"
    assert len(token) >= 43 and token not in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "koploper" not in token and made(private) != token


@pytest.mark.parametrize(
    ("also", "said"),
    [
        ({}, "abc"),
        ({"email": " KOPLOPER@voorbeeld.NL"}, "abc"),
        ({"email": "buurman@voorbeeld.nl"}, "another_address"),
        ({"email": ""}, "another_address"),
        ({"verified": False}, "unverified"),
        ({"now": NOW + timedelta(days=14, seconds=-1)}, "abc"),
        ({"now": NOW + timedelta(days=14)}, "late"),
        ({"now": datetime(2027, 11, 2, tzinfo=UTC)}, "late"),
    ],
)
def test_it_lets_in_the_verified_address_in_time_and_nobody_else(private: Path, also: dict[str, object], said: str) -> None:
    assert tried(private, made(private), **also) == said


def test_it_is_used_once_and_the_one_who_used_it_may_open_the_link_again(private: Path) -> None:
    token = made(private)
    assert tried(private, token) == "abc"
    assert tried(private, token, subject="def") == "taken"
    assert tried(private, token, now=NOW + timedelta(days=100)) == "abc"
    assert [each.taken_by for each in invitations.of(private, "abc")] == ["abc"]
    assert invitations.of(private, "def") == invitations.of(private, "") == []


@pytest.mark.parametrize("first", [True, False])
def test_taken_back_it_lets_nobody_in_whether_it_was_taken_or_not(private: Path, first: bool) -> None:
    token = made(private)
    if first:
        tried(private, token)
    take_back(private, 1, now=NOW)
    assert tried(private, token) == "taken_back"
    assert invitations.of(private, "abc") == []
    with pytest.raises(NoInvitation, match=r"There is no invitation 7; see `energiekop invitations list`\."):
        take_back(private, 7)


@given(st.text(max_size=80))
def test_no_other_token_is_known(tmp_path_factory: pytest.TempPathFactory, guess: str) -> None:
    private = tmp_path_factory.mktemp("private")
    made(private)
    assert tried(private, guess) == "unknown"


def test_of_two_who_try_at_once_one_gets_it(private: Path) -> None:
    token, got = made(private), []
    both = [Thread(target=lambda who=who: got.append(tried(private, token, subject=who))) for who in "xy"]
    for one in both:
        one.start()
    for one in both:
        one.join()
    [winner] = {answer for answer in got if answer != "taken"}
    assert sorted(got) == sorted([winner, "taken"])


def test_the_list_says_how_each_stands(private: Path) -> None:
    made(private)
    tried(private, made(private))
    made(private)
    take_back(private, 3, now=NOW)
    made(private, days=1)
    states = [each.state(NOW + timedelta(days=2)) for each in invitations.every(private)]
    assert states == ["open", "taken", "taken_back", "late"]
    assert invitations.every(private)[1].state(datetime(2027, 11, 2, tzinfo=UTC)) == "over"
    assert invitations.waits_for(private, "KOPLOPER@voorbeeld.nl", now=NOW)
    assert not invitations.waits_for(private, "buurman@voorbeeld.nl", now=NOW)
    assert [entry["number"] for entry in json.loads((private / "invitations.json").read_text()).values()] == [1, 2, 3, 4]
