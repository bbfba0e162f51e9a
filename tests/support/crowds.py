"""Plans with many names at once, each of which is on every screen; and names made at random."""

from collections.abc import Iterator, Sequence
from random import Random

import tomli_w

from tests.support.hostile_texts import PIECES

MOST = 100
"""How many names a plan of these has at most: each has a network of its own."""


def names(random: Random, count: int) -> Iterator[str]:
    """Names of pieces that act, and of characters of every kind."""
    for _ in range(count):
        parts = random.choices(PIECES, k=random.randint(1, 4))
        odd = (chr(_character(random)) for _ in range(random.randint(0, 3)))
        yield "".join(random.sample(parts + list(odd), k=len(parts)))


def _character(random: Random) -> int:
    """A character that a plan file can hold: any but a surrogate."""
    least = random.choice((0, 0x80, 0x2000, 0xE000))
    return random.randrange(least, random.choice((0xFFFF, 0x110000)) if least == 0xE000 else 0x3000)


def crowd(names: Sequence[str], before: str) -> str:
    """A plan in which a network, a subnet, a machine and all else has one of the names."""
    called = [f"{before}{name}{number}" for number, name in enumerate(names)]
    return tomli_w.dumps(
        {
            "format": 1,
            "source_region": "eastasia",
            "target_region": "southeastasia",
            "virtual_networks": [
                _network(name, number, region)
                for region in ("eastasia", "southeastasia")
                for number, name in enumerate(called)
            ],
            "virtual_machines": [_machine(name, number) for number, name in enumerate(called)],
            "network_mappings": [
                {"source": name, "target": _there(name), "note": name} for name in called
            ],
            "replicated_items": [
                {"virtual_machine": name, "failover_network": _there(name), "note": name}
                for name in called[1:]
            ],
        }
    )


def _there(name: str) -> str:
    return f"{name}'"


def _network(name: str, number: int, region: str) -> dict[str, object]:
    return {
        "name": name if region == "eastasia" else _there(name),
        "region": region,
        "address_space": [f"10.{number}.0.0/16"],
        "subnets": [
            {
                "name": name,
                "address_prefixes": [f"10.{number}.0.0/24"],
                "in_use": [{"address": f"10.{number}.0.{9 if region == 'eastasia' else 4}"}],
            }
        ],
    }


def _machine(name: str, number: int) -> dict[str, object]:
    address = {"address": f"10.{number}.0.4", "network": name, "subnet": name, "primary": True}
    return {
        "name": name,
        "region": "eastasia",
        "note": name,
        "network_interfaces": [{"name": name, "ip_configurations": [{"name": name, **address}]}],
    }
