"""Warning people of what lapses, once."""

from __future__ import annotations

from veerkracht.kernel.clock import today
from veerkracht.messages.actions import News, queue
from veerkracht.proof.lapsing_queries import lapsing


def warn_of_lapsing() -> int:
    """Write to whoever holds something that lapses within sixty days, a job. Each is told once."""
    news = [
        News(
            kind="proof.lapses",
            person_id=row.person_id,
            address=row.person.email,
            language=row.person.language,
            once=f"proof.lapses:{row.pk}",
            facts={"achievement": row.pk},
        )
        for row in lapsing(today())
    ]
    queue(news)
    return len(news)
