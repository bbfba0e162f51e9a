"""The list of assignments by keys: filter, sort, mark, edit many rows at once."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from models.assignment import Scenario
from models.samples import samples
from models.session import Session
from models.sorting import SortBy
from models.topology import IpConfigurationId
from tests.tui.conftest import Open
from tests.tui.screen_text import lines_of, text_of, words_of
from tests.tui.test_workspace import session_of
from tui.app import AsrnetApp
from tui.screens.assignments import AssignmentsScreen
from tui.screens.bulk_edit import BulkMenuScreen
from tui.screens.preview import PreviewScreen
from tui.screens.workspace import WorkspaceScreen

KEYS = {" ": "space", ":": "colon", "-": "minus", ".": "full_stop", "+": "plus"}


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory of its own for what is saved."""
    monkeypatch.setenv("ASRNET_CONFIG_DIR", str(tmp_path / "config"))
    return tmp_path / "config"


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """The sample with three spokes."""
    return next(one for one in samples() if one.name == "hub-and-spoke").copy_to(tmp_path)


async def enter(pilot: "Pilot[int]", *keys: str) -> None:
    """Press keys one after the other; ``text:`` types what follows it."""
    pressed: list[str] = []
    for key in keys:
        typed = key.removeprefix("text:")
        pressed += [key] if typed == key else [KEYS.get(letter, letter) for letter in typed]
    await pilot.press(*pressed)
    await pilot.pause()


async def filtered(pilot: "Pilot[int]", app: AsrnetApp, text: str) -> None:
    """Filter the list, which has the focus then."""
    list_of(app).field.value = text
    list_of(app).lines.focus()
    await pilot.pause()


def list_of(app: AsrnetApp) -> AssignmentsScreen:
    assert isinstance(app.screen, AssignmentsScreen)
    return app.screen


def names(app: AsrnetApp) -> list[str]:
    return [row.name for row in list_of(app).lines.rows]


def title(app: AsrnetApp) -> str:
    return str(list_of(app).lines.border_title)


def addresses_set(session: Session, scenario: Scenario = Scenario.FAILOVER) -> dict[str, str]:
    found = {}
    for id in session.assignments.in_order():
        of = session.plan.settings_of(id)
        address = (of.failover if scenario is Scenario.FAILOVER else of.test_failover).address
        if address is not None:
            found[id.virtual_machine] = str(address)
    return found


async def test_the_list_shows_every_ip_configuration_and_starts_where_one_was(
    opened: Open, hub: Path
) -> None:
    async with opened(hub) as (app, pilot, workspace):
        workspace.go_to(IpConfigurationId("vm-web-02", "nic-vm-web-02", "ipconfig1"))
        await enter(pilot, "f5")
        session = session_of(app)
        every = [id for one in session.plan.virtual_machines for id, _ in one.in_failover_order]
        rows = list_of(app).lines.rows
        assert {row.id for row in rows} == set(every)
        in_order = list(session.assignments.in_order())
        assert [row.id for row in rows][: len(in_order)] == in_order
        assert rows[-1].name == "vm-jump-01"
        assert title(app).startswith("24 of 24")
        pointed = list_of(app).lines.pointed
        assert pointed is not None
        assert pointed.name == "vm-web-02"


async def test_a_narrow_terminal_shows_sign_name_addresses_and_rule(
    opened: Open, hub: Path
) -> None:
    async with opened(hub, size=(80, 24)) as (app, pilot, _):
        await enter(pilot, "f5")
        heading = next(line for line in lines_of(app) if "IP configuration" in line)
        for word in ("Source", "Failover", "Test", "Rule"):
            assert word in heading
        row = next(line for line in lines_of(app) if "vm-dns-01" in line)
        assert row.split()[:5] == ["~", "vm-dns-01", "10.10.2.4", "10.40.2.4", "10.40.2.254"]
        assert "next-available" in row


