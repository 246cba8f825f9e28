"""Who takes part: persons, where they work, and what they may do."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.personal_data import Holds, HoldsNone
from veerkracht.places.models import Area


class Sector(models.Model):
    """A field of work, such as midwifery or welfare."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(default=100)

    personal_data = HoldsNone(_("Een lijst van sectoren."))
    objects: ClassVar[models.Manager[Sector]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["order", "name"]

    def __str__(self) -> str:
        return in_language(self, "name")


class Organisation(models.Model):
    """An organisation that takes part: employer, school, provider or partner."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    website = models.URLField(blank=True)
    is_school = models.BooleanField(default=False)
    municipality = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    sectors = models.ManyToManyField(Sector, blank=True, related_name="organisations")
    regions = models.ManyToManyField(Area, blank=True, related_name="active_organisations")

    personal_data = HoldsNone(_("Openbare gegevens over organisaties."))
    objects: ClassVar[models.Manager[Organisation]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class PersonKind(models.TextChoices):
    """In which capacity somebody takes part."""

    PROFESSIONAL = "professional", _("Ik werk in zorg, welzijn of bij een gemeente")
    STUDENT = "student", _("Ik ben student")
    VOLUNTEER = "volunteer", _("Ik ben vrijwilliger")
    EXPERIENCE = "experience", _("Ik ben ervaringsdeskundige of ouder")


class PersonManager(BaseUserManager["Person"]):
    """Makes persons; the e-mail address is the only name to sign in with."""

    def create_user(self, email: str, **fields: Any) -> Person:
        """A person without a password, also when one is given: people sign in by code or passkey."""
        fields.pop("password", None)
        person = self.model(email=email.strip().lower(), **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, **fields: Any) -> Person:
        """The technical administrator, for a first start."""
        return self.create_user(email, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> Person:
        """By e-mail address, whatever its capitals."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who takes part: name, address, language, and work or study."""

    email = models.EmailField(_("e-mailadres"), max_length=254)
    name = models.CharField(_("naam"), max_length=120, blank=True)
    language = models.CharField(
        _("taal"),
        max_length=5,
        choices=[("nl", _("Nederlands")), ("en", _("Engels"))],
        default="nl",
    )
    kind = models.CharField(
        _("hoe doe je mee"), max_length=12, choices=PersonKind, default=PersonKind.PROFESSIONAL
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("organisatie"),
    )
    sector = models.ForeignKey(
        Sector,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("sector"),
    )
    function = models.CharField(_("functie"), max_length=80, blank=True)
    municipality = models.ForeignKey(
        Area,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("gemeente waar je werkt of studeert"),
    )
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    personal_data = Holds(
        what=_("Naam, e-mailadres, taal, organisatie, sector, functie en gemeente"),
        purpose=_("Je inschrijven, je plaats bewaren en je op de hoogte houden"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("Tot je je account verwijdert, of 2 jaar nadat je het laatst inlogde"),
    )
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
            models.CheckConstraint(condition=~Q(email=""), name="person_has_email"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name, for Wagtail and Django's admin."""
        return self.name

    def get_short_name(self) -> str:
        """The first word of the name."""
        return self.name.split(" ")[0]


class Register(models.TextChoices):
    """Professional registers that take training into account."""

    BIG = "big", "BIG-register"
    KNOV = "knov", "Kwaliteitsregister Verloskundigen (KNOV)"
    SKJ = "skj", "SKJ"
    VENVN = "venvn", "Kwaliteitsregister V&V"
    REGISTERPLEIN = "registerplein", "Registerplein"
    NIP = "nip", "NIP"
    ABAN = "aban", "ABAN"
    KCKZ = "kckz", "Kenniscentrum Kraamzorg"


class RegisterNumber(models.Model):
    """A person's number in a professional register."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="register_numbers")
    register = models.CharField(_("register"), max_length=16, choices=Register)
    number = models.CharField(_("nummer"), max_length=24)

    personal_data = Holds(
        what=_("Nummers in beroepsregisters"),
        purpose=_("Punten voor je training doorgeven aan jouw register"),
        ground=_("Uitvoering van de overeenkomst"),
        until=_("Tot je het nummer of je account verwijdert"),
    )
    objects: ClassVar[models.Manager[RegisterNumber]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "register"], name="register_number_once_per_register"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_register_display()} {self.number}"


class RoleKind(models.TextChoices):
    """What somebody may do beyond taking part. Trainers of a course stand with the course."""

    EMPLOYER = "employer", _("contactpersoon van een werkgever")
    TRAINER = "trainer", _("trainer")
    COORDINATOR = "coordinator", _("coördinator")
    EDITOR = "editor", _("redacteur")
    PAYER = "payer", _("betaler")
    ADMINISTRATOR = "administrator", _("beheerder")


STAFF_ROLES = frozenset(
    {
        RoleKind.TRAINER,
        RoleKind.COORDINATOR,
        RoleKind.EDITOR,
        RoleKind.PAYER,
        RoleKind.ADMINISTRATOR,
    }
)


class RoleQuerySet(models.QuerySet["Role"]):
    """Roles by day."""

    def current(self) -> Self:
        """Roles that hold today."""
        day = today()
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))


class Role(models.Model):
    """A person has a role in one region or one organisation, from one day until another."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=14, choices=RoleKind)
    region = models.ForeignKey(Area, models.CASCADE, null=True, blank=True, related_name="roles")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="roles"
    )
    since = models.DateField(default=today)
    until = models.DateField(null=True, blank=True)

    personal_data = Holds(
        what=_("Welke rol iemand heeft, waar en sinds wanneer"),
        purpose=_("Bepalen wie wat mag zien en doen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar na het einde van de rol"),
    )
    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "kind", "region", "organisation"],
                condition=Q(until=None),
                nulls_distinct=False,
                name="role_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="administrator", region=None, organisation=None)
                | Q(kind="employer", region=None, organisation__isnull=False)
                | Q(
                    kind__in=["trainer", "coordinator", "editor", "payer"],
                    region__isnull=False,
                    organisation=None,
                ),
                name="role_has_its_place",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="role_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.region or self.organisation or ''}".strip()


class SignInProvider(models.Model):
    """An identity provider of a school or organisation (OpenID Connect)."""

    slug = models.SlugField(_("naam in het adres"), max_length=40, unique=True)
    name = models.CharField(_("naam"), max_length=40)
    issuer = models.URLField(_("adres van de uitgever (issuer)"), max_length=300)
    client_id = models.CharField(_("client id"), max_length=191)
    secret = models.TextField(_("client secret, versleuteld"), editable=False, blank=True)
    is_open = models.BooleanField(_("mensen kunnen hiermee inloggen"), default=True)
    kind_claim = models.CharField(
        _("gegeven met de rol"), max_length=100, blank=True, default="eduperson_affiliation"
    )
    home_claim = models.CharField(
        _("gegeven met de instelling"),
        max_length=100,
        blank=True,
        default="schac_home_organization",
    )
    trusts_second_factor = models.BooleanField(_("de tweede stap daar telt hier"), default=False)
    second_factor_levels = models.TextField(_("waarden van acr met een tweede stap"), blank=True)

    personal_data = HoldsNone(_("Bij welke scholen en organisaties iemand kan inloggen."))
    objects: ClassVar[models.Manager[SignInProvider]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("inloggen bij een school of organisatie")
        verbose_name_plural = _("inloggen bij scholen en organisaties")

    def __str__(self) -> str:
        return self.name


class SignInDomain(models.Model):
    """A provider speaks for the e-mail addresses of one domain, which belong to one organisation."""

    provider = models.ForeignKey(SignInProvider, models.CASCADE, related_name="domains")
    domain = models.CharField(_("deel na de @"), max_length=190)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="domains", verbose_name=_("organisatie")
    )

    personal_data = HoldsNone(_("Welk maildomein bij welke organisatie hoort."))
    objects: ClassVar[models.Manager[SignInDomain]] = models.Manager()

    class Meta:
        verbose_name = _("maildomein")
        verbose_name_plural = _("maildomeinen")
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("domain"), name="sign_in_domain_once"),
        ]

    def __str__(self) -> str:
        return self.domain


