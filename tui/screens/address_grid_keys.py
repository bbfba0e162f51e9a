"""The keys of the address grid, beside those that move over its cells."""

from textual.binding import Binding, BindingType

KEYS: list[BindingType] = [
    Binding(
        "c",
        "scenario",
        "Scenario",
        tooltip="Show the next scenario: failover, test failover, failback",
        id="address-grid.scenario",
    ),
    Binding(
        "b",
        "before_after",
        "Before/after",
        tooltip="Show the addresses before the scenario, or after it",
        id="address-grid.before-after",
    ),
    Binding(
        "n", "subnet(1)", "Next", tooltip="Show the next subnet", id="address-grid.next-subnet"
    ),
    Binding(
        "p",
        "subnet(-1)",
        "Previous",
        tooltip="Show the previous subnet",
        id="address-grid.previous-subnet",
    ),
    Binding(
        "slash",
        "choose_subnet",
        "Subnet",
        tooltip="Choose the subnet from a list",
        id="address-grid.choose-subnet",
    ),
    Binding(
        "v",
        "replay",
        "Replay",
        tooltip="Replay how the addresses of the subnet are given out",
        id="address-grid.replay",
    ),
    Binding(
        "minus",
        "zoom_out",
        "Zoom out",
        tooltip="Show what is around the block again",
        id="address-grid.zoom-out",
    ),
]
