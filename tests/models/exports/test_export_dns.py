"""DNS: which records change, and which lines may be sent as they are."""

import re
import shutil
import subprocess

import pytest

from models.assign import Assignments, assign
from models.exports.dns import AT_ONCE
from models.exports.export import Export, Options
from models.exports.kinds import export
from models.exports.renumbering import is_host_name
from tests.benchmarks.estates import estate
from tests.support.export_plans import KNOWN, known, results, unknown
from tests.support.renumbered_plans import renumbered

WEB = """\
update delete web1.@ZONE@. A 10.10.1.10
update add web1.@ZONE@. 300 A 10.20.1.10
send
update delete 10.1.10.10.in-addr.arpa. PTR web1.@ZONE@.
send
update add 10.1.20.10.in-addr.arpa. 300 PTR web1.@ZONE@.
send
"""


def dns(assignments: Assignments, *, pin: bool = False) -> Export:
    return export(assignments, "dns", Options(pin=pin))


def text(made: Export) -> str:
    [file] = made.files
    assert file.name == "dns.txt"
    return file.text


def live(made: Export) -> list[str]:
    return [line for line in text(made).splitlines() if line and not line.startswith(";")]


def marked(made: Export, word: str) -> list[str]:
    start = f";{word} "
    return [line[len(start) :] for line in text(made).splitlines() if line.startswith(start)]


def test_a_changed_address_changes_the_record_and_both_pointers() -> None:
    assert "\n".join([*live(dns(known())), ""]) == WEB


def test_an_address_that_is_kept_changes_nothing() -> None:
    assert live(dns(unknown())) == []
    assert text(dns(unknown())).count("; no address changes") == 2


def test_a_forecast_is_not_sent_unless_it_is_pinned() -> None:
    forecast = results(re.sub(r"address = \"10.20.1.10\", ", "", KNOWN))
    assert live(dns(forecast)) == []
    assert marked(dns(forecast), "forecast")[1] == "update add web1.@ZONE@. 300 A 10.20.1.4"
    assert live(dns(forecast, pin=True))[1] == "update add web1.@ZONE@. 300 A 10.20.1.4"


def test_the_way_back_starts_from_the_address_over_there() -> None:
    back = marked(dns(known()), "failback-forecast")
    assert back[:2] == [
        "update delete web1.@ZONE@. A 10.20.1.10",
        "update add web1.@ZONE@. 300 A 10.10.1.4",
    ]
    assert marked(dns(known(), pin=True), "failback") == back


def test_other_ip_configurations_are_named_without_a_record() -> None:
    made = dns(known())
    assert (
        "; no record: web1/web1-nic2/ipconfig1: 10.10.1.12 becomes 10.20.1.4, a forecast;"
        " the plan does not say what it is called"
    ) in text(made)
    assert len(made.notes) == 1
    assert made.notes[0].startswith("No record for web1/web1-nic2/ipconfig1: 10.10.1.12")


def test_one_that_is_not_failed_over_says_why_it_has_no_record() -> None:
    assert "ipconfig2: 10.10.1.11 becomes none, because it is not selected" in text(dns(known()))


@pytest.mark.parametrize("name", ["web_1", "-web", "web.corp", "x" * 64, "10", "0x7f", "localhost"])
def test_host_names_are_nothing_else(name: str) -> None:
    assert not is_host_name(name)


def test_a_machine_whose_name_is_no_host_name_has_no_record() -> None:
    made = dns(renumbered("web_"), pin=True)
    assert live(made) == []
    assert "the machine's name is no host name" in made.notes[0]


@pytest.mark.parametrize("name", ["web-01", "WEB01", "3com", "x" * 63, "a"])
def test_host_names_are_those_of_rfc_1123(name: str) -> None:
    assert is_host_name(name)


def test_two_machines_of_one_name_have_no_record() -> None:
    double = KNOWN.replace(
        "[[network_mappings]]",
        """[[virtual_machines]]
id = "other"
name = "WEB1"
region = "eastus"
[[virtual_machines.network_interfaces]]
name = "n"
[[virtual_machines.network_interfaces.ip_configurations]]
name = "i"
network = "vnet-prod"
subnet = "snet-app"
address = "10.10.1.40"

[[network_mappings]]""",
        1,
    )
    double += (
        '\n[[replicated_items]]\nvirtual_machine = "other"\nfailover_network = "vnet-prod-dr"\n'
    )
    made = dns(results(double))
    assert live(made) == []
    assert any("several machines have that name" in note for note in made.notes)


def test_a_message_holds_no_more_than_nsupdate_takes() -> None:
    messages = "\n".join(live(dns(assign(estate(400)), pin=True))).split("\nsend")
    sizes = [message.count("update") for message in messages]
    assert (max(sizes), sum(sizes)) == (2 * AT_ONCE, 4 * 200)


@pytest.mark.skipif(shutil.which("nsupdate") is None, reason="nsupdate is not installed")
def test_nsupdate_reads_every_line() -> None:
    shown = [line.replace("send", "show") for line in live(dns(known()))]
    script = "\n".join(["server 127.0.0.1 1", "zone corp.example", *shown, "show", ""])
    done = subprocess.run(
        ["nsupdate", "-t", "1"],
        input=script.replace("@ZONE@", "corp.example"),
        capture_output=True,
        text=True,
        timeout=10,
    )
    assert re.search(r"web1\.corp\.example\.\s+300\s+IN\s+A\s+10\.20\.1\.10\n", done.stdout)
    assert re.search(r"10\.1\.20\.10\.in-addr\.arpa\.\s+300\s+IN\s+PTR\s+web1\.", done.stdout)
    assert "syntax error" not in done.stdout + done.stderr
