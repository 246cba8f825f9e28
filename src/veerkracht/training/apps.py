"""Training as a Django app."""

from __future__ import annotations

from functools import partial

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Holds what can be learnt, when and where."""

    name = "veerkracht.training"
    label = "training"

    def ready(self) -> None:
        """Take part: a word in the header, handlers, agenda, own data and retention."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from veerkracht.connections.rest import routers  # noqa: PLC0415
        from veerkracht.kernel.personal_data import Retention, own_data, retention  # noqa: PLC0415
        from veerkracht.kernel.searching import documents  # noqa: PLC0415
        from veerkracht.kernel.waiting import agenda, own_pages  # noqa: PLC0415
        from veerkracht.people.actions import mergers  # noqa: PLC0415
        from veerkracht.training import api, handlers, menu, merging, sources, telling  # noqa: F401, PLC0415 - models must be loaded
        from veerkracht.training import training_activities as on_the_map  # noqa: PLC0415
        from veerkracht.training.searching import SOURCE, trainings  # noqa: PLC0415
        from veerkracht.ui.navigation import navigation  # noqa: PLC0415

        routers.add("training", api.router, order=10)
        telling.register()
        on_the_map.register()
        navigation.add("leren", menu.learning, order=10)
        agenda.add("training", sources.sessions_i_give)
        documents.add(SOURCE, trainings, order=20)
        own_pages.add("training", sources.my_pages, order=15)
        own_data.add("training", sources.OwnLearning())
        mergers.add("training", merging.before_merging, order=20)
        for name, title, old in (
            ("achievements", _("Verlopen kwalificaties"), sources.old_achievements),
            ("trainers", _("Wie lang geleden training gaf"), sources.old_assignments),
            ("taken_over", _("Overgenomen trainingen van 7 jaar geleden"), sources.old_taken_over),
        ):
            rule = Retention(title, partial(sources.count, old), partial(sources.remove, old))
            retention.add(f"training.{name}", rule)
