"""What every address answers to a GET, role by role. An address that is not here fails the test.

A column says what one role meets: a status, ``LOGIN`` (a redirect to sign-in), ``SECOND`` (a redirect to
setting up the second factor) or ``AWAY`` (another redirect).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.access.world import World

Meets = int | str
LOGIN: Meets = "login"
SECOND: Meets = "second factor"
AWAY: Meets = "elsewhere"

COORDINATORS: tuple[str, ...] = ("coordinator", "administrator")
ANY_COORDINATOR: tuple[str, ...] = (*COORDINATORS, "coordinator elsewhere")
STAFF = (*ANY_COORDINATOR, "trainer", "trainer of another", "editor", "payer")


@dataclass(frozen=True)
class Row:
    """One address: how to make it, and what each role meets there."""

    name: str
    arguments: Callable[[World], list[object]]
    others: Meets
    exceptions: dict[str, Meets] = field(default_factory=dict)

    def expected(self, role: str) -> Meets:
        """What this role meets."""
        return self.exceptions.get(role, self.others)

    @property
    def is_the_same_for_all(self) -> bool:
        """Whether every role meets the same."""
        return set(self.exceptions.values()) <= {self.others}


def nothing(world: World) -> list[object]:
    """An address without arguments."""
    return []


def row(
    name: str,
    others: Meets,
    arguments: Callable[[World], list[object]] = nothing,
    **exceptions: Meets,
) -> Row:
    """A row by keyword: ``anonymous=LOGIN``; underscores stand for spaces."""
    named = {role.replace("_", " "): meets for role, meets in exceptions.items()}
    return Row(name, arguments, others, named)


def own(name: str, meets: Meets = 200, arguments: Callable[[World], list[object]] = nothing) -> Row:
    """A page of whoever is signed in."""
    return row(name, meets, arguments, anonymous=LOGIN)


def work(
    name: str, *roles: str, arguments: Callable[[World], list[object]] = nothing, meets: Meets = 200
) -> Row:
    """A page under /werk/ for these roles; 403 for others."""
    allowed = dict.fromkeys(roles, meets)
    return Row(
        name, arguments, 403, {"anonymous": LOGIN, "without second factor": SECOND, **allowed}
    )


def posted(name: str, arguments: Callable[[World], list[object]], *, staff: bool = False) -> Row:
    """An address that only takes a POST."""
    return Row(name, arguments, 405, {"without second factor": SECOND} if staff else {})


def edition(world: World) -> list[object]:
    """The full edition."""
    return [world.edition.pk]


def draft(world: World) -> list[object]:
    """The edition that is not open yet."""
    return [world.draft.pk]


def placed(world: World) -> list[object]:
    """The professional's place."""
    return [world.placed.pk]


def course(world: World) -> list[object]:
    """The course."""
    return [world.course.pk]


def message(world: World) -> list[object]:
    """The coordinator's message to who has a place in the full edition."""
    return [world.message.pk]


def unknown(world: World) -> list[object]:
    """A number that is not there."""
    return [1]


def booked_edition(world: World) -> list[object]:
    """The edition for students, of which the school booked places."""
    return [world.booking.edition_id]


def booking(world: World) -> list[object]:
    """The class that the employer, a school, enrolled."""
    return [world.booking.pk]


def cohort(world: World) -> list[object]:
    """The class itself."""
    return [world.booking.cohort_id]


def booked_line(world: World) -> list[object]:
    """The booking, and the student in it."""
    return [world.booking.pk, world.booking.lines.all()[0].pk]


def school(world: World) -> list[object]:
    """The employer's organisation."""
    return [world.booking.organisation_id]


def brought(world: World) -> list[object]:
    """A list of the coordinator's that waits to be taken over."""
    return [world.brought.pk]


def taken_over(world: World) -> list[object]:
    """A list of the coordinator's that was taken over."""
    return [world.taken_over.pk]


def terms(world: World) -> list[object]:
    """An edition with agreements about places."""
    return [world.special.edition.pk]


def approval(world: World) -> list[object]:
    """A request that lies with the employer."""
    return [world.special.approval.token]


def share(world: World) -> list[object]:
    """The places that are kept there."""
    return [world.special.edition.pk, world.special.share.pk]


def undated(world: World) -> list[object]:
    """An edition whose dates follow."""
    return [world.special.undated.pk]


