"""Why a field cannot be edited, said in its place."""

from models.fields.locks import NOT_REPLICATED
from tui.labels import text
from tui.screens.routes import ROUTES
from tui.widgets.said import Said


class Why(Said):
    """Stands where a field would be that cannot be edited."""

    def say(self, why: str | None) -> None:
        """Say why, or make way for the field."""
        self.display = why is not None
        if why == NOT_REPLICATED:
            why = f"{why}: {ROUTES['replication'].key.upper()}"
        words = text((why or "", "dim italic"))
        words.no_wrap = False
        self.update(words)
