"""From a dropped list to people, and back."""

from __future__ import annotations

import pytest

from tests import factories
from veerkracht.audit.models import Detail, Entry
from veerkracht.enrolment.actions import request_places
from veerkracht.imports import actions, work
from veerkracht.imports.fields import Kind
from veerkracht.imports.models import ImportedList, Line, Memory, State, Upload
from veerkracht.imports.tests.lists import bring, fates, notes, previewed, taken_over, undone
from veerkracht.imports.words import stay_words
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.messages.models import Message
from veerkracht.people.actions import merge_people, save_profile
from veerkracht.people.models import Organisation, Person, RegisterNumber
from veerkracht.places.queries import region
from veerkracht.training.actions import make_qualification
from veerkracht.training.models import Achievement, Course, TakenOver, TakenOverCount

pytestmark = pytest.mark.django_db

PEOPLE = """Naam;E-mail;Organisatie;Functie;Gemeente;BIG
An Bos;an@lijst.example;Zuyd Hogeschool;docent;Heerlen;19012345601
Bo Claes;bo@lijst.example;Praktijk De Bron;verloskundige;Gemeente Heerlen;123
;;;;;
Cas Dirks;geen adres;;;;
An Bos;AN@lijst.example;;;Maastricht;
"""


def test_a_list_shows_the_fate_of_every_row_and_writes_nothing() -> None:
    before = Person.objects.count()
    imported = previewed(PEOPLE)
    assert fates(imported) == {2: "new", 3: "new", 5: "refused", 6: "double"}
    assert "geen nummer van BIG" in notes(imported, 3)
    assert "geen e-mailadres" in notes(imported, 5)
    assert Person.objects.count() == before + 1  # the coordinator of the test
    assert not Organisation.objects.filter(name="Praktijk De Bron").exists()


def test_a_row_that_is_not_taken_over_makes_no_organisation_either() -> None:
    taken_over(previewed(PEOPLE.replace("geen adres;;", "geen adres;Nergens Anders;")))
    assert Organisation.objects.filter(name="Praktijk De Bron").exists()
    assert not Organisation.objects.filter(name="Nergens Anders").exists()


def test_hours_that_are_none_are_told_and_left_out() -> None:
    rows = "E-mail;Training;Jaar;Uren\nan@lijst.example;Basis;2021;zeven\nbo@lijst.example;Basis;2021;7\n"
    imported = previewed(rows, Kind.PAST)
    assert fates(imported) == {2: "new", 3: "new"}
    assert "“zeven” is geen aantal uren" in notes(imported, 2)
    assert "uren" not in notes(imported, 3)


def test_taking_over_makes_people_without_a_letter() -> None:
    imported = taken_over(previewed(PEOPLE))
    assert imported.state == State.TAKEN_OVER
    an = Person.objects.get(email="an@lijst.example")
    assert (an.name, an.function) == ("An Bos", "docent")
    assert str(an.organisation) == "Zuyd Hogeschool"
    assert str(an.municipality) == "Heerlen"
    assert not an.has_usable_password()
    assert RegisterNumber.objects.get(person=an).number == "19012345601"
    bron = Organisation.objects.get(name="Praktijk De Bron")
    assert [str(one) for one in bron.regions.all()] == ["Zuid-Limburg"]
    assert Person.objects.get(email="bo@lijst.example").organisation == bron
    assert not Message.objects.exists()
    assert not Upload.objects.exists()
    assert Entry.objects.filter(verb="person brought in", by_id=imported.by_id).count() == 2


def test_the_same_list_again_changes_nothing() -> None:
    by = factories.coordinator()
    taken_over(previewed(PEOPLE, by=by))
    again = previewed(PEOPLE, by=by)
    assert set(fates(again).values()) == {"unchanged", "refused", "double"}
    with pytest.raises(RuleBroken, match="niets om over te nemen"):
        actions.start_taking_over(imported=again, by=by)


def test_who_is_known_keeps_every_word_and_gets_what_was_empty() -> None:
    by = factories.coordinator()
    zuyd = Organisation.objects.get(slug="zuyd-hogeschool")
    an = factories.person("An de Vries", organisation=zuyd)
    imported = previewed(f"naam,e-mail,functie\nAnna,{an.email.upper()},docent\n", by=by)
    assert fates(imported) == {2: "filled"}
    assert "Naam blijft “An de Vries”" in notes(imported, 2)
    assert "Vult aan: functie" in notes(imported, 2)
    taken_over(imported)
    an.refresh_from_db()
    assert (an.name, an.function) == ("An de Vries", "docent")


