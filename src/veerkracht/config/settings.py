"""All settings of the installation, in one file. Values that differ per place come from env.py."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from veerkracht.config import embedded_postgres, env
from veerkracht.config.env import ROOT, Mode

MODE = env.mode()
DEMO = MODE is Mode.DEMO
TEST = MODE is Mode.TEST
PRODUCTION = MODE is Mode.PRODUCTION
VAR = Path(env.text("VEERKRACHT_VAR", str(ROOT / "var")))

# Name and place

SITE_NAME = env.text("SITE_NAME", "Veerkracht")
SITE_REGION = env.text("SITE_REGION", "Limburg")
SITE_OWNER = env.text("SITE_OWNER", "Beweging Limburg Positief Gezond")
CONTACT_EMAIL = env.text("CONTACT_EMAIL", "hallo@veerkracht.example")
SECURITY_EMAIL = env.text("SECURITY_EMAIL", CONTACT_EMAIL)
SOURCE_CODE_URL = env.text("SOURCE_CODE_URL", "https://veerkracht.example/broncode")
PUBLIC_URL = env.site(
    "PUBLIC_URL",
    None if PRODUCTION else "http://localhost:8000",
    advice="Give the address people type, such as https://veerkracht.example.",
)
PUBLIC_HOST = urlsplit(PUBLIC_URL).hostname or ""
# The conversation's own origin: another host than PUBLIC_URL, so that they share no cookies.
CONVERSATIONS_URL = env.site(
    "CONVERSATIONS_URL",
    None if PRODUCTION else "",
    advice="Give a second host name, such as https://gesprek.veerkracht.example.",
)
CONVERSATIONS_HOST = urlsplit(CONVERSATIONS_URL).hostname or ""

# Django

SECRET_KEY = env.text(
    "SECRET_KEY",
    None if PRODUCTION else "only-for-a-demo-on-this-machine-and-for-tests",
    advice="Make one with: python -c 'import secrets; print(secrets.token_urlsafe(50))'",
)
DEBUG = False
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS", PUBLIC_HOST if PRODUCTION else "localhost,127.0.0.1,testserver"
)
if CONVERSATIONS_HOST and CONVERSATIONS_HOST not in ALLOWED_HOSTS:
    ALLOWED_HOSTS.append(CONVERSATIONS_HOST)
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
ROOT_URLCONF = "veerkracht.config.urls"
WSGI_APPLICATION = "veerkracht.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

OWN_APPS = [
    "veerkracht.kernel",
    "veerkracht.ui",
    "veerkracht.audit",
    "veerkracht.messages",
    "veerkracht.places",
    "veerkracht.people",
    "veerkracht.figures",
    "veerkracht.connections",
    "veerkracht.training",
    "veerkracht.enrolment",
    "veerkracht.bookings",
    "veerkracht.imports",
    "veerkracht.proof",
    "veerkracht.meetings",
    "veerkracht.practice",
    "veerkracht.conversations",
    "veerkracht.programme",
    "veerkracht.coalitions",
    "veerkracht.cocreation",
    "veerkracht.funding",
    "veerkracht.monitoring",
    "veerkracht.outreach",
    "veerkracht.website",
]
INSTALLED_APPS = [
    *OWN_APPS,
    "veerkracht.config",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.snippets",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "veerkracht.conversations.own_origin.OwnOrigin",
    "veerkracht.kernel.page_cache.PageCache",
    "django.middleware.security.SecurityMiddleware",
    "veerkracht.kernel.security.SecurityHeaders",
    "veerkracht.connections.answers.ApiAnswers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "veerkracht.people.returning.WhoReturns",
    "allauth.account.middleware.AccountMiddleware",
    "veerkracht.people.second_factor.SecondFactor",
    "veerkracht.people.own_sessions.LastUsed",
    "django.contrib.messages.middleware.MessageMiddleware",
    "veerkracht.kernel.answers.AnswerErrors",
    "veerkracht.website.moved.MovedPages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "src/veerkracht/config/demo/templates"] if DEMO else [],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["veerkracht.ui.templatetags.dates"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "veerkracht.ui.context.page",
            ],
        },
    },
]
FORM_RENDERER = "veerkracht.ui.forms.Renderer"

# The database: a server by address, or the one from the wheel below var/.
# One-thread workers keep their connection; it is checked at the start of each request.

DATABASE_URL = env.text("DATABASE_URL", "")
DATABASES = {
    "default": {
        **env.database(DATABASE_URL or embedded_postgres.url(VAR / "postgres")),
        "CONN_MAX_AGE": env.number("DATABASE_CONNECTION_AGE", 600),
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": False,
    },
}
# Keys of conversations lie in another database, with a backup of its own (ADR 0027).
KEYS_DATABASE_URL = env.text("KEYS_DATABASE_URL", "")
KEYS_DATABASE = env.database(KEYS_DATABASE_URL) if KEYS_DATABASE_URL else {}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kernel_cache",
    },
    # Pieces of pages that are cheaper kept than made; in this process only, keyed by all they show.
    "here": {
        "BACKEND": "django.core.cache.backends.dummy.DummyCache"
        if TEST and not env.flag("PAGE_CACHE", default=False)
        else "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    },
    # Wagtail would write each size of a picture to the database's cache at every look; lists ask for
    # all sizes in one query.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Language and time: Dutch first

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [ROOT / "src/veerkracht/locale"]
FORMAT_MODULE_PATH = "veerkracht.config.formats"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [
    ROOT / "var/styles",  # one stylesheet, built by: python -m veerkracht.ui.stylesheet
    ("atkinson", ROOT / "node_modules/@fontsource-variable/atkinson-hyperlegible-next/files"),
    ("htmx", ROOT / "node_modules/htmx.org/dist"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TEST
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
WHITENOISE_USE_FINDERS = TEST
# each client of a test would list all files before its first question, which takes a tenth of a second
WHITENOISE_AUTOREFRESH = TEST

# People and sign-in

AUTH_USER_MODEL = "people.Person"
SILENCED_SYSTEM_CHECKS = [
    "auth.W004"
]  # addresses are unique whatever their capitals: person_email_once
AUTHENTICATION_BACKENDS = [
    "veerkracht.people.returning.ByCode",
    "veerkracht.people.returning.OneClick",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/mijn-plek/"
ACCOUNT_ADAPTER = "veerkracht.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = ACCOUNT_LOGIN_BY_CODE_FORMAT
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_FORMS = {"add_email": "veerkracht.people.sign_in.NewAddressForm"}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
SOCIALACCOUNT_ADAPTER = "veerkracht.people.organisation_sign_in.OrganisationsAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"provider_class": "veerkracht.people.openid.OrganisationProvider"}
}
MFA_ADAPTER = "veerkracht.people.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "veerkracht.people.second_factor_forms.StepForm",
    "reauthenticate": "veerkracht.people.second_factor_forms.StepAgainForm",
    "activate_totp": "veerkracht.people.second_factor_forms.AppForm",
    "edit_webauthn": "veerkracht.people.second_factor_forms.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = SITE_NAME
# In the demo one click signs in, and people there are invented. Tests of the second step switch it on.
SECOND_FACTOR_REQUIRED = PRODUCTION

# Mail

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
if DEMO:
    EMAIL_BACKEND = "veerkracht.config.demo.postbox.Postbox"  # read it at /demo/postvak/
elif TEST:
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
else:
    locals().update(
        env.mail(env.text("MAIL_URL", advice="For example smtp+tls://user:password@host:587"))
    )
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", f"{SITE_NAME} <{CONTACT_EMAIL}>")

# Safety

SECURE_SSL_REDIRECT = PRODUCTION
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY", default=PRODUCTION) else None
)
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_ENGINE = "veerkracht.people.returning"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "veerkracht.kernel.answers.csrf_failed"
RATE_LIMITS = env.flag("RATE_LIMITS", default=True)
# Of conversations, where no address of a visitor is looked at: in all, and of one web.
NEW_WEBS_A_MINUTE = env.number("NEW_WEBS_A_MINUTE", 600)
SAVES_A_MINUTE = env.number("SAVES_A_MINUTE", 60)
# A certificate file: with it a test may let kernel.outgoing come to this machine. Never in production.
OUTGOING_LOOPBACK = "" if PRODUCTION else env.text("OUTGOING_LOOPBACK", "")
# Codes to one address, and tries of one code by all who try it at once: some hundred guesses a day, of a million.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = RATE_LIMITS and {
    "request_login_code": "20/m/ip,3/m/key,15/h/key,40/d/key",
    "try_login_code": "3/h/key",
}
PAGE_CACHE = env.flag("PAGE_CACHE", default=not TEST)
AUDIT_KEY = env.text("AUDIT_KEY", SECRET_KEY)

# Wagtail

WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = (
    False  # people do that in Mijn plek
)
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "odt",
    "pdf",
    "pptx",
    "txt",
    "xlsx",
]  # nothing that a browser would run
WAGTAIL_WORKFLOW_ENABLED = True  # somebody else reads a page before it goes out (ADR 0018)
WAGTAIL_FINISH_WORKFLOW_ACTION = "veerkracht.website.approval.publish"
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]  # no svg: it can hold scripts
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15_000_000
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "veerkracht.website.picture_form.PictureForm"
WAGTAILREDIRECTS_AUTO_CREATE = True  # a page that moves leaves its old address working
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}

# Warnings and errors to the console; addresses of people are not logged

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
