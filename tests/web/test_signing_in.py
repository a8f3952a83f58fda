"""Signing in for real: a provider here, a real browser, each role; and every way around it that we know."""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from energiekop.privacy import Viewer
from energiekop.publish import audit, invitations, sign_outs
from energiekop.publish import store as snapshots
from energiekop.web.demo_viewers import cast
from tests.house.places import free_port, served

from .conftest import DESK, settled

Enter = Callable[..., Page]
NAMES = [
    f"{who}@voorbeeld.nl"
    for who in (
        "team", "gemeente", "koploper", "adviseur", "subsidie", "gestopt", "vreemde", "genodigd", "laat",
        "ongecontroleerd",
    )
]  # fmt: skip
COOKIE_SECRET = "a secret of this test, long enough to sign with"


def people(street: str, firm: str) -> str:
    """The access file of the test."""
    yesterday, tomorrow = date.today() - timedelta(1), date.today() + timedelta(1)
    return f"""
[[person]]
email = "team@voorbeeld.nl"
role = "team"
[[person]]
email = "gemeente@voorbeeld.nl"
role = "municipality"
[[person]]
email = "koploper@voorbeeld.nl"
role = "champion"
streets = ["{street}"]
until = {tomorrow}
[[person]]
email = "adviseur@voorbeeld.nl"
role = "adviser"
firm = "{firm}"
[[person]]
email = "subsidie@voorbeeld.nl"
role = "grants"
until = {tomorrow}
[[person]]
email = "gestopt@voorbeeld.nl"
role = "champion"
streets = ["{street}"]
until = {yesterday}
"""


def claims(name: str) -> dict[str, object]:
    """What the provider says of somebody: like one that sends a code, but for who says not to have one."""
    return {"sub": name, "email": name, "email_verified": name != "ongecontroleerd@voorbeeld.nl"}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """An OpenID provider: its address."""
    port = free_port()
    program = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port),
         *(part for name in NAMES for part in ("--user-claims", json.dumps(claims(name))))],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(100):
        try:
            straight.open(f"{address}/.well-known/openid-configuration", timeout=2).close()
            break
        except OSError:
            time.sleep(0.2)
    yield address
    program.terminate()
    program.wait(10)


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory, city: Path) -> Path:
    """The private folder, with the access file in it."""
    folder = tmp_path_factory.mktemp("private")
    seen = cast(Viewer.team(), store=city, snapshot=snapshots.current(city) or "")
    (folder / "access.toml").write_text(people(seen.street, seen.firms[0]), encoding="utf-8")
    (folder / "access.toml").chmod(0o600)
    return folder


@pytest.fixture(scope="module")
def guarded(provider: str, private: Path, city: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application with sign-in: its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    at = tmp_path_factory.mktemp("guarded")
    command = f'"{Path(sys.executable).parent}/energiekop" serve --store "{city}" --private "{private}" --port {port}'
    with served(
        command, at=at, address=f"{address}/healthz", within=60,
        ENERGIEKOP_OIDC_METADATA=f"{provider}/.well-known/openid-configuration",
        ENERGIEKOP_OIDC_CLIENT_ID="dashboard", ENERGIEKOP_OIDC_CLIENT_SECRET="of the test",
        ENERGIEKOP_COOKIE_SECRET=COOKIE_SECRET, ENERGIEKOP_URL=address,
    ):  # fmt: skip
        yield address


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport=DESK)
    yield context
    context.close()


def sign_in(context: BrowserContext, address: str, email: str, path: str = "/", *, agree: bool = True) -> Page:
    """The page after signing in as this person; the first time with the house rules."""
    page = context.new_page()
    page.goto(f"{address}{path}")
    page.get_by_role("button", name="Inloggen").click()
    page.locator(f"button[value='{email}']").or_(page.locator("input[name=sub]")).first.wait_for()
    if page.locator("input[name=sub]").count():
        page.locator("input[name=sub]").fill(email)
        page.get_by_role("button", name="Authorize").click()
    else:
        page.locator(f"button[value='{email}']").click()
    page.locator(".st-key-balk, .st-key-akkoord, .st-key-opnieuw").first.wait_for()
    if agree and page.locator(".st-key-akkoord").count():
        page.get_by_role("button", name="Ik ga akkoord").click()
        page.locator(".st-key-balk").wait_for()
    if path != "/" and page.locator(".st-key-balk").count():  # who came by a link goes on to it
        page.wait_for_url(f"{address}{path.split('?')[0]}*")
        page.locator(".st-key-balk").wait_for()
    return page


