"""The pages of docs/ say what the program does: their examples run, their lists are complete."""

import json
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

from models.assign import assign
from models.assignment import AddressRule, Reason, SubnetRule
from models.findings import Code, Finding, Severity, findings
from models.formats import plan_toml
from models.formats.assignments_csv import COLUMNS
from models.formats.plan_data import PlanFile
from models.plan import (
    FailoverSettings,
    IpConfigurationSettings,
    NetworkMapping,
    NicFailoverSettings,
    NicSettings,
    Policy,
    ReplicatedItem,
)
from models.samples import samples
from models.topology import (
    InUse,
    IpConfiguration,
    NetworkInterface,
    Region,
    Subnet,
    VirtualMachine,
    VirtualNetwork,
)
from models.value import Field, Value
from tui.__main__ import main
from tui.cli import COMMANDS, EXIT_STATUS, asrnet

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = {page.name: page.read_text(encoding="utf-8") for page in sorted(DOCS.glob("*.md"))}
RULES, CONTRACT, FINDINGS = PAGES["rules.md"], PAGES["plan-format.md"], PAGES["findings.md"]
SOURCES = [*(ROOT / "models").rglob("*.py"), *(ROOT / "tui").rglob("*.py")]
RULE = re.compile(r"\b[MSAFTB]\d{1,2}\b")

KEYS: dict[str, tuple[type[Value], ...]] = {
    "Top of the file": (PlanFile,),
    "`[policy]`": (Policy,),
    "`[[regions]]`": (Region,),
    "`[[virtual_networks]]`": (VirtualNetwork,),
    "`[[virtual_networks.subnets]]`": (Subnet,),
    "`in_use`": (InUse,),
    "`[[virtual_machines]]`": (VirtualMachine,),
    "`[[virtual_machines.network_interfaces]]`": (NetworkInterface,),
    "`[[virtual_machines.network_interfaces.ip_configurations]]`": (IpConfiguration,),
    "`[[network_mappings]]`": (NetworkMapping,),
    "`[[replicated_items]]`": (ReplicatedItem,),
    "`[[replicated_items.network_interfaces]]`": (NicSettings, NicFailoverSettings),
    "`[[replicated_items.ip_configurations]]`": (IpConfigurationSettings, FailoverSettings),
}
FILLED_IN = ("id", "production", "primary")
"""What a reader takes from other keys; the page says so in words."""

