"""Plans of Terraform: what is known only after apply is followed, or named, never guessed."""

import json
from typing import Any

import pytest

from models.assign import assign
from models.formats import plan_toml
from models.formats.azure_report import Import
from models.formats.documents import read
from tests.support.terraform_documents import (
    Json,
    block,
    call,
    configured,
    id_of,
    module,
    network,
    plan,
    planned_nic,
    refers,
    resource,
    state,
    subnet,
    unknown,
    vm,
)

NET = unknown(network())
WEB, DB = (
    unknown(subnet(f"azurerm_subnet.{name}", name=name, address_prefixes=[f"10.0.{k}.0/24"]))
    for k, name in enumerate(("web", "db"))
)
SUBNETS = tuple(
    unknown(subnet("azurerm_subnet.s", k, name=k, address_prefixes=[f"10.0.{number}.0/24"]))
    for number, k in enumerate(("a", "b"))
)
NUMBERED = tuple(
    unknown(subnet("azurerm_subnet.s", k, name=f"s{k}", address_prefixes=[f"10.0.{k}.0/24"]))
    for k in (0, 1)
)


def taken(value: Any) -> Import:
    result = read([("plan.json", json.dumps(value).encode())])
    assert plan_toml.loads(plan_toml.dumps(result.plan)) == result.plan
    assign(result.plan)
    return result


def placed(result: Import) -> dict[str, list[tuple[str, str]]]:
    """Each machine's NICs, and where they stand."""
    return {
        machine.id: [
            (nic.name, configuration.subnet)
            for nic in machine.network_interfaces
            for configuration in nic.ip_configurations
        ]
        for machine in result.plan.virtual_machines
    }


def reasons(result: Import) -> dict[str, str]:
    return {entry.subject: entry.reason for entry in result.skipped}


def nic_block(subnet_id: Json, **more: Any) -> Json:
    return block("azurerm_network_interface.n", ip_configuration=[{"subnet_id": subnet_id, **more}])


def vm_block(*references: str) -> Json:
    return block("azurerm_linux_virtual_machine.vm", network_interface_ids=refers(*references))


NIC = planned_nic("azurerm_network_interface.n")
VM = unknown(vm(), "network_interface_ids")
TO_NIC = vm_block("azurerm_network_interface.n.id")


def simple(subnet_id: Json, *rows: Json, **more: Any) -> Import:
    """One machine with one NIC, whose subnet that expression gives."""
    configuration = configured(nic_block(subnet_id), TO_NIC, **more)
    return taken(plan(NET, WEB, DB, *rows, NIC, VM, configuration=configuration))


def test_a_reference_is_followed_to_the_subnet() -> None:
    result = simple(refers("azurerm_subnet.db.id"))
    assert placed(result) == {"vm": [("n", "db")]}
    assert result.used == {"virtual networks": 1, "subnets": 2, "virtual machines": 1, "NICs": 1}
    assert not result.skipped
    [net] = result.plan.virtual_networks
    assert (net.resource_group, net.subscription) == ("rg", None)


def test_a_reference_as_older_versions_write_it_is_followed_too() -> None:
    assert placed(simple({"references": ["azurerm_subnet.web"]})) == {"vm": [("n", "web")]}


def test_what_is_known_is_not_looked_for() -> None:
    known = planned_nic("azurerm_network_interface.n")
    known["values"]["ip_configuration"][0]["subnet_id"] = id_of("virtualNetworks", "net", "web")
    configuration = configured(nic_block(refers("azurerm_subnet.db.id")), TO_NIC)
    rows = network(), subnet(), known, VM
    assert placed(taken(plan(*rows, configuration=configuration))) == {"vm": [("n", "web")]}


def test_a_new_subnet_of_a_network_that_exists_is_part_of_that() -> None:
    result = taken(plan(network(), WEB))
    assert result.used == {"virtual networks": 1, "subnets": 1}
    assert result.plan.virtual_networks["net"].subscription


@pytest.mark.parametrize(
    ("references", "cause"),
    [
        (["local.subnet"], "and local.subnet cannot be followed"),
        (["local.a", "azurerm_subnet.web.id"], "and local.a cannot be followed"),
        (["module.far.subnet_id"], "and module.far.subnet_id cannot be followed"),
        (["azapi_resource.s.id"], "and azapi_resource.s.id cannot be followed"),
        (["azurerm_subnet.gone.id"], "and azurerm_subnet.gone.id cannot be followed"),
        (["azurerm_virtual_network.net.subnet"], "azurerm_virtual_network.net.subnet cannot"),
        (["each.value.subnet"], "and each.value.subnet cannot be followed"),
        (["not a reference!"], "and an expression cannot be followed"),
        (
            ["var.flag", "azurerm_subnet.web.id", "azurerm_subnet.db.id"],
            "and which of azurerm_subnet.web, azurerm_subnet.db it is cannot be told",
        ),
        ([], "subnet_id: known only after apply"),
    ],
)
def test_what_cannot_be_followed_is_named(references: list[str], cause: str) -> None:
    result = simple(refers(*references))
    assert placed(result) == {}
    reason = reasons(result)["networkInterfaces/n/ip_configuration/ipconfig1"]
    assert reason.startswith("subnet_id: known only after apply")
    assert cause in reason