def noted(private: Path) -> list[tuple[str, str, str]]:
    return [(line.role, line.what, line.about) for line in audit.entries(private)]


def test_each_role_signs_in_agrees_once_and_sees_its_own_pages(
    chromium: Browser, guarded: str, private: Path
) -> None:
    pages = {
        "team@voorbeeld.nl": ["Overzicht", "Stappen", "Kaart", "Straten", "Bestanden"],
        "gemeente@voorbeeld.nl": ["Overzicht", "Stappen", "Kaart", "Straten"],
        "koploper@voorbeeld.nl": ["Overzicht", "Mijn straat"],
        "adviseur@voorbeeld.nl": ["Overzicht", "Stappen", "Kaart"],
        "subsidie@voorbeeld.nl": ["Subsidies"],
    }
    for email, names in pages.items():
        context = chromium.new_context(viewport=DESK)
        page = sign_in(context, guarded, email, agree=False)
        expect(page.locator("h1")).to_have_text("Voor u begint: zes afspraken")
        expect(page.locator("[data-testid=stMarkdown] li")).to_have_count(6)
        page.get_by_role("button", name="Ik ga akkoord").click()
        page.locator(".st-key-balk").wait_for()
        settled(page)
        assert page.locator(".st-key-paginas a").all_inner_texts() == names
        assert page.get_by_text("Kijk als (demo)").count() == 0
        page.close()
        again = context.new_page()  # the phone remembers: no sign-in, and the rules were agreed to
        again.goto(guarded)
        again.locator(".st-key-balk").wait_for()
        context.close()
        assert sign_outs.agreed_on(private, email, "1") == date.today()
    roles = [line[0] for line in noted(private) if line[1] == "signed_in"]
    assert set(roles) == {"team", "municipality", "champion", "adviser", "grants"}


@pytest.mark.parametrize(
    ("email", "why"),
    [
        ("gestopt@voorbeeld.nl", "Uw tijd hier is voorbij of nog niet begonnen. Vraag het projectteam."),
        ("vreemde@voorbeeld.nl", "We kennen dit e-mailadres niet. Vraag het projectteam om het toe te voegen."),
    ],
)
def test_who_has_no_place_here_sees_why_and_nothing_else(
    context: BrowserContext, guarded: str, private: Path, email: str, why: str
) -> None:
    page = sign_in(context, guarded, email, "/stappen")
    expect(page.locator("h1")).to_have_text("U kunt hier nu niet kijken.")
    expect(page.get_by_text(why)).to_be_visible()
    assert page.locator(".st-key-balk, .ek-bars, .js-plotly-plot").count() == 0
    assert ("", "refused", "NoScope") in noted(private)


def test_who_came_in_english_reads_english_also_when_not_let_in(context: BrowserContext, guarded: str) -> None:
    said: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{guarded}/?taal=en")
    page.get_by_role("button", name="Sign in").click()
    page.locator("button[value='gestopt@voorbeeld.nl']").click()
    expect(page.locator("h1")).to_have_text("You cannot look here now.")
    assert said == []


def test_who_came_in_english_agrees_to_rules_in_english(context: BrowserContext, guarded: str, private: Path) -> None:
    (private / "agreed.json").unlink(missing_ok=True)
    page = context.new_page()
    page.goto(f"{guarded}/stappen?taal=en")
    page.get_by_role("button", name="Sign in").click()
    page.locator("button[value='gemeente@voorbeeld.nl']").click()
    expect(page.locator("h1")).to_have_text("Before you begin: six agreements")
    expect(page.get_by_text("I tell nobody who takes part and who does not.")).to_be_visible()
    page.get_by_role("button", name="I agree").click()
    page.locator(".st-key-balk").wait_for()
    settled(page)
    assert page.url.startswith(f"{guarded}/stappen") and "taal=en" in page.url


