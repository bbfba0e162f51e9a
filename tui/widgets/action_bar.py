"""The keys of one screen in a line of their own, where the last line has no room for them."""

from textual.binding import ActiveBinding

from tui.keys import action_name, in_order
from tui.widgets.key_bar import KeyBar


class ActionBar(KeyBar):
    """Names the keys whose bindings have certain ids, in that order; a click presses one."""

    def __init__(self, *ids: str) -> None:
        super().__init__()
        self._ids = ids

    def _shown(self) -> list[ActiveBinding]:
        first: dict[str, ActiveBinding] = {}
        for active in in_order(self.screen):
            if active.binding.id in self._ids:
                first.setdefault(action_name(active.binding), active)
        return sorted(first.values(), key=lambda one: self._ids.index(one.binding.id or ""))