# A plan in which every finding shows, as far as one plan can, in every scenario.
GALLERY = """
format = 1
source_region = "eastasia"
target_region = "southeastasia"
virtual_networks = [
  { name = "src", region = "eastasia", address_space = ["10.0.0.0/16", "fd00::/48"],
    peered_with = ["hub"], subnets = [
      { name = "web", address_prefixes = ["10.0.0.0/24", "fd00::/64"] },
      { name = "db", address_prefixes = ["10.0.1.0/24"] },
      { name = "odd", address_prefixes = ["10.0.2.0/24"] },
      { name = "tiny", address_prefixes = ["10.0.3.0/28"] },
      { name = "small", address_prefixes = ["10.0.5.0/29"], in_use = [
        { address = "10.0.5.4", by = "a" }, { address = "10.0.5.5", by = "b" },
        { address = "10.0.5.6", by = "c" } ] },
      { name = "func", address_prefixes = ["10.0.4.0/24"], delegation = "Microsoft.Web/x" },
      { name = "AzureBastionSubnet", address_prefixes = ["10.0.250.0/26"] } ] },
  { name = "dst", region = "southeastasia", address_space = ["10.0.0.0/16"], subnets = [
      { name = "web", address_prefixes = ["10.0.0.0/24"], in_use = [
        { address = "10.0.0.10", by = "lb" } ] },
      { name = "db", address_prefixes = ["10.0.1.0/25"] },
      { name = "other", address_prefixes = ["10.0.7.0/24"] },
      { name = "small", address_prefixes = ["10.0.5.0/28"] },
      { name = "tiny", address_prefixes = ["10.0.3.0/29"], in_use = [
        { address = "10.0.3.4", by = "a" }, { address = "10.0.3.5", by = "b" },
        { address = "10.0.3.6", by = "c" } ] },
      { name = "func", address_prefixes = ["10.0.4.0/24"], delegation = "Microsoft.Web/x" },
      { name = "AzureBastionSubnet", address_prefixes = ["10.0.250.0/26"] } ] },
  { name = "bare", region = "southeastasia", address_space = ["10.9.0.0/16"], state = "planned" },
  { name = "home", region = "eastasia", address_space = ["10.8.0.0/16"], peered_with = ["hub"] },
  { name = "hub", region = "eastasia", address_space = ["10.0.0.0/8"] },
  { name = "away", region = "southeastasia", address_space = ["10.7.0.0/16"], subnets = [
      { name = "web", address_prefixes = ["10.7.0.0/24"] } ] },
  { name = "LONG", region = "uaecentral", address_space = ["10.6.0.0/16"] },
  { name = "lonely", region = "eastasia", address_space = ["10.5.0.0/16"], subnets = [
      { name = "web", address_prefixes = ["10.5.0.0/24"] } ] },
]
virtual_machines = [
  { name = "keeps", region = "eastasia", network_interfaces = [
      { name = "n", ip_configurations = [
        { name = "a", primary = true, network = "src", subnet = "web", address = "10.0.0.4" },
        { name = "b", network = "src", subnet = "web", address = "10.0.0.5" },
        { name = "v6", network = "src", subnet = "web", address = "fd00::9" } ] } ] },
  { name = "loses", region = "eastasia", network_interfaces = [{ name = "n", ip_configurations = [
      { name = "a", network = "src", subnet = "web", address = "10.0.0.10" } ] }] },
  { name = "changes", region = "eastasia", network_interfaces = [{ name = "n",
      ip_configurations = [
        { name = "a", network = "src", subnet = "db", address = "10.0.1.10" } ] }] },
  { name = "falls", region = "eastasia", network_interfaces = [{ name = "n", ip_configurations = [
      { name = "a", network = "src", subnet = "odd", address = "10.0.2.10" } ] }] },
  { name = "full", region = "eastasia", network_interfaces = [{ name = "n", ip_configurations = [
      { name = "a", network = "src", subnet = "tiny", address = "10.0.3.10" } ] }] },
  { name = "func", region = "eastasia", network_interfaces = [{ name = "n", ip_configurations = [
      { name = "a", network = "src", subnet = "func", address = "10.0.4.10" } ] }] },
  { name = "set", region = "eastasia", network_interfaces = [{ name = "n", ip_configurations = [
      { name = "a", primary = true, network = "src", subnet = "web", address = "10.0.0.20" },
      { name = "b", network = "src", subnet = "web", address = "10.0.0.21" },
      { name = "c", network = "src", subnet = "web", address = "10.0.0.22" },
      { name = "d", network = "src", subnet = "web", address = "10.0.0.23" },
      { name = "e", network = "src", subnet = "web", address = "10.0.0.24" },
      { name = "f", network = "src", subnet = "web", address = "10.0.0.25" },
      { name = "g", network = "src", subnet = "web", address = "10.0.0.26" },
      { name = "h", network = "src", subnet = "web", address = "10.0.0.27" } ] }] },
  { name = "nowhere", region = "eastasia", network_interfaces = [{ name = "n",
      ip_configurations = [
        { name = "a", network = "src", subnet = "web", address = "10.0.0.30" } ] }] },
  { name = "stays", region = "eastasia", network_interfaces = [{ name = "n", ip_configurations = [
      { name = "a", network = "src", subnet = "web", address = "10.0.0.31" } ] }] },
  { name = "astray", region = "eastasia", network_interfaces = [{ name = "n", ip_configurations = [
      { name = "a", network = "src", subnet = "web", address = "10.0.0.32" } ] }] },
  { name = "alone", region = "eastasia", network_interfaces = [{ name = "n", ip_configurations = [
      { name = "a", network = "lonely", subnet = "web", address = "10.5.0.4" } ] }] },
]
network_mappings = [
  { source = "src", target = "dst" }, { source = "dst", target = "src" },
  { source = "src", target = "bare" }, { source = "src", target = "home" },
  { source = "src", target = "LONG" }, { source = "hub", target = "dst" },
  { source = "away", target = "home" },
]

[[replicated_items]]
virtual_machine = "keeps"
failover_network = "dst"
test_failover_network = "dst"
group = 8
network_interfaces = [{ name = "n", failover = { name = "LONGER", network_security_group = "g" } }]
ip_configurations = [{ network_interface = "n", name = "a", failover = { public_ip = "p" } }]

[[replicated_items]]
virtual_machine = "loses"
failover_network = "dst"
test_failover_network = "src"

[[replicated_items]]
virtual_machine = "changes"
failover_network = "dst"

[[replicated_items]]
virtual_machine = "falls"
failover_network = "dst"
test_failover_network = "away"

[[replicated_items]]
virtual_machine = "full"
failover_network = "dst"
test_failover_network = "dst"

[[replicated_items]]
virtual_machine = "func"
failover_network = "dst"
test_failover_network = "dst"

[[replicated_items]]
virtual_machine = "set"
failover_network = "dst"
test_failover_network = "dst"
ip_configurations = [
  { network_interface = "n", name = "a", failover = { address = "10.9.9.9" },
    test_failover = { address = "10.9.9.9" } },
  { network_interface = "n", name = "b", failover = { address = "10.0.0.1" },
    test_failover = { address = "10.0.0.1" } },
  { network_interface = "n", name = "c", failover = { address = "10.0.0.10" },
    test_failover = { address = "10.0.0.10" } },
  { network_interface = "n", name = "d", failover = { address = "10.0.0.60" },
    test_failover = { address = "10.0.0.60" } },
  { network_interface = "n", name = "e", failover = { address = "10.0.0.60" },
    test_failover = { address = "10.0.0.60" } },
  { network_interface = "n", name = "f", failover = { subnet = "wbe" },
    test_failover = { subnet = "wbe" } },
  { network_interface = "n", name = "g", failover = { subnet = "small" },
    test_failover = { subnet = "AzureBastionSubnet" } },
  { network_interface = "n", name = "h", failover = { subnet = "other" } },
]

[[replicated_items]]
virtual_machine = "nowhere"
failover_network = "bare"
test_failover_network = "bare"

[[replicated_items]]
virtual_machine = "stays"
failover_network = "lonely"

[[replicated_items]]
virtual_machine = "astray"
failover_network = "away"
""".replace("LONGER", "n" * 81).replace("LONG", "l" * 65)


