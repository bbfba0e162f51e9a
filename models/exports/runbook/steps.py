"""Things to tick off, and results in the words of a runbook."""

from models.addresses import address_text
from models.assignment import Assignment
from models.explain import reason_text
from models.formats.markdown_text import code, prose


def step(text: str) -> str:
    """A box to tick before a text, which is Markdown already."""
    return f"- [ ] {text}"


def expected(result: Assignment | None) -> str:
    """The address that is expected and where, or why there is none; for a cell of a table."""
    if result is None:
        return "not planned"
    if result.address is None:
        return f"none: {prose(reason_text(result.reason, result.taken_by))}"
    likely = ", *forecast*" if result.forecast else ""
    where = f"{code(result.subnet or '')} of {code(result.network or '')}"
    return f"{code(address_text(result.address))} in {where}{likely}"


def noted(note: str | None) -> list[str]:
    """A note in one paragraph that is nothing but text, and an empty line."""
    return [f"Note: {prose(' '.join(note.split()))}", ""] if note and note.strip() else []
