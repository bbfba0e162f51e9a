"""Lists of resources by Azure Resource Graph.

https://learn.microsoft.com/rest/api/azureresourcegraph/resourcegraph/resources/resources
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from azure.mgmt.resourcegraph.models import QueryRequest, QueryRequestOptions

from models.live.connection import Connection
from models.live.pages import Pages
from models.live.refusals import unusable

PATH = "/providers/Microsoft.ResourceGraph/resources"
VERSION = "2021-03-01"
PAGE = 1000
"""Rows a page; Azure allows no more."""
MOST_SUBSCRIPTIONS = 1000
"""How many subscriptions one query may go over; Azure allows no more."""
NEEDS = "needs the role Reader on the subscriptions"


class Kind(NamedTuple):
    """A kind of resource: what messages call it, and its type."""

    words: str
    type: str


KINDS = (
    Kind("virtual networks", "microsoft.network/virtualnetworks"),
    Kind("network interfaces", "microsoft.network/networkinterfaces"),
    Kind("virtual machines", "microsoft.compute/virtualmachines"),
    Kind("load balancers", "microsoft.network/loadbalancers"),
    Kind("private endpoints", "microsoft.network/privateendpoints"),
    Kind("public IP addresses", "microsoft.network/publicipaddresses"),
    Kind("application gateways", "microsoft.network/applicationgateways"),
    Kind("Bastion hosts", "microsoft.network/bastionhosts"),
    Kind("Azure Firewalls", "microsoft.network/azurefirewalls"),
    Kind("virtual network gateways", "microsoft.network/virtualnetworkgateways"),
)
VAULTS = Kind("Recovery Services vaults", "microsoft.recoveryservices/vaults")


class Listing(NamedTuple):
    """The rows of a kind, and how many more of them Azure counted than it gave."""

    rows: list[Any]
    missing: int


def list_kind(connection: Connection, kind: Kind, subscriptions: Sequence[str]) -> Listing:
    """All resources of a kind in some subscriptions that whoever is signed in may see.

    Raises :class:`models.errors.LiveError`.
    """
    rows: list[Any] = []
    missing = 0
    for start in range(0, len(subscriptions), MOST_SUBSCRIPTIONS):
        some = list(subscriptions[start : start + MOST_SUBSCRIPTIONS])
        found = _listing(connection, kind, some)
        rows += found.rows
        missing += found.missing
    return Listing(rows, missing)


def _listing(connection: Connection, kind: Kind, subscriptions: list[str]) -> Listing:
    pages, token = Pages(f"the list of {kind.words}"), None
    while True:
        body = _body(kind, subscriptions, token)
        answer = connection.query(PATH, VERSION, body, pages.step, NEEDS)
        pages.take(answer.get("data"))
        token = pages.mark(answer.get("$skipToken"))
        if token is None:
            break
    if answer.get("resultTruncated") in (True, "true"):
        why = "Azure cut it short; give fewer subscriptions at a time"
        raise unusable(pages.what, why)
    total = answer.get("totalRecords")
    missing = total - len(pages.rows) if isinstance(total, int) else 0
    return Listing(pages.rows, max(missing, 0))


def _body(kind: Kind, subscriptions: list[str], token: str | None) -> dict[str, Any]:
    """The query; the order keeps its pages apart."""
    query = (
        f"resources | where type =~ '{kind.type}'"
        " | project id, name, type, location, properties | order by id asc"
    )
    options = QueryRequestOptions(top=PAGE, skip_token=token, result_format="objectArray")
    request = QueryRequest(query=query, subscriptions=subscriptions, options=options)
    return dict(request.serialize())
