"""What a value is: immutable, comparable, small, and checked where it comes from outside.

A class of values names its fields with their types. Its instances keep them in slots, as a
plan holds hundreds of thousands. pydantic checks what a value is made of; it is loaded with
the first that is checked, so that nothing waits for it before.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from operator import attrgetter
from sys import intern
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self, dataclass_transform

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

_REQUIRED = object()
_PLAIN = frozenset({str, bool, int, float, type(None)})


class Field(NamedTuple):
    """A field of a class of values: its type as written, and what it is where not given."""

    annotation: Any
    default: Any = _REQUIRED

    def is_required(self) -> bool:
        """Whether it has to be given."""
        return self.default is _REQUIRED


class Checked:
    """What is demanded of a field beside its type, in pydantic's words: ``min_length=1``."""

    def __init__(self, **demands: Any) -> None:
        """``demands`` are keys of pydantic's schema of the type."""
        self._demands = demands

    def __get_pydantic_core_schema__(
        self, source: Any, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        """The schema of the type with the demands; pydantic asks for it."""
        schema: Any = {**handler(source), **self._demands}
        return schema  # type: ignore[no-any-return]


class Shared:
    """Equal texts are one text, which memory holds once: names are told again and again."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        """The schema of the text, then the one copy of it; pydantic asks for it."""
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(intern, handler(source))


def _contents_of(name: str, *names: str) -> Callable[[Any], tuple[Any, ...]]:
    """A function that gives these attributes as a tuple, also where it is only one."""
    if names:
        return attrgetter(name, *names)
    return lambda value: (getattr(value, name),)


@dataclass_transform(frozen_default=True, kw_only_default=True)
class _ValueType(type):
    """Makes slots of the fields of a class and of what it works out from them."""

    def __new__(
        cls, name: str, bases: tuple[type, ...], body: dict[str, Any], **_frozen: bool
    ) -> "_ValueType":
        """``frozen=True`` may be written for the reader; every value is."""
        if not bases:
            return super().__new__(cls, name, bases, body | {"__slots__": ()})
        annotations = super().__new__(cls, name, bases, body | {"__slots__": ()}).__annotations__
        fields = {key: Field(type, body.get(key, _REQUIRED)) for key, type in annotations.items()}
        kept = {key: part.func for key, part in body.items() if isinstance(part, cached_property)}
        left = {key: part for key, part in body.items() if key not in fields and key not in kept}
        left |= {"__slots__": (*fields, *kept), "model_fields": fields, "_kept": kept}
        left["_defaults"] = tuple(
            (key, None if field.is_required() else field.default) for key, field in fields.items()
        )
        left["_contents"] = staticmethod(_contents_of(*fields))
        return super().__new__(cls, name, bases, left)


class Value(metaclass=_ValueType):
    """Base of every value in a plan: immutable, comparable, closed to unknown fields.

    What a ``cached_property`` works out has a slot too, filled when it is first asked for.
    """

    model_fields: ClassVar[Mapping[str, Field]]
    """The fields in their order, by name."""
    _kept: ClassVar[Mapping[str, Callable[[Any], Any]]]
    _defaults: ClassVar[Sequence[tuple[str, Any]]]
    """The fields and what they are where not given, which is ``None`` for those required."""
    _contents: ClassVar["staticmethod[[Any], tuple[Any, ...]]"]

    def __init__(self, **fields: Any) -> None:
        """Raises pydantic's ``ValidationError``, a ``ValueError``, with all that is wrong."""
        _validator(type(self)).validate_python(fields, self_instance=self)

    @classmethod
    def model_validate(cls, data: Any) -> Self:
        """The value that plain data holds. Raises ``ValidationError`` with all that is wrong."""
        value: Self = _validator(cls).validate_python(data)
        return value

    @classmethod
    def model_construct(cls, **fields: Any) -> Self:
        """A value of fields that are known to be right: nothing is checked or filled in."""
        value = object.__new__(cls)
        for name, default in cls._defaults:
            object.__setattr__(value, name, fields.get(name, default))
        return value

    @classmethod
    def completed(cls, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """Data of a value, not yet checked, with what its other fields say of those left out."""
        return data

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """A copy with other fields, unchecked; what was worked out does not come along."""
        copied = object.__new__(type(self))
        for name in self.model_fields:
            value = update[name] if name in update else getattr(self, name)
            object.__setattr__(copied, name, value)
        return copied

    def model_dump(self, *, exclude_defaults: bool = False) -> dict[str, Any]:
        """The value as plain data: dicts, lists, texts, numbers, truths and ``None``."""
        data = {}
        for (name, default), value in zip(self._defaults, self._contents(self), strict=True):
            # nothing equals None but itself, and addresses take long to find that out
            same = value is default or (default is not None and value == default)
            if not (same and exclude_defaults):
                data[name] = value if type(value) in _PLAIN else _plain(value, exclude_defaults)
        return data

    if not TYPE_CHECKING:  # else any name would pass for an attribute, and for one to set

        def __getattr__(self, name: str) -> Any:
            """Something that is worked out, asked for the first time."""
            if name not in self._kept:
                raise AttributeError(f"{type(self).__name__} has no {name!r}")
            value = self._kept[name](self)
            object.__setattr__(self, name, value)
            return value

        def __setattr__(self, name: str, value: object) -> None:
            raise AttributeError(f"{name!r} cannot be set: a value is never changed in place")

        def __delattr__(self, name: str) -> None:
            raise AttributeError(f"{name!r} cannot be deleted: a value is never changed in place")

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return type(self) is type(other) and bool(self._contents(self) == self._contents(other))

    def __hash__(self) -> int:
        return hash(self._contents(self))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.model_fields)
        return f"{type(self).__name__}({fields})"

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        """What pydantic checks and makes a value by; pydantic asks for it."""
        from pydantic_core import core_schema

        fields = [
            core_schema.dataclass_field(name, schema, kw_only=True)
            for name, schema in _field_schemas(cls, handler)
        ]
        schema: CoreSchema = core_schema.dataclass_schema(
            cls,
            core_schema.dataclass_args_schema(cls.__name__, fields),
            list(cls.model_fields),
            slots=True,
            config={"extra_fields_behavior": "forbid"},
        )
        if "completed" not in vars(cls):
            return schema
        return core_schema.no_info_before_validator_function(
            lambda data: cls.completed(data) if isinstance(data, dict) else data, schema
        )


def _field_schemas(
    cls: type[Value], handler: "GetCoreSchemaHandler"
) -> Iterator[tuple[str, "CoreSchema"]]:
    from pydantic_core import core_schema

    for name, field in cls.model_fields.items():
        schema = handler.generate_schema(field.annotation)
        if not field.is_required():
            schema = core_schema.with_default_schema(schema, default=field.default)
        yield name, schema


@cache
def _validator(cls: type[Value]) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(cls).validator


def _plain(value: Any, exclude_defaults: bool) -> Any:
    if type(value) is tuple:
        return [_plain(part, exclude_defaults) for part in value]
    if isinstance(value, Value):
        return value.model_dump(exclude_defaults=exclude_defaults)
    return value if type(value) in _PLAIN else str(value)