def fences(page: str, language: str) -> list[str]:
    """What stands in the fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def prose(page: str) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)


def section(page: str, heading: str) -> str:
    """What stands under a heading, up to the next of its level or above."""
    found = re.search(rf"^(#+) {re.escape(heading)}$", page, re.MULTILINE)
    assert found, f"no heading {heading!r}"
    rest = page[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def tables(text: str) -> list[list[list[str]]]:
    """The tables of a text: rows of cells, without the heading."""
    found = re.findall(r"(?:^\|.*\n)+", f"{prose(text)}\n", re.MULTILINE)
    return [
        [
            [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            for line in table.splitlines()[2:]
        ]
        for table in found
    ]


def spans(text: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`\n]+)`", text)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with what the examples are about, and the terminal they were run in."""
    [plan, *_] = fences(CONTRACT, "toml")
    (tmp_path / "contoso.toml").write_text(plan, encoding="utf-8")
    (tmp_path / "azure").mkdir()
    for path in (ROOT / "tests" / "fixtures" / "azure").glob("*.json"):
        shutil.copy(path, tmp_path / "azure")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("ASRNET_DEBUG", raising=False)
    return tmp_path


@pytest.fixture
def printed(world: Path, capfd: pytest.CaptureFixture[str]) -> Callable[[str], str]:
    """Runs a command line as a page shows it; what stands on the terminal after it."""

    def call(command: str) -> str:
        program, *arguments = shlex.split(command)
        assert program == "asrnet"
        main(arguments)
        return "".join(capfd.readouterr())

    return call


def consoles() -> Iterator[tuple[str, str, str]]:
    """Every call that a page shows, with what it prints."""
    for name, page in PAGES.items():
        for block in fences(page, "console"):
            for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
                yield name, command, output


@pytest.mark.parametrize(("page", "command", "output"), list(consoles()))
def test_what_a_page_shows_of_a_call_is_what_it_prints(
    printed: Callable[[str], str], page: str, command: str, output: str
) -> None:
    assert printed(command) == output


def test_the_json_of_assign_and_check_is_what_they_print(printed: Callable[[str], str]) -> None:
    for command in ("assign", "check"):
        [example] = fences(section(CONTRACT, f"`{command} --format json`"), "json")
        assert json.loads(printed(f"asrnet {command} contoso.toml --format json")) == json.loads(
            example
        )


