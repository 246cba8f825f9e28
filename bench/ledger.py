"""``make bench-ledger``: money under load over HTTP, with durable commits; and a million entries looked at.

A) Places that a scheme pays for, with money for half of who come: bookings a second, overspent (none).
B) A ledger of so many entries: how long the check takes, that it notices a changed one, and what pages cost.
"""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from bench import stage
from bench.load import fire, get, post
from bench.looking import look

if TYPE_CHECKING:
    from veerkracht.funding.models import Scheme

AIM, MOST_SECONDS = 200, 10

# Places that went from reserved to fixed to spent: what a year of bookings looks like, made in one go.
FILL = """
DO $$
DECLARE r record; c bigint; p bigint; n int;
BEGIN
  SELECT id, line_id INTO STRICT r FROM funding_performance WHERE id = {performance};
  FOR n IN 1..{claims} LOOP
    INSERT INTO funding_claim (scheme_id, performance_id, cause, cause_id, day, number, amount, stand)
      VALUES ({scheme}, {performance}, 'place', 1000000000 + n, current_date, 1, 100 + n % 900, 'released')
      RETURNING id INTO c;
    PERFORM funding_move(c, 'reserved', NULL, now());
    PERFORM funding_move(c, 'committed', NULL, now());
    PERFORM funding_move(c, 'realised', NULL, now());
    -- else every version of the account stays until the end, and each booking looks along all of them
    IF n % 500 = 0 THEN COMMIT; END IF;
  END LOOP;
END $$
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=4_000, help="places that there is money for")
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--only", choices=["A", "B"])
    options = parser.parse_args()
    stage.set_up("bench_ledger")
    try:
        print(f"Machine: {stage.machine()}; {stage.WORKERS} web workers")
        if options.only != "B":
            under_load(options.places, options.connections)
        if options.only != "A":
            looked_at(options.entries)
    finally:
        stage.tear_down()


def under_load(places: int, connections: int) -> None:
    """Twice as many come as there is money for, at places for all of them."""
    from bench import crowd, money
    from tests import factories
    from veerkracht.funding.ledger_check import check
    from veerkracht.funding.models import Account, Booking

    edition = factories.edition(capacity=2 * places)
    scheme = money.scheme_over([edition], places=places)
    cookies = crowd.cookies(crowd.people(2 * places, prefix="money"))
    before = Booking.objects.count()
    with stage.running() as scene:
        path = f"/leren/{edition.pk}/inschrijven/"
        wanted = [post(path, port=scene.port, cookies=one, csrf=crowd.CSRF) for one in cookies]
        fire([get("/account/login/", port=scene.port)] * 50, port=scene.port, connections=10)
        began = scene.cpu()
        first, seconds = fire(wanted[:places], port=scene.port, connections=connections)
        spent = stage.between(began, scene.cpu())
        second, refusing = fire(wanted[places:], port=scene.port, connections=connections)
    booked = Booking.objects.count() - before
    held = dict(Account.objects.filter(scheme=scheme).values_list("kind", "balance"))
    over = max(0, held["committed"] + held["available"] + held["awarded"])
    rate = booked / seconds
    print(f"\nA) money for {places} places, {2 * places} arrivals, {connections} connections")
    print(f"  bookings/s           {rate:8.0f}   {rate / AIM:.2f} of the aim of {AIM}")
    print(f"  CPU a booking        {spent['all'] / max(1, booked) * 1000:8.2f} ms")
    print(f"  refused/s            {len(second) / refusing:8.0f}")
    told = sum(one.status == 422 for one in (*first, *second))
    print(f"  booked, refused      {booked}, {told} of {2 * places}")
    print(f"  overspent            {over} cents")
    print(f"  the check            {check().faults or 'holds'}")


def looked_at(entries: int) -> None:
    """A ledger of so many entries: the check, a changed entry, and the pages."""
    from django.test import Client

    from tests import factories

    scheme = _filled(entries)
    seconds, faults = _timed_check()
    print(f"\nB) {entries} entries")
    ratio = seconds / MOST_SECONDS
    print(
        f"  the check            {seconds:8.1f} s   {ratio:.2f} of {MOST_SECONDS} s: {faults or 'holds'}"
    )
    _change_one()
    _again, noticed = _timed_check()
    print(f"  a changed entry      {'noticed: ' + noticed[0] if noticed else 'NOT NOTICED'}")
    reader = Client()
    reader.force_login(factories.coordinator())
    for name in ("", "boekingen/", "boekingen/?soort=realise", "wachten/"):
        path = f"/werk/subsidies/{scheme.pk}/{name}"
        print(f"  {path:38} {look(reader, path)}")


def _filled(entries: int) -> Scheme:
    from django.db import connection

    from bench import money
    from tests import factories
    from veerkracht.funding import actions
    from veerkracht.funding.models import Performance

    claims = entries // 6
    scheme = money.scheme_over([factories.edition()], places=claims)
    performance = Performance.objects.get(line__scheme=scheme)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE funding_entry DISABLE TRIGGER entries_sum_to_zero")
        cursor.execute("ALTER TABLE funding_booking DISABLE TRIGGER entries_sum_to_zero")
        numbers = {"scheme": scheme.pk, "performance": performance.pk, "claims": claims}
        cursor.execute(FILL.format(**numbers))
        cursor.execute("ALTER TABLE funding_entry ENABLE TRIGGER entries_sum_to_zero")
        cursor.execute("ALTER TABLE funding_booking ENABLE TRIGGER entries_sum_to_zero")
        cursor.execute(
            "VACUUM ANALYZE funding_entry, funding_booking, funding_claim, funding_account"
        )
    actions.seal()
    return scheme


def _timed_check() -> tuple[float, tuple[str, ...]]:
    from veerkracht.funding.ledger_check import check

    began = time.perf_counter()
    faults = check().faults
    return time.perf_counter() - began, faults


def _change_one() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "UPDATE funding_entry SET amount = amount * 2 WHERE booking_id = ("
            "SELECT booking_id FROM funding_entry ORDER BY id OFFSET 1000 LIMIT 1)"
        )
        cursor.execute("SET session_replication_role = origin")


if __name__ == "__main__":
    main()
