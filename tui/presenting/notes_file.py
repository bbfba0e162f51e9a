"""The file through which a presentation tells its speaker's terminal where it stands."""

import stat
from contextlib import suppress
from pathlib import Path

from models.errors import PlanError, StorageError
from models.storage.reading import file_bytes
from models.storage.writing import words_of, write_atomic
from models.training.speaker_notes import LARGEST, SpeakerNotes, notes_from, notes_text


class NotesFile:
    """A file of the person's own in the program's directory."""

    def __init__(self, state: Path) -> None:
        """``state`` is the directory, which need not exist."""
        self.path = state / "presenting.json"

    def write(self, notes: SpeakerNotes) -> None:
        """Say where the presentation stands. Raises :class:`StorageError`."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self.path.exists() and stat.S_IMODE(self.path.stat().st_mode) & 0o077:
                self.path.unlink()  # as writing keeps the mode, and nobody else is to read this
        except OSError as error:
            raise StorageError(f"{self.path}: {words_of(error)}") from error
        write_atomic(self.path, notes_text(notes).encode("ascii"), mode=0o600)

    def remove(self, pid: int) -> None:
        """Say that the presentation of a process is over; that of another one goes on."""
        now = self.read()
        if now is not None and now.pid == pid:
            with suppress(OSError):
                self.path.unlink()

    def read(self) -> SpeakerNotes | None:
        """Where the presentation stands; ``None`` where there is none."""
        try:
            return notes_from(file_bytes(self.path, LARGEST).decode("ascii"))
        except (PlanError, ValueError):
            return None


def is_running(notes: SpeakerNotes) -> bool:
    """Whether the process that wrote this is there still, and not another with its number."""
    import psutil  # here, as it is slow to load

    try:
        return bool(psutil.Process(notes.pid).create_time() <= notes.since + 1)
    except (psutil.Error, ValueError, OverflowError):
        return False