def test_somebody_of_another_region_is_known_and_stays_as_is() -> None:
    stranger = factories.person("Noor Noord")
    imported = previewed(f"naam;e-mail;functie\nIemand;{stranger.email};baas\n")
    assert fates(imported) == {2: "unchanged"}
    assert "Noor Noord" not in notes(imported, 2)
    assert "al bekend" in notes(imported, 2)


@pytest.mark.parametrize(
    ("said", "fate", "people"),
    [("same", "unchanged", 1), ("other", "new", 2), ("leave-out", "left-out", 1)],
)
def test_perhaps_the_same_person_is_asked(said: str, fate: str, people: int) -> None:
    by = factories.coordinator()
    zuyd = Organisation.objects.get(slug="zuyd-hogeschool")
    factories.person("Jan Jansen", organisation=zuyd)
    imported = previewed(
        "naam;e-mail;organisatie\njan  Jansen;jan@prive.example;Zuyd hogeschool\n", by=by
    )
    assert fates(imported) == {2: "asked"}
    with pytest.raises(RuleBroken, match="Beantwoord eerst"):
        actions.start_taking_over(imported=imported, by=by)
    actions.answer(imported=imported, by=by, answers={2: said})
    work.work_on_lists()
    imported.refresh_from_db()
    assert fates(imported) == {2: fate}
    if fate == "new":
        taken_over(imported)
    assert Person.objects.filter(name__iexact="Jan Jansen").count() == people


def test_all_questions_can_be_answered_at_once() -> None:
    by = factories.coordinator()
    zuyd = Organisation.objects.get(slug="zuyd-hogeschool")
    for name in ("Jan Jansen", "Piet Pietersen"):
        factories.person(name, organisation=zuyd)
    imported = previewed(
        "naam;e-mail;organisatie\nJan Jansen;j@a.example;Zuyd Hogeschool\n"
        "Piet Pietersen;p@a.example;Zuyd Hogeschool\n",
        by=by,
    )
    actions.answer(imported=imported, by=by, answers={}, everybody="same")
    work.work_on_lists()
    assert set(fates(imported).values()) == {"unchanged"}


def test_two_rows_of_one_list_may_be_one_person() -> None:
    rows = (
        "naam;e-mail;organisatie\nJan Jansen;j@a.example;Nieuw BV\nJan Jansen;jan@b.example;Nieuw\n"
    )
    imported = previewed(rows)
    assert fates(imported) == {2: "new", 3: "asked"}
    actions.answer(imported=imported, by=imported.by, answers={3: "same"})
    work.work_on_lists()
    imported.refresh_from_db()
    assert fates(imported) == {2: "new", 3: "double"}
    taken_over(imported)
    assert Person.objects.get(name="Jan Jansen").email == "j@a.example"


def test_columns_and_meanings_are_remembered_also_for_a_colleague() -> None:
    zuyd = Organisation.objects.get(slug="zuyd-hogeschool")
    by, colleague = factories.coordinator(), factories.coordinator()
    for one in (by, colleague):
        save_profile(person=one, by=one, organisation=zuyd)
    rows = "contact;waar\nan@lijst.example;Zuyd HS\n"
    imported = bring(rows, by=by)
    actions.choose_columns(imported=imported, by=by, chosen=["address", "organisation"])
    assert imported.state == State.COLUMNS
    actions.explain_values(
        imported=imported, by=by, meanings={"organisation": {"Zuyd HS": str(zuyd.pk)}}
    )
    assert imported.state == State.WEIGHING
    again = bring("CONTACT;Waar\nbo@lijst.example;zuyd hs\n", by=colleague)
    assert again.remembered
    assert again.columns == ["address", "organisation"]
    actions.choose_columns(imported=again, by=colleague, chosen=again.columns)
    assert again.state == State.WEIGHING
    assert Memory.objects.count() == 2


def test_columns_that_are_needed_are_asked_for() -> None:
    imported = bring("naam;e-mail\nAn;an@lijst.example\n")
    with pytest.raises(RuleBroken, match="e-mailadres"):
        actions.choose_columns(imported=imported, by=imported.by, chosen=["name", ""])
    with pytest.raises(RuleBroken, match="twee keer"):
        actions.choose_columns(imported=imported, by=imported.by, chosen=["address", "address"])
    with pytest.raises(RuleBroken):
        actions.choose_columns(imported=imported, by=imported.by, chosen=["address", "nonsense"])


