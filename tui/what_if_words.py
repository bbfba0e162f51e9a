"""What there is to say of a what-if as a whole."""

from models.assignment import Scenario
from models.what_if import WhatIf
from tui.widgets.difference_list import WORDS


def title(what_if: WhatIf) -> str:
    """How much is assumed, and how many machines stay where they are."""
    stays = len(what_if.staying)
    who = f"machine{'s stay where they are' if stays > 1 else ' stays where it is'}"
    words = f"Assumptions · {len(what_if.assumptions) or 'none'}"
    return f"{words} · {stays} {who}" if stays else words


def nothing(what_if: WhatIf, scenario: Scenario | None) -> str:
    """What stands where nothing differs."""
    if not any(assumption.edit for assumption in what_if.assumptions):
        return "nothing to compare: the what-if is the plan"
    where = "" if scenario is None else f" at {WORDS[scenario]}"
    return f"no difference{where}: everyone has the address that the plan gives"


def left_behind(what_if: WhatIf) -> str:
    """What does not become an edit, and why."""
    day = sum(one.about_the_day for one in what_if.assumptions)
    lost = sum(bool(one.problem) for one in what_if.assumptions)
    words = []
    if day:
        words.append("Which machines fail over is about the day, so it is no part of the edit.")
    if lost:
        words.append(f"What does not apply to the plan ({lost}) is no part of it either.")
    return "\n".join(words)