def organisation_webhook(world: World) -> list[object]:
    """The webhook of the employer's organisation."""
    return [world.connected.of_organisation.pk]


def region_webhook(world: World) -> list[object]:
    """The webhook of the coordinator's region."""
    return [world.connected.of_region.pk]


OWN_PLACE: dict[str, Meets] = {
    "professional": 200,
    "coordinator": 200,
    "administrator": 200,
    "anonymous": LOGIN,
}
SIGNED_IN_ALREADY: dict[str, Meets] = {"anonymous": 200}

# Each part has its rows in a file of its own, written with the words above.
from tests.access.acts_rows import ACTS_ROWS  # noqa: E402
from tests.access.attendance_rows import ATTENDANCE_ROWS  # noqa: E402
from tests.access.certificate_rows import CERTIFICATE_ROWS  # noqa: E402 - it needs the words above
from tests.access.coaching_rows import COACHING_ROWS  # noqa: E402
from tests.access.coalition_rows import COALITION_ROWS  # noqa: E402
from tests.access.council_rows import COUNCIL_ROWS  # noqa: E402
from tests.access.count_figure_rows import COUNT_FIGURE_ROWS  # noqa: E402
from tests.access.decision_rows import DECISION_ROWS  # noqa: E402
from tests.access.embed_rows import EMBED_ROWS  # noqa: E402
from tests.access.evaluation_rows import EVALUATION_ROWS  # noqa: E402 - it uses the words above

# Rows of one part each, made with what stands above.
from tests.access.forming_rows import FORMING_ROWS  # noqa: E402
from tests.access.funding_rows import FUNDING_ROWS  # noqa: E402
from tests.access.group_rows import GROUP_ROWS  # noqa: E402
from tests.access.keeping_rows import KEEPING_ROWS  # noqa: E402
from tests.access.movement_rows import MOVEMENT_ROWS  # noqa: E402
from tests.access.newsletter_rows import NEWSLETTER_ROWS  # noqa: E402
from tests.access.open_figure_rows import OPEN_FIGURE_ROWS  # noqa: E402
from tests.access.page_figure_rows import PAGE_FIGURE_ROWS  # noqa: E402
from tests.access.parent_rows import PARENT_ROWS  # noqa: E402
from tests.access.pilot_rows import PILOT_ROWS  # noqa: E402
from tests.access.prepare_rows import PREPARE_ROWS  # noqa: E402
from tests.access.promises_rows import PROMISES_ROWS  # noqa: E402
from tests.access.question_rows import QUESTION_ROWS  # noqa: E402
from tests.access.register_rows import REGISTER_ROWS  # noqa: E402
from tests.access.release_figure_rows import RELEASE_FIGURE_ROWS  # noqa: E402
from tests.access.research_figure_rows import RESEARCH_FIGURE_ROWS  # noqa: E402
from tests.access.search_rows import SEARCH_ROWS  # noqa: E402
from tests.access.sheet_rows import SHEET_ROWS  # noqa: E402
from tests.access.way_rows import WAY_ROWS  # noqa: E402
from tests.access.wish_rows import WISH_ROWS  # noqa: E402

