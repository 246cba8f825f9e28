"""The entry for the web server."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from veerkracht.kernel.garbage import spare_what_stays

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "veerkracht.config.settings")
application = get_wsgi_application()
len(get_resolver().url_patterns)  # imports every view now, not while the first visitor waits
spare_what_stays()
