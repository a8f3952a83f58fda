"""What the browser is told to refuse, and whom the server refuses by the name they call it."""

import socket
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Browser


def headers(address: str, **sent: str) -> tuple[int, dict[str, str]]:
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with straight.open(urllib.request.Request(address, headers=sent), timeout=20) as reply:
            return reply.status, {name.lower(): value for name, value in reply.headers.items()}
    except urllib.error.HTTPError as refused:
        return refused.code, {name.lower(): value for name, value in refused.headers.items()}


@pytest.mark.parametrize("path", ["/", "/kaart", "/healthz", "/geo/nothing", "/_stcore/health"])
def test_every_answer_tells_the_browser_what_to_refuse(address: str, path: str) -> None:
    _, found = headers(f"{address}{path}", Accept="text/html")
    assert found["x-content-type-options"] == "nosniff" and found["x-frame-options"] == "DENY"
    assert found["referrer-policy"] == "same-origin"
    assert "strict-transport-security" not in found  # not on this machine, without https


def test_a_page_lets_run_only_what_is_ours(address: str) -> None:
    policy = headers(f"{address}/", Accept="text/html")[1]["content-security-policy"]
    parts = dict(part.split(" ", 1) for part in policy.split("; "))
    assert "'unsafe-inline'" not in parts["script-src"] and "http" not in parts["script-src"]
    assert parts["frame-ancestors"] == "'none'" and parts["object-src"] == "'none'"


def test_a_script_that_somebody_got_into_a_page_does_not_run(address: str, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(f"{address}/stappen")
    page.locator("h1").wait_for()
    ran = page.evaluate(
        """async () => {
            window.ran = [];
            const script = document.createElement("script");
            script.textContent = "window.ran.push('script')";
            document.body.append(script);
            const picture = document.createElement("img");
            picture.setAttribute("onerror", "window.ran.push('handler')");
            picture.src = "nothing.png";
            document.body.append(picture);
            await new Promise(done => setTimeout(done, 500));
            return window.ran;
        }"""
    )
    page.close()
    assert ran == []


@pytest.mark.parametrize("host", ["elsewhere.example", "127.0.0.1.elsewhere.example", ""])
def test_another_host_s_name_is_refused(address: str, host: str) -> None:
    port = int(address.rsplit(":", 1)[1])
    for ask in ("GET / HTTP/1.1", "GET /_stcore/stream HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade"
                "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MTIzNDU2Nzg5MDEyMzQ1Ng=="):  # fmt: skip
        with socket.create_connection(("127.0.0.1", port), timeout=10) as wire:
            wire.sendall(f"{ask}\r\nHost: {host}\r\n\r\n".encode())
            status = wire.recv(200).split(b" ")[1]
        assert status in (b"421", b"403"), ask
