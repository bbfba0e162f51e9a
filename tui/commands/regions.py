"""``asrnet regions``: the region catalogue."""

from typing import Any

import click

from models.formats import json_text
from models.regions import catalogue
from models.topology import Region
from tui.commands.columns import columns
from tui.commands.output import print_data, print_text

FORMAT = 1


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print the regions.",
)
def command(form: str) -> None:
    """Print the region catalogue.

    That is every region of Azure, the region Microsoft pairs it with, whether it has
    availability zones, and whether it is open to every subscription.
    """
    regions = list(catalogue().values())
    if form == "json":
        print_data(json_text.document({"format": FORMAT}, "regions", map(_row, regions)))
        return
    heading = ("Name", "Display name", "Paired region", "Zones", "Access")
    rows = [
        (
            *(region.name, region.display_name, region.paired_region or "-"),
            *("yes" if region.zones else "no", region.access),
        )
        for region in regions
    ]
    print_text("\n".join(columns([heading, *rows])))


def _row(region: Region) -> dict[str, Any]:
    row = region.model_dump()
    return {**row, "paired_region": region.paired_region or None}
