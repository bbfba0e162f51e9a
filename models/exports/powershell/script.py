"""A script put together: what it is for, parameters, the plan as data, and the code."""

from collections.abc import Iterable, Iterator
from importlib.resources import files

from models.exports.application import Parameter
from models.exports.powershell.data import Data
from models.exports.powershell.literals import Literals, comment

STATE = "[string] $StateFile = (Join-Path $PSScriptRoot 'state.json')"
_CHANGING = "[CmdletBinding(SupportsShouldProcess)]"
_READING = "[CmdletBinding()]"
_PARAMETER_JOINT = ",\n\n"

_APPLY = """\
Puts a plan of asrnet in place: virtual networks, network mappings, and the network settings
of replicated items. Try -WhatIf first. What was before is written to StateFile, from which
rollback.ps1 restores it. It may be run again: what is as planned is left alone.
"""
_ROLLBACK = """\
Takes back what apply.ps1 did, from what that wrote to StateFile. Try -WhatIf first.
Virtual networks go only where apply.ps1 created them and nothing is in them.
"""
_VERIFY = """\
Reads back what apply.ps1 puts in place and prints each difference from the plan. It changes
nothing. The exit status is 1 where anything differs.
"""


def apply_script(plan: str, data: Data, notes: Iterable[str]) -> str:
    """The script that puts a plan in place."""
    variables = Variables(data.parameters)
    state = ("Where what was before is written down.", STATE)
    parts = ("common", "networks", "state", "changing", "apply")
    about = [*_APPLY.splitlines(), *_notes(notes)]
    parameters = [*variables.declared(), state]
    return _script(plan, about, _CHANGING, parameters, _tables(data, variables), parts)


def rollback_script(plan: str) -> str:
    """The script that takes it back; it knows only what the other wrote down."""
    state = ("Where apply.ps1 wrote down what was before.", STATE)
    parts = ("common", "state", "changing", "rollback")
    return _script(plan, _ROLLBACK.splitlines(), _CHANGING, [state], [], parts)


def verify_script(plan: str, data: Data) -> str:
    """The script that reads back and compares."""
    variables = Variables(data.parameters)
    parameters, tables = list(variables.declared()), _tables(data, variables)
    parts = ("common", "networks", "verify")
    return _script(plan, _VERIFY.splitlines(), _READING, parameters, tables, parts)


class Variables:
    """What the parameters of an application are called in a script."""

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        self._names: dict[Parameter, str] = {}
        taken = {"statefile"}
        for parameter in parameters:
            start = "".join(word.capitalize() for word in parameter.name.split("_"))
            name, number = start, 1
            while name.lower() in taken:
                number += 1
                name = f"{start}_{number}"
            taken.add(name.lower())
            self._names[parameter] = f"${name}"

    def __call__(self, parameter: Parameter) -> str:
        """The variable of a parameter."""
        return self._names[parameter]

    def declared(self) -> Iterator[tuple[str, str]]:
        """What each is for, and its declaration."""
        for parameter, name in self._names.items():
            meaning = parameter.meaning[:1].upper() + parameter.meaning[1:]
            yield f"{meaning}.", f"[Parameter(Mandatory)] [string] {name}"


def _script(
    plan: str,
    about: Iterable[str],
    binding: str,
    parameters: Iterable[tuple[str, str]],
    tables: Iterable[str],
    parts: Iterable[str],
) -> str:
    declared = [f"    # {comment(meaning)}\n    {text}" for meaning, text in parameters]
    held = f"(\n{_PARAMETER_JOINT.join(declared)}\n)" if declared else "()"
    lines = [
        "# .SYNOPSIS",
        *(f"# {comment(line)}" for line in about),
        "# .NOTES",
        f"# Plan: {comment(plan)}",
        "#requires -Version 5.1",
        "#requires -Modules Az.Accounts, Az.Network, Az.RecoveryServices",
        binding,
        f"param{held}",
        "",
        "Set-StrictMode -Version 3.0",
        "$ErrorActionPreference = 'Stop'",
        "",
        *tables,
    ]
    return "\n".join(lines) + "\n" + "\n".join(map(_part, parts))


def _tables(data: Data, variables: Variables) -> list[str]:
    literals = Literals(variables)
    return [f"${name} = {literals.of(rows)}\n" for name, rows in data.tables.items()]


def _notes(notes: Iterable[str]) -> Iterator[str]:
    for note in notes:
        yield f"- {note}"


def _part(name: str) -> str:
    return files(__package__).joinpath("code", f"{name}.ps1").read_text(encoding="ascii")
