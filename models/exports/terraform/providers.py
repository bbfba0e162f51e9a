"""The provider: its version, and one configuration for each subscription."""

from collections.abc import Iterator

from models.exports.application import Application, Text, rendered
from models.exports.export import DistinctNames
from models.exports.terraform.hcl import Block, Expression, Reference

VERSIONS = {4: "~> 4.0", 5: "~> 5.2"}
"""By the option of the export. 5.0 gave each NIC blocks of IP configurations."""
TERRAFORM = ">= 1.6"
"""The first that takes variables in the id of an import block."""


class Providers:
    """The configurations of azurerm; the first subscription has the one without an alias."""

    def __init__(self, todo: Application) -> None:
        vaults = (vault.subscription for vault in todo.vaults)
        networks = (network.subscription for network in todo.networks)
        self._names = DistinctNames("_")
        self._subscriptions = tuple(dict.fromkeys((*vaults, *networks)))

    def blocks(self, version: int) -> Iterator[Block]:
        """What is required, then each configuration of the provider."""
        azurerm: list[Expression] = [("hashicorp/azurerm",), (VERSIONS[version],)]
        source, wanted = azurerm
        required = Block(
            "required_providers",
            blocks=(Block("azurerm =", arguments=(("source", source), ("version", wanted))),),
        )
        yield Block("terraform", (), (("required_version", (TERRAFORM,)),), (required,))
        for subscription in self._subscriptions:
            alias = self._alias(subscription)
            yield Block(
                "provider",
                ("azurerm",),
                (
                    *((("alias", (alias,)),) if alias else ()),
                    ("subscription_id", subscription),
                ),
                (Block("features"),),
            )

    def argument(self, subscription: Text) -> tuple[tuple[str, Expression], ...]:
        """The argument of a resource of a subscription that says which configuration it has."""
        alias = self._alias(subscription)
        return (("provider", Reference(f"azurerm.{alias}")),) if alias else ()

    def _alias(self, subscription: Text) -> str | None:
        if subscription == self._subscriptions[0]:
            return None
        words = rendered(subscription, str, lambda parameter: parameter.name)
        return "subscription_" + self._names.of("".join(words))
