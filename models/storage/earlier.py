"""The journal that an earlier session left, while it is asked what is to become of it.

It is taken away from where its session writes, be that one alive or not, and read only then:
whoever still writes to it notices before that counts.
"""

import contextlib
import os
from pathlib import Path

from models.errors import StorageError
from models.storage.alone import alone_in
from models.storage.journal import stands_at, taken_over
from models.storage.reading import file_bytes
from models.storage.side_files import SideFiles
from models.storage.writing import words_of, write_atomic

_FLAGS = getattr(os, "O_PATH", os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)) | getattr(
    os, "O_NOFOLLOW", 0
)


class Earlier:
    """A journal that was taken away, to be read at ``path``."""

    def __init__(self, files: SideFiles) -> None:
        """Find it where it was taken to. Raises :class:`StorageError`."""
        self.path = self._claimed = files.claimed
        self._journal = files.journal
        self._descriptor = -1
        try:  # as long as it is open its number is given to no other file
            self._descriptor = os.open(self.path, _FLAGS)
            self._found = os.fstat(self._descriptor)
        except FileNotFoundError as error:
            raise taken_over(self.path) from error
        except OSError as error:
            self._close()
            raise StorageError(f"{self.path} could not be read: {words_of(error)}") from error

    def check(self) -> None:
        """Raise :class:`TakenOver` where somebody else has taken it meanwhile, or gone on in it."""
        stands = stands_at(self.path)
        if stands is None or stands.st_size != self._found.st_size or not self._is(stands):
            raise taken_over(self.path)

    def copy_to(self, path: Path) -> None:
        """Keep a copy of it. Raises :class:`StorageError`."""
        write_atomic(path, file_bytes(self.path), mode=0o600)

    def move_to(self, path: Path) -> None:
        """Keep it under a name where it is in nobody's way. Raises :class:`StorageError`."""
        with alone_in(path.parent):
            self.check()
            try:
                os.rename(self.path, path)
            except OSError as error:
                words = words_of(error)
                raise StorageError(f"{self.path} could not be kept as {path}: {words}") from error
        self.path = path

    def move_back(self) -> None:
        """Take it back from the name that it was kept under: it is asked about again."""
        with contextlib.suppress(OSError):
            os.rename(self.path, self._claimed)
            self.path = self._claimed

    def give_back(self) -> None:
        """Let it be what it was, unless another session has begun one by now."""
        with contextlib.suppress(OSError), alone_in(self.path.parent):
            if self._is(os.lstat(self.path)) and not os.path.lexists(self._journal):
                os.rename(self.path, self._journal)
        self._close()

    def remove(self) -> None:
        """Do without it, unless it was kept under a name."""
        if self.path == self._claimed:
            with contextlib.suppress(OSError), alone_in(self.path.parent):
                if self._is(os.lstat(self.path)):
                    os.unlink(self.path)
        self._close()

    def _is(self, stands: os.stat_result) -> bool:
        return os.path.samestat(stands, self._found)

    def _close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor = -1


def claimed(files: SideFiles) -> Earlier | None:
    """Take the journal away from who may still write it: what it says then is all there is.

    One that was taken away already, by a session that ended then, is found too.
    Raises :class:`StorageError`.
    """
    try:
        with alone_in(files.journal.parent):
            os.rename(files.journal, files.claimed)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise StorageError(f"{files.journal} could not be taken over: {words_of(error)}") from error
    return None if stands_at(files.claimed) is None else Earlier(files)
