"""What travels to a browser: a role's websocket carries nothing that the role may not see."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from babel.dates import format_date
from playwright.sync_api import Browser, WebSocket, expect

from energiekop import privacy
from energiekop.privacy import Viewer

from .conftest import DESK, settled


@dataclass
class Heard:
    """All that came over the websocket of a browser, as text."""

    frames: list[bytes] = field(default_factory=list)

    @property
    def text(self) -> str:
        return b"\n".join(self.frames).decode("utf-8", errors="replace")

    def listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self.frames.append(_bytes(frame)))


def _bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame


@pytest.fixture
def hear(address: str, chromium: Browser) -> Callable[..., str]:
    """Everything the browser was sent on these pages; tables and explanations opened too."""

    def listen(role: str, *paths: str) -> str:
        heard = Heard()
        for path in paths:
            context = chromium.new_context(viewport=DESK)
            page = context.new_page()
            page.on("websocket", heard.listen)
            page.goto(f"{address}{path}{'&' if '?' in path else '?'}as={role}")
            settled(page)
            closed = page.get_by_role("button", name="Tabel", exact=True)
            for left in range(closed.count(), 0, -1):
                closed.first.click()
                expect(closed).to_have_count(left - 1)
                settled(page)
            page.wait_for_timeout(300)
            context.close()
        assert len(heard.text) > 10_000  # it did hear something
        return heard.text

    return listen


@pytest.fixture(scope="module")
def exact(city: Path) -> privacy.Reading:
    return privacy.open(Viewer.team(), city)


def test_the_municipality_is_sent_no_household_and_no_address(
    hear: Callable[..., str], exact: privacy.Reading
) -> None:
    [(buurt,)] = exact.rows("select max_by(buurt_code, dwellings) from exact.buurt")
    [(street,)] = exact.rows("select max_by(street_id, dwellings) from exact.street")
    heard = hear(
        "municipality",
        "/", f"/?plaats=buurt:{buurt}", "/stappen", f"/stappen?plaats=buurt:{buurt}",
        "/kaart", f"/kaart?plaats=buurt:{buurt}", f"/straat?plaats=street:{street}",
    )  # fmt: skip
    ids = {found for (found,) in exact.rows("select household_id from exact.household")}
    ids |= {found for (found,) in exact.rows("select dwelling_id from exact.dwelling")}
    assert [one for one in ids if one in heard] == []
    assert addresses_of(exact, "household.reached_on is not null", heard) == []


def test_the_municipality_is_sent_no_exact_number_below_the_city(
    hear: Callable[..., str], exact: privacy.Reading
) -> None:
    """Of buurten in which the true number is no multiple of three and stands nowhere else on the page."""
    rows = exact.rows(
        """select buurt_code, count(*) filter (where plan_on is not null) as helped
        from exact.household group by all having helped > 12 and helped % 3 != 0
        order by helped desc limit 4"""
    )
    assert rows
    for buurt, helped in rows:
        heard = hear("municipality", f"/?plaats=buurt:{buurt}")
        assert not re.search(rf"(?<![\d.,-]){helped} (van de|huishoudens|bewoners)", heard), buurt


def test_a_champion_is_sent_nothing_of_neighbours_who_did_not_agree(
    hear: Callable[..., str], exact: privacy.Reading, city: Path, champion: str
) -> None:
    street = champion.partition(":")[2]
    heard = hear(champion, "/", "/straat", "/kaart", "/stappen")
    shared = privacy.open(Viewer.champion(street=street), city)
    agreed = {found for (found,) in shared.rows("select household_id from consented")}
    of_street = exact.rows(
        "select household_id, dwelling_id from exact.household where street_id = $street", {"street": street}
    )
    hidden = [pair for pair in of_street if pair[0] not in agreed]
    assert hidden and agreed
    assert [household for household, _ in hidden if household in heard] == []
    elsewhere = exact.rows(
        "select household_id from exact.household where street_id != $street", {"street": street}
    )
    assert [household for (household,) in elsewhere if household in heard] == []
    assert addresses_of(exact, f"household.street_id != '{street}' and reached_on is not null", heard) == []
    assert dates_told(exact, street, agreed, heard) == []


def addresses_of(exact: privacy.Reading, whose: str, heard: str) -> list[str]:
    """Addresses of households that stand in what was heard, as people would write them."""
    rows = exact.rows(
        f"""select distinct dwelling.street_name, dwelling.house_number
        from exact.household as household
        join exact.dwelling as dwelling on dwelling.dwelling_id = household.dwelling_id where {whose}"""
    )
    told = {(name, int(number)) for name, number in re.findall(r"([A-Z][\w' -]+?) (\d{1,5})\b(?! ?%)", heard)}
    known = [f"{street} {number}" for street, number in rows if (street, number) in told]
    return [heard[(at := heard.index(address)) - 60 : at + 80] for address in known]


def dates_told(exact: privacy.Reading, street: str, agreed: set[str], heard: str) -> list[str]:
    """Days on which a household without consent took a step, that no other reason puts on the page."""
    steps = ("reached", "signed_up", "conversation", "advice", "plan", "measure")
    columns = ", ".join(f"{step}_on" for step in steps)
    rows = exact.rows(
        f"select household_id, {columns} from exact.household where street_id = $street", {"street": street}
    )
    days = {day for household, *known in rows if household not in agreed for day in known if day}
    days -= {day for household, *known in rows if household in agreed for day in known if day}
    published = {day for (day,) in exact.rows("select distinct on_date from published.figure")}
    published |= {day for (day,) in exact.rows("select distinct on_date from published.city")}
    occasions = {day for (day,) in exact.rows("select happened_on from exact.occasion")}
    return [str(day) for day in days - published - occasions if _written(day) & set(_days_in(heard))]


def _written(day: date) -> set[str]:
    return {
        day.isoformat(),
        format_date(day, "d MMMM y", locale="nl"),
        format_date(day, "d MMMM", locale="nl"),
    }


def _days_in(heard: str) -> list[str]:
    return re.findall(r"\d{4}-\d{2}-\d{2}|\d{1,2} [a-z]+ 20\d{2}|\d{1,2} [a-z]{3,9}", heard)
