"""A small Django project apart from the house: it imports nothing of it."""

from __future__ import annotations

import os
from pathlib import Path

SECRET_KEY = "only-for-tests-of-signing-in"
DEBUG = False
ALLOWED_HOSTS = ["localhost"]
ROOT_URLCONF = "tests.identity_provider.urls"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.idp.oidc",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
SESSION_COOKIE_NAME = "school"  # cookies know no ports: beside ours on the same machine
CSRF_COOKIE_NAME = "school-csrf"
IDP_OIDC_ADAPTER = "tests.identity_provider.adapter.SchoolAdapter"
IDP_OIDC_PRIVATE_KEY = Path(os.environ["SCHOOL_KEY"]).read_text("utf-8")
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ["SCHOOL_DATABASE"],
        "HOST": os.environ["SCHOOL_DATABASE_HOST"],
        "PORT": os.environ["SCHOOL_DATABASE_PORT"],
        "USER": os.environ["SCHOOL_DATABASE_USER"],
        "PASSWORD": os.environ["SCHOOL_DATABASE_PASSWORD"],
    }
}
