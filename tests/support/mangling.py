"""JSON with one of its values replaced, wherever it stands: what nobody's tool would write."""

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

JUNK: tuple[Any, ...] = (
    None,
    True,
    -1,
    10**40,
    1.5,
    "",
    " ",
    "x",
    "/",
    "/a/b",
    "@{a=b}",
    "\x1b[31m\x00\u202e",
    "\ud800",
    "x" * 3000,
    [],
    [[]],
    [None],
    [1, "x", {}],
    {},
    {"id": []},
    {"Id": 5},
    {"value": [], "Count": 0},
)
"""Values of every type, to stand in the wrong place."""


@st.composite
def mangled(draw: st.DrawFn, value: Any) -> Any:
    """The value with one to three of the values inside it replaced, left out or put twice."""
    result = copy.deepcopy(value)
    for _ in range(draw(st.integers(1, 3))):
        found = list(places(result))
        if not found:
            break
        holder, key = draw(st.sampled_from(found))
        how = draw(st.sampled_from(["junk", "junk", "drop", "swap"]))
        if how == "junk":
            holder[key] = copy.deepcopy(draw(st.sampled_from(JUNK)))
        elif how == "drop":
            del holder[key]
        else:
            other, at = draw(st.sampled_from(found))
            holder[key] = copy.deepcopy(other[at])
    return result


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """What holds each value inside a value, and under which key or number."""
    keys: Any = ()
    if isinstance(value, dict):
        keys = value
    elif isinstance(value, list):
        keys = range(len(value))
    for key in keys:
        yield value, key
        yield from places(value[key])
