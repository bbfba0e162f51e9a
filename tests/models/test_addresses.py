"""Addresses and prefixes: one strict way to write each, wherever they come from."""

import ipaddress
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from models.addresses import (
    Address,
    Prefix,
    address_of,
    address_text,
    parse_address,
    parse_prefix,
)

ADDRESSES = ["10.0.0.4", "0.0.0.0", "255.255.255.255", "192.168.1.10", "fd00::1", "::", "::1"]
PREFIXES = [
    *("10.0.0.0/8", "10.1.1.0/24", "0.0.0.0/0", "10.0.0.4/32", "10.0.0.8/29"),
    *("fd00::/64", "2001:db8:1:2::/64", "::/0", "fd00::1/128"),
]


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_reads_as_it_is_written(text: str) -> None:
    assert str(parse_address(text)) == text


@pytest.mark.parametrize("text", PREFIXES)
def test_a_prefix_reads_as_it_is_written(text: str) -> None:
    assert str(parse_prefix(text)) == text


def test_ipv6_may_be_written_in_capitals_or_in_full() -> None:
    assert str(parse_address("FD00:0:0:0:0:0:0:0001")) == "fd00::1"
    assert str(parse_prefix("FD00:0::/64")) == "fd00::/64"


NO_ADDRESS_PART = [
    *("", " ", "010.0.0.1", "10.0.0.01", "00.0.0.1", "0x0a.0.0.1", "0xa000001", "0o12.0.0.1"),
    *("10", "10.1", "10.0.1", "10.0.0.1.1", "167772161", "10..0.1", ".10.0.0.1", "10.0.0.1."),
    *("10.0.0.256", "10.0.0.-1", "10.0.0.+1", "10.0.0.1_0", "10,0,0,1", "1e1.0.0.0"),
    *(" 10.0.0.1", "10.0.0.1 ", "10.0.0.1\n", "10.0.0.1\r", "10.0.0.1\t", "\u200b10.0.0.1"),
    *("10.0.0.1\x00", "10.0.0.1\u2028", "10.0.0.\u0661", "\u0661\u0660.0.0.1", "１０.0.0.1"),
    *("10\uff0e0\uff0e0\uff0e1", "10\u30020\u30020\u30021", "²5.0.0.1"),
    *("fe80::1%eth0", "fe80::1%1", "fe80::1%", "[fd00::1]", "fd00::1\n", "fd00::00001"),
    *("fd00::g", "fd00:::1", "fd00::1::2", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "fd00:"),
    *("::ffff:10.0.0.1", "::FFFF:10.0.0.1", "::ffff:a00:1", "0:0:0:0:0:ffff:a00:1"),
    *("::ffff:010.0.0.1", "localhost", "10.0.0.1/", "10.0.0.1:80", "http://10.0.0.1", "None"),
]
"""What stands for no address, alone or before the length of a prefix."""


@pytest.mark.fault(45)
@pytest.mark.parametrize("text", [*NO_ADDRESS_PART, "10.0.0.1/32", "10.0.0.0/24"], ids=ascii)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected (one such as )?\d"):
        parse_address(text)


@pytest.mark.fault(45)
@pytest.mark.parametrize(
    "text",
    [
        *(f"{part}/32" for part in NO_ADDRESS_PART if ":" not in part),
        *(f"{part}/128" for part in NO_ADDRESS_PART if ":" in part),
        *("10.0.0.0", "/24", "10.0.0.0/", "/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8"),
        *("10.0.0.0/08", "10.0.0.0/008", "0.0.0.0/00", "10.0.0.0/1_6", "10.0.0.0/0x8"),
        *("10.0.0.0/\u0668", "10.0.0.0/８", "10.0.0.0/²", "10.0.0.0/8.0", "10.0.0.0/8e0"),
        *("10.0.0.0/ 8", "10.0.0.0 /8", "10.0.0.0/8 ", "10.0.0.0/8\n", "10.0.0.0\n/8"),
        *("10.0.0.0/255.0.0.0", "10.0.0.0/0.0.0.255", "10.0.0.0/8/8", "10.0.0.0\\8", "10/8"),
        *("10.1/16", "10.0.0.0/999999999999", "fd00::/129", "fd00::/-1", "fd00::/064"),
        *("fd00::/64%eth0", "fd00::%eth0/64", "fd00::/ffff::", "::ffff:0:0/96"),
        *("::ffff:10.0.0.0/120", "::ffff:a00:0/120", "10.0.0.0/fd00::"),
    ],
    ids=ascii,
)
def test_what_is_no_prefix_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected one such as 10\.0\.0\.0/24"):
        parse_prefix(text)


