"""A fault names the line on which a person wrote what is wrong."""

import time
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from models.consistency import Path
from models.formats.toml_lines import Lines, has_comments, places

TEXT = '''\
format = 1
"name" = "x"
note = """
[[virtual_networks]]
name = "not this one" # nor this
"""

[policy] # virtual_networks = 1
same_address_space = "equal"

# [[virtual_networks]]
[[virtual_networks]]
name = 'a'
address_space = ["10.0.0.0/16", "10.1.0.0/16"]
[[virtual_networks.subnets]]
name = "web"
address_prefixes = [ # it's "one
    "10.0.0.0/24", # and = [two
    "10.0.1.0/24",
]
in_use = [
    { address = "10.0.0.4", by = "[x]" },
    { address = "10.0.0.5", by = "}" }, { address = "10.0.0.6" },
]
[[ virtual_networks . "subnets" ]]
name = "db"
[[virtual_networks]]
name = "b"
subnets = [
    { name = "web", address_prefixes = [
        "10.1.0.0/24",
        "10.1.1.0/24"], in_use = [{ address = "10.1.0.4" },
                                  { address = "10.1.0.5" }] },
    { name = "db" },
]
[[replicated_items]]
failover.settings = 1.5
failover . "address" = 2026-01-01 07:32:00
[a."b.c".'d']
e = [[1, 2], [
  3], []]'''
LINES: list[tuple[Path, int]] = [
    (("format",), 1),
    (("name",), 2),
    (("note",), 3),
    (("policy",), 8),
    (("policy", "same_address_space"), 9),
    (("virtual_networks", 0), 12),
    (("virtual_networks", 0, "name"), 13),
    (("virtual_networks", 0, "address_space"), 14),
    (("virtual_networks", 0, "address_space", 1), 14),
    (("virtual_networks", 0, "subnets", 0), 15),
    (("virtual_networks", 0, "subnets", 0, "name"), 16),
    (("virtual_networks", 0, "subnets", 0, "address_prefixes"), 17),
    (("virtual_networks", 0, "subnets", 0, "address_prefixes", 0), 18),
    (("virtual_networks", 0, "subnets", 0, "address_prefixes", 1), 19),
    (("virtual_networks", 0, "subnets", 0, "in_use", 0, "address"), 22),
    (("virtual_networks", 0, "subnets", 0, "in_use", 0, "by"), 22),
    (("virtual_networks", 0, "subnets", 0, "in_use", 1, "by"), 23),
    (("virtual_networks", 0, "subnets", 0, "in_use", 2), 23),
    (("virtual_networks", 0, "subnets", 1), 25),
    (("virtual_networks", 0, "subnets", 1, "name"), 26),
    (("virtual_networks", 1), 27),
    (("virtual_networks", 1, "subnets"), 29),
    (("virtual_networks", 1, "subnets", 0), 30),
    (("virtual_networks", 1, "subnets", 0, "address_prefixes", 0), 31),
    (("virtual_networks", 1, "subnets", 0, "address_prefixes", 1), 32),
    (("virtual_networks", 1, "subnets", 0, "in_use", 0, "address"), 32),
    (("virtual_networks", 1, "subnets", 0, "in_use", 1, "address"), 33),
    (("virtual_networks", 1, "subnets", 1, "name"), 34),
    (("replicated_items", 0), 36),
    (("replicated_items", 0, "failover"), 37),
    (("replicated_items", 0, "failover", "settings"), 37),
    (("replicated_items", 0, "failover", "address"), 38),
    (("a",), 39),
    (("a", "b.c", "d"), 39),
    (("a", "b.c", "d", "e", 0, 1), 40),
    (("a", "b.c", "d", "e", 1), 40),
    (("a", "b.c", "d", "e", 1, 0), 41),
    (("a", "b.c", "d", "e", 2), 41),
]


