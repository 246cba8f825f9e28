"""The pages of plans: public and printed, the desk, writing a draft, and what others may not."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from veerkracht.figures.models import Release, Table
from veerkracht.kernel.clock import held_at, now, today
from veerkracht.programme import plan_actions as actions
from veerkracht.programme import plan_report_actions as reports
from veerkracht.programme.plan_actions import Target
from veerkracht.programme.plan_models import Plan
from veerkracht.programme.plan_report_models import PlanReport
from veerkracht.programme.plan_rules import Half
from veerkracht.programme.tests.promising import agreement, line
from veerkracht.programme.tests.scheming import IN_JUNE, drafted, published, who_asks, write
from veerkracht.programme.tests.test_agreement_views import client_of, text

pytestmark = pytest.mark.django_db


def test_anybody_reads_what_is_published_and_nobody_a_draft() -> None:
    coordinator, anybody = factories.coordinator(), Client()
    draft = drafted(coordinator, title="Concept van iets")
    plan = published(coordinator, title_en="Schooling plan")
    page = text(anybody.get("/plannen/scholingsplan/"))
    assert "Samen leren en ontwikkelen" in page
    assert "Provincie Limburg" in page
    assert "Schooling plan" in text(anybody.get("/en/plannen/scholingsplan/"))
    assert "Concept van iets" not in text(anybody.get("/plannen/"))
    assert anybody.get(f"/plannen/{draft.slug}/").status_code == 404
    assert anybody.get(f"/plannen/{plan.slug}/versie/2/").status_code == 404
    assert anybody.get(f"/plannen/{plan.slug}/verschil/1/9/").status_code == 404


def test_a_target_says_what_it_counts_and_leads_to_figures_that_count_otherwise() -> None:
    coordinator = factories.coordinator()
    plan = drafted(coordinator)
    target = Target("Geschoold", plan.region, 2026, 200, measure="finished-training")
    version = plan.versions.get()
    actions.set_block(version=version, block="targets", rows=[target], by=coordinator)
    actions.publish_plan(version=version, by=coordinator)
    page = text(Client().get("/plannen/scholingsplan/"))
    assert "Geteld over 2026: Mensen die een training afrondden" in page
    assert "De cijfers tellen anders" not in page  # nothing was released yet
    released = Release.objects.create(
        area=plan.region, number=1, as_of=today(), published_at=now(), signature="", key="x"
    )
    Table.objects.create(release=released, indicator="professionals-trained", name="Geschoold")
    page = text(Client().get("/plannen/scholingsplan/"))
    assert "De cijfers tellen anders: elke professional één keer" in page
    assert 'href="/cijfers/professionals-trained/"' in page


def test_two_versions_stand_side_by_side_with_what_differs() -> None:
    coordinator = factories.coordinator()
    plan = published(coordinator)
    draft = actions.start_draft(plan=plan, by=coordinator)
    write(plan, coordinator, body="Samen leren we <b>elke</b> week.")
    actions.publish_plan(version=draft, by=coordinator, changed="Vaker")
    page = text(Client().get(f"/plannen/{plan.slug}/verschil/1/2/"))
    assert "<ins>&lt;b&gt;elke&lt;/b&gt; week.</ins>" in page
    assert "<del>elke dag.</del>" in page
    old = text(Client().get(f"/plannen/{plan.slug}/versie/1/"))
    assert "Dit is een eerdere versie" in old


def test_a_coordinator_makes_writes_and_publishes_a_plan_through_the_pages() -> None:
    coordinator = factories.coordinator()
    client = client_of(coordinator)
    area = coordinator.roles.get().region_id
    typed = {"title": "Leren in de wijk", "since": "2026-01-01", "region": area}
    assert client.post("/werk/plannen/", {**typed, "until": "2020-01-01"}).status_code == 422
    client.post("/werk/plannen/", typed)
    plan = Plan.objects.get()
    page = f"/werk/plannen/{plan.pk}/"
    assert "wie de opdrachtgever is" not in text(client.get(page))
    early = client.post(f"{page}publiceer/", {})
    assert early.status_code == 422
    assert "Schrijf eerst minstens één tekst" in text(early)
    half = {"rows": "2", "regel-1-heading": "", "regel-1-body": "Zonder kop", "edited": "1"}
    wrong = client.post(f"{page}concept/sections/", half)
    assert wrong.status_code == 422
    assert "Zonder kop" in text(wrong)
    client.post(f"{page}concept/sections/", {**half, "regel-1-heading": "Begin"})
    late = client.post(f"{page}concept/sections/", {**half, "regel-1-heading": "Anders"})
    assert late.status_code == 409
    assert "Anders" in text(late)
    assert "Begin: Zonder kop" in text(late)
    both = {"rows": "1", "regel-1-role": "client", "regel-1-organisation": "", "edited": "2"}
    client.post(f"{page}concept/parties/", {**both, "regel-1-name": "De Provincie"})
    number = {"rows": "1", "regel-1-what": "Geschoold", "regel-1-wanted": "x", "edited": "3"}
    assert client.post(f"{page}concept/targets/", number).status_code == 422
    renamed = {"title": "Leren in de buurt", "since": "2026-02-01", "edited": "1"}
    assert client.post(f"{page}concept/naam/", renamed).status_code == 409
    client.post(f"{page}concept/naam/", {**renamed, "edited": "3"})
    assert "Leren in de buurt" in text(client.get(f"{page}concept/"))
    done = client.post(f"{page}publiceer/", {}, follow=True)
    assert "Het plan staat online" in text(done)
    assert client.post(f"{page}nieuw/").status_code == 302
    assert client.post(f"{page}weg/").status_code == 302
    assert client.post(f"{page}weg/").status_code == 422
    assert client.get(f"{page}concept/aims/").status_code == 404


def test_things_are_hung_on_taken_off_and_phases_go_on() -> None:
    coordinator = factories.coordinator()
    plan, promise, client = published(coordinator), agreement(), client_of(coordinator)
    page = f"/werk/plannen/{plan.pk}/"
    assert promise.what in text(client.get(f"{page}hang/"))
    client.post(f"{page}hang/agreement/", {"key": promise.pk})
    for key in ("9" * 30, "9" * 5_000, "²"):
        assert client.post(f"{page}hang/agreement/", {"key": key}).status_code == 422
    assert f"/werk/afspraken/{promise.pk}/" in text(client.get(page))
    assert promise.what in text(Client().get(f"/plannen/{plan.slug}/"))
    client.post(f"/werk/plannen/onderdeel/{plan.parts.get().pk}/weg/")
    phase = plan.versions.get().phases.get()
    client.post(f"/werk/plannen/fase/{phase.pk}/", {"state": "done"})
    phase.refresh_from_db()
    assert (plan.parts.count(), phase.state) == (0, "done")
    noord = client_of(factories.coordinator(factories.NOORD))
    assert noord.get(page).status_code == 403
    assert noord.post(f"/werk/plannen/fase/{phase.pk}/", {"state": "done"}).status_code == 403


def test_a_report_is_begun_written_and_sent_through_the_pages() -> None:
    coordinator, reader = who_asks()
    with held_at(IN_JUNE):
        plan, client = published(coordinator), client_of(coordinator)
        begin = f"/werk/plannen/{plan.pk}/verslag/"
        assert client.post(begin, {"half": "nonsense"}).status_code == 422
        client.post(begin, {"half": "2026-1"})
        page = f"/werk/verslagen/{PlanReport.objects.get().pk}/"
        assert "Jouw woorden" in text(client.get(page))
        client.post(page, {"opening": "Het gaat goed.", "number": "1"})
        late = client.post(page, {"opening": "Het gaat matig.", "number": "1"})
        assert late.status_code == 409
        assert "Het gaat matig." in text(late)
        assert client_of(reader).get(page).status_code == 403
        assert client.get(f"{page}pdf/").content.startswith(b"%PDF")
        client.post(f"{page}stuur/")
        assert "Het gaat goed." in text(client_of(reader).get(page))
        assert "Jouw woorden" not in text(client.get(page))
        assert client_of(factories.contact()).get(page).status_code == 403


def test_pages_cost_a_handful_of_queries() -> None:
    coordinator, _reader = who_asks()
    with held_at(IN_JUNE):
        plan, client = published(coordinator), client_of(coordinator)
        for year in (2026, 2027, 2028):
            money = line(year)
            for kind, key in (
                ("agreement", agreement(budget_line=money).pk),
                ("budget-line", money.pk),
            ):
                actions.hang_on(plan=plan, kind=kind, key=key, by=coordinator)
        report = reports.draft_report(plan=plan, half=Half(2026, 1), by=coordinator)
        asked = {
            Client(): ("/plannen/", f"/plannen/{plan.slug}/"),
            client: (
                "/werk/plannen/",
                f"/werk/plannen/{plan.pk}/",
                f"/werk/plannen/{plan.pk}/hang/",
                f"/werk/verslagen/{report.pk}/",
                f"/werk/verslagen/{report.pk}/teksten/",
            ),
        }
        for who, paths in asked.items():
            for path in paths:
                with CaptureQueriesContext(connection) as queries:
                    assert who.get(path).status_code == 200
                told = "\n".join(one["sql"][:150] for one in queries)
                assert len(queries) <= 12, f"{path}: {len(queries)}\n{told}"
