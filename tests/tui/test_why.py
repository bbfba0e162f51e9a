"""Why, by the keys of its user: each rule with what it said, and where to go from there."""

from pathlib import Path

import pytest

from models.assignment import Scenario
from models.edits.settings import set_failover_settings
from models.explain import ARTICLE, explain
from models.findings.finding import SubnetSubject
from models.plan import FailoverSettings, Plan
from models.rule_texts import RULE_TEXTS
from models.samples import samples
from models.topology import IpConfigurationId
from tests.support.builders import at, estate, id_of, ip, machine, subnet
from tests.tui.conftest import Open
from tests.tui.screen_text import lines_of, text_of, words_of
from tests.tui.test_address_grid import grid_of, written
from tests.tui.test_workspace import APP, DB, REPORT, WEB, session_of
from tui.app import AsrnetApp
from tui.copying import what_to_copy
from tui.screens.replay import ReplayScreen
from tui.screens.why import WhyScreen
from tui.screens.workspace import WorkspaceScreen


def why_of(app: AsrnetApp) -> WhyScreen:
    assert isinstance(app.screen, WhyScreen)
    return app.screen


def told(app: AsrnetApp) -> str:
    """Everything that the screen tells, on the screen or not."""
    return " ".join(" ".join(row.words.plain for row in why_of(app).told.rows).split())


