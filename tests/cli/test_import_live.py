"""``asrnet import azure --subscription``: Azure read live, wherever files could be named."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.formats import plan_toml
from models.live.clouds import NAMES
from models.live.steps import Step
from tests.cli.conftest import Run
from tests.fixtures.azure.documents import machine, nested, vm, vnet
from tests.support.azure_server import TOKEN, FakeAzure, Reply, refusal, serving
from tui.commands.live import EXTRA, WIDTH, line

Write = Callable[[str, str | bytes], Path]
ROOT = Path(__file__).parents[2]
SUBSCRIPTION = "11111111-2222-3333-4444-555555555555"
LIVE = ("azure", "--subscription", SUBSCRIPTION)


@pytest.fixture
def azure(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeAzure]:
    """A server that has a network and a machine, and is Azure for every cloud."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving(FakeAzure()) as server:
        server.add(*(nested(row) for row in (vnet(), *machine())))
        monkeypatch.setattr("models.live.reading.connect", lambda _cloud: server.connection())
        yield server


def test_a_plan_is_built_of_what_azure_has_now(run: Run, azure: FakeAzure) -> None:
    ended = run("import", *LIVE, "-o", "plan.toml")
    assert (ended.status, ended.out) == (0, "")
    assert ended.err == "Read 10 lists: 1 virtual network, 1 subnet, 1 virtual machine, 1 NIC.\n"
    plan = plan_toml.loads(Path("plan.toml").read_text())
    assert [machine.name for machine in plan.virtual_machines] == ["vm"]
    assert not any(TOKEN in path.read_text() for path in Path().iterdir())


def test_live_goes_into_a_plan_that_is_there(run: Run, azure: FakeAzure) -> None:
    run("import", *LIVE, "-o", "plan.toml")
    azure.add(nested(vm("late", "vm-nic")), nested(vnet("second")))
    ended = run("import", *LIVE, "--into", "plan.toml", "--dry-run")
    assert ended.status == 0
    assert "plan.toml was not written (--dry-run)." in ended.err
    assert "second" not in Path("plan.toml").read_text()
    assert run("import", *LIVE, "--into", "plan.toml").status == 0
    assert "second" in Path("plan.toml").read_text()


def test_a_plan_is_verified_against_what_azure_has_now(run: Run, azure: FakeAzure) -> None:
    run("import", *LIVE, "-o", "plan.toml")
    ended = run("verify", "plan.toml", *LIVE)
    assert (ended.status, ended.out, ended.err) == (0, "✓ no drift\n", "")
    azure.rows["microsoft.network/networkinterfaces"] = [nested(machine(address="10.0.0.9")[1])]
    ended = run("verify", "plan.toml", *LIVE, "--verbose")
    assert ended.status == 1
    assert "address: 10.0.0.4 → 10.0.0.9" in ended.out
    assert ended.err.startswith("Read 10 lists: ")


def test_a_vault_that_cannot_be_read_is_told_as_skipped(run: Run, azure: FakeAzure) -> None:
    vault = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers"
    vault += "/Microsoft.RecoveryServices/vaults/closed"
    azure.add({"id": vault, "name": "closed"})
    azure.instead["replicationFabrics"] = [refusal(403, "AuthorizationFailed")]
    ended = run("import", *LIVE, "-o", "plan.toml")
    assert ended.status == 0
    assert "needs the role Site Recovery Reader on the vault" in ended.err
    assert "    azure: Recovery Services vaults: vaults/closed\n" in ended.err


def test_several_subscriptions_are_read_together_and_each_once(run: Run, azure: FakeAzure) -> None:
    other = "AAAAAAAA-2222-3333-4444-555555555555"
    more = ("--subscription", f"{other}, {SUBSCRIPTION}", "--subscription", other.lower())
    assert run("import", *LIVE, *more, "-o", "-").status == 0
    asked = azure.calls_about("virtualnetworks")[0].body["subscriptions"]
    assert asked == [SUBSCRIPTION, other.lower()]
    assert [call.path.rpartition("/")[2] for call in azure.calls[:2]] == asked


def test_missing_rights_end_with_2_and_leave_no_file(run: Run, azure: FakeAzure) -> None:
    azure.instead[SUBSCRIPTION] = [refusal(403, "AuthorizationFailed")]
    ended = run("import", *LIVE, "-o", "plan.toml")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == (
        f"asrnet: the subscription {SUBSCRIPTION} could not be read: whoever is signed in needs"
        f" the role Reader on the subscription {SUBSCRIPTION}\n"
    )
    assert not Path("plan.toml").exists()


def test_hostile_names_from_azure_reach_the_terminal_inert(run: Run, azure: FakeAzure) -> None:
    azure.add({"id": f"/subscriptions/x/providers/a/vaults/{chr(27)}[2J"})
    azure.rows["microsoft.recoveryservices/vaults"] = azure.rows.pop("a/vaults")
    azure.add(nested(vnet("evil\x1b[31m")))
    ended = run("import", *LIVE, "-o", "plan.toml")
    assert "\x1b" not in ended.err + ended.out


