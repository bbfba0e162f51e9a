"""Outputs of real commands and services, read where they are beside the project."""

from pathlib import Path

import pytest

from models.assign import assign
from models.errors import InvalidInput
from models.formats import plan_toml
from models.formats.azure_report import Import
from models.formats.documents import read

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "azure"
FILES = sorted(
    path
    for kind in ("arm_rest_example", "arm_rest_recorded", "az_cli_output")
    for path in (DATA / kind).glob("*.json")
)
USELESS = {"VirtualNetworkCheckIPAddressAvailability.json"}

pytestmark = pytest.mark.skipif(not FILES, reason=f"no recorded outputs at {DATA}")


def imported(*paths: Path) -> Import:
    result = read((path.name, path.read_bytes()) for path in paths)
    assert plan_toml.loads(plan_toml.dumps(result.plan)) == result.plan
    assign(result.plan)
    return result


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_output_is_used_or_every_part_of_it_is_named(path: Path) -> None:
    if path.name in USELESS:
        with pytest.raises(InvalidInput, match="no Azure resource is in it"):
            imported(path)
    else:
        result = imported(path)
        assert result.used or result.skipped


def test_all_real_outputs_are_read_together() -> None:
    result = imported(*(path for path in FILES if path.name not in USELESS))
    assert result.used["virtual machines"] == 16


def test_a_real_estate_is_imported_whole() -> None:
    result = imported(*(DATA / "az_cli_output").glob("az2.91.0_miq_*.json"))
    assert result.used == {
        "virtual networks": 5,
        "subnets": 5,
        "virtual machines": 16,
        "NICs": 18,
        "addresses in use": 2,
        "public IP addresses": 12,
    }
    assert all(len(machine.network_interfaces) == 1 for machine in result.plan.virtual_machines)
    holders = [
        entry.by
        for network in result.plan.virtual_networks
        for subnet in network.subnets
        for entry in subnet.in_use
    ]
    assert holders == ["miq-nic-westus6 (unattached)", "miq-nic-westus7 (unattached)"]
    assert sorted({entry.source for entry in result.skipped}) == [
        "az2.91.0_miq_lbs.json",
        "az2.91.0_miq_public_ips.json",
    ]
