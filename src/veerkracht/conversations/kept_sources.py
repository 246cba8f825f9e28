"""What keeping and sharing give to the registries of the house: retention, jobs, own data, merging."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.conversations import kept_retention as past
from veerkracht.conversations.kept_models import Share, ShareOpening
from veerkracht.conversations.together_actions import end_shares_to
from veerkracht.conversations.together_models import ReaderKey
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.people.actions import mergers
from veerkracht.people.models import Person


def register() -> None:
    """Put every source in its registry."""
    jobs.add("conversations.orphan_keys", Job(run=past.drop_orphan_keys, every=timedelta(days=1)))
    mergers.add("conversations", before_merging)
    own_data.add("conversations", OwnReading())
    for name, rule in _rules().items():
        retention.add(name, rule)


def _rules() -> dict[str, Retention]:
    return {
        "conversations.webs": Retention(
            gettext_lazy("Bewaarde webben die 13 maanden niet gebruikt zijn"),
            lambda: past.unused_webs().count(),
            past.delete_unused_webs,
        ),
        "conversations.erasures": Retention(
            gettext_lazy("Afdrukken van webben die 13 maanden geleden gewist zijn"),
            lambda: past.old_erasures().count(),
            past.delete_old_erasures,
        ),
        "conversations.shares": Retention(
            gettext_lazy("Gedeelde webben na de laatste dag"),
            lambda: past.past_shares().count(),
            past.delete_past_shares,
        ),
        "conversations.invitations": Retention(
            gettext_lazy("Uitnodigingen om te delen na 10 minuten"),
            lambda: past.past_invitations().count(),
            lambda: past.past_invitations().delete()[0],
        ),
        "conversations.readers": Retention(
            gettext_lazy("Leessleutels die 13 maanden niet gebruikt zijn"),
            lambda: past.unused_readers().count(),
            lambda: past.unused_readers().delete()[1].get("conversations.ReaderKey", 0),
        ),
    }


def before_merging(keep: Person, drop: Person) -> None:
    """The same browser under both accounts: what was shared with it moves to the one that stays."""
    for twin in ReaderKey.objects.filter(person=drop):
        same = ReaderKey.objects.filter(person=keep, opening=twin.opening, signing=twin.signing)
        if kept := same.first():
            Share.objects.filter(reader=twin).update(reader=kept)
            twin.delete()


class OwnReading:
    """With which browsers a person reads, and when; what was read is not ours to show."""

    title = gettext_lazy("Webben die met je gedeeld zijn")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Keys, shares and openings; no content, for that is the resident's."""
        keys, shares, openings = yield [
            ReaderKey.objects.filter(person=person).order_by("made_on", "pk"),
            Share.objects.filter(reader__person=person).order_by("since", "pk"),
            ShareOpening.objects.filter(share__reader__person=person).order_by("minute"),
        ]
        return [
            *(
                {_("Leessleutel sinds"): one.made_on, _("Laatst gebruikt"): one.used_on}
                for one in keys
            ),
            *({_("Gedeeld met je sinds"): one.since, _("Tot en met"): one.until} for one in shares),
            *({_("Geopend"): one.minute} for one in openings),
        ]

    def erase(self, person: Any) -> None:
        """What residents shared with this person ends."""
        end_shares_to(person)
