"""The shell over HTTP: its pages, its files for ever under their version, and the signed list."""

from __future__ import annotations

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    JsonResponse,
)

from veerkracht.conversations import own_keys, shell
from veerkracht.conversations.own_origin import POLICY

READ = ("GET", "HEAD")
FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"


def page(request: HttpRequest, start: str) -> HttpResponse:
    """A page of the shell: the same bytes for everybody. Its import map's hash stands in its policy."""
    where = shell.PAGES[start][0]
    now = shell.current()
    response = _served(request, now.pages[where], ASK_FIRST)
    response.headers["Content-Security-Policy"] = POLICY.format(scripts=f" {now.scripts[where]}")
    return response


def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put it among its apps, under a name that says nothing."""
    return _served(
        request, shell.current().pages[f"{shell.ROOT_ADDRESS}{shell.MANIFEST}"], ASK_FIRST
    )


def file(request: HttpRequest, version: str, name: str) -> HttpResponse:
    """A file of this version; another version is not here any more."""
    now = shell.current()
    if request.method not in READ:
        return HttpResponseNotAllowed(READ)
    if version != now.version or name not in now.files:
        raise Http404
    return _served(request, now.files[name], FOR_EVER)


def worker(request: HttpRequest, name: str) -> HttpResponse:
    """The service worker and the module that it stands on, under addresses that stay."""
    return _served(request, shell.made(name, (shell.OWN / name).read_bytes()), ASK_FIRST)


def signed_list(request: HttpRequest) -> HttpResponse:
    """Every file with its hash, signed."""
    return _served(request, shell.made("schil.json", shell.current().signed_list), ASK_FIRST)


def keys(request: HttpRequest) -> HttpResponse:
    """The public keys of the list and of receipts."""
    if request.method not in READ:
        return HttpResponseNotAllowed(READ)
    return JsonResponse(own_keys.key_set())


def _served(request: HttpRequest, one: shell.File, caching: str) -> HttpResponse:
    if request.method not in READ:
        return HttpResponseNotAllowed(READ)
    packed = "gzip" in request.headers.get("Accept-Encoding", "") and len(one.packed) < len(
        one.body
    )
    text = one.kind.startswith("text/")
    kind = f"{one.kind}; charset=utf-8" if text else one.kind
    response = HttpResponse(one.packed if packed else one.body, content_type=kind)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = caching
    return response
