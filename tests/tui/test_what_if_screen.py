"""What if, by the keys of its user: the plan stays, the what-if shows what would be."""

from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from textual.pilot import Pilot
from textual.widgets import Checkbox

from models.addresses import parse_address
from models.assignment import Scenario
from models.edits import Edit, PutField
from models.edits.facts import take_address
from models.edits.machines import add_machines
from models.edits.policy import set_policy
from models.formats.plan_toml import dumps
from models.plan import Plan, SameAddressSpace
from models.samples import samples
from models.session import Session
from models.storage.document import open_document
from models.storage.opening import Opened
from models.what_if import Make, WhatIf
from tests.support.builders import estate, ip, item, machine, subnet
from tests.tui.conftest import Open
from tests.tui.screen_text import text_of, words_of
from tests.tui.test_workspace import WEB, failover, session_of
from tui.app import AsrnetApp
from tui.screens import computing
from tui.screens.assume_forms import FillScreen, MachinesScreen, ResizeScreen, TakeScreen
from tui.screens.assume_only import OnlyScreen
from tui.screens.preview import PreviewScreen
from tui.screens.what_if import WhatIfScreen
from tui.screens.workspace import WorkspaceScreen
from tui.widgets.verdict import Verdict

TAKEN, FILLED, RESIZED, ADDED, POLICY, GROUPS, MACHINES = range(7)
"""Where each kind stands in the list of what may be assumed."""


TAKEN_IN_FRONTEND = "10.0.0.4 in frontend of contoso-vnet-asr is in use by something else"


def what_if_of(app: AsrnetApp) -> WhatIf:
    what_if = session_of(app).what_if
    assert what_if is not None
    return what_if


def assume(app: AsrnetApp, *makes: Make) -> None:
    """Assume something before the screen opens."""
    session = session_of(app)
    session.what_if = WhatIf(session)
    for make in makes:
        session.what_if.add(make)


def taken(session: Session) -> Edit:
    return take_address(session.plan, "contoso-vnet-asr", "frontend", parse_address("10.0.0.4"))


def contains(session: Session) -> Edit:
    return set_policy(session.plan, SameAddressSpace.CONTAINS)


def labels(app: AsrnetApp) -> list[str]:
    return [assumption.label for assumption in what_if_of(app).assumptions]


async def press(pilot: "Pilot[int]", *keys: str) -> None:
    """Press keys; those that may change what is shown get the time for it."""
    for key in keys:
        await pilot.press(key)
        if len(key) > 1 or key in "adcD":
            await pilot.pause()


async def ask(pilot: "Pilot[int]", kind: int) -> None:
    """Open the form of a kind."""
    await press(pilot, "a", *["down"] * kind, "enter")


def verdict(app: AsrnetApp) -> str:
    return str(app.screen.query_one(Verdict).content)


@pytest.fixture
def groups(tmp_path: Path) -> Path:
    """Three machines in two groups whose target subnet has room for two of them."""
    source = subnet("web", "10.0.0.0/24")
    tight = subnet("web", "10.0.9.0/29", in_use={"10.0.9.4": "ilb"})
    machines = [machine(id, ip(f"10.0.0.{n}")) for id, n in (("a", 4), ("b", 5), ("c", 6))]
    items = [item("a"), item("b"), item("c", group=2)]
    path = tmp_path / "groups.toml"
    path.write_text(dumps(estate([source], [tight], machines, items)), encoding="utf-8")
    return path


