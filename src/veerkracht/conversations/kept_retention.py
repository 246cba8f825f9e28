"""What of conversations goes when its time has passed, and keys that no web names any more."""

from __future__ import annotations

import logging
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from veerkracht.conversations import keystore
from veerkracht.conversations.kept_models import ErasedWeb, KeptWeb, Share
from veerkracht.conversations.kept_rules import months_before
from veerkracht.conversations.together_models import INVITED, Invitation, ReaderKey
from veerkracht.kernel.clock import now, today

if TYPE_CHECKING:
    from django.db.models import QuerySet

logger = logging.getLogger("veerkracht.conversations")
UNUSED_MONTHS = 13
AT_ONCE = 500  # webs in one transaction
ORPHAN_AFTER = timedelta(days=1)  # a web whose key was made just now may still be on its way
MOST_ORPHANS, SHARE_OF_ORPHANS = 100, 20  # more than 100 and more than a twentieth is a fault


def unused_webs() -> QuerySet[KeptWeb]:
    """Webs that nobody saved or fetched for 13 whole months."""
    return KeptWeb.objects.filter(used_on__lt=months_before(today(), UNUSED_MONTHS))


def delete_unused_webs() -> int:
    """Rows first, then their keys."""
    gone = 0
    while rows := list(unused_webs().values_list("pk", "key_id")[:AT_ONCE]):
        unused_webs().filter(pk__in=[web for web, _key in rows]).delete()
        there = _known([key for _web, key in rows])
        keystore.erase([key for _web, key in rows if key not in there])
        gone += len(rows) - len(there)
        if there:  # one was used at this very moment: the rest tomorrow
            break
    return gone


def old_erasures() -> QuerySet[ErasedWeb]:
    """Digests of webs erased longer ago than an unused web would have been kept."""
    return ErasedWeb.objects.filter(erased_in__lt=months_before(today(), UNUSED_MONTHS))


def delete_old_erasures() -> int:
    """Nothing that was saved before can come back by then."""
    return old_erasures().delete()[0]


def past_shares() -> QuerySet[Share]:
    """Shares whose last day was before today; nobody can read them since."""
    return Share.objects.filter(until__lt=today())


def delete_past_shares() -> int:
    """With their openings and voices."""
    return past_shares().delete()[1].get("conversations.Share", 0)


def past_invitations() -> QuerySet[Invitation]:
    """Codes of more than ten minutes old."""
    return Invitation.objects.filter(made_at__lt=now() - INVITED)


def unused_readers() -> QuerySet[ReaderKey]:
    """Keys of browsers that nobody used for 13 months, and to which nothing is shared."""
    kept = ReaderKey.personal_data.keep or timedelta()
    return ReaderKey.objects.filter(used_on__lt=today() - kept, shares=None)


def drop_orphan_keys() -> int:
    """Drop keys that no web names, left over after a crash between the two databases.

    So many at once cannot be that: then a database is not the one it should be, and nothing is dropped.
    """
    found = keystore.orphans(_known, before=today() - ORPHAN_AFTER)
    if len(found) > max(MOST_ORPHANS, keystore.count() // SHARE_OF_ORPHANS):
        logger.error(
            "%s keys name no web: is this the right database? None was dropped", len(found)
        )
        return 0
    return keystore.drop(found) if found else 0


def _known(keys: list[uuid.UUID]) -> set[uuid.UUID]:
    return set(KeptWeb.objects.filter(key_id__in=keys).values_list("key_id", flat=True))
