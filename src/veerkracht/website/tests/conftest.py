"""Pages and pictures for tests of the website."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from PIL import Image as Drawing
from wagtail.images import get_image_model

from veerkracht.website.every_page import WebsitePage
from veerkracht.website.models import (
    CourseIndexPage,
    CoursePage,
    NewsIndexPage,
    NewsPage,
    PortraitIndexPage,
    PortraitPage,
    StoryIndexPage,
    StoryPage,
)

Publish = Callable[..., Any]


@pytest.fixture
def picture(settings: Any, tmp_path: Any) -> Any:
    """A blue picture of 1600 by 900."""
    settings.MEDIA_ROOT = tmp_path
    path = tmp_path / "blue.png"
    Drawing.new("RGB", (1600, 900), "blue").save(path)
    file = SimpleUploadedFile("blue.png", path.read_bytes(), content_type="image/png")
    return get_image_model().objects.create(title="Blauw", file=file)


def below(index: type[WebsitePage], page: WebsitePage, language: str = "nl") -> Any:
    """The page, published below the list of its kind; the search learns of it as after a commit."""
    parent = index.objects.get(locale__language_code=language)
    page.locale = parent.locale
    with TestCase.captureOnCommitCallbacks(execute=True):
        parent.add_child(instance=page)
        page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def news(db: None) -> Publish:
    """Publishes a news item."""

    def publish(title: str = "Nieuwe training", language: str = "nl", **values: Any) -> NewsPage:
        given = {"lead": "Er is iets nieuws.", "on": date(2026, 11, 20), **values}
        return below(NewsIndexPage, NewsPage(title=title, **given), language)  # type: ignore[no-any-return]

    return publish


@pytest.fixture
def story(db: None) -> Publish:
    """Publishes a story."""

    def publish(title: str = "Een ander gesprek", **values: Any) -> StoryPage:
        given = {
            "lead": "Ik vroeg het gewoon.",
            "who": "Mieke",
            "consent_on": date(2026, 11, 1),
            "consent_until": date(2028, 11, 1),
            **values,
        }
        return below(StoryIndexPage, StoryPage(title=title, **given))  # type: ignore[no-any-return]

    return publish


@pytest.fixture
def course_page(db: None) -> Publish:
    """Publishes the page of a course."""

    def publish(course: Any, title: str = "De basis", **values: Any) -> CoursePage:
        given = {"lead": "Rustig uitgelegd.", "course": course, **values}
        return below(CourseIndexPage, CoursePage(title=title, **given))  # type: ignore[no-any-return]

    return publish


@pytest.fixture
def portrait(db: None) -> Publish:
    """Publishes a portrait."""

    def publish(title: str = "Fatima luistert", **values: Any) -> PortraitPage:
        given = {
            "lead": "Ze begint met een vraag.",
            "who": "Fatima",
            "consent_on": date(2026, 11, 1),
            "consent_until": date(2028, 11, 1),
            **values,
        }
        return below(PortraitIndexPage, PortraitPage(title=title, **given))  # type: ignore[no-any-return]

    return publish
