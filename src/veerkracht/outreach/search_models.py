"""The index of everything public: documents by their lemmas, and the words that occur in them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import HoldsNone

LONGEST_WORD = 60


class SearchDocument(models.Model):
    """A public document in one language, as its source last told it; ``key`` names it there.

    ``areas`` and ``sectors`` hold codes. ``fresh`` is its own date or else when it first stood here: of a
    very common word the freshest are looked at. ``words`` are the lemmas, title before lead before text.
    """

    source = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    language = models.CharField(max_length=5)
    url = models.CharField(max_length=400)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    kind = models.SlugField(max_length=40, db_index=False)
    kind_words = models.CharField(max_length=80)
    areas = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    sectors = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    when = models.DateTimeField(null=True, blank=True)
    fresh = models.DateTimeField()
    weight = models.PositiveSmallIntegerField(default=100)
    words = SearchVectorField()

    personal_data = HoldsNone(_("Wat al openbaar op de site staat."))
    objects: ClassVar[models.Manager[SearchDocument]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "key", "language"], name="search_document_once"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(url=""), name="search_document_leads_somewhere"
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["words"], name="search_document_words", fastupdate=False),
            models.Index(fields=["language", "-fresh"], name="search_documents_fresh"),
        ]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that occurs in the index, in how many documents, and what is left of it when letters drop out.

    ``near`` finds it for somebody who mistyped it: two words at a small distance have a rest in common.
    """

    language = models.CharField(max_length=5)
    word = models.CharField(max_length=LONGEST_WORD, db_collation="C")
    times = models.PositiveIntegerField(default=1)
    near = ArrayField(models.CharField(max_length=LONGEST_WORD))

    personal_data = HoldsNone(_("Losse woorden van openbare pagina's."))
    objects: ClassVar[models.Manager[SearchWord]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["language", "word"], name="search_word_once"),
        ]
        indexes: ClassVar = [GinIndex(fields=["near"], name="search_word_near", fastupdate=False)]

    def __str__(self) -> str:
        return self.word
