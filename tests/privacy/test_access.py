"""Who may look as what, from the access file or from what the provider says."""

import os
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from energiekop.privacy import NoScope, Scope
from energiekop.privacy.access import Access, AccessUnreadable, Identity, read_access, viewer_of
from energiekop.publish.invitations import Invitation

TODAY = date(2026, 11, 24)
FILE = """
[[person]]
email = "Ans@Stad.nl"
role = "team"

[[person]]
subject = "abc"
role = "champion"
streets = ["Lindestraat", "0363300000000001"]
lists = ["linde"]
from = 2026-11-01
until = 2026-11-24

[[person]]
email = "bo@noord.nl"
role = "adviser"
firm = "Bureau Noord"

[claims]
role = "energiekop_role"
firm = "company"

[session]
hours = 8
"""


@pytest.fixture
def access(tmp_path: Path) -> Access:
    (tmp_path / "access.toml").write_text(FILE)
    return read_access(tmp_path / "access.toml")


def test_a_person_is_known_by_mail_address_or_subject_and_has_the_scopes_of_the_file(access: Access) -> None:
    assert viewer_of(access, Identity("1", "ans@stad.nl"), TODAY).role == "team"
    champion = viewer_of(access, Identity("abc", ""), TODAY)
    assert champion.role == "champion"
    assert champion.scopes == (
        Scope("street", "Lindestraat", date(2026, 11, 1), TODAY),
        Scope("street", "0363300000000001", date(2026, 11, 1), TODAY),
        Scope("list", "linde", date(2026, 11, 1), TODAY),
    )
    assert viewer_of(access, Identity("x", "BO@noord.nl"), TODAY).scopes == (Scope("firm", "Bureau Noord"),)


@pytest.mark.parametrize("apart", [0, 1])
def test_a_change_of_the_file_holds_with_the_next_look(tmp_path: Path, apart: int) -> None:
    """Of the same length, an hour ago a second apart, or just now within one tick of the clock."""
    path = tmp_path / "access.toml"
    moment = time.time() - 3600 * apart
    for nth, name in enumerate(("ans", "bas", "cor", "ans")):
        path.write_text(f'[[person]]\nemail = "{name}@stad.nl"\nrole = "team"\n')
        os.utime(path, (moment + nth * apart, moment + nth * apart))
        for _ in range(2):  # the second may be answered from what was read
            [person] = read_access(path).people
            assert person.email == f"{name}@stad.nl"
    path.unlink()
    assert read_access(path) == Access()


@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2026, 11, 25)])
def test_who_stops_sees_nothing_from_that_day(access: Access, day: date) -> None:
    with pytest.raises(NoScope, match="Your time here is over or has not begun"):
        viewer_of(access, Identity("abc", ""), day)


@pytest.mark.parametrize(
    "who",
    [
        Identity("1", "piet@stad.nl"),
        Identity("", ""),
        Identity("1", "ans@stad.nl", {"email_verified": False}),  # anybody can type an address
        Identity("1", "", {"energiekop_role": "director"}),
        Identity("1", "", {"role": "team"}),  # not the claim that the file names
    ],
)
def test_nobody_else_gets_in(access: Access, who: Identity) -> None:
    with pytest.raises(NoScope, match="The access file does not name you"):
        viewer_of(access, who, TODAY)


def test_the_provider_may_say_it_where_the_file_names_its_claims(access: Access) -> None:
    who = Identity("1", "", {"energiekop_role": "adviser", "company": "Bureau Zuid"})
    assert viewer_of(access, who, TODAY).scopes == (Scope("firm", "Bureau Zuid"),)


@pytest.mark.parametrize(
    ("claims", "holds"),
    [
        ({}, True),
        ({"last": "2026-11-24"}, True),
        ({"last": "2026-11-23"}, False),
        ({"first": "2026-11-25"}, False),
        ({"first": "2026-11-24", "last": "2027-01-01"}, True),
    ],
)
def test_the_provider_may_say_from_when_and_until_when(claims: dict[str, str], holds: bool) -> None:
    access = Access(claims={"role": "role", "from": "first", "until": "last"})
    who = Identity("1", "", {"role": "grants"} | claims)
    if holds:
        assert viewer_of(access, who, TODAY).role == "grants"
        return
    with pytest.raises(NoScope, match="Your time here is over or has not begun"):
        viewer_of(access, who, TODAY)