def test_what_changed_since_the_preview_is_shown_again_before_anything_is_written() -> None:
    by = factories.coordinator()
    first, second = previewed(PEOPLE, by=by), previewed(PEOPLE, by=by)
    actions.start_taking_over(imported=first, by=by)
    actions.start_taking_over(imported=second, by=by)
    work.work_on_lists()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.TAKEN_OVER, State.PREVIEW)
    assert second.surprises == 2
    assert Person.objects.filter(email="an@lijst.example").count() == 1


def test_undoing_leaves_no_trace_of_names() -> None:
    before = set(Person.objects.values_list("pk", flat=True)), Organisation.objects.count()
    imported = undone(taken_over(previewed(PEOPLE)))
    assert imported.state == State.UNDONE
    assert set(Person.objects.exclude(pk=imported.by_id).values_list("pk", flat=True)) == before[0]
    assert Organisation.objects.count() == before[1]
    assert not Detail.objects.filter(values__email="an@lijst.example").exists()
    assert not imported.deeds.exclude(stays="").exists()


def test_undoing_keeps_who_signed_in_or_enrolled_and_says_so() -> None:
    imported = taken_over(previewed(PEOPLE))
    an, bo = (Person.objects.get(email=f"{name}@lijst.example") for name in ("an", "bo"))
    Person.objects.filter(pk=an.pk).update(last_login=imported.taken_over_at)
    request_places(people=[bo], editions=[factories.edition()], by=bo)
    undone(imported)
    stays = dict(imported.deeds.exclude(stays="").values_list("label", "stays"))
    assert {label: stay_words(why) for label, why in stays.items()} == {
        "An Bos": "Deze persoon heeft zelf ingelogd.",
        "Bo Claes": "Deze persoon heeft zich ingeschreven.",
        "Praktijk De Bron": "Er horen mensen bij deze organisatie.",
    }


def test_undoing_empties_what_was_filled_in_unless_somebody_changed_it_since() -> None:
    zuyd = Organisation.objects.get(slug="zuyd-hogeschool")
    an, bo = (factories.person(name, organisation=zuyd) for name in ("An", "Bo"))
    rows = f"naam;e-mail;functie;BIG\nAn;{an.email};docent;19012345601\nBo;{bo.email};docent;\n"
    imported = taken_over(previewed(rows))
    save_profile(person=bo, by=bo, function="lector")
    undone(imported)
    an.refresh_from_db()
    bo.refresh_from_db()
    assert (an.function, bo.function) == ("", "lector")
    assert not RegisterNumber.objects.filter(person=an).exists()
    assert list(imported.deeds.exclude(stays="").values_list("row", "stays")) == [
        (bo.pk, "changed")
    ]


def test_who_was_completed_by_a_later_list_stays() -> None:
    by = factories.coordinator()
    first = taken_over(previewed("naam;e-mail;gemeente\nAn;an@lijst.example;Heerlen\n", by=by))
    taken_over(previewed("naam;e-mail;functie\nAn;an@lijst.example;docent\n", by=by))
    undone(first)
    assert [deed.stays for deed in first.deeds.all()] == ["another-list"]
    assert Person.objects.filter(email="an@lijst.example").exists()


def test_after_thirty_days_a_list_stays(clock: object) -> None:
    imported = taken_over(previewed(PEOPLE))
    clock.shift(30 * 24 * 3600)  # type: ignore[attr-defined]
    with pytest.raises(RuleBroken, match="niet meer"):
        actions.start_undoing(imported=imported, by=imported.by)


def test_earlier_training_is_taken_over_apart_from_own_achievements() -> None:
    rows = (
        "Deelnemer;E-mailadres;Training;Datum;Uren\n"
        "An Bos;an@lijst.example;Basistraining;12 jan. 2022;7,5\n"
        "An Bos;an@lijst.example;Verdieping;2023;\n"
        "Bo Claes;bo@lijst.example;Basistraining;31-12-2020;\n"
        "Cas Dirks;cas@lijst.example;Basistraining;ooit;\n"
        "An Bos;an@lijst.example;basistraining;12-01-2022;\n"
    )
    imported = previewed(rows, Kind.PAST)
    assert fates(imported) == {2: "new", 3: "new", 4: "refused", 5: "refused", 6: "double"}
    taken_over(imported)
    an = Person.objects.get(email="an@lijst.example")
    marks = list(TakenOver.objects.order_by("year").values_list("person", "title", "year", "hours"))
    assert [mark[:3] for mark in marks] == [
        (an.pk, "Basistraining", 2022),
        (an.pk, "Verdieping", 2023),
    ]
    assert not Achievement.objects.exists()
    assert not Person.objects.filter(email="bo@lijst.example").exists()
    again = previewed(rows, Kind.PAST, by=imported.by)
    assert fates(again) == {2: "unchanged", 3: "unchanged", 4: "refused", 5: "refused", 6: "double"}
    undone(imported)
    assert not TakenOver.objects.exists()
    assert not Person.objects.filter(email="an@lijst.example").exists()


