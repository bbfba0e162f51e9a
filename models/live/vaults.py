"""What Site Recovery has in a vault: lists by the REST API, as Resource Graph lacks them.

https://learn.microsoft.com/rest/api/site-recovery
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

from models.live.connection import Connection
from models.live.pages import Pages

VERSION = "2025-08-01"
FABRICS = "replicationFabrics"
LISTS = {
    "fabrics": FABRICS,
    "network mappings": "replicationNetworkMappings",
    "protected items": "replicationProtectedItems",
    "recovery plans": "replicationRecoveryPlans",
}
"""The lists of a vault by what messages call them."""
ROLE = "Site Recovery Reader"
_ID = re.compile(
    r"/subscriptions/[-\w]+/resourceGroups/(?!\.+/)[-\w.()]+"
    r"/providers/Microsoft\.RecoveryServices/vaults/(?P<name>[-\w]+)",
    re.IGNORECASE,
)


class Vault(NamedTuple):
    """A vault: its ARM id and its name."""

    id: str
    name: str


def vault_of(row: Any) -> Vault | None:
    """The vault in a row of Resource Graph; ``None`` where its id is not one of a vault."""
    id = row.get("id") if isinstance(row, dict) else None
    found = _ID.fullmatch(id) if isinstance(id, str) else None
    return Vault(found[0], found["name"]) if found else None


def lists_of(connection: Connection, vault: Vault) -> Iterator[tuple[str, list[Any]]]:
    """The lists of a vault, each with what it has, in the order of :data:`LISTS`.

    A vault without fabrics replicates nothing, so no more is asked of it. Raises
    :class:`models.errors.LiveError`.
    """
    for words, segment in LISTS.items():
        what = f"the list of {words} of the vault {vault.name}"
        url = f"{connection.endpoint}{quote(vault.id, safe='/()')}/{segment}?api-version={VERSION}"
        rows = _rows(connection, url, Pages(what), vault)
        yield words, rows
        if segment == FABRICS and not rows:
            return


def _rows(connection: Connection, url: str, pages: Pages, vault: Vault) -> list[Any]:
    needs = f"needs the role {ROLE} on the vault {vault.name}"
    while True:
        answer = connection.get(url, pages.step, needs)
        pages.take(answer.get("value"))
        mark = pages.mark(answer.get("nextLink"))
        if mark is None:
            return pages.rows
        url = mark
