"""What an import made of its documents: the plan, what was taken and what was not."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from pydantic import ValidationError

from models.formats.azure_names import clipped, listed
from models.plan import Plan

LONGEST_REASON = 400
"""How much of a reason is kept; some quote what a file holds."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something a document holds that the plan does not, and why.

    ``subject`` is the end of its ARM id, such as ``networkInterfaces/web-01-nic``, or
    several of one kind and their ``count``.
    """

    source: str
    subject: str
    reason: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Import:
    """A plan made from documents; ``used`` says in words how many of what it came from."""

    plan: Plan
    used: Mapping[str, int]
    skipped: tuple[Skipped, ...]


class Report:
    """Collects what is skipped, in the order in which it is met."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str, str], list[str]] = {}

    def skip(self, source: str, subject: str, reason: str) -> None:
        """Note one thing that is not taken."""
        self._names.setdefault((source, clipped(subject), clipped(reason, LONGEST_REASON)), [])

    def skip_one_of(self, source: str, kind: str, name: str, reason: str) -> None:
        """Note one of several that are not taken for one reason; they become one entry."""
        key = source, clipped(kind), clipped(reason, LONGEST_REASON)
        self._names.setdefault(key, []).append(name)

    @contextmanager
    def skipping(self, source: str, subject: str) -> Iterator[None]:
        """Where the block finds that a value cannot be used, note that and go on after it."""
        try:
            yield
        except ValueError as error:
            self.skip(source, subject, reason_of(error))

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Everything that was noted."""
        return tuple(
            Skipped(source, f"{subject}: {listed(names)}", reason, len(names))
            if names
            else Skipped(source, subject, reason)
            for (source, subject, reason), names in self._names.items()
        )


def reason_of(error: ValueError) -> str:
    """Why a value cannot be used, in one line."""
    if isinstance(error, ValidationError):
        [first, *_] = error.errors(include_url=False, include_context=False, include_input=False)
        place = ".".join(map(str, first["loc"]))
        return clipped(f"{place}: {first['msg'].removeprefix('Value error, ')}")
    return str(error)
