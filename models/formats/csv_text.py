"""Telling a table from JSON, and its text in whichever encoding it comes."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ",;\t"


def is_table(data: bytes) -> str | None:
    """The text of a document that is a table (CSV); ``None`` where it is anything else.

    A table begins with a line of column names, at least two: plain words that a comma, a
    semicolon or a tab separates.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    head = text.lstrip().split("\n", 1)[0].strip()
    if not head or head[0] in "{[" or "\0" in text:
        return None
    names = [name.strip().strip('"') for name in head.split(separator_of(head))]
    plain = all(name.replace("_", "").replace(" ", "").isalnum() for name in names)
    return text if len(names) > 1 and plain else None


def separator_of(text: str) -> str:
    """What separates the cells of a table, by its first line."""
    head = text.lstrip().split("\n", 1)[0]
    return max(_SEPARATORS, key=head.count)
