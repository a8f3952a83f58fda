"""Ways around the scope that need no browser: each fails, and each is written down.

With sign-in configured, against the real server, speaking its own protocol; what needs a browser or a
provider is in test_signing_in.py. Written down means: in the audit book, or in the log where nobody knows who.
"""

import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from benchmarks.visitor import Seen, Visitor, signed_in, visiting
from energiekop import maps, privacy
from energiekop.privacy import Viewer
from energiekop.publish import audit, sign_outs
from energiekop.publish import store as snapshots
from energiekop.web.demo_viewers import cast
from energiekop.web.links import PAGES
from energiekop.web.signing_in import RULES
from tests.house.places import free_port, served
from tests.house.reading_logs import written

from .conftest import DESK, settled

SECRET = "a secret of this test, long enough to sign with"
TEAM, CHAMPION, OTHER, ADVISER, MUNICIPALITY = (
    f"{who}@voorbeeld.nl" for who in ("team", "koploper", "ander", "adviseur", "gemeente")
)
SIGN_IN = "-inloggen"  # the button


@dataclass(frozen=True)
class Guarded:
    """The application with sign-in, and whose street is whose."""

    address: str
    log: Path
    private: Path
    own: str  # street of the champion
    other: str  # of another one
    firm: str

    def enter(self, who: str, *, secret: str = SECRET, xsrf: bool = True, session: str = "", **claims: object) -> AbstractContextManager[Visitor]:
        """A tab with the cookie that signing in leaves."""
        cookies = signed_in(self.address, who, secret, **claims)
        if not xsrf:
            del cookies["_streamlit_xsrf"]
        return visiting(self.address, cookies=cookies, session=session)

    def noted(self) -> list[tuple[str, str, str, str]]:
        """Subject, role, what and about of each line of the book."""
        return [(line.subject, line.role, line.what, line.about) for line in audit.entries(self.private)]


@pytest.fixture(scope="module")
def exact(city: Path) -> privacy.Reading:
    return privacy.open(Viewer.team(), city)


