"""Expressions of ARM templates: what they come to, and what cannot be worked out."""

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.formats.arm_template.budget import Budget, Exhausted
from models.formats.arm_template.context import FUNCTIONS as CONTEXT
from models.formats.arm_template.evaluation import LAZY
from models.formats.arm_template.functions import FUNCTIONS
from models.formats.arm_template.nodes import Node, worked_out
from models.formats.arm_template.syntax import LONGEST, is_expression, literal
from models.formats.arm_template.unresolved import CannotResolve, Unresolved
from tests.support.arm_templates import scope

VARIABLES = {
    "list": ["a", "b", "c"],
    "object": {"one": 1, "Two": [{"x": "[concat('y', 'z')]"}]},
    "empty": [],
    "half": {"known": "k", "open": "[uniqueString('x')]"},
    "open list": ["k", "[uniqueString('x')]"],
}
RG = "resourceGroup().name"
NET = "'Microsoft.Network/virtualNetworks'"


def worth(expression: str, **around: Any) -> Any:
    """What an expression comes to where it is used."""
    return scope(variables=VARIABLES, **around).used(f"[{expression}]")


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        # texts
        ("'it''s'", "it's"),
        ("concat('a', 'b', 1, true())", "ab1True"),
        ("concat(variables('list'), createArray('d'))", ["a", "b", "c", "d"]),
        ("CONCAT('a')", "a"),
        (" concat( 'a' , 'b' ) ", "ab"),
        ("format('{0}-{1:D3}-{0}', 'n', 7)", "n-007-n"),
        ("format('{{{0}}}', 'n')", "{n}"),
        ("format('{0:d2}', -7)", "-07"),
        ("toLower('ÄB')", "äb"),
        ("toUpper('ab')", "AB"),
        ("trim(' a b ')", "a b"),
        ("take('abc', 2)", "ab"),
        ("take('abc', 9)", "abc"),
        ("skip('abc', 2)", "c"),
        ("take(variables('list'), 1)", ["a"]),
        ("skip(variables('list'), -1)", ["a", "b", "c"]),
        ("substring('abcd', 1, 2)", "bc"),
        ("substring('abcd', 1)", "bcd"),
        ("replace('a-b-c', '-', '+')", "a+b+c"),
        ("split('a;b,c', createArray(';', ','))", ["a", "b", "c"]),
        ("split('a.b', '.')", ["a", "b"]),
        ("join(variables('list'), ', ')", "a, b, c"),
        ("join(variables('empty'), ', ')", ""),
        ("padLeft(5, 3, '0')", "005"),
        ("padLeft('abc', 2)", "abc"),
        ("startsWith('abc', 'AB')", True),
        ("endsWith('abc', 'BC')", True),
        ("indexOf('abc', 'C')", 2),
        ("indexOf(variables('list'), 'C')", -1),
        ("lastIndexOf('abab', 'B')", 3),
        ("uri('http://x/y/', 'z.sh')", "http://x/y/z.sh"),
        ("string(5)", "5"),
        ("string(false())", "False"),
        ("string(createObject('a', createArray(1, null())))", '{"a":[1,null]}'),
        ("json('{\"a\": [1, true]}').a[1]", True),
        ("json('null')", None),
        # numbers
        ("add(2, 3)", 5),
        ("sub(2, 3)", -1),
        ("mul(2, -3)", -6),
        ("div(-7, 2)", -3),
        ("mod(-7, 2)", -1),
        ("min(3, 1, 2)", 1),
        ("max(createArray(3, 1))", 3),
        ("int('42')", 42),
        ("range(3, 2)", [3, 4]),
        # comparing
        ("equals('a', 'A')", False),
        ("equals(1, true())", False),
        ("equals(variables('object').Two, createArray(createObject('x', 'yz')))", True),
        ("not(false())", True),
        ("greater(2, 1)", True),
        ("greaterOrEquals(1, 1)", True),
        ("less(2, 1)", False),
        ("lessOrEquals(2, 1)", False),
        ("bool('TRUE')", True),
        ("bool(0)", False),
        ("and(true(), 'true')", True),
        ("or(false(), true(), uniqueString('x'))", True),
        ("and(false(), uniqueString('x'))", False),
        ("if(true(), 'a', uniqueString('x'))", "a"),
        ("if(equals(1, 2), uniqueString('x'), 'b')", "b"),
        ("coalesce(null(), 'a', uniqueString('x'))", "a"),
        # lists and objects
        ("length(variables('list'))", 3),
        ("length('abcd')", 4),
        ("length(variables('object'))", 2),
        ("empty('')", True),
        ("empty(null())", True),
        ("empty(variables('list'))", False),
        ("contains(variables('list'), 'a')", True),
        ("contains(variables('object'), 'TWO')", True),
        ("contains('abc', 'B')", False),
        ("first(variables('list'))", "a"),
        ("last('abc')", "c"),
        ("first('')", ""),
        ("union(variables('list'), createArray('c', 'd'))", ["a", "b", "c", "d"]),
        (
            "union(json('{\"a\": {\"b\": 1}}'), json('{\"A\": {\"c\": 2}}'))",
            {"a": {"b": 1, "c": 2}},
        ),
        ("createObject('a', 1, 'b', 'x').b", "x"),
        ("array('a')", ["a"]),
        ("items(createObject('b', 1, 'A', 2))[0].key", "A"),
        ("tryGet(variables('object'), 'three', 'four')", None),
        ("tryGet(variables('object'), 'TWO', 0, 'x')", "yz"),
        # members
        ("variables('object').two[0].X", "yz"),
        ("VARIABLES('OBJECT')['one']", 1),
        ("variables('list')[add(1, 1)]", "c"),
        ("variables('object').?three", None),
        ("variables('list')[?9]", None),
        ("variables('half').known", "k"),
        ("length(variables('half'))", 2),
        ("first(variables('open list'))", "k"),
        # addresses, as https://learn.microsoft.com has them
        ("parseCidr('10.144.0.0/20').broadcast", "10.144.15.255"),
        ("parseCidr('10.144.0.0/20').firstUsable", "10.144.0.1"),
        ("parseCidr('fdad:3236:5555::/48').netmask", "ffff:ffff:ffff::"),
        ("parseCidr('fdad:3236:5555::/48').firstUsable", "fdad:3236:5555::"),
        ("cidrSubnet('10.144.0.0/20', 24, 4)", "10.144.4.0/24"),
        ("cidrSubnet('fdad:3236:5555::/48', 52, 1)", "fdad:3236:5555:1000::/52"),
        ("cidrHost('10.144.3.0/24', 0)", "10.144.3.1"),
        ("cidrHost('fdad:3236:5555:3000::/52', 4)", "fdad:3236:5555:3000::5"),
        # ids
        (f"resourceId({NET}, 'v')", "/providers/Microsoft.Network/virtualNetworks/v"),
        (
            "resourceId('Microsoft.Network/virtualNetworks/subnets/', 'v', 's')",
            "/providers/Microsoft.Network/virtualNetworks/v/subnets/s",
        ),
        (
            f"resourceId('rg', {NET}, 'v')",
            "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v",
        ),
        (
            f"resourceId('s', 'rg', {NET}, 'v')",
            "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v",
        ),
        (
            f"resourceId('11111111-2222-3333-4444-555555555555', {NET}, 'v')",
            "/subscriptions/11111111-2222-3333-4444-555555555555"
            "/providers/Microsoft.Network/virtualNetworks/v",
        ),
        (
            f"resourceId(subscription().subscriptionId, {RG}, {NET}, 'v')",
            "/providers/Microsoft.Network/virtualNetworks/v",
        ),
        (
            "concat('/subscriptions/', subscription().subscriptionId, '/resourceGroups/',"
            f" {RG}, '/providers/Microsoft.Network/virtualNetworks/', 'v')",
            "/providers/Microsoft.Network/virtualNetworks/v",
        ),
        ("concat(resourceGroup().id, '/providers/A.B/c/d')", "/providers/A.B/c/d"),
        (f"json(format('{{{{\"id\": \"{{0}}\"}}}}', resourceId({NET}, 'v'))).id",
         "/providers/Microsoft.Network/virtualNetworks/v"),
        (
            f"extensionResourceId(format('/subscriptions/{{0}}/resourceGroups/x', "
            f"subscription().subscriptionId), {NET}, 'v')",
            "/resourceGroups/x/providers/Microsoft.Network/virtualNetworks/v",
        ),
        ("subscriptionResourceId('A.B/c', 'd')", "/providers/A.B/c/d"),
        ("tenantResourceId('A.B/c', 'd')", "/providers/A.B/c/d"),
    ],
)  # fmt: skip
def test_an_expression_comes_to_what_azure_makes_of_it(expression: str, value: Any) -> None:
    found = worth(expression)
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("uniqueString(resourceGroup().id)", "uniqueString() is not worked out here: only Azure"),
        ("newGuid()", "newGuid() is not"),
        ("contoso.name('x')", "contoso.name() is not worked out here"),
        ("concat('a', guid('x'))", "guid() is not"),
        ("environment().name", "environment() is not"),
        ("parameters('none')", "the template declares no parameter 'none'"),
        ("variables('none')", "the template declares no variable 'none'"),
        ("variables('half').open", "uniqueString() is not"),
        ("string(variables('half'))", "uniqueString() is not"),
        ("last(variables('open list'))", "uniqueString() is not"),
        ("contains(variables('open list'), 'x')", "uniqueString() is not"),
        ("variables('object').three", "there is no 'three' in it"),
        ("variables('list')[3]", "there is no element 3 in it"),
        ("variables('list')[-1]", "there is no element -1 in it"),
        (RG, "the subscription and resource group of the deployment are not known"),
        (f"concat('vm-', {RG})", "the subscription and resource group"),
        (f"length({RG})", "the subscription and resource group"),
        (f"equals({RG}, 'x')", "the subscription and resource group"),
        ("resourceGroup().location", "is not known: give --location REGION"),
        ("deployment().location", "is not known: give --location REGION"),
        ("deployment().name", "only Azure knows it"),
        ("subscription().displayName", "there is no 'displayName' in it"),
        ("reference('x').y", "reference() to what is not in the template"),
        ("copyIndex()", "copyIndex() stands in no loop of that name"),
        (f"resourceId({NET})", "Microsoft.Network/virtualNetworks has 1 names, not 0"),
        (f"resourceId({NET}, 'a', 'b')", "has 1 names, not 2"),
        ("resourceId('a', 'b')", "resourceId() is given no type of resource"),
        ("add('1', 2)", "something else than a whole number"),
        ("add(9223372036854775807, 1)", "no expression of an ARM template"),
        ("mul(999999999999, 999999999999)", "a number becomes too large"),
        ("div(1, 0)", "a division by 0"),
        ("int('1.5')", "int() is given no number"),
        ("json('{')", "json() is given something that is not JSON"),
        ("json('[NaN]')", "json() is given something that is not JSON"),
        ("substring('abc', 2, 5)", "substring() reaches beyond its text"),
        ("format('{0:X}', 5)", "a form of numbers that is not known here"),
        ("format('{1}', 5)", "format() has no value"),
        ("greater('b', 'a')", "something else than a whole number"),
        ("if('maybe', 1, 2)", "neither true nor false"),
        ("concat('a', variables('list'))", "something else than a whole number"),
        ("range(0, 10001)", "range() counts up to 10000"),
        ("padLeft('a', 70000)", "cannot make a text of that length"),
        ("cidrHost('10.0.0.0/30', 2)", "10.0.0.0/30 has no host 2"),
        ("cidrSubnet('10.0.0.0/24', 23, 0)", "has no prefixes of length 23"),
        ("cidrSubnet('10.0.0.0/24', 25, 2)", "has no prefix 2 of length 25"),
        ("parseCidr('10.0.0.1/24')", "has host bits set"),
        ("true()(", "no expression of an ARM template"),
        ("toLower()", "toLower() with 0 arguments"),
        ("true", "no expression of an ARM template"),
        ("concat('a' 'b')", "no expression of an ARM template"),
        ("concat('a'", "no expression of an ARM template"),
        ("'a", "no expression of an ARM template, from character 2"),
        ("1.5", "no expression of an ARM template"),
        ("", "no expression of an ARM template"),
        (f"{'concat(' * 60}'a'{')' * 60}", "nested too deeply"),
        (f"'{'x' * LONGEST}'", "an expression has at most 24576 characters"),
    ],
)
def test_what_cannot_be_worked_out_says_why_and_names_its_expression(
    expression: str, why: str
) -> None:
    with pytest.raises(CannotResolve) as unknown:
        worth(expression)
    assert why in unknown.value.why
    assert unknown.value.expression == f"[{expression}]"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("plain", "plain"),
        ("[[x]", "[x]"),
        ("[[x]]", "[x]]"),
        ("[x] y", "[x] y"),
        ("[[x] y", "[[x] y"),
        ("x]", "x]"),
        ("", ""),
        ("[null()]", None),
    ],
)
def test_only_a_text_in_brackets_is_an_expression(text: str, value: Any) -> None:
    assert scope().used(text) == value


