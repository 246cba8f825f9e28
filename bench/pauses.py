"""``make bench-pauses``: how long a visitor waits at worst, with Python's search for garbage as it is and as we set it.

One process with the demo behind it, a coordinator's pages one after another.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

from bench import stage

if TYPE_CHECKING:
    from django.test import Client

PAGES = ("/mijn-plek/", "/werk/", "/werk/acties/", "/cijfers/", "/leren/")
ROUNDS = 80


def main() -> None:
    """Walk in turn, twice each, so that a machine that slows down is seen."""
    stage.set_up("bench_pauses")
    try:
        from veerkracht.config.wsgi import application  # noqa: F401 - imports what a web worker does
        from veerkracht.kernel.garbage import spare_what_stays

        client = coordinator()
        print(f"Machine: {stage.machine()}; {len(PAGES)} pages, {ROUNDS} times each")
        for _time in range(2):
            gc.unfreeze()
            print(f"as Python does it   {walk(client)}")
            spare_what_stays()
            print(f"as a web worker is  {walk(client)}")
    finally:
        stage.tear_down()


def coordinator() -> Client:
    """Somebody with much on her pages, who saw each of them once."""
    from django.conf import settings
    from django.test import Client

    from tests import database

    settings.RATE_LIMITS = False
    database.make_demo_template()
    database.renew(database.demo_template_name(), "bench_pauses")
    from veerkracht.people.models import Person

    client = Client()
    client.force_login(Person.objects.get(email="coordinator@voorbeeld.example"))
    for page in PAGES:
        assert client.get(page).status_code == 200, page
    return client


def walk(client: Client) -> str:
    """All pages so many times; what it took, in milliseconds."""
    times = sorted(_timed(client, page) for _round in range(ROUNDS) for page in PAGES)
    p50, p99 = (stage.percentile(times, share) for share in (0.5, 0.99))
    return f"p50 {p50:5.0f} ms  p99 {p99:5.0f} ms  most {times[-1]:5.0f} ms  all {sum(times) / 1000:5.1f} s"


def _timed(client: Client, page: str) -> float:
    began = time.perf_counter()
    client.get(page)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