@pytest.mark.parametrize(
    ("size", "titles"),
    [
        ((120, 40), ["Subnet", "Group", "Failback"]),
        ((200, 60), ["Subnet", "Group", "Failback", "Network", "Stands in"]),
    ],
)
async def test_a_wider_terminal_shows_more(
    opened: Open, hub: Path, size: tuple[int, int], titles: list[str]
) -> None:
    async with opened(hub, size=size) as (app, pilot, _):
        await enter(pilot, "f5")
        heading = next(line for line in lines_of(app) if "IP configuration" in line)
        assert all(word in heading for word in titles)


async def test_typing_filters_at_once_and_what_means_nothing_leaves_the_list(
    opened: Open, hub: Path
) -> None:
    async with opened(hub, size=(80, 24)) as (app, pilot, _):
        await enter(pilot, "f5", "slash", "text:subnet:snet-web")
        assert names(app) == ["vm-web-01", "vm-web-02", "vm-web-03"]
        assert title(app).startswith("3 of 24")
        await enter(pilot, "text: -vm-web-02")
        assert names(app) == ["vm-web-01", "vm-web-03"]
        field = list_of(app).field
        field.value += " colour:red"
        await pilot.pause()
        assert names(app) == ["vm-web-01", "vm-web-03"]
        assert "at 28: there is no word colour: here" in text_of(app)
        await enter(pilot, "escape")
        assert len(names(app)) == 24
        assert "unassigned" in words_of(app, "#detail")
        await enter(pilot, "escape")
        assert list_of(app).lines.has_focus


async def test_right_completes_the_word_that_is_typed(opened: Open, hub: Path) -> None:
    async with opened(hub) as (app, pilot, _):
        await enter(pilot, "f5", "slash", "text:subnet:snet-w", "right")
        assert list_of(app).field.value == "subnet:snet-web"
        assert names(app) == ["vm-web-01", "vm-web-02", "vm-web-03"]


async def test_rows_are_sorted_by_the_next_column_and_turned_round(opened: Open, hub: Path) -> None:
    async with opened(hub) as (app, pilot, _):
        await enter(pilot, "f5", "o", "o", "o")
        assert list_of(app).lines.sorted_by is SortBy.SOURCE
        addresses = [int(row.ip.address) for row in list_of(app).lines.rows if row.ip.address]
        assert addresses == sorted(addresses)
        assert "Source▲" in text_of(app)
        await enter(pilot, "O")
        addresses = [int(row.ip.address) for row in list_of(app).lines.rows if row.ip.address]
        assert addresses == sorted(addresses, reverse=True)
        assert "Source▼" in text_of(app)


async def test_a_click_on_a_title_sorts_by_it(opened: Open, hub: Path) -> None:
    async with opened(hub) as (app, pilot, _):
        await enter(pilot, "f5")
        y, line = next((y, line) for y, line in enumerate(lines_of(app)) if "Failover " in line)
        await pilot.click(offset=(line.index("Failover") + 1, y))
        await pilot.pause()
        assert list_of(app).lines.sorted_by is SortBy.FAILOVER
        await pilot.click(offset=(line.index("Failover") + 1, y))
        await pilot.pause()
        assert list_of(app).lines.reverse
        await pilot.click(offset=(20, y + 2))
        await pilot.pause()
        assert list_of(app).lines.cursor == 1


async def test_marks_survive_the_filter_and_are_counted(opened: Open, hub: Path) -> None:
    async with opened(hub) as (app, pilot, _):
        await enter(pilot, "f5")
        await filtered(pilot, app, "vm-web")
        await enter(pilot, "space", "space")
        assert "2 marked" in title(app)
        await filtered(pilot, app, "vm-sql")
        assert "2 marked, 2 not listed" in title(app)
        await filtered(pilot, app, "marked")
        assert names(app) == ["vm-web-01", "vm-web-02"]
        await enter(pilot, "minus")
        assert names(app) == []
        assert "marked" not in title(app)