def test_names_of_parameters_and_variables_have_no_case() -> None:
    around = scope({"Name": {"defaultValue": "n"}}, {"V": "[parameters('NAME')]"})
    assert around.used("[variables('v')]") == "n"


def test_a_given_value_goes_before_the_default_and_is_never_an_expression() -> None:
    around = scope({"p": {"defaultValue": "d"}}, given={"P": "[concat('a', 'b')]"})
    assert around.used("[parameters('p')]") == "[concat('a', 'b')]"


@pytest.mark.parametrize(
    ("declaration", "why"),
    [
        ({"type": "string"}, "parameter 'p' has no value: give a parameter file"),
        ({"type": "secureString", "defaultValue": "hush"}, "parameter 'p' is a secret"),
        ({"type": "secureObject", "defaultValue": {}}, "parameter 'p' is a secret"),
        ({"defaultValue": "[parameters('p')]"}, "nested too deeply, or it refers to itself"),
        ({"defaultValue": "[newGuid()]"}, "newGuid() is not worked out here"),
        ("odd", "the template declares no parameter 'p'"),
    ],
)
def test_a_parameter_without_a_usable_value_is_not_known(declaration: Any, why: str) -> None:
    with pytest.raises(CannotResolve) as unknown:
        scope({"p": declaration}).used("[parameters('p')]")
    assert why in unknown.value.why
    assert "hush" not in str(unknown.value)


