"""What the work pages of question sets answer, role by role."""

from __future__ import annotations

from tests.access.table import ANY_COORDINATOR, COORDINATORS, Row, posted, work
from tests.access.world import World

WRITERS = (*ANY_COORDINATOR, "editor", "employer", "employer elsewhere")


def own(world: World) -> list[object]:
    """A draft of the coordinator's region."""
    return [world.questions.draft.pk]


def instrument(world: World) -> list[object]:
    """A research instrument of the employer."""
    return [world.questions.instrument.pk]


def translation(world: World) -> list[object]:
    """A translation in the coordinator's region, offered by the coordinator."""
    return [world.questions.translation.pk]


QUESTION_ROWS: list[Row] = [
    work("conversations:question_sets", *WRITERS),
    work("conversations:make_question_set", *WRITERS),
    work("conversations:take_over_questions", *WRITERS),
    work("conversations:question_edition", *COORDINATORS, "editor", arguments=own),
    work("conversations:change_question_draft", *COORDINATORS, "editor", arguments=own),
    work("conversations:question_file", *COORDINATORS, "editor", arguments=own),
    work("conversations:question_edition", "employer", "administrator", arguments=instrument),
    work("conversations:question_file", arguments=instrument),
    work("conversations:check_answers", "employer", "administrator", arguments=instrument),
    work("conversations:question_translation", *COORDINATORS, "editor", arguments=translation),
    # who wrote it does not review it
    work("conversations:review_translation", "administrator", "editor", arguments=translation),
    *(
        posted(f"conversations:{name}", own, staff=True)
        for name in (
            "publish_questions",
            "withdraw_questions",
            "drop_question_draft",
            "start_question_draft",
            "start_translation",
        )
    ),
]
