"""Plans and files of unusual size: work and memory grow with what is there, and no faster.

Work is counted in calls of functions, which is the same on every machine; memory is what Python
takes, or what a process of its own is allowed.
"""

import json
import sys
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from models.assign import assign
from models.errors import InvalidInput
from models.findings import findings
from models.formats.documents import read
from models.formats.plan_toml import dumps, loads
from tests.support.arm_templates import declared, template, vnet

HEAD = """\
format = 1

[[virtual_networks]]
name = "a"
region = "eastasia"
address_space = ["{space}"]

{subnets}
[[virtual_networks]]
name = "b"
region = "southeastasia"
address_space = ["{space}"]

{targets}
{machines}
[[network_mappings]]
source = "a"
target = "b"

{items}"""
SUBNET = '[[virtual_networks.subnets]]\nname = "s{}"\naddress_prefixes = ["{}"]\n{}\n'
MACHINE = """\
[[virtual_machines]]
name = "vm{0}"
region = "eastasia"

[[virtual_machines.network_interfaces]]
name = "nic"

[[virtual_machines.network_interfaces.ip_configurations]]
name = "ip"
network = "a"
subnet = "s0"
address = "{1}"

"""
ITEM = '[[replicated_items]]\nvirtual_machine = "vm{}"\nfailover_network = "b"\n\n'


def plan_text(space: str, subnets: str, targets: str, addresses: list[str]) -> str:
    """A plan in which every machine has one address in the first subnet."""
    return HEAD.format(
        space=space,
        subnets=subnets,
        targets=targets,
        machines="".join(MACHINE.format(*each) for each in enumerate(addresses)),
        items="".join(ITEM.format(number) for number in range(len(addresses))),
    )


def with_subnets(count: int) -> str:
    """Networks of that many subnets."""
    prefixes = [f"10.{number >> 8}.{number & 255}.0/24" for number in range(count)]
    subnets = "".join(SUBNET.format(*each, "") for each in enumerate(prefixes))
    return plan_text("10.0.0.0/8", subnets, subnets, ["10.0.0.5"])


def with_addresses_in_use(count: int) -> str:
    """A target subnet of a /16 in which that many addresses are held."""
    held = ", ".join(
        f'{{ address = "10.0.{number >> 8}.{number & 255}", by = "x" }}' for number in range(count)
    )
    source, target = SUBNET.format(0, "10.0.0.0/16", ""), f"in_use = [{held}]"
    return plan_text(
        "10.0.0.0/8", source, SUBNET.format(0, "10.0.0.0/16", target), ["10.0.0.5", "10.0.0.6"]
    )


def with_findings(count: int) -> str:
    """That many machines for a target subnet that has room for three."""
    source = SUBNET.format(0, "10.0.0.0/8", "")
    addresses = [f"10.1.{number >> 8}.{number & 255}" for number in range(count)]
    return plan_text("10.0.0.0/8", source, SUBNET.format(0, "10.0.0.0/29", ""), addresses)


def calls(action: Callable[[], object]) -> int:
    """How many functions are called, those of C among them."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(before)
    return count


def everything(text: str) -> None:
    """Read a plan, compute it, and find what is wrong with it."""
    findings(assign(loads(text)))


@pytest.mark.parametrize(
    ("plan", "small"), [(with_subnets, 150), (with_addresses_in_use, 1000), (with_findings, 100)]
)
def test_four_times_as_much_takes_about_four_times_the_work(
    plan: Callable[[int], str], small: int
) -> None:
    everything(plan(10))  # what is done once
    texts = plan(small), plan(4 * small)
    one, four = (calls(lambda text=text: everything(text)) for text in texts)  # type: ignore[misc]
    assert four < 5.5 * one


def peak(action: Callable[[], object]) -> int:
    """The most memory that is taken at once, in bytes."""
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_the_largest_prefix_costs_what_the_smallest_does() -> None:
    def whole(space: str, address: str) -> str:
        subnet = SUBNET.format(0, space, "")
        return plan_text(space, subnet, subnet, [address])

    large, small = whole("64.0.0.0/2", "64.1.2.3"), whole("10.0.0.0/29", "10.0.0.4")
    everything(large)
    assert calls(lambda: everything(large)) < 1.2 * calls(lambda: everything(small))
    assert peak(lambda: everything(large)) < 2_000_000


def test_three_thousand_subnets_and_a_full_sixteen_fit_into_memory() -> None:
    assert peak(lambda: everything(with_subnets(3000))) < 60_000_000
    plan = loads(with_addresses_in_use(65_536))
    assert peak(lambda: findings(assign(plan))) < 60_000_000
    [target] = plan.network("b").subnets
    assert len(target.in_use) == 65_536


def test_a_finding_for_every_machine_is_found_and_there_are_no_more() -> None:
    found = findings(assign(loads(with_findings(1000))))
    assert 1000 <= len(found) < 3000


DOUBLING = {"v0": "x" * 1000} | {
    f"v{number}": f"[concat(variables('v{number - 1}'), variables('v{number - 1}'))]"
    for number in range(1, 60)
}
LISTS = {"v0": ["x"] * 100} | {
    f"v{number}": f"[concat(variables('v{number - 1}'), variables('v{number - 1}'))]"
    for number in range(1, 60)
}
QUOTED = {"v0": "a"} | {
    f"v{number}": f"[string(createArray(variables('v{number - 1}'), variables('v{number - 1}')))]"
    for number in range(1, 60)
}


def looped(depth: int) -> dict[str, Any]:
    """A loop of loops, each going round as often as Azure lets it."""
    value: Any = "x"
    for number in range(depth):
        value = {"copy": [{"name": f"p{number}", "count": 800, "input": value}]}
    return vnet() | {"tags": value}


BOMBS = {
    "a text doubled": template(vnet("[variables('v59')]"), variables=DOUBLING),
    "a list doubled": template(vnet("[string(variables('v59'))]"), variables=LISTS),
    "quotes doubled": template(vnet("[variables('v59')]"), variables=QUOTED),
    "texts of JSON": template(
        vnet("[json(concat('[', join(split(parameters('p'), ','), ',[]],['), ']'))[0]]"),
        parameters=declared(p="," * 100_000),
    ),
    "loops in loops": template(looped(5)),
}


@pytest.mark.parametrize("name", list(BOMBS))
def test_a_small_template_that_would_become_large_is_given_up(name: str) -> None:
    data = json.dumps(BOMBS[name]).encode()

    def imported() -> None:
        with suppress(InvalidInput):
            read([("t.json", data)])

    assert len(data) < 200_000
    assert calls(imported) < 20_000_000
    assert peak(imported) < 300_000_000


def test_a_plan_of_many_addresses_is_written_as_it_was_read() -> None:
    plan = loads(with_addresses_in_use(5000))
    assert loads(dumps(plan)) == plan
