"""The one function through which text from outside goes to a terminal."""

from models.formats.inert import visible

LIMIT = 256
"""How much of a name is shown where nothing else is asked for."""


def shown(text: str, limit: int = LIMIT) -> str:
    """The text in one line that a terminal shows and never obeys, shortened to ``limit``.

    Controls, line ends, bidi marks, zero-width and tag characters and lone surrogates
    become visible: ``␛``, ``␊``, ``‹U+202E›``. Markup such as ``[bold]`` is left as it is:
    hand the result to widgets as :class:`rich.text.Text`, never as markup.
    """
    harmless = visible(text[: limit + 1])
    return harmless if len(harmless) <= limit else harmless[: max(limit - 1, 0)] + "…"