def test_a_parameter_that_may_be_null_is() -> None:
    assert scope({"p": {"type": "string", "nullable": True}}).used("[parameters('p')]") is None


def test_variables_are_made_by_loops() -> None:
    variables = {
        "copy": [{"name": "names", "count": 2, "input": "[concat('n', copyIndex('names', 1))]"}],
        "disks": {"copy": [{"name": "all", "count": "[length(variables('names'))]",
                            "input": {"lun": "[copyIndex('ALL')]"}}]},
    }  # fmt: skip
    around = scope(variables=variables)
    assert around.used("[variables('names')]") == ["n1", "n2"]
    assert around.used("[variables('disks').all[1].lun]") == 1


@pytest.mark.parametrize("count", [801, -1, "[uniqueString('x')]", "2", True, None])
def test_a_loop_that_azure_would_not_go_round_makes_nothing(count: Any) -> None:
    around = scope(variables={"copy": [{"name": "n", "count": count, "input": "x"}]})
    with pytest.raises(CannotResolve):
        around.used("[variables('n')]")


def test_a_location_given_stands_for_that_of_the_resource_group() -> None:
    assert worth("resourceGroup().location", location="westus") == "westus"
    assert worth("deployment().location", location="westus") == "westus"


def test_what_is_not_known_within_a_value_stands_there_with_its_expression() -> None:
    found = worked_out(Node(VARIABLES["half"], scope()))
    assert found["known"] == "k"
    assert isinstance(found["open"], Unresolved)
    assert str(found["open"]).startswith("unresolved: [uniqueString('x')] (uniqueString() is not")