def test_a_plan_without_its_configuration_names_what_it_lacks() -> None:
    result = taken(plan(NET, WEB, NIC, VM))
    assert reasons(result) == {
        "networkInterfaces/n/ip_configuration/ipconfig1": "subnet_id: known only after apply",
        "virtualMachines/vm": "network_interface_ids: known only after apply",
    }


def test_a_condition_on_what_is_known_does_not_hide_the_subnet() -> None:
    assert placed(simple(refers("var.flag", "azurerm_subnet.web.id"))) == {"vm": [("n", "web")]}


@pytest.mark.parametrize(
    ("rows", "reference", "subnets"),
    [
        (NUMBERED, ["azurerm_subnet.s[1].id"], ["s1", "s1"]),
        (NUMBERED, ["azurerm_subnet.s", "count.index"], ["s0", "s1"]),
        (NUMBERED[:1], ["azurerm_subnet.s", "count.index"], ["s0", "s0"]),
        (NUMBERED[:1], ["azurerm_subnet.s[0].id"], ["s0", "s0"]),
        (SUBNETS, ['azurerm_subnet.s["b"].id'], ["b", "b"]),
        (SUBNETS, ["azurerm_subnet.s", "count.index"], []),
        (NUMBERED, ["azurerm_subnet.s"], []),
        (NUMBERED, ["azurerm_subnet.s[7].id"], []),
    ],
)
def test_instances_are_paired_only_where_that_is_certain(
    rows: tuple[Json, ...], reference: list[str], subnets: list[str]
) -> None:
    nics = [planned_nic("azurerm_network_interface.n", k, name=f"n{k}") for k in (0, 1)]
    machines = [
        unknown(
            vm("azurerm_linux_virtual_machine.vm", index=k, name=f"vm{k}"), "network_interface_ids"
        )
        for k in (0, 1)
    ]
    configuration = configured(
        nic_block(refers(*reference)), vm_block("azurerm_network_interface.n", "count.index")
    )
    result = taken(plan(NET, *rows, *nics, *machines, configuration=configuration))
    found = {f"vm{k}": [(f"n{k}", name)] for k, name in enumerate(subnets)}
    assert placed(result) == found


def test_the_key_of_for_each_pairs_too() -> None:
    nics = [planned_nic("azurerm_network_interface.n", k, name=f"n-{k}") for k in ("b", "a")]
    machines = [
        unknown(
            vm("azurerm_linux_virtual_machine.vm", index=k, name=f"vm-{k}"), "network_interface_ids"
        )
        for k in ("a", "b")
    ]
    configuration = configured(
        nic_block(refers("azurerm_subnet.s", "each.key")),
        block(
            "azurerm_linux_virtual_machine.vm",
            for_each={"references": ["azurerm_network_interface.n"]},
            network_interface_ids=refers("each.value.id", "each.value"),
        ),
    )
    result = taken(plan(NET, *SUBNETS, *nics, *machines, configuration=configuration))
    assert placed(result) == {"vm-a": [("n-a", "a")], "vm-b": [("n-b", "b")]}


def test_several_nics_keep_the_order_of_the_list() -> None:
    other = planned_nic("azurerm_network_interface.o", name="o")
    configuration = configured(
        nic_block(refers("azurerm_subnet.web.id")),
        block(
            "azurerm_network_interface.o",
            ip_configuration=[{"subnet_id": refers("azurerm_subnet.db.id")}],
        ),
        vm_block("azurerm_network_interface.o.id", "azurerm_network_interface.n.id"),
    )
    result = taken(plan(NET, WEB, DB, NIC, other, VM, configuration=configuration))
    [machine] = result.plan.virtual_machines
    assert [(nic.name, nic.primary) for nic in machine.network_interfaces] == [
        ("o", True),
        ("n", False),
    ]


