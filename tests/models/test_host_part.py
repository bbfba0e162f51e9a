"""The host part of an address, carried from one subnet to another."""

import pytest

from models.addresses import address_text
from models.host_part import moved
from models.topology import Subnet
from tests.support.builders import number, subnet


@pytest.mark.parametrize(
    ("source", "target", "address", "offset", "expected"),
    [
        (["10.0.1.0/24"], ["10.9.8.0/24"], "10.0.1.20", 0, "10.9.8.20"),
        (["10.0.1.0/24"], ["10.0.1.0/24"], "10.0.1.20", 0, "10.0.1.20"),
        (["10.0.1.0/24"], ["10.9.8.0/24"], "10.0.1.20", 5, "10.9.8.25"),
        (["10.0.1.0/24"], ["10.9.8.0/24"], "10.0.1.20", -20, "10.9.8.0"),
        (["10.0.1.128/25"], ["10.9.8.0/25"], "10.0.1.130", 0, "10.9.8.2"),
        (["10.1.0.0/16"], ["172.16.0.0/16"], "10.1.2.3", 0, "172.16.2.3"),
        (["10.0.0.0/24", "10.0.4.0/25"], ["10.9.0.0/25", "10.8.0.0/24"], "10.0.4.9", 0, "10.9.0.9"),
        (["10.0.0.0/24"], ["10.9.0.0/24", "10.0.0.0/24"], "10.0.0.9", 0, "10.0.0.9"),
        (["10.0.0.0/24"], ["fd00::/64", "10.9.0.0/24"], "10.0.0.9", 0, "10.9.0.9"),
    ],
    ids=[
        *("other-prefix", "same-prefix", "counted-on", "counted-back", "half-a-24", "a-16"),
        *("several-prefixes", "the-same-among-several", "beside-ipv6"),
    ],
)
def test_the_host_part_is_put_behind_the_prefix_of_the_target(
    source: list[str], target: list[str], address: str, offset: int, expected: str
) -> None:
    result = moved(number(address), subnet("a", *source), subnet("b", *target), offset)
    assert address_text(result) == expected


@pytest.mark.parametrize(
    ("target", "address", "offset", "words"),
    [
        (subnet("b", "10.9.0.0/25"), "10.0.1.20", 0, "a has /24 and b /25"),
        (subnet("b", "10.9.0.0/24"), "10.0.9.9", 0, r"10\.0\.9\.9 is outside a \(10\.0\.1\.0/24\)"),
        (subnet("b", "10.9.0.0/24"), "10.0.1.20", 236, "a /24 has no host part 256"),
        (subnet("b", "10.9.0.0/24"), "10.0.1.20", -21, "a /24 has no host part -1"),
        (subnet("b", "10.9.0.0/24", "10.8.0.0/24"), "10.0.1.20", 0, "b has several prefixes /24"),
        (subnet("b", "fd00::/64"), "10.0.1.20", 0, "a has /24 and b no IPv4 prefix"),
    ],
    ids=["other-length", "outside", "too-far", "too-low", "several", "ipv6-only"],
)
def test_where_the_host_part_cannot_be_carried_over_it_is_said_why(
    target: Subnet, address: str, offset: int, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        moved(number(address), subnet("a", "10.0.1.0/24"), target, offset)
