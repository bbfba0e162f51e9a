"""The requests that a plan comes to."""

from collections.abc import Iterator
from dataclasses import replace

from models.exports.application import Application, ItemUpdate, PlannedNetwork
from models.exports.application.peerings import Peering, peerings
from models.exports.export import slug
from models.exports.rest.bodies import network_body, peering_body
from models.exports.rest.expectations import expected_item
from models.exports.rest.item_bodies import item_body
from models.exports.rest.mapping_requests import add_mappings
from models.exports.rest.paths import item_path, network_path, peering_path
from models.exports.rest.request import Place, Request, Requests
from models.formats.inert import visible

ABSENT = "it is not there yet; where it is, this would take from it the subnets that are not named"
EMPTY = "apply created it and nothing is in it"
EARLIER = (
    "the answer kept from before, under the names of the update: name becomes ipConfigName,"
    " tfoRecoveryNicName tfoNicName, tfoRecoveryNicResourceGroupName tfoNicResourceGroupName"
)


def requests(todo: Application) -> Requests:
    """The requests for everything there is to do, in order."""
    made = Requests([], [], [], [])
    for network in todo.networks:
        _add_network(made, network)
    for peering in peerings(todo.networks):
        _add_peering(made, peering)
    add_mappings(made, todo.mappings)
    for item in todo.items:
        _add_item(made, item)
    made.rollback.reverse()
    return made._replace(apply=list(_with_files(made.apply)))


def _with_files(rows: list[Request]) -> Iterator[Request]:
    width = len(str(len(rows)))
    for number, row in enumerate(rows, 1):
        name = f"{number:0{width}}-{row.method.lower()}-{slug(row.place.stem)}"
        yield replace(row, file=f"apply/{name}.json") if row.body is not None else row


def _add_network(made: Requests, network: PlannedNetwork) -> None:
    name, body = network.network.name, network_body(network)
    about = f"virtual network {visible(name)}"
    place = Place(f"network {name}", about, network_path(network))
    made.before.append(Request("GET", place))
    made.apply.append(Request("PUT", place, body=body, when=ABSENT))
    made.verify.append(Request("GET", place, expected=body))
    made.rollback.append(Request("DELETE", place, when=EMPTY))


def _add_peering(made: Requests, peering: Peering) -> None:
    network, body = peering.network, peering_body(peering)
    place = Place(
        f"peering {network.network.name} {peering.name}",
        f"peering {peering.name} of virtual network {visible(network.network.name)}",
        peering_path(network, peering.name),
    )
    made.apply.append(Request("PUT", place, body=body))
    made.verify.append(Request("GET", place, expected=body))


def _add_item(made: Requests, item: ItemUpdate) -> None:
    name = item.machine.name
    about = f"replication protected item of {visible(name)}"
    place = Place(f"item {name}", about, item_path(item))
    made.before.append(Request("GET", place))
    made.apply.append(Request("PATCH", place, body=item_body(item)))
    made.verify.append(Request("GET", place, expected=expected_item(item)))
    made.rollback.append(Request("PATCH", place, body_from=EARLIER))