async def test_an_address_that_is_taken_is_compared_and_the_plan_stays(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        plan = session_of(app).plan
        await press(pilot, "f8")
        assert isinstance(app.screen, WhatIfScreen)
        assert "nothing is assumed yet" in text_of(app)
        assert "the what-if is the plan" in text_of(app)
        await ask(pilot, TAKEN)
        assert isinstance(app.screen, TakeScreen)
        assert app.screen.typed("address") == "10.0.0.4"  # what web-01 would have
        await press(pilot, "enter")
        assert labels(app) == [TAKEN_IN_FRONTEND]
        assert session_of(app).plan is plan
        assert not session_of(app).modified
        shown = text_of(app)
        assert "✓ 10.0.0.4" in shown
        assert "~ 10.0.0.5" in shown
        assert "In the plan  ✓ 2 kept  ~ 1 changed" in shown
        assert "What if      ✓ 1 kept  ~ 2 changed" in shown
        assert "+ new  ! web-01: 10.0.0.4 cannot be kept" in shown


async def test_a_subnet_is_found_by_a_filter_and_what_is_typed_is_judged_at_once(
    opened: Open,
) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await press(pilot, "f8")
        await ask(pilot, TAKEN)
        await press(pilot, "shift+tab", "slash", *"backend asr", "down")
        form = app.screen
        assert isinstance(form, TakeScreen)
        assert form.subnets.has_focus
        assert form.subnets.pointed == ("contoso-vnet-asr", "backend")
        assert form.typed("address") == "10.0.1.4"
        await press(pilot, "slash", *" nowhere", "tab", "tab")
        assert "No subnet is called so" in verdict(app)
        await press(pilot, "enter")
        assert app.screen is form
        await press(pilot, "shift+tab", "shift+tab", *"backend asr", "down", "enter")
        await press(pilot, "backspace", *"10.0.1.3")
        assert "Azure keeps 10.0.1.3 for itself" in verdict(app)
        await press(pilot, "enter")
        assert app.screen is form
        await press(pilot, "backspace", "9", "tab", *"fw")
        assert verdict(app) == "→ 10.0.1.9 in backend of contoso-vnet-asr is in use by fw"
        await press(pilot, "enter")
        assert labels(app) == ["10.0.1.9 in backend of contoso-vnet-asr is in use by fw"]


async def test_a_subnet_fills_up_and_is_resized(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        await press(pilot, "f8")
        await ask(pilot, FILLED)
        assert isinstance(app.screen, FillScreen)
        await press(pilot, *"x")
        assert "Type a whole number" in verdict(app)
        await press(pilot, "backspace", "1", "enter")
        assert labels(app) == ["only 1 address left in frontend of contoso-vnet-asr"]
        await press(pilot, "d")
        assert labels(app) == []
        await ask(pilot, RESIZED)
        assert isinstance(app.screen, ResizeScreen)
        assert "frontend is 10.0.0.0/24 already" in verdict(app)
        await press(pilot, "end", "backspace", "5", "enter")
        assert labels(app) == ["frontend of contoso-vnet-asr is 10.0.0.0/25"]
        assert {one.id.virtual_machine for one in what_if_of(app).differences()} == {"app-01"}


async def test_machines_are_added_and_replicated_unless_told_otherwise(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        await press(pilot, "f8")
        await ask(pilot, ADDED)
        form = app.screen
        assert isinstance(form, MachinesScreen)
        assert form.subnets.pointed == ("contoso-vnet", "frontend")
        await press(pilot, "2", "tab", *"app", "tab", "enter")
        assert what_if_of(app).scratch.plan.item("app-2") is not None
        shown = text_of(app)
        assert "· not in the plan" in shown
        assert "app-1" in shown
        await press(pilot, "d")
        await ask(pilot, ADDED)
        await press(pilot, "2", "tab", *"app", "tab", "space")
        assert not app.screen.query_one(Checkbox).value
        await press(pilot, "enter")
        assert what_if_of(app).scratch.plan.item("app-2") is None
        assert "app-2" in what_if_of(app).scratch.plan.virtual_machines


async def test_only_some_groups_fail_over_which_no_edit_comes_of(
    opened: Open, groups: Path
) -> None:
    async with opened(groups) as (app, pilot, _):
        await press(pilot, "f8")
        await ask(pilot, GROUPS)
        assert isinstance(app.screen, OnlyScreen)
        assert verdict(app) == "→ fail over group 1 only"
        await press(pilot, "asterisk")
        assert "That is everything that is replicated" in verdict(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, OnlyScreen)
        await press(pilot, "home", "space", "enter")
        assert labels(app) == ["fail over group 2 only"]
        assert what_if_of(app).staying == {"a", "b"}
        shown = text_of(app)
        assert "(about the day: no edit)" in shown
        assert "2 machines stay where they are" in shown
        await press(pilot, "ctrl+e")
        await pilot.pause()
        assert not isinstance(app.screen, PreviewScreen)
        assert any("about the day" in note.message for note in app._notifications)
        await ask(pilot, FILLED)
        await press(pilot, "enter")
        screen = app.screen
        assert isinstance(screen, WhatIfScreen)
        assert screen.assumptions.pointed is what_if_of(app).assumptions[0]  # what was added
        await press(pilot, "ctrl+e")
        assert "Which machines fail over is about the day" in text_of(app)
        await press(pilot, "enter")
        assert session_of(app).undo_label == "no address left in web of vnet-asr"
        assert labels(app) == ["fail over group 2 only"]


async def test_only_some_machines_fail_over_marked_through_a_filter(tmp_path: Path) -> None:
    hub = next(sample for sample in samples() if sample.name == "hub-and-spoke")
    app = AsrnetApp(Opened(*open_document(hub.copy_to(tmp_path))))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f8")
        await ask(pilot, MACHINES)
        await press(pilot, "slash", *"sql", "down", "space", "space", "slash", "escape", "down")
        form = app.screen
        assert isinstance(form, OnlyScreen)
        assert form.keys == {"vm-sql-01", "vm-sql-02"}
        assert len(form.who.rows) > 10
        await press(pilot, "enter")
        items = what_if_of(app).scratch.plan.replicated_items
        assert list(items.keys()) == ["vm-sql-01", "vm-sql-02"]


async def test_one_scenario_alone_can_be_compared_and_everything_discarded(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        assume(app, taken, contains)
        await press(pilot, "f8")
        screen = app.screen
        assert isinstance(screen, WhatIfScreen)
        listed = []
        for _ in range(4):
            await press(pilot, "c")
            listed.append({row.scenario for row in screen.differences.rows})
        everything = {Scenario.FAILOVER, Scenario.FAILBACK}
        assert listed == [{Scenario.FAILOVER}, set(), {Scenario.FAILBACK}, everything]
        await press(pilot, "c", "c")
        assert "no difference at test failover" in text_of(app)
        assert len(labels(app)) == 2
        await press(pilot, "D")
        assert labels(app) == []
        assert what_if_of(app).scratch.plan == session_of(app).plan
        assert "discarded 2 assumptions" in text_of(app)
        await press(pilot, "d")
        assert "nothing is assumed yet" in text_of(app)


async def test_assumptions_become_one_edit_that_undo_takes_back(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        plan = session_of(app).plan
        assume(app, taken, contains)
        await press(pilot, "f8", "ctrl+e")
        assert isinstance(app.screen, PreviewScreen)
        shown = text_of(app)
        assert "1. 10.0.0.4 in frontend of contoso-vnet-asr is in use by something else" in shown
        assert "2. same_address_space is contains" in shown
        await press(pilot, "escape")
        assert session_of(app).plan is plan
        assert len(labels(app)) == 2
        await press(pilot, "ctrl+e", "enter")
        assert failover(app, WEB) == "10.0.0.5"
        assert session_of(app).undo_label == "2 assumptions"
        assert labels(app) == []
        assert "the what-if is the plan" in text_of(app)
        await press(pilot, "ctrl+z")
        assert session_of(app).plan == plan
        assert what_if_of(app).current


async def test_a_plan_that_is_only_read_can_be_asked_what_if_but_not_edited(opened: Open) -> None:
    async with opened(read_only=True) as (app, pilot, _):
        assume(app, taken)
        await press(pilot, "f8", "ctrl+e")
        assert isinstance(app.screen, WhatIfScreen)
        assert "open for reading only" in text_of(app)
        assert len(labels(app)) == 1


async def test_what_is_assumed_survives_leaving_and_follows_the_plan(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        assume(app, lambda it: add_machines(it.plan, "contoso-vnet", "frontend", 1, "web"), taken)
        await press(pilot, "f8", "escape")
        assert isinstance(app.screen, WorkspaceScreen)
        assert len(labels(app)) == 2
        await press(pilot, "d")  # nobody replicates the machine under the cursor any more
        assert not what_if_of(app).current
        await press(pilot, "f8")
        assert what_if_of(app).current
        assert len(labels(app)) == 2
        await press(pilot, "ctrl+z")
        assert what_if_of(app).current
        assert failover(app, WEB) == "10.0.0.4"
        assert "~ 10.0.0.5" in text_of(app)


async def test_what_does_not_apply_any_more_is_kept_and_says_why(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        session_of(app).do(taken(session_of(app)))
        session_of(app).undo()
        assume(app, taken)
        await press(pilot, "f8", "ctrl+y")
        assert [one.problem for one in what_if_of(app).assumptions] == [
            "10.0.0.4 is in use by something else already; choose another one."
        ]
        assert "does not apply: 10.0.0.4 is in use" in text_of(app)
        await press(pilot, "ctrl+z")
        assert what_if_of(app).assumptions[0].problem == ""


async def test_leaving_a_form_leads_back_to_the_kinds_and_then_to_the_screen(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await press(pilot, "f8")
        await ask(pilot, RESIZED)
        await press(pilot, "escape")
        assert "a subnet has another prefix" in text_of(app)  # the kind is pointed at still
        await press(pilot, *["down"] * (POLICY - RESIZED), "enter")
        assert "kept where the target subnet contains the source address" in text_of(app)
        await press(pilot, "enter")
        assert labels(app) == ["same_address_space is contains"]
        assert session_of(app).plan.policy.same_address_space is SameAddressSpace.EQUAL
        assert "no difference: everyone has the address that the plan gives" in text_of(app)
        await press(pilot, "d")
        await ask(pilot, GROUPS)
        assert "All replicated machines are in one recovery-plan group" in text_of(app)
        assert not isinstance(app.screen, OnlyScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, WhatIfScreen)
        assert labels(app) == []


async def test_both_results_are_said_in_full_and_enter_leads_to_whose_they_are(
    opened: Open,
) -> None:
    async with opened() as (app, pilot, screen):
        assume(app, taken)
        await press(pilot, "f8", "tab")
        said = words_of(app, "#detail")
        assert "In the plan 10.0.0.4 in frontend of contoso-vnet-asr, static: kept" in said
        assert "10.0.0.5 in frontend of contoso-vnet-asr, static: a forecast, because" in said
        await press(pilot, "tab", "down")
        assert words_of(app, "#detail").startswith("! address-lost new ")
        await press(pilot, "shift+tab", "enter")
        assert app.screen is screen
        assert screen.source.pointed == WEB


async def test_a_large_plan_is_computed_beside_the_screen(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(computing, "SLOW", 0)
    go_on, threads = Event(), []

    def slow(plan: Plan) -> Session:
        threads.append(current_thread())
        go_on.wait(10)
        return Session(plan)

    monkeypatch.setattr(computing, "Session", slow)
    async with opened() as (app, pilot, _):
        await press(pilot, "f8")
        assert "computing the what-if" in text_of(app)
        await press(pilot, "a")
        assert isinstance(app.screen, WhatIfScreen)
        assert "still being computed" in text_of(app)
        session_of(app).do(PutField("rename", "name", "another"))  # while it is computed
        go_on.set()
        await all_computed(pilot)
        assert what_if_of(app).current
        assert main_thread() not in threads
        await ask(pilot, TAKEN)
        await press(pilot, "enter")
        await all_computed(pilot)
        assert labels(app) == [TAKEN_IN_FRONTEND]
        assert "~ 10.0.0.5" in text_of(app)
        await ask(pilot, TAKEN)
        await press(pilot, "enter", "escape")  # leave while it is computed
        await all_computed(pilot)
        await press(pilot, "f8")
        await all_computed(pilot)
        assert len(labels(app)) == 2


async def all_computed(pilot: "Pilot[int]") -> None:
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
