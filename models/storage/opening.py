"""Opening a plan file to edit it: lock, journal, and what an earlier session left behind."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial
from pathlib import Path

from models.consistency import flaws, rows_of
from models.errors import InvalidInput, StorageError
from models.formats.journal_lines import Record
from models.history import History
from models.plan import Plan
from models.progress import Progress, untold
from models.storage.custody import Custody, take
from models.storage.document import Document, open_document
from models.storage.earlier import Earlier, claimed
from models.storage.journal import NotUsed, read_journal, stands_at, taken_over
from models.storage.leftovers import sweep
from models.storage.plan_lock import PlanLock, break_lock
from models.storage.reading import check_readable
from models.storage.recovery import Recovery, recovery
from models.storage.side_files import SideFiles, backup_of, kept_name, side_files
from models.storage.writing import fingerprint, fingerprint_of, words_of


class Access(Enum):
    """How a plan is to be opened."""

    EDIT = auto()
    READ = auto()
    ELSEWHERE = auto()
    """Edited, and saved to another file, as this one cannot be written."""
    TAKE_OVER = auto()
    """Edited although another session has it open, which that one will notice."""
    NEW = auto()
    """Begun, as there is no file yet, or nothing in it."""


NO_LOCKS = (
    "{} has no locks: nobody is kept from opening the plan too. What somebody else saves"
    " meanwhile is never overwritten unasked."
)


class NotWritable(StorageError):
    """A plan that could be edited, but not saved where it is; the message says why."""


@dataclass
class Opened:
    """A plan that was opened, before anything of it is edited.

    ``custody`` is ``None`` where it is only read, and until :meth:`recover` or
    :meth:`leave` was called where ``recovery`` says that there are edits to come back.
    ``cautions`` are sentences to be told.
    """

    plan: Plan
    document: Document
    history: History = field(default_factory=History)
    read_only: bool = False
    taken_over: bool = False
    """Whether another session had it open, which lives on perhaps."""
    custody: Custody | None = None
    recovery: Recovery | None = None
    cautions: tuple[str, ...] = ()
    keep: bool = False
    """Whether the earlier journal has more than can be recovered, so that it is kept."""
    _files: SideFiles | None = None
    _lock: PlanLock | None = None
    _earlier: Earlier | None = None

    def recover(self) -> None:
        """Let the edits of the earlier session come back; they can be undone as before.

        Raises :class:`StorageError` where the journal does not fit the plan, or cannot be
        written; it is left where it is then. Raises :class:`models.errors.TakenOver` where
        another session has taken the plan over meanwhile.
        """
        if self.recovery is None or self._files is None or self._earlier is None:
            return
        try:
            plan, history = self.recovery.plan(self.plan)
            for flaw in flaws(rows_of(plan)):
                raise ValueError(flaw.message)
        except (KeyError, ValueError) as error:
            raise StorageError(
                f"{self._files.journal}: the edits in it do not fit this plan"
            ) from error
        self._earlier.check()
        if self.keep:
            self._earlier.copy_to(kept_name(self._files.journal))
        self._begin(self._files, self.recovery.records)
        self.plan, self.history = plan, history

    def leave(self) -> Path | None:
        """Open the plan as its file has it; where the edits of the earlier session are kept.

        Raises as :meth:`recover` does.
        """
        if self._files is None or self.custody is not None:
            return None
        if self._earlier is None or not (self.keep or self.recovery is not None):
            self._begin(self._files)
            return None
        kept = kept_name(self._files.journal)
        self._earlier.move_to(kept)
        try:
            self._begin(self._files)
        except BaseException:
            self._earlier.move_back()
            raise
        return kept

    def give_up(self) -> None:
        """Open nothing after all; whatever an earlier session left is left as it is."""
        if self.custody is not None:
            self.custody.close(keep=self.custody.last_line > 0)
            return
        if self._earlier is not None:
            self._earlier.give_back()
        if self._lock is not None:
            self._lock.release()

    def _begin(self, files: SideFiles, records: Sequence[Record] = ()) -> None:
        """Begin the session's own journal; what is needed of the earlier one is in it."""

        def check() -> None:
            if self._earlier is not None and self._earlier.path == files.claimed:
                self._earlier.check()
            elif stands_at(files.claimed) is not None:
                raise taken_over(files.claimed)

        self.custody = Custody(self.document, files, self._lock, records, check)
        self.recovery = None
        if self._earlier is not None:
            self._earlier.remove()