def test_a_qualification_is_granted_only_when_ticked() -> None:
    basis = make_qualification(by=None, slug="basis", name="Basis", valid_months=36)
    rows = "Naam;E-mail;Training;Jaar\nAn;an@lijst.example;Basistraining;2024\n"
    imported = previewed(rows, Kind.PAST)
    actions.set_wishes(imported=imported, by=imported.by, count_nameless=False, grants=basis)
    work.work_on_lists()
    imported.refresh_from_db()
    taken_over(imported)
    granted = Achievement.objects.get()
    assert granted.taken_over
    assert str(granted.achieved_on) == "2024-01-01"
    undone(imported)
    assert not Achievement.objects.exists()


def test_rows_without_an_address_can_count_as_numbers() -> None:
    rows = (
        "Naam;E-mail;Training;Jaar;Gemeente\nAn;;Basis;2022;Heerlen\nBo;;Basis;2022;Heerlen\n"
        "Cas;;Basis;2022;Maastricht\n"
    )
    imported = previewed(rows, Kind.PAST)
    assert set(fates(imported).values()) == {"refused"}
    for _time in (1, 2):
        actions.set_wishes(imported=imported, by=imported.by, count_nameless=True, grants=None)
        work.work_on_lists()
        imported.refresh_from_db()
        assert set(fates(imported).values()) == {"counted"}
    taken_over(imported)
    numbers = TakenOverCount.objects.order_by("number").values_list("municipality__name", "number")
    assert list(numbers) == [("Maastricht", 1), ("Heerlen", 2)]


def test_numbers_alone_are_taken_over_added_up_and_replaced() -> None:
    by = factories.coordinator()
    rows = "Training;Jaar;Aantal deelnemers\nBasis;2021;120\nBasis;2022;15\nbasis;2022;1.000\nBasis;2023;veel\n"
    imported = taken_over(previewed(rows, Kind.COUNTS, by=by))
    assert fates(imported) == {2: "counted", 3: "counted", 4: "counted", 5: "refused"}
    assert dict(TakenOverCount.objects.values_list("year", "number")) == {2021: 120, 2022: 1015}
    assert set(fates(previewed(rows, Kind.COUNTS, by=by)).values()) == {"unchanged", "refused"}
    other = previewed("Training;Jaar;Aantal deelnemers\nBasis;2021;130\n", Kind.COUNTS, by=by)
    assert fates(other) == {2: "filled"}
    assert "Was 120" in notes(other, 2)
    undone(taken_over(other))
    assert dict(TakenOverCount.objects.values_list("year", "number")) == {2021: 120, 2022: 1015}


def test_organisations_are_known_by_name_and_completed() -> None:
    by = factories.coordinator()
    rows = (
        "Naam;Website;Gemeente;Sectoren;School\n"
        "Stichting Blauwe Zorg;blauwezorg.example;Maastricht;huisartsenzorg;nee\n"
        "De Bron;www.bron.example;Heerlen;Verloskunde, kraamzorg;\n"
        "Heerlen Stand By;;;;\n"
        "de bron b.v.;;;;\n"
        "Blauwe  Zorgg;;;;\n"
    )
    imported = previewed(rows, Kind.ORGANISATIONS, by=by)
    assert fates(imported) == {2: "filled", 3: "new", 4: "unchanged", 5: "double", 6: "asked"}
    actions.answer(imported=imported, by=by, answers={6: "leave-out"})
    work.work_on_lists()
    imported.refresh_from_db()
    taken_over(imported)
    bron = Organisation.objects.get(name="De Bron")
    assert bron.website == "https://www.bron.example"
    assert sorted(str(one) for one in bron.sectors.all()) == ["Kraamzorg", "Verloskunde"]
    blauwe = Organisation.objects.get(slug="blauwe-zorg")
    assert blauwe.website == "https://blauwezorg.example"
    undone(imported)
    blauwe.refresh_from_db()
    assert (blauwe.website, blauwe.municipality) == ("", None)
    assert not Organisation.objects.filter(name="De Bron").exists()


