"""Sheets from draft to public, lines that two people change, and what the database refuses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from tests import factories
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.kernel.personal_data import retention
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import end_role, erase_person, merge_people
from veerkracht.people.policies import forget_roles
from veerkracht.places.queries import region
from veerkracht.programme import sheet_actions as actions
from veerkracht.programme import sheet_line_actions as lines
from veerkracht.programme import sheet_queries as queries
from veerkracht.programme.models import (
    EditionState,
    MoveKind,
    Sheet,
    SheetEdition,
    SheetLine,
    SheetMove,
)
from veerkracht.programme.sheet_action_actions import make_action_of_line
from veerkracht.programme.tests import sheeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_from_draft_by_the_owner_to_public_and_on() -> None:
    by, bente = factories.coordinator(), sheeting.contact_of_owner()
    edition = sheeting.draft("Een", "Twee", by=by)
    actions.ask_review(edition=edition, by=by, words="Klopt dit?")
    asked = SheetMove.objects.get()
    with pytest.raises(RuleBroken, match="geen concept"):
        sheeting.line(edition, "Drie", by=by)
    with pytest.raises(RuleBroken, match="wat er anders moet"):
        actions.send_back(edition=edition, asked=asked.pk, by=bente, words=" ")
    actions.send_back(edition=edition, asked=asked.pk, by=bente, words="Noem het bedrag.")
    assert list(queries.came_back_to(by)) == [edition]
    sheeting.line(edition, "Drie", by=by)
    actions.ask_review(edition=edition, by=by)
    with pytest.raises(OutOfDate):
        actions.approve(edition=edition, asked=asked.pk, by=bente)
    second = SheetMove.objects.filter(kind=MoveKind.ASKED).latest("pk")
    actions.approve(edition=edition, asked=second.pk, by=bente)
    with pytest.raises(OutOfDate):
        actions.approve(edition=edition, asked=second.pk, by=bente)
    actions.publish(edition=edition, by=by)
    following = actions.start_edition(sheet=edition.sheet, by=by)
    assert following.number == 2
    keys = [list(one.lines.values_list("key", flat=True)) for one in (edition, following)]
    assert keys[0] == keys[1]
    sheeting.published(following, by=by)
    assert sheeting.fresh(edition).state == EditionState.REPLACED
    send_due()
    subjects = list(Message.objects.order_by("pk").values_list("subject", flat=True))
    named = edition.sheet.theme.title
    assert subjects[1] == f"Het themablad {named} kwam terug"
    assert f"Akkoord met het themablad {named}" in subjects
    told = Message.objects.filter(kind=actions.CAME_BACK).first()
    assert told is not None
    assert "Noem het bedrag." in told.text


def test_nobody_else_may() -> None:
    edition = sheeting.draft()
    elsewhere, contact = factories.coordinator(factories.NOORD), factories.contact()
    sheeting.contact_of_owner()
    made = edition.lines.get()
    refused: list[Any] = [
        lambda: actions.ask_review(edition=edition, by=elsewhere),
        lambda: actions.change_sheet(
            sheet=edition.sheet, owner=sheeting.owner(), contact_url="", by=elsewhere
        ),
        lambda: actions.discard_edition(edition=edition, by=contact),
        lambda: lines.remove_line(line=made, version=1, by=elsewhere),
        lambda: sheeting.line(edition, "Hoi", by=contact),
        lambda: actions.approve(edition=edition, asked=1, by=contact),
        lambda: actions.start_edition(sheet=edition.sheet, by=elsewhere),
        lambda: make_action_of_line(
            line=made, what="x", owner=sheeting.owner(), due_on=None, by=elsewhere
        ),
    ]
    for deed in refused:
        with pytest.raises(NotAllowed):
            deed()


def test_an_owner_for_whom_nobody_speaks() -> None:
    by = factories.coordinator()
    edition = sheeting.draft(by=by)
    with pytest.raises(RuleBroken, match="Niemand spreekt"):
        actions.ask_review(edition=edition, by=by)
    with pytest.raises(RuleBroken, match="waarom"):
        actions.review_in_place(edition=edition, reason="", by=by)
    actions.review_in_place(edition=edition, reason="De contactpersoon is weg.", by=by)
    move = SheetMove.objects.get(kind=MoveKind.APPROVED)
    assert (move.in_place, move.words) == (True, "De contactpersoon is weg.")
    actions.take_back(edition=edition, by=by)
    bente = sheeting.contact_of_owner()
    with pytest.raises(RuleBroken, match="zelf bekijken"):
        actions.review_in_place(edition=edition, reason="Toch", by=by)
    actions.ask_review(edition=edition, by=by)
    end_role(role=bente.roles.get(), by=factories.administrator())
    forget_roles(bente)
    send_due()
    assert not Message.objects.filter(kind=actions.ASKED, text__contains="themablad").exists()
    actions.review_in_place(edition=sheeting.fresh(edition), reason="Vertrokken.", by=by)


def test_two_people_in_one_line_and_nothing_is_lost() -> None:
    by = factories.coordinator()
    edition = sheeting.draft("Eerst", by=by)
    one, other = edition.lines.get(), edition.lines.get()
    mine = lines.Contents("execution", "Mijn tekst")
    lines.change_line(line=one, contents=lines.Contents("money", "Hun tekst"), version=1, by=by)
    with pytest.raises(OutOfDate):
        lines.change_line(line=other, contents=mine, version=1, by=by)
    assert SheetLine.objects.get().text == "Hun tekst"
    with pytest.raises(OutOfDate):
        lines.remove_line(line=other, version=1, by=by)
    lines.remove_line(line=other, version=2, by=by)
    kept = lines.change_line(line=other, contents=mine, version=3, by=by)
    assert (kept.text, kept.removed_at, kept.version) == ("Mijn tekst", None, 4)
    lines.remove_line(line=kept, version=4, by=by)
    lines.restore_line(line=kept, by=by)
    lines.remove_line(line=kept, version=6, by=by)
    with pytest.raises(RuleBroken, match="weggehaald"):
        lines.move_line(line=kept, places=1, by=by)
    with pytest.raises(RuleBroken, match="leeg"):
        sheeting.agreed(edition, by=by)


def test_lines_move_and_what_was_removed_goes_when_public() -> None:
    by = factories.coordinator()
    edition = sheeting.draft("Een", "Twee", "Drie", by=by)
    first, second, third = edition.lines.order_by("order")
    lines.move_line(line=third, places=-1, by=by)
    lines.move_line(line=first, places=1, by=by)
    assert [one.text for one in queries.lines_of(edition)] == ["Drie", "Een", "Twee"]
    lines.remove_line(line=second, version=1, by=by)
    sheeting.published(edition, by=by)
    assert [one.text for one in queries.lines_of(edition)] == ["Drie", "Een"]


def test_a_line_is_adopted_with_its_words_and_kind_only() -> None:
    by, nico = factories.coordinator(), factories.coordinator(factories.NOORD)
    subject = sheeting.theme()
    theirs = sheeting.draft("Kort", by=nico, code=factories.NOORD, theme=subject)
    behind = {"action": sheeting.action(theirs)}
    theirs_line = sheeting.line(theirs, "Samen oefenen", by=nico, kind="action", behind=behind)
    ours = sheeting.draft("Van ons", by=by, theme=subject)
    with pytest.raises(RuleBroken, match="niet overnemen"):
        lines.adopt_line(edition=ours, line=theirs_line, by=by)
    sheeting.published(theirs, by=nico)
    taken = lines.adopt_line(edition=ours, line=theirs_line, by=by)
    assert (taken.text, taken.kind, taken.action) == ("Samen oefenen", "action", None)
    assert taken.from_line == theirs_line
    with pytest.raises(RuleBroken, match="al overgenomen"):
        lines.adopt_line(edition=ours, line=theirs_line, by=by)
    pairs = [
        (bool(one.before), bool(one.now))
        for part in queries.beside(queries.lines_of(ours), queries.lines_of(theirs))
        for one in part.pairs
    ]
    assert sorted(pairs) == [(False, True), (True, False), (True, True)]


def test_an_action_is_made_right_at_a_line() -> None:
    by = factories.coordinator()
    edition = sheeting.draft("Trainen van professionals", by=by)
    line = edition.lines.get()
    made = make_action_of_line(
        line=line, what="Trainen", owner=sheeting.owner(), due_on=today(), by=by
    )
    line.refresh_from_db()
    assert (line.kind, line.action, made.theme) == ("action", made, edition.sheet.theme)
    with pytest.raises(ProtectedError):
        made.delete()


@pytest.mark.parametrize(
    ("kind", "behind", "field"),
    [
        ("alignment", {}, "other_region"),
        ("alignment", {"other_region": factories.ZUID}, "other_region"),
        ("alignment", {"other_region": factories.NOORD, "aligned": "agreed"}, "aligned_on"),
        (
            "alignment",
            {"other_region": factories.NOORD, "aligned": "differs", "aligned_on": 0},
            "why",
        ),
        (
            "alignment",
            {"other_region": factories.NOORD, "aligned": "agreed", "aligned_on": 1},
            "aligned_on",
        ),
        ("question", {}, "next_step"),
        ("question", {"settled_on": 1}, "settled_on"),
        ("indicator", {"measure": "verzonnen"}, "measure"),
        ("indicator", {"target": 60}, "target_year"),
        ("link", {"url": "javascript:alert(1)"}, "url"),
        ("link", {"url": "http://x.example"}, "url"),
    ],
)
def test_contents_hold_together(kind: str, behind: dict[str, Any], field: str) -> None:
    by = factories.coordinator()
    edition = sheeting.draft(by=by)
    given = {
        name: region(value)
        if name == "other_region"
        else today() + timedelta(days=value)
        if name.endswith("_on")
        else value
        for name, value in behind.items()
    }
    with pytest.raises(RuleBroken) as broken:
        sheeting.line(edition, "Regel", by=by, kind=kind, behind=given)
    assert broken.value.field == field


def test_what_else_the_rules_refuse() -> None:
    by = factories.coordinator()
    edition = sheeting.draft(by=by)
    nico = factories.coordinator(factories.NOORD)
    elsewhere = sheeting.action(sheeting.draft(by=nico, code=factories.NOORD))
    with pytest.raises(RuleBroken, match="andere regio"):
        sheeting.line(edition, "x", by=by, kind="action", behind={"action": elsewhere})
    with pytest.raises(RuleBroken, match="al een blad"):
        sheeting.draft(by=by, theme=edition.sheet.theme)
    with pytest.raises(RuleBroken, match="koppen"):
        sheeting.line(edition, "x", by=by, section="owner")
    with pytest.raises(RuleBroken, match="al een editie"):
        actions.start_edition(sheet=edition.sheet, by=by)
    with pytest.raises(OutOfDate):
        actions.publish(edition=edition, by=by)
    agreed = sheeting.agreed(edition, by=by)
    with pytest.raises(RuleBroken, match="eerst terug"):
        actions.change_sheet(
            sheet=edition.sheet, owner=factories.organisation(), contact_url="", by=by
        )
    with pytest.raises(RuleBroken, match="Alleen een concept"):
        actions.discard_edition(edition=agreed, by=by)
    actions.take_back(edition=agreed, by=by)
    actions.discard_edition(edition=agreed, by=by)
    assert not Sheet.objects.filter(pk=edition.sheet_id).exists()
    with pytest.raises(OutOfDate):
        actions.ask_review(edition=agreed, by=by)


def test_names_go_and_the_history_stays(clock: Any) -> None:
    by, bente = factories.coordinator(), factories.person()
    edition = sheeting.published(sheeting.draft(by=by), by=by)
    merge_people(keep=bente, drop=by, by=factories.administrator())
    assert SheetMove.objects.filter(by=bente).count() == 2
    erase_person(person=bente, by=bente)
    assert edition.moves.count() == 3
    rule = dict(retention.items())["programme.sheets"]
    assert rule.overdue() == 0
    clock.shift(timedelta(days=7 * 365 + 1))
    assert (rule.overdue(), rule.carry_out(), edition.moves.count()) == (1, 1, 3)


def test_what_the_database_refuses() -> None:
    by = factories.coordinator()
    edition = sheeting.draft(by=by)
    sheet, line = edition.sheet, edition.lines.get()
    moment: dict[str, Any] = {"made_at": now(), "changed_at": now()}
    one: dict[str, Any] = {"edition": edition, "order": 1, "changed_at": now(), "text": "x"}
    wrong: list[Any] = [
        Sheet(theme=sheet.theme, region=sheet.region, owner=sheet.owner, made_at=now()),
        SheetEdition(
            sheet=sheet, number=1, state="replaced", published_at=now(), owner=sheet.owner, **moment
        ),
        SheetEdition(sheet=sheet, number=2, **moment),
        SheetEdition(sheet=sheet, number=2, state="published", **moment),
        SheetEdition(
            sheet=sheet, number=0, state="replaced", published_at=now(), owner=sheet.owner, **moment
        ),
        SheetLine(**{**one, "section": "money", "key": line.key}),
        SheetLine(**{**one, "section": "owner"}),
        SheetLine(**{**one, "section": "money", "text": ""}),
        SheetLine(**{**one, "section": "money", "measure": "x"}),
        SheetLine(**{**one, "section": "money", "action": sheeting.action(edition)}),
        SheetLine(**{**one, "section": "money", "kind": "alignment", "aligned": "differs"}),
        SheetMove(edition=edition, kind="sent-back", made_at=now()),
        SheetMove(edition=edition, kind="approved", in_place=True, made_at=now()),
    ]
    for row in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
    sheeting.published(edition, by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        SheetEdition(
            sheet=sheet,
            number=2,
            state="published",
            published_at=now(),
            owner=sheet.owner,
            **moment,
        ).save()
