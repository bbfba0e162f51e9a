"""Everything there is to do in Azure so that a plan holds."""

from dataclasses import dataclass

from models.assign import Assignments
from models.exports.application.items import Items
from models.exports.application.mappings import Mapping, mappings
from models.exports.application.names import AzureNames
from models.exports.application.networks import PlannedNetwork, planned_networks
from models.exports.application.parameters import Parameter, Parameters
from models.exports.application.updates import ItemUpdate
from models.exports.application.vaults import Vault, Vaults


@dataclass(frozen=True, slots=True)
class Application:
    """What has to be done in Azure, in this order, and what must be known for it.

    ``parameters`` are all that the other parts refer to; a kind of export that needs
    fewer of them asks only for those. ``notes`` are sentences for the person.
    """

    plan_name: str
    parameters: tuple[Parameter, ...]
    networks: tuple[PlannedNetwork, ...]
    mappings: tuple[Mapping, ...]
    items: tuple[ItemUpdate, ...]
    notes: tuple[str, ...]

    @property
    def vaults(self) -> tuple[Vault, ...]:
        """The vaults that it reaches, each once."""
        used = [*(mapping.vault for mapping in self.mappings), *(row.vault for row in self.items)]
        return tuple(dict.fromkeys(used))


def application(assignments: Assignments, *, pin: bool = False) -> Application:
    """What applying a plan comes to.

    Addresses are set where they were decided; ``pin`` sets those that are forecast too.
    """
    plan = assignments.plan
    parameters = Parameters()
    names, vaults = AzureNames(plan, parameters), Vaults(plan, parameters)
    networks = tuple(planned_networks(plan, names))
    mapped = tuple(mappings(plan, names, vaults))
    items = Items(assignments, parameters, names, vaults, pin)
    updates = tuple(items)
    return Application(plan.name, tuple(parameters), networks, mapped, updates, tuple(items.notes))
