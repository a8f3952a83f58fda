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
from energiekop.publish import audit, sign_outs
from energiekop.publish import store as snapshots
from energiekop.web.demo_viewers import cast
from tests.house.places import free_port, served

from .conftest import DESK, settled

Enter = Callable[..., Page]
NAMES = [f"{who}@voorbeeld.nl" for who in ("team", "gemeente", "koploper", "adviseur", "subsidie", "gestopt", "vreemde")]
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


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """An OpenID provider: its address."""
    port = free_port()
    program = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port),
         *(part for name in NAMES for part in ("--user-claims", json.dumps({"sub": name, "email": name})))],
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


def test_the_address_of_a_page_makes_nobody_another(context: BrowserContext, guarded: str, private: Path) -> None:
    page = sign_in(context, guarded, "gemeente@voorbeeld.nl", "/stappen?as=team&stap=advice")
    settled(page)
    expect(page.get_by_text("Wie u bent, zegt het inloggen, niet het adres van de pagina.")).to_be_visible()
    assert page.locator("[data-testid=stDataFrame], .js-plotly-plot").count() == 0
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


def test_the_book_of_it_all_is_whole(private: Path) -> None:
    assert audit.verify(private) == []
