"""A plan file while a session has it open: its lock, its journal, and saving it."""

import contextlib
import os
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from models.edits.difference import Difference
from models.errors import StorageError
from models.formats.journal_lines import Begun, Edited, Moved, Record, Saving
from models.history import Entry
from models.plan import Plan
from models.storage.alone import alone_in
from models.storage.document import Document, Ready
from models.storage.journal import Journal
from models.storage.owner import this_session
from models.storage.plan_lock import LockUnsupported, PlanLock
from models.storage.side_files import SideFiles, backup_of, side_files, temporary_of
from models.storage.writing import Fingerprint, fingerprint, words_of

LARGEST_JOURNAL = 64 * 1024 * 1024
"""How large a journal may be, in bytes, before saving begins another without the history."""


class Custody:
    """What a session has of its plan file; keeps its edits (:class:`models.session.Keeper`)."""

    def __init__(
        self,
        document: Document,
        files: SideFiles,
        lock: PlanLock | None,
        records: Sequence[Record] = (),
        check: Callable[[], None] = lambda: None,
    ) -> None:
        """Begin the journal of a session, with what an earlier one left where that goes on.

        ``lock`` is held already, ``None`` where there are no locks; ``check`` raises where
        somebody else has the plan by now. Raises :class:`StorageError` where the journal
        cannot be written, and :class:`models.errors.TakenOver` where another session has
        begun one.
        """
        self.document = document
        self._lock = lock
        self._backed_up = False
        self._one_at_a_time = threading.Lock()  # saving goes on beside the screen
        self._about: Fingerprint | None = None
        """What the file was about to become when saving failed; it may have become it."""
        self._journal = Journal(files.journal, records or [_begun(document)], check)

    @property
    def journal_path(self) -> Path:
        """Where the edits are kept until they are saved."""
        return self._journal.path

    def edited(self, entry: Entry, there: Difference, back: Difference) -> None:
        """Keep an edit. Raises :class:`StorageError` as :meth:`Journal.append` does."""
        self._append(Edited(entry, there, back))

    def moved(self, point: int) -> None:
        """Keep that edits were undone or redone. Raises as :meth:`edited` does."""
        self._append(Moved(point))

    @property
    def last_line(self) -> int:
        """The number of the last line of the journal: what is kept up to now."""
        return self._journal.last

    def save(self, plan: Plan, covers: int | None = None) -> None:
        """Write the plan to its file.

        ``covers`` is :attr:`last_line` as it was when the session had this plan, for who
        saves beside the screen while it is edited on. Raises
        :class:`models.errors.ChangedOnDisk` where somebody else wrote the file,
        :class:`models.errors.TakenOver` where another session has the plan now, and
        :class:`StorageError` where it cannot be written.
        """
        self._check()
        if self._about is not None and fingerprint(self.document.path) == self._about:
            self.accept(self._about)
        with ExitStack() as held:
            self.document = self.document.save(plan, self._saving(covers, held))
        self._about = None
        self._shorten(covers)

    def save_as(
        self, plan: Plan, path: Path, state: Path | None = None, covers: int | None = None
    ) -> None:
        """Write the plan to another file and have that one open from now on.

        ``state`` is the user's own directory for side files, ``covers`` as in :meth:`save`.
        Raises :class:`StorageError`, and :class:`models.errors.PlanHeld` where another
        session has that file open.
        """
        if _same(path, self.document.path):
            self._check()
            with ExitStack() as held:
                self.document = self.document.save_as(plan, path, self._saving(covers, held))
            self._about = None
            return
        files, lock = take(path, state)
        try:
            _check_no_journal(path, files)
            self._move(plan, path, files, lock, covers)
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    def _move(
        self, plan: Plan, path: Path, files: SideFiles, lock: PlanLock | None, covers: int | None
    ) -> None:
        """Go on in another file; no edit is made between copying the journal and that."""
        copies: list[Journal] = []
        with ExitStack() as held:

            def ready(fingerprint: Fingerprint) -> None:
                held.enter_context(self._one_at_a_time)
                saving = Saving(fingerprint, self.last_line if covers is None else covers)
                copies.append(self._journal.copy_to(files.journal, saving))

            try:
                document = self.document.save_as(plan, path, ready)
            except BaseException:
                for copy in copies:
                    copy.close(remove=True)
                raise
            self.close()
            self.document, self._lock, self._journal = document, lock, copies[0]
            self._about = None

    def accept(self, fingerprint: Fingerprint | None) -> None:
        """Take it that the file has another content by now, and may be written over."""
        self.document = replace(self.document, fingerprint=fingerprint)

    def close(self, *, keep: bool = False) -> None:
        """Have the plan open no more; what was not saved is given up, unless it is to be kept."""
        self._journal.close(remove=not keep)
        if self._lock is not None:
            self._lock.release()

    def _check(self) -> None:
        with self._one_at_a_time:
            self._journal.check()

    def _append(self, record: Record) -> None:
        with self._one_at_a_time:
            self._journal.append(record)

    def _saving(self, covers: int | None, held: ExitStack) -> Ready:
        """What is done before the file takes its place; ``held`` until it has."""
        last = self.last_line if covers is None else covers

        def ready(fingerprint: Fingerprint) -> None:
            self._back_up()
            self._about = fingerprint
            held.enter_context(self._one_at_a_time)
            self._journal.append(Saving(fingerprint, last))
            held.enter_context(alone_in(self._journal.path.parent))
            self._journal.check()

        return ready

    def _back_up(self) -> None:
        """Keep the plan as it was before this session saved it for the first time."""
        if self._backed_up:
            return
        real = Path(os.path.realpath(self.document.path))
        backup = backup_of(real)
        temporary = temporary_of(backup)
        with contextlib.suppress(OSError):  # where there are no second names there is no backup
            os.link(real, temporary)
            try:
                os.replace(temporary, backup)
            finally:  # it stays where both names are those of one file already
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(temporary)
        self._backed_up = True

    def _shorten(self, covers: int | None) -> None:
        """Do without the history that was saved where the journal has grown very large."""
        with self._one_at_a_time:
            edited_since = covers is not None and self.last_line > covers + 1
            if self._journal.size <= LARGEST_JOURNAL or edited_since:
                return
            with contextlib.suppress(StorageError):  # what it holds stays good
                self._journal.begin_again([_begun(self.document)])


