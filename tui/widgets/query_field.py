"""The field above the list in which a filter is typed: it shows how a word goes on."""

from collections.abc import Callable

from textual.suggester import Suggester

from models.plan import Plan
from models.query_completion import completed
from tui.shown import shown
from tui.widgets.filter_field import FilterField


class QuerySuggester(Suggester):
    """Suggests the rest of the word that is being typed; Right takes it."""

    def __init__(self, plan: Callable[[], Plan]) -> None:
        """``plan`` gives the plan whose names are suggested."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._plan = plan

    async def get_suggestion(self, value: str) -> str | None:
        """The whole text with its last word completed."""
        words = completed(value, self._plan())
        return words if words is not None and shown(words, len(words)) == words else None


class QueryField(FilterField):
    """A filter field that knows the words of the filter language."""

    def __init__(self, plan: Callable[[], Plan]) -> None:
        """``plan`` gives the plan whose names are suggested."""
        super().__init__("/ filters: changed  unassigned  subnet:web  finding:error  10.1.")
        self.suggester = QuerySuggester(plan)