def test_the_address_of_a_page_makes_nobody_another(context: BrowserContext, guarded: str, private: Path) -> None:
    page = sign_in(context, guarded, "gemeente@voorbeeld.nl", "/stappen?as=team&stap=advice")
    settled(page)
    expect(page.get_by_text("Wie u bent, zegt het inloggen, niet het adres van de pagina.")).to_be_visible()
    assert page.get_by_text("Om wie gaat het?").count() == 0  # the list of households
    assert ("municipality", "refused", "as=team") in noted(private)
    page.goto(f"{guarded}/data")
    expect(page.get_by_text("Deze pagina hoort niet bij wat u ziet.")).to_be_visible()
    assert ("municipality", "refused", "data") in noted(private)


def test_a_champion_sees_no_other_street_whatever_the_address_says(
    context: BrowserContext, guarded: str, private: Path, city: Path
) -> None:
    import duckdb

    own = cast(Viewer.team(), store=city, snapshot=snapshots.current(city) or "").street
    with duckdb.connect(str(city / (snapshots.current(city) or "") / "exact.duckdb"), read_only=True) as con:
        [(other,)] = con.execute(
            "select street_id from street where street_id <> ? order by dwellings desc limit 1", [own]
        ).fetchall()
    page = sign_in(context, guarded, "koploper@voorbeeld.nl", f"/straat?plaats=street:{other}")
    settled(page)
    expect(page.get_by_text("Deze plek hoort niet bij u.")).to_be_visible()
    assert page.locator(".ek-ribbon, svg.ribbon, .answer").count() == 0
    assert any(line[:2] == ("champion", "refused") for line in noted(private))


def test_who_stops_sees_nothing_from_that_minute(context: BrowserContext, guarded: str, private: Path) -> None:
    file = private / "access.toml"
    stated = file.read_text(encoding="utf-8")
    page = sign_in(context, guarded, "koploper@voorbeeld.nl", "/straat")
    settled(page)
    try:
        stopped = f"until = {date.today() - timedelta(1)}"
        file.write_text(stated.replace(f"until = {date.today() + timedelta(1)}", stopped), encoding="utf-8")
        page.get_by_role("link", name="Overzicht").click()
        expect(page.locator("h1").first).to_have_text("U kunt hier nu niet kijken.")
        assert page.locator(".st-key-balk").count() == 0
    finally:
        file.write_text(stated, encoding="utf-8")


def test_a_list_that_cannot_be_read_lets_nobody_in(context: BrowserContext, guarded: str, private: Path) -> None:
    file = private / "access.toml"
    stated = file.read_text(encoding="utf-8")
    try:
        file.write_text(stated + "[[person]]\nrole = 1\n", encoding="utf-8")
        page = sign_in(context, guarded, "team@voorbeeld.nl")
        expect(page.get_by_text("De lijst van wie mag kijken kan niet worden gelezen.")).to_be_visible()
    finally:
        file.write_text(stated, encoding="utf-8")


def test_a_cookie_that_was_copied_is_worthless_after_signing_out(
    context: BrowserContext, chromium: Browser, guarded: str, private: Path
) -> None:
    page = sign_in(context, guarded, "gemeente@voorbeeld.nl")
    settled(page)
    copied = context.cookies()
    assert {cookie["name"]: (cookie["httpOnly"], cookie["sameSite"]) for cookie in copied}["_streamlit_user"] == (
        True, "Lax",
    )  # fmt: skip
    page.get_by_role("button", name="Gemeente").click()
    page.get_by_role("button", name="Uitloggen").click()
    page.wait_for_url("**/oauth2/end_session*")  # the provider ends its own session too
    page.goto(guarded)
    expect(page.get_by_role("button", name="Inloggen")).to_be_visible()
    thief = chromium.new_context(viewport=DESK)
    thief.add_cookies(copied)
    stolen = thief.new_page()
    stolen.goto(guarded)
    expect(stolen.locator("h1")).to_have_text("U kunt hier nu niet kijken.")
    assert stolen.locator(".st-key-balk").count() == 0
    thief.close()
    assert ("", "signed_out", "") in noted(private)


