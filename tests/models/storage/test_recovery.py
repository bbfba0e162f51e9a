"""After a crash everything that was edited comes back, and nothing that was not."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.edits import PutField
from models.edits.difference import Difference, Placed
from models.errors import StorageError
from models.formats.journal_lines import Begun, Edited, Moved, Record, Saving, line, records
from models.formats.plan_toml import dumps, loads
from models.plan import Plan
from models.session import Session
from models.storage.opening import open_plan
from models.storage.recovery import recovery
from models.storage.writing import fingerprint_of
from tests.support.drawn_edits import edits_for
from tests.support.drawn_plans import plans
from tests.support.faulty_system import quick_disk
from tests.support.kept import come_back, crash, kept, session_of
from tests.support.laws import long_law, state_of
from tests.support.random_edits import SIMPLE, random_edit, small_plan


@pytest.fixture(autouse=True, scope="module")
def _no_waiting() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        quick_disk(patch)
        yield


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_bytes(dumps(small_plan()).encode())
    return path


def journal_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.journal")


def step(data: st.DataObject, session: Session) -> str:
    """Do one thing of those that somebody does; which one."""
    what = data.draw(st.sampled_from(("edit", "edit", "edit", "undo", "redo", "go", "save")))
    count = len(session.history)
    if what == "edit" and (edit := data.draw(edits_for(session))):
        session.do(edit)
    elif what == "undo" and session.point:
        session.undo()
    elif what == "redo" and session.point < count:
        session.redo()
    elif what == "go" and count:
        point = data.draw(st.integers(0, count))
        if point != session.point:
            session.go_to(point)
    return what


@pytest.mark.fault(80)
@settings(long_law, max_examples=12)
@given(plans(), st.data())
def test_whatever_was_done_it_comes_back_with_all_that_can_be_undone(
    plan: Plan, data: st.DataObject
) -> None:
    with TemporaryDirectory() as directory:
        path = Path(directory) / "plan.toml"
        path.write_bytes(dumps(plan).encode())
        for _ in range(2):  # what came back is lost in a second crash no more than in the first
            session, opened = come_back(path)
            assert opened.custody is not None
            for _ in range(data.draw(st.integers(1, 5))):
                if step(data, session) == "save":
                    opened.custody.save(session.plan)
                    session.saved(session.plan, str(path))
            crash(opened)
            back, opened = come_back(path)
            assert back.plan == session.plan
            assert state_of(back) == state_of(session)
            if back.history:  # it was not saved
                assert kept(back) == kept(session)
                assert back.modified
                labels = (session.undo_label, session.redo_label)
                assert (back.undo_label, back.redo_label) == labels
            crash(opened)


def edited(path: Path) -> tuple[Session, list[Plan]]:
    """A session that was killed, and the plan after each line of its journal."""
    opened = open_plan(path)
    session = session_of(opened)
    random, after = Random(3), [session.plan]
    for number in range(5):
        if number == 3:
            session.undo()
        else:
            session.do(random_edit(random, session, SIMPLE))
        after.append(session.plan)
    crash(opened)
    return session, after


@pytest.mark.fault(82)
def test_a_journal_that_was_cut_off_at_any_byte_gives_all_whole_lines(path: Path) -> None:
    _, after = edited(path)
    data, base = journal_of(path).read_bytes(), small_plan()
    found = fingerprint_of(path.read_bytes())
    for length in range(len(data)):
        whole = data[:length].count(b"\n")
        read = tuple(records(io.BytesIO(data[:length])))
        assert len(read) == whole
        back = recovery(read, found)
        if back is None:
            assert whole < 2
        elif length in (len(data) - 1, data.index(b"\n", length) - 1):
            assert back.plan(base)[0] == after[whole - 1]


@pytest.mark.fault(80, 82)
def test_a_half_line_at_the_end_is_no_line_and_nobody_is_told(path: Path) -> None:
    session, _ = edited(path)
    with journal_of(path).open("ab") as journal:
        journal.write(b'0badcafe {"n":6,"poi')
    back, opened = come_back(path)
    assert kept(back) == kept(session)
    assert opened.cautions == ()
    back.undo()
    crash(opened)
    again, opened = come_back(path)
    assert kept(again) == kept(back)
    crash(opened)


@pytest.mark.fault(82)
def test_damage_in_the_middle_gives_what_stood_before_it_and_keeps_all_of_it(path: Path) -> None:
    _, after = edited(path)
    lines = journal_of(path).read_bytes().splitlines(keepends=True)
    lines[3] = lines[3].replace(b"edit", b"EDIT")
    damaged = b"".join(lines)
    journal_of(path).write_bytes(damaged)
    back, opened = come_back(path)
    assert back.plan == after[2]
    [caution] = opened.cautions
    keeping = path.with_name(".plan.toml.journal.1")
    assert caution.startswith(f"3 lines of the journal {journal_of(path)}.claimed are damaged; ")
    assert caution.endswith(f"it is kept as {keeping}.")
    assert keeping.read_bytes() == damaged
    assert keeping.stat().st_mode & 0o777 == 0o600
    crash(opened)
    again, opened = come_back(path)
    assert again.plan == after[2]
    assert opened.cautions == ()
    crash(opened)


def entry_line(path: Path) -> list[Record]:
    edited(path)
    return list(records(io.BytesIO(journal_of(path).read_bytes())))


def test_only_what_the_file_lacks_is_offered(path: Path) -> None:
    lines = entry_line(path)
    assert isinstance(lines[0], Begun)
    base, other = lines[0].base, "ab" * 32
    edits = [one for one in lines if isinstance(one, Edited)]
    saved = [*lines[:3], Saving(other, 2), *lines[3:]]
    at_first, at_saved = recovery(saved, base), recovery(saved, other)
    assert at_first is not None
    assert at_saved is not None
    assert [len(at_first.entries), at_first.undone, at_first.fits] == [3, 0, True]
    assert [len(at_saved.entries), at_saved.undone, at_saved.fits] == [1, 0, True]
    assert at_saved.entries[0] is edits[3].entry
    assert recovery(lines[:1], base) is None
    assert recovery([*lines[:3], Saving(other, 2)], other) is None
    assert recovery([*lines[:3], Saving(base or "", 2)], base) is None, "saved as what it was"
    assert recovery([], base) is None


def test_lines_between_an_edit_and_the_save_that_lacks_it_are_offered(path: Path) -> None:
    """Saving goes on beside the screen: what is edited meanwhile is not in the file."""
    lines = entry_line(path)
    other = "ab" * 32
    back = recovery([*lines[:4], Saving(other, 2)], other)
    assert back is not None
    assert len(back.entries) == 1
    assert recovery([*lines[:4], Saving(other, 3)], other) is None


def test_a_save_that_was_undone_is_offered_as_undone(path: Path) -> None:
    lines = entry_line(path)
    other = "ab" * 32
    back = recovery([*lines[:3], Saving(other, 2), Moved(0)], other)
    assert back is not None
    assert (list(back.entries), back.undone) == ([], 2)


@pytest.mark.fault(92)
def test_a_file_that_somebody_else_wrote_fits_no_journal(path: Path) -> None:
    session, _ = edited(path)
    path.write_bytes(dumps(PutField("", "note", "theirs").apply(small_plan())).encode())
    opened = open_plan(path)
    assert opened.recovery is not None
    assert not opened.recovery.fits
    assert len(opened.recovery.entries) == session.point
    assert opened.leave() == path.with_name(".plan.toml.journal.1")
    assert opened.plan.note == "theirs"
    crash(opened)


def test_a_journal_that_leads_nowhere_is_kept_and_told(path: Path) -> None:
    lines = [*entry_line(path)[:2], Moved(7)]
    journal_of(path).write_bytes(b"".join(map(line, range(3), lines)))
    opened = open_plan(path)
    [caution] = opened.cautions
    assert "is damaged: there is no point 7; it is kept as " in caution
    assert opened.plan == loads(path.read_text())
    assert path.with_name(".plan.toml.journal.1").exists()
    crash(opened)


def test_edits_that_do_not_fit_the_plan_are_left_where_they_are(path: Path) -> None:
    lines = entry_line(path)
    edit = next(one for one in lines if isinstance(one, Edited))
    row = small_plan().machine("vm0").model_copy(update={"id": "new", "name": "new"})
    twice = Difference("", {}, {"virtual_machines": (Placed("new", row, 0), Placed("new", row, 1))})
    data = b"".join(map(line, range(2), [lines[0], replace(edit, there=twice)]))
    journal_of(path).write_bytes(data)
    opened = open_plan(path)
    with pytest.raises(StorageError, match="the edits in it do not fit this plan"):
        opened.recover()
    opened.give_up()
    assert journal_of(path).read_bytes() == data


def test_hundreds_of_edits_can_be_undone_after_a_crash(path: Path) -> None:
    opened = open_plan(path)
    session, random = session_of(opened), Random(1)
    for _ in range(40):
        session.do(random_edit(random, session, SIMPLE))
    session.go_to(24)
    crash(opened)
    back, opened = come_back(path)
    assert kept(back) == kept(session)
    for _ in range(16):
        back.redo()
    for _ in range(40):
        back.undo()
    assert back.plan == small_plan()
    assert back.undo_label is None
    crash(opened)
