"""What the server keeps of a conversation: sealed boxes that it cannot open, and who may fetch them.

Everything binary here is encrypted twice: by the resident's browser, and by the layer of :mod:`kept_layer`
with a key that lies in another database (:mod:`keystore`).
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.conversations.together_models import ReaderKey
from veerkracht.kernel.personal_data import Holds, HoldsNone

GROUND = _("Toestemming")
PURPOSE = _("Een bewoner zijn eigen web laten bewaren en op een ander apparaat laten openen")
UNTIL = _("Tot de bewoner het wist, of 13 maanden nadat het voor het laatst gebruikt werd")


class KeptWeb(models.Model):
    """One web: its sealed header, the resident's public key, and which version lies here.

    ``key_id`` names its key in the key store; each web has another.
    ``used_on`` is the first day of the month in which it was last saved or fetched.
    """

    id = models.UUIDField(primary_key=True)
    key_id = models.UUIDField(unique=True)
    verify_key = models.BinaryField(max_length=32)
    version = models.PositiveBigIntegerField()
    header = models.BinaryField()
    saved_on = models.DateField()
    used_on = models.DateField(db_index=True)

    personal_data = Holds(
        what=_(
            "Een versleuteld web van een bewoner, dat wij niet kunnen lezen, en de dag van bewaren"
        ),
        purpose=PURPOSE,
        ground=GROUND,
        until=UNTIL,
    )
    objects: ClassVar[models.Manager[KeptWeb]] = models.Manager()

    class Meta:
        verbose_name = _("bewaard web")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(version__gte=1), name="kept_web_version_from_one"),
            models.CheckConstraint(
                condition=Q(used_on__day=1), name="kept_web_used_is_a_month_only"
            ),
        ]

    def __str__(self) -> str:
        return "web"  # its number must not end up in a log


class ErasedWeb(models.Model):
    """A digest of the number of a web that its resident erased, so that no late device or replay brings it back."""

    digest = models.BinaryField(primary_key=True, max_length=32)
    erased_in = models.DateField(db_index=True)  # the first day of the month

    personal_data = HoldsNone(
        because=_(
            "Een onomkeerbare afdruk van een willekeurig nummer, en een maand; na 13 maanden weg"
        )
    )
    objects: ClassVar[models.Manager[ErasedWeb]] = models.Manager()

    class Meta:
        verbose_name = _("gewist web")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(erased_in__day=1), name="erased_web_is_a_month_only")
        ]

    def __str__(self) -> str:
        return "erased"


class KeptBox(models.Model):
    """One sealed part of a web. The resident's browser chose its number, so that is unique within the web."""

    pk = models.CompositePrimaryKey("web_id", "box")
    web = models.ForeignKey(KeptWeb, models.CASCADE, related_name="boxes", db_index=False)
    box = models.UUIDField()
    body = models.BinaryField()

    personal_data = Holds(
        what=_("Een versleuteld deel van een web, dat wij niet kunnen lezen"),
        purpose=PURPOSE,
        ground=GROUND,
        until=UNTIL,
    )
    objects: ClassVar[models.Manager[KeptBox]] = models.Manager()

    class Meta:
        verbose_name = _("bewaard deel van een web")

    def __str__(self) -> str:
        return "box"


class Share(models.Model):
    """Parts of a web that the resident lets one professional read: their keys, sealed to her browser.

    ``boxes`` names what she may fetch; nothing else of the web is given to her. ``until`` is the last day.
    """

    id = models.UUIDField(primary_key=True)
    web = models.ForeignKey(KeptWeb, models.CASCADE, related_name="shares")
    reader = models.ForeignKey(ReaderKey, models.CASCADE, related_name="shares")
    sealed = models.BinaryField()
    boxes = ArrayField(models.UUIDField(), default=list)
    since = models.DateField()
    until = models.DateField(db_index=True)

    personal_data = Holds(
        what=_("Met welke professional een bewoner delen van een web deelt, en tot wanneer"),
        purpose=_("Een professional laten lezen wat de bewoner met haar deelt"),
        ground=GROUND,
        until=_("Tot de bewoner ermee stopt, of tot de laatste dag die hij koos; hooguit een jaar"),
    )
    objects: ClassVar[models.Manager[Share]] = models.Manager()

    class Meta:
        verbose_name = _("gedeeld web")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__gte=models.F("since")), name="share_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"share until {self.until}"


class ShareOpening(models.Model):
    """A minute in which the professional opened what is shared with her: the resident can see it."""

    share = models.ForeignKey(Share, models.CASCADE, related_name="openings", db_index=False)
    minute = models.DateTimeField()

    personal_data = Holds(
        what=_("Wanneer een professional iets opende dat een bewoner met haar deelt"),
        purpose=_("De bewoner laten zien wanneer er gelezen is"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Tot het delen stopt"),
    )
    objects: ClassVar[models.Manager[ShareOpening]] = models.Manager()

    class Meta:
        verbose_name = _("keer dat een gedeeld web geopend werd")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["share", "minute"], name="share_opening_once_a_minute"),
        ]

    def __str__(self) -> str:
        return f"opened {self.minute:%Y-%m-%d %H:%M}"


class Voice(models.Model):
    """What the professional says beside the web, sealed for the resident."""

    share = models.OneToOneField(Share, models.CASCADE, primary_key=True, related_name="voice")
    version = models.PositiveBigIntegerField()
    body = models.BinaryField()

    personal_data = Holds(
        what=_("Wat een professional bij een gedeeld web schreef, versleuteld voor de bewoner"),
        purpose=_("De bewoner laten lezen hoe de professional het ziet"),
        ground=GROUND,
        until=_("Tot het delen stopt"),
    )
    objects: ClassVar[models.Manager[Voice]] = models.Manager()

    class Meta:
        verbose_name = _("wat een professional erbij schreef")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(version__gte=1), name="voice_version_from_one"),
        ]

    def __str__(self) -> str:
        return "voice"
