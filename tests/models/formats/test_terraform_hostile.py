"""States and plans that nobody's Terraform wrote: read in part, or refused in words."""

import json
import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import InvalidInput
from models.formats import plan_toml
from models.formats.documents import read
from tests.support.mangling import mangled
from tests.support.terraform_documents import (
    block,
    call,
    configured,
    id_of,
    module,
    network,
    nic,
    plan,
    planned_nic,
    raw_state,
    refers,
    resource,
    state,
    subnet,
    unknown,
    vm,
)

ESTATE = (
    network(subnet=[{"name": "s", "address_prefix": "10.0.1.0/24"}]),
    subnet(),
    nic(),
    vm(),
    resource(
        "azurerm_network_interface_security_group_association.a",
        network_interface_id=id_of("networkInterfaces", "n"),
        network_security_group_id=id_of("networkSecurityGroups", "g"),
    ),
    resource(
        "azurerm_lb.l",
        id=id_of("loadBalancers", "l"),
        frontend_ip_configuration=[
            {"name": "f", "subnet_id": id_of("virtualNetworks", "net", "s")}
        ],
    ),
)
INNER = configured(
    block("azurerm_network_interface.n", ip_configuration=[{"subnet_id": refers("var.s")}]),
    block(
        "azurerm_linux_virtual_machine.vm",
        network_interface_ids=refers("azurerm_network_interface.n.id"),
    ),
    outputs={"o": refers("var.s")},
)
PLAN = plan(
    unknown(network()),
    unknown(subnet()),
    inside=(
        module(
            planned_nic("module.m.azurerm_network_interface.n"),
            unknown(vm("module.m.azurerm_linux_virtual_machine.vm"), "network_interface_ids"),
            address="module.m",
        ),
    ),
    configuration=configured(
        block("azurerm_subnet.web", virtual_network_name=refers("azurerm_virtual_network.net.id")),
        calls={"m": call(INNER, s=refers("azurerm_subnet.web.id"))},
    ),
    before=(network("data.azurerm_virtual_network.net", subnets=["web"]),),
)
WHOLE = st.sampled_from([state(*ESTATE), raw_state(*ESTATE), PLAN])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WHOLE.flatmap(mangled))
def test_whatever_is_wrong_is_told_in_words(value: Any) -> None:
    with suppress(InvalidInput):
        result = read([("t.json", json.dumps(value).encode())])
        assert plan_toml.loads(plan_toml.dumps(result.plan)) == result.plan


def nested(depth: int) -> Any:
    """A plan with modules in modules, to a depth."""
    inside = module(address=".".join(["module.m"] * depth))
    configuration = configured()
    for length in range(depth - 1, 0, -1):
        inside = module(address=".".join(["module.m"] * length), inside=(inside,))
        configuration = configured(calls={"m": call(configuration, s=refers("var.s"))})
    return plan(unknown(network()), inside=(inside,), configuration=configuration)


def wide() -> Any:
    """A plan of NICs, each of which refers to far more than anybody writes."""
    many = refers(*(f"local.a{number}" for number in range(3000)))
    nics = [planned_nic("azurerm_network_interface.n", k, name=f"n{k}") for k in range(100)]
    configuration = configured(
        block("azurerm_network_interface.n", ip_configuration=[{"subnet_id": many}])
    )
    return plan(unknown(network()), unknown(subnet()), *nics, configuration=configuration)


def doubling() -> Any:
    """A plan with outputs that each refer to two others, and those to two others."""
    outputs = {f"o{k}": refers(f"module.m.o{k + 1}", f"module.m.p{k + 1}") for k in range(40)}
    outputs |= {f"p{k}": refers(f"module.m.o{k + 1}", f"module.m.p{k + 1}") for k in range(40)}
    inner = configured(outputs=outputs)
    inner["module_calls"] = {"m": call(configured(outputs=outputs))}
    nic_block = block(
        "azurerm_network_interface.n", ip_configuration=[{"subnet_id": refers("module.m.o0")}]
    )
    inside = (module(address="module.m", inside=(module(address="module.m.module.m"),)),)
    return plan(
        unknown(network()),
        planned_nic("azurerm_network_interface.n"),
        inside=inside,
        configuration=configured(nic_block, calls={"m": call(inner)}),
    )


@pytest.mark.parametrize(
    "value", [nested(150), wide(), doubling()], ids=["deep", "wide", "doubling"]
)
def test_what_is_made_to_take_long_does_not(value: Any) -> None:
    started = time.process_time()
    read([("t.json", json.dumps(value).encode())])
    assert time.process_time() - started < 3


def test_a_slash_in_a_name_makes_no_other_id() -> None:
    net = unknown(network(name="a/subnets/b", resource_group_name="rg/x"))
    result = read([("t.json", json.dumps(plan(net)).encode())])
    assert [each.name for each in result.plan.virtual_networks] == ["a∕subnets∕b"]


def test_the_same_address_twice_counts_once() -> None:
    value = state(network(), subnet(), nic(), vm(), network(name="other", id="/x"))
    assert read([("t.json", json.dumps(value).encode())]).used["virtual networks"] == 1
