"""What a learner chose: a lesson and its numbers, or to look at the list of lessons."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from models.formats.lesson_toml import Written


class Learn(NamedTuple):
    """A lesson to begin with the numbers of a seed; without one the list of lessons."""

    written: "Written | None" = None
    seed: int = 1
