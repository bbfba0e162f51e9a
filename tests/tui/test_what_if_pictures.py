"""How the what-if looks, with everything that may be assumed, and the forms."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from models.edits.facts import fill_subnet
from models.edits.machines import add_machines
from models.partial_failover import only_machines
from models.samples import samples
from models.storage.document import open_document
from models.storage.opening import Opened
from models.what_if import WhatIf
from tests.tui.pictures import LookAt
from tests.tui.test_snapshots import SIZES, Compare, keys
from tui.app import AsrnetApp

HUB, SUBNET = "vnet-hub", "snet-nva-untrust"


def assume(app: AsrnetApp) -> None:
    """A subnet fills up, machines are added to its twin, and one machine stays."""
    session = app.session
    assert session is not None
    what_if = session.what_if = WhatIf(session)
    what_if.add(lambda it: fill_subnet(it.plan, f"{HUB}-neu", SUBNET, 0))
    what_if.add(lambda it: add_machines(it.plan, f"{HUB}-weu", SUBNET, 2, "new", "northeurope"))
    going = set(what_if.scratch.plan.replicated_items.keys()) - {"vm-nva-01"}
    what_if.add(lambda it: only_machines(it.plan, going), about_the_day=True)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsrnetApp:
    """The sample with the most to see, in a file whose name is the same on every machine."""
    next(sample for sample in samples() if sample.name == "hub-and-spoke").copy_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    return AsrnetApp(Opened(*open_document(Path("hub-and-spoke.toml"))))


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_what_if(snap_compare: Compare, hub: AsrnetApp, size: tuple[int, int]) -> None:
    async def drive(pilot: "Pilot[Any]") -> None:
        assume(hub)
        await keys("f8", "tab", "down")(pilot)

    assert snap_compare(hub, terminal_size=size, run_before=drive)


async def test_a_form(look_at: LookAt, hub: AsrnetApp) -> None:
    async with look_at(hub, SIZES["80x24"]) as look:
        await look("kinds", "f8", "a")
        await look("address", "enter")
        await look("refused", "escape", "a", "down", "down", "down", "enter", "9", "9", "9")