@pytest.mark.parametrize("nulls", [None, [None, None], [None]])
def test_a_splat_is_all_nics_and_their_number_has_to_fit(nulls: list[None] | None) -> None:
    nics = [planned_nic("azurerm_network_interface.n", k, name=f"n{k}") for k in (0, 1)]
    machine = unknown(vm(), "network_interface_ids")
    if nulls:
        machine["values"]["network_interface_ids"] = nulls
    configuration = configured(
        nic_block(refers("azurerm_subnet.web.id")), vm_block("azurerm_network_interface.n")
    )
    result = taken(plan(NET, WEB, *nics, machine, configuration=configuration))
    fits = nulls is None or len(nulls) == 2
    assert placed(result) == ({"vm": [("n0", "web"), ("n1", "web")]} if fits else {})


def in_module(subnet_id: Json, **outputs: Json) -> Json:
    """A module with a NIC and a machine."""
    return configured(nic_block(subnet_id), TO_NIC, outputs=outputs)


def machines_of(address: str) -> Json:
    name = address.rpartition(".")[2]
    nic = planned_nic(f"{address}.azurerm_network_interface.n", name=f"{name}-n")
    machine = unknown(
        vm(f"{address}.azurerm_linux_virtual_machine.vm", name=name), "network_interface_ids"
    )
    return module(nic, machine, address=address)


def test_variables_are_followed_through_the_calls_of_modules() -> None:
    inner = in_module(refers("var.subnet"))
    outer = configured(calls={"b": call(inner, subnet=refers("var.id"))})
    root = configured(calls={"a": call(outer, id=refers("azurerm_subnet.db.id"))})
    children = module(address="module.a", inside=(machines_of("module.a.module.b"),))
    result = taken(plan(NET, WEB, DB, inside=(children,), configuration=root))
    assert placed(result) == {"b": [("b-n", "db")]}


def test_each_instance_of_a_module_has_its_own_subnet() -> None:
    inner = in_module(refers("var.subnet"))
    root = configured(
        calls={"m": call(inner, subnet=refers("azurerm_subnet.s", "each.key"))},
    )
    inside = tuple(
        module(
            planned_nic(f'module.m["{k}"].azurerm_network_interface.n', name=f"n-{k}"),
            unknown(
                vm(f'module.m["{k}"].azurerm_linux_virtual_machine.vm', name=f"vm-{k}"),
                "network_interface_ids",
            ),
            address=f'module.m["{k}"]',
        )
        for k in ("a", "b")
    )
    result = taken(plan(NET, *SUBNETS, inside=inside, configuration=root))
    assert placed(result) == {"vm-a": [("n-a", "a")], "vm-b": [("n-b", "b")]}


@pytest.mark.parametrize(
    ("reference", "outputs", "found"),
    [
        ("module.net.web_id", {"web_id": refers("azurerm_subnet.web.id")}, "web"),
        ('module.net.ids["b"]', {"ids": {"references": ["azurerm_subnet.s"]}}, "b"),
        ('module.net.ids["z"]', {"ids": {"references": ["azurerm_subnet.s"]}}, None),
        ("module.net.ids", {"ids": {"references": ["azurerm_subnet.s"]}}, None),
        (
            'module.net.ids["web"]',
            {"ids": refers("azurerm_subnet.web.id", "azurerm_subnet.db.id")},
            None,
        ),
        ("module.net.round", {"round": refers("module.net.round", "var.round")}, None),
        ("module.net.gone", {}, None),
    ],
)
def test_outputs_are_followed_into_modules(
    reference: str, outputs: Json, found: str | None
) -> None:
    def inside(row: Json) -> Json:
        return row | {"address": f"module.net.{row['address']}"}

    inner = configured(outputs=outputs)
    root = configured(nic_block({"references": [reference]}), TO_NIC, calls={"net": call(inner)})
    rows = [inside(each) for each in (NET, *SUBNETS, *_elsewhere(WEB, DB))]
    child = module(*rows, address="module.net")
    result = taken(plan(NIC, VM, inside=(child,), configuration=root))
    assert placed(result) == ({"vm": [("n", found)]} if found else {})


def _elsewhere(*rows: Json) -> list[Json]:
    """The subnets with prefixes that no other has."""
    return [
        row | {"values": row["values"] | {"address_prefixes": [f"10.0.{number}.0/24"]}}
        for number, row in enumerate(rows, 7)
    ]


def test_what_goes_round_in_circles_ends() -> None:
    inner = configured(nic_block(refers("var.a")), TO_NIC, outputs={"o": refers("var.a")})
    root = configured(calls={"m": call(inner, a=refers("module.m.o"))})
    result = taken(plan(NET, WEB, inside=(machines_of("module.m"),), configuration=root))
    assert placed(result) == {}


