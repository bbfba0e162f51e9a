"""Takes out of an imported estate whatever would make a plan of it meaningless.

What counts as that is :mod:`models.consistency`'s to say: each flaw names a place, and the
smallest piece around it that can go is left out, with the flaw's words as the reason.
Azure itself lets none of this come about; files that were edited or made up do.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from models.consistency import Path, Rows, flaws
from models.formats.azure_report import Report
from models.regions import RegionCatalogue
from models.topology import VirtualMachine, VirtualNetwork
from models.value import Value

ARM_NAMES: dict[str | int, str] = {
    "subnets": "subnets",
    "network_interfaces": "networkInterfaces",
    "ip_configurations": "ipConfigurations",
}
"""What ARM calls the rows inside a network or a machine."""

Row = TypeVar("Row", bound=Value)


class Estate(NamedTuple):
    """Virtual networks and machines, each after the name of the document it is from."""

    networks: Sequence[tuple[str, VirtualNetwork]]
    machines: Sequence[tuple[str, VirtualMachine]]


def settled(estate: Estate, regions: RegionCatalogue, report: Report) -> Estate:
    """The estate without anything that is flawed; what is left out is reported."""
    while True:
        networks = [network for _, network in estate.networks]
        machines = [machine for _, machine in estate.machines]
        found = flaws(Rows(regions, networks, machines, (), ()))
        doomed = {_piece(flaw.path): flaw.message for flaw in found}
        if not doomed:
            return estate
        estate = Estate(
            _without(estate.networks, "virtual_networks", doomed, report),
            _without(estate.machines, "virtual_machines", doomed, report),
        )


def _piece(path: Path) -> Path:
    """The row or value around a flaw: the path up to its last index."""
    indexes = [position for position, step in enumerate(path) if isinstance(step, int)]
    return path[: indexes[-1] + 1]


def _without(
    rows: Sequence[tuple[str, Row]], table: str, doomed: Mapping[Path, str], report: Report
) -> list[tuple[str, Row]]:
    reasons: dict[int, dict[Path, str]] = {}
    for (name, position, *inside), message in doomed.items():
        if name == table:
            reasons.setdefault(int(position), {})[tuple(inside)] = message
    kept = []
    for index, (source, row) in enumerate(rows):
        found = reasons.get(index, {})
        for path, reason in found.items():
            report.skip(source, _subject(row, path), reason)
        left = _cut(row, found.keys()) if found else row
        if left is not None:
            kept.append((source, left))
        elif () not in found:
            report.skip(source, _subject(row, ()), "nothing of it can be used")
    return kept


def _cut(row: Row, pieces: Collection[Path]) -> Row | None:
    """The row without those pieces of it; ``None`` where too little is left."""
    if () in pieces:
        return None
    data = row.model_dump()
    for path in sorted(pieces, key=_from_behind):
        if not any(path[:length] in pieces for length in range(1, len(path))):
            *parents, last = path
            holder: Any = data
            for step in parents:
                holder = holder[step]
            del holder[last]
    if not _made_whole(data):
        return None
    return type(row).model_validate(data)


def _made_whole(data: dict[str, Any]) -> bool:
    """Whether enough is left; rows inside that are nothing by themselves are taken out."""
    if "subnets" in data:
        data["subnets"] = [subnet for subnet in data["subnets"] if subnet["address_prefixes"]]
        return True
    nics = [nic for nic in data["network_interfaces"] if nic["ip_configurations"]]
    data["network_interfaces"] = nics
    for rows in (nics, *(nic["ip_configurations"] for nic in nics)):
        if rows and not any(row["primary"] for row in rows):
            rows[0]["primary"] = True
    return bool(nics)


def _from_behind(path: Path) -> tuple[tuple[int, str], ...]:
    """Sorts places so that taking one out moves no other that is still to come."""
    return tuple((-step, "") if isinstance(step, int) else (0, step) for step in path)


def _subject(row: Any, path: Path) -> str:
    """The end of an ARM id for a place in a network or a machine."""
    kind = "virtualNetworks" if isinstance(row, VirtualNetwork) else "virtualMachines"
    subject = f"{kind}/{row.name}"
    standing: Any = row
    for field, index in zip(path[::2], path[1::2], strict=True):
        standing = getattr(standing, str(field))[index]
        if field in ARM_NAMES:
            subject += f"/{ARM_NAMES[field]}/{standing.name}"
    return subject
