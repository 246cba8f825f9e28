"""What monitoring does when something happens below: it writes which record changed, and counts that soon after."""

from __future__ import annotations

from veerkracht.coalitions.events import ParentActivityChanged
from veerkracht.cocreation.events import PilotMeasured
from veerkracht.enrolment.events import PresenceNoted
from veerkracht.kernel.events import on
from veerkracht.meetings.events import MeetingCalledOff, MeetingHeld
from veerkracht.monitoring.count_roll_actions import note_changed
from veerkracht.people.events import PeopleMerged, PeopleTakenBack, PersonErased, ProfileSaved
from veerkracht.practice.events import CommitmentsChanged
from veerkracht.programme.events import AgreementChanged, EmbeddingChecked
from veerkracht.proof.events import AttendanceMarked
from veerkracht.training.events import (
    EarlierCountsChanged,
    EditionChanged,
    LearningTakenBack,
    LearningTakenOver,
)

PERSON = "person"


@on(AttendanceMarked)
def presence_marked(event: AttendanceMarked) -> None:
    """Who was at a session."""
    note_changed("enrolment", event.enrolment_ids)


@on(PresenceNoted)
def presence_noted(event: PresenceNoted) -> None:
    """Who was at an edition."""
    note_changed("edition", [event.edition_id])


@on(EditionChanged)
def dates_changed(event: EditionChanged) -> None:
    """Other dates may put somebody in another year."""
    if "sessions" in event.what:
        note_changed("edition", [event.edition_id])


@on(LearningTakenOver)
def learning_taken_over(event: LearningTakenOver) -> None:
    """Training from before came with a list."""
    note_changed(PERSON, event.person_ids)


@on(LearningTakenBack)
def learning_taken_back(event: LearningTakenBack) -> None:
    """It went with the list."""
    note_changed(PERSON, event.person_ids)


@on(EarlierCountsChanged)
def earlier_counts_changed(event: EarlierCountsChanged) -> None:
    """So did numbers without names."""
    note_changed("taken-over-count", event.count_ids)


@on(ProfileSaved)
def profile_saved(event: ProfileSaved) -> None:
    """Other work puts somebody in another cell."""
    note_changed(PERSON, [event.person_id])


@on(PersonErased)
def person_erased(event: PersonErased) -> None:
    """Who left counts no more."""
    note_changed(PERSON, [event.person_id])


@on(CommitmentsChanged)
def commitments_changed(event: CommitmentsChanged) -> None:
    """Somebody looked back, or took a plan back."""
    note_changed(PERSON, [event.person_id])


@on(PeopleTakenBack)
def people_taken_back(event: PeopleTakenBack) -> None:
    """People who came with a wrong list."""
    note_changed(PERSON, event.person_ids)


@on(PeopleMerged)
def people_merged(event: PeopleMerged) -> None:
    """Two accounts are one person, who counts once."""
    note_changed(PERSON, [event.kept_id, event.dropped_id])


@on(MeetingHeld)
def meeting_held(event: MeetingHeld) -> None:
    """A group lives, or a coalition met."""
    note_changed("meeting", [event.meeting_id])


@on(MeetingCalledOff)
def meeting_called_off(event: MeetingCalledOff) -> None:
    """It did not meet after all."""
    note_changed("meeting", [event.meeting_id])


@on(ParentActivityChanged)
def parents_counted(event: ParentActivityChanged) -> None:
    """Parents took part."""
    note_changed("parent-activity", [event.activity_id])


@on(EmbeddingChecked)
def embedding_checked(event: EmbeddingChecked) -> None:
    """A partner said how far it is."""
    note_changed("track", [event.track_id])


@on(AgreementChanged)
def agreement_changed(event: AgreementChanged) -> None:
    """An agreement may have money until its end, or no longer."""
    note_changed("agreement", [event.agreement_id])


@on(PilotMeasured)
def pilot_measured(event: PilotMeasured) -> None:
    """A pilot may have reached a goal."""
    note_changed("pilot-measure", [event.measure_id])