class CalendarFeed(models.Model):
    """A secret address at which a person's agenda can be read, until the person stops it.

    The address holds 128 random bits. ``digest`` finds it back; ``sealed`` is for showing it again to
    its owner. Neither opens anything for who reads the database alone.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    sealed = models.TextField()
    made_at = models.DateTimeField(default=now)
    read_on = models.DateField(null=True)

    personal_data = Holds(
        what=_(
            "Dat je agenda op een geheim adres te lezen is, sinds wanneer, en de laatste dag dat dat gebeurde"
        ),
        purpose=_("Je afspraken in je eigen agenda zetten"),
        ground=_("Toestemming"),
        until=_("Tot je het stopzet, of een jaar nadat het adres voor het laatst gelezen werd"),
    )
    objects: ClassVar[models.Manager[CalendarFeed]] = models.Manager()

    class Meta:
        verbose_name = _("agenda op een geheim adres")

    def __str__(self) -> str:
        return f"calendar of {self.person_id}"


class KnownDevice(models.Model):
    """A browser that somebody signed in with before; a sign-in from another one is told by mail."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="known_devices")
    mark = models.CharField(max_length=64)  # a keyed hash of the cookie in that browser
    since = models.DateField(default=today)
    seen_on = models.DateField(default=today)

    personal_data = Holds(
        what=_("Een kenmerk van elk apparaat waarop je inlogde, en wanneer dat het laatst was"),
        purpose=_("Je een mail sturen als iemand op een nieuw apparaat inlogt"),
        ground=_("Gerechtvaardigd belang"),
        until=_("Tot een jaar nadat je het laatst op dat apparaat inlogde"),
    )
    objects: ClassVar[models.Manager[KnownDevice]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "mark"], name="known_device_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["seen_on"], name="known_device_seen_on")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.seen_on}"
