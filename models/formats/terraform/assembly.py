"""Puts together what Terraform keeps apart: networks and subnets, NICs and what they belong to."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from models.formats.arm_ids import ArmId
from models.formats.azure_report import Report
from models.formats.document import Document
from models.formats.terraform.instances import DATA, Instance
from models.formats.terraform.shapes import Kind
from models.formats.terraform.taking import Taking, Unknown
from models.formats.terraform.types import BALANCER_POOLS, GROUPS, NIC_POOLS, NICS
from models.formats.terraform.values import text

NO_NETWORK = "its virtual network {!r} is not in the Terraform documents"
NO_NIC = "the NIC {!r} is not in the Terraform documents"
ONLY_ITS_NAME = 'a data source shows only its name; add what "az network vnet list" writes'
GROUP, POOLS = "networkSecurityGroup", "loadBalancerBackendAddressPools"


class _Part(NamedTuple):
    """A row of a network that is a resource of its own."""

    source: str
    id: ArmId
    row: dict[str, Any]


class _Beside(NamedTuple):
    """Something said of a NIC: its security group, or a pool of one of its configurations."""

    source: str
    nic: ArmId
    id: str
    configuration: str | None


class Assembly:
    """What was taken of all documents, each resource once: managed before data sources."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._resources: dict[str, tuple[str, dict[str, Any]]] = {}
        self._parts: dict[str, _Part] = {}
        self._again: list[tuple[str, dict[str, Any]]] = []
        self._beside: list[_Beside] = []

    def add(self, instance: Instance, id: ArmId, kind: Kind, fields: dict[str, Any]) -> None:
        """Add what was taken of an instance."""
        if kind.part:
            self._parts.setdefault(id.key, _Part(instance.source, id, fields))
            return
        if kind.finish:
            kind.finish(id, fields)
        row = {"id": id.text, "type": kind.type, "name": id.name, **fields}
        if id.key not in self._resources:
            self._resources[id.key] = (instance.source, row)
        elif instance.mode != DATA:
            self._again.append((instance.source, row))

    def beside(self, instance: Instance, taking: Taking) -> None:
        """Add what an instance says of a NIC; what cannot be told is reported."""
        pools = instance.type == NIC_POOLS
        try:
            nic = text(taking.id(taking.row, "network_interface_id", NICS))
            if pools:
                other = taking.id(taking.row, "backend_address_pool_id", BALANCER_POOLS)
            else:
                other = taking.id(taking.row, "network_security_group_id", GROUPS)
        except Unknown as reason:
            self._report.skip(instance.source, instance.address, str(reason))
            return
        configuration = text(instance.values.get("ip_configuration_name")) if pools else None
        if nic and text(other) and (configuration or not pools):
            self._beside.append(_Beside(instance.source, ArmId(nic), other, configuration))

    def documents(self, sources: Iterable[str]) -> Iterator[Document]:
        """Everything put together, a document for each of the sources."""
        for part in self._parts.values():
            self._put(part)
        for beside in self._beside:
            self._say(beside)
        rows = [*self._resources.values(), *self._again]
        for source, row in rows:
            self._name_unknown_subnets(source, row)
        for source in dict.fromkeys(sources):
            yield Document(source, [row for other, row in rows if other == source])

    def _put(self, part: _Part) -> None:
        """Put a row into its network, in place of one that the network itself has."""
        found = self._resources.get(part.id.parent.key)
        if found is None:
            reason = NO_NETWORK.format(part.id.parent.name)
            self._report.skip(part.source, part.id.tail, reason)
            return
        field = part.id.tail.split("/")[-2]
        others = found[1].get(field)
        kept = others if isinstance(others, list) else []
        kept = [each for each in kept if not _is_called(each, part.id.name)]
        found[1][field] = [*kept, {**part.row, "name": part.id.name}]

    def _say(self, beside: _Beside) -> None:
        found = self._resources.get(beside.nic.key)
        if found is None:
            reason = NO_NIC.format(beside.nic.name)
            self._report.skip(beside.source, ArmId(beside.id).tail, reason)
            return
        nic = found[1]
        if beside.configuration is None:
            nic[GROUP] = {"id": beside.id}
            return
        rows = nic.get("ipConfigurations")
        for row in rows if isinstance(rows, list) else []:
            if _is_called(row, beside.configuration):
                pools = row.get(POOLS)
                given = pools if isinstance(pools, list) else []
                if {"id": beside.id} not in given:
                    row[POOLS] = [*given, {"id": beside.id}]

    def _name_unknown_subnets(self, source: str, row: dict[str, Any]) -> None:
        """Name the subnets of which a data source shows no more than the name."""
        names = row.pop("subnetNames", None)
        subnets = row.get("subnets")
        for name in filter(text, names) if isinstance(names, list) else ():
            known = isinstance(subnets, list) and any(_is_called(each, name) for each in subnets)
            if not known:
                subject = f"{ArmId(row['id']).tail}/subnets"
                self._report.skip_one_of(source, subject, name, ONLY_ITS_NAME)


def _is_called(row: Any, name: str) -> bool:
    return isinstance(row, dict) and str(row.get("name")).casefold() == name.casefold()
