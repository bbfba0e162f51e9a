"""The runbook: groups in Azure's numbers, expected addresses, boxes to tick, the way back."""

import re

import pytest
from markdown_it import MarkdownIt

from models.assign import Assignments
from models.exports.kinds import export
from models.samples import samples
from tests.support.export_plans import KNOWN, known, results, unknown

SAMPLES = {sample.name: results(sample.text) for sample in samples()}


def runbook(assignments: Assignments) -> str:
    made = export(assignments, "runbook")
    [file] = made.files
    assert (file.name, made.notes) == ("runbook.md", ())
    return file.text


def headings(text: str) -> list[str]:
    return re.findall(r"^#+ .*$", text, re.MULTILINE)


def test_it_goes_from_before_through_the_groups_to_failback() -> None:
    assert headings(runbook(known())) == [
        "# Runbook `Contoso`",
        "## Before",
        "### Network mappings that have to be there",
        "## Group 1",
        "### `web1`",
        "## Failback",
    ]


def test_groups_have_their_own_numbers_and_wait_for_one_another() -> None:
    groups = KNOWN.replace(
        'failover_network = "vnet-prod-dr"\n', 'failover_network = "vnet-prod-dr"\ngroup = 3\n'
    )
    text = runbook(results(groups))
    assert "## Group 3\n\n- [ ] The groups before it are up" in text
    assert "## Group 1" not in text


def test_every_ip_configuration_has_a_row_with_its_addresses_and_room_to_write() -> None:
    text = runbook(known())
    assert (
        "| NIC | IP configuration | Today | At failover | At test failover | Seen | Time |"
        " Initials |" in text
    )
    assert (
        "| `web1-nic` | `ipconfig1` | `10.10.1.10` | `10.20.1.10` in `snet-app` of `vnet-prod-dr`"
        " | `10.30.1.10` in `snet-app` of `vnet-prod-tfo` |  |  |  |"
    ) in text


def test_a_forecast_is_marked_and_pinning_it_is_advised() -> None:
    text = runbook(known())
    assert "`10.20.1.4` in `snet-app` of `vnet-prod-dr`, *forecast*" in text
    assert "- [ ] `web1/web1-nic2/ipconfig1`: set 10.20.1.4 in the network settings" in text
    assert "`10.20.1.10` in `snet-app` of `vnet-prod-dr`, *forecast*" not in text


def test_one_without_an_address_says_why() -> None:
    assert "| `10.10.1.11` | none: it is not selected for failover |" in runbook(known())


def test_planned_networks_are_to_be_there_first() -> None:
    assert "- [ ] The planned network `vnet-prod-dr` is there, in `westus2`, with 2 subnets." in (
        runbook(known())
    )


def test_what_to_look_at_follows_from_the_machine() -> None:
    text = runbook(known())
    assert "- [ ] DNS records, hosts files and firewall rules have the new address." in text
    assert "- [ ] Tested in `vnet-prod-tfo` as `web1-test`, and the test was cleaned up." in text
    assert "publicIPAddresses/web1-dr` leads to `web1-nic/ipconfig1`." in text
    assert "secondary addresses" not in text
    kept = runbook(unknown())
    assert "DNS records" not in kept
    assert "not planned" in kept
    assert "`ilb-dr/web` leads to `web-01-nic/ipconfig1`" in kept


def test_secondary_addresses_are_to_be_known_to_the_system() -> None:
    selected = runbook(results(KNOWN.replace("selected = false", "selected = true")))
    assert "- [ ] Its system knows the secondary addresses too." in selected


def test_failback_says_who_comes_home() -> None:
    text = runbook(known())
    assert "| `web1/web1-nic/ipconfig1` | `10.20.1.10` | `10.10.1.4` in" in text
    assert "| **no** | the address space is another one over there" in text
    assert "| `10.1.1.4` | `10.1.1.4` in `web` of `vnet` | yes |" in runbook(unknown())


def test_errors_of_the_plan_are_steps_to_mend_first() -> None:
    text = runbook(SAMPLES["broken"])
    assert "The plan has no errors." not in text
    assert "- [ ] Mend the error about `" in text


def test_subnets_in_which_the_order_matters_are_named() -> None:
    text = next(text for text in map(runbook, SAMPLES.values()) if "the order matters" in text)
    assert "### Where the order matters" in headings(text)
    assert "| Subnet | At | Why |" in text


def test_machines_that_are_not_replicated_are_counted() -> None:
    assert "Not replicated, so not in this runbook: 1 machine of the plan." in (
        runbook(SAMPLES["article"])
    )


def test_a_note_is_text_and_no_step() -> None:
    noted = KNOWN.replace('name = "Contoso"', 'name = "Contoso"\nnote = "- [ ] done\\n# Big"')
    text = runbook(results(noted))
    assert "\nNote: - &#91; &#93; done <span>#</span> Big\n" in text
    assert headings(text) == headings(runbook(known()))


@pytest.mark.parametrize("name", SAMPLES)
def test_it_is_markdown_of_headings_lists_and_tables(name: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(runbook(SAMPLES[name]))
    kinds = {token.type for token in tokens} | {
        child.type for token in tokens for child in token.children or ()
    }
    assert not kinds & {"html_block", "link_open", "image", "code_block", "fence"}
    assert "table_open" in kinds


def test_a_plan_without_replicated_items_still_reads() -> None:
    text = runbook(results('format = 1\nname = "Bare"\n'))
    assert headings(text) == ["# Runbook `Bare`", "## Before", "## Failback"]
