"""ARM templates and parameter files: how they are known, put together and kept in bounds."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.assign import assign
from models.errors import InvalidInput
from models.formats import plan_toml, site_recovery
from models.formats.arm_template import reading, recognises
from models.formats.arm_template.budget import Budget
from models.formats.arm_template.shapes import SHAPES
from models.formats.azure_estate import TAKEN
from models.formats.documents import read
from tests.fixtures.azure.documents import estate, id_of
from tests.fixtures.azure.documents import vnet as listed_vnet
from tests.support.arm_templates import (
    PARAMETERS,
    SCHEMA,
    WHOLE,
    declared,
    imported,
    nested,
    nic,
    parameter_file,
    reasons,
    skipped,
    template,
    vm,
    vnet,
)

FIXTURES = Path(__file__).parents[2] / "fixtures" / "arm_template"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (template(vnet()), True),
        ({"$schema": SCHEMA.replace("deployment", "subscriptionDeployment")}, True),
        ({"$schema": SCHEMA.replace("deployment", "tenantDeployment")}, True),
        ({"contentVersion": "1.0.0.0", "resources": {}}, True),
        ({"template": template(vnet())}, True),
        ({"id": "/x", "properties": {"template": template(vnet())}}, True),
        (parameter_file(), True),
        ({"parameters": {"a": {"value": 1}, "b": {"reference": {}}}}, True),
        ({"parameters": {"parameters": {"value": 1}}, "responses": {}}, False),
        ({"parameters": {}}, False),
        ({"properties": {"template": {"containers": []}}}, False),
        ({"version": 4, "resources": []}, False),
        ({"value": []}, False),
        ([template(vnet())], False),
        ({"$schema": 5}, False),
        (None, False),
    ],
)
def test_templates_and_parameter_files_are_known_by_their_content(
    value: Any, expected: bool
) -> None:
    assert recognises(value) is expected


@pytest.mark.parametrize(
    "wrap",
    [
        lambda value: value,
        lambda value: {"template": value},
        lambda value: {"properties": {"mode": "Incremental", "template": value}},
    ],
)
def test_a_template_is_read_in_any_envelope(wrap: Any) -> None:
    assert imported(wrap(template(vnet(), nic(), vm()))).used == WHOLE


def test_a_deployment_brings_its_parameters_along() -> None:
    inside = template(vnet("[parameters('n')]"), parameters=declared(n=...))
    result = imported({"properties": {"template": inside, "parameters": {"n": {"value": "net"}}}})
    assert [network.name for network in result.plan.virtual_networks] == ["net"]


@pytest.mark.fault(30)
def test_comments_and_texts_of_several_lines_are_read_in_templates() -> None:
    text = json.dumps(template(vnet(), variables={"a": "http://b /* c */", "d": "LINES"}), indent=1)
    text = text.replace('"resources"', '// the "network\n/* only\n one */ "resources"')
    result = read([("t.json", text.replace("LINES", "two\nlines").encode())])
    assert result.used == {"virtual networks": 1, "subnets": 1}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"$schema": "x", // one\n "resources": [}', "line 2: not valid JSON"),
        ('{"resources": [ // one\n ]}', "line 1: not valid JSON"),
        ('{"$schema": "x", /* open', "line 1: not valid JSON"),
        ('{"$schema": ' + '"\\"' * 20_000, "not valid JSON"),
        ('{"$schema": 1' + "/*" * 20_000, "not valid JSON"),
        ("param location string\n", "a Bicep file: run bicep build and give the JSON it makes"),
        ("// a, b\n@description('x')\nparam a string", "a Bicep file"),
        ("/* * */ targetScope = 'subscription'\n", "a Bicep file"),
        ("resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {", "a Bicep file"),
        ("using './main.bicep'\nparam a = 1", "a Bicep file"),
        ("/**/" * 5000 + "x", "not valid JSON"),
        ("params", "not valid JSON"),
    ],
)
def test_what_is_no_template_is_refused_with_where_or_what_it_is(text: str, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read([("t.json", text.encode())])
    assert message in str(refused.value.faults[0])


@pytest.mark.parametrize("resources", [[], {}, None])
def test_a_template_without_a_resource_is_refused(resources: Any) -> None:
    with pytest.raises(InvalidInput, match="an ARM template without any resource"):
        imported(template() | {"resources": resources})


def test_what_is_taken_of_templates_is_what_an_estate_is_made_of() -> None:
    assert SHAPES.keys() == TAKEN - site_recovery.TAKEN


NAMED = template(vnet("[parameters('Name')]"), parameters=declared(name=..., other="o"))


def test_a_parameter_file_gives_its_template_values() -> None:
    for documents in ([NAMED, parameter_file(NAME="n")], [parameter_file(NAME="n"), NAMED]):
        [network] = imported(*documents).plan.virtual_networks
        assert network.name == "n"


def test_a_parameter_without_a_value_is_named_with_what_helps() -> None:
    [(subject, reason)] = skipped(imported(NAMED))
    assert subject == "virtualNetworks: [parameters('Name')]"
    assert reason == (
        "unresolved: [parameters('Name')] (parameter 'Name' has no value: give a parameter file)"
    )


def test_a_parameter_file_alone_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"0\.json: a parameter file of an ARM template; give"):
        imported(parameter_file(a=1))
    with pytest.raises(InvalidInput, match=r"2 files: 2 faults\n  0\.json: a parameter file"):
        imported(parameter_file(a=1), parameter_file(b=1))


def test_files_go_to_the_templates_that_need_them_most() -> None:
    wide = template(vnet("[parameters('a')]"), parameters=declared(a=..., b="x", c="y"))
    narrow = template(vnet("[concat(parameters('a'), '2')]"), parameters=declared(a=...))
    result = imported(wide, narrow, parameter_file(a="one", c="z"), parameter_file(a="two"))
    assert [network.name for network in result.plan.virtual_networks] == ["one", "two2"]
    assert not result.skipped


@pytest.mark.parametrize(
    ("documents", "reason"),
    [
        ([NAMED, parameter_file(name="n", odd=1)], "no template that was given declares odd; it"),
        ([NAMED, parameter_file()], "it gives no parameter a value"),
        (
            [NAMED, parameter_file(name="n"), parameter_file(name="m")],
            "several parameter files fit 0.json: import it with one at a time; none was used",
        ),
        (
            [NAMED, NAMED, parameter_file(name="n")],
            "it fits several templates alike (0.json, 1.json): import each with its own",
        ),
        (
            [template(vnet(), parameters=declared(a="", b="")),
             template(vnet(), parameters=declared(c="")), parameter_file(a="", c="")],
            "no template that was given declares all of its parameters",
        ),
    ],
)  # fmt: skip
def test_a_parameter_file_that_fits_nothing_or_several_is_not_used(
    documents: list[Any], reason: str
) -> None:
    result = imported(*documents)
    found = [entry.reason for entry in result.skipped if entry.subject == "parameters"]
    assert found
    assert all(each.startswith(reason) for each in found)
    assert not any(network.name in {"n", "m"} for network in result.plan.virtual_networks)


def test_a_value_in_a_key_vault_and_a_secret_are_not_known_and_never_shown() -> None:
    parameters = declared(name=...) | {"key": {"type": "securestring", "defaultValue": "hush-1"}}
    resources = vnet("[parameters('name')]"), vnet("[parameters('key')]")
    vault = {"$schema": PARAMETERS, "parameters": {"name": {"reference": {"keyVault": "hush-2"}}}}
    result = imported(template(*resources, parameters=parameters), vault)
    assert "its value is in a key vault" in reasons(result)
    assert "parameter 'key' is a secret" in reasons(result)
    assert "hush" not in reasons(result)


def test_an_exported_group_is_read_and_joins_what_stands_elsewhere() -> None:
    there = f"{id_of('virtualNetworks', 'net')}/subnets/a"
    parameters = declared(
        networkInterfaces_n_name="n",
        virtualMachines_v_name="v",
        virtualNetworks_net_externalid=id_of("virtualNetworks", "net"),
    )
    subnet = "[concat(parameters('virtualNetworks_net_externalid'), '/subnets/a')]"
    own = (
        "resourceId('Microsoft.Network/networkInterfaces', parameters('networkInterfaces_n_name'))"
    )
    card = nic("[parameters('networkInterfaces_n_name')]", subnet, privateIPAddress="10.0.0.4")
    card["properties"]["ipConfigurations"][0] |= {
        "id": f"[concat({own}, '/ipConfigurations/ipconfig1')]",
        "etag": 'W/"1"',
    }
    machine = vm("[parameters('virtualMachines_v_name')]", "parameters('networkInterfaces_n_name')")
    exported = template(card, machine, parameters=parameters, variables={})
    network = listed_vnet() | {"location": "eastus"}
    assert imported([network], exported).used == WHOLE
    alone = reasons(imported(exported))
    assert "its virtual network 'net' is not among what is imported" in alone
    assert there not in alone


def test_what_bicep_build_makes_is_read() -> None:
    built = json.loads((FIXTURES / "bicep_build.json").read_text(encoding="utf-8"))
    result = imported(built, location="northeurope")
    assert result.used == {"virtual networks": 1, "subnets": 2, "virtual machines": 2, "NICs": 2}
    assert not result.skipped
    assert [machine.name for machine in result.plan.virtual_machines] == ["web-00", "web-01"]
    assert [subnet.name for subnet in result.plan.network("app-vnet").subnets] == ["db", "web"]
    assert plan_toml.loads(plan_toml.dumps(result.plan)) == result.plan
    assign(result.plan)


def test_templates_and_lists_are_read_together() -> None:
    document = "t.json", json.dumps(template(vnet("more"))).encode()
    alone, together = read(estate()), read([*estate(), document])
    assert together.used["virtual networks"] == alone.used["virtual networks"] + 1


@pytest.mark.parametrize("depth", [30, 200, 400])
def test_resources_within_resources_go_only_so_deep(depth: int) -> None:
    inner: Any = {"type": "a", "name": "x"}
    for _ in range(depth):
        inner = {"type": "a", "name": "x", "resources": [inner]}
    result = imported(template(vnet(), inner))
    assert result.used["virtual networks"] == 1


def test_templates_within_templates_go_only_so_deep() -> None:
    inner = template(vnet())
    for number in range(90):
        inner = template(nested(f"d{number}", inner))
    assert "nested too deeply" in reasons(imported(inner))


def test_loops_within_loops_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "Budget", lambda: Budget(100_000))
    loop = {"copy": {"name": "l", "count": 800}}
    bomb = template(vnet("[string(copyIndex())]") | loop)
    for number in range(3):
        bomb = template(nested(f"[concat('{number}-', copyIndex())]", bomb) | loop)
    with pytest.raises(InvalidInput, match="evaluating it takes more than 100,000 steps"):
        imported(bomb)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 900) | st.sampled_from(
        ["", "x", "[copyIndex()]", "[parameters('p')]", "[variables('v')]", "10.0.0.0/24",
         "Microsoft.Network/virtualNetworks", "Microsoft.Resources/deployments", "inner"]
    ),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(
        st.sampled_from(["type", "name", "copy", "count", "input", "resources", "properties",
                         "template", "condition", "location", "subnets", "addressSpace", "value",
                         "addressPrefixes", "parameters", "variables", "outputs", "p", "v",
                         "ipConfigurations", "networkProfile", "networkInterfaces", "id",
                         "resourceGroup", "expressionEvaluationOptions", "scope", "defaultValue"]),
        inside, max_size=5),
    max_leaves=25,
)  # fmt: skip
KINDS = st.sampled_from(
    ["virtualNetworks", "networkInterfaces", "loadBalancers", "virtualNetworks/subnets"]
)


@settings(max_examples=150, deadline=None)
@given(resources=st.lists(JSON, max_size=4), parameters=JSON, variables=JSON, kind=KINDS, body=JSON)
@example(resources=[{"type": "a", "name": "b", "resources": 5}], parameters=[], variables=0,
         kind="virtualNetworks", body={"properties": "x"})  # fmt: skip
def test_no_template_whatever_is_in_it_ends_in_a_traceback(
    resources: Any, parameters: Any, variables: Any, kind: str, body: Any
) -> None:
    own = body if isinstance(body, dict) else {"properties": body}
    odd = {"name": "n/m" if "/" in kind else "n", "location": "eastus"} | own
    odd["type"] = f"Microsoft.Network/{kind}"
    document = template(*resources, odd, vnet(), parameters=parameters, variables=variables)
    result = imported(document)
    assert result.used["virtual networks"] >= 1
