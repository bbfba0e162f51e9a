"""Values of a document of Terraform, which may be of any type where it was made up."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

Object: TypeAlias = Mapping[str, Any]


def mapping(value: Any) -> Object:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def objects(value: Any) -> Iterator[Object]:
    """The objects in a list; none where it is no list."""
    return (
        (each for each in value if isinstance(each, dict)) if isinstance(value, list) else iter(())
    )


def text(value: Any) -> str | None:
    """The value where it is a text with something in it."""
    return value if isinstance(value, str) and value else None


def inert(value: Any) -> Any:
    """A value of an attribute that is no block: what should not be inside it is left out.

    Its type stays, so that what reads it can say that it is the wrong one.
    """
    if isinstance(value, list):
        return [_alone(each) for each in value]
    return _alone(value)


def _alone(value: Any) -> Any:
    if isinstance(value, dict):
        return {}
    return [] if isinstance(value, list) else value
