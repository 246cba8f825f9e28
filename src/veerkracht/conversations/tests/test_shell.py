"""The shell: the same list on every machine, hashes that hold, and no more than a phone can carry."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.test import Client

from veerkracht.conversations import own_keys, shell

pytestmark = pytest.mark.django_db
LARGEST = 150_000  # bytes over the line


def get(path: str, **headers: str) -> Any:
    return Client().get(path, headers=headers)


def test_another_process_writes_the_same_list() -> None:
    command = [sys.executable, "manage.py", "write_shell_list"]
    given = os.environ | {"PYTHONHASHSEED": "7", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, cwd=settings.ROOT, env=given, capture_output=True, check=True)
    shell.current.cache_clear()
    assert done.stdout == shell.current().signed_list
    assert json.loads(done.stdout)["key"] == own_keys.text(own_keys.public_key(own_keys.SHELL))


def test_the_list_is_signed_and_every_file_and_page_is_what_it_says() -> None:
    given = get("/gesprek/schil.json").json()
    public = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(f"{given['key']}=="))
    public.verify(base64.urlsafe_b64decode(f"{given['signature']}=="), given["list"].encode())
    listed = json.loads(given["list"])
    assert listed["version"] == shell.current().version
    assert [one["path"] for one in listed["files"]] == sorted(shell.current().files)
    for one in [*listed["files"][::9], *listed["pages"]]:
        where = one["path"]
        path = where if where.startswith("/") else shell.address(listed["version"], where)
        body = get(path).content
        assert (hashlib.sha256(body).hexdigest(), len(body)) == (one["sha256"], one["size"]), where


def test_a_file_goes_packed_for_ever_and_an_unknown_one_not() -> None:
    version = shell.current().version
    path = shell.address(version, "core/list.js")
    plain, packed = get(path), get(path, **{"accept-encoding": "gzip"})
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "immutable" in packed.headers["Cache-Control"]
    assert plain.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert get(shell.address(version, "../settings.py")).status_code == 404
    assert get(shell.address("0" * 16, "core/list.js")).status_code == 404


@pytest.mark.parametrize("where", ["/gesprek/", "/gesprek/en/", "/gesprek/vak/"])
def test_the_import_map_is_the_only_script_in_a_page_and_its_hash_is_allowed(where: str) -> None:
    answer = get(where)
    [inline] = re.findall(r"<script[^>]*>([^<]+)</script>", answer.content.decode())
    digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in answer.headers["Content-Security-Policy"]
    mapped = json.loads(inline)
    assert set(mapped["imports"]) == {"hpke", "qr", "qr/decode.js", "qr/dom.js", "@cantoo/pdf-lib"}
    assert mapped["integrity"].keys() >= set(mapped["imports"].values())


def test_the_professionals_page_has_a_way_back_to_the_site_and_the_residents_has_not() -> None:
    home = f'href="{settings.PUBLIC_URL}/mijn-plek/"'
    professional, resident = (
        get(where).content.decode() for where in ("/gesprek/vak/", "/gesprek/")
    )
    assert re.search(f"{home}><svg.*</svg><span>Terug naar Veerkracht</span>", professional)
    assert re.search(r'href="#/code"><svg.*</svg><span>Jouw code</span>', professional)
    assert home not in resident
    assert '<a class="topline__home" href="#/begin">' in resident


def test_what_others_see_on_a_phone_says_nothing() -> None:
    manifest = json.loads(get("/gesprek/app.webmanifest").content)
    assert manifest["name"] == manifest["short_name"] == "Notities"
    assert (manifest["scope"], manifest["display"]) == ("/gesprek/", "standalone")
    assert get(manifest["icons"][0]["src"]).status_code == 200


def test_the_worker_and_what_it_stands_on_have_addresses_that_stay() -> None:
    for name in ("sw.js", "core/list.js", "core/bytes.js"):
        answer = get(f"/gesprek/{name}")
        assert answer.content == (shell.OWN / name).read_bytes()
        assert answer.headers["Cache-Control"] == "no-cache"
    assert "sw.js" not in shell.current().files


def test_the_shell_is_at_most_150_kilobytes_over_the_line() -> None:
    assert shell.current().packed_size() <= LARGEST


def test_public_keys_are_found() -> None:
    names = [one["kid"] for one in get("/gesprek/sleutels.json").json()["keys"]]
    assert names == [own_keys.key_name(own_keys.SHELL), own_keys.key_name(own_keys.RECEIPT)]
