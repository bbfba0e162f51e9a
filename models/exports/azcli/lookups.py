"""What the scripts look up in a vault at run time, so that nobody has to fill it in."""

from collections.abc import Iterator
from dataclasses import replace

from models.exports.application import Application, ItemUpdate, Parameter, Text, known
from models.exports.application.parameters import text
from models.exports.rest.item_bodies import item_body
from models.exports.rest.json_text import Json


def fabrics(todo: Application) -> Iterator[Parameter]:
    """The fabrics of mappings: they need be said only where a region has several."""
    for mapping in todo.mappings:
        for fabric in (mapping.source_fabric, mapping.target_fabric):
            yield from (piece for piece in fabric if isinstance(piece, Parameter))


def place(item: ItemUpdate) -> tuple[str, str, str]:
    """Fabric, container and name of an item; blank where its machine has to lead to it."""
    names = (known(item.fabric), known(item.container), known(item.name))
    if item.existing and None not in names:
        return names[0] or "", names[1] or "", names[2] or ""
    return "", "", ""


def nic_id(nic_id: Text) -> str:
    """The ``nicId``; blank where the ARM id of the NIC has to lead to it."""
    return known(nic_id) or ""


def body(item: ItemUpdate) -> Json:
    """The update of an item, with references to what the item has now.

    Those are what is looked up and what the plan leaves open, so that it stays. They have a
    dot in their name, as no parameter has: ``2.nicId``, ``2.1.tfoSubnetName``.
    """
    interfaces = tuple(
        replace(nic, nic_id=nic.nic_id if nic_id(nic.nic_id) else _now(str(number), "nicId"))
        for number, nic in enumerate(item.network_interfaces, 1)
    )
    return item_body(replace(item, network_interfaces=interfaces), _now)


def _now(place: str, field: str) -> Text:
    return text(Parameter(f"{place}.{field}", ""))


def is_asked(parameter: Parameter) -> bool:
    """Whether it is a parameter, not a reference to what an item has now."""
    return "." not in parameter.name
