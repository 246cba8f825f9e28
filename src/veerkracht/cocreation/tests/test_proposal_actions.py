"""Proposals and rounds: consent and not a majority, an objection and a new version, a decision and a plan."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.cocreation import proposal_actions as actions
from veerkracht.cocreation import proposal_queries as queries
from veerkracht.cocreation import proposal_round_actions as rounds
from veerkracht.cocreation.council_actions import set_council_coordinator
from veerkracht.cocreation.council_sources import my_tasks
from veerkracht.cocreation.models import (
    ConsentRound,
    ConsentView,
    Council,
    ProposalState,
    RoundOutcome,
)
from veerkracht.cocreation.tests.sitting import (
    closed,
    council,
    guide,
    member,
    newest,
    opened,
    place,
    proposal,
    rewritten,
    says,
    session,
    words,
)
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.kernel.together import alone
from veerkracht.meetings.models import Decision
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.models import Person
from veerkracht.programme import plan_actions as plans
from veerkracht.programme.models import Plan, PlanPart, PlanPartyRole
from veerkracht.programme.plan_queries import parts_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def mails(person: Person) -> list[str]:
    """Subjects of what somebody got, in order."""
    send_due()
    found = Message.objects.filter(address=person.email, state="sent").order_by("pk")
    return list(found.values_list("subject", flat=True))


def test_an_objection_sends_it_back_and_the_next_version_asks_the_objector_again(
    clock: Any,
) -> None:
    made = council()
    olga, noor = member(made, "Olga"), member(made, "Noor")
    mine = proposal(made, olga)
    first = opened(mine)
    says(first, olga)
    says(first, noor, "agree")
    says(first, noor, "objection", "Maandag kan niemand.")
    closed(first)
    mine.refresh_from_db()
    first.refresh_from_db()
    assert (mine.state, first.outcome) == (ProposalState.SENT_BACK, RoundOutcome.OBJECTED)
    assert first.decision is None
    with pytest.raises(RuleBroken, match="nieuwe versie"):
        opened(mine)
    rewritten(mine, olga, changed="Nu op dinsdag.")
    second = opened(mine)
    send_due()
    again = Message.objects.filter(address=noor.email, kind=rounds.OPENED).latest("pk")
    assert "Je had bezwaar" in again.text
    assert "Nu op dinsdag." in again.text
    assert (
        "Je had bezwaar"
        not in Message.objects.filter(address=olga.email, kind=rounds.OPENED).latest("pk").text
    )
    says(second, olga)
    says(second, noor, "remark", "Zo kan het.")
    closed(second)
    mine.refresh_from_db()
    assert mine.state == ProposalState.AGREED
    decision = Decision.objects.get(meeting__series=made.series)
    assert decision.what == "Een vaderavond (voorstel, versie 2)"
    assert decision.review_on == today() + timedelta(days=90)
    assert decision.consent_round.version.number == 2
    assert mails(noor)[-1] == "Zo liep de ronde af: Een vaderavond"


def test_too_few_words_are_no_decision() -> None:
    made = council(quorum=100)
    olga = member(made, "Olga")
    member(made, "Noor")
    running = opened(proposal(made))
    says(running, olga)
    with pytest.raises(RuleBroken, match="niet iedereen"):
        closed(running)
    ConsentRound.objects.filter(pk=running.pk).update(
        opened_at=now() - timedelta(days=2), closes_at=now() - timedelta(minutes=1)
    )
    assert closed(running).outcome == RoundOutcome.TOO_FEW
    assert not Decision.objects.exists()


def test_an_objection_has_a_reason_and_only_members_speak() -> None:
    made = council()
    olga = member(made)
    running = opened(proposal(made))
    for kind, why in (("objection", " "), ("remark", ""), ("maybe", "ja")):
        with pytest.raises(RuleBroken):
            says(running, olga, kind, why)
    for stranger in (guide(made), factories.person()):
        with pytest.raises(NotAllowed):
            says(running, stranger)
    says(running, olga, "agree", "dit valt weg")
    assert ConsentView.objects.get().words == ""
    ConsentRound.objects.filter(pk=running.pk).update(
        opened_at=now() - timedelta(days=2), closes_at=now() - timedelta(minutes=1)
    )
    with pytest.raises(RuleBroken, match="voorbij"):
        says(running, olga, "objection", "Te laat")


def test_a_round_needs_members_a_session_and_time() -> None:
    made = council(met=False)
    mine = proposal(made)
    with pytest.raises(RuleBroken, match="geen leden"):
        opened(mine)
    olga = member(made)
    with pytest.raises(RuleBroken, match="één keer samen"):
        opened(mine)
    session(made)
    for days in (0, 61):
        with pytest.raises(RuleBroken):
            opened(mine, days=days)
    with pytest.raises(RuleBroken) as broken:
        rounds.open_round(
            proposal=mine,
            closes_at=now() + timedelta(days=7),
            review_on=today() + timedelta(days=7),
            by=guide(made),
        )
    assert broken.value.field == "review_on"
    with pytest.raises(NotAllowed):
        rounds.open_round(
            proposal=mine,
            closes_at=now() + timedelta(days=7),
            review_on=today() + timedelta(days=90),
            by=olga,
        )
    opened(mine)
    with pytest.raises(RuleBroken, match="loopt een ronde"):
        opened(mine)


def test_versions_stay_and_two_writers_do_not_write_over_each_other() -> None:
    made = council()
    olga, noor = member(made, "Olga"), member(made, "Noor")
    mine = proposal(made, olga)
    rewritten(mine, olga)
    with pytest.raises(OutOfDate):
        actions.write_version(proposal=mine, words=words(changed="Anders"), seen=1, by=guide(made))
    with pytest.raises(RuleBroken) as broken:
        rewritten(mine, olga, changed="")
    assert broken.value.field == "changed"
    with pytest.raises(NotAllowed):
        rewritten(mine, noor)
    assert [one.number for one in mine.versions.all()] == [2, 1]
    for empty in ({"title": " "}, {"what": ""}, {"why": " "}):
        with pytest.raises(RuleBroken):
            proposal(made, olga, **empty)
    with pytest.raises(NotAllowed):
        proposal(made, factories.person())
    opened(mine)
    with pytest.raises(RuleBroken, match="loopt een ronde"):
        rewritten(mine, olga)


def test_a_proposal_is_taken_back_and_its_round_stops() -> None:
    made = council()
    olga = member(made)
    mine = proposal(made, olga)
    running = opened(mine)
    actions.withdraw_proposal(proposal=mine, by=olga)
    running.refresh_from_db()
    assert running.outcome == RoundOutcome.STOPPED
    assert queries.rounds_over(mine) == []
    with pytest.raises(RuleBroken, match="ingetrokken"):
        actions.withdraw_proposal(proposal=mine, by=olga)
    with pytest.raises(RuleBroken, match="voorbij"):
        says(running, olga)


def test_the_job_reminds_once_who_said_nothing_and_closes_in_time(clock: Any) -> None:
    made = council()
    olga, noor = member(made, "Olga"), member(made, "Noor")
    running = opened(proposal(made), days=4)
    says(running, olga)
    assert rounds.remind_of_rounds() == 0
    clock.shift(timedelta(days=3, hours=1))
    assert [rounds.remind_of_rounds(), rounds.remind_of_rounds()] == [1, 0]
    assert "Nog even: wat vind je van Een vaderavond?" in mails(noor)
    assert not any(one.startswith("Nog even") for one in mails(olga))
    assert rounds.close_due_rounds() == 0
    clock.shift(timedelta(days=1))
    assert [rounds.close_due_rounds(), rounds.close_due_rounds()] == [1, 0]
    running.refresh_from_db()
    assert running.outcome == RoundOutcome.PASSED


def test_a_round_that_nobody_looks_after_is_closed_by_who_coordinates_the_region(
    clock: Any,
) -> None:
    made = council(factories.coordinator())
    other = factories.coordinator()
    olga = member(made)
    running = opened(proposal(made), days=2)
    says(running, olga)
    Person.objects.filter(pk=guide(made).pk).update(is_active=False)
    clock.shift(timedelta(days=3))
    assert rounds.close_due_rounds() == 1
    assert other.is_active


def test_what_waits_stands_in_my_place(clock: Any) -> None:
    made = council()
    olga, nel = member(made), factories.person("Nel")
    set_council_coordinator(council=made, person=nel, by=guide(made))
    running = opened(proposal(Council.objects.get(pk=made.pk)), days=2)
    assert [one.title for one in alone(my_tasks(olga))] == ["Een ronde loopt: zeg wat je vindt"]
    says(running, olga)
    assert alone(my_tasks(olga)) == []
    clock.shift(timedelta(days=3))
    assert [one.title for one in alone(my_tasks(nel))] == ["Een ronde is voorbij: rond haar af"]


def agreed(of: Council) -> Any:
    olga = member(of)
    mine = proposal(of, olga)
    running = opened(mine)
    says(running, olga)
    closed(running)
    mine.refresh_from_db()
    return mine


def published(by: Person, changed: str = "", plan: Plan | None = None) -> Plan:
    """A plan, or its next version, published."""
    area = by.roles.get().region
    assert area is not None
    facts = plans.PlanFacts("Plan van de regio", today())
    made = plan or plans.make_plan(region=area, facts=facts, by=by)
    draft = plans.start_draft(plan=made, by=by) if plan else made.versions.get()
    body = f"Tekst {draft.number}"
    plans.set_block(version=draft, block="sections", rows=[plans.Section("Doel", body)], by=by)
    party = plans.Party(PlanPartyRole.CLIENT, name="Provincie")
    plans.set_block(version=draft, block="parties", rows=[party], by=by)
    plans.publish_plan(version=draft, by=by, changed=changed)
    return made


def test_what_changes_in_a_plan_traces_back_to_the_proposal(clock: Any) -> None:
    made = council()
    by = guide(made)
    plan = published(by)
    clock.shift(timedelta(hours=1))
    draft, mine = proposal(made), agreed(made)
    with pytest.raises(RuleBroken, match="aangenomen"):
        actions.hang_proposal(proposal=draft, plan=plan, by=by)
    actions.hang_proposal(proposal=mine, plan=plan, by=by)
    actions.hang_proposal(proposal=mine, plan=plan, by=by)
    assert PlanPart.objects.filter(kind="proposal", key=mine.pk).count() == 1
    (kind, parts) = parts_of(plan)[0]
    assert kind == "Voorstellen van de denktank"
    assert parts[0].shown.title == "Een vaderavond"
    assert parts[0].shown.url == f"/denktank/voorstel/{mine.pk}/"
    assert "(versie 1)" in parts[0].shown.state
    found = queries.plans_of(mine, queries.passed_round(mine))
    assert [(one.title, one.version) for one in found] == [("Plan van de regio", None)]
    clock.shift(timedelta(hours=1))
    published(by, "Er komt een vaderavond.", plan)
    clock.shift(timedelta(hours=1))
    published(by, "Iets anders.", plan)
    (one,) = queries.plans_of(mine, queries.passed_round(mine))
    assert one.version is not None
    assert (one.version.number, one.version.changed) == (2, "Er komt een vaderavond.")
    stranger = member(made, "Noor")
    with pytest.raises(NotAllowed):
        actions.hang_proposal(proposal=mine, plan=plan, by=stranger)


def test_reasons_are_public_only_when_the_think_tank_says_so() -> None:
    made = council()
    olga = member(made)
    mine = proposal(made, olga)
    first = opened(mine)
    says(first, olga, "objection", "Maandag kan niemand.")
    closed(first)
    rewritten(mine, olga)
    second = opened(mine)
    says(second, olga)
    closed(second)
    assert list(queries.public_proposals()) == [mine]
    assert queries.public_reasons(queries.public_proposals().get()) == []
    Council.objects.update(reasons_public=True)
    assert queries.public_reasons(queries.public_proposals().get()) == ["Maandag kan niemand."]
    Decision.objects.update(inside=True)
    assert not queries.public_proposals().exists()


def test_the_database_refuses_what_cannot_be() -> None:
    made = council()
    olga = member(made)
    running = opened(proposal(made))
    says(running, olga)
    view = ConsentView.objects.get()
    later = now() + timedelta(days=1)
    bad = (
        lambda: ConsentView.objects.create(round=running, person=olga, kind="agree", said_at=now()),
        lambda: ConsentView.objects.filter(pk=view.pk).update(kind="objection", words=""),
        lambda: ConsentRound.objects.filter(pk=running.pk).update(closed_at=now()),
        lambda: ConsentRound.objects.filter(pk=running.pk).update(closes_at=running.opened_at),
        lambda: ConsentRound.objects.create(
            proposal=running.proposal,
            version=running.version,
            opened_at=now(),
            closes_at=later,
            needed=1,
            review_on=today(),
        ),
        lambda: running.proposal.versions.create(
            number=1, title="a", what="b", why="c", written_at=now()
        ),
    )
    for deed in bad:
        with pytest.raises(IntegrityError), transaction.atomic():
            deed()
    assert place(made, olga).person == olga
    assert newest(running.proposal).number == 1
