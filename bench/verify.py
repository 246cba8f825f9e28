"""``make bench-verify``: strangers check certificates, from the cache and each another code.

Aim: 400 checks a second with two workers. A pile of different codes never meets the cache, so both
are measured, and a code that nobody has as well. ``NUMBER=200`` asks less often.
"""

from __future__ import annotations

import os

from bench import stage
from bench.load import fire, get

NUMBER = int(os.environ.get("NUMBER", "4000"))
CODES = 500
AIM = 400


def main() -> None:
    """Make certificates by rows, ask, and print what was seen."""
    stage.set_up("bench_verify")
    try:
        print(f"Machine: {stage.machine()}; 2 web workers")
        codes = certificates(CODES)
        measure("one code", [codes[0]] * NUMBER, page_cache=True)
        measure("many codes", [codes[n % CODES] for n in range(NUMBER)], page_cache=False)
        measure("unknown", [f"unknown-{n}" for n in range(NUMBER)], page_cache=True)
    finally:
        stage.tear_down()


def certificates(number: int) -> list[str]:
    """One issued as people do it, and copies of it under other codes; the codes."""
    from veerkracht.proof.actions import issue
    from veerkracht.proof.models import Certificate
    from veerkracht.proof.tests.certificate_stage import finished

    held = finished("Ada Af")
    held.present(*held.rows)
    [first] = issue(edition=held.edition, by=held.trainer)
    copies = [
        Certificate(
            person=first.person, edition=first.edition, region=first.region, facts=first.facts
        )
        for _ in range(number - 1)
    ]
    return [first.code, *(row.code for row in Certificate.objects.bulk_create(copies))]


def measure(name: str, codes: list[str], *, page_cache: bool) -> None:
    """So many checks by somebody whom we do not know."""
    expected = 404 if name == "unknown" else 200
    with stage.running(workers=2, page_cache=page_cache) as scene:
        asked = [get(f"/echt/{code}/", port=scene.port) for code in codes]
        fire(asked[:60], port=scene.port, connections=8)
        before = scene.cpu()
        answers, seconds = fire(asked, port=scene.port, connections=16)
        cpu = stage.between(before, scene.cpu())["all"]
    times = [answer.seconds * 1000 for answer in answers]
    wrong = sum(answer.status != expected for answer in answers)
    rate = len(codes) / seconds
    verdict = "as aimed" if rate >= AIM else f"{rate / AIM:.0%} of the aim"
    print(
        f"{name:12} {rate:7.0f}/s ({verdict})  p95 {stage.percentile(times, 0.95):6.1f} ms  "
        f"{cpu / len(codes) * 1000:6.2f} ms CPU  {wrong} errors"
    )


if __name__ == "__main__":
    main()
