"""A group finds a date, meets with the timer on, and its hours count; what was said is found nowhere."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

import pytest

from tests.journeys.browser import Journey, events, method, newest_mail
from tests.journeys.searched import Sent, printed, tables_with
from veerkracht.kernel.clock import now
from veerkracht.meetings.models import Meeting, Poll, PollAnswer, PollInvitation
from veerkracht.meetings.queries import members_at
from veerkracht.practice.group_models import Group

pytestmark = pytest.mark.browser

KRING, SANNE = "De Kring van Heerlen", "verloskundige@voorbeeld.example"
QUESTION = "Hoe spreek ik pimpelpaarse zeemeeuw aan?"
LOOKED_AT = b"The output of the demo is looked at.\n"
HAPPENED = "De zeemeeuw-casus van Bokkepruik bleef liggen."
CARDS = """async () => {
  const opening = indexedDB.open('veerkracht.kaarten');
  const base = await new Promise(done => opening.onsuccess = () => done(opening.result));
  if (!base.objectStoreNames.contains('kaarten')) return [];
  const asked = base.transaction('kaarten').objectStore('kaarten').getAll();
  const rows = await new Promise(done => asked.onsuccess = () => done(asked.result));
  base.close();
  return rows.map(row => [new TextDecoder().decode(row.data), row.key.extractable]);
}"""


def test_a_group_meets(journey: Journey) -> None:
    poll = begin()
    answers_by_the_link(journey, poll)
    before = newest_mail(SANNE)
    picks_a_date(journey, poll)
    meeting = Meeting.objects.get(poll=poll)
    calendar_follows(journey, before)
    prepares(journey)
    sent = writes_a_card(journey)
    runs_the_timer(journey, meeting)
    meets(journey, meeting)
    hours_count(journey)
    found_nowhere(sent)
    looked_after(journey)


def begin() -> Poll:
    """The poll as the demo left it, also after another walk."""
    poll = Poll.objects.get(series__name=KRING)
    Poll.objects.filter(pk=poll.pk).update(closed_at=None, meeting=None)
    Meeting.objects.filter(series=poll.series, made_at__gte=poll.made_at).delete()
    PollAnswer.objects.filter(date__poll=poll, person__email=SANNE).delete()
    PollInvitation.objects.filter(poll=poll, person__email=SANNE).update(answered_at=None)
    poll.refresh_from_db()
    return poll


def answers_by_the_link(journey: Journey, poll: Poll) -> None:
    """Sanne opens the link of the mail, without signing in."""
    journey.become("verloskundige")
    journey.reads("Wanneer kun je?")
    journey.visit("/mijn-plek/intervisie/")
    journey.is_headed(KRING)
    journey.look("group")
    link = f"/datumprikker/{poll.invitations.get(person__email=SANNE).token}/"
    assert link in journey.mail(SANNE, "Wanneer kun je?").text
    journey.become_nobody()
    journey.visit(link)  # the mail was written when the demo was made, elsewhere
    journey.is_headed("Wanneer kun je?")
    assert not PollAnswer.objects.filter(date__poll=poll, person__email=SANNE).exists()
    for date, says in zip(poll.dates.all(), ("yes", "maybe", "no", "yes"), strict=True):
        chosen = journey.page.locator(f'input[name="moment-{date.pk}"][value="{says}"]')
        journey.way.tick(journey.page, chosen)
    journey.look("answer")
    journey.press("Verstuur je antwoord")
    journey.reads("Bewaard. Je mag het veranderen")


def picks_a_date(journey: Journey, poll: Poll) -> None:
    """She sees what everybody said, and picks the date that suits best."""
    journey.become("verloskundige", at=f"/samenkomen/datums/{poll.pk}/")
    journey.reads("past het best")
    journey.look("poll")
    journey.press("Kies deze datum")
    journey.reads("De datum staat vast")


def calendar_follows(journey: Journey, before: int) -> None:
    """The date comes as a calendar file; another place under the same name with a higher number."""
    first = journey.mail(SANNE, "Er is een datum", after=before)
    before = newest_mail(SANNE)
    journey.follow("Wijzig datum of plaats", within="main")
    journey.fill("Waar?", "Bibliotheek, Heerlen")
    journey.press("Wijzig", within="main")
    journey.reads("Bibliotheek, Heerlen")
    second = journey.mail(SANNE, "Andere datum of plaats", after=before)
    told: list[Any] = [events(mail)[0] for mail in (first, second)]
    assert [method(mail) for mail in (first, second)] == ["REQUEST", "REQUEST"]
    assert told[0]["UID"] == told[1]["UID"]
    assert [int(one["SEQUENCE"]) for one in told] == [0, 1]
    assert str(told[1]["LOCATION"]) == "Bibliotheek, Heerlen"
    journey.unfold("Laat iemand anders leiden")
    journey.choose("Wie leidt deze keer?", "Sanne Voorbeeld")
    journey.press("Ruil")
    journey.reads("Sanne Voorbeeld leidt deze bijeenkomst")


def prepares(journey: Journey) -> None:
    """How, and about what: from lists."""
    journey.choose("Werkvorm", "Incidentmethode (1 uur en 5 minuten)")
    journey.choose("Thema", "Mijn team")
    journey.press("Bewaar", within="main")
    journey.reads("Incidentmethode")
    journey.look("meeting")


def writes_a_card(journey: Journey) -> Sent:
    """The case stays on her device: sealed, shown large, there after a reload. Without scripts: paper."""
    sent = Sent()
    sent.listen(journey.page)
    journey.follow("Open mijn kaart", within="main")
    if journey.way.name == "plain":
        journey.reads("Liever op papier?")
        journey.look("paper-card")
        return sent
    journey.fill("Wat is mijn vraag?", QUESTION)
    journey.fill("Wat gebeurde er?", HAPPENED)
    journey.reads("Bewaard op dit apparaat.")
    journey.look("card")
    journey.press("Toon groot")
    journey.reads(QUESTION)
    journey.look("card-large")
    journey.page.reload()
    field = journey.page.get_by_label("Wat gebeurde er?")
    journey.wait_until(lambda: field.input_value() == HAPPENED, "the card is there again")
    [[sealed, may_be_taken_out]] = journey.page.evaluate(CARDS)
    assert "zeemeeuw" not in sealed
    assert may_be_taken_out is False
    journey.press("Wis nu")
    journey.reads("Gewist. Er is niets meer over.")
    is_wiped(journey)
    journey.fill("Wat gebeurde er?", HAPPENED)
    journey.reads("Bewaard op dit apparaat.")
    return sent


def is_wiped(journey: Journey) -> None:
    """Neither the card nor its key is on the device."""
    journey.wait_until(lambda: journey.page.evaluate(CARDS) == [], "the card is wiped")


def runs_the_timer(journey: Journey, meeting: Meeting) -> None:
    """Step by step; it goes on after a reload. Without scripts the steps are a list."""
    journey.visit(f"/samenkomen/bijeenkomst/{meeting.pk}/")
    journey.follow("Open de timer", within="main")
    journey.reads("De inbrenger vertelt wat er gebeurde")
    if journey.way.name != "plain":
        journey.reads("Stap 1 van 6")
        journey.press("Start")
        journey.press("Volgende stap")
        journey.reads("Stap 2 van 6")
        journey.page.reload()
        journey.reads("Stap 2 van 6")
        journey.press("Pauze")
        journey.reads("Ga verder")
    journey.look("timer")


def meets(journey: Journey, meeting: Meeting) -> None:
    """It is over: the card is gone, and Sanne ticks who was there."""
    ends = now() - timedelta(minutes=5)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=ends - timedelta(hours=2), ends_at=ends)
    meeting.refresh_from_db()
    journey.visit(f"/samenkomen/bijeenkomst/{meeting.pk}/")  # the next opening of any of its pages
    if journey.way.name != "plain":
        is_wiped(journey)
    journey.visit(f"/mijn-plek/intervisie/kaart/{meeting.pk}/")
    journey.reads("Je kaart is weg")
    journey.visit("/mijn-plek/")
    journey.follow("Vink aan wie er was", within="main")
    for person in members_at(meeting)[:4]:
        journey.tick(str(person))
    journey.tick("Sanne Voorbeeld")
    journey.look("presence")
    journey.press("Bewaar de lijst")
    journey.reads("Ieder kan de eigen tijd nog verbeteren")
    journey.look("held")
    journey.visit(f"/samenkomen/bijeenkomst/{meeting.pk}/lijst/")
    journey.look("paper-list")


def hours_count(journey: Journey) -> None:
    """The hours say whether the rule of the register is met, on paper as well."""
    journey.visit("/mijn-plek/intervisie/uren/")
    journey.reads("Voldaan:")
    journey.look("hours")
    path = journey.page.get_by_role("link", name="Bewijs van").first.get_attribute("href")
    answer = journey.page.request.get(f"{journey.address}{path}")
    assert answer.body().startswith(b"%PDF")
    journey.visit("/mijn-plek/register/")
    journey.reads(f"Intervisie: {KRING}")


def found_nowhere(sent: Sent) -> None:
    """Not in what the browser sent, not in a row, a mail or a backup, and not in a log."""
    assert sent.has("/mijn-plek/intervisie/kaart/")
    assert "public.meetings_series" in tables_with(KRING)
    os.write(2, LOOKED_AT)
    output = printed()
    assert output is None or LOOKED_AT in output
    for words in ("zeemeeuw", "Bokkepruik"):
        assert not sent.has(words)
        assert tables_with(words) == []
        assert words.encode() not in (output or b"")


def looked_after(journey: Journey) -> None:
    """The coordinator sees which groups meet, plan and sleep; shared lessons are for all."""
    journey.visit("/mijn-plek/intervisie/lessen/zuid-limburg/")
    journey.reads("Wie eerst stil is")
    journey.become("coordinator", at="/werk/intervisie/")
    journey.reads("De Stille Heuvel")
    assert Group.objects.get(series__name="De Stille Heuvel").series.state == "sleeps"
    journey.look("overview")
