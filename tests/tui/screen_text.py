"""What stands on the screen, as text."""

from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static


async def paste(pilot: "Pilot[int]", words: str) -> None:
    """Put a long text into the field with the focus, as a terminal pastes it."""
    focused = pilot.app.focused
    assert focused is not None
    focused.post_message(events.Paste(words))
    await pilot.pause()


def lines_of(app: App[int]) -> list[str]:
    """The lines of the screen as a person sees them."""
    return [
        "".join(segment.text for segment in strip)
        for strip in app.screen._compositor.render_strips()
    ]


def words_of(app: App[int], selector: str) -> str:
    """What a widget that shows text says, however it is broken into lines."""
    return " ".join(str(app.screen.query_one(selector, Static).content).split())


def text_of(app: App[int]) -> str:
    """The whole screen in one text."""
    return "\n".join(lines_of(app))
