"""The keys of the one who presents: they work on every screen and in every dialog."""

from textual.binding import Binding, BindingType

from tui.key_map import KeyMap, keys_of
from tui.keys import display

PRESENTING: list[BindingType] = [
    Binding(
        "ctrl+d",
        "next_step",
        "Next step",
        tooltip="Play the next step of the demonstration",
        id="present.next",
        priority=True,
        show=False,
    ),
    Binding(
        "ctrl+u",
        "start_over",
        "Start over",
        tooltip="Have the plan as it was opened, and the demonstration at its start",
        id="present.start-over",
        priority=True,
        show=False,
    ),
    Binding(
        "ctrl+w",
        "spotlight",
        "Spotlight",
        tooltip="Spotlight: what is in use has a heavy border and all else is dimmed, or no longer",
        id="present.spotlight",
        priority=True,
        show=False,
    ),
    Binding(
        "ctrl+b",
        "air",
        "Air",
        tooltip="Have more air around everything, or no longer",
        id="present.air",
        priority=True,
        show=False,
    ),
    Binding(
        "ctrl+v",
        "picture",
        "Picture",
        tooltip="Take a picture of the screen into the hand-out",
        id="present.picture",
        priority=True,
        show=False,
    ),
]
ALWAYS = ("quit", *(one.id for one in PRESENTING if isinstance(one, Binding)))
"""The ids of the keys that a demonstration never has to itself."""


def shown_key(id: str, keymap: KeyMap) -> str:
    """The first key of a binding, as it is shown."""
    return display(next(iter(keys_of(id, keymap)), ""))
