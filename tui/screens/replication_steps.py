"""The steps of enabling replication: what each is called, and its keys."""

from enum import StrEnum

from rich.text import Text
from textual.binding import Binding

from tui.labels import text


class Step(StrEnum):
    """What the screen shows: one of the three steps, or the list of those replicated."""

    MACHINES = "machines"
    CHOICES = "choices"
    REVIEW = "review"
    REPLICATED = "replicated"


STEPS = (Step.MACHINES, Step.CHOICES, Step.REVIEW)
TITLES = {
    Step.MACHINES: "which machines",
    Step.CHOICES: "where to",
    Step.REVIEW: "what comes of it",
}
BINDINGS = (
    Binding("ctrl+n", "next", "Next", tooltip="Go on to the next step", id="replication.next"),
    Binding(
        "r",
        "turn_over",
        "Replicated",
        tooltip="List the machines that are replicated, to stop that, or the others",
        id="replication.replicated",
    ),
    Binding(
        "e",
        "customise",
        "Customise",
        tooltip="Customise the copy that would be created",
        id="replication.customise",
    ),
    Binding(
        "x",
        "automatic",
        "Default",
        tooltip="Take the default for this choice again",
        id="replication.default",
    ),
    Binding("slash", "filter", "Filter", tooltip="Narrow the machines", id="replication.filter"),
)
"""The keys of the screen; which of them work depends on the step."""
ONLY_IN = {
    "turn_over": (Step.MACHINES, Step.REPLICATED),
    "filter": (Step.MACHINES, Step.REPLICATED),
    "customise": (Step.CHOICES,),
    "automatic": (Step.CHOICES,),
}
"""The steps in which an action is possible, where it is not in all of them."""
KEYS = {
    Step.MACHINES: "Space marks · * all · / filter · Enter next · r those replicated · Esc leaves",
    Step.CHOICES: "Enter changes · e customises a copy · x default again · ^N next · Esc back",
    Step.REVIEW: "Enter replicates the machines, as one edit · Esc back",
    Step.REPLICATED: "Space marks · * all · / filter · Enter stops replicating · Esc back",
}


def title_line(step: Step, marked: int) -> Text:
    """Which step it is, and how many machines are marked where they can be."""
    if step is Step.REPLICATED:
        title = "Stop replicating · which machines"
    else:
        number = STEPS.index(step) + 1
        title = f"Enable replication · step {number} of {len(STEPS)}: {TITLES[step]}"
    counted = step in (Step.MACHINES, Step.REPLICATED)
    return text((f" {title}", "bold"), f"  {marked} marked" if counted else "")


def keys_line(step: Step) -> Text:
    """The keys of a step."""
    return text((f" {KEYS[step]}", "dim"))
