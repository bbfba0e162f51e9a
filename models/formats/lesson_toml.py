"""The lesson file: TOML to a lesson (``docs/lessons.md``)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias

import tomli
from pydantic_core import ValidationError

from models.consistency import Flaw, Path
from models.errors import Fault, InvalidInput
from models.formats.plan_data import LineOf, place, plan_from
from models.formats.plan_toml import loads
from models.formats.pruning import Pruned, shown
from models.formats.toml_lines import Lines
from models.formats.toml_refusal import syntax_fault
from models.topology import Name
from models.training.guesses import prediction_of
from models.training.lesson import (
    ARTICLE,
    Goal,
    Guard,
    Kind,
    Lesson,
    Mistake,
    Prediction,
    SolutionStep,
)
from models.training.numbers import FIRST_SEED, drawn, filled
from models.value import Checked, Value

FORMAT = 1
"""The version of the lesson file this program reads."""


class LessonFile(Value, frozen=True):
    """A lesson file as it stands, with the numbers put in; ``plan`` is read as a plan file is."""

    lesson: Literal[1]
    title: Name
    summary: Name
    kind: Kind = Kind.LESSON
    minutes: Annotated[int, Checked(strict=True, ge=1)] = 10
    introduction: Name
    explanation: Name
    rules: tuple[Name, ...] = ()
    articles: tuple[Name, ...] = (ARTICLE,)
    notes: str = ""
    numbers: Mapping[str, str] = {}
    plan: Mapping[str, Any]
    predict: Prediction | None = None
    goals: tuple[Goal, ...] = ()
    must_stay: tuple[Guard, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    solution: tuple[SolutionStep, ...] = ()


@dataclass(frozen=True, slots=True)
class LessonText:
    """A lesson as it was written, from which one with the numbers of any seed is made.

    ``name`` is what it is called in a file name, ``source`` what messages call the file.
    """

    name: str
    source: str
    text: str

    def with_seed(self, seed: int = FIRST_SEED) -> Lesson:
        """The lesson of a seed. Raises :class:`InvalidInput` with every fault of the file."""
        try:
            data = tomli.loads(self.text)
            return _Reading(self, data, seed).lesson()
        except (tomli.TOMLDecodeError, RecursionError) as error:
            raise InvalidInput(self.source, [syntax_fault(self.text, error)]) from error


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan file in the place of a lesson: every one of its addresses is asked for."""

    name: str
    source: str
    text: str

    def with_seed(self, seed: int = FIRST_SEED) -> Lesson:
        """The prediction of the plan, the same for every seed. Raises :class:`InvalidInput`."""
        plan = loads(self.text, self.source)
        if not plan.replicated_items:
            words = "nothing is replicated, so there is no address to guess; enable replication"
            raise InvalidInput(self.source, [Fault("replicated_items", words)])
        return replace(prediction_of(plan, self.name), seed=seed)


Written: TypeAlias = LessonText | PlanText
"""What a lesson is made of."""


class _Reading:
    """One reading of a lesson file: collects what is wrong, and where."""

    def __init__(self, written: LessonText, data: Mapping[str, Any], seed: int) -> None:
        self._written, self._data, self._seed = written, data, seed
        self._faults: list[Fault] = []
        lines = cache(lambda: Lines(written.text))
        self._line_of: LineOf = lambda path: lines().of(path)

    def lesson(self) -> Lesson:
        """The lesson. Raises :class:`InvalidInput`."""
        if wrong := _format_flaw(self._data):
            self._note(wrong)
            raise self._refusal()
        numbers = self._numbers()
        data = filled(self._data, numbers, self._no_number)
        file, plan = self._file(data), self._plan(data)
        if self._faults or file is None or plan is None:
            raise self._refusal()
        fields = {
            name: getattr(file, name)
            for name in LessonFile.model_fields
            if name not in ("lesson", "plan", "numbers")
        }
        return Lesson(
            name=self._written.name, seed=self._seed, numbers=numbers, plan=plan, **fields
        )

    def _numbers(self) -> dict[str, int]:
        written = self._data.get("numbers", {})
        numbers: dict[str, int] = {}
        for name, span in written.items() if isinstance(written, dict) else ():
            try:
                numbers |= drawn(self._written.name, self._seed, {name: str(span)})
            except ValueError as error:
                self._note(Flaw(("numbers", name), str(error)))
        return numbers

    def _no_number(self, name: str) -> None:
        self._note(Flaw(("numbers",), f"{{{name}}} stands in a text, but has no numbers here"))

    def _file(self, data: Mapping[str, Any]) -> LessonFile | None:
        pruned = Pruned({**data, "plan": {}} if "plan" in data else data)
        try:
            file = pruned.validate(LessonFile)
        except ValidationError:
            file = None
        for flaw in pruned.flaws:
            self._note(flaw)
        return file

    def _plan(self, data: Mapping[str, Any]) -> Any:
        plan = data.get("plan")
        if not isinstance(plan, dict):
            return None

        def line_of(path: Path) -> int | None:
            return self._line_of(("plan", *path))

        try:
            return plan_from({"format": 1, **plan}, self._written.source, line_of)
        except InvalidInput as error:
            self._faults += [
                Fault(f"plan.{fault.place}".rstrip("."), fault.message, fault.line)
                for fault in error.faults
            ]
            return None

    def _note(self, flaw: Flaw) -> None:
        fault = Fault(place(flaw.path), flaw.message, self._line_of(flaw.path))
        if fault not in self._faults:
            self._faults.append(fault)

    def _refusal(self) -> InvalidInput:
        faults = sorted(self._faults, key=lambda fault: fault.line or 0)
        return InvalidInput(self._written.source, faults)


def _format_flaw(data: Mapping[str, Any]) -> Flaw | None:
    if "lesson" in data:
        given = data["lesson"]
        if given == FORMAT and given is not True:
            return None
        return Flaw(("lesson",), f"expected {FORMAT}, got {shown(given)}")
    is_plan = "format" in data
    hint = "; this is a plan, which asrnet FILE opens" if is_plan else ""
    return Flaw(("lesson",), f"required, but missing; expected lesson = {FORMAT}{hint}")
