"""A lesson as a demonstration: its recorded solution step by step, and what the trainer says."""

from models.training.demonstration import Demonstration, Step
from models.training.lesson import Lesson, SolutionStep


def demonstration_of(lesson: Lesson) -> Demonstration:
    """The solution of a lesson as steps that are played on its plan.

    What the speaker is told at every step are the notes of the lesson and the solution as a
    whole. A lesson without a solution gives a demonstration without steps.
    """
    return Demonstration(
        name=lesson.title,
        summary=lesson.summary,
        notes=_notes(lesson),
        steps=tuple(_step(lesson, number) for number in range(len(lesson.solution))),
    )


def _step(lesson: Lesson, number: int) -> Step:
    step = lesson.solution[number]
    return Step(
        title=_title(lesson, number), keys=step.keys, say=step.say, notes=_reached(lesson, step)
    )


def _title(lesson: Lesson, number: int) -> str:
    """Which goals a step leads to: those of the next step that reaches any."""
    names = [goal.name for goal in lesson.goals]
    reached = next((step.reaches for step in lesson.solution[number:] if step.reaches), ())
    places = sorted(names.index(name) + 1 for name in reached if name in names)
    if not places:
        return f"Step {number + 1}"
    *before, last = map(str, places)
    which = f"Goals {', '.join(before)} and {last}" if before else f"Goal {last}"
    return f"{which} of {len(names)}"


def _reached(lesson: Lesson, step: SolutionStep) -> str:
    """The goals that a step reaches, a line each."""
    goals = [f"  {goal.text}" for goal in lesson.goals if goal.name in step.reaches]
    return "\n".join(["Reached now:", *goals]) if goals else "No goal is reached by this yet."


def _notes(lesson: Lesson) -> str:
    solution = [f" {number}. {step.say}" for number, step in enumerate(lesson.solution, start=1)]
    parts = [
        lesson.notes.strip(),
        "\n".join(["The solution", *solution]) if solution else "",
        f"Rules {', '.join(lesson.rules)} · the numbers are those of seed {lesson.seed}.",
    ]
    return "\n\n".join(filter(None, parts))
