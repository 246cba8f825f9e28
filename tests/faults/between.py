"""A switch between the web and its database: off cuts every connection and refuses new ones."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings


class Switch:
    """Listens on a socket in ``folder`` and passes everything on to this worker's database server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database: dict[str, Any] = settings.DATABASES["default"]
        self.open: list[socket.socket] = []
        self.listener: socket.socket | None = None

    def url(self) -> str:
        """The database's address by way of the switch."""
        user, name = self.database["USER"], self.database["NAME"]
        secret = f":{self.database['PASSWORD']}" if self.database["PASSWORD"] else ""
        return f"postgresql://{user}{secret}@/{name}?{urlencode({'host': str(self.folder)})}"

    def on(self) -> None:
        """Take connections from now on."""
        path = self.folder / ".s.PGSQL.5432"
        path.unlink(missing_ok=True)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(path))
        self.listener.listen(64)
        threading.Thread(target=self._accept, args=[self.listener], daemon=True).start()

    def off(self) -> None:
        """Cut every connection and refuse new ones, as a server does that is gone."""
        if self.listener:
            self.listener.close()
        (self.folder / ".s.PGSQL.5432").unlink(missing_ok=True)
        for one in self.open:
            _cut(one)
        self.open.clear()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near = listener.accept()[0]
                far = self._server()
            except OSError:
                return
            self.open += [near, far]
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=_pump, args=[source, target], daemon=True).start()

    def _server(self) -> socket.socket:
        host, port = str(self.database["HOST"]), int(self.database["PORT"] or 5432)
        if not host.startswith("/"):
            return socket.create_connection((host, port))
        server = socket.socket(socket.AF_UNIX)
        server.connect(f"{host}/.s.PGSQL.{port}")
        return server


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while chunk := source.recv(65_536):
            target.sendall(chunk)
    _cut(source)
    _cut(target)


def _cut(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
