"""The lines above and below the address grid: which subnet, which scenario, which cell."""

from typing import Any

from rich.text import Text
from textual.screen import Screen
from textual.widgets import Static

from models.address_map import AddressMap, Cell
from models.address_words import said_of
from models.addresses import address_text
from models.assign import Assignments
from models.assignment import Scenario
from models.grid_view import GridView
from models.topology import Subnet
from tui.address_labels import prefixes
from tui.kind_signs import KIND_SIGNS, KIND_STYLES
from tui.labels import text
from tui.signs import QUIET

SCENARIOS = {
    Scenario.FAILOVER: "Failover",
    Scenario.TEST_FAILOVER: "Test failover",
    Scenario.FAILBACK: "Failback",
}


class GridTitle(Static):
    """Which subnet, and in its second line which scenario and whether before or after it."""

    def show(self, view: GridView, subnet: Subnet) -> None:
        """Name what a view shows, and the keys that show something else."""

        def key(of: str) -> str:
            return key_for(self.screen, f"address-grid.{of}")

        also = f"   {key('next-subnet')} {key('previous-subnet')} {key('choose-subnet')}: others"
        if view.block is not None:
            span = f"{address_text(view.block.first)} to {address_text(view.block.last)}"
            also = f"   only {span}   {key('zoom-out')}: zoom out"
        when = [(f"{key('scenario')}:", QUIET)]
        when += _choice(list(SCENARIOS.values()), SCENARIOS[view.scenario])
        when += [(f"   {key('before-after')}:", QUIET)]
        when += _choice(["Before", "After"], "After" if view.after else "Before")
        when += [(f"   {key('replay')}: Replay", QUIET)]
        count = len(subnet.address_prefixes)
        which = f"{count} prefixes" if count > 1 else prefixes(subnet)
        name = f" {subnet.name} in {view.subnet.network}  {which}"
        lines = [text((name, "bold"), (also, QUIET)), text(" ", *when)]
        self.update(Text("\n").join(lines))


class CellDetail(Static):
    """Which cell it is, who has it, and why."""

    def show(
        self, assignments: Assignments, scenario: Scenario, shown: AddressMap, cell: Cell | None
    ) -> None:
        """Say what there is to say of a cell."""
        if cell is None:
            self.update(text(" this subnet has no IPv4 addresses"))
            return
        said = said_of(assignments, scenario, shown, cell)
        sign = (f" {KIND_SIGNS[cell.kind]} ", KIND_STYLES[cell.kind])
        lines = [text(sign, (said.what, "bold"), "  ", said.who), text(f" {said.why}")]
        for line in lines:
            line.no_wrap, line.overflow = False, "fold"
        self.update(Text("\n").join(lines))


def _choice(words: list[str], chosen: str) -> list[tuple[str, str]]:
    """Words in a row, the chosen one in brackets."""
    return [(f"[{word}]", "bold") if word == chosen else (f" {word} ", QUIET) for word in words]


def key_for(screen: Screen[Any], id: str) -> str:
    """The key of a binding as it is shown, by its id; nothing where it has none now."""
    for active in screen.active_bindings.values():
        if active.binding.id == id:
            return screen.app.get_key_display(active.binding)
    return ""
