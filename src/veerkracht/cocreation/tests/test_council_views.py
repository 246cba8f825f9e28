"""The pages of a think tank, by role: everybody, who is asked, members, and who looks after it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from veerkracht.cocreation import idea_actions
from veerkracht.cocreation.models import (
    ConsentView,
    Council,
    CouncilInvitation,
    CouncilMember,
    Idea,
    IdeaBallot,
    IdeaRound,
    Proposal,
)
from veerkracht.cocreation.tests.sitting import (
    asked,
    closed,
    council,
    guide,
    member,
    newest,
    on_to_dots,
    opened,
    place,
    proposal,
    question,
    rewritten,
    says,
    session,
)
from veerkracht.kernel.clock import today
from veerkracht.kernel.searching import find
from veerkracht.meetings.models import Decision, Meeting
from veerkracht.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture(autouse=True)
def plain(settings: Any) -> None:
    settings.RATE_LIMITS = False
    settings.SECOND_FACTOR_REQUIRED = False


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def led_by_somebody(**values: Any) -> tuple[Council, Person]:
    """A think tank whose coordinator has no role in the region, so that no second factor is asked."""
    made = council(**values)
    carla = factories.person("Carla Coördinator")
    Council.objects.filter(pk=made.pk).update(coordinator=carla)
    made.refresh_from_db()
    return made, carla


def agreed(made: Council, *, objection: str = "") -> Proposal:
    """A proposal of Olga that passed, after an objection when told."""
    olga = member(made, "Olga Objectie")
    mine = proposal(made, olga)
    if objection:
        says(first := opened(mine), olga, "objection", objection)
        closed(first)
        rewritten(mine, olga)
    says(running := opened(mine), olga)
    closed(running)
    return mine


def test_everybody_reads_what_was_decided_and_no_names_or_objections() -> None:
    made, carla = led_by_somebody(purpose="Vaders horen erbij.")
    mine = agreed(made, objection="Maandag kan niemand.")
    noor = member(made, "Noor Openbaar", public_name=True)
    visitor = Client()
    pages = [
        text(visitor.get(path))
        for path in (
            "/denktank/",
            f"/denktank/{made.slug}/",
            f"/denktank/voorstel/{mine.pk}/",
        )
    ]
    assert "Vaders horen erbij." in pages[0]
    assert "Een vaderavond" in pages[1]
    assert str(noor) in pages[1]
    assert "Elke week een avond" in pages[2]
    for hidden in ("Olga Objectie", "Maandag kan niemand.", str(carla)):
        assert not any(hidden in page for page in pages)
    Council.objects.update(reasons_public=True)
    page = text(visitor.get(f"/denktank/voorstel/{mine.pk}/"))
    assert "Maandag kan niemand." in page
    assert "Olga Objectie" not in page
    assert "Een vaderavond" in {one.title for one in find("vaderavond")}
    decision, page = Decision.objects.get(), f"/denktank/{made.slug}/"
    keeper, toggle = client_of(carla), f"/denktank/besluit/{decision.pk}/"
    assert client_of(noor).post(toggle, {"inside": "1"}).status_code == 403
    keeper.post(toggle, {"inside": "1"})
    assert "Een vaderavond" not in text(visitor.get(page))
    assert "Laat iedereen dit lezen" in text(keeper.get(page))
    keeper.post(toggle)
    assert "Een vaderavond" in text(visitor.get(page))
    Decision.objects.update(inside=True)
    assert visitor.get(f"/denktank/voorstel/{mine.pk}/").status_code == 404
    assert find("vaderavond") == []


def test_a_draft_is_nobodys_but_the_think_tanks() -> None:
    made, _carla = led_by_somebody()
    mine = proposal(made)
    inside, public = f"/denktank/voorstel/{mine.pk}/samen/", f"/denktank/voorstel/{mine.pk}/"
    assert Client().get(public).status_code == 404
    assert client_of(factories.person()).get(inside).status_code == 403
    assert client_of(member(made)).get(inside).status_code == 200


def test_who_is_asked_answers_without_an_account() -> None:
    made, _carla = led_by_somebody()
    row = asked(made, "Olga <b>Ouder</b>")
    client, page = Client(), f"/denktank/uitgenodigd/{row.token}/"
    shown = client.get(page)
    assert "Olga &lt;b&gt;Ouder" in text(shown)
    assert shown.headers["X-Robots-Tag"] == "noindex"
    refused = client.post(page, {"name": ""})
    assert refused.status_code == 422
    assert client.post(page, {"name": "Olga"}).status_code == 302
    assert "Fijn dat je meedenkt" in text(client.get(page))
    assert CouncilMember.objects.get().public_name is False
    assert "Fijn dat je meedenkt" in text(client.post(page, {"name": "Olga"}))
    other = asked(made)
    client.get(f"/denktank/uitgenodigd/{other.token}/nee/")
    assert CouncilInvitation.objects.get(pk=other.pk).state == "open"
    client.post(f"/denktank/uitgenodigd/{other.token}/nee/")
    assert "gewist" in text(client.get(f"/denktank/uitgenodigd/{other.token}/"))
    assert client.get("/denktank/uitgenodigd/niets/").status_code == 404


def test_who_coordinates_asks_people_and_says_who_is_missing() -> None:
    made, carla = led_by_somebody()
    client, base = client_of(carla), f"/denktank/{made.slug}/beheer/"
    typed = {"name": "Olga", "email": "geen adres", "role": "parent", "asked": "Denk je mee?"}
    refused = client.post(f"{base}vraag/", typed)
    assert refused.status_code == 422
    assert "Denk je mee?" in text(refused)
    good = {**typed, "email": "olga@voorbeeld.example\nBcc: x@y.example", "when": "Soms"}
    assert client.post(f"{base}vraag/", good).status_code == 422
    good["email"] = "olga@voorbeeld.example"
    assert client.post(f"{base}vraag/", good).status_code == 302
    row = CouncilInvitation.objects.get()
    assert "nog geen antwoord" in text(client.get(base))
    assert client.post(f"/denktank/gevraagd/{row.pk}/terug/").status_code == 302
    inside = text(client.get(f"/denktank/{made.slug}/samen/"))
    assert "Wie mist er nog: een professional" in inside
    form = client.get(base).context["wished_form"]
    wished = dict.fromkeys(form.fields, "0") | {"role:parent": "2"}
    assert client.post(f"{base}gewenst/", {**wished, "role:parent": "99"}).status_code == 422
    assert client.post(f"{base}gewenst/", wished).status_code == 302
    balance = text(client.get(f"/denktank/{made.slug}/wie-mist/"))
    assert "Wie mist er nog: een ouder." in balance
    assert "Hier zoeken we niemand apart." in balance
    words = {"name": "Denktank Zuid", "purpose": "Anders", "quorum": "60"}
    assert client.post(f"{base}woorden/", {**words, "quorum": "0"}).status_code == 422
    assert client.post(f"{base}woorden/", words).status_code == 302
    assert client.post(f"{base}coordinator/", {"address": "wie@nergens.example"}).status_code == 422
    stranger = client_of(factories.person())
    assert stranger.get(base).status_code == 403
    assert stranger.post(f"{base}gewenst/", wished).status_code == 403
    nel = factories.person("Nel")
    moved = client.post(f"{base}coordinator/", {"address": nel.email})
    assert moved["Location"] == f"/denktank/{made.slug}/"


def test_a_proposal_goes_through_its_pages() -> None:
    made, carla = led_by_somebody()
    olga = member(made, "Olga")
    theirs, hers = client_of(olga), client_of(carla)
    page = f"/denktank/{made.slug}/voorstellen/nieuw/"
    typed = {"title": "Vaderavond", "what": "<script>alert(1)</script>", "why": ""}
    refused = theirs.post(page, typed)
    assert refused.status_code == 422
    assert "&lt;script&gt;" in text(refused)
    theirs.post(page, {**typed, "why": "Daarom"})
    mine = Proposal.objects.get()
    base = f"/denktank/voorstel/{mine.pk}/"
    assert "&lt;script&gt;" in text(theirs.get(f"{base}samen/"))
    assert theirs.get(f"{base}ronde/").status_code == 403
    days = {"closes_on": str(today() + timedelta(days=5)), "review_on": str(today())}
    assert hers.post(f"{base}ronde/", days).status_code == 422
    days["review_on"] = str(today() + timedelta(days=99))
    assert hers.post(f"{base}ronde/", days).status_code == 302
    running = mine.rounds.get()
    say = f"/denktank/ronde/{running.pk}/"
    assert theirs.post(say, {"kind": "objection", "words": ""}).status_code == 422
    assert theirs.post(say, {"kind": "objection", "words": "Te vaag."}).status_code == 302
    assert hers.post(say, {"kind": "agree"}).status_code == 403
    assert "Te vaag." not in text(hers.get(f"{base}samen/"))
    assert "1 van 1 leden" in text(hers.get(f"{base}samen/"))
    assert theirs.post(f"{say}sluit/").status_code == 403
    assert hers.post(f"{say}sluit/").status_code == 302
    assert "Te vaag." in text(theirs.get(f"{base}samen/"))
    assert "Te vaag." in text(theirs.get(f"{base}versie/"))
    next_one = {"title": "Vaderavond", "what": "Elke week", "why": "Daarom", "seen": "1"}
    assert theirs.post(f"{base}versie/", next_one).status_code == 422
    next_one["changed"] = "Het is nu duidelijk."
    assert theirs.post(f"{base}versie/", next_one).status_code == 302
    assert theirs.post(f"{base}versie/", next_one).status_code == 409
    compared = text(theirs.get(f"{base}verschil/1/2/"))
    assert "<ins>Elke week</ins>" in compared
    assert theirs.get(f"{base}verschil/1/9/").status_code == 404
    hers.post(f"{base}ronde/", days)
    again = mine.rounds.latest("pk")
    assert "Je had bezwaar" in text(theirs.get(f"/denktank/ronde/{again.pk}/"))
    theirs.post(f"/denktank/ronde/{again.pk}/", {"kind": "agree"})
    hers.post(f"/denktank/ronde/{again.pk}/sluit/")
    assert "Versie 2 is aangenomen" in text(theirs.get(f"{base}samen/"))
    assert "Vaderavond (voorstel, versie 2)" in text(
        theirs.get(f"/samenkomen/{made.series_id}/besluiten/")
    )
    assert "Deze ronde is voorbij" in text(theirs.get(f"/denktank/ronde/{again.pk}/"))
    assert ConsentView.objects.count() == 2
    theirs.post(f"{base}weg/")
    mine.refresh_from_db()
    assert mine.state == "agreed"
    assert theirs.post(f"{base}plan/", {"plan": "1"}).status_code == 302


def test_quiet_ideas_go_through_their_pages() -> None:
    made, carla = led_by_somebody()
    people = [member(made, f"Lid {n}") for n in range(4)]
    clients, hers = [client_of(one) for one in people], client_of(carla)
    page = f"/denktank/{made.slug}/ideeen/vraag/"
    assert clients[0].get(page).status_code == 403
    when = [str(today() + timedelta(days=n)) for n in (2, 4)]
    typed = {"question": "Hoe?", "writes_on": when[1], "votes_on": when[0], "dots": 5, "most": 3}
    assert hers.post(page, typed).status_code == 422
    hers.post(page, {**typed, "writes_on": when[0], "votes_on": when[1]})
    about = IdeaRound.objects.get()
    base = f"/denktank/ideeen/{about.pk}/"
    assert clients[0].post(f"{base}schrijf/", {"words": ""}).status_code == 422
    clients[0].post(f"{base}schrijf/", {"words": "Bel <i>vaders</i>"})
    clients[1].post(f"{base}schrijf/", {"words": "Voetbal"})
    assert "Bel &lt;i&gt;vaders" in text(clients[0].get(base))
    for other in (clients[1], hers):
        assert "Bel" not in text(other.get(base)).split("<main")[1]
    idea = Idea.objects.get(words="Voetbal")
    assert clients[0].post(f"/denktank/idee/{idea.pk}/weg/").status_code == 403
    assert hers.post(f"{base}schrijf/", {"words": "Van de leiding"}).status_code == 403
    hers.post(f"{base}verder/")
    assert "Lid 0" not in text(clients[3].get(base)).split("<main")[1]
    assert clients[0].post(f"{base}schrijf/", {"words": "Te laat"}).status_code == 422
    assert clients[0].post(f"{base}stippen/", {str(idea.pk): "4"}).status_code == 422
    for one in clients[:3]:
        assert one.post(f"{base}stippen/", {str(idea.pk): "3"}).status_code == 302
    assert hers.post(f"{base}stippen/", {str(idea.pk): "3"}).status_code == 403
    assert IdeaBallot.objects.count() == 3
    hers.post(f"{base}verder/")
    few = text(clients[0].get(base))
    assert "Te weinig mensen gaven stippen" in few
    IdeaRound.objects.update(voters=4)
    shown = text(clients[0].get(base))
    assert '<td class="num" data-label="Stippen">9</td>' in shown
    link = f"/denktank/{made.slug}/voorstellen/nieuw/?idee={idea.pk}"
    assert link in shown
    assert 'value="Voetbal"' in text(clients[0].get(link))
    assert clients[0].get(f"{page[:-6]}").status_code == 200
    assert clients[0].get(link[: link.index("=")] + "=onzin").status_code == 200


def test_ten_thousand_votes_of_strangers_are_no_vote() -> None:
    made, _carla = led_by_somebody()
    olga = member(made)
    about = question(made)
    idea = idea_actions.write_idea(about=about, words="a", by=olga)
    on_to_dots(about)
    page = f"/denktank/ideeen/{about.pk}/stippen/"
    visitor, stranger = Client(), client_of(factories.person())
    for _n in range(20):
        assert visitor.post(page, {str(idea.pk): "3"}).status_code == 302
        assert stranger.post(page, {str(idea.pk): "3"}).status_code == 403
    assert not IdeaBallot.objects.exists()


def test_my_name_my_leaving_and_the_meeting_page() -> None:
    made, carla = led_by_somebody()
    olga = member(made, "Olga Ouder")
    client = client_of(olga)
    proposal(made, olga)
    question(made)
    assert "Denktank" in text(client.get("/mijn-plek/denktank/"))
    client.post(f"/denktank/{made.slug}/mijn-naam/", {"shown": "1"})
    assert "Olga Ouder" in text(Client().get(f"/denktank/{made.slug}/"))
    client.post(f"/denktank/{made.slug}/mijn-naam/")
    assert "Olga Ouder" not in text(Client().get(f"/denktank/{made.slug}/"))
    meeting = Meeting.objects.get(series=made.series)
    page = text(client.get(f"/samenkomen/bijeenkomst/{meeting.pk}/"))
    assert "Op tafel bij de denktank" in page
    assert "Een vaderavond" in page
    assert "Stel een vraag voor" not in page
    assert "Stel een vraag voor" in text(
        client_of(carla).get(f"/samenkomen/bijeenkomst/{meeting.pk}/")
    )
    asking = f"/denktank/{made.slug}/ideeen/vraag/?bijeenkomst="
    assert "hoort bij de bijeenkomst" in text(client_of(carla).get(f"{asking}{meeting.pk}"))
    for other in ("x", "0", "9" * 30):
        assert "hoort bij" not in text(client_of(carla).get(asking + other))
    left = client.post(f"/denktank/lid/{place(made, olga).pk}/stop/")
    assert left["Location"] == "/mijn-plek/denktank/"
    assert client.get(f"/denktank/{made.slug}/samen/").status_code == 404


def test_a_full_think_tank_costs_no_query_a_row() -> None:
    made, _carla = led_by_somebody()
    olga = member(made)
    says(first := opened(proposal(made, olga)), olga)
    closed(first)
    paths = [
        f"/denktank/{made.slug}/samen/",
        f"/denktank/{made.slug}/voorstellen/",
        f"/denktank/{made.slug}/wie-mist/",
        f"/denktank/{made.slug}/",
    ]
    client = client_of(olga)
    for path in paths:
        client.get(path)
    before = [_queries(client, path) for path in paths]
    for n in range(5):
        member(made, f"Lid {n}", public_name=True)
        mine = proposal(made, olga, title=f"Voorstel {n}")
        says(running := opened(mine), olga, "remark", "ja")
        for one in CouncilMember.objects.exclude(person=olga).select_related("person"):
            says(running, one.person)
        closed(running)
    session(made, 9)
    assert [_queries(client, path) for path in paths] == before
    assert newest(mine).number == 1


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked_for:
        assert client.get(path).status_code == 200
    return len(asked_for)


def test_a_coordinator_without_a_role_sees_no_work_pages() -> None:
    made, carla = led_by_somebody()
    assert client_of(carla).get("/werk/denktanken/").status_code == 403
    assert client_of(guide(made)).get(f"/denktank/{made.slug}/beheer/").status_code == 200
