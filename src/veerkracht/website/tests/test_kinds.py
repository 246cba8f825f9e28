"""News, stories and trainings explained: as visitors and machines see them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image as Drawing
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Locale, PageViewRestriction

from tests import factories
from veerkracht.kernel.personal_data import retention
from veerkracht.kernel.pictures import bare
from veerkracht.training import actions as training
from veerkracht.website import queries, searching
from veerkracht.website.models import NewsPage, StoryPage

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("clock"),
    # Wagtail leaves the spooled file of each size that it makes open
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
Publish = Callable[..., Any]


def html_of(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def things_on(address: str) -> list[dict[str, Any]]:
    """What machines read of a page, by schema.org."""
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html_of(address))
    return [thing for block in blocks for thing in json.loads(block)["@graph"]]


def types(address: str) -> list[Any]:
    return [thing["@type"] for thing in things_on(address)]


def test_news_is_listed_newest_first_and_a_few_at_a_time(news: Publish) -> None:
    for day in range(1, 12):
        news(f"Bericht {day:02}", on=date(2026, 11, day))
    first, second = html_of("/nieuws/"), html_of("/nieuws/?page=2")
    assert first.index("Bericht 11") < first.index("Bericht 03")
    assert "Bericht 02" not in first
    assert "Bericht 02" in second
    assert "Bericht 02" in html_of("/nieuws/?page=999")
    assert "Bericht 11" in html_of("/nieuws/?page=oops")


def test_the_home_page_shows_the_latest_news_and_a_story(news: Publish, story: Publish) -> None:
    for day in range(1, 6):
        news(f"Bericht {day}", on=date(2026, 11, day))
    story("Mijn verhaal")
    html = html_of("/")
    assert [n for n in range(1, 6) if f"Bericht {n}" in html] == [3, 4, 5]
    assert "Mijn verhaal" in html
    assert "Mijn verhaal" not in html_of("/en/")


def test_pages_with_pictures_take_at_most_twelve_queries(
    news: Publish,
    story: Publish,
    course_page: Publish,
    picture: Any,
) -> None:
    shown = {"picture": picture, "picture_alternative": "Blauw"}
    for number in range(4):
        news(f"Bericht {number}", **shown)
    one = story(**shown)
    course = factories.course()
    for _number in range(3):
        factories.edition(of=course)
    explained = course_page(course, **shown)
    addresses = ["/", "/en/", "/nieuws/", "/verhalen/", "/trainingen/", one.url, explained.url]
    dear = {}
    for address in [*addresses, "/nieuws/bericht-1/", "/zoeken/?q=bericht"]:
        html_of(address)
        with CaptureQueriesContext(connection) as seen:
            html_of(address)
        if len(seen) > 12:
            dear[address] = len(seen)
    assert dear == {}


def test_a_page_that_is_for_some_is_not_listed_or_found(news: Publish) -> None:
    page = news("Alleen voor ons")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    with TestCase.captureOnCommitCallbacks(execute=True):
        searching.tell(page)
    for address in ("/", "/nieuws/", "/zoeken/?q=alleen", "/nieuws.atom"):
        assert "Alleen voor ons" not in html_of(address).replace("“alleen”", "")


@pytest.mark.parametrize(
    ("words", "decorative", "accepted"),
    [("Drie mensen", False, True), ("", True, True), ("", False, False), ("   ", False, False)],
)
def test_a_picture_of_a_page_needs_words_or_an_explicit_choice(
    news: Publish, picture: Any, words: str, decorative: bool, accepted: bool
) -> None:
    page = news()
    page.picture, page.picture_alternative = picture, words
    page.picture_is_decorative = decorative
    if accepted:
        page.full_clean()
        return
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "picture_alternative" in refused.value.message_dict


def test_the_database_refuses_a_picture_without_words(news: Publish, picture: Any) -> None:
    page = news()
    with pytest.raises(IntegrityError, match="newspage_picture_has_words"), transaction.atomic():
        NewsPage.objects.filter(pk=page.pk).update(picture=picture)


def test_a_picture_that_only_decorates_has_no_words_for_a_screen_reader(
    news: Publish, picture: Any
) -> None:
    page = news(picture=picture, picture_is_decorative=True, picture_alternative="Niet zeggen")
    html = html_of(page.url)
    assert 'alt=""' in html
    assert "Niet zeggen" not in html


def test_a_story_says_that_its_teller_agrees_and_goes_when_that_ends(
    story: Publish, clock: Any
) -> None:
    page = story(consent_until=date(2026, 12, 1))
    assert "Met toestemming van wie dit vertelt." in html_of(page.url)
    rule = dict(retention.items())["website.stories"]
    assert (rule.overdue(), rule.carry_out()) == (0, 0)
    clock.shift(timedelta(days=10))
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert (rule.overdue(), rule.carry_out()) == (1, 1)
    assert Client().get(page.url).status_code == 404
    assert "Een ander gesprek" not in html_of("/zoeken/?q=gesprek")


@pytest.mark.parametrize("until", [date(2026, 10, 1), date(2030, 1, 1)], ids=["before", "long"])
def test_consent_ends_after_its_start_and_within_three_years(story: Publish, until: date) -> None:
    page = story()
    page.consent_until = until
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "consent_until" in refused.value.message_dict


def test_the_database_refuses_consent_that_ends_before_it_begins(story: Publish) -> None:
    page = story()
    with pytest.raises(IntegrityError, match="story_consent_in_order"), transaction.atomic():
        StoryPage.objects.filter(pk=page.pk).update(consent_until=date(2020, 1, 1))


def test_a_training_explained_shows_its_dates_as_they_stand(course_page: Publish) -> None:
    course = factories.course(title="Het gesprek", goals="Luisteren\nVragen")
    page = course_page(course)
    assert "Er staat nu geen datum gepland" in html_of(page.url)
    edition = factories.edition(of=course)
    html = html_of(page.url)
    assert f"/leren/{edition.pk}/het-gesprek/" in html
    assert "<li>Luisteren</li>" in html
    training.call_off_edition(by=None, edition=edition, reason="x")
    assert f"/leren/{edition.pk}/" not in html_of(page.url)


def test_machines_read_what_each_page_is(
    news: Publish, story: Publish, course_page: Publish, picture: Any
) -> None:
    course = factories.course()
    edition = factories.edition(of=course, days=2)
    assert types("/") == ["Organization", "WebSite"]
    shown = news(picture=picture, picture_alternative="Blauw")
    assert types(shown.url) == ["NewsArticle", "BreadcrumbList"]
    assert things_on(shown.url)[0]["image"].startswith("http://localhost:8000/media/images/")
    assert types(story().url) == ["Article", "BreadcrumbList"]
    assert types(course_page(course).url) == ["Course", "BreadcrumbList"]
    [told] = things_on(f"/leren/{edition.pk}/{course.slug}/")
    [instance] = told["hasCourseInstance"]
    assert instance["@type"] == ["CourseInstance", "Event"]
    assert instance["eventStatus"] == "https://schema.org/EventScheduled"
    assert [meeting["@type"] for meeting in instance["subEvent"]] == ["Event", "Event"]
    assert instance["startDate"] == "2026-12-23T10:00:00+01:00"


def test_machines_hear_that_a_training_is_called_off_and_nobody_by_name() -> None:
    trainer = factories.trainer()
    edition = factories.edition(trainers=[trainer])
    training.call_off_edition(by=None, edition=edition, reason="x")
    [told] = things_on(f"/leren/{edition.pk}/{edition.course.slug}/")
    assert told["hasCourseInstance"][0]["eventStatus"] == "https://schema.org/EventCancelled"
    assert str(trainer) not in json.dumps(told)


def test_nothing_typed_can_end_the_block_for_machines(news: Publish) -> None:
    page = news("</script><script>alert(1)</script>", slug="slim", lead="<!-- & -->")
    assert "<script>alert(1)" not in html_of(page.url)
    assert things_on(page.url)[0]["headline"] == "</script><script>alert(1)</script>"


def test_a_link_in_a_message_has_a_title_and_a_picture_of_ours(news: Publish, picture: Any) -> None:
    plain, illustrated = news("Zonder"), news("Met", picture=picture, picture_alternative="Blauw")
    for address, title in [("/", "Wat is voor jou belangrijk?"), (plain.url, "Zonder")]:
        html = html_of(address)
        assert f'property="og:title" content="{title}"' in html
        assert 'property="og:image" content="http://localhost:8000/static/ui/share' in html
    html = html_of(illustrated.url)
    assert 'property="og:image" content="http://localhost:8000/media/images/' in html


def test_the_sitemap_tells_the_other_language_and_the_last_change(news: Publish) -> None:
    page = news("Vertaald")
    english = page.copy_for_translation(Locale.objects.get(language_code="en"))
    english.save_revision().publish()
    edition = factories.edition()
    root = ET.fromstring(html_of("/sitemap.xml"))  # noqa: S314 - we wrote it a line ago
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    link = "{http://www.w3.org/1999/xhtml}link"
    entries = {
        str(entry.findtext(f"{space}loc")): {one.get("hreflang") for one in entry.iter(link)}
        for entry in root.iter(f"{space}url")
    }
    assert entries["http://localhost:8000/nieuws/vertaald/"] == {"nl", "en"}
    assert entries["http://localhost:8000/en/news/vertaald/"] == {"nl", "en"}
    [training_address] = [
        key
        for key in entries
        if key.endswith(f"/leren/{edition.pk}/{edition.course.slug}/") and "/en/" not in key
    ]
    assert entries[training_address] == {"nl", "en"}
    dates = [entry.findtext(f"{space}lastmod") for entry in root.iter(f"{space}url")]
    assert all(dates)


def test_an_old_address_leads_to_the_new_one(
    news: Publish, django_capture_on_commit_callbacks: Any
) -> None:
    page = news("Verhuisd")
    page.slug = "ergens-anders"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    response = Client().get("/nieuws/verhuisd/")
    assert (response.status_code, response.headers["Location"]) == (301, "/nieuws/ergens-anders/")
    assert Redirect.objects.get().automatically_created


def test_the_news_can_be_followed_in_a_reader(news: Publish) -> None:
    news("Oud & <b>nieuw</b>", lead="Kort verteld.")
    news("English", language="en")
    feed = ET.fromstring(html_of("/nieuws.atom"))  # noqa: S314 - we wrote it a line ago
    titles = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles[1:] == ["Oud & <b>nieuw</b>"]
    english = html_of("/en/nieuws.rss")
    assert "English" in english
    for words, page in ((english, "/en/news/"), (html_of("/nieuws.rss"), "/nieuws/")):
        assert f"<link>{settings.PUBLIC_URL}{page}</link>" in words
    assert "Kort verteld." in html_of("/nieuws.rss")
    assert 'type="application/atom+xml"' in html_of("/nieuws/")


def test_editors_see_what_waits_for_a_translation(news: Publish, clock: Any) -> None:
    assert queries.out_of_step() == []
    page = news("Nog niet vertaald")
    assert [one.page.title for one in queries.out_of_step()] == ["Nog niet vertaald"]
    english = page.copy_for_translation(Locale.objects.get(language_code="en"))
    assert queries.out_of_step()[0].translation == english.page_ptr
    english.save_revision().publish()
    assert queries.out_of_step() == []
    clock.shift(timedelta(hours=1))
    page.save_revision().publish()
    assert [one.page.title for one in queries.out_of_step()] == ["Nog niet vertaald"]


def test_the_first_page_of_the_editor_names_them(news: Publish, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    news("Nog niet vertaald")
    client = Client()
    client.force_login(factories.administrator())
    assert "Nog te vertalen" in client.get("/redactie/").content.decode()


def upload(name: str, content: bytes, kind: str = "image/png") -> Any:
    client = Client()
    client.force_login(factories.administrator())
    file = SimpleUploadedFile(name, content, content_type=kind)
    return client.post(reverse("wagtailimages:add"), {"title": name, "file": file})


def drawn(kind: str = "PNG", **options: Any) -> bytes:
    kept = BytesIO()
    Drawing.new("RGB", (60, 40), "red").save(kept, kind, **options)
    return kept.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kwaad.svg", SVG),
        ("kwaad.png", SVG),
        ("kwaad.png", b"<html>"),
        ("plaatje.gif", drawn("GIF")),
        ("leeg.jpg", b""),
    ],
)
def test_only_photos_come_in(settings: Any, tmp_path: Any, name: str, content: bytes) -> None:
    settings.MEDIA_ROOT, settings.SECOND_FACTOR_REQUIRED = tmp_path, False
    upload(name, content)
    assert not get_image_model().objects.exists()


def test_a_photo_comes_in_without_what_the_camera_wrote(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT, settings.SECOND_FACTOR_REQUIRED = tmp_path, False
    facts = Drawing.Exif()
    facts[0x010F] = "Telefoon van An"
    facts[0x0112] = 6  # lies on its side
    upload("foto.jpg", drawn("JPEG", exif=facts), "image/jpeg")
    kept = get_image_model().objects.get()
    with Drawing.open(kept.file.path) as found:
        assert not found.getexif()
        assert found.size == (40, 60), "it stands upright"


def test_a_large_photo_is_kept_at_the_size_that_we_need() -> None:
    kept = BytesIO()
    Drawing.new("RGB", (5000, 2500), "red").save(kept, "JPEG")
    small = bare(SimpleUploadedFile("groot.jpg", kept.getvalue()))
    with Drawing.open(small) as found:
        assert found.size == (2400, 1200)
