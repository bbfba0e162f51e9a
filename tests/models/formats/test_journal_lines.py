"""The lines of a journal: each is read as it was written, or not at all."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assignment import Scenario
from models.changes import Effect
from models.edits.difference import Difference
from models.formats.journal_lines import Begun, Edited, Moved, Record, Saving, line, records
from models.history import Entry
from models.topology import IpConfigurationId
from tests.support.laws import law

ENTRY = Entry(
    number=1,
    at=datetime(2026, 3, 2, 14, 7, 1, 5, tzinfo=UTC),
    label="web-01: \x1b[2J \u202e é\udfff 🏔\n",
    steps=("one", "two"),
    addresses=25,
    effects=(
        Effect(IpConfigurationId("vm", "nic", "ip"), Scenario.FAILOVER, "10.0.0.4", None),
        Effect(IpConfigurationId("vm", "nic", "ip"), Scenario.FAILBACK, None, "fd00::4"),
    ),
    come=2,
    gone=0,
)
EDITED = Edited(
    ENTRY,
    Difference(ENTRY.label, {"name": "new"}, {}),
    Difference(ENTRY.label, {"name": "old"}, {}),
)
RECORDS: Sequence[Record] = (Begun("00" * 32, "/tmp/plan.toml"), EDITED, Moved(0), Saving("ab", 1))


def lines_of(*all: Record) -> list[bytes]:
    return [line(number, record) for number, record in enumerate(all)]


def forged(number: int, **data: object) -> bytes:
    """A line that is whole, whatever it says."""
    text = json.dumps({"n": number} | data).encode()
    return b"%08x %s\n" % (crc32(text), text)


LINES = lines_of(*RECORDS)


def test_what_is_read_is_what_was_written() -> None:
    assert tuple(records(LINES)) == RECORDS
    assert all(text.count(b"\n") == 1 and text.isascii() for text in LINES)
    [first] = records([line(0, Begun(None, "\udcff"))])
    assert first == Begun(None, "\udcff")


@pytest.mark.fault(82)
def test_no_byte_of_a_line_can_be_another_one() -> None:
    for number, text in enumerate(LINES):
        for at in range(len(text)):
            if at < 8 and text[at : at + 1].isalpha():
                continue  # the same digit as a capital
            damaged = text[:at] + bytes([text[at] ^ 1]) + text[at + 1 :]
            read = list(records([*LINES[:number], damaged, *LINES[number + 1 :]]))
            assert read == list(RECORDS[:number]), f"line {number}, byte {at}"


@pytest.mark.fault(82)
def test_a_line_that_is_missing_or_stands_twice_or_elsewhere_ends_what_is_read() -> None:
    one, two, three, four = LINES
    for order, count in (
        ([one, three, four], 1),
        ([one, two, two], 2),
        ([one, three, two], 1),
        ([two, three], 0),
        ([one, one], 1),
        ([one, line(1, RECORDS[0])], 1),
        ([], 0),
        ([b"\n"], 0),
        ([one, b""], 1),
    ):
        assert len(list(records(order))) == count


@pytest.mark.fault(82)
@pytest.mark.parametrize(
    "data",
    [
        {"journal": 2, "base": None, "path": "x"},
        {"journal": 1, "base": 5, "path": "x"},
        {"journal": 1, "path": "x"},
        {"journal": 1, "base": None},
        {},
    ],
    ids=repr,
)
def test_a_journal_of_another_version_has_no_lines(data: dict[str, object]) -> None:
    assert list(records([forged(0, **data)])) == []


@pytest.mark.parametrize(
    "data",
    [
        {"point": -1},
        {"point": True},
        {"point": 1.0},
        {"saving": "ab"},
        {"saving": "ab", "covers": 1},
        {"saving": None, "covers": 0},
        {"edit": None},
        {"edit": {}, "there": {}, "back": {}},
        {"edit": [[[]]], "there": {}, "back": {}},
    ],
    ids=repr,
)
def test_a_line_that_nobody_can_have_written_ends_what_is_read(data: dict[str, object]) -> None:
    assert list(records([LINES[0], forged(1, **data)])) == [RECORDS[0]]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=4,
)


@settings(law, max_examples=60)
@given(st.data())
def test_whatever_a_line_holds_it_is_a_record_or_none(data: st.DataObject) -> None:
    """Somebody else may have written it, with a checksum that is right."""
    good = json.loads(LINES[1][9:])
    where = data.draw(st.sampled_from(["edit", "there", "back", *good["edit"]]))
    value = data.draw(VALUES)
    (good if where in good else good["edit"])[where] = value
    list(records([LINES[0], forged(1, **{name: one for name, one in good.items() if name != "n"})]))


@pytest.mark.parametrize(
    "text", [b"[" * 100_000, b"1" * 5_000, b"null", b'"x"', b"\xff", b"{", b"NaN", b'{"n":1e999}']
)
def test_what_is_no_json_is_no_line(text: bytes) -> None:
    assert list(records([b"%08x %s\n" % (crc32(text), text)])) == []
