"""The forms about one subnet: an address is taken, it fills up, it is resized, it gets machines."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Checkbox

from models.addresses import address_text, parse_address, parse_prefix
from models.edits.facts import (
    SOMETHING_ELSE,
    fill_subnet,
    free_in,
    held_in,
    resize_subnet,
    subnet_of,
    take_address,
)
from models.edits.machines import add_machines, region_to_replicate_to
from models.errors import EditRefused
from models.findings.finding import SubnetSubject
from models.pairing import source_region
from models.rules.subnets import is_reserved
from models.subnets_shown import every_subnet
from models.topology import IpConfigurationId
from models.what_if import Make
from tui.address_labels import prefixes
from tui.labels import text
from tui.screens.assume_in_subnet import AssumeScreen, Field


class OverThereScreen(AssumeScreen):
    """A form that is about what a failover comes to, whichever side the user points at."""

    def pointed_first(self) -> SubnetSubject | None:
        """The subnet pointed at, or for one of the source region where it is mapped to."""
        where, plan = super().pointed_first(), self.plan
        if where is None or plan.network(where.network).region != source_region(plan):
            return where
        for mapping in plan.mappings_from(where.network):
            if (twin := plan.network(mapping.target).subnet(where.name)) is not None:
                return SubnetSubject(mapping.target, twin.name)
        return where


class TakeScreen(OverThereScreen):
    """Asks which address something else has."""

    TITLE_WORDS = "An address is taken in"
    FIELDS: ClassVar = (
        Field("address", "Address", "such as 10.0.0.4"),
        Field("by", "By", "who has it"),
    )

    def defaults(self, where: SubnetSubject) -> dict[str, str]:
        """The address that what is pointed at would have there, else the next available one."""
        subnet = subnet_of(self.plan, *where)
        wanted = None
        if isinstance(self.subject, IpConfigurationId):
            result = self.scratch.assignments.failover(self.subject)
            if result is not None and (result.network, result.subnet) == where:
                wanted = result.address
        if wanted is None:
            wanted = next(free_in(subnet, held_in(self.plan, where.network, subnet), 1), None)
        return {"address": "" if wanted is None else address_text(wanted), "by": SOMETHING_ELSE}

    def make(self, where: SubnetSubject) -> Make:
        """The address, marked as in use."""
        try:
            address = parse_address(self.typed("address"))
        except ValueError as error:
            raise EditRefused(str(error)) from error
        by = self.typed("by")
        return lambda session: take_address(session.plan, *where, address, by)


class FillScreen(OverThereScreen):
    """Asks how many addresses are left."""

    TITLE_WORDS = "A subnet fills up"
    FIELDS: ClassVar = (Field("left", "Left", "how many addresses are left"),)

    def defaults(self, where: SubnetSubject) -> dict[str, str]:
        """Nothing is left."""
        return {"left": "0"}

    def make(self, where: SubnetSubject) -> Make:
        """All the others, marked as in use."""
        left = _number(self.typed("left"))
        return lambda session: fill_subnet(session.plan, *where, left)


class ResizeScreen(AssumeScreen):
    """Asks for other prefixes."""

    TITLE_WORDS = "A subnet is smaller or larger"
    FIELDS: ClassVar = (Field("prefixes", "Prefixes", "such as 10.0.0.0/25, or several"),)

    def defaults(self, where: SubnetSubject) -> dict[str, str]:
        """Those that it has."""
        return {"prefixes": prefixes(subnet_of(self.plan, *where))}

    def make(self, where: SubnetSubject) -> Make:
        """The subnet with other prefixes."""
        typed = self.typed("prefixes").replace(",", " ").split()
        try:
            wanted = tuple(parse_prefix(one) for one in typed)
        except ValueError as error:
            raise EditRefused(str(error)) from error
        return lambda session: resize_subnet(session.plan, *where, wanted)


class Tick(Checkbox):
    """A box that only Space ticks: Enter gives the form, as in every field of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.give", "Assume it", show=False, id="assume.tick"),
    ]


class MachinesScreen(AssumeScreen):
    """Asks how many machines are added, how they are called, and whether they are replicated."""

    TITLE_WORDS = "Machines are added to"
    FIELDS: ClassVar = (
        Field("count", "How many", "a number"),
        Field("prefix", "Called", "what their names begin with"),
    )

    def more(self) -> Iterator[Checkbox]:
        """Whether they are replicated."""
        words = text("replicated with the defaults of the network")
        yield Tick(words, value=True, compact=True)

    def offered(self) -> list[SubnetSubject]:
        """The subnets that machines may be in, those of the source region first."""
        plan = self.plan
        source = source_region(plan)
        possible = [row for row in every_subnet(plan) if not is_reserved(subnet_of(plan, *row))]
        return sorted(possible, key=lambda row: plan.network(row.network).region != source)

    def pointed_first(self) -> SubnetSubject | None:
        """The subnet that an IP configuration stands in today, or what is pointed at."""
        if isinstance(self.subject, IpConfigurationId):
            machine = self.plan.virtual_machines.get(self.subject.virtual_machine)
            for id, ip in machine.in_failover_order if machine else ():
                if id == self.subject:
                    return SubnetSubject(
                        ip.network, subnet_of(self.plan, ip.network, ip.subnet).name
                    )
        return super().pointed_first()

    def defaults(self, where: SubnetSubject) -> dict[str, str]:
        """One machine, called new."""
        return {"count": "1", "prefix": "new"}

    def make(self, where: SubnetSubject) -> Make:
        """The machines, replicated to where their network leads."""
        count, prefix = _number(self.typed("count")), self.typed("prefix")
        if not self.query_one(Checkbox).value:
            return lambda session: add_machines(session.plan, *where, count, prefix)
        region = region_to_replicate_to(self.plan, where.network)
        if region is None:
            raise EditRefused(
                f"There is no region to replicate from {where.network}; map it first, or add the"
                " machines without replication."
            )
        return lambda session: add_machines(session.plan, *where, count, prefix, region)


def _number(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise EditRefused("Type a whole number, such as 3.")
    return int(typed)
