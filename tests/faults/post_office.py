"""A mail server of some fifty lines: it can refuse, be gone, be slow, and remembers what it took."""

from __future__ import annotations

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from email.message import EmailMessage


class PostOffice(socketserver.ThreadingTCPServer):
    """``taken`` are the messages it said yes to; ``refuses`` makes it answer 451 to every one."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Talk)
        self.taken: list[EmailMessage] = []
        self.refuses = False
        self.slowness = 0.0

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def numbers(self) -> list[str]:
        """The Message-ID of everything taken, in order."""
        return [str(message["Message-ID"]) for message in self.taken]


class _Talk(socketserver.StreamRequestHandler):
    """One conversation (RFC 5321), as far as a client of ours needs it."""

    server: PostOffice

    def handle(self) -> None:
        """Answer line by line until QUIT, or until the other side is gone."""
        with suppress(ConnectionError):
            self._converse()

    def _converse(self) -> None:
        self._say("220 test")
        while line := self.rfile.readline():
            verb = line[:4].upper().strip()
            if verb == b"DATA":
                self._say("354 go on")
                self._take()
            elif verb == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:  # who is gone before the dot has sent no mail (RFC 5321, 4.1.1.4)
                return
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        time.sleep(self.server.slowness)
        if self.server.refuses:
            self._say("451 not now")
            return
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.server.taken.append(message)
        self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def open_at(port: int = 0) -> Iterator[PostOffice]:
    """A mail server that is there during the block."""
    office = PostOffice(port)
    threading.Thread(target=office.serve_forever, args=[0.05], daemon=True).start()
    try:
        yield office
    finally:
        office.shutdown()
        office.server_close()
