"""The verbs of question sets: making and changing a draft, taking over a file, publishing, withdrawing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.conversations import question_policies as policies
from veerkracht.conversations.question_fhir_in import Understood, read_questionnaire
from veerkracht.conversations.question_instrument import (
    Instrument,
    read_instrument,
    written_instrument,
)
from veerkracht.conversations.question_models import (
    EditionState,
    QuestionEdition,
    QuestionSet,
    SetKind,
)
from veerkracht.conversations.question_reference import own_sets
from veerkracht.conversations.question_rules import Licence, WebSet, read_set, written_set
from veerkracht.conversations.question_translation_actions import carry_over
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import OutOfDate, RuleBroken

if TYPE_CHECKING:
    from datetime import datetime

    from veerkracht.people.models import Organisation, Person
    from veerkracht.places.models import Area

Content = WebSet | Instrument


@dataclass(frozen=True)
class Owner:
    """Whose a new set is: a region's, an organisation's, or the house's own."""

    region: Area | None = None
    organisation: Organisation | None = None


@dataclass(frozen=True)
class Rights:
    """What the author says of the licence; what is left empty is taken from the file."""

    holder: str = ""
    terms: str = ""
    source: str = ""
    expires: date | None = None
    may_be_given_on: bool = False


def load_question_sets() -> int:
    """Bring in the house's own sets, each version once (reference data); returns how many are new."""
    return sum(_load(found) for found in own_sets())


@transaction.atomic
def _load(found: WebSet) -> int:
    known, _new = QuestionSet.objects.get_or_create(code=found.code)
    if known.editions.filter(version=found.version).exists():
        return 0
    edition = _edition(known, found, found.version, is_imported=False, may_be_given_on=True)
    _put_out(edition)
    return 1


def begun_from(start: WebSet, *, title: str, holder: str) -> WebSet:
    """A set to begin with: another one in its own language, with a new name and maker."""
    wording = start.languages[start.source_language]
    wording = replace(wording, texts={**wording.texts, "title": title})
    licence = replace(start.licence, holder=holder)
    return replace(start, licence=licence, languages={start.source_language: wording})


@transaction.atomic
def make_set(*, content: WebSet, owner: Owner, by: Person) -> QuestionEdition:
    """A new set of one's own, as a draft. Raises NotAllowed, and RuleBroken when it is not complete."""
    policies.check_may_make(by, region=owner.region, organisation=owner.organisation)
    made = _new_set(content, owner, SetKind.WEB)
    edition = _edition(made, content, 1, is_imported=False, may_be_given_on=True)
    record("questions.made", edition, by=by, region_id=made.region_id)
    return edition


def _new_set(content: Content, owner: Owner, kind: SetKind) -> QuestionSet:
    """With a code after its title that no other set has."""
    stem = slugify(title_of(content))[:40].strip("-") or "set"
    stem = stem if stem[0].isalpha() else f"set-{stem}"
    ending = get_random_string(6, "abcdefghjkmnpqrstuvwxyz23456789")
    return QuestionSet.objects.create(
        code=f"{stem}-{ending}", kind=kind, region=owner.region, organisation=owner.organisation
    )


def title_of(content: Content) -> str:
    """The title in the language that a set was written in."""
    if isinstance(content, Instrument):
        return content.title
    return content.languages[content.source_language].texts["title"]


def _edition(of: QuestionSet, content: Content, version: int, **facts: Any) -> QuestionEdition:
    """A draft of this content, read again as strictly as anything from outside."""
    content = replace(content, code=of.code, version=version)
    licence = content.licence
    try:
        with transaction.atomic():
            return QuestionEdition.objects.create(
                question_set=of,
                version=version,
                content=_checked(content),
                title=title_of(content),
                licence_holder=licence.holder,
                licence_terms=licence.terms,
                licence_source=licence.source,
                licence_expires=licence.expires,
                changed_at=now(),
                **facts,
            )
    except IntegrityError as error:
        raise RuleBroken(_("Er staat al een concept van deze set klaar.")) from error


def _checked(content: Content) -> dict[str, Any]:
    if isinstance(content, Instrument):
        written: dict[str, Any] = written_instrument(content)
        read_instrument(written)
    else:
        written = written_set(content)
        read_set(written)
    return written


def content_of(edition: QuestionEdition) -> Content:
    """What an edition holds, read strictly."""
    if edition.question_set.kind == SetKind.INSTRUMENT:
        return read_instrument(edition.content)
    return read_set(edition.content)


@transaction.atomic
def start_draft(*, question_set: QuestionSet, by: Person) -> QuestionEdition:
    """The next version of a set of our own, beginning as the last one.

    Raises RuleBroken when a draft is there already, or when the texts are somebody else's.
    """
    policies.check_may_write(by, question_set)
    last = question_set.editions.first()
    if last is None or last.is_imported:
        raise RuleBroken(_("De teksten van deze set zijn van een ander en veranderen niet."))
    edition = _edition(
        question_set,
        content_of(last),
        last.version + 1,
        is_imported=False,
        may_be_given_on=last.may_be_given_on,
    )
    record("questions.draft_started", edition, by=by, region_id=question_set.region_id)
    return edition


