"""The verbs of who wants an answer: asking, confirming the address, being told, stopping.

No mail carries what a visitor typed: else this would be a way to send any text to any address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from veerkracht.cocreation.models import Need, NeedAsker
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.limits import seconds_to_wait
from veerkracht.messages.actions import News, queue, withdraw

if TYPE_CHECKING:
    from veerkracht.cocreation.models import NeedMove

CONFIRM, MOVED = "wishes.confirm", "wishes.moved"
MOST_MAILS_A_DAY = 3  # to one address that did not confirm


@transaction.atomic
def ask_for_answer(*, need: Need, email: str) -> NeedAsker:
    """Keep an address for this wish and ask it to confirm. Raises RuleBroken when it was asked too often."""
    address = email.strip().lower()
    if seconds_to_wait(CONFIRM, address, most=MOST_MAILS_A_DAY, seconds=86_400):
        message = _("Dit adres kreeg vandaag al een paar mails. Probeer het morgen weer.")
        raise RuleBroken(message, field="email")
    language = (get_language() or "nl")[:5]
    asker, made = NeedAsker.objects.get_or_create(
        need=need, email=address, defaults={"asked_at": now(), "language": language}
    )
    if made:
        facts = {"asker": asker.pk}
        once = f"{CONFIRM}:{asker.pk}"
        queue([News(CONFIRM, asker.email, once, facts, language=asker.language)])
    return asker


def confirm_asker(*, asker: NeedAsker) -> None:
    """The address is theirs, and they want to hear. After a stop this starts it again."""
    fresh = Q(confirmed_at=None) | Q(stopped_at__isnull=False)
    rows = NeedAsker.objects.filter(fresh, pk=asker.pk)
    rows.update(confirmed_at=asker.confirmed_at or now(), stopped_at=None)


@transaction.atomic
def stop_asker(*, asker: NeedAsker) -> None:
    """No more mail about this wish; what still waits is taken back. Who never confirmed is forgotten at once."""
    if asker.confirmed_at is None:
        NeedAsker.objects.filter(pk=asker.pk).delete()
    else:
        NeedAsker.objects.filter(pk=asker.pk, stopped_at=None).update(stopped_at=now())
    withdraw(once_starts_with=f"{MOVED}:{asker.pk}:")


def askers_of(need: Need) -> list[NeedAsker]:
    """Who hears of a wish: everybody who confirmed, of this one and of those merged into it; an address once."""
    family = Q(need=need) | Q(need__merged_into=need)
    rows = NeedAsker.objects.filter(family, confirmed_at__isnull=False, stopped_at=None)
    return list({row.email: row for row in rows.order_by("-pk")}.values())


def tell_askers(move: NeedMove) -> None:
    """Queue the news of a step to each of them, once."""
    queue(
        News(
            MOVED,
            asker.email,
            f"{MOVED}:{asker.pk}:{move.pk}",
            {"asker": asker.pk, "move": move.pk},
            language=asker.language,
        )
        for asker in askers_of(move.need)
    )
