"""What can be written next in a filter: the words of the language, or the values of a plan."""

from typing import NamedTuple

from models.plan import Plan
from models.query import WORDS
from models.query_terms import InvalidQuery, Written, quoted, terms_of
from models.query_words import FLAGS, KEYWORDS, MARKED


class Completion(NamedTuple):
    """What a filter could go on with: what it is about, and the terms that fit, as written."""

    says: str
    terms: tuple[str, ...]


def completion(text: str, plan: Plan) -> Completion:
    """What the last term of a text could be meant to become."""
    written = _last(text)
    if written is None:
        return Completion("filter by any of", WORDS)
    if written.keyword is None:
        begun = written.value.casefold()
        fitting = tuple(word for word in WORDS if word.startswith(begun) and word != begun)
        if not fitting and begun in (*FLAGS, MARKED):
            return Completion(_flag_says(begun), ())
        return Completion("text in names and addresses" if not fitting else "", fitting)
    keyword = KEYWORDS.get(written.keyword)
    if keyword is None:
        return Completion("", ())
    begun = written.value.casefold()
    names = dict.fromkeys(name for name in keyword.names(plan) if name.casefold().startswith(begun))
    return Completion(keyword.says, tuple(f"{keyword.word}:{quoted(name)}" for name in names))


def completed(text: str, plan: Plan) -> str | None:
    """The text with its last term completed by the first that fits; ``None`` if none does."""
    written = _last(text)
    if written is None or written.quoted:
        return None
    terms = completion(text, plan).terms
    begun = text[written.start + written.negated :]
    for term in terms:
        if term.casefold().startswith(begun.casefold()) and len(term) > len(begun):
            return text + term[len(begun) :]
    return None


def _last(text: str) -> Written | None:
    """The term that is being written at the end of a text."""
    if not text or text[-1].isspace():
        return None
    try:
        *_, last = terms_of(text)
    except InvalidQuery:
        return None
    return last


def _flag_says(word: str) -> str:
    return "is marked in this list" if word == MARKED else FLAGS[word][0]