def test_courses_come_with_their_hours_and_group() -> None:
    by = factories.coordinator()
    factories.course(title="Werken met het web")
    rows = (
        "Titel;Soort;Uren;Max deelnemers;Leerdoelen\n"
        "Basis voor iedereen;basistraining;7,5 uur;20;Je kent het web\n"
        "Werken met het web;;7;;Je kent de zes kanten\n"
        "Zonder uren;;;;\n"
    )
    imported = previewed(rows, Kind.COURSES, by=by)
    assert fates(imported) == {2: "new", 3: "filled", 4: "refused"}
    taken_over(imported)
    made = Course.objects.get(title="Basis voor iedereen")
    assert (float(made.hours), made.group_max) == (7.5, 20)
    web = Course.objects.get(title="Werken met het web")
    assert web.goals == "Je kent de zes kanten"
    undone(imported)
    web.refresh_from_db()
    assert web.goals == ""
    assert not Course.objects.filter(title="Basis voor iedereen").exists()


def test_a_coordinator_brings_lists_only_for_the_own_region() -> None:
    with pytest.raises(NotAllowed):
        actions.bring_list(
            by=factories.coordinator(factories.NOORD),
            region=region(factories.ZUID),
            kind=Kind.PEOPLE,
            title="",
            content=b"a",
        )
    imported = bring(PEOPLE)
    with pytest.raises(NotAllowed):
        actions.discard(imported=imported, by=factories.coordinator(factories.NOORD))


def test_a_list_that_is_not_wanted_can_be_thrown_away() -> None:
    imported = previewed(PEOPLE)
    actions.discard(imported=imported, by=imported.by)
    assert not ImportedList.objects.exists()
    assert not Line.objects.exists()


def test_a_list_that_was_taken_over_is_not_thrown_away() -> None:
    imported = taken_over(previewed(PEOPLE))
    with pytest.raises(RuleBroken, match="al overgenomen"):
        actions.discard(imported=imported, by=imported.by)


def test_an_unreadable_list_says_why_and_can_be_tried_again() -> None:
    imported = bring(b"%PDF-1.7")
    assert (imported.state, imported.trouble) == (State.REFUSED, "not-a-list")
    actions.try_again(imported=imported, by=imported.by)
    assert imported.state == State.READING


def test_another_row_can_be_the_header() -> None:
    imported = bring("Lijst van An;\nfoo;bar\nx@lijst.example;An\n")
    actions.read_again(imported=imported, by=imported.by, header=2)
    work.work_on_lists()
    imported.refresh_from_db()
    assert imported.headers == ["foo", "bar"]


def test_a_list_can_be_undone_when_who_brought_it_has_left() -> None:
    imported = taken_over(previewed(PEOPLE))
    imported.by.roles.all().delete()
    actions.start_undoing(imported=imported, by=factories.administrator())
    work.work_on_lists()
    imported.refresh_from_db()
    assert imported.state == State.UNDONE
    assert not Person.objects.filter(email="an@lijst.example").exists()


def test_undoing_that_is_not_allowed_any_more_changes_nothing_and_can_be_asked_again() -> None:
    imported = taken_over(previewed(PEOPLE))
    actions.start_undoing(imported=imported, by=imported.by)
    imported.by.roles.all().delete()
    work.work_on_lists()
    imported.refresh_from_db()
    assert (imported.state, imported.trouble) == (State.TAKEN_OVER, "not-allowed")
    actions.start_undoing(imported=imported, by=factories.administrator())
    assert imported.state == State.UNDOING


def test_somebody_who_lost_the_role_meanwhile_takes_nothing_over() -> None:
    imported = previewed(PEOPLE)
    actions.start_taking_over(imported=imported, by=imported.by)
    imported.by.roles.all().delete()
    work.work_on_lists()
    imported.refresh_from_db()
    assert (imported.state, imported.trouble) == (State.REFUSED, "not-allowed")
    assert not Person.objects.filter(email="an@lijst.example").exists()


def test_who_was_merged_into_somebody_known_is_not_undone_with_the_list() -> None:
    known = factories.person("An Bos-Jansen")
    imported = taken_over(previewed(PEOPLE))
    an = Person.objects.get(email="an@lijst.example")
    merge_people(keep=known, drop=an, by=factories.administrator())
    undone(imported)
    known.refresh_from_db()
    assert (known.name, known.function) == ("An Bos-Jansen", "docent")
    assert known.register_numbers.get().number == "19012345601"
    assert not Person.objects.filter(pk=an.pk).exists()