def open_plan(
    path: Path,
    state: Path | None = None,
    access: Access = Access.EDIT,
    progress: Progress = untold,
) -> Opened:
    """Open a plan file.

    ``state`` is the user's own directory, for side files where the plan's directory cannot
    be written; ``progress`` is told how far reading is.
    Raises :class:`models.errors.PlanHeld` where another session has it,
    :class:`NotWritable` where it cannot be saved, :class:`StorageError` and
    :class:`models.errors.InvalidInput` where it cannot be read.
    """
    new = access is Access.NEW
    try:
        real = Path(os.path.realpath(path))
        there = real.is_file()
    except (OSError, ValueError) as error:
        check_readable(path)
        raise StorageError(f"{path}: {words_of(error)}") from error
    if access is Access.READ or not (new or there):
        return _only_read(path, real, state, progress)
    if access is not Access.ELSEWHERE:
        _check_writable(path, real)
    if access is Access.TAKE_OVER:
        break_lock(side_files(real, state).lock)
    files, lock = take(path, state)
    try:
        claim = lock is None or access is Access.TAKE_OVER
        read = _begin if new else partial(_read, progress=progress)
        opened = _opened(path, files, lock, read, claim=claim)
        opened.taken_over = access is Access.TAKE_OVER
        return opened
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _only_read(path: Path, real: Path, state: Path | None, progress: Progress) -> Opened:
    plan, document = _read(path, progress)
    opened = Opened(plan, document, read_only=True)
    files = side_files(real, state)
    opened.cautions = tuple(
        f"{journal} may have edits that are not in the plan file: of a session that is"
        " open, or of one that ended unexpectedly."
        for journal in (files.journal, files.claimed)
        if os.path.lexists(journal)
    )
    return opened


def _opened(
    path: Path,
    files: SideFiles,
    lock: PlanLock | None,
    read: Callable[[Path], tuple[Plan, Document]],
    *,
    claim: bool,
) -> Opened:
    """The plan, with what an earlier session left; ``claim`` where that one may still live."""
    if not claim:
        sweep(path, files)
    earlier = claimed(files)
    cautions = [] if lock else [NO_LOCKS.format(files.lock.parent)]
    try:
        plan, document = read(path)
        opened = Opened(plan, document, _files=files, _lock=lock, _earlier=earlier)
        if earlier is not None:
            _look_into(earlier.path, kept_name(files.journal), opened, cautions)
        if opened.recovery is None:
            opened.leave()
    except BaseException:
        if earlier is not None:
            earlier.give_back()
        raise
    opened.cautions = tuple(cautions)
    return opened


def _look_into(earlier: Path, keeping: Path, opened: Opened, cautions: list[str]) -> None:
    """See what of an earlier journal is not in the plan file; what cannot be used is kept."""
    why = ""
    try:
        found = read_journal(earlier)
        opened.recovery = recovery(found.records, opened.document.fingerprint)
        if found.unread:
            why = f"{found.unread} lines of the journal {earlier} are damaged"
    except NotUsed as error:
        why = str(error)
    except ValueError as error:
        why = f"the journal {earlier} is damaged: {error}"
    opened.keep = bool(why)
    if why:
        cautions.append(f"{why}; it is kept as {keeping}.")


def _check_writable(path: Path, real: Path) -> None:
    if os.path.exists(real) and not os.access(real, os.W_OK):
        raise NotWritable(f"{path} is write-protected: it can be edited, but not saved here")
    if not os.path.isdir(real.parent):
        raise StorageError(f"{path}: there is no directory {real.parent}")
    if not os.access(real.parent, os.W_OK):
        raise NotWritable(
            f"{real.parent} cannot be written: {path.name} can be edited, but not saved there"
        )


def _begin(path: Path) -> tuple[Plan, Document]:
    """A plan with nothing in it, for a file that is not there, or empty."""
    found = fingerprint(path)
    if found not in (None, fingerprint_of(b"")):
        raise StorageError(f"{path} has something in it; open it instead")
    return Plan(name=path.stem), Document(path, found)


def _read(path: Path, progress: Progress) -> tuple[Plan, Document]:
    """The plan and its file; where it cannot be used, what it was before is named."""
    try:
        return open_document(path, progress)
    except InvalidInput as error:
        backup = backup_of(Path(os.path.realpath(path)))
        if os.path.isfile(backup):
            error.hint = f"What it was before it was last edited is kept in {backup}."
        raise
