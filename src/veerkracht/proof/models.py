"""The door to the models of proof; each part has a file of its own."""

from __future__ import annotations

from veerkracht.proof.attendance_models import (
    ATTENDED,
    Attendance,
    Means,
    Preparation,
    Presence,
)
from veerkracht.proof.badge_models import (
    SigningKey,
)
from veerkracht.proof.certificate_models import (
    Certificate,
    CertificateState,
)
from veerkracht.proof.completion_models import (
    AssignmentApproval,
    CompletionRule,
)
from veerkracht.proof.elearning_models import (
    Step,
    StepDone,
    StepKind,
)
from veerkracht.proof.evaluation_models import (
    Answer,
    Ballot,
    EvaluationForm,
    FormQuestion,
    Question,
    QuestionKind,
    Shows,
)
from veerkracht.proof.materials_models import (
    Material,
)
from veerkracht.proof.my_register_models import (
    RegisterPeriod,
)
from veerkracht.proof.register_models import (
    ExportedLine,
    ExportFormat,
    ExportKind,
    LineAction,
    NumberAsked,
    RegisterExport,
    RegisterRun,
    RetentionCount,
)

__all__ = [
    "ATTENDED",
    "Answer",
    "AssignmentApproval",
    "Attendance",
    "Ballot",
    "Certificate",
    "CertificateState",
    "CompletionRule",
    "EvaluationForm",
    "ExportFormat",
    "ExportKind",
    "ExportedLine",
    "FormQuestion",
    "LineAction",
    "Material",
    "Means",
    "NumberAsked",
    "Preparation",
    "Presence",
    "Question",
    "QuestionKind",
    "RegisterExport",
    "RegisterPeriod",
    "RegisterRun",
    "RetentionCount",
    "Shows",
    "SigningKey",
    "Step",
    "StepDone",
    "StepKind",
]
