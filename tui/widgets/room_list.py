"""Subnets as a list, each with the room that is left in it."""

from rich.text import Text

from models.assignment import Scenario
from models.edits.facts import subnet_of
from models.findings.finding import SubnetSubject
from models.rules.availability import available_count
from models.rules.subnets import subnet_key
from models.session import Session
from tui.address_labels import prefixes
from tui.labels import text
from tui.shown import shown
from tui.widgets.line_list import LineList


class RoomList(LineList[SubnetSubject]):
    """Subnets, each with how many addresses are available in it today."""

    nothing = "no subnet is called so"

    def __init__(self, scratch: Session) -> None:
        """``scratch`` is the what-if."""
        super().__init__()
        self._scratch = scratch

    def words(self, row: SubnetSubject) -> str:
        """What of a subnet can be searched for."""
        network = self._scratch.plan.network(row.network)
        subnet = network.subnet(row.name)
        where = prefixes(subnet) if subnet is not None else ""
        return f"{row.name} of {row.network}  {where}  {network.region}"

    def line_of(self, row: SubnetSubject, width: int) -> Text:
        """The subnet, its prefixes, its region, and the room in it."""
        results = self._scratch.assignments
        subnet = subnet_of(self._scratch.plan, *row)
        held = results.occupied(subnet_key(*row), Scenario.FAILOVER)
        room = f"{available_count(subnet, held)} free "
        mark = "▸ " if row == self.pointed else "  "
        words = shown(self.words(row), max(20, width - len(room) - 4))
        return text((mark, "bold"), f"{words:<{max(0, width - len(room) - 3)}} ", (room, "dim"))
