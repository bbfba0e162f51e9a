"""Whatever stands in a plan file: a plan, or one clear refusal, and never a long wait."""

import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import InvalidInput
from models.formats.plan_toml import dumps, loads
from models.plan import Plan
from tests.models.plan_texts import CONTRACT, MINIMAL, changed
from tests.support.hostile_texts import PIECES

HEAD = "format = 1\n"
DEEP = {
    f"{count} {kind}": HEAD + before + ".".join("a" * count) + behind
    for count in (25, 300, 1_000, 10_000, 50_000)
    for kind, before, behind in (
        ("parts of a key", "", " = 1"),
        ("parts of a header", "[", "]"),
        ("parts of a header of an array", "[[", "]]"),
        ("parts of a key inside", "x = {", " = 1}"),
    )
} | {
    "brackets": HEAD + "x = " + "[" * 100_000,
    "closed brackets": HEAD + "x = " + "[" * 300 + "]" * 300,
    "braces": HEAD + "x = " + "{a=" * 100_000,
}


@pytest.mark.fault(13, 14)
@pytest.mark.parametrize("text", DEEP.values(), ids=list(DEEP))
def test_what_is_nested_too_deeply_is_refused_at_once(text: str) -> None:
    started = time.process_time()
    with pytest.raises(InvalidInput) as caught:
        loads(text)
    assert str(caught.value) == "plan: not valid TOML: nested too deeply"
    assert time.process_time() - started < 0.25


