"""ARM ids: the same without case, never re-cased."""

import pytest

from models.formats.arm_ids import ArmId
from models.formats.azure_names import distinct

SUBNET = ArmId(
    "/subscriptions/Sub/resourceGroups/RG/providers/Microsoft.Network/virtualNetworks/V/subnets/S"
)


def test_an_id_tells_its_parts_as_they_are_spelled() -> None:
    assert (SUBNET.subscription, SUBNET.resource_group) == ("Sub", "RG")
    assert (SUBNET.name, SUBNET.names, SUBNET.tail) == (
        "S",
        ("V", "S"),
        "virtualNetworks/V/subnets/S",
    )
    assert SUBNET.parent.name == "V"
    assert SUBNET.kind == "microsoft.network/virtualnetworks/subnets"


def test_ids_compare_without_case_and_without_a_last_slash() -> None:
    assert ArmId(f"{SUBNET.text.upper()}/").key == SUBNET.key


@pytest.mark.parametrize("text", ["", "/", "x", "/providers", "/providers/", "/providers/A", "//"])
def test_what_is_no_id_has_no_kind(text: str) -> None:
    id = ArmId(text)
    assert (id.kind, id.subscription, id.resource_group) == ("", None, None)
    assert id.parent.kind == ""


def test_names_are_made_distinct_by_group_and_then_by_number() -> None:
    names = [("a", "x"), ("A", "y"), ("b", None), ("b", None), ("c", "x")]
    assert distinct(names) == ["a (x)", "A (y)", "b", "b 2", "c"]
