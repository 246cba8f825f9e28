"""The shell: every file that the conversation needs on a device, with its hash, in one signed list.

Read from the sources, whether or not static files were collected, and kept in memory. The version follows from the
files and the pages alone, so two machines with the same sources and settings have the same list.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from os.path import normpath
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from veerkracht.conversations import own_keys
from veerkracht.conversations.shell_lean import lean
from veerkracht.conversations.words import spoken

OWN = Path(__file__).parent / "static" / "conversations"
SETS = Path(__file__).parent / "data" / "sets"
PACKAGES = settings.ROOT / "node_modules"
STYLES = settings.ROOT / "var" / "styles"
FONT = "atkinson-hyperlegible-next-latin-wght-normal.woff2"
FONTS = PACKAGES / "@fontsource-variable/atkinson-hyperlegible-next/files"
SHELL, LATER = "shell", "later"
LIBRARIES = {
    "lib/hpke.js": ("hpke/index.js", "hpke"),
    "lib/qr/index.js": ("qr/index.js", "qr"),
    "lib/qr/decode.js": ("qr/decode.js", "qr/decode.js"),
    "lib/qr/dom.js": ("qr/dom.js", "qr/dom.js"),
    "lib/pdf-lib.js": ("@cantoo/pdf-lib/dist/pdf-lib.esm.min.js", "@cantoo/pdf-lib"),
}
# Not for a resident's first look: paper as a file, a camera, sharing, the other language, a professional.
FETCHED_LATER = re.compile(
    r"lib/.*|words/en\.json|/gesprek/(en|vak)/|vak/.*|start_professional\.js|core/desk\.js"
    r"|screens/(paper|sheet_draw|sheet_pdf)\.js"
)
NOT_LISTED = frozenset({"sw.js"})  # the browser keeps it by itself
LANGUAGES = ("nl", "en")
ROOT_ADDRESS = "/gesprek/"
NAME = "Notities"  # what others see on a phone says nothing
MANIFEST = "app.webmanifest"
PAGES = {
    "resident-nl": (ROOT_ADDRESS, "nl", "start.js"),
    "resident-en": (f"{ROOT_ADDRESS}en/", "en", "start.js"),
    "professional": (f"{ROOT_ADDRESS}vak/", "nl", "start_professional.js"),
}
NO_VERSION = "0" * 16
LEAVE_TO = "https://www.knmi.nl/"  # the weather: what anybody looks at
IMPORTED = re.compile(r"""^(?:import|export)\b[^;]*?["']([^"'\n]+)["'];""", re.MULTILINE)
TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
TYPES |= {
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True)
class File:
    """One file of the shell: its bytes, also packed, and what the list says of it."""

    path: str
    body: bytes
    packed: bytes
    kind: str
    group: str = SHELL

    @property
    def sha256(self) -> bytes:
        """Its hash."""
        return hashlib.sha256(self.body).digest()

    @property
    def integrity(self) -> str:
        """The same hash as a page writes it."""
        return f"sha256-{base64.b64encode(self.sha256).decode()}"

    def listed(self) -> dict[str, Any]:
        """How it stands in the list."""
        return {
            "path": self.path,
            "sha256": self.sha256.hex(),
            "size": len(self.body),
            "group": self.group,
        }


@dataclass(frozen=True)
class Shell:
    """One version: files by path below the version, pages by address, and the signed list."""

    version: str
    files: dict[str, File]
    pages: dict[str, File]
    scripts: dict[str, str]  # page → the hash of its import map, as the policy wants it
    signed_list: bytes

    def packed_size(self, group: str = SHELL) -> int:
        """Bytes that go over the line for a group; a font is packed already."""
        files = [*self.files.values(), *self.pages.values()]
        return sum(min(len(one.packed), len(one.body)) for one in files if one.group == group)


@lru_cache(maxsize=1)
def current() -> Shell:
    """The shell of this process."""
    files = {one.path: one for one in sorted(_files(), key=lambda one: one.path)}
    plain, _scripts = _pages(files, NO_VERSION)
    version = _version([*files.values(), *plain.values()])
    pages, scripts = _pages(files, version)
    return Shell(version, files, pages, scripts, _signed(version, files, pages))


def _version(files: list[File]) -> str:
    lines = sorted(json.dumps(one.listed(), sort_keys=True) for one in files)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def made(path: str, body: bytes) -> File:
    """A file of these bytes; packing gives the same bytes each time."""
    group = LATER if FETCHED_LATER.fullmatch(path) else SHELL
    kind = TYPES.get(Path(path).suffix) or mimetypes.guess_type(path)[0] or "text/html"
    return File(path, body, gzip.compress(body, 9, mtime=0), kind, group)


def _files() -> Iterator[File]:
    for path in OWN.rglob("*"):
        name = path.relative_to(OWN).as_posix()
        if path.suffix in {".js", ".css", ".svg"} and name not in NOT_LISTED:
            yield made(name, _read(path))
    for name, (source, _bare) in LIBRARIES.items():
        yield made(name, _read(PACKAGES / source))
    yield made("ui/veerkracht.css", (STYLES / "ui" / "veerkracht.css").read_bytes())
    yield made(f"atkinson/{FONT}", (FONTS / FONT).read_bytes())
    for path in SETS.glob("*.json"):
        yield made(f"sets/{path.name}", path.read_bytes())
    for language in LANGUAGES:
        yield made(f"words/{language}.json", _json(spoken(language)))


def _read(path: Path) -> bytes:
    """A file as it goes over the line: scripts without their comments."""
    body = path.read_bytes()
    return lean(body.decode()).encode() if path.suffix == ".js" else body


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def address(version: str, path: str = "") -> str:
    """Where a file of a version is found."""
    return f"{ROOT_ADDRESS}schil/{version}/{path}"


def import_map(files: dict[str, File], version: str) -> str:
    """What bare names mean, and what each module must be (integrity), as JSON."""
    imports = {bare: address(version, name) for name, (_source, bare) in LIBRARIES.items()}
    integrity = {
        address(version, one.path): one.integrity
        for one in files.values()
        if one.path.endswith(".js")
    }
    return _json({"imports": imports, "integrity": integrity}).decode()


def _pages(files: dict[str, File], version: str) -> tuple[dict[str, File], dict[str, str]]:
    """Pages and the manifest by address, and the hash of each page's import map."""
    mapped = import_map(files, version)
    script = f"'sha256-{base64.b64encode(hashlib.sha256(mapped.encode()).digest()).decode()}'"
    pages = {
        where: made(where, _page(start, files, version, mapped).encode())
        for start, (where, _language, _entry) in PAGES.items()
    }
    manifest = f"{ROOT_ADDRESS}{MANIFEST}"
    return pages | {manifest: made(manifest, _manifest(version))}, dict.fromkeys(pages, script)


