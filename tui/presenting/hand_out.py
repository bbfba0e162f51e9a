"""The hand-out on the disk: complete after every picture, so that nothing is lost."""

from datetime import datetime
from pathlib import Path

from models.errors import StorageError
from models.storage.writing import words_of, write_atomic
from models.training.hand_out import Shown, hand_out_text, picture_name

PAGE = "hand-out.md"
"""The file that names all pictures."""


class HandOut:
    """A directory that a presentation fills."""

    def __init__(self, directory: Path) -> None:
        """Make the directory. Raises :class:`StorageError` where it cannot be, or is not empty."""
        try:
            directory.mkdir(parents=True, exist_ok=True)
            taken = any(directory.iterdir())
        except (OSError, ValueError) as error:
            raise StorageError(f"{directory}: no hand-out there: {words_of(error)}") from error
        if taken:
            raise StorageError(
                f"{directory} is not empty; name a new directory for the hand-out, or an empty one"
            )
        self.directory = directory
        self.title = self.plan = ""
        self._shown: list[Shown] = []

    def add(self, title: str, picture: str, say: str = "", keys: tuple[str, ...] = ()) -> Path:
        """Take in a picture, and write the page anew; the file of the picture.

        Raises :class:`StorageError`.
        """
        name = picture_name(len(self._shown) + 1, title)
        write_atomic(self.directory / name, picture.encode("utf-8", "replace"))
        self._shown.append(Shown(title, name, say, keys))
        page = hand_out_text(self.title, self.plan, datetime.now().astimezone(), self._shown)
        write_atomic(self.directory / PAGE, page.encode("utf-8", "replace"))
        return self.directory / name