def copied_to(document: Document, plan: Plan, path: Path, state: Path | None = None) -> Custody:
    """Write a plan that was only read to another file, and have that one open to edit it.

    Raises as :meth:`Custody.save_as` does.
    """
    files, lock = take(path, state)
    try:
        _check_no_journal(path, files)
        return Custody(document.save_as(plan, path), files, lock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def take(path: Path, state: Path | None) -> tuple[SideFiles, PlanLock | None]:
    """The side files of a plan, and its lock; ``None`` where there are no locks.

    Raises :class:`models.errors.PlanHeld` where another session has it.
    """
    real = _real(path)
    if not os.path.isdir(real.parent):  # else the lock would make it
        raise StorageError(f"{path}: there is no directory {real.parent}")
    files = side_files(real, state)
    if not files.beside:
        make_private(files.lock.parent)
    me = this_session(datetime.now(UTC).astimezone())
    try:
        return files, PlanLock(files.lock, me, _mode(real))
    except LockUnsupported:
        return files, None


def _check_no_journal(path: Path, files: SideFiles) -> None:
    """Raise :class:`StorageError` where writing a file would make unsaved edits of it worthless."""
    for journal in (files.journal, files.claimed):
        if os.path.lexists(journal):
            raise StorageError(
                f"{path} may have edits that were not saved, in {journal}; open it first, or"
                " save under another name"
            )


def make_private(directory: Path) -> None:
    """Make a directory that nobody else may look into. Raises :class:`StorageError`."""
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"{directory} could not be made: {words_of(error)}") from error


def _begun(document: Document) -> Begun:
    return Begun(document.fingerprint, str(document.path))


def _mode(real: Path) -> int:
    """Who may write the plan may ask for its lock."""
    try:
        return (real.stat().st_mode & 0o666) | 0o600
    except OSError:
        return 0o600


def _same(path: Path, other: Path) -> bool:
    return _real(path) == _real(other)


def _real(path: Path) -> Path:
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError) as error:
        raise StorageError(f"{path}: {words_of(error)}") from error
