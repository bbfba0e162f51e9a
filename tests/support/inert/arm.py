"""An exported ARM template and its scripts say a hostile text as data."""

import re
from typing import Any

from models.exports.export import Export
from tests.security.hostile import raw_controls
from tests.support.az_scripts import run, script
from tests.support.deployed import Deployed, deployed, given, template

TYPES = {
    "Microsoft.Network/virtualNetworks": 1,
    "Microsoft.RecoveryServices/vaults/replicationFabrics/replicationNetworks"
    "/replicationNetworkMappings": 2,
}


def check(export: Export, text: str) -> None:
    """Worked out, the template creates what the plan says; the scripts only ask for that."""
    assert not any(raw_controls(file.text) for file in export.files)
    check_resources(deployed(template(export), given(export)), text)
    check_scripts(export, text)


def check_resources(resources: list[Deployed], text: str) -> None:
    """What is deployed has exactly the names of the plan."""
    kinds = [row.kind for row in resources if not row.kind.endswith("Peerings")]
    assert {kind: kinds.count(kind) for kind in kinds} == TYPES
    network = resources[0]
    assert network.name == f"{text}v2"
    assert (network.subscription, network.resource_group) == (text, text)
    assert network.body["location"] == f"{text}r2"
    subnets: list[dict[str, Any]] = network.body["properties"]["subnets"]
    assert [row["name"] for row in subnets] == [f"{text}s", f"{text}t"]
    (delegation,) = subnets[1]["properties"]["delegations"]
    assert delegation["properties"]["serviceName"] == text
    forth, back = resources[-2:]
    target = forth.body["properties"]["recoveryNetworkId"]
    assert target == back.body["properties"]["fabricSpecificDetails"]["primaryNetworkId"]
    assert target.endswith(f"/virtualNetworks/{text}v2")
    assert forth.name.endswith(f"/azureNetwork/{text}r1-{text}r2-{text}v1")


def check_scripts(export: Export, text: str) -> None:
    """The scripts run, call ``az rest`` for the planned things and nothing else."""
    assert not re.search(r"^\s*@", script(export, "verify.sh"), re.M)
    variables = {name.upper(): row for name, row in given(export).items()}
    # A shell has no NUL in its words: its picture stands there instead.
    network = f"/virtualNetworks/{text}v2"
    for name, status in (("verify.sh", 1), ("rollback.sh", 0)):
        done = run(script(export, name), **variables)
        assert done.status == status, done.output
        assert done.calls[0] == ["account", "show", "--output", "none"]
        assert all(call[:2] == ["rest", "--method"] for call in done.calls[1:])
        assert any(url.endswith(network) for url in done.urls)
        assert not raw_controls(done.output.replace("\t", ""))