LONG = 3_000_000
REFUSED = {
    "no TOML": ("x", "line 2: not valid TOML: Expected '='"),
    "brackets of a header": ("[" * 100_000, "line 2: not valid TOML: Invalid initial character"),
    "a long word": ("x" * LONG, "line 2: not valid TOML"),
    "a long key": ("x" * LONG + " = 1", f"line 2: {'x' * 80}: unknown key"),
    "a long value": ('source_region = "' + "x" * LONG + '"', "is not a known region"),
    "a long number": ("x = " + "1" * 5000, "line 2: not valid TOML: a number has too many digits"),
    "a long hexadecimal number": ("name = 0x" + "1" * 5000, "got a very large number"),
    "a large number": (f"name = {2**70}", f"expected a valid string, got {2**70}"),
    "nan": ("name = nan", "line 2: name: expected a valid string, got nan"),
    "infinity": ("target_region = -inf", "expected a valid string, got -inf"),
    "a number out of range": ("name = 1e999", "expected a valid string, got inf"),
    "a date": ("name = 2026-01-01", "expected a valid string, got 2026-01-01"),
    "a time": ("name = 2026-01-01T07:30:00Z", "got 2026-01-01T07:30:00+00:00"),
    "no date": ("name = 2026-02-31", "line 2: not valid TOML: Invalid date"),
    "NUL": ('name = "\x00"', "line 2: not valid TOML: Illegal character '\\x00'"),
    "ESC": ('name = "\x1b"', "line 2: not valid TOML: Illegal character '\\x1b'"),
    "half a pair": ('name = "\\ud800"', "line 2: not valid TOML"),
    "a key twice": ('name = "a"\nname = "b"', "line 3: not valid TOML: Cannot overwrite a value"),
    "a table twice": ("[policy]\n[policy]", "line 3: not valid TOML: Cannot declare"),
    "an open text": ('name = "x', "line 2: not valid TOML"),
    "an open long text": ('name = """x', "not valid TOML"),
    "carriage returns": ('name = "a"\rnote = "b"\r', "line 2: not valid TOML"),
    "a merge conflict": (
        "<<<<<<< HEAD\n=======\n>>>>>>> x",
        "line 2: an unresolved merge conflict",
    ),
    "JSON": ('{"format": 1}', "line 2: not valid TOML"),
    "a page": ("<html>", "line 2: not valid TOML"),
    "spaces inside": ("x = [\n[" + " " * LONG + "1, 2]\n]", "line 2: x: unknown key"),
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_what_cannot_be_read_is_refused_in_one_line_and_at_once(name: str) -> None:
    line, said = REFUSED[name]
    started = time.process_time()
    with pytest.raises(InvalidInput) as caught:
        loads(HEAD + line)
    assert time.process_time() - started < 1
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(caught.value.faults[0].place) < 100


def test_a_byte_order_mark_inside_a_text_is_no_toml() -> None:
    with pytest.raises(InvalidInput, match="line 1: not valid TOML"):
        loads("\ufeff" + MINIMAL)


def test_windows_line_ends_are_read() -> None:
    assert loads(CONTRACT.replace("\n", "\r\n")) == loads(CONTRACT)


@pytest.mark.fault(15)
def test_a_text_of_ten_megabytes_is_read_and_written_soon() -> None:
    text = changed(MINIMAL, ("format = 1", "format = 1\nname = '" + "x" * 10_000_000 + "'"))
    started = time.process_time()
    assert len(dumps(loads(text))) > 10_000_000
    assert time.process_time() - started < 4


@pytest.mark.parametrize(
    "row",
    [
        '[[virtual_networks]]\nname = "n{}"\nbad = 1\n',
        '[[virtual_machines]]\nname = "x"\nregion = "eastasia"\n',
        '[[network_mappings]]\nsource = "a{}"\ntarget = 1\n',
    ],
)
def test_thousands_of_faults_are_told_soon(row: str) -> None:
    text = HEAD + "".join(row.format(number) for number in range(2000))
    started = time.process_time()
    with pytest.raises(InvalidInput) as caught:
        loads(text)
    assert len(caught.value.faults) >= 1999
    assert time.process_time() - started < 3


def test_a_list_with_thousands_of_faults_is_gone_through_soon() -> None:
    entries = "".join(f'    {{ address = "x{number}" }},\n' for number in range(4000))
    text = changed(
        MINIMAL, ('\n[[virtual_networks]]\nname = "vnet-asr"',
                  f'in_use = [\n{entries}]\n\n[[virtual_networks]]\nname = "vnet-asr"')
    )  # fmt: skip
    started = time.process_time()
    with pytest.raises(InvalidInput) as caught:
        loads(text)
    assert [fault.line for fault in caught.value.faults] == list(range(12, 4012))
    assert caught.value.faults[-1].place.endswith("in_use[3999].address")
    assert time.process_time() - started < 3


def test_memory_does_not_grow_with_a_wrong_value() -> None:
    text = changed(MINIMAL, ('"10.0.0.4"', '"' + "1" * LONG + '"'))
    tracemalloc.start()
    with pytest.raises(InvalidInput, match=r"address: '1{60}'\.\.\. is not an IP address"):
        loads(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * LONG


@pytest.mark.fault(23)
@pytest.mark.parametrize("text", [CONTRACT, MINIMAL], ids=["the example", "the smallest"])
def test_a_file_that_was_cut_off_is_a_plan_or_refused(text: str) -> None:
    whole = loads(text)
    for end in range(0, len(text) - 2, 13):
        assert isinstance(outcome(text[:end]), Plan | InvalidInput)
    with pytest.raises(InvalidInput):
        loads(text[: len(text) // 2])
    assert loads(text) == whole


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The example with something else in place of a part of it, once or a few times."""
    text = CONTRACT
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 20))
        text = text[:start] + draw(st.sampled_from(PIECES) | st.text(max_size=4)) + text[end:]
    return text


@settings(max_examples=150, deadline=None)
@given(damaged())
def test_a_damaged_file_is_a_plan_or_refused_with_places(text: str) -> None:
    found = outcome(text)
    if isinstance(found, Plan):
        assert loads(dumps(found)) == found
        return
    for fault in found.faults:
        assert fault.message
        assert fault.line is None or 1 <= fault.line <= text.count("\n") + 1


TOKENS = st.sampled_from(
    [
        *(
            "format",
            "name",
            "id",
            "region",
            "subnets",
            "address",
            "policy",
            "regions",
            "x",
            "in_use",
        ),
        *("virtual_networks", "virtual_machines", "replicated_items", "network_interfaces"),
        *("[", "]", "[[", "]]", "{", "}", "=", ",", ".", "\n", " ", "#", "'", '"', '"""', "\\"),
        *("1", "true", "nan", "1979-05-27", '"eastasia"', '"10.0.0.0/16"', "[]", "{}"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TOKENS, max_size=40).map("".join) | st.text(max_size=40))
def test_any_text_is_a_plan_or_refused(text: str) -> None:
    for whole in (text, f"format = 1\n{text}"):
        found = outcome(whole)
        assert isinstance(found, Plan) or str(found).startswith("plan: ")


def outcome(text: str) -> Plan | InvalidInput:
    """What a text is read as; no other exception may come out."""
    try:
        return loads(text)
    except InvalidInput as error:
        return error