V0 = "variables('v0')"
DOUBLING = {"v0": ["x"]} | {
    f"v{at}": f"[createArray(variables('v{at - 1}'), variables('v{at - 1}'))]"
    for at in range(1, 40)
}
LONG = {"v0": "x" * 1000} | {
    f"v{at}": f"[concat(variables('v{at - 1}'), variables('v{at - 1}'))]" for at in range(1, 40)
}


@pytest.mark.parametrize(
    ("variables", "expression"),
    [
        (DOUBLING, "string(variables('v39'))"),
        (DOUBLING, "equals(variables('v39'), variables('v39'))"),
        (DOUBLING, "length(string(variables('v30')))"),
        (LONG, "variables('v39')"),
        ({"v0": "a" * 60_000}, f"replace({V0}, 'a', {V0})"),
        ({"v0": "a" * 60_000}, f"concat({', '.join([V0] * 900)})"),
        ({"v0": "[variables('v1')]", "v1": "[variables('v0')]"}, "variables('v0')"),
    ],
)  # fmt: skip
def test_an_expression_made_to_cost_too_much_is_given_up(
    variables: dict[str, Any], expression: str
) -> None:
    with pytest.raises((CannotResolve, Exhausted)):
        scope(variables=variables, budget=Budget(200_000)).used(f"[{expression}]")


