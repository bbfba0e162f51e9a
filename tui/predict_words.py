"""What is said of a question before the reveal, and of a guess after it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from rich.text import Text

from models.addresses import address_text
from models.assign import Assignments
from models.explain import explain
from models.rule_texts import RULE_TEXTS
from models.training.facts import facts
from models.training.guesses import Question
from models.training.judging import Judged
from tui.labels import text
from tui.screens.ask import LONGEST
from tui.shown import shown
from tui.signs import GOOD, WRONG
from tui.widgets.guess_list import TITLES
from tui.widgets.prose import Line
from tui.widgets.why_lines import DECIDES

Scores: TypeAlias = Mapping[str, tuple[int, int]]
"""How many of how many guesses were right, by the number of the rule."""
NAME_WIDTH = 13
"""How many columns the name of a fact has."""


def about_question(assignments: Assignments, question: Question) -> list[Line]:
    """The facts of a question, and nothing that was computed."""
    lines = [Line(text((f"{question.id} at {TITLES[question.scenario]}", "bold")))]
    for fact in facts(assignments, question):
        name = text((f"{fact.name:<{NAME_WIDTH}}", "dim"))
        lines.append(Line(name.append_text(Text(shown(fact.value, LONGEST))), NAME_WIDTH))
    return lines


def about_result(assignments: Assignments, judged: Judged, scores: Scores) -> list[Line]:
    """A guess beside the chain of rules and what it overlooked; then all to be read again."""
    others = [rule for rule in _weak(scores) if rule != judged.missed]
    return [*_result(assignments, judged), *_again(others)]


def score_line(judged: Sequence[Judged], scores: Scores) -> Text:
    """How many guesses were right, and which rules are not understood yet."""
    right = sum(one.right for one in judged)
    listed = ", ".join(f"{rule} {scores[rule][0]}/{scores[rule][1]}" for rule in _in_order(scores))
    weak = _weak(scores)
    advice = f"✗ Read again: {', '.join(weak)}" if weak else "✓ Every rule was understood."
    lines = [
        text((f"{right} of {len(judged)} right", "bold"), f"   by rule: {listed}"),
        text((advice, WRONG if weak else GOOD)),
    ]
    whole = Text("\n").join(lines)
    whole.no_wrap, whole.overflow = False, "fold"
    return whole


def _in_order(scores: Scores) -> list[str]:
    return sorted(scores, key=lambda rule: (rule[0], int(rule[1:])))


def _weak(scores: Scores) -> list[str]:
    """The rules that a guess overlooked."""
    return [rule for rule in _in_order(scores) if scores[rule][0] < scores[rule][1]]


def _again(rules: Sequence[str]) -> Iterator[Line]:
    """What rules say that some other guess overlooked."""
    if rules:
        yield Line(Text())
        yield Line(text(("To be read again after the other guesses", "bold")))
    for rule in rules:
        yield _rule(rule)


def _rule(rule: str) -> Line:
    return Line(text((f"{rule:<4}", "bold"), RULE_TEXTS.get(rule, "")), 4)


def _result(assignments: Assignments, judged: Judged) -> Iterator[Line]:
    id, scenario = judged.question
    yield Line(text((f"{id} at {TITLES[scenario]}", "bold")))
    if judged.right:
        yield Line(text(("✓ right", GOOD)))
    elif judged.missed is not None:
        guess = "none" if judged.guess is None else address_text(judged.guess)
        said = f"{guess}: " if judged.guessed and not judged.why.startswith(guess) else ""
        yield Line(text((f"✗ {said}{judged.why} ", WRONG), (f"({judged.missed})", "bold")), 2)
    for chain in explain(assignments, id):
        if chain.scenario is scenario:
            yield Line(text((chain.result, "bold")), 2)
            for step in chain.steps:
                mark = (f"{DECIDES} ", GOOD) if step.decided else ("  ", "")
                yield Line(text(mark, (f"{step.rule:<4}", "bold"), step.text), 6)
    if judged.missed is not None:
        yield Line(Text())
        yield _rule(judged.missed)
