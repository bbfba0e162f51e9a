"""How an attribute of Terraform becomes a field of a resource."""

from typing import NamedTuple


class Field(NamedTuple):
    """An attribute that is taken, and the field it becomes: with dots, one inside another.

    ``wanted`` are the types whose ids it holds. Where it is known only after apply, the
    references of the configuration are followed to resources of those types; if that does
    not tell, the row or resource around it is left out, unless it is ``optional``. What is
    ``needed`` cannot be absent for that reason either. An ``uncommon`` one is not of every
    version or type: that it is absent says nothing. ``inside`` are the fields of blocks.
    """

    name: str
    to: str
    needed: bool = False
    optional: bool = False
    uncommon: bool = False
    wanted: frozenset[str] | None = None
    many: bool = False
    texts: bool = False
    inside: "tuple[Field, ...] | None" = None
    single: bool = False


def value(name: str, to: str = "") -> Field:
    """A value, or a list of values."""
    return Field(name, to or name)


def needed(name: str, to: str = "") -> Field:
    """A value without which the resource means nothing."""
    return Field(name, to or name, needed=True)


def id_of(name: str, to: str, wanted: frozenset[str]) -> Field:
    """The id of another resource."""
    return Field(name, to, wanted=wanted)


def ids_of(name: str, to: str, wanted: frozenset[str], texts: bool = False) -> Field:
    """The ids of other resources: of each an object with its ``id``, or the text of it."""
    return Field(name, to, wanted=wanted, many=True, texts=texts)


def optional(field: Field) -> Field:
    """A field whose absence leaves out nothing else."""
    return field._replace(optional=True)


def uncommon(field: Field) -> Field:
    """An optional field that only some versions and types have."""
    return field._replace(optional=True, uncommon=True)


def blocks(name: str, to: str, *inside: Field, single: bool = False) -> Field:
    """Blocks, each an object; of a ``single`` one the object itself."""
    return Field(name, to, inside=inside, single=single)
