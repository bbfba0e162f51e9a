"""Takes of an instance what its kind says, and names what is known only after apply."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.formats.arm_ids import ArmId
from models.formats.azure_names import clipped
from models.formats.azure_report import Report
from models.formats.terraform.following import AFTER_APPLY, Follower
from models.formats.terraform.identities import Identities
from models.formats.terraform.instances import Instance
from models.formats.terraform.taken import Field
from models.formats.terraform.values import Object, inert, mapping, text


class Unknown(Exception):
    """A value that is known only after apply; the message says of which attribute and why."""


class Told(Exception):
    """Nothing of a list of blocks is left, and why was reported of each."""


@dataclass(frozen=True, slots=True)
class Row:
    """The values of an instance, or of a block in it, and the expressions that give them."""

    values: Object
    expressions: Object | None
    subject: str


class Taking:
    """Takes one instance."""

    def __init__(
        self, instance: Instance, follower: Follower, identities: Identities, report: Report
    ) -> None:
        self._instance = instance
        self._follower = follower
        self._identities = identities
        self._report = report

    @property
    def row(self) -> Row:
        """The instance as a row."""
        id = self._identities.of(self._instance)
        subject = id.tail if id else self._instance.address
        return Row(self._instance.values, self._instance.expressions, subject)

    def own_id(self) -> ArmId:
        """Its id. Raises :class:`Unknown` where it has none."""
        id = self._identities.of(self._instance)
        if id is None:
            raise Unknown(self._identities.why_none(self._instance))
        return id

    def fields(self, fields: Sequence[Field], row: Row) -> dict[str, Any]:
        """The fields of a row. Raises :class:`Unknown` and :class:`Told`."""
        found: dict[str, Any] = {}
        for field in fields:
            try:
                taken = self._field(field, row)
            except Unknown as reason:
                if not field.optional:
                    raise
                self._skip(f"{row.subject}/{field.name}", str(reason))
            else:
                if taken is not None:
                    _put(found, field.to, taken)
        return found

    def id(self, row: Row, name: str, wanted: frozenset[str]) -> Any:
        """The id in an attribute; ``None`` where it is blank. Raises :class:`Unknown`."""
        if not self._is_unknown(row, name):
            return inert(row.values.get(name)) or None
        if row.expressions is not None and name not in row.expressions:
            return None
        followed = self._follower.follow((row.expressions or {}).get(name), self._instance, wanted)
        if len(followed.found) != 1 or followed.stuck:
            raise Unknown(f"{name}: {followed.why_not()}")
        return self._id_of(followed.found[0], name)

    def _field(self, field: Field, row: Row) -> Any:
        if field.uncommon and row.expressions is None and field.name not in row.values:
            return None
        if field.inside is not None:
            return self._blocks(field, row)
        if field.wanted is not None and field.many:
            ids = self._ids(row, field.name, field.wanted)
            if field.texts or not isinstance(ids, list):
                return ids
            return [{"id": id} for id in ids]
        if field.wanted is not None:
            return self.id(row, field.name, field.wanted)
        given = row.expressions is None or field.name in row.expressions
        if field.needed and given and self._is_unknown(row, field.name):
            raise Unknown(f"{field.name}: {AFTER_APPLY}")
        return inert(row.values.get(field.name))

    def _ids(self, row: Row, name: str, wanted: frozenset[str]) -> Any:
        """The ids in a list, in its order; an unknown one in a plan stands there as null."""
        given = row.values.get(name)
        if given is not None and not isinstance(given, list):
            return inert(given)
        known = [each for each in given or () if each is not None and each != ""]
        unknown = self._is_unknown(row, name) or (
            self._instance.planned and len(known) < len(given or ())
        )
        if not unknown:
            return [inert(each) for each in known]
        if row.expressions is not None and name not in row.expressions:
            return None
        followed = self._follower.follow((row.expressions or {}).get(name), self._instance, wanted)
        if followed.stuck or not followed.found or (given and len(followed.found) != len(given)):
            raise Unknown(f"{name}: {followed.why_not()}")
        return [self._id_of(each, name) for each in followed.found]

    def _id_of(self, instance: Instance, name: str) -> str:
        id = self._identities.of(instance)
        if id is None:
            raise Unknown(f"{name}: {AFTER_APPLY}, as is the name of {clipped(instance.address)}")
        return id.text

    def _blocks(self, field: Field, row: Row) -> Any:
        given = row.values.get(field.name)
        if self._is_unknown(row, field.name) and field.name in (row.expressions or {}):
            raise Unknown(f"{field.name}: {AFTER_APPLY}")
        if isinstance(given, dict):
            given = [given]
        if not isinstance(given, list):
            return inert(given)
        taken = [
            each
            for number in range(len(given))
            if (each := self._block(field, row, given, number)) is not None
        ]
        if given and not taken:
            raise Told
        return (taken[0] if taken else None) if field.single else taken

    def _block(self, field: Field, row: Row, given: list[Any], number: int) -> Any:
        """One of several blocks; ``None`` where it is left out and that was said."""
        values = given[number]
        if not isinstance(values, dict):
            return inert(values)
        expressions = _expressions_of(number, given, (row.expressions or {}).get(field.name))
        own = f"{row.subject}/{field.name}/{text(values.get('name')) or f'[{number}]'}"
        try:
            return self.fields(field.inside or (), Row(values, expressions, own))
        except Unknown as reason:
            self._skip(own, str(reason))
        except Told:
            pass
        return None

    def _is_unknown(self, row: Row, name: str) -> bool:
        """Whether an attribute is known only after apply: then a plan leaves it out."""
        return self._instance.planned and name not in row.values

    def _skip(self, subject: str, reason: str) -> None:
        self._report.skip(self._instance.source, subject, reason)


def _expressions_of(number: int, rows: Sequence[Any], expressions: Any) -> Object | None:
    """The expressions of one of several blocks; ``None`` where it cannot be told which they are.

    Blocks stand in their order, except those of sets, which are told by their names.
    """
    if not isinstance(expressions, list):
        return None
    named = mapping(rows[number]).get("name")
    by_place = mapping(expressions[number]) if len(expressions) == len(rows) else {}
    if by_place and _constant_name(by_place) in (None, named):
        return by_place
    by_name = [mapping(each) for each in expressions if _constant_name(each) == named is not None]
    return by_name[0] if len(by_name) == 1 else None


def _constant_name(expressions: Any) -> Any:
    return mapping(mapping(expressions).get("name")).get("constant_value")


def _put(found: dict[str, Any], to: str, value: Any) -> None:
    *around, last = to.split(".")
    for name in around:
        found = found.setdefault(name, {})
    found[last] = value