TABLE = [
    *CERTIFICATE_ROWS,
    *KEEPING_ROWS,
    *SHEET_ROWS,
    # for everybody
    row("healthy", 200),
    row("security_txt", 200),
    row("change_password", AWAY),
    row("robots", 200),
    row("sitemap", 200),
    row("search", 200),
    row("news_atom", 200),
    row("news_rss", 200),
    row("picture", 404, lambda world: ["weg.png"]),
    row("wagtaildocs_serve", 404, lambda world: [1, "weg.pdf"]),
    row("wagtaildocs_authenticate_with_password", 404, unknown),
    row("wagtailcore_authenticate_with_password", 404, lambda world: [1, 1]),
    row("wagtailcore_login", LOGIN),
    row("wagtail_serve", 200, lambda world: [""]),
    row("ui:gallery", 200),
    row("ui:example_page", 200),
    row("people:privacy", 200),
    row("people:accessibility", 200),
    row("people:security", 200),
    row("training:finder", 200),
    row("training:agenda_ics", 200),
    row("training:agenda_atom", 200),
    row("training:agenda_json", 200),
    row("training:panel", 200, edition),
    row("training:calendar", 200, edition),
    row("training:edition", 200, lambda world: [world.edition.pk, world.course.slug]),
    row("enrolment:take_over", 200, lambda world: [world.handover.token]),
    # the way in
    row("account_login", AWAY, anonymous=200),
    row("account_request_login_code", LOGIN),
    row("account_confirm_login_code", AWAY, anonymous=LOGIN),
    row("account_send_again", 405),
    row("account_logout", 200, anonymous=AWAY),
    row("people:choose_organisation", AWAY, anonymous=200),
    row("people:prove_address", LOGIN),
    row("openid_connect_callback", 404, lambda world: ["onbekend"]),
    row("account_inactive", 200),
    row("account_email_verification_sent", AWAY, anonymous=LOGIN),
    row("mfa_authenticate", AWAY, anonymous=LOGIN),
    row("mfa_login_webauthn", AWAY, anonymous=LOGIN),
    # about oneself
    own("account_email"),
    own("usersessions_list"),
    own("people:end_session", 405, unknown),
    own("people:linked_accounts"),
    own("people:link_account", 405),
    own("people:unlink_account", 405, unknown),
    own("mfa_index"),
    own("mfa_reauthenticate", 403),
    own("mfa_reauthenticate_webauthn", 403),
    own("mfa_activate_totp", AWAY),
    own("mfa_deactivate_totp", 404),
    own("mfa_view_recovery_codes", 404),
    own("mfa_generate_recovery_codes"),
    own("mfa_download_recovery_codes", 404),
    row("mfa_list_webauthn", AWAY),
    own("mfa_add_webauthn", AWAY),
    own("mfa_remove_webauthn", 404, unknown),
    own("mfa_edit_webauthn", 404, unknown),
    own("people:my_place"),
    own("people:profile"),
    own("people:register_numbers"),
    own("people:remove_register_number", 405, lambda world: ["knov"]),
    own("people:calendar_feed"),
    row("people:open_calendar", 405, anonymous=LOGIN),
    row("people:close_calendar", 405, anonymous=LOGIN),
    row("personal_feed", 404, lambda world: ["geen-adres"]),
    own("people:my_data"),
    own("training:learnt"),
    own("people:download_my_data"),
    own("people:erase_me"),
    own("people:second_factor"),
    # one's own enrolment, that nobody else may see but who runs it
    Row(
        "enrolment:request",
        edition,
        200,
        {"anonymous": LOGIN, "professional": AWAY, "somebody else": AWAY},
    ),
    own("enrolment:all_mine"),
    Row("enrolment:mine", placed, 403, OWN_PLACE),
    Row("enrolment:leave", placed, 403, OWN_PLACE),
    Row("enrolment:ask_colleague", placed, 403, OWN_PLACE),
    Row("enrolment:appointment", placed, 403, OWN_PLACE),
    posted("enrolment:accept", placed),
    # an organisation's bookings, that only its own contacts may see; and the question to who was booked
    row("bookings:overview", 403, anonymous=LOGIN, employer=200, employer_elsewhere=200),
    row(
        "bookings:book", 403, booked_edition, anonymous=LOGIN, employer=200, employer_elsewhere=200
    ),
    row("bookings:book", 404, draft, anonymous=LOGIN, coordinator=403, administrator=403),
    row("bookings:book_class", 403, booked_edition, anonymous=LOGIN, employer=200),
    row("bookings:booking", 404, booking, anonymous=LOGIN, employer=200),
    posted("bookings:remind", booking),
    posted("bookings:withdraw", booked_line),
    row("bookings:cohort", 404, cohort, anonymous=LOGIN, employer=200),
    row("bookings:choose_edition", 404, cohort, anonymous=LOGIN, employer=200),
    row("bookings:file_csv", 404, school, anonymous=LOGIN, employer=200),
    row("bookings:file_xlsx", 404, school, anonymous=LOGIN, employer=200),
    row("bookings:answer", 200, lambda world: [world.booking.lines.all()[0].token]),
    row("bookings:answer", 404, lambda world: ["onbekend"]),
    # approval: the contact of that very organisation, or a coordinator of the region; nothing to see before
    own("enrolment:approvals"),
    row(
        "enrolment:approve",
        403,
        approval,
        anonymous=200,
        employer=200,
        coordinator=200,
        administrator=200,
    ),
    row("enrolment:approve", 404, lambda world: ["onbekend"]),
    Row(
        "enrolment:mine",
        lambda world: [world.special.asked.pk],
        403,
        {"anonymous": LOGIN} | dict.fromkeys(COORDINATORS, 200),
    ),
    Row(
        "enrolment:mine",
        lambda world: [world.special.interested.pk],
        403,
        {"anonymous": LOGIN} | dict.fromkeys(COORDINATORS, 200),
    ),
    Row("enrolment:request", terms, 200, {"anonymous": LOGIN}),
    Row("enrolment:request", undated, 200, {"anonymous": LOGIN}),
    row("training:panel", 200, undated),
    row("training:calendar", 200, undated),
    row("training:edition", 200, lambda world: [world.special.undated.pk, world.course.slug]),
    row("training:edition", 200, lambda world: [world.special.edition.pk, world.course.slug]),
    # the API knows no sessions: to it everybody in a browser is a stranger
    row("connections:about_api", 200),
    row("api_description:openapi", 200),
    row("api:list_courses", 200),
    row("api:get_course", 200, course),
    row("api:list_editions", 200),
    row("api:get_edition", 200, edition),
    row("api:get_edition", 404, draft),
    row("api:list_enrolments", 401),
    row("api:make_enrolment", 401),
    row("api:get_enrolment", 401, placed),
    row("api:cancel_enrolment", 405, placed),
    row("api:list_bookings", 401),
    row("api:make_booking", 401),
    row("api:get_booking", 401, booking),
    row("api:withdraw_line", 405, lambda world: [world.booking.pk, 1]),
    row("api:api-root", 404),
    row("api_else:nothing_here", 404, lambda world: ["/nergens"]),
    # provisioning: whoever signed in as a person, nothing opens without an organisation's token
    row("scim:config", 401),
    row("scim:schemas", 401),
    row("scim:schema", 401, lambda world: ["urn:ietf:params:scim:schemas:core:2.0:User"]),
    row("scim:resource_types", 401),
    row("scim:resource_type", 401, lambda world: ["User"]),
    row("scim:users", 401),
    row("scim:search", 401),
    row("scim:search_all", 401),
    row("scim:user", 401, lambda world: ["00000000-0000-4000-8000-000000000000"]),
    row("scim:me", 401),
    row("scim:nothing_here", 401, lambda world: ["Groups"]),
    row("connections:answer_organisation", 404, lambda world: ["onbekend"]),
    # tokens and webhooks: one's own, of one's organisation, of one's region
    own("connections:overview"),
    own("connections:make_token"),
    row(
        "connections:make_organisation_token",
        403,
        lambda world: [world.connected.organisation.pk],
        anonymous=LOGIN,
        employer=200,
    ),
    posted("connections:revoke_token", lambda world: [world.connected.token.pk]),
    row(
        "connections:make_organisation_webhook",
        403,
        lambda world: [world.connected.organisation.pk],
        anonymous=LOGIN,
        employer=200,
    ),
    row(
        "connections:make_region_webhook",
        403,
        lambda world: [world.connected.region.pk],
        anonymous=LOGIN,
        coordinator=200,
        administrator=200,
    ),
    row(
        "connections:webhook",
        404,
        organisation_webhook,
        anonymous=LOGIN,
        employer=200,
        administrator=200,
    ),
    row(
        "connections:webhook",
        404,
        region_webhook,
        anonymous=LOGIN,
        coordinator=200,
        administrator=200,
    ),
    posted("connections:send_test", region_webhook),
    posted("connections:pause_webhook", region_webhook),
    posted("connections:resume_webhook", region_webhook),
    posted("connections:renew_secret", region_webhook),
    posted("connections:remove_webhook", region_webhook),
    posted(
        "connections:send_again",
        lambda world: [world.connected.of_region.pk, world.connected.delivery.pk],
    ),
    # a draft exists only for who makes it
    Row("training:panel", draft, 404, dict.fromkeys(COORDINATORS, 200)),
    Row("training:calendar", draft, 404, dict.fromkeys(COORDINATORS, 200)),
    Row("enrolment:request", draft, 404, {"anonymous": LOGIN}),
    # work
    work("enrolment:work", *STAFF),
    work("enrolment:edition_list", *COORDINATORS, "trainer", arguments=edition),
    work("enrolment:attendance_sheet", *COORDINATORS, "trainer", arguments=edition),
    work("enrolment:participants_file", *COORDINATORS, arguments=edition),
    work("enrolment:report", *ANY_COORDINATOR),
    work("enrolment:report_file", *ANY_COORDINATOR),
    work("enrolment:edition_report", *COORDINATORS, "trainer", arguments=edition),
    work("enrolment:write", *COORDINATORS, "trainer", arguments=edition),
    work("enrolment:write_to_several", *STAFF),
    work("enrolment:messages_sent", *STAFF),
    work("enrolment:message_sent", *COORDINATORS, arguments=message),
    posted("enrolment:withdraw_message", message, staff=True),
    posted("enrolment:remove", lambda world: [world.edition.pk, world.placed.pk], staff=True),
    work("enrolment:edition_list", *COORDINATORS, "trainer", arguments=terms),
    work("enrolment:edition_list", *COORDINATORS, arguments=undated),
    work("enrolment:edition_terms", *COORDINATORS, arguments=terms),
    work("enrolment:edition_terms", *COORDINATORS, arguments=undated),
    posted("enrolment:set_approver", terms, staff=True),
    posted("enrolment:remove_share", share, staff=True),
    work("training:change_edition", *COORDINATORS, arguments=undated),
    work("training:call_off_edition", *COORDINATORS, arguments=undated),
    work("training:courses", *ANY_COORDINATOR),
    work("training:make_course", *ANY_COORDINATOR),
    work("training:change_course", *COORDINATORS, arguments=course),
    work("training:make_edition", *ANY_COORDINATOR),
    work("training:several", *ANY_COORDINATOR),
    work("training:series", *ANY_COORDINATOR, meets=AWAY),
    work("training:change_edition", *COORDINATORS, arguments=edition),
    work("training:copy_edition", *COORDINATORS, arguments=edition),
    work("training:call_off_edition", *COORDINATORS, arguments=edition),
    posted("training:add_accreditation", course, staff=True),
    posted(
        "training:remove_accreditation",
        lambda world: [world.course.pk, world.accreditation.pk],
        staff=True,
    ),
    posted("training:publish_edition", edition, staff=True),
    work("people:roles", *ANY_COORDINATOR),
    work("people:end_role", *STAFF, arguments=lambda world: [world.role.pk], meets=405),
    # lists that somebody moves in with, and two accounts of one person: only in the own region
    work("people:doubles", *ANY_COORDINATOR),
    work("imports:lists", *ANY_COORDINATOR),
    work("imports:bring", *ANY_COORDINATOR),
    work("imports:show", *COORDINATORS, arguments=brought, meets=AWAY),
    work("imports:columns", *COORDINATORS, arguments=brought),
    work("imports:values", *COORDINATORS, arguments=brought, meets=AWAY),
    work("imports:preview", *COORDINATORS, arguments=brought),
    work("imports:undo", *COORDINATORS, arguments=brought),
    work("imports:rows_file", *COORDINATORS, arguments=brought),
    work("imports:show", *COORDINATORS, arguments=taken_over),
    work("imports:undo", *COORDINATORS, arguments=taken_over),
    *(
        posted(f"imports:{name}", brought, staff=True)
        for name in ("read_again", "try_again", "answer", "wishes", "take_over", "discard")
    ),
    # the editor and the administration: only their doors are ours
    Row(
        "wagtailadmin_home",
        nothing,
        403,
        {"anonymous": LOGIN, "editor": 200, "administrator": 200, "without second factor": SECOND},
    ),
    Row("admin:index", nothing, AWAY, {"administrator": 200, "without second factor": SECOND}),
    # registers and reports
    *REGISTER_ROWS,
    *EVALUATION_ROWS,
    *FORMING_ROWS,
    *ATTENDANCE_ROWS,
    *GROUP_ROWS,
    *DECISION_ROWS,  # after them: it makes their group
    *COACHING_ROWS,
    *PREPARE_ROWS,
    *QUESTION_ROWS,
    *PROMISES_ROWS,
    *ACTS_ROWS,
    *COALITION_ROWS,
    *PARENT_ROWS,
    *FUNDING_ROWS,
    *WISH_ROWS,
    *COUNCIL_ROWS,
    *PILOT_ROWS,
    *WAY_ROWS,
    *NEWSLETTER_ROWS,
    *EMBED_ROWS,
    *SEARCH_ROWS,
    *MOVEMENT_ROWS,
    *COUNT_FIGURE_ROWS,
    *RELEASE_FIGURE_ROWS,
    *PAGE_FIGURE_ROWS,
    *OPEN_FIGURE_ROWS,
    *RESEARCH_FIGURE_ROWS,
]