NAMES = sorted([*FUNCTIONS, *CONTEXT, *LAZY, "none"])
ATOMS = st.sampled_from(
    ["'a'", "''", "'10.0.0.0/24'", "'{0}'", "'[]'", "0", "-1", "7", "true()", "null()", RG,
     "createArray('a', 1)", "createObject('a', 1)", "variables('half')", "variables('empty')"]
)  # fmt: skip


def _calls(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    called = st.builds(
        lambda name, arguments: f"{name}({', '.join(arguments)})",
        st.sampled_from(NAMES),
        st.lists(inside, max_size=4),
    )
    return called | st.builds("{}.{}".format, inside, st.sampled_from(["a", "known", "open"])) | (
        st.builds("{}[{}]".format, inside, inside)
    )  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(st.recursive(ATOMS, _calls, max_leaves=8))
def test_any_call_of_any_function_is_worked_out_or_not_known(expression: str) -> None:
    with suppress(CannotResolve):
        worth(expression)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="[]()'.,?ab0-9 \n\0é", max_size=40) | st.text(max_size=20))
@example("[" * 3000 + "]" * 3000)
@example("[" + "a(" * 12_000 + "]")
@example("['" + "''" * 10_000)
@example("[" + "-" * 20_000 + "]")
def test_any_text_is_a_value_or_not_known(text: str) -> None:
    with suppress(CannotResolve):
        scope().used(text)


@settings(max_examples=100)
@given(st.text(max_size=30))
def test_a_text_that_is_escaped_comes_out_as_it_was(text: str) -> None:
    escaped = f"[{text}" if text.startswith("[") and text.endswith("]") else text
    assert not is_expression(escaped)
    assert literal(escaped) == text
    quoted = text.replace("'", "''")
    assert scope().value(f"['{quoted}']") == text


def test_every_function_that_is_worked_out_is_told() -> None:
    page = (Path(__file__).parents[3] / "docs" / "import-templates.md").read_text("utf-8")
    [rows] = re.findall(r"these are worked out:\n\n((?:\|.*\n)+)", page)
    told = {name.lower() for name in re.findall(r"`(\w+)`", rows)}
    assert told == {*FUNCTIONS, *CONTEXT, *LAZY}
