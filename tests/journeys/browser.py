"""A journey through the demo in Chromium: walking, looking, and reading the mail.

``look`` lets axe search the page as it is now; ``make journey`` keeps pictures of it in
``var/journeys/<journey>/``.
"""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar
from playwright.sync_api import Error, expect

from tests.environment import ROOT
from tests.journeys import alike, judging
from tests.journeys.ways import DESKTOP, PHONE
from veerkracht.kernel.clock import now
from veerkracht.messages.models import Message, MessageState
from veerkracht.messages.rules import after_quiet

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Locator,
        Page,
        Request,
        Response,
        ViewportSize,
    )

    from tests.journeys.ways import Way

CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# a picture hides the caret and leaves empty style attributes, which our policy forbids htmx to copy
WITHOUT_TRACES = """() => document.querySelectorAll('[style=""]')
  .forEach(element => element.removeAttribute('style'))"""
WIDTH = "document.documentElement.scrollWidth"
SCREEN = {"color_scheme": "light", "media": "screen"}
NARROW = {"width": 320, "height": 640}
VIEWS: tuple[tuple[str, ViewportSize, dict[str, Any]], ...] = (
    ("phone", PHONE, {}),
    ("desktop", DESKTOP, {}),
    ("dark", DESKTOP, {"color_scheme": "dark"}),
    ("print", DESKTOP, {"media": "print"}),
)
EXAMINED = ("desktop", "dark")
PICTURES = bool(
    os.environ.get("PICTURES")
)  # for people; making them takes as long as looking with axe
TUTORIAL = bool(os.environ.get("TUTORIAL"))
SECONDS = 60_000  # milliseconds to wait for a page on a busy machine
A_JOB_GOES_LAST = 120  # seconds to wait for what the jobs do
LOOK_AGAIN = 100  # milliseconds between looks at what no page tells of


