"""An estate as Azure has it now, as documents to import."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.formats.azure_report import Skipped
from models.live.connection import Connection
from models.live.graph import KINDS, VAULTS, Kind, list_kind
from models.live.refusals import Forbidden, NotThere
from models.live.signing_in import connect
from models.live.steps import Progress, unseen
from models.live.subscriptions import require
from models.live.vaults import ROLE, Vault, lists_of, vault_of

SOURCE = "azure"


@dataclass(frozen=True, slots=True)
class Live:
    """What was read: documents by the names that messages use, and what could not be had."""

    documents: tuple[tuple[str, bytes], ...]
    skipped: tuple[Skipped, ...]


def read(subscriptions: Sequence[str], cloud: str, progress: Progress = unseen) -> Live:
    """The estate in some subscriptions of a cloud, by their ids.

    ``progress`` is told each step and may raise to stop. Raises
    :class:`models.errors.LiveError`.
    """
    with connect(cloud) as connection:
        connection.progress = progress
        return read_by(connection, subscriptions)


def read_by(connection: Connection, subscriptions: Sequence[str]) -> Live:
    """The same by a connection that is there."""
    for subscription in subscriptions:
        require(connection, subscription)
    reading = _Reading(connection, subscriptions)
    for kind in KINDS:
        reading.add(kind.words, reading.rows_of(kind))
    for row in reading.rows_of(VAULTS):
        reading.add_vault(vault_of(row))
    return Live(tuple(reading.documents), tuple(reading.skipped))


@dataclass(slots=True)
class _Reading:
    """What was read so far."""

    connection: Connection
    subscriptions: Sequence[str]
    documents: list[tuple[str, bytes]] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def rows_of(self, kind: Kind) -> Sequence[object]:
        """The resources of a kind."""
        found = list_kind(self.connection, kind, self.subscriptions)
        if found.missing:
            reason = "Azure counts them but did not give them: they changed meanwhile; import again"
            skipped = Skipped(f"{SOURCE}: {kind.words}", kind.words, reason, found.missing)
            self.skipped.append(skipped)
        return found.rows

    def add_vault(self, vault: Vault | None) -> None:
        """Add the lists of a vault: all of them, or where it cannot be read, none."""
        if vault is None:
            self._skip_vault("vaults", "its id is not one of a vault")
            return
        try:
            lists = list(lists_of(self.connection, vault))
        except Forbidden:
            reason = f"its Site Recovery cannot be read: that needs the role {ROLE} on the vault"
            self._skip_vault(f"vaults/{vault.name}", reason)
            return
        except NotThere:
            reason = "it is gone, or hidden from whoever is signed in"
            self._skip_vault(f"vaults/{vault.name}", reason)
            return
        for words, rows in lists:
            self.add(f"{words} of the vault {vault.name}", rows)

    def _skip_vault(self, subject: str, reason: str) -> None:
        self.skipped.append(Skipped(f"{SOURCE}: {VAULTS.words}", subject, reason))

    def add(self, words: str, rows: Sequence[object]) -> None:
        """Add a list as a document in the form of an ARM REST list."""
        self.documents.append((f"{SOURCE}: {words}", json.dumps({"value": rows}).encode()))