@pytest.fixture(scope="module")
def guarded(city: Path, exact: privacy.Reading, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    at, private = tmp_path_factory.mktemp("guarded"), tmp_path_factory.mktemp("private")
    seen = cast(Viewer.team(), store=city, snapshot=snapshots.current(city) or "")
    [(other,)] = exact.rows(
        """select street_id from exact.household where street_id <> $own and reached_on is not null
        group by all order by count(*) desc, street_id limit 1""",
        {"own": seen.street},
    )
    people = {
        TEAM: 'role = "team"', MUNICIPALITY: 'role = "municipality"', ADVISER: f'role = "adviser"\nfirm = "{seen.firms[0]}"',
        CHAMPION: f'role = "champion"\nstreets = ["{seen.street}"]', OTHER: f'role = "champion"\nstreets = ["{other}"]',
    }  # fmt: skip
    access = "".join(f'[[person]]\nemail = "{who}"\n{what}\n' for who, what in people.items())
    (private / "access.toml").write_text(access, encoding="utf-8")
    for who in people:
        sign_outs.agree(private, who, RULES)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = f'"{Path(sys.executable).parent}/energiekop" serve --store "{city}" --private "{private}" --port {port}'
    with served(
        command, at=at, address=f"{address}/healthz", within=60, ENERGIEKOP_OIDC_METADATA="http://127.0.0.1:9/nobody",
        ENERGIEKOP_OIDC_CLIENT_ID="dashboard", ENERGIEKOP_OIDC_CLIENT_SECRET="of the test",
        ENERGIEKOP_COOKIE_SECRET=SECRET, ENERGIEKOP_URL=address,
    ) as log:  # fmt: skip
        yield Guarded(address, log, private, seen.street, other, seen.firms[0])


@pytest.fixture(scope="module")
def of_the_other(exact: privacy.Reading, guarded: Guarded) -> set[str]:
    """Households and dwellings of the other champion's street."""
    rows = exact.rows("select household_id, dwelling_id from exact.household where street_id = $s", {"s": guarded.other})
    return {one for row in rows for one in row}


def shown(seen: Seen, ids: set[str]) -> list[str]:
    return [one for one in ids if one in seen.text]


def test_the_cookie_of_a_sign_in_lets_in(guarded: Guarded) -> None:
    """Else the tests below would hold for a server that lets nobody in."""
    with guarded.enter(CHAMPION) as visitor:
        assert "Mijn straat" in visitor.look("straat", {}).text
    written(guarded.log, "signed_in", role="champion")
    assert (CHAMPION, "champion", "signed_in", "") in guarded.noted()


@pytest.mark.parametrize("page", ["stappen", "kaart", "data"])
def test_a_page_of_others_by_its_address(guarded: Guarded, page: str) -> None:
    with guarded.enter(CHAMPION) as visitor:
        seen = visitor.look(page, {"stap": "plan", "wat": "terug", "meting": "deel"})
    assert "Deze pagina hoort niet bij wat u ziet." in seen.text
    assert (CHAMPION, "champion", "refused", page) in guarded.noted()
    written(guarded.log, "refused", role="champion")


def test_another_street_by_the_parameters(guarded: Guarded, of_the_other: set[str]) -> None:
    with guarded.enter(CHAMPION) as visitor:
        seen = visitor.look("straat", {"plaats": f"street:{guarded.other}"})
    assert "Deze plek hoort niet bij u." in seen.text and shown(seen, of_the_other) == []
    assert (CHAMPION, "champion", "refused", f"straat street:{guarded.other}") in guarded.noted()


@pytest.mark.parametrize("who", [CHAMPION, ADVISER, MUNICIPALITY])
def test_another_role_by_the_parameters(guarded: Guarded, who: str) -> None:
    role = {CHAMPION: "champion", ADVISER: "adviser", MUNICIPALITY: "municipality"}[who]
    for wanted in ("team", f"champion:{guarded.other}", f"adviser:{guarded.firm}"):
        with guarded.enter(who) as visitor:
            seen = visitor.look("", {"as": wanted})
        assert "zegt het inloggen" in seen.text and "Projectteam" not in seen.text
        assert (who, role, "refused", f"as={wanted}"[:63]) in guarded.noted()


@pytest.mark.parametrize(
    "how", [{"secret": "x" * 40}, {"xsrf": False}, {"origin": "https://elsewhere.example"}], ids=["secret", "xsrf", "origin"]
)
def test_a_forged_cookie(guarded: Guarded, how: dict[str, object]) -> None:
    before = guarded.log.read_text().count("cookie_refused")
    with guarded.enter(TEAM, **how) as visitor:  # type: ignore[arg-type]
        seen = visitor.look("stappen", {})
    assert SIGN_IN in seen.text and "Projectteam" not in seen.text
    written(guarded.log, "cookie_refused")
    assert guarded.log.read_text().count("cookie_refused") == before + 1


def test_a_cookie_replayed_after_its_time_or_after_signing_out(guarded: Guarded) -> None:
    old = time.time() - 13 * 3600
    with guarded.enter(MUNICIPALITY, iat=old) as visitor:
        assert "U kunt hier nu niet kijken." in visitor.look("stappen", {}).text
    sign_outs.sign_out(guarded.private, "weg@voorbeeld.nl")
    with guarded.enter(MUNICIPALITY, sub="weg@voorbeeld.nl", iat=time.time() - 5) as visitor:
        assert "U kunt hier nu niet kijken." in visitor.look("stappen", {}).text
    assert guarded.noted().count((MUNICIPALITY, "", "refused", "NoScope")) == 2


@pytest.mark.parametrize("still_there", [True, False], ids=["while it is open", "after it closed"])
def test_somebody_else_s_session(guarded: Guarded, of_the_other: set[str], still_there: bool) -> None:
    before = guarded.log.read_text().count("session_refused")
    with guarded.enter(OTHER) as victim:
        session = victim.look("straat", {}).session
        if still_there:
            with guarded.enter(CHAMPION, session=session) as thief:
                seen = thief.look("straat", {"plaats": f"street:{guarded.other}"})
    if not still_there:
        with guarded.enter(CHAMPION, session=session) as thief:
            seen = thief.look("straat", {"plaats": f"street:{guarded.other}"})
    assert seen.session != session and shown(seen, of_the_other) == []
    written(guarded.log, "session_refused")
    assert guarded.log.read_text().count("session_refused") == before + 1


def test_a_widget_that_was_never_drawn(guarded: Guarded, of_the_other: set[str]) -> None:
    with guarded.enter(MUNICIPALITY) as visitor:
        box = visitor.look("straat", {}).widget("straatkeuze")
    with guarded.enter(CHAMPION) as visitor:
        visitor.look("straat", {})
        seen = visitor.look(
            "straat", {},
            WidgetState(id=box, string_value=guarded.other),
            WidgetState(id="$$ID-00000000000000000000000000000000-rolkeuze", string_value="team"),
            WidgetState(id="$$ID-00000000000000000000000000000000-presenteerkeuze", bool_value=True),
        )  # fmt: skip
    assert shown(seen, of_the_other) == [] and "Projectteam" not in seen.text
    written(guarded.log, "widget_not_drawn")


def test_a_choice_that_was_not_offered(guarded: Guarded, of_the_other: set[str]) -> None:
    with guarded.enter(MUNICIPALITY) as visitor:
        box = visitor.look("straat", {}).widget("straatkeuze")
        offered = guarded.log.read_text().count("choice_not_offered")
        seen = visitor.look("straat", {}, WidgetState(id=box, string_value="household:1"))
    assert shown(seen, of_the_other) == []
    assert guarded.log.read_text().count("choice_not_offered") == offered + 1
    with guarded.enter(CHAMPION) as visitor:
        language = visitor.look("straat", {}).widget("taalkeuze")
        state = WidgetState(id=language)
        state.string_array_value.data.append(f"street:{guarded.other}")
        seen = visitor.look("straat", {}, state)
    assert shown(seen, of_the_other) == [] and "Mijn straat" in seen.text
    assert guarded.log.read_text().count("choice_not_offered") == offered + 2


def test_choices_that_were_offered_are_no_offence(guarded: Guarded) -> None:
    before = [line for line in guarded.log.read_text().splitlines() if "not_" in line]
    with guarded.enter(MUNICIPALITY) as visitor:
        seen = visitor.look("", {})
        state = WidgetState(id=seen.widget("periodekeuze"))
        state.string_array_value.data.append("een maand")
        assert visitor.look("", {}, state)
    assert [line for line in guarded.log.read_text().splitlines() if "not_" in line] == before


def got(guarded: Guarded, path: str, **headers: str) -> tuple[int, bytes]:
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with straight.open(urllib.request.Request(f"{guarded.address}{path}", headers=headers), timeout=20) as reply:
            return reply.status, reply.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/geo/..%2Fcurrent", "geo"), ("/geo/%2e%2e%2f%2e%2e%2fapp.py", "geo"), (f"/geo/{'0' * 64}.geojson", "geo"),
        ("/assets/..%2f..%2faccess.toml", "assets"), ("/media/..%2f..%2faccess.toml", "media"),
        (f"/media/{'0' * 32}.csv", "media"), ("/component/..%2f..%2faccess.toml", "component"),
        ("/_stcore/upload_file/..%2f..%2f/x", "_stcore/upload_file"),
    ],
)  # fmt: skip
def test_a_path_that_leads_elsewhere(guarded: Guarded, path: str, route: str) -> None:
    status, body = got(guarded, path)
    assert 400 <= status < 500 and b"role =" not in body and b"import" not in body
    written(guarded.log, "request_refused", route=route, status=status)


