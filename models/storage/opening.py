"""Opening a plan file to edit it: lock, journal, and what an earlier session left behind."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path

from models.errors import InvalidInput, StorageError
from models.history import History
from models.plan import Plan
from models.storage.custody import Custody, set_aside, take
from models.storage.document import Document, open_document
from models.storage.journal import read_journal
from models.storage.leftovers import sweep
from models.storage.plan_lock import PlanLock, break_lock
from models.storage.recovery import Recovery, recovery
from models.storage.side_files import SideFiles, backup_of, side_files
from models.storage.writing import fingerprint_of, words_of


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
    custody: Custody | None = None
    recovery: Recovery | None = None
    cautions: tuple[str, ...] = ()
    keep: bool = False
    """Whether the earlier journal has more than can be recovered, so that it is kept."""
    _files: SideFiles | None = None
    _lock: PlanLock | None = None
    _earlier: Path | None = None

    def recover(self) -> None:
        """Let the edits of the earlier session come back; they can be undone as before.

        Raises :class:`StorageError` where the journal does not fit the plan, or cannot be
        written; it is left where it is then.
        """
        if self.recovery is None or self._files is None:
            return
        try:
            self.plan, self.history = self.recovery.plan(self.plan)
        except (KeyError, ValueError) as error:
            raise StorageError(
                f"{self._files.journal}: the edits in it do not fit this plan"
            ) from error
        if self.keep:
            self._set_aside()
        self.custody = Custody(self.document, self._files, self._lock, self.recovery.records)
        self.recovery = None
        self._drop_claimed()

    def leave(self) -> Path | None:
        """Open the plan as its file has it; where the edits of the earlier session are kept.

        Raises :class:`StorageError`.
        """
        if self._files is None:
            return None
        kept = self._set_aside() if self.keep or self.recovery is not None else None
        self.custody = Custody(self.document, self._files, self._lock)
        self.recovery = None
        self._drop_claimed()
        return kept

    def give_up(self) -> None:
        """Open nothing after all; whatever an earlier session left is left as it is."""
        if self.custody is not None:
            self.custody.close()
            return
        if self._files is not None and self._earlier == self._files.claimed:
            with contextlib.suppress(OSError):
                os.rename(self._files.claimed, self._files.journal)
        if self._lock is not None:
            self._lock.release()

    def _set_aside(self) -> Path | None:
        if self._files is None or self._earlier is None:
            return None
        return set_aside(self._earlier, self._files.journal)

    def _drop_claimed(self) -> None:
        """Do without a journal that was taken over once everything in it is in the new one."""
        if self._files is not None and self._earlier == self._files.claimed:
            with contextlib.suppress(OSError):
                os.unlink(self._files.claimed)


def open_plan(path: Path, state: Path | None = None, access: Access = Access.EDIT) -> Opened:
    """Open a plan file.

    ``state`` is the user's own directory, for side files where the plan's directory cannot
    be written. Raises :class:`models.errors.PlanHeld` where another session has it,
    :class:`NotWritable` where it cannot be saved, :class:`StorageError` and
    :class:`models.errors.InvalidInput` where it cannot be read.
    """
    real = Path(os.path.realpath(path))
    new = access is Access.NEW
    if access is Access.READ or not (new or real.is_file()):
        return _only_read(path, real, state)
    if access is not Access.ELSEWHERE:
        _check_writable(path, real)
    if access is Access.TAKE_OVER:
        break_lock(side_files(real, state).lock)
    files, lock = take(path, state)
    try:
        claim = lock is None or access is Access.TAKE_OVER
        return _opened(path, files, lock, _begin if new else _read, claim=claim)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _only_read(path: Path, real: Path, state: Path | None) -> Opened:
    plan, document = _read(path)
    opened = Opened(plan, document, read_only=True)
    journal = side_files(real, state).journal
    if journal.exists():
        opened.cautions = (
            f"{journal} may have edits that are not in the plan file: of a session that is"
            " open, or of one that ended unexpectedly.",
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
    earlier = _claimed(files) if claim else _standing(files)
    plan, document = read(path)
    opened = Opened(plan, document, _files=files, _lock=lock, _earlier=earlier)
    cautions = [] if lock else [NO_LOCKS.format(files.lock.parent)]
    if earlier is not None:
        _look_into(earlier, opened, cautions)
    if opened.recovery is None:
        opened.leave()
    opened.cautions = tuple(cautions)
    return opened


def _look_into(earlier: Path, opened: Opened, cautions: list[str]) -> None:
    """See what of an earlier journal is not in the plan file; what cannot be used is kept."""
    why, found = "", None
    try:
        found = read_journal(earlier)
        if found is not None:
            opened.recovery = recovery(found.records, opened.document.fingerprint)
            if found.unread:
                why = f"{found.unread} lines of the journal {earlier} are damaged"
    except StorageError as error:
        why = str(error)
    except ValueError as error:
        why = f"the journal {earlier} is damaged: {error}"
    opened.keep = bool(why)
    if why:
        cautions.append(f"{why}; it is kept.")


def _claimed(files: SideFiles) -> Path | None:
    """Take the journal away from who may still write it: what it says then is all there is."""
    try:
        os.rename(files.journal, files.claimed)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise StorageError(f"{files.journal} could not be taken over: {words_of(error)}") from error
    return files.claimed if files.claimed.exists() else None


def _standing(files: SideFiles) -> Path | None:
    """The journal an earlier session left; one that was being taken over, where that is all."""
    if files.journal.exists() or files.journal.is_symlink():
        return files.journal
    return files.claimed if files.claimed.exists() else None


def _check_writable(path: Path, real: Path) -> None:
    if real.exists() and not os.access(real, os.W_OK):
        raise NotWritable(f"{path} is write-protected: it can be edited, but not saved here")
    if not real.parent.is_dir():
        raise StorageError(f"{path}: there is no directory {real.parent}")
    if not os.access(real.parent, os.W_OK):
        raise NotWritable(
            f"{real.parent} cannot be written: {path.name} can be edited, but not saved there"
        )


def _begin(path: Path) -> tuple[Plan, Document]:
    """A plan with nothing in it, for a file that is not there, or empty."""
    fingerprint = fingerprint_of(path.read_bytes()) if path.exists() else None
    if fingerprint not in (None, fingerprint_of(b"")):
        raise StorageError(f"{path} has something in it; open it instead")
    return Plan(name=path.stem), Document(path, fingerprint)


def _read(path: Path) -> tuple[Plan, Document]:
    """The plan and its file; where it cannot be used, what it was before is named."""
    try:
        return open_document(path)
    except InvalidInput as error:
        backup = backup_of(Path(os.path.realpath(path)))
        if backup.is_file():
            error.hint = f"What it was before it was last edited is kept in {backup}."
        raise
