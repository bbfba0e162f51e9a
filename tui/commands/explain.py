"""``asrnet explain``: the chain of rules behind each result, in words."""

import shlex
import shutil
import textwrap

import click
from click.shell_completion import CompletionItem

from models.assign import Assignments
from models.errors import PlanError
from models.explain import Chain, Step, explain
from models.explain.missing import missing
from models.plan import Plan
from models.storage.reading import load_plan
from models.subject_in_plan import targets_in
from models.topology import IpConfigurationId, VirtualMachine
from tui.commands.arguments import plan_argument, suggestion, test_network_option
from tui.commands.assign import assigned
from tui.commands.assignments_table import TITLES
from tui.commands.output import print_text
from tui.shown import shown

TEXT_LIMIT = 1000
INDENT = " " * 9


def _complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The machines of the plan that was named before."""
    try:
        plan = load_plan(ctx.params["plan"])
    except (KeyError, PlanError, OSError):
        return []
    names = (name for machine in plan.virtual_machines for name in _names(machine))
    wanted = [name for name in names if name.startswith(incomplete)]
    return [CompletionItem(name) for name in wanted if shlex.quote(name) == name]


@click.command()
@plan_argument
@click.argument("subject", metavar="VM[/NIC[/IPCONFIG]]", shell_complete=_complete)
@test_network_option
def command(plan: str, subject: str, test_network: str | None) -> None:
    """Say in words how each result of an IP configuration came about.

    Every rule that was asked is told with what it said; the one that decided is marked by
    >. A NIC stands for all its IP configurations, a machine for those of all its NICs.

    PLAN is a plan file, or - for standard input. The rules and their numbers are in
    docs/rules.md.
    """
    loaded = load_plan(plan)
    ids = matches(loaded, subject)
    assignments = assigned(loaded, test_network)
    width = max(40, min(shutil.get_terminal_size().columns, 100))
    parts = [_text(assignments, id, width) for id in ids]
    print_text("\n\n".join(parts))


def matches(plan: Plan, subject: str) -> tuple[IpConfigurationId, ...]:
    """The IP configurations that ``VM[/NIC[/IPCONFIG]]`` names; names may hold slashes too.

    Raises ``click.BadParameter`` where it names none, or several things.
    """
    found = {
        target: ids
        for machine in plan.virtual_machines
        if subject.startswith(machine.id)
        for target, ids in targets_in(machine)
        if "/".join(target) == subject
    }
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        kinds = ("machine", "NIC", "IP configuration")
        several = " or ".join(
            f"{kinds[len(target) - 1]} {' of '.join(map(repr, reversed(target)))}"
            for target in found
        )
        raise _bad(f"{subject!r} may be {several}; name what is inside it")
    raise _bad(f"{subject!r} is not in this plan{_near(plan, subject)}")


def _names(machine: VirtualMachine) -> list[str]:
    return ["/".join(target) for target, _ in targets_in(machine)]


def _near(plan: Plan, subject: str) -> str:
    inside = [
        name
        for machine in plan.virtual_machines
        if subject.startswith(f"{machine.id}/")
        for name in _names(machine)
    ]
    return suggestion(subject, inside or list(plan.virtual_machines.keys()))


def _bad(message: str) -> click.BadParameter:
    return click.BadParameter(
        message, click.get_current_context(), param_hint="VM[/NIC[/IPCONFIG]]"
    )


def _text(assignments: Assignments, id: IpConfigurationId, width: int) -> str:
    """The results and how each came about; without any, what has to be done for them."""
    heading = click.style(shown(str(id)), bold=True)
    chains = explain(assignments, id)
    if not chains:
        to_do = [_step(step, width) for step in missing(assignments, id)]
        return "\n".join([heading, "  · the machine is not replicated; to do:", *to_do])
    return "\n".join([heading, *(_chain(chain, width) for chain in chains)])


def _chain(chain: Chain, width: int) -> str:
    title = f"  {TITLES[chain.scenario]}: "
    result = _wrapped(title, "    ", chain.result, width)
    return "\n".join([result, *(_step(step, width) for step in chain.steps)])


def _step(step: Step, width: int) -> str:
    mark = click.style(">", fg="green", bold=True) if step.decided else " "
    rule = shown(step.rule).ljust(4)
    text = _wrapped(INDENT, INDENT, step.text, width)
    return f"  {mark} {rule} {text[len(INDENT) :]}"


def _wrapped(first: str, rest: str, text: str, width: int) -> str:
    return textwrap.fill(
        shown(text, TEXT_LIMIT),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
    )
