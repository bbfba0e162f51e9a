"""The keys of the network settings on the full screen."""

from textual.binding import Binding


def _key(keys: str, action: str, word: str, what: str, tooltip: str) -> Binding:
    """A key that a line of the screen itself names, and not the last line."""
    return Binding(keys, action, word, tooltip=tooltip, id=f"settings.{what}", show=False)


ACTIONS = (
    _key(
        *("ctrl+f,f", "copy_source", "From source", "copy-source"),
        "Set the address of the source, in the column of the cursor",
    ),
    _key(
        *("ctrl+t,t", "copy_to_test", "To test", "copy-to-test"),
        "Set subnet and address of the failover for the test failover too",
    ),
    _key(
        *("ctrl+l,p", "pin", "Pin", "pin"),
        "Set the address that is forecast, in the column of the cursor",
    ),
    _key(
        *("ctrl+r,a", "automatic", "Automatic", "automatic"),
        "Let the rules decide subnet and address of this IP configuration",
    ),
    _key(
        *("ctrl+n,A", "automatic_machine", "All auto", "automatic-machine"),
        "Let the rules decide subnets and addresses of the whole machine",
    ),
    _key(
        *("pagedown", "page(1)", "Next NIC", "next-nic"),
        "Go to the next NIC, and after the last one to the next machine",
    ),
    _key(
        *("pageup", "page(-1)", "NIC before", "previous-nic"),
        "Go to the NIC before, and from the first one to the machine before",
    ),
    _key(
        *("ctrl+pagedown,n", "machine(1)", "Next machine", "next-machine"),
        "Go to the next machine of the plan",
    ),
    _key(
        *("ctrl+pageup,N", "machine(-1)", "Machine before", "previous-machine"),
        "Go to the machine before in the plan",
    ),
)
"""What can be done, in the order in which the screen names it; letters act outside fields."""
MOVES = (
    Binding("up", "scroll(-1)", "Scroll up", show=False, id="settings.up"),
    Binding("down", "scroll(1)", "Scroll down", show=False, id="settings.down"),
)
"""For machines without a field that could have the focus."""
