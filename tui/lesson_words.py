"""What the sheet of a lesson says, line by line."""

import re
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
from tui.widgets.prose import Line

KINDS = {
    Kind.LESSON: "lesson",
    Kind.PREDICT: "predict",
    Kind.BREAK_IT: "break it",
    Kind.DRILL: "drill",
}
"""What each kind is called on the screen."""
NOTHING = Line(Text())
_MARK = re.compile(r" *(?:(?:[-*]|\d+\.) +)?")
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


def sheet(lesson: Lesson, record: Record, run: LessonRun | None, hint: Hint | None) -> list[Line]:
    """The whole sheet: before a lesson, while it is on, and after."""
    lines = [*_title(lesson), NOTHING]
    solved = run.solved if run is not None else record.finished is not None
    if solved:
        lines += _solved(lesson, record, run)
    elif run is not None:
        lines += [*_newest(hint), *_goals(lesson, run), *_earlier(run, hint)]
        lines.append(_heading("The task"))
        lines += paragraphs(lesson.introduction)
    else:
        lines += [*paragraphs(lesson.introduction), NOTHING]
        if lesson.predict is not None and not record.predicted:
            lines += [_heading("First: guess the addresses"), *paragraphs(lesson.predict.text)]
            lines += [NOTHING]
        lines += _goals(lesson, run)
    return lines


def _title(lesson: Lesson) -> Iterator[Line]:
    yield _heading(lesson.title)
    about = f"{KINDS[lesson.kind]} · about {lesson.minutes} minutes · numbers of seed {lesson.seed}"
    yield Line(text((about, "dim")))


def _goals(lesson: Lesson, run: LessonRun | None) -> Iterator[Line]:
    if not lesson.goals:
        return
    yield _heading("What is to be reached")
    states = run.goals if run is not None else tuple((goal, False) for goal in lesson.goals)
    for goal, reached in states:
        yield _marked(REACHED if reached else OPEN, goal.text)
    broken = run.broken if run is not None else ()
    if lesson.must_stay:
        yield _heading("What has to stay")
    for guard in lesson.must_stay:
        wrong = guard in broken
        yield _marked(("!" if wrong else " ", ATTENTION), guard.text, ATTENTION if wrong else "dim")
    yield NOTHING


def _newest(hint: Hint | None) -> Iterator[Line]:
    """The hint that was asked for, where it is seen without scrolling."""
    if hint is not None:
        count = f" ({hint.rung} of {hint.rungs})" if hint.kind is HintKind.GOAL else ""
        yield _heading("Hint")
        yield _marked(("▶", ATTENTION), f"{hint.text}{count}")
        yield NOTHING


def _earlier(run: LessonRun, hint: Hint | None) -> Iterator[Line]:
    """The hints that were given before, to what is not reached yet."""
    given = [
        words
        for goal, reached in run.goals
        if not reached
        for words in run.given(goal)
        if hint is None or words != hint.text
    ]
    if given:
        yield _heading("Hints so far")
        yield from (_marked((" ", ""), words, "dim") for words in given)
        yield NOTHING


def _solved(lesson: Lesson, record: Record, run: LessonRun | None) -> Iterator[Line]:
    hints = sum(record.hints.values())
    counted = f"{hints} hint{'' if hints == 1 else 's'}" if hints else "no hint"
    time = time_text(record.seconds)
    done = f"Solved in {time}, with {counted}" if lesson.goals else f"Done in {time}"
    yield Line(text((f"✓ {done}.", GOOD)))
    if run is not None:
        yield from (_marked(REACHED, goal.text) for goal in lesson.goals)
    if record.guesses:
        scores = (f"{rule} {right}/{all}" for rule, (right, all) in sorted(record.guesses.items()))
        yield Line(text(("Guesses by rule: ", "bold"), ", ".join(scores)), 2)
    yield from (NOTHING, _heading("Why"), *paragraphs(lesson.explanation), NOTHING)
    if lesson.rules:
        yield _heading("The rules")
    for rule in lesson.rules:
        yield Line(text((f" {rule:<4}", "bold")).append_text(_words(RULE_TEXTS.get(rule, ""))), 5)
    for url in lesson.articles:
        yield Line(text((f" {url}", "dim")), 1)


def paragraphs(words: str, longest: int = LONGEST) -> Iterator[Line]:
    """A text of several paragraphs: lines that belong together flow, blank lines part them."""
    for number, paragraph in enumerate(words[:longest].strip().split("\n\n")):
        if number:
            yield NOTHING
        lines = paragraph.split("\n")
        if any(map(_indent, lines)):
            yield from (Line(_words(line), _indent(line)) for line in lines)
        else:
            yield Line(_words(" ".join(lines)))


def _indent(line: str) -> int:
    """How far in a line of a list goes on: behind its mark or number."""
    mark = _MARK.match(line)
    return mark.end() if mark else 0


def _heading(words: str) -> Line:
    return Line(text((words, "bold")))


def _marked(sign: tuple[str, str], words: str, style: str = "") -> Line:
    return Line(text(" ", sign, " ").append_text(_words(words, style)), 3)


def _words(words: str, style: str = "") -> Text:
    """What a lesson says, as long as it is."""
    return Text(shown(words, LONGEST), style)
