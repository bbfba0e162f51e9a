"""What drifted between a plan and Azure as JSON (``docs/verify.md``)."""

from collections.abc import Iterable
from typing import Any

from models.comparison import Difference
from models.formats import comparison_json, json_text
from models.verification import Verification

FORMAT = 1
"""The version of what is written; fields may be added without raising it."""


def dumps(verification: Verification) -> str:
    """The drift of facts and of decisions, and what could not be compared."""
    arrays: dict[str, Iterable[Any]] = {
        "facts": map(_row, verification.facts),
        "decisions": map(_row, verification.decisions),
        "created": verification.created,
        "not_compared": verification.not_compared,
    }
    head = {"format": FORMAT, "plan": verification.plan.name}
    return json_text.document_of(head, arrays)


def _row(difference: Difference) -> dict[str, Any]:
    row = comparison_json.row(difference)
    plan, azure = row.pop("before"), row.pop("after")
    return {**row, "plan": plan, "azure": azure}
