"""Mapping a network: choose the target, see the steps of M8 where it is mapped already."""

from models.edits.mappings import lead_network, steps_before_changing
from models.errors import EditRefused
from models.pairing import source_region, target_region
from models.plan import NetworkMapping
from models.rules.mapping import mapping_to_region
from models.session import Session
from tui.messages import EditRequested
from tui.screens.ask import AskScreen
from tui.screens.choose_network import Choice, ChooseNetworkScreen
from tui.screens.plan_screen import PlanScreen

CHANGE = "Change"


def map_network(screen: PlanScreen, source: str) -> None:
    """Let the user map a network to one in the other of the two regions that are shown.

    Raises :class:`EditRefused` where there is no other region.
    """
    session = screen.session
    region = _other_region(session, source)
    standing = mapping_to_region(session.plan, source, region)

    def chosen(choice: Choice | None) -> None:
        if choice is None:
            return
        if standing is None or standing.target == choice.target.id:
            _request(screen, source, choice)
        else:
            _confirm_change(screen, standing, choice)

    screen.app.push_screen(ChooseNetworkScreen(session.plan, source, region), chosen)


def _other_region(session: Session, source: str) -> str:
    home = session.plan.network(source).region
    for region in (target_region(session.plan), source_region(session.plan)):
        if region is not None and region != home:
            return region
    raise EditRefused("Choose the target region first: F2.")


def _confirm_change(screen: PlanScreen, standing: NetworkMapping, choice: Choice) -> None:
    """Show the steps, then do them as one edit."""
    plan = screen.session.plan
    steps = steps_before_changing(plan, standing, choice.target.id, reverse=choice.reverse)
    question = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1))
    kept = sum(item.failover_network == standing.target for item in plan.replicated_items)
    if kept:
        question += f"\n\nNo replicated item moves: {kept} keep {standing.target} (M9)."
    question += "\n\nOne undo takes all of it back."

    def answered(answer: str | None) -> None:
        if answer == CHANGE:
            _request(screen, standing.source, choice)

    title = f"Lead {standing.source} to {choice.target.id}"
    screen.app.push_screen(AskScreen(title, question, (CHANGE, "Cancel")), answered)


def _request(screen: PlanScreen, source: str, choice: Choice) -> None:
    screen.post_message(
        EditRequested(
            lambda session: lead_network(
                session.plan, source, choice.target, reverse=choice.reverse
            )
        )
    )