def _page(start: str, files: dict[str, File], version: str, mapped: str) -> str:
    where, language, entry = PAGES[start]
    context = {
        "start": start,
        "language": language,
        "base": address(version),
        "entry": address(version, entry),
        "first": "" if start == "professional" else address(version, "take.js"),
        "stylesheets": [address(version, name) for name in _styles(files)],
        "preloads": [
            {"address": address(version, name), "integrity": files[name].integrity}
            for name in _first(files, entry)
        ],
        "fetched": [
            address(version, name)
            for name in (f"words/{language}.json", *(n for n in files if n.startswith("sets/")))
        ],
        "icon_address": address(version, "icon.svg"),
        "sets": [name for name in files if name.startswith("sets/")],
        "import_map": mark_safe(mapped),
        "manifest": f"{ROOT_ADDRESS}{MANIFEST}",
        "main_address": settings.PUBLIC_URL,
        "leave_to": LEAVE_TO,
        "paper_address": f"{ROOT_ADDRESS}papier/",
        "languages": _other_languages(where),
    }
    with translation.override(language):
        return render_to_string("conversations/shell.html", context)


def _styles(files: dict[str, File]) -> list[str]:
    """The house's style first, then the conversation's own."""
    own = [name for name in files if name.endswith(".css") and not name.startswith("ui/")]
    return ["ui/veerkracht.css", *own]


def _first(files: dict[str, File], entry: str) -> list[str]:
    """Modules that a page needs at once, so that a browser asks for all of them together."""
    found, waiting = [entry], [entry]
    while waiting:
        name = waiting.pop()
        for bare in IMPORTED.findall(files[name].body.decode()):
            path = _resolved(name, bare)
            if path in files and path not in found:
                found.append(path)
                waiting.append(path)
    return sorted(found)


def _resolved(name: str, bare: str) -> str:
    """The path of what a module imports: beside itself, or a library by its bare name."""
    if bare.startswith("."):
        return normpath(Path(name).parent / bare)
    return next((path for path, (_source, known) in LIBRARIES.items() if known == bare), "")


def _other_languages(where: str) -> list[dict[str, str]]:
    """The same page in the other language."""
    if where == f"{ROOT_ADDRESS}vak/":
        return []
    names = {ROOT_ADDRESS: ("nl", "Nederlands"), f"{ROOT_ADDRESS}en/": ("en", "English")}
    return [
        {"address": other, "code": code, "name": name}
        for other, (code, name) in names.items()
        if other != where
    ]


def _manifest(version: str) -> bytes:
    icon = {"src": address(version, "icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    return _json(
        {
            "name": NAME,
            "short_name": NAME,
            "start_url": ROOT_ADDRESS,
            "scope": ROOT_ADDRESS,
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": "#ffffff",
            "icons": [icon],
        }
    )


def _signed(version: str, files: dict[str, File], pages: dict[str, File]) -> bytes:
    """The list as text, its signature over exactly that text, and the key that a browser remembers."""
    listed = {
        "format": 1,
        "version": version,
        "files": [one.listed() for one in files.values()],
        "pages": [pages[where].listed() for where in sorted(pages)],
    }
    text = _json(listed)
    signature = own_keys.signing_key(own_keys.SHELL).sign(text)
    public = own_keys.public_key(own_keys.SHELL)
    wrapped = {
        "list": text.decode(),
        "signature": own_keys.text(signature),
        "key": own_keys.text(public),
    }
    return _json(wrapped)
