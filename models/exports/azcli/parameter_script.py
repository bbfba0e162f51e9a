"""The variables of bash that a person fills in."""

from collections.abc import Collection, Iterable, Iterator

from models.exports.application import Parameter
from models.exports.azcli.words import variable
from models.formats.inert import visible

HEAD = """\
# What the plan does not know. Fill it in here, or set variables of these names beforehand.
# shellcheck shell=bash disable=SC2034

"""
NOTHING = "# The plan knows everything: nothing has to be filled in.\n\n"


def parameter_script(used: Iterable[Parameter], looked_up: Collection[Parameter]) -> str:
    """The text of ``parameters.sh``; those that are looked up may stay blank."""
    rows = list(used)
    asked = [row for row in rows if row not in looked_up]
    found = [row for row in rows if row in looked_up]
    lines = [line for row in asked for line in _lines(row, "")]
    lines += [line for row in found for line in _lines(row, "; blank: the only one there is")]
    return "".join(
        [
            HEAD,
            "".join(lines) + "\n" if lines else NOTHING,
            _array("required", asked),
            _array("looked_up", found),
        ]
    )


def _lines(parameter: Parameter, more: str) -> Iterator[str]:
    name = variable(parameter)
    yield f"# {visible(parameter.meaning)}{more}\n"
    yield f'{name}="${{{name}:-}}"\n'


def _array(name: str, parameters: list[Parameter]) -> str:
    return f"{name}=({' '.join(map(variable, parameters))})\n"