@pytest.mark.fault(44)
@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("10.0.0.5/24", "10.0.0.0/24"),
        ("10.0.0.0/1", "0.0.0.0/1"),
        ("10.0.0.1/31", "10.0.0.0/31"),
        ("10.0.0.1/0", "0.0.0.0/0"),
        ("fd00::1/64", "fd00::/64"),
    ],
)
def test_host_bits_are_refused_with_the_prefix_that_was_meant(text: str, offered: str) -> None:
    with pytest.raises(ValueError, match="host bits") as caught:
        parse_prefix(text)
    assert str(caught.value).endswith(f"the prefix is {offered}")


def test_an_ipv4_address_written_as_ipv6_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(ValueError, match=r"expected 10\.0\.0\.1$"):
        parse_address("::ffff:10.0.0.1")


@pytest.mark.parametrize("value", [None, True, 10, 167772161, 1.5, b"\n\0\0\1", ("10.0.0.0", 8)])
@pytest.mark.parametrize("parse", [parse_address, parse_prefix])
def test_only_text_is_read(parse: Callable[[object], Any], value: object) -> None:
    with pytest.raises(ValueError, match='in quotes, such as "10'):
        parse(value)


def test_fields_and_functions_give_the_same_answers() -> None:
    assert TypeAdapter(Address).validate_python("10.0.0.4") == parse_address("10.0.0.4")
    assert TypeAdapter(Prefix).validate_json('"10.0.0.0/24"') == parse_prefix("10.0.0.0/24")
    assert TypeAdapter(Prefix).dump_json(parse_prefix("10.0.0.0/24")) == b'"10.0.0.0/24"'
    for field, wrong in ((Address, "10.0.0.4 "), (Prefix, "10.0.0.0/08"), (Address, 10)):
        with pytest.raises(ValidationError, match="expected"):
            TypeAdapter(field).validate_python(wrong)


@pytest.mark.parametrize("parse", [parse_address, parse_prefix])
def test_a_text_of_any_length_is_refused_in_few_words(parse: Callable[[object], Any]) -> None:
    for text in ("1" * 5_000_000, "10.0.0.0/" + "9" * 5_000_000, "1:" * 5_000_000):
        with pytest.raises(ValueError, match=r"'\.\.\. is not ") as caught:
            parse(text)
        assert len(str(caught.value)) < 200


NEARLY = st.text(alphabet="0123456789abcdefx.:/%_ +-\n٨８", max_size=20)


@given(NEARLY | st.ip_addresses().map(str))
def test_an_address_is_what_the_standard_library_takes_for_one(text: str) -> None:
    assert outcome(parse_address, text) == outcome(standard_address, text)


@given(
    NEARLY
    | st.builds(lambda ip, length: f"{ip}/{length}", st.ip_addresses(), st.integers(-1, 130))
    | st.ip_addresses(v=4).map(lambda ip: str(ipaddress.ip_network(f"{ip}/20", strict=False)))
    | st.ip_addresses(v=6).map(lambda ip: str(ipaddress.ip_network(f"{ip}/64", strict=False)))
)
def test_a_prefix_is_what_the_standard_library_takes_for_one(text: str) -> None:
    assert outcome(parse_prefix, text) == outcome(standard_prefix, text)


@given(st.integers(0, 2**32 - 1))
def test_the_engine_and_people_count_alike(number: int) -> None:
    assert int(address_of(number)) == number
    assert int(parse_address(address_text(number))) == number


def outcome(
    parse: Callable[[str], object], text: str
) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    """What a text is read as, in the form of the standard library; ``None`` if refused."""
    try:
        return ipaddress.ip_network(str(parse(text)))
    except ValueError:
        return None


def standard_address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address) and (address.scope_id or address.ipv4_mapped):
        raise ValueError(text)
    return address


def standard_prefix(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    address, slash, length = text.partition("/")
    if not slash or length != str(int(length)):
        raise ValueError(text)
    standard_address(address)
    return ipaddress.ip_network(text)
