"""A plan as plain data: the shape of the plan file, whatever it is written in.

Reading follows references and reports every fault at once; writing leaves defaults out.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from pydantic_core import ValidationError

from models.consistency import Flaw, Path, Rows, flaws
from models.errors import Fault, InvalidInput
from models.formats.pruning import LONGEST, Pruned, shown
from models.plan import NetworkMapping, Plan, Policy, ReplicatedItem
from models.progress import Progress, untold
from models.regions import RegionCatalogue, catalogue
from models.topology import Name, Region, State, VirtualMachine, VirtualNetwork
from models.value import Value

if TYPE_CHECKING:
    from pydantic import TypeAdapter

LineOf: TypeAlias = Callable[[Path], int | None]
"""The line, from 1, on which the value of a path stands; ``None`` where that is not known."""

FORMAT = 1
"""The version of the plan file this program reads and writes."""


class PlanFile(Value, frozen=True):
    """A plan file as it stands: the shape of the TOML, before references are followed."""

    format: Literal[1]
    name: str = ""
    note: str | None = None
    source_region: Name | None = None
    target_region: Name | None = None
    policy: Policy = Policy.model_construct()
    regions: tuple[Region, ...] = ()
    virtual_networks: tuple[VirtualNetwork, ...] = ()
    virtual_machines: tuple[VirtualMachine, ...] = ()
    network_mappings: tuple[NetworkMapping, ...] = ()
    replicated_items: tuple[ReplicatedItem, ...] = ()


TABLES = (
    "regions", "virtual_networks", "virtual_machines", "network_mappings", "replicated_items",
)  # fmt: skip
"""The fields of a plan file that are rows."""


def plan_from(
    data: Any, source: str, line_of: LineOf, regions: RegionCatalogue | None = None
) -> Plan:
    """The plan that plain data holds.

    ``source`` is what messages call the file. Raises :class:`InvalidInput` with every
    fault, each with its place and, where it can be known, its line; ``RecursionError``
    where the data is nested more deeply than any plan.
    """
    pruned = Pruned(data)
    if wrong := format_flaw(data):
        raise InvalidInput(source, _faults(line_of, [wrong]))
    try:
        file = pruned.validate(PlanFile)
    except ValidationError as error:
        raise InvalidInput(source, _faults(line_of, pruned.flaws)) from error
    return plan_of(file, source, line_of, regions, pruned)


def plan_of(
    file: PlanFile,
    source: str,
    line_of: LineOf,
    regions: RegionCatalogue | None = None,
    pruned: Pruned | None = None,
    progress: Progress = untold,
) -> Plan:
    """The plan in a file of which each row by itself is right.

    ``pruned`` knows what was taken out so that it is. Raises as :func:`plan_from`.
    """
    pruned = pruned or Pruned({})
    rows = Rows(
        (regions or catalogue()).with_regions(file.regions),
        file.virtual_networks,
        file.virtual_machines,
        file.network_mappings,
        file.replicated_items,
        file.source_region,
        file.target_region,
        file.regions,
    )
    found = [flaw for flaw in flaws(rows, progress) if not pruned.follows(flaw)]
    if pruned.flaws or found:
        placed = [*pruned.flaws, *(_placed(flaw, pruned) for flaw in found)]
        raise InvalidInput(source, _faults(line_of, placed))
    return _plan_of(file)


def file_of(pieces: Iterable[Mapping[str, Any]]) -> PlanFile:
    """The plan file whose tables come in pieces, each dropped once its rows are made.

    Raises ``ValidationError``, a ``ValueError``, as soon as anything is wrong.
    """
    data: dict[str, Any] = {}
    for piece in pieces:
        for key, value in piece.items():
            if key in TABLES and isinstance(value, list):
                data.setdefault(key, []).extend(_rows_of(key).validate_python(value))
            else:
                data[key] = value
    return PlanFile.model_validate(data)


@cache
def _rows_of(table: str) -> "TypeAdapter[tuple[Value, ...]]":
    from pydantic import TypeAdapter

    return TypeAdapter(PlanFile.model_fields[table].annotation)


def data_of(plan: Plan) -> dict[str, Any]:
    """A plan as plain data, in the order of the plan file, with defaults left out."""
    data: dict[str, Any] = {"format": FORMAT, **({"name": plan.name} if plan.name else {})}
    for key in ("note", "source_region", "target_region"):
        if (value := getattr(plan, key)) is not None:
            data[key] = value
    if policy := _lean_dict(plan.policy):
        data["policy"] = policy
    tables = {
        "regions": map(_lean_dict, plan.regions),
        "virtual_networks": map(_network, plan.virtual_networks),
        "virtual_machines": map(_machine, plan.virtual_machines),
        "network_mappings": map(_lean_dict, plan.network_mappings),
        "replicated_items": map(_item, plan.replicated_items),
    }
    return data | {name: list(rows) for name, rows in tables.items()}


def _plan_of(file: PlanFile) -> Plan:
    """The plan of a file whose references all lead somewhere."""
    empty = Plan()
    return Plan(
        name=file.name,
        note=file.note,
        source_region=file.source_region,
        target_region=file.target_region,
        policy=file.policy,
        regions=file.regions,
        virtual_networks=empty.virtual_networks.with_rows(file.virtual_networks),
        virtual_machines=empty.virtual_machines.with_rows(file.virtual_machines),
        network_mappings=file.network_mappings,
        replicated_items=empty.replicated_items.with_rows(map(_lean, file.replicated_items)),
    )


def _item(item: ReplicatedItem) -> dict[str, Any]:
    return _lean_dict(_lean(item))


def _lean(item: ReplicatedItem) -> ReplicatedItem:
    """The item without entries that set nothing."""
    if not item.network_interfaces and not item.ip_configurations:
        return item
    nics = tuple(settings for settings in item.network_interfaces if not settings.empty)
    ips = tuple(settings for settings in item.ip_configurations if not settings.empty)
    if len(nics) == len(item.network_interfaces) and len(ips) == len(item.ip_configurations):
        return item
    return item.model_copy(update={"network_interfaces": nics, "ip_configurations": ips})


def _lean_dict(value: Value) -> dict[str, Any]:
    return value.model_dump(exclude_defaults=True)


def _network(network: VirtualNetwork) -> dict[str, Any]:
    row = _lean_dict(network)
    if network.id == network.name:
        del row["id"]
    if network.production == (network.state is State.EXISTING):
        del row["production"]
    return row


def _machine(machine: VirtualMachine) -> dict[str, Any]:
    row = _lean_dict(machine)
    if machine.id == machine.name:
        del row["id"]
    nics = row.get("network_interfaces", [])
    _primary_where_needed(nics)
    for nic in nics:
        _primary_where_needed(nic.get("ip_configurations", []))
    return row


def _primary_where_needed(rows: list[dict[str, Any]]) -> None:
    """Leave ``primary`` out where it is what a reader assumes: true for the only one."""
    if len(rows) == 1 and not rows[0].pop("primary", False):
        name = rows[0].pop("name")
        rest = dict(rows[0])
        rows[0].clear()
        rows[0].update({"name": name, "primary": False, **rest})


_NEWER = (
    "it was written by a newer version of asrnet, and only such a one knows what stands in it:"
    " update asrnet"
)


def format_flaw(data: Mapping[str, Any]) -> Flaw | None:
    """What is wrong with the version of the format that data says it has."""
    if "format" not in data:
        return Flaw(("format",), f"required, but missing; expected format = {FORMAT}")
    if (given := data["format"]) == FORMAT and isinstance(given, int) and given is not True:
        return None
    newer = isinstance(given, int) and given > FORMAT
    hint = f"; {_NEWER}" if newer else ""
    return Flaw(("format",), f"expected {FORMAT}, got {shown(given)}{hint}")


def _placed(flaw: Flaw, pruned: Pruned) -> Flaw:
    """A flaw of what is left, with its place in the file and that of a row it is held against."""
    path, message = pruned.original(flaw.path), flaw.message
    there = flaw.against[-1] if flaw.against else None
    if isinstance(there, int):
        position = pruned.original(flaw.against)[-1]
        message = f"{message.removesuffix(f'[{there}] here')}[{position}] here"
    return Flaw(path, message)


def _faults(line_of: LineOf, found: list[Flaw]) -> list[Fault]:
    """The flaws with their lines, in the order of the file as far as that is known."""
    faults = [Fault(place(flaw.path), flaw.message, line_of(flaw.path)) for flaw in found]
    return sorted(faults, key=lambda fault: fault.line or 0)


def place(path: Path) -> str:
    """A path as people write it: ``virtual_networks[3].subnets[1].name``."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step[:LONGEST]}" for step in path)
    return text.removeprefix(".")
