"""A small load generator: many keep-alive connections to loopback, bounded in number, with times.

Written on sockets because a client library costs more CPU a request than what is measured.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass
class Answer:
    """What one request met: status, where it was sent on to, seconds it took."""

    status: int
    location: str
    seconds: float


def post(path: str, *, port: int, cookies: str, body: str = "", csrf: str = "") -> bytes:
    """The bytes of a form post."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {cookies}\r\n"
        f"X-CSRFToken: {csrf}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    )
    return head.encode()


def get(path: str, *, port: int, cookies: str = "") -> bytes:
    """The bytes of a page request."""
    cookie = f"Cookie: {cookies}\r\n" if cookies else ""
    return f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n{cookie}\r\n".encode()


def fire(requests: Iterable[bytes], *, port: int, connections: int) -> tuple[list[Answer], float]:
    """Send every request once over so many connections at once; answers, and seconds in all."""
    return asyncio.run(_fire(list(requests), port, connections))


async def _fire(requests: list[bytes], port: int, connections: int) -> tuple[list[Answer], float]:
    waiting = iter(requests)
    answers: list[Answer] = []
    began = time.perf_counter()
    lanes = [_lane(waiting, port, answers) for _ in range(min(connections, len(requests)))]
    await asyncio.gather(*lanes)
    return answers, time.perf_counter() - began


async def _lane(waiting: Iterable[bytes], port: int, answers: list[Answer]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    for request in waiting:
        began = time.perf_counter()
        writer.write(request)
        status, location, keep = await _read(reader)
        answers.append(Answer(status, location, time.perf_counter() - began))
        if not keep:
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    writer.close()


async def _read(reader: asyncio.StreamReader) -> tuple[int, str, bool]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    lines = head.split("\r\n")
    headers = {
        name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])
    }
    if "content-length" in headers:
        await reader.readexactly(int(headers["content-length"]))
    elif headers.get("transfer-encoding") == "chunked":
        while size := int((await reader.readuntil(b"\r\n")).strip(), 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    keep = headers.get("connection", "").lower() != "close"
    return int(lines[0].split()[1]), headers.get("location", ""), keep