@pytest.mark.parametrize("how", ["changed", "invented", "another secret"])
def test_a_forged_cookie_is_no_sign_in(chromium: Browser, context: BrowserContext, guarded: str, how: str) -> None:
    from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

    sign_in(context, guarded, "gemeente@voorbeeld.nl")
    [real] = [cookie for cookie in context.cookies() if cookie["name"] == "_streamlit_user"]
    claims = '{"is_logged_in": true, "sub": "team@voorbeeld.nl", "email": "team@voorbeeld.nl", "iat": 9999999999}'
    value = {
        "changed": real["value"][:-8] + "AAAAAAAA",
        "invented": claims.replace('"', ""),
        "another secret": create_signed_value("x" * 40, "_streamlit_user", claims).decode(),
    }[how]
    forger = chromium.new_context(viewport=DESK)
    forger.add_cookies([{"name": "_streamlit_user", "value": value, "url": guarded}])
    page = forger.new_page()
    page.goto(guarded)
    expect(page.get_by_role("button", name="Inloggen")).to_be_visible()
    assert page.locator(".st-key-balk").count() == 0
    forger.close()


def test_a_session_ends_by_its_hours(context: BrowserContext, guarded: str, private: Path) -> None:
    file = private / "access.toml"
    stated = file.read_text(encoding="utf-8")
    page = sign_in(context, guarded, "adviseur@voorbeeld.nl")
    settled(page)
    try:
        file.write_text(stated + "[session]\nhours = 0\n", encoding="utf-8")
        time.sleep(1.5)
        page.reload()
        expect(page.get_by_text("U bent te lang geleden ingelogd, of u bent uitgelogd.")).to_be_visible()
    finally:
        file.write_text(stated, encoding="utf-8")


@pytest.fixture
def invited(private: Path, city: Path, guarded: str) -> Iterator[Callable[..., tuple[int, str]]]:
    """`invited("genodigd@...")`: the number of a new invitation and its link; taken back after the test."""
    street = cast(Viewer.team(), store=city, snapshot=snapshots.current(city) or "").street
    made: list[int] = []

    def invite(email: str, **also: int) -> tuple[int, str]:
        tomorrow = date.today() + timedelta(1)
        one, token = invitations.invite(private, email, streets=[street], valid_until=tomorrow, **also)
        made.append(one.number)
        return one.number, f"{guarded}/?uitnodiging={token}"

    yield invite
    for number in made:
        invitations.take_back(private, number)


def open_link(context: BrowserContext, link: str, email: str) -> Page:
    """The page after opening an invitation's link and signing in as this person."""
    page = context.new_page()
    page.goto(link)
    expect(page.locator("h1")).to_have_text("Welkom! Log in en zie hoe het in uw straat gaat.")
    page.get_by_role("button", name="Inloggen").click()
    page.locator(f"button[value='{email}']").click()
    page.locator(".st-key-balk, .st-key-akkoord, .st-key-opnieuw").first.wait_for()
    return page


