"""Copies of values: what was worked out of the original does not stay with them."""

from typing import Any

import pytest

from models.addresses import parse_address
from models.value import Value
from tests.support.builders import changed, ip, machine, network, nic, subnet

WEB, DB = subnet("web", "10.0.0.0/24"), subnet("DB", "10.0.1.0/24")
COPIES: tuple[tuple[Value, dict[str, Any], tuple[str, ...]], ...] = (
    (WEB, {"address_prefixes": DB.address_prefixes, "name": "DB"}, ("ranges", "key")),
    (network("vnet", WEB), {"subnets": (DB,)}, ("subnets_by_key",)),
    (ip("10.0.0.4"), {"address": parse_address("10.0.0.9")}, ("ipv4",)),
    (
        machine("vm", ip("10.0.0.4")),
        {"network_interfaces": (nic(ip("10.0.0.9"), name="other", primary=True),)},
        ("in_failover_order", "rank_of"),
    ),
)


@pytest.mark.parametrize(
    ("value", "update", "derived"), COPIES, ids=[type(row[0]).__name__ for row in COPIES]
)
def test_a_copy_with_other_fields_works_everything_out_anew(
    value: Value, update: dict[str, Any], derived: tuple[str, ...]
) -> None:
    before = [getattr(value, name) for name in derived]
    copied, afresh = value.model_copy(update=update), changed(value, **update)
    assert copied == afresh
    for name, old in zip(derived, before, strict=True):
        assert getattr(copied, name) == getattr(afresh, name) != old
        assert getattr(value, name) == old
