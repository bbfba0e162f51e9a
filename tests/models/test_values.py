"""Values: never changed, compared by what they hold, small, and checked as they are made."""

import subprocess
import sys
from functools import cached_property
from typing import Annotated

import pytest
from hypothesis import given, settings

from models.addresses import Address, parse_address
from models.plan import AUTOMATIC, FailoverSettings, IpConfigurationSettings, Plan, ReplicatedItem
from models.topology import IpConfiguration, Name, Subnet, VirtualMachine, VirtualNetwork
from models.value import Checked, Value
from tests.support.builders import ip, machine, subnet
from tests.support.drawn_plans import plans

WEB = subnet("web", "10.0.0.0/24")


class Thing(Value, frozen=True):
    """Counts how often its length is worked out."""

    name: Name
    size: Annotated[int, Checked(strict=True, ge=0)] = 0
    address: Address | None = None

    @cached_property
    def length(self) -> int:
        """The length of the name."""
        WORKED_OUT.append(self.name)
        return len(self.name)


WORKED_OUT: list[str] = []


def test_values_are_equal_where_all_fields_are() -> None:
    one, other = ip("10.0.0.4"), ip("10.0.0.4")
    assert one is not other
    assert one == other
    assert hash(one) == hash(other)
    assert one != ip("10.0.0.5")
    assert one != ip("10.0.0.4", public_ip="pip")


def test_values_of_two_classes_are_not_equal() -> None:
    class Other(Value, frozen=True):
        name: Name

    class Alike(Value, frozen=True):
        name: Name

    assert Other(name="x") != Alike(name="x")
    assert Other(name="x") != "x"


def test_what_was_worked_out_makes_no_difference() -> None:
    one, other = subnet("web", "10.0.0.0/24"), subnet("web", "10.0.0.0/24")
    assert one.ranges
    assert one == other
    assert hash(one) == hash(other)


def test_a_value_is_never_changed_in_place() -> None:
    with pytest.raises(AttributeError, match="never changed in place"):
        WEB.name = "db"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="never changed in place"):
        del WEB.name
    with pytest.raises(AttributeError, match="never changed in place"):
        WEB.colour = "red"  # type: ignore[attr-defined]
    assert WEB.name == "web"


def test_a_name_that_is_no_attribute_is_told_with_the_class() -> None:
    with pytest.raises(AttributeError, match="Subnet has no 'colour'"):
        WEB.colour  # type: ignore[attr-defined]  # noqa: B018


def test_what_follows_from_a_value_is_worked_out_once() -> None:
    WORKED_OUT.clear()
    thing = Thing(name="abc")
    assert WORKED_OUT == []
    assert (thing.length, thing.length, WORKED_OUT) == (3, 3, ["abc"])
    assert (thing.model_copy(update={"name": "ab"}).length, WORKED_OUT) == (2, ["abc", "ab"])


def test_a_value_that_is_made_is_checked_and_everything_wrong_told() -> None:
    with pytest.raises(ValueError, match="3 validation errors") as caught:
        Thing(name="", size=True, colour="red")  # type: ignore[call-arg]
    for place in ("name\n", "size\n", "colour\n"):
        assert place in str(caught.value)
    with pytest.raises(ValueError, match="Field required"):
        Thing()  # type: ignore[call-arg]


def test_texts_become_what_a_field_holds() -> None:
    assert Thing.model_validate({"name": "x", "address": "10.0.0.4"}).address == parse_address(
        "10.0.0.4"
    )


def test_a_field_that_is_left_out_has_its_default() -> None:
    settings = IpConfigurationSettings(network_interface="n", name="i")
    assert settings == IpConfigurationSettings.model_construct(network_interface="n", name="i")
    assert settings.failover is AUTOMATIC
    assert FailoverSettings() == AUTOMATIC
    alike = settings.model_copy(update={"failover": FailoverSettings()})
    assert alike.failover is not settings.failover
    assert alike.model_dump(exclude_defaults=True) == {"network_interface": "n", "name": "i"}


def test_a_value_has_no_room_for_anything_but_its_fields() -> None:
    for value in (WEB, ip("10.0.0.4"), machine("vm", ip("10.0.0.4"))):
        assert not hasattr(value, "__dict__")


def test_equal_names_are_held_in_memory_once() -> None:
    rows = [
        IpConfiguration.model_validate({"name": f"ip-{len(n)}", "network": n, "subnet": "s"})
        for n in ("a", "b")
    ]
    assert rows[0].name is rows[1].name


@settings(max_examples=30, deadline=None)
@given(plans())
def test_a_value_is_the_plain_data_it_gives(plan: Plan) -> None:
    kinds: tuple[tuple[type[Value], tuple[Value, ...]], ...] = (
        (VirtualNetwork, tuple(plan.virtual_networks)),
        (VirtualMachine, tuple(plan.virtual_machines)),
        (ReplicatedItem, tuple(plan.replicated_items)),
        (Subnet, tuple(row for network in plan.virtual_networks for row in network.subnets)),
    )
    for kind, rows in kinds:
        for row in rows:
            assert kind.model_validate(row.model_dump()) == row
    for item in plan.replicated_items:
        lean = item.model_dump(exclude_defaults=True)
        assert ReplicatedItem.model_validate(lean) == item
        assert lean.keys() == {
            name
            for name, field in ReplicatedItem.model_fields.items()
            if getattr(item, name) != field.default
        }


def test_making_a_plan_that_checks_nothing_does_not_wait_for_what_checks() -> None:
    code = (
        "import sys, models.session, models.regions; models.regions.catalogue();"
        " from models.plan import Plan; Plan(); sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
