"""A plan as statements of bash: what is done with one is for the script that reads them."""

from collections.abc import Iterator

from models.exports.application import Application, Mapping, PlannedNetwork, Text
from models.exports.application.peerings import Peering, peerings
from models.exports.azcli.item_statements import item_statement
from models.exports.azcli.words import Words
from models.exports.export import slug
from models.formats.inert import visible
from models.plan import Plan

HEAD = """\
# The statements of the plan. Each script says in its own way what is done with one.
# shellcheck shell=bash

"""
SHORT = 40


def plan_script(todo: Application, plan: Plan, words: Words) -> str:
    """The text of ``plan.sh``: functions with a statement for each thing there is to do."""
    vaults = [
        f"vault {number} {_all(words, row.subscription, row.resource_group, row.name)}"
        for number, row in enumerate(todo.vaults, 1)
    ]
    number_of = {vault: number for number, vault in enumerate(todo.vaults, 1)}
    networks = [*_networks(todo, words), *_peerings(todo, words)]
    mappings = [
        _mapping(_key("mapping", number, row.name), number_of[row.vault], row, plan, words)
        for number, row in enumerate(todo.mappings, 1)
    ]
    items = [
        item_statement(key, number_of[row.vault], row, words)
        for key, row in zip(item_keys(todo), todo.items, strict=True)
    ]
    title = f"# {visible(todo.plan_name)}\n" if todo.plan_name else ""
    functions = {"vaults": vaults, "networks": networks, "mappings": mappings, "items": items}
    return title + HEAD + "\n".join(_function(*row) for row in functions.items())


def item_keys(todo: Application) -> list[str]:
    """What files about an item are called."""
    return [_key("item", number, row.machine.name) for number, row in enumerate(todo.items, 1)]


def _networks(todo: Application, words: Words) -> Iterator[str]:
    for number, row in enumerate(todo.networks, 1):
        planned, key = row.network, _key("network", number, row.network.name)
        where = _where(row, words)
        location = words.of((planned.region,))
        yield f"network {key} {where} {location} {_prefixes(planned.address_space)}"
        for count, subnet in enumerate(planned.subnets, 1):
            own = _all(words, (subnet.name,), (subnet.delegation or "",))
            subnet_key = _key(f"subnet-{number}", count, subnet.name)
            yield f"subnet {subnet_key} {where} {own} {_prefixes(subnet.address_prefixes)}"


def _peerings(todo: Application, words: Words) -> Iterator[str]:
    for number, row in enumerate(peerings(todo.networks), 1):
        yield _peering(_key("peering", number, row.name), row, words)


def _peering(key: str, row: Peering, words: Words) -> str:
    return f"peering {key} {_where(row.network, words)} {_all(words, (row.name,), row.remote)}"


def _where(row: PlannedNetwork, words: Words) -> str:
    return _all(words, row.subscription, row.resource_group, (row.network.name,))


def _mapping(key: str, vault: int, row: Mapping, plan: Plan, words: Words) -> str:
    regions = [(plan.network(id).region,) for id in (row.source, row.target)]
    names = _all(words, (row.name,), (row.segment,), *regions)
    ends = _all(words, row.source_fabric, row.target_fabric, row.source_id, row.target_id)
    return f"mapping {key} {vault} {names} {ends}"


def _all(words: Words, *texts: Text) -> str:
    return " ".join(words.of(text) for text in texts)


def _prefixes(prefixes: tuple[object, ...]) -> str:
    return " ".join(map(str, prefixes))


def _function(name: str, statements: list[str]) -> str:
    return "\n".join([f"{name}() {{", *(f"  {line}" for line in statements or [":"]), "}", ""])


def _key(kind: str, number: int, name: str) -> str:
    return f"{kind}-{number}-{slug(name, longest=SHORT)}"
