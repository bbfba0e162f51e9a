"""One request of the REST API, and the lists that an export has of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from models.exports.application import Parameter, Text
from models.exports.rest.json_text import Json, parameters


class Place(NamedTuple):
    """Where a request goes: a word for file names, words for people, and the path."""

    stem: str
    about: str
    path: Text


@dataclass(frozen=True, slots=True)
class Request:
    """A request; ``file`` is where its body is.

    ``when`` says, where it is not always to be sent, when it is. ``expected`` is the part of
    the answer that the plan decides. ``body_from`` says in words how to make a body that only
    an earlier answer can give.
    """

    method: Literal["GET", "PUT", "PATCH", "DELETE"]
    place: Place
    body: "Json | None" = None
    file: str = ""
    when: str = ""
    expected: "Json | None" = None
    body_from: str = ""

    @property
    def parameters(self) -> Iterator[Parameter]:
        """What has to be filled in before it can be sent or compared."""
        for part in (self.place.path, self.body, self.expected):
            if part is not None:
                yield from parameters(part)


class Requests(NamedTuple):
    """The requests of an export: four lists, each in the order in which it is sent.

    Those in ``before`` change nothing; their answers are what there was, to be kept.
    """

    before: list[Request]
    apply: list[Request]
    verify: list[Request]
    rollback: list[Request]
