"""The subscriptions to read: what their ids look like, and whether they can be read.

Resource Graph leaves out in silence what whoever is signed in may not see. So each
subscription is asked for first.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from models.live.steps import Step

if TYPE_CHECKING:
    from models.live.connection import Connection

VERSION = "2022-12-01"
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def distinct(ids: Iterable[str]) -> list[str]:
    """The ids in lower case, each once, also of those that stand with commas between them.

    Raises :class:`ValueError` for what is none.
    """
    parts = (part.strip().casefold() for text in ids for part in text.split(","))
    found = list(dict.fromkeys(parts))
    for id in found:
        if not _ID.fullmatch(id):
            raise ValueError("a subscription is given by its id: az account list shows them")
    return found


def require(connection: "Connection", id: str) -> None:
    """Raise :class:`models.errors.LiveError` for a subscription that cannot be read."""
    url = f"{connection.endpoint}/subscriptions/{id}?api-version={VERSION}"
    needs = f"needs the role Reader on the subscription {id}"
    connection.get(url, Step(f"the subscription {id}"), needs)
