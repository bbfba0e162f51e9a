"""Texts and parameters of a plan as words of bash."""

from models.exports.application import Parameter, Text, rendered
from models.exports.shell import quoted


class Words:
    """Makes words of texts; ``used`` are the parameters that were in them, each once."""

    def __init__(self) -> None:
        self.used: dict[Parameter, None] = {}

    def of(self, text: Text) -> str:
        """A text as one word, in which only its parameters are expanded."""
        return "".join(rendered(text, quoted, self._variable)) or "''"

    def _variable(self, parameter: Parameter) -> str:
        self.used[parameter] = None
        return f'"${variable(parameter)}"'


def variable(parameter: Parameter) -> str:
    """The name of the variable that holds a parameter."""
    return parameter.name.upper()
