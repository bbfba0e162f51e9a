"""``asrnet assign``: every IP configuration's subnet and address."""

import click

from models.assign import Assignments, assign
from models.assignment import Scenario
from models.formats import assignments_csv, assignments_json
from models.plan import Plan
from models.storage.reading import load_plan
from tui.commands.arguments import SCENARIOS, plan_argument, suggestion, test_network_option
from tui.commands.assignments_table import table
from tui.commands.output import print_data, print_text


@click.command()
@plan_argument
@click.option(
    "--scenario",
    type=click.Choice([*SCENARIOS, "all"]),
    default="all",
    show_default=True,
    help="What happens to the machines.",
)
@test_network_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How to print the results.",
)
def command(plan: str, scenario: str, test_network: str | None, form: str) -> None:
    """Print the subnet and the address of every IP configuration, and how they came about.

    PLAN is a plan file, or - for standard input.

    The table names an IP configuration by its machine alone where that has only one. The
    CSV has one row for each IP configuration: virtual_machine, network_interface,
    ip_configuration, primary, source_network, source_subnet, source_address,
    source_allocation; then for each of failover_, test_failover_ and failback_: network,
    subnet, address, allocation, subnet_rule, rule, reason, taken_by; last
    failback_comes_home. Its columns are always the same; cells of what was not asked for
    are empty. A cell that a spreadsheet would take for a formula begins with '.
    """
    assignments = assigned(load_plan(plan), test_network)
    scenarios = tuple(Scenario) if scenario == "all" else (Scenario(scenario),)
    if form == "json":
        print_data(assignments_json.dumps(assignments, scenarios))
    elif form == "csv":
        print_data(assignments_csv.dumps(assignments, scenarios))
    else:
        print_text(table(assignments, scenarios))


def assigned(plan: Plan, test_network: str | None) -> Assignments:
    """The results of a plan. Raises ``click.BadParameter`` for an unknown test network."""
    if test_network is not None and test_network not in plan.virtual_networks:
        near = suggestion(test_network, list(plan.virtual_networks.keys()))
        raise click.BadParameter(
            f"there is no virtual network {test_network!r} in this plan{near}",
            click.get_current_context(),
            param_hint="--test-network",
        )
    return assign(plan, test_network)