async def test_many_rows_are_edited_at_once_shown_before_and_undone_as_one(
    opened: Open, hub: Path
) -> None:
    async with opened(hub, size=(80, 24)) as (app, pilot, _):
        session = session_of(app)
        plan, before = session.plan, addresses_set(session)
        await enter(pilot, "f5")
        await filtered(pilot, app, "subnet:snet-web")
        await enter(pilot, "asterisk", "e")
        assert isinstance(app.screen, BulkMenuScreen)
        assert "Edit 3 rows" in text_of(app)
        await enter(pilot, "f", "enter", "text:10.11.1.20", "enter")
        assert isinstance(app.screen, PreviewScreen)
        assert "10.11.1.4" in text_of(app)
        assert "10.11.1.20" in text_of(app)
        assert session.plan == plan
        await enter(pilot, "enter")
        web = {f"vm-web-0{n}": f"10.11.1.{19 + n}" for n in (1, 2, 3)}
        assert addresses_set(session) == before | web
        assert "10.11.1.20" in next(line for line in lines_of(app) if "vm-web-01" in line)
        await enter(pilot, "ctrl+z")
        assert session.plan == plan
        assert "10.11.1.4 " in next(line for line in lines_of(app) if "vm-web-01" in line)
        assert "3 marked" in title(app)


async def test_the_preview_names_who_is_left_out_and_why(opened: Open, hub: Path) -> None:
    async with opened(hub, size=(80, 24)) as (app, pilot, _):
        await enter(pilot, "f5", "asterisk", "e", "p")
        assert isinstance(app.screen, PreviewScreen)
        shown = text_of(app)
        assert "Left out: 23" in shown
        assert "vm-nva-01/nic-mgmt-nva-01: 10.40.1.132 is set by hand" in shown
        await enter(pilot, "escape")
        assert session_of(app).undo_label is None


async def test_an_edit_that_nobody_can_have_is_refused_with_the_reason(
    opened: Open, hub: Path
) -> None:
    async with opened(hub, size=(80, 24)) as (app, pilot, _):
        await enter(pilot, "f5", "end", "e", "p")
        assert isinstance(app.screen, AssignmentsScreen)
        assert "it is not replicated" in words_of(app, "ChangeLine")
        assert session_of(app).undo_label is None


Decided = tuple[str | None, str | None, str | None, int]
DONE: dict[str, tuple[tuple[str, ...], str, Decided]] = {
    "pin": (("p",), "vm-dns-01", ("10.40.2.4", None, None, 1)),
    "pin the test address": (("t",), "vm-dns-01", (None, "10.40.2.254", None, 1)),
    "copy": (("y",), "vm-dns-01", (None, "10.40.2.4", None, 1)),
    "keep the host part": (("b", "enter"), "vm-dns-01", ("10.40.2.4", None, None, 1)),
    "in the test": (("b", "down", "enter"), "vm-dns-01", (None, "10.40.2.4", None, 1)),
    "offset": (("o", "enter", "text:+9", "enter"), "vm-dns-01", ("10.40.2.13", None, None, 1)),
    "from the present address": (
        ("o", "down", "enter", "text:20", "enter"),
        "vm-web-01",
        ("10.11.1.24", None, None, 3),
    ),
    "group": (("m", "text:5", "enter"), "vm-web-01", (None, None, None, 5)),
    "subnet": (
        ("n", "slash", "text:failover: snet-api", "down", "enter"),
        "vm-web-01",
        (None, None, "snet-api", 3),
    ),
}


async def test_what_is_asked_of_the_row_under_the_cursor_is_done_to_it(
    opened: Open, hub: Path
) -> None:
    async with opened(hub, size=(80, 24)) as (app, pilot, _):
        await enter(pilot, "f5")
        for what, (keys, name, expected) in DONE.items():
            await filtered(pilot, app, name)
            await enter(pilot, "e")
            assert f"Edit {name}" in text_of(app)
            await enter(pilot, *keys, "enter")
            assert decided(session_of(app), name) == expected, what
            await enter(pilot, "u")
        assert not session_of(app).modified