@transaction.atomic
def change_draft(*, edition: QuestionEdition, content: WebSet, seen: datetime, by: Person) -> None:
    """Change what a draft says. Raises OutOfDate when somebody else did so since ``seen``."""
    policies.check_may_write(by, edition.question_set)
    kept = _locked(edition)
    _check_draft(kept)
    if kept.is_imported:
        raise RuleBroken(_("De teksten van deze set zijn van een ander en veranderen niet."))
    if kept.changed_at != seen:
        raise OutOfDate(_("Iemand anders heeft dit concept net gewijzigd. Bekijk het opnieuw."))
    content = replace(content, code=edition.question_set.code, version=kept.version)
    kept.content, kept.title, kept.changed_at = _checked(content), title_of(content), now()
    kept.save(update_fields=["content", "title", "changed_at"])
    record("questions.changed", edition, by=by, region_id=edition.question_set.region_id)


def _locked(edition: QuestionEdition) -> QuestionEdition:
    return QuestionEdition.objects.select_for_update().get(pk=edition.pk)


def _check_draft(edition: QuestionEdition) -> None:
    if edition.state != EditionState.DRAFT:
        raise RuleBroken(_("Deze versie is gepubliceerd en verandert niet meer."))


@transaction.atomic
def take_over(
    *,
    file: bytes,
    rights: Rights,
    by: Person,
    owner: Owner,
    new_version_of: QuestionSet | None = None,
) -> QuestionEdition:
    """Bring in a FHIR questionnaire as a draft whose texts stay as they are.

    With ``new_version_of`` it is the next version of that set. Raises RuleBroken; then nothing is kept.
    """
    read = read_questionnaire(file)
    content = with_rights(read, rights)
    instrument = isinstance(content, Instrument)
    kind = SetKind.INSTRUMENT if instrument else SetKind.WEB
    if new_version_of is None:
        policies.check_may_make(by, region=owner.region, organisation=owner.organisation)
        of, version = _new_set(content, owner, kind), 1
    else:
        of, version = _next_of(new_version_of, kind, by)
    edition = _edition(
        of,
        content,
        version,
        is_imported=True,
        may_be_given_on=rights.may_be_given_on,
        source_version=read.source_version,
    )
    record("questions.taken_over", edition, by=by, region_id=of.region_id)
    return edition


def _next_of(known: QuestionSet, kind: SetKind, by: Person) -> tuple[QuestionSet, int]:
    policies.check_may_write(by, known)
    last = known.editions.first()
    if known.kind != kind or last is None or not last.is_imported:
        raise RuleBroken(_("Dit bestand is een ander soort set."), field="new_version_of")
    return known, last.version + 1


def with_rights(read: Understood, rights: Rights) -> Content:
    """What was understood, under the licence that the author names. Raises RuleBroken without one."""
    told = read.content.licence
    licence = Licence(
        holder=rights.holder or told.holder,
        terms=rights.terms or told.terms,
        expires=rights.expires or told.expires,
        source=rights.source or told.source,
    )
    if not licence.holder or not licence.terms:
        field = "terms" if licence.holder else "holder"
        raise RuleBroken(_("Schrijf op wie de rechten heeft en wat er mag."), field=field)
    if licence.expires and licence.expires < today():
        raise RuleBroken(_("Deze licentie is al afgelopen."), field="expires")
    return replace(read.content, licence=licence)


@transaction.atomic
def publish(*, edition: QuestionEdition, by: Person) -> None:
    """Let a draft out; from then on it never changes. Translations of texts that stayed go along.

    Raises RuleBroken when it is out already, or its licence has ended.
    """
    policies.check_may_write(by, edition.question_set)
    kept = _locked(edition)
    _check_draft(kept)
    if kept.licence_expires and kept.licence_expires < today():
        raise RuleBroken(_("Deze licentie is al afgelopen."))
    _put_out(kept)
    carry_over(kept)
    record("questions.published", edition, by=by, region_id=edition.question_set.region_id)


def _put_out(edition: QuestionEdition) -> None:
    edition.state, edition.published_at = EditionState.PUBLISHED, now()
    edition.save(update_fields=["state", "published_at"])


@transaction.atomic
def withdraw(*, edition: QuestionEdition, by: Person) -> None:
    """No longer offer a version. Raises RuleBroken unless it is out."""
    policies.check_may_write(by, edition.question_set)
    kept = _locked(edition)
    if kept.state != EditionState.PUBLISHED:
        raise RuleBroken(_("Alleen een gepubliceerde versie kun je intrekken."))
    kept.state, kept.withdrawn_at = EditionState.WITHDRAWN, now()
    kept.save(update_fields=["state", "withdrawn_at"])
    record("questions.withdrawn", edition, by=by, region_id=edition.question_set.region_id)


@transaction.atomic
def drop_draft(*, edition: QuestionEdition, by: Person) -> None:
    """Throw a draft away, and its set when it had nothing else."""
    policies.check_may_write(by, edition.question_set)
    kept = _locked(edition)
    _check_draft(kept)
    record("questions.dropped", edition, by=by, region_id=edition.question_set.region_id)
    kept.delete()
    if not edition.question_set.editions.exists():
        edition.question_set.delete()
