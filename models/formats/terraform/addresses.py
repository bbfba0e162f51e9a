"""Addresses and references of Terraform, such as ``module.net["a"].azurerm_subnet.web[0].id``.

https://developer.hashicorp.com/terraform/cli/state/resource-addressing
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

LONGEST = 2048
"""The longest address that is read."""
_STEP = re.compile(r'\.?([^\W\d][\w-]*)|\[(\d{1,18})\]|\["((?:[^"\\]|\\.)*)"\]')

Key: TypeAlias = int | str | None
"""What tells instances apart: of ``count`` a number, of ``for_each`` a text."""


class Index(NamedTuple):
    """A key in brackets."""

    key: Key


class Step(NamedTuple):
    """A call of a module, and which of its instances."""

    name: str
    key: Key

    def __str__(self) -> str:
        return f"module.{self.name}{bracketed(self.key)}"


Path: TypeAlias = tuple[Step, ...]
"""The calls that lead from the root module to another."""


class Reference(NamedTuple):
    """A reference in parts: names, and keys in brackets."""

    parts: tuple[str | Index, ...]

    def name(self, position: int) -> str:
        """The name at a position; blank where there is none."""
        part = self.parts[position] if position < len(self.parts) else None
        return part if isinstance(part, str) else ""

    def key(self, position: int) -> Index | None:
        """The key at a position, if one stands there."""
        part = self.parts[position] if position < len(self.parts) else None
        return part if isinstance(part, Index) else None

    def key_after(self, position: int) -> Index | None:
        """The first key from a position on."""
        return next((part for part in self.parts[position:] if isinstance(part, Index)), None)


@lru_cache(maxsize=4096)
def parsed(text: str) -> Reference | None:
    """A reference in parts; ``None`` where it is not one."""
    if len(text) > LONGEST:
        return None
    parts: list[str | Index] = []
    position = 0
    while position < len(text):
        match = _STEP.match(text, position)
        if match is None:
            return None
        name, number, quoted = match.groups()
        if name is not None:
            parts.append(name)
        else:
            parts.append(Index(int(number) if number is not None else _unquoted(quoted)))
        position = match.end()
    return Reference(tuple(parts)) if parts and isinstance(parts[0], str) else None


def module_path(text: str) -> Path | None:
    """The path that an address such as ``module.a[0].module.b`` gives; ``None`` if it is none."""
    if not text:
        return ()
    reference = parsed(text)
    if reference is None:
        return None
    path, rest = _split(reference)
    return path if rest == len(reference.parts) else None


def around(text: str) -> Path:
    """The module that an address of a resource stands in, as far as the address says it."""
    reference = parsed(text)
    return _split(reference)[0] if reference else ()


def _split(reference: Reference) -> tuple[Path, int]:
    """The calls at the beginning of an address, and where they end."""
    steps: list[Step] = []
    position = 0
    while reference.name(position) == "module" and reference.name(position + 1):
        key = reference.key(position + 2)
        steps.append(Step(reference.name(position + 1), key.key if key else None))
        position += 3 if key else 2
    return tuple(steps), position


def roots(references: Sequence[str]) -> list[str]:
    """The references of an expression without those that are only the beginning of another.

    Terraform lists ``azurerm_subnet.a.id`` and after it ``azurerm_subnet.a``.
    """
    begun = {text[:position] for text in references for position in _ends(text)}
    return [text for text in dict.fromkeys(references) if text not in begun]


def bracketed(key: Key) -> str:
    """A key as an address has it; blank where there is none."""
    if key is None:
        return ""
    return f'["{key}"]' if isinstance(key, str) else f"[{key}]"


def _ends(text: str) -> Iterator[int]:
    """Where something that a reference begins with may end."""
    return (match.start() for match in re.finditer(r"[.\[]", text[:LONGEST]))


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
