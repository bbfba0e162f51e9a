"""Short texts for what the screen names: all inert, none parsed as markup."""

from rich.text import Text

from models.addresses import address_text
from models.plan import Plan
from models.topology import IpConfigurationId, Subnet, VirtualNetwork
from tui.shown import shown

Part = str | tuple[str, str]


def text(*parts: Part) -> Text:
    """One line of plain and styled parts; what comes from outside is made visible."""
    line = Text(no_wrap=True, overflow="ellipsis")
    for part in parts:
        words, style = part if isinstance(part, tuple) else (part, "")
        line.append(shown(words), style)
    return line


def host_part(address: int, network_prefix: int | None) -> str:
    """An address shortened by what its subnet says already: ``.4``, ``.1.4``.

    ``network_prefix`` is the shortest prefix length of the subnet; without one the whole
    address is shown.
    """
    octets = address_text(address).split(".")
    kept = 0 if network_prefix is None else network_prefix // 8
    return "." + ".".join(octets[kept:]) if kept else ".".join(octets)


def shortest_prefix(subnet: Subnet | None) -> int | None:
    """The prefix length of a subnet with one IPv4 prefix; ``None`` where there are others."""
    lengths = [p.prefixlen for p in subnet.address_prefixes if p.version == 4] if subnet else []
    return lengths[0] if len(lengths) == 1 else None


def short_name(plan: Plan, id: IpConfigurationId) -> str:
    """The machine's name, and the NIC and IP configuration where it has several."""
    machine = plan.machine(id.virtual_machine)
    name = machine.id
    if len(machine.network_interfaces) > 1:
        name += f"/{id.network_interface}"
    if len(plan.network_interface(id).ip_configurations) > 1:
        name += f"/{id.name}"
    return name


def prefixes(of: Subnet | VirtualNetwork) -> str:
    """The prefixes of a subnet or the address space of a network, in one line."""
    ranges = of.address_prefixes if isinstance(of, Subnet) else of.address_space
    return ", ".join(map(str, ranges))
