"""Whether what a lesson says means something: names that are there, codes and rules that exist."""

from collections.abc import Collection, Iterator
from itertools import chain

from models.findings import Code, Severity
from models.rule_texts import RULE_TEXTS
from models.rules.names import SUFFIX, TEST_SUFFIX
from models.subject_in_plan import ip_configurations_named
from models.training.condition import ARROW, BETWEEN, Condition, pair
from models.training.lesson import Lesson


def meaningless(lesson: Lesson) -> Iterator[str]:
    """What in a lesson means nothing, in sentences; nothing is computed for it."""
    if not lesson.goals and lesson.predict is None:
        yield "there is nothing to do: give it [[goals]], or [predict]"
    yield from _sources(lesson)
    for what, condition in _conditions(lesson):
        for words in chain(_clauses(condition), _strangers(lesson, condition)):
            yield f"{what}: {words}"
    yield from _steps(lesson)
    if lesson.predict is not None:
        for name in lesson.predict.of:
            if not ip_configurations_named(lesson.plan, name):
                yield f"predict: {name!r} is not in the plan"


def _sources(lesson: Lesson) -> Iterator[str]:
    """The rules and articles."""
    if not lesson.rules:
        yield "rules: name the rules it teaches"
    for rule in lesson.rules:
        if rule not in RULE_TEXTS:
            yield f"rules: there is no rule {rule!r}"
    for url in lesson.articles:
        if not url.startswith("https://"):
            yield f"articles: {url!r} is no https address"


def _steps(lesson: Lesson) -> Iterator[str]:
    """Whether goals and solution name each other."""
    names = [goal.name for goal in lesson.goals]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"two goals are called {name!r}"
    reached = [name for step in lesson.solution for name in step.reaches]
    for name in dict.fromkeys(reached):
        if name not in names:
            yield f"solution: there is no goal {name!r}"
    for name in names:
        if reached.count(name) != 1:
            yield f"solution: goal {name!r} is reached by {reached.count(name)} steps, not by one"


def _conditions(lesson: Lesson) -> Iterator[tuple[str, Condition]]:
    for goal in lesson.goals:
        yield f"goal {goal.name!r}", goal.when
    for number, guard in enumerate(lesson.must_stay, start=1):
        yield f"must_stay {number}", guard.when
    for number, mistake in enumerate(lesson.mistakes, start=1):
        yield f"mistake {number}", mistake.when


def _clauses(condition: Condition) -> Iterator[str]:
    """What would hold always or never, whatever the plan is."""
    if condition.empty:
        yield "when says nothing"
    for found in (*condition.findings, *condition.not_findings):
        if found.partition(" ")[0] not in {*Code, *Severity}:
            yield f"{found!r} begins with no code of a finding and no severity"
    for written in (*condition.mapped, *condition.not_mapped):
        if pair(written, ARROW) is None:
            yield f"{written!r} is not SOURCE {ARROW} TARGET"
    for written in (*condition.peered, *condition.not_peered):
        if pair(written, BETWEEN) is None:
            yield f"{written!r} is not ONE {BETWEEN} OTHER"


def _strangers(lesson: Lesson, condition: Condition) -> Iterator[str]:
    """Names of what the plan does not have, and no edit of the lesson brings."""
    results = (*condition.results, *condition.not_results, *condition.any_results)
    expected = (one.of for one in results)
    for name in (*expected, *condition.comes_home):
        if not ip_configurations_named(lesson.plan, name):
            yield f"{name!r} is not in the plan"
    for name in (*condition.replicated, *condition.not_replicated, *condition.groups):
        if name not in lesson.plan.virtual_machines:
            yield f"there is no virtual machine {name!r} in the plan"
    known = _networks(lesson)
    wanted = (*condition.networks, *condition.not_networks)
    mapped = (*condition.mapped, *condition.not_mapped)
    for name in (
        *(one.network for one in results if one.network is not None),
        *(one.id for one in wanted),
        *(name for written in mapped for name in pair(written, ARROW) or ()),
    ):
        if name not in known:
            yield f"there is no virtual network {name!r} in the plan, and no edit brings it"
    for found in (*condition.findings, *condition.not_findings):
        yield from _stranger_subject(lesson, found.partition(" ")[2], known)


def _stranger_subject(lesson: Lesson, subject: str, known: Collection[str]) -> Iterator[str]:
    """What the subject of a finding names and the plan does not have."""
    kind, colon, name = subject.partition(":")
    if not colon:
        if subject not in ("", "plan") and not ip_configurations_named(lesson.plan, subject):
            yield f"{subject!r} is not in the plan"
    elif kind == "item":
        if name not in lesson.plan.virtual_machines:
            yield f"there is no virtual machine {name!r} in the plan"
    else:
        names = name.split(ARROW) if kind == "mapping" else [name.partition("/")[0]]
        for one in names:
            if kind not in ("mapping", "network", "subnet") or one not in known:
                yield f"{subject!r} is not in the plan"


def _networks(lesson: Lesson) -> frozenset[str]:
    """Every network that may come up: of the plan, named in an edit, or a copy by default."""
    ids = set(lesson.plan.virtual_networks.keys())
    edits = [step.edit for step in lesson.solution]
    edits += [edit for mistake in lesson.mistakes for edit in mistake.edits]
    ids |= {value for edit in edits for value in edit.values() if isinstance(value, str)}
    copies = {id + SUFFIX for id in ids}
    return frozenset(ids | copies | {id + TEST_SUFFIX for id in ids | copies})
