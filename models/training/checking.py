"""Whether a lesson is sound: not solved at the start, solved by its solution, true to itself."""

from collections.abc import Iterable, Iterator

from models.errors import EditRefused
from models.session import Session
from models.training.lesson import Lesson, SolutionStep
from models.training.meaning import meaningless
from models.training.solution import edit_of


def problems(lesson: Lesson) -> list[str]:
    """What is wrong with a lesson, in sentences; empty for a sound one."""
    found = list(meaningless(lesson))
    return found or [*_at_the_start(lesson), *_mistaken(lesson), *_solved(lesson)]


def _at_the_start(lesson: Lesson) -> Iterator[str]:
    session = Session(lesson.plan)
    for goal in lesson.goals:
        if goal.when.holds(session):
            yield f"goal {goal.name!r} is reached at the start already"
    for guard in lesson.must_stay:
        if not guard.when.holds(session):
            yield f"what must stay does not hold at the start: {guard.text}"
    for mistake in lesson.mistakes:
        if mistake.when.holds(session):
            yield f"a mistake is made at the start already: {mistake.hint}"
    if lesson.predict is not None and not any(
        session.assignments.of(id, scenario) is not None
        for id in session.assignments.in_order()
        for scenario in lesson.predict.scenarios
    ):
        yield "predict: nothing has a result to guess"


def _mistaken(lesson: Lesson) -> Iterator[str]:
    """Whether each wrong way can be taken, and solves nothing."""
    for number, mistake in enumerate(lesson.mistakes, start=1):
        session, where = Session(lesson.plan), f"mistake {number}"
        try:
            for written in mistake.edits:
                session.do(edit_of(session, written))
        except (ValueError, EditRefused) as error:
            yield f"{where}: {error}"
            continue
        told = next((one for one in lesson.mistakes if one.when.holds(session)), None)
        if not mistake.when.holds(session):
            yield f"{where}: its edits do not lead there"
        elif told is not mistake:
            yield f"{where}: there the hint of an earlier mistake is given"
        reached = all(goal.when.holds(session) for goal in lesson.goals)
        kept = all(guard.when.holds(session) for guard in lesson.must_stay)
        if lesson.goals and reached and kept:
            yield f"{where}: the lesson is solved there"


def _solved(lesson: Lesson) -> Iterator[str]:
    """Whether the solution leads to every goal, each at its own step, by no wrong way."""
    session, reached = Session(lesson.plan), set[str]()
    for number, step in enumerate(lesson.solution, start=1):
        where = f"solution, step {number}"
        try:
            if step.edit:
                session.do(edit_of(session, step.edit))
        except (ValueError, EditRefused) as error:
            yield f"{where}: {error}"
            return
        yield from (f"{where}: {words}" for words in _after(lesson, session, step, reached))
        reached |= set(step.reaches)
    for guard in lesson.must_stay:
        if not guard.when.holds(session):
            yield f"solution: what must stay does not hold at the end: {guard.text}"


def _after(
    lesson: Lesson, session: Session, step: SolutionStep, before: Iterable[str]
) -> Iterator[str]:
    """What is not as a step of the solution says."""
    expected = {*before, *step.reaches}
    for goal in lesson.goals:
        holds = goal.when.holds(session)
        if holds and goal.name not in expected:
            yield f"goal {goal.name!r} is reached already, which reaches does not say"
        if not holds and goal.name in expected:
            yield f"goal {goal.name!r} is not reached"
    for mistake in lesson.mistakes:
        if mistake.when.holds(session):
            yield f"it passes a mistake: {mistake.hint}"
