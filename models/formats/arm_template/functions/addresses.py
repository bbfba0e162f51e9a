"""Functions on address prefixes.

https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-cidr
"""

from typing import Any

from netaddr import IPAddress, IPNetwork

from models.addresses import parse_prefix
from models.formats.arm_template.functions.function import Function, text, whole
from models.formats.arm_template.unresolved import CannotResolve

WIDTH = {4: 32, 6: 128}


def _prefix(value: Any) -> IPNetwork:
    try:
        return parse_prefix(text(value))
    except ValueError as error:
        raise CannotResolve(str(error)) from None


def _parse_cidr(network: Any) -> dict[str, Any]:
    prefix = _prefix(network)
    ends = 1 if prefix.version == 4 and prefix.size > 2 else 0
    found = {
        "network": str(prefix.network),
        "netmask": str(prefix.netmask),
        "firstUsable": str(IPAddress(prefix.first + ends, prefix.version)),
        "lastUsable": str(IPAddress(prefix.last - ends, prefix.version)),
        "cidr": prefix.prefixlen,
    }
    return found | ({"broadcast": str(prefix.broadcast)} if prefix.version == 4 else {})


def _cidr_subnet(network: Any, length: Any, index: Any) -> str:
    prefix = _prefix(network)
    if not prefix.prefixlen <= whole(length) <= WIDTH[prefix.version]:
        raise CannotResolve(f"{prefix} has no prefixes of length {length} in it")
    if not 0 <= whole(index) < 1 << (length - prefix.prefixlen):
        raise CannotResolve(f"{prefix} has no prefix {index} of length {length} in it")
    first = prefix.first + (index << (WIDTH[prefix.version] - length))
    return f"{IPAddress(first, prefix.version)}/{length}"


def _cidr_host(network: Any, index: Any) -> str:
    """The first is the one behind the address of the network."""
    prefix = _prefix(network)
    if not 0 <= whole(index) < prefix.last - prefix.first - (prefix.version == 4):
        raise CannotResolve(f"{prefix} has no host {index}")
    return str(IPAddress(prefix.first + 1 + index, prefix.version))


FUNCTIONS = {
    "parsecidr": Function(_parse_cidr, 1, 1),
    "cidrsubnet": Function(_cidr_subnet, 3, 3),
    "cidrhost": Function(_cidr_host, 2, 2),
}