def decided(session: Session, name: str) -> Decided:
    """What is set for a machine: addresses, failover subnet, group."""
    plan = session.plan
    of = plan.settings_of(plan.machine(name).in_failover_order[0][0])
    failover, test = of.failover.address, of.test_failover.address
    return (
        None if failover is None else str(failover),
        None if test is None else str(test),
        of.failover.subnet,
        plan.replicated_items[name].group,
    )


async def test_machines_are_tested_nowhere(opened: Open, hub: Path) -> None:
    async with opened(hub) as (app, pilot, _):
        await enter(pilot, "f5")
        await filtered(pilot, app, "vm-web")
        await enter(pilot, "asterisk", "e", "r", "end", "enter", "enter")
        items = session_of(app).plan.replicated_items
        assert {items[f"vm-web-0{n}"].test_failover_network for n in (1, 2, 3)} == {None}
        assert items["vm-api-01"].test_failover_network is not None


async def test_everything_set_is_cleared(opened: Open, hub: Path) -> None:
    async with opened(hub) as (app, pilot, _):
        await enter(pilot, "f5", "asterisk", "e", "c", "enter")
        assert addresses_set(session_of(app)) == {}


async def test_escape_goes_one_question_back(opened: Open, hub: Path) -> None:
    async with opened(hub) as (app, pilot, _):
        await enter(pilot, "f5", "e", "o", "enter", "escape")
        assert "To the present address" in text_of(app)
        await enter(pilot, "escape")
        assert isinstance(app.screen, BulkMenuScreen)
        await enter(pilot, "escape")
        assert isinstance(app.screen, AssignmentsScreen)
        await enter(pilot, "escape")
        assert isinstance(app.screen, WorkspaceScreen)


async def test_a_wrong_value_stays_in_its_field_with_the_reason(opened: Open, hub: Path) -> None:
    async with opened(hub) as (app, pilot, _):
        await enter(pilot, "f5", "e", "f", "enter", "text:10.11", "enter")
        assert "is not an IP address" in text_of(app)
        await enter(pilot, "escape", "escape", "m", "text:0", "enter")
        assert "is a number from 1" in text_of(app)


async def test_a_filter_is_saved_under_a_name_and_chosen_again(
    opened: Open, hub: Path, config: Path
) -> None:
    async with opened(hub, size=(80, 24)) as (app, pilot, _):
        await enter(pilot, "f5", "f", "n")
        assert "there is no filter now" in text_of(app)
        await enter(pilot, "escape")
        await filtered(pilot, app, "vm-web")
        await enter(pilot, "f", "n", "text:mine")
        await enter(pilot, "enter", "escape", "slash", "escape", "escape")
        assert len(names(app)) == 24
        await enter(pilot, "f", "enter")
        assert names(app) == ["vm-web-01", "vm-web-02", "vm-web-03"]
        assert "mine" in (config / "filters.toml").read_text(encoding="utf-8")
        await enter(pilot, "f", "d")
        assert "mine" not in text_of(app)
        await enter(pilot, "d")
        assert "comes with asrnet and stays" in text_of(app)


async def test_a_broken_file_of_filters_is_told_and_the_others_work(
    opened: Open, hub: Path, config: Path
) -> None:
    config.mkdir()
    (config / "filters.toml").write_text("[[", encoding="utf-8")
    async with opened(hub, size=(80, 24)) as (app, pilot, _):
        await enter(pilot, "f5", "f")
        assert "not valid TOML" in text_of(app)
        await enter(pilot, "enter")
        assert list_of(app).field.value == "unassigned"


async def test_a_plan_that_is_only_read_is_not_edited(opened: Open, hub: Path) -> None:
    async with opened(hub, read_only=True) as (app, pilot, _):
        plan = session_of(app).plan
        await enter(pilot, "f5", "asterisk", "e", "p", "enter")
        assert session_of(app).plan is plan
        assert "open for reading only" in text_of(app)
