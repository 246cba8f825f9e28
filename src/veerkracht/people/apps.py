"""People as a Django app."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.personal_data import Retention


class PeopleConfig(AppConfig):
    """Holds persons, organisations and roles."""

    name = "veerkracht.people"
    label = "people"

    def ready(self) -> None:
        """Listen to allauth; give our part of personal data, tasks and retention."""
        from veerkracht.kernel import jobs, personal_data, waiting  # noqa: PLC0415 - models must be loaded
        from veerkracht.people import erasure, handlers, notices, own_data, retention  # noqa: F401, PLC0415
        from veerkracht.people.waiting import calendar_page, own_tasks  # noqa: PLC0415

        parts = [own_data.AboutMe(), own_data.Numbers(), own_data.Roles(), own_data.Access()]
        for order, part in enumerate(parts, start=1):
            name = f"{erasure.OWN}.{type(part).__name__.lower()}"
            personal_data.own_data.add(name, part, order=order)
        waiting.tasks.add("people", own_tasks, order=1)
        waiting.own_pages.add("people.calendar", calendar_page, order=20)
        notices.register()
        for name, rule in _retention_rules().items():
            personal_data.retention.add(name, rule)
        daily = jobs.Job(run=personal_data.carry_out_retention, every=timedelta(days=1))
        jobs.jobs.add("retention", daily)
        from veerkracht.people import sleeping  # noqa: PLC0415 - models must be loaded

        sleeping.register()


def _retention_rules() -> dict[str, Retention]:
    from veerkracht.people import retention, sleeping  # noqa: PLC0415 - models must be loaded

    return {
        "people.accounts": Retention(
            title=_("Accounts waar 2 jaar niemand inlogde, een maand na een waarschuwing"),
            overdue=lambda: sleeping.overdue_accounts().count(),
            carry_out=retention.erase_sleeping_accounts,
        ),
        "people.roles": Retention(
            title=_("Rollen die meer dan 2 jaar geleden eindigden"),
            overdue=lambda: retention.ended_roles().count(),
            carry_out=lambda: retention.ended_roles().delete()[0],
        ),
        "people.devices": Retention(
            title=_("Apparaten waarop iemand een jaar niet inlogde"),
            overdue=lambda: retention.old_devices().count(),
            carry_out=lambda: retention.old_devices().delete()[0],
        ),
        "people.calendars": Retention(
            title=_("Adressen van agenda's die een jaar niet gelezen zijn"),
            overdue=lambda: retention.unread_calendars().count(),
            carry_out=lambda: retention.unread_calendars().delete()[0],
        ),
        "people.sessions": Retention(
            title=_("Verlopen sessies"),
            overdue=lambda: retention.expired_sessions().count(),
            carry_out=retention.delete_expired_sessions,
        ),
    }
