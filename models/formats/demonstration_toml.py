"""The script of a demonstration: TOML to a demonstration (``docs/presenting.md``)."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

import tomli
from pydantic_core import ValidationError

from models.consistency import Flaw
from models.errors import Fault, InvalidInput
from models.formats.plan_data import LineOf, place
from models.formats.pruning import Pruned, shown
from models.formats.toml_lines import Lines
from models.formats.toml_refusal import syntax_fault
from models.training.demonstration import Demonstration
from models.training.keys import TYPED

FORMAT = 1
"""The version of the script this program reads."""
LARGEST = 1024 * 1024
"""The largest script that is read, in bytes."""
_ELSEWHERE = re.compile(r"[/\\\0]|\.{1,2}$")
"""What makes of a file name one in another directory, or none at all."""


def loads(
    text: str, source: str, samples: Collection[str], is_key: Callable[[str], bool]
) -> Demonstration:
    """The demonstration that a script holds.

    ``source`` is what messages call the file, ``samples`` are the sample plans there are,
    ``is_key`` says whether a keyboard has a key. Raises :class:`InvalidInput` with every
    fault, each with its place and, where it can be known, its line.
    """
    try:
        data = tomli.loads(text)
        flaws, found = _read(data, samples, is_key)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(source, [syntax_fault(text, error)]) from error
    if found is None or flaws:
        raise InvalidInput(source, _faults(flaws, lambda path: Lines(text).of(path)))
    return found


def _read(
    data: Mapping[str, Any], samples: Collection[str], is_key: Callable[[str], bool]
) -> tuple[list[Flaw], Demonstration | None]:
    """The demonstration in plain data, as far as there is one, and what is wrong."""
    if wrong := _format_flaw(data):
        return [wrong], None
    pruned = Pruned({key: value for key, value in data.items() if key != "demonstration"})
    try:
        found = pruned.validate(Demonstration)
    except ValidationError:
        found = None
    return [*pruned.flaws, *_plan_flaws(data, samples), *_step_flaws(data, is_key)], found


def _format_flaw(data: Mapping[str, Any]) -> Flaw | None:
    if "demonstration" in data:
        given = data["demonstration"]
        if given == FORMAT and given is not True:
            return None
        return Flaw(("demonstration",), f"expected {FORMAT}, got {shown(given)}")
    hint = "; this is a plan: asrnet FILE opens it" if "format" in data else ""
    hint = "; this is a lesson" if "lesson" in data else hint
    words = f"required, but missing; expected demonstration = {FORMAT}{hint}"
    return Flaw(("demonstration",), words)


def _plan_flaws(data: Mapping[str, Any], samples: Collection[str]) -> Iterator[Flaw]:
    """What is wrong with the plan that is named, beyond the kind of its value."""
    sample, plan = data.get("sample"), data.get("plan")
    if "sample" in data and "plan" in data:
        yield Flaw(("plan",), "there is a sample as well; leave one of the two out")
    elif "sample" not in data and "plan" not in data:
        yield Flaw((), 'a plan is missing: sample = "article", or plan = "FILE" beside the script')
    if isinstance(sample, str) and sample and sample not in samples:
        near = get_close_matches(sample, samples, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(samples)}"
        yield Flaw(("sample",), f"there is no sample plan {shown(sample)}; {hint}")
    if isinstance(plan, str) and _ELSEWHERE.search(plan):
        yield Flaw(("plan",), f"expected a file beside the script, got {shown(plan)}")


def _step_flaws(data: Mapping[str, Any], is_key: Callable[[str], bool]) -> Iterator[Flaw]:
    """That there is no step, and the names of keys that no keyboard has."""
    steps = data.get("steps")
    if steps == []:
        yield Flaw(("steps",), "expected at least one")
    for number, step in enumerate(steps if isinstance(steps, list) else ()):
        keys = step.get("keys") if isinstance(step, dict) else None
        for position, key in enumerate(keys if isinstance(keys, list) else ()):
            if isinstance(key, str) and key and not key.startswith(TYPED) and not is_key(key):
                words = f"there is no key {shown(key)}; a text is written {TYPED}{key[:20]}"
                yield Flaw(("steps", number, "keys", position), words)


def _faults(flaws: list[Flaw], find: LineOf) -> list[Fault]:
    line_of = cache(find)
    faults = [Fault(place(flaw.path), flaw.message, line_of(flaw.path)) for flaw in flaws]
    return sorted(dict.fromkeys(faults), key=lambda fault: fault.line or 0)
