"""The only way out: a question to another machine, over https, to a public address, within limits.

Somebody who may type an address here could otherwise let us look around in the network we stand in. So:
every address that a name stands for is checked, and the connection goes to the very address that was
checked, so that a name which answers differently a moment later changes nothing. Each redirect begins
anew. Time and size are limited as a whole, against a machine that answers one letter a second.
No proxy from the environment, no cookies, no compression.

Not covered: a public machine that itself passes questions on to our network.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings

SECONDS = 10.0  # for everything together: name, connection, redirects and answer
MOST_BYTES = 1_000_000
MOST_REDIRECTS = 3
PORT = 443
LONGEST_ADDRESS = 2_000
KEEPING_THE_METHOD = {307, 308}
REDIRECTS = {301, 302, 303} | KEEPING_THE_METHOD
PRIVATE_NAMES = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home.arpa", ".onion")
_EMBEDDING = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotReached(Exception):
    """There was no answer that counts; ``str()`` says why in a few plain words, for a log."""


class NotPublic(NotReached):
    """We do not go there: not https, not a public address, or not a port that we use."""


@dataclass(frozen=True)
class Reply:
    """What came back: status, headers by lower-case name, and the whole body."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


@dataclass(frozen=True)
class Letterbox:
    """An address that may be asked: name, port and what stands after it."""

    host: str
    port: int
    target: str


@dataclass(frozen=True)
class _Question:
    method: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def ask(
    url: str, *, method: str = "GET", body: bytes = b"", headers: Mapping[str, str] | None = None
) -> Reply:
    """Ask and wait for the answer, of any status; at most ten seconds and one megabyte.

    Raises NotPublic for where we do not go, at the start or after a redirect; NotReached for no
    name, no connection, a certificate that does not fit, too slow, too large or too many redirects.
    """
    deadline = time.monotonic() + SECONDS
    question = _Question(method, body, dict(headers or {}))
    for _turn in range(MOST_REDIRECTS + 1):
        reply = _once(url, question, deadline)
        onward = _onward(reply, question)
        if not onward:
            return reply
        question = _without_secrets(question) if _host(onward) != _host(url) else question
        url = onward
    raise NotReached("too many redirects")


def letterbox(url: str) -> Letterbox:
    """Take an address apart; raises NotPublic for one that we would never ask. Looks no name up."""
    odd = len(url) > LONGEST_ADDRESS or not url.isascii() or not url.isprintable() or " " in url
    if odd or "\\" in url:
        raise NotPublic("not a usable address")
    try:
        parts = urlsplit(url)
        port = parts.port or PORT
    except ValueError as error:
        raise NotPublic("not a usable address") from error
    host = (parts.hostname or "").rstrip(".").lower()
    _check_place(parts.scheme, host, port, secret="@" in parts.netloc)
    query = f"?{parts.query}" if parts.query else ""
    return Letterbox(host, port, (parts.path or "/") + query)


def _check_place(scheme: str, host: str, port: int, *, secret: bool) -> None:
    if scheme != "https":
        raise NotPublic("not https")
    if secret:
        raise NotPublic("a name or password in the address")
    if _trusted_here() and host in {"localhost", "127.0.0.1", "::1"}:
        return
    if port != PORT:
        raise NotPublic("another port than 443")
    if "." not in host and ":" not in host:
        raise NotPublic("not a public name")
    if host.endswith(PRIVATE_NAMES):
        raise NotPublic("not a public name")
    literal = _literal(host)
    if literal is not None and not is_public(literal):
        raise NotPublic("not a public address")


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, also when it carries another inside."""
    inner = _inner(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_loopback
        or address.is_link_local
        or getattr(address, "is_site_local", False)
    )


def _inner(address: Address) -> Address | None:
    """The IPv4 address that some kinds of IPv6 address lead to."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if any(address in network for network in _EMBEDDING) or int(address) >> 32 == 0:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()


def _onward(reply: Reply, question: _Question) -> str:
    """Where a redirect leads; empty for an answer. A POST is only sent on where that keeps it a POST."""
    follows = REDIRECTS if question.method in {"GET", "HEAD"} else KEEPING_THE_METHOD
    location = reply.headers.get("location", "")
    return urljoin(reply.url, location) if reply.status in follows and location else ""


