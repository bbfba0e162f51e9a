"""Replicated items as statements: what to compare of each, NIC by NIC."""

from collections.abc import Iterator

from models.exports.application import ItemUpdate, NicUpdate
from models.exports.application.parameters import text
from models.exports.azcli import lookups
from models.exports.azcli.words import Words
from models.exports.rest.item_bodies import a2a_fields, fields
from models.exports.rest.json_text import Json

NOT_COMPARED = ("nicId", "selectionType", "ipConfigName", "ipConfigs", "vmNics")
"""Names, and what an item may show otherwise than it was sent."""


def item_statement(key: str, vault: int, item: ItemUpdate, words: Words) -> str:
    """The statement of an item: its own fields, then each NIC and its IP configurations."""
    place = [words.of((name,)) for name in lookups.place(item)]
    sent = fields(item)
    head = ["item", key, str(vault), words.of(item.machine_id), *place]
    lines = [[*head, *_fields({**sent, **a2a_fields(item)}, words)]]
    for nic, values in zip(item.network_interfaces, _rows(sent["vmNics"]), strict=True):
        lines += _nic(nic, values, words)
    return " \\\n    ".join(" ".join(line) for line in lines)


def _nic(nic: NicUpdate, values: dict[str, Json], words: Words) -> Iterator[list[str]]:
    own = words.of((lookups.nic_id(nic.nic_id),))
    yield ["--nic", words.of(nic.id), own, *_fields(values, words)]
    for ip, ip_values in zip(nic.ip_configurations, _rows(values["ipConfigs"]), strict=True):
        yield ["--ip", words.of((ip.name,)), *_fields(ip_values, words)]


def _rows(value: Json) -> Iterator[dict[str, Json]]:
    for row in value if isinstance(value, list) else ():
        if isinstance(row, dict):
            yield row


def _fields(values: dict[str, Json], words: Words) -> Iterator[str]:
    for name, value in values.items():
        if name in NOT_COMPARED:
            continue
        if isinstance(value, bool):
            yield f"{name}={str(value).lower()}"
        elif isinstance(value, tuple):
            yield words.of(text(f"{name}=", value))
        else:
            pools = [part for part in value if isinstance(part, tuple)]
            spaced = [piece for pool in pools for piece in (" ", pool)]
            yield words.of(text(f"{name}=", *spaced[1:]))