def test_the_json_of_regions_is_part_of_what_it_prints(printed: Callable[[str], str]) -> None:
    [text] = fences(section(CONTRACT, "`regions --format json`"), "json")
    whole, example = json.loads(printed("asrnet regions --format json")), json.loads(text)
    [region] = example.pop("regions")
    assert region in whole.pop("regions")
    assert whole == example


def test_the_columns_of_the_csv_are_told_in_their_order() -> None:
    [columns] = tables(section(CONTRACT, "`assign --format csv`"))
    assert tuple(name for row in columns for name in spans(row[0])) == COLUMNS


def test_the_fields_of_the_json_are_told() -> None:
    for command, rows in (("assign", "assignments"), ("check", "findings")):
        text = section(CONTRACT, f"`{command} --format json`")
        [example] = map(json.loads, fences(text, "json"))
        told = {name for row in tables(text)[0] for name in spans(row[0])}
        assert told == set(keys_of(example[rows]))


def keys_of(value: Any) -> Iterator[str]:
    """Every key in a JSON value."""
    if isinstance(value, list):
        for each in value:
            yield from keys_of(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from keys_of(each)


def test_what_the_import_page_shows_stands_in_the_files(
    world: Path, printed: Callable[[str], str]
) -> None:
    printed("asrnet import azure -o estate.toml")
    plan = (world / "estate.toml").read_text(encoding="utf-8")
    examples = fences(PAGES["import.md"], "toml")
    assert examples
    assert [example for example in examples if example not in plan] == []
    [nic] = map(json.loads, fences(PAGES["import.md"], "json"))
    given = json.loads((world / "azure" / "nics.json").read_text(encoding="utf-8"))
    assert any(holds(each, nic) for each in given)


def holds(whole: Any, part: Any) -> bool:
    """Whether a JSON value has all that another one has."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(
            key in whole and holds(whole[key], value) for key, value in part.items()
        )
    if isinstance(part, list):
        return len(whole) == len(part) and all(map(holds, whole, part))
    return bool(whole == part)


def test_the_example_has_every_kind_of_table_and_loads() -> None:
    [example, *_] = fences(CONTRACT, "toml")
    plan = plan_toml.loads(example)
    assert plan_toml.loads(plan_toml.dumps(plan)) == plan
    for heading in KEYS:
        if heading not in ("Top of the file", "`[[regions]]`"):
            assert heading.strip("`") in example, heading


@pytest.mark.parametrize("heading", list(KEYS))
def test_every_key_of_the_plan_file_is_told_with_its_default(heading: str) -> None:
    told = tables(section(CONTRACT, heading))
    for model, rows in zip(KEYS[heading], told, strict=True):
        assert [row[0].strip("`") for row in rows] == list(model.model_fields)
        for row in rows:
            name = row[0].strip("`")
            assert name in FILLED_IN or row[2] in defaults(model.model_fields[name]), name


def defaults(field: Field) -> tuple[str, ...]:
    """The words for what a key is where it is left out."""
    if field.is_required():
        return ("required",)
    if field.default in (None, ()):
        return ("none",)
    if isinstance(field.default, Value):
        return ("nothing set", "the defaults")
    text = str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
    return (f"`{text}`",) if text else ('`""`',)


def test_every_policy_and_every_value_of_it_is_told() -> None:
    known = {
        name: tuple(each.value for each in field.annotation)
        for name, field in Policy.model_fields.items()
        if isinstance(field.annotation, type(SubnetRule))
    }
    in_contract = {
        row[0].strip("`"): tuple(spans(row[1]))
        for row in tables(section(CONTRACT, "`[policy]`"))[0]
    }
    in_rules: dict[str, tuple[str, ...]] = {}
    policy = ""
    for first, value, _, rule in tables(section(RULES, "Policies"))[0]:
        policy = first.strip("`") or policy
        in_rules[policy] = (*in_rules.get(policy, ()), *spans(value))
        is_default = str(Policy.model_fields[policy].default) in spans(value)
        assert ("(default)" in value) == is_default
        assert RULE.search(rule)
    assert known == in_contract == in_rules


def rules_told() -> list[str]:
    """The numbers of the rules, in the order of the page."""
    return re.findall(r"^- \*\*([MSAFTB]\d+)\*\*", RULES, re.MULTILINE)


def test_every_rule_that_is_named_anywhere_stands_on_the_page_of_rules() -> None:
    told = rules_told()
    assert len(told) == len(set(told))
    for heading, letter in re.findall(r"^(## .* \(([MSAFTB])\))$", RULES, re.MULTILINE):
        numbers = [rule for rule in told if rule.startswith(letter)]
        assert numbers == [f"{letter}{n}" for n in range(1, len(numbers) + 1)], heading
    for name, page in PAGES.items():
        words = re.sub(r"`F\d+`", "", prose(page))  # these are keys
        assert set(RULE.findall(words)) <= set(told), name


def test_the_code_and_the_page_of_rules_name_the_same_rules() -> None:
    named = set[str]()
    for path in SOURCES:
        if path.is_relative_to(ROOT / "models") or path.parent.name == "commands":
            named |= set(RULE.findall(path.read_text(encoding="utf-8")))
    assert named | {"S4"} == set(rules_told()), "S4 says what plays no part"


def test_every_reason_and_every_way_to_a_result_is_told() -> None:
    subnet_rules, address_rules, reasons = tables(section(RULES, "Reasons"))
    assert [row[0].strip("`") for row in subnet_rules] == list(SubnetRule)
    assert [row[0].strip("`") for row in address_rules] == list(AddressRule)
    assert {row[1].strip("`") for row in reasons} == set(Reason)
    text = prose(section(CONTRACT, "`assign --format json`"))
    assert {*SubnetRule, *AddressRule, *Reason} <= set(spans(text))
    listed = spans(text[text.index("The reasons, explained") :])
    assert sorted(listed) == sorted(Reason)


class Told(NamedTuple):
    """What the page of findings says of a code."""

    rules: frozenset[str]
    subjects: frozenset[str]
    scenarios: frozenset[str]


def told_of(code: str) -> Told:
    """What the page of findings says of a code."""
    text = section(FINDINGS, f"`{code}`")
    found = re.search(r"^Rule (.+?) · subject (.+?)(?: · at (.+))?$", text, re.MULTILINE)
    assert found, code
    assert [line[:4] for line in text.splitlines() if line.startswith("- ")] == ["- **"] * 3
    assert re.findall(r"^- \*\*(\w+):\*\*", text, re.MULTILINE) == ["Means", "Matters", "Do"]
    scenarios = found[3].replace("test failover", "test-failover").split(", ") if found[3] else []
    return Told(frozenset(found[1].split(", ")), frozenset(spans(found[2])), frozenset(scenarios))


def kind_of(finding: Finding) -> str:
    """The form of the subject of a finding, as the contract writes it."""
    kind, colon, _ = str(finding.subject).partition(":")
    forms = {
        "network": "network:ID",
        "subnet": "subnet:ID/NAME",
        "mapping": "mapping:SOURCE->TARGET",
        "item": "item:VM",
    }
    return forms[kind] if colon else "plan" if kind == "plan" else "vm/nic/ipconfig"


def test_every_finding_is_told_under_its_severity() -> None:
    headings = {"Errors": "error", "Warnings": "warning", "Information": "information"}
    for heading, severity in headings.items():
        codes = [code for code in Code if code.severity is Severity(severity)]
        told = re.findall(r"^### `(.+)`$", section(FINDINGS, heading), re.MULTILINE)
        assert told == codes
        rows = tables(section(CONTRACT, "`check --format json`"))[-1]
        [listed] = [spans(row[1]) for row in rows if row[0] == severity]
        assert listed == codes


def shown() -> list[Finding]:
    """The findings of the gallery, and of more than a hundred machines, and of the samples."""
    texts = [GALLERY, crowd(), *(sample.text for sample in samples())]
    return [each for text in texts for each in findings(assign(plan_toml.loads(text)))]


def crowd() -> str:
    """A plan with more replicated machines than a recovery plan holds."""
    machines = [
        f'[[virtual_machines]]\nname = "m{n}"\nregion = "eastasia"\n'
        f'[[replicated_items]]\nvirtual_machine = "m{n}"\nfailover_network = "n"\n'
        for n in range(101)
    ]
    network = '[[virtual_networks]]\nname = "n"\nregion = "westus"\naddress_space = ["10.0.0.0/8"]'
    return "\n".join(["format = 1", network, *machines])


def test_every_finding_shows_with_the_rule_subject_and_scenario_that_are_told() -> None:
    seen: dict[Code, list[Finding]] = {code: [] for code in Code}
    for finding in shown():
        seen[finding.code].append(finding)
    for code, found in seen.items():
        told = told_of(code)
        assert {finding.rule for finding in found} == told.rules, code
        assert {kind_of(finding) for finding in found} == told.subjects, code
        assert {str(finding.scenario) for finding in found if finding.scenario} == told.scenarios, (
            code
        )


def test_every_command_and_every_option_is_told() -> None:
    listed = tables(section(CONTRACT, "The command line"))[0]
    calls = [spans(row[0])[0].split()[1:2] for row in listed]
    assert [name for call in calls for name in call if name.islower()] == list(COMMANDS)
    context = click.Context(asrnet)
    for name in COMMANDS:
        command = asrnet.get_command(context, name)
        assert command
        assert_options_are_told(command, section(CONTRACT, f"`asrnet {name}`"))
    assert_options_are_told(asrnet, section(CONTRACT, "`asrnet`"), "-h", "--help")


def assert_options_are_told(command: click.Command, text: str, *more: str) -> None:
    """Each option stands in the table with its choices, and no other one does."""
    options = [param for param in command.params if isinstance(param, click.Option)]
    rows = tables(text)[0] if options else []
    told = [word for row in rows for word in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", row[0])]
    assert sorted(told) == sorted([*more, *(name for option in options for name in option.opts)])
    for option in options:
        [row] = [row for row in rows if re.search(rf"`{option.opts[-1]}\b", row[0])]
        if isinstance(option.type, click.Choice):
            assert f"{option.opts[-1]} {'|'.join(option.type.choices)}`" in row[0]
            given = option.to_info_dict()["default"]
            default = "default none" if given is None else f"default `{given}`"
            assert ("required" if option.required else default) in row[1]


def test_every_exit_status_of_the_help_is_told() -> None:
    statuses = re.findall(r"^  (\S+) +\S", EXIT_STATUS, re.MULTILINE)
    assert [row[0] for row in tables(section(CONTRACT, "Exit status"))[0]] == statuses


def test_every_environment_variable_that_is_asked_for_is_told() -> None:
    asked = {
        name
        for path in SOURCES
        for name in re.findall(r'environ(?:\.get)?[\[(]"(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert asked <= set(spans(section(CONTRACT, "Streams and environment")))


def test_no_page_names_a_command_that_does_not_exist() -> None:
    for name, page in PAGES.items():
        code = [*spans(prose(page)), *re.findall(r"^```.*?^```$", page, re.MULTILINE | re.DOTALL)]
        called = {
            word for text in code for word in re.findall(r"\basrnet ([a-z][a-z-]*)(?![\w.-])", text)
        }
        assert called <= set(COMMANDS), name


def slugs(page: str) -> set[str]:
    """The anchors of the headings of a page, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", list(PAGES))
def test_every_link_within_the_project_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(PAGES[name])):
        path, _, anchor = target.partition("#")
        if path.startswith("https://"):
            continue
        page = DOCS / path if path else DOCS / name
        assert page.exists(), target
        assert not anchor or anchor in slugs(page.read_text(encoding="utf-8")), target


def test_every_path_that_is_named_exists() -> None:
    texts = [*SOURCES, *(ROOT / name for name in ("Makefile", "CONTRIBUTING.md", "README.md"))]
    for file in texts:
        for path in re.findall(r"\bdocs/[\w./-]*\w", file.read_text(encoding="utf-8")):
            assert (ROOT / path).exists(), f"{file.name}: {path}"
    for name, page in PAGES.items():
        for path in re.findall(r"`((?:models|tui|tests|docs|sample_configs)/[^`\s]*)`", page):
            assert (ROOT / path).exists(), f"{name}: {path}"


def test_every_public_article_that_the_code_names_is_linked() -> None:
    linked = {
        url for page in PAGES.values() for url in re.findall(r"\]\((https://[^)\s]+)\)", page)
    }
    for path in SOURCES:
        for url in re.findall(r"https://learn\.microsoft\.com[\w./-]*\w", path.read_text("utf-8")):
            assert url in linked, f"{path.name}: {url}"
