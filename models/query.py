"""The filter language: ``unassigned subnet:web -finding:warning 10.1.`` and the like.

Terms stand one after the other and all of them have to hold; ``-`` before one negates it,
quotes hold blanks together. What is no word of the language is text that is looked for in
names and addresses.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from models.listing import Listed
from models.query_terms import InvalidQuery, Written, terms_of
from models.query_values import did_you_mean
from models.query_words import FLAGS, KEYWORDS, MARKED, Test
from models.steps import Steps, finished, passing
from models.topology import IpConfigurationId

ALONE = (*FLAGS, MARKED)
"""The words that stand alone."""
LONGEST_WORD = 20
"""No word of the language is longer, in characters."""
WORDS = (*ALONE, *(f"{word}:" for word in KEYWORDS))
"""Every word of the language, those with a value behind them with their colon."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition of a filter."""

    written: Written
    test: Test

    def holds(self, row: Listed) -> bool:
        """Whether a row is as the term asks."""
        return self.test(row) is not self.written.negated


@dataclass(frozen=True, slots=True)
class Query:
    """A filter that was understood. Without a term it lets every row through."""

    terms: tuple[Term, ...] = ()

    def holds(self, row: Listed) -> bool:
        """Whether a row passes."""
        return all(term.holds(row) for term in self.terms)

    def select(self, rows: Sequence[Listed]) -> list[Listed]:
        """The rows that pass, in their order."""
        return finished(self.selecting(rows))

    def selecting(self, rows: Sequence[Listed]) -> Steps[list[Listed]]:
        """The same step by step."""
        return passing(rows, self.holds)

    @property
    def about_marks(self) -> bool:
        """Whether it asks which rows are marked."""
        return any(_is_flag(term.written, MARKED) for term in self.terms)

    @property
    def doubt(self) -> str | None:
        """What one of its texts may have been meant to be; ``None`` if they are just texts."""
        for written in (term.written for term in self.terms):
            word = written.value.casefold()
            if written.keyword is not None or written.quoted or word in ALONE:
                continue
            if near := get_close_matches(word[:LONGEST_WORD], ALONE, n=1, cutoff=0.8):
                return f"“{written.value}” is looked for as text; did you mean {near[0]}?"
        return None


def parse(text: str, marked: Container[IpConfigurationId] = frozenset()) -> Query:
    """The filter that a text is; ``marked`` are the rows that count as marked.

    Raises :class:`InvalidQuery`.
    """
    return Query(tuple(Term(written, _test(written, marked)) for written in terms_of(text)))


def _test(written: Written, marked: Container[IpConfigurationId]) -> Test:
    if written.keyword is not None:
        return _keyword_test(written, written.keyword)
    if _is_flag(written, MARKED):
        return lambda row: row.id in marked
    flag = None if written.quoted else FLAGS.get(written.value.casefold())
    if flag is not None:
        return flag[1]
    if not written.value:
        raise InvalidQuery("there is nothing to look for here", written.start, written.end)
    return _text_test(written.value.casefold())


def _keyword_test(written: Written, word: str) -> Test:
    keyword = KEYWORDS.get(word)
    if keyword is None:
        message = f"there is no word {word}: here; {_known(word)}"
        raise InvalidQuery(message, written.start, written.value_start)
    if not written.value:
        message = f"{word}: needs a value"
        raise InvalidQuery(message, written.start, written.end)
    try:
        return keyword.make(written.value)
    except ValueError as error:
        raise InvalidQuery(str(error), written.value_start, written.end) from error


def _known(word: str) -> str:
    if word in ALONE:
        return f"{word} stands alone, without a colon"
    near = did_you_mean(word, list(KEYWORDS))
    return near if near.endswith("?") else f"{near}; quotes make text of it"


def _is_flag(written: Written, word: str) -> bool:
    alone = written.keyword is None and not written.quoted
    return alone and written.value.casefold() == word


def _text_test(wanted: str) -> Test:
    return lambda row: wanted in row.words
