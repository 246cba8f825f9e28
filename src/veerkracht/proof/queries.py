"""The door to reading proof.

Apps above register in ``elearning_done`` (who finished the e-learning of an edition) and in
``register_hours`` (hours of intervision and coaching that count for a register).
"""

from __future__ import annotations

from veerkracht.proof.attendance_queries import (
    Attended,
    attended,
)
from veerkracht.proof.badge_keys import (
    key_set,
)
from veerkracht.proof.badge_queries import (
    badge,
    status_list,
)
from veerkracht.proof.certificate_facts import (
    Facts,
)
from veerkracht.proof.certificate_queries import (
    Checked,
    certificates_of,
    check,
)
from veerkracht.proof.completion_queries import (
    Standing,
    completion,
    completions,
    rule_of,
)
from veerkracht.proof.completion_registries import (
    ElearningDone,
    elearning_done,
)
from veerkracht.proof.evaluation_queries import (
    Results,
    evaluation_of,
    results,
)
from veerkracht.proof.my_register_queries import (
    RegisterView,
    my_registers,
)
from veerkracht.proof.my_register_registries import (
    HoursFor,
    HoursSource,
    register_hours,
)

__all__ = [
    "Attended",
    "Checked",
    "ElearningDone",
    "Facts",
    "HoursFor",
    "HoursSource",
    "RegisterView",
    "Results",
    "Standing",
    "attended",
    "badge",
    "certificates_of",
    "check",
    "completion",
    "completions",
    "elearning_done",
    "evaluation_of",
    "key_set",
    "my_registers",
    "register_hours",
    "results",
    "rule_of",
    "status_list",
]
