"""The first step: machines to choose from, narrowed by a filter."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one

from models.findings import Subject
from models.findings.finding import ItemSubject
from models.machine_rows import MachineRow, machine_rows, matching
from models.pairing import source_region
from models.regions import catalogue
from models.session import Session
from models.steps import Steps
from tui.gradual import Gradual
from tui.widgets.filter_field import FilterField
from tui.widgets.machine_list import MachineList

NOTHING = {
    False: "✓ every machine of the plan is replicated: nothing is left to do; r lists them",
    True: "no machine is replicated yet; r goes back",
}
PLACEHOLDER = "/ filter: words, or name: network: subnet: rg: region:"


class MachinePane(Vertical):
    """Machines that are not replicated, or those that are; marked ones are chosen."""

    lines = query_one(MachineList)
    field = query_one(FilterField)

    def __init__(self, session: Session, *, id: str) -> None:
        """``session`` holds the plan."""
        super().__init__(id=id)
        self.replicated = False
        self._session = session
        self._regions = catalogue().with_regions(session.plan.regions)
        self._rows: Sequence[MachineRow] = ()
        self._looking = Gradual[Sequence[MachineRow]](self, session, self._say_how_far)

    def compose(self) -> ComposeResult:
        """The filter above the list."""
        yield FilterField(PLACEHOLDER)
        yield MachineList()

    @property
    def chosen(self) -> list[MachineRow]:
        """The machines that are marked, also those that are not listed; else the one pointed at."""
        marked = [row for row in self._rows if row.id in self.lines.marks]
        pointed = self.lines.pointed
        return marked or ([pointed] if pointed is not None else [])

    @property
    def subject(self) -> Subject | None:
        """The machine under the cursor, by its first IP configuration where it has one."""
        row = self.lines.pointed
        if row is None:
            return None
        ids = row.machine.in_failover_order
        return ids[0][0] if ids else ItemSubject(row.id)

    def start(self, wanted: Sequence[str]) -> None:
        """List all, mark those wanted that can be chosen, and point at the first of them."""
        self.lines.marks = set()
        self.field.value = self._one_region(wanted)
        chosen = frozenset(wanted)

        def listed(rows: Sequence[MachineRow]) -> None:
            self._list(rows)
            able = [row.id for row in self._rows if row.id in chosen and not row.refused]
            self.lines.mark(*able)
            if able:
                self.lines.point_at(able[0])

        self._looking.begin(self._gathered(), listed)

    def _one_region(self, wanted: Sequence[str]) -> str:
        """The filter to begin with: machines of several regions cannot go to one (M1)."""
        plan = self._session.plan
        left = [row for row in plan.virtual_machines if row.id not in plan.replicated_items]
        chosen = frozenset(wanted)
        first = next((row.region for row in left if row.id in chosen), source_region(plan))
        return f"region:{first}" if len({row.region for row in left}) > 1 and first else ""

    def show_machines(self) -> None:
        """List the machines of the plan as it is now."""
        self._looking.begin(self._gathered(), self._list)

    def narrow(self) -> None:
        """List those that match what is typed."""
        self._looking.begin(
            self._gathered() if self._looking.busy else self._matching(), self._list
        )

    def _gathered(self) -> Steps[Sequence[MachineRow]]:
        """The machines that match; marks of those that are gone go too."""
        plan = self._session.plan
        self._rows = yield from machine_rows(plan, self._regions, replicated=self.replicated)
        if self.lines.marks:
            ids = {row.id for row in self._rows}
            if not self.lines.marks <= ids:
                self.lines.mark(*(self.lines.marks & ids))
        self.lines.fit(self._rows)
        return (yield from self._matching())

    def _matching(self) -> Steps[Sequence[MachineRow]]:
        return matching(self._rows, self.field.value)

    def _list(self, rows: Sequence[MachineRow]) -> None:
        self.lines.nothing = "no machine matches" if self._rows else NOTHING[self.replicated]
        self.lines.show_rows(rows)
        self.lines.refresh()

    def _say_how_far(self, done: float | None) -> None:
        """Say how far it is, where there is nothing to see yet."""
        if done is not None:
            self.lines.nothing = f"looking at all machines: {done:.0%}"
            self.lines.show_rows(())
            self.lines.refresh()

    @on(FilterField.Left)
    def to_the_list(self, event: FilterField.Left) -> None:
        """Go from the filter to the list."""
        event.stop()
        self.lines.focus()
