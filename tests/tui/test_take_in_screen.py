"""Taking an import into the open plan: what changes is shown first, then it is one edit."""

import json
from pathlib import Path
from typing import Any

import pytest

from models.edits.notes import set_item_note
from models.formats.plan_toml import loads
from models.plan import Plan
from tests.support import export_plans
from tests.tui.conftest import Open, Running
from tests.tui.screen_text import paste, text_of, words_of
from tests.tui.test_workspace import session_of
from tui.screens.take_in import TakeInScreen

GROUP = f"/subscriptions/{export_plans.SUB}/resourceGroups"


@pytest.fixture
def known(tmp_path: Path) -> Path:
    path = tmp_path / "known.toml"
    path.write_text(export_plans.KNOWN, encoding="utf-8")
    return path


def network(prefix: str = "10.10.1.0/24", name: str = "vnet-prod") -> dict[str, Any]:
    return {
        "id": f"{GROUP}/rg-net/providers/Microsoft.Network/virtualNetworks/{name}",
        "name": name,
        "location": "eastus",
        "addressSpace": {"addressPrefixes": ["10.10.0.0/16"]},
        "subnets": [{"name": "snet-app", "addressPrefix": prefix}],
    }


def listed(tmp_path: Path, *networks: dict[str, Any]) -> Path:
    path = tmp_path / "vnets.json"
    path.write_text(json.dumps(networks), encoding="utf-8")
    return path


async def settled(opened: Running) -> None:
    app, pilot, _ = opened
    for _ in range(2):
        await pilot.pause()
        await app.workers.wait_for_complete()
    await pilot.pause()


async def read(opened: Running, file: Path) -> TakeInScreen:
    app, pilot, _ = opened
    await pilot.press("i")
    assert isinstance(app.screen, TakeInScreen)
    await paste(pilot, str(file))
    await pilot.press("enter")
    await settled(opened)
    return app.screen


@pytest.mark.fault(56)
async def test_what_changes_is_shown_then_taken_in_and_undone_by_one_key(
    opened: Open, known: Path, tmp_path: Path
) -> None:
    file = listed(tmp_path, network("10.10.0.0/22"), network(name="vnet-new"))
    async with opened(known) as it:
        app, pilot, _ = it
        session = session_of(app)
        before = session.plan
        await read(it, file)
        assert "Changed: 1" in text_of(app)
        assert "vnet-new" in text_of(app)
        assert session.plan is before
        await pilot.press("enter")
        await settled(it)
        assert {row.id for row in session.plan.virtual_networks} >= {"vnet-new", "vnet-prod"}
        assert [entry.label for entry in session.history] == ["import 1 file"]
        assert session.plan.replicated_items == before.replicated_items
        assert "Changed:" not in text_of(app)
        await pilot.press("ctrl+z")
        await settled(it)
        assert session.plan == before


@pytest.mark.fault(56)
async def test_what_vanished_with_decisions_stays_until_that_is_asked_for(
    opened: Open, known: Path, tmp_path: Path
) -> None:
    async with opened(known) as it:
        app, pilot, _ = it
        await read(it, listed(tmp_path, network()))
        assert "Vanished, but the plan decides something about it: kept" in text_of(app)
        await pilot.press("v")
        await settled(it)
        assert "taken out with what the plan decides about it" in text_of(app)
        await pilot.press("enter")
        await settled(it)
        assert "vnet-prod-tfo" not in session_of(app).plan.virtual_networks


async def test_what_is_left_out_is_named_with_its_reason(
    opened: Open, known: Path, tmp_path: Path
) -> None:
    machine = f"{GROUP}/rg-app/providers/Microsoft.Compute/virtualMachines/vm-lost"
    file = listed(tmp_path, network(), {"id": machine, "name": "vm-lost", "location": "eastus"})
    async with opened(known) as it:
        app, _, _ = it
        await read(it, file)
        assert "1 left out" in words_of(app, "#state")
        assert "Left out: 1" in text_of(app)
        assert "virtualMachines/vm-lost  it names no NIC" in text_of(app)


async def test_what_cannot_be_read_is_told(opened: Open, known: Path, tmp_path: Path) -> None:
    async with opened(known) as it:
        app, pilot, _ = it
        bad = tmp_path / "bad.json"
        bad.write_text("{", encoding="utf-8")
        screen = await read(it, bad)
        assert "not valid JSON" in text_of(app)
        screen.listed.focus()
        await pilot.press("enter")
        await pilot.pause()
        assert "nothing to take in" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is not screen


async def test_a_region_of_templates_is_checked(opened: Open, known: Path, tmp_path: Path) -> None:
    async with opened(known) as it:
        app, pilot, _ = it
        screen = await read(it, listed(tmp_path, network()))
        screen.query_one("#location").focus()
        await paste(pilot, "eastuss")
        await pilot.press("enter")
        await settled(it)
        assert "eastus" in words_of(app, "#state")
        assert "no region" in words_of(app, "#state")


async def test_a_plan_open_for_reading_only_stays_as_it_is(
    opened: Open, known: Path, tmp_path: Path
) -> None:
    async with opened(known, read_only=True) as it:
        app, pilot, _ = it
        await read(it, listed(tmp_path, network("10.10.0.0/22")))
        await pilot.press("enter")
        await settled(it)
        assert session_of(app).plan == loads(export_plans.KNOWN)


async def test_an_edit_made_meanwhile_is_not_lost(
    opened: Open, known: Path, tmp_path: Path
) -> None:
    async with opened(known) as it:
        app, pilot, _ = it
        screen = await read(it, listed(tmp_path, network("10.10.0.0/22")))
        screen.request(lambda session: set_item_note(session.plan, "web1", "mine"))
        await settled(it)
        await pilot.press("enter")
        await settled(it)
        plan: Plan = session_of(app).plan
        item = plan.item("web1")
        assert item is not None
        assert item.note == "mine"
        assert str(plan.network("vnet-prod").subnets[0].address_prefixes[0]) == "10.10.0.0/22"
