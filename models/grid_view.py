"""What the address grid shows: which subnet, in which scenario, before or after it, how near."""

from dataclasses import dataclass, replace

from models.address_map import AddressMap, occupants_after, occupants_before
from models.assign import Assignments
from models.assignment import Scenario
from models.findings import Subject
from models.findings.finding import SubnetSubject
from models.rules.subnets import SubnetKey, subnet_key
from models.topology import AddressRange, IpConfigurationId, Subnet


@dataclass(frozen=True, slots=True)
class GridView:
    """A subnet at a moment; ``blocks`` are those that were zoomed into, the last one seen."""

    subnet: SubnetSubject
    scenario: Scenario = Scenario.FAILOVER
    after: bool = True
    blocks: tuple[AddressRange, ...] = ()

    @property
    def key(self) -> SubnetKey:
        """The key of the subnet."""
        return subnet_key(*self.subnet)

    @property
    def block(self) -> AddressRange | None:
        """The block that is seen alone; ``None`` for the whole subnet."""
        return self.blocks[-1] if self.blocks else None

    def of(self, subnet: SubnetSubject) -> "GridView":
        """Another subnet as a whole, at the same moment; the same one stays as it is."""
        return self if subnet == self.subnet else replace(self, subnet=subnet, blocks=())

    def at_next_scenario(self) -> "GridView":
        """The next scenario, after the last one the first."""
        every = list(Scenario)
        return replace(self, scenario=every[(every.index(self.scenario) + 1) % len(every)])

    def at_other_moment(self) -> "GridView":
        """Before the scenario instead of after it, or the other way round."""
        return replace(self, after=not self.after)

    def into(self, block: AddressRange) -> "GridView":
        """A block alone."""
        return replace(self, blocks=(*self.blocks, block))

    def out(self) -> "GridView":
        """What is around the block."""
        return replace(self, blocks=self.blocks[:-1])

    def reaching(self, address: int) -> "GridView":
        """The nearest view in which an address of the subnet can be seen."""
        blocks = [block for block in self.blocks if _inside(address, block)]
        return replace(self, blocks=tuple(blocks))

    def subnet_of(self, assignments: Assignments) -> Subnet:
        """The subnet itself. Raises ``KeyError`` where the plan has it no more."""
        return assignments.plan.network(self.key[0]).subnets_by_key[self.key[1]]

    def map_of(self, assignments: Assignments) -> AddressMap:
        """Who has which address of the subnet at this moment."""
        who = occupants_after if self.after else occupants_before
        return AddressMap(self.subnet_of(assignments), who(assignments, self.key, self.scenario))

    def ranges_of(self, shown: AddressMap) -> tuple[AddressRange, ...]:
        """What is seen: the block, or every prefix."""
        return shown.ranges if self.block is None else (self.block,)

    def start(self, assignments: Assignments, subject: Subject | None = None) -> int | None:
        """The address to start at: that of the subject, or the first one of interest.

        That is the first one that a machine of the plan has, else the first that is held;
        ``None`` for a subnet without IPv4 addresses.
        """
        if isinstance(subject, IpConfigurationId):
            address = self._address_of(assignments, subject)
            if address is not None:
                return address
        shown = self.map_of(assignments)
        held = [one for one in shown.held if self.block is None or _inside(one.address, self.block)]
        of_machines = (one.address for one in held if isinstance(one.holder, IpConfigurationId))
        ranges = self.ranges_of(shown)
        first = held[0].address if held else ranges[0].first if ranges else None
        return next(of_machines, first)

    def _address_of(self, assignments: Assignments, id: IpConfigurationId) -> int | None:
        """The address that an IP configuration has in the subnet then, or has there today."""
        result = assignments.of(id, self.scenario)
        if (
            result is not None
            and result.address is not None
            and subnet_key(result.network or "", result.subnet or "") == self.key
        ):
            return result.address
        ip = assignments.plan.ip_configuration(id)
        return ip.ipv4 if subnet_key(ip.network, ip.subnet) == self.key else None


def _inside(address: int, block: AddressRange) -> bool:
    return block.first <= address <= block.last
