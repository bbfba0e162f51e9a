"""``asrnet learn``: the lessons, their progress, and whether a lesson is sound."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from models.errors import PlanError
from models.training.numbers import FIRST_SEED, LARGEST_SEED
from tui.commands.arguments import FileName, suggestion
from tui.commands.columns import columns
from tui.commands.output import print_text, warn
from tui.commands.terminal import open_interface, require_terminal
from tui.shown import shown
from tui.state_directory import state_directory

if TYPE_CHECKING:
    from models.formats.lesson_toml import Written
    from models.storage.records import Records

SEEDS = range(FIRST_SEED, 51)
"""The seeds that a lesson is checked with."""
UNSOUND = 2


def _complete(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from models.lessons import lessons

    found = [written.name for written in lessons() if written.name.startswith(incomplete)]
    return [*map(CompletionItem, found), CompletionItem(incomplete, type="file")]


@click.command()
@click.argument(
    "lesson", type=FileName(), metavar="LESSON|FILE", required=False, shell_complete=_complete
)
@click.option(
    "--seed",
    type=click.IntRange(FIRST_SEED, LARGEST_SEED),
    help="The numbers of the lesson: the same seed gives everybody the same.",
)
@click.option("--list", "show_list", is_flag=True, help="List the lessons, and how they stand.")
@click.option("--check", is_flag=True, help="Say what is wrong with a lesson, or with all.")
@click.option(
    "--progress", type=click.Choice(["csv", "markdown"]), help="Print how far you have come."
)
@click.option("--name", help="What you want to be called in your progress; empty for nothing.")
@click.option("--reset", is_flag=True, help="Forget how far you have come.")
@click.option("--yes", is_flag=True, help="Do not ask before that.")
def command(
    lesson: str | None,
    seed: int | None,
    show_list: bool,
    check: bool,
    progress: str | None,
    name: str | None,
    reset: bool,
    yes: bool,
) -> int:
    """Learn it on a sandbox: lessons whose goals the program checks itself.

    LESSON is the name of one, or a part of it such as its number; FILE a lesson of your
    own. Without one the lessons are listed to choose from. A plan instead of a lesson asks
    you to guess its addresses.
    """
    from tui.learning_places import records_in  # not for --help

    records = records_in(state_directory())
    if check:
        return _check(lesson)
    if name is not None:
        records.call(name)
        warn(f"You are called {shown(name.strip())!r} now." if name.strip() else "No name is kept.")
    if reset:
        if not yes:
            click.confirm("Forget how far you have come in every lesson?", abort=True, err=True)
        records.forget()
        warn("Nothing is remembered any more.")
    if progress is not None:
        _print_progress(records, progress)
    if show_list:
        _print_list(records)
    if show_list or reset or progress is not None or (name is not None and lesson is None):
        return 0
    return _learn(None if lesson is None else _lesson(lesson), seed)


def _learn(written: "Written | None", seed: int | None) -> int:
    from tui.learn_choice import Learn

    if written is not None:
        written.with_seed(seed or FIRST_SEED)  # what is wrong with it comes first
    require_terminal()
    return open_interface(
        Learn(written, seed or FIRST_SEED), read_only=False, seed=seed or FIRST_SEED
    )


def _lesson(name: str) -> "Written":
    """The lesson of that name, or in that file. Raises :class:`PlanError`."""
    from models.lessons import lesson_called, lesson_or_plan_in, lessons

    shipped = [written.name for written in lessons()]
    if os.path.lexists(name) and name not in shipped:
        return lesson_or_plan_in(Path(name))
    if (found := lesson_called(name)) is not None:
        return found
    near = suggestion(name, shipped) or "; asrnet learn --list lists them"
    raise PlanError(f"there is neither a lesson nor a file {name!r}{near}")


def _check(name: str | None) -> int:
    """Print what is wrong with a lesson, or with all that ship."""
    from models.lessons import lessons
    from models.training.checking import problems

    found = False
    for written in [_lesson(name)] if name is not None else lessons():
        said: dict[str, int] = {}
        for seed in SEEDS:
            for problem in problems(written.with_seed(seed)):
                said.setdefault(problem, seed)
        for problem, seed in said.items():
            print_text(f"{written.source}: {shown(problem, 500)} (seed {seed})")
        found = found or bool(said)
        if not said:
            print_text(f"{written.source}: sound, with the numbers of {len(SEEDS)} seeds")
    return UNSOUND if found else 0


def _print_list(records: "Records") -> None:
    from models.lessons import lessons
    from tui.lesson_words import standing

    progress = records.all()
    rows = []
    for written in lessons():
        lesson = written.with_seed()
        record = progress.latest(lesson.name)
        seed = f", seed {record.seed}" if record else ""
        rows.append((lesson.name, shown(lesson.title), standing(lesson, record) + seed))
    print_text("\n".join(columns(rows)))


def _print_progress(records: "Records", form: str) -> None:
    from models.formats.progress_rows import progress_csv, progress_markdown, progress_rows
    from models.lessons import lessons

    known = {written.name: written.with_seed() for written in lessons()}
    rows = progress_rows(records.all(), known)
    text = progress_csv(rows) if form == "csv" else progress_markdown(rows)
    print_text(text.rstrip("\n"))
