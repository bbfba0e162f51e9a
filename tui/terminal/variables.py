"""The environment variables that the interface obeys, settled before Textual is imported."""

from collections.abc import MutableMapping

from tui.surroundings import over_ssh

KEPT = "TEXTUAL_DISABLE_KITTY_KEY"
"""The only variable of Textual that is obeyed: some terminals get the kitty keys wrong."""
ESCAPE_DELAY, QUICK = "ESCDELAY", "25"
"""How long the Esc key waits, in milliseconds, for what would make it another key."""


def settle(environment: MutableMapping[str, str]) -> None:
    """Drop what would have Textual log keys or import code, and let Esc act soon.

    Over SSH a key may come in two pieces: there Esc waits as long as Textual wants, 100 ms.
    """
    for name in [*environment]:
        if name == "TEXTUAL" or (name.startswith("TEXTUAL_") and name != KEPT):
            del environment[name]
    if not over_ssh(environment):
        environment.setdefault(ESCAPE_DELAY, QUICK)
