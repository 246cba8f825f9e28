"""Asking, deciding, making, fetching once, destroying, and staying out."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.audit.models import Detail, Entry
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.kernel.together import alone
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.monitoring import research_actions as actions
from veerkracht.monitoring import research_privacy, research_rules, research_sources
from veerkracht.monitoring.models import ResearchExport, ResearchObjection, ResearchRequest
from veerkracht.monitoring.tests import researching
from veerkracht.monitoring.tests.researching import approved, asked, decided, rows_in, trained
from veerkracht.people.actions import erase_person, merge_people
from veerkracht.places.queries import region
from veerkracht.practice.tests.grouping import group, held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def made(request: ResearchRequest) -> ResearchExport:
    """The newest file of a request, made by the job."""
    assert request.asked_by is not None
    actions.ask_for_file(request=request, by=request.asked_by)
    assert actions.make_waiting_files() == 1
    return request.exports.order_by("-number")[0]


def fetched(export: ResearchExport) -> list[dict[str, Any]]:
    asker = export.request.asked_by
    assert asker is not None
    return rows_in(actions.fetch_file(export=export, by=asker))


def subjects() -> list[str]:
    send_due()
    return list(Message.objects.order_by("pk").values_list("subject", flat=True))


# Asking and deciding


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"columns": []}, "columns"),
        ({"columns": ["name"]}, "columns"),
        ({"until": "today"}, "until"),
        ({"keep_until": "today"}, "keep_until"),
        ({"keep_until": "far"}, "keep_until"),
        ({"since": "today"}, "until"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(values: dict[str, Any], field: str) -> None:
    days = {"today": today(), "far": today() + timedelta(days=800)}
    given: dict[str, Any] = {
        name: days.get(value, value) if isinstance(value, str) else value
        for name, value in values.items()
    }
    with pytest.raises(RuleBroken) as broken:
        asked(**given)
    assert broken.value.field == field
    assert not ResearchRequest.objects.exists()


def test_who_decides_hears_of_a_request_and_who_asked_of_the_decision() -> None:
    coby, waiting = factories.coordinator(), asked()
    assert subjects() == [f"Verzoek om gegevens voor onderzoek: {waiting}"]
    request = decided(waiting, by=coby)
    assert [one.split(":")[0] for one in subjects()] == [
        "Verzoek om gegevens voor onderzoek",
        "Besluit over je verzoek om gegevens",
    ]
    assert (request.state, request.decided_by) == ("approved", coby)
    assert request.agreement == researching.AGREEMENT


def test_nobody_decides_about_the_own_request_also_not_in_the_database() -> None:
    coby = factories.coordinator()
    request = asked(coby)
    with pytest.raises(RuleBroken, match="iemand anders"):
        decided(request, by=coby)
    with (
        pytest.raises(IntegrityError, match="research_decided_by_a_second_person"),
        transaction.atomic(),
    ):
        ResearchRequest.objects.update(decided_by=coby, decided_at=now())


@pytest.mark.parametrize("who", ["coordinator elsewhere", "trainer", "somebody"])
def test_only_who_coordinates_the_region_decides(who: str) -> None:
    people = {
        "coordinator elsewhere": factories.coordinator(factories.NOORD),
        "trainer": factories.trainer(),
        "somebody": factories.person(),
    }
    with pytest.raises(NotAllowed):
        decided(asked(), by=people[who])


def test_all_regions_together_are_for_an_administrator() -> None:
    request = asked(region=None)
    with pytest.raises(NotAllowed):
        decided(request)
    assert decided(request, by=factories.administrator()).state == "approved"


def test_a_decision_gives_less_but_never_more_than_was_asked() -> None:
    request = asked(columns=["sector", "attended"])
    wrong: tuple[dict[str, Any], ...] = (
        {"columns": ["sector", "quarter"]},
        {"columns": []},
        {"keep_until": request.keep_until + timedelta(days=1)},
        {"agreement": ""},
    )
    for values in wrong:
        with pytest.raises(RuleBroken):
            decided(request, **values)
    sooner = today() + timedelta(days=30)
    agreed = decided(request, columns=["attended"], keep_until=sooner)
    assert (agreed.columns, agreed.keep_until) == (["attended"], sooner)


def test_no_needs_a_reason_and_is_the_end() -> None:
    request = asked()
    with pytest.raises(RuleBroken) as broken:
        decided(request, agreed=False, agreement="")
    assert broken.value.field == "words"
    refused = decided(request, agreed=False, agreement="", words="Dit kan met cijfers.")
    assert refused.state == "refused"
    with pytest.raises(RuleBroken, match="afgewezen"):
        decided(refused)


def test_two_who_decide_at_once_the_second_hears_it() -> None:
    request = asked()
    decided(request)
    with pytest.raises(OutOfDate):
        decided(request)


def test_a_request_can_be_taken_back_until_it_is_decided() -> None:
    by = factories.person()
    request = asked(by)
    with pytest.raises(NotAllowed):
        actions.withdraw_request(request=request, by=factories.coordinator())
    actions.withdraw_request(request=request, by=by)
    later = approved(by)
    with pytest.raises(RuleBroken, match="goedgekeurd"):
        actions.withdraw_request(request=later, by=by)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"state": "approved"}, "research_decided_at_a_moment"),
        ({"columns": []}, "research_asks_for_something"),
        ({"until": "before"}, "research_period_in_order"),
    ],
)
def test_the_database_keeps_requests_whole(values: dict[str, Any], name: str) -> None:
    request = asked()
    if values.get("until"):
        values = {"until": request.since - timedelta(days=1)}
    if name == "research_decided_at_a_moment":
        values = {**values, "agreement": "X"}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ResearchRequest.objects.update(**values)


def test_the_database_knows_no_yes_without_an_agreement() -> None:
    asked()
    with (
        pytest.raises(IntegrityError, match="research_approved_on_an_agreement"),
        transaction.atomic(),
    ):
        ResearchRequest.objects.update(state="approved", decided_at=now())


# The file


def test_a_file_holds_the_agreed_columns_under_pseudonyms_and_nothing_else() -> None:
    people = researching.of_sector("kraamzorg", research_rules.LEAST)
    trained(*people, *researching.of_sector("welzijn", 2))
    export = made(approved(columns=["sector", "attended"]))
    content = bytes(export.content or b"")
    rows = rows_in(content)
    assert export.digest == hashlib.sha256(content).hexdigest()
    assert list(rows[0]) == ["person", "sector", "attended"]
    assert [row["person"] for row in rows] == sorted({row["person"] for row in rows})
    assert sorted({row["sector"] for row in rows}) == ["afgeschermd", "kraamzorg"]
    assert len(rows) == research_rules.LEAST + 2
    for person in people:
        assert person.email.encode() not in content
        assert person.name.encode() not in content


def test_another_file_has_other_pseudonyms_and_no_key_is_kept() -> None:
    trained(*researching.of_sector("kraamzorg", 2))
    request = approved()
    first = fetched(made(request))
    second = fetched(made(request))
    assert {row["person"] for row in first}.isdisjoint(row["person"] for row in second)
    texts = {field.name for field in ResearchExport._meta.get_fields()}
    assert not any("key" in name for name in texts)


def test_a_file_is_fetched_once_and_then_it_is_gone() -> None:
    trained(factories.person())
    request = approved()
    export = made(request)
    with pytest.raises(NotAllowed):
        actions.fetch_file(export=export, by=factories.administrator())
    fetched(export)
    export.refresh_from_db()
    assert (export.downloads, export.content) == (1, None)
    with pytest.raises(RuleBroken, match="niet meer"):
        fetched(export)
    for values in ({"downloads": 2}, {"content": b"again"}, {"fetched_at": None}):
        with pytest.raises(IntegrityError, match="research_export"), transaction.atomic():
            ResearchExport.objects.update(**values)


def test_a_file_is_made_three_times_at_most_and_one_at_a_time() -> None:
    request = approved()
    assert request.asked_by is not None
    actions.ask_for_file(request=request, by=request.asked_by)
    with pytest.raises(RuleBroken, match="komt eraan"):
        actions.ask_for_file(request=request, by=request.asked_by)
    actions.make_waiting_files()
    with pytest.raises(RuleBroken, match="komt eraan"):
        actions.ask_for_file(request=request, by=request.asked_by)
    fetched(request.exports.get())
    for _turn in range(research_rules.MOST_FILES - 1):
        fetched(made(request))
    with pytest.raises(RuleBroken, match="drie keer"):
        actions.ask_for_file(request=request, by=request.asked_by)


def test_what_nobody_fetched_goes_after_a_week(clock: Any) -> None:
    export = made(approved())
    clock.shift(research_rules.FETCH_WITHIN - timedelta(minutes=1))
    assert actions.lapse_files() == 0
    clock.shift(timedelta(minutes=1))
    with pytest.raises(RuleBroken, match="niet meer"):
        fetched(export)
    assert research_privacy.RULES["files"].overdue() == 1
    assert actions.lapse_files() == 1
    assert ResearchExport.objects.get().content is None


def test_no_file_before_yes_or_after_the_time_is_over(clock: Any) -> None:
    waiting = asked()
    assert waiting.asked_by is not None
    with pytest.raises(RuleBroken):
        actions.ask_for_file(request=waiting, by=waiting.asked_by)
    request = approved()
    assert request.asked_by is not None
    clock.shift(timedelta(days=301))
    with pytest.raises(RuleBroken):
        actions.ask_for_file(request=request, by=request.asked_by)


def test_only_trainings_of_the_region_and_period_are_in_it() -> None:
    inside, before = factories.person(), factories.person()
    trained(inside, days=30)
    trained(before, days=200)
    since = today() - timedelta(days=60)
    assert len(fetched(made(approved(since=since)))) == 1
    assert len(fetched(made(approved()))) == 2
    elsewhere = asked(region=region(factories.NOORD))
    decided(elsewhere, by=factories.coordinator(factories.NOORD))
    assert fetched(made(elsewhere)) == []


def test_intervision_has_records_of_its_own() -> None:
    people = [factories.person() for _nth in range(4)]
    held(group(*people), people[0], days=20)
    request = approved(records="intervision", columns=["region", "attended"])
    rows = fetched(made(request))
    assert len({row["person"] for row in rows}) == len(people)
    assert {(row["region"], row["attended"]) for row in rows} == {("afgeschermd", "all")}


def test_who_does_not_want_to_and_who_left_are_not_in_it() -> None:
    staying, unwilling, leaving = (factories.person() for _nth in range(3))
    trained(staying, unwilling, leaving)
    actions.stay_out_of_research(person=unwilling, by=unwilling)
    actions.stay_out_of_research(person=unwilling, by=unwilling)
    erase_person(person=leaving, by=leaving)
    assert len(fetched(made(approved()))) == 1
    actions.take_part_in_research(person=unwilling, by=unwilling)
    assert len(fetched(made(approved()))) == 2
    with pytest.raises(RuleBroken):
        actions.stay_out_of_research(person=staying, by=unwilling)


def test_a_file_that_cannot_be_made_is_loud_and_tried_again(
    caplog: Any,
) -> None:
    request = approved()
    assert request.asked_by is not None
    export = actions.ask_for_file(request=request, by=request.asked_by)
    ResearchRequest.objects.update(records="talks")
    assert actions.make_waiting_files() == 0
    assert "could not be made" in caplog.text
    ResearchRequest.objects.update(records="trainings")
    assert actions.make_waiting_files() == 1
    export.refresh_from_db()
    assert export.content is not None


def test_each_step_is_in_the_audit_trail_without_a_count() -> None:
    trained(*researching.of_sector("kraamzorg", 3))
    request = approved()
    fetched(made(request))
    assert request.asked_by is not None
    actions.say_destroyed(request=request, by=request.asked_by)
    verbs = Entry.objects.filter(verb__startswith="research.").order_by("pk")
    assert [one.removeprefix("research.") for one in verbs.values_list("verb", flat=True)] == [
        "asked",
        "approved",
        "file_asked",
        "file_made",
        "file_fetched",
        "destroyed",
    ]
    kept = Detail.objects.filter(entry__in=verbs).values_list("values", flat=True)
    assert not any({"rows", "people", "count"} & set(values) for values in kept)


# Afterwards


def test_who_has_a_file_is_reminded_once_and_says_that_it_is_gone(clock: Any) -> None:
    request = approved()
    fetched(made(request))
    clock.shift(timedelta(days=280))
    assert actions.remind_to_destroy() == 0
    clock.shift(timedelta(days=10))
    assert [actions.remind_to_destroy(), actions.remind_to_destroy()] == [1, 0]
    assert subjects()[-1] == "Vernietig je bestand voor onderzoek"
    assert request.asked_by is not None
    tasks = alone(research_sources.my_tasks(request.asked_by))
    assert [one.action for one in tasks] == ["Zeg dat het vernietigd is"]
    actions.say_destroyed(request=request, by=request.asked_by)
    assert alone(research_sources.my_tasks(request.asked_by)) == []
    with pytest.raises(RuleBroken):
        actions.ask_for_file(request=request, by=request.asked_by)


def test_what_waits_stands_with_who_decides_and_with_who_fetches() -> None:
    coby, by = factories.coordinator(), factories.person()
    request = asked(by)
    own = asked(coby)
    assert [one.detail for one in alone(research_sources.my_tasks(coby))] == [str(request)]
    assert alone(research_sources.my_tasks(by)) == []
    decided(request, by=coby)
    made(request)
    assert [one.action for one in alone(research_sources.my_tasks(by))] == ["Haal het op"]
    assert own.asked_by == coby


def test_everything_is_in_my_data_and_goes_with_my_account() -> None:
    person = factories.person()
    asked(person)
    request = approved(person)
    made(request)
    actions.stay_out_of_research(person=person, by=person)
    rows = alone(research_privacy.OwnResearch().export(person))
    assert len(rows) == 3
    erase_person(person=person, by=person)
    assert not ResearchRequest.objects.filter(asked_by=person).exists()
    assert set(ResearchRequest.objects.values_list("state", flat=True)) == {"withdrawn", "approved"}
    assert not ResearchExport.objects.filter(content__isnull=False).exists()
    assert not ResearchObjection.objects.exists()


def test_who_stays_out_under_one_of_two_accounts_stays_out() -> None:
    keep, drop = factories.person(), factories.person()
    for one in (keep, drop):
        actions.stay_out_of_research(person=one, by=one)
    merge_people(keep=keep, drop=drop, by=factories.administrator())
    assert ResearchObjection.objects.get().person == keep


def test_requests_go_after_seven_years(clock: Any) -> None:
    refused = decided(asked(), agreed=False, agreement="", words="Nee.")
    approved()
    by = factories.person()
    actions.withdraw_request(request=asked(by), by=by)
    assert research_privacy.RULES["requests"].overdue() == 0
    clock.shift(timedelta(days=7 * 365 + 1))
    assert research_privacy.RULES["requests"].overdue() == 2
    assert research_privacy.RULES["requests"].carry_out() == 2
    assert not ResearchRequest.objects.filter(pk=refused.pk).exists()
    clock.shift(timedelta(days=301))
    assert research_privacy.RULES["requests"].carry_out() == 1