@pytest.mark.parametrize("cloud", NAMES)
def test_the_cloud_that_is_named_is_read(
    run: Run, azure: FakeAzure, monkeypatch: pytest.MonkeyPatch, cloud: str
) -> None:
    asked: list[str] = []

    def connect(name: str) -> object:
        asked.append(name)
        return azure.connection()

    monkeypatch.setattr("models.live.reading.connect", connect)
    assert run("import", *LIVE, "--cloud", cloud, "-o", "-").status == 0
    assert asked == [cloud]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("azure",), "to read Azure live, name what to read by '--subscription ID'"),
        (("azure", "--cloud", "AzureCloud"), "to read Azure live"),
        (("list.json", "--cloud", "AzureCloud"), "'--cloud' goes with '--subscription' only"),
        (("list.json", *LIVE[1:]), "the only FILE is the word 'azure'"),
        (("azure", "list.json", *LIVE[1:]), "the only FILE is the word 'azure'"),
        (("azure", "--subscription", "Contoso"), "is given by its id: az account list shows"),
        (("azure", "--subscription", f"{SUBSCRIPTION}/x"), "is given by its id"),
        (("azure", "--subscription", ""), "is given by its id"),
        (("azure", "--subscription", f"{SUBSCRIPTION},"), "is given by its id"),
        ((*LIVE, "--cloud", "AzureGermanCloud"), "'AzureGermanCloud' is not one of"),
    ],
)
@pytest.mark.parametrize("call", [("import", "-o", "new.toml"), ("verify", "plan.toml")])
def test_wrong_usage_says_what_is_right(
    run: Run, write: Write, arguments: tuple[str, ...], said: str, call: tuple[str, ...]
) -> None:
    write("plan.toml", "format = 1\n")
    write("list.json", "[]")
    ended = run(*call, *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith(f"Usage: asrnet {call[0]} ")
    assert said in ended.err
    assert not Path("new.toml").exists()


def test_a_directory_called_azure_is_read_as_files(run: Run, azure: FakeAzure) -> None:
    Path("azure").mkdir()
    Path("azure/vnets.json").write_text(json.dumps([vnet()]))
    ended = run("import", "azure", "-o", "-")
    assert ended.err.startswith("Read 1 file: 1 virtual network")
    assert azure.calls == []
    assert run("import", *LIVE, "-o", "-").err.startswith("Read 10 lists: ")


def test_without_the_extra_the_message_says_how_to_get_it() -> None:
    code = (
        "import sys\nsys.modules['azure'] = None\nfrom tui.__main__ import main\n"
        f"sys.exit(main({['import', *LIVE, '-o', '-']!r}))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert (ended.returncode, ended.stderr) == (2, f"asrnet: {EXTRA}\n")
    assert "pip install 'asrnet[azure]'" in EXTRA


def test_where_nobody_is_signed_in_the_program_says_so_in_one_line(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tui", "import", *LIVE, "-o", str(tmp_path / "plan.toml")],
        cwd=ROOT,
        env=os.environ | {"AZURE_TOKEN_CREDENTIALS": "AzureCliCredential", "PATH": ""},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr.decode().startswith("asrnet: nobody is signed in to Azure: run az login")
    assert len(ended.stderr.splitlines()) == 1


def test_only_reading_live_imports_what_microsoft_has(write: Write) -> None:
    given = str(write("list.json", json.dumps([vnet()])))
    plan = str(write("plan.toml", "format = 1\n"))
    code = (
        "import sys\nfrom tui.__main__ import main\n"
        f"for call in ('--help',), ('import', '--help'), ('import', {given!r}, '-o', '-'),"
        f" ('verify', {plan!r}, {given!r}), ('import', 'azure', '-o', '-'),"
        " ('import', 'azure', '--subscription', 'x', '-o', '-'):\n"
        "    main(call)\n"
        "bad = {name.partition('.')[0] for name in sys.modules} & {'azure', 'msal', 'requests'}\n"
        "assert not bad, bad\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)


def test_progress_is_told_on_a_terminal_only(
    run: Run, azure: FakeAzure, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Reading" not in run("import", *LIVE, "-o", "-").err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    azure.instead["virtualnetworks"] = [Reply(429, b"{}", (("Retry-After", "0.01"),))]
    ended = run("import", *LIVE, "-o", "-")
    assert "\rReading the list of virtual networks" in ended.err
    assert "Azure is busy, asking again in 1 s" in ended.err
    assert ended.err.rpartition("\r")[2].startswith("Read 10 lists: ")


def test_a_step_is_one_short_line_whatever_its_names() -> None:
    assert line(Step("the list of vaults")) == "Reading the list of vaults"
    assert line(Step("it", 2, 1999)) == "Reading it: 1999 so far"
    assert len(line(Step("\x1b\n" + "x" * 200, 1, 10**9, 1e9))) <= WIDTH
    assert line(Step("a\x1b[2J\r\n")).isprintable()
