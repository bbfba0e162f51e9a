"""What is said of a question before the reveal, and of a guess after it."""

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from models.addresses import address_text
from models.assign import Assignments
from models.explain import explain
from models.rule_texts import RULE_TEXTS
from models.training.facts import facts
from models.training.guesses import Judged, Question
from tui.labels import text
from tui.signs import GOOD, WRONG
from tui.widgets.guess_list import TITLES

NAME_WIDTH = 13
"""How many columns the name of a fact has."""


def about_question(assignments: Assignments, question: Question) -> Text:
    """The facts of a question, and nothing that was computed."""
    lines = [text((f"{question.id} at {TITLES[question.scenario]}", "bold"))]
    lines += [
        text((f"{fact.name:<{NAME_WIDTH}}", "dim"), fact.value)
        for fact in facts(assignments, question)
    ]
    return _flowing(lines)


def about_result(assignments: Assignments, judged: Judged) -> Text:
    """A guess beside the chain of rules, and what it overlooked."""
    return _flowing(list(_result(assignments, judged)))


def score_line(judged: Sequence[Judged], scores: Mapping[str, tuple[int, int]]) -> Text:
    """How many guesses were right, and which rules are not understood yet."""
    right = sum(one.right for one in judged)
    rules = sorted(scores, key=lambda rule: (rule[0], int(rule[1:])))
    listed = "  ".join(f"{rule} {scores[rule][0]}/{scores[rule][1]}" for rule in rules)
    weak = [rule for rule in rules if scores[rule][0] < scores[rule][1]]
    advice = f"Read again: {', '.join(weak)}" if weak else "Every rule was understood."
    style = WRONG if weak else GOOD
    lines = [
        text((f" {right} of {len(judged)} right", "bold"), f"   by rule: {listed}"),
        text(" ", (advice, style), ("  Enter goes on · r guesses again", "dim")),
    ]
    return Text("\n").join(lines)


def _result(assignments: Assignments, judged: Judged) -> Iterator[Text]:
    id, scenario = judged.question
    yield text((f"{id} at {TITLES[scenario]}", "bold"))
    if judged.right:
        yield text(("✓ right", GOOD))
    elif judged.missed is not None:
        guess = "none" if judged.guess is None else address_text(judged.guess)
        said = f"{guess}: " if judged.guessed and not judged.why.startswith(guess) else ""
        yield text((f"✗ {said}{judged.why} ", WRONG), (f"({judged.missed})", "bold"))
    for chain in explain(assignments, id):
        if chain.scenario is scenario:
            yield text((chain.result, "bold"))
            for step in chain.steps:
                mark = ("▶ ", GOOD) if step.decided else ("  ", "")
                yield text(mark, (f"{step.rule:<4}", "bold"), step.text)
    if judged.missed is not None:
        yield Text()
        yield text((f"{judged.missed}  ", "bold"), RULE_TEXTS.get(judged.missed, ""))


def _flowing(lines: list[Text]) -> Text:
    whole = Text("\n").join(lines)
    whole.no_wrap, whole.overflow = False, "fold"
    return whole
