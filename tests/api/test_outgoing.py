"""The only way out: where it does not go, and how little time and room it gives."""

from __future__ import annotations

import ast
import ipaddress
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.api.receiver import Receiver, receiver
from tests.architecture.figures import SOURCE, own_files
from veerkracht.kernel import outgoing
from veerkracht.kernel.outgoing import NotPublic, NotReached, ask, is_public, letterbox

Rows = list[tuple[Any, ...]]


@pytest.fixture
def there(tmp_path: Path, settings: Any) -> Iterator[Receiver]:
    """A receiver on this machine, which this test may reach."""
    with receiver(tmp_path) as (found, certificate):
        settings.OUTGOING_LOOPBACK = str(certificate)
        yield found


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second and a half instead of ten."""
    monkeypatch.setattr(outgoing, "SECONDS", 1.5)


def names_stand_for(monkeypatch: pytest.MonkeyPatch, *turns: list[str]) -> list[str]:
    """Let the machine's resolver answer these, turn by turn; returns the names that were asked."""
    asked: list[str] = []
    answers = iter(turns)
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *arguments: Any, **named: Any) -> Rows:
        if _is_number(host):
            return list(real(host, port, *arguments, **named))
        asked.append(host)
        return [(2, 1, 6, "", (one, port)) for one in next(answers)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def _is_number(host: str) -> bool:
    try:
        return bool(ipaddress.ip_address(host))
    except ValueError:
        return False


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:0a00:0001::1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
    ],
)
def test_addresses_of_a_network_of_ones_own_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["145.97.20.20", "8.8.8.8", "2a02:898::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://voorbeeld.nl/",
        "ftp://voorbeeld.nl/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "https:///pad",
        "https://localhost/",
        "https://intranet/",
        "https://drukker.local/",
        "https://drukker.local./",
        "https://iets.localhost/",
        "https://metadata.internal/",
        "https://nas.home.arpa/",
        "https://127.0.0.1/",
        "https://127.1/x",
        "https://[::1]/",
        "https://[::ffff:169.254.169.254]/",
        "https://169.254.169.254/latest/meta-data/",
        "https://voorbeeld.nl:8443/",
        "https://voorbeeld.nl:22/",
        "https://voorbeeld.nl:99999/",
        "https://iemand:geheim@voorbeeld.nl/",
        "https://voorbeeld.nl@127.0.0.1/",
        "https://voorbeeld.nl\\@127.0.0.1/",
        "https://voorbeeld.nl/a b",
        "https://voorbeeld.nl/\r\nHost: 127.0.0.1",
        "https://voorbeeld.nl/\x00",
        "https://ⅼocalhost/",
        "https://[voorbeeld.nl/",
        "https://voorbeeld.nl/" + "a" * 3000,
    ],
)
def test_we_do_not_go_where_nobody_outside_can_come(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names_stand_for(monkeypatch, ["127.0.0.1"])
    with pytest.raises(NotPublic):
        ask(url)


def test_an_ordinary_address_is_taken_apart() -> None:
    found = letterbox("https://Voorbeeld.NL/haak?a=1#deel")
    assert (found.host, found.port, found.target) == ("voorbeeld.nl", 443, "/haak?a=1")


def test_one_inner_address_among_public_ones_is_enough_to_stay_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names_stand_for(monkeypatch, ["145.97.20.20", "10.0.0.7"])
    with pytest.raises(NotPublic):
        ask("https://haak.voorbeeld.nl/")


def test_the_line_goes_to_the_very_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that answers differently a moment later (DNS rebinding) is not asked again."""
    asked = names_stand_for(monkeypatch, ["145.97.20.20"], ["127.0.0.1"], ["127.0.0.1"])
    went: list[Any] = []

    def connect(place: Any, *_arguments: Any, **_named: Any) -> None:
        went.append(place)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(NotReached):
        ask("https://wisselend.voorbeeld.nl/")
    assert asked == ["wisselend.voorbeeld.nl"]
    assert went == [("145.97.20.20", 443)]


def test_a_name_that_does_not_exist_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_such(*_arguments: Any, **_named: Any) -> Rows:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", no_such)
    with pytest.raises(NotReached, match="no such name"):
        ask("https://bestaat-niet.voorbeeld.nl/")


def test_a_resolver_that_hangs_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, hurried: None
) -> None:
    def slow(*_arguments: Any, **_named: Any) -> Rows:
        time.sleep(4)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    began = time.monotonic()
    with pytest.raises(NotReached, match="too slow"):
        ask("https://traag.voorbeeld.nl/")
    assert time.monotonic() - began < 3


def test_a_good_receiver_gets_the_question_and_its_answer_comes_back(there: Receiver) -> None:
    reply = ask(there.url, method="POST", body=b"{}", headers={"webhook-id": "msg_1"})
    method, path, headers, body = there.heard[0]
    assert (reply.status, reply.body) == (200, b"ok")
    assert (method, path, body) == ("POST", "/ontvangst", b"{}")
    assert headers["webhook-id"] == "msg_1"
    assert headers["host"] == f"localhost:{there.port}"
    assert "Veerkracht" in headers["user-agent"]
    assert "cookie" not in headers


def test_cookies_are_not_kept(there: Receiver) -> None:
    ask(there.url)
    ask(there.url)
    assert all("cookie" not in headers for _method, _path, headers, _body in there.heard)


def test_a_proxy_in_the_environment_is_passed_over(
    there: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert ask(there.url).status == 200


@pytest.mark.parametrize("manner", ["hangs", "drips", "drips_body"])
def test_a_slow_receiver_gets_so_much_time_and_no_more(
    there: Receiver, hurried: None, manner: str
) -> None:
    there.manner = manner
    began = time.monotonic()
    with pytest.raises(NotReached, match="too slow"):
        ask(there.url)
    assert time.monotonic() - began < 3


def test_a_gigabyte_is_not_taken_in(there: Receiver) -> None:
    there.manner = "floods"
    with pytest.raises(NotReached, match="larger than 1 MB"):
        ask(there.url)


def test_an_answer_that_is_no_http_is_no_answer(there: Receiver) -> None:
    there.manner = "mumbles"
    with pytest.raises(NotReached, match="no answer"):
        ask(there.url)


def test_a_receiver_that_is_away_is_no_answer(there: Receiver) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(NotReached, match="no answer"):
        ask(f"https://localhost:{port}/")


def test_a_certificate_that_we_do_not_know_is_not_trusted(there: Receiver, settings: Any) -> None:
    other = Path(settings.OUTGOING_LOOPBACK).parent / "other"
    other.mkdir()
    with receiver(other) as (stranger, _certificate):
        with pytest.raises(NotReached, match="certificate"):
            ask(stranger.url)
        assert stranger.heard == []


def test_production_does_not_come_to_this_machine_whatever_is_set(
    there: Receiver, settings: Any
) -> None:
    settings.PRODUCTION = True
    with pytest.raises(NotPublic):
        ask(there.url)
    assert there.heard == []


@pytest.mark.parametrize(
    "location",
    [
        "http://localhost:PORT/ontvangst",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::ffff:10.0.0.1]/",
        "https://drukker.local/",
        "https://voorbeeld.nl:8080/",
        "file:///etc/passwd",
        "//10.0.0.1/",
    ],
)
def test_a_redirect_inward_is_not_followed(there: Receiver, location: str) -> None:
    there.status, there.location = 307, location
    with pytest.raises(NotPublic):
        ask(there.url, method="POST", body=b"{}")
    assert len(there.heard) == 1


def test_a_name_is_checked_anew_after_a_redirect(
    there: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    there.status, there.location = 302, "https://onschuldig.voorbeeld.nl/"
    names_stand_for(monkeypatch, ["127.0.0.1"], ["192.168.0.10"])
    with pytest.raises(NotPublic):
        ask(there.url)


def test_at_most_three_redirects_are_followed(there: Receiver) -> None:
    there.status, there.location = 308, "/verder"
    with pytest.raises(NotReached, match="too many redirects"):
        ask(there.url, method="POST", body=b"{}")
    assert [path for _method, path, _headers, _body in there.heard] == [
        "/ontvangst",
        "/verder",
        "/verder",
        "/verder",
    ]
    assert {method for method, _path, _headers, _body in there.heard} == {"POST"}


def test_a_post_is_not_made_a_get_by_a_redirect(there: Receiver) -> None:
    there.status, there.location = 302, "/elders"
    assert ask(there.url, method="POST", body=b"{}").status == 302
    assert len(there.heard) == 1


def test_a_secret_for_one_machine_is_not_passed_to_another(there: Receiver) -> None:
    there.status, there.location = 307, "https://127.0.0.1:PORT/elders"
    with pytest.raises(NotReached):
        ask(there.url, headers={"Authorization": "Bearer geheim", "webhook-id": "msg_1"})
    first, second = there.heard[0][2], there.heard[1][2]
    assert "authorization" in first
    assert "authorization" not in second
    assert second["webhook-id"] == "msg_1"


OUTSIDE = {
    "requests",
    "urllib.request",
    "urllib3",
    "http.client",
    "http.server",
    "socket",
    "ssl",
    "ftplib",
    "smtplib",
    "poplib",
    "imaplib",
    "telnetlib",
    "xmlrpc.client",
    "httpx",
    "aiohttp",
    "pycurl",
}
ALLOWED = {
    "kernel/outgoing.py",  # the way out
    "config/demo/processes.py",  # waits for its own web process on this machine
    "config/demo/start.py",  # looks for a port that is free
    "outreach/newsletter_sending.py",  # what the mail server answers
    "outreach/newsletter_smtp.py",  # the mail server of the settings, and no other
}


def network(path: Path) -> list[str]:
    """What a file imports that could ask another machine."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return [
        name for name in found if any(name == one or name.startswith(f"{one}.") for one in OUTSIDE)
    ]


def test_nobody_else_goes_out() -> None:
    strangers = {
        str(path.relative_to(SOURCE)): network(path)
        for path in own_files()
        if str(path.relative_to(SOURCE)) not in ALLOWED and network(path)
    }
    assert strangers == {}
