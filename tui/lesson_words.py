"""What the sheet of a lesson says, line by line."""

from collections.abc import Iterator

from rich.text import Text

from models.rule_texts import RULE_TEXTS
from models.training.lesson import Kind, Lesson
from models.training.record import Record
from models.training.run import Hint, HintKind, LessonRun
from tui.labels import text
from tui.screens.ask import LONGEST
from tui.shown import shown
from tui.signs import ATTENTION, GOOD, QUIET

KINDS = {
    Kind.LESSON: "lesson",
    Kind.PREDICT: "predict",
    Kind.BREAK_IT: "break it",
    Kind.DRILL: "drill",
}
"""What each kind is called on the screen."""
REACHED, OPEN = ("✓", GOOD), ("·", QUIET)


def time_text(seconds: float) -> str:
    """A time as people say it: ``40 s``, ``3 min 20 s``."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def standing(lesson: Lesson, record: Record | None) -> str:
    """How a lesson stands, in a few words: how long it takes, or took."""
    if record is None:
        return f"{lesson.minutes} min"
    if record.finished is None:
        return f"begun, {time_text(record.seconds)}"
    hints = sum(record.hints.values())
    counted = f", {hints} hint{'' if hints == 1 else 's'}" if hints else ""
    return f"done in {time_text(record.seconds)}{counted}"


def sheet(lesson: Lesson, record: Record, run: LessonRun | None, hint: Hint | None) -> Text:
    """The whole sheet: before a lesson, while it is on, and after."""
    lines = [*_title(lesson)]
    if (run is not None and run.solved) or (run is None and record.finished):
        lines += [Text(), *_solved(lesson, record, run)]
    elif run is not None:
        lines += [*_goals(lesson, run), *_hints(run, hint), Text()]
        lines += [text(("The task", "bold")), *_paragraphs(lesson.introduction)]
    else:
        lines += [Text(), *_paragraphs(lesson.introduction)]
        if lesson.predict is not None and not record.predicted:
            lines += [Text(), text(("First: guess the addresses", "bold"))]
            lines += _paragraphs(lesson.predict.text)
        lines += _goals(lesson, run)
    whole = Text("\n").join(lines)
    whole.no_wrap, whole.overflow = False, "fold"
    return whole


def _title(lesson: Lesson) -> Iterator[Text]:
    yield text((lesson.title, "bold"))
    about = f"{KINDS[lesson.kind]} · about {lesson.minutes} minutes · numbers of seed {lesson.seed}"
    yield text((about, "dim"))


def _goals(lesson: Lesson, run: LessonRun | None) -> Iterator[Text]:
    if not lesson.goals:
        return
    yield Text()
    yield text(("What is to be reached", "bold"))
    states = run.goals if run is not None else tuple((goal, False) for goal in lesson.goals)
    for goal, reached in states:
        yield text(" ", REACHED if reached else OPEN, f" {goal.text}")
    broken = run.broken if run is not None else ()
    for guard in lesson.must_stay:
        sign = ("!", ATTENTION) if guard in broken else (" ", "")
        yield text(" ", sign, (f" {guard.text}", ATTENTION if guard in broken else "dim"))


def _hints(run: LessonRun | None, hint: Hint | None) -> Iterator[Text]:
    """The hints that were given, the newest one last and marked."""
    if run is None:
        return
    given = [
        words
        for goal, reached in run.goals
        if not reached
        for words in run.given(goal)
        if hint is None or words != hint.text
    ]
    if given or hint:
        yield Text()
        yield text(("Hints", "bold"))
    for words in given:
        yield text((f"   {words}", "dim"))
    if hint is not None:
        count = f" ({hint.rung} of {hint.rungs})" if hint.kind is HintKind.GOAL else ""
        yield text((" ▶ ", ATTENTION), hint.text, (count, "dim"))


def _solved(lesson: Lesson, record: Record, run: LessonRun | None) -> Iterator[Text]:
    hints = sum(record.hints.values())
    counted = f"{hints} hint{'' if hints == 1 else 's'}" if hints else "no hint"
    done = f"Solved in {time_text(record.seconds)}, with {counted}" if lesson.goals else "Done"
    yield text((f"✓ {done}.", GOOD))
    if record.guesses:
        scores = (f"{rule} {right}/{all}" for rule, (right, all) in sorted(record.guesses.items()))
        yield text(("Guesses by rule: ", "bold"), ", ".join(scores))
    if run is not None:
        yield from (text(" ", REACHED, f" {goal.text}") for goal in lesson.goals)
    yield Text()
    yield text(("Why", "bold"))
    yield from _paragraphs(lesson.explanation)
    yield Text()
    yield text(("The rules", "bold"))
    for rule in lesson.rules:
        yield text((f" {rule}  ", "bold"), Text(RULE_TEXTS.get(rule, "")).plain)
    for url in lesson.articles:
        yield text((f" {url}", "dim"))


def _paragraphs(words: str) -> Iterator[Text]:
    """A text of several paragraphs: lines that belong together flow, blank lines part them."""
    for number, paragraph in enumerate(words[:LONGEST].strip().split("\n\n")):
        if number:
            yield Text()
        if any(line.startswith((" ", "-", "*")) for line in paragraph.split("\n")):
            yield from (Text(shown(line, LONGEST)) for line in paragraph.split("\n"))
        else:
            yield Text(shown(" ".join(paragraph.split("\n")), LONGEST))
