"""What stands around the resources: notes, scripts, formatting, quoting, and how it grows."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.exports.application import Parameter
from models.exports.application.parameters import text
from models.exports.export import Export, Options
from models.exports.kinds import export
from models.exports.terraform import hcl
from models.exports.terraform.omissions import NAMED
from tests.support import export_plans
from tests.support.hcl import TERRAFORM, Reference, evaluated, unquoted
from tests.support.hostile_texts import PAYLOADS

PLANS = {"known": export_plans.known, "unknown": export_plans.unknown}
TEMPLATES = [
    *PAYLOADS.values(),
    *("${x}", "$${x}", "$$${x}", "$$$${x}", "%{x}", "%%{if}", "%%%{", "$%{", "%${"),
    *("a$", "a%", "$", "$$", "%", "\\${x}", "\\", '"', '\\"', "‘’“”", "${", "~}", "<<EOF\nx\nEOF"),
]
STUB = """#!/usr/bin/env bash
printf '%s\\n' "$*" >>"$TERRAFORM_LOG"
case "$1 ${2-}" in
  'state list') printf '%s\\n' "$TERRAFORM_STATE" ;;
  plan*) exit "$TERRAFORM_PLAN" ;;
esac
"""


def written(plan: str, version: Any = 5) -> Export:
    return export(PLANS[plan](), "terraform", Options(terraform_version=version))


def text_of(made: Export, name: str) -> str:
    (text,) = (file.text for file in made.files if file.name == name)
    return text


def test_what_the_provider_cannot_set_is_noted_and_stands_at_the_top() -> None:
    made = written("known")
    main = text_of(made, "main.tf")
    for words in (
        "vnet-prod-dr is not peered with hub-outside",
        "cannot set the name of the test VM of web1.",
        "cannot set the network security group of web1/web1-nic.",
        "cannot set accelerated networking of web1/web1-nic.",
        "cannot set the name or resource group of the failover NIC of web1/web1-nic.",
        "selected for failover of web1/web1-nic.",
    ):
        (note,) = (note for note in made.notes if words in note)
        assert f"# {note}\n" in main
    assert "the network security group of web1-nic." in text_of(made, "replicated_vms.tf")


def test_version_4_cannot_set_secondary_ip_configurations() -> None:
    (note,) = (note for note in written("known", 4).notes if "IP configurations" in note)
    assert note == (
        "azurerm 4 cannot set IP configurations besides the primary one of web1/web1-nic."
    )


def test_a_plan_that_the_provider_can_say_has_no_note_of_what_it_cannot() -> None:
    plain = export_plans.UNKNOWN.replace('failover = { network_security_group = "web-nsg-dr" }', "")
    made = export(export_plans.results(plain), "terraform")
    assert not any("cannot set" in note for note in made.notes)


def many(count: int) -> Export:
    machine = export_plans.UNKNOWN[export_plans.UNKNOWN.index("[[virtual_machines]]") :]
    machine, mappings = machine.split("[[network_mappings]]", 1)
    mappings, item = mappings.split("[[replicated_items]]", 1)
    networks = export_plans.UNKNOWN.split("[[virtual_machines]]")[0]
    rows = []
    for number in range(count):
        renamed = f"{machine}[[replicated_items]]{item}".replace("web-01", f"web-{number:04}")
        rows.append(renamed.replace("10.1.1.4", f"10.1.1.{4 + number}"))
    text = f"{networks}{''.join(rows)}[[network_mappings]]{mappings}"
    return export(export_plans.results(text), "terraform")


def test_notes_are_gathered_and_files_grow_in_proportion() -> None:
    few, more = many(20), many(200)
    assert len(more.notes) == len(few.notes)
    (note,) = (note for note in more.notes if "network security group" in note)
    assert note.endswith(f"and {200 - NAMED} more.")
    size = [sum(len(file.text) for file in made.files) for made in (few, more)]
    assert size[1] < 11 * size[0]


@pytest.mark.skipif(TERRAFORM is None, reason="needs terraform")
@pytest.mark.parametrize("version", [4, 5])
@pytest.mark.parametrize("plan", PLANS)
def test_terraform_fmt_has_nothing_to_change(plan: str, version: int, tmp_path: Path) -> None:
    for file in written(plan, version).files:
        (tmp_path / file.name).write_text(file.text, encoding="utf-8")
    command = ["terraform", f"-chdir={tmp_path}", "fmt", "-check", "-diff"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(TERRAFORM is None, reason="needs terraform")
def test_terraform_takes_a_quoted_text_for_that_text(tmp_path: Path) -> None:
    plain = [text for text in TEMPLATES if text.isascii() or text in PAYLOADS.values()]
    assert evaluated([hcl.quoted((text,)) for text in plain], tmp_path) == plain


@pytest.mark.parametrize("end", ["$", "%", "$$", "\\$", "${", "%{"])
def test_what_stands_before_a_parameter_does_not_join_it(end: str) -> None:
    asked = Parameter("vault_name", "")
    assert unquoted(hcl.quoted((end, asked))) == (end, Reference("var.vault_name"))


@settings(max_examples=100)
@given(
    st.lists(
        st.one_of(
            st.text(st.sampled_from('$%{}~"\\n\n\r\t\x00\u202e‘a'), max_size=6),
            st.just(Parameter("vault_name", "")),
        ),
        max_size=4,
    )
)
def test_a_quoted_text_reads_back_with_only_its_parameters_interpolated(
    pieces: list[str | Parameter],
) -> None:
    read = unquoted(hcl.quoted(text(*pieces)))
    shown = [part if isinstance(part, str) else f"\0<{part.text}>" for part in read]
    wanted = [part if isinstance(part, str) else f"\0<var.{part.name}>" for part in pieces]
    assert "".join(shown) == "".join(wanted)
    interpolated = [part for part in read if isinstance(part, Reference)]
    assert len(interpolated) == sum(isinstance(piece, Parameter) for piece in pieces)
    assert "\n" not in hcl.quoted(text(*pieces))


def test_exporting_twice_gives_the_same_files() -> None:
    assert written("known") == written("known")


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="needs shellcheck")
@pytest.mark.parametrize("plan", PLANS)
def test_shellcheck_finds_nothing_in_the_scripts(plan: str, tmp_path: Path) -> None:
    paths = []
    for file in written(plan).files:
        if file.executable:
            paths.append(tmp_path / file.name)
            paths[-1].write_text(file.text, encoding="utf-8")
    done = subprocess.run(["shellcheck", *paths], capture_output=True, text=True, check=False)
    assert (len(paths), done.stdout) == (2, "")


def run(made: Export, script: str, directory: Path, **variables: str) -> tuple[int, list[str]]:
    """How a script ends, and what it calls terraform with."""
    stub, log = directory / "terraform", directory / "log"
    stub.write_text(STUB, encoding="utf-8")
    stub.chmod(0o755)
    path = directory / script
    path.write_text(text_of(made, script), encoding="utf-8")
    environment = {"PATH": f"{directory}:{os.environ['PATH']}", "TERRAFORM_LOG": str(log)}
    done = subprocess.run(
        ["bash", path, "-var-file=x"],
        env={**environment, **variables},
        capture_output=True,
        check=False,
    )
    return done.returncode, log.read_text(encoding="utf-8").splitlines() if log.exists() else []


@pytest.mark.parametrize(("planned", "status"), [("0", 0), ("2", 1), ("1", 2)])
def test_verify_plans_and_says_whether_azure_differs(
    planned: str, status: int, tmp_path: Path
) -> None:
    found, calls = run(written("known"), "verify.sh", tmp_path, TERRAFORM_PLAN=planned)
    assert found == status
    assert calls == ["plan -input=false -lock=false -detailed-exitcode -var-file=x"]


def test_rollback_forgets_what_was_imported_and_destroys_what_was_made(tmp_path: Path) -> None:
    item = "azurerm_site_recovery_replicated_vm.web1"
    mapping = "azurerm_site_recovery_network_mapping.vnet_prod_to_vnet_prod_dr"
    state = "\n".join([item, mapping, "azurerm_virtual_network.vnet_prod_dr", f"module.x.{item}"])
    status, calls = run(written("known"), "rollback.sh", tmp_path, TERRAFORM_STATE=state)
    assert status == 0
    assert calls == [
        "state list",
        f"state rm {item} {mapping}",
        "destroy -target=azurerm_virtual_network.vnet_prod_dr -var-file=x",
    ]


def test_rollback_of_an_empty_state_destroys_only_what_would_have_been_made(
    tmp_path: Path,
) -> None:
    status, calls = run(written("unknown"), "rollback.sh", tmp_path, TERRAFORM_STATE="")
    assert status == 0
    assert [call.split()[0] for call in calls] == ["state", "destroy"]
    targets = re.findall(r"-target=(\S+)", calls[1])
    assert targets == [
        "azurerm_site_recovery_network_mapping.vnet_to_vnet_asr",
        "azurerm_site_recovery_network_mapping.vnet_asr_to_vnet",
        "azurerm_virtual_network.vnet_asr",
    ]
