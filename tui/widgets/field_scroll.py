"""A part of the screen with fields in columns, in which the arrows go from field to field."""

from itertools import takewhile
from typing import ClassVar, TypeGuard

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from tui.widgets.choice_entry import ChoiceEntry
from tui.widgets.field_block import FieldBlock
from tui.widgets.field_rows import COLUMNS
from tui.widgets.switch_entry import SwitchEntry
from tui.widgets.text_entry import TextEntry


class FieldScroll(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls so that the field with the focus is seen, with all that belongs to it if it can be.

    Up and Down stay in the column, Left and Right cross it where the field has no use for them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Field above", show=False, id="field.up"),
        Binding("down", "step(1)", "Field below", show=False, id="field.down"),
        Binding("left", "app.focus_previous", "Field before", show=False, id="field.left"),
        Binding("right", "app.focus_next", "Field after", show=False, id="field.right"),
    ]

    _came_in = next(iter(COLUMNS))
    """The column that the focus was in last; fields that span both leave it as it is."""

    @property
    def fields(self) -> list[Widget]:
        """The fields that can be edited now, in their order."""
        return [field for field in self.query("*") if _is_field(field) and self.is_open(field)]

    @property
    def focused_field(self) -> Widget | None:
        """The field with the focus."""
        focused = self.screen.focused
        if focused is None or self not in focused.ancestors:
            return None
        return next((one for one in focused.ancestors_with_self if _is_field(one)), None)

    @property
    def column(self) -> str:
        """The column the focus is in, or was in last where its field spans both."""
        return _column(self.focused_field) or self._came_in

    def action_step(self, step: int) -> None:
        """Go to the next field of the column, above or below; scroll where there is none."""
        fields, focused = self.fields, self.focused_field
        if focused not in fields:
            return
        column, at = self.column, fields.index(focused)
        ahead = fields[at + 1 :] if step > 0 else fields[:at][::-1]
        for field in ahead:
            if _column(field) in ("", column):
                field.focus()
                return
        self.scroll_to(y=self.max_scroll_y if step > 0 else 0, animate=False)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember the column, and show the field, where it is laid out by then."""
        self._came_in = _column(event.widget) or self._came_in
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Show the field with the focus; what is in here may have grown or shrunk too."""
        self.call_after_refresh(self._show)

    def watch_virtual_size(self) -> None:
        """Show it still where a line came or went: what is typed may be impossible now."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        """Show all of the block of the field with the focus, if there is room for it.

        Where that comes to stand depends on nothing that was there before.
        """
        field = self.focused_field
        around = field.ancestors if field is not None else ()
        block = next((one for one in around if isinstance(one, FieldBlock)), None)
        if field is None or block is None:
            return
        shown = block if block.outer_size.height <= self.size.height else field
        bottom = self._top_of(shown) + shown.outer_size.height
        self.scroll_to(y=max(0, bottom - self.size.height), animate=False, immediate=True)

    def _top_of(self, widget: Widget) -> int:
        """The line a widget begins in, of all that can be scrolled to.

        What its region says is not that while a scroll that was asked for is still to be laid out.
        """
        inside = takewhile(lambda one: one is not self, widget.ancestors_with_self)
        return self.gutter.top + sum(
            one.virtual_region.y + (one.gutter.top if one is not widget else 0)
            for one in inside
            if isinstance(one, Widget)
        )

    @staticmethod
    def is_open(field: Widget) -> bool:
        """Whether a field can have the focus: neither it nor what it is in is put aside."""
        inside = (one for one in field.ancestors_with_self if isinstance(one, Widget))
        return field.focusable and all(one.display for one in inside)


def _is_field(widget: object) -> TypeGuard[Widget]:
    return isinstance(widget, TextEntry | ChoiceEntry | SwitchEntry)


def _column(field: Widget | None) -> str:
    """The column a field stands in; blank for one that spans both."""
    begins = (field.id or "").partition("-")[0] if field is not None else ""
    return begins if begins in COLUMNS else ""
