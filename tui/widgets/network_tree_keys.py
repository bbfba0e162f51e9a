"""The keys of the trees: those of lists, and what is done to what the cursor is on."""

from textual.binding import Binding

TREE_KEYS = [
    Binding("j", "cursor_down", "Down", show=False, id="tree.down"),
    Binding("k", "cursor_up", "Up", show=False, id="tree.up"),
    Binding("h,left", "close", "Close", show=False, id="tree.close"),
    Binding("l,right", "open", "Open", show=False, id="tree.open"),
    Binding("g", "scroll_home", "First", show=False, id="tree.first"),
    Binding("G", "scroll_end", "Last", show=False, id="tree.last"),
    Binding(
        "enter",
        "go_in",
        "Go in",
        tooltip="Go to its network settings",
        show=False,
        id="tree.go-in",
    ),
    Binding(
        "m",
        "screen.map",
        "Map",
        tooltip="Map the network to one in the other region",
        id="tree.map",
    ),
    Binding(
        "r",
        "screen.replicate",
        "Replicate",
        tooltip="Enable replication of the machine, or of all in there, with the defaults",
        id="tree.replicate",
    ),
    Binding(
        "p",
        "screen.pin",
        "Pin",
        tooltip="Set the addresses that are only forecast",
        id="tree.pin",
    ),
    Binding(
        "a",
        "screen.automatic",
        "Automatic",
        tooltip="Let the rules decide subnet and address again",
        id="tree.automatic",
        show=False,
    ),
    Binding(
        "d,delete",
        "screen.remove",
        "Remove",
        tooltip="Disable replication, or delete the mapping of the network",
        id="tree.remove",
        show=False,
    ),
]
