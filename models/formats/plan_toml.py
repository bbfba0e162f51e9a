"""The plan file: TOML to a plan and back (``docs/plan-format.md``).

Reading reports every fault at once; writing is deterministic: one plan, one text, with
the keys in a fixed order and defaults left out.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import tomli
import tomli_w
from pydantic import ValidationError

from models.consistency import Flaw, Path, Rows, flaws
from models.errors import Fault, InvalidInput
from models.formats.pruning import LONGEST, Pruned, shown
from models.formats.toml_lines import Lines
from models.plan import NetworkMapping, Plan, Policy, ReplicatedItem
from models.regions import RegionCatalogue, catalogue
from models.topology import Name, Region, State, Value, VirtualMachine, VirtualNetwork

FORMAT = 1
"""The version of the plan file this program reads and writes."""


TABLES = ("subnets", "network_interfaces", "ip_configurations")
"""Arrays inside the rows of a plan that are written as tables of their own."""


_CONFLICT = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)
_UNSEEN = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
"""What steers a terminal or the direction of text, or is not there to be seen: written as
numbers, so that a difference between two files is what it looks like."""
_LONG_NUMBER = re.compile(r"\d[\d_]{4000}")


class PlanFile(Value, frozen=True):
    """A plan file as it stands: the shape of the TOML, before references are followed."""

    format: Literal[1]
    name: str = ""
    note: str | None = None
    source_region: Name | None = None
    target_region: Name | None = None
    policy: Policy = Policy()
    regions: tuple[Region, ...] = ()
    virtual_networks: tuple[VirtualNetwork, ...] = ()
    virtual_machines: tuple[VirtualMachine, ...] = ()
    network_mappings: tuple[NetworkMapping, ...] = ()
    replicated_items: tuple[ReplicatedItem, ...] = ()


def loads(text: str, source: str = "plan", regions: RegionCatalogue | None = None) -> Plan:
    """The plan that a text holds.

    ``source`` is what messages call the file. Raises :class:`InvalidInput` with every
    fault, each with its place and, where it can be known, its line.
    """
    try:
        data = tomli.loads(text)
        pruned = Pruned(data)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(source, [_syntax_fault(text, error)]) from error
    if wrong := _format_flaw(data):
        raise InvalidInput(source, _faults(text, [wrong]))
    try:
        file = pruned.validate(PlanFile)
    except ValidationError as error:
        raise InvalidInput(source, _faults(text, pruned.flaws)) from error
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
    found = [flaw for flaw in flaws(rows) if not pruned.follows(flaw)]
    if pruned.flaws or found:
        faults = _faults(text, [*pruned.flaws, *(_placed(flaw, pruned) for flaw in found)])
        raise InvalidInput(source, faults)
    return plan_of(file)


def plan_of(file: PlanFile) -> Plan:
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


def dumps(plan: Plan) -> str:
    """The text of a plan; reading it gives the same plan, writing that the same text."""
    top: dict[str, Any] = {"format": FORMAT, **({"name": plan.name} if plan.name else {})}
    for key in ("note", "source_region", "target_region"):
        if (value := getattr(plan, key)) is not None:
            top[key] = value
    if policy := _lean_dict(plan.policy):
        top["policy"] = policy
    tables = {
        "regions": map(_lean_dict, plan.regions),
        "virtual_networks": map(_network, plan.virtual_networks),
        "virtual_machines": map(_machine, plan.virtual_machines),
        "network_mappings": map(_lean_dict, plan.network_mappings),
        "replicated_items": map(_item, plan.replicated_items),
    }
    chunks = list(_table("", top))
    for name, rows in tables.items():
        for row in rows:
            chunks += ["\n", f"[[{name}]]\n", *_table(name, row)]
    text = "".join(chunks)
    return text if text.isascii() else _UNSEEN.sub(_as_number, text)


def _as_number(found: re.Match[str]) -> str:
    """The escape that stands for a character in a TOML string."""
    number = ord(found[0])
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def _table(name: str, row: Mapping[str, Any]) -> Iterator[str]:
    """The keys of a table in order, then the tables inside it, each under its own header.

    An array of the plan is always written as tables, however short: else one edit could
    turn the whole array from one layout of tomli-w into the other.
    """
    prefix = f"{name}." if name else ""
    inner = {key: value for key, value in row.items() if _is_table(key, value)}
    own = {key: value for key, value in row.items() if key not in inner}
    yield from _keys(own)
    for key, value in inner.items():
        header = f"[{prefix}{key}]" if isinstance(value, dict) else f"[[{prefix}{key}]]"
        for table in [value] if isinstance(value, dict) else value:
            yield f"\n{header}\n"
            yield from _table(prefix + key, table)


def _keys(own: Mapping[str, Any]) -> Iterator[str]:
    """Keys with their values; only a text that is a value by itself may take several lines."""
    if not any(isinstance(value, str) and "\n" in value for value in own.values()):
        yield tomli_w.dumps(own)
        return
    for key, value in own.items():
        # tomli-w turns CR LF into LF where it writes several lines
        lines = isinstance(value, str) and "\r" not in value
        yield tomli_w.dumps({key: value}, multiline_strings=lines)


def _is_table(key: str, value: Any) -> bool:
    if key == "in_use":
        return tomli_w.dumps({key: value}).startswith("[[")
    return isinstance(value, dict) or key in TABLES


def _item(item: ReplicatedItem) -> dict[str, Any]:
    return _lean_dict(_lean(item))


def _lean(item: ReplicatedItem) -> ReplicatedItem:
    """The item without entries that set nothing."""
    nics = tuple(settings for settings in item.network_interfaces if not settings.empty)
    ips = tuple(settings for settings in item.ip_configurations if not settings.empty)
    if len(nics) == len(item.network_interfaces) and len(ips) == len(item.ip_configurations):
        return item
    return item.model_copy(update={"network_interfaces": nics, "ip_configurations": ips})


def _lean_dict(value: Value) -> dict[str, Any]:
    return value.model_dump(mode="json", exclude_defaults=True)


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


def _format_flaw(data: Mapping[str, Any]) -> Flaw | None:
    if "format" not in data:
        return Flaw(("format",), f"required, but missing; expected format = {FORMAT}")
    if (given := data["format"]) == FORMAT and isinstance(given, int) and given is not True:
        return None
    newer = isinstance(given, int) and given > FORMAT
    hint = "; it was written by a newer version of asrnet" if newer else ""
    return Flaw(("format",), f"expected {FORMAT}, got {shown(given)}{hint}")


def _syntax_fault(text: str, error: Exception) -> Fault:
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        return Fault("", "an unresolved merge conflict of git; resolve it first", line)
    if isinstance(error, tomli.TOMLDecodeError):
        return Fault("", f"not valid TOML: {error.msg} (column {error.colno})", error.lineno)
    if isinstance(error, RecursionError):
        return Fault("", "not valid TOML: nested too deeply")
    if number := _LONG_NUMBER.search(text):
        line = text.count("\n", 0, number.start()) + 1
        return Fault("", "not valid TOML: a number has too many digits", line)
    return Fault("", f"not valid TOML: {error}")


def _placed(flaw: Flaw, pruned: Pruned) -> Flaw:
    """A flaw of what is left, with its place in the file and that of a row it is held against."""
    path, message = pruned.original(flaw.path), flaw.message
    there = flaw.against[-1] if flaw.against else None
    if isinstance(there, int):
        position = pruned.original(flaw.against)[-1]
        message = f"{message.removesuffix(f'[{there}] here')}[{position}] here"
    return Flaw(path, message)


def _faults(text: str, found: list[Flaw]) -> list[Fault]:
    """The flaws with their lines, in the order of the file as far as that is known."""
    lines = Lines(text)
    faults = [Fault(place(flaw.path), flaw.message, lines.of(flaw.path)) for flaw in found]
    return sorted(faults, key=lambda fault: fault.line or 0)


def place(path: Path) -> str:
    """A path as people write it: ``virtual_networks[3].subnets[1].name``."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step[:LONGEST]}" for step in path)
    return text.removeprefix(".")
