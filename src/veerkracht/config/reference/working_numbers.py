"""The page of working numbers: counts that are shown without passing the door of figures.

A figure is a count of people by area, sector, function, organisation, answer or period; those leave
the house only as a release. A working number is what somebody needs for the work in hand, about one
edition or about oneself. Each is named here; what is not here may not be shown.
"""

from __future__ import annotations

from typing import NamedTuple

from veerkracht.config.reference.markdown import page, table


class WorkingNumber(NamedTuple):
    """A number on a screen: what it counts, where it stands, who sees it, why that is no figure."""

    what: str
    where: str
    who: str
    why: str


NUMBERS = (
    WorkingNumber(
        "Places left, and capacity, of one edition",
        "agenda, finder, edition page",
        "everybody",
        "counts seats, not people; one needs it to choose",
    ),
    WorkingNumber(
        "How many wait for one edition",
        "edition page when it is full",
        "everybody",
        "one needs it to decide whether to wait; says nothing of who",
    ),
    WorkingNumber(
        "My position on a waiting list",
        "Mijn plek, mail",
        "the person",
        "is about oneself",
    ),
    WorkingNumber(
        "How many places are taken and offered, and how many wait, per edition",
        "workbench, edition list",
        "coordinator of the region, trainer of the edition",
        "the work in hand; they see the names as well",
    ),
    WorkingNumber(
        "Places, places taken, and requests that wait, per edition and summed per course and per month",
        "Plaatsen en wachten (/werk/cijfers/), its .xlsx, the picture of one edition",
        "coordinator of the region; of one edition also its trainer",
        "counts seats and requests of editions one runs, to plan the next; not by sector, function, "
        "organisation or area within the region, and somebody in two editions counts twice",
    ),
    WorkingNumber(
        "Offers made, accepted and lapsed, and places given up late, per edition, course and month",
        "Plaatsen en wachten and its .xlsx",
        "coordinator of the region",
        "counts steps of the queue, to set its rules; says nothing of who",
    ),
    WorkingNumber(
        "Days from request to place of who had to wait, on average, per edition, course and month",
        "Plaatsen en wachten and its .xlsx",
        "coordinator of the region",
        "a length of time, not a count",
    ),
    WorkingNumber(
        "Planned places, places given, who came, gave notice or did not come, and what no-shows cost, "
        "per edition and summed per course",
        "Wie er kwam (/werk/wie-er-kwam/), its .xlsx",
        "coordinator of the region",
        "the work in hand, of editions one runs; they see the names as well. By organisation, sector and "
        "region, and all that a funder gets, passes `disclosure` (no number under 10, nor one that gives "
        "such a number away)",
    ),
    WorkingNumber(
        "How many of one run count for a register, miss a number, and went to the register",
        "Registers, a run",
        "coordinator of the region",
        "the work in hand: whose points must still be passed on; they see the names as well",
    ),
    WorkingNumber(
        "How many rows are past the time that was promised, per rule",
        "Bewaartermijnen",
        "administrators",
        "counts rows, to see that the promise is kept; says nothing of who",
    ),
    WorkingNumber(
        "How many people a message would reach or was sent to, and how its mails fared",
        "writing to participants, list of messages",
        "who wrote it, coordinator of the region",
        "the work in hand: whom one writes to; they see the names as well",
    ),
    WorkingNumber(
        "How many mails go out when several editions change",
        "preview and result of a change to several editions",
        "coordinator of the region",
        "the work in hand: one must know how many hear of it before doing it",
    ),
    WorkingNumber(
        "How many a move passed over",
        "the log of moves of one edition",
        "coordinator of the region",
        "explains one decision",
    ),
    WorkingNumber(
        "How many editions were found",
        "finder",
        "everybody",
        "counts editions",
    ),
    WorkingNumber(
        "How many rows of a list have which fate, and what taking it over did",
        "the lists one moves in with",
        "coordinator of the region",
        "counts rows of one's own file; they hold the names as well",
    ),
    WorkingNumber(
        "How many of one booking have a place, wait, came, said no or did not answer",
        "Mijn organisatie, a booking, a class",
        "contact of the organisation that booked",
        "the work in hand; they typed the names, and see of each only what that person's yes shows",
    ),
    WorkingNumber(
        "Tasks that wait for me",
        "Mijn plek, workbench",
        "the person",
        "is about oneself",
    ),
    WorkingNumber(
        "How many people answered the evaluation of one edition, and how many gave each answer",
        "the evaluation of an edition, its .xlsx, the list of evaluations, workbench",
        "trainer of the edition, coordinator of the region",
        "the work in hand: making this training better; never of fewer than five people, and it "
        "changes only by five or more at once",
    ),
    WorkingNumber(
        "How many members of one group answered a date poll, and how many can come when",
        "the date poll",
        "members of the group, who looks after it",
        "the work in hand: picking a date; they see the names as well",
    ),
    WorkingNumber(
        "How many people are in one group, how often it met this year, and how many groups sleep",
        "the intervision groups that one looks after",
        "coach of the group, coordinator of the region",
        "the work in hand: who looks after groups knows their members; the rest counts groups and meetings",
    ),
    WorkingNumber(
        "How many must still agree to share a lesson",
        "the page of one meeting",
        "who was there and is asked",
        "says how long to wait; nobody sees who said what",
    ),
    WorkingNumber(
        "How many were at a meeting, and my own hours",
        "my hours of intervision, the proof of a year",
        "who was there",
        "registers ask the size of the group; they were there themselves",
    ),
    WorkingNumber(
        "How many people wait for a coach, how many places coaches have, and how full each coach is",
        "Coaching (/werk/coaching/), the list of coaches",
        "coordinator of the region",
        "the work in hand: bringing them together; they see the names as well",
    ),
    WorkingNumber(
        "Hours and appointments of coaching that were held, per coach and quarter",
        "Uren van coaching and its .xlsx; of one coach also that coach",
        "coordinator of the region, the coach",
        "counts hours, for the subsidy; how many people they were for passes `disclosure`",
    ),
    WorkingNumber(
        "Places and hours that a subsidy paid for, planned and done, with their amounts",
        "Subsidies (/werk/subsidies/), the final account, its .xlsx and PDF",
        "coordinator and payer of the region, contacts of funder and client",
        "counts places and hours that cost money; how many people they were for passes `disclosure`",
    ),
    WorkingNumber(
        "How many wait for money of a subsidy, in all and before me",
        "the choice when the money is gone, Wachten op geld",
        "who wants a place, coordinator of the region, contacts of funder and client",
        "one needs it to decide whether to wait; says nothing of who",
    ),
    WorkingNumber(
        "Inhabitants and households of a municipality",
        "administration",
        "administrators",
        "published by CBS; not our own count",
    ),
    WorkingNumber(
        "Inhabitants of the area of a coalition",
        "agenda of a coalition",
        "members of the coalition",
        "published by CBS; not our own count",
    ),
    WorkingNumber(
        "How many members got the agenda of one meeting by mail",
        "agenda of a coalition, once after sending",
        "who leads the meeting",
        "is about one's own mail; they see the names as well",
    ),
    WorkingNumber(
        "Parents and experts by experience at one activity",
        "Activiteiten met ouders (/mijn-organisatie/ouders/)",
        "who speaks for the organisation that counted them",
        "their own count of their own activity; others read a year that is over, through disclosure",
    ),
    WorkingNumber(
        "With how many organisations an organisation works",
        "Partnerkaart (/samenwerking/)",
        "coordinators, who speaks for an organisation, who sits in a coalition",
        "counts organisations, not people",
    ),
    WorkingNumber(
        "How many wishes stand in each column of the board",
        "Bord met wensen (/werk/wensen/)",
        "coordinator of the region",
        "counts wishes to work on, which they read one by one as well; nobody's name stands with them",
    ),
    WorkingNumber(
        "How many answered a survey, and each answer to it",
        "Uitslag of a survey (/werk/vragenlijsten/) and its .xlsx",
        "coordinator of the region",
        "opinions without names, shown from five people on and changing by five or more (ADR 0022)",
    ),
    WorkingNumber(
        "How many members of a think tank come from a sector, a municipality and a role, beside how many one wants",
        "the think tank's page for members, Wie is er en wie mist (/denktank/…/wie-mist/)",
        "members of the think tank and who looks after it",
        "they are named to each other, each with sector, municipality and role; one needs it to ask who is missing",
    ),
    WorkingNumber(
        "How many said something in a round that runs, and in one that is over how many agreed or left it to others",
        "the page of a proposal (/denktank/voorstel/…/samen/)",
        "who looks after the think tank; once it is over its members",
        "to see whether there is a decision; while it runs it says nothing of what anybody said",
    ),
    WorkingNumber(
        "Dots that each quiet idea got",
        "the page of the question (/denktank/ideeen/…/)",
        "members of the think tank, once it is counted and only when four or more gave dots",
        "counts dots of ideas, not people; who gave them is gone",
    ),
    WorkingNumber(
        "To how many addresses a newsletter goes, and how many of its mails wait, went and did not arrive",
        "Nieuwsbrief maken (/werk/nieuwsbrief/)",
        "editors and coordinators of its region",
        "counts mails of one issue, to see that they go; who reads it is shown to nobody",
    ),
    WorkingNumber(
        "How many addresses of a list were asked, known, unsubscribed before, or unreadable",
        "Vraag de mensen op een lijst (/werk/nieuwsbrief/lijsten/)",
        "editors and coordinators of the region",
        "counts rows of a list that they brought in themselves; which address is which is not told",
    ),
    WorkingNumber(
        "How many organisations are active in a municipality, of one sector or kind or of all",
        "Wie doet wat? (/wie-doet-wat/)",
        "everybody",
        "counts organisations, not people; each is named there with what it does in public",
    ),
    WorkingNumber(
        "Readings of a pilot at its beginning, middle and end, and of how many",
        "the page of a pilot, pilots side by side and their .xlsx (/pilots/)",
        "everybody where it is marked public, else the team and the coordinator",
        "typed by the team from its own sources; refused under 10 people, or for a percentage under 30",
    ),
    WorkingNumber(
        "Colleagues who came to a training, per whole year, rounded",
        "Cijfers van je organisatie (/cijfers/organisatie/)",
        "contact of the organisation",
        "passes `disclosure`: its own people, in years that are over",
    ),
    WorkingNumber(
        "How many people work somewhere, targets, and figures of others, with source and year",
        "Meetpunten (/werk/meetpunten/), figures of others (/cijfers/van-anderen/)",
        "coordinators; figures of others everybody",
        "typed from sources and plans, or published by others; not our own count",
    ),
    WorkingNumber(
        "How many documents hold the words asked for, by kind, sector and area",
        "the search (/zoeken/)",
        "everybody",
        "counts public pages, not people",
    ),
)


def working_numbers() -> str:
    """Every working number, and why it is none that suppression must guard."""
    return page(
        "# Figures and working numbers",
        "A **figure** is a count of people by area, sector, function, organisation, answer or "
        "period. Figures leave the house by one door that hides small groups: a release of `monitoring`, kept in "
        "`figures`. Besides, the report for funders shows some by way of `disclosure`: one region, one year.",
        "A **working number** is what somebody needs for the work in hand. Only these are shown:",
        table(["Number", "Where", "Who sees it", "Why it is not a figure"], NUMBERS),
        "Training from before the platform that was **taken over** from lists, named or as numbers, "
        "stands apart (`training.queries.taken_over_reach`): it is no achievement, and is never added to "
        "reach. Nobody can check those lists, and somebody in them may have come here since.",
        "Numbers that an editor types on a page are words, with their source and date.",
    )
