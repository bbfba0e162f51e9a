"""Public ARM templates, read where they are beside the project."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from models.assign import assign
from models.errors import InvalidInput
from models.formats import plan_toml
from models.formats.azure_report import Import
from models.formats.document import Given
from models.formats.documents import read

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "azure" / "arm_template"
PARAMETERS = {path.name: path for path in sorted(DATA.glob("*.parameters.json"))}
TEMPLATES = [path for path in sorted(DATA.glob("*.json")) if path.name not in PARAMETERS]

pytestmark = pytest.mark.skipif(not TEMPLATES, reason=f"no templates at {DATA}")


def imported(*paths: Path, location: str | None = "westeurope") -> Import:
    result = read(((path.name, path.read_bytes()) for path in paths), Given(location))
    assert plan_toml.loads(plan_toml.dumps(result.plan)) == result.plan
    assign(result.plan)
    return result


def with_parameters(name: str) -> Import:
    paths = [DATA / f"{name}.json", PARAMETERS.get(f"{name}.parameters.json")]
    return imported(*(path for path in paths if path))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_real_template_is_used_or_every_part_of_it_is_named(path: Path) -> None:
    for location in ("westeurope", None):
        result = imported(path, location=location)
        assert result.used or result.skipped
    assert with_parameters(path.stem).used or path.stem in NOTHING_IN_THEM


NOTHING_IN_THEM = {
    "qs_201_existing_vnet_to_vnet_peering",  # a peering of networks that it does not have
    "qs_sharepoint_adfs",  # its network is called after its resource group
}


@pytest.mark.parametrize("path", PARAMETERS.values(), ids=lambda path: path.stem)
def test_a_real_parameter_file_alone_is_refused(path: Path) -> None:
    with pytest.raises(
        InvalidInput, match="a parameter file of an ARM template; give the template"
    ):
        imported(path)


class Counts(NamedTuple):
    """Virtual networks, subnets, virtual machines and NICs, as one counts them by reading."""

    networks: int
    subnets: int
    machines: int
    nics: int


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mspnp_hub_spoke", Counts(3, 7, 0, 0)),
        ("qs_101_asev2_appservice_sql_vpngw", Counts(1, 3, 1, 1)),
        ("qs_101_azurefirewall_forced_tunneling", Counts(2, 5, 2, 2)),
        ("qs_101_bastion_hub_spoke_vnet", Counts(2, 2, 1, 1)),
        ("qs_101_hub_and_spoke_sandbox", Counts(3, 6, 1, 1)),
        ("qs_101_private_endpoint_sql", Counts(1, 1, 0, 0)),
        ("qs_201_1_vm_loadbalancer_2_nics", Counts(1, 1, 1, 2)),
        ("qs_201_site_to_site_vpn", Counts(1, 2, 1, 1)),
        ("qs_201_userdefined_routes_appliance", Counts(1, 3, 3, 3)),
        ("qs_301_dmz_nsg", Counts(1, 2, 4, 4)),
        ("qs_301_multi_tier_service_networking", Counts(1, 3, 5, 5)),
        ("qs_bosh_cf_crossregion", Counts(2, 7, 1, 1)),
        ("qs_chef_ha_cluster", Counts(1, 1, 6, 6)),
        ("qs_ipv6_in_vnet_StdLB", Counts(1, 1, 2, 2)),
        ("qs_mysql_ha_pxc", Counts(1, 1, 3, 3)),
        ("qs_rhel_3tier_iaas", Counts(1, 4, 7, 7)),
    ],
)
def test_what_stands_in_a_template_comes_in(name: str, expected: Counts) -> None:
    used = with_parameters(name).used
    words = ("virtual networks", "subnets", "virtual machines", "NICs")
    assert Counts(*(used.get(word, 0) for word in words)) == expected


@pytest.mark.parametrize(
    ("name", "addresses"),
    [
        ("qs_301_dmz_nsg", {"IIS01": "10.0.1.5", "AppVM01": "10.0.2.5", "AppVM02": "10.0.2.6",
                            "DNS01": "10.0.2.4"}),
        ("qs_301_multi_tier_service_networking",
         {"MultiTierApp0": "10.1.1.4", "MultiTierApp1": "10.1.1.5", "MultiTierDB0": "10.1.2.4",
          "MultiTierDB1": "10.1.2.5", "MultiTierDB2": "10.1.2.6"}),
        ("qs_201_userdefined_routes_appliance",
         {"routedemo5VM0": "None", "routedemo5VM1": "10.1.1.4", "routedemo5VM2": "None"}),
        ("qs_mysql_ha_pxc", {"a-pxc": "10.0.1.5", "k-pxc": "10.0.1.6", "z-pxc": "10.0.1.7"}),
    ],
)  # fmt: skip
def test_addresses_come_in_where_a_template_has_them(name: str, addresses: Any) -> None:
    plan = with_parameters(name).plan
    assert addresses == {
        machine.name: str(machine.network_interfaces[0].ip_configurations[0].address)
        for machine in plan.virtual_machines
    }


def test_peerings_and_regions_come_in() -> None:
    hub = with_parameters("mspnp_hub_spoke").plan.network("vnet-westeurope-hub")
    assert hub.peered_with == ("vnet-westeurope-spoke-one", "vnet-westeurope-spoke-two")
    bosh = with_parameters("qs_bosh_cf_crossregion").plan
    assert [network.region for network in bosh.virtual_networks] == ["eastus", "westus"]


def test_an_internal_load_balancer_of_a_template_holds_its_address() -> None:
    plan = with_parameters("qs_301_multi_tier_service_networking").plan
    [held] = plan.network("multiTierVNet").subnets[2].in_use
    assert (str(held.address), held.by) == ("10.1.2.100", "ILBforSql/LoadBalancerFrontEnd")


def test_many_templates_and_parameter_files_are_read_at_once() -> None:
    names = (
        "qs_301_dmz_nsg",
        "qs_mysql_ha_pxc",
        "qs_bosh_cf_crossregion",
        "qs_201_site_to_site_vpn",
    )
    paths = [DATA / f"{name}{end}.json" for end in (".parameters", "") for name in names]
    result = imported(*paths)
    assert [entry for entry in result.skipped if entry.subject == "parameters"] == []
    assert result.used["virtual machines"] == 9