@pytest.mark.parametrize(("path", "line"), LINES, ids=[str(path) for path, _ in LINES])
def test_every_value_has_the_line_it_was_written_on(path: Path, line: int) -> None:
    assert Lines(TEXT).of(path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("policy", "test_address"), 8),
        (("virtual_networks", 0, "region"), 12),
        (("virtual_networks", 0, "address_space", 2), 14),
        (("virtual_networks", 0, "subnets", 0, "in_use", 2, "by"), 23),
        (("virtual_networks", 7, "name"), 12),
        (("nowhere",), None),
        ((), None),
    ],
)
def test_what_is_missing_has_the_line_of_what_should_hold_it(path: Path, line: int | None) -> None:
    assert Lines(TEXT).of(path) == line


def test_the_example_is_toml_and_every_value_of_it_has_a_line() -> None:
    found = {path for _, path in places(TEXT)}
    assert found == set(paths(tomli.loads(TEXT)))


@pytest.mark.parametrize(
    ("text", "commented"),
    [
        ("", False),
        ("# one", True),
        ("a = 1 # one", True),
        ("a = 'x#y'", False),
        ('a = "x#y"', False),
        (r'a = "\"# x"', False),
        ('a = "x" # "', True),
        ("a = 'x' # '", True),
        ("a = '\\' # '", True),
        ('a = """\n# x\n"""', False),
        ('a = """x""""" # "', True),
        ("a = '''x'''' # '", True),
        ('a = """\\"""# x"""', False),
        ("a = '''\\''' # '''", True),
        ("# it's 'so\na = '#'", True),
        ('"#" = 1', False),
        ("[a]\nb = [ # x\n]", True),
    ],
)
def test_comments_are_told_from_text_that_looks_like_them(text: str, commented: bool) -> None:
    assert has_comments(text) is commented


def test_a_quote_in_a_comment_starts_no_string() -> None:
    text = "a = 1 # don't \"\"\" '''\nb = 2\n[c] # \"\nd = 3\n"
    assert list(places(text)) == [(1, ("a",)), (2, ("b",)), (3, ("c",)), (4, ("c", "d"))]


@pytest.mark.parametrize(
    "text",
    [
        "x = [\n[" + " " * 200_000 + "1, 2]\n]",
        "x = [\n" + "[] ,\n" * 50_000 + "]",
        'x = "' + '\\"' * 200_000 + '"',
        'x = """' + '\\"' * 200_000 + '"""',
        'x = """' + '""a' * 200_000 + '"""',
        "x = '''" + "''a" * 200_000 + "'''",
        'x = "' + "#" * 200_000 + '"',
        "#" * 200_000,
        "x = " + "1" * 200_000 + ".0",
    ],
    ids=[
        "spaces",
        "lists",
        "escapes",
        "long escapes",
        "quotes",
        "apostrophes",
        "#",
        "##",
        "digits",
    ],
)
def test_a_text_made_to_be_slow_is_read_at_once(text: str) -> None:
    started = time.process_time()
    assert Lines(text + "\ny = 1").of(("y",)) == (text + "\n").count("\n") + 1
    has_comments(text)
    assert time.process_time() - started < 2


NAMES = st.text(st.sampled_from("ab-_ .\"'[]#=\n\\é"), min_size=1, max_size=4)
VALUES = st.recursive(
    st.integers(0, 9) | st.booleans() | st.floats(-9, 9) | st.text("ab[]{}=,#\"'\n\\.", max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(NAMES, VALUES, max_size=4), st.booleans())
def test_every_value_of_any_toml_has_a_line(data: dict[str, Any], multiline: bool) -> None:
    text = tomli_w.dumps(data, multiline_strings=multiline)
    lines = [line for line, _ in places(text)]
    assert lines == sorted(lines)
    assert not lines or lines[-1] <= text.count("\n") + 1
    assert not has_comments(text)
    known = {path for _, path in places(text)}
    assert known == set(paths(tomli.loads(text)))


def paths(data: Any, path: Path = ()) -> Iterator[Path]:
    """Every place in data that was read."""
    if path:
        yield path
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from paths(value, (*path, key))
    if isinstance(data, list):
        for index, value in enumerate(data):
            yield from paths(value, (*path, index))
