"""``make bench-conversations``: residents save at once, over HTTP, and the size of the shell.

A save holds a header of 2,048 and one box of 512 bytes, signed; each is of another web than the one before. The
promise is 500 saves a second on 2 cores, and a shell of at most 150 kB.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import time
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench import stage
from bench.load import Answer, fire

PROMISED = 500  # saves a second
LARGEST_SHELL = 150_000  # bytes over the line
HEADER, BOX, AROUND = 2_048, 512, 101
WORKERS = 2
CONNECTIONS = 16


def main() -> None:
    """Save, and print the pace."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--webs", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=5, help="saves of each web after the first")
    options = parser.parse_args()
    stage.set_up("bench_conversations")
    try:
        print(f"Machine: {stage.machine()}; {WORKERS} web workers, commits reach the disk")
        measure(options.webs, options.rounds)
        _print_shell()
    finally:
        stage.tear_down()


@dataclass(frozen=True)
class Web:
    """Somebody with a card."""

    id: str
    box: str
    key: Ed25519PrivateKey

    def save(self, version: int, port: int) -> bytes:
        """The bytes of one save."""
        message = {
            "do": "save",
            "id": self.id,
            "version": version,
            "header": _box(version, HEADER),
            "boxes": {self.box: _box(version, BOX)},
            "gone": [],
            "shares": [],
            "stopped": [],
        }
        if version == 1:
            message["verify"] = _text(self.key.public_key().public_bytes_raw())
        body = json.dumps(message).encode()
        return _post("/gesprek/opslag/bewaar/", body, port, _text(self.key.sign(body)))


def measure(webs: int, rounds: int) -> None:
    """First every web anew, then round after round; each round once over all webs."""
    people = [
        Web(_text(os.urandom(16)), _text(os.urandom(16)), Ed25519PrivateKey.generate())
        for _ in range(webs)
    ]
    with stage.running(workers=WORKERS) as scene:
        _round("warm up", [_fetch(one, scene.port) for one in people[:100]], scene, good=404)
        _round("first saves", [one.save(1, scene.port) for one in people], scene)
        later = [
            one.save(version, scene.port) for version in range(2, rounds + 2) for one in people
        ]
        pace = _round("saves", later, scene)
        _round("fetches", [_fetch(one, scene.port) for one in people], scene)
    print(f"\n  saves a second / promise   {pace / PROMISED:.2f} (over 1 is kept)")


def _round(name: str, requests: list[bytes], scene: stage.Stage, good: int = 200) -> float:
    """Send these and print what was met; how many a second."""
    before = scene.cpu()
    began = time.perf_counter()
    answers, _took = fire(requests, port=scene.port, connections=CONNECTIONS)
    took = time.perf_counter() - began
    _print(name, answers, took, stage.between(before, scene.cpu()), good)
    return len(answers) / took


def _print(
    name: str, answers: list[Answer], took: float, spent: dict[str, float], good: int
) -> None:
    times = [one.seconds * 1000 for one in answers]
    right = sum(one.status == good for one in answers)
    p50, p95 = (stage.percentile(times, share) for share in (0.5, 0.95))
    each = {part: spent[part] * 1000 / len(answers) for part in ("web", "PostgreSQL")}
    print(
        f"  {name:12} {len(answers) / took:7.0f} a second   p50 {p50:.1f} ms, p95 {p95:.1f} ms   "
        f"CPU each: web {each['web']:.2f} ms, PostgreSQL {each['PostgreSQL']:.2f} ms   ({right} of {len(answers)} well)"
    )


def _print_shell() -> None:
    from veerkracht.conversations import shell

    now = shell.current()
    size = now.packed_size()
    print(f"\nThe shell: {len(now.files)} files, {size / 1000:.0f} kB over the line")
    print(f"  later, when it is needed   {now.packed_size(shell.LATER) / 1000:.0f} kB")
    print(f"  size / promise             {size / LARGEST_SHELL:.2f} (under 1 is kept)")


def _fetch(web: Web, port: int) -> bytes:
    return _post("/gesprek/opslag/haal/", json.dumps({"id": web.id}).encode(), port)


def _post(path: str, body: bytes, port: int, signature: str = "") -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nX-Signature: {signature}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _box(version: int, size: int) -> str:
    return _text(b"\x01" + version.to_bytes(8, "big") + os.urandom(size + AROUND - 9))


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


if __name__ == "__main__":
    main()
