"""The website as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    """Pages in Wagtail."""

    name = "veerkracht.website"
    label = "website"

    def ready(self) -> None:
        """Put our words in the header, listen, and register the round of the editors."""
        from veerkracht.kernel.personal_data import Retention, retention  # noqa: PLC0415
        from veerkracht.website import actions, handlers, menu, newsletter  # noqa: PLC0415 - models are ready only now

        menu.register()
        handlers.register()
        newsletter.register()
        rule = Retention(
            title=_("Verhalen waarvan de toestemming voorbij is"),
            overdue=lambda: actions.stories_past_consent().count(),
            carry_out=actions.take_off_stories,
        )
        retention.add("website.stories", rule)
        portraits = Retention(
            title=_("Portretten waarvan de toestemming voorbij is"),
            overdue=lambda: actions.portraits_past_consent().count(),
            carry_out=actions.take_off_portraits,
        )
        retention.add("website.portraits", portraits)