def test_a_name_that_is_not_known_leaves_the_resource_out_by_its_address() -> None:
    nic = unknown(planned_nic("azurerm_network_interface.n"), "name")
    configuration = configured(nic_block(refers("azurerm_subnet.web.id")), TO_NIC)
    result = taken(plan(NET, WEB, nic, VM, configuration=configuration))
    assert reasons(result) == {
        "azurerm_network_interface.n": "its name is known only after apply",
        "virtualMachines/vm": (
            "network_interface_ids: known only after apply,"
            " as is the name of azurerm_network_interface.n"
        ),
    }


def test_a_location_that_is_not_known_is_named() -> None:
    configuration = configured(
        block(
            "azurerm_virtual_network.net", location=refers("data.azurerm_resource_group.g.location")
        )
    )
    result = taken(plan(unknown(NET, "location"), configuration=configuration))
    assert reasons(result) == {"virtualNetworks/net": "location: known only after apply"}


def test_blocks_are_paired_with_their_expressions_by_place_or_by_name() -> None:
    def named(name: str, subnet: str) -> Json:
        return {
            "name": {"constant_value": name},
            "subnet_id": refers(f"azurerm_subnet.{subnet}.id"),
        }

    nic = planned_nic("azurerm_network_interface.n")
    [one] = nic["values"]["ip_configuration"]
    nic["values"]["ip_configuration"] = [one | {"name": name} for name in ("y", "x")]
    configuration = configured(
        block(
            "azurerm_network_interface.n", ip_configuration=[named("x", "web"), named("y", "db")]
        ),
        TO_NIC,
    )
    result = taken(plan(NET, WEB, DB, nic, VM, configuration=configuration))
    assert placed(result) == {"vm": [("n", "db"), ("n", "web")]}


def test_optional_references_that_cannot_be_followed_leave_out_only_themselves() -> None:
    nic = planned_nic("azurerm_network_interface.n")
    del nic["values"]["ip_configuration"][0]["public_ip_address_id"]
    expressions = nic_block(refers("azurerm_subnet.web.id"), public_ip_address_id=refers("local.p"))
    result = taken(plan(NET, WEB, nic, VM, configuration=configured(expressions, TO_NIC)))
    assert placed(result) == {"vm": [("n", "web")]}
    assert reasons(result) == {
        "networkInterfaces/n/ip_configuration/ipconfig1/public_ip_address_id": (
            "public_ip_address_id: known only after apply, and local.p cannot be followed"
        )
    }


def test_associations_of_a_plan_are_followed() -> None:
    group = "azurerm_network_interface_security_group_association.a"
    pool = "azurerm_network_interface_backend_address_pool_association.a"
    configuration = configured(
        nic_block(refers("azurerm_subnet.web.id")),
        TO_NIC,
        block(
            group,
            network_interface_id=refers("azurerm_network_interface.n.id"),
            network_security_group_id=refers("azurerm_network_security_group.g.id"),
        ),
        block(
            pool,
            network_interface_id=refers("azurerm_network_interface.n.id"),
            backend_address_pool_id=refers("azurerm_lb_backend_address_pool.p.id"),
        ),
        block("azurerm_lb_backend_address_pool.p", loadbalancer_id=refers("azurerm_lb.l.id")),
    )
    result = taken(
        plan(
            NET,
            WEB,
            NIC,
            VM,
            resource("azurerm_network_security_group.g", name="g", resource_group_name="rg"),
            resource(
                "azurerm_lb.l", name="lb", resource_group_name="rg", frontend_ip_configuration=[]
            ),
            resource("azurerm_lb_backend_address_pool.p", name="pool"),
            resource(group, timeouts=None),
            resource(pool, timeouts=None, ip_configuration_name="ipconfig1"),
            configuration=configuration,
        )
    )
    [machine] = result.plan.virtual_machines
    [nic] = machine.network_interfaces
    assert nic.network_security_group == "g"
    assert nic.ip_configurations[0].load_balancer_pools == ("lb/pool",)


def test_data_sources_that_were_read_stand_in_the_state_before() -> None:
    before = (
        network("data.azurerm_virtual_network.net"),
        subnet("data.azurerm_subnet.web"),
        network("azurerm_virtual_network.destroyed", name="destroyed"),
    )
    configuration = configured(nic_block(refers("data.azurerm_subnet.web.id")), TO_NIC)
    result = taken(plan(NIC, VM, configuration=configuration, before=before))
    assert placed(result) == {"vm": [("n", "web")]}
    assert [net.id for net in result.plan.virtual_networks] == ["net"]


def test_a_plan_that_changes_nothing_is_the_state_it_leaves() -> None:
    rows = network(), subnet()
    assert taken(plan(*rows)) == taken(state(*rows))
