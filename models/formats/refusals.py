"""Why documents cannot be used, all of them told at once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from models.errors import Fault, InvalidInput


class Refusals:
    """Collects why documents cannot be used; nothing is refused before all were looked at."""

    def __init__(self) -> None:
        self._faults: list[tuple[str, Fault]] = []

    def __bool__(self) -> bool:
        return bool(self._faults)

    def add(self, source: str, message: str, place: str = "") -> None:
        """Note why the document of that name cannot be used."""
        self._faults.append((source, Fault(place, message)))

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Where the block finds a document that cannot be used, note that and go on."""
        try:
            yield
        except InvalidInput as error:
            self._faults += [(error.source, fault) for fault in error.faults]

    def raise_any(self) -> None:
        """Raise what was noted as one :class:`InvalidInput`; nothing where nothing was."""
        if not self._faults:
            return
        sources = list(dict.fromkeys(source for source, _ in self._faults))
        if len(sources) == 1:
            raise InvalidInput(sources[0], [fault for _, fault in self._faults])
        raise InvalidInput(f"{len(sources)} files", _named(self._faults))


def _named(faults: Sequence[tuple[str, Fault]]) -> list[Fault]:
    """The faults; each says which document it is of."""
    return [Fault(source, str(fault)) for source, fault in faults]