def _without_secrets(question: _Question) -> _Question:
    kept = {
        name: value for name, value in question.headers.items() if name.lower() != "authorization"
    }
    return _Question(question.method, question.body, kept)


def _once(url: str, question: _Question, deadline: float) -> Reply:
    place = letterbox(url)
    address = _checked_address(place, deadline)
    try:
        with _connect(place, address, deadline) as line:
            return _exchange(url, place, question, _TimedLine(line, deadline))
    except TimeoutError as error:
        raise NotReached("too slow") from error
    except ssl.SSLError as error:
        raise NotReached("no safe connection (certificate)") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotReached(f"no answer ({type(error).__name__})") from error


def _checked_address(place: Letterbox, deadline: float) -> Address:
    """One address of the name, after all of them have been found public."""
    found = [ipaddress.ip_address(one) for one in _resolve(place, deadline)]
    loopback = bool(_trusted_here())
    if any(not is_public(one) and not (loopback and one.is_loopback) for one in found):
        raise NotPublic("not a public address")
    return found[0]


def look_up(host: str, port: int) -> list[str]:
    """Every address of a name, as the machine's resolver gives them."""
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(row[4][0]).partition("%")[0] for row in rows]


def _resolve(place: Letterbox, deadline: float) -> list[str]:
    """Look the name up, in a thread: the resolver itself cannot be told to hurry."""
    found: list[str] = []

    def look() -> None:
        try:
            found.extend(look_up(place.host, place.port))
        except (OSError, UnicodeError):
            found.clear()

    worker = threading.Thread(target=look, daemon=True)
    worker.start()
    worker.join(_left(deadline))
    if worker.is_alive():
        raise NotReached("too slow")
    if not found:
        raise NotReached("no such name")
    return found


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise NotReached("too slow")
    return left


def _connect(place: Letterbox, address: Address, deadline: float) -> ssl.SSLSocket:
    """A safe line to this very address, whose certificate fits the name."""
    plain = socket.create_connection((str(address), place.port), timeout=_left(deadline))
    try:
        plain.settimeout(_left(deadline))
        return _safety().wrap_socket(plain, server_hostname=place.host)
    except BaseException:
        plain.close()
        raise


def _trusted_here() -> str:
    """The certificate with which a test may stand on this very machine; production has none."""
    return "" if settings.PRODUCTION else str(settings.OUTGOING_LOOPBACK)


def _safety() -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=_trusted_here() or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class _TimedLine:
    """A socket as http.client needs it, which waits no longer than the deadline in all."""

    def __init__(self, line: ssl.SSLSocket, deadline: float) -> None:
        self._line = line
        self._deadline = deadline

    def sendall(self, data: Any) -> None:
        self._line.settimeout(_left(self._deadline))
        self._line.sendall(data)

    def makefile(self, *_arguments: Any, **_named: Any) -> io.BufferedReader:
        return io.BufferedReader(_TimedReading(self._line, self._deadline))

    def close(self) -> None:
        """The line is closed by whoever opened it."""


class _TimedReading(io.RawIOBase):
    def __init__(self, line: ssl.SSLSocket, deadline: float) -> None:
        super().__init__()
        self._line = line
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._line.settimeout(_left(self._deadline))
        return self._line.recv_into(buffer)


def _host_header(place: Letterbox) -> str:
    host = f"[{place.host}]" if ":" in place.host else place.host
    return host if place.port == PORT else f"{host}:{place.port}"


def _exchange(url: str, place: Letterbox, question: _Question, line: _TimedLine) -> Reply:
    connection = http.client.HTTPConnection(place.host, place.port)
    connection.auto_open = 0
    connection.sock = line  # all that http.client asks of a socket
    headers = {
        "Host": _host_header(place),
        "User-Agent": f"Veerkracht (+{settings.PUBLIC_URL})",
        "Accept-Encoding": "identity",
        "Connection": "close",
        **question.headers,
    }
    connection.request(question.method, place.target, body=question.body or None, headers=headers)
    response = connection.getresponse()
    body = response.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise NotReached("the answer is larger than 1 MB")
    found = {name.lower(): value for name, value in response.getheaders()}
    return Reply(response.status, found, body, url)