async def test_each_rule_is_told_with_what_it_said_and_which_one_decided(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        screen.go_to(DB)
        await pilot.press("w")
        await pilot.pause()
        assert why_of(app).subject == DB
        assert "db-01/db-01-nic/ipconfig1  3 of 4" in text_of(app)
        whole = told(app)
        for chain in explain(session_of(app).assignments, DB):
            assert chain.result in whole
            for step in chain.steps:
                decides = "decides: " if step.decided else ""
                assert f"{step.rule} {decides}{step.text}" in whole
        assert whole.count("▶") == 3


async def test_inputs_policies_findings_and_the_article_are_told(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        screen.go_to(DB)
        await pilot.press("w")
        await pilot.pause()
        whole = told(app)
        assert "Source 10.0.1.10 in backend (10.0.1.0/24) of contoso-vnet, static" in whole
        assert "Order group 1, item 3 of 3" in whole
        assert (
            "policy next_available = lowest: with after-source its address would be 10.0.1.11"
        ) in whole
        assert "address-lost" in whole
        await pilot.press("end")
        await pilot.pause()
        assert ARTICLE in text_of(app)
        assert what_to_copy(app.screen, "line") == ARTICLE


async def test_no_line_is_cut_at_any_width(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        screen.go_to(DB)
        await pilot.press("w")
        await pilot.pause()
        lines = why_of(app).told
        for size in ((20, 5), (40, 20), (120, 40), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            width = lines.scrollable_content_region.width
            for row in lines.rows:
                assert row.words.cell_len <= width or ARTICLE in row.words.plain, size


async def test_the_rule_under_the_cursor_is_explained(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("w")
        await pilot.pause()
        assert "next scenario" in words_of(app, "#rule")
        while not (row := why_of(app).told.pointed) or row.rule != "F2":
            await pilot.press("j")
            await pilot.pause()
        assert words_of(app, "#rule") == f"F2 {RULE_TEXTS['F2']}"


async def test_the_next_scenario_is_a_key_away(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("w")
        await pilot.pause()
        seen = []
        for _ in range(4):
            await pilot.press("c")
            await pilot.pause()
            row = why_of(app).told.pointed
            assert row is not None
            seen.append(row.scenario)
        assert seen == [*Scenario, Scenario.FAILOVER]


async def test_ip_configurations_follow_one_another(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("w")
        await pilot.pause()
        assert why_of(app).subject == WEB
        for key, id in (("n", APP), ("n", DB), ("n", REPORT), ("n", WEB), ("p", REPORT)):
            await pilot.press(key)
            assert why_of(app).subject == id


async def test_for_what_is_not_replicated_it_is_said_what_to_do(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        screen.go_to(REPORT)
        await pilot.press("w")
        await pilot.pause()
        shown = text_of(app)
        assert "Not replicated: no result yet. To be done" in shown
        assert "nothing to map: contoso-vnet is mapped" in shown
        assert "enable replication of report-01" in shown
        await pilot.press("v")
        await pilot.pause()
        assert "it lands in no subnet, so there is nothing to replay" in text_of(app)
        await pilot.press("c", "o")
        await pilot.pause()
        assert "no address was refused" in text_of(app)


async def test_who_took_the_address_is_a_key_away(opened: Open, tmp_path: Path) -> None:
    target = subnet("web", "10.0.0.0/24")
    vms = [machine("first", ip("10.0.0.10")), machine("second", ip("10.0.0.11"))]
    plan = estate([target], [target], vms)
    first, second = id_of("first"), id_of("second")
    wanted = at("10.0.0.11")
    plan = set_failover_settings(plan, first, Scenario.FAILOVER, wanted).apply(plan)
    async with opened(written(tmp_path, plan), size=(80, 24)) as (app, pilot, screen):
        screen.go_to(second)
        await pilot.press("w", "o")
        await pilot.pause()
        assert why_of(app).subject == first
    async with opened(size=(80, 24)) as (app, pilot, screen):
        screen.go_to(DB)
        await pilot.press("w", "o")
        await pilot.pause()
        assert why_of(app).subject == DB
        assert "ilb-db-dr has it, which is no machine of the plan" in text_of(app)


async def test_why_leads_to_the_replay_of_the_scenario_it_tells_of(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        screen.go_to(APP)
        await pilot.press("w", "c", "c", "v")
        await pilot.pause()
        assert isinstance(app.screen, ReplayScreen)
        assert app.screen.opened_for == SubnetSubject("drill-vnet", "frontend")
        assert app.screen.subject == APP
        assert "Test failover  turn 3 of 3" in text_of(app)


async def test_why_leads_to_the_grid_and_home(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        screen.go_to(DB)
        await pilot.press("w", "f7")
        await pilot.pause()
        assert grid_of(app).subject == DB
        await pilot.press("escape", "p", "enter")
        await pilot.pause()
        assert isinstance(app.screen, WorkspaceScreen)
        assert APP in (screen.source.pointed, screen.target.pointed)


async def test_an_edit_is_explained_at_once(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("w")
        await pilot.pause()
        session = session_of(app)
        wanted = FailoverSettings(address=at("10.0.0.77").address)
        session.do(set_failover_settings(session.plan, WEB, Scenario.FAILOVER, wanted))
        await pilot.pause()
        assert "F1 decides: 10.0.0.77 is set in the network settings" in told(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "F2 decides: 10.0.0.4 belongs to frontend" in told(app)


async def test_without_any_machine_there_is_nothing_to_explain(
    opened: Open, tmp_path: Path
) -> None:
    async with opened(written(tmp_path, Plan()), size=(80, 24)) as (app, pilot, _):
        await pilot.press("w", "n", "p", "c", "o", "v", "enter", "j")
        await pilot.pause()
        assert why_of(app).subject is None
        assert "this plan has no machine yet" in text_of(app)


@pytest.mark.parametrize("sample", ["hub-and-spoke", "broken"])
async def test_every_result_of_every_sample_can_be_told(
    opened: Open, tmp_path: Path, sample: str
) -> None:
    [chosen] = [one for one in samples() if one.name == sample]
    async with opened(chosen.copy_to(tmp_path), size=(80, 24)) as (app, pilot, _):
        await pilot.press("w")
        await pilot.pause()
        for _ in range(6):
            screen = why_of(app)
            assert isinstance(screen.subject, IpConfigurationId)
            assert str(screen.subject)[:40] in lines_of(app)[1]
            await pilot.press("n")
            await pilot.pause()