@dataclass
class Journey:
    """One walk, in one way. ``name`` is its folder of pictures; ``address`` where the demo runs."""

    name: str
    address: str
    browser: Browser
    way: Way
    troubles: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)  # answers that are meant, such as "422"
    others: tuple[str, ...] = ()  # further addresses of ours that it may ask
    _looks: Counter[str] = field(default_factory=Counter)
    _context: BrowserContext | None = None
    _media: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.page = self._new_page()

    def _new_page(self) -> Page:
        settings = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", **self.way.settings}
        self._context = self.browser.new_context(**settings)
        self._media = SCREEN
        self._context.set_default_timeout(SECONDS)
        page = self._context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        page.on("request", self._asked)
        return page

    # Walking

    def visit(self, path: str) -> None:
        """Type an address of the demo, as somebody does who has a link."""
        self.page.goto(self.address + path)

    def become_nobody(self) -> None:
        """Be a visitor that nobody knows from here on, in a browser of their own."""
        self.end()
        self.page = self._new_page()

    def become(self, key: str, *, at: str | None = None) -> None:
        """Be one of the demo's people from here on, in a browser of their own: where one lands, or ``at`` a page."""
        self.become_nobody()
        assert self._context
        landed = self._context.request.get(f"{self.address}/demo/inloggen/{key}/", max_redirects=0)
        self.visit(at or landed.headers["location"])

    def follow(self, words: str, *, within: str = "body") -> None:
        """Follow the first link that says so."""
        self.way.press(self.page, self._found("link", words, within))
        self.page.wait_for_load_state()

    def press(self, words: str, *, within: str = "body") -> None:
        """Press the first button that says so."""
        self.way.press(self.page, self._found("button", words, within))
        self.page.wait_for_load_state()

    def unfold(self, words: str) -> None:
        """Open a part of the page that is folded."""
        self.way.press(self.page, self.page.locator("main summary", has_text=words).first)

    def confirm(self, words: str) -> None:
        """Press a button that asks first where there are scripts, and say yes."""
        self.press(words)
        dialog = self.page.get_by_role("dialog")
        if self.way.name != "plain":
            self.way.press(self.page, dialog.get_by_role("button", name=words))
            self.page.wait_for_load_state()

    def fill(self, label: str, text: str, *, within: str = "main") -> None:
        """Type in the first field with this label."""
        self.way.fill(self.page, self._field(label, within), text)

    def tick(self, label: str) -> None:
        """Tick the box, or choose the radio button, with this label."""
        self.way.tick(self.page, self._field(label))

    def choose(self, label: str, option: str) -> None:
        """Choose from the list with this label."""
        self.way.choose(self.page, self._field(label), option)

    def _found(self, role: Any, words: str, within: str) -> Locator:
        named = re.compile(re.escape(words))
        return self.page.locator(within).get_by_role(role, name=named).locator("visible=true").first

    def _field(self, label: str, within: str = "main") -> Locator:
        named = re.compile("^" + re.escape(label))
        return self.page.locator(within).get_by_label(named).locator("visible=true").first

    def take(self, moment: timedelta) -> None:
        """Be on this page for as long as that, as people are who read it."""
        here = timedelta(milliseconds=self.page.evaluate("performance.now()"))
        if here < moment:
            self.page.wait_for_timeout((moment - here) / timedelta(milliseconds=1))

    # Looking

    def reads(self, words: str) -> None:
        """The page says this, in its main part."""
        expect(self.page.locator("main")).to_contain_text(words, timeout=SECONDS)

    def is_headed(self, words: str) -> None:
        """The page's first heading says this."""
        expect(self.page.locator("h1")).to_contain_text(words, timeout=SECONDS)

    def keep(self, name: str) -> None:
        """One picture of a page that is not ours to judge, such as the website's editor."""
        self._looks["all"] += 1
        self._picture(f"{self._looks['all']:02}-{name}-{self.way.name}.png")

    def teach(self, name: str) -> None:
        """One picture of what stands on a desk's screen, for a tutorial.

        With ``TUTORIAL=yes`` it takes the place of the one in ``docs/pictures``.
        """
        self.keep(name)
        if TUTORIAL:
            self.page.screenshot(path=ROOT / "docs/pictures" / f"{name}.png")

    def look(self, name: str) -> None:
        """By touch: pictures in every light and width, and axe where no page like it was judged. Else one picture."""
        self._looks["all"] += 1
        if self.way.name != "touch":  # axe saw the same states of these pages on that walk
            self._picture(f"{self._looks['all']:02}-{name}-{self.way.name}.png")
            return
        try:
            self._look_well(name)
        except (
            Error
        ) as left:  # the page that was pressed for came only now, or one looked anew by itself
            if "context was destroyed" not in left.message:
                raise
            self.page.wait_for_load_state()
            self._look_well(name)

    def _look_well(self, name: str) -> None:
        self.page.wait_for_function(
            "document.readyState === 'complete'"
        )  # one that comes has no body yet
        built = alike.building(self.page)
        self._look_around(name, judge=built not in alike.JUDGED)
        alike.JUDGED.add(built)

    def _look_around(self, name: str, *, judge: bool) -> None:
        self._show(NARROW, {})
        assert self.page.evaluate(WIDTH) <= NARROW["width"], f"{name} sticks out at 320 px"
        if judge:
            judging.prepare(self.page)
            self._is_right(judging.narrow(self.page), name, "320 px")
        for view, size, media in VIEWS:
            examine = judge and view in EXAMINED
            if PICTURES or examine:
                self._show(size, media)
                self._picture(f"{self._looks['all']:02}-{name}-{view}.png")
            if examine and view == "desktop":
                self._is_right(judging.wide(self.page, whole=PICTURES), name, view)
            if examine:
                self._is_right(judging.colours(self.page, whole=PICTURES), name, view)
        self._show(self.way.settings["viewport"], {})

    def _is_right(self, faults: list[str], name: str, view: str) -> None:
        assert faults == [], f"axe on {name} ({view}): {faults}"

    def _show(self, size: Any, media: dict[str, Any]) -> None:
        """Change only what differs: each change makes the whole page anew."""
        media = {**SCREEN, **media}
        if size != self.page.viewport_size:
            self.page.set_viewport_size(size)
        if media != self._media:
            self.page.emulate_media(**media)
        self._media = media

    def _picture(self, name: str) -> None:
        if not PICTURES:
            return
        folder = ROOT / "var/journeys" / self.name
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / name, full_page=True)
        if self.way.name != "plain":
            self.page.evaluate(WITHOUT_TRACES)

    # Mail

    def mail(self, address: str, subject: str, *, after: int = 0) -> Message:
        """The newest mail to this address with these words in its subject, once it was sent.

        ``after`` is the number of a mail (:func:`newest_mail`) that does not count, nor do earlier ones.
        """
        about = Message.objects.filter(address=address, subject__contains=subject, pk__gt=after)

        def arrived() -> bool:
            self._let_morning_come(address, after)
            return about.filter(sent_at__isnull=False).exists()

        self.wait_until(arrived, f"{subject} to {address}")
        return about.filter(sent_at__isnull=False).latest("pk")

    def _let_morning_come(self, address: str, after: int) -> None:
        """What waits only because people are left alone at night and on Sundays may go."""
        moment = now()
        held = Message.objects.filter(address=address, state=MessageState.QUEUED, pk__gt=after)
        held = held.filter(due_at__gt=moment, due_at__lte=after_quiet(moment))
        held.update(due_at=moment)

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait for something that no page tells of."""
        deadline = time.monotonic() + A_JOB_GOES_LAST
        while not holds():
            assert time.monotonic() < deadline, f"still not so: {what}, at {self.page.url}"
            self.page.wait_for_timeout(LOOK_AGAIN)

    def open_mail(self, mail: Message) -> None:
        """Follow the button of a mail; one that went out while the demo was loaded names the tests' own address."""
        ours = "|".join(re.escape(one) for one in (self.address, settings.PUBLIC_URL))
        links = re.findall(rf"(?:{ours})(\S*)", mail.text)
        assert links, f"no link in {mail.subject}"
        self.visit(links[0])

    def sign_in(self, address: str) -> None:
        """Through the sign-in page that is open now, with the code from the mail that it sends."""
        before = newest_mail(address)
        self.fill("Je e-mailadres", address)
        self.press("Stuur me een code")
        self.is_headed("Vul je code in")
        code = re.search(r"\b(\d{6}|\d{3} \d{3})\b", self.mail(address, "code", after=before).text)
        assert code, "the mail holds no code of six digits"
        self.fill("Code uit de mail", code.group())
        self.press("Inloggen", within="main")

    # What must not happen

    def _hear(self, message: ConsoleMessage) -> None:
        meant = any(
            f"status of {one}" in message.text or f"net::{one}" in message.text
            for one in self.expected
        )
        if message.type in {"error", "warning"} and not meant:
            self.troubles.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        ours = {urlsplit(one).netloc for one in (self.address, *self.others)}
        if urlsplit(request.url).netloc not in ours | {""}:  # blobs and data have none
            self.troubles.append(f"asked elsewhere: {request.url}")

    def _failed(self, request: Request) -> None:
        why = str(request.failure)
        unused = self.way.name == "plain" and why == "csp"  # scripts that may not run
        meant = ("ERR_ABORTED", *self.expected)  # left the page while it was loading
        if not unused and not any(one in why for one in meant):
            self.troubles.append(f"failed: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and str(response.status) not in self.expected:
            self.troubles.append(f"{response.status}: {response.url}")

    def end(self) -> None:
        """Close the browser; nothing went wrong on the way."""
        if self._context:
            self._context.close()
        assert self.troubles == [], f"on the way: {self.troubles}"


def newest_mail(address: str) -> int:
    """The number of the newest mail to this address until now, sent or not."""
    newest = Message.objects.filter(address=address).order_by("-pk").first()
    return newest.pk if newest else 0


def events(mail: Message) -> list[Any]:
    """The events in a mail's calendar file."""
    return list(Calendar.from_ical(mail.calendar).walk("VEVENT"))


def method(mail: Message) -> str:
    """What a mail's calendar file asks of a calendar: REQUEST or CANCEL."""
    return str(Calendar.from_ical(mail.calendar)["METHOD"])
