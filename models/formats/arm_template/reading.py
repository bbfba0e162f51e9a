"""Templates and their parameter files as resources in the shape in which ``az`` lists them."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from models.formats.arm_ids import ArmId
from models.formats.arm_template.budget import Budget, Exhausted
from models.formats.arm_template.context import FUNCTIONS
from models.formats.arm_template.evaluation import Evaluator
from models.formats.arm_template.expansion import Expansion
from models.formats.arm_template.instances import DEPLOYMENTS, Instance
from models.formats.arm_template.pairing import paired
from models.formats.arm_template.scope import Deployment
from models.formats.arm_template.shapes import CHILDREN, SHAPES
from models.formats.arm_template.taking import Taking
from models.formats.arm_template.templates import Template, read_parameters, read_template
from models.formats.azure_estate import NOT_PART
from models.formats.azure_fields import Fields, Unusable
from models.formats.azure_machines import MACHINES, NO_NICS, PROFILE
from models.formats.azure_report import Report
from models.formats.document import Document, Given
from models.formats.refusals import Refusals

ALONE = "a parameter file of an ARM template; give the template too"
EMPTY = "an ARM template without any resource"
TOO_MUCH = "evaluating it takes more than {:,} steps, which no template that Azure deploys does"
NO_PARENT = "its virtual network {!r} is not in the templates"


def resources(documents: Sequence[Document], given: Given, report: Report) -> Iterator[Document]:
    """The resources that some templates come to, a document for each template.

    Raises :class:`InvalidInput` where there are parameter files only, where a template has no
    resource, and where it takes too much to evaluate.
    """
    templates, files = [], []
    for document in documents:
        template = read_template(document)
        if template is None:
            files.append(read_parameters(document))
        else:
            templates.append(template)
    if files and not templates:
        _refuse([(file.source, ALONE) for file in files])
    read = _Reading(given, report)
    for template in paired(templates, files, report):
        read.take(template)
    _refuse(read.refused)
    yield from read.documents()


def _refuse(reasons: Sequence[tuple[str, str]]) -> None:
    """Raise why some documents cannot be used; nothing where there is none."""
    refusals = Refusals()
    for source, reason in reasons:
        refusals.add(source, reason)
    refusals.raise_any()


class _Child(NamedTuple):
    """A row of a network that is a resource of its own in the template."""

    source: str
    id: ArmId
    field: str
    row: dict[str, Any]


class _Reading:
    """What was taken of the templates, until all are read: one may add to another's network."""

    def __init__(self, given: Given, report: Report) -> None:
        self._given = given
        self._report = report
        self.refused: list[tuple[str, str]] = []
        self._taken: list[tuple[str, list[dict[str, Any]]]] = []
        self._rows: dict[str, dict[str, Any]] = {}
        self._left_out: set[str] = set()
        self._children: list[_Child] = []

    def take(self, template: Template) -> None:
        """Take in a template, or note in ``refused`` why that cannot be."""
        if not template.value.get("resources"):
            self.refused.append((template.source, EMPTY))
            return
        budget = Budget()
        deployment = Deployment(Evaluator(budget), self._given.location, FUNCTIONS)
        expansion = Expansion(template.source, deployment, self._report)
        try:
            instances = list(expansion.of(template))
            deployment.complete = True
            rows = [row for instance in instances if (row := self._resource(instance))]
        except Exhausted:
            self.refused.append((template.source, TOO_MUCH.format(budget.steps)))
        else:
            self._taken.append((template.source, rows))

    def _resource(self, instance: Instance) -> dict[str, Any] | None:
        """A resource that is one of its own in a plan; others are noted where they belong."""
        if child := CHILDREN.get(instance.kind):
            field, shape = child
            row = Taking(instance, self._report).row(shape)
            if row and instance.id:
                self._children.append(_Child(instance.source, instance.id, field, row))
            return None
        if instance.kind not in SHAPES:
            if instance.kind != DEPLOYMENTS:
                self._report.skip_one_of(instance.source, instance.word, instance.shown, NOT_PART)
            return None
        found = Taking(instance, self._report).resource()
        if found and instance.id:
            self._rows[instance.id.key] = found
        elif instance.id:
            self._left_out.add(instance.id.key)
        return found

    def documents(self) -> list[Document]:
        """All that was taken, with the rows of networks that were resources of their own."""
        for child in self._children:
            self._add(*child)
        return [
            Document(source, [row for row in rows if not self._is_bare(source, row)])
            for source, rows in self._taken
        ]

    def _is_bare(self, source: str, row: dict[str, Any]) -> bool:
        """Whether all NICs of a machine were left out before; then it is noted too."""
        nics = _nics(row) if row["type"].casefold() == MACHINES else []
        if not nics or not all(nic.key in self._left_out for nic in nics):
            return False
        self._report.skip(source, ArmId(row["id"]).tail, NO_NICS)
        return True

    def _add(self, source: str, id: ArmId, field: str, row: dict[str, Any]) -> None:
        """Put a row into its network, in place of one that the network itself has."""
        network = self._rows.get(id.parent.key)
        if network is None:
            self._report.skip(source, id.tail, NO_PARENT.format(id.parent.name))
            return
        rows = network.get(field)
        others = rows if isinstance(rows, list) else []
        others = [each for each in others if not _is_called(each, id.name)]
        network[field] = [*others, {**row, "name": id.name}]


def _nics(machine: dict[str, Any]) -> list[ArmId]:
    try:
        profiles = Fields(machine).rows(PROFILE)
        return [id for profile in profiles for id in profile.references("networkInterfaces")]
    except Unusable:
        return []


def _is_called(row: Any, name: str) -> bool:
    return isinstance(row, dict) and str(row.get("name")).casefold() == name.casefold()