def test_a_claim_that_is_no_day_lets_nobody_in() -> None:
    access = Access(claims={"role": "role", "until": "last"})
    with pytest.raises(AccessUnreadable) as unreadable:
        viewer_of(access, Identity("1", "", {"role": "grants", "last": "soon"}), TODAY)
    assert str(unreadable.value) == "claims, until: found 'soon', expected a day such as 2027-11-01."


INVITED = Invitation(
    1, "koploper@noord.nl", ("s1",), (), ("linde",), date(2026, 11, 1), date(2026, 12, 1),
    datetime(2026, 11, 15, tzinfo=UTC), taken_by="xyz",
)  # fmt: skip


def test_who_took_an_invitation_is_the_champion_of_its_street_for_its_days(access: Access) -> None:
    looks = viewer_of(access, Identity("xyz", "koploper@noord.nl"), TODAY, [INVITED])
    assert (looks.role, looks.subject) == ("champion", "koploper@noord.nl")
    days = (INVITED.valid_from, INVITED.valid_until)
    assert looks.scopes == (Scope("street", "s1", *days), Scope("list", "linde", *days))
    for day in (date(2026, 10, 31), date(2026, 12, 2)):
        with pytest.raises(NoScope, match="Your time here is over or has not begun"):
            viewer_of(access, Identity("xyz", ""), day, [INVITED])


def test_whom_the_access_file_names_it_alone_lets_in_or_keeps_out(access: Access) -> None:
    taken = replace(INVITED, taken_by="abc")
    assert viewer_of(access, Identity("abc", ""), TODAY, [taken]).scopes[0].id == "Lindestraat"
    with pytest.raises(NoScope, match="Your time here is over or has not begun"):
        viewer_of(access, Identity("abc", ""), date(2026, 11, 25), [taken])


def test_a_session_lasts_as_long_as_the_file_says(access: Access) -> None:
    assert (access.lasts("team"), access.lasts("champion")) == (8 * 3600, 30 * 86_400)


def test_without_a_file_nobody_gets_in(tmp_path: Path) -> None:
    with pytest.raises(NoScope):
        viewer_of(read_access(tmp_path / "access.toml"), Identity("1", "ans@stad.nl"), TODAY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[person]]\nemail = "a@b.nl"\nrole = "boss"', "access.toml, person 1, role: found 'boss', expected one of team, municipality, adviser, champion, grants."),
        ('[[person]]\nrole = "team"', "access.toml, person 1: found neither email nor subject, expected one of them."),
        ('[[person]]\nemail = "a"\nrole = "team"\nstreet = "x"', "access.toml, person 1: found street, expected only complexes, email, firm, from, lists, role, streets, subject, until."),
        ('[[person]]\nemail = "a"\nrole = "team"\nuntil = "2026-11-01"', "access.toml, person 1, until: found '2026-11-01', expected a day such as 2027-11-01, without quotes."),
        ('[[person]]\nemail = "a"\nrole = "champion"\nstreets = [1]', "access.toml, person 1, streets: found 1, expected a name or an id."),
    ],
)  # fmt: skip
def test_a_file_that_is_not_understood_says_where(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "access.toml").write_text(text)
    with pytest.raises(AccessUnreadable) as unreadable:
        read_access(tmp_path / "access.toml")
    assert str(unreadable.value) == said


def test_a_file_that_is_no_toml_lets_nobody_in(tmp_path: Path) -> None:
    (tmp_path / "access.toml").write_text("[[person]\n")
    with pytest.raises(AccessUnreadable, match=r"access\.toml: "):
        read_access(tmp_path / "access.toml")