def test_an_invited_champion_comes_in_by_the_link_and_is_remembered_until_it_is_taken_back(
    context: BrowserContext, chromium: Browser, guarded: str, private: Path, invited: Callable[..., tuple[int, str]]
) -> None:
    who = "genodigd@voorbeeld.nl"
    number, link = invited(who)
    page = open_link(context, link, who)
    page.get_by_role("button", name="Ik ga akkoord").click()
    page.locator(".st-key-balk").wait_for()
    settled(page)
    assert "uitnodiging" not in page.url  # it leaves the address, and so what is bookmarked
    assert page.locator(".st-key-paginas a").all_inner_texts() == ["Overzicht", "Mijn straat"]
    assert ("", "took_invitation", f"invitation {number}") in noted(private)
    [cookie] = [cookie for cookie in context.cookies() if cookie["name"] == "_streamlit_user"]
    assert cookie["expires"] - time.time() > 29 * 86_400  # on that phone, for 30 days
    page.close()
    again = context.new_page()
    again.goto(link)  # she keeps the message: the link still leads her in
    again.locator(".st-key-balk").wait_for()
    another = chromium.new_context(viewport=DESK)
    stolen = open_link(another, link, "vreemde@voorbeeld.nl")
    expect(stolen.get_by_text("Deze uitnodiging is voor een ander e-mailadres.")).to_be_visible()
    another.close()
    invitations.take_back(private, number)
    again.get_by_role("link", name="Mijn straat").click()
    expect(again.locator("h1").first).to_have_text("U kunt hier nu niet kijken.")
    assert again.locator(".st-key-balk").count() == 0


# The rule of each is in tests/publish/test_invitations.py; here two stand for what the browser shows.
LONG = pytest.mark.soak


@pytest.mark.parametrize(
    ("email", "what", "why"),
    [
        ("ongecontroleerd@voorbeeld.nl", "", "Uw e-mailadres is niet bevestigd toen u inlogde."),
        pytest.param("laat@voorbeeld.nl", "late", "Deze uitnodiging is verlopen. Vraag het projectteam om een nieuwe.", marks=LONG),
        pytest.param("laat@voorbeeld.nl", "taken_back", "Deze uitnodiging is ingetrokken. Vraag het projectteam.", marks=LONG),
        pytest.param("laat@voorbeeld.nl", "taken", "Iemand heeft deze uitnodiging al gebruikt.", marks=LONG),
        pytest.param("laat@voorbeeld.nl", "unknown", "We kennen deze uitnodiging niet.", marks=LONG),
        ("gestopt@voorbeeld.nl", "", "Uw tijd hier is voorbij of nog niet begonnen."),  # the access file comes first
    ],
)
def test_an_invitation_that_does_not_hold_says_why(
    context: BrowserContext, private: Path, invited: Callable[..., tuple[int, str]], email: str, what: str, why: str
) -> None:
    number, link = invited(email, **({"days": 0} if what == "late" else {}))
    if what == "taken_back":
        invitations.take_back(private, number)
    if what == "taken":
        token = link.rpartition("=")[2]
        invitations.take(private, token, subject="another", email=email, verified=True)
    page = open_link(context, f"{link}x" if what == "unknown" else link, email)
    expect(page.get_by_text(why)).to_be_visible()
    assert page.locator(".st-key-balk, .st-key-akkoord").count() == 0


def test_a_cookie_of_before_somebody_signed_out_takes_no_invitation(
    context: BrowserContext, chromium: Browser, guarded: str, private: Path, invited: Callable[..., tuple[int, str]]
) -> None:
    who = "laat@voorbeeld.nl"
    sign_in(context, guarded, who)
    copied = context.cookies()
    sign_outs.sign_out(private, who)
    _, link = invited(who)
    thief = chromium.new_context(viewport=DESK)
    thief.add_cookies(copied)
    page = thief.new_page()
    page.goto(link)
    expect(page.get_by_text("U bent te lang geleden ingelogd, of u bent uitgelogd.")).to_be_visible()
    thief.close()
    assert [each for each in invitations.every(private) if each.taken_by == who] == []


def test_who_has_an_invitation_and_lost_its_link_on_the_way_is_told_to_open_it(
    context: BrowserContext, guarded: str, invited: Callable[..., tuple[int, str]]
) -> None:
    invited("genodigd@voorbeeld.nl")
    page = context.new_page()
    page.goto(guarded)
    page.get_by_role("button", name="Inloggen").click()
    page.locator("button[value='genodigd@voorbeeld.nl']").click()
    expect(page.locator("h1")).to_have_text("Open de link van uw uitnodiging nog een keer.")
    assert page.locator(".st-key-balk").count() == 0


def test_the_book_of_it_all_is_whole(private: Path) -> None:
    assert audit.verify(private) == []
