"""IP addresses and prefixes as field types.

The only module that turns text into netaddr values and back, and the only place where
netaddr's errors are translated. The engine counts in integers: ``int(address)``.
"""

from typing import Annotated, TypeAlias

from netaddr import INET_PTON, AddrFormatError, IPAddress, IPNetwork
from pydantic import PlainSerializer, PlainValidator


def parse_address(value: object) -> IPAddress:
    """An IPv4 or IPv6 address from its text.

    Raises ``ValueError`` with what was expected; netaddr's own error is not one.
    """
    if isinstance(value, IPAddress):
        return value
    if not isinstance(value, str):
        raise ValueError('expected an IP address in quotes, such as "10.0.0.4"')
    try:
        return IPAddress(value, flags=INET_PTON)
    except (AddrFormatError, ValueError) as error:
        raise ValueError(
            f"{value!r} is not an IP address; expected one such as 10.0.0.4"
        ) from error


def parse_prefix(value: object) -> IPNetwork:
    """An address prefix from its text, such as ``10.0.0.0/24``; host bits are refused.

    Raises ``ValueError`` with what was expected.
    """
    if isinstance(value, IPNetwork):
        return value
    if not isinstance(value, str):
        raise ValueError('expected a prefix in quotes, such as "10.0.0.0/24"')
    _, slash, length = value.partition("/")
    if not slash or not (length.isascii() and length.isdigit()):
        raise ValueError(f"{value!r} is not a prefix; expected one such as 10.0.0.0/24")
    try:
        prefix = IPNetwork(value)
    except (AddrFormatError, ValueError) as error:
        raise ValueError(f"{value!r} is not a prefix; expected one such as 10.0.0.0/24") from error
    if prefix.ip != prefix.network:
        raise ValueError(f"{value} has host bits set; the prefix is {prefix.cidr}")
    return prefix


Address: TypeAlias = Annotated[
    IPAddress, PlainValidator(parse_address), PlainSerializer(str, return_type=str)
]
Prefix: TypeAlias = Annotated[
    IPNetwork, PlainValidator(parse_prefix), PlainSerializer(str, return_type=str)
]


def address_of(value: int) -> IPAddress:
    """The IPv4 address of the integer the engine counts in."""
    return IPAddress(value, 4)


def address_text(value: int) -> str:
    """An IPv4 address as people write it, from the integer the engine counts in."""
    return str(address_of(value))
