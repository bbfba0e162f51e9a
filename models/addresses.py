"""IP addresses and prefixes as field types.

The only module that turns text into netaddr values and back, and the only place where
netaddr's errors are translated. The engine counts in integers: ``int(address)``.
"""

import re
from typing import Annotated, TypeAlias

from netaddr import INET_PTON, AddrFormatError, IPAddress, IPNetwork
from pydantic import PlainSerializer, PlainValidator

_LENGTH = re.compile(r"0|[1-9][0-9]{0,2}")
_LONGEST = 60
"""More characters than any address or prefix has; nothing longer is repeated."""


def parse_address(value: object) -> IPAddress:
    """An IPv4 or IPv6 address from its text; an IPv4 address written as IPv6 is refused.

    Raises ``ValueError`` with what was expected; netaddr's own error is not one.
    """
    if isinstance(value, IPAddress):
        return value
    if not isinstance(value, str):
        raise ValueError('expected an IP address in quotes, such as "10.0.0.4"')
    try:
        address = IPAddress(value[:_LONGEST], flags=INET_PTON)
    except (AddrFormatError, ValueError) as error:
        raise ValueError(
            f"{_shortened(value)} is not an IP address; expected one such as 10.0.0.4"
        ) from error
    if address.version == 6 and address.is_ipv4_mapped():
        raise ValueError(f"{value!r} is IPv4 written as IPv6; expected {address.ipv4()}")
    return address


def parse_prefix(value: object) -> IPNetwork:
    """An address prefix from its text, such as ``10.0.0.0/24``; host bits are refused.

    Raises ``ValueError`` with what was expected.
    """
    if isinstance(value, IPNetwork):
        return value
    if not isinstance(value, str):
        raise ValueError('expected a prefix in quotes, such as "10.0.0.0/24"')
    wrong = f"{_shortened(value)} is not a prefix; expected one such as 10.0.0.0/24"
    _, slash, length = value[:_LONGEST].partition("/")
    if not slash or not _LENGTH.fullmatch(length):
        raise ValueError(wrong)
    try:
        prefix = IPNetwork(value)
    except (AddrFormatError, ValueError) as error:
        raise ValueError(wrong) from error
    if prefix.version == 6 and prefix.is_ipv4_mapped():
        raise ValueError(f"{value!r} is IPv4 written as IPv6; expected one such as 10.0.0.0/24")
    if prefix.ip != prefix.network:
        raise ValueError(f"{value} has host bits set; the prefix is {prefix.cidr}")
    return prefix


def _shortened(text: str) -> str:
    return repr(text) if len(text) <= _LONGEST else f"{text[:_LONGEST]!r}..."


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
