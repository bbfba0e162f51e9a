"""The Bicep files parse, and say what the ARM template says.

There is no compiler to ask, so the files are parsed by tree-sitter and worked out here.
"""

from collections.abc import Callable

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assign import Assignments
from models.exports.application import Parameter
from models.exports.application.parameters import text
from models.exports.bicep.language import comment, literal
from models.exports.export import Export
from models.exports.kinds import export
from tests.support import bicep, deployed, export_plans


def several() -> Assignments:
    """Two planned networks in two subscriptions, peered with each other."""
    networks = [
        {
            "name": name,
            "region": "eastus",
            "address_space": ["10.0.0.0/16"],
            "resource_group": "g",
            "subscription": f"s-{name}",
            "state": "planned",
            "peered_with": [other],
        }
        for name, other in (("a", "b"), ("b", "a"))
    ]
    return export_plans.results(tomli_w.dumps({"format": 1, "virtual_networks": networks}))


PLANS: dict[str, Callable[[], Assignments]] = {
    "known": export_plans.known,
    "unknown": export_plans.unknown,
    "several": several,
    "empty": lambda: export_plans.results("format = 1"),
}


def text_of(made: Export, name: str) -> str:
    (text,) = (file.text for file in made.files if file.name == name)
    return text


@pytest.mark.parametrize("plan", PLANS)
def test_it_deploys_what_the_arm_template_deploys(plan: str) -> None:
    results = PLANS[plan]()
    made, arm = export(results, "bicep"), export(results, "arm")
    values = deployed.given(arm)
    assert deployed.given(made) == values
    assert bicep.deployed(made, values) == deployed.deployed(deployed.template(arm), values)
    assert made.notes == arm.notes


@pytest.mark.parametrize("plan", PLANS)
def test_the_scripts_are_those_of_the_arm_template(plan: str) -> None:
    results = PLANS[plan]()
    made, arm = export(results, "bicep"), export(results, "arm")
    for name in ("verify.sh", "rollback.sh"):
        assert text_of(made, name) == text_of(arm, name)


def test_a_parameter_refuses_a_blank_and_says_what_it_is() -> None:
    main = text_of(export(export_plans.unknown(), "bicep"), "main.bicep")
    assert (
        "@description('the resource group of vnet-asr')\n"
        "@minLength(1)\n"
        "param resource_group_of_vnet_asr string\n"
    ) in main


def test_what_a_deployment_cannot_do_stands_at_the_top() -> None:
    made = export(export_plans.known(), "bicep")
    main = text_of(made, "main.bicep")
    assert made.notes
    assert all(f"// {note}\n" in main for note in made.notes)


TRICKY = {
    "an apostrophe": "it's",
    "three apostrophes": "'''",
    "an interpolation": "${x}",
    "a dollar before one": "$${x}",
    "a backslash before one": "\\${x}",
    "a dollar at the end": "a$",
    "line ends": "a\r\nb\tc",
    "what turns text around": "a\u202eb",
    "beyond the basic plane": "\U000e0041👩",
    "a comment": "// x",
    "nothing": "",
}


@pytest.mark.parametrize("text", TRICKY.values(), ids=TRICKY)
def test_a_quoted_text_is_one_string_that_reads_back(text: str) -> None:
    quoted = literal((text,))
    root = bicep.parse(f"var x = {quoted}\n")
    (declaration,) = root.named_children
    (string,) = (child for child in declaration.named_children if child.type == "string")
    assert string.end_byte == root.end_byte - 1
    assert not any(child.type == "interpolation" for child in string.named_children)
    assert bicep.unquoted(quoted, {}) == text


@settings(max_examples=100)
@given(
    st.lists(
        st.one_of(
            st.text(st.sampled_from("$'{}\\n\n\r\t\x00\u202ea"), max_size=6),
            st.just(Parameter("vault_name", "")),
        ),
        max_size=4,
    )
)
def test_only_parameters_are_interpolated(pieces: list[str | Parameter]) -> None:
    quoted = literal(text(*pieces))
    wanted = "".join(piece if isinstance(piece, str) else "<v>" for piece in pieces)
    read = "<v>" if quoted == "vault_name" else bicep.unquoted(quoted, {"vault_name": "<v>"})
    assert read == wanted


def test_a_comment_stays_on_its_line() -> None:
    assert comment("a\nb\r\u2028c") == "// a␊b␍‹U+2028›c"
