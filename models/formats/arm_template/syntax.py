"""The expression language of ARM templates: which texts are expressions, and their parts.

https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions
"""

import re
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from models.formats.arm_template.unresolved import CannotResolve

LONGEST = 24_576
"""The longest expression, as Azure has it."""
DEEPEST = 40
"""How deep calls may stand in one another."""
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>'(?:[^']|'')*')
      | (?P<number>-?[0-9]{1,18})(?![0-9A-Za-z_.])
      | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<sign>\.\?|\[\?|[().,\[\]])
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Literal:
    """A text or a whole number."""

    value: str | int


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a function, by its name in whichever case."""

    name: str
    arguments: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A field or an element of a value; where ``lenient``, null where it has none."""

    of: "Expression"
    key: "Expression"
    lenient: bool


Expression: TypeAlias = Literal | Call | Member


class Token(NamedTuple):
    """A piece of an expression and what it is; ``kind`` is blank behind the last."""

    kind: str
    text: str


def is_expression(text: str) -> bool:
    """Whether a text of a template is to be evaluated."""
    return text.startswith("[") and text.endswith("]") and not text.startswith("[[")


def literal(text: str) -> str:
    """What a text that is no expression says: of two brackets that begin it, one."""
    return text[1:] if text.startswith("[[") and text.endswith("]") else text


def parse(text: str) -> Expression:
    """The expression in its brackets. Raises :class:`CannotResolve` where it is none."""
    if len(text) > LONGEST:
        raise CannotResolve(f"an expression has at most {LONGEST} characters")
    parser = _Parser(_tokens(text[1:-1]))
    found = parser.expression(0)
    parser.expect("")
    return found


def _tokens(text: str) -> list[Token]:
    tokens, position, end = [], 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            raise CannotResolve(f"no expression of an ARM template, from character {position + 2}")
        kind = match.lastgroup or ""
        tokens.append(Token(kind, match[kind]))
        position = match.end()
    return [*tokens, Token("", "")]


class _Parser:
    """Goes through the tokens of one expression."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._position = 0

    def expression(self, depth: int) -> Expression:
        """The expression that begins here, with all that is asked of its value."""
        if depth > DEEPEST:
            raise CannotResolve("nested too deeply")
        found = self._primary(depth)
        while self._next.text in {".", ".?", "[", "[?"} and self._next.kind == "sign":
            sign = self._take().text
            if sign.startswith("."):
                key: Expression = Literal(self.expect("name"))
            else:
                key = self.expression(depth + 1)
                self.expect("sign", "]")
            found = Member(found, key, lenient=sign.endswith("?"))
        return found

    def expect(self, kind: str, text: str | None = None) -> str:
        """The text of the next token, which has to be that."""
        token = self._take()
        if token.kind != kind or text not in {None, token.text}:
            raise CannotResolve("no expression of an ARM template")
        return token.text

    @property
    def _next(self) -> Token:
        return self._tokens[self._position]

    def _take(self) -> Token:
        token = self._next
        self._position = min(self._position + 1, len(self._tokens) - 1)
        return token

    def _primary(self, depth: int) -> Expression:
        token = self._take()
        if token.kind == "text":
            return Literal(token.text[1:-1].replace("''", "'"))
        if token.kind == "number":
            return Literal(int(token.text))
        if token.kind != "name":
            raise CannotResolve("no expression of an ARM template")
        name = token.text
        if self._next.text == ".":
            self._take()
            name = f"{name}.{self.expect('name')}"
        self.expect("sign", "(")
        return Call(name, self._arguments(depth + 1))

    def _arguments(self, depth: int) -> tuple[Expression, ...]:
        found: list[Expression] = []
        if self._next == Token("sign", ")"):
            self._take()
            return ()
        while True:
            found.append(self.expression(depth))
            if self._next != Token("sign", ","):
                break
            self._take()
        self.expect("sign", ")")
        return tuple(found)
