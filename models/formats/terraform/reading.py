"""Documents of Terraform as resources in the shape in which ``az`` lists them."""

from collections.abc import Iterator, Sequence
from typing import Any

from models.formats.azure_estate import NOT_PART
from models.formats.azure_report import Report
from models.formats.document import Document, Given
from models.formats.refusals import Refusals
from models.formats.terraform.assembly import Assembly
from models.formats.terraform.configuration import Configuration
from models.formats.terraform.following import Follower
from models.formats.terraform.forms import Form, form_of, why_not
from models.formats.terraform.identities import Identities
from models.formats.terraform.instances import DATA, Instance, instances
from models.formats.terraform.shapes import AS_DATA, TYPES
from models.formats.terraform.taking import Taking, Told, Unknown
from models.formats.terraform.types import BALANCER_POOLS, NIC_GROUPS, NIC_POOLS

IN_A_SCALE_SET = "a VM scale set: the addresses of its instances come and go"
NOT_READ = "what azapi makes is not read"
BESIDE = {NIC_GROUPS, NIC_POOLS}
"""Types that only say something about others."""


def resources(documents: Sequence[Document], _given: Given, report: Report) -> Iterator[Document]:
    """The resources in some documents, a document for each.

    Raises :class:`InvalidInput` for raw states of other versions and for empty documents.
    """
    refusals = Refusals()
    followers: dict[Instance, Follower] = {}
    for document in documents:
        if reason := why_not(document.value):
            refusals.add(document.source, reason)
            continue
        found, follower = _read(document)
        followers |= dict.fromkeys(found, follower)
    refusals.raise_any()
    assembly = Assembly(report)
    identities = Identities(followers)
    for instance in sorted(followers, key=_is_data):
        _take(instance, Taking(instance, followers[instance], identities, report), assembly, report)
    yield from assembly.documents([document.source for document in documents])


def _read(document: Document) -> tuple[list[Instance], Follower]:
    plan = form_of(document.value) is Form.PLAN
    configuration = Configuration(document.value.get("configuration") if plan else None)
    found = instances(document, configuration)
    return found, Follower(configuration, found)


def _is_data(instance: Instance) -> bool:
    return instance.mode == DATA


def _take(instance: Instance, taking: Taking, assembly: Assembly, report: Report) -> None:
    """Take an instance, or report why not."""
    kind = TYPES.get(instance.type)
    if instance.type in BESIDE:
        assembly.beside(instance, taking)
        return
    if instance.type in BALANCER_POOLS:
        return
    if kind is None or (instance.mode == DATA and instance.type not in AS_DATA):
        report.skip_one_of(
            instance.source, instance.type or "a resource", instance.label, _why_not(instance)
        )
        return
    try:
        id = taking.own_id()
        fields: dict[str, Any] = taking.fields(kind.fields, taking.row)
    except Unknown as reason:
        report.skip(instance.source, taking.row.subject, str(reason))
    except Told:
        pass
    else:
        assembly.add(instance, id, kind, fields)


def _why_not(instance: Instance) -> str:
    if instance.type.endswith("virtual_machine_scale_set"):
        return IN_A_SCALE_SET
    if instance.type.startswith("azapi_"):
        return NOT_READ
    return NOT_PART
