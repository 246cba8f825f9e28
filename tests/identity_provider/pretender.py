"""A provider that says whatever a test wants, also what no honest one would; in a thread of the test."""

from __future__ import annotations

import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT = "veerkracht"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ANOTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Pretender:
    """What it says next. ``heard`` is what the token address was asked last."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)  # of the identity token
    told: dict[str, Any] | None = None  # by userinfo; None: the same as the token
    discovery: dict[str, Any] = field(default_factory=dict)  # in place of what it would say
    bodies: dict[str, bytes] = field(default_factory=dict)  # whole answers, by path
    key: Any = KEY
    algorithm: str = "RS256"
    heard: dict[str, list[str]] = field(default_factory=dict)

    def answer(self, path: str) -> bytes:
        """The body for this path."""
        if path in self.bodies:
            return self.bodies[path]
        made = {
            "/.well-known/openid-configuration": self._described,
            "/keys": self._keys,
            "/token": self._tokens,
            "/userinfo": self._told,
        }
        return json.dumps(made[path]()).encode()

    def _described(self) -> dict[str, Any]:
        found = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }
        return {**found, **self.discovery}

    def _keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**public, "kid": "1", "alg": "RS256"}]}

    def _tokens(self) -> dict[str, Any]:
        moment = int(time.time())
        usual = {"iss": self.issuer, "aud": CLIENT, "iat": moment - 5, "exp": moment + 300}
        signed = {
            name: value for name, value in {**usual, **self.claims}.items() if value is not None
        }
        key: Any = self.key if self.algorithm != "none" else None
        token = jwt.encode(signed, key, algorithm=self.algorithm, headers={"kid": "1"})
        return {"access_token": "toegang", "token_type": "Bearer", "id_token": token}

    def _told(self) -> dict[str, Any]:
        return self.claims if self.told is None else self.told


class _Desk(BaseHTTPRequestHandler):
    def __init__(self, pretender: Pretender, *arguments: Any) -> None:
        self.pretender = pretender
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Answer, or 404."""
        try:
            body = self.pretender.answer(self.path)
        except KeyError:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        """Remember what was asked, and answer."""
        length = int(self.headers.get("Content-Length", 0))
        self.pretender.heard = parse_qs(self.rfile.read(length).decode())
        self.do_GET()

    def log_message(self, *_facts: Any) -> None:
        """Say nothing."""


@contextmanager
def pretending(certificate: Path, key: Path) -> Iterator[Pretender]:
    """A pretender on a port of its own, until the end of the block."""
    found = Pretender()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Desk, found))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    found.issuer = f"https://localhost:{server.server_address[1]}"
    worker = threading.Thread(target=server.serve_forever, daemon=True)
    worker.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        worker.join()
