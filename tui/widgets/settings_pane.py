"""The network settings of one IP configuration: source, failover and test failover."""

from collections.abc import Iterable
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Select, Static

from models.addresses import address_text, parse_address
from models.assignment import Assignment, Scenario
from models.edits.address_check import address_problem
from models.edits.replication import set_failover_network, set_group, set_test_failover_network
from models.edits.settings import set_failover_settings, settings_in
from models.explain import result_text
from models.findings.finding import NetworkSubject, SubnetSubject
from models.plan import FailoverSettings, Plan
from models.rules.failback import comes_home
from models.session import Session
from models.status import Status, status
from models.topology import IpConfiguration, IpConfigurationId
from tui.descriptions import describe
from tui.labels import text
from tui.messages import EditRequested
from tui.shown import shown
from tui.signs import MARKED, SEVERITY_SIGNS, SEVERITY_STYLES, SIGNS, STYLES
from tui.widgets.network_tree import Thing

AUTOMATIC = "\0"
"""How the value of an option begins that lets the rules decide; its label follows, so that
the field sees another value where the rules decide otherwise."""
SCENARIOS = {"failover": Scenario.FAILOVER, "test": Scenario.TEST_FAILOVER}
"""The scenarios that have settings, by how the ids of their fields begin."""


class SettingsPane(VerticalScroll, can_focus=False):
    """What is set for an IP configuration, beside what it has today and what it gets."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", tooltip="Back to the tree", id="settings.leave"),
    ]

    class Left(Message):
        """The user is done here and wants to go back to where they came from."""

    def __init__(self, session: Session, *, id: str) -> None:
        """``session`` holds the plan that is shown."""
        super().__init__(id=id)
        self.session = session
        self.thing: Thing | None = None

    def compose(self) -> ComposeResult:
        """Lay the fields out in three columns beside their names."""
        yield Static(id="what")
        with Grid(id="fields"):
            yield from map(_label, ("", "Source", "Failover", "Test failover"))
            for row in ("network", "subnet"):
                yield _label(row.capitalize())
                yield Static(id=f"source-{row}")
                for column in SCENARIOS:
                    yield _select(f"{column}-{row}")
            for row, name in (("address", "Address"), ("public-ip", "Public IP")):
                yield _label(name)
                yield Static(id=f"source-{row}")
                for column in SCENARIOS:
                    yield _input(f"{column}-{row}")
            yield _label("Allocation")
            for column in ("source", *SCENARIOS):
                yield Static(id=f"{column}-allocation")
            yield _label("Group")
            yield _input("group")
        yield Static(id="problem")
        yield Static(id="results")

    def on_mount(self) -> None:
        """Show what was asked for before the fields were there."""
        self.refresh_fields()

    def show(self, thing: Thing | None) -> None:
        """Show an IP configuration, a network or a subnet as the plan has it now."""
        self.thing = thing
        self.refresh_fields()

    def enter(self) -> None:
        """Go to the first field that can be edited."""
        for name in ("failover-address", "failover-network"):
            field = self.query_one(f"#{name}")
            if field.focusable:
                field.focus()
                return

    @property
    def shown_id(self) -> IpConfigurationId | None:
        """Which IP configuration is shown, if it is one."""
        return self.thing if isinstance(self.thing, IpConfigurationId) else None

    def refresh_fields(self) -> None:
        """Show the plan as it is; what is being typed is given up."""
        if not self.is_mounted:
            return
        id = self.shown_id
        plan = self.session.plan
        item = plan.item(id.virtual_machine) if id is not None else None
        self.set_class(id is None, "-empty")
        self.set_class(item is None, "-not-replicated")
        self._say("problem", Text())
        if id is None:
            self._say("what", self._summary())
            self._say("results", Text())
            return
        ip = plan.ip_configuration(id)
        self._say("what", _heading(plan, id, ip))
        self._show_source(ip)
        if item is None:
            hint = "Not replicated. r replicates the machine to the target region, F4 asks how."
            self._say("results", text((hint, STYLES[Status.NOT_REPLICATED])))
            return
        self._show_networks(id)
        for column, scenario in SCENARIOS.items():
            self._show_settings(id, ip, column, scenario)
        with self.prevent(Input.Changed):
            self.query_one("#group", Input).value = str(item.group)
        self._say("results", self._results(id, ip))

    def _summary(self) -> Text:
        if isinstance(self.thing, NetworkSubject | SubnetSubject):
            return describe(self.session, self.thing)
        return text(("Choose a machine in one of the trees.", "dim"))

    def _show_source(self, ip: IpConfiguration) -> None:
        self._say("source-network", text(ip.network))
        self._say("source-subnet", text(ip.subnet))
        self._say("source-address", text(str(ip.address) if ip.address else "unknown"))
        self._say("source-public-ip", text(ip.public_ip or "none"))
        self._say("source-allocation", text(ip.allocation.value))

    def _show_networks(self, id: IpConfigurationId) -> None:
        plan = self.session.plan
        home = plan.machine(id.virtual_machine).region
        item = plan.item(id.virtual_machine)
        if item is None:
            return
        away = [network for network in plan.virtual_networks if network.region != home]
        standing = plan.network(item.failover_network)
        failover = away if standing in away else [standing, *away]
        self._offer("failover-network", [(n.id, n.id) for n in failover], item.failover_network)
        nowhere = ("none", f"{AUTOMATIC}none")
        tests = [nowhere, *((network.id, network.id) for network in failover)]
        if item.test_failover_network and item.test_failover_network not in dict(tests):
            tests.append((item.test_failover_network, item.test_failover_network))
        self._offer("test-network", tests, item.test_failover_network or nowhere[1])

    def _show_settings(
        self, id: IpConfigurationId, ip: IpConfiguration, column: str, scenario: Scenario
    ) -> None:
        """One of the two columns that can be edited."""
        plan, result = self.session.plan, self.session.assignments.of(id, scenario)
        settings = settings_in(plan, id, scenario)
        network = result.network if result is not None else None
        names = [subnet.name for subnet in plan.network(network).subnets] if network else []
        automatic = "automatic"
        if result is not None and result.subnet and settings.subnet is None:
            automatic = result.subnet
        options = [(automatic, f"{AUTOMATIC}{automatic}"), *((name, name) for name in names)]
        chosen = next(
            (n for n in names if settings.subnet and n.casefold() == settings.subnet.casefold()),
            settings.subnet or options[0][1],
        )
        if chosen not in dict(options).values():
            options.append((f"{chosen} (missing)", chosen))
        self._offer(f"{column}-subnet", options, chosen)
        address = self.query_one(f"#{column}-address", Input)
        public_ip = self.query_one(f"#{column}-public-ip", Input)
        with self.prevent(Input.Changed):
            address.value = str(settings.address or "")
            address.placeholder = _address(result)
            address.remove_class("-wrong")
            public_ip.value = shown(settings.public_ip or "")
            public_ip.placeholder = "none" if ip.public_ip else "source: none"
        here = result is not None
        for field in ("subnet", "address"):
            self.query_one(f"#{column}-{field}").disabled = not here
        public_ip.disabled = not here or not (ip.public_ip or settings.public_ip)
        self._say(f"{column}-allocation", text(result.allocation.value if result else "—"))

    def _results(self, id: IpConfigurationId, ip: IpConfiguration) -> Text:
        """Every result in a sentence, then what is wrong with it."""
        lines = Text()
        for scenario, name in (
            (Scenario.FAILOVER, "Failover"),
            (Scenario.TEST_FAILOVER, "Test failover"),
            (Scenario.FAILBACK, "Failback"),
        ):
            result = self.session.assignments.of(id, scenario)
            if result is None:
                continue
            now = status(ip, result)
            if scenario is Scenario.FAILBACK and result.address is not None:
                now = Status.KEPT if comes_home(ip, result) else Status.CHANGED
            line = text((f"{SIGNS[now]} ", STYLES[now]), (f"{name}: ", "bold"))
            line.append(shown(result_text(ip, scenario, result)))
            lines.append(line).append("\n")
        for finding in self.session.findings_about(id):
            if finding.severity in MARKED:
                sign = (f"{SEVERITY_SIGNS[finding.severity]} ", SEVERITY_STYLES[finding.severity])
                lines.append(text(sign)).append(f"{shown(finding.message, 500)}\n")
        lines.rstrip()
        return lines

    @on(Select.Changed)
    def choose(self, event: Select.Changed) -> None:
        """Take a choice over into the plan, unless it is what the plan says already."""
        event.stop()
        id, field = self.shown_id, event.select.id or ""
        if id is None or not isinstance(event.value, str):
            return
        machine = id.virtual_machine
        value = None if event.value.startswith(AUTOMATIC) else event.value
        item = self.session.plan.item(machine)
        if item is None:
            return
        column, _, row = field.partition("-")
        if row == "subnet":
            self._set(SCENARIOS[column], subnet=value)
        elif column == "failover" and value is not None and value != item.failover_network:
            self.post_message(
                EditRequested(lambda session: set_failover_network(session.plan, machine, value))
            )
        elif column == "test" and value != item.test_failover_network:
            self.post_message(
                EditRequested(
                    lambda session: set_test_failover_network(session.plan, machine, value)
                )
            )

    @on(Input.Changed)
    def check(self, event: Input.Changed) -> None:
        """Say at once what is impossible, while it is typed."""
        event.stop()
        problem = self._problem(event.input)
        event.input.set_class(problem is not None, "-wrong")
        self._say("problem", text((f"✗ {problem}", "bold red")) if problem else Text())

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Take what was typed over into the plan."""
        event.stop()
        self._take(event.input)

    @on(Input.Blurred)
    def leave_field(self, event: Input.Blurred) -> None:
        """Take what was typed over, as when it is submitted."""
        event.stop()
        self._take(event.input)

    def action_leave(self) -> None:
        """Give up what is being typed and go back to the tree."""
        self.refresh_fields()
        self.post_message(self.Left())

    def _take(self, field: Input) -> None:
        """Put a field into the plan, unless what it says is impossible or there already."""
        if self._problem(field) is not None or self.shown_id is None:
            return
        column, _, row = (field.id or "").partition("-")
        value = field.value.strip()
        machine = self.shown_id.virtual_machine
        item = self.session.plan.item(machine)
        if item is None:
            return
        if row == "address":
            self._set(SCENARIOS[column], address=parse_address(value) if value else None)
        elif row == "public-ip":
            standing = settings_in(self.session.plan, self.shown_id, SCENARIOS[column]).public_ip
            if value != shown(standing or ""):
                self._set(SCENARIOS[column], public_ip=value or None)
        elif value and int(value) != item.group:
            self.post_message(
                EditRequested(lambda session: set_group(session.plan, machine, int(value)))
            )

    def _problem(self, field: Input) -> str | None:
        """Why what a field says is impossible, in words."""
        id, value = self.shown_id, field.value.strip()
        column, _, row = (field.id or "").partition("-")
        if id is None or row == "public-ip":
            return None
        if column == "group":
            number = value.isdecimal() and int(value) >= 1
            return None if number else "a recovery-plan group is a number from 1 to 7"
        if not value:
            return None
        try:
            address = parse_address(value)
        except ValueError as error:
            return str(error)
        scenario = SCENARIOS[column]
        if address == settings_in(self.session.plan, id, scenario).address:
            return None
        result = self.session.assignments.of(id, scenario)
        if result is None or result.network is None or result.subnet is None:
            return "choose a subnet first"
        where = (result.network, result.subnet)
        return address_problem(self.session.assignments, id, scenario, *where, address)

    def _set(self, scenario: Scenario, **values: object) -> None:
        id = self.shown_id
        if id is None:
            return
        standing = settings_in(self.session.plan, id, scenario)
        wanted = standing.model_copy(update=values)
        if _differ(standing, wanted):
            self.post_message(
                EditRequested(
                    lambda session: set_failover_settings(session.plan, id, scenario, wanted)
                )
            )

    def _offer(self, field: str, options: Iterable[tuple[str, str]], value: str) -> None:
        """Give a field its options and its value, without that being taken for a choice."""
        select: Select[str] = self.query_one(f"#{field}", Select)
        with self.prevent(Select.Changed):
            select.set_options([(text(label), option) for label, option in options])
            select.value = value

    def _say(self, field: str, words: Text) -> None:
        self.query_one(f"#{field}", Static).update(words)


def _differ(one: FailoverSettings, other: FailoverSettings) -> bool:
    """Whether two settings are not the same; names of subnets compare without case."""
    folded = [
        settings.model_copy(update={"subnet": settings.subnet and settings.subnet.casefold()})
        for settings in (one, other)
    ]
    return folded[0] != folded[1]


def _heading(plan: Plan, id: IpConfigurationId, ip: IpConfiguration) -> Text:
    kind = "primary" if ip.primary else "secondary"
    note = plan.machine(id.virtual_machine).note
    name = (f"{id.virtual_machine} / {id.network_interface}", "bold")
    return text(name, f"  {id.name} ({kind})", (f"  {note}" if note else "", "dim"))


def _address(result: Assignment | None) -> str:
    if result is None:
        return "—"
    return "unassigned" if result.address is None else address_text(result.address)


def _label(name: str) -> Static:
    return Static(name, classes="label")


def _select(id: str) -> Select[str]:
    return Select([("", AUTOMATIC)], allow_blank=False, compact=True, id=id)


def _input(id: str) -> Input:
    field = Input(id=id, compact=True)
    field.cursor_blink = False
    return field
