"""Think tanks: who may, who is asked, who sits there, what is public, and what goes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.cocreation import council_actions as actions
from veerkracht.cocreation import council_policies as policies
from veerkracht.cocreation import council_queries as queries
from veerkracht.cocreation.models import (
    ConsentView,
    Council,
    CouncilAnswer,
    CouncilInvitation,
    CouncilMember,
    IdeaBallot,
    ProposalVersion,
)
from veerkracht.cocreation.tests.sitting import (
    asked,
    closed,
    council,
    guide,
    member,
    newest,
    opened,
    place,
    proposal,
    question,
    says,
)
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.permissions import allows
from veerkracht.kernel.personal_data import own_data, retention
from veerkracht.kernel.together import alone
from veerkracht.meetings.policies import is_member
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import mergers
from veerkracht.people.models import PersonKind, Sector
from veerkracht.places.models import Area
from veerkracht.places.queries import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_only_a_coordinator_of_the_region_starts_one() -> None:
    area, facts = region(factories.ZUID), actions.CouncilFacts("Denktank Zuid")
    with pytest.raises(NotAllowed):
        actions.start_council(region=area, facts=facts, by=factories.coordinator(factories.NOORD))
    by = factories.coordinator()
    first = actions.start_council(region=area, facts=facts, by=by)
    second = actions.start_council(region=area, facts=facts, by=by)
    assert [first.slug, second.slug] == ["denktank-zuid", "denktank-zuid-2"]
    for bad in (actions.CouncilFacts(" "), actions.CouncilFacts("Denktank", quorum=101)):
        with pytest.raises(RuleBroken):
            actions.start_council(region=area, facts=bad, by=by)


def test_who_is_asked_says_yes_without_an_account_and_meets_along() -> None:
    made = council()
    row = asked(made, "Olga Ouder", email="olga@voorbeeld.example")
    send_due()
    mail = Message.objects.get(address="olga@voorbeeld.example")
    assert "Denk je mee" in mail.subject
    assert row.token in mail.text
    with pytest.raises(RuleBroken, match="wacht al"):
        asked(made, email="OLGA@voorbeeld.example")
    seat = actions.say_yes(invitation=row, name="Olga", public_name=True)
    assert (seat.person.kind, seat.public_name) == (PersonKind.EXPERIENCE, True)
    assert is_member(seat.person, made.series)
    assert policies.sits_in(seat.person, made)
    send_due()
    assert Message.objects.filter(address=guide(made).email, subject="Olga denkt mee").exists()
    with pytest.raises(RuleBroken, match="al geantwoord"):
        actions.say_yes(invitation=row, name="Olga", public_name=False)
    with pytest.raises(RuleBroken, match="zit al"):
        asked(made, email="olga@voorbeeld.example")


def test_a_no_wipes_name_and_address_at_once(clock: object) -> None:
    made = council()
    row = asked(made)
    actions.say_no(invitation=row)
    row.refresh_from_db()
    assert (row.name, row.email, row.state) == ("", "", CouncilAnswer.NO)
    other = asked(made)
    actions.withdraw_asking(invitation=other, by=guide(made))
    send_due()
    assert not Message.objects.filter(kind=actions.ASKED, state="sent").exists()
    with pytest.raises(NotAllowed):
        actions.withdraw_asking(invitation=asked(made), by=factories.person())


def test_an_old_invitation_no_longer_counts() -> None:
    row = asked(council())
    CouncilInvitation.objects.filter(pk=row.pk).update(made_at=now() - timedelta(days=61))
    with pytest.raises(RuleBroken, match="te oud"):
        actions.say_yes(invitation=row, name="Olga", public_name=False)


def test_who_is_missing_depends_on_what_the_coordinator_wants() -> None:
    made = council()
    heerlen = Area.objects.get(code="GM0917")
    sector = Sector.objects.all()[0]
    member(made, "Ola", sector=sector, area=heerlen)
    rows = list(queries.members_of(made))
    names = queries.block_names(made)
    role = queries.balance(made, rows, names)[0]
    assert "ouder" not in role.missing.split(", ")
    assert "professional" in role.missing
    wished = {"role:professional": 0, "role:parent": 5}
    actions.wish_for(council=made, wished=wished, by=guide(made))
    made.refresh_from_db()
    role = queries.balance(made, rows, names)[0]
    assert role.missing.startswith("ouder")
    assert "professional" not in role.missing
    for bad in ({"role:parent": -1}, {"role:parent": 21}):
        with pytest.raises(RuleBroken):
            actions.wish_for(council=made, wished=bad, by=guide(made))
    with pytest.raises(NotAllowed):
        actions.wish_for(council=made, wished={}, by=factories.person())


def test_who_leaves_takes_along_what_still_runs() -> None:
    made = council()
    olga, noor = member(made, "Olga"), member(made, "Noor")
    running = opened(proposal(made))
    says(running, olga, "objection", "Te duur")
    IdeaBallot.objects.create(round=question(made), person=olga, budget=5)
    with pytest.raises(NotAllowed):
        actions.end_council_member(member=place(made, olga), by=noor)
    seat = place(made, olga)
    actions.end_council_member(member=seat, by=olga)
    actions.end_council_member(member=seat, by=olga)
    assert not is_member(olga, made.series)
    assert not ConsentView.objects.exists()
    assert not IdeaBallot.objects.exists()
    assert not allows(policies.check_takes_part, olga, made)
    with pytest.raises(NotAllowed):
        says(running, olga)


def test_a_name_is_public_only_as_long_as_its_owner_wants() -> None:
    made = council()
    olga = member(made, "Olga")
    actions.show_own_name(council=made, shown=True, by=olga)
    assert place(made, olga).public_name
    actions.show_own_name(council=made, shown=False, by=olga)
    assert not place(made, olga).public_name
    with pytest.raises(NotAllowed):
        actions.show_own_name(council=made, shown=True, by=factories.person())


def test_another_coordinator_takes_over() -> None:
    made, first, other = council(), factories.person("Carla"), factories.person("Nel")
    actions.set_council_coordinator(council=made, person=first, by=guide(made))
    made.refresh_from_db()
    actions.set_council_coordinator(council=made, person=other, by=first)
    made.refresh_from_db()
    assert (is_member(other, made.series), is_member(first, made.series)) == (True, False)
    assert not allows(policies.check_may_look_after, first, made)
    assert allows(policies.check_may_look_after, other, made)


def test_it_stops_only_when_no_round_runs() -> None:
    made = council()
    olga, by = member(made), guide(made)
    running = opened(proposal(made))
    with pytest.raises(RuleBroken, match="loopt nog een ronde"):
        actions.end_council(council=made, by=by)
    says(running, olga)
    closed(running)
    waiting = asked(made)
    actions.end_council(council=made, by=by)
    actions.end_council(council=made, by=by)
    waiting.refresh_from_db()
    assert waiting.state == CouncilAnswer.WITHDRAWN
    assert not CouncilMember.objects.filter(council=made, until=None).exists()
    assert made not in queries.public_councils()
    assert made in queries.with_ended()
    made.refresh_from_db()
    with pytest.raises(RuleBroken, match="gestopt"):
        asked(made)
    with pytest.raises(NotAllowed):
        actions.end_council(council=made, by=factories.person())


def test_the_database_refuses_what_cannot_be() -> None:
    made = council()
    olga = member(made)
    bad = (
        lambda: CouncilMember.objects.create(
            council=made, person=olga, role="parent", since=today()
        ),
        lambda: CouncilMember.objects.filter(person=olga).update(until=today() - timedelta(1)),
        lambda: Council.objects.filter(pk=made.pk).update(quorum=0),
        lambda: Council.objects.filter(pk=made.pk).update(until=today() - timedelta(1)),
        lambda: CouncilInvitation.objects.filter(council=made).update(state="no"),
    )
    for deed in bad:
        with pytest.raises(IntegrityError), transaction.atomic():
            deed()


def test_one_sees_and_erases_what_is_held() -> None:
    made = council()
    olga = member(made, "Olga", email="olga@voorbeeld.example")
    mine = proposal(made, olga)
    running = opened(mine)
    says(running, olga, "remark", "Begin klein")
    own = dict(own_data.items())["cocreation.council"]
    rows = alone(own.export(olga))
    assert {"Denktank", "Uitnodiging voor", "Voorstel"} <= {key for row in rows for key in row}
    assert any(row.get("Wat je schreef") == "Begin klein" for row in rows)
    own.erase(olga)
    assert alone(own.export(olga)) == []
    assert newest(mine).written_by is None
    assert not ConsentView.objects.exists()


def test_two_persons_become_one_without_saying_a_thing_twice() -> None:
    made = council()
    keep, drop = member(made, "Olga"), member(made, "Olga O.")
    running = opened(proposal(made))
    says(running, keep)
    says(running, drop, "objection", "Te duur")
    dict(mergers.items())["cocreation.council"](keep, drop)
    assert [one.person for one in ConsentView.objects.all()] == [keep]
    assert not CouncilMember.objects.filter(person=drop, until=None).exists()


def test_what_is_old_goes() -> None:
    made = council()
    olga = member(made)
    running = opened(proposal(made, olga))
    says(running, olga)
    closed(running)
    long_ago = now() - timedelta(days=3000)
    CouncilMember.objects.update(since=long_ago, until=long_ago)
    CouncilInvitation.objects.update(made_at=long_ago)
    made.proposals.update(changed_at=long_ago)
    running.proposal.rounds.update(closed_at=long_ago)
    Council.objects.update(since=long_ago, until=long_ago)
    rules = {
        name: rule for name, rule in retention.items() if name.startswith("cocreation.council.")
    }
    assert {name.split(".")[-1]: rule.overdue() for name, rule in rules.items()} == {
        "members": 1,
        "invitations": 1,
        "views": 1,
        "openers": 1,
        "makers": 1,
        "coordinators": 1,
        "ideas": 0,
        "ballots": 0,
    }
    assert all(rule.carry_out() >= 0 for rule in rules.values())
    assert sum(rule.overdue() for rule in rules.values()) == 0
    assert not ProposalVersion.objects.filter(written_by__isnull=False).exists()
