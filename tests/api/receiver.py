"""A machine elsewhere, on this very machine: answers over https as badly as a test wants."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine and its key, as files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names: list[x509.GeneralName] = [
        x509.DNSName("localhost"),
        x509.IPAddress(ip_address("127.0.0.1")),
    ]
    moment = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - timedelta(days=3650))
        .not_valid_after(moment + timedelta(days=3650))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "certificate.pem", folder / "key.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return public, private


@dataclass
class Receiver:
    """What it heard, and how it answers: ``status``, or a manner below."""

    port: int = 0
    status: int = 200
    manner: str = "answers"
    location: str = ""
    content: bytes = b"ok"
    heard: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"https://localhost:{self.port}/ontvangst"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """One question."""
        length = int(handler.headers.get("Content-Length", 0))
        headers = {name.lower(): value for name, value in handler.headers.items()}
        body = handler.rfile.read(length)
        self.heard.append((handler.command, handler.path, headers, body))
        with suppress(OSError):
            getattr(self, f"_{self.manner}")(handler)

    def _answers(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(self.status)
        if self.location:
            handler.send_header("Location", self.location.replace("PORT", str(self.port)))
        handler.send_header("Set-Cookie", "koekje=1")
        handler.send_header("Content-Length", str(len(self.content)))
        handler.end_headers()
        handler.wfile.write(self.content)

    def _hangs(self, handler: BaseHTTPRequestHandler) -> None:
        self.stopped.wait(20)

    def _drips(self, handler: BaseHTTPRequestHandler) -> None:
        """A header that never ends, a letter at a time."""
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.stopped.is_set():
            handler.wfile.write(b"a")
            handler.wfile.flush()
            time.sleep(0.1)

    def _drips_body(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not self.stopped.is_set():
            handler.wfile.write(b"a")
            handler.wfile.flush()
            time.sleep(0.1)

    def _floods(self, handler: BaseHTTPRequestHandler) -> None:
        """A gigabyte, or as much of it as somebody takes."""
        handler.send_response(200)
        handler.end_headers()
        piece = b"a" * 65536
        for _piece in range(16_000):
            handler.wfile.write(piece)

    def _mumbles(self, handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"\x00\xff\x00 not http at all\r\n\r\n")


@contextmanager
def receiver(folder: Path) -> Iterator[tuple[Receiver, Path]]:
    """A receiver that runs, and the certificate to trust it by."""
    public, private = certificate(folder)
    found = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            found.answer(self)

        do_GET = do_POST  # noqa: N815 - the name that http.server asks for

        def log_message(self, *_arguments: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    found.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield found, public
    finally:
        found.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