def test_no_route_tells_a_value(guarded: Guarded, exact: privacy.Reading, city: Path) -> None:
    """Whatever an address answers without a websocket is the same for everybody: no household, no address."""
    hidden = {one for row in exact.rows("select household_id, dwelling_id from exact.household") for one in row}
    hidden |= {f"{street} {number}" for street, number in exact.rows("select street_name, house_number from exact.dwelling")}
    pages = [f"/{page.url_path}?plaats=street:{guarded.own}&as=team" for page in PAGES.values()]
    geometry = [f"/geo/{file.name}" for file in (city / "geo").iterdir()]
    others = [
        "/healthz", "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", "/_stcore/script-health-check",
        "/_stcore/agent/openapi.json", "/_stcore/agent/interact", "/_stcore/agent/mcp", "/app/static/x", "/data.json",
        "/oauth2callback?state=1&code=1",
    ]  # fmt: skip
    said = create_signed_value(SECRET, "_streamlit_user", json.dumps({"is_logged_in": True, "sub": TEAM, "origin": guarded.address}))
    for path in [*pages, *geometry, *others, *[f"/assets/{name}" for name in maps.ASSETS]]:
        for cookie in ("", f"_streamlit_user={said.decode()}"):
            status, body = got(guarded, path, Accept="text/html", Cookie=cookie)
            text = body.decode("utf-8", errors="replace")
            assert [one for one in hidden if one in text] == [], path
            assert not path.endswith(("interact", "mcp")) or status >= 400, path


def test_somebody_else_s_download(guarded: Guarded, chromium: Browser) -> None:
    """Its address is worth nothing to another browser, whoever signed in there."""
    owner = _browser(guarded, chromium, TEAM)
    page = owner.new_page()
    page.goto(f"{guarded.address}/stappen")
    settled(page)
    page.get_by_role("button", name="Download").first.click()
    with page.expect_download() as sent:
        page.get_by_role("button", name="CSV").click()
    address = sent.value.url
    assert "/media/" in address and owner.request.get(address).status == 200
    for who in (TEAM, MUNICIPALITY):
        thief = _browser(guarded, chromium, who)
        with guarded.enter(who) as visitor:
            visitor.look("", {})
        refused = thief.request.get(address)
        assert (refused.status, refused.text()) == (403, "This file is not yours.")
        thief.close()
    assert got(guarded, urllib.parse.urlsplit(address).path)[0] == 403
    written(guarded.log, "request_refused", route="media", status=403)
    owner.close()


def _browser(guarded: Guarded, chromium: Browser, who: str) -> BrowserContext:
    """A browser in which this person signed in."""
    context = chromium.new_context(viewport=DESK, accept_downloads=True)
    cookies = signed_in(guarded.address, who, SECRET)
    context.add_cookies([{"name": name, "value": said, "url": guarded.address} for name, said in cookies.items()])
    return context


def test_the_book_of_it_all_is_whole_and_the_log_names_nobody(guarded: Guarded) -> None:
    assert audit.verify(guarded.private) == []
    said = guarded.log.read_text()
    for word in ("voorbeeld.nl", guarded.own, guarded.other, guarded.firm, "street:", SECRET):
        assert word not in said, [line for line in said.splitlines() if word in line]
